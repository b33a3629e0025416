#!/usr/bin/env python3
"""Measures whole processes: migrate-filestore, beside MLflow's own command where that is installed.

    benchmarks/bench.py compare   both tools in turn on four stores
    benchmarks/bench.py scale     time and memory at 1, 4 and 16 times the size
    benchmarks/bench.py memory    stores whose one part is very big (--huge: a million runs as well)
    benchmarks/bench.py artifacts --copy-artifacts beside cp -a and sha256sum
    benchmarks/bench.py merge     the wide store with ten new runs, into the database of before
    benchmarks/bench.py latency   what --threads buys where each open and stat takes a millisecond longer
    benchmarks/bench.py postgresql --server postgresql://user@host:port
                                  into PostgreSQL, beside a bare COPY of the same rows (needs psql, and pgloader for the
                                  detour by SQLite)
    benchmarks/bench.py network --server postgresql://user@host:port
                                  into the same server, as if it were 5 ms away

Each prints a table and writes it, with a plot, to benchmarks/results/. Standard library only.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
RESULTS = HERE / "results"
TOOL = HERE.parent / "migrate-filestore"

STORES = {
    "wide": "--experiments 10 --runs 2000 --params 20 --tags 8 --metrics 10 --steps 10",
    "deep": "--experiments 2 --runs 200 --params 5 --tags 3 --metrics 10 --steps 1000",
    "mixed": "--experiments 5 --runs 500 --params 10 --tags 5 --metrics 5 --steps 100 --traces 2000 --assessments 2"
    " --logged-models 500 --registered-models 50 --versions 10 --datasets 5",
    "empty": "--experiments 0",
}
SCALES = {
    "files": lambda n: f"--experiments 4 --runs {125 * n} --params 20 --tags 8 --metrics 10 --steps 10",
    "points": lambda n: f"--experiments 1 --runs {12 * n} --metrics 10 --steps 1000",
    "traces": lambda n: f"--experiments 1 --traces {250 * n} --assessments 2",
}
BIG = {
    "2,000,000 points in one metric": "--experiments 1 --runs 1 --metrics 1 --steps 2000000",
    "the same, all at step 0": "--experiments 1 --runs 1 --metrics 1 --steps 2000000 --one-step",
    "20,000 traces in one experiment": "--experiments 1 --traces 20000 --assessments 2",
}
GROWN = STORES["wide"].replace("--runs 2000", "--runs 2010")
HUGE = {"1,000,000 runs": "--experiments 10 --runs 1000000"}


def store(folder, shape):
    """The store of a shape, made once."""
    place = folder / ("".join(c if c.isalnum() else "-" for c in shape) or "empty")
    if not place.is_dir():
        half = place.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        subprocess.run([sys.executable, HERE / "make_store.py", half / "mlruns", *shape.split()], check=True)
        half.rename(place)
    return place


def measured(command, environment=None):
    """Wall and processor seconds, and the peak of resident memory in MB, of a command and what it starts."""
    began = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})})
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}:\n{errors.decode(errors='replace')[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "rss": usage.ru_maxrss / 1024}


def median(runs):
    return {figure: statistics.median(run[figure] for run in runs) for figure in runs[0]}


class Tools:
    def __init__(self, options):
        self.options = options
        self.database = options.work / "target.db"
        self.mlflow = shutil.which(options.mlflow)

    def ours(self, place, *more, environment=None, before=None):
        self.database.unlink(missing_ok=True)
        if before:
            shutil.copyfile(before, self.database)
        return measured(
            [TOOL, "--source", place / "mlruns", "--target", f"sqlite:///{self.database}", "--progress", "none", *more],
            environment)

    def official(self, place):
        self.database.unlink(missing_ok=True)
        return measured(
            [self.mlflow, "migrate-filestore", "--source", place, "--target", f"sqlite:///{self.database}",
             "--no-progress"],
            {"MLFLOW_ALLOW_FILE_STORE": "true", "MLFLOW_DISABLE_TELEMETRY": "true"})


def warm(place):
    for folder, _, files in os.walk(place):
        for name in files:
            with open(os.path.join(folder, name), "rb") as file:
                while file.read(1 << 20):
                    pass


def machine(options, tools):
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr.splitlines()
    model = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    mlflow = subprocess.run([tools.mlflow, "--version"], capture_output=True, text=True, check=False).stdout.strip() \
        if tools.mlflow else "not installed"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (f"{datetime.date.today()}; {os.cpu_count()} × {model[0] if model else platform.machine()}, "
            f"{platform.system()} {platform.release()}; {java[1] if len(java) > 1 else 'Java?'}; {mlflow}; medians of "
            f"{options.runs}; load average at the end {load}")


def table(title, header, rows):
    lines = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in [header, ["---"] * len(header), *rows]]
    return f"{title}\n\n" + "\n".join(lines) + "\n"


def save(name, text, figures):
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(text)


PROOFS = {"digest": ["--verify", "digest"], "full": ["--verify", "full"], "none": ["--no-verify"]}


def javas(options):
    """What to set for each Java that was named, or for the one that there is, by the major version it says it has."""
    found = {}
    for home in options.java or [os.environ.get("JAVA_HOME", "")]:
        java = pathlib.Path(home, "bin", "java") if home else "java"
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
        found["JDK " + told.split('"')[1].split(".")[0]] = {"JAVA_HOME": home} if home else {}
    return found


def compare(options, tools):
    figures = {}
    for name in options.stores:
        place = store(options.work, STORES[name])
        warm(place)
        # Files that are younger than two seconds are compared in full.
        time.sleep(3)
        runs = {(java, proof): [] for java in javas(options) for proof in PROOFS}
        official = []
        for environment in javas(options).values():
            tools.ours(place, environment=environment)
        for turn in range(max(options.runs, options.official_runs)):
            if turn < options.runs:
                for java, environment in javas(options).items():
                    for proof, chosen in PROOFS.items():
                        runs[java, proof].append(tools.ours(place, *chosen, environment=environment))
            if tools.mlflow and turn < options.official_runs:
                official.append(tools.official(place))
        figures[name] = {f"{java} {proof}": median(of_kind) for (java, proof), of_kind in runs.items()}
        if official:
            figures[name]["official"] = median(official)
        print(name, figures[name], file=sys.stderr, flush=True)
    rows = []
    for name, kinds in figures.items():
        official = kinds.get("official")
        commands = [("official", "", "`mlflow migrate-filestore`")] if official else []
        commands += [(f"{java} {proof}", java, f"`migrate-filestore {' '.join(chosen)}`")
                     for java in javas(options) for proof, chosen in PROOFS.items()]
        for kind, java, command in commands:
            one = kinds[kind]
            ratio = f"{official['wall'] / one['wall']:.1f} ×" if official and java else ""
            proof = f"{one['wall'] / kinds[f'{java} none']['wall']:.2f}" if java else ""
            rows.append([name, command, java, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", f"{one['rss']:.0f}", ratio, proof])
    header = ["store", "command", "Java", "wall s", "CPU s", "peak MB", "times as fast", "wall to that without proof"]
    save("compare", table(machine(options, tools), header, rows), figures)
    bars = [(f"{name}, {java}, {label}", [kinds["official"]["wall"] / kinds[f"{java} {proof}"]["wall"]])
            for name, kinds in figures.items() if "official" in kinds
            for java in javas(options)
            for proof, label in [("digest", "verified"), ("none", "--no-verify")]]
    if bars:
        bar_plot("compare", "Times as fast as mlflow migrate-filestore (wall clock)", bars)


def scale(options, tools):
    figures = {}
    for name, shape in SCALES.items():
        for factor in (1, 4, 16):
            place = store(options.work, shape(factor))
            warm(place)
            files = sum(len(names) for _, _, names in os.walk(place))
            tools.ours(place)
            one = median([tools.ours(place) for _ in range(options.runs)])
            figures.setdefault(name, []).append({"factor": factor, "files": files, **one})
            print(name, factor, one, file=sys.stderr, flush=True)
    rows = []
    for name, sizes in figures.items():
        for size in sizes:
            points = {"points": 120_000, "files": 12_500}.get(name, 0) * size["factor"]
            rows.append([name, f"× {size['factor']}", f"{size['files']:,}", f"{points:,}", f"{size['cpu']:.2f}",
                         f"{size['cpu'] / size['files'] * 1e6:,.0f}",
                         f"{size['cpu'] / points * 1e6:,.1f}" if points else "", f"{size['rss']:.0f}"])
    header = ["grows in", "size", "files", "points", "CPU s", "CPU µs a file", "CPU µs a point", "peak MB"]
    save("scale", table(machine(options, tools), header, rows), figures)
    line_plot("scale-time", "CPU seconds, with verification", "size", "s",
              {name: [(size["factor"], size["cpu"]) for size in sizes] for name, sizes in figures.items()})
    line_plot("scale-memory", "Peak of resident memory", "size", "MB",
              {name: [(size["factor"], size["rss"]) for size in sizes] for name, sizes in figures.items()})


def memory(options, tools):
    figures = {}
    for name, shape in {**BIG, **(HUGE if options.huge else {})}.items():
        place = store(options.work, shape)
        figures[name] = median([tools.ours(place) for _ in range(1 if name in HUGE else options.runs)])
        print(name, figures[name], file=sys.stderr, flush=True)
    rows = [[name, f"{one['wall']:.1f}", f"{one['cpu']:.1f}", f"{one['rss']:.0f}"] for name, one in figures.items()]
    text = machine(options, tools) + ("; a million runs once, from a disk that is not in memory" if options.huge else "")
    save("memory", table(text, ["store", "wall s", "CPU s", "peak MB"], rows), figures)


def merge(options, tools):
    place, grown = store(options.work, STORES["wide"]), store(options.work, GROWN)
    warm(place)
    warm(grown)
    # Files that are younger than two seconds are compared in full.
    time.sleep(3)
    before = options.work / "before.db"
    tools.ours(place)
    shutil.copyfile(tools.database, before)
    ways = {
        "first migration": lambda: tools.ours(grown),
        "merge, ten new runs": lambda: tools.ours(grown, "--merge", before=before),
        "merge, nothing new": lambda: tools.ours(place, "--merge", before=before),
        "merge, ten new runs, `--verify full`": lambda: tools.ours(grown, "--merge", "--verify", "full", before=before),
    }
    runs = {name: [] for name in ways}
    for _ in range(options.runs):
        for name, way in ways.items():
            runs[name].append(way())
    figures = {name: median(of_way) for name, of_way in runs.items()}
    rows = [[name, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", f"{one['rss']:.0f}",
             f"{one['cpu'] / figures['first migration']['cpu']:.2f}"] for name, one in figures.items()]
    text = "The wide store, each with its proof, in turn. " + machine(options, tools)
    save("merge", table(text, ["what", "wall s", "CPU s", "peak MB", "CPU to that of a first migration"], rows), figures)


def latency(options, tools):
    library = options.work / "delay.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, HERE / "delay.c", "-ldl"], check=True)
    place = store(options.work, "--experiments 2 --runs 100 --params 10 --tags 3 --metrics 5 --steps 10")
    time.sleep(3)
    files = sum(len(names) for _, _, names in os.walk(place))
    slow = {"LD_PRELOAD": str(library), "DELAY_BELOW": str(place), "DELAY_MICROSECONDS": "1000"}
    figures = {}
    for threads in ["default", *options.threads]:
        chosen = [] if threads == "default" else ["--threads", threads]
        figures[threads] = tools.ours(place, "--no-verify", *chosen, environment=slow)
        figures[threads]["proven"] = tools.ours(place, "--verify", "digest", *chosen, environment=slow)["wall"]
        print(threads, figures[threads], file=sys.stderr, flush=True)
    rows = [[threads, f"{one['wall']:.2f}", f"{files / one['wall']:,.0f}", f"{one['cpu']:.2f}", f"{one['rss']:.0f}",
             f"{one['proven']:.2f}", f"{one['proven'] / one['wall']:.2f}"]
            for threads, one in figures.items()]
    text = (f"{files:,} files, each open and stat 1 ms slower, `--no-verify`, one run each; then wall clock with the proof by"
            " digest, and how much longer that is. ") + machine(options, tools)
    save("latency", table(text, ["threads", "wall s", "files a second", "CPU s", "peak MB", "proven s", "ratio"], rows),
         figures)
    line_plot("latency", f"Wall clock for {files:,} files, 1 ms more for each open and stat", "threads", "s",
              {"wall": [(threads, figures[threads]["wall"]) for threads in options.threads]})


TREES = {"40,000 files of 25 kB": (400, 100, 25_000), "4 files of 268 MB": (4, 1, 1 << 28)}


def tree(folder, runs, files, size):
    """A store whose runs have so many artifacts of so many bytes, made once."""
    place = folder / f"artifacts-{runs}-{files}-{size}"
    if not place.is_dir():
        store(folder, f"--experiments 1 --runs {runs}").rename(place)
        for run in sorted(meta.parent for meta in place.glob("mlruns/*/*/meta.yaml")):
            for number in range(files):
                file = run / "artifacts" / f"d{number % 5}" / f"{number}.bin"
                file.parent.mkdir(parents=True, exist_ok=True)
                with open(file, "wb") as content:
                    for left in range(size, 0, -(1 << 20)):
                        content.write(os.urandom(min(left, 1 << 20)))
    return place


def artifacts(options, tools):
    """Each in turn, each after what was written before it is on the disk."""
    copies = options.work / "copied"
    floor = 'cp -a "$0" "$1" && find "$1" -type f -print0 | xargs -0 sha256sum'
    figures = {}
    for name, shape in TREES.items():
        place = tree(options.work, *shape)
        warm(place)
        ways = {"`cp -a`, `sha256sum`": lambda: measured(["sh", "-c", floor, place / "mlruns", copies]),
                "`--copy-artifacts`": lambda: tools.ours(place, "--copy-artifacts", copies)}
        runs = {way: [] for way in ways}
        for _ in range(options.runs):
            for way, run in ways.items():
                shutil.rmtree(copies, ignore_errors=True)
                os.sync()
                runs[way].append(run())
        figures[name] = {way: median(of_kind) for way, of_kind in runs.items()}
        print(name, figures[name], file=sys.stderr, flush=True)
    shutil.rmtree(copies, ignore_errors=True)
    rows = []
    for name, ways in figures.items():
        bare = ways["`cp -a`, `sha256sum`"]
        rows += [[name, way, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", f"{one['rss']:.0f}",
                  f"{one['wall'] / bare['wall']:.2f}", f"{one['cpu'] / bare['cpu']:.2f}"] for way, one in ways.items()]
    header = ["tree", "way", "wall s", "CPU s", "peak MB", "times the wall", "times the CPU"]
    save("artifacts", table(machine(options, tools), header, rows), figures)


class Server:
    """Databases of our own on a PostgreSQL server, whose role may make them, by psql."""

    # Owners before what they own.
    TABLES = """experiments experiment_tags datasets runs params tags metrics latest_metrics inputs input_tags logged_models
     logged_model_params logged_model_tags logged_model_metrics trace_info trace_tags trace_request_metadata assessments
     entity_associations registered_models registered_model_tags registered_model_aliases model_versions
     model_version_tags""".split()

    # The keys and indexes of metrics, each as it is dropped and as it is made.
    KEYS = """select format('alter table metrics drop constraint %I', conname) || '|'
      || format('alter table metrics add constraint %I %s', conname, pg_get_constraintdef(oid))
      from pg_constraint where conrelid = 'metrics'::regclass and contype in ('p', 'f')
      union all select format('drop index %I', indexname) || '|' || indexdef from pg_indexes
      where tablename = 'metrics' and indexname not in (select conname from pg_constraint)"""

    def __init__(self, address):
        self.address = address.rstrip("/")

    def uri(self, name):
        return f"{self.address}/{name}"

    def psql(self, name, *arguments, script=None):
        return subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", self.uri(name), *arguments], input=script,
                              check=True, capture_output=True, text=True).stdout

    def fresh(self, name):
        self.psql("postgres", "-c", f"drop database if exists {name}")
        self.psql("postgres", "-c", f"create database {name} template template0")
        return self.uri(name)

    def schema(self, source, name):
        """A database with the tables of another one, and no rows."""
        self.fresh(name)
        ddl = subprocess.run(["pg_dump", "--schema-only", "--no-owner", self.uri(source)], check=True,
                             capture_output=True, text=True).stdout
        self.psql(name, script=ddl)

    def copies(self, source, folder):
        """The rows of a database, in a binary file for each table that has any."""
        files = []
        for name in self.TABLES:
            file = folder / f"{name}.copy"
            columns = self.psql(source, "-c", "select string_agg(quote_ident(column_name), ', ' order by ordinal_position)"
                                f" from information_schema.columns where table_name = '{name}'").strip()
            if columns and self.psql(source, "-c", f"select 1 from {name} limit 1").strip():
                self.psql(source, "-c", f"\\copy {name} ({columns}) to '{file}' (format binary)")
                files.append((f"{name} ({columns})", file))
        return files

    def floor(self, source, folder):
        """Wall clock of a bare binary COPY of the same rows, the keys of metrics made again, in one transaction."""
        self.schema(source, "floor")
        keys = [line.split("|") for line in self.psql("floor", "-c", self.KEYS).splitlines()]
        script = ["begin;", *(f"{drop};" for drop, _ in sorted(keys, reverse=True))]
        script += [f"\\copy {name} from '{file}' (format binary)" for name, file in self.copies(source, folder)]
        script += [f"{make};" for _, make in sorted(keys)] + ["commit;"]
        began = time.monotonic()
        self.psql("floor", script="\n".join(script) + "\n")
        return time.monotonic() - began

    def reading(self, folder):
        """Wall clock of reading these rows back, as bytes, in the order of run and key."""
        script = []
        for name in self.TABLES:
            order = " order by run_uuid, key" if name in ("metrics", "params", "tags", "latest_metrics") else ""
            script.append(f"\\copy (select * from {name}{order}) to '{folder / 'read'}' (format binary)")
        began = time.monotonic()
        self.psql("floor", script="\n".join(script) + "\n")
        return time.monotonic() - began


def postgresql(options, tools):
    server = Server(options.server)
    folder = options.work / "copies"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    figures = {}
    for name in options.stores:
        place = store(options.work, STORES[name])
        warm(place)
        time.sleep(3)
        ours = [TOOL, "--source", place / "mlruns", "--progress", "none", "--target"]
        measured([*ours, server.fresh("target")])
        runs = {"--no-verify": [], "": []}
        floor, reading = [], []
        for _ in range(options.runs):
            for proof, of_kind in runs.items():
                of_kind.append(measured([*ours, server.fresh("target"), *proof.split()]))
            floor.append(server.floor("target", folder))
            reading.append(server.reading(folder))
        figures[name] = {"none": median(runs["--no-verify"]), "digest": median(runs[""]),
                         "floor": statistics.median(floor), "reading": statistics.median(reading)}
        if tools.mlflow and shutil.which("pgloader") and options.official_runs:
            figures[name]["detour"] = detour(server, place, options, tools)
        print(name, figures[name], file=sys.stderr, flush=True)
    rows = []
    for name, one in figures.items():
        floor, both = one["floor"], one["floor"] + one["reading"]
        rows += [[name, "bare COPY, keys made again", f"{floor:.2f}", "", "", ""],
                 [name, "the same, and reading back", f"{both:.2f}", "", "", ""],
                 [name, "`migrate-filestore --no-verify`", f"{one['none']['wall']:.2f}", f"{one['none']['cpu']:.2f}",
                  f"{one['none']['rss']:.0f}", f"{one['none']['wall'] / floor:.2f}"],
                 [name, "`migrate-filestore`", f"{one['digest']['wall']:.2f}", f"{one['digest']['cpu']:.2f}",
                  f"{one['digest']['rss']:.0f}", f"{one['digest']['wall'] / both:.2f}"]]
        if "detour" in one:
            rows.append([name, "`mlflow migrate-filestore`, then `pgloader`", one["detour"], "", "", ""])
    text = machine(options, tools) + "; " + server.psql("postgres", "-c", "show server_version").strip()
    save("postgresql", table(text, ["store", "way", "wall s", "CPU s, client", "peak MB, client", "times the floor"], rows),
         figures)


def detour(server, place, options, tools):
    """What people do today: MLflow's own command into SQLite, then pgloader. Seconds, or what became of it."""
    official = tools.official(place)["wall"]
    server.schema("target", "detour")
    script = options.work / "pgloader.load"
    script.write_text(f"LOAD DATABASE FROM sqlite://{tools.database} INTO {server.uri('detour')}"
                      " WITH data only, truncate, reset sequences, workers = 2, concurrency = 1;\n", encoding="utf-8")
    began = time.monotonic()
    loaded = subprocess.run(["pgloader", script], capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    counts = [server.psql(of, "-c", "select count(*) from metrics").strip() for of in ("target", "detour")]
    if loaded.returncode or counts[0] != counts[1]:
        return f"fails: {counts[1]} of {counts[0]} points"
    return f"{official + wall:.1f} ({official:.1f} + {wall:.1f})"


NEAR, FAR = "as it is", "5 ms away, there and back"


def network(options, tools):
    server = Server(options.server)
    address = urllib.parse.urlsplit(options.server)
    way = subprocess.Popen([sys.executable, HERE / "slow_server.py", "6432", address.hostname, str(address.port or 5432), "5"])
    figures = {}
    try:
        for name in options.stores:
            place = store(options.work, STORES[name])
            warm(place)
            time.sleep(3)
            runs = {NEAR: [], FAR: []}
            for _ in range(options.runs):
                for distance, of_kind in runs.items():
                    uri = server.fresh("target")
                    far = uri.replace(address.netloc, f"{address.username}@127.0.0.1:6432")
                    of_kind.append(measured([TOOL, "--source", place / "mlruns", "--progress", "none", "--target",
                                             far if distance == FAR else uri]))
            figures[name] = {distance: median(of_kind) for distance, of_kind in runs.items()}
            print(name, figures[name], file=sys.stderr, flush=True)
    finally:
        way.terminate()
    rows = [[name, distance, f"{one['wall']:.2f}", f"{one['cpu']:.2f}", f"{one['wall'] / ways[NEAR]['wall']:.2f}"]
            for name, ways in figures.items() for distance, one in ways.items()]
    save("network", table(machine(options, tools), ["store", "the server", "wall s", "CPU s, client", "times as long"], rows),
         figures)


COLOURS = ["#1b6ca8", "#c8553d", "#3a7d44", "#7d4e9e"]


def svg(name, width, height, parts):
    RESULTS.mkdir(exist_ok=True)
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>')
    (RESULTS / f"{name}.svg").write_text("\n".join([head, *parts, "</svg>"]) + "\n", encoding="utf-8")


def text(x, y, content, anchor="start", more=""):
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" {more}>{content}</text>'


def bar_plot(name, title, bars):
    greatest = max(values[0] for _, values in bars)
    parts = [text(10, 20, title, more='font-weight="bold"')]
    for i, (label, (value,)) in enumerate(bars):
        y = 35 + i * 24
        parts += [text(210, y + 14, label, "end"),
                  f'<rect x="220" y="{y}" width="{340 * value / greatest:.0f}" height="18" fill="{COLOURS[i % 2]}"/>',
                  text(225 + 340 * value / greatest, y + 14, f"{value:.1f}")]
    svg(name, 640, 45 + 24 * len(bars), parts)


def line_plot(name, title, x_name, y_name, lines):
    width, height, left, bottom = 640, 360, 60, 310
    greatest_x = max(x for points in lines.values() for x, _ in points)
    greatest_y = max(y for points in lines.values() for _, y in points) * 1.05
    parts = [text(10, 20, title, more='font-weight="bold"'), text(330, 350, x_name, "middle"), text(10, 42, y_name),
             f'<path d="M{left} 50V{bottom}H600" fill="none" stroke="black"/>']
    for part in range(5):
        value = greatest_y * part / 4
        y = bottom - (bottom - 50) * part / 4
        parts += [text(left - 6, y + 4, f"{value:.3g}", "end"), f'<path d="M{left} {y:.0f}H600" stroke="#ddd"/>']
    for x in sorted({x for points in lines.values() for x, _ in points}):
        parts.append(text(left + 520 * x / greatest_x, bottom + 18, x, "middle"))
    for i, (label, points) in enumerate(lines.items()):
        places = [(left + 520 * x / greatest_x, bottom - (bottom - 50) * y / greatest_y) for x, y in points]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts.append(f'<path d="{path}" fill="none" stroke="{COLOURS[i]}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[i]}"/>' for x, y in places]
        parts.append(text(places[-1][0] + 6, places[-1][1] - 6, label, "end", f'fill="{COLOURS[i]}"'))
    svg(name, width, height, parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = ["compare", "scale", "memory", "merge", "artifacts", "latency", "postgresql", "network"]
    parser.add_argument("what", choices=kinds)
    parser.add_argument("--work", type=pathlib.Path, default=HERE / "target", help="where stores are made and kept")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    parser.add_argument("--official-runs", type=int, help="of MLflow's command, which takes minutes; as --runs")
    parser.add_argument("--java", nargs="+", help="JAVA_HOMEs to compare with; the one that there is")
    parser.add_argument("--mlflow", default="mlflow", help="the command, where it is not on the PATH")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES))
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2, 4, 8, 16, 32])
    parser.add_argument("--server", help="of PostgreSQL, with a role that may make databases, without a database's name")
    parser.add_argument("--huge", action="store_true", help="a million runs too: 8 million files and folders, 30 GB")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    options.official_runs = options.runs if options.official_runs is None else options.official_runs
    globals()[options.what](options, Tools(options))


if __name__ == "__main__":
    main()
