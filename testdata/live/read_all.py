#!/usr/bin/env python
"""Prints everything that MLflow's client reads from a store, a line for each entity, in an order of its own.

    read_all.py --uri sqlite:///mlflow.db | postgresql://... | http://...

The id of an experiment that was renumbered is printed as the one it had, so that two databases made from one store print
the same.
"""
import argparse
import enum
import json
import os

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
from mlflow import MlflowClient
from mlflow.entities import ViewType

RENUMBERED = "filestoremigration.experiment_id"
PROMPT_EXPERIMENTS = "_mlflow_experiment_ids"

parser = argparse.ArgumentParser()
parser.add_argument("--uri", required=True)
uri = parser.parse_args().uri
client = MlflowClient(tracking_uri=uri, registry_uri=uri)


def pages(search):
    token = None
    while True:
        page = search(token)
        yield from page
        token = page.token
        if not token:
            return


experiments = list(pages(lambda token: client.search_experiments(ViewType.ALL, page_token=token)))
original = {e.experiment_id: e.tags.get(RENUMBERED, e.experiment_id) for e in experiments}


def plain(value, key=None):
    """The same as dicts, lists and texts, with the ids that experiments had."""
    if key == "experiment_id":
        return original.get(str(value), str(value))
    if key == PROMPT_EXPERIMENTS:
        return ",".join(original.get(i, i) for i in value.split(","))
    if isinstance(value, dict):
        return {str(k): plain(v, k) for k, v in value.items() if k != RENUMBERED}
    if isinstance(value, (list, tuple)):
        return sorted((plain(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    if type(value).__module__.startswith("mlflow.") and not isinstance(value, enum.Enum):
        return {k.lstrip("_"): plain(v, k.lstrip("_")) for k, v in vars(value).items()}
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


lines = []


def tell(kind, entity):
    lines.append(kind + " " + json.dumps(plain(entity), sort_keys=True))


for experiment in experiments:
    tell("experiment", experiment)
    ids = [experiment.experiment_id]
    for run in pages(lambda token: client.search_runs(ids, run_view_type=ViewType.ALL, page_token=token)):
        tell("run", run)
        for key in run.data.metrics:
            for point in client.get_metric_history(run.info.run_id, key):
                tell("point", [run.info.run_id, point])
    for model in pages(lambda token: client.search_logged_models(ids, page_token=token)):
        tell("model", model)
    for trace in pages(lambda token: client.search_traces(ids, page_token=token, include_spans=False)):
        tell("trace", trace.info.to_dict())
for model in pages(lambda token: client.search_registered_models(page_token=token)):
    tell("registered", model)
for version in pages(lambda token: client.search_model_versions(page_token=token)):
    tell("version", version)

print("\n".join(sorted(lines)))
