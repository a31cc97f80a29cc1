/*
 * The beginning and the end of the text report: what was looked at, how much of it was read, and what kind
 * of statement this is.
 */
#include <string.h>

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "reports/text/sections.h"

#define INDENT ((size_t)2)

typedef struct fact_line {
    const char *label;
    const char *text;
} fact_line;

static const char *text_or_dash(aa_page *page, const char *text)
{
    return text == NULL || text[0] == '\0' ? "-" : aa_words_excerpt(&page->words, text);
}

/* False where defaults stand for what nobody has read. */
static bool has_manifest(const aa_page *page)
{
    aa_area_state state = page->result->facts->coverage.area[AA_AREA_MANIFEST];
    return state == AA_AREA_READ || state == AA_AREA_PARTIAL;
}

static const char *version_line(aa_page *page)
{
    const aa_manifest *m = &page->result->facts->manifest;
    char code[24];
    snprintf(code, sizeof code, "%" PRId64, (int64_t)m->version_code); /* a long of Java */
    return aa_page_fill(page, "head.version",
                        AA_ARGS(text_or_dash(page, m->package.value),
                                text_or_dash(page, m->version_name.value),
                                page->from->ios ? text_or_dash(page, page->from->build) : code));
}

static const char *sdk_line(aa_page *page)
{
    const aa_manifest *m = &page->result->facts->manifest;
    char min[16];
    char target[16];
    if (page->from->ios)
        return aa_page_fill(
            page, "head.ios",
            AA_ARGS(text_or_dash(page, page->from->min_os), text_or_dash(page, page->from->built_with)));
    snprintf(min, sizeof min, "%d", m->min_sdk);
    snprintf(target, sizeof target, "%d", m->target_sdk);
    return aa_page_fill(page, "head.sdk", AA_ARGS(min, target));
}

/* The app's files with their digests, then the names of packages that are only packed inside them. */
static void put_artifacts(aa_page *page, size_t columns)
{
    const aa_facts *facts = page->result->facts;
    bool bundle = strcmp(facts->package_kind, "aab") == 0; /* the file, then its modules */
    for (size_t i = 0; i < facts->artifact_count; i++) {
        const aa_artifact *artifact = &facts->artifacts[i];
        const char *name = aa_words_excerpt(&page->words, artifact->name);
        if (bundle ? i > 0 : artifact->split == NULL && page->apk_count > 0) {
            const char *label = aa_page_word(page, bundle ? "label.module" : "label.inside");
            aa_page_labelled(page, 0, label, columns, AA_STYLE_FAINT, name);
            continue;
        }
        const char *size = aa_words_number(&page->words, artifact->size);
        aa_page_labelled(page, 0, aa_page_word(page, "label.file"), columns, AA_STYLE_PLAIN,
                         aa_page_fill(page, "head.file", AA_ARGS(name, size)));
        aa_page_labelled(page, 0, "SHA-256", columns, AA_STYLE_PLAIN, artifact->sha256);
    }
}

static const char *signer_line(aa_page *page)
{
    if (page->from->signer == AA_SIGNER_FOUND)
        return aa_page_fill(
            page, "head.signer",
            AA_ARGS(text_or_dash(page, page->from->signer_subject), page->from->signer_sha256));
    if (page->from->signer == AA_SIGNER_NONE)
        return aa_page_word(page, page->from->ios ? "head.ios_signer_none" : "head.signer_none");
    return "-";
}

void aa_text_header(aa_page *page)
{
    const aa_result *result = page->result;
    aa_page_text(
        page, 0, AA_STYLE_STRONG,
        aa_page_fill(page, "head.title", AA_ARGS(page->from->tool, page->from->policy_date, result->today)));
    aa_page_blank(page);
    bool read = has_manifest(page);
    bool unsupported = !read && result->state == AA_ANALYSIS_COMPLETE;
    const char *state = unsupported ? "unsupported" : aa_analysis_state_name(result->state);
    const char *unread = aa_page_word(page, "coverage.unread");
    const fact_line lines[] = {
        {"label.app", read ? text_or_dash(page, result->facts->manifest.label) : unread},
        {"label.package", read ? version_line(page) : unread},
        {page->from->ios ? "label.ios" : "label.sdk", read ? sdk_line(page) : unread},
        {"label.signer", signer_line(page)},
        {"label.state", aa_page_family(page, "state", state)},
    };
    size_t count = sizeof lines / sizeof lines[0];
    size_t columns = aa_utf8_columns("SHA-256");
    for (size_t i = 0; i < count; i++) {
        size_t width = aa_utf8_columns(aa_page_word(page, lines[i].label));
        columns = width > columns ? width : columns;
    }
    for (size_t i = 0; i < count; i++)
        aa_page_labelled(page, 0, aa_page_word(page, lines[i].label), columns, AA_STYLE_PLAIN, lines[i].text);
    put_artifacts(page, columns);
}

/* Areas in one state, as "label  manifest, resources". */
static void put_areas_in(aa_page *page, aa_area_state state, const char *key, size_t columns)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (unsigned area = 0; area < AA_AREA_COUNT; area++) {
        if (page->result->facts->coverage.area[area] != state)
            continue;
        if (s.len > 0)
            aa_str_put(&s, aa_page_word(page, "list.comma"));
        aa_str_put(&s, aa_page_family(page, "area", aa_area_name((aa_area)area)));
    }
    const char *list = aa_words_take(&page->words, &s);
    if (list[0] != '\0')
        aa_page_labelled(page, INDENT, aa_page_word(page, key), columns, AA_STYLE_PLAIN, list);
}

typedef struct code_count {
    const char *code;
    size_t count;
} code_count;

/* Each code of the anomalies once, in the order seen, with how often it was seen. */
static aa_vec count_codes(aa_page *page)
{
    const aa_facts *facts = page->result->facts;
    aa_vec codes = AA_VEC_INIT(code_count);
    for (size_t i = 0; i < facts->anomaly_count; i++) {
        code_count *found = NULL;
        for (size_t k = 0; k < codes.count && found == NULL; k++) {
            code_count *known = (code_count *)codes.items + k;
            found = strcmp(known->code, facts->anomalies[i].code) == 0 ? known : NULL;
        }
        if (found == NULL)
            found = aa_vec_push(page->words.arena, &codes);
        if (found == NULL) {
            page->words.failed = true;
            return codes;
        }
        found->code = facts->anomalies[i].code;
        found->count++;
    }
    return codes;
}

/* Unusual things that were read all the same. */
static void put_anomalies(aa_page *page)
{
    aa_vec codes = count_codes(page);
    if (codes.count > 0)
        aa_page_text(page, INDENT, AA_STYLE_PLAIN, aa_page_word(page, "coverage.anomalies"));
    for (size_t i = 0; i < codes.count; i++) {
        const code_count *seen = (const code_count *)codes.items + i;
        const char *text = aa_words_get(&page->words, "notes.tsv", seen->code);
        const char *count = aa_words_number(&page->words, seen->count);
        aa_page_text(page, 2 * INDENT, AA_STYLE_PLAIN,
                     aa_page_fill(page, "coverage.anomaly", AA_ARGS(text, seen->code, count)));
    }
}

void aa_text_coverage(aa_page *page)
{
    static const struct {
        aa_area_state state;
        const char *key;
    } states[] = {{AA_AREA_READ, "coverage.read"},
                  {AA_AREA_PARTIAL, "coverage.partial"},
                  {AA_AREA_UNREAD, "coverage.unread"},
                  {AA_AREA_FAILED, "coverage.failed"},
                  {AA_AREA_ABSENT, "coverage.absent"}};

    size_t columns = 0;
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        size_t width = aa_utf8_columns(aa_page_word(page, states[i].key));
        columns = width > columns ? width : columns;
    }
    aa_page_heading(page, aa_page_word(page, "heading.coverage"));
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        put_areas_in(page, states[i].state, states[i].key, columns);
    put_anomalies(page);
}

void aa_text_footer(aa_page *page)
{
    aa_page_blank(page);
    aa_page_text(page, 0, AA_STYLE_FAINT, aa_page_word(page, "foot.note"));
}
