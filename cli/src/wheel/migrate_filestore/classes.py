"""Java starts in a third of the time from a cache of the classes that a migration needs. It is made once for each pair of
program and Java, in the user's cache directory, by a migration of the example. Where that fails, Java does without."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# The first Java that makes an AOT cache in one step; before, there are archives of class data.
AOT = 25


def options(start, runtime, jar, example, environment):
    """Options that make Java use the cache, which is made now if it is not there yet."""
    try:
        entry = directory(environment) / name(runtime, jar)
        if not entry.is_dir():
            make(entry, start, runtime, jar, example, environment)
    except OSError:
        return []
    cache = entry / "classes"
    if not cache.is_file():
        return []
    return [f"-XX:AOTCache={cache}" if runtime.major >= AOT else f"-XX:SharedArchiveFile={cache}"]


def directory(environment):
    if os.name == "nt":
        place = environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        place = Path.home() / "Library" / "Caches"
    else:
        place = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(place) / "migrate-filestore"


def name(runtime, jar):
    """Another one for another program or another Java, since a cache serves only what it was made with."""
    digest = hashlib.sha256()
    for file in (jar, runtime.program.resolve()):
        status = file.stat()
        digest.update(f"{file}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]


def make(entry, start, runtime, jar, example, environment):
    entry.parent.mkdir(parents=True, exist_ok=True)
    forget_what_is_gone(entry.parent)
    if sys.stderr.isatty():
        print("migrate-filestore: preparing faster starts, once ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=entry.parent, prefix="new-") as work:
        new = Path(work) / "entry"
        new.mkdir()
        (new / "jar").write_text(str(jar), encoding="utf-8")
        rehearse(start, runtime, jar, example, environment, Path(work), new / "classes")
        try:
            new.rename(entry)
        except OSError:
            # Another start was quicker.
            if not entry.is_dir():
                raise


def rehearse(start, runtime, jar, example, environment, work, cache):
    option = "-XX:AOTCacheOutput=" if runtime.major >= AOT else "-XX:ArchiveClassesAtExit="
    migration = ["--source", example, "--target", work / "mlflow.db", "--report", work / "report.json", "--progress", "none"]
    try:
        done = subprocess.run(
            [*start, f"{option}{cache}", "-jar", str(jar), *map(str, migration)],
            env={name: value for name, value in environment.items() if name != "JAVA_TOOL_OPTIONS"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
        )
        complete = done.returncode == 0
    except subprocess.TimeoutExpired:
        complete = False
    # Without a cache the entry says that none can be made, so that it is not tried at each start.
    if not complete:
        cache.unlink(missing_ok=True)


def forget_what_is_gone(caches):
    """Removes the caches of programs that were uninstalled."""
    for entry in caches.iterdir():
        jar = entry / "jar"
        if jar.is_file() and not Path(jar.read_text(encoding="utf-8")).is_file():
            shutil.rmtree(entry, ignore_errors=True)
