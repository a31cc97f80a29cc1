/*
 * One pass over the members of an IPA: bundles by their folders, property lists, Mach-O files.
 */
#include <stdlib.h>

#include "decode/macho.h"
#include "facts/ios_internal.h"
#include "facts/phrases_internal.h"

typedef struct collection {
    aa_source *source;
    const aa_part *part;
    aa_vec bundles, privacy, objects;
    aa_ios_nibs nibs;
    aa_phrase_collector phrases;
    size_t apps;
} collection;

static bool ends_with(const char *text, size_t n, const char *end)
{
    size_t k = strlen(end);
    return n >= k && memcmp(text + n - k, end, k) == 0;
}

/* ---- bundles
 * ------------------------------------------------------------------------------------------------ */

static bool bundle_kind(const char *folder, size_t n, aa_ios_bundle_kind *out)
{
    static const struct {
        const char *end;
        aa_ios_bundle_kind kind;
    } kinds[] = {{".app", AA_IOS_BUNDLE_APP},
                 {".appex", AA_IOS_BUNDLE_EXTENSION},
                 {".framework", AA_IOS_BUNDLE_FRAMEWORK},
                 {".bundle", AA_IOS_BUNDLE_OTHER}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (ends_with(folder, n, kinds[i].end)) {
            *out = kinds[i].kind;
            return true;
        }
    return false;
}

/* "Payload/A.app" or, of a zipped app, "A.app". */
static bool is_main(const char *folder, size_t n)
{
    static const char payload[] = "Payload/";
    size_t k = sizeof payload - 1;
    if (n > k && memcmp(folder, payload, k) == 0) {
        folder += k;
        n -= k;
    }
    return ends_with(folder, n, ".app") && memchr(folder, '/', n) == NULL;
}

static aa_ios_bundle *bundle_at(collection *c, const char *folder, size_t n)
{
    for (size_t i = 0; i < c->bundles.count; i++) {
        aa_ios_bundle *b = (aa_ios_bundle *)c->bundles.items + i;
        if (strlen(b->path) == n && memcmp(b->path, folder, n) == 0 && b->artifact == c->part->name)
            return b;
    }
    return NULL;
}

static void add_bundle(collection *c, const char *name, size_t n)
{
    aa_ios_bundle_kind kind;
    if (!bundle_kind(name, n, &kind) || bundle_at(c, name, n) != NULL)
        return;
    aa_ios_bundle *b = aa_source_push(c->source, &c->bundles);
    if (b == NULL)
        return;
    b->kind = kind;
    b->artifact = c->part->name;
    b->path = aa_arena_strndup(c->source->arena, name, n);
    b->main = is_main(name, n) && c->apps == 0;
    c->apps += is_main(name, n);
    c->source->failed = c->source->failed || b->path == NULL;
}

/* Every folder on the way to a member that is a bundle. */
static void add_bundles(collection *c, const char *name)
{
    for (const char *slash = strchr(name, '/'); slash != NULL && !c->source->failed;
         slash = strchr(slash + 1, '/'))
        add_bundle(c, name, (size_t)(slash - name));
}

/* The innermost bundle that holds the member. */
static aa_ios_bundle *bundle_of(collection *c, const char *member)
{
    aa_ios_bundle *best = NULL;
    for (size_t i = 0; i < c->bundles.count; i++) {
        aa_ios_bundle *b = (aa_ios_bundle *)c->bundles.items + i;
        size_t n = strlen(b->path);
        if (b->artifact == c->part->name && strncmp(member, b->path, n) == 0 && member[n] == '/' &&
            (best == NULL || n > strlen(best->path)))
            best = b;
    }
    return best;
}

/* ---- members
 * ------------------------------------------------------------------------------------------------- */

static bool read(collection *c, aa_area area, const aa_zip_entry *entry, aa_zip_content *out)
{
    aa_source *source = c->source;
    uint64_t left = source->package->budget_left;
    uint64_t cap = source->limits->entry_bytes < left ? source->limits->entry_bytes : left;
    source->notes->artifact = c->part->name;
    source->notes->member = aa_source_copy(source, entry->name);
    aa_source_read_mark *mark = aa_source_push(source, &source->reads);
    if (mark == NULL)
        return false;
    *mark = (aa_source_read_mark){c->part->name, source->notes->member, area};
    aa_err e = aa_zip_read(c->part->zip, entry, AA_ZIP_ART, cap, source->notes, out);
    source->failed = source->failed || e == AA_E_NOMEM;
    return out->bytes.n > 0 && (e == AA_OK || e == AA_E_FORMAT);
}

static void with_list(collection *c, aa_area area, const aa_zip_entry *entry,
                      void (*use)(collection *, const aa_ios_list *))
{
    aa_zip_content content = {.bytes = aa_bytes_none()};
    aa_plist plist;
    if (read(c, area, entry, &content)) {
        aa_err e =
            aa_plist_read(c->source->scratch, content.bytes, c->source->limits, c->source->notes, &plist);
        const aa_ios_list list = {c->source, &plist, c->part->name, c->source->notes->member};
        c->source->failed = c->source->failed || e == AA_E_NOMEM;
        if (e == AA_OK)
            use(c, &list);
    }
    aa_zip_content_done(&content);
}

static void use_info(collection *c, const aa_ios_list *list)
{
    aa_ios_bundle *b = bundle_of(c, list->member);
    if (b != NULL)
        aa_ios_read_info(list, b);
}

static void use_privacy(collection *c, const aa_ios_list *list)
{
    aa_ios_privacy *p = aa_source_push(c->source, &c->privacy);
    const aa_ios_bundle *b = bundle_of(c, list->member);
    if (p == NULL)
        return;
    p->bundle = b != NULL ? b->path : NULL;
    aa_ios_read_privacy(list, p);
}

/* "…/zh-Hant.lproj/InfoPlist.strings" */
static void use_language(collection *c, const aa_ios_list *list)
{
    aa_ios_bundle *b = bundle_of(c, list->member);
    const char *end = strstr(list->member, ".lproj/");
    const char *start = end;
    while (start != NULL && start > list->member && start[-1] != '/')
        start--;
    if (b == NULL || start == NULL)
        return;
    aa_ios_language *languages = aa_arena_array(c->source->arena, b->language_count + 1, sizeof *languages);
    if (languages == NULL) {
        c->source->failed = true;
        return;
    }
    if (b->language_count > 0)
        memcpy(languages, b->languages, b->language_count * sizeof *languages);
    aa_ios_language *l = &languages[b->language_count];
    l->name = aa_arena_strndup(c->source->arena, start, (size_t)(end - start));
    aa_ios_read_purposes(list, &l->purposes, &l->purpose_count);
    b->languages = languages;
    b->language_count++;
}

/* "…/zh-Hant.lproj/Localizable.strings": what screens say, in the languages that phrases are known in. */
static void use_strings(collection *c, const aa_ios_list *list)
{
    const aa_plist *p = list->plist;
    const aa_plist_node *root = aa_plist_at(p, p->root);
    for (uint32_t i = 0; root != NULL && root->kind == AA_PLIST_DICT && i < root->count; i++) {
        uint32_t value;
        const char *key = aa_ios_key(list, p->root, i, &value);
        const char *text = aa_plist_text(c->source->scratch, p, value);
        aa_place place = {.artifact = list->artifact, .member = list->member, .path = key};
        if (text != NULL)
            aa_phrase_collect(&c->phrases, aa_bytes_of(text, strlen(text)), &place);
    }
}

static bool is_screen_text(const char *name, size_t n)
{
    static const char *const languages[] = {"/en", "/zh", "/Base.lproj/"};
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (strstr(name, languages[i]) != NULL && strstr(name, ".lproj/") != NULL)
            return ends_with(name, n, ".strings");
    return false;
}

static bool is_info(collection *c, const char *name)
{
    const aa_ios_bundle *b = bundle_of(c, name);
    return b != NULL && strcmp(name + strlen(b->path), "/Info.plist") == 0;
}

static void read_object(collection *c, const aa_zip_entry *entry)
{
    aa_zip_content content = {.bytes = aa_bytes_none()};
    if (read(c, AA_AREA_CODE, entry, &content) && aa_macho_looks(content.bytes))
        aa_ios_read_object(c->source, c->part->name, c->source->notes->member, content.bytes, &c->objects);
    aa_zip_content_done(&content);
}

static void read_nib(collection *c, const aa_zip_entry *entry)
{
    aa_zip_content content = {.bytes = aa_bytes_none()};
    if (read(c, AA_AREA_LAYOUTS, entry, &content))
        aa_ios_read_nib(c->source, c->part->name, c->source->notes->member, content.bytes, &c->nibs,
                        &c->phrases);
    aa_zip_content_done(&content);
}

bool aa_ios_may_be_code(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash != NULL ? slash + 1 : name;
    return strstr(name, ".app/") != NULL && *base != '\0' &&
           (strchr(base, '.') == NULL || ends_with(base, strlen(base), ".dylib"));
}

static void read_member(collection *c, const aa_zip_entry *entry)
{
    const char *name = entry->name;
    size_t n = strlen(name);
    if (is_info(c, name))
        with_list(c, AA_AREA_MANIFEST, entry, use_info);
    else if (ends_with(name, n, "/PrivacyInfo.xcprivacy"))
        with_list(c, AA_AREA_MANIFEST, entry, use_privacy);
    else if (ends_with(name, n, ".lproj/InfoPlist.strings"))
        with_list(c, AA_AREA_MANIFEST, entry, use_language);
    else if (is_screen_text(name, n))
        with_list(c, AA_AREA_LAYOUTS, entry, use_strings);
    else if (ends_with(name, n, ".nib"))
        read_nib(c, entry);
    else if (aa_ios_may_be_code(name))
        read_object(c, entry);
}

/* Attributes that macOS puts beside what it zips, under the names of the files: nothing of the app. Apple,
 * Archive Utility. */
static bool is_beside(const char *name)
{
    static const char folder[] = "__MACOSX/";
    return strncmp(name, folder, sizeof folder - 1) == 0;
}

static void read_part(collection *c)
{
    size_t count = c->part->zip != NULL ? aa_zip_count(c->part->zip) : 0;
    for (size_t i = 0; i < count && !c->source->failed; i++)
        if (!is_beside(aa_zip_at(c->part->zip, i)->name))
            add_bundles(c, aa_zip_at(c->part->zip, i)->name);
    for (size_t i = 0; i < count && !c->source->failed; i++)
        if (!is_beside(aa_zip_at(c->part->zip, i)->name))
            read_member(c, aa_zip_at(c->part->zip, i));
}

/* ---- all
 * ------------------------------------------------------------------------------------------------------- */

static void put_main_first(collection *c)
{
    aa_ios_bundle *items = c->bundles.items;
    for (size_t i = 0; i < c->bundles.count; i++)
        if (items[i].main) {
            aa_ios_bundle app = items[i];
            memmove(items + 1, items, i * sizeof *items);
            items[0] = app;
            return;
        }
}

static void link_objects(collection *c)
{
    aa_ios_object *objects = c->objects.items;
    for (size_t i = 0; i < c->objects.count; i++)
        objects[i].bundle = bundle_of(c, objects[i].member);
}

static void tell_state(collection *c, const aa_ios *ios)
{
    const aa_ios_bundle *app = aa_ios_app(ios);
    aa_source_mark(c->source, AA_AREA_CONTAINER, AA_AREA_READ);
    if (app == NULL || !app->has_info) {
        c->source->notes->artifact = c->part != NULL ? c->part->name : NULL;
        c->source->notes->member = NULL;
        aa_notes_add(c->source->notes, AA_NOTE_GAP, "ipa.no_info", AA_NO_OFFSET, "%s",
                     app != NULL ? app->path : "");
        return;
    }
    aa_source_mark(c->source, AA_AREA_MANIFEST, AA_AREA_READ);
    aa_source_mark(c->source, AA_AREA_NETWORK_CONFIG, AA_AREA_READ);
    aa_source_mark(c->source, AA_AREA_LAYOUTS, AA_AREA_READ);
    if (ios->app_count > 1) {
        c->source->notes->artifact = app->artifact;
        c->source->notes->member = NULL;
        aa_notes_add(c->source->notes, AA_NOTE_GAP, "ipa.several_apps", AA_NO_OFFSET, "%zu", ios->app_count);
    }
}

/* The identity of the app where every platform has it. */
static void name_app(aa_facts *facts, const aa_ios_bundle *app)
{
    if (app == NULL)
        return;
    facts->manifest.package = (aa_text_attr){app->identifier, app->info};
    facts->manifest.version_name =
        (aa_text_attr){app->version != NULL ? app->version : app->build, app->info};
    facts->manifest.label = app->display_name != NULL ? app->display_name : app->name;
}

aa_err aa_collect_ios(aa_source *source, aa_facts *facts)
{
    collection c = {.source = source,
                    .bundles = AA_VEC_INIT(aa_ios_bundle),
                    .privacy = AA_VEC_INIT(aa_ios_privacy),
                    .objects = AA_VEC_INIT(aa_ios_object),
                    .nibs = {.fields = AA_VEC_INIT(aa_ios_field),
                             .classes = AA_VEC_INIT(const char *),
                             .actions = AA_VEC_INIT(const char *)}};
    aa_ios *ios = aa_arena_alloc(source->arena, sizeof *ios);
    if (ios == NULL || !aa_phrase_collector_init(&c.phrases, source))
        return AA_E_NOMEM;
    for (size_t i = 0; i < source->package->part_count && !source->failed; i++) {
        c.part = &source->package->parts[i];
        read_part(&c);
    }
    put_main_first(&c);
    for (size_t i = 0; i < source->package->part_count; i++) {
        c.part = &source->package->parts[i];
        link_objects(&c);
    }
    *ios = (aa_ios){.bundles = c.bundles.items,
                    .bundle_count = c.bundles.count,
                    .app_count = c.apps,
                    .privacy = c.privacy.items,
                    .privacy_count = c.privacy.count,
                    .objects = c.objects.items,
                    .object_count = c.objects.count,
                    .fields = c.nibs.fields.items,
                    .field_count = c.nibs.fields.count,
                    .nib_names = {c.nibs.classes.items, c.nibs.classes.count, c.nibs.actions.items,
                                  c.nibs.actions.count}};
    facts->ios = ios;
    facts->phrases = aa_phrase_collected(&c.phrases);
    name_app(facts, aa_ios_app(ios));
    tell_state(&c, ios);
    return aa_source_status(source);
}

const aa_ios_bundle *aa_ios_app(const aa_ios *ios)
{
    return ios->bundle_count > 0 && ios->bundles[0].main ? &ios->bundles[0] : NULL;
}
