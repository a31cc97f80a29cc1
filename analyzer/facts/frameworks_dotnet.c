/*
 * .NET assemblies, alone and in stores, and what Unity ships.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "decode/assembly_store.h"
#include "decode/dart.h"
#include "decode/dotnet.h"
#include "decode/il2cpp.h"
#include "facts/frameworks_internal.h"

#define VERSION_PLACE 64U /* bytes in which a Unity file names the editor */

/* Assemblies of the platform: their texts are no app's. */
static bool is_platform(aa_bytes name)
{
    static const char *const begins[] = {"System",      "Microsoft.",  "Mono.",        "mscorlib",
                                         "netstandard", "Xamarin.",    "Java.Interop", "UnityEngine",
                                         "Unity.",      "WindowsBase", "_Microsoft"};
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++) {
        size_t n = strlen(begins[i]);
        if (name.n >= n && memcmp(name.p, begins[i], n) == 0)
            return true;
    }
    return false;
}

static aa_bytes base_name(const char *member)
{
    const char *slash = strrchr(member, '/');
    const char *name = slash == NULL ? member : slash + 1;
    return aa_bytes_of(name, strlen(name));
}

static void add_user_strings(aa_framework_collector *c, const aa_dotnet *assembly)
{
    size_t pos = 0;
    aa_bytes utf16;
    while (!c->source->failed && !c->full && aa_dotnet_text(assembly, &pos, &utf16)) {
        const char *text = aa_utf16le_to_utf8(c->source->arena, utf16);
        c->source->failed = c->source->failed || text == NULL;
        if (text != NULL && *text != '\0')
            aa_framework_add_text(c, aa_bytes_of(text, strlen(text)), (uint64_t)(utf16.p - assembly->file.p),
                                  false);
    }
}

/* "System.Net.Http.HttpClient", or with "::GetAsync" behind it. */
static void add_name(aa_framework_collector *c, const aa_dotnet_name *n)
{
    if (n->type.n == 0 || n->type.n + n->space.n + n->member.n > 2000)
        return;
    char *text =
        aa_arena_printf(c->source->arena, "%.*s%s%.*s%s%.*s", (int)n->space.n, (const char *)n->space.p,
                        n->space.n > 0 ? "." : "", (int)n->type.n, (const char *)n->type.p,
                        n->member.n > 0 ? "::" : "", (int)n->member.n, (const char *)n->member.p);
    c->source->failed = c->source->failed || text == NULL;
    if (text != NULL)
        aa_framework_add_text(c, aa_bytes_of(text, strlen(text)), n->offset, true);
}

static void add_references(aa_framework_collector *c, const aa_dotnet *assembly)
{
    for (uint32_t i = 0; i < aa_dotnet_type_ref_count(assembly) && !c->source->failed; i++) {
        aa_dotnet_name n = aa_dotnet_type_ref(assembly, i);
        add_name(c, &n);
    }
    for (uint32_t i = 0; i < aa_dotnet_member_ref_count(assembly) && !c->source->failed; i++) {
        aa_dotnet_name n = aa_dotnet_member_ref(assembly, i);
        add_name(c, &n);
    }
}

static void set_engine(aa_framework_collector *c, aa_framework_kind kind, const char *engine)
{
    if (c->frameworks[kind].engine == NULL)
        c->frameworks[kind].engine = engine;
}

static void read_plain(aa_framework_collector *c, aa_framework_kind kind, aa_bytes name, aa_bytes data)
{
    aa_dotnet assembly;
    aa_framework_file *file = aa_framework_add_file(c, kind, AA_FORM_ASSEMBLY);
    if (file == NULL || aa_dotnet_read(data, c->source->notes, &assembly) != AA_OK)
        return;
    set_engine(c, kind, "mono");
    file->name = aa_framework_copy(c, assembly.name.n > 0 ? assembly.name : name);
    file->version = assembly.runtime.n > 0 ? aa_framework_copy(c, assembly.runtime) : NULL;
    file->functions = aa_dotnet_type_count(&assembly);
    file->library = is_platform(assembly.name.n > 0 ? assembly.name : name);
    file->read = true;
    if (file->library)
        return;
    add_user_strings(c, &assembly);
    add_references(c, &assembly);
}

static void read_one(aa_framework_collector *c, aa_framework_kind kind, aa_bytes name, aa_bytes data)
{
    if (!aa_xalz_looks(data)) {
        read_plain(c, kind, name, data);
        return;
    }
    aa_bytes plain;
    uint64_t left = c->source->package->budget_left;
    uint64_t cap = c->source->limits->entry_bytes < left ? c->source->limits->entry_bytes : left;
    aa_err err = aa_xalz_expand(data, cap, c->source->notes, &plain);
    c->source->failed = c->source->failed || err == AA_E_NOMEM;
    if (err != AA_OK)
        return;
    c->source->package->budget_left -= plain.n < cap ? plain.n : cap;
    read_plain(c, kind, name, plain);
    free((void *)(uintptr_t)plain.p);
}

bool aa_framework_read_assembly(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    read_one(c, kind, base_name(c->member), content);
    return false;
}

bool aa_framework_read_store(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_assembly_store store;
    aa_err err = aa_assembly_store_read(content, c->source->notes, &store);
    if (err == AA_E_UNSUPPORTED)
        aa_source_gap(c->source, AA_AREA_CODE, AA_GAP_SCOPE, "scope.dotnet_store", NULL, c->member, "");
    uint32_t index = 0;
    size_t names = 0;
    aa_stored_assembly a;
    while (err == AA_OK && !c->source->failed && aa_assembly_store_next(&store, &index, &names, &a)) {
        if (a.data.n == 0)
            aa_notes_add(c->source->notes, AA_NOTE_GAP, "dotnet.store", a.offset, "%" PRIu32, index - 1);
        else
            read_one(c, kind, a.name, a.data);
    }
    return false;
}

/* ---- Unity -------------------------------------------------------------------------------------------- */

bool aa_framework_read_il2cpp(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_il2cpp metadata;
    aa_framework_file *file = aa_framework_add_file(c, kind, AA_FORM_IL2CPP);
    aa_err err = aa_il2cpp_read(content, c->source->limits, c->source->notes, &metadata);
    set_engine(c, kind, "il2cpp");
    if (file == NULL || c->source->failed)
        return false;
    file->version = aa_arena_printf(c->source->arena, "%" PRIu32, metadata.version);
    c->source->failed = file->version == NULL;
    if (err == AA_E_UNSUPPORTED)
        aa_source_gap(c->source, AA_AREA_CODE, AA_GAP_SCOPE, "scope.unity_version", NULL, c->member,
                      file->version);
    if (err != AA_OK)
        return false;
    file->read = true;
    aa_bytes text;
    for (uint32_t i = 0; i < metadata.literal_count && !c->source->failed && !c->full; i++)
        if (aa_il2cpp_literal(&metadata, i, &text) && text.n > 0)
            aa_framework_add_text(c, text, (uint64_t)(text.p - content.p), false);
    return true;
}

/* "2021.3.16f1", "6000.0.23f1", "5.6.7f1": the version of the editor, near the beginning. */
static bool is_editor(aa_bytes text)
{
    unsigned dots = 0;
    bool letter = false;
    for (size_t i = 0; i < text.n; i++) {
        uint8_t ch = text.p[i];
        dots += ch == '.';
        letter = letter || (dots == 2 && (ch == 'f' || ch == 'p' || ch == 'b' || ch == 'a' || ch == 'c'));
        if (ch != '.' && !(ch >= '0' && ch <= '9') && !(dots == 2 && ch >= 'a' && ch <= 'z'))
            return false;
    }
    return dots == 2 && letter && text.p[0] != '.';
}

bool aa_framework_read_unity(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    aa_bytes head = aa_bytes_of(content.p, content.n < VERSION_PLACE ? content.n : VERSION_PLACE);
    aa_bytes run;
    size_t pos = 0;
    while (c->frameworks[kind].version == NULL && aa_dart_next(head, &pos, 6, &run))
        if (is_editor(run))
            c->frameworks[kind].version = aa_framework_copy(c, run);
    return false;
}
