#include "facts/frameworks.h"

#include "base/tsv.h"
#include "facts/frameworks_internal.h"
#include "facts/members.h"
#include "facts/packers.h"

#define MOST_FILES 20000U /* members of all frameworks; web apps have thousands */

enum { FRAMEWORK, PLATFORM, ROLE, MEMBER, COLUMNS };

typedef struct reader {
    const char *role;
    bool (*read)(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
    aa_area area; /* what suffers when the member cannot be read */
} reader;

static const reader readers[] = {
    {"bundle", aa_framework_read_bundle, AA_AREA_CODE},
    {"script", aa_framework_read_script, AA_AREA_CODE},
    {"page", aa_framework_read_page, AA_AREA_CODE},
    {"dart", aa_framework_read_dart, AA_AREA_CODE},
    {"engine", aa_framework_read_engine, AA_AREA_NATIVE},
    {"assembly", aa_framework_read_assembly, AA_AREA_CODE},
    {"store", aa_framework_read_store, AA_AREA_CODE},
    {"il2cpp", aa_framework_read_il2cpp, AA_AREA_CODE},
    {"unity", aa_framework_read_unity, AA_AREA_ASSETS},
    {"config", aa_framework_read_config, AA_AREA_ASSETS},
    {"settings", aa_framework_read_settings, AA_AREA_ASSETS},
};

typedef struct framework_words {
    const char *name, *title, *gap;
} framework_words;

static const framework_words words[AA_FRAMEWORK_COUNT] = {
    [AA_FRAMEWORK_REACT_NATIVE] = {"react-native", "React Native", "scope.react_native"},
    [AA_FRAMEWORK_FLUTTER] = {"flutter", "Flutter", "scope.flutter"},
    [AA_FRAMEWORK_CORDOVA] = {"cordova", "Cordova", "scope.cordova"},
    [AA_FRAMEWORK_CAPACITOR] = {"capacitor", "Capacitor", "scope.capacitor"},
    [AA_FRAMEWORK_DOTNET] = {"dotnet", ".NET (Xamarin, MAUI)", "scope.dotnet"},
    [AA_FRAMEWORK_UNITY] = {"unity", "Unity", "scope.unity"},
    [AA_FRAMEWORK_NATIVESCRIPT] = {"nativescript", "NativeScript", "scope.nativescript"},
};

const char *aa_framework_name(aa_framework_kind kind)
{
    return words[kind].name;
}

const char *aa_framework_title(aa_framework_kind kind)
{
    return words[kind].title;
}

const char *aa_framework_form_name(aa_framework_form form)
{
    static const char *const names[AA_FORM_COUNT] = {
        [AA_FORM_SCRIPT] = "script", [AA_FORM_HERMES] = "hermes",     [AA_FORM_PAGE] = "page",
        [AA_FORM_DART] = "dart",     [AA_FORM_ASSEMBLY] = "assembly", [AA_FORM_IL2CPP] = "il2cpp",
    };
    return names[form];
}

const aa_framework *aa_framework_of(const aa_frameworks *frameworks, aa_framework_kind kind)
{
    for (size_t i = 0; frameworks != NULL && i < frameworks->count; i++)
        if (frameworks->items[i].kind == kind)
            return &frameworks->items[i];
    return NULL;
}

aa_place aa_framework_place(const aa_frameworks *frameworks, const aa_framework_text *text)
{
    const aa_framework_file *file = &frameworks->files[text->file];
    return (aa_place){
        .artifact = file->artifact, .member = file->member, .offset = text->offset, .path = file->name};
}

/* ---- what readers share ------------------------------------------------------------------------------ */

static void *push(aa_framework_collector *c, aa_vec *vec)
{
    void *record = aa_vec_push(c->source->arena, vec);
    c->source->failed = c->source->failed || record == NULL;
    return record;
}

const char *aa_framework_copy(aa_framework_collector *c, aa_bytes text)
{
    const char *copy = aa_arena_utf8(c->source->arena, text);
    c->source->failed = c->source->failed || copy == NULL;
    return copy;
}

aa_framework_file *aa_framework_add_file(aa_framework_collector *c, aa_framework_kind kind,
                                         aa_framework_form form)
{
    aa_framework_file *file = push(c, &c->files);
    if (file != NULL)
        *file = (aa_framework_file){.framework = kind,
                                    .form = form,
                                    .artifact = c->part->name,
                                    .member = c->member,
                                    .first_text = c->texts.count};
    return file;
}

void aa_framework_add_text(aa_framework_collector *c, aa_bytes text, uint64_t offset, bool name)
{
    if (c->full || c->files.count == 0)
        return;
    if (c->texts.count == c->source->limits->framework_texts) {
        aa_notes_add(c->source->notes, AA_NOTE_GAP, "limit.framework_texts", offset, "%u",
                     c->source->limits->framework_texts);
        c->full = true;
        return;
    }
    aa_framework_text *t = push(c, &c->texts);
    aa_framework_file *file = (aa_framework_file *)c->files.items + c->files.count - 1;
    if (t == NULL)
        return;
    *t = (aa_framework_text){text, offset, (uint32_t)(c->files.count - 1), name};
    file->text_count++;
}

/* ---- members ----------------------------------------------------------------------------------------- */

/* What patterns are about: on iOS what lies in the app's folder; NULL: nothing of the app. */
static const char *inner_name(const aa_source *source, const char *name)
{
    if (source->package->kind != AA_PACKAGE_IPA)
        return name;
    const char *app = strstr(name, ".app/");
    bool whole = strncmp(name, "Payload/", 8) == 0; /* else the archive is the folder itself, zipped */
    return app != NULL && (whole || strchr(name, '/') == app + 4) ? app + 5 : NULL;
}

static aa_bytes of_text(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

static aa_framework_kind kind_of(aa_bytes name)
{
    int kind = 0;
    while (kind < AA_FRAMEWORK_COUNT && !aa_bytes_is(name, words[kind].name))
        kind++;
    return (aa_framework_kind)kind;
}

static bool read_table(aa_framework_collector *c)
{
    const char *platform = c->source->package->kind == AA_PACKAGE_IPA ? "ios" : "android";
    aa_tsv table = aa_tsv_open("frameworks.tsv");
    aa_bytes fields[COLUMNS];
    while (aa_tsv_next(&table, fields, COLUMNS)) {
        aa_framework_kind kind = kind_of(fields[FRAMEWORK]);
        if (!aa_bytes_is(fields[PLATFORM], platform) || kind == AA_FRAMEWORK_COUNT)
            continue;
        aa_framework_row *row = aa_source_push(c->source, &c->rows);
        if (row == NULL)
            return false;
        *row = (aa_framework_row){kind, fields[ROLE], fields[MEMBER]};
    }
    return true;
}

static bool has_program(const aa_source *source, const aa_part *part)
{
    return part->zip != NULL && (part->is_apk || source->package->kind == AA_PACKAGE_IPA);
}

static void recognise_member(aa_framework_collector *c, const aa_zip_entry *entry, bool *marked)
{
    const char *name = inner_name(c->source, entry->name);
    const aa_framework_row *rows = c->rows.items;
    for (size_t i = 0; name != NULL && i < c->rows.count; i++) {
        aa_framework_kind kind = rows[i].kind;
        if (marked[kind] || !aa_bytes_is(rows[i].role, "mark") ||
            !aa_packer_fits(rows[i].member, of_text(name)))
            continue;
        marked[kind] = true;
        c->frameworks[kind].place = (aa_place){.artifact = c->part->name,
                                               .member = aa_source_copy(c->source, entry->name),
                                               .offset = AA_NO_OFFSET};
    }
}

static bool recognise(aa_framework_collector *c, bool *marked)
{
    for (size_t i = 0; i < c->source->package->part_count; i++) {
        c->part = &c->source->package->parts[i];
        for (size_t k = 0; has_program(c->source, c->part) && k < aa_zip_count(c->part->zip); k++)
            recognise_member(c, aa_zip_at(c->part->zip, k), marked);
    }
    /* a Capacitor app may carry Cordova's scripts for plugins */
    marked[AA_FRAMEWORK_CORDOVA] = marked[AA_FRAMEWORK_CORDOVA] && !marked[AA_FRAMEWORK_CAPACITOR];
    bool any = false;
    for (int kind = 0; kind < AA_FRAMEWORK_COUNT; kind++) {
        c->frameworks[kind].kind = (aa_framework_kind)kind;
        any = any || marked[kind];
    }
    return any;
}

/* Libraries of every ABI hold the same program: that of today's devices is read, else the first. */
static const char *choose_abi(const aa_source *source)
{
    const char *first = NULL;
    for (size_t i = 0; i < source->package->part_count; i++) {
        const aa_part *part = &source->package->parts[i];
        for (size_t k = 0; has_program(source, part) && k < aa_zip_count(part->zip); k++) {
            const char *name = aa_zip_at(part->zip, k)->name;
            size_t n = 0;
            if (!aa_member_is_native(name, &n))
                continue;
            if (strncmp(name, "lib/arm64-v8a/", 14) == 0)
                return name;
            first = first == NULL ? name : first;
        }
    }
    return first;
}

static bool is_other_abi(const char *name, const char *chosen)
{
    size_t n = 0;
    size_t m = 0;
    if (chosen == NULL || !aa_member_is_native(name, &n) || !aa_member_is_native(chosen, &m))
        return false;
    return n != m || strncmp(name, chosen, 4 + n) != 0;
}

static void read_member(aa_framework_collector *c, const aa_zip_entry *entry, const reader *how,
                        aa_framework_kind kind)
{
    aa_source *source = c->source;
    aa_zip_content content = {.bytes = aa_bytes_none()};
    uint64_t left = source->package->budget_left;
    uint64_t cap = source->limits->entry_bytes < left ? source->limits->entry_bytes : left;
    aa_source_read_mark *mark = aa_source_push(source, &source->reads);
    c->member = aa_source_copy(source, entry->name);
    if (mark == NULL || c->member == NULL)
        return;
    source->notes->artifact = c->part->name;
    source->notes->member = c->member;
    *mark = (aa_source_read_mark){c->part->name, c->member, how->area};
    aa_err err = aa_zip_read(c->part->zip, entry, AA_ZIP_ASSET, cap, source->notes, &content);
    source->package->budget_left -= content.bytes.n < cap ? content.bytes.n : cap;
    source->failed = source->failed || err == AA_E_NOMEM;
    bool some = content.bytes.n > 0 && (err == AA_OK || err == AA_E_FORMAT);
    aa_zip_content *kept = NULL;
    if (some && !source->failed && how->read(c, kind, content.bytes))
        kept = push(c, &c->store->contents);
    if (kept != NULL)
        *kept = content;
    else
        aa_zip_content_done(&content);
}

static const reader *reader_of(aa_bytes role)
{
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (aa_bytes_is(role, readers[i].role))
            return &readers[i];
    return NULL; /* a mark */
}

/* A framework's rows count only when the app is made with it. */
static void read_entry(aa_framework_collector *c, const aa_zip_entry *entry, const bool *marked)
{
    const char *name = inner_name(c->source, entry->name);
    const aa_framework_row *rows = c->rows.items;
    for (size_t k = 0; name != NULL && k < c->rows.count; k++) {
        const reader *how = marked[rows[k].kind] ? reader_of(rows[k].role) : NULL;
        if (how == NULL || !aa_packer_fits(rows[k].member, of_text(name)))
            continue;
        read_member(c, entry, how, rows[k].kind);
        return; /* the first that fits: rows of other frameworks name the same */
    }
}

static void read_programs(aa_framework_collector *c, const bool *marked)
{
    const char *abi = choose_abi(c->source);
    for (size_t i = 0; i < c->source->package->part_count; i++) {
        c->part = &c->source->package->parts[i];
        for (size_t k = 0; has_program(c->source, c->part) && k < aa_zip_count(c->part->zip); k++) {
            const aa_zip_entry *entry = aa_zip_at(c->part->zip, k);
            if (c->files.count >= MOST_FILES) {
                c->source->notes->artifact = c->part->name;
                c->source->notes->member = NULL;
                aa_notes_add(c->source->notes, AA_NOTE_GAP, "limit.framework_files", AA_NO_OFFSET, "%u",
                             MOST_FILES);
                return;
            }
            if (!entry->hidden && !is_other_abi(entry->name, abi))
                read_entry(c, entry, marked);
        }
    }
}

/* ---- all --------------------------------------------------------------------------------------------- */

void aa_frameworks_release(const aa_frameworks *frameworks)
{
    aa_framework_store *store = (aa_framework_store *)(uintptr_t)frameworks;
    if (store == NULL)
        return;
    for (size_t i = 0; i < store->contents.count; i++)
        aa_zip_content_done((aa_zip_content *)store->contents.items + i);
    store->contents.count = 0;
    store->base.texts = NULL; /* they lie in what is gone */
    store->base.text_count = 0;
}

static void tell_gaps(aa_framework_collector *c)
{
    const aa_frameworks *f = &c->store->base;
    for (size_t i = 0; i < f->file_count; i++)
        if (f->files[i].read) /* its texts: checks over code have something to see */
            aa_source_mark(c->source, AA_AREA_CODE, AA_AREA_PARTIAL);
    for (size_t i = 0; i < f->count; i++) {
        const char *code = words[f->items[i].kind].gap;
        aa_source_gap(c->source, AA_AREA_CODE, AA_GAP_SCOPE, code, NULL, f->items[i].place.member, "");
        aa_source_gap(c->source, AA_AREA_LAYOUTS, AA_GAP_SCOPE, code, NULL, f->items[i].place.member, "");
    }
}

static void finish(aa_framework_collector *c, const bool *marked)
{
    aa_frameworks *f = &c->store->base;
    for (int kind = 0; kind < AA_FRAMEWORK_COUNT; kind++)
        if (marked[kind])
            c->frameworks[f->count++] = c->frameworks[kind];
    *f =
        (aa_frameworks){c->frameworks,  f->count,          c->files.items,    c->files.count, c->texts.items,
                        c->texts.count, c->settings.items, c->settings.count, c->pages.items, c->pages.count};
    tell_gaps(c);
}

aa_err aa_collect_frameworks(aa_source *source, aa_facts *facts)
{
    bool marked[AA_FRAMEWORK_COUNT] = {false};
    aa_framework_store *store = aa_arena_alloc(source->arena, sizeof *store);
    if (store == NULL)
        return AA_E_NOMEM;
    *store = (aa_framework_store){.contents = AA_VEC_INIT(aa_zip_content)};
    facts->frameworks = &store->base;
    aa_framework_collector c = {.source = source,
                                .store = store,
                                .rows = AA_VEC_INIT(aa_framework_row),
                                .files = AA_VEC_INIT(aa_framework_file),
                                .texts = AA_VEC_INIT(aa_framework_text),
                                .settings = AA_VEC_INIT(aa_web_setting),
                                .pages = AA_VEC_INIT(aa_web_page)};
    c.frameworks = aa_arena_array(source->arena, AA_FRAMEWORK_COUNT, sizeof *c.frameworks);
    if (c.frameworks == NULL || !read_table(&c))
        return AA_E_NOMEM;
    if (recognise(&c, marked) &&
        source->with_code) /* texts point into the package, which may be closed else */
        read_programs(&c, marked);
    finish(&c, marked);
    return aa_source_status(source);
}
