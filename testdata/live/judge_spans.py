#!/usr/bin/env python3
"""Lets judges read the spans of a migrated database whose folder is gone.

    judge_spans.py --db sqlite:///mlflow.db --port 5005 --experiment ID --trace ID

Prints JSON in its last line: loaded (trace: names of its spans, by the loader that feeds the server's judges), scored (trace: what a scorer of
mlflow.genai.evaluate found in the spans, as it then stands on the trace), judged (what a judge on the server said, as it then
stands on the trace) and read (what the judge's model was sent). The model is no model: it is an HTTP server in this script
that records what it is sent and gives one verdict, as no real one can be had without a network. What it was sent shows that
the judge has read the spans. Runs under MLflow 3.17.2.
"""
import argparse
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_ENABLE_ASYNC_TRACE_LOGGING"] = "false"

import mlflow
from mlflow.entities import ViewType
from mlflow.genai.judges import make_judge
from mlflow.genai.scorers import scorer
from mlflow.genai.scorers.online.trace_loader import OnlineTraceLoader
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore
from mlflow.tracking import MlflowClient

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--db", required=True)
parser.add_argument("--port", required=True)
parser.add_argument("--experiment", required=True, help="whose traces are scored")
parser.add_argument("--trace", required=True, help="the one of them that is judged")
arguments = parser.parse_args()
address = "http://127.0.0.1:" + arguments.port
VERDICT = {"result": "yes", "rationale": "as the spans say"}
sent = []


class Model(http.server.BaseHTTPRequestHandler):
    """Of a judge that may use tools it asks for the root span first."""

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sent.append([message["content"] for message in request["messages"] if message.get("content")])
        message = {"role": "assistant", "content": json.dumps(VERDICT)}
        if request.get("tools") and request["messages"][-1]["role"] != "tool":
            message = {"role": "assistant", "content": None, "tool_calls": [
                {"id": "call-1", "type": "function", "function": {"name": "get_root_span", "arguments": "{}"}}]}
        answer = json.dumps({
            "id": "chat-1", "object": "chat.completion", "created": 1, "model": request["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@scorer
def spans_and_inputs(trace):
    """How many spans there are, and the inputs of the first."""
    return json.dumps([len(trace.data.spans), trace.data.spans[0].inputs])


def wait(what, seconds=120):
    """The first answer that is not None."""
    end = time.time() + seconds
    while time.time() < end:
        answer = what()
        if answer is not None:
            return answer
        time.sleep(0.2)
    sys.exit("nothing came of " + what.__name__)


def is_up():
    try:
        with urllib.request.urlopen(address + "/health", timeout=5):
            return True
    except OSError:
        return None


def judge_on_server(judge):
    """As the page of MLflow asks for it: a job of the server loads the trace, asks the model, and writes the verdict."""
    body = json.dumps({
        "experiment_id": arguments.experiment, "serialized_scorer": json.dumps(judge.model_dump()),
        "trace_ids": [arguments.trace], "log_assessments": True}).encode()
    request = urllib.request.Request(
        address + "/ajax-api/3.0/mlflow/scorer/invoke", body, {"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request).close()
    except urllib.error.HTTPError as e:
        sys.exit(e.read().decode())

    def verdict():
        return assessments(arguments.trace).get(judge.name)

    return wait(verdict)


def assessments(trace):
    """Name: value and rationale."""
    return {a.name: [a.feedback.value, a.rationale] for a in client.get_trace(trace).info.assessments if a.feedback}


model = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
threading.Thread(target=model.serve_forever, daemon=True).start()
server = subprocess.Popen(
    [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", arguments.db, "--port", arguments.port, "--workers", "1"],
    stdout=subprocess.DEVNULL,
    env=dict(os.environ, OPENAI_API_KEY="none", OPENAI_API_BASE="http://127.0.0.1:%d/v1" % model.server_port))
try:
    wait(is_up)
    mlflow.set_tracking_uri(address)
    client = MlflowClient(address)
    found = {"loaded": {}, "scored": {}, "judged": {}, "read": {}}

    # A trace without spans is one in progress, which has no rows: the loader would refuse the others with it.
    experiments = [experiment.experiment_id for experiment in client.search_experiments(view_type=ViewType.ALL)]
    infos = [trace.info for trace in client.search_traces(locations=experiments, max_results=500, include_spans=False)]
    with_spans = [info.trace_id for info in infos if info.tags.get("mlflow.trace.spansLocation") == "TRACKING_STORE"]
    with tempfile.TemporaryDirectory() as artifacts:
        for trace in OnlineTraceLoader(SqlAlchemyStore(arguments.db, artifacts)).fetch_traces(with_spans):
            found["loaded"][trace.info.trace_id] = sorted(span.name for span in trace.data.spans)

    mlflow.set_experiment(experiment_id=arguments.experiment)
    traces = client.search_traces(locations=[arguments.experiment], max_results=500)
    mlflow.genai.evaluate(data=traces, scorers=[spans_and_inputs])
    for trace in traces:
        found["scored"][trace.info.trace_id] = assessments(trace.info.trace_id)["spans_and_inputs"][0]

    for name, instructions in (
            ("by_inputs_and_outputs", "Is {{ outputs }} an answer to {{ inputs }}?"), ("by_trace", "Does {{ trace }} answer?")):
        del sent[:]
        judge = make_judge(name=name, instructions=instructions, model="openai:/no-model", feedback_value_type=str)
        found["judged"][name] = judge_on_server(judge)
        found["read"][name] = sent[-1]
    print(json.dumps(found, sort_keys=True))
finally:
    server.terminate()
    server.wait()
    model.shutdown()
