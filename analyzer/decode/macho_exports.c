/*
 * What a slice offers and where its code begins: the exports trie, function starts, initializers.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/loader.h (EXPORT_SYMBOL_FLAGS_*, LC_FUNCTION_STARTS,
 * S_INIT_FUNC_OFFSETS); dyld mach_o/ExportsTrie.cpp, Trie.cpp (cycles are refused).
 */
#include "decode/macho_reader.h"

enum { FLAG_REEXPORT = 0x8, FLAG_ABSOLUTE = 0x2, FLAG_KIND = 0x3 };

enum { SECTION_TYPE = 0xff, INIT_POINTERS = 0x9, INIT_OFFSETS = 0x16 };

/* ---- the trie ---- */

typedef struct frame {
    aa_cursor children; /* at the next child */
    uint8_t left;       /* children */
    size_t prefix;      /* bytes of the name */
} frame;

typedef struct trie {
    aa_macho_reader *r;
    uint8_t *visited; /* a bit for each byte that a node may begin at */
    aa_vec name;      /* of char */
    aa_vec exports;
    uint64_t text; /* bytes of names so far */
    uint32_t nodes;
    aa_vec stack; /* of frame */
} trie;

static void damaged(const trie *t, uint64_t at)
{
    aa_macho_note(t->r, AA_NOTE_GAP, "macho.exports", AA_NO_OFFSET, at);
}

/* The end of a name: where it leads. False: a limit, or no memory. */
static bool add_export(trie *t, aa_bytes terminal)
{
    aa_macho_reader *r = t->r;
    aa_cursor c = aa_cursor_at(terminal, 0);
    uint64_t flags = aa_read_uleb(&c);
    uint64_t value = aa_read_uleb(&c);
    if (c.bad) {
        damaged(t, t->nodes);
        return true;
    }
    if (t->name.count > r->limits->macho_export_text - t->text) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_export_text", AA_NO_OFFSET, t->text);
        return false;
    }
    t->text += t->name.count;
    aa_macho_export *to = aa_vec_push(r->arena, &t->exports);
    char *name = aa_arena_strndup(r->arena, t->name.items == NULL ? "" : t->name.items, t->name.count);
    r->failed = r->failed || to == NULL || name == NULL;
    if (r->failed)
        return false;
    to->name = aa_bytes_of(name, t->name.count);
    to->flags = flags;
    if ((flags & FLAG_REEXPORT) == 0)
        to->address = (flags & FLAG_KIND) == FLAG_ABSOLUTE ? value : r->m->base + value;
    return true;
}

/* Opens the node at |at|. False: a limit, or no memory. */
static bool enter(trie *t, uint64_t at)
{
    aa_macho_reader *r = t->r;
    if (at >= r->exports.n || (t->visited[at / 8] >> (at % 8) & 1) != 0) {
        damaged(t, at);
        return true;
    }
    t->visited[at / 8] |= (uint8_t)(1U << (at % 8));
    if (++t->nodes > r->limits->macho_trie_nodes) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_trie_nodes", AA_NO_OFFSET, t->nodes);
        return false;
    }
    aa_cursor c = aa_cursor_at(r->exports, at);
    uint64_t size = aa_read_uleb(&c);
    aa_bytes terminal = aa_read_bytes(&c, size);
    uint8_t children = aa_read_u8(&c);
    if (c.bad) {
        damaged(t, at);
        return true;
    }
    if (size > 0 && !add_export(t, terminal))
        return false;
    if (children > 0 && t->stack.count >= r->limits->macho_trie_depth) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_trie_depth", AA_NO_OFFSET, t->stack.count);
        return false;
    }
    frame *top = aa_vec_push(r->arena, &t->stack);
    r->failed = r->failed || top == NULL;
    if (top != NULL)
        *top = (frame){.children = c, .left = children, .prefix = t->name.count};
    return top != NULL;
}

static bool push_text(trie *t, aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        char *to = aa_vec_push(t->r->arena, &t->name);
        if (to == NULL) {
            t->r->failed = true;
            return false;
        }
        *to = (char)text.p[i];
    }
    return true;
}

static bool next_child(trie *t)
{
    frame *top = (frame *)t->stack.items + t->stack.count - 1;
    t->name.count = top->prefix;
    if (top->left == 0) {
        t->stack.count--;
        return true;
    }
    top->left--;
    aa_bytes label = aa_read_cstring(&top->children);
    uint64_t at = aa_read_uleb(&top->children);
    if (top->children.bad || label.n > AA_MACHO_NAME_MAX - t->name.count) {
        damaged(t, at);
        t->stack.count--;
        return true;
    }
    return push_text(t, label) && enter(t, at);
}

bool aa_macho_read_exports(aa_macho_reader *r)
{
    if (r->exports.n == 0)
        return true;
    trie *t = aa_arena_alloc(r->arena, sizeof *t);
    if (t == NULL)
        return false;
    *t = (trie){.r = r,
                .name = AA_VEC_INIT(char),
                .stack = AA_VEC_INIT(frame),
                .exports = AA_VEC_INIT(aa_macho_export)};
    t->visited = aa_arena_alloc(r->arena, r->exports.n / 8 + 1);
    if (t->visited == NULL)
        return false;
    bool ok = enter(t, 0);
    while (ok && t->stack.count > 0)
        ok = next_child(t);
    r->m->exports = t->exports.items;
    r->m->export_count = t->exports.count;
    return !r->failed;
}

/* ---- function starts ---- */

bool aa_macho_read_starts(aa_macho_reader *r)
{
    aa_vec starts = AA_VEC_INIT(uint64_t);
    aa_cursor c = aa_cursor_at(r->starts, 0);
    uint64_t address = r->m->base;
    while (aa_cursor_left(&c) > 0) {
        uint64_t delta = aa_read_uleb(&c);
        if (c.bad || delta > UINT64_MAX - address) {
            aa_macho_note(r, AA_NOTE_GAP, "macho.function_starts", AA_NO_OFFSET, c.pos);
            break;
        }
        if (delta == 0)
            break;
        address += delta;
        uint64_t *to = aa_vec_push(r->arena, &starts);
        if (to == NULL)
            return false;
        *to = r->m->cpu == AA_CPU_ARM ? address & ~UINT64_C(1) : address; /* Thumb code is marked by 1 */
    }
    r->m->functions = starts.items;
    r->m->function_count = starts.count;
    return true;
}

/* ---- initializers ---- */

static bool add_initializers(aa_macho_reader *r, aa_vec *out, const aa_macho_section *section)
{
    bool offsets = (section->flags & SECTION_TYPE) == INIT_OFFSETS;
    size_t step = offsets ? 4 : r->pointer;
    for (size_t at = 0; at + step <= section->data.n; at += step) {
        uint64_t target = 0;
        uint32_t import = AA_MACHO_NO_IMPORT;
        if (offsets)
            target = r->m->base + aa_le32(section->data.p + at);
        else if (!aa_macho_pointer(r->m, section->address + at, &target, &import))
            continue;
        uint64_t *to = import == AA_MACHO_NO_IMPORT ? aa_vec_push(r->arena, out) : NULL;
        if (to != NULL)
            *to = target;
        else if (import == AA_MACHO_NO_IMPORT)
            return false;
    }
    return true;
}

bool aa_macho_read_initializers(aa_macho_reader *r)
{
    aa_vec out = AA_VEC_INIT(uint64_t);
    for (size_t i = 0; i < r->m->section_count; i++) {
        uint32_t type = r->m->sections[i].flags & SECTION_TYPE;
        if ((type == INIT_POINTERS || type == INIT_OFFSETS) && !add_initializers(r, &out, &r->m->sections[i]))
            return false;
    }
    r->m->initializers = out.items;
    r->m->initializer_count = out.count;
    return true;
}
