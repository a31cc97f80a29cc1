/*
 * Lines and files of machine code, by the dSYMs of the build. A dSYM belongs to the program whose LC_UUID it
 * has; its addresses are those of the program as linked.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/bisect.h"
#include "base/str.h"
#include "decode/dwarf_lines.h"
#include "reports/document/document.h"
#include "reports/mapping/mapping.h"

#define PATH_BYTES ((size_t)1 << 16)
#define N_STAB     0xe0

/* ---- reading ------------------------------------------------------------------------------------------- */

/* What lies in the file of section |name|: in a dSYM only debug sections do. */
static aa_bytes section_of(const aa_macho *macho, const char *name)
{
    const aa_macho_section *section = aa_macho_section_of(macho, "__DWARF", name);
    aa_bytes out = aa_bytes_none();
    if (section != NULL && section->offset > 0)
        (void)aa_bytes_sub(macho->data, section->offset, section->size, &out);
    return out;
}

static aa_err add_slice(aa_arena *arena, aa_origins *origins, const char *from, const aa_macho_slice *slice,
                        const aa_limits *limits)
{
    aa_notes quiet; /* what is damaged is no line then */
    aa_macho macho;
    aa_notes_init(&quiet, arena, 1);
    aa_err err = aa_macho_open(arena, slice->data, limits, &quiet, &macho);
    if (err != AA_OK || !macho.has_uuid || section_of(&macho, "__debug_line").n == 0)
        return err == AA_E_NOMEM ? err : AA_OK;
    aa_debug_slice *out = aa_vec_push(arena, &origins->debug);
    if (out == NULL)
        return AA_E_NOMEM;
    *out = (aa_debug_slice){from, aa_macho_uuid(arena, macho.uuid),
                            aa_macho_arch(arena, slice->cpu, slice->subtype), macho};
    return out->uuid == NULL || out->arch == NULL ? AA_E_NOMEM : AA_OK;
}

aa_err aa_debug_add(aa_arena *arena, aa_origins *origins, const char *from, aa_bytes file)
{
    aa_limits *limits = aa_arena_alloc(arena, sizeof *limits);
    if (limits == NULL)
        return AA_E_NOMEM;
    *limits = (aa_limits)AA_LIMITS_INIT;
    size_t before = origins->debug.count;
    const aa_macho_slice *slices = NULL;
    size_t count = 0;
    aa_notes quiet;
    aa_notes_init(&quiet, arena, 1);
    aa_err err = aa_macho_slices(arena, file, limits, &quiet, &slices, &count);
    for (size_t i = 0; err == AA_OK && i < count; i++)
        err = add_slice(arena, origins, from, &slices[i], limits);
    return err == AA_OK && origins->debug.count == before ? AA_E_FORMAT : err;
}

/* ---- names --------------------------------------------------------------------------------------------- */

/* A part of the result whose source is wanted. */
typedef struct wanted {
    uint64_t address;
    json_t *where; /* a place, or a line of a trace */
} wanted;

typedef struct linker {
    aa_arena *arena;
    const aa_origins *origins;
    const aa_debug_slice *slice;
    const aa_macho_symbol **symbols; /* of the slice's functions, by name */
    size_t symbol_count;
    aa_vec wanted;
    bool failed; /* memory is out */
} linker;

static int by_symbol(const void *a, const void *b)
{
    const aa_macho_symbol *left = *(const aa_macho_symbol *const *)a;
    const aa_macho_symbol *right = *(const aa_macho_symbol *const *)b;
    int order = aa_bytes_compare(left->name, right->name);
    return order != 0 ? order : (left->value > right->value) - (left->value < right->value);
}

static void sort_symbols(linker *l)
{
    const aa_macho *macho = &l->slice->macho;
    l->symbols = aa_arena_array(l->arena, macho->symbol_count, sizeof(const aa_macho_symbol *));
    l->symbol_count = 0;
    l->failed = l->failed || l->symbols == NULL;
    for (size_t i = 0; i < macho->symbol_count && !l->failed; i++) {
        const aa_macho_symbol *symbol = &macho->symbols[i];
        if ((symbol->type & N_STAB) == 0 && symbol->section != 0)
            l->symbols[l->symbol_count++] = symbol;
    }
    if (l->symbol_count > 1)
        qsort(l->symbols, l->symbol_count, sizeof(const aa_macho_symbol *), by_symbol);
}

/* Where the function called |name| begins; 0 when there is none, or there are several. */
static uint64_t address_of(const linker *l, aa_bytes name)
{
    size_t low;
    AA_BISECT(low, l->symbol_count, middle, aa_bytes_compare(l->symbols[middle]->name, name) < 0);
    uint64_t address = 0;
    for (; low < l->symbol_count && aa_bytes_equal(l->symbols[low]->name, name); low++) {
        if (address != 0 && l->symbols[low]->value != address)
            return 0;
        address = l->symbols[low]->value;
    }
    return address;
}

/* The same of a line of a trace: "-[Vault seal:]", "_main". */
static uint64_t address_of_step(linker *l, const json_t *step)
{
    const char *class_name = aa_member_text(step, "class");
    const char *method = aa_member_text(step, "method");
    if (method == NULL || method[0] == '\0')
        return 0;
    bool message = class_name != NULL && (method[0] == '-' || method[0] == '+');
    const char *name = message ? aa_arena_printf(l->arena, "%c[%s %s]", method[0], class_name, method + 1)
                               : aa_arena_printf(l->arena, "_%s", method);
    l->failed = l->failed || name == NULL;
    return name == NULL || (class_name != NULL && !message) ? 0
                                                            : address_of(l, aa_bytes_of(name, strlen(name)));
}

/* ---- paths --------------------------------------------------------------------------------------------- */

static void put_elements(aa_str *s, size_t start, aa_bytes path)
{
    while (path.n > 0) {
        const uint8_t *slash = memchr(path.p, '/', path.n);
        size_t n = slash == NULL ? path.n : (size_t)(slash - path.p);
        aa_bytes element = aa_bytes_of(path.p, n);
        if (aa_bytes_is(element, "..")) {
            while (s->len > start && s->ptr[s->len - 1] != '/')
                s->ptr[--s->len] = '\0';
            if (s->len > start)
                s->ptr[--s->len] = '\0';
        } else if (n > 0 && !aa_bytes_is(element, ".")) {
            aa_str_put(s, s->len > start ? "/" : "");
            aa_str_putn(s, (const char *)element.p, n);
        }
        path = aa_bytes_from(path, slash == NULL ? path.n : n + 1);
    }
}

static bool is_absolute(aa_bytes path)
{
    return path.n > 0 && path.p[0] == '/';
}

/* The path as the compiler knew it, without "." and ".."; a path that begins with '/' still does. */
static void put_path(aa_str *s, const aa_dwarf_place *place)
{
    bool named = is_absolute(place->file);
    bool folder = !named && is_absolute(place->folder);
    if (named || folder || is_absolute(place->root))
        aa_str_putc(s, '/');
    size_t start = s->len;
    if (!named && !folder)
        put_elements(s, start, place->root);
    if (!named)
        put_elements(s, start, place->folder);
    put_elements(s, start, place->file);
}

/* |path| without the folder that the compiler ran in; its name alone when it lies elsewhere. */
static const char *relative(const char *path, aa_bytes root)
{
    if (path[0] != '/')
        return path;
    size_t n = root.n;
    while (n > 0 && root.p[n - 1] == '/')
        n--;
    if (n > 0 && strncmp(path, (const char *)root.p, n) == 0 && path[n] == '/')
        return path + n + 1;
    return strrchr(path, '/') + 1;
}

static const char *source_of(linker *l, const aa_dwarf_place *place)
{
    aa_str path;
    aa_str_init(&path, PATH_BYTES);
    put_path(&path, place);
    const char *found = NULL;
    bool ok = aa_str_ok(&path);
    if (ok && l->origins->sources != NULL)
        found = aa_sources_like(l->origins->sources, path.ptr);
    if (ok && found == NULL)
        found = relative(path.ptr, place->root);
    const char *text = found == NULL ? NULL : aa_arena_utf8(l->arena, aa_bytes_of(found, strlen(found)));
    l->failed = l->failed || (ok ? text == NULL : !path.too_long);
    aa_str_done(&path);
    return text;
}

/* ---- lines --------------------------------------------------------------------------------------------- */

static void want(linker *l, uint64_t address, json_t *where)
{
    wanted *slot = address == 0 ? NULL : aa_vec_push(l->arena, &l->wanted);
    l->failed = l->failed || (slot == NULL && address != 0);
    if (slot != NULL)
        *slot = (wanted){address, where};
}

static bool same_text(const json_t *a, const json_t *b, const char *key, const char *other_key)
{
    const char *left = aa_member_text(a, key);
    const char *right = aa_member_text(b, other_key);
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

/* The places and traces of |finding|, when it lies in |object|. */
static void want_finding(linker *l, const json_t *finding, const json_t *object)
{
    json_t *place = json_object_get(finding, "place");
    const json_t *trace = json_object_get(finding, "trace");
    uint64_t address = aa_member_uint(place, "address", 0);
    if (address == 0 || !same_text(place, object, "artifact", "artifact") ||
        !same_text(place, object, "member", "member") || !same_text(place, object, "path", "arch"))
        return;
    want(l, address, place);
    for (size_t i = 0; i < json_array_size(trace); i++) {
        json_t *step = json_array_get(trace, i);
        want(l, address_of_step(l, step), step);
    }
}

static int by_address(const void *a, const void *b)
{
    const wanted *left = a;
    const wanted *right = b;
    return (left->address > right->address) - (left->address < right->address);
}

static void tell(linker *l, const aa_dwarf_place *place, json_t *where)
{
    const char *source = place->line == 0 ? NULL : source_of(l, place);
    if (source == NULL || source[0] == '\0')
        return;
    if (json_object_set_new(where, "line", json_integer(place->line)) != 0 ||
        json_object_set_new(where, "source", json_string(source)) != 0)
        l->failed = true;
}

static void find_lines(linker *l)
{
    const aa_macho *macho = &l->slice->macho;
    const aa_dwarf_lines sections = {section_of(macho, "__debug_line"), section_of(macho, "__debug_line_str"),
                                     section_of(macho, "__debug_str")};
    wanted *all = l->wanted.items;
    aa_dwarf_place *places = aa_arena_array(l->arena, l->wanted.count, sizeof *places);
    size_t count = 0;
    size_t unread = 0;
    l->failed = l->failed || places == NULL;
    if (l->failed || l->wanted.count == 0)
        return;
    qsort(all, l->wanted.count, sizeof *all, by_address);
    for (size_t i = 0; i < l->wanted.count; i++) {
        if (count == 0 || places[count - 1].address != all[i].address)
            places[count++].address = all[i].address;
    }
    l->failed = aa_dwarf_find_lines(l->arena, &sections, places, count, &unread) != AA_OK;
    size_t at = 0;
    for (size_t i = 0; i < l->wanted.count && !l->failed; i++) {
        at += all[i].address != places[at].address ? 1 : 0;
        tell(l, &places[at], all[i].where);
    }
}

/* ---- programs ------------------------------------------------------------------------------------------ */

static bool is_of(const aa_debug_slice *slice, const json_t *object)
{
    const char *uuid = aa_member_text(object, "uuid");
    return uuid != NULL && strcmp(uuid, slice->uuid) == 0;
}

/* True when a slice of the dSYM at |from| is of an object of the app. */
static bool belongs(const aa_origins *origins, const char *from, const json_t *objects)
{
    const aa_debug_slice *slices = origins->debug.items;
    for (size_t i = 0; i < origins->debug.count; i++) {
        for (size_t k = 0; strcmp(slices[i].from, from) == 0 && k < json_array_size(objects); k++) {
            if (is_of(&slices[i], json_array_get(objects, k)))
                return true;
        }
    }
    return false;
}

/* "X.dSYM is of another build: its UUID is A (arm64); the app has B (Payload/A.app/A, arm64)". */
static void explain(const aa_origins *origins, const char *from, const json_t *objects,
                    aa_mapping_failure *failure)
{
    const aa_debug_slice *slices = origins->debug.items;
    aa_str s;
    aa_str_init(&s, AA_MAPPING_WHY - 1);
    aa_str_put(&s, "is of another build: its UUID is");
    for (size_t i = 0; i < origins->debug.count; i++) {
        if (strcmp(slices[i].from, from) == 0)
            aa_str_printf(&s, " %s (%s)", slices[i].uuid, slices[i].arch);
    }
    aa_str_put(&s, json_array_size(objects) == 0 ? "; the result has no program that a dSYM could be of"
                                                 : "; the app has");
    for (size_t i = 0; i < json_array_size(objects); i++) {
        const json_t *object = json_array_get(objects, i);
        const char *uuid = aa_member_text(object, "uuid");
        const char *member = aa_member_text(object, "member");
        const char *name = member == NULL ? NULL : strrchr(member, '/');
        aa_str_printf(&s, "%s %s (%s)", i == 0 ? "" : ",", uuid == NULL ? "none" : uuid,
                      name == NULL ? "" : name + 1);
    }
    failure->path = from;
    snprintf(failure->why, sizeof failure->why, "%s", s.ptr); /* as much of it as fits */
    aa_str_done(&s);
}

static aa_err link_slice(const aa_origins *origins, const aa_debug_slice *slice, aa_arena *arena,
                         const json_t *result)
{
    const json_t *findings = json_object_get(result, "findings");
    const json_t *objects = json_object_get(json_object_get(result, "inventory"), "objects");
    linker l = {.arena = arena, .origins = origins, .slice = slice, .wanted = AA_VEC_INIT(wanted)};
    sort_symbols(&l);
    for (size_t i = 0; i < json_array_size(objects) && !l.failed; i++) {
        const json_t *object = json_array_get(objects, i);
        for (size_t k = 0; is_of(slice, object) && k < json_array_size(findings) && !l.failed; k++)
            want_finding(&l, json_array_get(findings, k), object);
    }
    find_lines(&l);
    return l.failed ? AA_E_NOMEM : AA_OK;
}

aa_err aa_debug_apply(const aa_origins *origins, aa_arena *arena, const json_t *result,
                      aa_mapping_failure *failure)
{
    const json_t *objects = json_object_get(json_object_get(result, "inventory"), "objects");
    const aa_debug_slice *slices = origins->debug.items;
    aa_err err = AA_OK;
    for (size_t i = 0; i < origins->debug.count && err == AA_OK; i++) {
        if (belongs(origins, slices[i].from, objects)) {
            err = link_slice(origins, &slices[i], arena, result);
        } else {
            explain(origins, slices[i].from, objects, failure);
            err = AA_E_USAGE;
        }
    }
    return err;
}
