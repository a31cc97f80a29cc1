#include "facts/libraries_internal.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "base/tsv.h"

enum { KEPT = 6, LONGEST = 48, SHOWN = 120 };

const char *aa_library_proof_name(aa_library_proof proof)
{
    static const char *const names[] = {
        [AA_PROOF_PACKAGE] = "package",
        [AA_PROOF_SHAPE] = "shape",
        [AA_PROOF_MARK] = "mark",
        [AA_PROOF_TEXT] = "text",
        [AA_PROOF_NATIVE_TEXT] = "native-text",
        [AA_PROOF_NEIGHBOUR] = "neighbour",
        [AA_PROOF_CONSTANT] = "constant",
        [AA_PROOF_BUNDLE] = "bundle",
        [AA_PROOF_METADATA] = "metadata",
    };
    return names[proof];
}

/* ---- versions --------------------------------------------------------------------------------------------
 */

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_version_char(uint8_t c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == '+';
}

bool aa_library_is_version(aa_bytes text)
{
    if (text.n < 3 || text.n > LONGEST || !is_digit(text.p[0]) || memchr(text.p, '.', text.n) == NULL)
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (!is_version_char(text.p[i]) || (text.p[i] == '.' && i > 0 && text.p[i - 1] == '.'))
            return false;
    return text.p[text.n - 1] != '.' && is_digit(text.p[1] == '.' ? text.p[2] : text.p[1]);
}

/* The bytes that |pattern|, without a "*", stands for are at |text|; |*length| of them. */
static bool begins(aa_bytes pattern, aa_bytes text, size_t *length)
{
    size_t t = 0;
    for (size_t p = 0; p < pattern.n; p++, t++) {
        if (t >= text.n)
            return false;
        bool nul = pattern.p[p] == '\\' && p + 1 < pattern.n && pattern.p[p + 1] == '0';
        if (nul ? text.p[t] != 0 : pattern.p[p] == '#' ? !is_digit(text.p[t]) : pattern.p[p] != text.p[t])
            return false;
        p += nul;
    }
    *length = t;
    return true;
}

static aa_bytes before_star(aa_bytes pattern)
{
    const uint8_t *star = pattern.n == 0 ? NULL : memchr(pattern.p, '*', pattern.n);
    return star == NULL ? pattern : aa_bytes_of(pattern.p, (size_t)(star - pattern.p));
}

/* The longest version at the start of |text| behind which |after| stands. */
static bool take_version(aa_bytes text, aa_bytes after, bool whole, aa_bytes *version)
{
    size_t n = 0;
    while (n < text.n && n <= LONGEST && is_version_char(text.p[n]))
        n++;
    for (; n >= 3; n--) {
        size_t k = 0;
        aa_bytes v = aa_bytes_of(text.p, n);
        if (begins(after, aa_bytes_from(text, n), &k) && (!whole || n + k == text.n) &&
            aa_library_is_version(v)) {
            *version = v;
            return true;
        }
    }
    return false;
}

bool aa_library_fits(aa_bytes pattern, aa_bytes text, bool whole, aa_bytes *version)
{
    aa_bytes head = before_star(pattern);
    size_t n = 0;
    *version = aa_bytes_none();
    if (!begins(head, text, &n))
        return false;
    if (head.n == pattern.n)
        return !whole || n == text.n;
    return take_version(aa_bytes_from(text, n), aa_bytes_from(pattern, head.n + 1), whole, version);
}

/* ---- the table -------------------------------------------------------------------------------------------
 */

static bool trait_kind(aa_bytes word, aa_trait_kind *out)
{
    static const char *const words[AA_TRAIT_COUNT] = {
        [AA_TRAIT_PACKAGE] = "package",
        [AA_TRAIT_SHAPE] = "shape",
        [AA_TRAIT_LITERAL] = "literal",
        [AA_TRAIT_BESIDE] = "beside",
        [AA_TRAIT_CONSTANT] = "constant",
        [AA_TRAIT_FILE] = "file",
        [AA_TRAIT_INSIDE] = "inside",
        [AA_TRAIT_PROPERTIES] = "properties",
        [AA_TRAIT_CLIENT] = "client",
        [AA_TRAIT_NATIVE] = "native",
        [AA_TRAIT_MARK] = "mark",
        [AA_TRAIT_BUNDLE] = "bundle",
        [AA_TRAIT_VERSION_FILE] = "version-file",
        [AA_TRAIT_SCRIPT] = "script",
    };
    for (int i = 0; i < AA_TRAIT_COUNT; i++)
        if (aa_bytes_is(word, words[i])) {
            *out = (aa_trait_kind)i;
            return true;
        }
    return false;
}

static void set_collects(aa_component_row *row, const aa_bytes *fields)
{
    row->collects = fields[1];
    row->switches = fields[2];
}

static void read_row(aa_library_search *s, const aa_bytes *fields)
{
    aa_arena *arena = s->source->scratch;
    aa_library_book *book = &s->book;
    aa_component_row *rows = book->components.items;
    if (aa_bytes_is(fields[0], "component")) {
        aa_component_row *row = aa_vec_push(arena, &book->components);
        s->source->failed = s->source->failed || row == NULL;
        if (row != NULL)
            *row = (aa_component_row){.purl = fields[1],
                                      .name = fields[2],
                                      .vendor = fields[3],
                                      .licence = fields[4],
                                      .collects = aa_bytes_none(),
                                      .switches = aa_bytes_none()};
        return;
    }
    if (book->components.count > 0 && aa_bytes_is(fields[0], "collects"))
        set_collects(&rows[book->components.count - 1], fields);
    aa_trait_kind kind;
    if (book->components.count == 0 || !trait_kind(fields[0], &kind))
        return;
    aa_trait *trait = aa_vec_push(arena, &book->traits);
    s->source->failed = s->source->failed || trait == NULL;
    if (trait != NULL)
        *trait = (aa_trait){kind, book->components.count - 1, fields[1], fields[2]};
}

static int by_kind(const void *a, const void *b)
{
    const aa_trait *x = a;
    const aa_trait *y = b;
    int order = (int)x->kind - (int)y->kind;
    if (order == 0)
        order = aa_bytes_compare(x->value, y->value);
    return order != 0 ? order : (x->component > y->component) - (x->component < y->component);
}

static void read_book(aa_library_search *s)
{
    enum { COLUMNS = 5 };

    aa_tsv table = aa_tsv_open("components.tsv");
    aa_bytes fields[COLUMNS];
    while (aa_tsv_next(&table, fields, COLUMNS) && !s->source->failed)
        read_row(s, fields);
    aa_library_book *book = &s->book;
    aa_trait *traits = book->traits.items;
    if (book->traits.count > 1)
        qsort(traits, book->traits.count, sizeof *traits, by_kind);
    size_t at = 0;
    for (size_t kind = 0; kind <= AA_TRAIT_COUNT; kind++) {
        while (at < book->traits.count && (size_t)traits[at].kind < kind)
            at++;
        book->first[kind] = at;
    }
}

aa_traits aa_library_traits(const aa_library_search *s, aa_trait_kind kind)
{
    const aa_trait *traits = s->book.traits.items;
    size_t first = s->book.first[kind];
    size_t count = s->book.first[kind + 1] - first;
    return (aa_traits){count == 0 ? NULL : traits + first, count};
}

const aa_trait *aa_library_trait(const aa_library_search *s, aa_trait_kind kind, aa_bytes value)
{
    aa_traits of = aa_library_traits(s, kind);
    size_t low;
    AA_BISECT(low, of.count, middle, aa_bytes_compare(of.items[middle].value, value) < 0);
    return low < of.count && aa_bytes_equal(of.items[low].value, value) ? &of.items[low] : NULL;
}

/* ---- sightings -------------------------------------------------------------------------------------------
 */

static const char *keep(aa_library_search *s, aa_bytes text)
{
    if (text.n == 0)
        return NULL;
    char *copy = aa_arena_utf8(s->source->arena, aa_bytes_of(text.p, text.n < SHOWN ? text.n : SHOWN));
    s->source->failed = s->source->failed || copy == NULL;
    return copy;
}

static void see(aa_library_search *s, const char *purl, size_t component, const aa_library_evidence *evidence)
{
    aa_sighting *seen = purl == NULL ? NULL : aa_vec_push(s->source->scratch, &s->seen);
    s->source->failed = s->source->failed || seen == NULL;
    if (seen != NULL)
        *seen = (aa_sighting){purl, component, *evidence};
}

void aa_library_see(aa_library_search *s, size_t component, aa_library_proof proof, aa_bytes version,
                    aa_bytes detail, const aa_place *place)
{
    const aa_component_row *row = (const aa_component_row *)s->book.components.items + component;
    const aa_library_evidence evidence = {proof, keep(s, version), keep(s, detail), *place};
    see(s, keep(s, row->purl), component, &evidence);
}

void aa_library_see_purl(aa_library_search *s, const char *purl, aa_library_proof proof, aa_bytes version,
                         aa_bytes detail, const aa_place *place)
{
    const aa_component_row *rows = s->book.components.items;
    const aa_library_evidence evidence = {proof, keep(s, version), keep(s, detail), *place};
    size_t component = AA_NO_COMPONENT;
    for (size_t i = 0; purl != NULL && i < s->book.components.count && component == AA_NO_COMPONENT; i++)
        if (aa_bytes_is(rows[i].purl, purl))
            component = i;
    see(s, aa_source_copy(s->source, purl), component, &evidence);
}

bool aa_library_read(aa_library_search *s, const char *artifact, const aa_zip *zip, const aa_zip_entry *entry,
                     aa_zip_content *out)
{
    aa_source *source = s->source;
    uint64_t total = source->package->budget_left;
    uint64_t left = s->left < total ? s->left : total;
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    source->notes->artifact = artifact;
    source->notes->member = aa_source_copy(source, entry->name);
    aa_source_read_mark *mark = aa_source_push(source, &source->reads);
    if (mark == NULL || source->notes->member == NULL)
        return false;
    *mark = (aa_source_read_mark){artifact, source->notes->member, AA_AREA_LIBRARIES};
    if (entry->uncompressed_size > left) {
        if (!s->limit_is_told)
            aa_notes_add(source->notes, AA_NOTE_GAP, "limit.library_bytes", AA_NO_OFFSET, "%s", "");
        s->limit_is_told = true;
        return false;
    }
    aa_err err = aa_zip_read(zip, entry, source->package->kind == AA_PACKAGE_IPA ? AA_ZIP_ART : AA_ZIP_ASSET,
                             left, source->notes, out);
    source->failed = source->failed || err == AA_E_NOMEM;
    uint64_t used = out->bytes.n < left ? out->bytes.n : left;
    source->package->budget_left -= out->owned != NULL ? used : 0;
    s->left -= used;
    return out->bytes.n > 0;
}

/* ---- components ------------------------------------------------------------------------------------------
 */

static int compare_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

/* By component and version, the strongest proof first; what has no version comes before. */
static int by_component(const void *a, const void *b)
{
    const aa_sighting *x = a;
    const aa_sighting *y = b;
    int order = strcmp(x->purl, y->purl);
    if (order == 0)
        order = compare_text(x->evidence.version, y->evidence.version);
    if (order == 0)
        order = (int)y->evidence.proof - (int)x->evidence.proof;
    if (order == 0)
        order = compare_text(x->evidence.place.artifact, y->evidence.place.artifact);
    if (order == 0)
        order = compare_text(x->evidence.place.member, y->evidence.place.member);
    return order != 0 ? order : compare_text(x->evidence.detail, y->evidence.detail);
}

static const char *last_part(const char *purl)
{
    const char *slash = strrchr(purl, '/');
    return slash != NULL ? slash + 1 : purl;
}

static void name_library(aa_library_search *s, const aa_sighting *first, aa_library *out)
{
    const aa_component_row *row = first->component == AA_NO_COMPONENT
                                      ? NULL
                                      : (const aa_component_row *)s->book.components.items + first->component;
    out->purl = first->purl;
    out->name = row != NULL ? keep(s, row->name) : last_part(first->purl);
    if (row == NULL)
        return;
    out->vendor = keep(s, row->vendor);
    out->licence = keep(s, row->licence);
    out->collects = keep(s, row->collects);
    out->switches = row->switches.n == 0 ? NULL : aa_arena_utf8(s->source->arena, row->switches);
    s->source->failed = s->source->failed || (row->switches.n > 0 && out->switches == NULL);
}

/* Evidence of one version, and behind it what has none. */
static void add_library(aa_library_search *s, aa_vec *libraries, const aa_sighting *with, size_t with_count,
                        const aa_sighting *without, size_t without_count)
{
    aa_library *out = aa_source_push(s->source, libraries);
    size_t count = with_count + without_count;
    aa_library_evidence *evidence = aa_arena_array(s->source->arena, KEPT, sizeof *evidence);
    s->source->failed = s->source->failed || evidence == NULL;
    if (out == NULL || evidence == NULL)
        return;
    const aa_sighting *first = with_count > 0 ? with : without;
    *out = (aa_library){.version = with_count > 0 ? with->evidence.version : NULL, .seen_count = count};
    name_library(s, first, out);
    for (size_t i = 0; i < count && i < KEPT; i++)
        evidence[out->evidence_count++] =
            i < with_count ? with[i].evidence : without[i - with_count].evidence;
    out->evidence = evidence;
}

static size_t same_version(const aa_sighting *items, size_t count)
{
    size_t n = 1;
    while (n < count && strcmp(items[n].purl, items[0].purl) == 0 &&
           compare_text(items[n].evidence.version, items[0].evidence.version) == 0)
        n++;
    return n;
}

static void make_libraries(aa_library_search *s, aa_libraries *out)
{
    aa_vec libraries = AA_VEC_INIT(aa_library);
    const aa_sighting *items = s->seen.items;
    if (s->seen.count > 1)
        qsort(s->seen.items, s->seen.count, sizeof *items, by_component);
    for (size_t i = 0; i < s->seen.count && !s->source->failed;) {
        size_t without = items[i].evidence.version == NULL ? same_version(items + i, s->seen.count - i) : 0;
        const aa_sighting *bare = items + i;
        size_t at = i + without;
        if (at == s->seen.count || strcmp(items[at].purl, bare->purl) != 0)
            add_library(s, &libraries, NULL, 0, bare, without);
        for (size_t first = at; at < s->seen.count && strcmp(items[at].purl, bare->purl) == 0;) {
            size_t n = same_version(items + at, s->seen.count - at);
            add_library(s, &libraries, items + at, n, bare, at == first ? without : 0);
            at += n;
        }
        i = at;
    }
    out->items = libraries.items;
    out->count = libraries.count;
}

aa_err aa_collect_libraries(aa_source *source, aa_facts *facts)
{
    aa_library_search s = {
        .source = source,
        .facts = facts,
        .book = {.components = AA_VEC_INIT(aa_component_row), .traits = AA_VEC_INIT(aa_trait)},
        .seen = AA_VEC_INIT(aa_sighting),
        .left = source->limits->library_bytes};
    aa_libraries *out = aa_arena_alloc(source->arena, sizeof *out);
    if (out == NULL)
        return AA_E_NOMEM;
    read_book(&s);
    if (!source->failed) {
        aa_library_look_at_code(&s);
        aa_library_look_at_files(&s);
        aa_library_look_at_natives(&s);
        aa_library_look_at_bundles(&s);
        aa_source_mark(source, AA_AREA_LIBRARIES, AA_AREA_READ);
    }
    *out = (aa_libraries){.known = s.book.components.count};
    make_libraries(&s, out);
    facts->libraries = out;
    return aa_source_status(source);
}
