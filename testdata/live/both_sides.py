#!/usr/bin/env python3
"""A store and the database that was made of it, both of which go on, and what a merge must leave of either.

    both_sides.py begin --store DIR                     a store with one experiment and three runs
    both_sides.py go-on --store DIR --db sqlite:///F    people log into the database, and the cluster into the store
    both_sides.py check --db sqlite:///F                fails unless the database has both histories

Runs under MLflow 3.17.2.
"""
import argparse
import os

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

from mlflow.entities import ViewType
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("what", choices=["begin", "go-on", "check"])
parser.add_argument("--store")
parser.add_argument("--db")
arguments = parser.parse_args()


def run(client, experiment, name, steps, status="FINISHED"):
    run_id = client.create_run(experiment, run_name=name).info.run_id
    client.log_param(run_id, "lr", "0.1")
    for step in steps:
        client.log_metric(run_id, "loss", 1 / (step + 1), timestamp=1_700_000_000_000 + step, step=step)
    if status:
        client.set_terminated(run_id, status)
    return run_id


def experiment_id(client, name):
    return client.get_experiment_by_name(name).experiment_id


def runs(client, name, view=ViewType.ALL):
    return {run.info.run_name: run for run in client.search_runs([experiment_id(client, name)], run_view_type=view)}


store = MlflowClient("file://" + os.path.abspath(arguments.store)) if arguments.store else None
database = MlflowClient(arguments.db) if arguments.db else None
if arguments.what == "begin":
    training = store.create_experiment("training")
    run(store, training, "first", range(3), None)
    run(store, training, "second", range(3))
    run(store, training, "third", range(3))
elif arguments.what == "go-on":
    old = runs(database, "training")
    run(database, experiment_id(database, "training"), "of the database", range(2))
    run(database, database.create_experiment("only in the database"), "alone", range(1))
    database.set_tag(old["second"].info.run_id, "reviewed", "yes")
    database.update_run(old["second"].info.run_id, name="second, renamed")
    database.delete_run(old["third"].info.run_id)

    first = runs(store, "training")["first"].info.run_id
    for step in range(3, 6):
        store.log_metric(first, "loss", 1 / (step + 1), timestamp=1_700_000_000_000 + step, step=step)
    store.set_terminated(first, "FINISHED")
    run(store, experiment_id(store, "training"), "fourth", range(4))
    run(store, store.create_experiment("only in the directory"), "new", range(1))
else:
    merged = runs(database, "training")
    assert sorted(merged) == ["first", "fourth", "of the database", "second, renamed", "third"], sorted(merged)
    assert merged["first"].info.status == "FINISHED", merged["first"].info
    assert merged["second, renamed"].data.tags["reviewed"] == "yes"
    assert merged["third"].info.lifecycle_stage == "deleted"
    points = {
        name: [(point.step, point.timestamp, point.value) for point in sorted(
            database.get_metric_history(one.info.run_id, "loss"), key=lambda point: point.step)]
        for name, one in merged.items()
    }
    expected = {"first": 6, "fourth": 4, "of the database": 2, "second, renamed": 3, "third": 3}
    for name, count in expected.items():
        assert points[name] == [(s, 1_700_000_000_000 + s, 1 / (s + 1)) for s in range(count)], (name, points[name])
    assert list(runs(database, "only in the database")) == ["alone"]
    assert list(runs(database, "only in the directory")) == ["new"]
    new = database.create_experiment("after the merge")
    run(database, new, "goes on", range(1))
    print("both histories: %d points, the next experiment is %s" % (sum(expected.values()), new))
