#!/usr/bin/env python3
"""Makes docs/mlflow.png, the picture in the README: MLflow's own page on a migrated store.

    python3 docs/picture.py [MLFLOW]

MLFLOW is the program mlflow of release 3.17.2, by default the one on the PATH. The store of testdata/stores/3.17.2 is
unpacked into a temporary directory and migrated there; MLflow serves the database, and chromium, driven by chromedriver, takes the
picture. Standard library only.
"""
import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
PAGE = "/#/experiments/154018651289039231/runs"
LAST_TO_APPEAR = "placid-grouse-58"
WIDTH, HEIGHT = 1200, 640
# MLflow's page opens with its assistant in a panel on the right, whose button to close it is in that corner.
CLOSE_ASSISTANT = f"document.elementFromPoint({WIDTH - 36}, 42)?.closest('button')?.click()"


def free_port():
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def call(url, body=None, method=None):
    """What a server answers to a request in JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"{}")


def wait(what, ready, seconds=120):
    for _ in range(seconds * 2):
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.5)
    sys.exit(f"{what} did not become ready")


def picture(page):
    """The bytes of a PNG of the page, once the last run is in its list."""
    port = free_port()
    driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        wait("chromedriver", lambda: call(base + "/status")["value"]["ready"])
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   f"--window-size={WIDTH},{HEIGHT}", f"--user-data-dir={tempfile.mkdtemp()}"]
        session = call(base + "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": {"args": options}}}})["value"]["sessionId"]
        session = f"{base}/session/{session}"
        # The window's size counts its frame; this one is the page's.
        call(session + "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": {
            "width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}})
        call(session + "/url", {"url": page})
        script = {"script": f"return document.body.innerText.includes('{LAST_TO_APPEAR}')", "args": []}
        wait("the page", lambda: call(session + "/execute/sync", script)["value"])
        call(session + "/execute/sync", {"script": CLOSE_ASSISTANT, "args": []})
        time.sleep(3)  # Metrics and icons come last.
        png = base64.b64decode(call(session + "/screenshot")["value"])
        call(session, method="DELETE")
        return png
    finally:
        driver.terminate()
        driver.wait()


def main():
    mlflow = sys.argv[1] if len(sys.argv) > 1 else shutil.which("mlflow") or sys.exit("there is no mlflow on the PATH")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(HOME / "testdata/stores/3.17.2/mlruns.tar.gz") as store:
            store.extractall(folder)
        subprocess.run([HOME / "migrate-filestore", "--source", "mlruns", "--target", "sqlite:///mlflow.db"],
                       cwd=folder, check=True)
        port = free_port()
        server = subprocess.Popen(
            [mlflow, "server", "--backend-store-uri", "sqlite:///mlflow.db", "--port", str(port), "--workers", "1"],
            cwd=folder, start_new_session=True,
            env={**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true"})
        try:
            base = f"http://127.0.0.1:{port}"
            wait("MLflow", lambda: urllib.request.urlopen(base + "/health").status == 200)
            (HOME / "docs/mlflow.png").write_bytes(picture(base + PAGE))
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


if __name__ == "__main__":
    main()
