#include "engine/requirements.h"

#include <string.h>

#include "base/embedded.h"
#include "engine/absence.h"
#include "engine/table_xml.h"
#include "engine/words.h"

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

const aa_row *aa_table_row(const aa_table *table, aa_bytes id)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (aa_bytes_is(id, table->rows[i].id))
            return &table->rows[i];
    }
    return NULL;
}

static bool is_tier(const aa_table *table, const char *id)
{
    for (size_t i = 0; i < table->tier_count; i++) {
        if (strcmp(table->tiers[i].id, id) == 0)
            return true;
    }
    return false;
}

/* ---- elements -------------------------------------------------------------------------------------- */

static void read_tiers(aa_xml_reader *r, xmlNode *list, aa_table *table)
{
    aa_xml_allow(r, list, NAMES(NULL), NAMES("tier"));
    aa_tier *tiers = aa_xml_array(r, aa_xml_count(list, "tier"), sizeof *tiers);
    table->tiers = tiers;
    for (xmlNode *n = aa_xml_element(list->children); n != NULL; n = aa_xml_element(n->next)) {
        if (r->err != AA_OK)
            return;
        aa_tier tier = {.id = aa_xml_need(r, n, "id"), .aliases = aa_xml_attr(r, n, "aliases")};
        aa_xml_allow(r, n, NAMES("id", "aliases"), NAMES("title"));
        aa_xml_texts(r, n, "title", tier.title);
        if (r->err == AA_OK && is_tier(table, tier.id))
            aa_xml_fault(r, n, "tier %s comes twice", tier.id);
        if (tier.aliases == NULL)
            tier.aliases = "";
        tiers[table->tier_count++] = tier;
    }
}

/* "android" or "ios" as the bit of that platform; 0: all. */
static unsigned read_only(aa_xml_reader *r, xmlNode *node)
{
    const char *only = aa_xml_attr(r, node, "only");
    if (only == NULL)
        return 0;
    if (strcmp(only, "android") == 0)
        return AA_PLATFORM_ANDROID;
    if (strcmp(only, "ios") != 0)
        aa_xml_fault(r, node, "no platform is called %s", only);
    return AA_PLATFORM_IOS;
}

static void read_control(aa_xml_reader *r, xmlNode *node, aa_required_control *out)
{
    aa_xml_allow(r, node, NAMES("checks", "only", "advisory", "ask"), NAMES("title"));
    aa_xml_need(r, node, "checks");
    out->checks = aa_xml_list(r, node, "checks", &out->check_count);
    out->only = read_only(r, node);
    out->advisory = aa_xml_flag(r, node, "advisory");
    out->ask = aa_xml_attr(r, node, "ask");
    if (out->advisory && out->ask != NULL)
        aa_xml_fault(r, node, "a control cannot both be advisory and ask the policy");
    aa_xml_texts(r, node, "title", out->title);
}

static void read_slot(aa_xml_reader *r, xmlNode *node, aa_slot *out)
{
    aa_xml_allow(r, node, NAMES("id", "prefill"), NAMES("question"));
    out->id = aa_xml_need(r, node, "id");
    out->prefill = aa_xml_list(r, node, "prefill", &out->prefill_count);
    aa_xml_texts(r, node, "question", out->question);
}

static unsigned read_areas(aa_xml_reader *r, xmlNode *node)
{
    size_t count = 0;
    const char *const *names = aa_xml_list(r, node, "areas", &count);
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        int area = 0;
        while (area < AA_AREA_COUNT && strcmp(aa_area_name((aa_area)area), names[i]) != 0)
            area++;
        if (area == AA_AREA_COUNT)
            aa_xml_fault(r, node, "no area is called %s", names[i]);
        else
            bits |= AA_AREA_BIT((unsigned)area);
    }
    return bits;
}

static void read_row_parts(aa_xml_reader *r, xmlNode *node, aa_row *row)
{
    aa_required_control *controls = aa_xml_array(r, aa_xml_count(node, "control"), sizeof *controls);
    aa_slot *slots = aa_xml_array(r, aa_xml_count(node, "slot"), sizeof *slots);
    row->controls = controls;
    row->slots = slots;
    for (xmlNode *n = aa_xml_element(node->children); n != NULL; n = aa_xml_element(n->next)) {
        if (r->err != AA_OK)
            return;
        if (aa_xml_is(n, "control")) {
            read_control(r, n, &controls[row->control_count++]);
        } else if (aa_xml_is(n, "slot")) {
            aa_slot *slot = &slots[row->slot_count];
            read_slot(r, n, slot);
            for (size_t i = 0; r->err == AA_OK && i < row->slot_count; i++) {
                if (strcmp(slots[i].id, slot->id) == 0)
                    aa_xml_fault(r, n, "slot %s comes twice", slot->id);
            }
            row->slot_count++;
        }
    }
}

/* An attribute that maps the row to another catalogue: "" when it is not there. */
static const char *mapping(aa_xml_reader *r, xmlNode *node, const char *name)
{
    const char *value = aa_xml_attr(r, node, name);
    return value == NULL ? "" : value;
}

static void check_row(aa_xml_reader *r, xmlNode *node, const aa_table *table, const aa_row *row)
{
    if (r->err != AA_OK)
        return;
    if (aa_table_row(table, aa_bytes_of(row->id, strlen(row->id))) != NULL)
        aa_xml_fault(r, node, "row %s comes twice", row->id);
    if (row->reference == (row->tier_count > 0))
        aa_xml_fault(r, node, "row %s must have either tiers or reference", row->id);
    for (size_t i = 0; i < row->tier_count; i++) {
        if (!is_tier(table, row->tiers[i]))
            aa_xml_fault(r, node, "row %s: no tier is called %s", row->id, row->tiers[i]);
    }
    for (size_t i = 0; i < row->take_count; i++) {
        const char *colon = strchr(row->takes[i], ':');
        if (colon == NULL || colon == row->takes[i] || colon[1] == '\0')
            aa_xml_fault(r, node, "row %s: \"%s\" is not TABLE:ROW", row->id, row->takes[i]);
    }
    if (row->not_applicable != NULL && !aa_absence_exists(row->not_applicable))
        aa_xml_fault(r, node, "row %s: no absence proof is called %s", row->id, row->not_applicable);
}

static void read_row(aa_xml_reader *r, xmlNode *node, aa_table *table, aa_row *row)
{
    aa_xml_allow(r, node,
                 NAMES("id", "tiers", "reference", "only", "areas", "awaits", "takes", "rollup",
                       "not-applicable", "review-years", "mas", "masvs", "top10", "cwe"),
                 NAMES("title", "criterion", "control", "slot"));
    aa_row read = {.id = aa_xml_need(r, node, "id")};
    read.tiers = aa_xml_list(r, node, "tiers", &read.tier_count);
    read.reference = aa_xml_flag(r, node, "reference");
    read.only = read_only(r, node);
    read.areas = read_areas(r, node);
    read.awaits = aa_xml_list(r, node, "awaits", &read.await_count);
    read.takes = aa_xml_list(r, node, "takes", &read.take_count);
    read.rollup = aa_xml_attr(r, node, "rollup");
    read.not_applicable = aa_xml_attr(r, node, "not-applicable");
    read.review_years = aa_xml_attr(r, node, "review-years");
    read.mas = mapping(r, node, "mas");
    read.masvs = mapping(r, node, "masvs");
    read.top10 = mapping(r, node, "top10");
    read.cwe = mapping(r, node, "cwe");
    aa_xml_texts(r, node, "title", read.title);
    aa_xml_texts(r, node, "criterion", read.criterion);
    read_row_parts(r, node, &read);
    check_row(r, node, table, &read);
    *row = read;
}

static void read_rows(aa_xml_reader *r, xmlNode *list, aa_table *table)
{
    aa_xml_allow(r, list, NAMES(NULL), NAMES("row"));
    aa_row *rows = aa_xml_array(r, aa_xml_count(list, "row"), sizeof *rows);
    table->rows = rows;
    for (xmlNode *n = aa_xml_element(list->children); n != NULL; n = aa_xml_element(n->next)) {
        if (r->err != AA_OK)
            return;
        read_row(r, n, table, &rows[table->row_count]);
        table->row_count++;
    }
}

/* What can only be said when every tier and row is known. */
static void check_table(aa_xml_reader *r, const xmlNode *root, const aa_table *table)
{
    if (r->err != AA_OK)
        return;
    if (table->tier_count == 0 || table->row_count == 0)
        aa_xml_fault(r, root, "a table needs tiers and rows");
    else if (!aa_table_has_tier(table, table->default_tier))
        aa_xml_fault(r, root, "no tier is called %s", table->default_tier);
    for (size_t i = 0; i < table->row_count; i++) {
        const aa_row *row = &table->rows[i];
        aa_bytes id = aa_bytes_none();
        for (const char *left = row->rollup; aa_word_next(&left, &id);) {
            const aa_row *part = aa_table_row(table, id);
            if (part == NULL || part->rollup != NULL)
                aa_xml_fault(r, root, "row %s cannot sum up row %.*s", row->id, (int)id.n,
                             (const char *)id.p);
        }
        size_t years = 0;
        for (const char *left = row->review_years; aa_word_next(&left, &id);)
            years++;
        if (row->review_years != NULL && years != table->tier_count)
            aa_xml_fault(r, root, "row %s: review-years are not one for each tier", row->id);
    }
}

static void read_table(aa_xml_reader *r, xmlNode *root, aa_table *table)
{
    if (!aa_xml_is(root, "table")) {
        aa_xml_fault(r, root, "the document is not a <table>");
        return;
    }
    aa_xml_allow(r, root, NAMES("id", "edition", "default-tier", "fail-at"),
                 NAMES("title", "source", "tiers", "rows"));
    table->id = aa_xml_need(r, root, "id");
    table->edition = aa_xml_need(r, root, "edition");
    table->default_tier = aa_xml_need(r, root, "default-tier");
    table->fail_at_key = aa_xml_need(r, root, "fail-at");
    aa_xml_texts(r, root, "title", table->title);
    aa_xml_texts(r, root, "source", table->source);
    if (aa_xml_count(root, "tiers") != 1 || aa_xml_count(root, "rows") != 1)
        aa_xml_fault(r, root, "a table has one <tiers> and one <rows>");
    for (xmlNode *n = aa_xml_element(root->children); n != NULL; n = aa_xml_element(n->next)) {
        if (r->err != AA_OK)
            return;
        if (aa_xml_is(n, "tiers"))
            read_tiers(r, n, table);
        else if (aa_xml_is(n, "rows"))
            read_rows(r, n, table);
    }
    check_table(r, root, table);
}

/* ---- public ---------------------------------------------------------------------------------------- */

aa_err aa_table_parse(aa_arena *arena, aa_bytes xml, const char **detail_out, aa_table **out)
{
    aa_xml_reader r = {.arena = arena};
    aa_table *table = aa_xml_array(&r, 1, sizeof *table);
    xmlDoc *doc = table == NULL ? NULL : aa_xml_parse(&r, xml);
    if (doc != NULL) {
        read_table(&r, xmlDocGetRootElement(doc), table);
        xmlFreeDoc(doc);
    }
    if (r.err != AA_OK) {
        if (detail_out != NULL)
            *detail_out = r.detail != NULL ? r.detail : "";
        return r.err;
    }
    *out = table;
    return AA_OK;
}

aa_err aa_table_builtin(aa_arena *arena, size_t index, aa_table **out)
{
    for (const aa_embedded *e = aa_embedded_files; e->name != NULL; e++) {
        size_t n = strlen(e->name);
        if (n > 4 && strcmp(e->name + n - 4, ".xml") == 0 && index-- == 0) {
            aa_err err = aa_table_parse(arena, e->content, NULL, out);
            return err == AA_E_FORMAT ? AA_E_INTERNAL : err;
        }
    }
    return AA_E_NOTFOUND;
}

/* Sets the bit of the tier that |word| names by id or alias. False when there is none. */
static bool add_tier(const aa_table *table, aa_bytes word, uint64_t *bits)
{
    for (size_t i = 0; i < table->tier_count && i < 64; i++) {
        if (aa_bytes_is(word, table->tiers[i].id) || aa_words_have(table->tiers[i].aliases, word)) {
            *bits |= UINT64_C(1) << i;
            return true;
        }
    }
    return false;
}

/* The tiers that |text| ("L3+F") names as bits by index; 0 when one of them does not exist. */
static uint64_t tier_bits(const aa_table *table, const char *text)
{
    uint64_t bits = 0;
    for (;;) {
        size_t n = strcspn(text, "+");
        if (!add_tier(table, aa_bytes_of(text, n), &bits))
            return 0;
        if (text[n] == '\0')
            return bits;
        text += n + 1;
    }
}

bool aa_table_has_tier(const aa_table *table, const char *text)
{
    return tier_bits(table, text) != 0;
}

const char *aa_table_tier_name(aa_arena *arena, const aa_table *table, const char *text)
{
    uint64_t bits = tier_bits(table, text);
    const char *name = "";
    for (size_t i = 0; i < table->tier_count && name != NULL; i++) {
        if (i < 64 && (bits >> i & 1) != 0)
            name = aa_arena_printf(arena, "%s%s%s", name, *name == '\0' ? "" : "+", table->tiers[i].id);
    }
    return name;
}

bool aa_row_in_tier(const aa_table *table, const aa_row *row, const char *tier_text)
{
    uint64_t asked = tier_bits(table, tier_text);
    uint64_t bound = 0;
    for (size_t i = 0; i < row->tier_count; i++)
        add_tier(table, aa_bytes_of(row->tiers[i], strlen(row->tiers[i])), &bound);
    return (asked & bound) != 0;
}
