#include "reports/answers/sheet.h"

#include <string.h>

#include "engine/policy.h"

/* ---- what a sheet holds
 * ------------------------------------------------------------------------------------ */

/* Each stable word with the ones that a form in Chinese is filled in with. */
static const char *const verdicts[] = {"pass 符合 符合要求", "fail 不符合 不符合要求",
                                       "not-applicable 不適用", "not-tested 未檢測", NULL};
static const char *const old_verdicts[] = {"pass 符合 符合要求",
                                           "fail 不符合 不符合要求",
                                           "not-applicable 不適用",
                                           "not-tested 未檢測",
                                           "undecided 未判定",
                                           "error 分析錯誤",
                                           NULL};
static const char *const methods[] = {"static 靜態 靜態分析", "dynamic 動態 動態測試", "document 文件審查",
                                      "interview 訪談", NULL};

static const aa_field target_fields[] = {
    {"sha256", AA_FIELD_HASHES, true, NULL, NULL},
    {"package", AA_FIELD_TEXT, false, NULL, NULL},
    {"version", AA_FIELD_TEXT, false, NULL, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const char *const absences[] = {"pass 符合 符合要求", "not-applicable 不適用", NULL};

static const aa_field absent_fields[] = {
    {"row", AA_FIELD_TEXT, true, NULL, NULL},
    {"verdict", AA_FIELD_WORD, true, NULL, absences},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field standard_fields[] = {
    {"standard", AA_FIELD_TEXT, true, NULL, NULL}, {"edition", AA_FIELD_TEXT, true, NULL, NULL},
    {"tier", AA_FIELD_TEXT, true, NULL, NULL},     {"absent", AA_FIELD_MAPS, false, absent_fields, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field evidence_fields[] = {
    {"file", AA_FIELD_FILE, true, NULL, NULL},
    {"sha256", AA_FIELD_SHA256, true, NULL, NULL},
    {"what", AA_FIELD_TEXT, false, NULL, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field answer_fields[] = {
    {"standard", AA_FIELD_TEXT, false, NULL, NULL},
    {"row", AA_FIELD_TEXT, true, NULL, NULL},
    {"slot", AA_FIELD_TEXT, false, NULL, NULL},
    {"overrides", AA_FIELD_WORD, false, NULL, old_verdicts},
    {"verdict", AA_FIELD_WORD, false, NULL, verdicts},
    {"method", AA_FIELD_WORD, false, NULL, methods},
    {"by", AA_FIELD_TEXT, false, NULL, NULL},
    {"unit", AA_FIELD_TEXT, false, NULL, NULL},
    {"date", AA_FIELD_DATE, false, NULL, NULL},
    {"valid_until", AA_FIELD_DATE, false, NULL, NULL},
    {"approved_by", AA_FIELD_TEXT, false, NULL, NULL},
    {"remark", AA_FIELD_TEXT, false, NULL, NULL},
    {"evidence", AA_FIELD_MAPS, false, evidence_fields, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field party_fields[] = {
    {"name", AA_FIELD_TEXT, false, NULL, NULL},
    {"address", AA_FIELD_TEXT, false, NULL, NULL},
    {"accreditation", AA_FIELD_TEXT, false, NULL, NULL},
    {"contact", AA_FIELD_TEXT, false, NULL, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field item_fields[] = {
    {"name", AA_FIELD_TEXT, false, NULL, NULL},         {"obtained", AA_FIELD_TEXT, false, NULL, NULL},
    {"store", AA_FIELD_TEXT, false, NULL, NULL},        {"declared_by", AA_FIELD_TEXT, false, NULL, NULL},
    {"declared_why", AA_FIELD_TEXT, false, NULL, NULL}, {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field date_fields[] = {
    {"sampled", AA_FIELD_DATE, false, NULL, NULL},    {"received", AA_FIELD_DATE, false, NULL, NULL},
    {"started", AA_FIELD_DATE, false, NULL, NULL},    {"finished", AA_FIELD_DATE, false, NULL, NULL},
    {"retested", AA_FIELD_DATE, false, NULL, NULL},   {"issued", AA_FIELD_DATE, false, NULL, NULL},
    {"keep_until", AA_FIELD_DATE, false, NULL, NULL}, {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field thing_fields[] = {
    {"name", AA_FIELD_TEXT, true, NULL, NULL},
    {"version", AA_FIELD_TEXT, false, NULL, NULL},
    {"use", AA_FIELD_TEXT, false, NULL, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field person_fields[] = {
    {"name", AA_FIELD_TEXT, true, NULL, NULL},
    {"title", AA_FIELD_TEXT, false, NULL, NULL},
    {"rows", AA_FIELD_TEXTS, false, NULL, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field change_fields[] = {
    {"version", AA_FIELD_TEXT, true, NULL, NULL},
    {"date", AA_FIELD_DATE, true, NULL, NULL},
    {"what", AA_FIELD_TEXT, true, NULL, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field report_fields[] = {
    {"number", AA_FIELD_TEXT, false, NULL, NULL},
    {"laboratory", AA_FIELD_MAP, false, party_fields, NULL},
    {"client", AA_FIELD_MAP, false, party_fields, NULL},
    {"item", AA_FIELD_MAP, false, item_fields, NULL},
    {"dates", AA_FIELD_MAP, false, date_fields, NULL},
    {"environment", AA_FIELD_MAPS, false, thing_fields, NULL},
    {"tools", AA_FIELD_MAPS, false, thing_fields, NULL},
    {"testers", AA_FIELD_MAPS, false, person_fields, NULL},
    {"signatories", AA_FIELD_MAPS, false, person_fields, NULL},
    {"scope", AA_FIELD_TEXT, false, NULL, NULL},
    {"deviations", AA_FIELD_TEXT, false, NULL, NULL},
    {"decision_rule", AA_FIELD_TEXT, false, NULL, NULL},
    {"conclusion", AA_FIELD_TEXT, false, NULL, NULL},
    {"history", AA_FIELD_MAPS, false, change_fields, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

static const aa_field sheet_fields[] = {
    {"schema", AA_FIELD_TEXT, true, NULL, NULL},
    {"target", AA_FIELD_MAP, true, target_fields, NULL},
    {"standards", AA_FIELD_MAPS, true, standard_fields, NULL},
    {"report", AA_FIELD_MAP, false, report_fields, NULL},
    {"answers", AA_FIELD_MAPS, false, answer_fields, NULL},
    {NULL, AA_FIELD_TEXT, false, NULL, NULL},
};

/* ---- what keys ask of each other
 * ----------------------------------------------------------------------------- */

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool aa_sheet_entry(const aa_sheet *sheet, size_t index, const aa_yaml **node_out, json_t **entry_out)
{
    const json_t *list = json_object_get(sheet->content, "answers");
    const aa_yaml *answers = aa_yaml_get(sheet->root, "answers");
    const aa_yaml *node = answers == NULL ? NULL : answers->first;
    for (size_t i = 0; i < index && node != NULL; i++)
        node = node->next;
    if (node == NULL || index >= json_array_size(list))
        return false;
    *node_out = node;
    *entry_out = json_array_get(list, index);
    return true;
}

const char *aa_sheet_standard(const aa_sheet *sheet, const json_t *entry)
{
    const json_t *standards = json_object_get(sheet->content, "standards");
    const char *own = text(entry, "standard");
    if (own != NULL || json_array_size(standards) != 1)
        return own;
    return text(json_array_get(standards, 0), "standard");
}

static void need(const aa_yaml *node, const json_t *entry, const char *key, const char *why,
                 aa_faults *faults)
{
    const aa_yaml *at = aa_yaml_get(node, key);
    if (json_object_get(entry, key) != NULL)
        return;
    /* What is there but wrong has been told. */
    if (at == NULL || at->kind != AA_YAML_TEXT || at->text[0] == '\0')
        aa_faults_add(faults, node->line, node->column, "\"%s\" is missing: %s", key, why);
}

static bool is_overriding(const char *old)
{
    return !same(old, "undecided") && !same(old, "not-tested");
}

static void check_override(const aa_yaml *node, const json_t *entry, aa_faults *faults)
{
    const char *old = text(entry, "overrides");
    need(node, entry, "remark", "a row decided by a person says why", faults);
    if (!is_overriding(old))
        return;
    const aa_yaml *second = aa_yaml_get(node, "approved_by");
    need(node, entry, "approved_by", "to override a verdict of the machine takes a second person", faults);
    if (second != NULL && text(entry, "by") != NULL && same(text(entry, "approved_by"), text(entry, "by")))
        aa_faults_add(faults, second->line, second->column, "\"approved_by\" is the same person as \"by\"");
}

static void check_answer(const aa_yaml *node, const json_t *entry, aa_faults *faults)
{
    static const char *const always[] = {"method", "by", "date"};
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        need(node, entry, always[i], "an answer says how, by whom and when", faults);
    const char *date = text(entry, "date");
    const char *until = text(entry, "valid_until");
    if (date != NULL && until != NULL && strcmp(until, date) < 0) {
        const aa_yaml *at = aa_yaml_get(node, "valid_until");
        aa_faults_add(faults, at->line, at->column, "\"valid_until\" is before \"date\"");
    }
    if (same(text(entry, "verdict"), "not-tested"))
        need(node, entry, "remark", "what was not tested says why", faults);
    if (text(entry, "overrides") != NULL)
        check_override(node, entry, faults);
}

static void check_entry(const aa_sheet *sheet, const aa_yaml *node, const json_t *entry, aa_faults *faults)
{
    bool slot = json_object_get(entry, "slot") != NULL;
    bool overrides = aa_yaml_get(node, "overrides") != NULL;
    if (slot == overrides)
        aa_faults_add(
            faults, node->line, node->column,
            "an answer has either \"slot\" or \"overrides\": a question of the row, or its verdict");
    if (aa_sheet_standard(sheet, entry) == NULL)
        aa_faults_add(faults, node->line, node->column,
                      "\"standard\" is missing: the sheet is about several tables");
    if (json_object_get(entry, "verdict") != NULL)
        check_answer(node, entry, faults);
}

static void check_twice(const aa_sheet *sheet, size_t index, const aa_yaml *node, const json_t *entry,
                        aa_faults *faults)
{
    const aa_yaml *other_node = NULL;
    json_t *other = NULL;
    for (size_t i = 0; i < index && aa_sheet_entry(sheet, i, &other_node, &other); i++) {
        if (same(aa_sheet_standard(sheet, entry), aa_sheet_standard(sheet, other)) &&
            same(text(entry, "row"), text(other, "row")) && same(text(entry, "slot"), text(other, "slot"))) {
            aa_faults_add(faults, node->line, node->column, "the same is answered in line %zu",
                          other_node->line);
            return;
        }
    }
}

static void check_standards(const aa_sheet *sheet, aa_faults *faults)
{
    const json_t *standards = json_object_get(sheet->content, "standards");
    const aa_yaml *node = aa_yaml_get(sheet->root, "standards");
    for (size_t i = 0; i < json_array_size(standards); i++) {
        for (size_t k = 0; k < i; k++) {
            const char *name = text(json_array_get(standards, i), "standard");
            if (name != NULL && same(name, text(json_array_get(standards, k), "standard")))
                aa_faults_add(faults, node->line, node->column, "\"%s\" comes twice", name);
        }
    }
}

static void check_sheet(const aa_sheet *sheet, aa_faults *faults)
{
    const char *schema = text(sheet->content, "schema");
    const aa_yaml *at = aa_yaml_get(sheet->root, "schema");
    if (schema != NULL && strcmp(schema, AA_SHEET_SCHEMA) != 0)
        aa_faults_add(faults, at->line, at->column, "\"schema\" is %s", AA_SHEET_SCHEMA);
    check_standards(sheet, faults);
    const aa_yaml *node = NULL;
    json_t *entry = NULL;
    for (size_t i = 0; aa_sheet_entry(sheet, i, &node, &entry); i++) {
        check_entry(sheet, node, entry, faults);
        check_twice(sheet, i, node, entry, faults);
    }
}

aa_err aa_sheet_read(aa_arena *arena, aa_bytes bytes, aa_faults *faults, aa_sheet *out)
{
    *out = (aa_sheet){0};
    aa_yaml *root = NULL;
    aa_err err = aa_yaml_parse(arena, bytes, faults, &root);
    if (err == AA_OK)
        err = aa_sha256_hex(bytes, out->sha256);
    if (err != AA_OK)
        return err;
    out->root = root;
    out->content = aa_fields_read(root, sheet_fields, faults);
    if (out->content == NULL)
        return AA_E_NOMEM;
    check_sheet(out, faults);
    if (faults->failed)
        return AA_E_NOMEM;
    return faults->items.count == 0 ? AA_OK : AA_E_FORMAT;
}

void aa_sheet_done(aa_sheet *sheet)
{
    json_decref(sheet->content);
    sheet->content = NULL;
}

bool aa_sheet_mark_evidence(json_t *entry, size_t index, bool is_same)
{
    json_t *evidence = json_array_get(json_object_get(entry, "evidence"), index);
    return json_object_set_new(evidence, "checked", json_boolean(is_same)) == 0;
}
