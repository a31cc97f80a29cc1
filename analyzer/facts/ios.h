/*
 * What an IPA declares, as checks see it: its bundles with their Info.plist, App Transport Security as it is
 * in force, purpose strings, privacy manifests. Strings as in facts.h; NULL where the app says nothing.
 *
 * Sources: Apple "Information Property List", "Privacy manifest files", TN on App Transport Security.
 */
#ifndef AA_FACTS_IOS_H
#define AA_FACTS_IOS_H

#include "facts/facts.h"

typedef enum aa_ios_bundle_kind {
    AA_IOS_BUNDLE_APP,       /* .app: the app, a watch app or a clip inside it */
    AA_IOS_BUNDLE_EXTENSION, /* .appex */
    AA_IOS_BUNDLE_FRAMEWORK, /* .framework */
    AA_IOS_BUNDLE_OTHER,     /* .bundle: resources */
} aa_ios_bundle_kind;

/* A purpose string: why the app wants something. */
typedef struct aa_ios_purpose {
    const char *key;  /* "NSCameraUsageDescription" */
    const char *text; /* "" when it is no text */
    aa_place place;
} aa_ios_purpose;

/* The texts of one language, from <language>.lproj/InfoPlist.strings. */
typedef struct aa_ios_language {
    const char *name; /* "zh-Hant" */
    const aa_ios_purpose *purposes;
    size_t purpose_count;
} aa_ios_language;

typedef struct aa_ios_scheme {
    const char *scheme;
    const char *url_name; /* CFBundleURLName */
    aa_place place;
} aa_ios_scheme;

typedef struct aa_ats_domain {
    const char *name;
    bool include_subdomains;
    aa_tri insecure_http;   /* loads without TLS are allowed */
    const char *min_tls;    /* "TLSv1.0" … "TLSv1.3"; NULL: the default, TLSv1.2 */
    aa_tri forward_secrecy; /* AA_NO: not required */
    aa_tri transparency;    /* AA_YES: Certificate Transparency is required */
    bool legacy_key;        /* a "NSThirdParty…" or "NSTemporary…" spelling */
    aa_place place;
} aa_ats_domain;

typedef struct aa_ats_identity {
    bool is_ca;        /* else a leaf */
    const char *value; /* SPKI-SHA256-BASE64 as written */
    bool well_formed;  /* decodes to 32 bytes */
    aa_place place;
} aa_ats_identity;

typedef struct aa_ats_pins {
    const char *domain;
    bool include_subdomains;
    const aa_ats_identity *identities;
    size_t identity_count;
    aa_place place;
} aa_ats_pins;

/* NSAppTransportSecurity. A switch is AA_UNKNOWN when it is not there. */
typedef struct aa_ats {
    bool declared;
    aa_tri arbitrary, arbitrary_web, arbitrary_media, local_networking;
    const aa_ats_domain *domains;
    size_t domain_count;
    const aa_ats_pins *pins;
    size_t pins_count;
    aa_place place;
} aa_ats;

/* A domain of TrustKit's list in Info.plist. */
typedef struct aa_trustkit_domain {
    const char *name;
    bool include_subdomains;
    bool reports_only;  /* TSKEnforcePinning is false */
    size_t hash_count;  /* TSKPublicKeyHashes */
    size_t good_hashes; /* of these, decode to 32 bytes */
    const char *until;  /* TSKExpirationDate as written; NULL: none */
    int64_t until_day;  /* days since 1970-01-01; INT64_MIN: none or not a date */
    aa_place place;
} aa_trustkit_domain;

/* TSKConfiguration. */
typedef struct aa_trustkit {
    bool declared;
    aa_tri swizzle; /* TSKSwizzleNetworkDelegates */
    const aa_trustkit_domain *domains;
    size_t domain_count;
} aa_trustkit;

/* What ATS does with connections to a host. */
typedef struct aa_ats_policy {
    bool insecure_http; /* loads without TLS are allowed */
    bool off;           /* nothing is asked of TLS either: NSAllowsArbitraryLoads is in force there */
    const char *min_tls;
    bool forward_secrecy;
    const aa_ats_domain *by; /* the exception that says so; NULL: the rule for all hosts */
} aa_ats_policy;

typedef struct aa_ios_api_reason {
    const char *category; /* NSPrivacyAccessedAPIType */
    const char *const *reasons;
    size_t reason_count;
    aa_place place;
} aa_ios_api_reason;

/* PrivacyInfo.xcprivacy */
typedef struct aa_ios_privacy {
    const char *bundle; /* path of the bundle it lies in */
    aa_tri tracking;
    const char *const *domains; /* NSPrivacyTrackingDomains */
    size_t domain_count;
    const aa_ios_api_reason *apis;
    size_t api_count;
    const char *const *collected; /* NSPrivacyCollectedDataType */
    size_t collected_count;
    aa_place place;
} aa_ios_privacy;

typedef struct aa_ios_bundle {
    aa_ios_bundle_kind kind;
    bool main; /* the app itself */
    const char *artifact;
    const char *path; /* "Payload/A.app", "Payload/A.app/PlugIns/B.appex" */
    bool has_info;    /* an Info.plist that can be read */
    const char *identifier, *name, *display_name, *version, *build, *executable;
    const char *min_os;      /* MinimumOSVersion */
    const char *platform;    /* DTPlatformName: "iphoneos", "iphonesimulator" */
    const char *sdk, *xcode; /* DTSDKName or DTPlatformVersion; DTXcode */
    const char *extension_point;
    aa_place info, min_os_place;
    const aa_ios_purpose *purposes;
    size_t purpose_count;
    const aa_ios_language *languages;
    size_t language_count;
    const aa_ios_scheme *schemes;
    size_t scheme_count;
    const char *const *queries; /* LSApplicationQueriesSchemes */
    size_t query_count;
    const char *const *background_modes;
    size_t background_count;
    aa_flag file_sharing;  /* UIFileSharingEnabled */
    aa_flag open_in_place; /* LSSupportsOpeningDocumentsInPlace */
    aa_ats ats;
    aa_trustkit trustkit;
    /* texts under keys that libraries read: TrustKit's and others are found by path */
    const aa_meta_data *values; /* every scalar of Info.plist: name is the key path, "A/B/0" */
    size_t value_count;
} aa_ios_bundle;

/* A Mach-O file, one record a slice. */
typedef struct aa_ios_object {
    const char *artifact, *member, *arch;
    const char
        *uuid; /* LC_UUID, as dSYMs are found by it: "4C4C44D3-5555-3144-A1DD-60BBCDFD5200"; NULL: none */
    const aa_ios_bundle *bundle; /* whose executable it is, or that it lies in */
    bool is_program;             /* MH_EXECUTE */
    bool is_device;              /* arm64 or armv7 for iOS; false: simulator or other platform */
    bool encrypted;
    bool pie, no_heap_execution;
    bool has_objc, has_swift, has_c; /* code of that kind, as far as can be told */
    bool has_stack_buffers;          /* it imports functions that fill buffers */
    bool stack_protector, arc;       /* their runtime functions are imported */
    bool debug_symbols;              /* N_STAB entries */
    uint32_t local_symbols;          /* names of its own functions that are left */
    const char *min_os, *sdk;        /* "15.0"; NULL */
    const char *const *dylibs;
    size_t dylib_count;
    const char *const *rpaths;
    size_t rpath_count;
    const char *const *imports; /* symbols, sorted */
    size_t import_count;
    aa_place place;
} aa_ios_object;

/* A text field, text view or search bar of a nib. Settings as UIKit numbers them, -1: not set there. */
typedef struct aa_ios_field {
    const char *class_name;             /* the app's when it gives one: "UITextField", "Bank.SecretField" */
    int secure;                         /* secureTextEntry */
    int autocorrection, spell_checking; /* 0 default, 1 no, 2 yes */
    int keyboard;                       /* UIKeyboardType */
    const char *content_type, *placeholder, *text, *outlet; /* of each NULL: none */
    aa_place place;
} aa_ios_field;

/* What nibs name in code. */
typedef struct aa_ios_names {
    const char *const *classes; /* with and without module */
    size_t class_count;
    const char *const *actions; /* selectors */
    size_t action_count;
} aa_ios_names;

typedef struct aa_ios {
    const aa_ios_bundle *bundles; /* the app first, then in archive order */
    size_t bundle_count;
    size_t app_count; /* .app folders right below Payload: iOS installs one */
    const aa_ios_privacy *privacy;
    size_t privacy_count;
    const aa_ios_object *objects; /* in archive order, slices in file order */
    size_t object_count;
    const aa_ios_field *fields; /* of all nibs, in archive order */
    size_t field_count;
    aa_ios_names nib_names;
} aa_ios;

/* The app itself, or NULL. */
const aa_ios_bundle *aa_ios_app(const aa_ios *ios);
/* The policy in force for |host| (lower-case); NULL: hosts without an exception. Since iOS 10 the keys for
 * web content, media and local networking take NSAllowsArbitraryLoads out of force. */
aa_ats_policy aa_ats_policy_for(const aa_ats *ats, const char *host);
/* The value of Info.plist at |path|, or NULL. */
const char *aa_ios_value(const aa_ios_bundle *bundle, const char *path);
/* True when an object of the bundle imports |symbol|. */
bool aa_ios_imports(const aa_ios_object *object, const char *symbol);

#endif
