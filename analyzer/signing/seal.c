#include "signing/seal.h"

#include <stdlib.h>

#include "signing/pattern.h"

#define MAX_RULES      256U
#define MAX_FILES      500000U
#define PATTERN_BUDGET (UINT64_C(1) << 31) /* steps over all patterns and paths */

typedef struct rule {
    aa_pattern *pattern;
    int64_t weight;
    bool omit;
} rule;

/* A file in the list. */
typedef struct sealed_file {
    aa_bytes path;
    uint32_t node; /* its digest or dictionary */
    bool seen;
} sealed_file;

typedef struct checker {
    aa_arena *arena;
    const aa_seal_request *request;
    aa_seal *out;
    aa_plist plist;
    aa_vec problems; /* of aa_seal_problem */
    rule *rules;
    size_t rule_count;
    sealed_file *files; /* in the order of their paths */
    size_t file_count;
    uint64_t budget;
    bool failed;
} checker;

const char *aa_seal_kind_name(aa_seal_kind kind)
{
    static const char *const names[AA_SEAL_KINDS] = {"changed", "missing", "added", "unread", "nested"};
    return names[kind];
}

static void problem(checker *c, aa_seal_kind kind, aa_bytes path)
{
    if (c->out->counts[kind]++ >= AA_SEAL_KEPT)
        return;
    aa_seal_problem *p = aa_vec_push(c->arena, &c->problems);
    const char *text = p == NULL ? NULL : aa_arena_utf8(c->arena, path);
    if (text == NULL)
        c->failed = true;
    else
        *p = (aa_seal_problem){kind, text};
}

static void refuse(checker *c, const char *code, const char *detail)
{
    if (c->out->error != NULL)
        return;
    c->out->error = code;
    c->out->detail = detail;
}

/* ---- reading the list ------------------------------------------------------------------------ */

static bool flag(const checker *c, uint32_t dict, const char *key)
{
    bool value = false;
    return aa_plist_bool(&c->plist, aa_plist_get(&c->plist, dict, key), &value) && value;
}

static int64_t weight_of(const checker *c, uint32_t dict)
{
    uint32_t node = aa_plist_get(&c->plist, dict, "weight");
    const aa_plist_node *n = aa_plist_at(&c->plist, node);
    int64_t weight = 1;
    if (n != NULL && n->kind == AA_PLIST_REAL && n->real >= 0 && n->real < 1e9)
        return (int64_t)n->real;
    return aa_plist_int(&c->plist, node, &weight) ? weight : 1;
}

static void read_rules(checker *c, uint32_t dict)
{
    const aa_plist_node *n = aa_plist_at(&c->plist, dict);
    if (n->count > MAX_RULES) {
        refuse(c, "seal.too_many_rules", "");
        return;
    }
    c->rules = aa_arena_array(c->arena, n->count, sizeof *c->rules);
    c->failed = c->failed || c->rules == NULL;
    for (uint32_t i = 0; i < n->count && !c->failed; i++) {
        uint32_t key = AA_PLIST_NONE;
        uint32_t value = AA_PLIST_NONE;
        bool on = true;
        aa_plist_pair(&c->plist, dict, i, &key, &value);
        const aa_plist_node *k = aa_plist_at(&c->plist, key);
        rule *r = &c->rules[c->rule_count];
        if (k == NULL || k->kind != AA_PLIST_STRING)
            continue;
        aa_err err = aa_pattern_compile(c->arena, k->bytes, &r->pattern);
        c->failed = err == AA_E_NOMEM;
        if (err != AA_OK) {
            refuse(c, "seal.pattern", aa_arena_utf8(c->arena, k->bytes));
            continue;
        }
        aa_plist_bool(&c->plist, value, &on);
        r->omit = !on || flag(c, value, "omit");
        r->weight = weight_of(c, value);
        c->rule_count++;
    }
}

static int by_path(const void *a, const void *b)
{
    const sealed_file *x = a;
    const sealed_file *y = b;
    return aa_bytes_compare(x->path, y->path);
}

static void read_files(checker *c, uint32_t dict)
{
    const aa_plist_node *n = aa_plist_at(&c->plist, dict);
    if (n->count > MAX_FILES) {
        refuse(c, "seal.too_many_files", "");
        return;
    }
    c->files = aa_arena_array(c->arena, n->count, sizeof *c->files);
    c->failed = c->failed || c->files == NULL;
    for (uint32_t i = 0; i < n->count && !c->failed; i++) {
        uint32_t key = AA_PLIST_NONE;
        uint32_t value = AA_PLIST_NONE;
        aa_plist_pair(&c->plist, dict, i, &key, &value);
        const aa_plist_node *k = aa_plist_at(&c->plist, key);
        if (k != NULL && k->kind == AA_PLIST_STRING)
            c->files[c->file_count++] = (sealed_file){.path = k->bytes, .node = value};
    }
    if (c->file_count > 0)
        qsort(c->files, c->file_count, sizeof *c->files, by_path);
    c->out->sealed = c->file_count;
}

static bool is_dict(const checker *c, uint32_t node)
{
    const aa_plist_node *n = aa_plist_at(&c->plist, node);
    return n != NULL && n->kind == AA_PLIST_DICT;
}

/* The newer pair of lists decides where it is; the older one is for systems before iOS 8. */
static void read_list(checker *c)
{
    aa_notes notes; /* what is odd about the list is told as one code */
    aa_notes_init(&notes, c->arena, 1);
    aa_err err = aa_plist_read(c->arena, c->request->resources, c->request->limits, &notes, &c->plist);
    c->failed = err == AA_E_NOMEM;
    if (err != AA_OK) {
        refuse(c, err == AA_E_LIMIT ? "seal.limit" : "seal.malformed", "");
        return;
    }
    uint32_t rules = aa_plist_get(&c->plist, c->plist.root, "rules2");
    uint32_t files = aa_plist_get(&c->plist, c->plist.root, "files2");
    c->out->version = 2;
    if (!is_dict(c, rules) || !is_dict(c, files)) {
        rules = aa_plist_get(&c->plist, c->plist.root, "rules");
        files = aa_plist_get(&c->plist, c->plist.root, "files");
        c->out->version = 1;
    }
    if (!is_dict(c, rules) || !is_dict(c, files)) {
        refuse(c, "seal.no_rules", "");
        return;
    }
    read_rules(c, rules);
    if (!c->failed)
        read_files(c, files);
}

/* ---- files ----------------------------------------------------------------------------------- */

/* The heaviest rule that matches, of two as heavy the one that leaves out; NULL: none, and the file is left
 * alone. */
static const rule *rule_for(checker *c, aa_bytes path)
{
    const rule *best = NULL;
    for (size_t i = 0; i < c->rule_count; i++) {
        const rule *r = &c->rules[i];
        bool heavier = best == NULL || r->weight > best->weight || (r->weight == best->weight && r->omit);
        if (heavier && aa_pattern_matches(r->pattern, path, &c->budget))
            best = r;
    }
    if (c->budget == 0)
        refuse(c, "seal.pattern_budget", "");
    return best;
}

static bool below(aa_bytes path, const char *folder)
{
    size_t n = strlen(folder);
    return path.n >= n && memcmp(path.p, folder, n) == 0 && (path.n == n || path.p[n] == '/');
}

/* What adjustResources() takes out whatever the rules say, and what the store adds after signing. */
static bool never_sealed(const checker *c, aa_bytes path)
{
    static const char *const folders[] = {"_CodeSignature", "CodeResources", "_MASReceipt", "SC_Info"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (below(path, folders[i]))
            return true;
    return c->request->executable != NULL && aa_bytes_is(path, c->request->executable);
}

static sealed_file *find(checker *c, aa_bytes path)
{
    const sealed_file key = {.path = path};
    return c->file_count == 0 ? NULL : bsearch(&key, c->files, c->file_count, sizeof key, by_path);
}

static bool is_nested(const checker *c, const sealed_file *f)
{
    return aa_plist_get(&c->plist, f->node, "cdhash") != AA_PLIST_NONE;
}

/* Code that is sealed by its own signature lies above |path|. */
static bool in_nested(checker *c, aa_bytes path)
{
    for (size_t n = path.n; n > 0; n--) {
        if (path.p[n - 1] != '/')
            continue;
        const sealed_file *f = find(c, (aa_bytes){path.p, n - 1});
        if (f != NULL && is_nested(c, f))
            return true;
    }
    return false;
}

static const aa_plist_node *data_of(const checker *c, uint32_t node)
{
    const aa_plist_node *n = aa_plist_at(&c->plist, node);
    return n != NULL && n->kind == AA_PLIST_DATA ? n : NULL;
}

/* Every digest that stands there must fit, and one must stand there. */
static bool digests_fit(checker *c, const sealed_file *f, const aa_member_digest *member)
{
    aa_member_digest whole, *d = &whole;
    const aa_plist_node *sha1 = data_of(c, f->node);
    const aa_plist_node *sha256 = NULL;
    if (sha1 == NULL) {
        sha1 = data_of(c, aa_plist_get(&c->plist, f->node, "hash"));
        sha256 = data_of(c, aa_plist_get(&c->plist, f->node, "hash2"));
    }
    if (sha256 == NULL)
        c->out->sha1_only = true;
    const aa_member_digests *all = c->request->members;
    aa_err err = aa_member_digest_of(all, (size_t)(member - all->items), d);
    c->failed = c->failed || err == AA_E_NOMEM;
    bool fits = err == AA_OK && (sha1 != NULL || sha256 != NULL);
    if (sha1 != NULL)
        fits = fits && aa_bytes_equal(sha1->bytes, aa_bytes_of(d->sha1, sizeof d->sha1));
    if (sha256 != NULL)
        fits = fits && aa_bytes_equal(sha256->bytes, aa_bytes_of(d->sha256, sizeof d->sha256));
    return fits;
}

static bool file_fits(checker *c, const sealed_file *f, const aa_member_digest *d)
{
    uint32_t link = aa_plist_get(&c->plist, f->node, "symlink");
    const aa_plist_node *target = aa_plist_at(&c->plist, link);
    if (d->is_link != (target != NULL))
        return false;
    if (d->is_link)
        return target->kind == AA_PLIST_STRING && aa_bytes_equal(target->bytes, d->target);
    return digests_fit(c, f, d);
}

static void check_file(checker *c, aa_bytes path, const aa_member_digest *d)
{
    sealed_file *f = find(c, path);
    if (f == NULL) {
        const rule *r = rule_for(c, path);
        if (r == NULL || r->omit)
            c->out->omitted++;
        else if (!in_nested(c, path))
            problem(c, AA_SEAL_ADDED, path);
        return;
    }
    if (f->seen) /* two members of one name: which one is installed cannot be told */
        problem(c, AA_SEAL_UNREAD, path);
    else if (d->state != AA_MEMBER_READ)
        problem(c, AA_SEAL_UNREAD, path);
    else if (file_fits(c, f, d))
        c->out->matched++;
    else
        problem(c, AA_SEAL_CHANGED, path);
    f->seen = true;
}

static void check_members(checker *c)
{
    const aa_member_digests *m = c->request->members;
    size_t prefix = strlen(c->request->bundle);
    for (size_t i = 0; i < m->count && !c->failed; i++) {
        const aa_zip_entry *e = aa_zip_at(m->zip, i);
        if (m->items[i].state == AA_MEMBER_SKIPPED || strncmp(e->name, c->request->bundle, prefix) != 0)
            continue;
        aa_bytes path = aa_bytes_from(e->raw_name, prefix);
        if (!never_sealed(c, path))
            check_file(c, path, &m->items[i]);
    }
}

static void check_unseen(checker *c)
{
    for (size_t i = 0; i < c->file_count && !c->failed; i++) {
        const sealed_file *f = &c->files[i];
        if (f->seen)
            continue;
        if (is_nested(c, f))
            problem(c, AA_SEAL_NESTED, f->path);
        else if (flag(c, f->node, "optional"))
            c->out->absent++;
        else
            problem(c, AA_SEAL_MISSING, f->path);
    }
}

aa_err aa_seal_verify(aa_arena *arena, const aa_seal_request *request, aa_seal *out)
{
    checker c = {.arena = arena,
                 .request = request,
                 .out = out,
                 .problems = AA_VEC_INIT(aa_seal_problem),
                 .budget = PATTERN_BUDGET};
    *out = (aa_seal){.present = request->there != AA_CS_NOT_THERE, .detail = ""};
    if (request->there == AA_CS_UNREADABLE)
        refuse(&c, "seal.unread", "");
    if (request->there == AA_CS_THERE)
        read_list(&c);
    if (out->present && out->version != 0 && !c.failed && c.files != NULL) {
        check_members(&c);
        check_unseen(&c);
        if (out->counts[AA_SEAL_UNREAD] + out->counts[AA_SEAL_NESTED] > 0)
            refuse(&c, "seal.files_unread", "");
    }
    out->problems = c.problems.items;
    out->problem_count = c.problems.count;
    return c.failed || out->detail == NULL ? AA_E_NOMEM : AA_OK;
}
