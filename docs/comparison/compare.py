#!/usr/bin/env python3
"""Runs three ways out of a FileStore on the same small stores and prints what came of it, as the table in docs/comparison/README.md.

    python -m venv venv && venv/bin/pip install mlflow==3.17.2 mlflow-export-import==1.2.0 tabulate
    venv/bin/python docs/comparison/compare.py [--keep FOLDER]

Every cell is what was seen in this run: an exit code, or an answer to a query of the database that a tool made. mlflow-export-import
is given an MLflow server on the store and one on the new database, since it speaks REST. tabulate is needed because mlflow-export-import 1.2.0 imports it without declaring it. migrate-filestore is the one of this
checkout. The stores are written by the MLflow that is installed, through its client, and then damaged where a row says so.
"""
import argparse
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, nullcontext
from pathlib import Path

os.environ.update(MLFLOW_ALLOW_FILE_STORE="true", MLFLOW_DISABLE_TELEMETRY="true",
                  MLFLOW_ENABLE_ASYNC_TRACE_LOGGING="false", GIT_PYTHON_REFRESH="quiet", MLFLOW_HTTP_REQUEST_MAX_RETRIES="1")

import mlflow
from mlflow.entities import AssessmentSource, Dataset, DatasetInput, InputTag, LoggedModelOutput
from mlflow.tracking import MlflowClient

HOME = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
TOOLS = ["mlflow migrate-filestore", "mlflow-export-import", "migrate-filestore"]


def write_store(root):
    """One experiment with a bit of everything, a deleted run in it, and a deleted experiment."""
    uri = root.as_uri()
    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    client = MlflowClient(uri, uri)
    experiment = client.create_experiment("demand")
    run = client.create_run(experiment, start_time=1_600_000_000_000, run_name="baseline")
    run_id = run.info.run_id
    client.log_param(run_id, "query", "select 1\r\nfrom demand")
    for step in range(3):
        client.log_metric(run_id, "loss", 1.0 / (step + 1), timestamp=1_600_000_000_000 + step, step=step)
    dataset = Dataset("demand", "2f1c6d04", "local", "{}")
    client.log_inputs(run_id, [DatasetInput(dataset, [InputTag("mlflow.data.context", "train")])])
    model = client.create_logged_model(experiment, name="forest", source_run_id=run_id)
    client.log_outputs(run_id, [LoggedModelOutput(model.model_id, 0)])
    client.finalize_logged_model(model.model_id, "READY")
    client.set_terminated(run_id, end_time=1_600_000_060_000)
    deleted = client.create_run(experiment, run_name="mistake")
    client.delete_run(deleted.info.run_id)
    client.delete_experiment(client.create_experiment("old"))
    client.create_registered_model("forecaster")
    client.create_model_version("forecaster", run.info.artifact_uri + "/model", run_id)
    client.set_registered_model_alias("forecaster", "champion", "1")
    span = client.start_trace("answer", experiment_id=experiment)
    client.end_trace(span.trace_id)
    mlflow.log_feedback(trace_id=span.trace_id, name="good", value=True,
                        source=AssessmentSource(source_type="HUMAN", source_id="ada"))
    return experiment, run_id


def of_run(root, experiment, run, *names):
    return root.joinpath(experiment, run, *names)


def repeat_a_metric_line(root, experiment, run):
    file = of_run(root, experiment, run, "metrics", "loss")
    file.write_text(file.read_text() + file.read_text().splitlines(True)[0])


def add_infinity(root, experiment, run):
    with of_run(root, experiment, run, "metrics", "loss").open("a") as file:
        file.write("1600000000009 inf 9\n")


def cut_a_run(root, experiment, run):
    file = of_run(root, experiment, run, "meta.yaml")
    file.write_text(file.read_text()[:40] + "'")


def use_a_name_twice(root, experiment, run):
    twin = root / "777"
    shutil.copytree(root / experiment, twin)
    for folder in [f for f in twin.iterdir() if f.is_dir()]:
        shutil.rmtree(folder)
    meta = twin / "meta.yaml"
    meta.write_text(meta.read_text().replace(experiment, "777"))


def name_an_experiment_in_words(root, experiment, run):
    (root / experiment).rename(root / "my-demand")
    for meta in (root / "my-demand").rglob("*.yaml"):
        meta.write_text(meta.read_text().replace(f"'{experiment}'", "my-demand"))


def delete_as_mlflow_1(root, experiment, run):
    for meta in (root / ".trash").glob("*/meta.yaml"):
        meta.write_text(meta.read_text().replace("lifecycle_stage: deleted", "lifecycle_stage: active"))


def add_a_prompt(root, experiment, run):
    mlflow.genai.register_prompt("greeting", "Hello {{name}}")


class Outcome:
    """What one tool made of one store."""

    def __init__(self, code, database, output, store, ids):
        self.code, self.database, self.output, self.store = code, database, output, store
        self.experiment, self.run = ids

    def ask(self, query, *values):
        if not self.database.exists():
            return []
        with sqlite3.connect(self.database) as connection:
            try:
                return connection.execute(query, values).fetchall()
            except sqlite3.Error as failure:
                return [(str(failure),)]

    def one(self, query, *values):
        rows = self.ask(query, *values)
        return rows[0][0] if rows else None

    def count(self, table, where="1"):
        return self.one(f"select count(*) from {table} where {where}") or 0


@contextmanager
def server(backend, work):
    """mlflow-export-import speaks REST: an MLflow server on this backend, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (work / "server.txt").open("a") as log:
        process = subprocess.Popen(
            [str(BIN / "mlflow"), "server", "--backend-store-uri", backend, "--port", str(port), "--workers", "1"],
            cwd=work, stdout=log, stderr=log, start_new_session=True)
        try:
            uri = f"http://127.0.0.1:{port}"
            for _ in range(240):
                try:
                    with urllib.request.urlopen(uri + "/health", timeout=5):
                        break
                except OSError:
                    time.sleep(0.5)
            yield uri
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def run_tool(tool, store, work, ids):
    database = work / "mlflow.db"
    target = f"sqlite:///{database}"
    environment = dict(os.environ)
    if tool == TOOLS[0]:
        commands = [[BIN / "mlflow", "migrate-filestore", "--source", store, "--target", target]]
    elif tool == TOOLS[1]:
        out = work / "export"
        commands = [[BIN / "export-all", "--output-dir", out],
                    [BIN / "import-all", "--input-dir", out, "--use-src-user-id", "True"]]
    else:
        commands = [[HOME / "migrate-filestore", "--source", store, "--target", target, "--progress", "none"]]
    output, code = "", 0
    for i, command in enumerate(commands):
        with server(store.as_uri() if i == 0 else target, work) if tool == TOOLS[1] else nullcontext() as uri:
            if uri:
                environment["MLFLOW_TRACKING_URI"] = environment["MLFLOW_REGISTRY_URI"] = uri
            done = subprocess.run([str(part) for part in command], env=environment, cwd=work, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        output, code = output + done.stdout, done.returncode
        if code:
            output += f"\n{command[0]} ended with {code}\n"
            break
    (work / "output.txt").write_text(output)
    return Outcome(code, database, output, store, ids)


def kept(value, expected):
    return "kept" if value == expected else "lost" if value in (None, 0) else "changed"


def migrated(outcome):
    """How the run ended, and how many of the two runs are there afterwards."""
    runs = outcome.count("runs")
    return f"exit {outcome.code}, {runs} of 2 runs"


def times(outcome):
    return kept(outcome.one("select start_time from runs where name = 'baseline'"), 1_600_000_000_000)


def feedback_time(outcome):
    if outcome.count("trace_info") == 0:
        return "no trace"
    value = outcome.one("select created_timestamp from assessments")
    return "lost" if value is None else "written as 0" if value == 0 else "kept"


HEALTHY = [
    ("experiment ids", lambda o: kept(o.count("experiments", f"experiment_id = {o.experiment}"), 1)
        if o.count("experiments", "name = 'demand'") == 0 or o.count("experiments", f"experiment_id = {o.experiment}")
        else "new ids"),
    ("run ids", lambda o: "kept" if o.count("runs", f"run_uuid = '{o.run}'") else "new ids"
        if o.count("runs", "name = 'baseline'") else "lost"),
    ("start times of runs", times),
    ("metric history with times and steps", lambda o: kept(
        [tuple(r) for r in o.ask("select timestamp, step from metrics where key = 'loss' order by step")],
        [(1_600_000_000_000 + s, s) for s in range(3)])),
    ("CR LF in a param's value", lambda o: kept(
        o.one("select value from params where key = 'query'"), "select 1\r\nfrom demand")),
    ("deleted runs", lambda o: kept(o.count("runs", "lifecycle_stage = 'deleted'"), 1)),
    ("deleted experiments", lambda o: kept(o.count("experiments", "lifecycle_stage = 'deleted'"), 1)),
    ("dataset inputs", lambda o: kept(o.count("inputs", "source_type = 'DATASET'"), 1)),
    ("logged models", lambda o: kept(o.count("logged_models"), 1)),
    ("registered model's version and alias", lambda o: kept(
        o.count("model_versions") + o.count("registered_model_aliases"), 2)),
    ("traces", lambda o: kept(o.count("trace_info"), 1)),
    ("time of a feedback", feedback_time),
]

ODD = [
    ("the same metric line twice", repeat_a_metric_line, migrated),
    ("a run's `meta.yaml` cut off", cut_a_run, migrated),
    ("two experiments of one name", use_a_name_twice, migrated),
    ("an experiment whose id is a word", name_an_experiment_in_words, migrated),
    ("an experiment deleted with MLflow 1", delete_as_mlflow_1, lambda o: (
        "still deleted" if o.count("experiments", "name = 'old' and lifecycle_stage = 'deleted'") else
        "active again" if o.count("experiments", "name = 'old'") else "lost")),
    ("a prompt in the registry", add_a_prompt, lambda o: f"exit {o.code}, " + (
        "there" if o.count("registered_models", "name = 'greeting'") else "missing")),
]


def target_in_use_for_nothing(tool, work):
    """A wrong source over a database that is there: is it there afterwards?"""
    database = work / "mlflow.db"
    database.write_bytes(b"precious")
    (work / "nothing").mkdir()
    if tool == TOOLS[0]:
        command, answer = [BIN / "mlflow", "migrate-filestore", "--source", work / "nothing",
                           "--target", f"sqlite:///{database}"], "y\n"
    elif tool == TOOLS[1]:
        return "–"
    else:
        command, answer = [HOME / "migrate-filestore", "--source", work / "nothing", "--target",
                           f"sqlite:///{database}", "--overwrite"], ""
    done = subprocess.run([str(part) for part in command], cwd=work, input=answer, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    (work / "output.txt").write_text(done.stdout)
    untouched = database.exists() and database.read_bytes() == b"precious"
    return f"exit {done.returncode}, " + ("untouched" if untouched else "deleted")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="an empty folder for stores, databases and outputs")
    keep = parser.parse_args().keep
    work = (keep or Path(tempfile.mkdtemp())).resolve()
    work.mkdir(parents=True, exist_ok=True)

    healthy = work / "store" / "mlruns"
    healthy.mkdir(parents=True)
    os.chdir(work)
    ids = write_store(healthy)

    rows = []

    def run_all(name, store):
        outcomes = []
        for number, tool in enumerate(TOOLS):
            folder = work / f"{name} {number}"
            folder.mkdir()
            outcomes.append(run_tool(tool, store, folder, ids))
        return outcomes

    print(f"| MLflow {mlflow.__version__} | " + " | ".join(f"`{tool}`" for tool in TOOLS) + " |")
    print("|---|---|---|---|")
    outcomes = run_all("healthy", healthy)
    for title, answer in HEALTHY:
        print(f"| {title} | " + " | ".join(answer(o) for o in outcomes) + " |", flush=True)
    for title, change, answer in ODD:
        store = work / title.replace("`", "").replace("'", "") / "mlruns"
        shutil.copytree(healthy, store, symlinks=True)
        mlflow.set_registry_uri(store.as_uri())
        mlflow.set_tracking_uri(store.as_uri())
        change(store, *ids)
        outcomes = run_all(store.parent.name, store)
        print(f"| {title} | " + " | ".join(answer(o) for o in outcomes) + " |", flush=True)
    cells = []
    for number, tool in enumerate(TOOLS):
        folder = work / f"wrong source {number}"
        folder.mkdir()
        cells.append(target_in_use_for_nothing(tool, folder))
    print("| a wrong `--source`, over an existing database | " + " | ".join(cells) + " |")
    if not keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
