#include "signing/jar_manifest.h"

#include <stdlib.h>
#include <strings.h>

#include "base/str.h"

#define MAX_LINES 1000000

typedef struct line_reader {
    aa_bytes bytes;
    size_t pos;
    size_t lines;
} line_reader;

/* The next line without its end (CR, LF or CRLF). False at the end of the bytes. */
static bool next_line(line_reader *r, aa_bytes *out)
{
    if (r->pos >= r->bytes.n)
        return false;
    size_t start = r->pos;
    size_t end = start;
    while (end < r->bytes.n && r->bytes.p[end] != '\r' && r->bytes.p[end] != '\n')
        end++;
    r->pos = end;
    if (end < r->bytes.n) {
        r->pos = end + 1;
        if (r->bytes.p[end] == '\r' && r->pos < r->bytes.n && r->bytes.p[r->pos] == '\n')
            r->pos++;
    }
    r->lines++;
    *out = (aa_bytes){r->bytes.p + start, end - start};
    return true;
}

/* The next logical line: continuation lines begin with a space and are joined. */
static bool next_attribute(line_reader *r, aa_str *joined)
{
    aa_bytes line = aa_bytes_none();
    aa_str_clear(joined);
    if (!next_line(r, &line))
        return false;
    aa_str_putn(joined, (const char *)line.p, line.n);
    while (line.n > 0 && r->pos < r->bytes.n && r->bytes.p[r->pos] == ' ' && next_line(r, &line))
        aa_str_putn(joined, (const char *)line.p + 1, line.n - 1);
    return true;
}

/* Where ": " stands in |line|, or its end. A line can hold NUL, so no string function will do. */
static size_t find_colon(const aa_str *line)
{
    for (size_t i = 0; i + 1 < line->len; i++) {
        if (line->ptr[i] == ':' && line->ptr[i + 1] == ' ')
            return i;
    }
    return line->len;
}

static bool add_attribute(aa_arena *arena, aa_vec *attributes, const aa_str *line)
{
    aa_jar_attribute *a = aa_vec_push(arena, attributes);
    if (a == NULL)
        return false;
    aa_bytes bytes = aa_bytes_of(line->ptr, line->len);
    size_t colon = find_colon(line);
    a->name = aa_arena_utf8(arena, (aa_bytes){bytes.p, colon});
    a->value = aa_arena_utf8(arena, aa_bytes_from(bytes, (uint64_t)colon + 2));
    return a->name != NULL && a->value != NULL;
}

/* Reads one section; false at the end of the bytes or when memory is out (see |ok|). */
static bool read_section(aa_arena *arena, line_reader *r, aa_str *line, aa_vec *attributes,
                         aa_jar_section *out, bool *ok)
{
    do {
        out->start = r->pos;
        if (!next_attribute(r, line))
            return false;
    } while (line->len == 0);
    out->first = attributes->count;
    do {
        *ok = aa_str_ok(line) && r->lines < MAX_LINES && add_attribute(arena, attributes, line);
    } while (*ok && next_attribute(r, line) && line->len > 0);
    out->count = attributes->count - out->first;
    out->size = r->pos - out->start;
    return *ok;
}

static int by_name(const void *a, const void *b)
{
    const aa_jar_section *x = *(const aa_jar_section *const *)a;
    const aa_jar_section *y = *(const aa_jar_section *const *)b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

static aa_err index_names(aa_arena *arena, aa_vec *sections, const aa_jar_attribute *attributes,
                          aa_jar_manifest *out)
{
    aa_jar_section *items = sections->items;
    out->by_name = aa_arena_array(arena, sections->count + 1, sizeof(*out->by_name));
    if (out->by_name == NULL)
        return AA_E_NOMEM;
    for (size_t i = 1; i < sections->count; i++) {
        const aa_jar_attribute *first = &attributes[items[i].first];
        if (strcasecmp(first->name, "Name") == 0) {
            items[i].name = first->value;
            out->by_name[out->named_count++] = &items[i];
        } else {
            out->unnamed++;
        }
    }
    if (out->named_count > 1)
        qsort(out->by_name, out->named_count, sizeof(*out->by_name), by_name);
    for (size_t i = 1; i < out->named_count && out->duplicate == NULL; i++) {
        if (strcmp(out->by_name[i - 1]->name, out->by_name[i]->name) == 0)
            out->duplicate = out->by_name[i]->name;
    }
    return AA_OK;
}

aa_err aa_jar_manifest_parse(aa_arena *arena, aa_bytes bytes, aa_jar_manifest *out)
{
    line_reader r = {.bytes = bytes};
    aa_vec sections = AA_VEC_INIT(aa_jar_section);
    aa_vec attributes = AA_VEC_INIT(aa_jar_attribute);
    aa_str line;
    aa_str_init(&line, bytes.n + 1);
    bool ok = true;
    aa_jar_section section = {0};
    while (ok && read_section(arena, &r, &line, &attributes, &section, &ok)) {
        aa_jar_section *slot = aa_vec_push(arena, &sections);
        ok = slot != NULL;
        if (ok)
            *slot = section;
    }
    aa_str_done(&line);
    if (!ok)
        return r.lines >= MAX_LINES ? AA_E_LIMIT : AA_E_NOMEM;
    *out = (aa_jar_manifest){.bytes = bytes, .attributes = attributes.items, .section_count = sections.count};
    out->sections = sections.items;
    return index_names(arena, &sections, attributes.items, out);
}

const aa_jar_section *aa_jar_section_find(const aa_jar_manifest *manifest, const char *name)
{
    size_t low = 0;
    size_t high = manifest->named_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(manifest->by_name[middle]->name, name);
        if (order == 0)
            return manifest->by_name[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const char *aa_jar_value(const aa_jar_manifest *manifest, const aa_jar_section *section, const char *name)
{
    for (size_t i = 0; i < section->count; i++) {
        const aa_jar_attribute *a = &manifest->attributes[section->first + i];
        if (strcasecmp(a->name, name) == 0)
            return a->value;
    }
    return NULL;
}
