#!/usr/bin/env python3
"""Says what the MLflow that runs this script changes against the newest schema that this project knows.

    venv/bin/python testdata/next-release/check.py [--ddl FILE]

1. MLflow creates an empty database; its revision and its structure are compared with the project's DDL: of the same
   revision where that is known, else of the newest.
2. MLflow's client writes a FileStore with content of every kind; migrate-filestore of this checkout migrates it, for
   this release where it is known, else for the newest, which `mlflow db upgrade` then takes further; the client compares.
3. `mlflow migrate-filestore`, where the release has it, migrates the same store, and migrate-filestore verify compares:
   its differences are listed for reading, not judged.

--ddl writes the structure as a new file for sql-adapter/src/main/resources/…/schema/. Exit status: 0 if nothing has
changed, 1 if something has.
"""
import argparse
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.update(MLFLOW_ALLOW_FILE_STORE="true", MLFLOW_DISABLE_TELEMETRY="true")

import mlflow
import sqlalchemy
from mlflow.store.db.utils import _initialize_tables

HOME = Path(__file__).resolve().parents[2]
SQL = HOME / "sql-adapter/src/main"
PACKAGE = "org/filestoremigration/sql"
LIVE = HOME / "testdata/live"
MLFLOW = Path(sys.executable).parent / "mlflow"


def known_releases():
    """Revision -> releases, oldest first, as MlflowSchema.java lists them."""
    source = (SQL / "java" / PACKAGE / "MlflowSchema.java").read_text()
    entries = re.findall(r'new MlflowSchema\(((?:"[^"]+"(?:,\s*)?)+)\)', source)
    lists = [re.findall(r'"([^"]+)"', entry) for entry in entries]
    return {names[0]: names[1:] for names in lists}


def structure(connection):
    """What a database looks like, whatever the order and the layout of its DDL."""
    parts = {}
    objects = connection.execute(
        "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name").fetchall()
    for kind, name, sql in objects:
        if kind != "table":
            parts[f"{kind} {name}"] = " ".join(sql.split())
            continue
        for column in connection.execute(f'pragma table_xinfo("{name}")'):
            parts[f"column {name}.{column[1]}"] = f"type {column[2]}, not null {column[3]}, default {column[4]}, key {column[5]}"
        keys = {}
        for key in connection.execute(f'pragma foreign_key_list("{name}")'):
            keys.setdefault(key[0], []).append(f"{key[3]} -> {key[2]}.{key[4]} on update {key[5]} on delete {key[6]}")
        parts[f"foreign keys of {name}"] = "; ".join(sorted(", ".join(sorted(columns)) for columns in keys.values()))
        checks = re.findall(r"CHECK\s*\((.*)\)\s*,?\s*$", sql, re.IGNORECASE | re.MULTILINE)
        parts[f"checks of {name}"] = "; ".join(sorted(" ".join(check.split()) for check in checks))
        uniques = [
            ",".join(c[2] or "" for c in connection.execute(f'pragma index_info("{index[1]}")'))
            for index in connection.execute(f'pragma index_list("{name}")') if index[3] in "u"]
        parts[f"unique in {name}"] = "; ".join(sorted(uniques))
    return parts


def of_ddl(revision):
    connection = sqlite3.connect(":memory:")
    connection.executescript((SQL / "resources" / PACKAGE / f"schema/{revision}.sql").read_text())
    return structure(connection)


def of_mlflow(work):
    file = work / "empty.db"
    _initialize_tables(sqlalchemy.create_engine(f"sqlite:///{file}"))
    return sqlite3.connect(file)


def write_ddl(connection, revision, file):
    lines = [f"-- MLflow alembic head {revision}; releases checked: {mlflow.__version__}"]
    rows = connection.execute(
        "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' "
        "order by case type when 'table' then 0 when 'index' then 1 else 2 end, name")
    lines += [sql + ";" for (sql,) in rows]
    lines += [line for line in connection.iterdump()
              if re.match(r'INSERT INTO "(alembic_version|workspaces)"', line)]
    file.write_text("\n".join(lines) + "\n")


def differences(old, new):
    def lines(sign, here, there):
        """One line for a table that only one side has, one for each other part."""
        tables = {name.split()[-1] for name in here if name.startswith("unique in ") and name not in there}
        yield from (f"  {sign} table {table}" for table in tables)
        for name in here:
            if name not in there and not re.split(r"[ .]", name.partition(" ")[2].replace("keys of ", "")
                                                  .replace("of ", "").replace("in ", ""))[0] in tables:
                yield f"  {sign} {name}: {here[name]}"

    changes = [*lines("-", old, new), *lines("+", new, old)]
    changes += [f"  ~ {name}: {old[name]}  =>  {new[name]}" for name in new if name in old and old[name] != new[name]]
    return sorted(changes, key=lambda line: line[4:])


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    return done.returncode, done.stdout


def tail(output, lines=15):
    return "\n".join("  " + line[:200] for line in output.strip().splitlines()[-lines:])


def compare_schema(work, known, ddl):
    connection = of_mlflow(work)
    (revision,) = connection.execute("select version_num from alembic_version").fetchone()
    newest = list(known)[-1]
    against = revision if revision in known else newest
    print(f"MLflow {mlflow.__version__} has the revision {revision}, "
          + ("which is known" if revision in known else f"which is new; the newest known one is {newest}"))
    listed = mlflow.__version__ in known.get(revision, [])
    if not listed:
        print("  the release is not in the list of MlflowSchema.java")
    changes = differences(of_ddl(against), structure(connection))
    print(f"Structure against {against}: " + (f"{len(changes)} changes" if changes else "no change"))
    print("\n".join(changes), end="\n" if changes else "")
    if ddl:
        write_ddl(connection, revision, ddl)
        print(f"The DDL is in {ddl}")
    return revision, not changes and listed


def compare_stores(work, known, revision):
    store, database = work / "mlruns", work / "ours.db"
    code, output = run(sys.executable, LIVE / "write_store.py", "--store", store, "--seed", 1, "--no-duplicates")
    if code:
        print("MLflow's client could not write the store:\n" + tail(output))
        return False
    release = mlflow.__version__ if mlflow.__version__ in known.get(revision, []) else known[list(known)[-1]][-1]
    code, output = run(HOME / "migrate-filestore", "--source", store, "--target", f"sqlite:///{database}",
                       "--mlflow-version", release, "--progress", "none")
    print(f"migrate-filestore --mlflow-version {release}: exit {code}")
    if code:
        print(tail(output))
        return False
    if revision not in known:
        code, output = run(MLFLOW, "db", "upgrade", f"sqlite:///{database}")
        print(f"mlflow db upgrade: exit {code}")
        if code:
            print(tail(output))
            return False
    code, output = run(sys.executable, LIVE / "compare_client.py", "--source", store, "--db", f"sqlite:///{database}")
    print("Store and database through MLflow's client: " + ("no difference" if code == 0 else f"exit {code}"))
    if code:
        print(tail(output, 40))
    theirs = work / "theirs.db"
    official, output = run(MLFLOW, "migrate-filestore", "--source", store, "--target", f"sqlite:///{theirs}")
    if official == 0 and revision in known:
        _, output = run(HOME / "migrate-filestore", "verify", "--source", store, "--target", theirs,
                        "--limit", 10_000, "--progress", "none")
        fields = re.findall(r"^  .*?, ([a-z_]+): expected", output, re.MULTILINE)
        print("mlflow migrate-filestore of this release differs from the store in: "
              + (", ".join(f"{field} ({fields.count(field)})" for field in sorted(set(fields))) or "nothing"))
    elif official:
        print(f"mlflow migrate-filestore of this release: exit {official}\n" + tail(output, 3))
    return code == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ddl", type=Path, help="write MLflow's DDL into this file")
    ddl = parser.parse_args().ddl
    known = known_releases()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        revision, same_schema = compare_schema(work, known, ddl)
        same_stores = compare_stores(work, known, revision)
    print("No change." if same_schema and same_stores else "Something has changed: see CONTRIBUTING.md for what to touch.")
    sys.exit(0 if same_schema and same_stores else 1)


if __name__ == "__main__":
    main()
