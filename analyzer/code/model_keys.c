/*
 * Calls that are told under which name to look or to keep something: the name is no part of what comes out.
 */
#include "code/model_internal.h"

/* An instance method, whose first parameter is the name. */
typedef struct keyed {
    const char *owner;
    const char *name; /* how it begins, with a "*" at the end; else the whole */
} keyed;

static const keyed rows[] = {
    {"Ljava/util/Map;", "get*"},
    {"Ljava/util/Map;", "put*"},
    {"Ljava/util/Map;", "remove"},
    {"Ljava/util/Properties;", "getProperty"},
    {"Ljava/util/Properties;", "setProperty"},
    {"Landroid/util/LruCache;", "get"},
    {"Landroid/util/LruCache;", "put"},
    {"Landroid/os/BaseBundle;", "get*"},
    {"Landroid/os/BaseBundle;", "put*"},
    {"Landroid/content/Intent;", "get*"},
    {"Landroid/content/Intent;", "putExtra"},
    {"Landroid/content/ContentValues;", "get*"},
    {"Landroid/content/ContentValues;", "put"},
    {"Landroid/content/SharedPreferences;", "get*"},
    {"Landroid/database/Cursor;", "getColumn*"},
    {"Landroid/net/Uri;", "getQueryParameter*"},
    {"Lorg/json/JSONObject;", "get*"},
    {"Lorg/json/JSONObject;", "opt*"},
    {"Lorg/json/JSONObject;", "put*"},
};

static bool is_named(aa_bytes name, const char *pattern)
{
    size_t n = strlen(pattern);
    if (pattern[n - 1] != '*')
        return aa_bytes_is(name, pattern);
    return name.n >= n - 1 && memcmp(name.p, pattern, n - 1) == 0;
}

bool aa_model_finds_key(const aa_program *program, aa_method_id method)
{
    const aa_method *m = aa_program_method(program, method);
    if (m == NULL || aa_method_parameter_count(program, method) == 0)
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (is_named(m->name, rows[i].name) && aa_type_is_platform(program, m->owner, rows[i].owner))
            return true;
    return false;
}
