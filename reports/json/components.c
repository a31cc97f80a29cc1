#include "reports/json/parts.h"

static const char *type_name(aa_component_type type)
{
    static const char *const names[] = {
        [AA_ACTIVITY] = "activity", [AA_ACTIVITY_ALIAS] = "activity-alias",
        [AA_SERVICE] = "service",   [AA_RECEIVER] = "receiver",
        [AA_PROVIDER] = "provider",
    };
    return names[type];
}

static const char *export_reason(aa_export_reason reason)
{
    static const char *const names[] = {
        [AA_EXPORT_EXPLICIT] = "explicit",   [AA_EXPORT_FILTER_DEFAULT] = "filter-default",
        [AA_EXPORT_NO_FILTER] = "no-filter", [AA_EXPORT_PROVIDER_DEFAULT] = "provider-default",
        [AA_EXPORT_REFUSED] = "refused",     [AA_EXPORT_UNRESOLVED] = "unresolved",
    };
    return names[reason];
}

static void put_data(aa_json *j, const aa_filter_data *data)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "scheme", data->scheme);
    aa_json_text(j, "host", data->host);
    aa_json_text(j, "port", data->port);
    aa_json_text(j, "path", data->path);
    aa_json_text(j, "path_prefix", data->path_prefix);
    aa_json_text(j, "path_pattern", data->path_pattern);
    aa_json_text(j, "path_suffix", data->path_suffix);
    aa_json_text(j, "path_advanced_pattern", data->path_advanced_pattern);
    aa_json_text(j, "mime_type", data->mime_type);
    aa_json_close_object(j);
}

static void put_filter(aa_json *j, const aa_intent_filter *filter)
{
    aa_json_open_object(j, NULL);
    aa_json_list(j, "actions", filter->actions, filter->action_count);
    aa_json_list(j, "categories", filter->categories, filter->category_count);
    aa_json_open_array(j, "data");
    for (size_t i = 0; i < filter->data_count; i++)
        put_data(j, &filter->data[i]);
    aa_json_close_array(j);
    aa_json_flag(j, "auto_verify", &filter->auto_verify);
    aa_json_close_object(j);
}

/* The permissions that guard a component, with how strong each is. */
static void put_guards(aa_json *j, const aa_component *c)
{
    aa_json_text(j, "permission", c->permission);
    if (c->permission != NULL)
        aa_json_text(j, "protection", aa_json_protection(c->protection));
    aa_json_text(j, "read_permission", c->read_permission);
    if (c->read_permission != NULL)
        aa_json_text(j, "read_protection", aa_json_protection(c->read_protection));
    aa_json_text(j, "write_permission", c->write_permission);
    if (c->write_permission != NULL)
        aa_json_text(j, "write_protection", aa_json_protection(c->write_protection));
}

static void put_component(aa_json *j, const aa_component *c)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "type", type_name(c->type));
    aa_json_text(j, "name", c->name);
    aa_json_text(j, "target", c->target);
    aa_json_tri(j, "exported", c->exported);
    aa_json_text(j, "exported_by", export_reason(c->exported_reason));
    aa_json_flag(j, "enabled", &c->enabled);
    aa_json_bool(j, "launcher", c->is_launcher);
    put_guards(j, c);
    aa_json_text(j, "authorities", c->authorities);
    aa_json_open_array(j, "filters");
    for (size_t i = 0; i < c->filter_count; i++)
        put_filter(j, &c->filters[i]);
    aa_json_close_array(j);
    aa_json_place(j, &c->place);
    aa_json_close_object(j);
}

void aa_json_components(aa_json *j, const aa_manifest *manifest)
{
    aa_json_open_array(j, "components");
    for (size_t i = 0; i < manifest->component_count; i++)
        put_component(j, &manifest->components[i]);
    aa_json_close_array(j);
}
