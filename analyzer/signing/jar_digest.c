/*
 * Which digest attribute counts, by platform version.
 */
#include <strings.h>

#include <openssl/evp.h>
#include <openssl/objects.h>

#include "signing/jar.h"

#define MAX_BASE64 96 /* characters of the longest digest: 64 bytes are 88 */

typedef struct digest_name {
    const char *name; /* as attributes have it */
    int nid;
    bool since_9;
} digest_name;

/* Strongest first: what counts since version 18. */
static const digest_name strongest_first[] = {
    {"SHA-512", NID_sha512, true},
    {"SHA-384", NID_sha384, true},
    {"SHA-256", NID_sha256, false},
    {"SHA1", NID_sha1, false},
};

/* Names that the older platforms knew. */
static const digest_name known_names[] = {
    {"MD5", NID_md5, false},       {"SHA", NID_sha1, false},       {"SHA1", NID_sha1, false},
    {"SHA-1", NID_sha1, false},    {"SHA-256", NID_sha256, false}, {"SHA-384", NID_sha384, true},
    {"SHA-512", NID_sha512, true},
};

aa_jar_era aa_jar_era_of(int api)
{
    if (api < 9)
        return AA_JAR_BEFORE_9;
    return api < 18 ? AA_JAR_BEFORE_18 : AA_JAR_SINCE_18;
}

static bool decode(const char *text, uint8_t out[64], size_t *length_out)
{
    uint8_t raw[MAX_BASE64];
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    if (n == 0 || n % 4 != 0 || n > MAX_BASE64)
        return false;
    int got = EVP_DecodeBlock(raw, (const unsigned char *)text, (int)n);
    if (got < 0)
        return false;
    size_t length = (size_t)got - (text[n - 1] == '=') - (text[n - 2] == '=');
    if (length > 64)
        return false;
    memcpy(out, raw, length);
    *length_out = length;
    return true;
}

static const char *value_of(const aa_jar_manifest *manifest, const aa_jar_section *section, const char *name,
                            size_t name_length, const char *suffix)
{
    char attribute[96];
    size_t n = strlen(suffix);
    if (name_length + n >= sizeof attribute)
        return NULL;
    memcpy(attribute, name, name_length);
    memcpy(attribute + name_length, suffix, n + 1);
    return aa_jar_value(manifest, section, attribute);
}

static int old_rules(const aa_jar_manifest *manifest, const aa_jar_section *section, const char *suffix,
                     aa_jar_era era, uint8_t out[64], size_t *length_out)
{
    const char *names = aa_jar_value(manifest, section, "Digest-Algorithms");
    bool asked[sizeof known_names / sizeof known_names[0]] = {false}; /* each once: the list can be long */
    for (const char *p = names == NULL ? "SHA SHA1" : names; *p != '\0';) {
        size_t n = strcspn(p, " \t");
        for (size_t i = 0; i < sizeof known_names / sizeof known_names[0]; i++) {
            const digest_name *d = &known_names[i];
            if (asked[i] || strlen(d->name) != n || strncasecmp(d->name, p, n) != 0 ||
                (era == AA_JAR_BEFORE_9 && d->since_9))
                continue;
            asked[i] = true;
            const char *value = value_of(manifest, section, p, n, suffix);
            if (value != NULL && decode(value, out, length_out))
                return d->nid;
        }
        p += n;
        p += strspn(p, " \t");
    }
    return NID_undef;
}

int aa_jar_digest(const aa_jar_manifest *manifest, const aa_jar_section *section, const char *suffix,
                  aa_jar_era era, uint8_t out[64], size_t *length_out)
{
    if (era != AA_JAR_SINCE_18)
        return old_rules(manifest, section, suffix, era, out, length_out);
    for (size_t i = 0; i < sizeof strongest_first / sizeof strongest_first[0]; i++) {
        const digest_name *d = &strongest_first[i];
        const char *value = value_of(manifest, section, d->name, strlen(d->name), suffix);
        if (value != NULL)
            return decode(value, out, length_out) ? d->nid : NID_undef;
    }
    return NID_undef;
}

static const char *digest_name_of(int nid)
{
    if (nid == NID_md5)
        return "MD5";
    for (size_t i = 0; i < sizeof strongest_first / sizeof strongest_first[0]; i++) {
        if (strongest_first[i].nid == nid)
            return strongest_first[i].name;
    }
    return "";
}

const char *aa_jar_digest_names(aa_arena *arena, int first, int second)
{
    const char *a = digest_name_of(first);
    const char *b = first == second ? "" : digest_name_of(second);
    return aa_arena_printf(arena, "%s%s%s", a, *a != '\0' && *b != '\0' ? " " : "", b);
}
