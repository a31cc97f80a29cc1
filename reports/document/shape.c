#include "reports/document/shape.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "reports/document/codes.h"

/* Where the look has come to, and what it found. */
typedef struct look {
    char *why;
    const json_t *fingerprints; /* an object whose keys are those of all findings */
    char where[64];             /* "judgements[0].rows[3]" */
} look;

static bool wrong(const look *at, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool wrong(const look *at, const char *format, ...)
{
    char what[AA_DOCUMENT_WHY / 2];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    aa_str safe;
    aa_str_init(&safe, AA_DOCUMENT_BYTES);
    aa_utf8_put_safe(&safe, what);
    snprintf(at->why, AA_DOCUMENT_WHY, "%s: %s", at->where, safe.ptr);
    aa_str_done(&safe);
    return false;
}

typedef struct member {
    const char *key;
    json_type type;
} member;

static bool has_members(const look *at, const json_t *object, const member *members, size_t count)
{
    if (!json_is_object(object))
        return wrong(at, "is no object");
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(object, members[i].key);
        if (value == NULL || json_typeof(value) != members[i].type)
            return wrong(at, "\"%s\" is missing or of another type", members[i].key);
    }
    return true;
}

#define HAS(at, object, ...)                                                                                 \
    has_members(at, object, (const member[]){__VA_ARGS__},                                                   \
                sizeof((const member[]){__VA_ARGS__}) / sizeof(member))

static bool is_texts(const look *at, const json_t *object, const char *key)
{
    const json_t *array = json_object_get(object, key);
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (!json_is_string(json_array_get(array, i)))
            return wrong(at, "\"%s\" holds something that is no text", key);
    }
    return true;
}

/* True when the word |key| of |object| is one of those that |known| knows. */
#define KNOWS(at, object, key, known, type)                                                                  \
    (known(aa_member_text(object, key), &(type){0}) ||                                                       \
     wrong(at, "no %s is called \"%.60s\"", key, aa_member_text(object, key)))

static bool is_trace(const look *at, const json_t *finding)
{
    const json_t *trace = json_object_get(finding, "trace");
    if (trace != NULL && !json_is_array(trace))
        return wrong(at, "\"trace\" is no list");
    for (size_t i = 0; i < json_array_size(trace); i++) {
        const json_t *line = json_array_get(trace, i);
        if (!HAS(at, line, {"kind", JSON_STRING}) || !KNOWS(at, line, "kind", aa_known_trace, aa_trace_kind))
            return false;
    }
    return true;
}

static bool is_code(const look *at, const json_t *finding)
{
    const json_t *code = json_object_get(finding, "code");
    if (code != NULL && !json_is_array(code))
        return wrong(at, "\"code\" is no list");
    for (size_t i = 0; i < json_array_size(code); i++) {
        const json_t *line = json_array_get(code, i);
        if (!HAS(at, line, {"text", JSON_STRING}))
            return false;
    }
    return true;
}

static bool is_finding(const look *at, const json_t *finding)
{
    return HAS(at, finding, {"check", JSON_STRING}, {"kind", JSON_STRING}, {"record", JSON_STRING},
               {"severity", JSON_STRING}, {"owner", JSON_STRING}, {"reach", JSON_STRING},
               {"message", JSON_STRING}, {"args", JSON_ARRAY}, {"place", JSON_OBJECT},
               {"fingerprint", JSON_STRING}) &&
           KNOWS(at, finding, "kind", aa_known_kind, aa_check_kind) &&
           KNOWS(at, finding, "record", aa_known_record, aa_record_kind) &&
           KNOWS(at, finding, "severity", aa_known_severity, aa_severity) &&
           KNOWS(at, finding, "owner", aa_known_owner, aa_owner) &&
           KNOWS(at, finding, "reach", aa_known_reach, aa_reach) && is_texts(at, finding, "args") &&
           is_trace(at, finding) && is_code(at, finding);
}

/* All findings; their fingerprints go to |seen|. */
static bool are_findings(look *at, const json_t *root, json_t *seen)
{
    const json_t *findings = json_object_get(root, "findings");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *finding = json_array_get(findings, i);
        snprintf(at->where, sizeof at->where, "findings[%zu]", i);
        if (!is_finding(at, finding))
            return false;
        const char *fingerprint = aa_member_text(finding, "fingerprint");
        size_t length = strlen(fingerprint);
        if (length != AA_FINGERPRINT - 1 || strspn(fingerprint, "0123456789abcdef") != length)
            return wrong(at, "the fingerprint is not %d hexadecimal digits", AA_FINGERPRINT - 1);
        if (json_object_get(seen, fingerprint) != NULL)
            return wrong(at, "another finding has its fingerprint");
        if (json_object_set_new(seen, fingerprint, json_true()) != 0)
            return wrong(at, "out of memory");
    }
    return true;
}

static bool is_named(const look *at, const json_t *value)
{
    const char *fingerprint = json_string_value(value);
    if (value == NULL || (fingerprint != NULL && json_object_get(at->fingerprints, fingerprint) != NULL))
        return true;
    return wrong(at, "names a finding that is not there");
}

static bool is_reason(const look *at, const json_t *reason)
{
    aa_reason_code code = AA_REASON_CLEAN;
    if (!HAS(at, reason, {"code", JSON_STRING}, {"verdict", JSON_STRING}, {"args", JSON_ARRAY}) ||
        !KNOWS(at, reason, "verdict", aa_known_verdict, aa_verdict) || !is_texts(at, reason, "args") ||
        !is_texts(at, reason, "control") || !is_named(at, json_object_get(reason, "finding")))
        return false;
    if (!aa_known_reason(aa_member_text(reason, "code"), &code))
        return wrong(at, "no reason is called \"%.60s\"", aa_member_text(reason, "code"));
    bool about_finding =
        code == AA_REASON_DEFECT || code == AA_REASON_MINOR_DEFECT || code == AA_REASON_CHECK_UNDECIDED;
    if (about_finding && json_object_get(reason, "finding") == NULL)
        return wrong(at, "a reason names no finding");
    return code != AA_REASON_AREA_GAP || KNOWS(at, reason, "area", aa_known_area, aa_area);
}

/* A person's answer, where there is one. */
static bool is_answer(const look *at, const json_t *answer)
{
    if (answer == NULL)
        return true;
    if (!HAS(at, answer, {"method", JSON_STRING}, {"by", JSON_STRING}, {"date", JSON_STRING}))
        return false;
    const json_t *evidence = json_object_get(answer, "evidence");
    for (size_t i = 0; i < json_array_size(evidence); i++) {
        if (!HAS(at, json_array_get(evidence, i), {"file", JSON_STRING}, {"sha256", JSON_STRING}))
            return false;
    }
    return true;
}

static bool are_answered(const look *at, const json_t *reasons)
{
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        aa_verdict old = AA_PASS;
        if (!is_answer(at, json_object_get(reason, "answer")) ||
            !is_answer(at, json_object_get(reason, "expired")))
            return false;
        if (json_object_get(reason, "old") != NULL && !aa_known_verdict(aa_member_text(reason, "old"), &old))
            return wrong(at, "\"old\" is no verdict");
    }
    return true;
}

/* What the machine said of a row that a person decided. */
static bool is_overridden(const look *at, const json_t *row)
{
    const json_t *old = json_object_get(row, "overridden");
    const json_t *reasons = json_object_get(old, "reasons");
    if (old == NULL)
        return true;
    if (!HAS(at, old, {"verdict", JSON_STRING}) || !KNOWS(at, old, "verdict", aa_known_verdict, aa_verdict))
        return false;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        if (!is_reason(at, json_array_get(reasons, i)))
            return false;
    }
    return is_answer(at, json_object_get(old, "expired"));
}

static bool is_row(const look *at, const json_t *row)
{
    if (!HAS(at, row, {"id", JSON_STRING}, {"verdict", JSON_STRING}, {"reasons", JSON_ARRAY},
             {"evidence", JSON_ARRAY}) ||
        !KNOWS(at, row, "verdict", aa_known_verdict, aa_verdict))
        return false;
    const json_t *reasons = json_object_get(row, "reasons");
    const json_t *evidence = json_object_get(row, "evidence");
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        if (!is_reason(at, json_array_get(reasons, i)))
            return false;
    }
    for (size_t i = 0; i < json_array_size(evidence); i++) {
        if (!is_named(at, json_array_get(evidence, i)))
            return false;
    }
    return are_answered(at, reasons) && is_overridden(at, row);
}

static bool are_judgements(look *at, const json_t *root)
{
    const json_t *judgements = json_object_get(root, "judgements");
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        const json_t *judgement = json_array_get(judgements, i);
        snprintf(at->where, sizeof at->where, "judgements[%zu]", i);
        if (!HAS(at, judgement, {"standard", JSON_STRING}, {"edition", JSON_STRING}, {"tier", JSON_STRING},
                 {"verdict", JSON_STRING}, {"rows", JSON_ARRAY}) ||
            !KNOWS(at, judgement, "verdict", aa_known_verdict, aa_verdict))
            return false;
        const json_t *rows = json_object_get(judgement, "rows");
        for (size_t r = 0; r < json_array_size(rows); r++) {
            snprintf(at->where, sizeof at->where, "judgements[%zu].rows[%zu]", i, r);
            if (!is_row(at, json_array_get(rows, r)))
                return false;
        }
    }
    return true;
}

static bool are_gaps(const look *at, const json_t *gaps)
{
    for (size_t i = 0; i < json_array_size(gaps); i++) {
        if (!HAS(at, json_array_get(gaps, i), {"cause", JSON_STRING}, {"code", JSON_STRING}))
            return false;
    }
    return true;
}

static bool are_areas(look *at, const json_t *root)
{
    const json_t *coverage = json_object_get(root, "coverage");
    for (size_t i = 0; i < json_array_size(coverage); i++) {
        const json_t *area = json_array_get(coverage, i);
        snprintf(at->where, sizeof at->where, "coverage[%zu]", i);
        if (!HAS(at, area, {"area", JSON_STRING}, {"state", JSON_STRING}, {"gaps", JSON_ARRAY}) ||
            !KNOWS(at, area, "area", aa_known_area, aa_area) ||
            !KNOWS(at, area, "state", aa_known_area_state, aa_area_state) ||
            !are_gaps(at, json_object_get(area, "gaps")))
            return false;
    }
    return true;
}

static bool is_target(look *at, const json_t *root)
{
    const json_t *target = json_object_get(root, "target");
    snprintf(at->where, sizeof at->where, "target");
    if (!HAS(at, target, {"platform", JSON_STRING}, {"artifacts", JSON_ARRAY}))
        return false;
    const json_t *artifacts = json_object_get(target, "artifacts");
    for (size_t i = 0; i < json_array_size(artifacts); i++) {
        snprintf(at->where, sizeof at->where, "target.artifacts[%zu]", i);
        if (!HAS(at, json_array_get(artifacts, i), {"name", JSON_STRING}, {"size", JSON_INTEGER},
                 {"sha256", JSON_STRING}))
            return false;
    }
    return true;
}

static bool has_sound_parts(look *at, const json_t *root)
{
    snprintf(at->where, sizeof at->where, "the result");
    if (!HAS(at, root, {"tool", JSON_OBJECT}, {"policy", JSON_OBJECT}, {"state", JSON_STRING},
             {"target", JSON_OBJECT}, {"judgements", JSON_ARRAY}, {"findings", JSON_ARRAY},
             {"coverage", JSON_ARRAY}, {"inventory", JSON_OBJECT}) ||
        !KNOWS(at, root, "state", aa_known_state, aa_analysis_state) ||
        !HAS(at, json_object_get(root, "tool"), {"version", JSON_STRING}) ||
        !HAS(at, json_object_get(root, "policy"), {"date", JSON_STRING}, {"today", JSON_STRING}))
        return false;
    return is_target(at, root) && are_areas(at, root);
}

bool aa_shape_is_result(const json_t *root, char why[AA_DOCUMENT_WHY])
{
    look at = {.why = why};
    const char *schema = aa_member_text(root, "schema");
    if (schema == NULL || strcmp(schema, AA_DOCUMENT_SCHEMA) != 0) {
        snprintf(why, AA_DOCUMENT_WHY, "it is JSON, but no " AA_DOCUMENT_SCHEMA);
        return false;
    }
    json_t *seen = json_object();
    at.fingerprints = seen;
    bool sound = has_sound_parts(&at, root) && are_findings(&at, root, seen) && are_judgements(&at, root);
    json_decref(seen);
    return sound;
}
