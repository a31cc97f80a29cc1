#!/usr/bin/env python3
"""What the programs that read reports trip over: one test for each known mistake.

test_consumers.py APPASSAY SAMPLES
"""
import collections
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import uuid
import xml.etree.ElementTree as ElementTree

APPASSAY, SAMPLES = sys.argv[1], pathlib.Path(sys.argv[2])
APPS = ["broker-flawed.apk", "broker-sound.apk", "broker-ios-flawed.ipa", "broker-ios-sound.ipa"]
FORMATS = ["json", "sarif", "sarif-github", "junit", "gitlab-sast", "gitlab-codequality", "csv", "markdown"]
URI = re.compile(r"^[A-Za-z0-9._~/%-]+$")


def scan(app, path=None):
    """All reports of one app in English: {format: text}."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = [x for f in FORMATS for x in ("-o", f"{f}={folder}/{f}")]
        subprocess.run([APPASSAY, "check", str(path or SAMPLES / app), "-s", "broker", "-s", "mas", "-q", "--lang", "en",
                        "--fail-on", "never", "--allow-incomplete", *outputs], check=True)
        return {f: pathlib.Path(folder, f).read_bytes().decode("utf-8") for f in FORMATS}


REPORTS = {app: scan(app) for app in APPS}


def run_of(app, profile):
    return json.loads(REPORTS[app][profile])["runs"][0]


def alerts(result):
    """Findings of result.json that ask for action."""
    return [f for f in result["findings"]
            if f["kind"] == "defect" and f["record"] == "hit" and f["reach"] != "not-reached"]


def locations(run):
    """Every physical location, of results and of steps."""
    for result in run["results"]:
        for location in result["locations"]:
            yield location["physicalLocation"]
        for flow in result.get("codeFlows", []):
            for thread in flow["threadFlows"]:
                for step in thread["locations"]:
                    yield step["location"]["physicalLocation"]


class CodeScanning(unittest.TestCase):
    """The profile for services that take every result for an alert on a line of a file."""

    def runs(self):
        return [(app, run_of(app, "sarif-github")) for app in APPS]

    def test_every_alert_has_a_message_a_relative_path_and_a_region(self):
        for app, run in self.runs():
            for result in run["results"]:
                self.assertTrue(result["message"]["text"].strip())
                self.assertNotIn("id", result["message"])
            for place in locations(run):
                uri = place["artifactLocation"]["uri"]
                self.assertRegex(uri, URI)
                self.assertFalse(uri.startswith("/"), uri)
                region = place["region"]
                self.assertGreaterEqual(region["startLine"], 1)
                self.assertEqual(region["endLine"], region["startLine"])
                self.assertGreater(region["endColumn"], region["startColumn"])
        self.assertGreater(len(run_of("broker-flawed.apk", "sarif-github")["results"]), 20)

    def test_what_passes_is_no_alert(self):
        for app, run in self.runs():
            self.assertEqual(len(run["results"]), len(alerts(json.loads(REPORTS[app]["json"]))), app)
            for result in run["results"]:
                self.assertEqual(result.get("kind", "fail"), "fail")
                self.assertIn(result["level"], ("error", "warning", "note"))

    def test_what_is_suppressed_or_old_is_no_alert(self):
        for _, run in self.runs():
            for result in run["results"]:
                self.assertNotIn("suppressions", result)
                self.assertNotIn("baselineState", result)

    def test_alerts_do_not_pile_up_on_one_line(self):
        for app, run in self.runs():
            result = json.loads(REPORTS[app]["json"])
            known = sum(1 for f in alerts(result) if "line" in f["place"])
            lines = collections.Counter()
            for r in run["results"]:
                place = r["locations"][0]["physicalLocation"]
                lines[place["artifactLocation"]["uri"], place["region"]["startLine"]] += 1
            self.assertGreaterEqual(len(lines), (len(run["results"]) - known), app)
        flawed = run_of("broker-flawed.apk", "sarif-github")["results"]
        first = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in flawed].count(1)
        self.assertLess(first * 3, len(flawed))

    def test_alerts_are_known_again(self):
        for _, run in self.runs():
            hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
            self.assertEqual(len(hashes), len(set(hashes)))
            for text in hashes:
                self.assertRegex(text, r"^[0-9a-f]{16}:[1-9][0-9]*$")

    def test_every_rule_has_all_that_is_required_of_it(self):
        for _, run in self.runs():
            for rule in run["tool"]["driver"]["rules"]:
                for key in ("shortDescription", "fullDescription", "help"):
                    self.assertTrue(rule[key]["text"].strip(), rule["id"])
                self.assertLessEqual(len(rule["fullDescription"]["text"]), 1024, rule["id"])
                self.assertLessEqual(len(rule["properties"]["tags"]), 20)

    def test_severities_lie_inside_the_bands(self):
        bands = {"0.0": "none", "3.0": "low", "5.5": "medium", "8.0": "high", "9.5": "critical"}
        for _, run in self.runs():
            for rule in run["tool"]["driver"]["rules"]:
                self.assertIn(rule["properties"]["security-severity"], bands, rule["id"])

    def test_limits_are_kept(self):
        for app, run in self.runs():
            self.assertLess(len(REPORTS[app]["sarif-github"]), 10 << 20)
            self.assertLessEqual(len(run["results"]), 5000)
            for result in run["results"]:
                for flow in result.get("codeFlows", []):
                    self.assertLessEqual(sum(len(t["locations"]) for t in flow["threadFlows"]), 1000)

    def test_a_run_is_one_app_and_its_tables(self):
        ids = {run["automationDetails"]["id"] for _, run in self.runs()}
        for text in ids:
            self.assertRegex(text, r"^appassay/com\.example\.broker/broker-三\+mas-L3/$")


class Archive(unittest.TestCase):
    """The profile that follows the standard."""

    def runs(self):
        return [(app, run_of(app, "sarif")) for app in APPS]

    def test_binary_files_have_no_text_regions(self):
        for _, run in self.runs():
            for place in locations(run):
                region = place.get("region")
                if region is not None:
                    self.assertNotIn("startLine", region)
                    self.assertIn("byteOffset", region)
                    self.assertGreaterEqual(region["byteLength"], 1)

    def test_every_place_names_its_file_by_uri_and_by_index(self):
        for _, run in self.runs():
            for place in locations(run):
                artifact = run["artifacts"][place["artifactLocation"]["index"]]
                self.assertEqual(artifact["location"]["uri"], place["artifactLocation"]["uri"])
                self.assertTrue(place["artifactLocation"]["uri"])

    def test_files_inside_the_app_are_nested(self):
        for app, run in self.runs():
            self.assertEqual(run["artifacts"][0]["location"]["uri"], app)
            self.assertEqual(run["artifacts"][0]["roles"], ["analysisTarget"])
            self.assertRegex(run["artifacts"][0]["hashes"]["sha-256"], "^[0-9a-f]{64}$")
            for artifact in run["artifacts"][1:]:
                self.assertTrue(artifact["location"]["uri"].startswith("/"))
                self.assertIn("parentIndex", artifact)

    def test_every_row_is_there_once_with_its_kind(self):
        kinds = {"pass": {"pass"}, "fail": {"fail"}, "not-applicable": {"notApplicable"},
                 "undecided": {"open", "review"}, "not-tested": {"open"}, "error": {"open"}}
        for app, run in self.runs():
            rows = {r["ruleId"]: r for r in run["results"] if "/" in r["ruleId"]}
            wanted = {f"{j['standard']}/{row['id']}": row["verdict"]
                      for j in json.loads(REPORTS[app]["json"])["judgements"] for row in j["rows"]}
            self.assertEqual({k: True for k in rows}, {k: True for k in wanted})
            for key, verdict in wanted.items():
                self.assertIn(rows[key]["kind"], kinds[verdict], key)

    def test_what_does_not_fail_has_no_level(self):
        for _, run in self.runs():
            for result in run["results"]:
                self.assertEqual(result["kind"] == "fail", result["level"] != "none")

    def test_all_rules_are_there_even_with_nothing_found(self):
        count = len({rule["id"] for rule in run_of("broker-sound.apk", "sarif")["tool"]["driver"]["rules"]})
        listed = subprocess.run([APPASSAY, "explain", "--list"], check=True, capture_output=True, text=True).stdout
        checks = [line for line in listed.splitlines() if re.match(r"^(android|ios|common)-", line)]
        self.assertGreater(count, len(checks))
        self.assertGreater(len(checks), 100)

    def test_rules_are_found_by_index(self):
        for profile in ("sarif", "sarif-github"):
            for app in APPS:
                run = run_of(app, profile)
                for result in run["results"]:
                    self.assertEqual(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"], result["ruleId"])

    def test_one_location_a_result(self):
        for profile in ("sarif", "sarif-github"):
            for app in APPS:
                for result in run_of(app, profile)["results"]:
                    self.assertEqual(len(result["locations"]), 1)

    def test_cwe_comes_first_and_has_its_prefix(self):
        seen = 0
        for _, run in self.runs():
            for rule in run["tool"]["driver"]["rules"]:
                targets = [r["target"] for r in rule.get("relationships", [])]
                names = [t["toolComponent"]["name"] for t in targets]
                self.assertEqual(names, sorted(names, key=lambda n: n != "CWE"), rule["id"])
                for target in targets:
                    taxonomy = run["taxonomies"][target["toolComponent"]["index"]]
                    self.assertEqual(taxonomy["name"], target["toolComponent"]["name"])
                    self.assertEqual(taxonomy["taxa"][target["index"]]["id"], target["id"])
                    if taxonomy["name"] == "CWE":
                        self.assertRegex(target["id"], "^CWE-[0-9]+$")
                        seen += 1
        self.assertGreater(seen, 100)

    def test_fingerprints_are_versioned_and_hold_hashes_only(self):
        for profile in ("sarif", "sarif-github"):
            for app in APPS:
                for result in run_of(app, profile)["results"]:
                    for key, value in result["partialFingerprints"].items():
                        self.assertRegex(value, r"^[0-9a-f]+(:[0-9]+)?$")
                        if "/" in key:
                            self.assertRegex(key, r"/v[0-9]+$")

    def test_steps_begin_at_level_zero(self):
        seen = 0
        for profile in ("sarif", "sarif-github"):
            for result in run_of("broker-flawed.apk", profile)["results"]:
                for flow in result.get("codeFlows", []):
                    steps = flow["threadFlows"][0]["locations"]
                    self.assertEqual(steps[0]["nestingLevel"], 0)
                    self.assertEqual(steps[-1]["kinds"], ["sink"])
                    seen += 1
        self.assertGreater(seen, 0)

    def test_what_was_not_read_is_told(self):
        for profile in ("sarif", "sarif-github"):
            for app in APPS:
                gaps = sum(len(a["gaps"]) for a in json.loads(REPORTS[app]["json"])["coverage"])
                told = run_of(app, profile)["invocations"][0]["toolExecutionNotifications"]
                self.assertEqual(len(told), gaps)

    def test_nothing_of_the_machine_or_the_clock_is_in_it(self):
        for app in APPS:
            for form, text in REPORTS[app].items():
                self.assertNotIn(str(SAMPLES), text, form)
                self.assertNotIn("\"guid\"", text, form)
                self.assertNotIn("endTimeUtc", text, form)

    def test_symbols_form_a_tree(self):
        for _, run in self.runs():
            symbols = run["logicalLocations"]
            for i, symbol in enumerate(symbols):
                if "parentIndex" in symbol:
                    parent = symbols[symbol["parentIndex"]]
                    self.assertNotEqual(symbol["parentIndex"], i)
                    self.assertTrue(symbol["fullyQualifiedName"].startswith(parent["fullyQualifiedName"]))


class Others(unittest.TestCase):
    def test_junit_counts_what_it_holds(self):
        for app in APPS:
            root = ElementTree.fromstring(REPORTS[app]["junit"])
            judgements = json.loads(REPORTS[app]["json"])["judgements"]
            self.assertEqual(len(root), len(judgements))
            for suite, judgement in zip(root, judgements):
                cases = suite.findall("testcase")
                self.assertEqual(len(cases), len(judgement["rows"]))
                self.assertEqual(int(suite.get("tests")), len(cases))
                for attribute, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                    self.assertEqual(int(suite.get(attribute)), len(suite.findall(f"testcase/{element}")))
                for case, row in zip(cases, judgement["rows"]):
                    self.assertTrue(case.get("name").startswith(row["id"] + " "))
                    wanted = {"fail": "failure", "pass": None, "error": "error"}.get(row["verdict"], "skipped")
                    self.assertEqual([child.tag for child in case], [wanted] if wanted else [])
                    if wanted:
                        self.assertTrue(case[0].text.strip())

    def test_gitlab_tracks_findings(self):
        keys = {"version", "scan", "vulnerabilities"}
        for app in APPS:
            report = json.loads(REPORTS[app]["gitlab-sast"])
            self.assertEqual(set(report), keys)
            self.assertRegex(report["version"], r"^15\.\d+\.\d+$")
            scan_part = report["scan"]
            self.assertEqual(scan_part["type"], "sast")
            self.assertIn(scan_part["status"], ("success", "failure"))
            for time in ("start_time", "end_time"):
                self.assertRegex(scan_part[time], r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")
            for tool in ("analyzer", "scanner"):
                self.assertEqual(set(scan_part[tool]), {"id", "name", "version", "vendor"})
            found = report["vulnerabilities"]
            self.assertEqual(len(found), len(alerts(json.loads(REPORTS[app]["json"]))))
            ids = [v["id"] for v in found]
            self.assertEqual(len(ids), len(set(ids)))
            places = collections.Counter()
            for v in found:
                self.assertEqual(uuid.UUID(v["id"]).version, 5)
                self.assertIn(v["severity"], ("Info", "Low", "Medium", "High", "Critical"))
                self.assertTrue(0 < len(v["name"]) <= 255)
                self.assertTrue(1 <= len(v["identifiers"]) <= 20)
                self.assertEqual(v["identifiers"][0]["type"], "appassay_check")
                for identifier in v["identifiers"][1:]:
                    self.assertEqual(identifier["type"], "cwe")
                    self.assertRegex(identifier["value"], "^[0-9]+$")
                self.assertFalse(v["location"]["file"].startswith("/"))
                self.assertGreaterEqual(v["location"]["start_line"], 1)
                places[v["location"]["file"], v["location"]["start_line"], v["identifiers"][0]["value"]] += 1
            self.assertGreaterEqual(len(places) * 10, len(found) * 7, f"{app}: merged by GitLab's tracking")

    def test_code_quality_has_unique_fingerprints(self):
        for app in APPS:
            issues = json.loads(REPORTS[app]["gitlab-codequality"])
            self.assertEqual(len(issues), len(alerts(json.loads(REPORTS[app]["json"]))))
            prints = [i["fingerprint"] for i in issues]
            self.assertEqual(len(prints), len(set(prints)))
            for issue in issues:
                self.assertIn(issue["severity"], ("info", "minor", "major", "critical", "blocker"))
                self.assertTrue(issue["description"] and issue["check_name"])
                self.assertFalse(issue["location"]["path"].startswith(("/", "./")))
                self.assertGreaterEqual(issue["location"]["lines"]["begin"], 1)

    def test_csv_is_one_rectangle(self):
        for app in APPS:
            text = REPORTS[app]["csv"]
            rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
            result = json.loads(REPORTS[app]["json"])
            wanted = sum(len(j["rows"]) for j in result["judgements"]) + len(result["findings"])
            self.assertEqual(len(rows), wanted)
            self.assertEqual(text.count("\n"), text.count("\r\n"))
            for row in rows:
                self.assertNotIn(None, row)
                for cell in row.values():
                    self.assertFalse(cell.startswith(("=", "+", "-", "@")), cell)

    def test_markdown_tables_are_whole(self):
        for app in APPS:
            lines = [line for line in REPORTS[app]["markdown"].splitlines() if line.startswith("|")]
            result = json.loads(REPORTS[app]["json"])
            self.assertEqual(len(lines), sum(len(j["rows"]) + 2 for j in result["judgements"]))
            for line in lines:
                self.assertEqual(len(re.findall(r"(?<!\\)\|", line)), 5, line)


class Stability(unittest.TestCase):
    def test_another_name_of_the_file_changes_no_fingerprint(self):
        with tempfile.TemporaryDirectory() as folder:
            other = pathlib.Path(folder, "release-2.apk")
            other.write_bytes((SAMPLES / "broker-flawed.apk").read_bytes())
            renamed = json.loads(scan(None, other)["sarif-github"])["runs"][0]
        first = run_of("broker-flawed.apk", "sarif-github")

        def prints(run):
            return sorted(r["partialFingerprints"]["appassay/v1"] for r in run["results"])
        self.assertEqual(prints(first), prints(renamed))
        self.assertGreater(len(prints(first)), 20)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
