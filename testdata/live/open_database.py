#!/usr/bin/env python3
"""Opens a database with MLflow's client, asks for everything and says how much there is.

    open_database.py --db sqlite:///mlflow.db

Runs under any MLflow release from 3.10 on; one that would have to upgrade the database fails or changes it.
"""
import argparse

import mlflow
from mlflow.entities import ViewType
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--db", required=True)
arguments = parser.parse_args()

mlflow.set_tracking_uri(arguments.db)
client = MlflowClient(arguments.db, arguments.db)
experiments = [e.experiment_id for e in client.search_experiments(view_type=ViewType.ALL)]
runs = client.search_runs(experiments, run_view_type=ViewType.ALL, max_results=1000)
params = sum(len(run.data.params) for run in runs)
latest = sum(len(run.data.metrics) for run in runs)
points = sum(len(client.get_metric_history(run.info.run_id, key)) for run in runs for key in run.data.metrics)
traces = client.search_traces(locations=experiments, max_results=500, include_spans=False)
assessments = sum(len(trace.info.assessments) for trace in traces)
print(
    "opened: experiments %d, runs %d, params %d, latest metrics %d, metric points %d, traces %d, assessments %d"
    % (len(experiments), len(runs), params, latest, points, len(traces), assessments)
)
