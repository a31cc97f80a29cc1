#include "reports/document/codes.h"
#include "reports/document/restore_parts.h"

#include <stdio.h>

aa_place aa_restore_place(const json_t *place)
{
    return (aa_place){
        .artifact = aa_member_text(place, "artifact"),
        .member = aa_member_text(place, "member"),
        .offset = aa_member_uint(place, "offset", AA_NO_OFFSET),
        .line = (uint32_t)aa_member_uint(place, "line", 0),
        .path = aa_member_text(place, "path"),
        .class_name = aa_member_text(place, "class"),
        .method = aa_member_text(place, "method"),
        .address = aa_member_uint(place, "address", 0),
        .source = aa_member_text(place, "source"),
    };
}

const char *const *aa_restore_texts(aa_arena *arena, const json_t *list)
{
    size_t count = json_array_size(list);
    const char **texts = aa_arena_array(arena, count + 1, sizeof *texts);
    for (size_t i = 0; texts != NULL && i < count; i++)
        texts[i] = json_string_value(json_array_get(list, i));
    return texts;
}

static bool restore_trace(aa_arena *arena, const json_t *list, aa_finding *finding)
{
    size_t count = json_array_size(list);
    aa_trace_line *lines = aa_arena_array(arena, count, sizeof *lines);
    if (lines == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *from = json_array_get(list, i);
        lines[i] = (aa_trace_line){.class_name = aa_member_text(from, "class"),
                                   .method = aa_member_text(from, "method"),
                                   .line = (uint32_t)aa_member_uint(from, "line", 0),
                                   .source = aa_member_text(from, "source")};
        (void)aa_known_trace(aa_member_text(from, "kind"), &lines[i].kind);
    }
    finding->trace = lines;
    finding->trace_count = count;
    return true;
}

static bool restore_code(aa_arena *arena, const json_t *list, aa_finding *finding)
{
    size_t count = json_array_size(list);
    aa_listing_line *lines = aa_arena_array(arena, count, sizeof *lines);
    for (size_t i = 0; lines != NULL && i < count; i++) {
        const json_t *from = json_array_get(list, i);
        lines[i].text = aa_member_text(from, "text");
        lines[i].here = json_is_true(json_object_get(from, "here"));
    }
    finding->code = lines;
    finding->code_count = lines == NULL ? 0 : count;
    return lines != NULL;
}

/* Stands for a check that this version does not have. NULL: memory is out. */
static const aa_check_entry *unknown_check(aa_arena *arena, const json_t *finding)
{
    aa_check_entry *entry = aa_arena_alloc(arena, sizeof *entry);
    aa_check *check = aa_arena_alloc(arena, sizeof *check);
    if (entry == NULL || check == NULL)
        return NULL;
    const char *id = aa_member_text(finding, "check");
    *check = (aa_check){.rows = "", .masvs = "", .mastg = "", .cwe = ""};
    (void)aa_known_kind(aa_member_text(finding, "kind"), &check->kind);
    for (int lang = 0; lang < AA_LANG_COUNT; lang++)
        check->text[lang] = (aa_check_text){.title = id, .why = "", .fix = "", .limits = ""};
    *entry = (aa_check_entry){.id = id, .check = check};
    return entry;
}

/* One check is one entry: of findings |done| the last of the same check gives it. */
static const aa_check_entry *check_of(const aa_document *document, aa_arena *arena, const json_t *from,
                                      const aa_finding *findings, size_t done)
{
    const char *id = aa_member_text(from, "check");
    if (done > 0 && strcmp(findings[done - 1].check->id, id) == 0)
        return findings[done - 1].check;
    const aa_check_entry *known = aa_document_check(document, id);
    if (known != NULL)
        return known;
    for (size_t i = 0; i < done; i++) {
        if (strcmp(findings[i].check->id, id) == 0)
            return findings[i].check;
    }
    return unknown_check(arena, from);
}

static unsigned message_of(const aa_check *check, const char *key)
{
    unsigned i = 0;
    while (i < check->message_count && strcmp(check->messages[i].key, key) != 0)
        i++;
    return i;
}

bool aa_restore_findings(const aa_document *document, aa_arena *arena, aa_result *result)
{
    const json_t *list = json_object_get(aa_document_root(document), "findings");
    size_t count = json_array_size(list);
    aa_finding *findings = aa_arena_array(arena, count, sizeof *findings);
    for (size_t i = 0; findings != NULL && i < count; i++) {
        const json_t *from = json_array_get(list, i);
        aa_finding *f = &findings[i];
        f->check = check_of(document, arena, from, findings, i);
        f->args = aa_restore_texts(arena, json_object_get(from, "args"));
        if (f->check == NULL || f->args == NULL || !restore_trace(arena, json_object_get(from, "trace"), f) ||
            !restore_code(arena, json_object_get(from, "code"), f))
            return false;
        f->message = message_of(f->check->check, aa_member_text(from, "message"));
        f->place = aa_restore_place(json_object_get(from, "place"));
        (void)aa_known_record(aa_member_text(from, "record"), &f->record);
        (void)aa_known_severity(aa_member_text(from, "severity"), &f->severity);
        (void)aa_known_reach(aa_member_text(from, "reach"), &f->reach);
        (void)aa_known_owner(aa_member_text(from, "owner"), &f->owner);
        snprintf(f->fingerprint, sizeof f->fingerprint, "%s", aa_member_text(from, "fingerprint"));
    }
    result->findings = findings;
    result->finding_count = findings == NULL ? 0 : count;
    return findings != NULL;
}
