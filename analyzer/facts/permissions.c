/*
 * Permissions that the app defines and asks for, with the level that the platform or the app gives them.
 *
 * Source: AOSP frameworks/base/core/java/com/android/internal/pm/pkg/parsing/ParsingPackageUtils.java
 * (parseUsesPermission), .../component/ParsedPermissionUtils.java,
 * core/java/android/content/pm/PermissionInfo.java.
 */
#include "facts/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/bisect.h"
#include "base/str.h"
#include "base/tsv.h"

#define NEVER_FOR_LOCATION 0x00010000 /* R.attr.usesPermissionFlags */
#define LEVEL_TEXT_MAX     512

typedef struct known {
    const char *name;
    aa_protection level;
    const char *level_text;
    const char *group; /* NULL: none */
    bool platform;
    size_t order; /* among equal names the first counts */
} known;

struct aa_permission_book {
    const known *items; /* by name; of one name, the platform's before the app's */
    size_t count;
    const char *const *trees; /* names of <permission-tree>, sorted */
    size_t tree_count;
};

/* ---- levels --------------------------------------------------------------------------------------- */

/* The base of "signature|privileged": the word that says who is granted it. */
static aa_protection level_of_words(aa_bytes text)
{
    static const struct {
        const char *word;
        aa_protection level;
    } bases[] = {
        {"normal", AA_PROTECT_NORMAL},       {"dangerous", AA_PROTECT_DANGEROUS},
        {"signature", AA_PROTECT_SIGNATURE}, {"signatureOrSystem", AA_PROTECT_SIGNATURE},
        {"internal", AA_PROTECT_INTERNAL},
    };

    size_t start = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '|')
            continue;
        aa_bytes word = {text.p + start, i - start};
        start = i + 1;
        for (size_t b = 0; b < sizeof(bases) / sizeof(bases[0]); b++) {
            if (aa_bytes_is(word, bases[b].word))
                return bases[b].level;
        }
    }
    return AA_PROTECT_UNKNOWN;
}

/* PermissionInfo.PROTECTION_*: the base in the lowest four bits. */
static aa_protection level_of_bits(uint32_t bits)
{
    static const aa_protection bases[] = {AA_PROTECT_NORMAL, AA_PROTECT_DANGEROUS, AA_PROTECT_SIGNATURE,
                                          AA_PROTECT_SIGNATURE, AA_PROTECT_INTERNAL};
    uint32_t base = bits & 0xf;
    return base < sizeof(bases) / sizeof(bases[0]) ? bases[base] : AA_PROTECT_UNKNOWN;
}

/* PermissionInfo.protectionToString(), in the words of R.attr.protectionLevel. */
static const char *words_of_bits(aa_source *source, uint32_t bits)
{
    static const char *const bases[] = {"normal", "dangerous", "signature", "signature|privileged",
                                        "internal"};
    static const char *const flags[] = {
        "privileged",   "development",      "appop",          "pre23",        "installer",
        "verifier",     "preinstalled",     "setup",          "instant",      "runtime",
        "oem",          "vendorPrivileged", "textClassifier", "configurator", "incidentReportApprover",
        "appPredictor", "module",           "companion",      "retailDemo",   "recents",
        "role",         "knownSigner",
    };
    static const unsigned positions[] = {4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
                                         15, 16, 19, 20, 21, 22, 23, 24, 25, 26, 27};
    uint32_t base = bits & 0xf;
    aa_str text;
    aa_str_init(&text, LEVEL_TEXT_MAX);
    if (base < sizeof(bases) / sizeof(bases[0]))
        aa_str_put(&text, bases[base]);
    else
        aa_str_printf(&text, "%u", base);
    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
        if (bits >> positions[i] & 1)
            aa_str_printf(&text, "|%s", flags[i]);
    }
    if (!aa_str_ok(&text))
        source->failed = true;
    const char *copy = aa_source_copy(source, text.ptr);
    aa_str_done(&text);
    return copy;
}

/* ---- definitions ---------------------------------------------------------------------------------- */

static void add_definition(aa_source *source, const aa_source_doc *doc, const xmlNode *node, aa_vec *defs)
{
    const char *name = aa_source_text(source, aa_source_attr(node, AA_ATTR_NAME));
    const xmlAttr *level = aa_source_attr(node, AA_ATTR_PROTECTION_LEVEL);
    int64_t bits = 0;
    bool known_level = level == NULL || aa_source_int(source, level, &bits);
    aa_permission_def *def = name == NULL ? NULL : aa_source_push(source, defs);
    if (def == NULL)
        return;
    def->name = name;
    def->level = known_level ? level_of_bits((uint32_t)bits) : AA_PROTECT_UNKNOWN;
    def->level_text = known_level ? words_of_bits(source, (uint32_t)bits) : aa_source_written(source, level);
    def->group = aa_source_text(source, aa_source_attr(node, AA_ATTR_PERMISSION_GROUP));
    def->place = aa_source_place(source, doc, node, NULL);
}

/* A tree gives its owner all names below its own, defined at run time. */
static void add_tree(aa_source *source, const xmlNode *node, aa_vec *trees)
{
    const char *name = aa_source_text(source, aa_source_attr(node, AA_ATTR_NAME));
    const char **tree = name == NULL ? NULL : aa_source_push(source, trees);
    if (tree != NULL)
        *tree = name;
}

/* ---- what is known -------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    const known *x = a;
    const known *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *field_text(aa_source *source, aa_bytes field)
{
    if (field.n == 0 || aa_bytes_is(field, "-"))
        return NULL;
    const char *text = aa_arena_strndup(source->arena, (const char *)field.p, field.n);
    if (text == NULL)
        source->failed = true;
    return text;
}

static void add_platform(aa_source *source, aa_vec *items)
{
    aa_bytes fields[3];
    aa_tsv table = aa_tsv_open("android-permissions.tsv");
    while (!source->failed && aa_tsv_next(&table, fields, 3)) {
        known *item = aa_source_push(source, items);
        if (item != NULL)
            *item = (known){field_text(source, fields[0]),
                            level_of_words(fields[1]),
                            field_text(source, fields[1]),
                            field_text(source, fields[2]),
                            true,
                            items->count};
    }
}

static aa_permission_book *make_book(aa_source *source, const aa_vec *defs, aa_vec *trees)
{
    aa_vec items = AA_VEC_INIT(known);
    add_platform(source, &items);
    for (size_t i = 0; i < defs->count && !source->failed; i++) {
        const aa_permission_def *def = (const aa_permission_def *)defs->items + i;
        known *item = aa_source_push(source, &items);
        if (item != NULL)
            *item = (known){def->name, def->level, def->level_text, def->group, false, items.count};
    }
    aa_permission_book *book = aa_arena_alloc(source->arena, sizeof(*book));
    if (book == NULL || source->failed) {
        source->failed = true;
        return NULL;
    }
    qsort(items.items, items.count, sizeof(known), by_name);
    if (trees->count > 0)
        qsort(trees->items, trees->count, sizeof(const char *), by_text);
    *book = (aa_permission_book){items.items, items.count, trees->items, trees->count};
    return book;
}

/* The first of equal names, which is the platform's when it has one. */
static const known *look_up(const aa_permission_book *book, const char *name)
{
    size_t low;
    AA_BISECT(low, book->count, middle, strcmp(book->items[middle].name, name) < 0);
    return low < book->count && strcmp(book->items[low].name, name) == 0 ? &book->items[low] : NULL;
}

static int compare_prefix(const char *prefix, size_t length, const char *tree)
{
    int order = strncmp(prefix, tree, length);
    return order != 0 ? order : -(tree[length] != '\0');
}

static bool is_tree(const aa_permission_book *book, const char *name, size_t length)
{
    size_t low = 0;
    size_t high = book->tree_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_prefix(name, length, book->trees[middle]);
        if (order == 0)
            return true;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool below_tree(const aa_permission_book *book, const char *name)
{
    if (book->tree_count == 0)
        return false;
    for (const char *dot = strchr(name, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
        if (is_tree(book, name, (size_t)(dot - name)))
            return true;
    }
    return false;
}

aa_protection aa_permission_protects(const aa_permission_book *book, const char *name)
{
    if (name == NULL || name[0] == '\0')
        return AA_PROTECT_NONE;
    const known *found = look_up(book, name);
    if (found != NULL)
        return found->level;
    return below_tree(book, name) ? AA_PROTECT_UNKNOWN : AA_PROTECT_UNDEFINED;
}

/* ---- uses ----------------------------------------------------------------------------------------- */

static uint32_t sdk_attr(aa_source *source, const xmlNode *node, aa_attr_id id)
{
    int64_t value = 0;
    aa_source_int(source, aa_source_attr(node, id), &value);
    return value > 0 && value <= INT32_MAX ? (uint32_t)value : 0;
}

static void add_use(aa_source *source, const aa_source_doc *doc, const xmlNode *node, bool since_23,
                    aa_vec *uses)
{
    const char *name = aa_source_text(source, aa_source_attr(node, AA_ATTR_NAME));
    int64_t flags = 0;
    aa_source_int(source, aa_source_attr(node, AA_ATTR_USES_PERMISSION_FLAGS), &flags);
    aa_permission_use *use = name == NULL ? NULL : aa_source_push(source, uses);
    if (use == NULL)
        return;
    use->name = name;
    use->max_sdk = sdk_attr(source, node, AA_ATTR_MAX_SDK_VERSION);
    use->min_sdk = since_23 ? 23 : sdk_attr(source, node, AA_ATTR_MIN_SDK_VERSION);
    use->never_for_location = (flags & NEVER_FOR_LOCATION) != 0;
    use->place = aa_source_place(source, doc, node, NULL);
}

static void rate_use(const aa_permission_book *book, aa_permission_use *use)
{
    const known *found = look_up(book, use->name);
    use->level = aa_permission_protects(book, use->name);
    if (found == NULL)
        return;
    use->is_platform = found->platform;
    use->level_text = found->level_text;
    use->group = found->group;
}

static void read_part(aa_source *source, const aa_source_part *part, aa_vec *uses, aa_vec *defs,
                      aa_vec *trees)
{
    const xmlNode *root = aa_manifest_root(part);
    for (const xmlNode *n = aa_source_child(root, NULL); n != NULL; n = aa_source_next(n, NULL)) {
        if (aa_source_is(n, "uses-permission"))
            add_use(source, &part->manifest, n, false, uses);
        else if (aa_source_is(n, "uses-permission-sdk-23") || aa_source_is(n, "uses-permission-sdk-m"))
            add_use(source, &part->manifest, n, true, uses);
        else if (aa_source_is(n, "permission"))
            add_definition(source, &part->manifest, n, defs);
        else if (aa_source_is(n, "permission-tree"))
            add_tree(source, n, trees);
    }
}

aa_permission_book *aa_collect_permissions(aa_source *source, aa_facts *facts)
{
    aa_vec uses = AA_VEC_INIT(aa_permission_use);
    aa_vec defs = AA_VEC_INIT(aa_permission_def);
    aa_vec trees = AA_VEC_INIT(const char *);
    for (size_t i = 0; i < source->part_count; i++) {
        if (source->parts[i].is_feature)
            read_part(source, &source->parts[i], &uses, &defs, &trees);
    }
    aa_permission_book *book = make_book(source, &defs, &trees);
    for (size_t i = 0; book != NULL && i < uses.count; i++)
        rate_use(book, (aa_permission_use *)uses.items + i);
    facts->manifest.permissions = uses.items;
    facts->manifest.permission_count = uses.count;
    facts->manifest.permission_defs = defs.items;
    facts->manifest.permission_def_count = defs.count;
    return book;
}
