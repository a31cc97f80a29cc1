#include "signing/provision.h"

#define DAY_SECONDS    86400.0
#define EPOCH_2001_DAY 11323 /* days from 1970-01-01 to 2001-01-01 */
#define LAST_DAY       3000000.0
#define MAX_GRANTS     10000U
#define MAX_MATCHES    1000000U /* comparisons of one list with another */

const char *aa_provision_kind_name(aa_provision_kind kind)
{
    static const char *const names[] = {[AA_PROVISION_UNKNOWN] = "unknown",
                                        [AA_PROVISION_DEVELOPMENT] = "development",
                                        [AA_PROVISION_AD_HOC] = "ad-hoc",
                                        [AA_PROVISION_ENTERPRISE] = "enterprise",
                                        [AA_PROVISION_STORE] = "store"};
    return names[kind];
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Gregorian date of a day since 1970-01-01, counted in eras of 400 years that begin in March. */
static const char *day_text(aa_arena *arena, int64_t day)
{
    int64_t shifted = day + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t of_era = shifted - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    int64_t date = of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    year += era * 400 + (month <= 2);
    return aa_arena_printf(arena, "%04lld-%02lld-%02lld", (long long)year, (long long)month, (long long)date);
}

static bool read_day(aa_arena *arena, const aa_plist *p, const char *key, int64_t *day, const char **text)
{
    const aa_plist_node *n = aa_plist_at(p, aa_plist_get(p, p->root, key));
    *day = INT64_MIN;
    if (n == NULL || n->kind != AA_PLIST_DATE || !(n->real > -LAST_DAY * DAY_SECONDS) ||
        !(n->real < LAST_DAY * DAY_SECONDS))
        return true;
    int64_t since = (int64_t)(n->real / DAY_SECONDS);
    if ((double)since * DAY_SECONDS > n->real)
        since--;
    *day = since + EPOCH_2001_DAY;
    *text = day_text(arena, *day);
    return *text != NULL;
}

/* A text, or NULL; |*failed| when memory is out. */
static const char *text(aa_arena *arena, const aa_plist *p, uint32_t node, bool *failed)
{
    const aa_plist_node *n = aa_plist_at(p, node);
    if (n == NULL || n->kind != AA_PLIST_STRING)
        return NULL;
    const char *copy = aa_plist_text(arena, p, node);
    *failed = *failed || copy == NULL;
    return copy;
}

static aa_provision_kind kind_of(const aa_provision *p)
{
    if (p->all_devices)
        return AA_PROVISION_ENTERPRISE;
    if (p->device_count == 0)
        return p->get_task_allow ? AA_PROVISION_DEVELOPMENT : AA_PROVISION_STORE;
    return p->get_task_allow ? AA_PROVISION_DEVELOPMENT : AA_PROVISION_AD_HOC;
}

static size_t count_of(const aa_plist *p, uint32_t node)
{
    const aa_plist_node *n = aa_plist_at(p, node);
    return n == NULL || n->kind != AA_PLIST_ARRAY ? 0 : n->count;
}

static aa_err describe(aa_arena *arena, aa_provision *out)
{
    const aa_plist *p = &out->plist;
    uint32_t root = p->root;
    bool failed = false;
    out->name = text(arena, p, aa_plist_get(p, root, "Name"), &failed);
    out->uuid = text(arena, p, aa_plist_get(p, root, "UUID"), &failed);
    out->team_name = text(arena, p, aa_plist_get(p, root, "TeamName"), &failed);
    out->team = text(arena, p, aa_plist_path(p, root, "TeamIdentifier/0"), &failed);
    out->entitlements = aa_plist_get(p, root, "Entitlements");
    out->app_id = text(arena, p, aa_plist_get(p, out->entitlements, "application-identifier"), &failed);
    out->certificates = aa_plist_get(p, root, "DeveloperCertificates");
    out->certificate_count = count_of(p, out->certificates);
    out->device_count = count_of(p, aa_plist_get(p, root, "ProvisionedDevices"));
    aa_plist_bool(p, aa_plist_get(p, root, "ProvisionsAllDevices"), &out->all_devices);
    aa_plist_bool(p, aa_plist_get(p, root, "LocalProvision"), &out->free_account);
    aa_plist_bool(p, aa_plist_get(p, out->entitlements, "get-task-allow"), &out->get_task_allow);
    if (failed || !read_day(arena, p, "CreationDate", &out->created_day, &out->created) ||
        !read_day(arena, p, "ExpirationDate", &out->expires_day, &out->expires))
        return AA_E_NOMEM;
    out->kind = kind_of(out);
    return AA_OK;
}

aa_err aa_provision_read(aa_arena *arena, aa_bytes bytes, const aa_limits *limits, aa_provision *out)
{
    aa_notes notes; /* what is odd about the list is told as one code */
    *out = (aa_provision){.present = true,
                          .plist = {.root = AA_PLIST_NONE},
                          .entitlements = AA_PLIST_NONE,
                          .certificates = AA_PLIST_NONE,
                          .created_day = INT64_MIN,
                          .expires_day = INT64_MIN};
    aa_err err = aa_cms_verify(arena, limits, bytes, NULL, &out->cms);
    if (err != AA_OK)
        return err;
    if (out->cms.content.n == 0) {
        out->error = "provision.malformed";
        return AA_OK;
    }
    aa_notes_init(&notes, arena, 1);
    err = aa_plist_read(arena, out->cms.content, limits, &notes, &out->plist);
    if (err == AA_E_NOMEM)
        return err;
    const aa_plist_node *root = err == AA_OK ? aa_plist_at(&out->plist, out->plist.root) : NULL;
    if (root == NULL || root->kind != AA_PLIST_DICT) {
        out->error = "provision.malformed";
        return AA_OK;
    }
    return describe(arena, out);
}

bool aa_provision_lists(const aa_provision *provision, const aa_certificate *certificate)
{
    for (uint32_t i = 0; i < provision->certificate_count; i++) {
        const aa_plist_node *n =
            aa_plist_at(&provision->plist, aa_plist_child(&provision->plist, provision->certificates, i));
        if (n != NULL && n->kind == AA_PLIST_DATA && aa_bytes_equal(n->bytes, certificate->der))
            return true;
    }
    return false;
}

/* ---- what it grants -------------------------------------------------------------------------- */

bool aa_provision_covers(aa_bytes granted, aa_bytes value)
{
    if (granted.n > 0 && granted.p[granted.n - 1] == '*')
        return value.n >= granted.n - 1 && memcmp(value.p, granted.p, granted.n - 1) == 0;
    return aa_bytes_equal(granted, value);
}

typedef struct grants {
    const aa_plist *profile, *claimed;
    uint32_t budget;
} grants;

static bool covers_text(grants *g, const aa_plist_node *granted, aa_bytes value)
{
    if (granted->kind == AA_PLIST_STRING)
        return aa_provision_covers(granted->bytes, value);
    for (uint32_t i = 0; granted->kind == AA_PLIST_ARRAY && i < granted->count && g->budget > 0; i++) {
        const aa_plist_node *item = aa_plist_at(g->profile, g->profile->refs[granted->first + i]);
        g->budget--;
        if (item != NULL && item->kind == AA_PLIST_STRING && aa_provision_covers(item->bytes, value))
            return true;
    }
    return false;
}

/* Items that are no text, and dictionaries, are not judged: they count as granted. */
static bool covers_list(grants *g, const aa_plist_node *granted, uint32_t claimed, const aa_plist_node *n)
{
    for (uint32_t i = 0; i < n->count && g->budget > 0; i++) {
        const aa_plist_node *item = aa_plist_at(g->claimed, aa_plist_child(g->claimed, claimed, i));
        if (item != NULL && item->kind == AA_PLIST_STRING && !covers_text(g, granted, item->bytes))
            return false;
    }
    return true;
}

static bool is_granted(grants *g, uint32_t granted_node, uint32_t claimed_node)
{
    const aa_plist_node *granted = aa_plist_at(g->profile, granted_node);
    const aa_plist_node *claimed = aa_plist_at(g->claimed, claimed_node);
    if (claimed == NULL || (claimed->kind == AA_PLIST_BOOL && !claimed->boolean))
        return true;
    if (granted == NULL)
        return false;
    if (granted->kind == AA_PLIST_STRING && aa_bytes_is(granted->bytes, "*"))
        return true;
    if (claimed->kind == AA_PLIST_BOOL)
        return granted->kind != AA_PLIST_BOOL || granted->boolean;
    if (claimed->kind == AA_PLIST_STRING)
        return covers_text(g, granted, claimed->bytes);
    return claimed->kind != AA_PLIST_ARRAY || covers_list(g, granted, claimed_node, claimed);
}

static uint32_t grant_of(const aa_provision *p, const aa_plist_node *key)
{
    const aa_plist_node *n = aa_plist_at(&p->plist, p->entitlements);
    uint32_t found = AA_PLIST_NONE;
    for (uint32_t i = 0; n != NULL && n->kind == AA_PLIST_DICT && i < n->count; i++) {
        uint32_t k = AA_PLIST_NONE;
        uint32_t v = AA_PLIST_NONE;
        aa_plist_pair(&p->plist, p->entitlements, i, &k, &v);
        const aa_plist_node *name = aa_plist_at(&p->plist, k);
        if (name != NULL && aa_bytes_equal(name->bytes, key->bytes))
            found = v;
    }
    return found;
}

aa_err aa_provision_missing(aa_arena *arena, const aa_provision *provision, const aa_plist *claimed,
                            const char *const **out, size_t *count)
{
    grants g = {&provision->plist, claimed, MAX_MATCHES};
    aa_vec list = AA_VEC_INIT(const char *);
    const aa_plist_node *root = aa_plist_at(claimed, claimed->root);
    for (uint32_t i = 0; root != NULL && root->kind == AA_PLIST_DICT && i < root->count && i < MAX_GRANTS;
         i++) {
        uint32_t key = AA_PLIST_NONE;
        uint32_t value = AA_PLIST_NONE;
        aa_plist_pair(claimed, claimed->root, i, &key, &value);
        const aa_plist_node *k = aa_plist_at(claimed, key);
        if (k == NULL || is_granted(&g, grant_of(provision, k), value))
            continue;
        const char **slot = aa_vec_push(arena, &list);
        const char *name = slot == NULL ? NULL : aa_arena_utf8(arena, k->bytes);
        if (name == NULL)
            return AA_E_NOMEM;
        *slot = name;
    }
    *out = list.items;
    *count = list.count;
    return AA_OK;
}
