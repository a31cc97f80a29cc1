/*
 * What checks over web addresses in code share.
 */
#ifndef AA_CHECKS_COMMON_ADDRESSES_H
#define AA_CHECKS_COMMON_ADDRESSES_H

#include <string.h>

#include "base/bytes.h"

static inline bool address_ends_host(uint8_t c)
{
    switch (c) {
    case '/':
    case '?':
    case '#':
    case ':':
    case '\\':
    case '"':
    case '\'':
        return true;
    default:
        return c <= 0x20 || c >= 0x7F;
    }
}

/* "https://host.example:8443/…" → the host; false when |text| is no web address with one. */
static inline bool address_host(aa_bytes text, aa_bytes *host)
{
    static const char *const schemes[] = {"https://", "http://", "wss://", "ws://"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t n = strlen(schemes[i]);
        if (text.n <= n || memcmp(text.p, schemes[i], n) != 0)
            continue;
        size_t end = n;
        while (end < text.n && !address_ends_host(text.p[end]))
            end++;
        *host = aa_bytes_of(text.p + n, end - n);
        return end > n + 3 && memchr(host->p, '.', host->n) != NULL && memchr(host->p, '%', host->n) == NULL;
    }
    return false;
}

/*
 * The next address inside |text|, from |*pos| on, which begins at 0: |*address| is what begins with it, up to
 * the end of its host. Texts of scripts and snapshots hold more than one address, or something before it.
 */
static inline bool address_next(aa_bytes text, size_t *pos, aa_bytes *address, aa_bytes *host)
{
    while (*pos < text.n) {
        const uint8_t *colon = memchr(text.p + *pos, ':', text.n - *pos);
        if (colon == NULL)
            break;
        size_t at = (size_t)(colon - text.p);
        size_t begin = at;
        *pos = at + 1;
        while (begin > 0 && at - begin < 5 && text.p[begin - 1] >= 'a' && text.p[begin - 1] <= 'z')
            begin--;
        for (; begin < at; begin++) {
            *address = aa_bytes_from(text, begin);
            if (!address_host(*address, host))
                continue;
            address->n = (size_t)(host->p + host->n - address->p);
            return true;
        }
    }
    return false;
}

/* As aa_code_literals() and aa_machine_texts() ask. */
static inline bool address_is_one(void *context, aa_bytes text)
{
    aa_bytes host;
    (void)context;
    return address_host(text, &host);
}

/* Identifiers that look like addresses and are never opened. */
static inline bool address_is_name_only(aa_bytes text, aa_bytes host)
{
    static const char *const names[] = {"schemas.android.com", "www.w3.org",   "xmlpull.org",
                                        "ns.adobe.com",        "xml.org",      "apache.org",
                                        "xmlns.jcp.org",       "java.sun.com", "schemas.microsoft.com"};
    static const char dtd[] = "http://www.apple.com/DTDs/";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(host, names[i]))
            return true;
    return text.n >= sizeof dtd - 1 && memcmp(text.p, dtd, sizeof dtd - 1) == 0;
}

#endif
