#include "code/use_crypto.h"

#include <stdio.h>

/* ---- names ------------------------------------------------------------------------------------------ */

static char upper(uint8_t c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static bool take_part(aa_bytes text, size_t *at, char *out, size_t size)
{
    size_t n = 0;
    bool fits = true;
    for (; *at < text.n && text.p[*at] != '/'; (*at)++) {
        if (text.p[*at] == ' ')
            continue;
        fits = n + 1 < size;
        if (fits)
            out[n++] = upper(text.p[*at]);
    }
    out[n] = '\0';
    *at += *at < text.n;
    return fits;
}

bool aa_transformation_of(aa_bytes text, aa_transformation *out)
{
    size_t at = 0;
    bool fits = take_part(text, &at, out->algorithm, sizeof out->algorithm);
    fits = take_part(text, &at, out->mode, sizeof out->mode) && fits;
    return take_part(text, &at, out->padding, sizeof out->padding) && fits;
}

bool aa_cipher_is_broken(const char *algorithm)
{
    static const char *const names[] = {"DES",  "DESEDE", "DESEDEWRAP", "3DES",      "TRIPLEDES",
                                        "RC2",  "RC4",    "ARC4",       "ARCFOUR",   "BLOWFISH",
                                        "IDEA", "CAST5",  "SKIPJACK",   "GOST28147", NULL};
    static const char *const inside[] = {"ANDDES", "ANDTRIPLEDES", "AND3", "RC2", "RC4", "ANDIDEA", NULL};
    if (aa_text_is_any(algorithm, names))
        return true;
    if (strncmp(algorithm, "PBE", 3) != 0)
        return false;
    for (size_t i = 0; inside[i] != NULL; i++)
        if (strstr(algorithm, inside[i]) != NULL)
            return true;
    return false;
}

bool aa_cipher_defaults_to_ecb(const char *algorithm)
{
    static const char *const names[] = {"AES",  "DES",      "DESEDE", "3DES", "TRIPLEDES", "RC2",
                                        "IDEA", "BLOWFISH", "CAST5",  "SM4",  "TWOFISH",   "CAMELLIA",
                                        "ARIA", "SERPENT",  "RC5",    "RC6",  NULL};
    return aa_text_is_any(algorithm, names);
}

bool aa_digest_is_weak(aa_bytes text, const char **digest)
{
    static const struct {
        const char *beginning, *name;
    } weak[] = {{"MD2", "MD2"},
                {"MD4", "MD4"},
                {"MD5", "MD5"},
                {"SHA1", "SHA-1"},
                {"SHA-1", "SHA-1"},
                {"HMACMD5", "MD5"},
                {"HMAC-MD5", "MD5"},
                {"HMACSHA1", "SHA-1"},
                {"HMACSHA-1", "SHA-1"},
                {"HMAC-SHA1", "SHA-1"},
                {"RIPEMD128", "RIPEMD-128"}};

    aa_transformation name;
    aa_transformation_of(text, &name);
    if (strcmp(name.algorithm, "SHA") == 0) {
        *digest = "SHA-1";
        return true;
    }
    for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++) {
        size_t n = strlen(weak[i].beginning);
        /* "SHA1" begins neither "SHA128" nor "SHA-128", which do not exist, but "SHA-1" would begin "SHA-16".
         */
        if (strncmp(name.algorithm, weak[i].beginning, n) == 0 &&
            (name.algorithm[n] < '0' || name.algorithm[n] > '9')) {
            *digest = weak[i].name;
            return true;
        }
    }
    return false;
}

/* ---- material --------------------------------------------------------------------------------------- */

/* No bytes at all are no material: what a container holds before it is filled. */
static bool is_constant(const aa_origin *origin)
{
    return origin->kind == AA_ORIGIN_STRING || (origin->kind == AA_ORIGIN_BYTES && origin->text.n > 0);
}

/* What comes of these can be guessed by someone who knows when the app ran, or saw earlier values. */
static bool is_predictable(aa_code *code, const aa_origin *origin)
{
    static const char *const sources[] = {
        "Ljava/util/Random;->*",
        "Ljava/lang/Math;->random",
        "Ljava/util/concurrent/ThreadLocalRandom;->*",
        "Ljava/util/SplittableRandom;->*",
        "Ljava/lang/System;->currentTimeMillis",
        "Ljava/lang/System;->nanoTime",
        "Landroid/os/SystemClock;->*",
        "Ljava/util/Date;->*",
        "Ljava/util/Calendar;->*",
        NULL,
    };
    if (origin->kind != AA_ORIGIN_CALL ||
        aa_method_is(code, origin->method, "Ljava/security/SecureRandom;->*"))
        return false;
    return aa_method_is_any(code, origin->method, sources);
}

const aa_origin *aa_random_among(aa_code *code, const aa_origins *origins)
{
    static const char *const sources[] = {"Ljava/util/Random;->*", "Ljava/lang/Math;->random",
                                          "Ljava/util/concurrent/ThreadLocalRandom;->*", NULL};
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind != AA_ORIGIN_CALL || aa_method_is(code, o->method, "Ljava/security/SecureRandom;->*"))
            continue;
        if (aa_method_is_any(code, o->method, sources))
            return o;
    }
    return NULL;
}

static const aa_origin *find_constant(const aa_origins *origins)
{
    for (size_t i = 0; i < origins->count; i++)
        if (is_constant(&origins->items[i]) && origins->items[i].exact)
            return &origins->items[i];
    return NULL;
}

/* The constant that says most: exact, then bytes, then the longest text (the shorter ones name algorithms and
 * character sets). */
static const aa_origin *first_constant(const aa_origins *origins)
{
    const aa_origin *best = find_constant(origins);
    for (size_t i = 0; i < origins->count && (best == NULL || !best->exact); i++) {
        const aa_origin *o = &origins->items[i];
        if (is_constant(o) && (best == NULL || o->text.n > best->text.n))
            best = o;
    }
    for (size_t i = 0; i < origins->count && best == NULL; i++)
        if (origins->items[i].kind == AA_ORIGIN_INT &&
            !origins->items[i].exact) /* bytes written one by one */
            best = &origins->items[i];
    return best;
}

static aa_material decide(aa_code *code, const aa_origins *origins, const aa_origin **what)
{
    bool other = false;
    bool unknown = !origins->complete;
    const aa_origin *predictable = NULL;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *origin = &origins->items[i];
        if (is_predictable(code, origin))
            predictable = predictable != NULL ? predictable : origin;
        else if (origin->kind == AA_ORIGIN_UNKNOWN || origin->kind == AA_ORIGIN_PARAM)
            unknown = true;
        else if (origin->kind >= AA_ORIGIN_CALL && !origin->passes)
            other = true;
    }
    *what = other ? NULL : predictable;
    if (other)
        return AA_MATERIAL_OTHER;
    return predictable != NULL && !unknown ? AA_MATERIAL_PREDICTABLE
           : unknown                       ? AA_MATERIAL_UNKNOWN
                                           : AA_MATERIAL_OTHER;
}

aa_material aa_material_of(aa_code *code, const aa_site *site, size_t argument, const aa_origin **what)
{
    const aa_origin *found = NULL;
    if (what == NULL)
        what = &found;
    aa_origins direct = aa_code_constants(code, site, argument);
    *what = find_constant(&direct);
    if (*what != NULL)
        return AA_MATERIAL_CONSTANT;
    aa_origins all = aa_code_whence(code, site, argument);
    if (aa_origins_constant(code, &all)) {
        *what = first_constant(&all);
        if (*what != NULL)
            return AA_MATERIAL_CONSTANT;
    }
    return decide(code, &all, what);
}

bool aa_material_is_of_others(aa_code *code, const aa_site *site, const aa_origin *what)
{
    const aa_reach_map *reach = aa_code_base_of(code)->reach;
    if (reach == NULL || !aa_code_is_library(code, site->in) ||
        aa_reach_state(reach, site->in) != AA_CODE_UNREACHED)
        return false;
    for (const aa_step *step = what->way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_FIELD)
            return true;
    return false;
}

/* ---- words ------------------------------------------------------------------------------------------ */

static const char *bytes_text(aa_code *code, aa_bytes bytes, size_t most)
{
    char digits[8 * 3 + 1] = "";
    size_t shown = bytes.n < most ? bytes.n : most;
    for (size_t i = 0; i < shown; i++)
        snprintf(digits + 3 * i, sizeof digits - 3 * i, " %02x", bytes.p[i]);
    return aa_arena_printf(aa_code_arena(code), "%zu bytes%s%s", bytes.n, digits,
                           bytes.n > shown ? " …" : "");
}

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

const char *aa_origin_text(aa_code *code, const aa_origin *origin)
{
    aa_arena *arena = aa_code_arena(code);
    if (origin->kind == AA_ORIGIN_STRING)
        return or_dash(aa_arena_utf8(arena, origin->text));
    if (origin->kind == AA_ORIGIN_BYTES)
        return or_dash(bytes_text(code, origin->text, 8));
    if (origin->kind == AA_ORIGIN_INT)
        return or_dash(aa_arena_printf(arena, "%lld", (long long)origin->number));
    if (origin->kind != AA_ORIGIN_CALL)
        return "-";
    aa_str text;
    aa_str_init(&text, 4096);
    aa_method_put(aa_code_base_of(code)->program, origin->method, &text);
    const char *out = aa_arena_strdup(arena, text.ptr);
    aa_str_done(&text);
    return or_dash(out);
}

const char *aa_origin_redacted(aa_code *code, const aa_origin *origin)
{
    if (origin->kind == AA_ORIGIN_BYTES)
        return or_dash(bytes_text(code, origin->text, origin->text.n > 4 ? 2 : 1));
    if (origin->kind != AA_ORIGIN_STRING || origin->text.n == 0)
        return aa_origin_text(code, origin);
    aa_arena *arena = aa_code_arena(code);
    const char *whole = aa_arena_utf8(arena, origin->text);
    if (whole == NULL)
        return "-";
    /* Two ASCII characters tell enough of a value to find it; of a short one, one does. */
    int shown = origin->text.n >= 8 && origin->text.p[0] < 0x80 && origin->text.p[1] < 0x80 ? 2 : 0;
    if (shown == 0 && origin->text.p[0] < 0x80 && origin->text.n > 3)
        shown = 1;
    return or_dash(aa_arena_printf(arena, "%.*s… (%zu)", shown, whole, origin->text.n));
}
