/*
 * What the checks share that show a person where to look: texts of resources and of the app's own code.
 */
#ifndef AA_CHECKS_COMMON_PHRASES_H
#define AA_CHECKS_COMMON_PHRASES_H

#include "engine/code_record.h"
#include "engine/machine_record.h"
#include "facts/phrases.h"

/* More than a person reads. */
enum { PHRASES_SHOWN = 20 };

typedef struct phrase_search {
    const aa_phrase_book *book;
    unsigned topics, message;
    aa_sink *sink;
    size_t found;
} phrase_search;

/* True while there is room for one more. */
static inline bool phrases_room(phrase_search *s)
{
    return ++s->found <= PHRASES_SHOWN;
}

static inline bool phrases_fit(void *context, aa_bytes text)
{
    const phrase_search *s = context;
    return (aa_phrase_topics(s->book, text) & s->topics) != 0;
}

static inline void phrases_in_resources(phrase_search *s, const aa_phrases *phrases)
{
    for (size_t i = 0; phrases != NULL && i < phrases->count; i++)
        if ((phrases->items[i].topics & s->topics) != 0 && phrases_room(s))
            aa_hit(s->sink, s->message, &phrases->items[i].place, AA_ARGS(phrases->items[i].text));
}

/* What |s| asks for of the texts in bytecode. NULL: there is none, or memory is out. */
static inline const uint32_t *phrases_of_code(const phrase_search *s, const aa_phrases *phrases,
                                              aa_arena *arena, size_t *count)
{
    uint32_t *out = phrases == NULL ? NULL : aa_arena_array(arena, phrases->literal_count, sizeof *out);
    *count = 0;
    for (size_t i = 0; out != NULL && i < phrases->literal_count; i++)
        if ((phrases->literals[i].topics & s->topics) != 0)
            out[(*count)++] = phrases->literals[i].text;
    return out;
}

static inline void phrases_in_code(phrase_search *s, const aa_phrases *phrases, aa_code *code)
{
    const aa_literal *literals = NULL;
    size_t texts = 0;
    const uint32_t *of = phrases_of_code(s, phrases, aa_code_arena(code), &texts);
    size_t count = aa_code_literals_of(code, of, texts, &literals);
    for (size_t i = 0; i < count; i++)
        if (!aa_code_is_library(code, literals[i].in) && phrases_room(s))
            aa_hit_method(s->sink, s->message, AA_SEVERITY_INFO, code, literals[i].in, literals[i].pc,
                          AA_ARGS(aa_arg_text(aa_arena_utf8(aa_code_arena(code), literals[i].text))));
}

static inline void phrases_in_machine(phrase_search *s, aa_machine *machine)
{
    const aa_mplace_ref *texts = NULL;
    s->book = aa_phrase_book_new(aa_machine_arena(machine));
    size_t count = s->book == NULL ? 0 : aa_machine_texts(machine, phrases_fit, s, &texts);
    for (size_t i = 0; i < count; i++)
        if (aa_machine_owner_of(machine, aa_mspot_at(&texts[i])) != AA_OWNER_LIBRARY && phrases_room(s))
            aa_hit_spot(s->sink, s->message, AA_SEVERITY_INFO, machine, aa_mspot_at(&texts[i]), NULL,
                        AA_ARGS(aa_machine_text(machine, texts[i].text)));
}

/* Records each text of |topics| as |message|; how many there are. */
static inline size_t phrases_record(const aa_check_input *in, aa_sink *sink, unsigned topics,
                                    unsigned message)
{
    phrase_search s = {.topics = topics, .message = message, .sink = sink};
    phrases_in_resources(&s, in->facts->phrases);
    if (in->code != NULL)
        phrases_in_code(&s, in->facts->phrases, in->code);
    if (in->machine != NULL)
        phrases_in_machine(&s, in->machine);
    return s.found;
}

#endif
