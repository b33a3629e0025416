#!/usr/bin/env python3
"""Starts a server on a migrated database whose folder is gone, and opens what was in the folder.

    without_folder.py --db sqlite:///mlflow.db --port 5001 [--artifacts DIR] [--model models:/name@alias] [--inputs 1,2]

With --artifacts the server keeps them there, and clients ask it for mlflow-artifacts:/; without, locations are files.
Prints JSON: artifacts (owner and path: SHA-256), spans (trace: names), prompts (name and version: text), prediction.
Restores the experiments that were deleted. Runs under MLflow 3.17.2.
"""
import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"

import mlflow
from mlflow.entities import ViewType
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--db", required=True)
parser.add_argument("--port", required=True)
parser.add_argument("--artifacts")
parser.add_argument("--model")
parser.add_argument("--inputs", default="")
arguments = parser.parse_args()
address = "http://127.0.0.1:" + arguments.port

serving = ["--artifacts-destination", arguments.artifacts] if arguments.artifacts else ["--no-serve-artifacts"]
server = subprocess.Popen(
    [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", arguments.db, "--port", arguments.port, "--workers", "1"]
    + serving, stdout=subprocess.DEVNULL)


def wait():
    for _ in range(600):
        try:
            with urllib.request.urlopen(address + "/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("the server does not answer")


def files(owner, location):
    """The files at a location, as a client gets them; none of one that was on another server before."""
    if location.startswith("s3:"):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            root = pathlib.Path(mlflow.artifacts.download_artifacts(artifact_uri=location, dst_path=folder))
        except Exception as e:  # MLflow has no one error for a folder in which nothing is
            if "No such" in str(e) or "not find" in str(e).lower() or "No artifacts" in str(e):
                return {}
            raise
        return {
            owner + "/" + file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in root.rglob("*") if file.is_file()
        }


try:
    wait()
    mlflow.set_tracking_uri(address)
    client = MlflowClient(address)
    for experiment in client.search_experiments(view_type=ViewType.DELETED_ONLY):
        client.restore_experiment(experiment.experiment_id)
    experiments = [experiment.experiment_id for experiment in client.search_experiments()]
    found = {"artifacts": {}, "spans": {}, "prompts": {}, "prediction": None}
    for run in client.search_runs(experiments, run_view_type=ViewType.ALL, max_results=1000):
        found["artifacts"].update(files(run.info.run_id, run.info.artifact_uri))
    for model in client.search_logged_models(experiments):
        found["artifacts"].update(files(model.model_id, model.artifact_location))
    for trace in client.search_traces(locations=experiments, max_results=500):
        found["spans"][trace.info.trace_id] = sorted(span.name for span in trace.data.spans)
        for name in set(found["spans"][trace.info.trace_id]):
            named = client.search_traces(locations=experiments, filter_string="span.name = '%s'" % name.replace("'", "''"))
            assert trace.info.trace_id in [other.info.trace_id for other in named], name
    for prompt in client.search_prompts():
        for version in client.search_prompt_versions(prompt.name):
            found["prompts"]["%s/%s" % (prompt.name, version.version)] = str(version.template)
    if arguments.model:
        inputs = [int(number) for number in arguments.inputs.split(",")]
        found["prediction"] = mlflow.pyfunc.load_model(arguments.model).predict(inputs)
    print(json.dumps(found, sort_keys=True))
finally:
    server.terminate()
    server.wait()
