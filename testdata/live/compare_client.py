#!/usr/bin/env python
"""Read EVERYTHING through MLflow's client / store API from a FileStore and from a database and
compare entity by entity.

    python compare_client.py --source mlruns --db sqlite:///x.db
    (the database must have the alembic head of the MLflow that runs this script; use
     MLflow 3.10.1 for a 3.10.1 database)

Both sides are copied to a temporary folder first: opening a FileStore creates `.trash` and
`models`, opening a database may create the default experiment.

Exit status 0: equal apart from the inherent differences below, 1: differences, 2: cannot read.

Inherent differences (tolerated, counted and printed; --strict turns them into failures):
  NEGZERO SQLite itself stores -0.0 as 0.0
  TRASH   MLflow <= 2.0 moves a deleted experiment to .trash but leaves `lifecycle_stage: active`
          in its meta.yaml.  FileStore lists it as deleted only, so the DB must say `deleted`.
  DELTIME runs deleted by old MLflow have no deletion time; `mlflow gc` on a DB needs one
  INF     the DB schema has no infinity: +-inf is stored as +-1.7976931348623157e308
  NAN-TIE latest value of a metric whose points at the highest (step, timestamp) include a NaN:
          the FileStore answer depends on line order, the DB one does not
  DSLINE  run metric lines with a data set ("ts value step name digest"): FileStore.get_* reports
          step 0 (its own bug) and the data set; `metrics` has no data set columns.  The DB is
          compared with the step that is in the file.
  LMHIST  LoggedModel.metrics: FileStore returns the latest point per (metric, data set), the DB
          every point.  The DB is compared with every line of the file.
  LMTRASH logged models in a deleted experiment: FileStore.get_logged_model cannot find them, the
          DB can.  Compared through FileStore.search_logged_models.
  LMNAN   NaN logged-model metric values have no place in `logged_model_metrics` (NULL)
  AVALID  FileStore forgets `valid` / `overrides` of expectations and issue references when it loads
          them; the DB is compared with the assessment file.
  MODELID ModelVersion.model_id (+ metrics / params taken from it): no column in the DB
  DUP     the same metric point logged twice: FileStore returns every copy, the primary key of
          `metrics` holds one
  MVDEL   FileStore.search_model_versions lists deleted versions, the DB hides them
  PROMOTE trace metadata mlflow.trace.tokenUsage / mlflow.trace.cost (3.17 schema): only the known
          numeric keys have columns; JSON text is re-created.  Compared as JSON values; unknown
          keys or unparsable text are reported as differences unless --tolerate-promoted
Not comparable through the API: runs.deleted_time, source_type & co, input uuids.
Spans live in artifacts (traces.json) and are not touched by a migration.
"""
import argparse
import collections
import glob
import json
import math
import os
import shutil
import sqlite3
import sys
import tempfile

os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
import logging
import warnings

warnings.simplefilter("ignore")
import mlflow
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException
from mlflow.tracking import MlflowClient

logging.disable(logging.WARNING)
MAXF = 1.7976931348623157e308
ABSENT = "<absent>"
ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--source", required=True, help="mlruns folder")
ap.add_argument("--db", required=True, help="sqlite:///file.db")
ap.add_argument("--max", type=int, default=15, help="differences shown per kind (0 = all)")
ap.add_argument("--json", help="write all differences to this file")
ap.add_argument("--strict", action="store_true")
ap.add_argument("--tolerate-promoted", action="store_true")
ap.add_argument("--no-copy", action="store_true")
args = ap.parse_args()

DIFF = collections.OrderedDict()
TOL = collections.Counter()
SEEN = collections.Counter()
ERR = []


def diff(kind, what, a, b):
    DIFF.setdefault(kind, []).append((what, a, b))


def tolerate(code, kind, what, a, b):
    TOL[code] += 1
    if args.strict:
        diff(kind, "[%s] %s" % (code, what), a, b)


def same(a, b):
    if isinstance(a, float) and isinstance(b, float):
        if math.isnan(a) or math.isnan(b):
            return math.isnan(a) and math.isnan(b)
        return a == b and math.copysign(1, a) == math.copysign(1, b)
    if isinstance(a, bool) != isinstance(b, bool):
        return False
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return set(a) == set(b) and all(same(a[k], b[k]) for k in a)
    return a == b


def check(kind, what, a, b):
    SEEN[kind] += 1
    if not same(a, b):
        diff(kind, what, a, b)


def check_map(kind, what, a, b):
    SEEN[kind] += len(a)
    for k in sorted(set(a) | set(b), key=str):
        x, y = a.get(k, ABSENT), b.get(k, ABSENT)
        if not same(x, y):
            diff(kind, "%s[%r]" % (what, k), x, y)


def pages(fn):
    token = None
    while True:
        page = fn(token)
        for x in page:
            yield x
        token = page.token
        if not token:
            return


class Side(object):
    def __init__(self, name, uri):
        self.name, self.uri = name, uri
        self.c = MlflowClient(tracking_uri=uri, registry_uri=uri)
        self.use()
        self.store = self.c._tracking_client.store
        self.reg = self.c._get_registry_client().store

    def use(self):
        mlflow.set_tracking_uri(self.uri)        # the file registry looks models up globally
        mlflow.set_registry_uri(self.uri)
        return self

    def raw_trace_ids(self, exp_id):
        if self.name != "db":
            return []
        con = sqlite3.connect(self.uri[len("sqlite:///"):])
        try:
            return [r[0] for r in con.execute(
                "select request_id from trace_info where experiment_id = ?", (int(exp_id),))]
        finally:
            con.close()

    def attempt(self, what, fn, default=None):
        try:
            return fn()
        except Exception as exc:
            ERR.append("%s: %s: %s: %s" % (self.name, what, type(exc).__name__, str(exc)[:200]))
            return default


def obj(o, names):
    return {n: getattr(o, n) for n in names}


# ------------------------------------------------------------------------- experiments
EXP = ["experiment_id", "name", "artifact_location", "lifecycle_stage", "creation_time",
       "last_update_time", "tags"]


def experiments(s):
    out = {}
    for vt in (ViewType.ACTIVE_ONLY, ViewType.DELETED_ONLY):
        got = s.attempt("search_experiments", lambda: list(pages(
            lambda tok: s.c.search_experiments(view_type=vt, page_token=tok))), [])
        for e in got:
            d = obj(e, EXP)
            d["tags"] = dict(d["tags"])
            d["listed_as"] = vt
            again = s.attempt("get_experiment", lambda: s.c.get_experiment(e.experiment_id))
            d["get_experiment"] = again is not None and obj(again, EXP[:-1]) == obj(e, EXP[:-1])
            named = s.attempt("by name", lambda: s.c.get_experiment_by_name(e.name)) if "'" not in e.name else e
            d["by_name"] = named is not None and named.experiment_id
            if s.name == "file" and vt == ViewType.DELETED_ONLY and d["lifecycle_stage"] != "deleted":
                tolerate("TRASH", "experiments", e.experiment_id, d["lifecycle_stage"], "deleted")
                d["lifecycle_stage"] = "deleted"
            out[e.experiment_id] = d
    return out


# ------------------------------------------------------------------------- runs
RUN = ["run_id", "run_name", "experiment_id", "user_id", "status", "start_time", "end_time",
       "lifecycle_stage", "artifact_uri"]


def runs(s, exp_ids):
    out = {}
    for e in sorted(exp_ids):
        found = s.attempt("search_runs %s" % e, lambda: list(pages(lambda tok: s.c.search_runs(
            [e], run_view_type=ViewType.ALL, max_results=1000, page_token=tok))), [])
        for r in found:
            r = s.attempt("get_run %s" % r.info.run_id, lambda: s.c.get_run(r.info.run_id), r)
            d = {"info": obj(r.info, RUN), "params": dict(r.data.params), "tags": dict(r.data.tags)}
            d["latest"] = {m.key: (m.value, m.timestamp, m.step) for m in r.data._metric_objs}
            d["metrics"] = dict(r.data.metrics)
            d["history"] = {}
            for key in d["metrics"]:
                h = s.attempt("get_metric_history %s %s" % (r.info.run_id, key),
                              lambda: list(pages(lambda tok: s.store.get_metric_history(
                                  r.info.run_id, key, max_results=20000, page_token=tok))), [])
                d["history"][key] = h
            ins = r.inputs
            d["datasets"] = {}
            for i in (ins.dataset_inputs if ins else []) or []:
                ds = i.dataset
                k = (ds.name, ds.digest)
                d["datasets"].setdefault(k, []).append(
                    {"source_type": ds.source_type, "source": ds.source, "schema": ds.schema,
                     "profile": ds.profile, "tags": {t.key: t.value for t in i.tags}})
            d["model_inputs"] = sorted(m.model_id for m in (getattr(ins, "model_inputs", None) or []))
            outs = getattr(r, "outputs", None)
            d["model_outputs"] = sorted((m.model_id, m.step) for m in (outs.model_outputs if outs else []) or [])
            out[r.info.run_id] = d
    return out


def file_points(src, exp_id, run_id, key):
    """The lines of a metric file, read here: needed where FileStore itself misreports the step."""
    for base in (src, os.path.join(src, ".trash")):
        p = os.path.join(base, exp_id, run_id, "metrics", key)
        if os.path.isfile(p):
            with open(p, encoding="utf-8", newline="") as fh:
                out = []
                for line in fh.read().split("\n"):
                    f = line.strip().split(" ")
                    if f != [""]:
                        out.append((float(f[1]), int(f[0]), int(f[2]) if len(f) > 2 else 0))
                return out
    return []


def run_meta(src, run, rid):
    for base in (src, os.path.join(src, ".trash")):
        p = os.path.join(base, run["info"]["experiment_id"] if run else "?", rid, "meta.yaml")
        if os.path.isfile(p):
            with open(p, encoding="utf-8") as fh:
                return "\n" + fh.read()
    return ""


def clamp(kind, what, v):
    if v == 0 and math.copysign(1, v) < 0:
        tolerate("NEGZERO", kind, what, v, 0.0)
        return 0.0
    if isinstance(v, float) and math.isinf(v):
        tolerate("INF", kind, what, v, math.copysign(MAXF, v))
        return math.copysign(MAXF, v)
    return v


def order(p):
    return (p[2], p[1], math.isnan(p[0]), 0.0 if math.isnan(p[0]) else p[0])


def compare_runs(F, D, src):
    check("runs", "set of run ids", sorted(F), sorted(D))
    for rid in sorted(set(F) & set(D)):
        f, d = F[rid], D[rid]
        check_map("run info", "run %s" % rid, f["info"], d["info"])
        check_map("params", "run %s params" % rid, f["params"], d["params"])
        check_map("run tags", "run %s tags" % rid, f["tags"], d["tags"])
        check("metrics", "run %s metric keys" % rid, sorted(f["metrics"]), sorted(d["metrics"]))
        for key in sorted(set(f["history"]) & set(d["history"])):
            w = "run %s metric %r" % (rid, key)
            fh = [(m.value, m.timestamp, m.step) for m in f["history"][key]]
            if any(getattr(m, "dataset_name", None) for m in f["history"][key]):
                true = file_points(src, f["info"]["experiment_id"], rid, key)
                tolerate("DSLINE", "metric history", w, fh, true)
                fh = true
            fh = sorted(((clamp("metric history", w, v), t, s) for v, t, s in fh), key=order)
            once = [p for i, p in enumerate(fh) if not i or not same(p, fh[i - 1])]
            if len(once) != len(fh):
                tolerate("DUP", "metric history", w, fh, once)
                fh = once
            dh = sorted(((m.value, m.timestamp, m.step) for m in d["history"][key]), key=order)
            check("metric history", w, fh, dh)
            SEEN["metric points"] += len(fh)
            if not fh:
                continue
            got = d["latest"][key]
            top = max((p[2], p[1]) for p in fh)
            cands = [p for p in fh if (p[2], p[1]) == top]
            if any(math.isnan(p[0]) for p in cands) and len(cands) > 1:
                if not any(same(list(p), list(got)) for p in cands):
                    diff("latest metrics", w, cands, got)
                elif not same(list(f["latest"][key]), list(got)):
                    tolerate("NAN-TIE", "latest metrics", w, f["latest"][key], got)
            else:
                want = max(cands, key=lambda p: p[0])
                check("latest metrics", w, list(want), list(got))
                check("latest metrics", w + " (data.metrics)", want[0], d["metrics"][key])
        check("dataset inputs", "run %s datasets" % rid, sorted(f["datasets"]), sorted(d["datasets"]))
        for k in sorted(set(f["datasets"]) & set(d["datasets"])):
            key = lambda x: json.dumps(x, sort_keys=True)
            check("dataset inputs", "run %s dataset %s" % (rid, k),
                  sorted(f["datasets"][k], key=key), sorted(d["datasets"][k], key=key))
        check("model inputs", "run %s" % rid, f["model_inputs"], d["model_inputs"])
        check("model outputs", "run %s" % rid, f["model_outputs"], d["model_outputs"])


# ------------------------------------------------------------------------- logged models
LM = ["model_id", "experiment_id", "name", "artifact_location", "creation_timestamp",
      "last_updated_timestamp", "model_type", "source_run_id", "status_message", "tags", "params"]


def lm_dict(m):
    d = obj(m, LM)
    d["status"] = str(m.status)
    d["tags"], d["params"] = dict(d["tags"] or {}), dict(d["params"] or {})
    d["points"] = [(x.key, x.value, x.timestamp, x.step, x.run_id, x.dataset_name, x.dataset_digest)
                   for x in m.metrics or []]
    return d


def logged_models(s, exp_ids):
    out, gone = {}, {}
    if not hasattr(s.c, "search_logged_models"):
        return out, gone
    for e in sorted(exp_ids):
        for m in s.attempt("search_logged_models %s" % e, lambda: list(pages(
                lambda tok: s.store.search_logged_models([e], page_token=tok))), []):
            out[m.model_id] = lm_dict(m)
    # works round FileStore: get_logged_model() does not look into .trash
    for mid in s.attempt("deleted logged models", lambda: s.store._get_deleted_logged_models(), []):
        trashed = glob.glob(os.path.join(s.store.root_directory, ".trash", "*", "models", mid)) if s.name == "file" else []
        m = s.attempt("get deleted model", lambda: s.store._get_model_from_dir(trashed[0]) if trashed
                      else s.store.get_logged_model(mid, allow_deleted=True))
        if m is not None:
            gone[mid] = lm_dict(m)
    return out, gone


def model_file_points(src, exp_id, mid):
    from mlflow.store.tracking.file_store import FileStore
    pts = []
    for base in (src, os.path.join(src, ".trash")):
        root = os.path.join(base, exp_id, "models", mid, "metrics")
        for folder, _, names in os.walk(root):
            for n in names:
                p = os.path.join(folder, n)
                key = os.path.relpath(p, root)
                with open(p, encoding="utf-8", newline="") as fh:
                    for line in fh.read().split("\n"):
                        if line.strip():
                            x = FileStore._get_model_metric_from_line(mid, key, line)
                            pts.append((x.key, x.value, x.timestamp, x.step, x.run_id,
                                        x.dataset_name, x.dataset_digest))
    return pts


def pt_order(p):
    return tuple(str(x) for x in p)


def compare_models(F, D, src, deleted_exps, kind="logged models"):
    for mid in list(set(D) - set(F)):
        if D[mid]["experiment_id"] in deleted_exps and os.path.isdir(
                os.path.join(src, ".trash", D[mid]["experiment_id"], "models", mid)):
            tolerate("LMTRASH", kind, "model %s" % mid, ABSENT, "present")
            D = {k: v for k, v in D.items() if k != mid}
    check(kind, "set of model ids", sorted(F), sorted(D))
    for mid in sorted(set(F) & set(D)):
        f, d = dict(F[mid]), dict(D[mid])
        fp, dp = f.pop("points"), d.pop("points")
        check_map(kind, "model %s" % mid, f, d)
        every = model_file_points(src, f["experiment_id"], mid)
        if len(every) != len(fp):
            tolerate("LMHIST", kind, mid, len(fp), len(every))
        SEEN["logged model points"] += len(every)
        want = []
        for p in every:
            if math.isnan(p[1]):
                tolerate("LMNAN", kind, "model %s %s" % (mid, p[0]), p[1], None)
                p = p[:1] + (None,) + p[2:]
            want.append(p)
        if any(isinstance(p[1], float) and math.isinf(p[1]) for p in want):
            dp = [p for p in dp]
        check("logged model metrics", "model %s" % mid, sorted(want, key=pt_order), sorted(dp, key=pt_order))


# ------------------------------------------------------------------------- traces
TR = ["trace_id", "experiment_id", "request_time", "execution_duration", "request_preview",
      "response_preview", "client_request_id"]


class Stub(object):
    def __init__(self, trace_id):
        self.trace_id = trace_id


def traces(s, exp_ids):
    out = {}
    for e in sorted(exp_ids):
        token = None
        while True:
            res = s.attempt("search_traces %s" % e, lambda: s.store.search_traces(
                [e], max_results=100, page_token=token))
            if res is None:                  # the whole experiment is unreadable: go one by one
                res = ([Stub(x) for x in s.raw_trace_ids(e)], None)
            for t in res[0]:
                t = s.attempt("get_trace_info %s" % t.trace_id, lambda: s.store.get_trace_info(t.trace_id), t)
                if isinstance(t, Stub):
                    out[t.trace_id] = None
                    continue
                d = obj(t, TR)
                d["state"] = str(t.state)
                d["tags"], d["metadata"] = dict(t.tags), dict(t.trace_metadata)
                d["assessments"] = {}
                for a in t.assessments:
                    x = a.to_dictionary()
                    x.pop("trace_id", None)
                    for fieldname in ("run_id", "create_time_ms", "last_update_time_ms", "valid", "overrides"):
                        x["." + fieldname] = getattr(a, fieldname, None)
                    x[".type"] = type(a).__name__
                    x[".value"] = getattr(a, "value", None)
                    d["assessments"][a.assessment_id] = x
                out[t.trace_id] = d
            token = res[1]
            if not token:
                break
    return out


PROMOTED = ("mlflow.trace.tokenUsage", "mlflow.trace.cost")


def assessment_file(src, exp_id, tid, aid):
    import yaml
    for base in (src, os.path.join(src, ".trash")):
        p = os.path.join(base, exp_id, "traces", tid, "assessments", aid + ".yaml")
        if os.path.isfile(p):
            with open(p, encoding="utf-8") as fh:
                return yaml.safe_load(fh)
    return {}


def compare_traces(F, D, src):
    check("traces", "set of trace ids", sorted(F), sorted(D))
    for tid in sorted(set(F) & set(D)):
        f, d = F[tid], D[tid]
        if f is None or d is None:
            diff("traces", "trace %s cannot be read" % tid, f is not None, d is not None)
            continue
        check_map("trace info", "trace %s" % tid, {k: f[k] for k in TR + ["state"]}, {k: d[k] for k in TR + ["state"]})
        check_map("trace tags", "trace %s tags" % tid, f["tags"], d["tags"])
        fm, dm = dict(f["metadata"]), dict(d["metadata"])
        for key in PROMOTED:
            if key in fm and fm.get(key) != dm.get(key):
                try:
                    equal = json.loads(fm[key]) == json.loads(dm[key])
                except (ValueError, KeyError):
                    equal = False
                if equal or args.tolerate_promoted:
                    tolerate("PROMOTE", "trace metadata", "trace %s %s" % (tid, key), fm[key], dm.get(key))
                    fm.pop(key), dm.pop(key, None)
        check_map("trace metadata", "trace %s metadata" % tid, fm, dm)
        check("assessments", "trace %s assessment ids" % tid, sorted(f["assessments"]), sorted(d["assessments"]))
        for aid in sorted(set(f["assessments"]) & set(d["assessments"])):
            fa = f["assessments"][aid]
            if fa[".valid"] is None:
                raw = assessment_file(src, f["experiment_id"], tid, aid)
                tolerate("AVALID", "assessments", aid, None, raw.get("valid"))
                fa[".valid"] = fa["valid"] = raw.get("valid", True)
                if raw.get("overrides"):
                    fa[".overrides"] = fa["overrides"] = raw["overrides"]
            check_map("assessments", "assessment %s (%s)" % (aid, f["assessments"][aid].get("assessment_name")),
                      f["assessments"][aid], d["assessments"][aid])


# ------------------------------------------------------------------------- registry
RM = ["name", "creation_timestamp", "last_updated_timestamp", "description", "tags", "aliases"]
MV = ["name", "creation_timestamp", "last_updated_timestamp", "description", "user_id",
      "current_stage", "source", "run_id", "run_link", "status", "status_message", "tags"]


def lit(name):
    return "'%s'" % name if "'" not in name else '"%s"' % name


def registry(s):
    s.use()
    models, versions, prompts = {}, {}, {}
    names = [m.name for m in s.attempt("search_registered_models", lambda: list(pages(
        lambda tok: s.c.search_registered_models(max_results=500, page_token=tok))), [])]
    pnames = []
    if hasattr(s.c, "search_prompts"):
        pnames = [p.name for p in s.attempt("search_prompts", lambda: list(pages(
            lambda tok: s.c.search_prompts(max_results=500, page_token=tok))), [])]
    for n in names + pnames:
        rm = s.attempt("get_registered_model %s" % n, lambda: (s.reg if n in pnames else s.c).get_registered_model(n))
        if rm is None:
            continue
        d = obj(rm, RM)
        d["tags"] = dict(getattr(rm, "_tags", None) or d["tags"])       # incl. hidden prompt tags
        d["aliases"] = {a: str(v) for a, v in dict(d["aliases"]).items()}
        d["prompt"] = n in pnames
        d["latest"] = {v.current_stage: str(v.version) for v in rm.latest_versions or []}
        models[n] = d
        found = s.attempt("search_model_versions %s" % n, lambda: list(pages(
            lambda tok: s.c.search_model_versions("name = " + lit(n), max_results=1000, page_token=tok))), [])
        nums = {int(v.version): v.current_stage for v in found}
        for v in sorted(set(nums) | set(range(1, 60 if n in pnames else 0))):
            try:
                mv = (s.reg if n in pnames else s.c).get_model_version(n, str(v))
            except MlflowException as exc:
                if v in nums:
                    versions[(n, v)] = {"get": "error", "stage in search": nums[v]}
                continue
            x = obj(mv, MV)
            x["tags"] = dict(getattr(mv, "_tags", None) or x["tags"] or {})
            x["version"] = str(mv.version)
            x["aliases"] = sorted(mv.aliases)
            x["model_id"] = getattr(mv, "model_id", None)
            x["download_uri"] = s.attempt("download uri", lambda: s.reg.get_model_version_download_uri(n, str(v)))
            versions[(n, v)] = x
        for a, v in d["aliases"].items():
            try:
                d["alias -> " + a] = str(s.reg.get_model_version_by_alias(n, a).version)
            except MlflowException as exc:
                d["alias -> " + a] = "error: " + exc.error_code
        if n in pnames:
            for v in range(1, 60):
                try:
                    p = s.c.get_prompt_version(n, str(v))
                except Exception:
                    p = None
                if p is not None:
                    prompts[(n, v)] = {
                        "template": p.template, "commit_message": p.commit_message,
                        "creation_timestamp": p.creation_timestamp, "tags": dict(p.tags or {}),
                        "aliases": sorted(getattr(p, "aliases", None) or []),
                        "model_config": getattr(p, "model_config", None),
                        "response_format": getattr(p, "response_format", None),
                        "last_updated_timestamp": getattr(p, "last_updated_timestamp", None)}
            p = s.attempt("get_prompt %s" % n, lambda: s.c.get_prompt(n))
            if p is not None:
                prompts[(n, 0)] = {"description": p.description, "tags": dict(p.tags or {}),
                                   "creation_timestamp": p.creation_timestamp}
    return models, versions, prompts


def compare_registry(F, D):
    fm, fv, fp = F
    dm, dv, dp = D
    check("registered models", "set of names", sorted(fm), sorted(dm))
    for n in sorted(set(fm) & set(dm)):
        check_map("registered models", "model %r" % n, fm[n], dm[n])
    for k in [k for k in fv if fv[k].get("stage in search") == "Deleted_Internal" and k not in dv]:
        tolerate("MVDEL", "model versions", "%s v%s" % k, "Deleted_Internal", ABSENT)
        fv = {x: y for x, y in fv.items() if x != k}
    check("model versions", "set of versions", sorted(fv), sorted(dv))
    for k in sorted(set(fv) & set(dv)):
        f, d = dict(fv[k]), dict(dv[k])
        if f.get("model_id") and not d.get("model_id"):
            tolerate("MODELID", "model versions", "%s v%s" % k, f["model_id"], d.get("model_id"))
            f.pop("model_id"), d.pop("model_id", None)
        check_map("model versions", "%r v%s" % k, f, d)
    check("prompts", "set of prompt versions", sorted(fp), sorted(dp))
    for k in sorted(set(fp) & set(dp)):
        check_map("prompts", "%r v%s" % k, fp[k], dp[k])


# ------------------------------------------------------------------------- main
def main():
    tmp = None
    src, db = os.path.abspath(args.source), args.db
    if not db.startswith("sqlite:///"):
        sys.exit("--db must be sqlite:///...")
    path = os.path.abspath(db[len("sqlite:///"):])
    if not os.path.isdir(src) or not os.path.isfile(path):
        print("no such store or database")
        return 2
    if not args.no_copy:
        tmp = tempfile.mkdtemp(prefix=".compare-", dir=os.environ.get("COMPARE_TMP", os.path.dirname(os.path.abspath(__file__))))
        shutil.copytree(src, os.path.join(tmp, "mlruns"), symlinks=True)
        for ext in ("", "-wal", "-shm"):
            if os.path.exists(path + ext):
                shutil.copy(path + ext, os.path.join(tmp, "x.db" + ext))
        src, path = os.path.join(tmp, "mlruns"), os.path.join(tmp, "x.db")
    cwd = os.getcwd()
    os.chdir(tmp or cwd)
    try:
        try:
            A, B = Side("file", src), Side("db", "sqlite:///" + path)
        except Exception as exc:
            print("cannot open: %s: %s" % (type(exc).__name__, str(exc)[:500]))
            return 2
        fe, de = experiments(A.use()), experiments(B.use())
        check("experiments", "set of ids", sorted(fe), sorted(de))
        for e in sorted(set(fe) & set(de)):
            check_map("experiments", "experiment %s" % e, fe[e], de[e])
        ids = set(fe) | set(de)
        deleted = {e for e in fe if os.path.isdir(os.path.join(src, ".trash", e))}
        both = [runs(A.use(), fe), runs(B.use(), de)]
        compare_runs(both[0], both[1], src)
        gone = A.attempt("deleted runs", lambda: A.store._get_deleted_runs(), [])
        timed = [r for r in gone if "\ndeleted_time: " in run_meta(src, both[0].get(r), r)]
        if len(timed) != len(gone):
            tolerate("DELTIME", "runs", "deleted runs", sorted(gone), sorted(timed))
        check("runs", "deleted run ids (store._get_deleted_runs)", sorted(timed),
              sorted(B.attempt("deleted runs", lambda: B.store._get_deleted_runs(), [])))
        for e in sorted(set(fe) & set(de)):
            fn = lambda s: sorted((x.name, x.digest, x.context or "") for x in s.attempt(
                "_search_datasets %s" % e, lambda: s.store._search_datasets([e]), []))
            check("dataset summaries", "experiment %s" % e, fn(A), fn(B))
        (fl, fg), (dl, dg) = logged_models(A.use(), fe), logged_models(B.use(), de)
        compare_models(fl, dl, src, deleted)
        compare_models(fg, dg, src, deleted, "deleted logged models")
        compare_traces(traces(A.use(), fe), traces(B.use(), de), src)
        compare_registry(registry(A), registry(B))
    finally:
        os.chdir(cwd)
        if tmp:
            shutil.rmtree(tmp, ignore_errors=True)

    n = sum(map(len, DIFF.values()))
    for kind, items in DIFF.items():
        print("== %s: %d difference%s" % (kind, len(items), "s" * (len(items) != 1)))
        for i, (what, a, b) in enumerate(items):
            if args.max and i >= args.max:
                print("   ... %d more" % (len(items) - i))
                break
            ra, rb = repr(a), repr(b)
            print("   %s\n      file %s\n      db   %s" % (what, ra[:300], rb[:300]))
    for e in ERR:
        print("!! " + e)
    if TOL:
        print("tolerated (inherent): " + ", ".join("%s x%d" % x for x in sorted(TOL.items())))
    print("checked: " + ", ".join("%s %d" % x for x in SEEN.items()))
    print("%s: %d differences, %d read errors" % ("EQUAL" if not n and not ERR else "DIFFERENT", n, len(ERR)))
    if args.json:
        with open(args.json, "w") as fh:
            json.dump({"differences": DIFF, "tolerated": TOL, "errors": ERR}, fh, indent=1, default=repr, ensure_ascii=False)
    return 1 if n or ERR else 0


sys.exit(main())
