/*
 * Package, SDK versions and <application>, as ParsingPackageUtils reads them.
 *
 * Source: AOSP frameworks/base/core/java/com/android/internal/pm/pkg/parsing/ParsingPackageUtils.java
 * (parseUsesSdk, parseBaseApplication),
 * frameworks/base/core/java/android/content/pm/parsing/ApkLiteParseUtils.java.
 */
#include "facts/manifest.h"

#include <string.h>

#define CUR_DEVELOPMENT 10000 /* Build.VERSION_CODES.CUR_DEVELOPMENT: what a codename stands for */

const xmlNode *aa_manifest_root(const aa_source_part *part)
{
    if (part->manifest.axml.doc == NULL)
        return NULL;
    const xmlNode *root = xmlDocGetRootElement(part->manifest.axml.doc);
    return aa_source_is(root, "manifest") ? root : NULL;
}

const xmlNode *aa_manifest_application(const aa_source_part *part)
{
    return aa_source_child(aa_manifest_root(part), "application");
}

const char *aa_manifest_class_name(aa_source *source, const char *package, const char *name)
{
    if (name == NULL || name[0] == '\0' || package == NULL)
        return name;
    bool complete = name[0] != '.' && strchr(name, '.') != NULL;
    if (complete)
        return name;
    const char *full = aa_arena_printf(source->arena, "%s%s%s", package, name[0] == '.' ? "" : ".", name);
    if (full == NULL)
        source->failed = true;
    return full;
}

static aa_text_attr text_attr(aa_source *source, const aa_source_doc *doc, const xmlNode *node,
                              const xmlAttr *attr)
{
    if (attr == NULL)
        return (aa_text_attr){.place = {.offset = AA_NO_OFFSET}};
    return (aa_text_attr){aa_source_text(source, attr), aa_source_place(source, doc, node, attr)};
}

/* ---- <manifest> ----------------------------------------------------------------------------------- */

/* FrameworkParsingPackageUtils.validateName(): letters, digits and underscores in at least two parts. */
static bool valid_package(const char *name)
{
    bool front = true;
    bool dot = false;
    for (const char *c = name; *c != '\0'; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        bool rest = (*c >= '0' && *c <= '9') || *c == '_';
        if (*c == '.') {
            front = true;
            dot = true;
        } else if (letter || (!front && rest)) {
            front = false;
        } else {
            return false;
        }
    }
    return dot || strcmp(name, "android") == 0;
}

static void read_package(aa_source *source, const aa_source_doc *doc, const xmlNode *root, aa_manifest *m)
{
    int64_t major = 0;
    int64_t minor = 0;
    m->package = text_attr(source, doc, root, aa_axml_plain_attr(root, "package"));
    m->version_name = text_attr(source, doc, root, aa_source_attr(root, AA_ATTR_VERSION_NAME));
    m->shared_user_id = text_attr(source, doc, root, aa_source_attr(root, AA_ATTR_SHARED_USER_ID));
    aa_source_int(source, aa_source_attr(root, AA_ATTR_VERSION_CODE_MAJOR), &major);
    aa_source_int(source, aa_source_attr(root, AA_ATTR_VERSION_CODE), &minor);
    m->version_code = (uint64_t)(uint32_t)major << 32 | (uint32_t)minor;
    if (m->package.value == NULL || !valid_package(m->package.value))
        aa_source_refuse(source, "manifest.package_name", doc, root,
                         m->package.value == NULL ? "" : m->package.value);
}

static int int_attr(aa_source *source, const xmlAttr *attr)
{
    int64_t value = 0;
    aa_source_int(source, attr, &value);
    return value > 0 && value <= INT32_MAX ? (int)value : 0;
}

/* compileSdkVersion is young; aapt wrote platformBuildVersionCode before. */
static int compile_sdk(aa_source *source, const xmlNode *root)
{
    int sdk = int_attr(source, aa_source_attr(root, AA_ATTR_COMPILE_SDK_VERSION));
    return sdk != 0 ? sdk : int_attr(source, aa_axml_plain_attr(root, "platformBuildVersionCode"));
}

/* ---- <uses-sdk> ----------------------------------------------------------------------------------- */

typedef struct sdk_attr {
    int level;
    const char *text; /* NULL: not declared */
    aa_place place;
} sdk_attr;

static sdk_attr read_sdk(aa_source *source, const aa_source_doc *doc, const xmlNode *node, aa_attr_id id)
{
    sdk_attr sdk = {.place = {.offset = AA_NO_OFFSET}};
    const xmlAttr *attr = aa_source_attr(node, id);
    int64_t value = 0;
    if (attr == NULL)
        return sdk;
    sdk.place = aa_source_place(source, doc, node, attr);
    sdk.text = aa_source_text(source, attr);
    if (aa_source_int(source, attr, &value)) {
        sdk.level = value < 0 || value > INT32_MAX ? 0 : (int)value;
    } else {
        sdk.level = CUR_DEVELOPMENT;
        aa_source_anomaly(source, "manifest.sdk_codename", doc, sdk.place.offset,
                          sdk.text == NULL ? "" : sdk.text);
    }
    return sdk;
}

static void read_uses_sdk(aa_source *source, const aa_source_doc *doc, const xmlNode *root, aa_manifest *m)
{
    const xmlNode *node = NULL;
    /* Each <uses-sdk> replaces what an earlier one said: parseBaseApkTag() stores on every one. */
    for (const xmlNode *n = aa_source_child(root, "uses-sdk"); n != NULL; n = aa_source_next(n, "uses-sdk"))
        node = n;
    sdk_attr min = read_sdk(source, doc, node, AA_ATTR_MIN_SDK_VERSION);
    sdk_attr target = read_sdk(source, doc, node, AA_ATTR_TARGET_SDK_VERSION);
    m->min_sdk_declared = min.text != NULL;
    m->target_sdk_declared = target.text != NULL;
    m->min_sdk = min.text == NULL ? 1 : min.level;
    m->target_sdk = target.text == NULL ? m->min_sdk : target.level;
    m->min_sdk_text = min.text;
    m->target_sdk_text = target.text;
    m->min_sdk_place = min.place;
    m->target_sdk_place = target.place;
    m->max_sdk = int_attr(source, aa_source_attr(node, AA_ATTR_MAX_SDK_VERSION));
}

/* ---- <application> -------------------------------------------------------------------------------- */

typedef struct flag_attr {
    aa_attr_id id;
    size_t offset; /* of the aa_flag in aa_manifest */
} flag_attr;

static const flag_attr application_flags[] = {
    {AA_ATTR_DEBUGGABLE, offsetof(aa_manifest, debuggable)},
    {AA_ATTR_TEST_ONLY, offsetof(aa_manifest, test_only)},
    {AA_ATTR_ALLOW_BACKUP, offsetof(aa_manifest, allow_backup)},
    {AA_ATTR_BACKUP_IN_FOREGROUND, offsetof(aa_manifest, backup_in_foreground)},
    {AA_ATTR_FULL_BACKUP_ONLY, offsetof(aa_manifest, full_backup_only)},
    {AA_ATTR_USES_CLEARTEXT_TRAFFIC, offsetof(aa_manifest, uses_cleartext)},
    {AA_ATTR_EXTRACT_NATIVE_LIBS, offsetof(aa_manifest, extract_native_libs)},
    {AA_ATTR_HAS_CODE, offsetof(aa_manifest, has_code)},
    {AA_ATTR_REQUEST_LEGACY_EXTERNAL_STORAGE, offsetof(aa_manifest, legacy_external_storage)},
    {AA_ATTR_ALLOW_TASK_REPARENTING, offsetof(aa_manifest, allow_task_reparenting)},
    {AA_ATTR_ALLOW_CLEAR_USER_DATA, offsetof(aa_manifest, allow_clear_user_data)},
    {AA_ATTR_HAS_FRAGILE_USER_DATA, offsetof(aa_manifest, has_fragile_user_data)},
    {AA_ATTR_ALLOW_NATIVE_HEAP_POINTER_TAGGING, offsetof(aa_manifest, allow_native_heap_pointer_tagging)},
};

static void read_flags(aa_source *source, const aa_source_doc *doc, const xmlNode *application,
                       aa_manifest *m)
{
    for (size_t i = 0; i < sizeof(application_flags) / sizeof(application_flags[0]); i++) {
        const xmlAttr *attr = aa_source_attr(application, application_flags[i].id);
        aa_flag flag = aa_source_flag(source, doc, attr);
        memcpy((char *)m + application_flags[i].offset, &flag, sizeof(flag));
    }
}

typedef struct file_attr {
    aa_attr_id id;
    size_t id_offset, place_offset;
} file_attr;

static const file_attr application_files[] = {
    {AA_ATTR_NETWORK_SECURITY_CONFIG, offsetof(aa_manifest, network_config_id),
     offsetof(aa_manifest, network_config_place)},
    {AA_ATTR_FULL_BACKUP_CONTENT, offsetof(aa_manifest, full_backup_content_id),
     offsetof(aa_manifest, full_backup_content_place)},
    {AA_ATTR_DATA_EXTRACTION_RULES, offsetof(aa_manifest, data_extraction_rules_id),
     offsetof(aa_manifest, data_extraction_rules_place)},
};

static void read_files(aa_source *source, const aa_source_doc *doc, const xmlNode *application,
                       aa_manifest *m)
{
    for (size_t i = 0; i < sizeof(application_files) / sizeof(application_files[0]); i++) {
        const xmlAttr *attr = aa_source_attr(application, application_files[i].id);
        uint32_t id = aa_source_reference(attr);
        aa_place place = {.offset = AA_NO_OFFSET};
        if (attr != NULL)
            place = aa_source_place(source, doc, application, attr);
        memcpy((char *)m + application_files[i].id_offset, &id, sizeof(id));
        memcpy((char *)m + application_files[i].place_offset, &place, sizeof(place));
    }
}

/*
 * fullBackupContent is a file or a boolean: peekValue() decides by the type after resolution, and a
 * reference to a file resolves to a string.
 */
static void read_full_backup(aa_source *source, const aa_source_doc *doc, const xmlNode *application,
                             aa_manifest *m)
{
    const xmlAttr *attr = aa_source_attr(application, AA_ATTR_FULL_BACKUP_CONTENT);
    m->full_backup_content = (aa_flag){.place = {.offset = AA_NO_OFFSET}};
    if (attr == NULL)
        return;
    aa_resolved resolved = aa_source_resolve(source, aa_axml_attr_origin(attr).value);
    if (resolved.count == 0 || resolved.values[0].type == AA_RES_STRING)
        return;
    m->full_backup_content = aa_source_flag(source, doc, attr);
    m->full_backup_content_id = 0;
}

static void read_application(aa_source *source, const aa_source_doc *doc, const xmlNode *root, aa_manifest *m)
{
    const xmlNode *application = aa_source_child(root, "application");
    read_flags(source, doc, application, m);
    read_files(source, doc, application, m);
    read_full_backup(source, doc, application, m);
    if (application == NULL) {
        m->application_place = aa_source_place(source, doc, root, NULL);
        if (aa_source_child(root, "instrumentation") == NULL)
            aa_source_refuse(source, "manifest.no_application", doc, root, "");
        return;
    }
    const xmlNode *second = aa_source_next(application, "application");
    if (second != NULL)
        aa_source_anomaly(source, "axml.duplicate_application", doc, aa_axml_origin_of(second).offset, "");
    const char *name = aa_source_text(source, aa_source_attr(application, AA_ATTR_NAME));
    m->application_place = aa_source_place(source, doc, application, NULL);
    m->application_class = aa_manifest_class_name(source, m->package.value, name);
    m->app_permission = aa_source_text(source, aa_source_attr(application, AA_ATTR_PERMISSION));
    m->label = aa_source_text(source, aa_source_attr(application, AA_ATTR_LABEL));
    m->backup_agent = aa_manifest_class_name(
        source, m->package.value, aa_source_text(source, aa_source_attr(application, AA_ATTR_BACKUP_AGENT)));
    m->task_affinity = aa_source_text(source, aa_source_attr(application, AA_ATTR_TASK_AFFINITY));
    m->app_component_factory = aa_manifest_class_name(
        source, m->package.value,
        aa_source_text(source, aa_source_attr(application, AA_ATTR_APP_COMPONENT_FACTORY)));
}

void aa_collect_application(aa_source *source, aa_facts *facts)
{
    aa_manifest *m = &facts->manifest;
    const aa_source_part *base = &source->parts[0];
    const xmlNode *root = source->part_count == 0 ? NULL : aa_manifest_root(base);
    m->min_sdk = 1;
    m->target_sdk = 1;
    if (root == NULL)
        return;
    read_package(source, &base->manifest, root, m);
    m->compile_sdk = compile_sdk(source, root);
    read_uses_sdk(source, &base->manifest, root, m);
    read_application(source, &base->manifest, root, m);
}
