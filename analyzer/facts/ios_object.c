#include <stdlib.h>

#include "decode/macho.h"
#include "facts/ios_internal.h"

#define MH_EXECUTE      2U
#define MH_PIE          UINT32_C(0x200000)
#define MH_NO_HEAP_EXEC UINT32_C(0x1000000)
#define PLATFORM_IOS    2U

static const char *keep(aa_source *source, aa_bytes text)
{
    const char *copy = aa_arena_utf8(source->arena, text);
    source->failed = source->failed || copy == NULL;
    return copy != NULL ? copy : "";
}

static const char *version(aa_source *source, uint32_t v)
{
    if (v == 0)
        return NULL;
    return (v & 0xff) != 0 ? aa_arena_printf(source->arena, "%u.%u.%u", v >> 16, v >> 8 & 0xff, v & 0xff)
                           : aa_arena_printf(source->arena, "%u.%u", v >> 16, v >> 8 & 0xff);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool begins(aa_bytes name, const char *with)
{
    size_t n = strlen(with);
    return name.n >= n && memcmp(name.p, with, n) == 0;
}

/* Functions that write into a buffer of the caller: where none is called, the stack protector has nothing to
 * protect and compilers leave it out. */
static bool fills_buffers(aa_bytes name)
{
    static const char *const names[] = {"_memcpy",  "_memmove",  "_strcpy",    "_strncpy", "_strcat",
                                        "_sprintf", "_snprintf", "_vsnprintf", "_read",    "_fread",
                                        "_fgets",   "_recv",     "_gets",      "_sscanf",  "_CC_SHA256",
                                        "_CC_MD5",  "_CC_SHA1",  "_CCCrypt",   "_CCHmac",  "_sysctl"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(name, names[i]))
            return true;
    return false;
}

/* What kinds of code are in it, from what its runtimes need. */
static void read_imports(aa_source *source, const aa_macho *m, aa_ios_object *out)
{
    const char **names = aa_arena_array(source->arena, m->import_count, sizeof *names);
    if (names == NULL) {
        source->failed = true;
        return;
    }
    for (size_t i = 0; i < m->import_count; i++) {
        aa_bytes name = m->imports[i].name;
        names[i] = keep(source, name);
        out->stack_protector = out->stack_protector || aa_bytes_is(name, "___stack_chk_fail") ||
                               aa_bytes_is(name, "___stack_chk_guard");
        out->arc = out->arc || aa_bytes_is(name, "_objc_release") || aa_bytes_is(name, "_objc_storeStrong") ||
                   begins(name, "_objc_release_x") ||
                   aa_bytes_is(name, "_objc_retainAutoreleasedReturnValue");
        out->has_stack_buffers = out->has_stack_buffers || fills_buffers(name);
        out->has_swift = out->has_swift || begins(name, "_$s") || begins(name, "_swift_");
    }
    if (m->import_count > 0)
        qsort(names, m->import_count, sizeof *names, by_text);
    out->imports = names;
    out->import_count = m->import_count;
}

static void read_sections(const aa_macho *m, aa_ios_object *out)
{
    out->has_objc = aa_macho_section_of(m, NULL, "__objc_classlist") != NULL ||
                    aa_macho_section_of(m, NULL, "__objc_selrefs") != NULL;
    out->has_swift = out->has_swift || aa_macho_section_of(m, NULL, "__swift5_types") != NULL ||
                     aa_macho_section_of(m, NULL, "__swift5_proto") != NULL;
    /* methods and functions of its own in another language than Swift */
    const aa_macho_section *classes = aa_macho_section_of(m, NULL, "__objc_classlist");
    out->has_c =
        !out->has_swift || (classes != NULL && aa_macho_section_of(m, NULL, "__swift5_types") == NULL);
}

static void read_symbols(const aa_macho *m, aa_ios_object *out)
{
    for (size_t i = 0; i < m->symbol_count; i++) {
        uint8_t type = m->symbols[i].type;
        if ((type & 0xe0) != 0) {
            out->debug_symbols = true; /* N_STAB */
            continue;
        }
        bool local = (type & 0x01) == 0 && (type & 0x0e) == 0x0e; /* N_EXT, N_SECT */
        bool placeholder = aa_bytes_is(m->symbols[i].name, "radr://5614542");
        if (local && !placeholder && m->symbols[i].name.n > 0)
            out->local_symbols++;
    }
}

static void read_lists(aa_source *source, const aa_macho *m, aa_ios_object *out)
{
    const char **dylibs = aa_arena_array(source->arena, m->dylib_count, sizeof *dylibs);
    const char **rpaths = aa_arena_array(source->arena, m->rpath_count, sizeof *rpaths);
    if (dylibs == NULL || rpaths == NULL) {
        source->failed = true;
        return;
    }
    for (size_t i = 0; i < m->dylib_count; i++)
        dylibs[i] = keep(source, m->dylibs[i].path);
    for (size_t i = 0; i < m->rpath_count; i++)
        rpaths[i] = keep(source, m->rpaths[i]);
    out->dylibs = dylibs;
    out->dylib_count = m->dylib_count;
    out->rpaths = rpaths;
    out->rpath_count = m->rpath_count;
}

static void read_slice(aa_source *source, const char *artifact, const char *member,
                       const aa_macho_slice *slice, aa_vec *objects)
{
    aa_macho m;
    aa_notes quiet; /* the reader of the code tells what is wrong */
    aa_notes_init(&quiet, source->scratch, 1);
    if (aa_macho_open_outline(source->scratch, slice->data, source->limits, &quiet, &m) != AA_OK)
        return;
    aa_ios_object *out = aa_source_push(source, objects);
    if (out == NULL)
        return;
    out->artifact = artifact;
    out->member = member;
    out->arch = aa_macho_arch(source->arena, slice->cpu, slice->subtype);
    if (m.has_uuid)
        out->uuid = aa_macho_uuid(source->arena, m.uuid);
    source->failed = source->failed || (m.has_uuid && out->uuid == NULL);
    out->is_program = m.file_type == MH_EXECUTE;
    out->is_device = (slice->cpu == AA_CPU_ARM64 || slice->cpu == AA_CPU_ARM) &&
                     (m.platform == PLATFORM_IOS || m.platform == 0);
    out->encrypted = m.crypt_id != 0;
    out->pie = (m.flags & MH_PIE) != 0;
    out->no_heap_execution = (m.flags & MH_NO_HEAP_EXEC) != 0 || slice->cpu == AA_CPU_ARM64;
    out->min_os = version(source, m.min_os);
    out->sdk = version(source, m.sdk);
    out->place =
        (aa_place){.artifact = artifact, .member = member, .offset = slice->offset, .path = out->arch};
    read_imports(source, &m, out);
    read_sections(&m, out);
    read_symbols(&m, out);
    read_lists(source, &m, out);
}

void aa_ios_read_object(aa_source *source, const char *artifact, const char *member, aa_bytes file,
                        aa_vec *objects)
{
    const aa_macho_slice *slices;
    size_t count = 0;
    aa_notes quiet;
    aa_notes_init(&quiet, source->scratch, 1);
    if (aa_macho_slices(source->scratch, file, source->limits, &quiet, &slices, &count) != AA_OK)
        return;
    for (size_t i = 0; i < count; i++)
        if (slices[i].data.n > 0)
            read_slice(source, artifact, member, &slices[i], objects);
}

bool aa_ios_imports(const aa_ios_object *object, const char *symbol)
{
    return object->import_count > 0 &&
           bsearch(&symbol, object->imports, object->import_count, sizeof *object->imports, by_text) != NULL;
}
