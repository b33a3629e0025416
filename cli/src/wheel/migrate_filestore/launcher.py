"""Starts the Java program that this package holds, and ends as it ends."""

import os
import shlex
import signal
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from migrate_filestore import classes, java

HOME = Path(__file__).resolve().parent
JAR = HOME / "migrate-filestore.jar"
EXAMPLE = HOME / "example" / "mlruns"

OPTIONS = [
    "-Xmx128m",
    "-XX:+UseSerialGC",
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-Xlog:disable",
]

# Measured on 150,000 files: the first compiler alone needs less time and memory than both. second-compiler.options says
# what the second one is for.
FIRST_COMPILER = "-XX:TieredStopAtLevel=1"
BOTH_COMPILERS = f"@{HOME / 'second-compiler.options'}"


def needs_both_compilers(argument):
    return argument.startswith(("postgresql", "--target=postgresql")) or argument.split("=")[0] == "--copy-artifacts"


def main():
    try:
        runtime = java.find(os.environ.get("JAVA_HOME"))
    except java.NoJava as problem:
        print(f"migrate-filestore: {problem}", file=sys.stderr)
        return 70
    if runtime.note:
        print(f"migrate-filestore: {runtime.note}", file=sys.stderr)
    arguments = sys.argv[1:]
    environment = with_utf8(os.environ)
    start = [str(runtime.program), *OPTIONS]
    start.append(BOTH_COMPILERS if any(map(needs_both_compilers, arguments)) else FIRST_COMPILER)
    try:
        if any(argument.startswith("--source") for argument in arguments):
            start += classes.options(start, runtime, JAR, EXAMPLE, environment)
    except KeyboardInterrupt:
        return 130
    start += [f"-Dmigrate-filestore.terminals={terminals()}", *columns(), *mlflow(), *own_options()]
    return run([*start, "-jar", str(JAR), *arguments], environment)


def with_utf8(environment):
    """Names of files in a store are UTF-8; with another locale Java could not even open them."""
    environment = dict(environment)
    if os.name == "posix":
        locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
        if not locale.lower().replace("-", "").endswith("utf8"):
            environment["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        # SQLite's page cache comes from malloc, which by default grows it by the page, once for each thread.
        environment.setdefault("MALLOC_ARENA_MAX", "1")
        environment.setdefault("MALLOC_TOP_PAD_", "1048576")
    return environment


def terminals():
    """Which of the descriptors 0, 1 and 2 are terminals: Java cannot tell."""
    return "".join(str(descriptor) for descriptor in range(3) if is_terminal(descriptor))


def columns():
    """The option that says how wide the terminal is, for the progress bar."""
    try:
        return [f"-Dmigrate-filestore.columns={os.get_terminal_size(2).columns}"]
    except (OSError, ValueError):
        return []


def is_terminal(descriptor):
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def mlflow():
    """The option that names the MLflow installed in this environment, which the database is made for."""
    for package in ("mlflow", "mlflow-skinny"):
        try:
            return [f"-Dmigrate-filestore.mlflow-version={version(package)}"]
        except PackageNotFoundError:
            pass
    return []


def own_options():
    return shlex.split(os.environ.get("JAVA_OPTS", ""), posix=os.name == "posix")


def run(command, environment):
    sys.stderr.flush()
    if os.name == "posix":
        # Takes the place of this process: signals reach Java, and its exit code is the caller's.
        os.execve(command[0], command, environment)
    # Ctrl-C reaches every process of the console: Java tidies up and ends with 130.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command, env=environment)
