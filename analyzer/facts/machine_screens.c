/*
 * The first screen: the view controllers that the app's main storyboard begins with. Their first methods run
 * at launch as those of the delegate do.
 *
 * Sources: Apple, Information Property List, UIMainStoryboardFile and UISceneStoryboardFile; Info.plist of a
 * compiled storyboard as Xcode's compiler writes it. What a navigation or tab bar controller begins with is
 * not followed.
 */
#include "facts/machine_screens.h"

#include <string.h>

#include "decode/nib.h"

static const char *copy(aa_screens *s, const char *text, size_t n)
{
    const char *out = aa_arena_strndup(s->source->scratch, text, n);
    s->source->failed = s->source->failed || out == NULL;
    return out;
}

static size_t folder_of(const char *member)
{
    const char *slash = strrchr(member, '/');
    return slash != NULL ? (size_t)(slash - member) + 1 : 0;
}

void aa_screens_name(aa_screens *s, const char *member, const char *storyboard)
{
    aa_screen_name *n = storyboard != NULL ? aa_vec_push(s->source->scratch, &s->names) : NULL;
    s->source->failed = s->source->failed || (storyboard != NULL && n == NULL);
    if (n != NULL)
        *n = (aa_screen_name){copy(s, member, folder_of(member)), storyboard};
}

bool aa_screens_is_board(const char *member)
{
    static const char end[] = ".storyboardc/Info.plist";
    size_t n = strlen(member), k = sizeof end - 1;
    return n > k && strcmp(member + n - k, end) == 0;
}

void aa_screens_add_board(aa_screens *s, const char *member, const aa_plist *plist)
{
    aa_arena *scratch = s->source->scratch;
    uint32_t entry = aa_plist_get(plist, plist->root, "UIStoryboardDesignatedEntryPointIdentifier");
    uint32_t nibs = aa_plist_get(plist, plist->root, "UIViewControllerIdentifiersToNibNames");
    const char *id = aa_plist_text(scratch, plist, entry);
    const char *nib = id != NULL ? aa_plist_text(scratch, plist, aa_plist_get(plist, nibs, id)) : NULL;
    aa_screen_board *b = nib != NULL ? aa_vec_push(scratch, &s->boards) : NULL;
    s->source->failed = s->source->failed || (nib != NULL && b == NULL);
    if (b != NULL)
        *b = (aa_screen_board){copy(s, member, folder_of(member)), nib};
}

/* |folder| is that of the storyboard |name|, in the bundle or in a folder of a language. */
static bool is_folder_of(const char *folder, const aa_screen_name *name)
{
    static const char end[] = ".storyboardc/";
    size_t n = strlen(folder), k = sizeof end - 1, bundle = strlen(name->bundle),
           m = strlen(name->storyboard);
    return n >= bundle + m + k && strncmp(folder, name->bundle, bundle) == 0 &&
           strcmp(folder + n - k, end) == 0 && strncmp(folder + n - k - m, name->storyboard, m) == 0 &&
           (n - k - m == bundle || folder[n - k - m - 1] == '/');
}

static void push_class(aa_screens *s, const char *name)
{
    const char **item = name != NULL ? aa_vec_push(s->source->scratch, &s->classes) : NULL;
    s->source->failed = s->source->failed || (name != NULL && item == NULL);
    if (item != NULL)
        *item = name;
}

static void read_nib(aa_screens *s, const aa_zip *zip, const aa_zip_entry *entry)
{
    aa_source *source = s->source;
    aa_zip_content content = {.bytes = aa_bytes_none()};
    const aa_nib *nibs = NULL;
    size_t count = 0;
    aa_notes quiet; /* whoever reads the fields of nibs tells what is wrong with it */
    aa_notes_init(&quiet, source->scratch, 1);
    uint64_t cap = source->limits->entry_bytes < source->package->budget_left ? source->limits->entry_bytes
                                                                              : source->package->budget_left;
    aa_err e = aa_zip_read(zip, entry, AA_ZIP_ART, cap, &quiet, &content);
    source->package->budget_left -= content.bytes.n < cap ? content.bytes.n : cap;
    if (e == AA_OK)
        e = aa_nib_read(source->scratch, content.bytes, source->limits, &quiet, &nibs, &count);
    source->failed = source->failed || e == AA_E_NOMEM;
    for (size_t i = 0; e == AA_OK && count > 0 && i < nibs[0].class_count; i++) {
        const aa_nib_class *c = &nibs[0].classes[i];
        if (c->base == NULL || strstr(c->base, "ViewController") == NULL)
            continue;
        push_class(s, c->name != NULL ? aa_arena_strdup(source->scratch, c->name) : NULL);
        push_class(s, c->plain != NULL ? aa_arena_strdup(source->scratch, c->plain) : NULL);
    }
    aa_zip_content_done(&content);
}

void aa_screens_read(aa_screens *s, const aa_part *part)
{
    static const char *const ends[] = {".nib", ".nib/runtime.nib", ".nib/objects-13.0+.nib", NULL};
    for (size_t i = 0; i < s->boards.count && !s->source->failed; i++) {
        const aa_screen_board *b = (const aa_screen_board *)s->boards.items + i;
        bool first = false;
        for (size_t k = 0; k < s->names.count; k++)
            first = first || is_folder_of(b->folder, (const aa_screen_name *)s->names.items + k);
        for (size_t k = 0; first && ends[k] != NULL && !s->source->failed; k++) {
            char *member = aa_arena_printf(s->source->scratch, "%s%s%s", b->folder, b->nib, ends[k]);
            const aa_zip_entry *entry = member != NULL ? aa_zip_find(part->zip, member) : NULL;
            s->source->failed = s->source->failed || member == NULL;
            if (entry != NULL)
                read_nib(s, part->zip, entry);
        }
    }
    s->boards.count = s->names.count = 0;
}
