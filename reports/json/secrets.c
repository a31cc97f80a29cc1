#include "facts/secrets.h"

#include <string.h>

#include "reports/json/parts.h"

#define PLACES_MAX 16 /* of one value; |seen| counts all */

static const char *grade_name(aa_secret_grade grade)
{
    static const char *const names[] = {[AA_SECRET_NAMED] = "named",
                                        [AA_SECRET_KNOWN] = "known",
                                        [AA_SECRET_LIMITED] = "limited",
                                        [AA_SECRET_MASTER] = "master"};
    return names[grade];
}

static bool is_frameworks(const aa_secret *secret)
{
    bool all = secret->spot_count > 0;
    for (size_t i = 0; i < secret->spot_count; i++)
        all = all && secret->spots[i].framework;
    return all;
}

/* Never the value: its beginning, its length and a digest tell which it is. */
static void put_secret(aa_json *j, const aa_secret *secret)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "rule", secret->rule);
    aa_json_text(j, "provider", secret->provider);
    aa_json_text(j, "what", secret->what);
    aa_json_text(j, "grade", grade_name(secret->power));
    aa_json_bool(j, "proved", secret->proved);
    aa_json_text(j, "begins", secret->begins);
    aa_json_uint(j, "length", secret->length);
    aa_json_text(j, "digest", secret->digest);
    aa_json_text(j, "owner", is_frameworks(secret) ? "library" : "unknown");
    aa_json_uint(j, "seen", secret->spot_count);
    aa_json_open_array(j, "places");
    for (size_t i = 0; i < secret->spot_count && i < PLACES_MAX; i++) {
        aa_json_open_object(j, NULL);
        aa_json_place(j, &secret->spots[i].place);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
    aa_json_close_object(j);
}

static void put_store(aa_json *j, const aa_key_store_fact *store)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "kind", store->kind);
    aa_json_bool(j, "opens", store->password != NULL);
    if (store->counted)
        aa_json_uint(j, "keys", store->keys);
    aa_json_place(j, &store->place);
    aa_json_close_object(j);
}

void aa_json_secrets(aa_json *j, const aa_secrets *secrets)
{
    if (secrets == NULL)
        return;
    aa_json_open_object(j, "secrets");
    aa_json_uint(j, "forms", secrets->forms);
    aa_json_uint(j, "files", secrets->files);
    aa_json_uint(j, "texts", secrets->texts);
    aa_json_uint(j, "left_out", secrets->left_out);
    aa_json_open_array(j, "items");
    for (size_t i = 0; i < secrets->count; i++)
        put_secret(j, &secrets->items[i]);
    aa_json_close_array(j);
    aa_json_open_array(j, "stores");
    for (size_t i = 0; i < secrets->store_count; i++)
        put_store(j, &secrets->stores[i]);
    aa_json_close_array(j);
    aa_json_close_object(j);
}

void aa_json_unsecret(aa_json *j, const char *key, const char *text, const aa_secrets *secrets)
{
    const aa_secret *inside = NULL;
    for (size_t i = 0; secrets != NULL && text != NULL && i < secrets->count && inside == NULL; i++) {
        const aa_secret *s = &secrets->items[i];
        if (s->power != AA_SECRET_KNOWN && s->length > 0 && strstr(text, s->value) != NULL)
            inside = s;
    }
    if (inside == NULL) {
        aa_json_text(j, key, text);
        return;
    }
    aa_str cut;
    aa_str_init(&cut, 256);
    aa_str_printf(&cut, "%s… (%zu)", inside->begins, strlen(text));
    aa_json_text(j, key, aa_str_ok(&cut) ? cut.ptr : "…");
    aa_str_done(&cut);
}
