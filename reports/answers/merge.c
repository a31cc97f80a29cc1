#include "reports/answers/merge.h"

#include <string.h>

#include "reports/answers/rejudge.h"

typedef struct merger {
    const aa_sheet *sheet;
    aa_faults *faults;
    json_t *root; /* the new result */
    const char *today;
    aa_rejudge_case judge;
    size_t applied, expired;
} merger;

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static const char *shown(const char *value)
{
    return value == NULL ? "" : value;
}

static void set(merger *m, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        m->faults->failed = true;
}

/* ---- what the sheet is about
 * --------------------------------------------------------------------------------- */

static bool has_text(const json_t *list, const char *wanted)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (same(json_string_value(json_array_get(list, i)), wanted))
            return true;
    }
    return false;
}

static void bind_app(merger *m)
{
    const json_t *target = json_object_get(m->root, "target");
    const json_t *artifacts = json_object_get(target, "artifacts");
    const json_t *about = json_object_get(m->sheet->content, "target");
    const json_t *hashes = json_object_get(about, "sha256");
    const aa_yaml *node = aa_yaml_get(m->sheet->root, "target");
    const aa_yaml *at = aa_yaml_get(node, "sha256");
    const char *package = text(about, "package");
    bool equal = json_array_size(hashes) == json_array_size(artifacts);
    for (size_t i = 0; i < json_array_size(artifacts); i++)
        equal = equal && has_text(hashes, text(json_array_get(artifacts, i), "sha256"));
    if (!equal)
        aa_faults_add(m->faults, at->line, at->column,
                      "these answers are about another file: the result is of %s, SHA-256 %s",
                      shown(text(json_array_get(artifacts, 0), "name")),
                      shown(text(json_array_get(artifacts, 0), "sha256")));
    if (package != NULL && !same(package, text(target, "package"))) {
        at = aa_yaml_get(node, "package");
        aa_faults_add(m->faults, at->line, at->column, "the result is of package %s",
                      shown(text(target, "package")));
    }
}

static json_t *find_judgement(const merger *m, const char *standard)
{
    const json_t *judgements = json_object_get(m->root, "judgements");
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        if (same(text(json_array_get(judgements, i), "standard"), standard))
            return json_array_get(judgements, i);
    }
    return NULL;
}

static void bind_member(merger *m, const aa_yaml *node, const json_t *about, const json_t *judgement,
                        const char *key)
{
    const aa_yaml *at = aa_yaml_get(node, key);
    if (!same(text(about, key), text(judgement, key)))
        aa_faults_add(m->faults, at->line, at->column, "the result is judged by %s, %s %s",
                      shown(text(judgement, "standard")), key, shown(text(judgement, key)));
}

/* The place of |key| in the entry, for a fault. */
static const aa_yaml *place_of(const aa_yaml *entry, const char *key)
{
    const aa_yaml *at = aa_yaml_get(entry, key);
    return at == NULL ? entry : at;
}

static json_t *find_row(const json_t *judgement, const char *id)
{
    const json_t *rows = json_object_get(judgement, "rows");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        if (same(text(json_array_get(rows, i), "id"), id))
            return json_array_get(rows, i);
    }
    return NULL;
}

/* What one row becomes when what it is about is not there. */
static void choose_absence(merger *m, const aa_yaml *node, const json_t *choice, const json_t *judgement)
{
    const char *id = text(choice, "row");
    const char *standard = text(judgement, "standard");
    const aa_table *table = aa_rejudge_table(&m->judge, standard);
    const aa_row *row = table == NULL || id == NULL ? NULL : aa_table_row(table, aa_bytes_of(id, strlen(id)));
    json_t *result = find_row(judgement, id);
    const aa_yaml *at = place_of(node, "row");
    if (row == NULL || result == NULL)
        aa_faults_add(m->faults, at->line, at->column, "%s has no row %s at tier %s", standard, shown(id),
                      shown(text(judgement, "tier")));
    else if (row->not_applicable == NULL)
        aa_faults_add(m->faults, at->line, at->column, "row %s is never not-applicable", row->id);
    else if (json_object_get(result, AA_ABSENT_AS) != NULL)
        aa_faults_add(m->faults, at->line, at->column, "row %s comes twice", row->id);
    else
        set(m, result, AA_ABSENT_AS, json_string(text(choice, "verdict")));
}

static void choose_absences(merger *m, const aa_yaml *node, const json_t *about, const json_t *judgement)
{
    const json_t *choices = json_object_get(about, "absent");
    const aa_yaml *list = aa_yaml_get(node, "absent");
    const aa_yaml *at = list == NULL ? NULL : list->first;
    for (size_t i = 0; i < json_array_size(choices) && at != NULL; i++, at = at->next)
        choose_absence(m, at, json_array_get(choices, i), judgement);
}

static void bind_tables(merger *m)
{
    const json_t *standards = json_object_get(m->sheet->content, "standards");
    const aa_yaml *node = aa_yaml_get(m->sheet->root, "standards")->first;
    for (size_t i = 0; i < json_array_size(standards) && node != NULL; i++, node = node->next) {
        const json_t *about = json_array_get(standards, i);
        const json_t *judgement = find_judgement(m, text(about, "standard"));
        if (judgement == NULL) {
            aa_faults_add(m->faults, node->line, node->column, "the result is not judged by %s",
                          shown(text(about, "standard")));
            continue;
        }
        bind_member(m, node, about, judgement, "edition");
        bind_member(m, node, about, judgement, "tier");
        choose_absences(m, node, about, judgement);
    }
}

/* True when the sheet says of |standard| which edition and tier it is about. */
static bool is_bound(const merger *m, const char *standard)
{
    const json_t *standards = json_object_get(m->sheet->content, "standards");
    for (size_t i = 0; i < json_array_size(standards); i++) {
        if (same(text(json_array_get(standards, i), "standard"), standard))
            return true;
    }
    return false;
}

/* ---- answers
 * --------------------------------------------------------------------------------------------------- */

static json_t *find_question(const json_t *row, const char *slot)
{
    const json_t *reasons = json_object_get(row, "reasons");
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        json_t *reason = json_array_get(reasons, i);
        if (same(text(reason, "code"), "slot-open") && same(text(reason, "slot"), slot))
            return reason;
    }
    return NULL;
}

/* What a result keeps of an answer: all but what says which question it answers. */
static json_t *answer_of(merger *m, const json_t *entry)
{
    static const char *const key[] = {"standard", "row", "slot", "overrides", "verdict"};
    json_t *answer = json_deep_copy(entry);
    if (answer == NULL)
        m->faults->failed = true;
    for (size_t i = 0; i < sizeof key / sizeof key[0]; i++)
        json_object_del(answer, key[i]);
    return answer;
}

static bool is_expired(merger *m, const json_t *entry)
{
    const char *until = text(entry, "valid_until");
    bool expired = until != NULL && m->today != NULL && strcmp(until, m->today) < 0;
    m->expired += expired ? 1 : 0;
    m->applied += expired ? 0 : 1;
    return expired;
}

static void answer_question(merger *m, const aa_yaml *node, const json_t *entry, json_t *row)
{
    json_t *question = find_question(row, text(entry, "slot"));
    if (question == NULL) {
        const aa_yaml *at = place_of(node, "slot");
        aa_faults_add(m->faults, at->line, at->column, "row %s does not ask \"%s\" in this result",
                      text(row, "id"), text(entry, "slot"));
        return;
    }
    if (text(entry, "verdict") == NULL)
        return; /* the form is not filled in */
    if (is_expired(m, entry)) {
        set(m, question, "expired", answer_of(m, entry));
        return;
    }
    set(m, question, "code", json_string("slot-answered"));
    set(m, question, "verdict", json_string(text(entry, "verdict")));
    set(m, question, "answer", answer_of(m, entry));
}

/* Kept in the row until it is judged again: what it stands at is known only then. */
static void answer_row(merger *m, const aa_yaml *node, const json_t *entry, json_t *row)
{
    const aa_yaml *at = place_of(node, "overrides");
    json_t *claim = json_object();
    if (claim == NULL) {
        m->faults->failed = true;
        return;
    }
    set(m, claim, "verdict", json_string(text(entry, "verdict")));
    set(m, claim, "old", json_string(text(entry, "overrides")));
    set(m, claim, is_expired(m, entry) ? "expired" : "answer", answer_of(m, entry));
    set(m, claim, "line", json_integer((json_int_t)at->line));
    set(m, claim, "column", json_integer((json_int_t)at->column));
    set(m, row, AA_CLAIM, claim);
}

static void apply_entry(merger *m, const aa_yaml *node, const json_t *entry)
{
    const char *standard = aa_sheet_standard(m->sheet, entry);
    const json_t *judgement = is_bound(m, standard) ? find_judgement(m, standard) : NULL;
    const aa_yaml *at = place_of(node, "standard");
    if (judgement == NULL) {
        aa_faults_add(m->faults, at->line, at->column, "\"standards\" does not name %s", shown(standard));
        return;
    }
    json_t *row = find_row(judgement, text(entry, "row"));
    if (row == NULL) {
        at = place_of(node, "row");
        aa_faults_add(m->faults, at->line, at->column, "%s has no row %s at tier %s", standard,
                      shown(text(entry, "row")), shown(text(judgement, "tier")));
    } else if (text(entry, "slot") != NULL) {
        answer_question(m, node, entry, row);
    } else if (text(entry, "verdict") != NULL) {
        answer_row(m, node, entry, row);
    }
}

static void add_sheet(merger *m)
{
    json_t *about = json_object();
    json_t *report = json_object_get(m->sheet->content, "report");
    if (about == NULL) {
        m->faults->failed = true;
        return;
    }
    set(m, about, "schema", json_string(AA_SHEET_SCHEMA));
    set(m, about, "sha256", json_string(m->sheet->sha256));
    set(m, about, "applied", json_integer((json_int_t)m->applied));
    set(m, about, "expired", json_integer((json_int_t)m->expired));
    set(m, about, "report", report == NULL ? json_object() : json_deep_copy(report));
    set(m, m->root, "answers", about);
}

static void merge(merger *m)
{
    if (json_object_get(m->root, "answers") != NULL) {
        aa_faults_add(m->faults, 0, 0, "the result holds answers already; take the one of the analysis");
        return;
    }
    bind_app(m);
    bind_tables(m);
    if (m->faults->items.count > 0)
        return;
    const aa_yaml *node = NULL;
    json_t *entry = NULL;
    for (size_t i = 0; aa_sheet_entry(m->sheet, i, &node, &entry); i++)
        apply_entry(m, node, entry);
    add_sheet(m);
    if (m->faults->items.count == 0 && !m->faults->failed)
        aa_rejudge(&m->judge, m->root);
}

aa_err aa_answers_apply(const json_t *result, const aa_sheet *sheet, aa_faults *faults, json_t **out)
{
    merger m = {.sheet = sheet, .faults = faults, .root = json_deep_copy(result)};
    if (m.root == NULL)
        return AA_E_NOMEM;
    m.today = text(json_object_get(m.root, "policy"), "today");
    aa_err err = aa_rejudge_open(&m.judge, faults);
    if (err == AA_OK)
        merge(&m);
    aa_rejudge_close(&m.judge);
    if (err == AA_OK && faults->failed)
        err = AA_E_NOMEM;
    if (err == AA_OK && faults->items.count > 0)
        err = AA_E_FORMAT;
    if (err == AA_OK)
        *out = m.root;
    else
        json_decref(m.root);
    return err;
}
