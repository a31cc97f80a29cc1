#!/usr/bin/env python3
"""Every format on the sample apps in both languages, made from the result alone.

    test_samples.py APPASSAY SAMPLES GOLDEN WORK

One scan of an app writes every format directly. The same formats made of its result.json, without the app, must have the
same bytes, in the language of the scan and in the other one, which a second scan writes. What they say is compared with
GOLDEN: the text report in full, of the others length and SHA-256 (formats.tsv); of the PDF that of its text, white space
left out, since its bytes hold fonts of the system. Outputs that differ stay in WORK. With APPASSAY_UPDATE_GOLDEN in the
environment GOLDEN is written instead.
"""
import difflib
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

APPASSAY, SAMPLES, GOLDEN, WORK = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
APPS = ["broker-flawed.apk", "broker-sound.apk", "broker-ios-flawed.ipa", "broker-ios-sound.ipa"]
LANGUAGES = ["en", "zh-TW"]
TABLES = ["-s", "broker", "-s", "insurer", "-s", "mas"]
DIFFERENT_LINES = 60
failures = []


def formats():
    """The names that the program gives."""
    text = subprocess.run([APPASSAY, "help", "report", "--lang", "en"], check=True, stdout=subprocess.PIPE).stdout.decode()
    return re.findall(r"[a-z-]+", text[text.index("\nFormats") + len("\nFormats"):])


FORMATS = formats()


def outputs(folder):
    folder.mkdir(parents=True)
    return [word for name in FORMATS for word in ("-o", f"{name}={folder / name}")]


def scan(app, lang, folder):
    subprocess.run([APPASSAY, "check", str(SAMPLES / app), *TABLES, "-q", "--lang", lang, "--fail-on", "never",
                    *outputs(folder)], check=True)


def report(result, lang, folder):
    subprocess.run([APPASSAY, "report", str(result), "-q", "--lang", lang, *outputs(folder)], check=True)


def read(path):
    """A report that is a folder: its files, each after its name."""
    if not path.is_dir():
        return path.read_bytes()
    return b"".join(file.name.encode() + b"\0" + file.read_bytes() for file in sorted(path.iterdir()))


def shown(name, path):
    """What is compared with a golden file; None where it cannot be had."""
    if name != "pdf":
        return read(path)
    if shutil.which("pdftotext") is None:
        return None
    text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], check=True, stdout=subprocess.PIPE).stdout
    return b"".join(text.split())


def same(app, lang, one, other):
    for name in FORMATS:
        if read(one / name) != read(other / name):
            failures.append(f"{app} {lang} {name}: made of the result it is not what the scan wrote: {other / name}")


def everywhere(result):
    """The result as it is where the system confines the worker: how far it does is in it."""
    text = result.read_text()
    isolation = json.loads(text)["tool"]["isolation"]
    if isolation == "full":
        return result
    changed = result.with_name("everywhere.json")
    changed.write_text(text.replace(f'"isolation": "{isolation}"', '"isolation": "full"', 1))
    return changed


def reports_of(app):
    """{language: folder} of what is compared with the golden files."""
    work = WORK / app
    direct = {lang: work / f"direct.{lang}" for lang in LANGUAGES}
    made = {lang: work / f"report.{lang}" for lang in LANGUAGES}
    for lang in LANGUAGES:
        scan(app, lang, direct[lang])
    result = work / "result.json"
    shutil.copy(direct[LANGUAGES[0]] / "json", result)
    for lang in LANGUAGES:
        report(result, lang, made[lang])
        same(app, lang, direct[lang], made[lang])
    if everywhere(result) == result:
        return made
    golden = {lang: work / f"golden.{lang}" for lang in LANGUAGES}
    for lang in LANGUAGES:
        report(everywhere(result), lang, golden[lang])
    return golden


def rows_of(app, lang, folder):
    """The lines of formats.tsv: {(app, language, format): (length, hash)}; a text stands in a file of its own."""
    for name in FORMATS:
        content = None if name == "text" else shown(name, folder / name)
        if content is not None:
            yield (app, lang, name), (str(len(content)), hashlib.sha256(content).hexdigest())


def golden_rows():
    if not (GOLDEN / "formats.tsv").exists():
        return {}
    lines = [line.split("\t") for line in (GOLDEN / "formats.tsv").read_text().splitlines() if not line.startswith("#")]
    return {tuple(line[:3]): tuple(line[3:]) for line in lines[1:]}


def update(rows, texts):
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, text in texts.items():
        (GOLDEN / name).write_bytes(text)
    lines = ["# Every format but text: bytes and SHA-256 (pdf: of its text without white space). tests/golden/update rewrites it.",
             "app\tlanguage\tformat\tbytes\tsha256"]
    lines += ["\t".join(key + value) for key, value in sorted(rows.items())]
    (GOLDEN / "formats.tsv").write_text("\n".join(lines) + "\n")


def compare(rows, texts, folders):
    golden = golden_rows()
    for key in sorted(golden.keys() | rows.keys()):
        app, lang, name = key
        if golden.get(key) == rows.get(key) or (name == "pdf" and key not in rows):
            continue
        if key not in rows or key not in golden:
            failures.append(f"{' '.join(key)}: " + ("is made no more" if key not in rows else "has no golden line"))
        else:
            failures.append(f"{' '.join(key)}: was {golden[key][0]} bytes, is {rows[key][0]}: {folders[app][lang] / name}")
    for name, text in texts.items():
        path = GOLDEN / name
        old = path.read_text().splitlines() if path.exists() else []
        lines = list(difflib.unified_diff(old, text.decode().splitlines(), f"golden/{name}", "now", lineterm="", n=1))
        if lines:
            failures.append("\n".join(lines[:DIFFERENT_LINES]))


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    folders = {app: reports_of(app) for app in APPS}
    rows, texts = {}, {}
    for app in APPS:
        for lang in LANGUAGES:
            rows.update(rows_of(app, lang, folders[app][lang]))
            texts[f"{app}.{lang}.txt"] = (folders[app][lang] / "text").read_bytes()
    if "APPASSAY_UPDATE_GOLDEN" in os.environ:
        update(rows, texts)
    else:
        compare(rows, texts, folders)
    for line in failures:
        print(line)
    if failures:
        sys.exit(f"{len(failures)} differ (tests/golden/update rewrites golden files)")
    shutil.rmtree(WORK)


main()
