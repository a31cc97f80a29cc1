/*
 * The resource table: every resource with its values in every configuration. And how a typed value is shown.
 */
#include <inttypes.h>

#include "base/utf8.h"
#include "cli/inspect.h"

/* TypedValue.complexToFloat(): mantissa in the upper 24 bits, radix point by bits 4-5. */
static double complex_value(uint32_t data)
{
    static const double scale[] = {1.0 / 256, 1.0 / 256 / 128, 1.0 / 256 / 32768, 1.0 / 256 / 8388608};
    int32_t mantissa = (int32_t)(data & 0xFFFFFF00U);
    return mantissa * scale[data >> 4 & 3U];
}

static void put_dimension(aa_str *s, uint32_t data)
{
    static const char *const units[] = {"px", "dp", "sp", "pt", "in", "mm"};
    uint32_t unit = data & 0xFU;
    aa_str_printf(s, "%g", complex_value(data));
    if (unit < sizeof units / sizeof units[0])
        aa_str_put(s, units[unit]);
    else
        aa_str_printf(s, " (unit %" PRIu32 ")", unit);
}

static void put_fraction(aa_str *s, uint32_t data)
{
    aa_str_printf(s, "%g%%%s", complex_value(data) * 100, (data & 0xFU) == 1 ? "p" : "");
}

/* "@string/app_name", or the number where the table does not know it. */
static void put_reference(aa_str *s, const aa_arsc *arsc, const char *mark, uint32_t id)
{
    const char *type = NULL;
    const char *name = NULL;
    aa_str_put(s, mark);
    if (id == 0) {
        aa_str_put(s, "null");
    } else if (arsc != NULL && aa_arsc_name(arsc, id, &type, &name)) {
        aa_utf8_put_safe(s, type);
        aa_str_putc(s, '/');
        aa_utf8_put_safe(s, name);
    } else {
        aa_str_printf(s, "0x%08" PRIx32, id);
    }
}

static void put_other(aa_str *s, const aa_res_value *value)
{
    if (value->type >= 0x1C && value->type <= 0x1F)
        aa_str_printf(s, "#%08" PRIx32, value->data);
    else
        aa_str_printf(s, "0x%08" PRIx32 " (type 0x%02x)", value->data, (unsigned)value->type);
}

void aa_put_res_value(aa_str *s, const aa_arsc *arsc, const aa_res_value *value)
{
    switch ((aa_res_type)value->type) {
    case AA_RES_NULL:
        aa_str_put(s, value->data == 1 ? "@empty" : "@null");
        break;
    case AA_RES_STRING:
        aa_str_putc(s, '"');
        aa_utf8_put_safe(s, value->text == NULL ? "" : value->text);
        aa_str_put(s, value->text == NULL ? "\" (missing)" : "\"");
        break;
    case AA_RES_REFERENCE:
    case AA_RES_DYNAMIC_REFERENCE:
        put_reference(s, arsc, "@", value->data);
        break;
    case AA_RES_ATTRIBUTE:
    case AA_RES_DYNAMIC_ATTRIBUTE:
        put_reference(s, arsc, "?", value->data);
        break;
    case AA_RES_FLOAT: {
        float number = 0;
        memcpy(&number, &value->data, sizeof number);
        aa_str_printf(s, "%g", (double)number);
        break;
    }
    case AA_RES_DIMENSION:
        put_dimension(s, value->data);
        break;
    case AA_RES_FRACTION:
        put_fraction(s, value->data);
        break;
    case AA_RES_INT_DEC:
        aa_str_printf(s, "%" PRId32, (int32_t)value->data);
        break;
    case AA_RES_INT_HEX:
        aa_str_printf(s, "0x%" PRIx32, value->data);
        break;
    case AA_RES_INT_BOOLEAN:
        aa_str_put(s, value->data != 0 ? "true" : "false");
        break;
    default:
        put_other(s, value);
        break;
    }
}

/* "zh-TW v21 480dpi night", "default". */
static void put_config(aa_str *s, const aa_arsc_config *config)
{
    size_t start = s->len;
    aa_utf8_put_safe(s, config->locale);
    if (config->sdk_version != 0)
        aa_str_printf(s, "%sv%u", s->len > start ? " " : "", (unsigned)config->sdk_version);
    if (config->density != 0)
        aa_str_printf(s, "%s%udpi", s->len > start ? " " : "", (unsigned)config->density);
    if (config->ui_mode_night != 0)
        aa_str_printf(s, "%s%s", s->len > start ? " " : "",
                      config->ui_mode_night == 2 ? "night" : "notnight");
    if (config->other)
        aa_str_printf(s, "%sother", s->len > start ? " " : "");
    if (s->len == start)
        aa_str_put(s, "default");
}

static void put_bag(aa_str *s, const aa_arsc *arsc, const aa_arsc_value *value)
{
    aa_str_put(s, "bag");
    if (value->parent != 0)
        put_reference(s, arsc, " of @", value->parent);
    aa_str_putc(s, '\n');
    for (size_t i = 0; i < value->item_count; i++) {
        put_reference(s, arsc, "      ", value->items[i].key);
        aa_str_put(s, " = ");
        aa_put_res_value(s, arsc, &value->items[i].value);
        aa_str_putc(s, '\n');
    }
}

typedef struct listing {
    aa_inspection *in;
    const aa_arsc *arsc;
} listing;

static bool show_resource(void *context, uint32_t id, const char *type, const char *name,
                          const aa_arsc_value *values, size_t count)
{
    const listing *l = context;
    aa_str *s = &l->in->out;
    aa_str_printf(s, "0x%08" PRIx32 " ", id);
    aa_utf8_put_safe(s, type);
    aa_str_putc(s, '/');
    aa_utf8_put_safe(s, name);
    aa_str_putc(s, '\n');
    for (size_t i = 0; i < count; i++) {
        aa_str_put(s, "    (");
        put_config(s, &values[i].config);
        aa_str_put(s, ") ");
        if (values[i].is_bag) {
            put_bag(s, l->arsc, &values[i]);
        } else {
            aa_put_res_value(s, l->arsc, &values[i].value);
            aa_str_putc(s, '\n');
        }
    }
    aa_inspection_flush(l->in);
    return aa_str_ok(s) && l->in->code != AA_EXIT_OUTPUT;
}

void aa_inspect_resources(aa_inspection *in)
{
    size_t apks = 0;
    for (size_t i = 0; i < in->package->part_count; i++) {
        const aa_part *part = &in->package->parts[i];
        if (!part->is_apk)
            continue;
        apks++;
        listing l = {in, aa_inspection_arsc(in, part)};
        aa_inspection_part(in, part);
        if (l.arsc != NULL)
            aa_arsc_each(l.arsc, show_resource, &l);
    }
    if (apks == 0)
        aa_inspection_error(in, &in->package->parts[0], "resources.arsc", AA_E_UNSUPPORTED);
}
