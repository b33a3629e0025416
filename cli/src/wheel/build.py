#!/usr/bin/env python3
"""Builds the Python package from the jar that mvn package made, into the same directory: cli/target/*.whl.

    python3 cli/src/wheel/build.py [--offline]

mvn package runs it. It needs Python 3.10 and the build backend flit_core; if that is not installed, it is downloaded into a
virtual environment below cli/target, unless --offline is given. The same jar always gives the same bytes.
Exit 75: nothing was built, because something is missing; the output says what.
"""

import argparse
import calendar
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
PROJECT = SOURCE.parents[2]
TARGET = PROJECT / "cli" / "target"
JAR = TARGET / "migrate-filestore.jar"
BACKEND = "flit_core >=3.12,<5"
UNAVAILABLE = 75


def unavailable(reason):
    print(f"No Python package was built: {reason}.")
    sys.exit(UNAVAILABLE)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--offline", action="store_true", help="download nothing")
    offline = parser.parse_args().offline
    if sys.version_info < (3, 10):
        unavailable(f"Python 3.10 is needed, and this is {sys.version.split()[0]}")
    if not JAR.is_file():
        unavailable("there is no cli/target/migrate-filestore.jar; run mvn package")
    if not has_backend():
        # The environment's Python comes back here, and then has the backend.
        sys.exit(subprocess.call([environment(offline), __file__]))
    with zipfile.ZipFile(JAR) as jar:
        built = build(stage(version(jar)), timestamp(jar))
    print(f"Built {built.relative_to(PROJECT)}")


def has_backend():
    try:
        from flit_core import __version__
    except ImportError:
        return False
    return (3, 12) <= tuple(int(part) for part in __version__.split(".")[:2]) < (5,)


def environment(offline):
    """The Python of a virtual environment with the backend."""
    if offline:
        unavailable(f"{BACKEND} is not installed, and nothing may be downloaded")
    folder = TARGET / "wheel" / "environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for reason, command in (
        ("Python cannot make a virtual environment (on Debian: apt-get install python3-venv)",
         [sys.executable, "-m", "venv", "--clear", folder]),
        (f"pip cannot install {BACKEND}",
         [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", BACKEND]),
    ):
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            print(done.stdout, end="")
            unavailable(reason)
    return str(python)


def version(jar):
    """As Python writes it: 0.1.0-SNAPSHOT is 0.1.0.dev0."""
    manifest = jar.read("META-INF/MANIFEST.MF").decode()
    own = next(line.split(": ", 1)[1] for line in manifest.splitlines() if line.startswith("Implementation-Version: "))
    return own.strip().replace("-SNAPSHOT", ".dev0")


def timestamp(jar):
    """Seconds since 1970: what the environment says, otherwise the time that the build gives to all in the jar."""
    entry = jar.getinfo("META-INF/LICENSE").date_time
    return os.environ.get("SOURCE_DATE_EPOCH") or str(calendar.timegm((*entry, 0, 0, 0)))


def stage(number):
    """A directory that holds all that the package is made of."""
    staged = TARGET / "wheel" / "package"
    shutil.rmtree(staged, ignore_errors=True)
    package = staged / "migrate_filestore"
    shutil.copytree(SOURCE / "migrate_filestore", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "examples" / "mlruns", package / "example" / "mlruns")
    shutil.copy(JAR, package)
    shutil.copy(SOURCE.parent / "dist" / "lib" / "second-compiler.options", package)
    for file in (SOURCE / "pyproject.toml", SOURCE / "README.md", PROJECT / "LICENSE", PROJECT / "NOTICE"):
        shutil.copy(file, staged)
    (package / "__init__.py").write_text(
        f'"""Moves an MLflow FileStore into an MLflow SQL database."""\n\n__version__ = "{number}"\n', encoding="utf-8"
    )
    return staged


def build(staged, seconds):
    from flit_core import buildapi

    for old in TARGET.glob("migrate_filestore-*.whl"):
        old.unlink()
    os.environ["SOURCE_DATE_EPOCH"] = seconds
    os.chdir(staged)
    return TARGET / buildapi.build_wheel(str(TARGET))


if __name__ == "__main__":
    main()
