/*
 * Digests that a program computes over itself: over its file, over what is loaded, or over the section that
 * the load commands say holds the code.
 *
 * Sources: Apple, dyld(3), getsectiondata(3), NSBundle executablePath; CommonCrypto CommonDigest.h.
 */
#ifndef AA_CHECKS_IOS_OWN_DIGEST_H
#define AA_CHECKS_IOS_OWN_DIGEST_H

#include "engine/machine_record.h"
#include "machine/use.h"

static const char *const own_digests[] = {"_CC_SHA256*",           "_CC_SHA1*", "_CC_SHA512*", "_CC_MD5*",
                                          "_$s9CryptoKit6SHA256*", NULL};

static inline bool is_code_section(void *context, aa_bytes text)
{
    (void)context;
    return aa_bytes_is(text, "__text");
}

/* Called once for each function; |context| is the caller's. */
typedef void (*own_digest_found)(void *context, aa_machine *machine, aa_mspot spot);

enum { OWN_DIGESTS_MAX = 32 };

typedef struct own_digest_search {
    aa_machine *machine;
    own_digest_found found;
    void *context;
    aa_mspot seen[OWN_DIGESTS_MAX];
    size_t count;
} own_digest_search;

static inline void own_digest_add(own_digest_search *s, aa_mspot spot)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->seen[i].image == spot.image && s->seen[i].function == spot.function)
            return;
    if (s->count == OWN_DIGESTS_MAX)
        return;
    s->seen[s->count++] = spot;
    s->found(s->context, s->machine, spot);
}

static inline void own_digests_at(own_digest_search *search, aa_msites sites, bool near)
{
    for (size_t i = 0; i < sites.count; i++) {
        const aa_msite *s = &sites.items[i];
        const aa_mcall *digest =
            near ? aa_muse_call_near(search->machine, s->image, s->function, own_digests)
                 : aa_muse_call_in(search->machine, s->image, s->function, own_digests, 1);
        if (digest != NULL)
            own_digest_add(search, aa_mspot_of(s));
    }
}

/* How many there are. */
static inline size_t own_digests_find(aa_machine *m, own_digest_found found, void *context)
{
    static const char *const symbols[] = {"__NSGetExecutablePath", "__dyld_get_image_header",
                                          "_getsectiondata", NULL};
    static const char *const selectors[] = {"executablePath", "executableURL", NULL};
    own_digest_search search = {.machine = m, .found = found, .context = context};
    const aa_mplace_ref *names;
    size_t count = aa_machine_texts(m, is_code_section, NULL, &names);
    for (size_t i = 0; i < count && search.count == 0; i++)
        if (names[i].function != AA_NO_FUNCTION &&
            aa_muse_call_in(m, names[i].image, names[i].function, own_digests, 1) != NULL)
            own_digest_add(&search, aa_mspot_at(&names[i]));
    for (size_t s = 0; symbols[s] != NULL; s++)
        own_digests_at(&search, aa_machine_calls(m, symbols[s]), true);
    for (size_t s = 0; selectors[s] != NULL; s++)
        own_digests_at(&search, aa_machine_sends(m, selectors[s], "NSBundle"), false);
    return search.count;
}

#endif
