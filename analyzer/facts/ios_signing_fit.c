/*
 * What must fit together: signature and signer, signature and bundle, signature and profile.
 *
 * Sources: Apple TN3125 (profiles), TN3126 (inside code signatures), TN3127 (requirements); the refusals that
 * MobileInstallation words ("application-identifier entitlement does not match", "valid provisioning profile
 * not found").
 */
#include "facts/ios_signing_internal.h"

typedef struct fitting {
    aa_arena *arena;
    const aa_ios_code *code;
    aa_vec issues; /* of aa_cs_issue */
    bool failed;
} fitting;

static void add(fitting *f, aa_cs_weight weight, const char *code, const char *detail)
{
    aa_cs_issue *issue = detail == NULL ? NULL : aa_vec_push(f->arena, &f->issues);
    if (issue == NULL)
        f->failed = true;
    else
        *issue = (aa_cs_issue){weight, code, detail};
}

static void add_pair(fitting *f, aa_cs_weight weight, const char *code, const char *a, const char *b)
{
    add(f, weight, code, aa_arena_printf(f->arena, "%s, %s", a == NULL ? "-" : a, b == NULL ? "-" : b));
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Ten capital letters and digits; Apple's own signers have other units. */
static bool is_team(const char *text)
{
    size_t n = text == NULL ? 0 : strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    return n == 10 && text[n] == '\0';
}

static bool by_store(const aa_codesign *s)
{
    return s->cms != NULL && s->cms->error == NULL && s->cms->chain_end == AA_CHAIN_APPLE &&
           s->cms->role == AA_ROLE_STORE;
}

/* ---- the signer ------------------------------------------------------------------------------ */

static void fit_signer(fitting *f, const aa_codesign *s, const aa_code_directory *d)
{
    if (s->cms == NULL) {
        if (s->ad_hoc)
            add(f, AA_CS_BROKEN, s->linker_signed ? "codesign.linker_signed" : "codesign.ad_hoc", "");
        return;
    }
    const char *signer = s->cms->common_name == NULL ? "-" : s->cms->common_name;
    if (s->cms->chain_end == AA_CHAIN_OTHER)
        add(f, AA_CS_BROKEN, "codesign.chain_other", signer);
    else if (s->cms->chain_end == AA_CHAIN_BROKEN)
        add(f, AA_CS_BROKEN, "codesign.chain_broken", signer);
    else if (s->cms->chain_end != AA_CHAIN_APPLE)
        add(f, AA_CS_UNVERIFIED, "codesign.chain_incomplete", signer);
    if (d->team != NULL && is_team(s->cms->team) && !by_store(s) && !same(d->team, s->cms->team))
        add_pair(f, AA_CS_BROKEN, "codesign.other_team", d->team, s->cms->team);
}

/* ---- the bundle ------------------------------------------------------------------------------ */

/* "TEAM.com.example.app" belongs to com.example.app, and so does "TEAM.com.example.*". */
static bool names_bundle(const char *application, const char *identifier)
{
    const char *dot = strchr(application, '.');
    return dot != NULL && aa_provision_covers(aa_bytes_of(dot + 1, strlen(dot + 1)),
                                              aa_bytes_of(identifier, strlen(identifier)));
}

static void fit_bundle(fitting *f, const aa_code_directory *d)
{
    const aa_ios_signed_bundle *b = f->code->bundle;
    const aa_ios_entitlement *app = aa_ios_entitlement_of(f->code, "application-identifier");
    const aa_ios_entitlement *team = aa_ios_entitlement_of(f->code, "com.apple.developer.team-identifier");
    if (b == NULL || b->identifier == NULL)
        return;
    if (!same(d->identifier, b->identifier))
        add_pair(f, AA_CS_REMARK, "codesign.other_identifier", d->identifier, b->identifier);
    if (app != NULL && app->item_count == 1 && !names_bundle(app->items[0], b->identifier))
        add_pair(f, AA_CS_BROKEN, "codesign.other_app", app->items[0], b->identifier);
    if (team != NULL && team->item_count == 1 && d->team != NULL && !same(team->items[0], d->team))
        add_pair(f, AA_CS_BROKEN, "codesign.other_team", team->items[0], d->team);
}

/* ---- the profile ----------------------------------------------------------------------------- */

static void fit_grants(fitting *f, const aa_provision *p, const aa_codesign *s)
{
    const char *const *missing = NULL;
    size_t count = 0;
    if (!s->has_entitlements || p->entitlements == AA_PLIST_NONE)
        return;
    if (aa_provision_missing(f->arena, p, &s->entitlements, &missing, &count) != AA_OK) {
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        add(f, AA_CS_BROKEN, "provision.not_granted", missing[i]);
}

static void fit_profile(fitting *f, const aa_codesign *s, const aa_code_directory *d)
{
    const aa_ios_signed_bundle *b = f->code->bundle;
    const aa_certificate *signer = aa_ios_signer(f->code);
    if (b == NULL || !f->code->executable || by_store(s))
        return;
    if (b->profile == NULL) {
        if (b->main && !b->profile_unread && s->cms != NULL)
            add(f, AA_CS_BROKEN, "provision.missing", "");
        return;
    }
    const aa_provision *p = b->profile;
    if (p->error != NULL) {
        add(f, AA_CS_BROKEN, p->error, "");
        return;
    }
    if (p->cms.error != NULL)
        add(f, AA_CS_BROKEN, "provision.did_not_verify", "");
    else if (p->cms.chain_end == AA_CHAIN_OTHER || p->cms.chain_end == AA_CHAIN_BROKEN)
        add(f, AA_CS_BROKEN, "provision.chain_other", p->cms.common_name == NULL ? "-" : p->cms.common_name);
    else if (p->cms.chain_end != AA_CHAIN_APPLE)
        add(f, AA_CS_UNVERIFIED, "provision.chain_incomplete", "");
    if (signer != NULL && !aa_provision_lists(p, signer))
        add(f, AA_CS_BROKEN, "provision.signer_unlisted",
            s->cms->common_name == NULL ? "-" : s->cms->common_name);
    if (p->team != NULL && d->team != NULL && !same(p->team, d->team))
        add_pair(f, AA_CS_BROKEN, "provision.other_team", p->team, d->team);
    fit_grants(f, p, s);
}

bool aa_ios_judge_code(aa_arena *arena, aa_ios_code *code)
{
    fitting f = {.arena = arena, .code = code, .issues = AA_VEC_INIT(aa_cs_issue)};
    const aa_codesign *s = code->signature;
    if (!code->readable)
        return true;
    for (size_t i = 0; i < s->issue_count; i++)
        add(&f, s->issues[i].weight, s->issues[i].code, s->issues[i].detail);
    if (!s->present) {
        add(&f, AA_CS_BROKEN, "codesign.unsigned", "");
    } else if (s->best != SIZE_MAX) {
        const aa_code_directory *d = &s->directories[s->best];
        fit_signer(&f, s, d);
        fit_bundle(&f, d);
        fit_profile(&f, s, d);
    }
    code->issues = f.issues.items;
    code->issue_count = f.issues.count;
    return !f.failed;
}
