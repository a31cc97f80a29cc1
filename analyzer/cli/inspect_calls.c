/*
 * Calls of a method, with what each argument can be, where that comes from, and how the call is reached.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/inspect_code.h"
#include "cli/inspect_machine.h"
#include "code/code.h"
#include "decode/dex_print.h"
#include "facts/code.h"
#include "facts/collect.h"
#include "facts/machine.h"

#define BYTES_SHOWN 32
#define PATH_MAX_   32
#define NAMES_SHOWN 20

/* ---- names --------------------------------------------------------------------------------------------- */

static void put_method(aa_inspection *in, aa_code *code, aa_method_id method)
{
    aa_utf8_put_safe(&in->out, aa_code_class_name(code, method));
    aa_str_putc(&in->out, '.');
    aa_utf8_put_safe(&in->out, aa_code_method_name(code, method));
}

static void put_place(aa_inspection *in, aa_code *code, aa_method_id method, uint32_t pc)
{
    uint32_t line = aa_code_line(code, method, pc);
    put_method(in, code, method);
    if (line != 0)
        aa_str_printf(&in->out, ":%" PRIu32, line);
    else
        aa_str_printf(&in->out, " at %04" PRIx32, pc);
}

/* ---- values -------------------------------------------------------------------------------------------- */

static void put_text(aa_inspection *in, aa_bytes text)
{
    const char *copy = aa_arena_utf8(in->arena, text);
    aa_str_putc(&in->out, '"');
    aa_utf8_put_safe(&in->out, copy != NULL ? copy : "?");
    aa_str_putc(&in->out, '"');
}

static void put_bytes(aa_inspection *in, aa_bytes bytes)
{
    aa_str_printf(&in->out, "%zu bytes", bytes.n);
    for (size_t i = 0; i < bytes.n && i < BYTES_SHOWN; i++)
        aa_str_printf(&in->out, " %02x", bytes.p[i]);
    aa_str_put(&in->out, bytes.n > BYTES_SHOWN ? " ..." : "");
}

static void put_type(aa_inspection *in, aa_code *code, aa_type_id type)
{
    const aa_type *t = aa_program_type(aa_code_base_of(code)->program, type);
    if (t != NULL)
        aa_dex_put_text(&in->out, t->descriptor);
    else
        aa_str_put(&in->out, "?");
}

static void put_field(aa_inspection *in, aa_code *code, aa_field_id id)
{
    const aa_field *field = aa_program_field(aa_code_base_of(code)->program, id);
    if (field == NULL)
        return;
    put_type(in, code, field->owner);
    aa_str_put(&in->out, "->");
    aa_dex_put_text(&in->out, field->name);
}

static void put_what(aa_inspection *in, aa_code *code, const aa_origin *o)
{
    aa_str *s = &in->out;
    switch (o->kind) {
    case AA_ORIGIN_INT:
        aa_str_printf(s, "%" PRId64, o->number);
        break;
    case AA_ORIGIN_NULL:
        aa_str_put(s, "null");
        break;
    case AA_ORIGIN_STRING:
        put_text(in, o->text);
        break;
    case AA_ORIGIN_BYTES:
        put_bytes(in, o->text);
        break;
    case AA_ORIGIN_CLASS:
        aa_str_put(s, "class ");
        put_type(in, code, o->type);
        break;
    case AA_ORIGIN_CALL:
        aa_str_put(s, "result of ");
        put_method(in, code, o->method);
        break;
    case AA_ORIGIN_ENTRY:
        aa_str_printf(s, "parameter %" PRId64 ", given by the platform", o->number);
        break;
    case AA_ORIGIN_PARAM:
        aa_str_printf(s, "parameter %" PRId64 ", given by nobody that is seen", o->number);
        break;
    case AA_ORIGIN_FIELD:
        aa_str_put(s, "field ");
        put_field(in, code, o->field);
        break;
    case AA_ORIGIN_NEW:
        aa_str_put(s, "new ");
        put_type(in, code, o->type);
        break;
    case AA_ORIGIN_CAUGHT:
        aa_str_put(s, "a caught exception");
        break;
    case AA_ORIGIN_UNKNOWN:
        aa_str_put(s, "unknown");
        break;
    }
}

static void put_way(aa_inspection *in, aa_code *code, const aa_step *way)
{
    static const char *const words[] = {[AA_STEP_ARGUMENT] = "handed over",
                                        [AA_STEP_FIELD] = "kept in a field",
                                        [AA_STEP_RETURN] = "returned",
                                        [AA_STEP_CALL] = "through a library"};
    size_t count = 0;
    for (const aa_step *step = way; step != NULL && count < PATH_MAX_; step = step->next, count++) {
        aa_str_printf(&in->out, "           %s: ", words[step->kind]);
        put_place(in, code, step->in, step->pc);
        aa_str_putc(&in->out, '\n');
    }
}

/* Of these the way is worth its lines. */
static bool is_constant(const aa_origin *o)
{
    return o->kind == AA_ORIGIN_INT || o->kind == AA_ORIGIN_STRING || o->kind == AA_ORIGIN_BYTES ||
           o->kind == AA_ORIGIN_CLASS;
}

static void put_argument(aa_inspection *in, aa_code *code, const aa_site *site, size_t argument)
{
    aa_origins origins = aa_code_whence(code, site, argument);
    aa_str_printf(&in->out, "    %zu%s\n", argument, origins.complete ? "" : "  (not followed to the end)");
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        aa_str_put(&in->out, o->exact ? "       " : "       of ");
        put_what(in, code, o);
        if (o->in != site->in || o->way != NULL) {
            aa_str_put(&in->out, "  in ");
            put_place(in, code, o->in, o->pc);
        }
        aa_str_putc(&in->out, '\n');
        if (is_constant(o))
            put_way(in, code, o->way);
    }
}

/* ---- sites --------------------------------------------------------------------------------------------- */

static void put_path(aa_inspection *in, aa_code *code, aa_method_id method)
{
    aa_method_id path[PATH_MAX_];
    size_t count = aa_reach_path(aa_code_base_of(code)->reach, method, path, PATH_MAX_, NULL);
    for (size_t i = 0; i + 1 < count; i++) {
        aa_str_put(&in->out, i == 0 ? "    from " : "    then ");
        put_method(in, code, path[i]);
        aa_str_putc(&in->out, '\n');
    }
}

static void put_site(aa_inspection *in, aa_code *code, const aa_site *site)
{
    static const char *const states[] = {[AA_CODE_REACHED] = "reached",
                                         [AA_CODE_UNREACHED] = "not reached",
                                         [AA_CODE_MAYBE] = "perhaps reached"};
    static const char *const owners[] = {
        [AA_CODE_OWN] = "app", [AA_CODE_LIBRARY] = "library", [AA_CODE_OWNER_UNKNOWN] = "whose: unknown"};
    const aa_code_base *base = aa_code_base_of(code);
    const aa_method *m = aa_program_method(base->program, site->in);
    put_place(in, code, site->in, site->pc);
    aa_str_printf(&in->out, "  [%s%s, %s]\n", states[aa_reach_state(base->reach, site->in)],
                  aa_reach_at_launch(base->reach, site->in) ? " at launch" : "",
                  owners[aa_code_owner_of(code, m->owner)]);
    put_path(in, code, site->in);
    for (size_t i = 0; i < site->call->argument_count; i++)
        put_argument(in, code, site, i);
    aa_inspection_flush(in);
}

/* Methods of other classes that are called so, when the pattern fits none that is called. */
static void put_similar(aa_inspection *in, aa_code *code, const char *pattern)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const char *name = strstr(pattern, "->");
    const aa_method_id *ids = NULL;
    size_t shown = 0;
    if (name == NULL)
        return;
    name += 2;
    size_t count = aa_methods_named(p, aa_bytes_of(name, strcspn(name, "(")), &ids);
    for (size_t i = 0; i < count && shown < NAMES_SHOWN; i++) {
        const aa_call_ref *const *calls = NULL;
        size_t call_count = aa_calls_to(p, ids[i], &calls);
        if (call_count == 0)
            continue;
        aa_str_put(&in->out, shown++ == 0 ? "called by that name:\n    " : "    ");
        aa_method_put(p, ids[i], &in->out);
        aa_str_printf(&in->out, "  %zu\n", call_count);
    }
}

/* "javax.crypto.Cipher.getInstance" as "Ljavax/crypto/Cipher;->getInstance". */
static const char *pattern_of(aa_inspection *in, const char *text)
{
    const char *end = text + strcspn(text, "(");
    const char *dot = NULL;
    for (const char *p = text; p < end; p++)
        dot = *p == '.' ? p : dot;
    if (strstr(text, "->") != NULL || dot == NULL)
        return text;
    char *pattern = aa_arena_printf(in->arena, "L%.*s;->%s", (int)(dot - text), text, dot + 1);
    for (char *p = pattern; p != NULL && *p != ';'; p++)
        *p = *p == '.' ? '/' : *p;
    return pattern != NULL ? pattern : text;
}

static void put_calls(aa_inspection *in, const aa_code_base *base)
{
    const char *pattern = pattern_of(in, in->called);
    const aa_method_id *ids = NULL;
    size_t id_count = 0;
    aa_err err = aa_program_match(base->program, in->arena, pattern, &ids, &id_count);
    aa_code *code = err == AA_OK ? aa_code_new(base) : NULL;
    if (code == NULL) {
        aa_console_error(NULL,
                         err == AA_E_FORMAT ? "\"%s\" is no method: write Lapp/Main;->run or app.Main.run"
                                            : "\"%s\": out of memory",
                         in->called);
        in->code = aa_exit_worse(in->code, err == AA_E_FORMAT ? AA_EXIT_USAGE : AA_EXIT_TEMPORARY);
        return;
    }
    aa_sites sites = aa_code_calls(code, pattern);
    aa_str_printf(&in->out, "%s: %zu call%s\n", pattern, sites.count, sites.count == 1 ? "" : "s");
    for (size_t i = 0; i < sites.count; i++)
        put_site(in, code, &sites.items[i]);
    if (sites.count == 0)
        put_similar(in, code, pattern);
    if (aa_code_failed(code))
        in->code = aa_exit_worse(in->code, AA_EXIT_TEMPORARY);
    aa_code_free(code);
}

void aa_inspect_calls(aa_inspection *in)
{
    aa_err err = aa_facts_collect(in->arena, in->package, &in->limits, 0, &in->notes, &in->facts);
    if (err != AA_OK) {
        in->facts = NULL;
        aa_console_error(in->package->parts[0].name, "cannot be read: %s", aa_err_name(err));
        in->code = aa_exit_worse(in->code, aa_exit_of_error(err));
        return;
    }
    const aa_code_base *base = aa_facts_code(in->facts);
    const aa_machine_base *machine = aa_facts_machine(in->facts);
    if (base != NULL)
        put_calls(in, base);
    if (machine != NULL)
        aa_inspect_machine_calls(in, machine);
    if (base == NULL && machine == NULL)
        aa_str_put(&in->out, "no code that can be read\n");
}
