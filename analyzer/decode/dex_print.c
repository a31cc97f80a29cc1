#include "decode/dex_print.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

/* One code point as a text of its own, so that the one place that knows what is harmful decides. */
static void put_code_point(aa_str *s, uint32_t cp)
{
    aa_str one;
    aa_str_init(&one, 8);
    aa_utf8_put(&one, cp);
    aa_utf8_put_safe(s, one.ptr);
    aa_str_done(&one);
}

void aa_dex_put_text(aa_str *s, aa_bytes text)
{
    for (size_t pos = 0; pos < text.n && aa_str_ok(s);) {
        uint32_t cp = aa_mutf8_next(text, &pos);
        if (cp >= 0x20 && cp < 0x7F)
            aa_str_putc(s, (char)cp);
        else if (cp == 0)
            aa_str_put(s, "\\x00");
        else if (cp == AA_MUTF8_INVALID)
            aa_str_put(s, "\\u{fffd}");
        else if (cp >= 0xD800 && cp <= 0xDFFF)
            aa_str_printf(s, "\\u{%" PRIx32 "}", cp);
        else
            put_code_point(s, cp);
    }
}

/* ---- names ------------------------------------------------------------------------------------------- */

static void put_text(aa_str *s, const aa_dex *dex, uint32_t index)
{
    aa_dex_put_text(s, aa_dex_text(dex, index));
}

void aa_dex_put_type(aa_str *s, const aa_dex *dex, uint32_t index)
{
    aa_bytes name = aa_dex_descriptor(dex, index);
    if (name.n > 0)
        aa_dex_put_text(s, name);
    else
        aa_str_printf(s, "type@%" PRIu32, index);
}

static void put_proto(aa_str *s, const aa_dex *dex, uint32_t index)
{
    aa_dex_proto proto;
    aa_dex_proto_at(dex, index, &proto);
    aa_str_putc(s, '(');
    for (size_t i = 0; i < aa_dex_list_count(proto.parameters) && aa_str_ok(s); i++)
        aa_dex_put_type(s, dex, aa_dex_list_at(proto.parameters, i));
    aa_str_putc(s, ')');
    aa_dex_put_type(s, dex, proto.return_type);
}

static void put_member(aa_str *s, const aa_dex *dex, const aa_dex_ref *ref)
{
    aa_dex_put_type(s, dex, ref->owner);
    aa_str_put(s, "->");
    put_text(s, dex, ref->name);
}

void aa_dex_put_field(aa_str *s, const aa_dex *dex, uint32_t index)
{
    aa_dex_ref ref;
    aa_dex_field_at(dex, index, &ref);
    put_member(s, dex, &ref);
    aa_str_putc(s, ':');
    aa_dex_put_type(s, dex, ref.type);
}

void aa_dex_put_method(aa_str *s, const aa_dex *dex, uint32_t index)
{
    aa_dex_ref ref;
    aa_dex_method_at(dex, index, &ref);
    put_member(s, dex, &ref);
    put_proto(s, dex, ref.type);
}

static void put_handle(aa_str *s, const aa_dex *dex, uint32_t index)
{
    static const char *const kinds[] = {"static-put",   "static-get",    "instance-put",
                                        "instance-get", "invoke-static", "invoke-instance",
                                        "constructor",  "invoke-direct", "invoke-interface"};
    aa_dex_handle handle;
    if (!aa_dex_handle_at(dex, index, &handle) || handle.kind >= sizeof kinds / sizeof kinds[0]) {
        aa_str_printf(s, "handle@%" PRIu32, index);
        return;
    }
    aa_str_printf(s, "%s@", kinds[handle.kind]);
    if (handle.kind < 4)
        aa_dex_put_field(s, dex, handle.index);
    else
        aa_dex_put_method(s, dex, handle.index);
}

/* ---- values ------------------------------------------------------------------------------------------ */

static void put_real(aa_str *s, const aa_dex_value *v)
{
    if (v->type == AA_DEX_VALUE_DOUBLE) {
        double number = 0;
        memcpy(&number, &v->bits, sizeof number);
        aa_str_printf(s, "%.17g", number);
        return;
    }
    uint32_t bits = (uint32_t)v->bits;
    float number = 0;
    memcpy(&number, &bits, sizeof number);
    aa_str_printf(s, "%.9g", (double)number);
}

void aa_dex_put_value(aa_str *s, const aa_dex *dex, const aa_dex_value *v, const aa_dex_words *words)
{
    unsigned type = v->type;
    if (v->name != AA_DEX_NO_INDEX) {
        put_text(s, dex, v->name);
        aa_str_put(s, "=");
    }
    if (type == AA_DEX_VALUE_STRING)
        words->put(s, dex, v->index, words->context);
    else if (type == AA_DEX_VALUE_TYPE)
        aa_dex_put_type(s, dex, v->index);
    else if (type == AA_DEX_VALUE_FIELD || type == AA_DEX_VALUE_ENUM)
        aa_dex_put_field(s, dex, v->index);
    else if (type == AA_DEX_VALUE_METHOD)
        aa_dex_put_method(s, dex, v->index);
    else if (type == AA_DEX_VALUE_METHOD_TYPE)
        put_proto(s, dex, v->index);
    else if (type == AA_DEX_VALUE_METHOD_HANDLE)
        put_handle(s, dex, v->index);
    else if (type == AA_DEX_VALUE_FLOAT || type == AA_DEX_VALUE_DOUBLE)
        put_real(s, v);
    else if (type == AA_DEX_VALUE_NULL)
        aa_str_put(s, "null");
    else if (type == AA_DEX_VALUE_BOOLEAN)
        aa_str_put(s, v->number != 0 ? "true" : "false");
    else if (type == AA_DEX_VALUE_ARRAY)
        aa_str_put(s, "{");
    else if (type == AA_DEX_VALUE_END)
        aa_str_put(s, "}");
    else if (type != AA_DEX_VALUE_ANNOTATION)
        aa_str_printf(s, "%" PRId64, v->number);
    else {
        aa_str_putc(s, '@');
        aa_dex_put_type(s, dex, v->index);
        aa_str_put(s, "{");
    }
}

static void put_values(aa_str *s, const aa_dex *dex, aa_dex_values values, const aa_dex_words *words)
{
    aa_dex_value v;
    for (bool first = true; aa_str_ok(s) && aa_dex_next_value(&values, &v); first = false) {
        aa_str_put(s, first ? "" : " ");
        aa_dex_put_value(s, dex, &v, words);
    }
}

/* ---- instructions ------------------------------------------------------------------------------------ */

static void put_index(aa_str *s, const aa_dex *dex, unsigned kind, uint32_t index, const aa_dex_words *words)
{
    switch (kind) {
    case AA_DEX_INDEX_STRING:
        words->put(s, dex, index, words->context);
        break;
    case AA_DEX_INDEX_TYPE:
        aa_dex_put_type(s, dex, index);
        break;
    case AA_DEX_INDEX_FIELD:
        aa_dex_put_field(s, dex, index);
        break;
    case AA_DEX_INDEX_CALL_SITE:
        aa_str_put(s, "site(");
        put_values(s, dex, aa_dex_call_site_at(dex, index), words);
        aa_str_putc(s, ')');
        break;
    case AA_DEX_INDEX_HANDLE:
        put_handle(s, dex, index);
        break;
    case AA_DEX_INDEX_PROTO:
        put_proto(s, dex, index);
        break;
    default:
        aa_dex_put_method(s, dex, index);
        break;
    }
}

#define OP_FILLED_NEW_ARRAY 0x24

/* Calls and filled arrays take as many registers as they like. */
static bool takes_list(const aa_dex_insn *in)
{
    return in->index_kind == AA_DEX_INDEX_METHOD || in->index_kind == AA_DEX_INDEX_METHOD_PROTO ||
           in->index_kind == AA_DEX_INDEX_CALL_SITE || in->op == OP_FILLED_NEW_ARRAY;
}

static void put_registers(aa_str *s, const aa_dex_insn *in)
{
    bool list = takes_list(in);
    if (in->range && in->count > 0) {
        aa_str_printf(s, " {v%u .. v%u}", (unsigned)in->v[0], (unsigned)in->v[0] + in->count - 1U);
        return;
    }
    aa_str_put(s, list ? " {" : " ");
    for (unsigned i = 0; i < in->count && i < 5; i++)
        aa_str_printf(s, "%sv%u", i == 0 ? "" : ", ", (unsigned)in->v[i]);
    aa_str_put(s, list ? "}" : "");
}

static bool takes_literal(uint8_t op)
{
    return (op >= 0x12 && op <= 0x19) || (op >= 0xD0 && op <= 0xE2);
}

void aa_dex_put_insn(aa_str *s, const aa_dex *dex, const aa_dex_insn *in, const aa_dex_words *words)
{
    static const char *const payloads[] = {"", "packed-switch-payload", "sparse-switch-payload",
                                           "array-payload"};
    aa_str_printf(s, "%04" PRIx32 " ", in->pc);
    if (in->payload != AA_DEX_NO_PAYLOAD) {
        aa_str_printf(s, "%s (%" PRIu32 " units)", payloads[in->payload], in->units);
        return;
    }
    aa_str_put(s, aa_dex_op_name(in->op));
    if (in->count > 0 || takes_list(in))
        put_registers(s, in);
    if (takes_literal(in->op))
        aa_str_printf(s, ", %" PRId64, in->literal);
    if (in->index_kind != AA_DEX_INDEX_NONE) {
        aa_str_put(s, ", ");
        put_index(s, dex, in->index_kind, in->index, words);
    }
    if (in->index_kind == AA_DEX_INDEX_METHOD_PROTO) {
        aa_str_put(s, ", ");
        put_proto(s, dex, in->proto);
    }
    if ((in->flow & (AA_DEX_BRANCH | AA_DEX_SWITCH)) != 0 || in->op == 0x26)
        aa_str_printf(s, "%s %04" PRIx32, in->count > 0 ? "," : "", in->target);
}
