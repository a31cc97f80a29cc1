/*
 * Fat files and what a slice says of itself.
 *
 * Sources: xnu bsd/kern/mach_fat.c (fatfile_validate_fatarches), EXTERNAL_HEADERS/mach-o/fat.h; dyld
 * mach_o/Universal.cpp (valid, validSlice); file(1) magic for what tells Java classes from fat files.
 */
#include "decode/macho_reader.h"

#define MAGIC32       UINT32_C(0xfeedface)
#define MAGIC64       UINT32_C(0xfeedfacf)
#define MAGIC_FAT     UINT32_C(0xcafebabe)
#define MAGIC_FAT64   UINT32_C(0xcafebabf)
#define FAT_HEADER    8
#define FAT_ARCH      20
#define FAT_ARCH64    32
#define JAVA_FIRST    45
#define SUBTYPE_BITS  UINT32_C(0x00ffffff)
#define SLICE_ALIGNED 4096

static uint32_t be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static uint64_t be64(const uint8_t *p)
{
    return (uint64_t)be32(p) << 32 | be32(p + 4);
}

/* Class files begin alike: a minor version of 0 to 3 (or 65535, a preview), then a major one from 45 on. */
static bool is_java(aa_bytes file)
{
    uint32_t version = be32(file.p + 4);
    uint32_t minor = version >> 16;
    return be32(file.p) == MAGIC_FAT && (version & 0xffff) >= JAVA_FIRST && (minor <= 3 || minor == 0xffff);
}

static bool is_fat(aa_bytes file)
{
    if (file.n < FAT_HEADER)
        return false;
    uint32_t magic = be32(file.p);
    return (magic == MAGIC_FAT && !is_java(file)) || magic == MAGIC_FAT64;
}

static bool is_thin(aa_bytes file)
{
    if (file.n < 4)
        return false;
    uint32_t magic = aa_le32(file.p);
    uint32_t swapped = be32(file.p);
    return magic == MAGIC32 || magic == MAGIC64 || swapped == MAGIC32 || swapped == MAGIC64;
}

bool aa_macho_looks(aa_bytes file)
{
    return is_thin(file) || is_fat(file);
}

/* The processor of a thin header, of either byte order. False when it is none or too short. */
static bool thin_cpu(aa_bytes data, uint32_t *cpu, uint32_t *subtype)
{
    if (!is_thin(data) || data.n < 12)
        return false;
    bool little = (data.p[3] == 0xfe);
    *cpu = little ? aa_le32(data.p + 4) : be32(data.p + 4);
    *subtype = little ? aa_le32(data.p + 8) : be32(data.p + 8);
    return true;
}

static void refuse(aa_macho_slice *slice, aa_notes *notes, aa_note_kind kind, const char *code, uint64_t at)
{
    aa_notes_add(notes, kind, code, at, "%llu+%llu", (unsigned long long)slice->offset,
                 (unsigned long long)slice->size);
    if (slice->refusal == NULL)
        slice->refusal = code;
}

static void check_content(aa_macho_slice *slice, aa_notes *notes, uint64_t at)
{
    uint32_t cpu = 0;
    uint32_t subtype = 0;
    if (!thin_cpu(slice->data, &cpu, &subtype))
        refuse(slice, notes, AA_NOTE_GAP, "macho.fat_slice", at);
    else if (cpu != slice->cpu || (subtype & SUBTYPE_BITS) != (slice->subtype & SUBTYPE_BITS))
        refuse(slice, notes, AA_NOTE_ANOMALY, "macho.fat_arch", at);
    if (slice->offset % SLICE_ALIGNED != 0)
        refuse(slice, notes, AA_NOTE_ANOMALY, "macho.fat_alignment", at);
}

/* Against the file and the slices before it. |table_end|: where the header of the fat file ends. */
static void check_slice(aa_macho_slice *all, size_t i, aa_bytes file, uint64_t table_end, aa_notes *notes,
                        uint64_t at)
{
    aa_macho_slice *slice = &all[i];
    bool whole = aa_bytes_sub(file, slice->offset, slice->size, &slice->data);
    if (!whole || slice->offset < table_end) {
        slice->data = slice->offset < table_end ? aa_bytes_none() : aa_bytes_from(file, slice->offset);
        refuse(slice, notes, AA_NOTE_GAP, "macho.fat_slice", at);
        return;
    }
    for (size_t k = 0; k < i; k++) {
        const aa_macho_slice *other = &all[k];
        if (other->cpu == slice->cpu && (other->subtype & SUBTYPE_BITS) == (slice->subtype & SUBTYPE_BITS))
            refuse(slice, notes, AA_NOTE_ANOMALY, "macho.fat_duplicate", at);
        bool whole_other = other->data.n == other->size;
        if (whole_other && slice->offset < other->offset + other->size &&
            other->offset < slice->offset + slice->size)
            refuse(slice, notes, AA_NOTE_ANOMALY, "macho.fat_overlap", at);
    }
    check_content(slice, notes, at);
}

static aa_err read_fat(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                       const aa_macho_slice **out, size_t *count)
{
    bool wide = be32(file.p) == MAGIC_FAT64;
    size_t step = wide ? FAT_ARCH64 : FAT_ARCH;
    uint32_t declared = be32(file.p + 4);
    uint64_t n = declared;
    if (n > limits->macho_slices) {
        aa_notes_add(notes, AA_NOTE_GAP, "limit.macho_slices", 4, "%u", declared);
        n = limits->macho_slices;
    }
    if (n > (file.n - FAT_HEADER) / step) {
        n = (file.n - FAT_HEADER) / step;
        aa_notes_add(notes, AA_NOTE_GAP, "macho.fat_count", 4, "%u", declared);
    }
    if (n == 0) {
        aa_notes_add(notes, AA_NOTE_GAP, "macho.fat_count", 4, "%u", declared);
        return AA_E_FORMAT;
    }
    aa_macho_slice *slices = aa_arena_array(arena, (size_t)n, sizeof *slices);
    if (slices == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        size_t at = FAT_HEADER + i * step;
        const uint8_t *p = file.p + at;
        slices[i] = (aa_macho_slice){.cpu = be32(p),
                                     .subtype = be32(p + 4),
                                     .offset = wide ? be64(p + 8) : be32(p + 8),
                                     .size = wide ? be64(p + 16) : be32(p + 12),
                                     .data = aa_bytes_none()};
        check_slice(slices, i, file, FAT_HEADER + n * step, notes, at);
        if (wide)
            refuse(&slices[i], notes, AA_NOTE_ANOMALY, "macho.fat64", at);
    }
    *out = slices;
    *count = (size_t)n;
    return AA_OK;
}

aa_err aa_macho_slices(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                       const aa_macho_slice **out, size_t *count)
{
    *out = NULL;
    *count = 0;
    if (is_fat(file))
        return read_fat(arena, file, limits, notes, out, count);
    if (!is_thin(file)) {
        aa_notes_add(notes, AA_NOTE_GAP, "macho.magic", 0, "%s", "");
        return AA_E_FORMAT;
    }
    aa_macho_slice *slice = aa_arena_alloc(arena, sizeof *slice);
    if (slice == NULL)
        return AA_E_NOMEM;
    *slice = (aa_macho_slice){.size = file.n, .data = file};
    if (!thin_cpu(file, &slice->cpu, &slice->subtype))
        refuse(slice, notes, AA_NOTE_GAP, "macho.truncated", 0);
    *out = slice;
    *count = 1;
    return AA_OK;
}

const char *aa_macho_arch(aa_arena *arena, uint32_t cpu, uint32_t subtype)
{
    static const struct {
        uint32_t cpu, subtype;
        const char *name;
    } known[] = {
        {AA_CPU_ARM64, 0, "arm64"},   {AA_CPU_ARM64, 1, "arm64v8"},  {AA_CPU_ARM64, 2, "arm64e"},
        {AA_CPU_ARM, 0, "arm"},       {AA_CPU_ARM, 5, "armv4t"},     {AA_CPU_ARM, 6, "armv6"},
        {AA_CPU_ARM, 9, "armv7"},     {AA_CPU_ARM, 11, "armv7s"},    {AA_CPU_ARM, 12, "armv7k"},
        {AA_CPU_X86_64, 3, "x86_64"}, {AA_CPU_X86_64, 8, "x86_64h"}, {AA_CPU_X86, 3, "i386"},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (known[i].cpu == cpu && known[i].subtype == (subtype & SUBTYPE_BITS))
            return known[i].name;
    }
    if (cpu == AA_CPU_PPC)
        return "ppc";
    const char *name = aa_arena_printf(arena, "cpu-0x%x.%u", cpu, subtype & SUBTYPE_BITS);
    return name == NULL ? "" : name;
}
