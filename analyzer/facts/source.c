#include "facts/source.h"

#include <string.h>

#include "package/resources.h"

aa_err aa_source_status(const aa_source *source)
{
    bool failed = source->failed || source->notes->failed;
    for (size_t i = 0; i < source->part_count && !failed; i++)
        failed = source->parts[i].arsc != NULL && aa_arsc_failed(source->parts[i].arsc);
    return failed ? AA_E_NOMEM : AA_OK;
}

const char *aa_source_copy(aa_source *source, const char *text)
{
    if (text == NULL)
        return NULL;
    const char *copy = aa_arena_strdup(source->arena, text);
    if (copy == NULL)
        source->failed = true;
    return copy;
}

void *aa_source_push(aa_source *source, aa_vec *vec)
{
    void *record = aa_vec_push(source->arena, vec);
    if (record == NULL)
        source->failed = true;
    return record;
}

/* ---- reading -------------------------------------------------------------------------------------- */

/* Notes from here on are about |member| of |part|; the ledger learns which area the member served. */
static bool enter(aa_source *source, aa_area area, const aa_source_part *part, const char *member)
{
    aa_source_read_mark *mark = aa_source_push(source, &source->reads);
    const char *name = aa_source_copy(source, member);
    if (mark == NULL || name == NULL)
        return false;
    *mark = (aa_source_read_mark){part->artifact, name, area};
    source->notes->artifact = part->artifact;
    source->notes->member = name;
    return true;
}

/* A member that cannot be read must not stay silent when the reader below gave no reason of its own. */
static void note_failure(aa_source *source, aa_err err, size_t notes_before)
{
    if (err == AA_OK || err == AA_E_NOMEM)
        return;
    for (size_t i = notes_before; i < source->notes->items.count; i++) {
        if (aa_notes_at(source->notes, i)->kind == AA_NOTE_GAP)
            return;
    }
    const char *code = err == AA_E_NOTFOUND ? "input.member_missing" : "input.member_unreadable";
    aa_notes_add(source->notes, AA_NOTE_GAP, code, AA_NO_OFFSET, "%s", aa_err_name(err));
}

static aa_err read_entry(aa_source *source, const aa_source_part *part, const char *member,
                         aa_zip_content *out)
{
    const aa_zip_entry *entry = part->part->zip == NULL ? NULL : aa_zip_find(part->part->zip, member);
    if (entry == NULL)
        return AA_E_NOTFOUND;
    uint64_t cap = source->limits->entry_bytes;
    if (cap > source->package->budget_left)
        cap = source->package->budget_left;
    aa_err err = aa_zip_read(part->part->zip, entry, AA_ZIP_ASSET, cap, source->notes, out);
    source->package->budget_left -= out->bytes.n <= cap ? out->bytes.n : cap;
    return err;
}

aa_err aa_source_read(aa_source *source, aa_area area, const aa_source_part *part, const char *member,
                      aa_zip_content *out)
{
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    if (!enter(source, area, part, member))
        return AA_E_NOMEM;
    size_t notes_before = source->notes->items.count;
    aa_err err = read_entry(source, part, member, out);
    if (err == AA_E_NOMEM)
        source->failed = true;
    note_failure(source, err, notes_before);
    aa_source_mark(source, area, err == AA_OK ? AA_AREA_READ : AA_AREA_PARTIAL);
    return err;
}

bool aa_source_open(aa_source *source, aa_area area, const aa_source_part *part, const char *member,
                    aa_source_doc *out)
{
    *out = (aa_source_doc){.part = part};
    aa_zip_content content;
    aa_err err = aa_source_read(source, area, part, member, &content);
    out->member = source->notes->member;
    out->fallback = content.fallback;
    if (err != AA_OK && (err != AA_E_FORMAT || content.bytes.n == 0)) {
        aa_zip_content_done(&content);
        return false;
    }
    size_t notes_before = source->notes->items.count;
    out->scratch = aa_arena_new();
    err = out->scratch == NULL ? AA_E_NOMEM
                               : aa_part_xml(part->part, out->scratch, content.bytes, source->limits,
                                             source->notes, &out->axml);
    aa_zip_content_done(&content);
    if (err == AA_E_NOMEM)
        source->failed = true;
    note_failure(source, err, notes_before);
    if (err == AA_OK && out->axml.doc != NULL)
        return true;
    aa_source_mark(source, area, AA_AREA_PARTIAL);
    aa_source_close(out);
    return false;
}

void aa_source_close(aa_source_doc *doc)
{
    if (doc->axml.doc != NULL)
        aa_axml_done(&doc->axml);
    aa_arena_free(doc->scratch);
    doc->axml.doc = NULL;
    doc->scratch = NULL;
}

/* ---- coverage ------------------------------------------------------------------------------------- */

static aa_area_state combine(aa_area_state a, aa_area_state b)
{
    if (a == b || b == AA_AREA_ABSENT)
        return a;
    if (a == AA_AREA_ABSENT)
        return b;
    return a == AA_AREA_FAILED || b == AA_AREA_FAILED ? AA_AREA_FAILED : AA_AREA_PARTIAL;
}

void aa_source_mark(aa_source *source, aa_area area, aa_area_state state)
{
    source->area[area] = combine(source->area[area], state);
}

void aa_source_gap(aa_source *source, aa_area area, aa_gap_cause cause, const char *code,
                   const aa_source_part *part, const char *member, const char *detail)
{
    aa_source_mark(source, area, cause == AA_GAP_SCOPE ? AA_AREA_UNREAD : AA_AREA_PARTIAL);
    aa_gap *gap = aa_source_push(source, &source->gaps);
    if (gap == NULL)
        return;
    *gap = (aa_gap){.area = area,
                    .cause = cause,
                    .code = code,
                    .artifact = part == NULL ? NULL : part->artifact,
                    .member = aa_source_copy(source, member),
                    .detail = aa_source_copy(source, detail == NULL ? "" : detail),
                    .offset = AA_NO_OFFSET};
}

void aa_source_anomaly(aa_source *source, const char *code, const aa_source_doc *doc, uint64_t offset,
                       const char *detail)
{
    source->notes->artifact = doc->part->artifact;
    source->notes->member = doc->member;
    aa_notes_add(source->notes, AA_NOTE_ANOMALY, code, offset, "%s", detail);
}

void aa_source_refuse(aa_source *source, const char *code, const aa_source_doc *doc, const xmlNode *node,
                      const char *detail)
{
    uint64_t offset = node == NULL ? 0 : aa_axml_origin_of(node).offset;
    if (source->refusal == NULL)
        source->refusal = code;
    aa_source_anomaly(source, code, doc, offset == 0 ? AA_NO_OFFSET : offset, detail);
}
