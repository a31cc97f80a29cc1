#!/usr/bin/env python3
"""Holds results against the JSON Schema: result_schema.py SCHEMA RESULT...

Exit code 77 (skipped for ctest) when python3-jsonschema is not installed.
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


def strict(node, path):
    """Every object of the schema must say that it allows nothing else."""
    if isinstance(node, dict):
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            yield path
        for key, child in node.items():
            yield from strict(child, f"{path}/{key}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from strict(child, f"{path}/{i}")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


schema = load(sys.argv[1])
jsonschema.Draft202012Validator.check_schema(schema)
faults = [f"schema {path}: allows unknown members" for path in strict(schema, "#")]
validator = jsonschema.Draft202012Validator(schema)
for name in sys.argv[2:]:
    result = load(name)
    for fault in validator.iter_errors(result):
        faults.append(f"{name} {fault.json_path}: {fault.message[:200]}")
    known = {finding["fingerprint"] for finding in result["findings"]}
    if len(known) != len(result["findings"]):
        faults.append(f"{name}: two findings have one fingerprint")
    for judgement in result["judgements"]:
        for row in judgement["rows"]:
            named = row["evidence"] + [r["finding"] for r in row["reasons"] if "finding" in r]
            faults += [f"{name}: row {row['id']} names finding {f}, which is not there"
                       for f in named if f not in known]
print("\n".join(faults) or f"{len(sys.argv) - 2} results agree with the schema")
sys.exit(1 if faults else 0)
