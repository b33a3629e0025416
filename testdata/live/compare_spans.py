#!/usr/bin/env python3
"""Reads every span through MLflow's client from a FileStore and from databases, and compares them.

    compare_spans.py --store DIR --db sqlite:///a.db --db sqlite:///b.db

The folder is moved away before the databases are read, so that no span comes from a file. Spans are compared by their ids:
a FileStore lists them in the order of its file, a database by time. MLflow's database reader alone translates the foreign
kind of a span that has no type of MLflow's own. Runs under MLflow 3.17.2.
"""
import argparse
import os

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

from mlflow.entities import ViewType
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--store", required=True)
parser.add_argument("--db", required=True, action="append")
arguments = parser.parse_args()

TYPE = "mlflow.spanType"


def spans(uri):
    client = MlflowClient(uri)
    experiments = [experiment.experiment_id for experiment in client.search_experiments(ViewType.ALL)]
    traces = client.search_traces(locations=experiments, max_results=500, include_spans=False)
    return {
        (trace.info.trace_id, span.span_id): span
        for trace in traces if trace.info.state != "IN_PROGRESS"
        for span in client.get_trace(trace.info.trace_id, display=False).data.spans
    }


def told(span, with_type):
    attributes = {key: value for key, value in span.attributes.items() if with_type or key != TYPE}
    raw = span.to_dict()
    if not with_type:
        raw["attributes"].pop(TYPE, None)
    return [
        span.trace_id, span.span_id, span.parent_id, span.name, span.span_type if with_type else None,
        span.start_time_ns, span.end_time_ns, str(span.status), span.inputs, span.outputs, attributes,
        [str(event) for event in span.events], raw,
    ]


expected = spans("file://" + os.path.abspath(arguments.store))
os.rename(arguments.store, arguments.store + ".away")
for db in arguments.db:
    found = spans(db)
    assert found.keys() == expected.keys(), (db, found.keys() ^ expected.keys())
    translated = 0
    for key, span in expected.items():
        foreign = span.span_type in (None, "UNKNOWN") and found[key].span_type != span.span_type
        translated += foreign
        left, right = told(span, not foreign), told(found[key], not foreign)
        assert repr(left) == repr(right), (db, key, left, right)
    print("equal: %d spans of %d traces, %d of a translated type" % (
        len(found), len({trace for trace, _ in found}), translated))
