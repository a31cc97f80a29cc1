#include <stdlib.h>

#include "reports/document/codes.h"
#include "reports/document/restore_parts.h"

/* A finding's fingerprint with its index, to find it by. */
typedef struct named {
    const char *fingerprint;
    size_t index;
} named;

typedef struct restorer {
    aa_arena *arena;
    named *findings; /* by fingerprint */
    size_t finding_count;
} restorer;

static int by_fingerprint(const void *a, const void *b)
{
    return strcmp(((const named *)a)->fingerprint, ((const named *)b)->fingerprint);
}

static bool index_findings(restorer *r, const aa_result *result)
{
    r->finding_count = result->finding_count;
    r->findings = aa_arena_array(r->arena, r->finding_count, sizeof *r->findings);
    if (r->findings == NULL)
        return false;
    for (size_t i = 0; i < r->finding_count; i++)
        r->findings[i] = (named){result->findings[i].fingerprint, i};
    if (r->finding_count > 1)
        qsort(r->findings, r->finding_count, sizeof *r->findings, by_fingerprint);
    return true;
}

/* The finding that |value| names; AA_NO_INDEX for NULL. */
static size_t finding_of(const restorer *r, const json_t *value)
{
    named key = {json_string_value(value), 0};
    const named *found = key.fingerprint == NULL || r->finding_count == 0
                             ? NULL
                             : bsearch(&key, r->findings, r->finding_count, sizeof key, by_fingerprint);
    return found == NULL ? AA_NO_INDEX : found->index;
}

static bool is_list(const aa_required_control *control, const json_t *checks)
{
    if (control->check_count != json_array_size(checks))
        return false;
    for (size_t i = 0; i < control->check_count; i++) {
        if (strcmp(control->checks[i], json_string_value(json_array_get(checks, i))) != 0)
            return false;
    }
    return true;
}

/* The control of |row| that any one of |checks| satisfies; one that the rule book lacks is added. */
static size_t control_of(const restorer *r, aa_row *row, const json_t *checks)
{
    if (checks == NULL)
        return AA_NO_INDEX;
    for (size_t i = 0; i < row->control_count; i++) {
        if (is_list(&row->controls[i], checks))
            return i;
    }
    aa_required_control *more = aa_arena_array(r->arena, row->control_count + 1, sizeof *more);
    const char *const *ids = aa_restore_texts(r->arena, checks);
    if (more == NULL || ids == NULL)
        return AA_NO_INDEX;
    for (size_t i = 0; i < row->control_count; i++)
        more[i] = row->controls[i];
    const char *title = ids[0] == NULL ? "" : ids[0];
    more[row->control_count] =
        (aa_required_control){.checks = ids, .check_count = json_array_size(checks), .title = {title, title}};
    row->controls = more;
    return row->control_count++;
}

/* The slot of |row| called |id|; one that the rule book lacks is added. */
static size_t slot_of(const restorer *r, aa_row *row, const char *id)
{
    if (id == NULL)
        return AA_NO_INDEX;
    for (size_t i = 0; i < row->slot_count; i++) {
        if (strcmp(row->slots[i].id, id) == 0)
            return i;
    }
    aa_slot *more = aa_arena_array(r->arena, row->slot_count + 1, sizeof *more);
    if (more == NULL)
        return AA_NO_INDEX;
    for (size_t i = 0; i < row->slot_count; i++)
        more[i] = row->slots[i];
    more[row->slot_count] = (aa_slot){.id = id, .question = {id, id}};
    row->slots = more;
    return row->slot_count++;
}

static bool restore_reason(const restorer *r, aa_row *row, const json_t *from, aa_reason *out)
{
    const json_t *control = json_object_get(from, "control");
    const char *slot = aa_member_text(from, "slot");
    *out = (aa_reason){
        .finding = finding_of(r, json_object_get(from, "finding")),
        .control = control_of(r, row, control),
        .slot = slot_of(r, row, slot),
        .args = aa_restore_texts(r->arena, json_object_get(from, "args")),
    };
    (void)aa_known_reason(aa_member_text(from, "code"), &out->code);
    (void)aa_known_verdict(aa_member_text(from, "verdict"), &out->verdict);
    if (out->code == AA_REASON_AREA_GAP)
        (void)aa_known_area(aa_member_text(from, "area"), &out->area);
    return out->args != NULL && (control == NULL || out->control != AA_NO_INDEX) &&
           (slot == NULL || out->slot != AA_NO_INDEX);
}

/* A copy of the row of |table|, so that what the rule book lacks can be added; the same for one it lacks. */
static aa_row *copy_row(const restorer *r, const aa_table *table, const json_t *from)
{
    const char *id = aa_member_text(from, "id");
    const aa_row *known = table == NULL ? NULL : aa_table_row(table, aa_bytes_of(id, strlen(id)));
    aa_row *row = aa_arena_alloc(r->arena, sizeof *row);
    if (row == NULL)
        return NULL;
    *row = (aa_row){.title = {"", ""}, .criterion = {"", ""}, .mas = "", .masvs = "", .top10 = "", .cwe = ""};
    if (known != NULL)
        *row = *known;
    row->id = id;
    row->reference = json_is_true(json_object_get(from, "reference"));
    return row;
}

static bool restore_row(const restorer *r, const aa_table *table, const json_t *from, aa_row_result *out)
{
    const json_t *list = json_object_get(from, "reasons");
    const json_t *named_findings = json_object_get(from, "evidence");
    size_t count = json_array_size(list);
    size_t evidence_count = json_array_size(named_findings);
    aa_row *row = copy_row(r, table, from);
    aa_reason *reasons = aa_arena_array(r->arena, count, sizeof *reasons);
    size_t *evidence = aa_arena_array(r->arena, evidence_count, sizeof *evidence);
    if (row == NULL || reasons == NULL || evidence == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!restore_reason(r, row, json_array_get(list, i), &reasons[i]))
            return false;
    }
    for (size_t i = 0; i < evidence_count; i++)
        evidence[i] = finding_of(r, json_array_get(named_findings, i));
    *out = (aa_row_result){.row = row,
                           .reasons = reasons,
                           .reason_count = count,
                           .evidence = evidence,
                           .evidence_count = evidence_count};
    return aa_known_verdict(aa_member_text(from, "verdict"), &out->verdict);
}

/* The rule book as it was when the row was judged: the edition is the document's. */
static aa_table *copy_table(const restorer *r, const aa_table *known, const json_t *from)
{
    aa_table *table = aa_arena_alloc(r->arena, sizeof *table);
    const char *id = aa_member_text(from, "standard");
    if (table == NULL)
        return NULL;
    *table = (aa_table){.id = id, .title = {id, id}, .source = {"", ""}};
    if (known != NULL)
        *table = *known;
    table->edition = aa_member_text(from, "edition");
    return table;
}

static bool restore_judgement(const restorer *r, const aa_document *document, const json_t *from,
                              aa_judgement *out)
{
    const json_t *list = json_object_get(from, "rows");
    size_t count = json_array_size(list);
    const aa_table *known = NULL;
    aa_row_result *rows = aa_arena_array(r->arena, count, sizeof *rows);
    if (rows == NULL || !aa_document_table(document, r->arena, aa_member_text(from, "standard"), &known))
        return false;
    const aa_table *table = copy_table(r, known, from);
    for (size_t i = 0; i < count; i++) {
        if (!restore_row(r, known, json_array_get(list, i), &rows[i]))
            return false;
    }
    *out = (aa_judgement){
        .table = table, .tier = aa_member_text(from, "tier"), .rows = rows, .row_count = count};
    return table != NULL && aa_known_verdict(aa_member_text(from, "verdict"), &out->verdict);
}

bool aa_restore_judgements(const aa_document *document, aa_arena *arena, aa_result *result)
{
    restorer r = {.arena = arena};
    const json_t *list = json_object_get(aa_document_root(document), "judgements");
    size_t count = json_array_size(list);
    aa_judgement *judgements = aa_arena_array(arena, count, sizeof *judgements);
    if (judgements == NULL || !index_findings(&r, result))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!restore_judgement(&r, document, json_array_get(list, i), &judgements[i]))
            return false;
    }
    result->judgements = judgements;
    result->judgement_count = count;
    return true;
}
