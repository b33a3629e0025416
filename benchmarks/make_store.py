#!/usr/bin/env python3
"""Writes a FileStore of a chosen size, the same bytes each time. Standard library only.

The files are those of MLflow 3.17 in form; the values mean nothing.
"""

import argparse
import datetime
import os
import random

START_MS = 1_700_000_000_000
ARTIFACTS = "file:///srv/mlflow/mlruns"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="the store to make; must not exist")
    for name, default in [
        ("experiments", 1), ("runs", 0), ("params", 0), ("tags", 0), ("metrics", 0), ("steps", 0), ("datasets", 0),
        ("traces", 0), ("assessments", 0), ("logged-models", 0), ("registered-models", 0), ("versions", 0),
    ]:
        help_text = "in all" if name in ("experiments", "runs", "traces", "logged-models", "registered-models") else "each"
        parser.add_argument("--" + name, type=int, default=default, help=help_text)
    parser.add_argument("--one-step", action="store_true", help="log every point at step 0")
    return parser.parse_args()


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def keys(folder, values):
    os.makedirs(folder)
    for key, value in values:
        write(os.path.join(folder, key), value)


def yaml(**fields):
    return "".join(f"{key}: {value}\n" for key, value in sorted(fields.items()))


def time_of(ms):
    moment = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    return f"'{moment:%Y-%m-%dT%H:%M:%S}.{ms % 1000:03d}Z'"


class Store:
    def __init__(self, options):
        self.options = options
        self.random = random.Random(20_26)
        self.runs_of = {}

    def new_id(self):
        return f"{self.random.getrandbits(128):032x}"

    def make(self):
        options = self.options
        os.makedirs(options.folder)
        self.experiment("0", "Default", 0)
        experiments = [str(10**17 + self.random.randrange(9 * 10**17)) for _ in range(options.experiments)]
        for number, experiment in enumerate(experiments):
            self.experiment(experiment, f"experiment {number}", number)
        for number in range(options.runs):
            self.run(experiments[number % len(experiments)], number)
        for number in range(options.traces):
            self.trace(experiments[number % len(experiments)], number)
        for number in range(options.logged_models):
            self.logged_model(experiments[number % len(experiments)], number)
        for number in range(options.registered_models):
            self.registered_model(number)

    def experiment(self, experiment, name, number):
        folder = os.path.join(self.options.folder, experiment)
        os.mkdir(folder)
        write(os.path.join(folder, "meta.yaml"), yaml(
            artifact_location=f"{ARTIFACTS}/{experiment}", experiment_id=f"'{experiment}'", name=name,
            lifecycle_stage="active", creation_time=START_MS + number, last_update_time=START_MS + number))
        self.runs_of[experiment] = []
        self.datasets = [f"{i:032x}" for i in range(1, self.options.datasets + 1)]
        if experiment != "0":
            for i, dataset in enumerate(self.datasets):
                os.makedirs(os.path.join(folder, "datasets", dataset))
                write(os.path.join(folder, "datasets", dataset, "meta.yaml"), yaml(
                    digest=f"'{i:08d}'", name=f"dataset {i}", source="'{\"uri\": \"s3://data/%d\"}'" % i,
                    source_type="s3", schema="null", profile="null"))

    def run(self, experiment, number):
        options, run, start = self.options, self.new_id(), START_MS + number * 1000
        self.runs_of[experiment].append(run)
        folder = os.path.join(options.folder, experiment, run)
        os.makedirs(os.path.join(folder, "artifacts"))
        write(os.path.join(folder, "meta.yaml"), yaml(
            artifact_uri=f"{ARTIFACTS}/{experiment}/{run}/artifacts", run_id=run, run_name=f"run-{number}",
            experiment_id=f"'{experiment}'", lifecycle_stage="active", start_time=start, end_time=start + 999,
            status=3, source_type=4, source_name="''", source_version="''", entry_point_name="''", tags="[]",
            user_id=f"user{number % 7}"))
        keys(os.path.join(folder, "params"), (
            (f"param_{i:02d}", repr(self.random.random())) for i in range(options.params)))
        keys(os.path.join(folder, "tags"), [("mlflow.runName", f"run-{number}"), ("mlflow.user", "user")] + [
            (f"tag.{i:02d}", f"value {number * i}") for i in range(options.tags)])
        keys(os.path.join(folder, "metrics"), (
            (f"metric_{i:02d}", self.history(start)) for i in range(options.metrics)))
        if self.datasets:
            folder = os.path.join(folder, "inputs", self.datasets[number % len(self.datasets)])
            os.makedirs(folder)
            write(os.path.join(folder, "meta.yaml"), yaml(
                source_type="DATASET", source_id=os.path.basename(folder), destination_type="RUN",
                destination_id=os.path.basename(folder), tags="\n  mlflow.data.context: train"))

    def history(self, start):
        value, step = self.random.random(), 0 if self.options.one_step else 1
        return "".join(f"{start + i * 10} {value / (i + 1)!r} {i * step}\n" for i in range(self.options.steps))

    def trace(self, experiment, number):
        trace, begin = "tr-" + self.new_id(), START_MS + number * 37
        folder = os.path.join(self.options.folder, experiment, "traces", trace)
        os.makedirs(os.path.join(folder, "artifacts"))
        write(os.path.join(folder, "trace_info.yaml"), yaml(
            trace_id=trace, execution_duration_ms=number, request_time=time_of(begin), state="OK",
            request_preview="'{\"q\": \"question %d\"}'" % number, response_preview="'{\"a\": \"answer %d\"}'" % number,
            trace_location=f"\n  mlflow_experiment:\n    experiment_id: '{experiment}'\n  type: MLFLOW_EXPERIMENT"))
        write(os.path.join(folder, "artifacts", "traces.json"), '{"spans": []}')
        keys(os.path.join(folder, "tags"), [
            ("env", "test"), ("mlflow.traceName", "chain"),
            ("mlflow.artifactLocation", f"{ARTIFACTS}/{experiment}/traces/{trace}/artifacts")])
        keys(os.path.join(folder, "request_metadata"), [
            ("mlflow.trace_schema.version", "3"), ("mlflow.user", "user"), ("mlflow.source.type", "LOCAL"),
            ("mlflow.source.name", "app.py"), ("mlflow.trace.sizeBytes", str(1000 + number)),
            ("mlflow.trace.session", f"session-{number // 10}"), ("mlflow.traceInputs", '{"q": "question"}'),
            ("mlflow.traceOutputs", '{"a": "answer"}'),
            ("mlflow.trace.tokenUsage", '{"input_tokens": %d, "output_tokens": 7, "total_tokens": %d}'
             % (number, number + 7))])
        keys(os.path.join(folder, "assessments"), (
            (f"{name}.yaml", yaml(
                assessment_id=name, assessment_name=f"score_{i}", trace_id=trace, valid="true",
                create_time=time_of(begin + 5), last_update_time=time_of(begin + 5), feedback="\n  value: 0.5",
                source="\n  source_id: judge\n  source_type: LLM_JUDGE"))
            for i, name in enumerate("a-" + self.new_id() for _ in range(self.options.assessments))))

    def logged_model(self, experiment, number):
        runs, model, created = self.runs_of[experiment], "m-" + self.new_id(), START_MS + number * 500
        folder = os.path.join(self.options.folder, experiment, "models", model)
        os.makedirs(folder)
        write(os.path.join(folder, "meta.yaml"), yaml(
            artifact_location=f"{ARTIFACTS}/{experiment}/models/{model}/artifacts", experiment_id=f"'{experiment}'",
            model_id=model, name=f"model-{number}", model_type="null", status=2, status_message="null",
            source_run_id=runs[0] if runs else "null", creation_timestamp=created, last_updated_timestamp=created))
        keys(os.path.join(folder, "params"), [("depth", str(number))])
        keys(os.path.join(folder, "tags"), [("owner", "user")])
        keys(os.path.join(folder, "metrics"), [] if not runs else [
            ("auc", "".join(f"{created + i} {0.5 + i / 1000} {i} {runs[0]}\n" for i in range(10)))])

    def registered_model(self, number):
        name = f"registered-{number}"
        folder = os.path.join(self.options.folder, "models", name)
        os.makedirs(folder)
        write(os.path.join(folder, "meta.yaml"), yaml(
            name=name, description=f"model {number}", creation_timestamp=START_MS, last_updated_timestamp=START_MS,
            aliases="{}", deployment_job_id="null", deployment_job_state="null"))
        keys(os.path.join(folder, "tags"), [])
        keys(os.path.join(folder, "aliases"), [("champion", "1")] if self.options.versions else [])
        for version in range(1, self.options.versions + 1):
            place = os.path.join(folder, f"version-{version}")
            source = f"s3://models/{name}/{version}"
            os.mkdir(place)
            write(os.path.join(place, "meta.yaml"), yaml(
                name=name, version=version, source=source, storage_location=source, current_stage="None",
                status="READY", status_message="null", run_id="null", run_link="null", user_id="null",
                description="null", creation_timestamp=START_MS + version, last_updated_timestamp=START_MS + version))
            keys(os.path.join(place, "tags"), [("v", str(version))])


if __name__ == "__main__":
    Store(arguments()).make()
