#include "decode/nib.h"

#include "decode/nib_reader.h"

#define TEXT_HOPS 3 /* a localizable text names another that holds its bytes */

static const char archive_magic[] = "NIBArchive";
static const char list_magic[] = "bplist0";

static bool starts_with(aa_bytes bytes, const char *magic)
{
    size_t n = strlen(magic);
    return bytes.n >= n && memcmp(bytes.p, magic, n) == 0;
}

void aa_nib_gap(aa_nib_reader *r, const char *code, uint64_t offset)
{
    aa_notes_add(r->notes, AA_NOTE_GAP, code, offset, "%s", "");
}

/* ---- questions ---- */

const aa_nib_value *aa_nib_value_of(const aa_nib *nib, uint32_t object, const char *key)
{
    if (object >= nib->object_count)
        return NULL;
    const aa_nib_object *o = &nib->objects[object];
    for (uint32_t i = 0; i < o->count; i++)
        if (aa_bytes_is(nib->values[o->first + i].key, key))
            return &nib->values[o->first + i];
    return NULL;
}

bool aa_nib_text_of(const aa_nib *nib, uint32_t object, aa_bytes *out)
{
    for (int hop = 0; hop < TEXT_HOPS; hop++) {
        const aa_nib_value *bytes = aa_nib_value_of(nib, object, "NS.bytes");
        bool text = bytes != NULL && bytes->kind == AA_NIB_BYTES &&
                    !aa_bytes_is(nib->objects[object].class_name, "NSData");
        if (text) {
            *out = bytes->bytes;
            return true;
        }
        const aa_nib_value *other = aa_nib_value_of(nib, object, "NSDev");
        if (other == NULL)
            other = aa_nib_value_of(nib, object, "NS.string");
        if (other == NULL || other->kind != AA_NIB_OBJECT)
            return false;
        object = other->object;
    }
    return false;
}

aa_bytes aa_nib_class_of(const aa_nib *nib, uint32_t object)
{
    if (object >= nib->object_count)
        return aa_bytes_none();
    const aa_nib_value *own = aa_nib_value_of(nib, object, "UIClassName");
    aa_bytes name = nib->objects[object].class_name;
    if (aa_bytes_is(name, "UIClassSwapper") && own != NULL && own->kind == AA_NIB_OBJECT)
        aa_nib_text_of(nib, own->object, &name);
    return name;
}

/* ---- a nib and what is inside ---- */

/* A nib that is still to be read. */
typedef struct waiting {
    aa_bytes bytes;
    uint32_t outer;
    uint32_t depth;
} waiting;

typedef struct queue {
    aa_nib_reader *r;
    aa_vec waiting;
    aa_vec nibs;
    bool full; /* told once */
} queue;

static aa_err enqueue(queue *q, waiting item)
{
    if (q->waiting.count > q->r->limits->nested_count || item.depth > q->r->limits->nesting) {
        if (!q->full)
            aa_nib_gap(q->r, "limit.nib_nested", AA_NO_OFFSET);
        q->full = true;
        return AA_OK;
    }
    waiting *slot = aa_vec_push(q->r->arena, &q->waiting);
    if (slot == NULL)
        return AA_E_NOMEM;
    *slot = item;
    return AA_OK;
}

static aa_err read_one(aa_nib_reader *r, aa_bytes file, aa_nib *nib)
{
    aa_err err = AA_E_UNSUPPORTED;
    if (starts_with(file, archive_magic))
        err = aa_nib_read_archive(r, file, nib);
    else if (starts_with(file, list_magic) || starts_with(file, "<"))
        err = aa_nib_read_keyed(r, file, nib);
    else
        aa_nib_gap(r, "nib.unknown", 0);
    return err == AA_OK ? aa_nib_make_lists(r, nib) : err;
}

/* Data that is a nib itself. */
static aa_err find_inner(queue *q, const aa_nib *nib, uint32_t index, uint32_t depth)
{
    aa_err err = AA_OK;
    for (uint32_t i = 0; i < nib->value_count && err == AA_OK; i++) {
        const aa_nib_value *v = &nib->values[i];
        bool inner = v->kind == AA_NIB_BYTES && (starts_with(v->bytes, archive_magic) ||
                                                 (nib->keyed && starts_with(v->bytes, list_magic)));
        if (inner)
            err = enqueue(q, (waiting){v->bytes, index, depth + 1});
    }
    return err;
}

/* Reads waiting nib |i|. One inside another that cannot be read is left out. */
static aa_err read_waiting(queue *q, size_t i)
{
    waiting item = *((const waiting *)q->waiting.items + i);
    aa_nib nib = {.outer = item.outer};
    aa_err err = read_one(q->r, item.bytes, &nib);
    if (err != AA_OK)
        return item.outer == AA_NIB_NONE || err == AA_E_NOMEM ? err : AA_OK;
    uint32_t index = (uint32_t)q->nibs.count;
    aa_nib *kept = aa_vec_push(q->r->arena, &q->nibs);
    if (kept == NULL)
        return AA_E_NOMEM;
    *kept = nib;
    return find_inner(q, &nib, index, item.depth);
}

aa_err aa_nib_read(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                   const aa_nib **out, size_t *count)
{
    aa_nib_reader r = {arena, limits, notes, 0};
    queue q = {&r, AA_VEC_INIT(waiting), AA_VEC_INIT(aa_nib), false};
    *out = NULL;
    *count = 0;
    if (file.n > limits->plist_bytes) {
        aa_nib_gap(&r, "limit.plist_bytes", AA_NO_OFFSET);
        return AA_E_LIMIT;
    }
    aa_err err = enqueue(&q, (waiting){file, AA_NIB_NONE, 0});
    for (size_t i = 0; i < q.waiting.count && err == AA_OK; i++)
        err = read_waiting(&q, i);
    if (err == AA_E_NOMEM)
        notes->failed = true;
    if (err == AA_OK) {
        *out = q.nibs.items;
        *count = q.nibs.count;
    }
    return err;
}
