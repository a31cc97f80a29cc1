/*
 * The outcome of one analysis, in codes and values; sentences are made by reports in the language asked for.
 */
#ifndef APPASSAY_RESULT_H
#define APPASSAY_RESULT_H

#include <stddef.h>

#include <appassay/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The state of a requirement row, worst last. Combining is max(): symmetric, associative, with
 * AA_NOT_APPLICABLE as its identity.
 */
typedef enum aa_verdict {
    AA_NOT_APPLICABLE, /* 不適用: positive evidence that the row has no object */
    AA_PASS,           /* 符合 */
    AA_NOT_TESTED,     /* 未檢測: left out on request */
    AA_UNDECIDED,      /* 未判定: something the row depends on was not read or not answered */
    AA_ERROR,          /* 分析錯誤 */
    AA_FAIL,           /* 不符合 */
} aa_verdict;

typedef enum aa_severity {
    AA_SEVERITY_INFO,
    AA_SEVERITY_LOW,
    AA_SEVERITY_MEDIUM,
    AA_SEVERITY_HIGH,
    AA_SEVERITY_CRITICAL,
} aa_severity;

typedef enum aa_lang { AA_LANG_EN, AA_LANG_ZH_TW, AA_LANG_COUNT } aa_lang;

/* Stable words: "fail", "high", "zh-TW". Never NULL; static storage. */
AA_API const char *aa_verdict_name(aa_verdict verdict);
AA_API const char *aa_severity_name(aa_severity severity);
AA_API const char *aa_lang_name(aa_lang lang);

/* An opaque result; it belongs to the analysis that made it. */
typedef struct aa_result aa_result;

/* How much of the input could be read. */
typedef enum aa_analysis_state {
    AA_ANALYSIS_COMPLETE, /* everything this version reads was read */
    AA_ANALYSIS_PARTIAL,  /* the coverage ledger names what the input withheld */
    AA_ANALYSIS_NONE,     /* not an app, or nothing readable */
} aa_analysis_state;

AA_API aa_analysis_state aa_result_state(const aa_result *result);

/* Tables judged, and the verdict over the rows of the chosen tier of table |index|. */
AA_API size_t aa_result_judgement_count(const aa_result *result);
AA_API const char *aa_result_standard(const aa_result *result, size_t index);
AA_API aa_verdict aa_result_verdict(const aa_result *result, size_t index);

/*
 * Findings: hits of defect, hint and coverage checks, without dead code, inventories and evidence for
 * passing. The severity and the check of one.
 */
AA_API size_t aa_result_finding_count(const aa_result *result);
AA_API aa_severity aa_result_finding_severity(const aa_result *result, size_t index);
AA_API const char *aa_result_finding_check(const aa_result *result, size_t index);

#ifdef __cplusplus
}
#endif
#endif
