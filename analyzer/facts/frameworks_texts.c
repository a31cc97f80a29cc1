/*
 * Constant texts of scripts, pages, Hermes bytecode and Dart snapshots.
 */
#include <inttypes.h>

#include "base/utf8.h"
#include "decode/dart.h"
#include "decode/hermes.h"
#include "decode/js_text.h"
#include "decode/markup.h"
#include "facts/frameworks_internal.h"

#define DART_LEAST 6U /* characters of a run: shorter ones are mostly machine code */
#define LOOKED_AT  4096U

static void set_engine(aa_framework_collector *c, aa_framework_kind kind, const char *engine,
                       const char *version)
{
    aa_framework *f = &c->frameworks[kind];
    f->engine = f->engine == NULL ? engine : f->engine;
    f->version = f->version == NULL ? version : f->version;
}

/* ---- scripts ------------------------------------------------------------------------------------------ */

static void add_literals(aa_framework_collector *c, aa_bytes source, uint64_t base)
{
    aa_js_walk walk = {.source = source};
    aa_js_literal l;
    while (!c->source->failed && !c->full && aa_js_next(&walk, &l)) {
        aa_bytes text = l.escaped ? aa_js_plain(c->source->arena, &l) : l.raw;
        c->source->failed = c->source->failed || (l.escaped && text.n == 0 && l.raw.n > 1);
        aa_framework_add_text(c, text, base + l.offset, false);
    }
}

/* What Metro writes before everything else. */
static bool is_development(aa_bytes script)
{
    static const char mark[] = "__DEV__=true";
    size_t end = script.n < LOOKED_AT ? script.n : LOOKED_AT;
    for (size_t i = 0; i + sizeof mark - 1 <= end; i++)
        if (memcmp(script.p + i, mark, sizeof mark - 1) == 0)
            return true;
    return false;
}

bool aa_framework_read_script(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_framework_file *file = aa_framework_add_file(c, kind, AA_FORM_SCRIPT);
    if (file == NULL)
        return false;
    file->read = true;
    file->debug = kind == AA_FRAMEWORK_REACT_NATIVE && is_development(content);
    set_engine(c, kind,
               kind == AA_FRAMEWORK_CORDOVA || kind == AA_FRAMEWORK_CAPACITOR ? "web view" : "javascript",
               NULL);
    add_literals(c, content, 0);
    return true;
}

/* ---- Hermes ------------------------------------------------------------------------------------------- */

static void add_hermes_texts(aa_framework_collector *c, const aa_hermes *hermes)
{
    aa_hermes_walk walk = {0};
    aa_hermes_string s;
    while (!c->source->failed && !c->full && aa_hermes_next(hermes, &walk, &s)) {
        if (s.bad || s.bytes.n == 0)
            continue;
        aa_bytes text = s.bytes;
        if (s.utf16) {
            const char *utf8 = aa_utf16le_to_utf8(c->source->arena, s.bytes);
            c->source->failed = c->source->failed || utf8 == NULL;
            text = aa_bytes_of(utf8, utf8 == NULL ? 0 : strlen(utf8));
        }
        aa_framework_add_text(c, text, s.offset, s.identifier);
    }
}

static bool read_hermes(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_hermes hermes;
    aa_framework_file *file = aa_framework_add_file(c, kind, AA_FORM_HERMES);
    aa_err err = aa_hermes_read(content, c->source->limits, c->source->notes, &hermes);
    c->source->failed = c->source->failed || err == AA_E_NOMEM;
    if (c->source->failed || file == NULL)
        return false;
    file->version = aa_arena_printf(c->source->arena, "%" PRIu32, hermes.version);
    const char *version = aa_arena_printf(c->source->arena, "bytecode %" PRIu32, hermes.version);
    c->source->failed = file->version == NULL || version == NULL;
    set_engine(c, kind, "hermes", hermes.version != 0 ? version : NULL);
    if (err == AA_E_UNSUPPORTED)
        aa_source_gap(c->source, AA_AREA_CODE, AA_GAP_SCOPE, "scope.hermes_version", NULL, c->member,
                      file->version);
    if (err != AA_OK)
        return false;
    file->read = true;
    file->sealed = hermes.intact;
    file->functions = hermes.function_count;
    add_hermes_texts(c, &hermes);
    return true;
}

bool aa_framework_read_bundle(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    if (aa_hermes_looks(content))
        return read_hermes(c, kind, content);
    aa_bytes head = aa_bytes_of(content.p, content.n < LOOKED_AT ? content.n : LOOKED_AT);
    if (memchr(head.p, 0, head.n) == NULL)
        return aa_framework_read_script(c, kind, content);
    (void)aa_framework_add_file(c, kind, AA_FORM_SCRIPT);
    aa_notes_add(c->source->notes, AA_NOTE_GAP, "framework.bundle_unknown", 0, "%s", "");
    return false;
}

/* ---- pages -------------------------------------------------------------------------------------------- */

static bool is_start(const char *member)
{
    static const char *const starts[] = {"/www/index.html", "/public/index.html"};
    size_t n = strlen(member);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t k = strlen(starts[i]);
        if (n > k && strcmp(member + n - k, starts[i]) == 0)
            return true;
    }
    return false;
}

static void add_attributes(aa_framework_collector *c, const aa_markup *m)
{
    size_t pos = 0;
    aa_markup_attr a;
    while (aa_markup_attribute(m->attributes, &pos, &a))
        if (a.value.n > 1)
            aa_framework_add_text(c, a.value, aa_markup_offset(m, a.value), false);
}

/* <meta http-equiv="Content-Security-Policy" content="…"> */
static void look_for_policy(aa_framework_collector *c, const aa_markup *m, aa_web_page *page)
{
    aa_bytes what, policy;
    if (page->policy == NULL && aa_markup_is(m->name, "meta") && aa_markup_get(m, "http-equiv", &what) &&
        aa_markup_is(what, "Content-Security-Policy") && aa_markup_get(m, "content", &policy))
        page->policy = aa_framework_copy(c, policy);
}

bool aa_framework_read_page(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_framework_file *file = aa_framework_add_file(c, kind, AA_FORM_PAGE);
    aa_web_page *slot = aa_source_push(c->source, &c->pages);
    if (file == NULL || slot == NULL)
        return false;
    file->read = true;
    set_engine(c, kind, "web view", NULL);
    aa_web_page page = {.start = is_start(c->member),
                        .place = {.artifact = c->part->name, .member = c->member, .offset = AA_NO_OFFSET}};
    aa_markup m = {.source = content};
    while (!c->source->failed && aa_markup_next(&m)) {
        add_attributes(c, &m);
        look_for_policy(c, &m, &page);
        if (m.script.n > 0)
            add_literals(c, m.script, aa_markup_offset(&m, m.script));
    }
    *slot = page;
    return true;
}

/* ---- Dart --------------------------------------------------------------------------------------------- */

bool aa_framework_read_dart(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_framework *f = &c->frameworks[kind];
    aa_framework_file *file = aa_framework_add_file(c, kind, AA_FORM_DART);
    if (file == NULL)
        return false;
    size_t length = strlen(c->member);
    file->read = true;
    file->debug = length > 16 && strcmp(c->member + length - 16, "/kernel_blob.bin") == 0;
    set_engine(c, kind, "dart", NULL);
    aa_dart dart = aa_dart_read(content);
    if (dart.found && f->build == NULL) {
        f->build = aa_framework_copy(c, dart.hash);
        f->features = aa_framework_copy(c, dart.features);
    }
    size_t pos = 0;
    aa_bytes run;
    while (!c->source->failed && !c->full && aa_dart_next(content, &pos, DART_LEAST, &run))
        aa_framework_add_text(c, run, (uint64_t)(run.p - content.p), false);
    return true;
}

bool aa_framework_read_engine(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_bytes version = aa_dart_engine_version(content);
    set_engine(c, kind, "dart", version.n == 0 ? NULL : aa_framework_copy(c, version));
    return false;
}
