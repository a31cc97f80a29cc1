#include "reports/document/texts.h"

#include "reports/document/restore_parts.h"

#define ARGS_MAX 10 /* placeholders of a message: "{0}" to "{9}" */

bool aa_texts_open(aa_texts *texts, const aa_document *document, aa_lang lang)
{
    *texts = (aa_texts){.document = document, .words = {.arena = aa_arena_new(), .lang = lang}};
    if (texts->words.arena == NULL)
        return false;
    const json_t *judgements = json_object_get(aa_document_root(document), "judgements");
    for (size_t i = 0; i < json_array_size(judgements) && texts->table_count < AA_TEXTS_TABLES; i++) {
        const char *id = aa_member_text(json_array_get(judgements, i), "standard");
        const aa_table *table = NULL;
        if (!aa_document_table(document, texts->words.arena, id, &table))
            return false;
        if (table != NULL && aa_texts_table(texts, id) == NULL)
            texts->tables[texts->table_count++] = table;
    }
    return true;
}

void aa_texts_close(aa_texts *texts)
{
    aa_arena_free(texts->words.arena);
}

const aa_check *aa_texts_check(const aa_texts *texts, const char *id)
{
    const aa_check_entry *entry = aa_document_check(texts->document, id);
    return entry == NULL ? NULL : entry->check;
}

const char *aa_texts_title(const aa_texts *texts, const char *id)
{
    const aa_check *check = aa_texts_check(texts, id);
    return check == NULL ? id : check->text[texts->words.lang].title;
}

const char *aa_texts_why(const aa_texts *texts, const char *id)
{
    const aa_check *check = aa_texts_check(texts, id);
    return check == NULL ? "" : check->text[texts->words.lang].why;
}

const char *aa_texts_fix(const aa_texts *texts, const char *id)
{
    const aa_check *check = aa_texts_check(texts, id);
    return check == NULL ? "" : check->text[texts->words.lang].fix;
}

const char *aa_texts_limits(const aa_texts *texts, const char *id)
{
    const aa_check *check = aa_texts_check(texts, id);
    return check == NULL ? "" : check->text[texts->words.lang].limits;
}

const char *aa_finding_sentence(aa_words *words, const aa_check *check, const json_t *finding)
{
    const char *key = aa_member_text(finding, "message");
    const json_t *args = json_object_get(finding, "args");
    const char *shown[ARGS_MAX + 1] = {NULL};
    for (size_t i = 0; i < ARGS_MAX && i < json_array_size(args); i++)
        shown[i] = aa_words_excerpt(words, json_string_value(json_array_get(args, i)));
    for (size_t i = 0; check != NULL && key != NULL && i < check->message_count; i++) {
        if (strcmp(check->messages[i].key, key) == 0)
            return aa_words_fill(words, check->messages[i].text[words->lang], shown);
    }
    return NULL;
}

const char *aa_texts_message(aa_texts *texts, const json_t *finding)
{
    const aa_check *check = aa_texts_check(texts, aa_member_text(finding, "check"));
    const char *sentence = aa_finding_sentence(&texts->words, check, finding);
    return sentence != NULL ? sentence : aa_words_excerpt(&texts->words, aa_member_text(finding, "message"));
}

const char *aa_texts_place(aa_texts *texts, const json_t *place, bool name_artifact)
{
    aa_place where = aa_restore_place(place);
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    aa_place_put(&s, &where, name_artifact);
    return aa_words_take(&texts->words, &s);
}

const aa_table *aa_texts_table(const aa_texts *texts, const char *standard)
{
    for (size_t i = 0; i < texts->table_count; i++) {
        if (strcmp(texts->tables[i]->id, standard) == 0)
            return texts->tables[i];
    }
    return NULL;
}

const aa_row *aa_texts_row(const aa_texts *texts, const char *standard, const char *id)
{
    const aa_table *table = aa_texts_table(texts, standard);
    return table == NULL ? NULL : aa_table_row(table, aa_bytes_of(id, strlen(id)));
}

/* Rows made by hand for tests have no criterion. */
static const char *text_or_none(const char *text)
{
    return text == NULL ? "" : text;
}

const char *aa_texts_row_title(const aa_texts *texts, const char *standard, const char *id)
{
    const aa_row *row = aa_texts_row(texts, standard, id);
    return row == NULL ? "" : text_or_none(row->title[texts->words.lang]);
}

const char *aa_texts_criterion(const aa_texts *texts, const char *standard, const char *id)
{
    const aa_row *row = aa_texts_row(texts, standard, id);
    return row == NULL ? "" : text_or_none(row->criterion[texts->words.lang]);
}

const char *aa_texts_question(const aa_texts *texts, const char *standard, const char *id, const char *slot)
{
    const aa_row *row = aa_texts_row(texts, standard, id);
    for (size_t i = 0; row != NULL && i < row->slot_count; i++) {
        if (strcmp(row->slots[i].id, slot) == 0)
            return row->slots[i].question[texts->words.lang];
    }
    return "";
}
