/*
 * The machine code of an IPA: every Mach-O file that iOS loads, and what files beside it name in it.
 */
#include <string.h>

#include "facts/ios_internal.h"
#include "facts/machine.h"
#include "facts/machine_screens.h"

#define NAMES_WALKED 20000U /* nodes of one Info.plist */

typedef struct collection {
    aa_source *source;
    aa_machine_store *store;
    const aa_part *part;
    aa_vec classes, selectors; /* of const char * */
    aa_screens screens;
    const char *member; /* the list that is read */
    bool any;           /* a file with code is there */
} collection;

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), k = strlen(end);
    return n >= k && strcmp(text + n - k, end) == 0;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void push_name(collection *c, aa_vec *names, const char *name)
{
    const char **item = name != NULL ? aa_vec_push(c->source->scratch, names) : NULL;
    const char *copy = name != NULL ? aa_arena_strdup(c->source->scratch, name) : NULL;
    if (item != NULL && copy != NULL)
        *item = copy;
    else if (name != NULL)
        c->source->failed = true;
}

/* ---- code -------------------------------------------------------------------------------------------------
 */

/* The slice that a device of today runs, the first of its kind; others hold the same program once more. */
static const aa_macho_slice *choose(const aa_macho_slice *slices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slices[i].cpu == AA_CPU_ARM64 && slices[i].refusal == NULL)
            return &slices[i];
    return NULL;
}

static void note_slices(aa_notes *notes, aa_arena *scratch, const aa_macho_slice *chosen,
                        const aa_macho_slice *slices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (&slices[i] != chosen)
            aa_notes_add(notes, chosen == NULL ? AA_NOTE_GAP : AA_NOTE_ANOMALY, "macho.slice_not_followed",
                         slices[i].offset, "%s", aa_macho_arch(scratch, slices[i].cpu, slices[i].subtype));
}

static void add_code(collection *c, const char *member, aa_bytes file)
{
    const aa_macho_slice *slices;
    size_t count = 0;
    aa_source *source = c->source;
    aa_err e = aa_macho_slices(source->scratch, file, source->limits, source->notes, &slices, &count);
    const aa_macho_slice *chosen = e == AA_OK ? choose(slices, count) : NULL;
    note_slices(source->notes, source->scratch, chosen, slices, count);
    if (e == AA_OK && chosen != NULL) {
        aa_machine_input input = {.artifact = c->part->name,
                                  .member = member,
                                  .arch = aa_macho_arch(source->scratch, chosen->cpu, chosen->subtype),
                                  .slice = chosen->data,
                                  .is_app = strstr(member, "/Frameworks/") == NULL};
        e = aa_machine_store_add(c->store, &input, source->notes);
    }
    source->failed = source->failed || e == AA_E_NOMEM;
}

/* ---- names
 * ------------------------------------------------------------------------------------------------- */

/* What nibs name, read with the facts. */
static void add_nib_names(collection *c, const aa_ios *ios)
{
    for (size_t i = 0; ios != NULL && i < ios->nib_names.class_count; i++)
        push_name(c, &c->classes, ios->nib_names.classes[i]);
    for (size_t i = 0; ios != NULL && i < ios->nib_names.action_count; i++)
        push_name(c, &c->selectors, ios->nib_names.actions[i]);
}

/* NSPrincipalClass, NSExtensionPrincipalClass, UISceneDelegateClassName and their like. */
static bool push_class(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    collection *c = context;
    if (ends_with(path, "ClassName") || ends_with(path, "PrincipalClass")) {
        const char *name = aa_plist_text(c->source->scratch, plist, node);
        push_name(c, &c->classes, name);
        if (name != NULL && strrchr(name, '.') != NULL) /* "Module.Class" */
            push_name(c, &c->classes, strrchr(name, '.') + 1);
    }
    if (strstr(path, "UIMainStoryboardFile") != NULL || ends_with(path, "UISceneStoryboardFile"))
        aa_screens_name(&c->screens, c->member, aa_plist_text(c->source->scratch, plist, node));
    return true;
}

static void add_plist(collection *c, const char *member, aa_bytes file)
{
    aa_plist plist;
    aa_notes quiet; /* whoever reads the facts of Info.plist tells what is wrong with it */
    aa_notes_init(&quiet, c->source->scratch, 1);
    aa_err e = aa_plist_read(c->source->scratch, file, c->source->limits, &quiet, &plist);
    c->source->failed = c->source->failed || e == AA_E_NOMEM;
    c->member = member;
    if (e == AA_OK && aa_screens_is_board(member))
        aa_screens_add_board(&c->screens, member, &plist);
    else if (e == AA_OK)
        (void)aa_plist_walk(c->source->scratch, &plist, plist.root, NAMES_WALKED, push_class, c);
}

/* Gaps of the member belong to this area. */
static void mark_read(collection *c, aa_area area)
{
    aa_source_read_mark *mark = aa_source_push(c->source, &c->source->reads);
    if (mark != NULL)
        *mark = (aa_source_read_mark){c->source->notes->artifact, c->source->notes->member, area};
}

/* ---- members
 * ------------------------------------------------------------------------------------------------ */

static void read_member(collection *c, const aa_zip_entry *entry)
{
    aa_source *source = c->source;
    aa_zip_content content = {.bytes = aa_bytes_none()};
    bool code = aa_ios_may_be_code(entry->name);
    uint64_t cap = source->limits->entry_bytes < source->package->budget_left ? source->limits->entry_bytes
                                                                              : source->package->budget_left;
    source->notes->artifact = c->part->name;
    source->notes->member = aa_source_copy(source, entry->name);
    aa_err e = aa_zip_read(c->part->zip, entry, AA_ZIP_ART, cap, source->notes, &content);
    if (e == AA_E_NOMEM)
        source->failed = true;
    source->package->budget_left -= content.bytes.n < cap ? content.bytes.n : cap;
    bool macho = code && aa_macho_looks(content.bytes);
    c->any = c->any || macho;
    mark_read(c, code ? AA_AREA_CODE : AA_AREA_MANIFEST);
    if (macho && !source->failed) {
        add_code(c, entry->name, content.bytes);
        source->failed = aa_machine_store_keep(c->store, &content) != AA_OK || source->failed;
        return;
    }
    if (!code)
        add_plist(c, entry->name, content.bytes);
    aa_zip_content_done(&content);
}

static void read_part(collection *c)
{
    for (size_t i = 0; c->part->zip != NULL && i < aa_zip_count(c->part->zip) && !c->source->failed; i++) {
        const aa_zip_entry *entry = aa_zip_at(c->part->zip, i);
        if (aa_ios_may_be_code(entry->name) || strcmp(base_name(entry->name), "Info.plist") == 0)
            read_member(c, entry);
    }
    if (c->part->zip != NULL)
        aa_screens_read(&c->screens, c->part);
}

/* Why there is no program, as far as the app itself says. */
static const char *why_no_code(const aa_ios *ios)
{
    for (size_t i = 0; ios != NULL && i < ios->bundle_count; i++) {
        const aa_ios_bundle *b = &ios->bundles[i];
        if (b->main && b->executable != NULL && strchr(b->executable, '/') != NULL)
            return "ipa.executable_path";
    }
    return "ipa.no_code";
}

aa_err aa_collect_machine(aa_source *source, aa_facts *facts)
{
    facts->machine = aa_machine_store_new(source->limits);
    if (facts->machine == NULL)
        return AA_E_NOMEM;
    collection c = {.source = source,
                    .store = facts->machine,
                    .classes = AA_VEC_INIT(const char *),
                    .selectors = AA_VEC_INIT(const char *),
                    .screens = {.source = source,
                                .names = AA_VEC_INIT(aa_screen_name),
                                .boards = AA_VEC_INIT(aa_screen_board),
                                .classes = AA_VEC_INIT(const char *)}};
    add_nib_names(&c, facts->ios);
    for (size_t i = 0; i < source->package->part_count; i++) {
        c.part = &source->package->parts[i];
        read_part(&c);
    }
    if (source->failed)
        return AA_E_NOMEM;
    if (!c.any) /* every app has a program */
        aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, why_no_code(facts->ios), NULL, NULL, "");
    else
        aa_source_mark(source, AA_AREA_CODE,
                       aa_machine_store_readable(facts->machine) > 0 ? AA_AREA_READ : AA_AREA_PARTIAL);
    const aa_mreach_names names = {c.classes.items, c.classes.count, c.selectors.items, c.selectors.count};
    (void)aa_watch_enter(source->notes->watch, "program", NULL, NULL);
    return aa_machine_store_finish(facts->machine, &names, c.screens.classes.items, c.screens.classes.count);
}
