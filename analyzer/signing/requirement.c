#include "signing/requirement.h"

#include "base/str.h"
#include "base/utf8.h"
#include "signing/codesign_bytes.h"

#define SET_MAGIC  0xfade0c01U
#define ONE_MAGIC  0xfade0c00U
#define DESIGNATED 3U
#define MAX_STEPS  4096
#define MAX_DEPTH  64
#define MAX_TEXT   (64U << 10)

enum {
    OP_FALSE,
    OP_TRUE,
    OP_IDENTIFIER,
    OP_APPLE,
    OP_ANCHOR_HASH,
    OP_INFO_VALUE,
    OP_AND,
    OP_OR,
    OP_CDHASH,
    OP_NOT,
    OP_INFO_FIELD,
    OP_CERT_FIELD,
    OP_TRUSTED_CERT,
    OP_TRUSTED_CERTS,
    OP_CERT_GENERIC,
    OP_APPLE_GENERIC,
    OP_ENTITLEMENT,
    OP_CERT_POLICY,
    OP_NAMED_ANCHOR,
    OP_NAMED_CODE,
    OP_PLATFORM,
    OP_NOTARIZED,
    OP_CERT_DATE,
    OP_LEGACY
};

/* An operator that waits for its operands. */
typedef struct pending {
    const char *word; /* between two operands; NULL: it has one */
    unsigned left;    /* operands still to come */
} pending;

typedef struct printer {
    aa_cursor c;
    aa_str out;
    pending stack[MAX_DEPTH];
    size_t depth;
    bool lost; /* something that is not understood */
} printer;

/* A length, that many bytes, and filling to a multiple of four. */
static aa_bytes data_of(printer *p)
{
    uint32_t n = cs_u32(&p->c);
    aa_bytes out = aa_read_bytes(&p->c, n);
    aa_read_bytes(&p->c, (4 - n % 4) % 4);
    return out;
}

static void put_plain(printer *p, aa_bytes text)
{
    size_t at = 0;
    while (at < text.n) {
        uint32_t cp = aa_utf8_next(text, &at);
        if (cp == '"' || cp == '\\')
            aa_str_putc(&p->out, '\\');
        aa_utf8_put(&p->out, cp == 0 ? 0xFFFD : cp);
    }
}

static void put_quoted(printer *p, const char *before, aa_bytes text)
{
    aa_str_printf(&p->out, "%s\"", before);
    put_plain(p, text);
    aa_str_putc(&p->out, '"');
}

static void put_hex(printer *p, const char *before, aa_bytes data)
{
    aa_str_printf(&p->out, "%sH\"", before);
    for (size_t i = 0; i < data.n; i++)
        aa_str_printf(&p->out, "%02x", (unsigned)data.p[i]);
    aa_str_putc(&p->out, '"');
}

/* The content of a DER object identifier. */
static void put_oid(printer *p, aa_bytes oid)
{
    uint64_t value = 0;
    bool first = true;
    for (size_t i = 0; i < oid.n && value <= UINT64_MAX >> 8; i++) {
        value = value << 7 | (oid.p[i] & 0x7fU);
        if ((oid.p[i] & 0x80) != 0)
            continue;
        uint64_t head = value < 80 ? value / 40 : 2;
        if (first)
            aa_str_printf(&p->out, "%u.%llu", (unsigned)head, (unsigned long long)(value - head * 40));
        else
            aa_str_printf(&p->out, ".%llu", (unsigned long long)value);
        first = false;
        value = 0;
    }
}

static void put_slot(printer *p)
{
    uint32_t slot = cs_u32(&p->c);
    if (slot == 0)
        aa_str_put(&p->out, "certificate leaf");
    else if (slot == UINT32_MAX)
        aa_str_put(&p->out, "certificate root");
    else
        aa_str_printf(&p->out, "certificate %u", (unsigned)slot);
}

static void put_match(printer *p)
{
    static const char *const plain[] = {[0] = " /* exists */", [14] = " absent"};
    static const char *const words[] = {" = ", " ~ ", " ^ ", " $ ", " < ", " > ", " <= ", " >= "};
    uint32_t kind = cs_u32(&p->c);
    if (kind == 0 || kind == 14) {
        aa_str_put(&p->out, plain[kind]);
    } else if (kind <= sizeof words / sizeof words[0]) {
        put_quoted(p, words[kind - 1], data_of(p));
    } else if (kind < 14) {
        aa_str_printf(&p->out, " date %llu", (unsigned long long)cs_u64(&p->c));
    } else {
        p->lost = true;
    }
}

static void put_field(printer *p, const char *what, bool oid)
{
    aa_bytes name = data_of(p);
    aa_str_printf(&p->out, "%s[", what);
    if (oid)
        put_oid(p, name);
    else
        put_plain(p, name);
    aa_str_putc(&p->out, ']');
    put_match(p);
}

static void put_certificate(printer *p, uint32_t op)
{
    put_slot(p);
    switch (op) {
    case OP_ANCHOR_HASH:
        put_hex(p, " = ", data_of(p));
        break;
    case OP_CERT_FIELD:
        put_field(p, "", false);
        break;
    case OP_CERT_GENERIC:
        put_field(p, "", true);
        break;
    case OP_CERT_POLICY:
        put_field(p, "policy", true);
        break;
    case OP_CERT_DATE:
        put_field(p, "timestamp", true);
        break;
    default:
        aa_str_put(&p->out, " trusted");
        break;
    }
}

static void put_named(printer *p, uint32_t op)
{
    switch (op) {
    case OP_IDENTIFIER:
        put_quoted(p, "identifier ", data_of(p));
        break;
    case OP_CDHASH:
        put_hex(p, "cdhash ", data_of(p));
        break;
    case OP_INFO_VALUE:
        put_quoted(p, "info ", data_of(p));
        put_quoted(p, " = ", data_of(p));
        break;
    case OP_INFO_FIELD:
        put_field(p, "info", false);
        break;
    case OP_ENTITLEMENT:
        put_field(p, "entitlement", false);
        break;
    case OP_NAMED_ANCHOR:
        put_quoted(p, "anchor apple ", data_of(p));
        break;
    case OP_NAMED_CODE:
        put_quoted(p, "code ", data_of(p));
        break;
    case OP_PLATFORM:
        aa_str_printf(&p->out, "platform = %u", (unsigned)cs_u32(&p->c));
        break;
    default:
        p->lost = true;
        break;
    }
}

static void put_operand(printer *p, uint32_t op)
{
    static const char *const words[] = {[OP_FALSE] = "never",
                                        [OP_TRUE] = "always",
                                        [OP_APPLE] = "anchor apple",
                                        [OP_APPLE_GENERIC] = "anchor apple generic",
                                        [OP_TRUSTED_CERTS] = "anchor trusted",
                                        [OP_NOTARIZED] = "notarized",
                                        [OP_LEGACY] = "legacy"};
    op &= 0xffffffU; /* the high byte says what a reader may do that does not know the operator */
    if (op < sizeof words / sizeof words[0] && words[op] != NULL)
        aa_str_put(&p->out, words[op]);
    else if (op == OP_ANCHOR_HASH || op == OP_CERT_FIELD || op == OP_CERT_GENERIC || op == OP_CERT_POLICY ||
             op == OP_CERT_DATE || op == OP_TRUSTED_CERT)
        put_certificate(p, op);
    else
        put_named(p, op);
}

static bool open_operator(printer *p, uint32_t op)
{
    if (op != OP_AND && op != OP_OR && op != OP_NOT)
        return false;
    if (p->depth == MAX_DEPTH) {
        p->lost = true;
        return true;
    }
    aa_str_put(&p->out, op == OP_NOT ? "!(" : p->depth > 0 ? "(" : "");
    p->stack[p->depth++] = (pending){op == OP_NOT   ? NULL
                                     : op == OP_AND ? " and "
                                                    : " or ",
                                     op == OP_NOT ? 1 : 2};
    return true;
}

/* An operand is complete: the operators that waited for it go on or are complete as well. */
static void complete(printer *p)
{
    while (p->depth > 0) {
        pending *top = &p->stack[p->depth - 1];
        if (--top->left > 0) {
            aa_str_put(&p->out, top->word);
            return;
        }
        p->depth--;
        if (p->depth > 0 || top->word == NULL)
            aa_str_putc(&p->out, ')');
    }
}

static void put_expression(printer *p)
{
    for (int step = 0; step < MAX_STEPS && !p->lost && !p->c.bad; step++) {
        uint32_t op = cs_u32(&p->c);
        if (p->c.bad || open_operator(p, op))
            continue;
        put_operand(p, op);
        if (p->lost || p->c.bad)
            break;
        complete(p);
        if (p->depth == 0)
            return;
    }
    aa_str_put(&p->out, "…");
}

static bool find_designated(aa_bytes set, aa_bytes *out, bool *malformed)
{
    aa_cursor c = aa_cursor_at(set, 0);
    uint32_t magic = cs_u32(&c);
    uint32_t length = cs_u32(&c);
    uint32_t count = cs_u32(&c);
    *malformed = c.bad || magic != SET_MAGIC || length > set.n || count > (set.n - 12) / 8;
    for (uint32_t i = 0; !*malformed && i < count; i++) {
        uint32_t kind = cs_u32(&c);
        uint32_t offset = cs_u32(&c);
        if (kind != DESIGNATED)
            continue;
        aa_cursor one = aa_cursor_at(set, offset);
        *malformed = cs_u32(&one) != ONE_MAGIC || cs_u32(&one) < 12 || cs_u32(&one) != 1;
        *out = aa_bytes_from(set, one.pos);
        return !*malformed;
    }
    return false;
}

aa_err aa_requirement_designated(aa_arena *arena, aa_bytes requirements, const char **out)
{
    aa_bytes expression = aa_bytes_none();
    bool malformed = false;
    *out = NULL;
    if (!find_designated(requirements, &expression, &malformed))
        return malformed ? AA_E_FORMAT : AA_OK;
    printer p = {.c = aa_cursor_at(expression, 0)};
    aa_str_init(&p.out, MAX_TEXT);
    put_expression(&p);
    *out = aa_str_ok(&p.out) || p.out.too_long ? aa_arena_strdup(arena, p.out.ptr) : NULL;
    aa_str_done(&p.out);
    return *out == NULL ? AA_E_NOMEM : AA_OK;
}
