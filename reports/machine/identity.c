#include "reports/machine/identity.h"

#include <stdlib.h>

#include "base/hash.h"

#define KEY_BYTES ((size_t)1 << 24)

/* Appends |text| with its length in front, so that no two lists of texts give the same key. */
static void put_part(aa_str *key, const char *text)
{
    if (text == NULL)
        aa_str_put(key, "-;");
    else
        aa_str_printf(key, "%zu:%s;", strlen(text), text);
}

/* Digits at the end of |name|, |len| characters. */
static size_t without_digits(const char *name, size_t len)
{
    while (len > 0 && name[len - 1] >= '0' && name[len - 1] <= '9')
        len--;
    return len;
}

/*
 * The member without what differs between builds of one app: which of several DEX files a class came to lie
 * in, and the processor of a library.
 */
static void put_member(aa_str *key, const char *member)
{
    size_t len = member == NULL ? 0 : strlen(member);
    const char *library = member == NULL ? NULL : strstr(member, "lib/");
    if (len > 4 && strcmp(member + len - 4, ".dex") == 0) {
        aa_str_printf(key, "%.*s.dex;", (int)without_digits(member, len - 4), member);
    } else if (library == member && member != NULL && strchr(member + 4, '/') != NULL) {
        aa_str_put(key, "lib");
        put_part(key, strchr(member + 4, '/'));
    } else {
        put_part(key, member);
    }
}

/* True when a shrinker may have changed |arg|: it names the class in which the finding lies, or one beside
 * it. */
static bool is_name(const aa_finding *f, const char *arg)
{
    const char *class_name = f->place.class_name;
    const char *dot = class_name == NULL ? NULL : strrchr(class_name, '.');
    if (class_name == NULL || class_name[0] == '\0')
        return false;
    if (strstr(arg, class_name) != NULL)
        return true;
    return dot != NULL && strncmp(arg, class_name, (size_t)(dot - class_name) + 1) == 0;
}

/* |arg|, or NULL when it is the name of the app's file, which often carries a version. */
static const char *lasting(const aa_result *result, const char *arg)
{
    for (size_t i = 0; i < result->facts->artifact_count; i++) {
        if (strcmp(result->facts->artifacts[i].name, arg) == 0)
            return NULL;
    }
    return arg;
}

static const char *message_key(const aa_finding *f)
{
    const aa_check *check = f->check->check;
    return f->message < check->message_count ? check->messages[f->message].key : "";
}

static void put_common(aa_str *key, const aa_result *result, const aa_finding *f)
{
    aa_str_clear(key);
    put_part(key, f->check->id);
    put_part(key, message_key(f));
    put_part(key, aa_record_name(f->record));
    put_part(key, result->facts->manifest.package.value);
    put_member(key, f->place.member);
    put_part(key, f->place.path);
}

static bool finish(aa_str *key, char out[AA_SHA256_HEX])
{
    return aa_str_ok(key) && aa_sha256_hex(aa_bytes_of(key->ptr, key->len), out) == AA_OK;
}

static bool identify(const aa_result *result, const aa_finding *f, aa_str *key, aa_identity *out)
{
    put_common(key, result, f);
    put_part(key, f->place.class_name);
    put_part(key, f->place.method);
    for (size_t i = 0; f->args[i] != NULL; i++)
        put_part(key, lasting(result, f->args[i]));
    if (!finish(key, out->exact))
        return false;
    put_common(key, result, f);
    for (size_t i = 0; f->args[i] != NULL; i++)
        put_part(key, is_name(f, f->args[i]) ? NULL : lasting(result, f->args[i]));
    for (size_t i = 0; i < f->trace_count; i++)
        put_part(key, aa_trace_name(f->trace[i].kind));
    return finish(key, out->shape);
}

static int by_exact(const void *a, const void *b)
{
    const aa_identity *left = *(aa_identity *const *)a;
    const aa_identity *right = *(aa_identity *const *)b;
    int order = strcmp(left->exact, right->exact);
    return order != 0 ? order : (left > right) - (left < right); /* both are elements of one array */
}

static bool count_equals(aa_arena *arena, aa_identity *all, size_t count)
{
    aa_identity **order = aa_arena_array(arena, count, sizeof(*order));
    if (order == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        order[i] = &all[i];
    if (count > 1)
        qsort(order, count, sizeof(*order), by_exact);
    for (size_t i = 0; i < count; i++)
        order[i]->ordinal =
            i > 0 && strcmp(order[i]->exact, order[i - 1]->exact) == 0 ? order[i - 1]->ordinal + 1 : 1;
    return true;
}

aa_identity *aa_identities(aa_arena *arena, const aa_result *result)
{
    aa_identity *all = aa_arena_array(arena, result->finding_count, sizeof *all);
    aa_str key;
    aa_str_init(&key, KEY_BYTES);
    bool ok = all != NULL;
    for (size_t i = 0; ok && i < result->finding_count; i++)
        ok = identify(result, &result->findings[i], &key, &all[i]);
    aa_str_done(&key);
    return ok && count_equals(arena, all, result->finding_count) ? all : NULL;
}
