#include "facts/text.h"

const char *aa_text_cut(aa_source *source, const char *text)
{
    if (text == NULL)
        return NULL;
    size_t n = strnlen(text, AA_TEXT_BYTES + 1);
    if (n > AA_TEXT_BYTES) {
        n = AA_TEXT_BYTES;
        while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
            n--;
    }
    const char *copy = aa_arena_strndup(source->arena, text, n);
    if (copy == NULL)
        source->failed = true;
    return copy;
}

const char *aa_text_entry(aa_source *source, uint32_t id, const char **type_out)
{
    for (size_t i = 0; i < source->part_count; i++) {
        const char *type = NULL;
        const char *entry = NULL;
        if (source->parts[i].arsc == NULL || !aa_arsc_name(source->parts[i].arsc, id, &type, &entry))
            continue;
        if (type_out != NULL)
            *type_out = aa_text_cut(source, type);
        return aa_text_cut(source, entry);
    }
    return NULL;
}

bool aa_text_is_class(const char *text)
{
    bool point = false;
    if (*text == '.' || strnlen(text, AA_CLASS_BYTES + 1) > AA_CLASS_BYTES)
        return false;
    for (const char *c = text; *c != '\0'; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '_' || *c == '$' ||
                      (unsigned char)*c >= 0x80;
        if (!letter && *c != '.' && (c == text || *c < '0' || *c > '9'))
            return false;
        point = point || (*c == '.' && c[1] != '\0');
    }
    return point;
}
