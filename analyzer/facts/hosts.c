#include "facts/hosts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* Top-level names that no public DNS answers: RFC 6761, RFC 6762, RFC 8375, ICANN SAC113 (.internal). */
static const char *const private_names[] = {".local", ".home.arpa", ".internal", ".intranet",
                                            ".lan",   ".test",      ".example",  ".invalid"};

typedef struct range {
    uint32_t network;
    unsigned bits;
    aa_host_scope scope;
} range;

/* RFC 1122, RFC 1918, RFC 3927; 10.0.2.0/24 reaches the host machine from the Android emulator. */
static const range ranges[] = {
    {0x7f000000, 8, AA_HOST_LOOPBACK}, {0x00000000, 32, AA_HOST_LOOPBACK}, {0x0a000200, 24, AA_HOST_LOOPBACK},
    {0x0a000000, 8, AA_HOST_PRIVATE},  {0xac100000, 12, AA_HOST_PRIVATE},  {0xc0a80000, 16, AA_HOST_PRIVATE},
    {0xa9fe0000, 16, AA_HOST_PRIVATE},
};

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t m = strlen(end);
    return n > m && strcasecmp(text + n - m, end) == 0;
}

/* Four decimal numbers up to 255, without spaces or signs. */
static bool ipv4(const char *text, uint32_t *out)
{
    uint32_t address = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t value = 0;
        size_t digits = 0;
        for (; *text >= '0' && *text <= '9' && digits < 4; text++, digits++)
            value = value * 10 + (uint32_t)(*text - '0');
        if (digits == 0 || value > 255 || *text != (i < 3 ? '.' : '\0'))
            return false;
        text++;
        address = address << 8 | value;
    }
    *out = address;
    return true;
}

static aa_host_scope ipv4_scope(uint32_t address)
{
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if ((address ^ ranges[i].network) >> (32 - ranges[i].bits) == 0)
            return ranges[i].scope;
    return AA_HOST_PUBLIC;
}

aa_host_scope aa_host_scope_of(const char *host)
{
    uint32_t address = 0;
    if (ipv4(host, &address))
        return ipv4_scope(address);
    if (strchr(host, ':') != NULL) { /* IPv6: RFC 4291 loopback and link-local, RFC 4193 unique local */
        if (strcmp(host, "::1") == 0)
            return AA_HOST_LOOPBACK;
        bool local = strncasecmp(host, "fe80:", 5) == 0 || strncasecmp(host, "fc", 2) == 0 ||
                     strncasecmp(host, "fd", 2) == 0;
        return local ? AA_HOST_PRIVATE : AA_HOST_PUBLIC;
    }
    if (strcasecmp(host, "localhost") == 0 || ends_with(host, ".localhost"))
        return AA_HOST_LOOPBACK;
    for (size_t i = 0; i < sizeof private_names / sizeof private_names[0]; i++)
        if (ends_with(host, private_names[i]))
            return AA_HOST_PRIVATE;
    return AA_HOST_PUBLIC;
}
