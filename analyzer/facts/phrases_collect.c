/*
 * Texts of resource tables and of bytecode. Those of an IPA come from its lists of strings (ios_collect.c).
 */
#include <string.h>

#include "facts/code_store.h"
#include "facts/phrases_internal.h"

/* A person reads them: more of one app are not looked at. */
enum { MOST = 400, SHOWN = 300 };

bool aa_phrase_collector_init(aa_phrase_collector *c, aa_source *source)
{
    *c = (aa_phrase_collector){
        .source = source,
        .book = aa_phrase_book_new(source->scratch),
        .items = AA_VEC_INIT(aa_phrase),
        .literals = AA_VEC_INIT(aa_phrase_literal),
    };
    source->failed = source->failed || c->book == NULL;
    return c->book != NULL;
}

static bool is_kept(const aa_phrase_collector *c, aa_bytes text)
{
    const aa_phrase *items = c->items.items;
    for (size_t i = 0; i < c->items.count; i++)
        if (aa_bytes_is(text, items[i].text))
            return true;
    return false;
}

void aa_phrase_collect(aa_phrase_collector *c, aa_bytes text, const aa_place *place)
{
    unsigned topics = c->source->failed ? 0 : aa_phrase_topics(c->book, text);
    if (text.n > SHOWN)
        text.n = SHOWN;
    if (topics == 0 || is_kept(c, text))
        return;
    c->more = c->more || c->items.count == MOST;
    aa_phrase *p = c->items.count < MOST ? aa_source_push(c->source, &c->items) : NULL;
    if (p == NULL)
        return;
    *p = (aa_phrase){.topics = topics, .text = aa_arena_utf8(c->source->arena, text), .place = *place};
    p->place.path = aa_source_copy(c->source, place->path);
    c->source->failed = c->source->failed || p->text == NULL;
}

const aa_phrases *aa_phrase_collected(aa_phrase_collector *c)
{
    aa_phrases *out = aa_arena_alloc(c->source->arena, sizeof *out);
    if (out != NULL)
        *out = (aa_phrases){c->items.items, c->items.count, c->more, c->literals.items, c->literals.count};
    c->source->failed = c->source->failed || out == NULL;
    return out;
}

/* ---- resource tables */

typedef struct table_visit {
    aa_phrase_collector *c;
    const aa_source_part *part;
} table_visit;

static bool visit(void *context, uint32_t id, const char *type, const char *name, const aa_arsc_value *values,
                  size_t count)
{
    const table_visit *v = context;
    (void)id;
    if (strcmp(type, "string") != 0)
        return true;
    for (size_t i = 0; i < count; i++) {
        const char *text =
            values[i].is_bag || values[i].value.type != AA_RES_STRING ? NULL : values[i].value.text;
        if (text == NULL)
            continue;
        char path[160];
        snprintf(path, sizeof path, "string/%.140s", name);
        const aa_place place = {.artifact = v->part->artifact, .member = "resources.arsc", .path = path};
        aa_phrase_collect(v->c, aa_bytes_of(text, strlen(text)), &place);
    }
    return !v->c->source->failed;
}

/* ---- bytecode */

/* Once for all checks that ask: a text is looked through for every phrase at once. */
static void collect_literals(aa_phrase_collector *c, const aa_program *program)
{
    const aa_text_use *texts = NULL;
    size_t count = aa_text_uses(program, &texts, NULL);
    for (size_t i = 0; i < count && !c->source->failed; i++) {
        unsigned topics = aa_phrase_topics(c->book, texts[i].text);
        aa_phrase_literal *slot = topics == 0 ? NULL : aa_source_push(c->source, &c->literals);
        if (slot != NULL)
            *slot = (aa_phrase_literal){(uint32_t)i, topics};
    }
}

aa_err aa_collect_phrases(aa_source *source, aa_facts *facts)
{
    aa_phrase_collector c;
    if (!aa_phrase_collector_init(&c, source))
        return AA_E_NOMEM;
    for (size_t i = 0; i < source->part_count && !source->failed; i++) {
        table_visit v = {&c, &source->parts[i]};
        if (source->parts[i].arsc != NULL)
            aa_arsc_each(source->parts[i].arsc, visit, &v);
    }
    const aa_code_base *code = aa_facts_code(facts);
    if (code != NULL)
        collect_literals(&c, code->program);
    facts->phrases = aa_phrase_collected(&c);
    return aa_source_status(source);
}
