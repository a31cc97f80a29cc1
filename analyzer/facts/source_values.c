#include "facts/source.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUES        1024 /* looked at for one value; hostile tables branch without end */
#define FRAMEWORK_PACKAGE 0x01

/* ---- resources ------------------------------------------------------------------------------------ */

typedef struct pending {
    aa_res_value value;
    unsigned steps;
} pending;

typedef struct resolver {
    aa_source *source;
    aa_vec stack;  /* of pending; what comes first lies on top */
    aa_vec values; /* of aa_res_value */
    unsigned looked_at;
    bool unresolved;
} resolver;

static bool is_reference(aa_res_value value)
{
    return value.type == AA_RES_REFERENCE || value.type == AA_RES_DYNAMIC_REFERENCE;
}

static void *scratch_push(resolver *r, aa_vec *vec)
{
    void *record = aa_vec_push(r->source->scratch, vec);
    if (record == NULL)
        r->source->failed = true;
    return record;
}

static void push_pending(resolver *r, aa_res_value value, unsigned steps)
{
    pending *p = scratch_push(r, &r->stack);
    if (p != NULL)
        *p = (pending){value, steps};
}

/* Puts the values of a resource on the stack so that the first one of the first part is taken first. */
static void push_values(resolver *r, uint32_t id, unsigned steps)
{
    bool known = false;
    for (size_t i = r->source->part_count; i-- > 0;) {
        const aa_arsc *arsc = r->source->parts[i].arsc;
        const aa_arsc_value *values = NULL;
        size_t count = arsc == NULL ? 0 : aa_arsc_values(arsc, id, &values);
        size_t taken = count < MAX_VALUES ? count : MAX_VALUES;
        known = known || count > 0;
        r->unresolved = r->unresolved || taken < count;
        for (size_t v = taken; v-- > 0;) {
            if (values[v].is_bag)
                r->unresolved = true;
            else
                push_pending(r, values[v].value, steps);
        }
    }
    if (!known)
        r->unresolved = true;
}

/* The platform gives up as well, so the value is none there either: no gap. */
static void note_steps(const resolver *r)
{
    aa_notes_add(r->source->notes, AA_NOTE_ANOMALY, "limit.reference_steps", AA_NO_OFFSET, "%u",
                 (unsigned)r->source->limits->reference_steps);
}

static void take(resolver *r, pending p)
{
    if (!is_reference(p.value)) {
        aa_res_value *value = p.value.type == AA_RES_ATTRIBUTE || p.value.type == AA_RES_DYNAMIC_ATTRIBUTE
                                  ? NULL
                                  : scratch_push(r, &r->values);
        if (value == NULL)
            r->unresolved = true;
        else
            *value = p.value;
    } else if (p.value.data >> 24 == FRAMEWORK_PACKAGE) {
        r->unresolved = true;
    } else if (p.steps >= r->source->limits->reference_steps) {
        note_steps(r);
        r->unresolved = true;
    } else {
        push_values(r, p.value.data, p.steps + 1);
    }
}

aa_resolved aa_source_resolve(aa_source *source, aa_res_value value)
{
    resolver r = {.source = source, .stack = AA_VEC_INIT(pending), .values = AA_VEC_INIT(aa_res_value)};
    push_pending(&r, value, 0);
    while (r.stack.count > 0 && !source->failed) {
        if (++r.looked_at > MAX_VALUES) {
            r.unresolved = true;
            break;
        }
        take(&r, ((pending *)r.stack.items)[--r.stack.count]);
    }
    return (aa_resolved){r.values.items, r.values.count, r.unresolved};
}

const char *aa_source_resource_name(aa_source *source, uint32_t id)
{
    for (size_t i = 0; i < source->part_count; i++) {
        const char *type = NULL;
        const char *entry = NULL;
        const aa_arsc *arsc = source->parts[i].arsc;
        if (arsc == NULL || !aa_arsc_name(arsc, id, &type, &entry))
            continue;
        const char *name = aa_arena_printf(source->arena, "%s/%s", type, entry);
        if (name == NULL)
            source->failed = true;
        return name;
    }
    return NULL;
}

/* ---- files that resources stand for --------------------------------------------------------------- */

static void add_file(aa_source *source, aa_vec *files, const aa_source_part *part, const aa_arsc_value *value)
{
    if (value->value.text == NULL)
        return;
    aa_source_file *file = aa_source_push(source, files);
    if (file != NULL)
        *file = (aa_source_file){part, aa_source_copy(source, value->value.text), value->config};
}

/* The files among the values that one part has for an id; references go on the stack. */
static void take_files(resolver *r, const aa_source_part *part, pending p, aa_vec *files)
{
    const aa_arsc_value *values = NULL;
    size_t count = part->arsc == NULL ? 0 : aa_arsc_values(part->arsc, p.value.data, &values);
    for (size_t v = 0; v < count && r->looked_at < MAX_VALUES; v++, r->looked_at++) {
        if (values[v].is_bag)
            continue;
        if (is_reference(values[v].value))
            push_pending(r, values[v].value, p.steps + 1);
        else if (values[v].value.type == AA_RES_STRING)
            add_file(r->source, files, part, &values[v]);
    }
}

size_t aa_source_files(aa_source *source, uint32_t id, const aa_source_file **out)
{
    aa_vec files = AA_VEC_INIT(aa_source_file);
    resolver r = {.source = source, .stack = AA_VEC_INIT(pending)};
    push_pending(&r, (aa_res_value){.type = AA_RES_REFERENCE, .data = id}, 0);
    while (r.stack.count > 0 && !source->failed && r.looked_at < MAX_VALUES) {
        pending p = ((pending *)r.stack.items)[--r.stack.count];
        for (size_t i = 0; i < source->part_count && p.steps < source->limits->reference_steps; i++)
            take_files(&r, &source->parts[i], p, &files);
    }
    *out = files.items;
    return files.count;
}

/* ---- attributes ----------------------------------------------------------------------------------- */

const xmlAttr *aa_source_attr(const xmlNode *element, aa_attr_id id)
{
    if (element == NULL)
        return NULL;
    const xmlAttr *attr = aa_axml_attr(element, (uint32_t)id, aa_axml_platform_attr_name((uint32_t)id));
    return attr != NULL && aa_axml_attr_origin(attr).resource_id == (uint32_t)id ? attr : NULL;
}

static const char *content(const xmlAttr *attr)
{
    const xmlNode *text = attr->children;
    return text == NULL || text->content == NULL ? "" : (const char *)text->content;
}

const char *aa_source_written(aa_source *source, const xmlAttr *attr)
{
    return attr == NULL ? NULL : aa_source_copy(source, content(attr));
}

static bool is_integer(aa_res_value value)
{
    return value.type >= AA_RES_INT_DEC && value.type <= 0x1f; /* TypedValue.TYPE_LAST_INT */
}

static const char *value_text(aa_source *source, aa_res_value value)
{
    const char *text = NULL;
    if (value.type == AA_RES_STRING)
        return aa_source_copy(source, value.text == NULL ? "" : value.text);
    if (value.type == AA_RES_INT_BOOLEAN)
        return value.data != 0 ? "true" : "false";
    if (value.type == AA_RES_NULL)
        return "";
    if (value.type == AA_RES_INT_DEC)
        text = aa_arena_printf(source->arena, "%" PRId32, (int32_t)value.data);
    else
        text = aa_arena_printf(source->arena, "0x%08" PRIx32, value.data);
    if (text == NULL)
        source->failed = true;
    return text;
}

const char *aa_source_text(aa_source *source, const xmlAttr *attr)
{
    if (attr == NULL)
        return NULL;
    aa_res_value value = aa_axml_attr_origin(attr).value;
    if (is_reference(value)) {
        aa_resolved resolved = aa_source_resolve(source, value);
        if (resolved.count > 0)
            return value_text(source, resolved.values[0]);
    }
    return aa_source_written(source, attr);
}

/* TypedArray.getBoolean(): integers by being not 0, text as XmlUtils.convertValueToBoolean() takes it. */
static bool truth(aa_res_value value)
{
    if (is_integer(value))
        return value.data != 0;
    return value.type == AA_RES_STRING && value.text != NULL &&
           (strcmp(value.text, "true") == 0 || strcmp(value.text, "TRUE") == 0 ||
            strcmp(value.text, "1") == 0);
}

static aa_tri resolved_truth(aa_resolved resolved)
{
    if (resolved.count == 0 || resolved.unresolved)
        return AA_UNKNOWN;
    bool first = truth(resolved.values[0]);
    for (size_t i = 1; i < resolved.count; i++) {
        if (truth(resolved.values[i]) != first)
            return AA_UNKNOWN;
    }
    return first ? AA_YES : AA_NO;
}

aa_flag aa_source_flag(aa_source *source, const aa_source_doc *doc, const xmlAttr *attr)
{
    if (attr == NULL)
        return (aa_flag){.place = {.offset = AA_NO_OFFSET}};
    aa_res_value value = aa_axml_attr_origin(attr).value;
    return (aa_flag){.value = resolved_truth(aa_source_resolve(source, value)),
                     .declared = true,
                     .place = aa_source_place(source, doc, attr->parent, attr),
                     .text = aa_source_written(source, attr)};
}

/* XmlUtils.convertValueToInt(): decimal, 0x or # hexadecimal, 0 octal. */
static bool parse_int(const char *text, int64_t *out)
{
    bool negative = text[0] == '-';
    const char *digits = text + negative;
    int base = 10;
    if (digits[0] == '#') {
        base = 16;
        digits++;
    } else if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
        base = 16;
        digits += 2;
    } else if (digits[0] == '0' && digits[1] != '\0') {
        base = 8;
        digits++;
    }
    size_t length = strlen(digits);
    if (length == 0 || length > 15 || strspn(digits, "0123456789abcdefABCDEF") != length)
        return false;
    char *end = NULL;
    long long value = strtoll(digits, &end, base);
    if (*end != '\0')
        return false;
    *out = negative ? -value : value;
    return true;
}

static bool value_int(aa_res_value value, int64_t *out)
{
    if (is_integer(value)) {
        *out = (int32_t)value.data;
        return true;
    }
    return value.type == AA_RES_STRING && value.text != NULL && parse_int(value.text, out);
}

bool aa_source_int(aa_source *source, const xmlAttr *attr, int64_t *out)
{
    if (attr == NULL)
        return false;
    aa_resolved resolved = aa_source_resolve(source, aa_axml_attr_origin(attr).value);
    int64_t first = 0;
    if (resolved.unresolved || resolved.count == 0 || !value_int(resolved.values[0], &first))
        return false;
    for (size_t i = 1; i < resolved.count; i++) {
        int64_t other = 0;
        if (!value_int(resolved.values[i], &other) || other != first)
            return false;
    }
    *out = first;
    return true;
}

uint32_t aa_source_reference(const xmlAttr *attr)
{
    if (attr == NULL)
        return 0;
    aa_res_value value = aa_axml_attr_origin(attr).value;
    return is_reference(value) ? value.data : 0;
}
