/*
 * One pass over the native libraries of an APK: headers, then constant texts and AArch64 calls.
 */
#include <stdlib.h>
#include <string.h>

#include "base/tsv.h"
#include "facts/members.h"
#include "facts/native_code.h"
#include "facts/packers.h"
#include "facts/source.h"

/* Functions with a form that checks sizes (bionic libc/include/bits/fortify), as far as its lack says
 * something: of copies of a constant size compilers keep the plain form on purpose. */
static const char *const checked[] = {"strcpy",    "strncpy",  "strcat",  "strncat",  "stpcpy",
                                      "strlcpy",   "strlcat",  "sprintf", "vsprintf", "snprintf",
                                      "vsnprintf", "fgets",    "read",    "recv",     "recvfrom",
                                      "pread",     "readlink", "getcwd",  NULL};

enum { TEXT_MOST = 200 };

typedef struct collection {
    aa_source *source;
    const aa_source_part *part;
    aa_arena *scratch;         /* of one library */
    aa_vec items;              /* of aa_native */
    aa_vec words;              /* of aa_bytes: checks/data/native-texts.tsv */
    uint64_t starts[1U << 10]; /* a bit for each two bytes that one of them starts with */
} collection;

static const char *keep(collection *c, const char *text)
{
    return aa_source_copy(c->source, text);
}

/* ---- names */

const char *aa_toolchain_name(aa_toolchain toolchain)
{
    static const char *const names[] = {
        [AA_TOOLCHAIN_UNKNOWN] = "unknown", [AA_TOOLCHAIN_CLANG] = "clang", [AA_TOOLCHAIN_GCC] = "gcc",
        [AA_TOOLCHAIN_RUST] = "rust",       [AA_TOOLCHAIN_GO] = "go",       [AA_TOOLCHAIN_DART] = "dart",
        [AA_TOOLCHAIN_SWIFT] = "swift",     [AA_TOOLCHAIN_MONO] = "mono",
    };
    return names[toolchain];
}

bool aa_toolchain_is_c(aa_toolchain toolchain)
{
    return toolchain == AA_TOOLCHAIN_CLANG || toolchain == AA_TOOLCHAIN_GCC;
}

bool aa_native_imports(const aa_native *native, const char *function)
{
    for (size_t i = 0; i < native->import_count; i++)
        if (strcmp(native->imports[i], function) == 0)
            return true;
    return false;
}

const char *aa_native_text(const aa_native *native, const char *part)
{
    for (size_t i = 0; i < native->text_count; i++)
        if (strstr(native->texts[i], part) != NULL)
            return native->texts[i];
    return NULL;
}

/* ---- what headers say */

static aa_toolchain toolchain_of(const aa_elf *elf)
{
    const char *c = elf->comment != NULL ? elf->comment : "";
    if (aa_elf_has(elf, "_kDartVmSnapshotInstructions", false) ||
        aa_elf_has(elf, "_kDartIsolateSnapshotInstructions", false))
        return AA_TOOLCHAIN_DART;
    if (elf->go)
        return AA_TOOLCHAIN_GO;
    if (elf->swift)
        return AA_TOOLCHAIN_SWIFT;
    if (strstr(c, "rustc") != NULL || aa_elf_has(elf, "rust_eh_personality", false))
        return AA_TOOLCHAIN_RUST;
    if (aa_elf_has(elf, "mono_aot_file_info", false))
        return AA_TOOLCHAIN_MONO;
    if (strstr(c, "clang") != NULL)
        return AA_TOOLCHAIN_CLANG;
    return strstr(c, "GCC") != NULL ? AA_TOOLCHAIN_GCC : AA_TOOLCHAIN_UNKNOWN;
}

/* "__strcpy_chk" → "strcpy"; false: not of that form. */
static bool is_fortified(const char *name)
{
    size_t n = strlen(name);
    return n > 6 && strncmp(name, "__", 2) == 0 && strcmp(name + n - 4, "_chk") == 0;
}

/* Functions whose calls are kept: the table is static, its names need no copy. */
static void add_import(collection *c, const char *name, aa_vec *imports)
{
    for (size_t i = 0; aa_native_asked[i] != NULL; i++) {
        if (strcmp(name, aa_native_asked[i]) != 0)
            continue;
        const char **slot = aa_source_push(c->source, imports);
        if (slot != NULL)
            *slot = aa_native_asked[i];
    }
}

static const char *tls_of(const char *name)
{
    static const char *const functions[] = {"SSL_connect",        "SSL_do_handshake", "curl_easy_perform",
                                            "curl_multi_perform", "wolfSSL_connect",  "mbedtls_ssl_handshake",
                                            "gnutls_handshake"};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(name, functions[i]) == 0)
            return functions[i];
    return NULL;
}

static void read_symbols(collection *c, const aa_elf *elf, aa_native *n)
{
    aa_vec imports = AA_VEC_INIT(const char *);
    for (size_t i = 0; i < elf->symbol_count; i++) {
        const aa_elf_symbol *s = &elf->symbols[i];
        n->canary = n->canary || strcmp(s->name, "__stack_chk_fail") == 0;
        if (s->imported) {
            add_import(c, s->name, &imports);
            n->tls = n->tls != NULL ? n->tls : tls_of(s->name);
            n->fortified += is_fortified(s->name);
            if (aa_text_is_any(s->name, checked) && n->unfortified++ == 0)
                n->first_unfortified = keep(c, s->name);
        } else {
            n->jni_exports += strncmp(s->name, "Java_", 5) == 0;
            n->on_load = n->on_load || strcmp(s->name, "JNI_OnLoad") == 0;
        }
    }
    n->imports = imports.items;
    n->import_count = imports.count;
}

static void read_loads(const aa_elf *elf, aa_native *n)
{
    for (size_t i = 0; i < elf->load_count; i++) {
        const aa_elf_load *l = &elf->loads[i];
        n->writable_code = n->writable_code || (l->flags & (AA_ELF_W | AA_ELF_X)) == (AA_ELF_W | AA_ELF_X);
        if (n->least_align == 0 || l->align < n->least_align)
            n->least_align = l->align;
    }
}

static void read_headers(collection *c, const aa_elf *elf, aa_native *n)
{
    n->readable = true;
    n->is64 = elf->is64;
    n->program = elf->type == AA_ELF_EXEC || elf->has_interpreter;
    n->fixed_address = elf->type == AA_ELF_EXEC;
    n->guards = elf->guards;
    n->api = elf->android_api;
    n->toolchain = toolchain_of(elf);
    n->rpath = keep(c, elf->rpath != NULL ? elf->rpath : elf->runpath);
    n->build_id = keep(c, elf->build_id);
    n->ndk = keep(c, elf->ndk);
    n->comment = keep(c, elf->comment);
    const char **needed = aa_arena_array(c->source->arena, elf->needed_count + 1, sizeof *needed);
    c->source->failed = c->source->failed || needed == NULL;
    for (size_t i = 0; needed != NULL && i < elf->needed_count; i++)
        needed[i] = keep(c, elf->needed[i]);
    n->needed = needed;
    n->needed_count = needed != NULL ? elf->needed_count : 0;
    read_loads(elf, n);
    read_symbols(c, elf, n);
}

/* ---- constant texts */

static bool is_path_of_a_person(const char *text)
{
    static const char *const begins[] = {"/Users/",           "/home/",  "C:\\Users\\", "D:\\",
                                         "/var/lib/jenkins/", "/builds/"};
    static const char *const ends[] = {".c", ".cc", ".cpp", ".cxx", ".h", ".hpp", ".rs", ".go", ".m", ".mm"};
    size_t n = strlen(text);
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        for (size_t k = 0;
             strncmp(text, begins[i], strlen(begins[i])) == 0 && k < sizeof ends / sizeof ends[0]; k++)
            if (n > strlen(ends[k]) && strcmp(text + n - strlen(ends[k]), ends[k]) == 0)
                return true;
    return false;
}

/* A phrase that is asked for begins with the two bytes at |at| and stands there. */
static bool word_at(const collection *c, aa_bytes text, size_t at)
{
    unsigned start = (unsigned)text.p[at] << 8 | text.p[at + 1];
    const aa_bytes *words = c->words.items;
    if ((c->starts[start >> 6] >> (start & 63) & 1) == 0)
        return false;
    for (size_t i = 0; i < c->words.count; i++)
        if (words[i].n <= text.n - at && memcmp(words[i].p, text.p + at, words[i].n) == 0)
            return true;
    return false;
}

static bool is_asked(const collection *c, aa_bytes text)
{
    for (size_t at = 0; at + 1 < text.n; at++)
        if (word_at(c, text, at))
            return true;
    return false;
}

static void load_words(collection *c)
{
    aa_tsv table = aa_tsv_open("native-texts.tsv");
    aa_bytes word;
    while (aa_tsv_next(&table, &word, 1)) {
        aa_bytes *slot = word.n >= 2 ? aa_source_push(c->source, &c->words) : NULL;
        if (slot == NULL)
            continue;
        *slot = word;
        unsigned start = (unsigned)word.p[0] << 8 | word.p[1];
        c->starts[start >> 6] |= UINT64_C(1) << (start & 63);
    }
}

static void look_at_text(collection *c, const char *text, aa_native *n, aa_vec *texts)
{
    if (n->source_path == NULL && is_path_of_a_person(text)) {
        n->source_paths = true;
        n->source_path = keep(c, text);
    }
    if (!is_asked(c, aa_bytes_of(text, strlen(text))))
        return;
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(((const char **)texts->items)[i], text) == 0)
            return;
    const char **slot = aa_source_push(c->source, texts);
    if (slot != NULL)
        *slot = keep(c, text);
}

/* Texts of printable ASCII that end with NUL, 5 to TEXT_MOST bytes. */
static void read_texts(collection *c, aa_bytes data, aa_native *n, aa_vec *texts)
{
    size_t start = 0;
    for (size_t i = 0; i < data.n && !c->source->failed; i++) {
        if (data.p[i] >= 0x20 && data.p[i] < 0x7F)
            continue;
        size_t length = i - start;
        if (data.p[i] == 0 && length >= 5 && length <= TEXT_MOST) {
            char text[TEXT_MOST + 1];
            memcpy(text, data.p + start, length);
            text[length] = '\0';
            look_at_text(c, text, n, texts);
        }
        start = i + 1;
    }
}

/* ---- who made it */

aa_bytes aa_native_vendor(const char *name)
{
    aa_tsv table = aa_tsv_open("native-vendors.tsv");
    aa_bytes fields[2];
    while (aa_tsv_next(&table, fields, 2))
        if (aa_packer_fits(fields[0], aa_bytes_of(name, strlen(name))))
            return fields[1];
    return aa_bytes_none();
}

static const char *vendor_of(collection *c, const char *name)
{
    aa_bytes known = aa_native_vendor(name);
    const char *vendor = known.n == 0 ? NULL : aa_arena_utf8(c->source->arena, known);
    c->source->failed = c->source->failed || (known.n > 0 && vendor == NULL);
    return vendor;
}

/* ---- one library */

static void read_code(collection *c, const aa_elf *elf, aa_native *n)
{
    aa_native_sweep found = {.wanted = NULL};
    if (elf->machine != AA_ELF_AARCH64)
        return;
    aa_native_sweep_code(c->scratch, elf, &found);
    c->source->failed = c->source->failed || found.failed;
    aa_native_call *calls = aa_arena_array(c->source->arena, found.calls.count + 1, sizeof *calls);
    if (calls == NULL || found.failed) {
        c->source->failed = true;
        return;
    }
    const aa_native_call *from = found.calls.items;
    for (size_t i = 0; i < found.calls.count; i++) {
        calls[i] = from[i];
        calls[i].function = keep(c, from[i].function);
        for (size_t k = 0; k < AA_NATIVE_ARGUMENTS; k++)
            calls[i].arguments[k].text = keep(c, from[i].arguments[k].text);
    }
    n->calls = calls;
    n->call_count = found.calls.count;
    n->calls_read = true;
    n->fills_stack = found.filler != NULL;
    n->filler = keep(c, found.filler);
    n->syscalls = found.syscalls;
}

static void read_library(collection *c, aa_bytes file, aa_native *n)
{
    aa_elf *elf = NULL;
    aa_vec texts = AA_VEC_INIT(const char *);
    aa_err err = aa_elf_read(c->scratch, file, c->source->limits, c->source->notes, &elf);
    c->source->failed = c->source->failed || err == AA_E_NOMEM;
    if (err != AA_OK)
        return;
    read_headers(c, elf, n);
    for (size_t i = 0; i < elf->load_count; i++)
        if ((elf->loads[i].flags & AA_ELF_W) == 0) /* older linkers put constants beside code */
            read_texts(c, elf->loads[i].data, n, &texts);
    n->texts = texts.items;
    n->text_count = texts.count;
    n->tls = n->tls != NULL ? n->tls : aa_native_text(n, "libcurl/");
    n->registers_natives =
        n->on_load; /* RegisterNatives() is a slot of a table: only its usual place is known */
    read_code(c, elf, n);
}

static void read_member(collection *c, const aa_zip_entry *entry, size_t abi_length)
{
    aa_source *source = c->source;
    aa_zip_content content = {.bytes = aa_bytes_none()};
    aa_native *n = aa_source_push(source, &c->items);
    aa_source_read_mark *mark = aa_source_push(source, &source->reads);
    c->scratch = aa_arena_new();
    if (n == NULL || mark == NULL || c->scratch == NULL) {
        source->failed = true;
        aa_arena_free(c->scratch);
        return;
    }
    uint64_t left = source->package->budget_left, cap = source->limits->entry_bytes;
    source->notes->artifact = c->part->artifact;
    source->notes->member = aa_source_copy(source, entry->name);
    *mark = (aa_source_read_mark){c->part->artifact, source->notes->member, AA_AREA_NATIVE};
    *n = (aa_native){
        .artifact = c->part->artifact,
        .member = source->notes->member,
        .abi = aa_arena_strndup(source->arena, entry->name + 4, abi_length),
        .name = keep(c, strrchr(entry->name, '/') + 1),
        .place = {.artifact = c->part->artifact, .member = source->notes->member, .offset = AA_NO_OFFSET}};
    n->vendor = vendor_of(c, n->name);
    aa_err err =
        aa_zip_read(c->part->part->zip, entry, AA_ZIP_ART, cap < left ? cap : left, source->notes, &content);
    source->failed = source->failed || err == AA_E_NOMEM;
    source->package->budget_left -= content.bytes.n < left ? content.bytes.n : left;
    n->size = content.bytes.n;
    if (content.bytes.n > 0 && !source->failed)
        read_library(c, content.bytes, n);
    aa_zip_content_done(&content);
    aa_arena_free(c->scratch);
}

/* ---- the same library for several processors */

typedef struct named {
    const char *name;
    size_t at;
} named;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : x->at < y->at ? -1 : x->at > y->at;
}

static void link_processors(collection *c)
{
    aa_native *items = c->items.items;
    named *names = aa_arena_array(c->source->scratch, c->items.count + 1, sizeof *names);
    c->source->failed = c->source->failed || names == NULL;
    if (c->source->failed || c->items.count == 0)
        return;
    for (size_t i = 0; i < c->items.count; i++)
        names[i] = (named){items[i].name, i};
    qsort(names, c->items.count, sizeof *names, by_name);
    for (size_t i = 0; i < c->items.count; i++) {
        aa_native *n = &items[names[i].at];
        bool first = i == 0 || strcmp(names[i - 1].name, n->name) != 0;
        n->first_abi = first ? names[i].at : items[names[i - 1].at].first_abi;
        n->next_abi =
            i + 1 < c->items.count && strcmp(names[i + 1].name, n->name) == 0 ? names[i + 1].at : SIZE_MAX;
    }
}

aa_err aa_collect_natives(aa_source *source, aa_facts *facts)
{
    collection c = {.source = source, .items = AA_VEC_INIT(aa_native), .words = AA_VEC_INIT(aa_bytes)};
    aa_natives *natives = aa_arena_alloc(source->arena, sizeof *natives);
    if (natives == NULL)
        return AA_E_NOMEM;
    load_words(&c);
    for (size_t i = 0; i < source->part_count; i++) {
        c.part = &source->parts[i];
        size_t count = c.part->part->zip == NULL ? 0 : aa_zip_count(c.part->part->zip), abi = 0;
        for (size_t k = 0; k < count && !source->failed; k++) {
            const aa_zip_entry *entry = aa_zip_at(c.part->part->zip, k);
            if (aa_member_is_native(entry->name, &abi))
                read_member(&c, entry, abi);
        }
    }
    if (!source->failed)
        link_processors(&c);
    *natives = (aa_natives){c.items.items, c.items.count};
    facts->native_libraries = natives;
    return aa_source_status(source);
}
