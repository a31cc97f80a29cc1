#include "reports/html/page.h"

#include <stdlib.h>

#define ANCHOR_DIGITS 8 /* of a fingerprint, as long as no two begin alike */

const json_t *aa_html_finding(const aa_html *h, size_t index)
{
    return json_array_get(h->findings, index);
}

const json_t *aa_html_named(const aa_html *h, const char *fingerprint)
{
    const json_t *index = json_object_get(h->index, fingerprint);
    return index == NULL ? NULL : aa_html_finding(h, (size_t)json_integer_value(index));
}

const aa_html_check *aa_html_find_check(const aa_html *h, const char *id)
{
    for (size_t i = 0; i < h->check_count; i++) {
        if (strcmp(h->checks[i].id, id) == 0)
            return &h->checks[i];
    }
    return NULL;
}

const char *aa_html_anchor(aa_html *h, size_t judgement, const char *row)
{
    const json_t *j = json_array_get(json_object_get(h->root, "judgements"), judgement);
    return judgement == 0 ? aa_html_format(h, "row-%s", row)
                          : aa_html_format(h, "row-%s-%s", aa_member_text(j, "standard"), row);
}

/* ---- which rows name which check ----------------------------------------------------------------------- */

static void name_row(aa_html *h, const char *check, const char *anchor, const char *label)
{
    json_t *rows = json_object_get(h->rows, check);
    if (rows == NULL) {
        rows = json_object();
        if (json_object_set_new(h->rows, check, rows) != 0) {
            h->failed = true;
            return;
        }
    }
    if (json_object_get(rows, anchor) == NULL && json_object_set_new(rows, anchor, json_string(label)) != 0)
        h->failed = true;
}

static void name_finding(aa_html *h, const char *fingerprint, const char *anchor, const char *label)
{
    const json_t *finding = fingerprint == NULL ? NULL : aa_html_named(h, fingerprint);
    if (finding != NULL)
        name_row(h, aa_member_text(finding, "check"), anchor, label);
}

static void name_row_of(aa_html *h, const json_t *row, const char *anchor, const char *label)
{
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(json_object_get(row, "evidence"), i, item)
        name_finding(h, json_string_value(item), anchor, label);
    json_array_foreach(json_object_get(row, "reasons"), i, item)
    {
        size_t k = 0;
        const json_t *check = NULL;
        const char *code = aa_member_text(item, "code");
        if (strcmp(code, "rollup") != 0) /* the other row names it, too */
            name_finding(h, aa_member_text(item, "finding"), anchor, label);
        json_array_foreach(json_object_get(item, "control"), k, check)
            name_row(h, json_string_value(check), anchor, label);
    }
}

static void index_rows(aa_html *h)
{
    size_t j = 0;
    const json_t *judgement = NULL;
    json_array_foreach(json_object_get(h->root, "judgements"), j, judgement)
    {
        size_t r = 0;
        const json_t *row = NULL;
        json_array_foreach(json_object_get(judgement, "rows"), r, row)
        {
            const char *id = aa_member_text(row, "id");
            name_row_of(h, row, aa_html_anchor(h, j, id),
                        aa_html_format(h, "%s %s", aa_member_text(judgement, "standard"), id));
        }
    }
}

/* ---- findings by check --------------------------------------------------------------------------------- */

/* The place of a record among those of its check. */
static unsigned rank_of(const json_t *finding)
{
    static const unsigned ranks[] = {
        [AA_RECORD_HIT] = 0, [AA_RECORD_UNDECIDED] = 1, [AA_RECORD_CLEAR] = 2, [AA_RECORD_ABSENT] = 3};
    aa_record_kind record = AA_RECORD_ABSENT;
    aa_known_record(aa_member_text(finding, "record"), &record);
    return ranks[record];
}

#define RANKS 4

static aa_html_group group_of(aa_check_kind kind, const size_t counts[RANKS])
{
    bool hit = counts[0] > 0;
    if (kind == AA_KIND_DEFECT && hit)
        return AA_GROUP_FLAW;
    if (counts[1] > 0 && !(kind == AA_KIND_CONTROL && hit))
        return AA_GROUP_OPEN;
    if (kind == AA_KIND_CONTROL)
        return hit || counts[2] > 0 ? AA_GROUP_GOOD : AA_GROUP_MISSING;
    if (kind == AA_KIND_HINT && hit)
        return AA_GROUP_HINT;
    if ((kind == AA_KIND_INVENTORY || kind == AA_KIND_MANUAL) && hit)
        return AA_GROUP_LIST;
    return hit || counts[2] > 0 ? AA_GROUP_GOOD : AA_GROUP_NOTHING;
}

/* Sorts the findings |first| to |first| + |check->count| by rank, keeping their order. */
static void fill_check(aa_html *h, aa_html_check *check, const size_t *all)
{
    size_t counts[RANKS] = {0};
    size_t *sorted = aa_arena_array(h->arena, check->count, sizeof *sorted);
    aa_check_kind kind = AA_KIND_DEFECT;
    if (sorted == NULL) {
        h->failed = true;
        check->count = 0;
        return;
    }
    size_t n = 0;
    for (unsigned rank = 0; rank < RANKS; rank++) {
        for (size_t i = 0; i < check->count; i++) {
            const json_t *finding = aa_html_finding(h, all[i]);
            aa_severity severity = AA_SEVERITY_INFO;
            if (rank_of(finding) != rank)
                continue;
            sorted[n++] = all[i];
            counts[rank]++;
            aa_known_severity(aa_member_text(finding, "severity"), &severity);
            if (rank == 0 && severity > check->severity)
                check->severity = severity;
        }
    }
    aa_known_kind(aa_member_text(aa_html_finding(h, all[0]), "kind"), &kind);
    check->kind = kind;
    check->findings = sorted;
    check->group = group_of(kind, counts);
    check->rows = json_object_get(h->rows, check->id);
}

static void group_findings(aa_html *h)
{
    size_t total = json_array_size(h->findings);
    size_t *all = aa_arena_array(h->arena, total, sizeof *all);
    json_t *done = json_object();
    aa_vec checks = AA_VEC_INIT(aa_html_check);
    h->failed = h->failed || all == NULL || done == NULL;
    for (size_t i = 0; i < total && !h->failed; i++) {
        const char *id = aa_member_text(aa_html_finding(h, i), "check");
        if (json_object_get(done, id) != NULL)
            continue;
        aa_html_check *check = aa_vec_push(h->arena, &checks);
        if (check == NULL || json_object_set_new(done, id, json_true()) != 0) {
            h->failed = true;
            break;
        }
        check->id = id;
        for (size_t k = i; k < total; k++) {
            if (strcmp(aa_member_text(aa_html_finding(h, k), "check"), id) == 0)
                all[check->count++] = k;
        }
        fill_check(h, check, all);
    }
    json_decref(done);
    h->checks = checks.items;
    h->check_count = checks.count;
}

static const char *beginning_of(aa_html *h, const char *fingerprint)
{
    return aa_html_format(h, "%.*s", ANCHOR_DIGITS, fingerprint);
}

/* How many fingerprints begin alike. */
static void count_beginnings(aa_html *h)
{
    const char *name = NULL;
    json_t *first = NULL;
    json_object_foreach(h->index, name, first)
    {
        const char *beginning = beginning_of(h, name);
        json_int_t known = json_integer_value(json_object_get(h->beginnings, beginning));
        if (json_object_set_new(h->beginnings, beginning, json_integer(known + 1)) != 0)
            h->failed = true;
    }
}

const char *aa_html_finding_anchor(aa_html *h, const char *fingerprint)
{
    const char *beginning = beginning_of(h, fingerprint);
    return json_integer_value(json_object_get(h->beginnings, beginning)) > 1 ? fingerprint : beginning;
}

static void index_findings(aa_html *h)
{
    size_t i = 0;
    const json_t *finding = NULL;
    json_array_foreach(h->findings, i, finding)
    {
        const char *name = aa_member_text(finding, "fingerprint");
        if (json_object_get(h->index, name) == NULL &&
            json_object_set_new(h->index, name, json_integer((json_int_t)i)) != 0)
            h->failed = true;
    }
    count_beginnings(h);
}

static void put_parts(aa_html *h)
{
    aa_html_head(h);
    aa_html_identity(h);
    aa_html_summary(h);
    aa_html_grid(h);
    aa_html_rows(h);
    aa_html_findings(h);
    aa_html_network(h);
    aa_html_permissions(h);
    aa_html_components(h);
    aa_html_native(h);
    aa_html_secrets(h);
    aa_html_inventory(h);
    aa_html_coverage(h);
    aa_html_about(h);
    aa_html_foot(h);
}

static bool open_texts(aa_html *h, const aa_document *document)
{
    bool ok = true;
    for (unsigned lang = 0; lang < AA_LANG_COUNT; lang++)
        ok = aa_texts_open(&h->texts[lang], document, (aa_lang)lang) && ok;
    h->arena = h->texts[0].words.arena;
    return ok;
}

void aa_html_render(const aa_document *document, aa_lang lang, bool folder, aa_str *out)
{
    aa_html h = {.out = out, .root = aa_document_root(document), .lang = lang, .folder = folder};
    h.findings = json_object_get(h.root, "findings");
    h.index = json_object();
    h.rows = json_object();
    h.beginnings = json_object();
    h.failed = !open_texts(&h, document) || h.index == NULL || h.rows == NULL || h.beginnings == NULL;
    if (!h.failed) {
        index_findings(&h);
        index_rows(&h);
        group_findings(&h);
    }
    if (!h.failed)
        put_parts(&h);
    for (unsigned i = 0; i < AA_LANG_COUNT; i++) {
        h.failed = h.failed || h.texts[i].words.failed;
        aa_texts_close(&h.texts[i]);
    }
    json_decref(h.index);
    json_decref(h.rows);
    json_decref(h.beginnings);
    out->failed = out->failed || h.failed;
}
