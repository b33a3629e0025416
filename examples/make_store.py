"""Makes examples/mlruns with a real MLflow client; it was made with MLflow 3.17.2.

    MLFLOW_ALLOW_FILE_STORE=true MLFLOW_DISABLE_TELEMETRY=true python make_store.py FOLDER

FOLDER must not exist yet. The store says that it lies at /srv/mlflow/mlruns, as a store on a server would, so that no
path of the machine that made it is in it. Every run makes new ids and times.
"""

import math
import os
import pathlib
import shutil
import sys

import mlflow
from mlflow import MlflowClient
from mlflow.data.meta_dataset import MetaDataset
from mlflow.data.http_dataset_source import HTTPDatasetSource
from mlflow.entities import AssessmentSource, DatasetInput, InputTag, LoggedModelOutput, Metric

HOME = "/srv/mlflow/mlruns"


MODEL = """import mlflow
from mlflow.pyfunc import PythonModel


class Forecaster(PythonModel):
    \"\"\"Sells 172 units a store and day.\"\"\"

    def predict(self, context, model_input: list[int]) -> list[int]:
        return [172 * days for days in model_input]


mlflow.models.set_model(Forecaster())
"""


def plot(losses):
    """A curve of the losses, as SVG."""
    points = " ".join(f"{20 + 60 * epoch},{20 + 160 * (1 - loss):.1f}" for epoch, loss in enumerate(losses))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 200">'
        f'<path d="M20 20V180H210" fill="none" stroke="black"/><polyline points="{points}" fill="none" stroke="blue"/></svg>\n'
    )


def train(client, experiment, name, rate, epochs, dataset):
    run = client.create_run(experiment, run_name=name, tags={"team": "forecast"})
    run_id = run.info.run_id
    client.log_param(run_id, "learning_rate", str(rate))
    client.log_param(run_id, "optimizer", "adam")
    for epoch in range(epochs):
        client.log_metric(run_id, "loss", math.exp(-rate * epoch), step=epoch)
        client.log_metric(run_id, "val/accuracy", 1 - math.exp(-rate * (epoch + 1)) / 2, step=epoch)
    client.log_text(run_id, plot([math.exp(-rate * epoch) for epoch in range(epochs)]), "plots/loss.svg")
    client.log_inputs(run_id, datasets=[DatasetInput(dataset._to_mlflow_entity(), [InputTag("context", "train")])])
    return run_id


def fill():
    client = MlflowClient()
    demand = client.create_experiment("demand forecast", tags={"mlflow.note.content": "How much we sell next week."})
    source = HTTPDatasetSource("https://example.org/demand.csv")
    dataset = MetaDataset(source, name="demand", digest="2f1c6d04")
    first = train(client, demand, "baseline", 0.1, 3, dataset)
    client.set_terminated(first)
    best = train(client, demand, "faster", 0.5, 4, dataset)
    client.log_metric(best, "gradient norm", math.nan, step=4)

    model = client.create_logged_model(demand, name="forecaster", source_run_id=best, params={"layers": "3"})
    client.log_outputs(best, [LoggedModelOutput(model.model_id, step=3)])
    client.log_metric(best, "rmse", 0.25, step=3, model_id=model.model_id)
    pathlib.Path("forecaster.py").write_text(MODEL, encoding="utf-8")
    mlflow.pyfunc.save_model("saved", python_model="forecaster.py", pip_requirements=["mlflow"])
    client.log_model_artifacts(model.model_id, "saved")
    client.finalize_logged_model(model.model_id, "READY")
    client.set_terminated(best)

    failed = client.create_run(demand, run_name="diverged").info.run_id
    client.log_metric(failed, "loss", math.inf, step=0)
    client.set_terminated(failed, "FAILED")
    client.delete_run(failed)

    client.create_registered_model("forecaster", tags={"owner": "forecast"}, description="Sales of the next week")
    version = client.create_model_version("forecaster", f"{HOME}/{demand}/models/{model.model_id}/artifacts", run_id=best)
    client.set_registered_model_alias("forecaster", "champion", version.version)

    mlflow.set_experiment(experiment_id=demand)
    with mlflow.start_span("forecast", attributes={"store": 7}) as span:
        span.set_inputs({"week": 32})
        span.set_outputs({"units": 1204})
        trace = span.trace_id
    mlflow.flush_trace_async_logging()
    mlflow.log_feedback(trace_id=trace, name="plausible", value=True, source=AssessmentSource("HUMAN", "ada"))
    client.create_experiment("scratch")
    client.delete_experiment(client.get_experiment_by_name("scratch").experiment_id)


def main(folder):
    if os.path.lexists(folder) or os.path.lexists(HOME):
        sys.exit(f"{folder} or {HOME} is already there.")
    os.makedirs(os.path.dirname(HOME), exist_ok=True)
    folder = os.path.abspath(folder)
    os.chdir(os.path.dirname(HOME))
    os.environ["LOGNAME"] = "ada"
    sys.argv[0] = "forecast.py"
    mlflow.set_tracking_uri("file://" + HOME)
    mlflow.set_registry_uri("file://" + HOME)
    fill()
    shutil.move(HOME, folder)


if __name__ == "__main__":
    main(sys.argv[1])
