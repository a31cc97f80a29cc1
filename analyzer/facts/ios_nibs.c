/*
 * Nibs of an IPA: the fields that people type into, and what is named in code.
 */
#include <string.h>

#include "decode/nib.h"
#include "facts/ios_internal.h"

static const char *keep(aa_source *source, const char *text)
{
    const char *copy = text != NULL ? aa_arena_strdup(source->arena, text) : NULL;
    source->failed = source->failed || (text != NULL && copy == NULL);
    return copy;
}

static void push_name(aa_source *source, aa_vec *names, const char *name)
{
    const char **item = name != NULL ? aa_source_push(source, names) : NULL;
    if (item != NULL)
        *item = keep(source, name);
}

static void push_field(aa_source *source, const aa_nib_field *f, aa_place place, aa_ios_nibs *out)
{
    aa_ios_field *field = aa_source_push(source, &out->fields);
    if (field == NULL)
        return;
    place.path = f->outlet != NULL ? aa_arena_printf(source->arena, "%s %s", f->class_name, f->outlet)
                                   : keep(source, f->class_name);
    *field = (aa_ios_field){.class_name = keep(source, f->class_name),
                            .secure = f->secure,
                            .autocorrection = f->autocorrection,
                            .spell_checking = f->spell_checking,
                            .keyboard = f->keyboard,
                            .content_type = keep(source, f->content_type),
                            .placeholder = keep(source, f->placeholder),
                            .text = keep(source, f->text),
                            .outlet = keep(source, f->outlet),
                            .place = place};
}

static void push_phrases(const aa_nib *nib, aa_place place, aa_phrase_collector *phrases)
{
    for (uint32_t i = 0; i < nib->object_count; i++) {
        aa_bytes text;
        if (aa_nib_text_of(nib, i, &text))
            aa_phrase_collect(phrases, text, &place);
    }
}

void aa_ios_read_nib(aa_source *source, const char *artifact, const char *member, aa_bytes file,
                     aa_ios_nibs *out, aa_phrase_collector *phrases)
{
    const aa_nib *nibs;
    size_t count;
    const aa_place place = {.artifact = artifact, .member = member};
    aa_err e = aa_nib_read(source->scratch, file, source->limits, source->notes, &nibs, &count);
    source->failed = source->failed || e == AA_E_NOMEM;
    for (size_t i = 0; e == AA_OK && i < count; i++) {
        push_phrases(&nibs[i], place, phrases);
        for (size_t k = 0; k < nibs[i].field_count; k++)
            push_field(source, &nibs[i].fields[k], place, out);
        for (size_t k = 0; k < nibs[i].class_count; k++) {
            push_name(source, &out->classes, nibs[i].classes[k].name);
            push_name(source, &out->classes, nibs[i].classes[k].plain);
        }
        for (size_t k = 0; k < nibs[i].link_count; k++)
            if (nibs[i].links[k].kind == AA_NIB_ACTION)
                push_name(source, &out->actions, nibs[i].links[k].label);
    }
}
