#!/usr/bin/env python3
"""Opens, from a migrated database, what stays in the folder: artifacts of runs and spans of traces.

    open_artifacts.py --store DIR --db sqlite:///mlflow.db

Spans must be those that MLflow's client reads from the store itself. Runs under MLflow 3.17.2.
"""
import argparse
import os

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

import mlflow
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--store", required=True)
parser.add_argument("--db", required=True)
arguments = parser.parse_args()


def spans(uri, experiments):
    mlflow.set_tracking_uri(uri)
    client = MlflowClient(uri)
    return {
        trace.info.trace_id: [span.to_dict() for span in trace.data.spans]
        for experiment in experiments
        for trace in client.search_traces(locations=[experiment])
    }


mlflow.set_tracking_uri(arguments.db)
client = MlflowClient(arguments.db)
experiments = [experiment.experiment_id for experiment in client.search_experiments()]
artifacts = 0
for run in client.search_runs(experiments):
    text = mlflow.artifacts.load_text(run.info.artifact_uri + "/notes/artifact.txt")
    assert text == "artifact of " + run.info.run_id, (run.info.run_id, text)
    artifacts += 1
expected = spans("file://" + os.path.abspath(arguments.store), experiments)
found = spans(arguments.db, experiments)
assert found == expected, (expected, found)
assert all(len(trace) == 2 for trace in found.values()), found
print("opened: %d artifacts, %d traces with their spans" % (artifacts, len(found)))
