#include "cli/tables.h"

#include <string.h>

#include "cli/suggest.h"
#include "cli/verb.h"

aa_exit aa_tables_load(aa_tables *tables)
{
    *tables = (aa_tables){.arena = aa_arena_new()};
    aa_err err = tables->arena == NULL ? AA_E_NOMEM : AA_OK;
    while (err == AA_OK && tables->count < AA_TABLES_MAX) {
        err = aa_table_builtin(tables->arena, tables->count, &tables->items[tables->count]);
        tables->count += err == AA_OK ? 1 : 0;
    }
    if (err == AA_OK || err == AA_E_NOTFOUND)
        return AA_EXIT_OK;
    aa_console_error(NULL, "the rule books cannot be read: %s", aa_err_name(err));
    return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_INTERNAL;
}

void aa_tables_done(aa_tables *tables)
{
    aa_arena_free(tables->arena);
    tables->arena = NULL;
}

const aa_table *aa_tables_find(const aa_tables *tables, const char *verb, const char *id)
{
    aa_suggestion suggestion = {.typed = id};
    for (size_t i = 0; i < tables->count; i++) {
        if (strcmp(tables->items[i]->id, id) == 0)
            return tables->items[i];
        aa_suggest_offer(&suggestion, tables->items[i]->id);
    }
    aa_str known;
    aa_str_init(&known, 1024);
    for (size_t i = 0; i < tables->count; i++)
        aa_str_printf(&known, "%s%s", i == 0 ? "" : ", ", tables->items[i]->id);
    if (suggestion.best != NULL)
        aa_usage_error(verb, "there is no table \"%s\"; did you mean \"%s\"?", id, suggestion.best);
    else
        aa_usage_error(verb, "there is no table \"%s\"; there are %s", id, known.ptr);
    aa_str_done(&known);
    return NULL;
}

void aa_put_tier_ids(aa_str *s, const aa_table *table)
{
    for (size_t i = 0; i < table->tier_count; i++)
        aa_str_printf(s, "%s%s", i == 0 ? "" : ", ", table->tiers[i].id);
}
