/*
 * Who signed an iOS app, whether every signed thing is still what was signed, and what the signature and the
 * profile allow: one record for each bundle, and one for each slice of each Mach-O file.
 */
#ifndef AA_FACTS_IOS_SIGNING_H
#define AA_FACTS_IOS_SIGNING_H

#include "facts/facts.h"
#include "signing/codesign.h"
#include "signing/provision.h"
#include "signing/seal.h"

/* An entitlement in force: what the signature claims. */
typedef struct aa_ios_entitlement {
    const char *key;
    const char *value;        /* in one line: "true", "TEAM.com.example", "[a, b]" */
    aa_tri truth;             /* of a boolean; AA_UNKNOWN: it is none */
    const char *const *items; /* the texts of a list, or the one text */
    size_t item_count;
} aa_ios_entitlement;

typedef enum aa_ios_code_kind {
    AA_IOS_APP,       /* the executable of an app: also one inside another (watch, clip) */
    AA_IOS_EXTENSION, /* .appex */
    AA_IOS_FRAMEWORK,
    AA_IOS_LIBRARY, /* a file of its own: .dylib, or an executable that no bundle names */
} aa_ios_code_kind;

/* A folder with an Info.plist and an executable of its own. */
typedef struct aa_ios_signed_bundle {
    const char *artifact;
    const char *path; /* "Payload/A.app" */
    aa_ios_code_kind kind;
    bool main;                   /* the app itself */
    const char *identifier;      /* CFBundleIdentifier; NULL */
    const char *executable;      /* member: "Payload/A.app/A" */
    bool executable_there;       /* a program is there under that name */
    const aa_seal *seal;         /* never NULL */
    const aa_provision *profile; /* NULL: none is embedded */
    bool profile_unread;         /* one is there and cannot be read from the archive */
} aa_ios_signed_bundle;

/* One slice of one Mach-O file. */
typedef struct aa_ios_code {
    const char *artifact, *member;
    const char *slice; /* "arm64" */
    aa_ios_code_kind kind;
    const aa_ios_signed_bundle *bundle; /* whose executable it is; NULL: AA_IOS_LIBRARY */
    bool readable;                      /* false: no Mach-O header that can be read; nothing below is known */
    bool executable;                    /* a program, not a library */
    bool encrypted;                     /* by the store */
    bool simulator; /* made for a simulator: no device runs it, so how it is signed says nothing of a release
                     */
    const aa_codesign *signature;
    const aa_ios_entitlement *entitlements; /* in the order of the list */
    size_t entitlement_count;
    const char *const *frameworks; /* of the system, that the code links: "HealthKit" */
    size_t framework_count;
    const aa_cs_issue *issues; /* all that is wrong: the signature's own, the signer's, and what does not fit
                                  the bundle or its profile; "not signed" too */
    size_t issue_count;
} aa_ios_code;

struct aa_ios_signing {
    const aa_ios_signed_bundle *bundles; /* in archive order, the app itself first */
    size_t bundle_count;
    const aa_ios_code *codes; /* in archive order, slices in file order */
    size_t code_count;
};

/* The app's own executable (its first slice), or NULL. */
const aa_ios_code *aa_ios_main_code(const aa_ios_signing *signing);

/* The entitlement |key| of |code|, or NULL. */
const aa_ios_entitlement *aa_ios_entitlement_of(const aa_ios_code *code, const char *key);

/* True when the executable of |bundle| is there for simulators alone. */
bool aa_ios_is_simulator(const aa_ios_signing *signing, const aa_ios_signed_bundle *bundle);

/* True when no issue of that weight is there. */
bool aa_ios_code_free_of(const aa_ios_code *code, aa_cs_weight weight);

/* The place of |code|: its member, and its slice as the path. */
aa_place aa_ios_code_place(const aa_ios_code *code);

/* The signer's certificate, or NULL: ad hoc, unsigned, or not enclosed. */
const aa_certificate *aa_ios_signer(const aa_ios_code *code);

#endif
