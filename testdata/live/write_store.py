#!/usr/bin/env python3
"""Writes a FileStore through MLflow's own client, with seeded random content of every kind.

    write_store.py --store DIR --seed N [--no-duplicates]

DIR becomes the store (what users call `mlruns`). The seed decides the content; ids and times are MLflow's own, so two
runs give two stores of the same shape. With --no-duplicates no metric point is logged twice: MLflow's own migration
gives up where one is. Runs under MLflow 3.17.2.
"""
import argparse
import os
import random

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_ENABLE_ASYNC_TRACE_LOGGING"] = "false"

import mlflow
from mlflow.entities import (
    AssessmentError,
    AssessmentSource,
    Dataset,
    DatasetInput,
    Feedback,
    InputTag,
    LoggedModelInput,
    LoggedModelOutput,
    Metric,
    Param,
    RunTag,
)
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--store", required=True)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--no-duplicates", action="store_true")
arguments = parser.parse_args()

pick = random.Random(arguments.seed)
uri = "file://" + os.path.abspath(arguments.store)
mlflow.set_tracking_uri(uri)
mlflow.set_registry_uri(uri)
client = MlflowClient(uri, uri)

WORDS = ["alpha", "lr", "été", "中文", "a b", "x.y", "k-1", "under_score", "ß", "Ω", "2024", "1e5", "null", "true"]
VALUES = [
    "", " ", "0", "1e5", "null", "~", "été ☀ 中文 😀", "line 1\nline 2", "line 1\r\nline 2\r\n", "tab\there", "trailing \n",
    "'quoted' \"twice\"", "{\"json\": [1, 2.5, null]}", "\ufeffbom", "nel\u0085ls\u2028ps\u2029", "# no comment", "a: b", "x" * 3000,
]
NUMBERS = [0.0, -0.0, 1.0, -1.5, 1e-300, 5e-324, 1.7976931348623157e308, 0.1, 1 / 3, float("nan"), float("inf"), float("-inf")]


def key(slashes=True):
    parts = [pick.choice(WORDS) for _ in range(pick.randint(1, 3 if slashes else 1))]
    return "/".join(parts) + "_" + str(pick.randrange(10_000))


def value():
    return pick.choice(VALUES)


def source():
    return AssessmentSource(source_type=pick.choice(["HUMAN", "LLM_JUDGE", "CODE"]), source_id=pick.choice(["ada", "openai:/gpt-4o", "été"]))


def log_run(experiment, datasets, models):
    run = client.create_run(experiment, run_name=pick.choice(["", "run é", "1e5", "run " + str(pick.randrange(100))]) or None)
    rid = run.info.run_id
    client.log_batch(
        rid,
        params=[Param(key(), value()) for _ in range(pick.randint(0, 6))],
        tags=[RunTag(key(), value()) for _ in range(pick.randint(0, 4))],
        metrics=[],
    )
    for _ in range(pick.randint(0, 3)):
        name = key()
        steps = list(range(pick.choice([1, 3, 40])))
        if pick.random() < 0.3:
            pick.shuffle(steps)
        points = [Metric(name, pick.choice(NUMBERS) if pick.random() < 0.4 else pick.uniform(-1e3, 1e3), 1_700_000_000_000 + s * 7, s) for s in steps]
        if pick.random() < 0.4 and not arguments.no_duplicates:
            points.append(points[0])
        client.log_batch(rid, metrics=points)
    if datasets:
        for d in pick.sample(datasets, pick.randint(1, len(datasets))):
            client.log_inputs(rid, datasets=[DatasetInput(d, [InputTag("mlflow.data.context", pick.choice(["train", "été"]))])])
    if models and pick.random() < 0.6:
        client.log_inputs(rid, models=[LoggedModelInput(pick.choice(models))])
    client.log_text(rid, "artifact of " + rid, "notes/artifact.txt")
    end = pick.choice(["FINISHED", "FAILED", "KILLED", None])
    if end:
        client.set_terminated(rid, end)
    return rid


def log_models(experiment, run, datasets):
    made = []
    for i in range(pick.randint(1, 2)):
        model = client.create_logged_model(
            experiment, name="model-%d" % i, source_run_id=run, model_type=pick.choice([None, "classifier"]),
            params={"depth": str(i), "empty": ""}, tags={"owner": pick.choice(["ada", "été"])},
        )
        client.log_metric(run, "auc", 0.5 + i / 10, step=i, model_id=model.model_id)
        if datasets:
            d = datasets[0]
            client.log_metric(run, "f1 score", 0.25, step=3 + i, model_id=model.model_id, dataset_name=d.name, dataset_digest=d.digest)
        client.log_outputs(run, [LoggedModelOutput(model.model_id, step=i * 5)])
        client.finalize_logged_model(model.model_id, pick.choice(["READY", "FAILED"]))
        made.append(model.model_id)
    return made


def log_traces(experiment, run):
    mlflow.set_experiment(experiment_id=experiment)
    for i in range(pick.randint(1, 3)):
        with mlflow.start_span(name=pick.choice(["predict", "été", "chain 1"])) as span:
            span.set_inputs({"question": value()})
            with mlflow.start_span(name="child", span_type="LLM") as child:
                child.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": i, "output_tokens": 7, "total_tokens": 7 + i})
                child.set_outputs(value())
            span.set_outputs({"answer": value()})
            mlflow.update_current_trace(tags={"env": value(), "späte": "x"}, metadata={"mlflow.trace.session": "s %d" % i, "mlflow.trace.user": "ada"})
            trace = span.trace_id
        for v in (True, "no", 0.5, 3, [1, {"a": None}], {"k": "é"}, ""):
            mlflow.log_feedback(trace_id=trace, name="f%d" % pick.randrange(99), value=v, source=source(), rationale=value() or None, metadata={"batch": "7"})
        mlflow.log_feedback(trace_id=trace, name="failed", error=AssessmentError("RATE", "too many", "stack\nlines"), source=source())
        kept = mlflow.log_feedback(trace_id=trace, name="overridden", value=1, source=source())
        mlflow.override_feedback(trace_id=trace, assessment_id=kept.assessment_id, value=2, rationale="better", source=source())
        for v in ("text", 3, False, ["a", {"b": 1.5}], {"deep": {"er": [None]}}):
            mlflow.log_expectation(trace_id=trace, name="e%d" % pick.randrange(99), value=v, source=source(), metadata={"mlflow.assessment.sourceRunId": run})


def log_registry(run, experiment):
    for i in range(2):
        name = "modèle %d" % i
        client.create_registered_model(name, tags={"domain": value()}, description=value() or None)
        for n in range(pick.randint(1, 3)):
            version = client.create_model_version(name, "runs:/%s/model" % run, run_id=run, tags={"v": value()}, description=value())
            client.set_registered_model_alias(name, "alias-%d" % n, version.version)
        client.transition_model_version_stage(name, "1", pick.choice(["Staging", "Production", "Archived"]))
    client.create_model_version(name, "s3://bucket/gone")
    last = max(int(v.version) for v in client.search_model_versions("name = '%s'" % name))
    client.delete_model_version(name, str(last))
    mlflow.genai.register_prompt(name="greet", template="Hello {{name}}\n\n  indented\n", commit_message="first", tags={"lang": "en"})
    mlflow.genai.register_prompt(name="greet", template="Bonjour {{name}} été", commit_message="second")
    mlflow.genai.register_prompt(name="chat", template=[{"role": "system", "content": "be brief"}, {"role": "user", "content": "{{q}}"}])
    mlflow.genai.set_prompt_alias("greet", "production", 2)


client.set_experiment_tag("0", "mlflow.note.content", "line 1\r\nline 2")
experiments = [client.create_experiment(n, tags={key(False): value()}) for n in ("Prévision – été", "1e5", "to delete", "to restore")]
for experiment in experiments:
    datasets = [Dataset("data-é", "%08x" % pick.getrandbits(32), "local", '{"uri": "/d.csv"}', '{"s": 1}', None), Dataset("big", "12e45678", "s3", '{"uri": "s3://b"}')]
    runs, models = [], []
    for _ in range(4):
        runs.append(log_run(experiment, datasets if pick.random() < 0.7 else [], models))
        models += log_models(experiment, runs[-1], datasets)
    log_traces(experiment, runs[0])
    client.delete_run(runs[1])
    client.delete_run(runs[2])
    client.restore_run(runs[2])
    client.delete_logged_model(models[-1])
log_registry(runs[0], experiment)
client.delete_experiment(experiments[2])
client.delete_experiment(experiments[3])
client.restore_experiment(experiments[3])
print("experiments %d, store %s" % (len(experiments) + 1, arguments.store))
