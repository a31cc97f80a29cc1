#include "reports/sarif/sarif.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/words.h"

#define WORD_MAX 64 /* bytes of an id such as "MASVS-RESILIENCE-4" */

/* ---- what there is
 * ------------------------------------------------------------------------------------------ */

static int by_id(const void *a, const void *b)
{
    return strcmp((*(const aa_check_entry *const *)a)->id, (*(const aa_check_entry *const *)b)->id);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* True for checks whose findings code scanning may show. */
static bool is_wanted(const aa_sarif *s, const aa_check *check)
{
    return s->profile == AA_SARIF_ARCHIVE || check->kind == AA_KIND_DEFECT;
}

/* The words of each rule's |list|, sorted, each once. */
static const char **gather_words(aa_sarif *s, const char *(*list_of)(const aa_check *), size_t *count_out)
{
    aa_vec words = AA_VEC_INIT(const char *);
    for (size_t i = 0; i < s->rule_count; i++) {
        const char *list = list_of(s->rules[i]->check);
        aa_bytes word = aa_bytes_none();
        while (aa_word_next(&list, &word)) {
            const char **slot = aa_vec_push(s->m->words->arena, &words);
            if (slot == NULL)
                return NULL;
            *slot = aa_arena_strndup(s->m->words->arena, (const char *)word.p, word.n);
            if (*slot == NULL)
                return NULL;
        }
    }
    const char **items = words.items;
    if (words.count > 1)
        qsort(items, words.count, sizeof(*items), by_text);
    *count_out = 0;
    for (size_t i = 0; i < words.count; i++) {
        if (i == 0 || strcmp(items[i], items[i - 1]) != 0)
            items[(*count_out)++] = items[i];
    }
    return items == NULL ? aa_arena_array(s->m->words->arena, 1, sizeof(*items)) : items;
}

static const char *cwe_of(const aa_check *check)
{
    return check->cwe;
}

static const char *masvs_of(const aa_check *check)
{
    return check->masvs;
}

static bool has_rule(const aa_sarif *s, const char *id)
{
    for (size_t i = 0; i < s->rule_count; i++) {
        if (strcmp(s->rules[i]->id, id) == 0)
            return true;
    }
    return false;
}

/* All checks, found anything or not: importers refuse a log whose rules they cannot find. */
bool aa_sarif_collect_rules(aa_sarif *s)
{
    const aa_result *result = s->m->result;
    size_t most = aa_check_registry_count + result->finding_count;
    s->rules = aa_arena_array(s->m->words->arena, most, sizeof(*s->rules));
    if (s->rules == NULL)
        return false;
    for (size_t i = 0; i < result->finding_count; i++) {
        const aa_check_entry *check = result->findings[i].check;
        bool is_new = i == 0 || check != result->findings[i - 1].check;
        if (is_new && is_wanted(s, check->check) && !has_rule(s, check->id))
            s->rules[s->rule_count++] = check;
    }
    for (size_t i = 0; i < aa_check_registry_count; i++) {
        if (is_wanted(s, aa_check_registry[i].check) && !has_rule(s, aa_check_registry[i].id))
            s->rules[s->rule_count++] = &aa_check_registry[i];
    }
    qsort(s->rules, s->rule_count, sizeof(*s->rules), by_id);
    s->cwes = gather_words(s, cwe_of, &s->cwe_count);
    s->masvs = s->cwes == NULL ? NULL : gather_words(s, masvs_of, &s->masvs_count);
    return s->masvs != NULL;
}

size_t aa_sarif_rule(const aa_sarif *s, const char *id)
{
    const aa_check_entry key = {.id = id};
    const aa_check_entry *wanted = &key;
    const aa_check_entry **found = bsearch(&wanted, s->rules, s->rule_count, sizeof(*s->rules), by_id);
    return found == NULL ? 0 : (size_t)(found - s->rules);
}

size_t aa_sarif_row_rule(const aa_sarif *s, size_t judgement, size_t row)
{
    size_t at = s->rule_count;
    for (size_t j = 0; j < judgement; j++)
        at += s->m->result->judgements[j].row_count;
    return at + row;
}

const char *aa_sarif_row_id(aa_sarif *s, const aa_judgement *judgement, const aa_row_result *row)
{
    return aa_words_fill(s->m->words, "{0}/{1}", AA_ARGS(judgement->table->id, row->row->id));
}

/* ---- taxa -------------------------------------------------------------------------------------------------
 */

enum {
    TAXONOMY_CWE,
    TAXONOMY_MASVS,
    TAXONOMY_TABLES
}; /* the tables follow, in the order of the judgements */

static void put_reference(aa_sarif *s, const char *id, size_t index, const char *taxonomy, size_t which,
                          bool as_relation)
{
    aa_json_open_object(&s->j, NULL);
    if (as_relation)
        aa_json_open_object(&s->j, "target");
    aa_json_text(&s->j, "id", id);
    aa_json_uint(&s->j, "index", index);
    aa_json_open_object(&s->j, "toolComponent");
    aa_json_text(&s->j, "name", taxonomy);
    aa_json_uint(&s->j, "index", which);
    aa_json_close_object(&s->j);
    if (as_relation) {
        aa_json_close_object(&s->j);
        aa_json_open_array(&s->j, "kinds");
        aa_json_text(&s->j, NULL, which == TAXONOMY_CWE ? "superset" : "relevant");
        aa_json_close_array(&s->j);
    }
    aa_json_close_object(&s->j);
}

static void put_references(aa_sarif *s, const char *list, const char *const *known, size_t count,
                           const char *taxonomy, size_t which, bool as_relation)
{
    aa_bytes word = aa_bytes_none();
    while (aa_word_next(&list, &word)) {
        for (size_t i = 0; i < count; i++) {
            if (aa_bytes_is(word, known[i]))
                put_reference(s, known[i], i, taxonomy, which, as_relation);
        }
    }
}

/* Importers take the first for the weakness: CWE comes first. */
static void put_taxa_of(aa_sarif *s, const aa_check *check, bool as_relation)
{
    put_references(s, check->cwe, s->cwes, s->cwe_count, "CWE", TAXONOMY_CWE, as_relation);
    put_references(s, check->masvs, s->masvs, s->masvs_count, "MASVS", TAXONOMY_MASVS, as_relation);
}

void aa_sarif_taxa(aa_sarif *s, const aa_check *check, const bool *rows)
{
    const aa_result *result = s->m->result;
    aa_json_open_array(&s->j, "taxa");
    if (check != NULL)
        put_taxa_of(s, check, false);
    size_t at = 0;
    for (size_t j = 0; rows != NULL && j < result->judgement_count; j++) {
        const aa_judgement *judgement = &result->judgements[j];
        for (size_t r = 0; r < judgement->row_count; r++, at++) {
            if (rows[at])
                put_reference(s, judgement->rows[r].row->id, r, judgement->table->id, TAXONOMY_TABLES + j,
                              false);
        }
    }
    aa_json_close_array(&s->j);
}

/* The rows of the judged tables that the catalogue names for the check. */
static void put_row_relations(aa_sarif *s, const aa_check *check)
{
    const aa_result *result = s->m->result;
    for (size_t j = 0; j < result->judgement_count; j++) {
        const aa_judgement *judgement = &result->judgements[j];
        for (size_t r = 0; r < judgement->row_count; r++) {
            char code[WORD_MAX];
            int n = snprintf(code, sizeof code, "%s:%s", judgement->table->id, judgement->rows[r].row->id);
            if (n > 0 && (size_t)n < sizeof code && aa_words_have(check->rows, aa_bytes_of(code, (size_t)n)))
                put_reference(s, judgement->rows[r].row->id, r, judgement->table->id, TAXONOMY_TABLES + j,
                              true);
        }
    }
}

static void put_taxonomy(aa_sarif *s, const char *name, const char *organization, const char *title,
                         const char *uri, const char *const *ids, size_t count)
{
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "name", name);
    aa_json_text(&s->j, "organization", organization);
    aa_sarif_message(s, "shortDescription", title);
    aa_json_text(&s->j, "informationUri", uri);
    aa_json_bool(&s->j, "isComprehensive", false);
    aa_json_open_array(&s->j, "taxa");
    for (size_t i = 0; i < count; i++) {
        aa_json_open_object(&s->j, NULL);
        aa_json_text(&s->j, "id", ids[i]);
        aa_json_close_object(&s->j);
    }
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
}

static void put_table(aa_sarif *s, const aa_judgement *judgement)
{
    aa_lang lang = s->m->words->lang;
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "name", judgement->table->id);
    aa_json_text(&s->j, "version", judgement->table->edition);
    aa_json_text(&s->j, "language", aa_lang_name(lang));
    aa_sarif_message(s, "shortDescription", judgement->table->title[lang]);
    aa_json_open_array(&s->j, "taxa");
    for (size_t r = 0; r < judgement->row_count; r++) {
        const aa_row *row = judgement->rows[r].row;
        aa_json_open_object(&s->j, NULL);
        aa_json_text(&s->j, "id", row->id);
        aa_sarif_message(s, "shortDescription", row->title[lang]);
        if (row->criterion[lang] != NULL && row->criterion[lang][0] != '\0')
            aa_sarif_message(s, "fullDescription", row->criterion[lang]);
        aa_json_close_object(&s->j);
    }
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
}

void aa_sarif_taxonomies(aa_sarif *s)
{
    aa_json_open_array(&s->j, "taxonomies");
    put_taxonomy(s, "CWE", "MITRE", "Common Weakness Enumeration", "https://cwe.mitre.org/", s->cwes,
                 s->cwe_count);
    put_taxonomy(s, "MASVS", "OWASP", "Mobile Application Security Verification Standard 2.1",
                 "https://mas.owasp.org/MASVS/", s->masvs, s->masvs_count);
    for (size_t i = 0; i < s->m->result->judgement_count; i++)
        put_table(s, &s->m->result->judgements[i]);
    aa_json_close_array(&s->j);
}

/* ---- rules ------------------------------------------------------------------------------------------------
 */

/* A number that stands for the severity, inside the bands of code scanning. */
static const char *security_severity(aa_severity severity)
{
    static const char *const numbers[] = {[AA_SEVERITY_INFO] = "0.0",
                                          [AA_SEVERITY_LOW] = "3.0",
                                          [AA_SEVERITY_MEDIUM] = "5.5",
                                          [AA_SEVERITY_HIGH] = "8.0",
                                          [AA_SEVERITY_CRITICAL] = "9.5"};
    return numbers[severity];
}

static void put_tags(aa_sarif *s, const aa_check *check)
{
    const char *cwe = check->cwe;
    aa_bytes word = aa_bytes_none();
    aa_json_open_array(&s->j, "tags");
    aa_json_text(&s->j, NULL, "security");
    while (aa_word_next(&cwe, &word)) {
        char tag[WORD_MAX];
        int n = snprintf(tag, sizeof tag, "external/cwe/%.*s", (int)word.n, (const char *)word.p);
        for (int i = 0; i < n && tag[i] != '\0'; i++)
            tag[i] = tag[i] >= 'A' && tag[i] <= 'Z' ? (char)(tag[i] - 'A' + 'a') : tag[i];
        aa_json_text(&s->j, NULL, tag);
    }
    aa_json_close_array(&s->j);
}

static void put_rule_properties(aa_sarif *s, const aa_check *check)
{
    aa_json_open_object(&s->j, "properties");
    aa_json_text(&s->j, "kind", aa_check_kind_name(check->kind));
    put_tags(s, check);
    if (check->kind == AA_KIND_DEFECT) {
        aa_json_text(&s->j, "precision", "high");
        aa_json_text(&s->j, "security-severity", security_severity(check->severity));
    }
    aa_json_close_object(&s->j);
}

static void put_help(aa_sarif *s, const aa_check_text *text)
{
    const char *fix = aa_page_word(&s->m->page, "label.fix");
    const char *limits = aa_page_word(&s->m->page, "label.limits");
    aa_json_open_object(&s->j, "help");
    aa_json_text(&s->j, "text",
                 aa_words_fill(s->m->words, "{0}\n{1}: {2}\n{3}: {4}",
                               AA_ARGS(text->why[0] == '\0' ? text->title : text->why, fix, text->fix, limits,
                                       text->limits)));
    aa_json_text(&s->j, "markdown",
                 aa_words_fill(s->m->words, "{0}\n\n**{1}**: {2}\n\n**{3}**: {4}",
                               AA_ARGS(text->why, fix, text->fix, limits, text->limits)));
    aa_json_close_object(&s->j);
}

static void put_configuration(aa_sarif *s, const char *level)
{
    aa_json_open_object(&s->j, "defaultConfiguration");
    aa_json_text(&s->j, "level", level);
    aa_json_close_object(&s->j);
}

static void put_rule(aa_sarif *s, const aa_check_entry *entry)
{
    const aa_check_text *text = &entry->check->text[s->m->words->lang];
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "id", entry->id);
    aa_sarif_message(s, "shortDescription", text->title);
    aa_sarif_message(s, "fullDescription", text->why[0] == '\0' ? text->title : text->why);
    put_help(s, text);
    put_configuration(s,
                      entry->check->kind == AA_KIND_DEFECT ? aa_sarif_level(entry->check->severity) : "none");
    aa_json_open_array(&s->j, "relationships");
    put_taxa_of(s, entry->check, true);
    put_row_relations(s, entry->check);
    aa_json_close_array(&s->j);
    put_rule_properties(s, entry->check);
    aa_json_close_object(&s->j);
}

/* A row is a rule too, so that a result can say how it stands. */
static void put_row_rule(aa_sarif *s, const aa_judgement *judgement, const aa_row_result *row)
{
    const char *title = aa_page_row_title(&s->m->page, row->row);
    const char *criterion = row->row->criterion[s->m->words->lang];
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "id", aa_sarif_row_id(s, judgement, row));
    aa_sarif_message(s, "shortDescription", title[0] == '\0' ? row->row->id : title);
    if (criterion != NULL && criterion[0] != '\0')
        aa_sarif_message(s, "fullDescription", criterion);
    put_configuration(s, "error");
    aa_json_close_object(&s->j);
}

static void put_truncation_rule(aa_sarif *s)
{
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "id", "appassay-results-truncated");
    aa_sarif_message(s, "shortDescription", aa_page_word(&s->m->page, "sarif.truncated_title"));
    aa_sarif_message(s, "fullDescription", aa_page_word(&s->m->page, "sarif.truncated_why"));
    aa_sarif_message(s, "help", aa_page_word(&s->m->page, "sarif.truncated_why"));
    put_configuration(s, "warning");
    aa_json_close_object(&s->j);
}

static void put_supported(aa_sarif *s)
{
    aa_json_open_array(&s->j, "supportedTaxonomies");
    for (size_t i = 0; i < TAXONOMY_TABLES + s->m->result->judgement_count; i++) {
        const char *name = i == TAXONOMY_CWE     ? "CWE"
                           : i == TAXONOMY_MASVS ? "MASVS"
                                                 : s->m->result->judgements[i - TAXONOMY_TABLES].table->id;
        aa_json_open_object(&s->j, NULL);
        aa_json_text(&s->j, "name", name);
        aa_json_uint(&s->j, "index", i);
        aa_json_close_object(&s->j);
    }
    aa_json_close_array(&s->j);
}

void aa_sarif_tool(aa_sarif *s)
{
    const aa_result *result = s->m->result;
    aa_json_open_object(&s->j, "tool");
    aa_json_open_object(&s->j, "driver");
    aa_json_text(&s->j, "name", "appassay");
    aa_json_text(&s->j, "version", s->m->page.from->tool);
    aa_json_text(&s->j, "semanticVersion", s->m->page.from->tool);
    aa_json_text(&s->j, "language", aa_lang_name(s->m->words->lang));
    put_supported(s);
    aa_json_open_array(&s->j, "rules");
    for (size_t i = 0; i < s->rule_count; i++)
        put_rule(s, s->rules[i]);
    for (size_t k = 0; s->profile == AA_SARIF_ARCHIVE && k < result->judgement_count; k++) {
        for (size_t r = 0; r < result->judgements[k].row_count; r++)
            put_row_rule(s, &result->judgements[k], &result->judgements[k].rows[r]);
    }
    if (s->alerts_left_out > 0 && s->profile == AA_SARIF_GITHUB)
        put_truncation_rule(s);
    aa_json_close_array(&s->j);
    aa_json_close_object(&s->j);
    aa_json_close_object(&s->j);
}

/* One policy for each table and tier: which rows decide there. */
void aa_sarif_policies(aa_sarif *s)
{
    const aa_result *result = s->m->result;
    aa_json_open_array(&s->j, "policies");
    for (size_t k = 0; k < result->judgement_count; k++) {
        const aa_judgement *judgement = &result->judgements[k];
        aa_json_open_object(&s->j, NULL);
        aa_json_text(&s->j, "name",
                     aa_words_fill(s->m->words, "{0} {1}", AA_ARGS(judgement->table->id, judgement->tier)));
        aa_json_text(&s->j, "version", judgement->table->edition);
        aa_json_open_array(&s->j, "rules");
        for (size_t r = 0; r < judgement->row_count; r++) {
            aa_json_open_object(&s->j, NULL);
            aa_json_text(&s->j, "id", aa_sarif_row_id(s, judgement, &judgement->rows[r]));
            put_configuration(s, judgement->rows[r].row->reference ? "note" : "error");
            aa_json_close_object(&s->j);
        }
        aa_json_close_array(&s->j);
        aa_json_close_object(&s->j);
    }
    aa_json_close_array(&s->j);
}
