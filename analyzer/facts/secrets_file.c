/*
 * One file of the app: what it is, and the texts in it.
 */
#include <libxml/tree.h>

#include "base/utf8.h"
#include "decode/axml.h"
#include "decode/plist.h"
#include "facts/secrets_internal.h"
#include "secrets/keystore.h"

#define PLATFORM_API 34

enum {
    /* What archives inside one member may inflate to, in sizes of the member: ten times what text takes. */
    NESTED_SHARE = 32,
    NESTED_LEAST = 1 << 20,
    WALKED = 1000000,
};

typedef struct inner {
    aa_zip_content content;
    const char *member;
    unsigned depth;
} inner;

typedef struct dig {
    aa_secret_finder *f;
    aa_vec queue; /* of inner */
    uint64_t left;
    uint32_t opened;
} dig;

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t k = strlen(end);
    return n >= k && strcmp(text + n - k, end) == 0;
}

static bool begins(aa_bytes b, const char *with, size_t n)
{
    return b.n >= n && memcmp(b.p, with, n) == 0;
}

/* ---- documents ------------------------------------------------------------------------------------------
 */

static bool look_at_node(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    aa_secret_finder *f = context;
    const aa_plist_node *n = aa_plist_at(plist, node);
    const char *slash = strrchr(path, '/');
    aa_secret_spot before = f->where;
    if (n->kind == AA_PLIST_STRING) {
        f->where.place.path = aa_arena_strdup(f->arena, path);
        f->where.place.line = n->line;
        aa_secret_look_named(f, slash == NULL ? path : slash + 1, n->bytes, n->offset);
    } else if (n->kind == AA_PLIST_DATA) {
        aa_secret_look(f, n->bytes, n->offset);
    }
    f->where = before;
    return !f->failed;
}

static bool look_at_plist(aa_secret_finder *f, aa_bytes file)
{
    aa_plist plist;
    aa_notes quiet; /* a list that cannot be read is looked at as bytes */
    aa_notes_init(&quiet, f->arena, 1);
    aa_err e = aa_plist_read(f->arena, file, f->limits, &quiet, &plist);
    f->failed = f->failed || e == AA_E_NOMEM;
    if (e != AA_OK)
        return false;
    return aa_plist_walk(f->arena, &plist, plist.root, WALKED, look_at_node, f);
}

/* Binary XML as text: its names and values stand in a pool, apart from each other. */
static bool look_at_xml(aa_secret_finder *f, aa_bytes file)
{
    aa_axml axml = {.doc = NULL};
    aa_notes quiet;
    aa_notes_init(&quiet, f->arena, 1);
    aa_err e = aa_axml_parse(f->arena, file, f->limits, &quiet, &axml);
    xmlChar *text = NULL;
    int n = 0;
    f->failed = f->failed || e == AA_E_NOMEM;
    if (e != AA_OK)
        return false;
    xmlDocDumpMemory(axml.doc, &text, &n);
    if (text != NULL && n > 0)
        aa_secret_look(f, aa_bytes_of(text, (size_t)n), AA_NO_OFFSET);
    xmlFree(text);
    aa_axml_done(&axml);
    return true;
}

static void look_at_store(aa_secret_finder *f, aa_bytes file)
{
    aa_keystore store;
    if (!aa_keystore_look(file, &store))
        return;
    aa_key_store_fact *slot = aa_vec_push(f->arena, &f->stores);
    f->failed = f->failed || slot == NULL;
    if (slot != NULL)
        *slot = (aa_key_store_fact){store.kind, store.password, store.keys, store.counted, f->where.place};
}

/* ---- sources --------------------------------------------------------------------------------------------
 */

static bool holds(aa_bytes text, const char *word)
{
    size_t n = strlen(word);
    for (size_t at = 0; at + n <= text.n; at++) {
        const uint8_t *p = memchr(text.p + at, word[0], text.n - at - n + 1);
        if (p == NULL)
            return false;
        if (memcmp(p, word, n) == 0)
            return true;
        at = (size_t)(p - text.p);
    }
    return false;
}

static bool is_source(const char *member)
{
    static const char *const endings[] = {".ts",    ".tsx",  ".jsx", ".kt", ".kts", ".java",
                                          ".swift", ".dart", ".m",   ".mm", ".vue", ".gradle"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(member, endings[i]) && !ends_with(member, ".d.ts"))
            return true;
    return false;
}

/* The first bytes of an MPEG transport stream, and of binary files that share an ending with sources. */
static bool looks_written(aa_bytes file)
{
    size_t n = file.n < 512 ? file.n : 512;
    for (size_t i = 0; i < n; i++)
        if (file.p[i] == 0 || (file.p[i] < 9 && file.p[i] > 0) || file.p[i] == 0x7f)
            return false;
    return n > 0 && file.p[0] != 0x47;
}

/* Source Map, revision 3: an object with "mappings"; "sourcesContent" holds the sources. */
static bool source_kind(const char *member, aa_bytes file, aa_source_kind *kind)
{
    if (file.n > 0 && file.p[0] == '{' && holds(file, "\"mappings\"") && holds(file, "\"sources\"")) {
        *kind = holds(file, "\"sourcesContent\"") ? AA_SOURCE_TEXTS : AA_SOURCE_MAP;
        return true;
    }
    if ((ends_with(member, ".js") || ends_with(member, ".jsbundle") || ends_with(member, ".bundle")) &&
        holds(file, "sourceMappingURL=data:")) {
        *kind = AA_SOURCE_MAP;
        return true;
    }
    *kind = AA_SOURCE_DEBUG;
    if (strstr(member, ".dSYM/") != NULL || (ends_with(member, "mapping.txt") && holds(file, " -> ")))
        return true;
    *kind = AA_SOURCE_FILE;
    return is_source(member) && looks_written(file);
}

static void look_for_sources(aa_secret_finder *f, const char *member, aa_bytes file)
{
    aa_source_kind kind;
    if (!source_kind(member, file, &kind))
        return;
    aa_source_fact *slot = aa_vec_push(f->arena, &f->sources);
    f->failed = f->failed || slot == NULL;
    if (slot != NULL)
        *slot = (aa_source_fact){kind, f->where.place};
}

/* ---- files ----------------------------------------------------------------------------------------------
 */

static void look_at_bytes(aa_secret_finder *f, const char *member, aa_bytes file)
{
    look_for_sources(f, member, file);
    if (begins(file, "bplist00", 8) || ends_with(member, ".plist") || ends_with(member, ".strings")) {
        if (look_at_plist(f, file))
            return;
    } else if (begins(file, "\3\0\x08\0", 4)) {
        if (look_at_xml(f, file))
            return;
    } else if (begins(file, "\xFF\xFE", 2) && file.n < f->limits->plist_bytes) {
        const char *text = aa_utf16le_to_utf8(f->arena, aa_bytes_from(file, 2));
        f->failed = f->failed || text == NULL;
        if (text != NULL)
            aa_secret_look(f, aa_bytes_of(text, strlen(text)), AA_NO_OFFSET);
        return;
    }
    look_at_store(f, file);
    size_t before = f->hits.count;
    aa_secret_look(f, file, 0);
    if (f->hits.count > before && !f->failed)
        aa_secret_find_uses(f, file, before);
}

static void set_member(aa_secret_finder *f, const char *member)
{
    f->where.place.member = member;
    f->notes->member = member;
}

/* Looks at the content, or lines it up when it is an archive. */
static void take(dig *d, const char *member, aa_zip_content *content, unsigned depth)
{
    aa_secret_finder *f = d->f;
    bool archive = begins(content->bytes, "PK\3\4", 4);
    set_member(f, member);
    if (archive && (depth >= f->limits->nesting || d->opened >= f->limits->nested_count)) {
        aa_notes_add(f->notes, AA_NOTE_GAP, depth >= f->limits->nesting ? "limit.depth" : "limit.nested",
                     AA_NO_OFFSET, "%u", (unsigned)d->opened);
        archive = false;
    }
    inner *slot = archive ? aa_vec_push(f->arena, &d->queue) : NULL;
    f->failed = f->failed || (archive && slot == NULL);
    if (slot == NULL) {
        look_at_bytes(f, member, content->bytes);
        return;
    }
    d->opened++;
    *slot = (inner){*content, member, depth};
    *content = (aa_zip_content){.bytes = aa_bytes_none()};
}

static void take_entry(dig *d, const inner *from, const aa_zip *zip, const aa_zip_entry *entry)
{
    aa_secret_finder *f = d->f;
    aa_zip_content content = {.bytes = aa_bytes_none()};
    const char *member = aa_arena_printf(f->arena, "%s!%s", from->member, entry->name);
    size_t n = strlen(entry->name);
    f->failed = f->failed || member == NULL;
    if (member == NULL || n == 0 || entry->name[n - 1] == '/')
        return;
    set_member(f, member);
    aa_err e = aa_zip_read(zip, entry, AA_ZIP_ASSET, d->left, f->notes, &content);
    if (e == AA_E_LIMIT)
        aa_notes_add(f->notes, AA_NOTE_GAP, "limit.total", AA_NO_OFFSET, "%llu", (unsigned long long)d->left);
    f->failed = f->failed || e == AA_E_NOMEM;
    d->left -= content.bytes.n < d->left ? content.bytes.n : d->left;
    if (content.bytes.n > 0 && !f->failed)
        take(d, member, &content, from->depth + 1);
    aa_zip_content_done(&content);
}

static void open_archive(dig *d, inner *from)
{
    aa_zip *zip = NULL;
    aa_notes quiet;
    aa_notes_init(&quiet, d->f->arena, 1);
    aa_err e = aa_zip_open(d->f->arena, from->content.bytes, PLATFORM_API, d->f->limits, &quiet, &zip);
    d->f->failed = d->f->failed || e == AA_E_NOMEM;
    if (e != AA_OK && !d->f->failed) {
        set_member(d->f, from->member);
        look_at_bytes(d->f, from->member, from->content.bytes);
    }
    for (size_t i = 0; e == AA_OK && i < aa_zip_count(zip) && !d->f->failed; i++)
        take_entry(d, from, zip, aa_zip_at(zip, i));
}

void aa_secret_look_file(aa_secret_finder *f, const char *member, aa_zip_content *content)
{
    uint64_t share = content->bytes.n * (uint64_t)NESTED_SHARE + NESTED_LEAST;
    dig d = {.f = f,
             .queue = AA_VEC_INIT(inner),
             .left = share < f->limits->entry_bytes ? share : f->limits->entry_bytes};
    take(&d, member, content, 1);
    for (size_t i = 0; i < d.queue.count; i++) {
        inner from = ((inner *)d.queue.items)[i]; /* a copy: the queue grows */
        if (!f->failed)
            open_archive(&d, &from);
    }
    for (size_t i = d.queue.count; i > 0; i--) /* what is stored in an archive lies in the archive's bytes */
        aa_zip_content_done(&((inner *)d.queue.items)[i - 1].content);
    set_member(f, member);
}
