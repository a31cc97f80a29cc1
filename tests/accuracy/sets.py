"""The labelled sets: where their apps and labels lie, and what one row of a label file asks."""
import csv
import glob
import os
import plistlib
import re
import zipfile
from collections import Counter, defaultdict

from scans import ScanError, digest
from scoring import Case, Counts, Expect, Score, score, unlabelled

HERE = os.path.dirname(os.path.abspath(__file__))
DECLARED = re.compile(r"^(?:(?:public|abstract|final|strictfp)\s+)*(?:class|interface|enum)\s+(\w+)", re.M)


class Skipped(Exception):
    """A set, or a part of one, that cannot be measured here, with the reason."""


def read_map(name):
    """{first column: the other columns} of map/NAME; '#' begins a comment line."""
    with open(os.path.join(HERE, "map", name), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    table = {row[0]: row[1:] for row in rows}
    if len(table) != len(rows):
        raise SystemExit(f"map/{name} names one thing twice")
    return table


def expects(text):
    return [Expect.parse(word) for word in text.split()]


class Place:
    """What a set is measured with: corpus and label folders, the scanner, and where lines go."""

    def __init__(self, corpus, labels, scanner, out):
        self.corpus, self.labels, self.scanner, self.out = corpus, labels, scanner, out
        self.unscanned = [] # (path, reason) of apps that gave no result

    def rows(self, name):
        path = os.path.join(self.labels, name)
        if not os.path.exists(path):
            raise Skipped(f"no label file {name}")
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def app(self, path):
        return os.path.join(self.corpus, path)

    def scan(self, paths):
        """{path: result} of those that gave one; the others are named."""
        results = self.scanner.scan_all(paths)
        for path, error in results.items():
            if isinstance(error, ScanError):
                self.unscanned.append((path, error))
                self.out(f"not scanned, not counted: {os.path.relpath(path, self.corpus)}: {error}")
        results = {path: result for path, result in results.items() if not isinstance(result, ScanError)}
        gaps = Counter((c["area"], c["state"], gap["code"]) for result in results.values() for c in result["coverage"]
                       for gap in c["gaps"][:1])
        for (area, state, code), count in sorted(gaps.items()):
            self.out(f"coverage: {area} {state} ({code}) in {count} of {len(results)} apps")
        return results

    def score(self, cases, result, total):
        score(cases, result["findings"], self.scanner.checks, total)

    def name_missing_checks(self, checks):
        missing = sorted({e.check for e in checks} - self.scanner.checks)
        if missing:
            self.out(f"checks that this version does not have: {' '.join(missing)}")


def ratio(value):
    return "    -" if value is None else f"{value:5.3f}"


def matrix(out, title, counts):
    width = max([len(name) for name in counts] + [len(title)])
    out(f"{title:{width}}    TP   FP   TN   FN  precision  recall     F1")
    for name, c in sorted(counts.items()):
        numbers = f"{c.tp:4} {c.fp:4} {c.tn:4} {c.fn:4}"
        out(f"{name:{width}}  {numbers}      {ratio(c.precision)}   {ratio(c.recall)}  {ratio(c.f1)}")


def finding_text(finding):
    place = finding["place"]
    code = ".".join(place[part] for part in ("class", "method") if part in place)
    where = code or place.get("path") or place.get("member") or "-"
    return f"{finding['check']}:{finding['message']} {finding['reach']} {where}"


def print_score(out, result):
    matrix(out, "group", result.groups | {"~ all": result.total})
    matrix(out, "check", result.checks)
    if result.unasked:
        out(f"sound, but not counted because no check of this version asks: {len(result.unasked)}")
    out(f"misses: {len(result.misses)}")
    for case, undecided in result.misses:
        told = "; undecided: " + ", ".join(map(finding_text, undecided)) if undecided else ""
        out(f"  {case.group}\t{case.name}\t{case.note}{told}")
    out(f"false alarms: {len(result.false_alarms)}")
    for case, hits in result.false_alarms:
        out(f"  {case.group}\t{case.name}\t{case.note}; " + ", ".join(map(finding_text, hits)))


# ---- CryptoAPI-Bench ------------------------------------------------------------------------------------------

def declared_classes(source, package):
    """Top-level classes of a Java file: helpers declared beside the labelled class belong to its case."""
    if not os.path.exists(source):
        return set()
    with open(source, encoding="utf-8", errors="replace") as file:
        return {f"{package}.{name}" for name in DECLARED.findall(file.read())}


def cryptoapi_cases(rows, checks, sources):
    """
    (cases, names of rows without a label). Group: the package's last part; the number that |code| begins with is
    wrong for two rows. Rows of one group and code are one case: role "main" names it, "partner" adds a class.
    """
    cases, blank = {}, []
    for row in sorted(rows, key=lambda r: r["role"] != "main"):
        package = row["class"].rpartition(".")[0]
        group = package.rpartition(".")[2]
        if row["vulnerable"] not in ("0", "1"):
            blank.append(row["class"])
            continue
        if group not in checks:
            raise SystemExit(f"map/cryptoapi-bench.tsv has no group {group}")
        classes = {row["class"]} | declared_classes(os.path.join(sources, row["path"]), package)
        expected = row["vulnerable"] == "1"
        note = f"{row['code']} {row['property']}: {row['type']}"
        case = cases.setdefault((group, row["code"]), Case(group, row["class"], expected, checks[group], set(), note))
        if case.expected != expected:
            raise SystemExit(f"labels of {case.name} and {row['class']} differ")
        case.classes |= classes
    return list(cases.values()), blank


def cryptoapi_bench(at):
    rows = at.rows("cryptoapi-bench.csv")
    app = at.app("cryptoapi-bench/cryptobench.apk")
    if not os.path.exists(app):
        raise Skipped("no cryptoapi-bench/cryptobench.apk: the sources are not built")
    checks = {group: expects(columns[0]) for group, columns in read_map("cryptoapi-bench.tsv").items()}
    cases, blank = cryptoapi_cases(rows, checks, at.app("cryptoapi-bench"))
    at.out(f"{len(rows)} rows, {len(cases)} cases, {sum(c.expected for c in cases)} vulnerable; "
           f"without label: {' '.join(blank) or '-'}")
    at.name_missing_checks(e for case in cases for e in case.checks)
    total = Score()
    for result in at.scan([app]).values():
        at.score(cases, result, total)
        print_score(at.out, total)
        others = unlabelled(cases, result["findings"])
        at.out(f"hits that no label speaks of: {len(others)}")
        for finding in others:
            at.out(f"  {finding_text(finding)}")


# ---- quark's CWE and app pairs --------------------------------------------------------------------------------

def quark_cwe(at):
    rows = at.rows("quark-cwe.csv")
    wrong = {tuple(key.split()): columns[0] for key, columns in read_map("quark-wrong.tsv").items()}
    checks = {cwe: expects(columns[0]) for cwe, columns in read_map("quark-cwe.tsv").items()}
    cases, absent = defaultdict(list), []
    for row in rows:
        app = at.app(f"vuln-android/quark-vulnerable-samples/{row['apk_here']}")
        if (row["cwe"], row["apk_in_docs"]) in wrong:
            at.out(f"wrong label: {row['cwe']} {row['apk_in_docs']}: {wrong[row['cwe'], row['apk_in_docs']]}")
            continue
        if not row["apk_here"] or not os.path.exists(app):
            absent.append(f"{row['cwe']} {row['apk_in_docs']}")
        elif row["cwe"] not in checks:
            raise SystemExit(f"map/quark-cwe.tsv has no {row['cwe']}")
        else:
            cases[app].append(Case(row["cwe"], row["apk_here"], True, checks[row["cwe"]], None, row["title"]))
    if not cases:
        raise Skipped("none of the apps is in vuln-android/quark-vulnerable-samples")
    at.out(f"{sum(map(len, cases.values()))} of {len(rows)} pairs, positives only; "
           f"app not at hand: {', '.join(absent) or '-'}")
    at.name_missing_checks(e for row in cases.values() for case in row for e in case.checks)
    total = Score()
    for app, result in at.scan(cases).items():
        at.score(cases[app], result, total)
    print_score(at.out, total)


# ---- weaknesses that deliberately weak apps list of themselves ------------------------------------------------

SHOWN = {"yes", "native", "dynamic", "server", "absent"}


def listed_cases(rows):
    """
    ({(app, path, sha256): cases}, {app: [(weakness, why no binary shows it)]}). |shown| is "yes", or one of the other
    words of SHOWN with or without ": reason"; "native" counts as listed and missed, because a binary does show it.
    """
    cases, hidden = defaultdict(list), defaultdict(list)
    for row in rows:
        kind = row["shown"].split(":")[0]
        if kind not in SHOWN or (kind == "yes") != bool(row["checks"] and row["where"]):
            raise SystemExit(f"labels: {row['app']} {row['item']}: shown, where and checks do not fit")
        if kind in ("yes", "native"):
            where = None if row["where"] in ("", "*") else set(row["where"].split())
            cases[row["app"], row["path"], row["sha256"]].append(
                Case(row["app"], row["item"], True, expects(row["checks"]), where, row["weakness"]))
        else:
            hidden[row["app"]].append((row["weakness"], row["shown"]))
    return cases, hidden


def listed(at):
    with open(os.path.join(HERE, "labels", "listed.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cases, hidden = listed_cases(rows)
    there = {}
    for (name, path, sha256), own in cases.items():
        app = at.app(path)
        if not os.path.exists(app):
            at.out(f"not at hand: {name}: {path}")
        elif digest(app) != sha256:
            at.out(f"another build, not counted: {name}: {path}")
        else:
            there[app] = own
    if not there:
        raise Skipped("none of the apps of labels/listed.csv is in the corpus")
    at.name_missing_checks(e for own in there.values() for case in own for e in case.checks)
    total = Score()
    for app, result in at.scan(there).items():
        at.score(there[app], result, total)
        for weakness, why in hidden[there[app][0].group]:
            at.out(f"no binary shows it: {there[app][0].group}: {weakness} ({why})")
    print_score(at.out, total)


# ---- demos of the MASTG ---------------------------------------------------------------------------------------

def mastg_cases(rows, tests, platform="android"):
    """
    ({demo: case}, names left out because no check of a binary answers them). The map says for each test which
    verdict of the demo means that the checks hit: "fail" for a defect, "pass" for a protection that is there.
    """
    cases, without = {}, []
    for row in rows:
        if row["platform"] != platform or row["verdict_in_text"] not in ("pass", "fail"):
            continue
        if row["test"] not in tests:
            without.append(row["demo"])
            continue
        verdict, checks = tests[row["test"]]
        cases[row["demo"]] = Case(row["test"], row["demo"], row["verdict_in_text"] == verdict, expects(checks), None,
                                  row["title"])
    return cases, without


def mastg_demos(at):
    rows = at.rows("mastg-demos.csv")
    cases, without = mastg_cases(rows, read_map("mastg-demos.tsv"))
    apps = {at.app(f"mastg-demos/apks/{demo}.apk"): case for demo, case in cases.items()}
    there = {app: case for app, case in apps.items() if os.path.exists(app)}
    at.out(f"{len(rows)} demos, {len(cases)} of Android with a verdict that a check of the map answers, "
           f"{len(there)} of them with an APK")
    at.out(f"no check of the map answers: {' '.join(without) or '-'}")
    at.out(f"no APK: {' '.join(case.name for app, case in apps.items() if app not in there) or '-'}")
    if not there:
        raise Skipped("no mastg-demos/apks/DEMO.apk: the demos are not built")
    at.name_missing_checks(e for case in there.values() for e in case.checks)
    total = Score()
    for app, result in at.scan(there).items():
        at.score([there[app]], result, total)
    print_score(at.out, total)


def pack_program(program, path):
    """Makes |path|, an app that holds nothing but |program|, under its name: for a demo whose app is not at hand."""
    name = os.path.basename(program)
    info = plistlib.dumps({"CFBundleExecutable": name, "CFBundleIdentifier": f"org.example.{name}",
                           "CFBundleShortVersionString": "1.0", "MinimumOSVersion": "15.0"})
    with open(program, "rb") as file:
        members = {"Info.plist": info, name: file.read()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(f"Payload/{name}.app/{member}", (2026, 1, 1, 0, 0, 0)), content,
                             zipfile.ZIP_DEFLATED)
    return path


def mastg_demos_ios(at):
    """Demos of iOS come as programs without their app: signature and Info.plist are not those of the demo."""
    rows = at.rows("mastg-demos.csv")
    cases, without = mastg_cases(rows, read_map("mastg-demos.tsv"), "ios")
    programs = {demo: glob.glob(at.app(f"mastg-demos/demos/ios/*/{demo}/MASTestApp")) for demo in cases}
    there = {pack_program(found[0], os.path.join(at.scanner.cache, f"{demo}.ipa")): cases[demo]
             for demo, found in programs.items() if found}
    at.out(f"{len(rows)} demos, {len(cases)} of iOS with a verdict that a check of the map answers, "
           f"{len(there)} of them with a program")
    at.out(f"no check of the map answers: {' '.join(without) or '-'}")
    at.out(f"no program: {' '.join(demo for demo, found in programs.items() if not found) or '-'}")
    if not there:
        raise Skipped("no mastg-demos/demos/ios/…/MASTestApp")
    at.name_missing_checks(e for case in there.values() for e in case.checks)
    total = Score()
    for app, result in at.scan(there).items():
        at.score([there[app]], result, total)
    print_score(at.out, total)


# ---- DroidBench -----------------------------------------------------------------------------------------------

def droidbench(at):
    rows = [row for row in at.rows("droidbench-2.0.csv") if row["expected_leaks"]]
    apps = {at.app(os.path.join("droidbench", row["suite"], row["apk"])): row for row in rows}
    apps = {app: row for app, row in apps.items() if os.path.exists(app)}
    if not apps:
        raise Skipped("no apps in droidbench/")
    leaks = sum(int(row["expected_leaks"]) for row in apps.values())
    at.out(f"{len(apps)} of {len(rows)} apps, {leaks} leaks expected")
    checks = [e for columns in read_map("droidbench-2.0.tsv").values() for e in expects(columns[0])]
    covered = [e for e in checks if e.check in at.scanner.checks]
    if not covered:
        raise Skipped(f"not covered: this version follows no data from source to sink ({', '.join(map(str, checks))})")
    categories, wrong = defaultdict(Counts), []
    for app, result in at.scan(apps).items():
        row = apps[app]
        found = sum(f["record"] == "hit" and any(e.answers(f) for e in covered) for f in result["findings"])
        expected = int(row["expected_leaks"])
        for name in (row["category"], "~ all"):
            categories[name].add_numbers(expected, found)
        if found != expected:
            wrong.append(f"  {row['apk']}\texpected {expected}, found {found}")
    matrix(at.out, "category", categories)
    at.out(f"apps with another number of leaks: {len(wrong)}")
    for line in wrong:
        at.out(line)


# ---- apps to read by hand -------------------------------------------------------------------------------------

def serious(result):
    return [f for f in result["findings"] if f["record"] == "hit" and f["severity"] in ("critical", "high")]


def clean(at):
    """No label says that these apps have no flaw: each serious finding is listed, to be read by a person."""
    paths, seen = [], set()
    for pattern in read_map("clean.tsv"):
        found = sorted(glob.glob(at.app(pattern), recursive=True))
        if not found:
            at.out(f"not at hand: {pattern}")
        for path in found:
            content = digest(path)
            if content not in seen:
                seen.add(content)
                paths.append(path)
    if not paths:
        raise Skipped("none of the apps of map/clean.tsv is in the corpus")
    for path, result in at.scan(paths).items():
        found = serious(result)
        levels = Counter(f["severity"] for f in found)
        at.out(f"{os.path.relpath(path, at.corpus)}: {levels['critical']} critical, {levels['high']} high")
        for finding in found:
            at.out(f"  {finding['severity']}\t{finding['owner']}\t{finding_text(finding)}")


SETS = {"cryptoapi-bench": cryptoapi_bench, "quark-cwe": quark_cwe, "listed": listed, "mastg-demos": mastg_demos,
        "mastg-demos-ios": mastg_demos_ios, "droidbench-2.0": droidbench, "clean": clean}
