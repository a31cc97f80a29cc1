/*
 * Credentials that no file holds as they are: texts that code puts together (builders, byte arrays, Base 64,
 * home-made decoding), as the values of methods show them, and texts of programs of cross-platform frameworks
 * that lie in files in another form (UTF-16, compressed, without an end).
 *
 * Only methods that are not a known library's and that make texts are followed: those that call what makes
 * one out of parts, or a static method of the app that gives a text for a text or an array.
 */
#include "base/stopwatch.h"
#include "code/code.h"
#include "facts/code_store.h"
#include "facts/frameworks.h"
#include "facts/secrets_internal.h"

enum { SHORTEST = 8 };

/* What is known of a method. */
enum { MAKES_TEXTS = 1, DECODES = 2 };

typedef struct walk {
    aa_source *source;
    aa_secret_finder *finder;
    aa_code *code;
    const aa_program *program;
    uint8_t *marked; /* for each method: MAKES_TEXTS, DECODES */
    size_t decoded;  /* calls */
    aa_vec seen;     /* of uint8_t, for each value: it was looked at */
} walk;

/* ---- which methods ------------------------------------------------------------------------------------- */

static void mark_callers(walk *w, aa_method_id to)
{
    const aa_call_ref *const *refs = NULL;
    size_t count = aa_calls_to(w->program, to, &refs);
    for (size_t i = 0; i < count; i++)
        w->marked[refs[i]->in] |= MAKES_TEXTS;
}

static bool mark_makers(walk *w)
{
    static const char *const makers[] = {
        "Ljava/lang/StringBuilder;->toString", "Ljava/lang/StringBuffer;->toString",
        "Ljava/lang/String;-><init>",          "Ljava/lang/String;->concat",
        "Ljava/lang/String;->valueOf",         "Ljava/lang/String;->format",
        "Ljava/lang/String;->replace",         "Landroid/util/Base64;->decode",
        "Ljava/util/Base64$Decoder;->decode",  "Landroid/text/TextUtils;->join"};
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) {
        const aa_method_id *ids = NULL;
        size_t count = 0;
        if (aa_program_match(w->program, w->finder->arena, makers[i], &ids, &count) != AA_OK)
            return false;
        for (size_t k = 0; k < count; k++)
            mark_callers(w, ids[k]);
    }
    return true;
}

/* static String f(String | byte[] | char[] | int[] | int …) */
static bool may_decode(const walk *w, const aa_method *m)
{
    enum { STATIC = 8 };

    aa_dex_proto proto;
    const aa_dex *dex =
        m->code == 0 || (m->flags & STATIC) == 0 ? NULL : &aa_program_unit(w->program, m->unit)->dex;
    if (dex == NULL || !aa_dex_proto_at(dex, m->proto, &proto) || proto.parameters.n < 2 ||
        !aa_bytes_is(aa_dex_descriptor(dex, proto.return_type), "Ljava/lang/String;"))
        return false;
    for (uint32_t i = 0; i < proto.parameters.n / 2; i++) {
        aa_bytes type = aa_dex_descriptor(dex, aa_le16(proto.parameters.p + 2 * (size_t)i));
        if (!aa_bytes_is(type, "Ljava/lang/String;") && !aa_bytes_is(type, "[B") &&
            !aa_bytes_is(type, "[C") && !aa_bytes_is(type, "[I") && !aa_bytes_is(type, "I"))
            return false;
    }
    return true;
}

static bool mark(walk *w, size_t *defined)
{
    size_t count = aa_program_method_count(w->program, defined);
    w->marked = aa_arena_array(w->finder->arena, count + 1, 1);
    if (w->marked == NULL || !mark_makers(w))
        return false;
    for (aa_method_id i = 0; i < *defined; i++)
        if (may_decode(w, aa_program_method(w->program, i))) {
            w->marked[i] |= DECODES;
            mark_callers(w, i);
        }
    return true;
}

/* ---- values -------------------------------------------------------------------------------------------- */

static bool is_new(walk *w, aa_value v)
{
    while (w->seen.count <= v) {
        uint8_t *slot = aa_vec_push(w->finder->arena, &w->seen);
        w->finder->failed = w->finder->failed || slot == NULL;
        if (slot == NULL)
            return false;
        *slot = 0;
    }
    uint8_t *seen = (uint8_t *)w->seen.items + v;
    bool first = *seen == 0;
    *seen = 1;
    return first;
}

static bool is_printable(aa_bytes b)
{
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i] >= 0x7f || (b.p[i] < 0x20 && b.p[i] != '\n' && b.p[i] != '\r' && b.p[i] != '\t'))
            return false;
    return b.n >= SHORTEST;
}

static void look_at(walk *w, aa_value v)
{
    const aa_values *values = aa_code_values(w->code);
    for (size_t i = 0; i < aa_value_members(values, v); i++) {
        aa_value one = aa_value_member(values, v, i);
        const aa_value_node *n = aa_value_at(values, one);
        if ((n->kind == AA_V_STRING || n->kind == AA_V_BYTES) && is_printable(n->text) && is_new(w, one))
            aa_secret_look(w->finder, n->text, AA_NO_OFFSET);
    }
}

/* What a decoder of the app gives here: it is run on what it is given. */
static void look_at_decoded(walk *w, aa_method_id in, const aa_flow_call *call)
{
    if (call->to == AA_NO_ID || (w->marked[call->to] & DECODES) == 0 || !call->result_used ||
        w->decoded++ >= w->finder->limits->code_decodes)
        return;
    aa_origins origins = aa_code_trace(w->code, in, call->pc, call->result, NULL);
    for (size_t i = 0; i < origins.count; i++)
        if (origins.items[i].kind == AA_ORIGIN_STRING && is_printable(origins.items[i].text))
            aa_secret_look(w->finder, origins.items[i].text, AA_NO_OFFSET);
}

/* A static field names what it holds. */
static void look_at_store(walk *w, const aa_flow_store *store)
{
    aa_bytes text;
    const aa_field *field = aa_program_field(w->program, store->field);
    look_at(w, store->value);
    if (field == NULL || store->object != AA_VALUE_UNKNOWN ||
        !aa_value_is_string(aa_code_values(w->code), store->value, &text) || !is_printable(text))
        return;
    const char *name = aa_arena_utf8(w->finder->arena, field->name);
    w->finder->failed = w->finder->failed || name == NULL;
    if (name != NULL)
        aa_secret_look_named(w->finder, name, text, AA_NO_OFFSET);
}

static void look_at_method(walk *w, aa_method_id id)
{
    const aa_method *m = aa_program_method(w->program, id);
    const aa_unit *unit = aa_program_unit(w->program, m->unit);
    const aa_flow *flow = aa_code_flow(w->code, id);
    if (flow == NULL || unit == NULL)
        return;
    w->finder->where.place = (aa_place){.artifact = unit->artifact,
                                        .member = unit->member,
                                        .offset = AA_NO_OFFSET,
                                        .class_name = aa_code_class_name(w->code, id),
                                        .method = aa_code_method_name(w->code, id),
                                        .line = aa_code_line(w->code, id, 0)};
    for (size_t i = 0; i < flow->call_count; i++) {
        look_at(w, flow->calls[i].result);
        look_at_decoded(w, id, &flow->calls[i]);
        for (size_t k = 0; k < flow->calls[i].argument_count; k++)
            look_at(w, flow->calls[i].arguments[k]);
    }
    for (size_t i = 0; i < flow->store_count; i++)
        look_at_store(w, &flow->stores[i]);
    for (size_t i = 0; i < flow->exit_count; i++)
        look_at(w, flow->exits[i].value);
}

static size_t look_at_code(walk *w)
{
    size_t defined = 0, looked = 0;
    if (!mark(w, &defined))
        w->finder->failed = true;
    for (aa_method_id i = 0; i < defined && !w->finder->failed; i++) {
        if ((w->marked[i] & MAKES_TEXTS) == 0 || aa_program_method(w->program, i)->code == 0 ||
            aa_code_is_library(w->code, i))
            continue;
        look_at_method(w, i);
        looked++;
    }
    w->finder->failed = w->finder->failed || aa_code_failed(w->code);
    return looked;
}

/* ---- programs of frameworks ---------------------------------------------------------------------------- */

/* Scripts, pages and snapshots were looked at as bytes. */
static bool hides_texts(aa_framework_form form)
{
    return form == AA_FORM_ASSEMBLY || form == AA_FORM_HERMES || form == AA_FORM_IL2CPP;
}

static void look_at_frameworks(aa_secret_finder *f, const aa_frameworks *frameworks)
{
    for (size_t i = 0; frameworks != NULL && i < frameworks->text_count && !f->failed; i++) {
        const aa_framework_text *t = &frameworks->texts[i];
        const aa_framework_file *file = &frameworks->files[t->file];
        if (!hides_texts(file->form) || t->name)
            continue;
        f->where.place = aa_framework_place(frameworks, t);
        f->where.framework = file->library;
        aa_secret_look(f, t->text, t->offset);
    }
}

/* ---- all ----------------------------------------------------------------------------------------------- */

static void look(aa_source *source, aa_facts *facts, aa_secret_finder *f, aa_secrets *out)
{
    look_at_frameworks(f, facts->frameworks);
    f->where = (aa_secret_spot){.literal = aa_bytes_none()};
    aa_code *code = aa_facts_take_read(facts);
    if (code == NULL)
        return;
    walk w = {.source = source,
              .finder = f,
              .code = code,
              .program = aa_code_base_of(code)->program,
              .seen = AA_VEC_INIT(uint8_t)};
    out->computed = look_at_code(&w);
    out->left_out = w.decoded > f->limits->code_decodes ? w.decoded - f->limits->code_decodes : 0;
    aa_facts_give_read(facts, code);
}

aa_err aa_collect_secret_values(aa_source *source, aa_facts *facts)
{
    aa_secrets *out = (aa_secrets *)(uintptr_t)facts->secrets;
    aa_notes quiet;
    aa_secret_finder f;
    uint64_t begin = aa_process_time();
    aa_arena *arena = out == NULL ? NULL : aa_arena_new();
    if (out == NULL)
        return AA_OK;
    if (arena == NULL)
        return AA_E_NOMEM;
    aa_notes_init(&quiet, arena, 1);
    aa_secret_finder_init(&f, out->book, source->limits, arena, &quiet);
    look(source, facts, &f, out);
    source->failed = source->failed || f.failed;
    aa_vec hits = *(const aa_vec *)out->found;
    if (!source->failed && f.hits.count > 0) {
        aa_secret_merge all = {
            .source = source, .facts = facts, .book = out->book, .hits = &hits, .out = out};
        aa_secrets_keep(source, &f, &hits);
        aa_secrets_merge(&all);
    }
    out->took += aa_process_time() - begin;
    out->found = NULL;
    out->book = NULL;
    aa_arena_free(arena);
    return aa_source_status(source);
}
