#include "engine/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "engine/run_checks.h"

#define KEY_BYTES ((size_t)1 << 24) /* of one record; strings of a decoder are far shorter */

/* ---- order ----------------------------------------------------------------------------------------- */

static int compare_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_places(const aa_place *a, const aa_place *b)
{
    int order = compare_text(a->artifact, b->artifact);
    if (order == 0)
        order = compare_text(a->member, b->member);
    if (order == 0)
        order = compare_text(a->path, b->path);
    if (order == 0)
        order = compare_text(a->class_name, b->class_name);
    if (order == 0)
        order = compare_text(a->method, b->method);
    if (order == 0)
        order = compare_numbers(a->offset, b->offset);
    if (order == 0)
        order = compare_numbers(a->address, b->address);
    return order != 0 ? order : compare_numbers(a->line, b->line);
}

static int compare_args(const char *const *a, const char *const *b)
{
    size_t i = 0;
    for (; a[i] != NULL && b[i] != NULL; i++) {
        int order = strcmp(a[i], b[i]);
        if (order != 0)
            return order;
    }
    return (a[i] != NULL) - (b[i] != NULL);
}

static int compare_findings(const void *left, const void *right)
{
    const aa_finding *a = left;
    const aa_finding *b = right;
    int order = strcmp(a->check->id, b->check->id);
    if (order == 0)
        order = compare_places(&a->place, &b->place);
    if (order == 0)
        order = compare_numbers(a->message, b->message);
    if (order == 0)
        order = compare_args(a->args, b->args);
    if (order == 0)
        order = compare_numbers(a->record, b->record);
    if (order == 0)
        order = compare_numbers(b->severity, a->severity);
    if (order == 0)
        order = compare_numbers(a->reach, b->reach);
    return order != 0 ? order : compare_numbers(a->owner, b->owner);
}

/* ---- fingerprints ------------------------------------------------------------------------------------ */

/* Appends |text| with its length in front, so that no two lists of texts give the same key. */
static void put_part(aa_str *key, const char *text)
{
    if (text == NULL)
        aa_str_put(key, "-;");
    else
        aa_str_printf(key, "%zu:%s;", strlen(text), text);
}

/* The split an artifact holds instead of its file name, which often carries a version. */
static const char *split_of(const aa_facts *facts, const char *artifact)
{
    for (size_t i = 0; artifact != NULL && i < facts->artifact_count; i++) {
        if (strcmp(facts->artifacts[i].name, artifact) == 0)
            return facts->artifacts[i].split;
    }
    return NULL;
}

/* |ordinal| tells apart records that are the same in everything that lasts. */
static aa_err fingerprint(const aa_facts *facts, const aa_finding *f, size_t ordinal, aa_str *key, char *out)
{
    aa_str_clear(key);
    put_part(key, f->check->id);
    put_part(key, f->check->check->messages[f->message].key);
    put_part(key, split_of(facts, f->place.artifact));
    put_part(key, f->place.member);
    put_part(key, f->place.path);
    put_part(key, f->place.class_name);
    put_part(key, f->place.method);
    for (size_t i = 0; f->args[i] != NULL; i++)
        put_part(key, f->args[i]);
    aa_str_printf(key, "#%zu", ordinal);
    char hex[AA_SHA256_HEX];
    aa_err err = aa_str_ok(key) ? aa_sha256_hex(aa_bytes_of(key->ptr, key->len), hex) : AA_E_NOMEM;
    if (err == AA_OK) {
        memcpy(out, hex, AA_FINGERPRINT - 1);
        out[AA_FINGERPRINT - 1] = '\0';
    }
    return err;
}

/* A finding on its way to the order of fingerprints. */
typedef struct named {
    aa_finding *finding;
} named;

static int compare_fingerprints(const void *left, const void *right)
{
    const aa_finding *a = ((const named *)left)->finding;
    const aa_finding *b = ((const named *)right)->finding;
    int order = strcmp(a->fingerprint, b->fingerprint);
    return order != 0 ? order : (a > b) - (a < b); /* both are elements of one sorted array */
}

static aa_err name_all(aa_arena *arena, const aa_facts *facts, aa_finding *findings, size_t count,
                       aa_str *key)
{
    named *order = aa_arena_array(arena, count, sizeof *order);
    if (order == NULL)
        return AA_E_NOMEM;
    aa_err err = AA_OK;
    for (size_t i = 0; i < count && err == AA_OK; i++) {
        order[i].finding = &findings[i];
        err = fingerprint(facts, &findings[i], 0, key, findings[i].fingerprint);
    }
    if (err != AA_OK)
        return err;
    qsort(order, count, sizeof *order, compare_fingerprints);
    char first[AA_FINGERPRINT] = "";
    size_t ordinal = 0;
    for (size_t i = 0; i < count && err == AA_OK; i++) {
        aa_finding *f = order[i].finding;
        ordinal = strcmp(f->fingerprint, first) == 0 ? ordinal + 1 : 0;
        if (ordinal == 0)
            memcpy(first, f->fingerprint, sizeof first);
        else
            err = fingerprint(facts, f, ordinal, key, f->fingerprint);
    }
    return err;
}

aa_err aa_findings_name(aa_arena *arena, const aa_facts *facts, aa_finding *findings, size_t count)
{
    aa_str key;
    aa_str_init(&key, KEY_BYTES);
    aa_err err = name_all(arena, facts, findings, count, &key);
    aa_str_done(&key);
    return err;
}

/* ---- running ----------------------------------------------------------------------------------------- */

aa_err aa_findings_collect(aa_arena *arena, const aa_check_entry *checks, size_t check_count,
                           const aa_check_input *in, unsigned threads, uint64_t *times,
                           const aa_finding **out, size_t *count_out)
{
    aa_sink sink;
    aa_sink_init(&sink, arena);
    aa_err err = aa_checks_run(&sink, checks, check_count, in, threads, times);
    if (err != AA_OK)
        return err;
    aa_finding *findings = sink.findings.items;
    size_t count = sink.findings.count;
    if (count > 0)
        qsort(findings, count, sizeof *findings, compare_findings);
    err = aa_findings_name(arena, in->facts, findings, count);
    if (err != AA_OK)
        return err;
    *out = findings;
    *count_out = count;
    return AA_OK;
}
