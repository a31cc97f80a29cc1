#!/usr/bin/env python3
"""Makes advisories.tsv again from OSV records on this disk; nothing is fetched.

    advisories.py FOLDER DAY > advisories.tsv

FOLDER holds OSV records, one JSON file each, at any depth (the unpacked exports of the ecosystems Maven, npm and
SwiftURL; format: ossf.github.io/osv-schema). DAY is the day of the export, YYYY-MM-DD. Components without a package
system (pkg:generic, pkg:cocoapods) are not in such exports: their lines are kept from the advisories.tsv beside this
script. Only components of components.tsv are taken, withdrawn records are not.
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TYPES = {"Maven": "maven", "npm": "npm"}
LEVELS = {"LOW": "low", "MODERATE": "medium", "MEDIUM": "medium", "HIGH": "high", "CRITICAL": "critical"}


def rows_of(name):
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def purl_of(package):
    kind = TYPES.get(package.get("ecosystem", ""))
    return f"pkg:{kind}/{package.get('name', '').replace(':', '/')}" if kind else None


def identifier(record):
    names = [record["id"], *record.get("aliases", [])]
    return next((n for n in names if n.startswith("CVE-")), record["id"])


def ranges(affected):
    for r in affected.get("ranges", []):
        if r.get("type") not in ("ECOSYSTEM", "SEMVER"):
            continue
        start = None
        for event in r.get("events", []):
            if "introduced" in event:
                start = event["introduced"]
            elif start is not None and ("fixed" in event or "last_affected" in event):
                yield start, event.get("fixed") or "<=" + event["last_affected"]
                start = None
        if start is not None:
            last = affected.get("database_specific", {}).get("last_known_affected_version_range", "")
            known = re.fullmatch(r"<= (\S+)", last)
            yield start, "<=" + known[1] if known else ""


def read(folder, wanted, day):
    found = set()
    for path in sorted(pathlib.Path(folder).rglob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        level = LEVELS.get(record.get("database_specific", {}).get("severity", "").upper())
        if "withdrawn" in record or level is None:
            continue
        for affected in record.get("affected", []):
            purl = purl_of(affected.get("package", {}))
            if purl not in wanted:
                continue
            source = "https://osv.dev/vulnerability/" + record["id"]
            for start, end in ranges(affected):
                found.add((purl, start, end, identifier(record), level, source, day))
    return found


def main():
    if len(sys.argv) != 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d", sys.argv[2]):
        sys.exit(__doc__)
    folder, day = sys.argv[1:]
    wanted = {r[1] for r in rows_of("components.tsv") if r[0] == "component"}
    found = read(folder, wanted, day)
    kept = {tuple(r) for r in rows_of("advisories.tsv") if r[0].startswith(("pkg:generic/", "pkg:cocoapods/"))}
    for line in (HERE / "advisories.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            print(line)
    print(f"snapshot\t{day}\tconfirmed")
    for row in sorted(found | kept):
        print("\t".join(row))


if __name__ == "__main__":
    main()
