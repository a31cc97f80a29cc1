#include "reports/json/parts.h"

void aa_json_tri(aa_json *j, const char *key, aa_tri value)
{
    static const char *const names[] = {[AA_UNKNOWN] = "unknown", [AA_NO] = "no", [AA_YES] = "yes"};
    aa_json_text(j, key, names[value]);
}

void aa_json_flag(aa_json *j, const char *key, const aa_flag *flag)
{
    if (flag->declared)
        aa_json_tri(j, key, flag->value);
}

void aa_json_place(aa_json *j, const aa_place *place)
{
    aa_json_open_object(j, "place");
    aa_json_text(j, "artifact", place->artifact);
    aa_json_text(j, "member", place->member);
    if (place->offset != AA_NO_OFFSET && (place->member != NULL || place->artifact != NULL))
        aa_json_uint(j, "offset", place->offset);
    if (place->line != 0)
        aa_json_uint(j, "line", place->line);
    aa_json_text(j, "path", place->path);
    aa_json_text(j, "class", place->class_name);
    aa_json_text(j, "method", place->method);
    if (place->address != 0)
        aa_json_uint(j, "address", place->address);
    aa_json_close_object(j);
}

void aa_json_list(aa_json *j, const char *key, const char *const *items, size_t count)
{
    aa_json_open_array(j, key);
    for (size_t i = 0; i < count; i++)
        aa_json_text(j, NULL, items[i]);
    aa_json_close_array(j);
}

void aa_json_args(aa_json *j, const char *key, const char *const *args)
{
    size_t count = 0;
    while (args[count] != NULL)
        count++;
    aa_json_list(j, key, args, count);
}

const char *aa_json_protection(aa_protection protection)
{
    static const char *const names[] = {
        [AA_PROTECT_NONE] = "none",           [AA_PROTECT_UNDEFINED] = "undefined",
        [AA_PROTECT_NORMAL] = "normal",       [AA_PROTECT_DANGEROUS] = "dangerous",
        [AA_PROTECT_SIGNATURE] = "signature", [AA_PROTECT_INTERNAL] = "internal",
        [AA_PROTECT_UNKNOWN] = "unknown",
    };
    return names[protection];
}
