#include "reports/answers/final.h"

#include <string.h>

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static bool is_word(const json_t *object, const char *key, const char *word)
{
    const char *value = text(object, key);
    return value != NULL && strcmp(value, word) == 0;
}

static size_t count_undecided(const json_t *root)
{
    const json_t *judgements = json_object_get(root, "judgements");
    size_t count = 0;
    for (size_t j = 0; j < json_array_size(judgements); j++) {
        const json_t *rows = json_object_get(json_array_get(judgements, j), "rows");
        for (size_t r = 0; r < json_array_size(rows); r++) {
            const json_t *row = json_array_get(rows, r);
            count += is_word(row, "verdict", "undecided") || is_word(row, "verdict", "error") ? 1 : 0;
        }
    }
    return count;
}

/* What ISO/IEC 17025 (7.8.2) and the insurers' list of entries ask a report to name. */
static const struct {
    const char *part, *key,
        *name; /* |key| NULL: a list that is not empty; |part| NULL: of the report itself */
} needed[] = {
    {NULL, "number", "number"},
    {"laboratory", "name", "laboratory.name"},
    {"laboratory", "address", "laboratory.address"},
    {"laboratory", "accreditation", "laboratory.accreditation"},
    {"client", "name", "client.name"},
    {"item", "obtained", "item.obtained"},
    {"item", "declared_by", "item.declared_by"},
    {"dates", "received", "dates.received"},
    {"dates", "started", "dates.started"},
    {"dates", "finished", "dates.finished"},
    {"dates", "issued", "dates.issued"},
    {"environment", NULL, "environment"},
    {"testers", NULL, "testers"},
    {"signatories", NULL, "signatories"},
};

_Static_assert(sizeof needed / sizeof needed[0] <= AA_FINAL_MISSING, "each can be missing");

aa_final aa_final_look(const json_t *root)
{
    const json_t *report = json_object_get(json_object_get(root, "answers"), "report");
    aa_final final = {.undecided = count_undecided(root), .partial = !is_word(root, "state", "complete")};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        const json_t *part = needed[i].part == NULL ? report : json_object_get(report, needed[i].part);
        bool there = needed[i].key == NULL ? json_array_size(part) > 0 : text(part, needed[i].key) != NULL;
        if (!there)
            final.missing[final.missing_count++] = needed[i].name;
    }
    return final;
}

bool aa_final_holds(const aa_final *final)
{
    return final->undecided == 0 && !final->partial && final->missing_count == 0;
}
