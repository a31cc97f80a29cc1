/*
 * Calls in machine code, with what each argument can be, where that comes from, and how the call is reached.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/inspect_machine.h"
#include "facts/machine.h"

#define BYTES_SHOWN 32
#define PATH_SHOWN  32
#define REGISTERS   8

static void put_function(aa_inspection *in, aa_machine *m, uint32_t image, uint32_t function)
{
    aa_utf8_put_safe(&in->out, aa_machine_function_name(m, image, function));
}

static void put_bytes_as_text(aa_inspection *in, aa_bytes text)
{
    const char *copy = aa_arena_utf8(in->arena, text);
    aa_str_putc(&in->out, '"');
    aa_utf8_put_safe(&in->out, copy != NULL ? copy : "?");
    aa_str_putc(&in->out, '"');
}

static void put_name(aa_inspection *in, aa_bytes name)
{
    const char *readable = aa_swift_demangle(in->arena, name);
    if (readable == NULL)
        readable = aa_arena_utf8(in->arena, name);
    aa_utf8_put_safe(&in->out, readable != NULL ? readable : "?");
}

static void put_what(aa_inspection *in, const aa_morigin *o)
{
    aa_str *s = &in->out;
    switch (o->kind) {
    case AA_MORIGIN_INT:
        aa_str_printf(s, "%" PRId64, o->number);
        if (o->number > 9 || o->number < 0)
            aa_str_printf(s, " (0x%" PRIx64 ")", (uint64_t)o->number);
        break;
    case AA_MORIGIN_TEXT:
        put_bytes_as_text(in, o->text);
        break;
    case AA_MORIGIN_DATA:
        aa_str_printf(s, "constant data at 0x%" PRIx64 ":", (uint64_t)o->number);
        for (size_t i = 0; i < o->text.n && i < BYTES_SHOWN; i++)
            aa_str_printf(s, " %02x", o->text.p[i]);
        break;
    case AA_MORIGIN_SYMBOL:
        put_name(in, o->text);
        break;
    case AA_MORIGIN_CALL:
        aa_str_put(s, "result of ");
        put_name(in, o->text);
        break;
    case AA_MORIGIN_OUT:
        aa_str_put(s, "written by ");
        put_name(in, o->text);
        break;
    case AA_MORIGIN_ENTRY:
        aa_str_printf(s, "argument %" PRId64 ", given by the system or by nobody that is seen", o->number);
        break;
    case AA_MORIGIN_FIELD:
        aa_str_printf(s, "a variable at 0x%" PRIx64, (uint64_t)o->number);
        break;
    case AA_MORIGIN_LOCAL:
        aa_str_put(s, "memory on the stack");
        break;
    case AA_MORIGIN_UNKNOWN:
        aa_str_put(s, "unknown");
        break;
    }
}

static void put_way(aa_inspection *in, aa_machine *m, const aa_mstep *way)
{
    static const char *const words[] = {[AA_MSTEP_ARGUMENT] = "handed over",
                                        [AA_MSTEP_FIELD] = "kept in a variable",
                                        [AA_MSTEP_RETURN] = "returned",
                                        [AA_MSTEP_CALL] = "through a library",
                                        [AA_MSTEP_CAPTURE] = "captured by a closure"};
    size_t count = 0;
    for (const aa_mstep *step = way; step != NULL && count < PATH_SHOWN; step = step->next, count++) {
        aa_str_printf(&in->out, "           %s: ", words[step->kind]);
        put_function(in, m, step->image, step->function);
        aa_str_printf(&in->out, " at 0x%" PRIx64 "\n", step->at);
    }
}

static bool is_constant(const aa_morigin *o)
{
    return o->kind == AA_MORIGIN_INT || o->kind == AA_MORIGIN_TEXT || o->kind == AA_MORIGIN_DATA ||
           o->kind == AA_MORIGIN_SYMBOL;
}

static void put_origins(aa_inspection *in, aa_machine *m, const aa_msite *site, aa_morigins origins)
{
    for (size_t i = 0; i < origins.count; i++) {
        const aa_morigin *o = &origins.items[i];
        aa_str_put(&in->out, o->exact ? "       " : "       of ");
        put_what(in, o);
        if (o->function != site->function || o->image != site->image) {
            aa_str_put(&in->out, "  in ");
            put_function(in, m, o->image, o->function);
        }
        aa_str_putc(&in->out, '\n');
        if (is_constant(o))
            put_way(in, m, o->way);
    }
}

/* A register that nothing was put into on the way to the call says nothing. */
static bool is_silent(aa_morigins o)
{
    return o.count == 0 || (o.count == 1 && o.items[0].kind == AA_MORIGIN_UNKNOWN);
}

static void put_arguments(aa_inspection *in, aa_machine *m, const aa_msite *site)
{
    for (size_t i = 0; i < REGISTERS; i++) {
        if (site->call->kind == AA_MCALL_SEND && i == 1)
            continue; /* the selector */
        aa_morigins origins = aa_msite_origins(m, site, i);
        if (is_silent(origins))
            continue;
        aa_str_printf(&in->out, "    %zu%s\n", i, origins.complete ? "" : "  (not followed to the end)");
        put_origins(in, m, site, origins);
        aa_morigins text = aa_msite_swift_origins(m, site, i);
        if (text.count == 1 && text.items[0].kind == AA_MORIGIN_TEXT &&
            origins.items[0].kind != AA_MORIGIN_TEXT) {
            aa_str_put(&in->out, "       as a Swift text ");
            put_bytes_as_text(in, text.items[0].text);
            aa_str_putc(&in->out, '\n');
        }
    }
}

static void put_path(aa_inspection *in, aa_machine *m, uint32_t image, uint32_t function)
{
    static const char *const words[] = {[AA_MREACH_BY_ENTRY] = "the system",
                                        [AA_MREACH_BY_CALL] = "a call in ",
                                        [AA_MREACH_BY_POINTER] = "a pointer taken in ",
                                        [AA_MREACH_BY_SELECTOR] = "a message sent in ",
                                        [AA_MREACH_BY_CLASS] = "the system, as its class is used in ",
                                        [AA_MREACH_BY_FILE] =
                                            "the system, as a file of the app names its class",
                                        [AA_MREACH_BY_TABLE] = "a table of methods"};
    aa_mreach r = aa_machine_reach(m, image, function);
    for (size_t n = 0; r.state != AA_MREACH_NO && n < PATH_SHOWN; n++) {
        aa_str_printf(&in->out, "    by %s", words[r.how]);
        if (r.function != AA_NO_FUNCTION)
            put_function(in, m, r.image, r.function);
        aa_str_putc(&in->out, '\n');
        if (r.function == AA_NO_FUNCTION)
            return;
        r = aa_machine_reach(m, r.image, r.function);
    }
}

static void put_site(aa_inspection *in, aa_machine *m, const aa_msite *site)
{
    static const char *const states[] = {
        [AA_MREACH_NO] = "not reached", [AA_MREACH_MAYBE] = "perhaps reached", [AA_MREACH_YES] = "reached"};
    const aa_image *image = &aa_machine_base_of(m)->images[site->image];
    put_function(in, m, site->image, site->function);
    aa_str_printf(&in->out, " at 0x%" PRIx64 " of ", site->call->at);
    aa_utf8_put_safe(&in->out, image->member);
    aa_str_printf(&in->out, " (%s)  [%s]\n", image->arch,
                  states[aa_machine_reach(m, site->image, site->function).state]);
    put_path(in, m, site->image, site->function);
    put_arguments(in, m, site);
    aa_inspection_flush(in);
}

/* "-[NSUserDefaults setObject:forKey:]": class and selector; a name without an underscore in front that holds
 * a colon, or that no import has, is a selector. */
static aa_msites find(aa_inspection *in, aa_machine *m, const char *what)
{
    const char *space = strchr(what, ' ');
    if ((what[0] == '-' || what[0] == '+') && what[1] == '[' && space != NULL) {
        char *class_name = aa_arena_strndup(in->arena, what + 2, (size_t)(space - what) - 2);
        char *selector = aa_arena_strndup(in->arena, space + 1, strcspn(space + 1, "]"));
        if (class_name == NULL || selector == NULL)
            return (aa_msites){NULL, 0};
        return aa_machine_sends(m, selector, class_name);
    }
    if (what[0] == '_')
        return aa_machine_calls(m, what);
    if (strcmp(what, "svc") == 0)
        return aa_machine_system_calls(m);
    char *symbol = aa_arena_printf(in->arena, "_%s", what);
    if (strchr(what, ':') == NULL && symbol != NULL && aa_machine_imports(m, symbol))
        return aa_machine_calls(m, symbol);
    return aa_machine_sends(m, what, NULL);
}

void aa_inspect_machine_calls(aa_inspection *in, const aa_machine_base *base)
{
    aa_machine *m = aa_machine_new(base);
    if (m == NULL) {
        in->code = aa_exit_worse(in->code, aa_console_out_of_memory());
        return;
    }
    aa_msites sites = find(in, m, in->called);
    aa_utf8_put_safe(&in->out, in->called);
    aa_str_printf(&in->out, ": %zu call%s\n", sites.count, sites.count == 1 ? "" : "s");
    for (size_t i = 0; i < sites.count; i++)
        put_site(in, m, &sites.items[i]);
    if (aa_machine_failed(m))
        in->code = aa_exit_worse(in->code, AA_EXIT_TEMPORARY);
    aa_machine_free(m);
}
