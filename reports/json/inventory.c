#include <string.h>

#include "facts/ios.h"
#include "facts/native.h"
#include "reports/json/parts.h"

static void put_application(aa_json *j, const aa_manifest *m)
{
    aa_json_open_object(j, "application");
    aa_json_text(j, "class", m->application_class);
    aa_json_text(j, "shared_user_id", m->shared_user_id.value);
    aa_json_text(j, "backup_agent", m->backup_agent);
    aa_json_flag(j, "debuggable", &m->debuggable);
    aa_json_flag(j, "test_only", &m->test_only);
    aa_json_flag(j, "allow_backup", &m->allow_backup);
    aa_json_flag(j, "uses_cleartext_traffic", &m->uses_cleartext);
    aa_json_flag(j, "extract_native_libs", &m->extract_native_libs);
    aa_json_flag(j, "has_code", &m->has_code);
    aa_json_flag(j, "request_legacy_external_storage", &m->legacy_external_storage);
    aa_json_close_object(j);
}

static void put_permissions(aa_json *j, const aa_manifest *m)
{
    aa_json_open_array(j, "permissions");
    for (size_t i = 0; i < m->permission_count; i++) {
        const aa_permission_use *use = &m->permissions[i];
        aa_json_open_object(j, NULL);
        aa_json_text(j, "name", use->name);
        aa_json_text(j, "level", aa_json_protection(use->level));
        aa_json_text(j, "level_text", use->level_text);
        aa_json_text(j, "group", use->group);
        aa_json_bool(j, "platform", use->is_platform);
        if (use->min_sdk != 0)
            aa_json_uint(j, "min_sdk", use->min_sdk);
        if (use->max_sdk != 0)
            aa_json_uint(j, "max_sdk", use->max_sdk);
        aa_json_place(j, &use->place);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_defined_permissions(aa_json *j, const aa_manifest *m)
{
    aa_json_open_array(j, "defined_permissions");
    for (size_t i = 0; i < m->permission_def_count; i++) {
        const aa_permission_def *def = &m->permission_defs[i];
        aa_json_open_object(j, NULL);
        aa_json_text(j, "name", def->name);
        aa_json_text(j, "level", aa_json_protection(def->level));
        aa_json_text(j, "level_text", def->level_text);
        aa_json_text(j, "group", def->group);
        aa_json_place(j, &def->place);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_queries(aa_json *j, const aa_manifest *m)
{
    aa_json_open_array(j, "queries");
    for (size_t i = 0; i < m->query_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "kind", m->queries[i].kind);
        aa_json_text(j, "value", m->queries[i].value);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_meta_data(aa_json *j, const aa_facts *facts)
{
    const aa_manifest *m = &facts->manifest;
    aa_json_open_array(j, "meta_data");
    for (size_t i = 0; i < m->meta_data_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "name", m->meta_data[i].name);
        aa_json_unsecret(j, "value", m->meta_data[i].value, facts->secrets);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_shared_paths(aa_json *j, const aa_facts *facts)
{
    aa_json_open_array(j, "shared_paths");
    for (size_t i = 0; i < facts->shared_path_count; i++) {
        const aa_shared_path *path = &facts->shared_paths[i];
        aa_json_open_object(j, NULL);
        aa_json_text(j, "provider", path->provider);
        aa_json_text(j, "kind", path->kind);
        aa_json_text(j, "name", path->name);
        aa_json_text(j, "path", path->path);
        aa_json_place(j, &path->place);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_input_fields(aa_json *j, const aa_layouts *layouts)
{
    aa_json_open_array(j, "input_fields");
    for (size_t i = 0; i < layouts->field_count; i++) {
        const aa_input_field *field = &layouts->fields[i];
        aa_json_open_object(j, NULL);
        aa_json_text(j, "view", field->view);
        aa_json_text(j, "id", field->id);
        aa_json_text(j, "hint", field->hint);
        if (field->input_type_declared)
            aa_json_uint(j, "input_type", field->input_type);
        aa_json_text(j, "autofill_hints", field->autofill_hints);
        aa_json_place(j, &field->place);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static const aa_native *native_of(const aa_facts *facts, const aa_native_object *object)
{
    const aa_natives *all = facts->native_libraries;
    for (size_t i = 0; all != NULL && i < all->count; i++)
        if (all->items[i].readable && strcmp(all->items[i].member, object->member) == 0 &&
            strcmp(all->items[i].artifact, object->artifact) == 0)
            return &all->items[i];
    return NULL;
}

static void put_native(aa_json *j, const aa_native *n)
{
    aa_json_text(j, "toolchain", aa_toolchain_name(n->toolchain));
    aa_json_text(j, "comment", n->comment);
    aa_json_text(j, "vendor", n->vendor);
    aa_json_text(j, "build_id", n->build_id);
    aa_json_text(j, "ndk", n->ndk);
    if (n->api != 0)
        aa_json_uint(j, "api", n->api);
    aa_json_bool(j, "program", n->program);
    aa_json_bool(j, "position_independent", !n->fixed_address && !n->guards.text_relocations);
    aa_json_bool(j, "stack_executable", n->guards.stack_executable);
    aa_json_bool(j, "writable_code", n->writable_code);
    aa_json_text(j, "relro", !n->guards.relro ? "none" : n->guards.bind_now ? "full" : "partial");
    aa_json_bool(j, "canary", n->canary);
    aa_json_uint(j, "fortified", n->fortified);
    aa_json_uint(j, "unfortified", n->unfortified);
    aa_json_bool(j, "bti", n->guards.bti);
    aa_json_bool(j, "pac", n->guards.pac);
    aa_json_uint(j, "align", n->least_align);
    aa_json_bool(j, "stripped", !n->guards.symbol_table && !n->guards.debug_data);
    aa_json_text(j, "rpath", n->rpath);
    aa_json_uint(j, "jni_exports", n->jni_exports);
    aa_json_bool(j, "jni_onload", n->on_load);
}

static void put_natives(aa_json *j, const aa_facts *facts)
{
    aa_json_open_array(j, "natives");
    for (size_t i = 0; i < facts->native_count; i++) {
        const aa_native *n = native_of(facts, &facts->natives[i]);
        aa_json_open_object(j, NULL);
        aa_json_text(j, "artifact", facts->natives[i].artifact);
        aa_json_text(j, "member", facts->natives[i].member);
        aa_json_text(j, "abi", facts->natives[i].abi);
        aa_json_uint(j, "size", facts->natives[i].size);
        if (n != NULL)
            put_native(j, n);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_object(aa_json *j, const aa_ios_object *o)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "artifact", o->artifact);
    aa_json_text(j, "member", o->member);
    aa_json_text(j, "arch", o->arch);
    aa_json_text(j, "uuid", o->uuid);
    aa_json_bool(j, "program", o->is_program);
    aa_json_bool(j, "device", o->is_device);
    aa_json_bool(j, "encrypted", o->encrypted);
    aa_json_bool(j, "position_independent", o->pie || !o->is_program);
    if (o->has_stack_buffers || o->stack_protector)
        aa_json_bool(j, "canary", o->stack_protector);
    if (o->has_objc)
        aa_json_bool(j, "arc", o->arc);
    aa_json_bool(j, "stripped", o->local_symbols == 0 && !o->debug_symbols);
    aa_json_text(j, "min_os", o->min_os);
    aa_json_text(j, "sdk", o->sdk);
    aa_json_list(j, "rpaths", o->rpaths, o->rpath_count);
    aa_json_close_object(j);
}

static void put_objects(aa_json *j, const aa_ios *ios)
{
    aa_json_open_array(j, "objects");
    for (size_t i = 0; i < ios->object_count; i++)
        put_object(j, &ios->objects[i]);
    aa_json_close_array(j);
}

/* Why the app and its extensions want what the user is asked for. */
static void put_purposes(aa_json *j, const aa_ios *ios)
{
    aa_json_open_array(j, "purposes");
    for (size_t i = 0; i < ios->bundle_count; i++) {
        for (size_t k = 0; k < ios->bundles[i].purpose_count; k++) {
            const aa_ios_purpose *purpose = &ios->bundles[i].purposes[k];
            aa_json_open_object(j, NULL);
            aa_json_text(j, "key", purpose->key);
            aa_json_text(j, "text", purpose->text);
            aa_json_place(j, &purpose->place);
            aa_json_close_object(j);
        }
    }
    aa_json_close_array(j);
}

static void put_anomalies(aa_json *j, const aa_facts *facts)
{
    aa_json_open_array(j, "anomalies");
    for (size_t i = 0; i < facts->anomaly_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "code", facts->anomalies[i].code);
        aa_json_text(j, "detail", facts->anomalies[i].detail);
        aa_json_place(j, &facts->anomalies[i].place);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

void aa_json_inventory(aa_json *j, const aa_facts *facts, int64_t today)
{
    aa_json_open_object(j, "inventory");
    put_application(j, &facts->manifest);
    put_permissions(j, &facts->manifest);
    put_defined_permissions(j, &facts->manifest);
    aa_json_components(j, &facts->manifest);
    aa_json_list(j, "features", facts->manifest.features, facts->manifest.feature_count);
    put_queries(j, &facts->manifest);
    put_meta_data(j, facts);
    aa_json_network(j, facts, today);
    aa_json_backup(j, &facts->backup);
    put_shared_paths(j, facts);
    put_input_fields(j, &facts->layouts);
    put_natives(j, facts);
    if (facts->ios != NULL) {
        put_purposes(j, facts->ios);
        put_objects(j, facts->ios);
    }
    const aa_ios_bundle *app = facts->ios == NULL ? NULL : aa_ios_app(facts->ios);
    if (app != NULL)
        aa_json_transport(j, app, today);
    aa_json_secrets(j, facts->secrets);
    aa_json_libraries(j, facts->libraries);
    if (facts->frameworks != NULL)
        aa_json_frameworks(j, facts->frameworks);
    put_anomalies(j, facts);
    aa_json_close_object(j);
}
