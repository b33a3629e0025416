#!/usr/bin/env python
"""Logs on where a store ended: to a run that is there, and to a new experiment, whose id it prints.

    log_on.py --uri http://...
"""
import argparse
import os

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
from mlflow import MlflowClient

parser = argparse.ArgumentParser()
parser.add_argument("--uri", required=True)
client = MlflowClient(tracking_uri=parser.parse_args().uri)

old = client.search_runs([e.experiment_id for e in client.search_experiments()], max_results=1)[0].info.run_id
client.log_metric(old, "afterwards", 0.5, step=7)
assert [(p.value, p.step) for p in client.get_metric_history(old, "afterwards")] == [(0.5, 7)]

before = {int(e.experiment_id) for e in client.search_experiments(view_type=3)}
experiment = client.create_experiment("made afterwards")
run = client.create_run(experiment).info.run_id
client.log_param(run, "p", "1")
client.set_terminated(run)
assert client.get_run(run).data.params == {"p": "1"}
assert int(experiment) == max(before) + 1, (experiment, before)
print("logged on: experiment " + experiment)
