/*
 * embedded.mobileprovision: a property list inside a CMS that says which app, signer and devices Apple
 * allowed.
 *
 * Sources: Apple TN3125 "Inside Code Signing: Provisioning Profiles"; RFC 5652.
 */
#ifndef AA_SIGNING_PROVISION_H
#define AA_SIGNING_PROVISION_H

#include "decode/plist.h"
#include "signing/cms.h"

typedef enum aa_provision_kind {
    AA_PROVISION_UNKNOWN,
    AA_PROVISION_DEVELOPMENT, /* listed devices, debuggers may attach */
    AA_PROVISION_AD_HOC,      /* listed devices */
    AA_PROVISION_ENTERPRISE,  /* every device: in-house */
    AA_PROVISION_STORE,       /* no device: for the store alone */
} aa_provision_kind;

typedef struct aa_provision {
    bool present;
    const char *error; /* stable code: it cannot be read; NULL */
    aa_cms cms;        /* its own error says whether its signature verifies */
    aa_plist plist;    /* borrows from |cms.content| */
    aa_provision_kind kind;
    const char *name, *uuid, *team, *team_name; /* NULL: not said */
    const char *app_id;                         /* application-identifier it allows: "TEAM.com.example.*" */
    const char *created, *expires;              /* "2026-01-31"; NULL: not said */
    int64_t created_day, expires_day;           /* days since 1970-01-01; INT64_MIN */
    size_t device_count;
    bool all_devices, get_task_allow;
    bool free_account;     /* LocalProvision: a personal team, seven days */
    uint32_t entitlements; /* node; AA_PLIST_NONE */
    uint32_t certificates; /* node of DeveloperCertificates; AA_PLIST_NONE */
    size_t certificate_count;
} aa_provision;

/* Reads |bytes|. What is wrong is a result. |out| lives in |arena|. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_provision_read(aa_arena *arena, aa_bytes bytes, const aa_limits *limits,
                                      aa_provision *out);

/* True when |certificate| is among the developer's certificates. */
bool aa_provision_lists(const aa_provision *provision, const aa_certificate *certificate);

/*
 * The entitlements in |claimed| that the profile does not grant, as paths in the order of |claimed|. A
 * granted "*" or "TEAM.*" covers what begins so; a list is covered when each of its items is. Errors:
 * AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_provision_missing(aa_arena *arena, const aa_provision *provision,
                                         const aa_plist *claimed, const char *const **out, size_t *count);

/* True when |granted| ("TEAM.com.example.*") covers |value|. */
bool aa_provision_covers(aa_bytes granted, aa_bytes value);

/* "development", "ad-hoc", "enterprise", "store", "unknown". */
const char *aa_provision_kind_name(aa_provision_kind kind);

#endif
