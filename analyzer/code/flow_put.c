/*
 * Values in a form to be read.
 */
#include "code/flow.h"

#define TEXT_SHOWN  200U /* bytes */
#define PARTS_SHOWN 40U

typedef struct putter {
    aa_flows *flows;
    const aa_program *p;
    const aa_values *values;
    aa_method_id method;
    aa_str *s;
} putter;

static void put(const putter *to, aa_value v);

static void put_text(const putter *to, aa_bytes text)
{
    aa_str_putc(to->s, '"');
    for (size_t i = 0; i < text.n && i < TEXT_SHOWN; i++) {
        if (text.p[i] < 0x20 || text.p[i] == 0x7F)
            aa_str_printf(to->s, "\\x%02x", text.p[i]);
        else if (text.p[i] == '"' || text.p[i] == '\\')
            aa_str_printf(to->s, "\\%c", text.p[i]);
        else
            aa_str_putc(to->s, (char)text.p[i]);
    }
    aa_str_put(to->s, text.n > TEXT_SHOWN ? "…\"" : "\"");
}

static void put_bytes(const putter *to, aa_bytes text)
{
    aa_str_put(to->s, "bytes(");
    for (size_t i = 0; i < text.n && i < TEXT_SHOWN / 2; i++)
        aa_str_printf(to->s, "%02x", text.p[i]);
    aa_str_put(to->s, text.n > TEXT_SHOWN / 2 ? "…)" : ")");
}

static void put_type(const putter *to, aa_type_id type)
{
    const aa_type *t = aa_program_type(to->p, type);
    if (t == NULL)
        aa_str_put(to->s, "?");
    else
        aa_mutf8_put(to->s, t->descriptor);
}

static void put_field(const putter *to, const aa_value_node *n)
{
    const aa_field *f = aa_program_field(to->p, n->at);
    if (f == NULL) {
        aa_str_put(to->s, "field ?");
        return;
    }
    put_type(to, f->owner);
    aa_str_put(to->s, "->");
    aa_mutf8_put(to->s, f->name);
    if (n->part_count > 0) {
        aa_str_put(to->s, " of ");
        put(to, n->parts[0]);
    }
}

static void put_call(const putter *to, const char *what, uint32_t pc)
{
    const aa_flow_call *call = aa_flow_call_at(aa_flow_of(to->flows, to->method), pc);
    aa_str_put(to->s, what);
    if (call != NULL && call->to != AA_NO_ID) {
        aa_str_put(to->s, " of ");
        aa_method_put(to->p, call->to, to->s);
    }
    aa_str_printf(to->s, " at %u", pc);
}

static void put_list(const putter *to, const char *open, const aa_value_node *n, const char *close)
{
    aa_str_put(to->s, open);
    for (size_t i = 0; i < n->part_count && i < PARTS_SHOWN; i++) {
        if (i > 0)
            aa_str_put(to->s, ", ");
        put(to, n->parts[i]);
    }
    aa_str_put(to->s, n->part_count > PARTS_SHOWN ? ", …" : "");
    aa_str_put(to->s, close);
}

static void put_array(const putter *to, const aa_value_node *n)
{
    if (n->number >= 0 && n->number == n->part_count) {
        put_list(to, "[", n, "]");
        return;
    }
    aa_str_printf(to->s, "array at %u", n->at);
    if (n->part_count > 0)
        put_list(to, " of (", n, ")");
}

static void put_operation(const putter *to, const aa_value_node *n)
{
    const char *name = n->at < AA_OP_TEXT_OF_NUMBER ? aa_dex_op_name((uint8_t)n->at) : "text";
    aa_str_put(to->s, name == NULL ? "?" : name);
    put_list(to, "(", n, ")");
}

/* Nesting is at most AA_VALUE_DEPTH; the text has a maximum, which ends what is shared many times over. */
static void put(const putter *to, aa_value v)
{
    const aa_value_node *n = aa_value_at(to->values, v);
    if (!aa_str_ok(to->s))
        return;
    switch ((aa_value_kind)n->kind) {
    case AA_V_UNKNOWN:
        aa_str_put(to->s, "?");
        break;
    case AA_V_NOTHING:
        aa_str_put(to->s, "nothing");
        break;
    case AA_V_INT:
        if (n->at == 0)
            aa_str_printf(to->s, "%lld", (long long)n->number);
        else
            aa_str_printf(to->s, "%s bits %llx", n->at == 1 ? "float" : "double",
                          (unsigned long long)n->number);
        break;
    case AA_V_NULL:
        aa_str_put(to->s, "null");
        break;
    case AA_V_STRING:
        put_text(to, n->text);
        break;
    case AA_V_BYTES:
        put_bytes(to, n->text);
        break;
    case AA_V_CLASS:
        aa_str_put(to->s, "class ");
        put_type(to, n->at);
        break;
    case AA_V_PARAM:
        aa_str_printf(to->s, "param %u", n->at);
        break;
    case AA_V_FIELD:
        put_field(to, n);
        break;
    case AA_V_RESULT:
        put_call(to, "result", n->at);
        break;
    case AA_V_OUT:
        put_call(to, "output", n->at);
        break;
    case AA_V_NEW:
        aa_str_put(to->s, "new ");
        put_type(to, (aa_type_id)n->number);
        aa_str_printf(to->s, " at %u", n->at);
        break;
    case AA_V_ARRAY:
        put_array(to, n);
        break;
    case AA_V_CAUGHT:
        aa_str_put(to->s, "caught");
        break;
    case AA_V_ELEMENT:
        put_list(to, "element(", n, ")");
        break;
    case AA_V_CONCAT:
        put_list(to, "concat(", n, ")");
        break;
    case AA_V_OP:
        put_operation(to, n);
        break;
    case AA_V_UNION:
        put_list(to, "{", n, "}");
        break;
    case AA_V_MIX:
        put_list(to, "mix(", n, ")");
        break;
    case AA_V_STACK:
    case AA_V_IMPORT:
    case AA_V_SUM:
    case AA_V_LOAD:
    case AA_V_CHOICE:
    default:
        break;
    }
}

void aa_flow_put_value(aa_flows *flows, aa_method_id method, aa_value v, aa_str *s)
{
    putter to = {flows, aa_flows_program(flows), aa_flows_values(flows), method, s};
    put(&to, v);
}
