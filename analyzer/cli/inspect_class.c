/*
 * One class of an app: family, members, and code with its operands by name.
 */
#include <inttypes.h>
#include <string.h>

#include "cli/inspect_code.h"
#include "cli/inspect_macho.h"
#include "decode/dex_print.h"

static void put_quoted(aa_str *s, const aa_dex *dex, uint32_t string, const void *context)
{
    (void)context;
    aa_str_putc(s, '"');
    aa_dex_put_text(s, aa_dex_text(dex, string));
    aa_str_putc(s, '"');
}

static const aa_dex_words words = {put_quoted, NULL};

static void put_flags(aa_str *s, uint32_t flags, bool method)
{
    static const struct {
        uint32_t flag;
        const char *method, *other;
    } names[] = {
        {0x1, "public", "public"},
        {0x2, "private", "private"},
        {0x4, "protected", "protected"},
        {0x8, "static", "static"},
        {0x10, "final", "final"},
        {0x20, "synchronized", ""},
        {0x40, "bridge", "volatile"},
        {0x80, "varargs", "transient"},
        {0x100, "native", ""},
        {0x200, "", "interface"},
        {0x400, "abstract", "abstract"},
        {0x800, "strict", ""},
        {0x1000, "synthetic", "synthetic"},
        {0x2000, "", "annotation"},
        {0x4000, "", "enum"},
        {0x10000, "constructor", ""},
        {0x20000, "declared-synchronized", ""},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *name = method ? names[i].method : names[i].other;
        if ((flags & names[i].flag) != 0 && name[0] != '\0')
            aa_str_printf(s, "%s ", name);
    }
}

/* ---- code ---- */

static void put_switch(aa_str *s, const aa_dex_code *code, const aa_dex_insn *in)
{
    aa_dex_payload p;
    if ((in->flow & AA_DEX_SWITCH) == 0 || !aa_dex_payload_at(code->insns, in->target, &p) ||
        p.kind == AA_DEX_ARRAY_DATA)
        return;
    for (uint32_t i = 0; i < p.count && aa_str_ok(s); i++)
        aa_str_printf(s, "\n           %" PRId32 " -> %04" PRIx32, aa_dex_switch_key(&p, i),
                      aa_dex_switch_target(&p, i, in->pc));
}

static void put_tries(aa_str *s, const aa_dex *dex, const aa_dex_code *code)
{
    for (uint32_t i = 0; i < aa_dex_try_count(code) && aa_str_ok(s); i++) {
        aa_dex_try at = aa_dex_try_at(code, i);
        aa_dex_handlers handlers = aa_dex_handlers_of(code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        while (aa_str_ok(s) && aa_dex_next_handler(&handlers, &type, &address)) {
            aa_str_printf(s, "    try %04" PRIx32 "..%04" PRIx32 " catch ", at.start, at.end);
            if (type == AA_DEX_NO_INDEX)
                aa_str_put(s, "all");
            else
                aa_dex_put_type(s, dex, type);
            aa_str_printf(s, " -> %04" PRIx32 "\n", address);
        }
    }
}

/* Hostile members can share one long method, and instructions one long string. */
static bool may_go_on(const aa_inspection *in)
{
    return aa_str_ok(&in->out) && in->code != AA_EXIT_OUTPUT &&
           in->written + in->out.len <= in->limits.dex_work;
}

static void put_code(aa_inspection *in, const aa_dex *dex, const aa_dex_code *code)
{
    aa_str *s = &in->out;
    aa_dex_insns insns = aa_dex_insns_of(code);
    aa_dex_insn insn;
    aa_dex_lines lines;
    uint32_t pc = 0;
    uint32_t line = 0;
    aa_dex_lines_of(dex, code, &lines);
    bool more = aa_dex_next_line(&lines, &pc, &line);
    aa_str_printf(s, "    registers %u, arguments %u\n", (unsigned)code->registers, (unsigned)code->ins);
    while (may_go_on(in) && aa_dex_next_insn(&insns, &insn)) {
        for (; more && pc <= insn.pc; more = aa_dex_next_line(&lines, &pc, &line))
            if (pc == insn.pc)
                aa_str_printf(s, "    line %" PRIu32 "\n", line);
        aa_str_put(s, "    ");
        aa_dex_put_insn(s, dex, &insn, &words);
        put_switch(s, code, &insn);
        aa_str_putc(s, '\n');
        aa_inspection_flush(in);
    }
    if (insns.invalid)
        aa_notes_add(&in->notes, AA_NOTE_GAP, "dex.insn", code->offset + 16 + (uint64_t)insns.pc * 2, "%s",
                     "");
    put_tries(s, dex, code);
}

/* ---- the class ---- */

static void show_method(aa_inspection *in, const aa_dex *dex, const aa_dex_member *member)
{
    aa_dex_code code;
    aa_str_put(&in->out, "\n  method ");
    put_flags(&in->out, member->flags, true);
    aa_dex_put_method(&in->out, dex, member->index);
    aa_str_putc(&in->out, '\n');
    if (member->code_offset == 0)
        return;
    if (aa_dex_code_at(dex, member->code_offset, &code))
        put_code(in, dex, &code);
    else
        aa_notes_add(&in->notes, AA_NOTE_GAP, "dex.code", member->code_offset, "%s", "");
}

static void show_field(aa_inspection *in, const aa_dex *dex, const aa_dex_member *member,
                       aa_dex_values *values)
{
    aa_str *s = &in->out;
    aa_dex_value v;
    aa_str_put(s, "  field ");
    put_flags(s, member->flags, false);
    aa_dex_put_field(s, dex, member->index);
    if (member->kind == AA_DEX_STATIC_FIELD && aa_dex_next_value(values, &v)) {
        aa_str_put(s, " = ");
        aa_dex_put_value(s, dex, &v, &words);
        while (aa_str_ok(s) && values->depth > 1 && aa_dex_next_value(values, &v)) {
            aa_str_putc(s, ' ');
            aa_dex_put_value(s, dex, &v, &words);
        }
    }
    aa_str_putc(s, '\n');
}

static void show_members(aa_inspection *in, const aa_dex *dex, const aa_dex_class *class)
{
    aa_dex_members members = aa_dex_members_of(dex, class);
    aa_dex_member member;
    aa_dex_values values = aa_dex_array_at(dex, class->values_offset);
    values.lost = values.lost || class->values_offset == 0;
    while (may_go_on(in) && aa_dex_next_member(&members, &member)) {
        if (member.kind >= AA_DEX_DIRECT_METHOD)
            show_method(in, dex, &member);
        else
            show_field(in, dex, &member, &values);
        aa_inspection_flush(in);
    }
    if (!may_go_on(in))
        aa_notes_add(&in->notes, AA_NOTE_GAP, "limit.dex_work", class->data_offset, "%s", "");
    if (members.lost)
        aa_notes_add(&in->notes, AA_NOTE_GAP, "dex.class_data", class->data_offset, "%s", "");
}

static void show_class(aa_inspection *in, const aa_dex_member_file *file, const aa_dex_class *class)
{
    const aa_dex *dex = file->dex;
    aa_str *s = &in->out;
    in->class_found = true;
    aa_put_dex_name(in, file);
    aa_str_put(s, file->loaded ? "\nclass " : " [not loaded by default]\nclass ");
    put_flags(s, class->flags, false);
    aa_dex_put_type(s, dex, class->type);
    aa_str_put(s, "\n  superclass ");
    if (class->superclass == AA_DEX_NO_INDEX)
        aa_str_put(s, "none");
    else
        aa_dex_put_type(s, dex, class->superclass);
    for (size_t i = 0; i < aa_dex_list_count(class->interfaces) && aa_str_ok(s); i++) {
        aa_str_put(s, "\n  implements ");
        aa_dex_put_type(s, dex, aa_dex_list_at(class->interfaces, i));
    }
    if (class->source != AA_DEX_NO_INDEX) {
        aa_str_put(s, "\n  source ");
        aa_dex_put_text(s, aa_dex_text(dex, class->source));
    }
    aa_str_putc(s, '\n');
    show_members(in, dex, class);
    aa_str_putc(s, '\n');
}

/* "com.x.Y" and "com/x/Y" name the class too. */
static bool is_named(aa_bytes descriptor, const char *name)
{
    size_t n = strlen(name);
    if (n >= 2 && name[0] == 'L' && name[n - 1] == ';')
        return aa_bytes_is(descriptor, name);
    if (descriptor.n != n + 2)
        return false;
    for (size_t i = 0; i < n; i++)
        if (descriptor.p[i + 1] != (uint8_t)(name[i] == '.' ? '/' : name[i]))
            return false;
    return descriptor.p[0] == 'L' && descriptor.p[n + 1] == ';';
}

static void find_class(aa_inspection *in, const aa_dex_member_file *file)
{
    aa_dex_class class;
    uint64_t work = in->limits.dex_work;
    for (uint32_t i = 0; aa_dex_class_at(file->dex, i, &class); i++) {
        aa_bytes name = aa_dex_descriptor(file->dex, class.type);
        /* Hostile names have no end for a long way; finding that out costs. */
        uint64_t cost = (name.n == 0 ? in->limits.dex_string : name.n) / 64 + 1;
        if (cost > work) {
            aa_notes_add(&in->notes, AA_NOTE_GAP, "limit.dex_work", AA_NO_OFFSET, "%s", "");
            return;
        }
        work -= cost;
        if (is_named(name, in->class_name)) {
            show_class(in, file, &class);
            return; /* ART takes the first of one name */
        }
    }
}

void aa_inspect_class(aa_inspection *in)
{
    if (in->package->kind == AA_PACKAGE_IPA) {
        aa_inspect_objc_class(in);
        return;
    }
    aa_inspection_each_dex(in, find_class);
    if (in->class_found)
        return;
    aa_console_error(in->class_name, "no such class in the app");
    in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
}
