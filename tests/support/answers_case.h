/*
 * A small result.json by hand, for tests of answers: the rows of broker Table 1 that ask, fail and sum up.
 */
#ifndef AA_TEST_ANSWERS_CASE_H
#define AA_TEST_ANSWERS_CASE_H

#define HASH  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PRINT "00000000000000000000000000000001"

#define OPEN(slot)                                                                                           \
    "{\"code\": \"slot-open\", \"verdict\": \"undecided\", \"slot\": \"" slot "\", \"args\": []}"
#define DEFECT(print)                                                                                        \
    "{\"code\": \"defect\", \"verdict\": \"fail\", \"finding\": \"" print "\", \"args\": []}"
#define ROLLUP(of, is) "{\"code\": \"rollup\", \"verdict\": \"" is "\", \"args\": [\"" of "\"]}"
#define GAP            "{\"code\": \"area-gap\", \"verdict\": \"undecided\", \"area\": \"native\", \"args\": []}"
#define ROW(id, verdict, reasons)                                                                            \
    "{\"id\": \"" id "\", \"verdict\": \"" verdict "\", \"reference\": false, \"reasons\": [" reasons        \
    "], \"evidence\": []}"

/* Row 3 asks, row 7 asks, row 8 has a gap and asks, row 9 fails by a high defect, row 4 sums up 8 and 9. */
#define ROW3_ASKS OPEN("report-channel") "," OPEN("report-channel-test") "," OPEN("report-response-time")
#define ROW3      ROW("3", "undecided", ROW3_ASKS)
#define ROW4      ROW("4", "fail", ROLLUP("9", "fail") "," ROLLUP("8", "undecided"))
#define ROW7      ROW("7", "undecided", OPEN("password-complexity") "," OPEN("password-change"))
#define ROW8      ROW("8", "undecided", GAP "," OPEN("sensitive-data-list"))
#define ROW9      ROW("9", "fail", DEFECT(PRINT))

static const char answers_case_result[] =
    "{\"schema\": \"appassay.result/1\", \"policy\": {\"date\": \"2026-11-22\", \"today\": \"2026-11-22\"},"
    "\"target\": {\"package\": \"tw.example\\u001b\\\"\", \"version_name\": \"1\", \"artifacts\": ["
    "{\"name\": \"a.apk\", \"sha256\": \"" HASH "\"}]},"
    "\"judgements\": [{\"standard\": \"broker\", \"edition\": \"2018-10-24 (2023-09-13)\", \"tier\": \"三\","
    "\"verdict\": \"fail\", \"rows\": [" ROW3 "," ROW4 "," ROW7 "," ROW8 "," ROW9 "]}],"
    "\"findings\": [{\"check\": \"android-tls-cleartext\", \"fingerprint\": \"" PRINT
    "\", \"severity\": \"high\"}]}";

#endif
