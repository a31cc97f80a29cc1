"""Fills in a form of "appassay answers init": fill_answers.py FORM VERDICT FILE-OF-EVIDENCE > SHEET"""
import hashlib
import re
import sys

form = open(sys.argv[1], encoding="utf-8").read()
verdict = sys.argv[2]
digest = hashlib.sha256(open(sys.argv[3], "rb").read()).hexdigest()
report = {
    "number": "ASR-2026-0117",
    "name": ["範例資安檢測實驗室", "範例保險經紀人股份有限公司"],
    "address": ["臺北市中正區範例路 1 號", "臺北市信義區範例街 2 號"],
    "accreditation": "TAF 0000",
    "obtained": "委託單位提供之發布檔",
    "declared_by": "委託單位資訊部",
    "declared_why": "提供交易並留存個人資料",
    "received": "2026-11-02",
    "started": "2026-11-03",
    "finished": "2026-11-12",
    "issued": "2026-11-20",
    "keep_until": "2031-11-20",
    "environment": "[{name: Pixel 8, version: Android 16, use: 動態測試}]",
    "tools": "[{name: Burp Suite, version: \"2026.9\", use: 連線攔截}]",
    "testers": "[{name: 王小明, title: 檢測工程師, rows: [\"1\", \"2–19\"]}]",
    "signatories": "[{name: 李大華, title: 報告簽署人}]",
}
head, answers = form.split("\nanswers:\n")
for key, value in report.items():
    for text in value if isinstance(value, list) else [value]:
        head, count = re.subn(rf"(\n +{key}:)(?: \[\])?(?: +#[^\n]*)?(?=\n)", rf"\1 {text}", head, count=1)
        if count == 0:
            sys.exit(f"the form has no {key}")
blank = re.compile(r"    verdict:\n    method:\n    by:\n    date:\n    valid_until:\n(    approved_by:\n)?    remark:\n    evidence: \[\]")
filled = (f"    verdict: {verdict}\n    method: 文件審查\n    by: 王小明\n    unit: 檢測組\n    date: 2026-11-05\n"
          "    valid_until: 2027-11-04\n    approved_by: 李大華\n    remark: 內容與所問相符。\n"
          f"    evidence: [{{file: screen.png, sha256: {digest}, what: 畫面}}]")
answers, count = blank.subn(filled, answers)
if count == 0:
    sys.exit("the form asks nothing")
sys.stdout.write(f"{head}\nanswers:\n{answers}")
