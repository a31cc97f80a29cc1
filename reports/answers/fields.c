#include "reports/answers/fields.h"

#include <string.h>

#include "base/str.h"
#include "engine/policy.h"
#include "engine/words.h"

#define SHA256_DIGITS 64
#define PATH_BYTES    1024

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* |text| without white space at its ends. */
static aa_bytes trim(const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    while (b.n > 0 && is_space((char)b.p[b.n - 1]))
        b.n--;
    while (b.n > 0 && is_space((char)b.p[0]))
        b = aa_bytes_from(b, 1);
    return b;
}

/* Nothing written: "key:", "key: ~", "key: []". */
static bool is_blank(const aa_yaml *node)
{
    if (node->kind != AA_YAML_TEXT)
        return node->count == 0;
    aa_bytes text = trim(node->text);
    return text.n == 0 || aa_bytes_is(text, "~") || aa_bytes_is(text, "null");
}

static json_t *wrong(const aa_yaml *node, aa_faults *faults, const char *what)
{
    if (node->key != NULL)
        aa_faults_add(faults, node->line, node->column, "\"%s\" is %s", node->key, what);
    else
        aa_faults_add(faults, node->line, node->column, "this is to be %s", what);
    return NULL;
}

static json_t *text_of(aa_bytes text)
{
    return json_stringn((const char *)text.p, text.n);
}

static json_t *read_hash(const aa_yaml *node, aa_bytes text, aa_faults *faults)
{
    char digits[SHA256_DIGITS + 1] = "";
    bool good = text.n == SHA256_DIGITS;
    for (size_t i = 0; i < text.n && good; i++) {
        char c = (char)text.p[i];
        digits[i] = c >= 'A' && c <= 'F' ? (char)(c + ('a' - 'A')) : c;
        good = (digits[i] >= '0' && digits[i] <= '9') || (digits[i] >= 'a' && digits[i] <= 'f');
    }
    return good ? json_string(digits) : wrong(node, faults, "a SHA-256: 64 hex digits");
}

/* A file beside the answers; what leads elsewhere would also lead a reader of a bundle elsewhere. */
static json_t *read_path(const aa_yaml *node, aa_bytes text, aa_faults *faults)
{
    bool good = text.n <= PATH_BYTES && text.p[0] != '/' && memchr(text.p, '\\', text.n) == NULL &&
                memchr(text.p, ':', text.n) == NULL && memchr(text.p, '\n', text.n) == NULL;
    for (size_t start = 0; start <= text.n && good;) {
        const uint8_t *slash = memchr(text.p + start, '/', text.n - start);
        size_t end = slash == NULL ? text.n : (size_t)(slash - text.p);
        aa_bytes part = aa_bytes_of(text.p + start, end - start);
        good = part.n > 0 && !aa_bytes_is(part, "..") && !aa_bytes_is(part, ".");
        start = end + 1;
    }
    return good ? text_of(text)
                : wrong(node, faults, "a path relative to this file, with \"/\" and without \"..\"");
}

static json_t *read_date(const aa_yaml *node, aa_bytes text, aa_faults *faults)
{
    char date[11] = "";
    if (text.n < sizeof date)
        memcpy(date, text.p, text.n);
    return aa_day_from_text(date) == INT64_MIN ? wrong(node, faults, "a date such as 2026-11-01")
                                               : text_of(text);
}

static json_t *read_word(const aa_yaml *node, aa_bytes text, const aa_field *field, aa_faults *faults)
{
    aa_str known;
    aa_str_init(&known, 1024);
    for (size_t i = 0; field->words[i] != NULL; i++) {
        aa_bytes stable = aa_bytes_none();
        aa_bytes word = aa_bytes_none();
        for (const char *left = field->words[i]; aa_word_next(&left, &word);) {
            stable = stable.n == 0 ? word : stable;
            if (aa_bytes_equal(word, text)) {
                aa_str_done(&known);
                return text_of(stable);
            }
        }
        aa_str_printf(&known, "%s%.*s", i == 0 ? "one of " : ", ", (int)stable.n, (const char *)stable.p);
    }
    if (!aa_str_ok(&known))
        faults->failed = true;
    wrong(node, faults, known.ptr);
    aa_str_done(&known);
    return NULL;
}

static json_t *read_scalar(const aa_yaml *node, const aa_field *field, aa_faults *faults)
{
    if (node->kind != AA_YAML_TEXT)
        return wrong(node, faults, "one text, not a list or a map");
    aa_bytes text = trim(node->text);
    switch (field->kind) {
    case AA_FIELD_DATE:
        return read_date(node, text, faults);
    case AA_FIELD_SHA256:
    case AA_FIELD_HASHES:
        return read_hash(node, text, faults);
    case AA_FIELD_FILE:
        return read_path(node, text, faults);
    case AA_FIELD_WORD:
        return read_word(node, text, field, faults);
    case AA_FIELD_TEXT:
    case AA_FIELD_TEXTS:
    case AA_FIELD_MAP:
    case AA_FIELD_MAPS:
        break;
    }
    return text_of(text);
}

/* |list| takes |value|, which may be NULL: then nothing. */
static void append(json_t *list, json_t *value, aa_faults *faults)
{
    if (value != NULL && json_array_append_new(list, value) != 0)
        faults->failed = true;
}

static json_t *read_list(const aa_yaml *node, const aa_field *field, aa_faults *faults)
{
    json_t *list = json_array();
    if (list == NULL) {
        faults->failed = true;
        return NULL;
    }
    if (field->kind == AA_FIELD_HASHES && node->kind == AA_YAML_TEXT) {
        append(list, read_scalar(node, field, faults), faults);
    } else if (node->kind != AA_YAML_LIST) {
        wrong(node, faults, "a list");
    } else {
        for (const aa_yaml *child = node->first; child != NULL; child = child->next) {
            if (field->kind == AA_FIELD_MAPS)
                append(list, aa_fields_read(child, field->fields, faults), faults);
            else
                append(list, read_scalar(child, field, faults), faults);
        }
    }
    return list;
}

/* Deeper calls follow the tables, which are ours, and end where these end. */
static json_t *read_value(const aa_yaml *node, const aa_field *field, aa_faults *faults)
{
    switch (field->kind) {
    case AA_FIELD_MAP:
        return aa_fields_read(node, field->fields, faults);
    case AA_FIELD_MAPS:
    case AA_FIELD_TEXTS:
    case AA_FIELD_HASHES:
        return read_list(node, field, faults);
    case AA_FIELD_TEXT:
    case AA_FIELD_DATE:
    case AA_FIELD_SHA256:
    case AA_FIELD_FILE:
    case AA_FIELD_WORD:
        break;
    }
    return read_scalar(node, field, faults);
}

static void unknown_key(const aa_yaml *child, const aa_field *fields, aa_faults *faults)
{
    aa_str known;
    aa_str_init(&known, 4096);
    for (size_t i = 0; fields[i].key != NULL; i++)
        aa_str_printf(&known, "%s%s", i == 0 ? "" : ", ", fields[i].key);
    if (!aa_str_ok(&known))
        faults->failed = true;
    aa_faults_add(faults, child->key_line, child->key_column, "there is no key \"%s\" here; there are %s",
                  child->key, known.ptr);
    aa_str_done(&known);
}

json_t *aa_fields_read(const aa_yaml *node, const aa_field *fields, aa_faults *faults)
{
    json_t *object = json_object();
    if (object == NULL) {
        faults->failed = true;
        return NULL;
    }
    if (node->kind != AA_YAML_MAP) {
        if (!is_blank(node))
            wrong(node, faults, "a map of keys and values");
        return object;
    }
    for (const aa_yaml *child = node->first; child != NULL; child = child->next) {
        size_t i = 0;
        while (fields[i].key != NULL && strcmp(fields[i].key, child->key) != 0)
            i++;
        if (fields[i].key == NULL)
            unknown_key(child, fields, faults);
    }
    for (size_t i = 0; fields[i].key != NULL; i++) {
        const aa_yaml *child = aa_yaml_get(node, fields[i].key);
        if (child != NULL && !is_blank(child)) {
            json_t *value = read_value(child, &fields[i], faults);
            if (value != NULL && json_object_set_new(object, fields[i].key, value) != 0)
                faults->failed = true;
        } else if (fields[i].required) {
            aa_faults_add(faults, node->line, node->column, "\"%s\" is missing", fields[i].key);
        }
    }
    return object;
}
