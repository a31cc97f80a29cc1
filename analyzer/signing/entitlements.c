#include "signing/entitlements.h"

#include "base/str.h"

#define MAX_PAIRS 100000U /* compared with each other */
#define MAX_SHOWN 64U     /* levels of a path or of a line for people */
#define TAG_PAIR  0x30
#define TAG_LIST  0x70 /* [APPLICATION 16], constructed */
#define TAG_DICT  0xb0 /* [16], constructed */
#define TAG_SET   0x31

/* ---- DER ------------------------------------------------------------------------------------- */

typedef struct reader {
    aa_arena *arena;
    const aa_limits *limits; /* plist_nodes, der_depth */
    aa_bytes der;
    aa_vec nodes; /* of aa_plist_node; containers wait here until their children are read */
    aa_vec tags;  /* of container: what the node's bytes are */
    aa_vec refs;  /* of uint32_t */
} reader;

typedef struct container {
    aa_bytes content; /* elements; no bytes for plain values */
    unsigned depth;
} container;

typedef struct element {
    uint8_t tag;
    aa_bytes content;
} element;

/* The next element: one byte of tag, a definite length in as few bytes as it takes. */
static bool next(aa_cursor *c, element *out)
{
    out->tag = aa_read_u8(c);
    uint64_t length = aa_read_u8(c);
    if (length == 0x80 || length > 0x84 || (out->tag & 0x1f) == 0x1f)
        return false;
    if (length > 0x80) {
        unsigned size = (unsigned)length & 0x7f;
        length = 0;
        for (unsigned i = 0; i < size; i++)
            length = length << 8 | aa_read_u8(c);
    }
    out->content = aa_read_bytes(c, length);
    return !c->bad;
}

static bool read_integer(aa_bytes b, aa_plist_node *node)
{
    if (b.n == 0 || b.n > 9 || (b.n == 9 && b.p[0] != 0))
        return false;
    uint64_t value = (b.p[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < b.n; i++)
        value = value << 8 | b.p[i];
    node->kind = AA_PLIST_INT;
    node->wide = b.n == 9 && (b.p[1] & 0x80) != 0;
    memcpy(&node->integer, &value, sizeof value);
    return true;
}

static bool read_value(const element *e, aa_plist_node *node, container *inside)
{
    *inside = (container){.content = aa_bytes_none()};
    switch (e->tag) {
    case 0x01:
        node->kind = AA_PLIST_BOOL;
        node->boolean = e->content.n == 1 && e->content.p[0] != 0;
        return e->content.n == 1;
    case 0x02:
        return read_integer(e->content, node);
    case 0x0c:
        node->kind = AA_PLIST_STRING;
        node->bytes = e->content;
        return true;
    case 0x04:
        node->kind = AA_PLIST_DATA;
        node->bytes = e->content;
        return true;
    case TAG_PAIR: /* a SEQUENCE that is no pair is a list */
        node->kind = AA_PLIST_ARRAY;
        break;
    case TAG_SET:
    case TAG_DICT:
        node->kind = AA_PLIST_DICT;
        break;
    default:
        return false;
    }
    inside->content = e->content;
    return true;
}

/* Adds a value; AA_PLIST_NONE with |*err| set when it cannot be. */
static uint32_t add(reader *r, const element *e, unsigned depth, aa_err *err)
{
    if (r->nodes.count >= r->limits->plist_nodes || depth > r->limits->der_depth) {
        *err = AA_E_LIMIT;
        return AA_PLIST_NONE;
    }
    uint32_t index = (uint32_t)r->nodes.count;
    aa_plist_node *node = aa_vec_push(r->arena, &r->nodes);
    container *inside = node == NULL ? NULL : aa_vec_push(r->arena, &r->tags);
    if (inside == NULL) {
        *err = AA_E_NOMEM;
        return AA_PLIST_NONE;
    }
    node->bytes = aa_bytes_none();
    node->offset = (uint64_t)(e->content.p - r->der.p);
    if (!read_value(e, node, inside)) {
        *err = AA_E_FORMAT;
        return AA_PLIST_NONE;
    }
    inside->depth = depth;
    return index;
}

static aa_err add_ref(reader *r, const element *e, unsigned depth)
{
    aa_err err = AA_OK;
    uint32_t node = add(r, e, depth, &err);
    if (err != AA_OK)
        return err;
    uint32_t *ref = aa_vec_push(r->arena, &r->refs);
    if (ref == NULL)
        return AA_E_NOMEM;
    *ref = node;
    return AA_OK;
}

static aa_err read_pair(reader *r, const element *pair, unsigned depth)
{
    aa_cursor c = aa_cursor_at(pair->content, 0);
    element key = {0};
    element value = {0};
    if (pair->tag != TAG_PAIR || !next(&c, &key) || key.tag != 0x0c || !next(&c, &value) ||
        aa_cursor_left(&c) != 0)
        return AA_E_FORMAT;
    aa_err err = add_ref(r, &key, depth);
    return err == AA_OK ? add_ref(r, &value, depth) : err;
}

/* The children of node |index|, which end up side by side in the table of references. */
static aa_err read_children(reader *r, size_t index)
{
    const container inside = ((const container *)r->tags.items)[index];
    aa_plist_kind kind = ((const aa_plist_node *)r->nodes.items)[index].kind;
    if (kind != AA_PLIST_ARRAY && kind != AA_PLIST_DICT)
        return AA_OK;
    size_t first = r->refs.count;
    aa_cursor c = aa_cursor_at(inside.content, 0);
    while (aa_cursor_left(&c) > 0) {
        element e = {0};
        if (!next(&c, &e))
            return AA_E_FORMAT;
        aa_err err =
            kind == AA_PLIST_DICT ? read_pair(r, &e, inside.depth + 1) : add_ref(r, &e, inside.depth + 1);
        if (err != AA_OK)
            return err;
    }
    aa_plist_node *node = (aa_plist_node *)r->nodes.items + index;
    node->first = (uint32_t)first;
    node->count = (uint32_t)(r->refs.count - first) / (kind == AA_PLIST_DICT ? 2 : 1);
    return AA_OK;
}

static bool open_list(aa_bytes der, element *out)
{
    aa_cursor c = aa_cursor_at(der, 0);
    element version = {0};
    if (!next(&c, out) || aa_cursor_left(&c) != 0)
        return false;
    if (out->tag == TAG_SET)
        return true;
    if (out->tag != TAG_LIST)
        return false;
    c = aa_cursor_at(out->content, 0);
    return next(&c, &version) && version.tag == 2 && next(&c, out) && out->tag == TAG_DICT &&
           aa_cursor_left(&c) == 0;
}

aa_err aa_entitlements_der(aa_arena *arena, const aa_limits *limits, aa_bytes der, aa_plist *out)
{
    reader r = {.arena = arena,
                .limits = limits,
                .der = der,
                .nodes = AA_VEC_INIT(aa_plist_node),
                .tags = AA_VEC_INIT(container),
                .refs = AA_VEC_INIT(uint32_t)};
    element root = {0};
    aa_err err = AA_OK;
    *out = (aa_plist){.root = AA_PLIST_NONE};
    if (!open_list(der, &root))
        return AA_E_FORMAT;
    add(&r, &root, 0, &err);
    for (size_t i = 0; err == AA_OK && i < r.nodes.count; i++)
        err = read_children(&r, i);
    if (err != AA_OK)
        return err;
    *out = (aa_plist){.nodes = r.nodes.items,
                      .node_count = (uint32_t)r.nodes.count,
                      .refs = r.refs.items,
                      .ref_count = (uint32_t)r.refs.count};
    return AA_OK;
}

/* ---- comparing -------------------------------------------------------------------------------------------
 */

typedef struct pair {
    uint32_t a, b;
    size_t parent; /* index of the pair above; its own for the root */
    uint32_t key;  /* node of |a| (or of |b| when |a| has none) that names it; AA_PLIST_NONE: |index| does */
    uint32_t index;
} pair;

typedef struct comparison {
    aa_arena *arena;
    const aa_plist *a, *b;
    aa_vec pairs; /* of pair: a queue */
    size_t budget;
    bool failed;
} comparison;

static uint32_t value_of(comparison *c, const aa_plist *p, uint32_t dict, aa_bytes key)
{
    const aa_plist_node *d = aa_plist_at(p, dict);
    uint32_t found = AA_PLIST_NONE;
    for (uint32_t i = 0; d != NULL && i < d->count && !c->failed; i++) {
        uint32_t k = AA_PLIST_NONE;
        uint32_t v = AA_PLIST_NONE;
        c->failed = --c->budget == 0;
        if (!aa_plist_pair(p, dict, i, &k, &v))
            continue;
        const aa_plist_node *n = aa_plist_at(p, k);
        if (n != NULL && n->kind == AA_PLIST_STRING && aa_bytes_equal(n->bytes, key))
            found = v;
    }
    return found;
}

static void push(comparison *c, pair p)
{
    pair *slot = c->pairs.count >= MAX_PAIRS ? NULL : aa_vec_push(c->arena, &c->pairs);
    if (slot == NULL)
        c->failed = true;
    else
        *slot = p;
}

static void push_dict(comparison *c, size_t at, const pair *p, const aa_plist_node *a, const aa_plist_node *b)
{
    for (uint32_t i = 0; i < a->count && !c->failed; i++) {
        uint32_t key = AA_PLIST_NONE;
        uint32_t value = AA_PLIST_NONE;
        aa_plist_pair(c->a, p->a, i, &key, &value);
        const aa_plist_node *k = aa_plist_at(c->a, key);
        if (k != NULL)
            push(c, (pair){value, value_of(c, c->b, p->b, k->bytes), at, key, 0});
    }
    for (uint32_t i = 0; i < b->count && !c->failed; i++) {
        uint32_t key = AA_PLIST_NONE;
        uint32_t value = AA_PLIST_NONE;
        aa_plist_pair(c->b, p->b, i, &key, &value);
        const aa_plist_node *k = aa_plist_at(c->b, key);
        if (k != NULL && value_of(c, c->a, p->a, k->bytes) == AA_PLIST_NONE)
            push(c, (pair){AA_PLIST_NONE, value, at, key, 0});
    }
}

static bool same_plain(const aa_plist_node *a, const aa_plist_node *b)
{
    switch (a->kind) {
    case AA_PLIST_BOOL:
        return a->boolean == b->boolean;
    case AA_PLIST_INT:
    case AA_PLIST_UID:
        return a->integer == b->integer && a->wide == b->wide;
    case AA_PLIST_REAL:
    case AA_PLIST_DATE:
        return memcmp(&a->real, &b->real, sizeof a->real) == 0;
    case AA_PLIST_STRING:
    case AA_PLIST_DATA:
        return aa_bytes_equal(a->bytes, b->bytes);
    case AA_PLIST_NULL:
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
    case AA_PLIST_DICT:
    default:
        return a->count == b->count;
    }
}

static const char *path_of(comparison *c, size_t at)
{
    const char *path = "";
    for (unsigned depth = 0; path != NULL && depth < MAX_SHOWN; depth++) {
        const pair *p = (const pair *)c->pairs.items + at;
        if (p->parent == at)
            break;
        const aa_plist_node *k = aa_plist_at(p->a == AA_PLIST_NONE ? c->b : c->a, p->key);
        const char *own = k == NULL ? aa_arena_printf(c->arena, "%u", (unsigned)p->index)
                                    : aa_arena_utf8(c->arena, k->bytes);
        if (own == NULL)
            return NULL;
        path = *path == '\0' ? own : aa_arena_printf(c->arena, "%s/%s", own, path);
        at = p->parent;
    }
    return path;
}

bool aa_entitlements_equal(aa_arena *arena, const aa_plist *a, const aa_plist *b, const char **where)
{
    comparison c = {.arena = arena, .a = a, .b = b, .pairs = AA_VEC_INIT(pair), .budget = 16U * MAX_PAIRS};
    push(&c, (pair){a->root, b->root, 0, AA_PLIST_NONE, 0});
    *where = "";
    for (size_t i = 0; i < c.pairs.count && !c.failed; i++) {
        const pair p = ((const pair *)c.pairs.items)[i];
        const aa_plist_node *x = aa_plist_at(a, p.a);
        const aa_plist_node *y = aa_plist_at(b, p.b);
        if (x == NULL || y == NULL || x->kind != y->kind || (x->kind != AA_PLIST_DICT && !same_plain(x, y))) {
            *where = path_of(&c, i);
            return false;
        }
        if (x->kind == AA_PLIST_DICT)
            push_dict(&c, i, &p, x, y);
        for (uint32_t k = 0;
             (x->kind == AA_PLIST_ARRAY || x->kind == AA_PLIST_SET) && k < x->count && !c.failed; k++)
            push(&c, (pair){aa_plist_child(a, p.a, k), aa_plist_child(b, p.b, k), i, AA_PLIST_NONE, k});
    }
    *where = c.failed ? NULL : "";
    return !c.failed;
}

/* ---- one line -------------------------------------------------------------------------------- */

typedef struct frame {
    uint32_t node, next;
} frame;

static void put_plain(aa_str *s, const aa_plist_node *n)
{
    switch (n->kind) {
    case AA_PLIST_BOOL:
        aa_str_put(s, n->boolean ? "true" : "false");
        break;
    case AA_PLIST_INT:
    case AA_PLIST_UID:
        aa_str_printf(s, "%lld", (long long)n->integer);
        break;
    case AA_PLIST_REAL:
    case AA_PLIST_DATE:
        aa_str_printf(s, "%.0f", n->real);
        break;
    case AA_PLIST_STRING:
        aa_str_putn(s, (const char *)n->bytes.p, n->bytes.n);
        break;
    case AA_PLIST_DATA:
        aa_str_printf(s, "<%zu bytes>", n->bytes.n);
        break;
    case AA_PLIST_NULL:
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
    case AA_PLIST_DICT:
    default:
        aa_str_put(s, "null");
        break;
    }
}

static bool is_container(const aa_plist_node *n)
{
    return n->kind == AA_PLIST_ARRAY || n->kind == AA_PLIST_SET || n->kind == AA_PLIST_DICT;
}

/* Puts what comes before child |i|, and gives the child. */
static uint32_t open_child(aa_str *s, const aa_plist *p, uint32_t node, const aa_plist_node *n, uint32_t i)
{
    uint32_t key = AA_PLIST_NONE;
    uint32_t value = AA_PLIST_NONE;
    aa_str_put(s, i > 0 ? ", " : "");
    if (n->kind != AA_PLIST_DICT)
        return aa_plist_child(p, node, i);
    aa_plist_pair(p, node, i, &key, &value);
    const aa_plist_node *k = aa_plist_at(p, key);
    if (k != NULL)
        put_plain(s, k);
    aa_str_put(s, ": ");
    return value;
}

static void put_line(aa_str *s, const aa_plist *p, uint32_t root)
{
    frame stack[MAX_SHOWN] = {{root, 0}};
    size_t depth = 1;
    while (depth > 0 && aa_str_ok(s)) {
        frame *f = &stack[depth - 1];
        const aa_plist_node *n = aa_plist_at(p, f->node);
        bool dict = n != NULL && n->kind == AA_PLIST_DICT;
        if (n == NULL || !is_container(n)) {
            if (n != NULL)
                put_plain(s, n);
            depth--;
            continue;
        }
        if (f->next == 0)
            aa_str_put(s, dict ? "{" : "[");
        if (f->next == n->count || depth == MAX_SHOWN) {
            aa_str_put(s, f->next < n->count ? "…" : dict ? "}" : "]");
            depth--;
            continue;
        }
        stack[depth++] = (frame){open_child(s, p, f->node, n, f->next++), 0};
    }
}

const char *aa_plist_summary(aa_arena *arena, const aa_plist *plist, uint32_t node, size_t max)
{
    aa_str s;
    aa_str_init(&s, max);
    put_line(&s, plist, node);
    bool ok = aa_str_ok(&s) || s.too_long;
    const char *text = ok ? aa_arena_utf8(arena, aa_bytes_of(s.ptr, s.len)) : NULL;
    if (text != NULL && s.too_long)
        text = aa_arena_printf(arena, "%s…", text);
    aa_str_done(&s);
    return text;
}
