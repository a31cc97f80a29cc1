/*
 * Components in machine code: texts with a version that libraries keep for their own messages.
 */
#include <stdlib.h>

#include "decode/macho.h"
#include "facts/ios_internal.h"
#include "facts/libraries_internal.h"
#include "facts/packers.h"

/* ---- many patterns in one pass ---------------------------------------------------------------------------
 */

/* Patterns are found by their first four bytes, hashed. A member of real apps has less than ten components.
 */
enum { HEAD = 4, HASH_BITS = 12, SLOTS = 1 << HASH_BITS, PER_MEMBER = 500 };

typedef struct scan_item {
    const aa_trait *trait;
    aa_bytes pattern;
    uint32_t next; /* index + 1 of the next with that hash; 0: none */
} scan_item;

struct aa_library_scan {
    aa_library_search *s;
    scan_item *items;
    size_t count;
    bool plain;            /* no first four bytes have one of 0x80 and above */
    uint16_t first[SLOTS]; /* index + 1; 0: none */
};

static uint32_t hash_of(const uint8_t *p)
{
    return aa_le32(p) * UINT32_C(2654435761) >> (32 - HASH_BITS);
}

/* At least four bytes stand before the "*", none of them a special one. */
static bool has_head(aa_bytes pattern)
{
    if (pattern.n < HEAD)
        return false;
    for (size_t i = 0; i < HEAD; i++)
        if (memchr("*#\\", pattern.p[i], 3) != NULL)
            return false;
    return true;
}

static void add_item(aa_library_scan *scan, const aa_trait *trait, aa_bytes pattern)
{
    if (!has_head(pattern) || scan->count >= UINT16_MAX)
        return;
    uint16_t *first = &scan->first[hash_of(pattern.p)];
    scan->plain = scan->plain && (aa_le32(pattern.p) & UINT32_C(0x80808080)) == 0;
    scan->items[scan->count++] = (scan_item){trait, pattern, *first};
    *first = (uint16_t)scan->count;
}

aa_library_scan *aa_library_scan_new(aa_library_search *s, unsigned kinds)
{
    aa_arena *arena = s->source->scratch;
    const aa_trait *traits = s->book.traits.items;
    aa_library_scan *scan = aa_arena_alloc(arena, sizeof *scan);
    scan_item *items = aa_arena_array(arena, s->book.traits.count, sizeof *items);
    if (scan == NULL || items == NULL) {
        s->source->failed = true;
        return NULL;
    }
    *scan = (aa_library_scan){.s = s, .items = items, .plain = true};
    for (size_t i = 0; i < s->book.traits.count; i++)
        if ((kinds & 1U << traits[i].kind) != 0)
            add_item(scan, &traits[i], traits[i].value);
    return scan;
}

/* A mark is a whole text: NUL before and behind. */
static bool is_alone(aa_bytes content, size_t at, size_t n)
{
    return (at == 0 || content.p[at - 1] == 0) && (at + n >= content.n || content.p[at + n] == 0);
}

/* From the beginning of the text to its end, as far as it can be read. */
static aa_bytes text_around(aa_bytes content, size_t at)
{
    size_t end = at;
    while (end < content.n && end - at < 100 && content.p[end] >= ' ' && content.p[end] < 0x7F)
        end++;
    return aa_bytes_of(content.p + at, end - at);
}

/* The component was seen in this member with that version. */
static bool is_known(const aa_library_search *s, size_t since, size_t component, aa_bytes version)
{
    const aa_sighting *seen = s->seen.items;
    for (size_t i = since; i < s->seen.count; i++)
        if (seen[i].component == component &&
            (version.n == 0
                 ? seen[i].evidence.version == NULL
                 : seen[i].evidence.version != NULL && aa_bytes_is(version, seen[i].evidence.version)))
            return true;
    return false;
}

static void try_item(const aa_library_scan *scan, const scan_item *item, aa_bytes content, size_t at,
                     size_t since, const aa_place *member)
{
    aa_bytes version;
    aa_bytes rest = aa_bytes_from(content, at);
    aa_trait_kind kind = item->trait->kind;
    if (!aa_library_fits(item->pattern, rest, false, &version) ||
        (kind == AA_TRAIT_MARK && !is_alone(content, at, item->pattern.n)) ||
        is_known(scan->s, since, item->trait->component, version))
        return;
    if (scan->s->seen.count - since >= PER_MEMBER) {
        if (!scan->s->limit_is_told)
            aa_notes_add(scan->s->source->notes, AA_NOTE_GAP, "limit.library_items", at, "%s", "");
        scan->s->limit_is_told = true;
        return;
    }
    aa_place place = *member;
    place.offset = at;
    aa_library_proof proof = kind == AA_TRAIT_MARK     ? AA_PROOF_MARK
                             : kind == AA_TRAIT_NATIVE ? AA_PROOF_NATIVE_TEXT
                                                       : AA_PROOF_TEXT;
    aa_library_see(scan->s, item->trait->component, proof, version, text_around(content, at), &place);
}

void aa_library_scan_run(aa_library_scan *scan, aa_bytes content, const aa_place *place)
{
    size_t since = scan->s->seen.count;
    for (size_t at = 0; content.n >= HEAD && at <= content.n - HEAD && !scan->s->source->failed; at++) {
        if (scan->plain && content.p[at + HEAD - 1] >= 0x80) {
            at += HEAD - 1; /* nor does a pattern begin at the three that follow */
            continue;
        }
        uint32_t i = scan->first[hash_of(content.p + at)];
        for (; i != 0; i = scan->items[i - 1].next)
            try_item(scan, &scan->items[i - 1], content, at, since, place);
    }
}

void aa_library_scan_for(aa_library_search *s, const aa_trait *trait, aa_bytes content, const aa_place *place)
{
    size_t since = s->seen.count;
    const aa_library_scan scan = {.s = s};
    const scan_item item = {.trait = trait, .pattern = trait->more};
    const uint8_t *at = content.p;
    const uint8_t *end = content.p + content.n;
    const int first = trait->more.n == 0 || trait->more.p[0] == '\\' ? 0 : trait->more.p[0];
    while (trait->more.n > 0 && at < end && !s->source->failed) {
        at = memchr(at, first, (size_t)(end - at));
        if (at == NULL)
            return;
        try_item(&scan, &item, content, (size_t)(at - content.p), since, place);
        at++;
    }
}

/* ---- Android ---------------------------------------------------------------------------------------------
 */

typedef struct native_file {
    const char *artifact, *base; /* |base|: name without folders */
    const aa_zip *zip;
    const aa_zip_entry *entry;
    unsigned rank; /* of its ABI: lower is read */
    size_t order;
} native_file;

static unsigned abi_rank(const char *name)
{
    static const char *const abis[] = {"/arm64-v8a/", "/armeabi-v7a/", "/armeabi/", "/x86_64/"};
    unsigned i = 0;
    while (i < sizeof abis / sizeof abis[0] && strstr(name, abis[i]) == NULL)
        i++;
    return i;
}

static int by_name(const void *a, const void *b)
{
    const native_file *x = a;
    const native_file *y = b;
    int order = strcmp(x->base, y->base);
    if (order == 0)
        order = x->rank < y->rank ? -1 : x->rank > y->rank;
    return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

static bool is_library_file(const char *name)
{
    size_t n = strlen(name);
    return n > 3 && strcmp(name + n - 3, ".so") == 0;
}

static void list_natives(aa_library_search *s, aa_vec *files)
{
    for (size_t i = 0; i < s->source->part_count; i++) {
        const aa_source_part *part = &s->source->parts[i];
        size_t count = part->part->zip == NULL ? 0 : aa_zip_count(part->part->zip);
        for (size_t k = 0; k < count && !s->source->failed; k++) {
            const aa_zip_entry *entry = aa_zip_at(part->part->zip, k);
            if (!is_library_file(entry->name))
                continue;
            native_file *file = aa_vec_push(s->source->scratch, files);
            const char *slash = strrchr(entry->name, '/');
            s->source->failed = s->source->failed || file == NULL;
            if (file != NULL)
                *file = (native_file){.artifact = part->artifact,
                                      .base = slash != NULL ? slash + 1 : entry->name,
                                      .zip = part->part->zip,
                                      .entry = entry,
                                      .rank = abi_rank(entry->name),
                                      .order = files->count};
        }
    }
}

static void look_at_name(aa_library_search *s, const native_file *file)
{
    aa_traits of = aa_library_traits(s, AA_TRAIT_FILE);
    aa_bytes name = aa_bytes_of(file->base, strlen(file->base));
    for (size_t i = 0; i < of.count; i++) {
        if (memchr(of.items[i].value.p, '/', of.items[i].value.n) != NULL ||
            !aa_packer_fits(of.items[i].value, name))
            continue;
        const aa_place place = {.artifact = file->artifact,
                                .member = aa_source_copy(s->source, file->entry->name),
                                .offset = AA_NO_OFFSET};
        aa_library_see(s, of.items[i].component, AA_PROOF_MARK, aa_bytes_none(), name, &place);
    }
}

static void read_native(aa_library_search *s, aa_library_scan *scan, const native_file *file)
{
    aa_zip_content content;
    look_at_name(s, file);
    if (aa_library_read(s, file->artifact, file->zip, file->entry, &content)) {
        const aa_place place = {.artifact = file->artifact, .member = s->source->notes->member};
        aa_library_scan_run(scan, content.bytes, &place);
    }
    aa_zip_content_done(&content);
}

/* Of each library the file for one kind of processor: the others are the same sources. */
static void look_at_apks(aa_library_search *s, aa_library_scan *scan)
{
    aa_vec files = AA_VEC_INIT(native_file);
    list_natives(s, &files);
    const native_file *items = files.items;
    if (files.count > 1)
        qsort(files.items, files.count, sizeof *items, by_name);
    for (size_t i = 0; i < files.count && !s->source->failed; i++)
        if (i == 0 || strcmp(items[i].base, items[i - 1].base) != 0)
            read_native(s, scan, &items[i]);
}

/* ---- iOS -------------------------------------------------------------------------------------------------
 */

static void look_at_ipa(aa_library_search *s, aa_library_scan *scan, const aa_part *part)
{
    for (size_t i = 0; part->zip != NULL && i < aa_zip_count(part->zip) && !s->source->failed; i++) {
        const aa_zip_entry *entry = aa_zip_at(part->zip, i);
        aa_zip_content content;
        if (!aa_ios_may_be_code(entry->name))
            continue;
        if (aa_library_read(s, part->name, part->zip, entry, &content) && aa_macho_looks(content.bytes)) {
            const aa_place place = {.artifact = part->name, .member = s->source->notes->member};
            aa_library_scan_run(scan, content.bytes, &place);
        }
        aa_zip_content_done(&content);
    }
}

void aa_library_look_at_natives(aa_library_search *s)
{
    aa_library_scan *scan = aa_library_scan_new(s, 1U << AA_TRAIT_NATIVE | 1U << AA_TRAIT_MARK);
    if (scan == NULL)
        return;
    look_at_apks(s, scan);
    for (size_t i = 0; i < s->source->package->part_count && s->source->package->kind == AA_PACKAGE_IPA; i++)
        look_at_ipa(s, scan, &s->source->package->parts[i]);
}
