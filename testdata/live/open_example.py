#!/usr/bin/env python3
"""Opens what the README's first migration leaves: a model, plots and a trace of examples/mlruns.

    open_example.py --db sqlite:///mlflow.db

Prints the model's prediction, the plots and the spans. MLflow writes a file beside a model that it loads.
"""
import argparse
import os

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

import mlflow
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--db", required=True)
arguments = parser.parse_args()

mlflow.set_tracking_uri(arguments.db)
mlflow.set_registry_uri(arguments.db)
client = MlflowClient(arguments.db, arguments.db)
experiments = [experiment.experiment_id for experiment in client.search_experiments()]
prediction = mlflow.pyfunc.load_model("models:/forecaster@champion").predict([1, 7])
plots = sorted(
    run.info.run_name + "/" + file.path
    for run in client.search_runs(experiments)
    for file in client.list_artifacts(run.info.run_id, "plots")
)
spans = [span.name for trace in client.search_traces(locations=experiments) for span in trace.data.spans]
print("opened: %s %s %s" % (prediction, plots, spans))
