#include <string.h>

#include "engine/check.h"

size_t aa_check_count(void)
{
    return aa_check_registry_count;
}

bool aa_check_get(size_t index, aa_lang lang, aa_check_info *out)
{
    if (index >= aa_check_registry_count || (unsigned)lang >= AA_LANG_COUNT)
        return false;
    const aa_check_entry *entry = &aa_check_registry[index];
    const aa_check *check = entry->check;
    const aa_check_text *text = &check->text[lang];
    *out = (aa_check_info){
        .id = entry->id,
        .kind = check->kind,
        .severity = check->severity,
        .rows = check->rows,
        .masvs = check->masvs,
        .mastg = check->mastg,
        .cwe = check->cwe,
        .title = text->title,
        .why = text->why,
        .fix = text->fix,
        .limits = text->limits,
    };
    return true;
}

size_t aa_check_find(const char *id)
{
    size_t i = 0;
    while (i < aa_check_registry_count && strcmp(aa_check_registry[i].id, id) != 0)
        i++;
    return i;
}
