#include "facts/layout_style.h"

#include <inttypes.h>

#include "facts/text.h"

/* Res_value::TYPE_FIRST_INT and TYPE_LAST_INT (ResourceTypes.h). */
#define FIRST_INT 0x10
#define LAST_INT  0x1f

static const uint32_t attr_ids[AA_VIEW_ATTR_COUNT] = {
    [AA_VIEW_ID] = AA_ATTR_ID,
    [AA_VIEW_INPUT_TYPE] = AA_ATTR_INPUT_TYPE,
    [AA_VIEW_HINT] = AA_ATTR_HINT,
    [AA_VIEW_TEXT] = AA_ATTR_TEXT,
    [AA_VIEW_CONTENT_DESCRIPTION] = AA_ATTR_CONTENT_DESCRIPTION,
    [AA_VIEW_AUTOFILL_HINTS] = AA_ATTR_AUTOFILL_HINTS,
    [AA_VIEW_IMPORTANT_FOR_AUTOFILL] = AA_ATTR_IMPORTANT_FOR_AUTOFILL,
    [AA_VIEW_PASSWORD] = AA_ATTR_PASSWORD,
    [AA_VIEW_IME_OPTIONS] = AA_ATTR_IME_OPTIONS,
    [AA_VIEW_FILTER_TOUCHES] = AA_ATTR_FILTER_TOUCHES_WHEN_OBSCURED,
    [AA_VIEW_ON_CLICK] = AA_ATTR_ON_CLICK,
};

static void set_attr(aa_view_attrs *attrs, uint32_t id, aa_res_value value)
{
    for (size_t i = 0; i < AA_VIEW_ATTR_COUNT; i++) {
        if (attr_ids[i] == id && !attrs->set[i]) {
            attrs->set[i] = true;
            attrs->value[i] = value;
        }
    }
}

/* The default configuration of a style; NULL: not a style of this app. */
static const aa_arsc_value *find_style(const aa_source *source, uint32_t id)
{
    for (size_t i = 0; i < source->part_count; i++) {
        const aa_arsc_value *values = NULL;
        size_t count = source->parts[i].arsc == NULL ? 0 : aa_arsc_values(source->parts[i].arsc, id, &values);
        if (count > 0 && values[0].is_bag)
            return &values[0];
    }
    return NULL;
}

void aa_view_attrs_add_style(aa_layout_reader *reader, uint32_t id, aa_view_attrs *attrs)
{
    uint32_t mark = 0; /* one that was passed, later and later: to meet it again is to go round */
    for (uint32_t above = 0;; above++) {
        const aa_arsc_value *style = find_style(reader->source, id);
        if (style == NULL || id == mark) /* AssetManager2 guards against cycles, too */
            return;
        if ((above & (above + 1)) == 0)
            mark = id;
        if (above > reader->source->limits->style_parents) {
            reader->limit_code = "limit.style_parents";
            return;
        }
        if (style->item_count >= AA_MAX_STYLE_STEPS - reader->steps) {
            reader->limit_code = "limit.style_steps";
            return;
        }
        reader->steps += style->item_count + 1;
        for (size_t i = 0; i < style->item_count; i++)
            set_attr(attrs, style->items[i].key, style->items[i].value);
        id = style->parent;
    }
}

aa_view_attrs aa_view_attrs_of(aa_layout_reader *reader, const xmlNode *element)
{
    aa_view_attrs attrs = {0};
    for (const xmlAttr *attr = element->properties; attr != NULL; attr = attr->next) {
        aa_axml_origin origin = aa_axml_attr_origin(attr);
        if (origin.resource_id != 0)
            set_attr(&attrs, origin.resource_id, origin.value);
    }
    const xmlAttr *style = aa_axml_plain_attr(element, "style");
    uint32_t id = style == NULL ? 0 : aa_source_reference(style);
    if (id != 0)
        aa_view_attrs_add_style(reader, id, &attrs);
    return attrs;
}

static bool is_number(const aa_res_value *value)
{
    return value->type >= FIRST_INT && value->type <= LAST_INT;
}

/*
 * Every value that |value| can come to. Plain values, nearly all of them, need no table; for the others the
 * number of values over all configurations is the app's choice, so that they count.
 */
static aa_resolved resolve(aa_layout_reader *reader, const aa_res_value *value)
{
    if (value->type == AA_RES_STRING || is_number(value))
        return (aa_resolved){.values = value, .count = 1};
    if (reader->steps >= AA_MAX_STYLE_STEPS) {
        reader->limit_code = "limit.style_steps";
        return (aa_resolved){.unresolved = true};
    }
    aa_resolved resolved = aa_source_resolve(reader->source, *value);
    reader->steps += resolved.count + 1;
    return resolved;
}

/* A number where a text is asked for is shown as the number: TypedValue.coerceToString(). */
static const char *plain_text(aa_source *source, const aa_res_value *value)
{
    if (value->type == AA_RES_STRING)
        return aa_text_cut(source, value->text);
    if (value->type != AA_RES_INT_DEC)
        return NULL;
    const char *text = aa_arena_printf(source->arena, "%" PRId32, (int32_t)value->data);
    source->failed |= text == NULL;
    return text;
}

const char *aa_view_value_text(aa_layout_reader *reader, aa_res_value value)
{
    aa_resolved resolved = resolve(reader, &value);
    const char *text = NULL;
    for (size_t i = 0; i < resolved.count && text == NULL; i++)
        text = plain_text(reader->source, &resolved.values[i]);
    return text;
}

const char *aa_view_text(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_view_attr which)
{
    return attrs->set[which] ? aa_view_value_text(reader, attrs->value[which]) : NULL;
}

bool aa_view_true(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_view_attr which)
{
    bool unknown = false;
    return aa_view_number(reader, attrs, which, &unknown) != 0 && !unknown;
}

uint32_t aa_view_number(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_view_attr which,
                        bool *unknown_out)
{
    if (!attrs->set[which])
        return 0;
    aa_resolved resolved = resolve(reader, &attrs->value[which]);
    bool unknown = resolved.unresolved || resolved.count == 0;
    for (size_t i = 0; i < resolved.count; i++)
        unknown |= !is_number(&resolved.values[i]) || resolved.values[i].data != resolved.values[0].data;
    if (unknown_out != NULL)
        *unknown_out = unknown;
    return resolved.count > 0 && is_number(&resolved.values[0]) ? resolved.values[0].data : 0;
}
