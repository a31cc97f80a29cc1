/*
 * What checks see: plain structs, no file format. Strings are valid UTF-8 from the app (hostile: escape
 * before showing), live in the analysis arena, and are NULL where the app says nothing.
 */
#ifndef AA_FACTS_FACTS_H
#define AA_FACTS_FACTS_H

#include "base/hash.h"
#include "base/notes.h"

typedef enum aa_tri { AA_UNKNOWN, AA_NO, AA_YES } aa_tri;

/* Where a fact was seen. Unused parts are NULL, 0 or AA_NO_OFFSET. */
typedef struct aa_place {
    const char *artifact; /* name of the part (aa_part.name) */
    const char *member;   /* archive member */
    uint64_t offset;      /* bytes into the member's content; AA_NO_OFFSET: none */
    uint32_t line;        /* line in the developer's source; 0: unknown */
    const char *path;     /* inside a decoded document: "manifest/application/@android:debuggable" */
    const char *class_name;
    const char *method;
    uint64_t address; /* native code; 0: none */
    const char
        *source; /* the developer's file that |line| is of, in a result mapped to sources; NULL: not known */
} aa_place;

/* ---- coverage ledger ---------------------------------------------------------------------------- */

/* What a verdict can depend on. Order is the order of reports; names in aa_area_name(). */
typedef enum aa_area {
    AA_AREA_CONTAINER,      /* the archive itself */
    AA_AREA_MANIFEST,       /* AndroidManifest.xml of every part; Info.plist */
    AA_AREA_RESOURCES,      /* resource tables */
    AA_AREA_NETWORK_CONFIG, /* network security config; App Transport Security */
    AA_AREA_LAYOUTS,        /* layouts; nibs and storyboards */
    AA_AREA_SIGNATURE,      /* package signature */
    AA_AREA_CODE,           /* Dalvik bytecode; ARM64 of the app */
    AA_AREA_NATIVE,         /* native libraries */
    AA_AREA_ASSETS,         /* other files: assets, raw resources, bundled scripts */
    AA_AREA_LIBRARIES,      /* what third-party components can be recognised in: all of the above */
    AA_AREA_COUNT
} aa_area;

#define AA_AREA_BIT(area) (1U << (area))

typedef enum aa_area_state {
    AA_AREA_ABSENT,  /* the app has none, and that is certain */
    AA_AREA_READ,    /* fully read */
    AA_AREA_PARTIAL, /* gaps in the ledger say what is missing */
    AA_AREA_UNREAD,  /* not read at all; the gap says why */
    AA_AREA_FAILED,  /* the analysis itself failed here */
} aa_area_state;

typedef enum aa_gap_cause {
    AA_GAP_INPUT, /* the input could not be read (damage, encryption, a limit): the analysis is incomplete */
    AA_GAP_SCOPE, /* this version does not read that kind of content; the analysis is complete without it */
} aa_gap_cause;

typedef struct aa_gap {
    aa_area area;
    aa_gap_cause cause;
    const char *code; /* note code */
    const char *artifact;
    const char *member;
    const char *detail;
    uint64_t offset;
} aa_gap;

/* Something unusual about the container or a document that was read all the same: zip.*, axml.*, arsc.*. */
typedef struct aa_anomaly {
    const char *code;
    const char *detail;
    aa_place place;
} aa_anomaly;

typedef struct aa_coverage {
    aa_area_state area[AA_AREA_COUNT];
    const aa_gap *gaps;
    size_t gap_count;
} aa_coverage;

const char *aa_area_name(aa_area area);              /* "network-config" */
const char *aa_area_state_name(aa_area_state state); /* "partial" */

/* ---- manifest ----------------------------------------------------------------------------------- */

/* A boolean of the manifest after resolving references. */
typedef struct aa_flag {
    aa_tri value; /* AA_UNKNOWN: declared with a value that cannot be resolved, or differs by configuration */
    bool declared; /* false: |value| is AA_UNKNOWN and the platform default applies */
    aa_place place;
    const char *text; /* as written: "true", "@0x7f050001"; NULL: not declared */
} aa_flag;

typedef struct aa_text_attr {
    const char *value; /* NULL: not declared */
    aa_place place;
} aa_text_attr;

typedef enum aa_component_type {
    AA_ACTIVITY,
    AA_ACTIVITY_ALIAS,
    AA_SERVICE,
    AA_RECEIVER,
    AA_PROVIDER
} aa_component_type;

typedef struct aa_filter_data {
    const char *scheme, *host, *port, *path, *path_prefix, *path_pattern, *mime_type;
    const char *path_suffix, *path_advanced_pattern;
} aa_filter_data;

typedef struct aa_intent_filter {
    const char *const *actions;
    size_t action_count;
    const char *const *categories;
    size_t category_count;
    const aa_filter_data *data;
    size_t data_count;
    aa_flag auto_verify;
    aa_place place;
} aa_intent_filter;

typedef struct aa_meta_data {
    const char *name;
    const char *value;    /* android:value, references resolved; android:resource as "@xml/file_paths" */
    uint32_t resource_id; /* android:resource or a reference value; 0: none */
    aa_place place;
} aa_meta_data;

typedef struct aa_path_permission {
    const char *path; /* whichever of path, pathPrefix, pathPattern, pathSuffix, pathAdvancedPattern is set */
    const char *kind; /* "path", "pathPrefix", ... */
    const char *permission, *read_permission, *write_permission;
    aa_place place;
} aa_path_permission;

/* How a permission that guards something protects it. */
typedef enum aa_protection {
    AA_PROTECT_NONE,      /* no permission asked for */
    AA_PROTECT_UNDEFINED, /* a name that neither the app nor the platform defines */
    AA_PROTECT_NORMAL,
    AA_PROTECT_DANGEROUS,
    AA_PROTECT_SIGNATURE, /* signature, or signature with privileged additions */
    AA_PROTECT_INTERNAL,  /* internal, appop and similar: only the system can hold it */
    AA_PROTECT_UNKNOWN,   /* defined with a level that cannot be resolved */
} aa_protection;

typedef enum aa_export_reason {
    AA_EXPORT_EXPLICIT,         /* android:exported */
    AA_EXPORT_FILTER_DEFAULT,   /* absent; has an intent filter, target below 31: exported */
    AA_EXPORT_NO_FILTER,        /* absent; no intent filter: not exported */
    AA_EXPORT_PROVIDER_DEFAULT, /* absent; provider of an app with target below 17: exported */
    AA_EXPORT_REFUSED,          /* absent; has a filter, target 31 or above: Android 12 refuses the install */
    AA_EXPORT_UNRESOLVED,
} aa_export_reason;

typedef struct aa_component {
    aa_component_type type;
    const char *name;   /* fully qualified */
    const char *target; /* of an alias, fully qualified */
    aa_flag exported_attr;
    aa_tri exported; /* effective, by platform rules for the app's target SDK */
    aa_export_reason exported_reason;
    aa_flag enabled;                                             /* absent: enabled */
    const char *permission, *read_permission, *write_permission; /* in force, fallbacks of the platform
                                                                    applied; NULL or "": none */
    bool permission_inherited; /* |permission| is the one of <application> */
    aa_protection protection, read_protection, write_protection;
    const char *process, *task_affinity, *launch_mode, *authorities;
    aa_flag allow_task_reparenting, grant_uri_permissions, direct_boot_aware;
    const aa_intent_filter *filters;
    size_t filter_count;
    const aa_meta_data *meta_data;
    size_t meta_data_count;
    const aa_path_permission *path_permissions; /* of a provider */
    size_t path_permission_count;
    const aa_path_permission *grant_paths; /* <grant-uri-permission> of a provider */
    size_t grant_path_count;
    bool is_launcher; /* MAIN with LAUNCHER */
    aa_place place;
} aa_component;

typedef struct aa_permission_use {
    const char *name;
    uint32_t max_sdk;       /* 0: none */
    uint32_t min_sdk;       /* 23 for <uses-permission-sdk-23>, else 0 */
    aa_protection level;    /* of the platform or of the app's own definition */
    bool is_platform;       /* defined by the platform */
    const char *level_text; /* "dangerous|runtime" */
    const char *group;      /* "android.permission-group.CAMERA"; NULL: none or unknown */
    bool never_for_location;
    aa_place place;
} aa_permission_use;

typedef struct aa_permission_def {
    const char *name;
    aa_protection level;
    const char *level_text;
    const char *group;
    aa_place place;
} aa_permission_def;

typedef struct aa_query {
    const char *kind;  /* "package", "provider", "intent" */
    const char *value; /* package, authority, or action and data of the intent */
    aa_place place;
} aa_query;

typedef struct aa_manifest {
    aa_text_attr package, version_name, shared_user_id;
    uint64_t version_code; /* versionCodeMajor << 32 | versionCode */
    int min_sdk;           /* 1 when absent, as the platform assumes */
    int target_sdk;        /* min_sdk when absent */
    int max_sdk;           /* 0: none */
    int compile_sdk;       /* 0: not said */
    bool min_sdk_declared, target_sdk_declared;
    const char *min_sdk_text, *target_sdk_text; /* as written: a codename is not a number */
    aa_place min_sdk_place, target_sdk_place;
    aa_place application_place;
    const char *application_class; /* fully qualified; NULL: android.app.Application */
    const char *app_permission;    /* android:permission of <application> */
    const char *label;             /* resolved, default configuration */
    aa_flag debuggable, test_only, allow_backup, backup_in_foreground, full_backup_only, uses_cleartext,
        extract_native_libs, has_code, legacy_external_storage, allow_task_reparenting, allow_clear_user_data,
        has_fragile_user_data, allow_native_heap_pointer_tagging;
    const char *backup_agent, *task_affinity, *app_component_factory;
    uint32_t network_config_id, full_backup_content_id, data_extraction_rules_id; /* resource ids; 0: none */
    aa_flag full_backup_content; /* when it is a boolean instead of a file */
    aa_place network_config_place, full_backup_content_place, data_extraction_rules_place;
    const aa_component *components; /* in document order, base part first */
    size_t component_count;
    const aa_permission_use *permissions; /* in document order, over all parts */
    size_t permission_count;
    const aa_permission_def *permission_defs;
    size_t permission_def_count;
    const aa_meta_data *meta_data; /* of <application> */
    size_t meta_data_count;
    const aa_query *queries;
    size_t query_count;
    const char *const *features; /* <uses-feature> names */
    size_t feature_count;
} aa_manifest;

/* True for an http(s) or custom-scheme filter with VIEW and BROWSABLE. */
bool aa_filter_is_browsable(const aa_intent_filter *filter);
bool aa_filter_has_action(const aa_intent_filter *filter, const char *action);
bool aa_filter_has_category(const aa_intent_filter *filter, const char *category);

/* ---- network policy ----------------------------------------------------------------------------- */

typedef enum aa_anchor_source { AA_ANCHOR_SYSTEM, AA_ANCHOR_USER, AA_ANCHOR_RAW } aa_anchor_source;

typedef struct aa_trust_anchor {
    aa_anchor_source source;
    const char *resource; /* "@raw/my_ca" for AA_ANCHOR_RAW */
    bool override_pins;
    aa_place place;
} aa_trust_anchor;

typedef struct aa_pin {
    const char *digest; /* attribute as written: "SHA-256" */
    const char *value;  /* base64 as written, outer white space removed */
    bool well_formed;   /* digest is SHA-256 and the value decodes to 32 bytes */
    aa_place place;
} aa_pin;

/* The policy in force for one domain, inheritance resolved: what NetworkSecurityConfig.Builder builds. */
typedef struct aa_host_policy {
    const char *domain; /* NULL: every other host (base-config or the platform default) */
    bool include_subdomains;
    aa_tri cleartext;          /* permitted? */
    bool cleartext_inherited;  /* not set on this element */
    bool cleartext_by_default; /* nothing in the app says so: the platform's default for the target SDK.
                                  Android 7 to 8.1 permit it then, whatever the target */
    aa_place cleartext_place;  /* what decided: an attribute, or the manifest for the platform default */
    const aa_trust_anchor *anchors;
    size_t anchor_count;
    bool anchors_inherited;
    const aa_pin *pins;
    size_t pin_count;
    bool pins_inherited;
    const char *pin_expiration; /* "2026-01-31" as written; NULL: none */
    int64_t pin_expiration_day; /* days since 1970-01-01; INT64_MIN: none or not a date */
    aa_place place;
} aa_host_policy;

typedef struct aa_network_policy {
    bool has_config;       /* a readable network security config is in force */
    const char *refusal;   /* why the platform refuses the config and throws when it is first needed; NULL: it
                              does not. Every |cleartext| but |legacy|'s is AA_UNKNOWN then */
    bool applies_since_24; /* false: min SDK below 24 also runs where the config is ignored */
    aa_place config_place;
    aa_host_policy base; /* domain NULL */
    aa_host_policy
        legacy; /* what Android 6 and older, and no-config, do: usesCleartextTraffic and defaults */
    const aa_host_policy *domains; /* in document order; every <domain> of every <domain-config> */
    size_t domain_count;
    bool has_debug_overrides;
    aa_place debug_overrides_place;
    const aa_trust_anchor *debug_anchors;
    size_t debug_anchor_count;
} aa_network_policy;

/* The policy that applies to |host| (lower-case ASCII): longest match, as ApplicationConfig does. */
const aa_host_policy *aa_network_policy_for(const aa_network_policy *policy, const char *host);

/* ---- backup ------------------------------------------------------------------------------------- */

typedef struct aa_backup_rule {
    bool include;
    const char *domain; /* "file", "database", "sharedpref", "external", "root", "device_*" */
    const char *path;   /* "." for all */
    const char *require_flags;
    aa_place place;
} aa_backup_rule;

typedef struct aa_backup_set {
    bool present;        /* the section exists */
    bool off;            /* nothing is copied: switched off, or the platform refuses the rules */
    const char *refusal; /* what it refuses; NULL: nothing */
    const aa_backup_rule *rules;
    size_t rule_count;
    bool has_include; /* when any include is there, only included paths are copied */
    aa_flag disable_if_no_encryption;
    aa_place place;
    const struct aa_backup_set *other_variant; /* rules for other device configurations; NULL: no more */
} aa_backup_set;

/*
 * Who can copy the app's data out, by platform version range. Each set has the rules in force: where a
 * section is not |present|, those that the platform takes instead, which may be none (all is copied).
 */
typedef struct aa_backup {
    aa_tri allowed;              /* effective android:allowBackup: absent means yes */
    aa_tri device_allowed;       /* the same for transfers to a new device on Android 12 and up */
    aa_backup_set full_backup;   /* <full-backup-content>: Android 6 to 11, and 12+ without the other */
    aa_backup_set cloud, device; /* <data-extraction-rules>: Android 12 and up */
    bool full_backup_off;        /* fullBackupContent="false" */
    bool has_extraction_rules, has_full_backup_rules;
} aa_backup;

/*
 * True when |path| of |domain| is copied under |set| or one of its other variants; required flags count as
 * met. Without regard to whether backup is allowed at all.
 */
bool aa_backup_covers(const aa_backup_set *set, const char *domain, const char *path);

/* ---- shared paths (FileProvider) ------------------------------------------------------------------ */

typedef struct aa_shared_path {
    const char *provider; /* component name */
    const char *kind;     /* "root-path", "files-path", "external-path", "cache-path", ... */
    const char *name, *path;
    aa_place place;
} aa_shared_path;

/* ---- layouts --------------------------------------------------------------------------------------- */

typedef struct aa_input_field {
    const char
        *view;      /* element name: "EditText", "com.google.android.material.textfield.TextInputEditText" */
    const char *id; /* entry name of android:id; NULL: none */
    uint32_t id_number; /* the same as code names it; 0: none */
    size_t layout;      /* index into aa_layouts.items */
    const char *hint; /* resolved, default configuration; of the TextInputLayout around it when it has none */
    const char *text; /* what is filled in at first; NULL */
    const char *content_description;
    const char *autofill_hints;
    uint32_t input_type; /* InputType bits; 0 when not declared */
    bool input_type_declared;
    bool input_type_unknown; /* declared with a value that cannot be resolved: a theme attribute, a lost
                                resource */
    uint32_t important_for_autofill; /* 0 auto, 1 yes, 2 no, 4 and 8: yes and no without descendants */
    bool password_attr;              /* the old android:password="true" */
    bool hidden_by_method;           /* android:digits/transformation etc. do not count; reserved for
                                        PasswordTransformation */
    uint32_t ime_options;            /* IME_FLAG_NO_PERSONALIZED_LEARNING is 0x01000000 */
    aa_place place;
} aa_input_field;

typedef struct aa_layout {
    const char *name;  /* resource name "layout/login", or the member when no resource points at it */
    uint32_t resource; /* the same as code names it; 0: none */
    bool filters_obscured_touches; /* filterTouchesWhenObscured="true" on the root */
    bool filters_somewhere;
    const char *const *click_handlers; /* android:onClick */
    size_t click_handler_count;
    const char *const *classes; /* of views and fragments, with their packages */
    size_t class_count;
    bool has_web_view;
    aa_place place;
} aa_layout;

/* A view that shows a text and takes none. */
typedef struct aa_text_view {
    uint32_t id_number; /* not 0 */
    const char *id;     /* entry name of android:id */
} aa_text_view;

typedef struct aa_layouts {
    const aa_layout *items;
    size_t count;
    const aa_input_field *fields;
    size_t field_count;
    const aa_text_view *texts; /* those that have an id */
    size_t text_count;
    bool theme_filters_obscured; /* the application's theme asks every view to filter obscured touches */
} aa_layouts;

/* ---- identity and members ------------------------------------------------------------------------- */

typedef struct aa_artifact {
    const char *name; /* base name; parts inside a container as "container!member" */
    uint64_t size;    /* bytes */
    char sha256[AA_SHA256_HEX];
    const char *split; /* "" base, else split name; NULL: not an APK */
    size_t member_count, dex_count, native_count;
    const char *zip_status; /* "ok" or the platform's refusal */
} aa_artifact;

typedef struct aa_native_object {
    const char *artifact, *member, *abi;
    uint64_t size; /* bytes, inflated */
} aa_native_object;

typedef enum aa_platform { AA_PLATFORM_ANDROID = 1, AA_PLATFORM_IOS = 2 } aa_platform;

typedef struct aa_signing aa_signing;             /* facts/signing.h */
typedef struct aa_ios_signing aa_ios_signing;     /* facts/ios_signing.h */
typedef struct aa_ios aa_ios;                     /* facts/ios.h */
typedef struct aa_previous aa_previous;           /* facts/previous.h */
typedef struct aa_code_store aa_code_store;       /* facts/code.h */
typedef struct aa_pinning aa_pinning;             /* facts/pinning.h */
typedef struct aa_machine_store aa_machine_store; /* facts/machine.h */
typedef struct aa_natives aa_natives;             /* facts/native.h */
typedef struct aa_phrases aa_phrases;             /* facts/phrases.h */
typedef struct aa_packers aa_packers;             /* facts/packers.h */
typedef struct aa_secrets aa_secrets;             /* facts/secrets.h */
typedef struct aa_libraries aa_libraries;         /* facts/libraries.h */
typedef struct aa_frameworks aa_frameworks;       /* facts/frameworks.h */

typedef struct aa_facts {
    aa_platform platform;
    const char *package_kind; /* aa_package_kind_name() */
    const aa_artifact *artifacts;
    size_t artifact_count;
    aa_tri installable;          /* by the container and the manifest; the signature has its own say */
    const char *install_refusal; /* note code of the first reason; NULL */
    aa_manifest manifest;
    aa_network_policy network;
    aa_backup backup;
    const aa_shared_path *shared_paths;
    size_t shared_path_count;
    aa_layouts layouts;
    const aa_native_object *natives;
    size_t native_count;
    const aa_anomaly *anomalies;
    size_t anomaly_count;
    aa_coverage coverage;
    const aa_natives *native_libraries; /* NULL: not read */
    const aa_phrases *phrases;          /* NULL: not read */
    const aa_signing *signing;          /* NULL: not read */
    const aa_ios_signing *ios_signing;  /* NULL: no iOS app, or not read */
    const aa_ios *ios;                  /* NULL: no iOS app */
    const aa_previous *previous;        /* the release before; NULL: none was given */
    const aa_pinning *pinning;          /* NULL: not looked for */
    const aa_packers *packers;          /* NULL: not looked for */
    const aa_secrets *secrets;          /* NULL: not looked for */
    const aa_libraries *libraries;      /* NULL: not looked for */
    const aa_frameworks
        *frameworks;     /* what was read of them is released by aa_facts_release(); NULL: not looked for */
    aa_code_store *code; /* released by aa_facts_release(); NULL: not read */
    aa_machine_store *machine; /* likewise */
} aa_facts;

#endif
