/*
 * Questions about a property list that was read.
 */
#include "base/str.h"
#include "decode/plist.h"

#define KEY_SHOWN 256 /* bytes of a key in a path */

const aa_plist_node *aa_plist_at(const aa_plist *plist, uint32_t node)
{
    return node < plist->node_count ? &plist->nodes[node] : NULL;
}

static const aa_plist_node *of_kind(const aa_plist *plist, uint32_t node, aa_plist_kind kind)
{
    const aa_plist_node *n = aa_plist_at(plist, node);
    return n != NULL && n->kind == kind ? n : NULL;
}

/* ---- containers ---- */

bool aa_plist_pair(const aa_plist *plist, uint32_t node, uint32_t i, uint32_t *key, uint32_t *value)
{
    const aa_plist_node *dict = of_kind(plist, node, AA_PLIST_DICT);
    if (dict == NULL || i >= dict->count)
        return false;
    *key = plist->refs[dict->first + 2 * i];
    *value = plist->refs[dict->first + 2 * i + 1];
    return true;
}

uint32_t aa_plist_child(const aa_plist *plist, uint32_t node, uint32_t i)
{
    const aa_plist_node *list = of_kind(plist, node, AA_PLIST_ARRAY);
    if (list == NULL)
        list = of_kind(plist, node, AA_PLIST_SET);
    return list == NULL || i >= list->count ? AA_PLIST_NONE : plist->refs[list->first + i];
}

static uint32_t get(const aa_plist *plist, uint32_t node, aa_bytes key)
{
    uint32_t found = AA_PLIST_NONE;
    uint32_t name = 0;
    uint32_t value = 0;
    for (uint32_t i = 0; aa_plist_pair(plist, node, i, &name, &value); i++) {
        const aa_plist_node *n = of_kind(plist, name, AA_PLIST_STRING);
        if (n == NULL || !aa_bytes_equal(n->bytes, key))
            continue;
        found = value;
        if (plist->form == AA_PLIST_BINARY)
            break;
    }
    return found;
}

uint32_t aa_plist_get(const aa_plist *plist, uint32_t node, const char *key)
{
    return get(plist, node, aa_bytes_of(key, strlen(key)));
}

/* A decimal index; UINT32_MAX when |text| is none. */
static uint32_t index_of(aa_bytes text)
{
    uint32_t value = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || value >= UINT32_MAX / 10)
            return UINT32_MAX;
        value = value * 10 + (text.p[i] - (uint32_t)'0');
    }
    return text.n == 0 ? UINT32_MAX : value;
}

uint32_t aa_plist_path(const aa_plist *plist, uint32_t node, const char *path)
{
    while (node != AA_PLIST_NONE && *path != '\0') {
        size_t n = strcspn(path, "/");
        aa_bytes step = aa_bytes_of(path, n);
        bool dict = of_kind(plist, node, AA_PLIST_DICT) != NULL;
        node = dict ? get(plist, node, step) : aa_plist_child(plist, node, index_of(step));
        path += n + (path[n] == '/');
    }
    return node;
}

/* ---- values ---- */

bool aa_plist_bool(const aa_plist *plist, uint32_t node, bool *out)
{
    const aa_plist_node *n = of_kind(plist, node, AA_PLIST_BOOL);
    if (n != NULL)
        *out = n->boolean;
    return n != NULL;
}

bool aa_plist_int(const aa_plist *plist, uint32_t node, int64_t *out)
{
    const aa_plist_node *n = of_kind(plist, node, AA_PLIST_INT);
    if (n == NULL || n->wide)
        return false;
    *out = n->integer;
    return true;
}

const char *aa_plist_text(aa_arena *arena, const aa_plist *plist, uint32_t node)
{
    const aa_plist_node *n = of_kind(plist, node, AA_PLIST_STRING);
    return n == NULL ? NULL : aa_arena_utf8(arena, n->bytes);
}

bool aa_plist_is(const aa_plist *plist, uint32_t node, const char *text)
{
    const aa_plist_node *n = of_kind(plist, node, AA_PLIST_STRING);
    return n != NULL && aa_bytes_is(n->bytes, text);
}

static bool truth_of_text(aa_bytes text)
{
    size_t i = 0;
    while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
        i++;
    i += i < text.n && (text.p[i] == '+' || text.p[i] == '-');
    while (i < text.n && text.p[i] == '0')
        i++;
    return i < text.n && text.p[i] != '\0' && strchr("YyTt123456789", text.p[i]) != NULL;
}

bool aa_plist_truth(const aa_plist *plist, uint32_t node, bool *strict)
{
    const aa_plist_node *n = aa_plist_at(plist, node);
    if (strict != NULL)
        *strict = n != NULL && n->kind == AA_PLIST_BOOL;
    if (n == NULL)
        return false;
    if (n->kind == AA_PLIST_BOOL)
        return n->boolean;
    if (n->kind == AA_PLIST_INT)
        return n->integer != 0;
    if (n->kind == AA_PLIST_REAL)
        return n->real < 0 || n->real > 0;
    return n->kind == AA_PLIST_STRING && truth_of_text(n->bytes);
}

/* ---- the whole ---- */

typedef struct level {
    uint32_t node;
    uint32_t next; /* child */
    size_t path;   /* bytes of the path to |node| */
} level;

typedef struct walk {
    const aa_plist *plist;
    aa_arena *arena;
    aa_vec levels;
    aa_str path;
    uint32_t left; /* nodes that may still be visited */
    aa_plist_visit visit;
    void *context;
} walk;

static void put_step(walk *w, const aa_plist_node *key, uint32_t i)
{
    if (w->path.len > 0)
        aa_str_putc(&w->path, '/');
    if (key == NULL) {
        aa_str_printf(&w->path, "%u", (unsigned)i);
        return;
    }
    size_t n = key->kind != AA_PLIST_STRING ? 0 : key->bytes.n;
    aa_str_putn(&w->path, (const char *)key->bytes.p, n > KEY_SHOWN ? KEY_SHOWN : n);
}

/* Visits |node|, whose path is in |w->path|, and opens it when it has children. */
static bool enter(walk *w, uint32_t node)
{
    if (w->left == 0 || !aa_str_ok(&w->path))
        return false;
    w->left--;
    if (!w->visit(w->context, w->plist, node, w->path.ptr))
        return false;
    const aa_plist_node *n = aa_plist_at(w->plist, node);
    if (n->kind < AA_PLIST_ARRAY || n->count == 0)
        return true;
    level *l = aa_vec_push(w->arena, &w->levels);
    if (l != NULL)
        *l = (level){node, 0, w->path.len};
    return l != NULL;
}

static bool step(walk *w)
{
    level *l = (level *)w->levels.items + w->levels.count - 1;
    uint32_t i = l->next++;
    uint32_t key = AA_PLIST_NONE;
    uint32_t value = AA_PLIST_NONE;
    if (!aa_plist_pair(w->plist, l->node, i, &key, &value))
        value = aa_plist_child(w->plist, l->node, i);
    if (value == AA_PLIST_NONE) {
        w->levels.count--;
        return true;
    }
    w->path.len = l->path; /* the path only grows behind it */
    put_step(w, aa_plist_at(w->plist, key), i);
    return enter(w, value);
}

bool aa_plist_walk(aa_arena *arena, const aa_plist *plist, uint32_t root, uint32_t budget,
                   aa_plist_visit visit, void *context)
{
    if (aa_plist_at(plist, root) == NULL)
        return true;
    walk w = {plist, arena, AA_VEC_INIT(level), {0}, budget, visit, context};
    aa_str_init(&w.path, SIZE_MAX / 4);
    bool whole = enter(&w, root);
    while (whole && w.levels.count > 0)
        whole = step(&w);
    aa_str_done(&w.path);
    return whole;
}

/* ---- keyed archives ---- */

uint32_t aa_plist_unarchive(const aa_plist *plist, uint32_t node)
{
    const aa_plist_node *uid = of_kind(plist, node, AA_PLIST_UID);
    if (uid == NULL)
        return node;
    uint32_t objects = aa_plist_get(plist, plist->root, "$objects");
    if (uid->integer == 0) /* "$null" */
        return AA_PLIST_NONE;
    return aa_plist_child(plist, objects, (uint32_t)uid->integer);
}

uint32_t aa_plist_archived(const aa_plist *plist, uint32_t node, const char *key)
{
    return aa_plist_unarchive(plist, aa_plist_get(plist, aa_plist_unarchive(plist, node), key));
}

uint32_t aa_plist_archived_class(const aa_plist *plist, uint32_t node)
{
    uint32_t class = aa_plist_archived(plist, node, "$class");
    uint32_t name = aa_plist_get(plist, class, "$classname");
    return of_kind(plist, name, AA_PLIST_STRING) == NULL ? AA_PLIST_NONE : name;
}
