#!/usr/bin/env python3
"""Holds the arithmetic and the reading of label files to small examples whose answers are known.

    test_measure.py [APPASSAY CHECKS]    with the program and tests/checks: also on two apps built there
"""
import csv
import os
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
import zipfile

sys.dont_write_bytecode = True

from scans import Scanner, ScanError, digest # noqa: E402
from scoring import Case, Counts, Expect, Score, class_name, outer_class, score, unlabelled # noqa: E402
from sets import HERE, Place, Skipped, cryptoapi_cases, expects, listed_cases, mastg_cases, pack_program, read_map # noqa: E402
import sets # noqa: E402

PROGRAM, CHECKS = sys.argv[1:3] if len(sys.argv) > 2 else (None, None)
ECB, HASH = Expect("android-crypto-ecb"), Expect("android-crypto-weak-hash", "password")


def finding(check, where=None, record="hit", message="m", severity="high"):
    place = {"class": where, "method": "go"} if where else {"path": "manifest"}
    return {"check": check, "record": record, "message": message, "severity": severity, "owner": "app",
            "reach": "unknown", "place": place}


def numbers(counts):
    return counts.tp, counts.fp, counts.tn, counts.fn


class Arithmetic(unittest.TestCase):
    def test_ratios(self):
        c = Counts(tp=6, fp=2, tn=5, fn=4)
        self.assertEqual(c.precision, 0.75)
        self.assertEqual(c.recall, 0.6)
        self.assertAlmostEqual(c.f1, 2 * 0.75 * 0.6 / (0.75 + 0.6))

    def test_no_denominator(self):
        sound = Counts(tn=3)
        self.assertEqual((sound.precision, sound.recall, sound.f1), (None, None, None))
        missed = Counts(fn=2)
        self.assertEqual((missed.precision, missed.recall, missed.f1), (None, 0, 0))
        alarm = Counts(fp=2)
        self.assertEqual((alarm.precision, alarm.recall, alarm.f1), (0, None, 0))

    def test_add(self):
        c = Counts()
        for expected, flagged, times in ((True, True, 1), (False, True, 2), (False, False, 3), (True, False, 4)):
            for _ in range(times):
                c.add(expected, flagged)
        self.assertEqual(numbers(c), (1, 2, 3, 4))

    def test_add_numbers(self):
        c = Counts()
        for expected, found in ((3, 2), (1, 4), (0, 0), (0, 1), (2, 2)):
            c.add_numbers(expected, found)
        self.assertEqual(numbers(c), (5, 4, 1, 1))


class Scoring(unittest.TestCase):
    def run_score(self, cases, findings, known=("android-crypto-ecb", "android-crypto-weak-hash")):
        total = Score()
        score(cases, findings, known, total)
        return total

    def test_class_names(self):
        self.assertEqual(class_name("Lcom/app/Main$1;"), "com.app.Main$1")
        self.assertEqual(class_name("com.app.Main"), "com.app.Main")
        self.assertEqual(outer_class("Lcom/app/Main$A$1;"), "com.app.Main")
        self.assertEqual(outer_class("com.app.$Main$1"), "com.app.$Main")

    def test_four_answers(self):
        cases = [Case("ecb", name, expected, [ECB], {f"a.{name}"}) for name, expected in
                 (("Found", True), ("Missed", True), ("Alarm", False), ("Quiet", False))]
        total = self.run_score(cases, [
            finding("android-crypto-ecb", "a.Found$1"), finding("android-crypto-ecb", "a.Alarm"),
            finding("android-crypto-ecb", "a.Missed", record="undecided"),
            finding("android-crypto-ecb", "a.Missed", record="clear"), finding("android-crypto-weak-hash", "a.Quiet"),
            finding("android-crypto-ecb", "a.Quiet2"), finding("android-crypto-ecb")])
        for counts in (total.groups["ecb"], total.checks["android-crypto-ecb"], total.total):
            self.assertEqual(numbers(counts), (1, 1, 1, 1))
        self.assertEqual([(c.name, [f["record"] for f in told]) for c, told in total.misses],
                         [("Missed", ["undecided"])])
        self.assertEqual([(c.name, len(hits)) for c, hits in total.false_alarms], [("Alarm", 1)])

    def test_two_checks_of_one_case(self):
        """One check's hit answers the case; the other did not miss it."""
        cases = [Case("g", "A", True, [ECB, HASH], {"A"}), Case("g", "B", True, [ECB, HASH], {"B"}),
                 Case("g", "C", False, [ECB, HASH], {"C"}), Case("g", "D", True, [ECB, HASH], {"D"})]
        total = self.run_score(cases, [finding("android-crypto-ecb", "A"), finding("android-crypto-ecb", "C"),
                                       finding("android-crypto-weak-hash", "C", message="cache"),
                                       finding("android-crypto-weak-hash", "D", message="password")])
        self.assertEqual(numbers(total.groups["g"]), (2, 1, 0, 1))
        self.assertEqual(numbers(total.checks["android-crypto-ecb"]), (1, 1, 0, 1))
        self.assertEqual(numbers(total.checks["android-crypto-weak-hash:password"]), (1, 0, 1, 1))

    def test_check_that_does_not_exist(self):
        cases = [Case("g", "A", True, [ECB], None), Case("g", "B", False, [ECB], None),
                 Case("h", "C", False, [ECB, HASH], None)]
        total = self.run_score(cases, [], known=["android-crypto-weak-hash"])
        self.assertEqual(numbers(total.groups["g"]), (0, 0, 0, 1))
        self.assertEqual(numbers(total.groups["h"]), (0, 0, 1, 0))
        self.assertEqual(numbers(total.checks["android-crypto-ecb"]), (0, 0, 0, 1))
        self.assertEqual([c.name for c in total.unasked], ["B"])

    def test_components(self):
        """A finding of the manifest lies where the component's name says, with or without the package."""
        def at(*names):
            path = "manifest/application" + "".join(f'/activity[@android:name="{name}"]' for name in names)
            return {"check": "android-crypto-ecb", "record": "hit", "message": "m", "place": {"path": path}}
        for names, found in ((["a.b.Page"], 1), ([".b.Page"], 1), ([".Page"], 1), ([".Other"], 0), (["b.Page"], 0),
                             ([], 0)):
            total = self.run_score([Case("g", "A", True, [ECB], {"a.b.Page"})], [at(*names)])
            self.assertEqual(total.total.tp, found, names)

    def test_whole_app(self):
        cases = [Case("CWE-1", "app", True, [ECB], None)]
        self.assertEqual(numbers(self.run_score(cases, [finding("android-crypto-ecb")]).total), (1, 0, 0, 0))

    def test_hits_without_label(self):
        cases = [Case("ecb", "A", True, [ECB], {"A"}), Case("hash", "B", True, [HASH], {"B"})]
        found = [finding("android-crypto-ecb", "A"), finding("android-crypto-ecb", "B"),
                 finding("android-crypto-weak-hash", "B", message="password"), finding("android-debuggable"),
                 finding("android-crypto-ecb", "C", record="clear")]
        self.assertEqual(unlabelled(cases, found), [found[1]])


class Labels(unittest.TestCase):
    def row(self, name, code, vulnerable="1", role="main"):
        return {"class": name, "role": role, "vulnerable": vulnerable, "type": "t", "property": "p", "code": code,
                "path": name.replace(".", "/") + ".java"}

    def test_cryptoapi_roles(self):
        """A partner is another class of the case, wherever its row stands; a helper in the file belongs too."""
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "b/ecb"))
            with open(os.path.join(folder, "b/ecb/Two.java"), "w", encoding="utf-8") as file:
                file.write("package b.ecb;\npublic class Two {\n    class Inner {}\n}\nfinal class Helper {\n}\n")
            rows = [self.row("b.ecb.Part", "1.8.1", role="partner"), self.row("b.ecb.One", "1.8.1"),
                    self.row("b.ecb.Two", "1.1.1", "0"), self.row("b.ecb.Blank", "1.2.1", ""),
                    self.row("b.hash.One", "1.8.1", "0")]
            cases, blank = cryptoapi_cases(rows, {"ecb": [ECB], "hash": [HASH]}, folder)
        self.assertEqual([(c.group, c.name, c.expected, c.classes) for c in cases],
                         [("ecb", "b.ecb.One", True, {"b.ecb.One", "b.ecb.Part"}),
                          ("ecb", "b.ecb.Two", False, {"b.ecb.Two", "b.ecb.Helper"}),
                          ("hash", "b.hash.One", False, {"b.hash.One"})])
        self.assertEqual(blank, ["b.ecb.Blank"])

    def test_cryptoapi_contradiction(self):
        rows = [self.row("b.ecb.One", "1.8.1"), self.row("b.ecb.Part", "1.8.1", "0", "partner")]
        self.assertRaises(SystemExit, cryptoapi_cases, rows, {"ecb": [ECB]}, "")
        self.assertRaises(SystemExit, cryptoapi_cases, rows[:1], {}, "")

    def listed_row(self, shown, where="a.B", checks="android-crypto-ecb"):
        return {"app": "A", "path": "a.apk", "sha256": "0", "item": "1", "weakness": "w", "shown": shown,
                "where": where, "checks": checks}

    def test_listed(self):
        """What native code alone shows is a miss; what no binary shows is told apart."""
        cases, hidden = listed_cases([self.listed_row("yes"), self.listed_row("yes", "*"),
                                      self.listed_row("native", "", ""), self.listed_row("server", "", ""),
                                      self.listed_row("absent: not built", "", "")])
        self.assertEqual([(key, [(c.expected, c.checks, c.classes) for c in own]) for key, own in cases.items()],
                         [(("A", "a.apk", "0"), [(True, [ECB], {"a.B"}), (True, [ECB], None), (True, [], None)])])
        self.assertEqual(hidden, {"A": [("w", "server"), ("w", "absent: not built")]})
        for bad in (self.listed_row("maybe"), self.listed_row("yes", ""), self.listed_row("yes", "a.B", ""),
                    self.listed_row("server")):
            self.assertRaises(SystemExit, listed_cases, [bad])

    def test_listed_labels(self):
        """Our own labels: names of checks, hashes, one hash a path, and no item twice."""
        with open(os.path.join(HERE, "labels", "listed.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        listed_cases(rows)
        self.assertEqual(len({(row["path"], row["item"]) for row in rows}), len(rows))
        self.assertEqual(len({row["path"] for row in rows}), len({(row["path"], row["sha256"]) for row in rows}))
        for row in rows:
            self.assertRegex(row["sha256"], r"^[0-9a-f]{64}$")
            self.assertRegex(row["cwe"], r"^CWE-[0-9]+$")
            for expect in expects(row["checks"]):
                self.assertRegex(expect.check, r"^(android|ios|common)-[a-z0-9-]+$", row)

    def test_mastg_direction(self):
        """A protection hits where the demo passes, a defect where it fails."""
        def row(demo, test, verdict, platform="android"):
            return {"platform": platform, "demo": demo, "test": test, "verdict_in_text": verdict, "title": ""}
        tests = {"T1": ["fail", "a-defect"], "T2": ["pass", "a-control"]}
        cases, without = mastg_cases([row("D1", "T1", "fail"), row("D2", "T1", "pass"), row("D3", "T2", "pass"),
                                      row("D4", "T2", "fail"), row("D5", "T9", "fail"), row("D6", "T1", ""),
                                      row("D7", "T1", "fail", "ios")], tests)
        self.assertEqual({demo: case.expected for demo, case in cases.items()},
                         {"D1": True, "D2": False, "D3": True, "D4": False})
        self.assertEqual(without, ["D5"])
        cases, without = mastg_cases([row("D1", "T1", "fail"), row("D7", "T2", "pass", "ios")], tests, "ios")
        self.assertEqual({demo: case.expected for demo, case in cases.items()}, {"D7": True})

    def test_packed_program(self):
        """The same program gives the same app, whatever it is called."""
        with tempfile.TemporaryDirectory() as folder:
            program = os.path.join(folder, "Demo")
            with open(program, "wb") as file:
                file.write(b"code")
            first = pack_program(program, os.path.join(folder, "first.ipa"))
            with zipfile.ZipFile(first) as archive:
                self.assertEqual(archive.read("Payload/Demo.app/Demo"), b"code")
            self.assertEqual(digest(pack_program(program, os.path.join(folder, "second.ipa"))), digest(first))

    def test_maps(self):
        for name in sorted(os.listdir(os.path.join(HERE, "map"))):
            if name == "clean.tsv":
                continue
            for key, columns in read_map(name).items():
                self.assertEqual(len(columns), 2 if name == "mastg-demos.tsv" else 1, f"{name} {key}")
                if name == "quark-wrong.tsv":
                    self.assertRegex(key, r"^CWE-[0-9]+ \S+\.apk$")
                    continue
                for expect in expects(columns[-1]):
                    self.assertRegex(expect.check, r"^(android|ios|common)-[a-z0-9-]+$", f"{name} {key}")
        self.assertEqual({columns[0] for columns in read_map("mastg-demos.tsv").values()}, {"fail", "pass"})
        self.assertEqual(len(read_map("cryptoapi-bench.tsv")), 18)

    def test_map_names_each_thing_once(self):
        with tempfile.TemporaryDirectory() as folder, unittest.mock.patch("sets.HERE", folder):
            os.mkdir(os.path.join(folder, "map"))
            for name, text in (("good", "# note\na\tx\n\nb\ty z\n"), ("bad", "a\tx\na\ty\n")):
                with open(os.path.join(folder, "map", name), "w", encoding="utf-8") as file:
                    file.write(text)
            self.assertEqual(read_map("good"), {"a": ["x"], "b": ["y z"]})
            self.assertRaises(SystemExit, read_map, "bad")


# Answers like appassay; its findings are the lines of the "app": CHECK RECORD CLASS. Notes each scan.
FAKE = """#!/usr/bin/env python3
import json, os, sys
if sys.argv[1] == "version":
    print("appassay 9.9.9")
elif sys.argv[1] == "explain":
    print("android-crypto-ecb  ECB\\nandroid-crypto-weak-hash  Hash\\nandroid-debuggable  Debug")
else:
    with open(sys.argv[2]) as file:
        lines = file.read().split("\\n")
    with open(os.environ["FAKE_LOG"], "a") as log:
        log.write("scan\\n")
    if lines[0] == "broken":
        sys.exit("cannot read")
    print(json.dumps({"coverage": [{"area": "code", "state": "partial", "gaps": [{"code": "limit"}]}], "findings": [
        {"check": check, "record": record, "message": "m", "severity": "high", "owner": "app", "reach": "unknown",
         "place": {"class": where}} for check, record, where in map(str.split, filter(None, lines))]}))
"""


class Whole(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.log = os.environ["FAKE_LOG"] = self.write("log", "")
        self.program = self.write("fake", FAKE)
        os.chmod(self.program, 0o755)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def scanner(self):
        return Scanner(self.program, os.path.join(self.folder, "cache"))

    def scans(self):
        with open(self.log, encoding="utf-8") as file:
            return file.read().count("scan")

    def measure(self, *arguments):
        corpus, labels, cache = (os.path.join(self.folder, name) for name in ("corpus", "labels", "cache"))
        return subprocess.run([sys.executable, os.path.join(HERE, "measure"), corpus, labels, self.program, "--cache",
                               cache, *arguments], capture_output=True, text=True, check=False)

    def test_kept_results(self):
        app = self.write("app", "android-debuggable hit A")
        self.assertEqual(self.scanner().scan(app), self.scanner().scan(self.write("copy", "android-debuggable hit A")))
        self.assertEqual(self.scans(), 1)
        self.scanner().scan(self.write("app", "android-debuggable hit B"))
        self.assertEqual(self.scans(), 2)
        self.program = self.write("fake", FAKE + "\n# another version\n")
        self.scanner().scan(app)
        self.assertEqual(self.scans(), 3)

    def test_failed_scan_is_not_kept(self):
        app = self.write("app", "broken")
        for _ in range(2):
            self.assertRaises(ScanError, self.scanner().scan, app)
        self.assertEqual(self.scans(), 2)

    def test_folder_of_others(self):
        os.makedirs(os.path.join(self.folder, "cache"))
        os.chmod(os.path.join(self.folder, "cache"), 0o777)
        self.assertRaises(SystemExit, self.scanner)

    def label_quark(self):
        self.write("labels/quark-cwe.csv", "cwe,apk_in_docs,apk_here,title\nCWE-489,a.apk,a.apk,Debug\n"
                   "CWE-328,a.apk,a.apk,Hash\nCWE-327,b.apk,,Cipher\nCWE-489,c.apk,c.apk,Debug\n")
        at = "corpus/vuln-android/quark-vulnerable-samples/"
        self.write(at + "a.apk", "android-debuggable hit A\nandroid-crypto-weak-hash undecided A")
        self.write(at + "c.apk", "broken")

    def test_report(self):
        self.label_quark()
        run = self.measure("--set", "quark-cwe")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout.splitlines(), [
            "appassay 9.9.9", "", "== quark-cwe",
            "3 of 4 pairs, positives only; app not at hand: CWE-327 b.apk",
            "not scanned, not counted: vuln-android/quark-vulnerable-samples/c.apk: exit 1: cannot read",
            "coverage: code partial (limit) in 1 of 1 apps",
            "group      TP   FP   TN   FN  precision  recall     F1",
            "CWE-328     0    0    0    1          -   0.000  0.000",
            "CWE-489     1    0    0    0      1.000   1.000  1.000",
            "~ all       1    0    0    1      1.000   0.500  0.667",
            "check                       TP   FP   TN   FN  precision  recall     F1",
            "android-crypto-weak-hash     0    0    0    1          -   0.000  0.000",
            "android-debuggable           1    0    0    0      1.000   1.000  1.000",
            "misses: 1",
            "  CWE-328\ta.apk\tHash; undecided: android-crypto-weak-hash:m unknown A",
            "false alarms: 0", "",
            "scanned now: 1, the rest kept from before; sets skipped: 0"])

    def test_wrong_label(self):
        self.write("labels/quark-cwe.csv", "cwe,apk_in_docs,apk_here,title\nCWE-780,dvba.apk,d.apk,RSA\n"
                   "CWE-489,a.apk,a.apk,Debug\n")
        self.write("corpus/vuln-android/quark-vulnerable-samples/a.apk", "android-debuggable hit A")
        said = self.lines("quark-cwe")
        self.assertRegex(said[0], "^wrong label: CWE-780 dvba.apk: ")
        self.assertEqual(said[1], "1 of 2 pairs, positives only; app not at hand: -")

    def test_require(self):
        """A set that is not there is named; only --require makes it, or an app without a result, a failure."""
        run = self.measure()
        self.assertEqual(run.returncode, 0, run.stderr)
        for name in sets.SETS:
            self.assertRegex(run.stdout, rf"== {name}\n(not at hand: .*\n)*skipped: \w")
        self.assertEqual(self.measure("--require").returncode, 1)
        self.label_quark()
        self.assertEqual(self.measure("--set", "quark-cwe", "--require").returncode, 1)
        os.remove(os.path.join(self.folder, "corpus/vuln-android/quark-vulnerable-samples/c.apk"))
        self.assertEqual(self.measure("--set", "quark-cwe", "--require").returncode, 0)

    def lines(self, name):
        said = []
        try:
            sets.SETS[name](Place(os.path.join(self.folder, "corpus"), os.path.join(self.folder, "labels"),
                                  self.scanner(), said.append))
        except Skipped as reason:
            said.append(f"skipped: {reason}")
        return said

    def test_cryptoapi(self):
        self.write("labels/cryptoapi-bench.csv", "class,role,vulnerable,type,property,code,method,line,note,path\n"
                   "b.ecbcrypto.A,main,1,ECB,Basis,1.1,,,,A.java\nb.ecbcrypto.B,main,0,---,Basis,1.2,,,,B.java\n"
                   "b.http.C,main,0,---,Basis,1.2,,,,C.java\n")
        self.write("corpus/cryptoapi-bench/cryptobench.apk", "android-crypto-ecb hit b.ecbcrypto.A\n"
                   "android-crypto-ecb hit b.ecbcrypto.B$1\nandroid-crypto-ecb hit b.http.C\n")
        said = self.lines("cryptoapi-bench")
        for line in ("3 rows, 3 cases, 1 vulnerable; without label: -",
                     "checks that this version does not have: android-net-http-url",
                     "ecbcrypto     1    1    0    0      0.500   1.000  0.667",
                     "sound, but not counted because no check of this version asks: 1", "misses: 0", "false alarms: 1",
                     "  ecbcrypto\tb.ecbcrypto.B\t1.2 Basis: ---; android-crypto-ecb:m unknown b.ecbcrypto.B$1",
                     "hits that no label speaks of: 1", "  android-crypto-ecb:m unknown b.http.C"):
            self.assertIn(line, said)

    def test_droidbench(self):
        self.write("labels/droidbench-2.0.csv", "suite,apk,category,name,expected_leaks\ns,L/a.apk,L,a,2\n"
                   "s,L/b.apk,L,b,0\ns,L/c.apk,L,c,\n")
        self.write("corpus/droidbench/s/L/a.apk", "android-data-leak hit A")
        self.write("corpus/droidbench/s/L/b.apk", "android-data-leak hit A\nandroid-data-leak clear A")
        self.assertEqual(self.lines("droidbench-2.0")[0], "2 of 2 apps, 2 leaks expected")
        self.assertRegex(self.lines("droidbench-2.0")[-1], "^skipped: not covered")
        self.program = self.write("fake", FAKE.replace("android-debuggable", "android-data-leak"))
        said = self.lines("droidbench-2.0")
        self.assertIn("L            1    1    0    1      0.500   0.500  0.500", said)
        self.assertEqual(said[-3:], ["apps with another number of leaks: 2", "  L/a.apk\texpected 2, found 1",
                                     "  L/b.apk\texpected 0, found 1"])

    def test_listed(self):
        """Another build of an app is not counted; the labels are this project's."""
        folder = os.path.join(self.folder, "own")
        with unittest.mock.patch("sets.HERE", folder):
            self.write("corpus/a.apk", "android-crypto-ecb hit a.B")
            self.write("corpus/b.apk", "android-crypto-ecb hit a.B")
            head = "app,path,sha256,item,weakness,cwe,shown,where,checks,source\n"
            row = "%s,%s,%s,1,ecb,CWE-327,yes,a.B,android-crypto-ecb,x\n%s,%s,%s,2,key,CWE-321,server,,,x\n"
            true = digest(os.path.join(self.folder, "corpus/a.apk"))
            self.write("own/labels/listed.csv", head + row % (("A", "a.apk", true) * 2) +
                       row % (("B", "b.apk", "0") * 2) + row % (("C", "c.apk", "0") * 2))
            said = self.lines("listed")
        for line in ("another build, not counted: B: b.apk", "not at hand: C: c.apk",
                     "no binary shows it: A: key (server)", "A         1    0    0    0      1.000   1.000  1.000"):
            self.assertIn(line, said)

    def test_clean(self):
        self.write("corpus/npm/x/a.apk", "android-crypto-ecb hit A\nandroid-debuggable clear A")
        self.write("corpus/npm/y/copy.apk", "android-crypto-ecb hit A\nandroid-debuggable clear A")
        said = self.lines("clean")
        self.assertEqual(said[-2:], ["npm/x/a.apk: 0 critical, 1 high", "  high\tapp\tandroid-crypto-ecb:m unknown A"])


@unittest.skipUnless(PROGRAM, "no program given")
class Real(unittest.TestCase):
    def test_two_apps(self):
        """The program's own results are read: one app has the flaw, the other not."""
        with tempfile.TemporaryDirectory() as folder:
            samples = os.path.join(folder, "vuln-android/quark-vulnerable-samples")
            os.makedirs(samples)
            for name in ("bad", "good"):
                subprocess.run([os.path.join(CHECKS, "../support/build_apk"),
                                os.path.join(CHECKS, "android-debuggable", name), os.path.join(samples, f"{name}.apk")],
                               check=True)
            with open(os.path.join(folder, "quark-cwe.csv"), "w", encoding="utf-8") as file:
                file.write("cwe,apk_in_docs,apk_here,title\nCWE-489,bad.apk,bad.apk,D\nCWE-489,good.apk,good.apk,D\n")
            said = []
            scanner = Scanner(PROGRAM, os.path.join(folder, "cache"))
            self.assertRegex(scanner.version(), r"^appassay \d+\.\d+\.\d+$")
            sets.quark_cwe(Place(folder, folder, scanner, said.append))
        self.assertIn("CWE-489     1    0    0    1      1.000   0.500  0.667", said)
        self.assertIn("  CWE-489\tgood.apk\tD", said)
        self.assertNotIn("checks that this version does not have: android-debuggable", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
