/*
 * The manifest as the checks see it: what the platform makes of what is written.
 */
#include <inttypes.h>

#include "base/utf8.h"
#include "cli/inspect.h"

static const char *const component_types[] = {[AA_ACTIVITY] = "activity",
                                              [AA_ACTIVITY_ALIAS] = "activity-alias",
                                              [AA_SERVICE] = "service",
                                              [AA_RECEIVER] = "receiver",
                                              [AA_PROVIDER] = "provider"};

static const char *const export_reasons[] = {[AA_EXPORT_EXPLICIT] = "android:exported",
                                             [AA_EXPORT_FILTER_DEFAULT] = "intent filter",
                                             [AA_EXPORT_NO_FILTER] = "no intent filter",
                                             [AA_EXPORT_PROVIDER_DEFAULT] = "provider default",
                                             [AA_EXPORT_REFUSED] = "missing: Android 12 refuses the install",
                                             [AA_EXPORT_UNRESOLVED] = "cannot be resolved"};

static const char *const protections[] = {
    [AA_PROTECT_NONE] = "none",           [AA_PROTECT_UNDEFINED] = "undefined",
    [AA_PROTECT_NORMAL] = "normal",       [AA_PROTECT_DANGEROUS] = "dangerous",
    [AA_PROTECT_SIGNATURE] = "signature", [AA_PROTECT_INTERNAL] = "internal",
    [AA_PROTECT_UNKNOWN] = "unknown"};

/* "  label   text", or nothing where there is no text. */
static void put_text(aa_str *s, const char *label, const char *text)
{
    if (text == NULL)
        return;
    aa_str_printf(s, "  %-22s ", label);
    aa_utf8_put_safe(s, text);
    aa_str_putc(s, '\n');
}

static void put_flag(aa_str *s, const char *label, const aa_flag *flag)
{
    aa_str_printf(s, "  %-22s %s\n", label, flag->declared ? aa_tri_text(flag->value) : "not declared");
}

static void put_identity(aa_str *s, const aa_manifest *m)
{
    aa_str_put(s, "app\n");
    put_text(s, "package", m->package.value);
    aa_str_printf(s, "  %-22s %" PRIu64 "\n", "version code", m->version_code);
    put_text(s, "version name", m->version_name.value);
    put_text(s, "shared user", m->shared_user_id.value);
    aa_str_printf(s, "  %-22s %d%s\n", "min SDK", m->min_sdk, m->min_sdk_declared ? "" : " (default)");
    aa_str_printf(s, "  %-22s %d%s\n", "target SDK", m->target_sdk,
                  m->target_sdk_declared ? "" : " (default)");
    put_text(s, "label", m->label);
    put_text(s, "application class", m->application_class);
    put_text(s, "permission", m->app_permission);
    put_flag(s, "debuggable", &m->debuggable);
    put_flag(s, "testOnly", &m->test_only);
    put_flag(s, "allowBackup", &m->allow_backup);
    put_flag(s, "usesCleartextTraffic", &m->uses_cleartext);
    put_flag(s, "extractNativeLibs", &m->extract_native_libs);
    put_flag(s, "hasCode", &m->has_code);
}

static void put_permissions(aa_str *s, const aa_manifest *m)
{
    aa_str_printf(s, "\npermissions asked for: %zu\n", m->permission_count);
    for (size_t i = 0; i < m->permission_count; i++) {
        const aa_permission_use *use = &m->permissions[i];
        aa_str_printf(s, "  %-10s ", protections[use->level]);
        aa_utf8_put_safe(s, use->name == NULL ? "" : use->name);
        if (use->max_sdk != 0)
            aa_str_printf(s, " (up to SDK %" PRIu32 ")", use->max_sdk);
        if (use->min_sdk != 0)
            aa_str_printf(s, " (from SDK %" PRIu32 ")", use->min_sdk);
        aa_str_putc(s, '\n');
    }
    aa_str_printf(s, "\npermissions defined: %zu\n", m->permission_def_count);
    for (size_t i = 0; i < m->permission_def_count; i++) {
        aa_str_printf(s, "  %-10s ", protections[m->permission_defs[i].level]);
        aa_utf8_put_safe(s, m->permission_defs[i].name == NULL ? "" : m->permission_defs[i].name);
        aa_str_putc(s, '\n');
    }
}

static void put_guard(aa_str *s, const char *label, const char *permission, aa_protection protection)
{
    if (permission == NULL)
        return;
    aa_str_printf(s, "      %s ", label);
    aa_utf8_put_safe(s, permission);
    aa_str_printf(s, " (%s)\n", protections[protection]);
}

static void put_data(aa_str *s, const aa_filter_data *data)
{
    const char *const parts[][2] = {{"scheme", data->scheme},
                                    {"host", data->host},
                                    {"port", data->port},
                                    {"path", data->path},
                                    {"pathPrefix", data->path_prefix},
                                    {"pathPattern", data->path_pattern},
                                    {"mimeType", data->mime_type}};
    aa_str_put(s, "        data");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i][1] == NULL)
            continue;
        aa_str_printf(s, " %s=", parts[i][0]);
        aa_utf8_put_safe(s, parts[i][1]);
    }
    aa_str_putc(s, '\n');
}

static void put_filter(aa_str *s, const aa_intent_filter *filter)
{
    aa_str_put(s, "      filter");
    for (size_t i = 0; i < filter->action_count; i++) {
        aa_str_putc(s, ' ');
        aa_utf8_put_safe(s, filter->actions[i]);
    }
    for (size_t i = 0; i < filter->category_count; i++) {
        aa_str_put(s, " +");
        aa_utf8_put_safe(s, filter->categories[i]);
    }
    aa_str_putc(s, '\n');
    for (size_t i = 0; i < filter->data_count; i++)
        put_data(s, &filter->data[i]);
}

static void put_component(aa_str *s, const aa_component *c)
{
    aa_str_printf(s, "  %-14s exported: %s (%s)  ", component_types[c->type], aa_tri_text(c->exported),
                  export_reasons[c->exported_reason]);
    aa_utf8_put_safe(s, c->name == NULL ? "" : c->name);
    aa_str_putc(s, '\n');
    put_guard(s, "permission", c->permission, c->protection);
    put_guard(s, "read", c->read_permission, c->read_protection);
    put_guard(s, "write", c->write_permission, c->write_protection);
    if (c->authorities != NULL) {
        aa_str_put(s, "      authorities ");
        aa_utf8_put_safe(s, c->authorities);
        aa_str_putc(s, '\n');
    }
    for (size_t i = 0; i < c->filter_count; i++)
        put_filter(s, &c->filters[i]);
}

void aa_inspect_facts(aa_inspection *in)
{
    if (!aa_inspection_facts(in, false))
        return;
    const aa_manifest *m = &in->facts->manifest;
    put_identity(&in->out, m);
    put_permissions(&in->out, m);
    aa_str_printf(&in->out, "\ncomponents: %zu\n", m->component_count);
    for (size_t i = 0; i < m->component_count; i++) {
        put_component(&in->out, &m->components[i]);
        aa_inspection_flush(in);
    }
}
