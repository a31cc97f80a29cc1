/*
 * Classes and strings of the Mach-O files of an app.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/inspect_macho.h"

#define SECTION_TYPE UINT32_C(0xff)
#define CSTRINGS     UINT32_C(0x2)

/* ---- classes ---- */

/* "*" asks for all; a Swift class is named as in the file or as in its source. */
static bool is_asked(aa_inspection *in, aa_bytes name)
{
    if (strcmp(in->class_name, "*") == 0 || aa_bytes_is(name, in->class_name))
        return true;
    const char *plain = aa_swift_demangle(in->arena, name);
    return plain != NULL && strcmp(plain, in->class_name) == 0;
}

static void put_list(aa_inspection *in, const char *what, const aa_bytes *names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        aa_str_printf(&in->out, "  %s ", what);
        aa_put_macho_text(in, names[i]);
        aa_str_putc(&in->out, '\n');
    }
}

static void put_methods(aa_inspection *in, const aa_objc_method *methods, uint32_t count)
{
    aa_str *s = &in->out;
    for (uint32_t i = 0; i < count; i++) {
        aa_str_printf(s, "  0x%" PRIx64 " %c", methods[i].code, methods[i].is_class ? '+' : '-');
        aa_put_macho_text(in, methods[i].selector);
        aa_str_putc(s, ' ');
        aa_put_macho_text(in, methods[i].types);
        aa_str_putc(s, '\n');
        aa_inspection_flush(in);
    }
}

static void put_class(aa_inspection *in, const aa_objc_class *class)
{
    aa_str *s = &in->out;
    const char *plain = aa_swift_demangle(in->arena, class->name);
    aa_str_put(s, class->is_category ? "category of " : "class ");
    aa_put_macho_text(in, class->name);
    if (plain != NULL) {
        aa_str_put(s, " = ");
        aa_utf8_put_safe(s, plain);
    }
    if (class->superclass.n > 0) {
        aa_str_put(s, ": ");
        aa_put_macho_text(in, class->superclass);
    }
    if (!class->is_category)
        aa_str_printf(s, " at 0x%" PRIx64, class->address);
    aa_str_putc(s, '\n');
    put_list(in, "protocol", class->protocols, class->protocol_count);
    put_list(in, "property", class->properties, class->property_count);
    for (uint32_t i = 0; i < class->ivar_count; i++) {
        aa_str_printf(s, "  variable +%" PRIu32 " ", class->ivars[i].offset);
        aa_put_macho_text(in, class->ivars[i].name);
        aa_str_putc(s, ' ');
        aa_put_macho_text(in, class->ivars[i].type);
        aa_str_putc(s, '\n');
    }
    put_methods(in, class->methods, class->method_count);
}

static void put_swift_type(aa_inspection *in, const aa_macho *m, const aa_swift_type *type)
{
    static const char *const kinds[] = {"class", "struct", "enum"};
    aa_str *s = &in->out;
    aa_str_printf(s, "swift %s ", kinds[type->kind - 16]);
    aa_put_macho_text(in, type->full_name);
    aa_str_printf(s, " at 0x%" PRIx64 "\n", type->descriptor);
    put_list(in, "field", type->fields, type->field_count);
    for (size_t i = 0; i < m->symbol_count; i++) {
        const char *plain = m->symbols[i].value == 0 || (m->symbols[i].type & 0xe0) != 0
                                ? NULL
                                : aa_swift_demangle(in->arena, m->symbols[i].name);
        if (plain == NULL || strncmp(plain, (const char *)type->full_name.p, type->full_name.n) != 0 ||
            plain[type->full_name.n] != '.')
            continue;
        aa_str_printf(s, "  0x%" PRIx64 " ", m->symbols[i].value);
        aa_utf8_put_safe(s, plain);
        aa_str_putc(s, '\n');
        aa_inspection_flush(in);
    }
}

static bool read_objc(aa_inspection *in, const aa_macho_member *member, aa_objc *objc)
{
    if (!member->whole)
        return false;
    if (aa_objc_read(in->arena, member->macho, &in->notes, objc) == AA_OK)
        return true;
    in->notes.failed = true;
    return false;
}

static void name_once(aa_inspection *in, const aa_macho_member *member, bool *named)
{
    if (!*named)
        aa_put_macho_name(in, member);
    *named = true;
    in->class_found = true;
}

static void show_classes(aa_inspection *in, const aa_macho_member *member)
{
    aa_objc objc;
    bool named = false;
    if (!read_objc(in, member, &objc))
        return;
    for (size_t i = 0; i < objc.class_count && in->code != AA_EXIT_OUTPUT; i++) {
        if (!is_asked(in, objc.classes[i].name))
            continue;
        name_once(in, member, &named);
        put_class(in, &objc.classes[i]);
    }
    for (size_t i = 0; i < objc.swift_type_count && in->code != AA_EXIT_OUTPUT; i++) {
        if (!is_asked(in, objc.swift_types[i].full_name))
            continue;
        name_once(in, member, &named);
        put_swift_type(in, member->macho, &objc.swift_types[i]);
    }
}

void aa_inspect_objc_class(aa_inspection *in)
{
    aa_inspection_each_macho(in, show_classes);
    if (in->class_found)
        return;
    aa_console_error(in->class_name, "no such class in the app");
    in->code = aa_exit_worse(in->code, AA_EXIT_INCOMPLETE);
}

/* ---- strings ---- */

static void put_string(aa_inspection *in, const aa_macho_member *member, char kind, uint64_t address,
                       aa_bytes text)
{
    aa_utf8_put_safe(&in->out, member->name);
    aa_str_printf(&in->out, "\t%s\t%c\t0x%" PRIx64 "\t", member->arch, kind, address);
    aa_put_macho_text(in, text);
    aa_str_putc(&in->out, '\n');
    aa_inspection_flush(in);
}

static void put_cstrings(aa_inspection *in, const aa_macho_member *member, const aa_macho_section *section)
{
    aa_bytes text = aa_bytes_none();
    for (uint64_t at = 0; at < section->data.n && in->code != AA_EXIT_OUTPUT; at += text.n + 1) {
        if (!aa_macho_cstring(member->macho, section->address + at, &text))
            return;
        if (text.n > 0)
            put_string(in, member, 'C', section->address + at, text);
    }
}

/* Constant strings, whose texts are often no C strings. */
static void put_objects(aa_inspection *in, const aa_macho_member *member, const aa_macho_section *section)
{
    uint64_t step = member->macho->is64 ? 32 : 16;
    aa_bytes text = aa_bytes_none();
    for (uint64_t at = 0; at + step <= section->data.n && in->code != AA_EXIT_OUTPUT; at += step) {
        if (aa_objc_string(in->arena, member->macho, section->address + at, &text))
            put_string(in, member, 'S', section->address + at, text);
    }
}

static void show_strings(aa_inspection *in, const aa_macho_member *member)
{
    for (size_t i = 0; member->whole && i < member->macho->section_count; i++) {
        const aa_macho_section *section = &member->macho->sections[i];
        if ((section->flags & SECTION_TYPE) == CSTRINGS)
            put_cstrings(in, member, section);
        else if (strcmp(section->name, "__cfstring") == 0)
            put_objects(in, member, section);
    }
}

void aa_inspect_macho_strings(aa_inspection *in)
{
    aa_inspection_each_macho(in, show_strings);
}
