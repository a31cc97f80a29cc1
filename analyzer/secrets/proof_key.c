/*
 * Private keys as text: PEM, OpenPGP, PuTTY, and the key file of a Google service account.
 *
 * Sources: RFC 7468; OpenSSH PROTOCOL.key; PuTTY manual, appendix C; Google Cloud, "Create and delete service
 * account keys".
 */
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/base64.h"
#include "secrets/book_internal.h"

/* A key of 16,384 bits is 13 KiB of text; lines, escapes and a label are more. */
enum { KEY_TEXT = 32 << 10, LABEL = 48, ACCOUNT = 8 << 10, SHORTEST = 60 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Where |needle| begins in |text| from |at| on, within |most| bytes; SIZE_MAX: nowhere. */
static size_t after(aa_bytes text, size_t at, size_t most, const char *needle)
{
    size_t n = strlen(needle);
    size_t end = at + least(most, text.n - at);
    for (; end >= n && at <= end - n; at++) {
        const uint8_t *p = memchr(text.p + at, needle[0], end - n - at + 1);
        if (p == NULL)
            return SIZE_MAX;
        at = (size_t)(p - text.p);
        if (memcmp(p, needle, n) == 0)
            return at;
    }
    return SIZE_MAX;
}

/* ---- PEM ----------------------------------------------------------------------------------------------- */

typedef struct pem {
    size_t begin, body, body_end, end; /* offsets of the text */
    aa_bytes label;                    /* "RSA PRIVATE KEY" */
} pem;

/* The block whose first line ends with the "PRIVATE KEY-----" at |at|. */
static bool pem_around(aa_bytes text, size_t at, pem *out)
{
    static const char head[] = "-----BEGIN ";
    static const char last[] = "PRIVATE KEY-----";
    size_t n = sizeof head - 1;
    size_t from = at > LABEL ? at - LABEL : 0;
    out->begin = SIZE_MAX;
    for (size_t i = from; i + n <= at; i++)
        if (memcmp(text.p + i, head, n) == 0)
            out->begin = i;
    if (out->begin == SIZE_MAX)
        return false;
    out->label = aa_bytes_of(text.p + out->begin + n, at + sizeof last - 6 - out->begin - n);
    out->body = at + sizeof last - 1;
    out->body_end = after(text, out->body, KEY_TEXT, "-----END ");
    if (out->body_end == SIZE_MAX)
        return false;
    size_t tail = after(text, out->body_end + 9, LABEL + sizeof last, "KEY-----");
    out->end = tail == SIZE_MAX ? out->body_end : tail + 8;
    return true;
}

static bool parses(aa_bytes der)
{
    const unsigned char *p = der.p;
    EVP_PKEY *key = der.n > INT32_MAX ? NULL : d2i_AutoPrivateKey(NULL, &p, (long)der.n);
    bool whole = key != NULL;
    EVP_PKEY_free(key);
    ERR_clear_error();
    return whole;
}

/* "openssh-key-v1" NUL, then the name of the cipher with its length. */
static bool is_open_ssh(aa_bytes der, bool *locked)
{
    static const char magic[] = "openssh-key-v1";
    if (der.n < 23 || memcmp(der.p, magic, sizeof magic) != 0)
        return false;
    *locked = memcmp(der.p + 15, "\0\0\0\4none", 8) != 0;
    return true;
}

static bool label_is(const pem *p, const char *label)
{
    return aa_bytes_is(p->label, label);
}

/* Locked with a password: opens nothing by itself. */
static bool judge_locked(secret_case *c)
{
    c->match->power = AA_SECRET_CLIENT;
    return true;
}

static bool judge_body(secret_case *c, const pem *p)
{
    aa_bytes body = aa_bytes_of(c->text.p + p->body, p->body_end - p->body);
    bool locked = label_is(p, "ENCRYPTED PRIVATE KEY") || secret_search(body, "proc-type:") != SIZE_MAX;
    if (locked)
        return body.n >= SHORTEST && judge_locked(c);
    aa_bytes der = aa_base64_decode(c->arena, body, &c->failed);
    if (label_is(p, "OPENSSH PRIVATE KEY")) {
        if (!is_open_ssh(der, &locked))
            return false;
        c->match->proof = AA_SECRET_PROVED;
        return !locked || judge_locked(c);
    }
    c->match->proof = parses(der) ? AA_SECRET_PROVED : AA_SECRET_REFUTED;
    return der.n >= 30;
}

bool secret_judge_pem(secret_case *c)
{
    pem p;
    if (!pem_around(c->text, c->match->offset, &p))
        return false;
    c->match->offset = p.begin;
    c->match->length = p.end - p.begin;
    return judge_body(c, &p);
}

/* A key file of a service account: the private key beside "type": "service_account". */
bool secret_judge_account(secret_case *c)
{
    size_t at = c->match->offset;
    size_t from = at > ACCOUNT ? at - ACCOUNT : 0;
    aa_bytes near = aa_bytes_of(c->text.p + from, least(c->text.n - from, 2 * (size_t)ACCOUNT));
    size_t name = after(near, 0, near.n, "private_key\"");
    size_t mark = name == SIZE_MAX ? name : after(near, name, 64, "PRIVATE KEY-----");
    pem p;
    if (mark == SIZE_MAX || !pem_around(c->text, from + mark, &p))
        return false;
    c->match->offset = p.begin;
    c->match->length = p.end - p.begin;
    return judge_body(c, &p);
}

/* ---- others -------------------------------------------------------------------------------------------- */

bool secret_judge_pgp(secret_case *c)
{
    size_t body = c->match->offset + c->match->length;
    size_t end = after(c->text, body, KEY_TEXT, "-----END PGP PRIVATE KEY BLOCK-----");
    if (end == SIZE_MAX || end - body < 200)
        return false;
    c->match->length = end + strlen("-----END PGP PRIVATE KEY BLOCK-----") - c->match->offset;
    return true;
}

bool secret_judge_putty(secret_case *c)
{
    size_t at = c->match->offset;
    size_t lines = after(c->text, at, KEY_TEXT, "Private-Lines:");
    size_t end = lines == SIZE_MAX ? lines : after(c->text, lines, KEY_TEXT, "Private-MAC:");
    if (end == SIZE_MAX)
        return false;
    c->match->length = end - at;
    size_t open = after(c->text, at, lines - at, "Encryption: none");
    return open != SIZE_MAX || judge_locked(c);
}
