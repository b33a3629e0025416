"""The structure of MLflow schemas, seen by Python's SQLite: python schema-structure.py FILE.sql ... > schema-structure.tsv

Each .sql file is run into a database in memory; a .db file, such as one that MLflow made, is read as it is. What SQLite
says of every table, column, key, check, index and trigger, and the rows that MLflow's migrations insert, become lines;
a row of the output has the file's name, the number of tables, columns, indexes and triggers, and the SHA-256 of all lines.
The order of checks and keys within a table does not count: MLflow's own varies.
"""

import hashlib
import os
import re
import sqlite3
import sys


def text(value):
    return "" if value is None else str(value)


def lines(db):
    master = list(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
    for kind, name, table, sql in master:
        if kind == "table":
            yield "table %s" % name
            for column in db.execute("PRAGMA table_xinfo('%s')" % name):
                yield "column %s %s" % (name, " ".join(map(text, column)))
            for line in sql.split("\n"):
                if "CHECK" in line:
                    yield "check %s %s" % (name, line.strip().rstrip(","))
            keys = {}
            for key, _, parent, child, to, update, delete, match in db.execute("PRAGMA foreign_key_list('%s')" % name):
                keys.setdefault((key, parent, update, delete, match), []).append("%s=%s" % (child, text(to)))
            for (_, parent, update, delete, match), columns in keys.items():
                yield "key %s %s %s %s %s %s" % (name, parent, update, delete, match, " ".join(columns))
            for _, index, unique, origin, partial in list(db.execute("PRAGMA index_list('%s')" % name)):
                columns = ["%s,%s,%s,%s" % (text(c[2]), c[3], c[4], c[5]) for c in db.execute("PRAGMA index_xinfo('%s')" % index)]
                where = [s for k, n, _, s in master if n == index and partial]
                yield "index %s %s %s %s %s %s %s" % (name, index, unique, origin, partial, " ".join(columns), "".join(where))
        elif kind == "trigger":
            yield "trigger %s %s" % (name, re.sub(r"\s+", " ", sql))
    tables = [name for kind, name, _, _ in master if kind == "table"]
    for table in ("alembic_version", "workspaces"):
        if table in tables:
            for row in db.execute("SELECT * FROM %s" % table):
                yield "row %s %s" % (table, "|".join(map(text, row)))


def main():
    for path in sys.argv[1:]:
        if path.endswith(".sql"):
            db = sqlite3.connect(":memory:")
            db.executescript(open(path, encoding="utf-8").read())
        else:
            db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
        found = sorted(lines(db), key=lambda line: line.encode())
        kinds = [line.split(" ", 1)[0] for line in found]
        digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
        counts = "\t".join(str(kinds.count(kind)) for kind in ("table", "column", "index", "trigger"))
        print("%s\t%s\t%s" % (os.path.basename(path).rsplit(".", 1)[0], counts, digest))


main()
