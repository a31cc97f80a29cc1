#include "signing/macho_signature.h"

#define MAGIC_32          0xfeedfaceU
#define MAGIC_64          0xfeedfacfU
#define LC_SEGMENT        0x1U
#define LC_SEGMENT_64     0x19U
#define LC_CODE_SIGNATURE 0x1dU
#define LC_ENCRYPTION     0x21U
#define LC_ENCRYPTION_64  0x2cU
#define LC_LOAD_DYLIB     0xcU
#define LC_LOAD_WEAK      0x80000018U
#define LC_REEXPORT       0x8000001fU
#define LC_LAZY           0x20U
#define LC_UPWARD         0x80000023U
#define LC_BUILD_VERSION  0x32U
#define LC_MIN_IPHONEOS   0x25U
#define LC_MIN_TVOS       0x2fU
#define LC_MIN_WATCHOS    0x30U
#define CPU_X86           7U /* cputype without its bits for the width */
#define MAX_COMMANDS      65536U

static void read_segment(aa_bytes slice, aa_bytes command, bool wide, aa_macho_signature *out)
{
    size_t head = wide ? 72 : 56;
    size_t size = wide ? 80 : 68;
    aa_cursor c = aa_cursor_at(command, head - 8);
    uint32_t count = aa_read_u32le(&c);
    aa_bytes sections = aa_bytes_none();
    if (c.bad || !aa_bytes_table(command, head, count, size, &sections))
        return;
    for (uint32_t i = 0; i < count; i++) {
        aa_bytes one = aa_bytes_from(sections, (uint64_t)i * size);
        if (strncmp((const char *)one.p, "__info_plist", 16) != 0)
            continue;
        aa_cursor s = aa_cursor_at(one, wide ? 40 : 36);
        uint64_t length = wide ? aa_read_u64le(&s) : aa_read_u32le(&s);
        uint32_t offset = aa_read_u32le(&s);
        out->has_info_plist = true;
        if (!aa_bytes_sub(slice, offset, length, &out->info_plist))
            out->info_plist = aa_bytes_none();
    }
}

/* iOS, tvOS, watchOS and visionOS. Source: <mach-o/loader.h>, PLATFORM_IOSSIMULATOR and its neighbours. */
static bool is_simulator(uint32_t platform)
{
    return (platform >= 7 && platform <= 9) || platform == 12;
}

static void read_command(aa_bytes slice, uint32_t kind, aa_bytes command, bool intel, aa_macho_signature *out)
{
    aa_cursor c = aa_cursor_at(command, 8);
    switch (kind) {
    case LC_SEGMENT:
    case LC_SEGMENT_64:
        read_segment(slice, command, kind == LC_SEGMENT_64, out);
        break;
    case LC_ENCRYPTION:
    case LC_ENCRYPTION_64:
        aa_read_bytes(&c, 8);
        out->encrypted = aa_read_u32le(&c) != 0;
        break;
    case LC_BUILD_VERSION:
        out->simulator = out->simulator || is_simulator(aa_read_u32le(&c));
        break;
    case LC_MIN_IPHONEOS:
    case LC_MIN_TVOS:
    case LC_MIN_WATCHOS:
        out->simulator = out->simulator || intel;
        break;
    case LC_CODE_SIGNATURE: {
        out->present = true;
        out->offset = aa_read_u32le(&c);
        uint32_t size = aa_read_u32le(&c);
        out->outside = c.bad || !aa_bytes_sub(slice, out->offset, size, &out->bytes);
        if (out->outside)
            out->bytes = aa_bytes_from(slice, out->offset);
        break;
    }
    default:
        break;
    }
}

/* At the first command. False: no header of ours. */
static bool open_commands(aa_bytes slice, aa_cursor *c, uint32_t *file_type, uint32_t *count)
{
    *c = aa_cursor_at(slice, 0);
    uint32_t magic = aa_read_u32le(c);
    aa_read_bytes(c, 8);
    *file_type = aa_read_u32le(c);
    *count = aa_read_u32le(c);
    aa_read_bytes(c, magic == MAGIC_64 ? 12 : 8);
    return !c->bad && (magic == MAGIC_32 || magic == MAGIC_64);
}

static bool next_command(aa_cursor *c, uint32_t *kind, aa_bytes *command)
{
    size_t start = c->pos;
    *kind = aa_read_u32le(c);
    uint32_t size = aa_read_u32le(c);
    if (c->bad || size < 8 || !aa_bytes_sub(c->b, start, size, command))
        return false;
    *c = aa_cursor_at(c->b, start + size);
    return true;
}

aa_err aa_macho_signature_find(aa_bytes slice, aa_macho_signature *out)
{
    *out = (aa_macho_signature){.bytes = aa_bytes_none(), .info_plist = aa_bytes_none()};
    aa_cursor c;
    uint32_t count = 0;
    if (!open_commands(slice, &c, &out->file_type, &count))
        return AA_E_FORMAT;
    aa_cursor cpu = aa_cursor_at(slice, 4);
    bool intel = (aa_read_u32le(&cpu) & 0xffffffU) == CPU_X86;
    for (uint32_t i = 0; i < count && i < MAX_COMMANDS; i++) {
        uint32_t kind = 0;
        aa_bytes command = aa_bytes_none();
        if (!next_command(&c, &kind, &command))
            return AA_E_FORMAT;
        read_command(slice, kind, command, intel, out);
    }
    return AA_OK;
}

static bool is_library(uint32_t kind)
{
    return kind == LC_LOAD_DYLIB || kind == LC_LOAD_WEAK || kind == LC_REEXPORT || kind == LC_LAZY ||
           kind == LC_UPWARD;
}

bool aa_macho_signature_library(aa_bytes slice, size_t *position, aa_bytes *path)
{
    aa_cursor c;
    uint32_t file_type = 0;
    uint32_t count = 0;
    aa_cursor size = aa_cursor_at(slice, 20);
    uint64_t end = aa_read_u32le(&size);
    if (!open_commands(slice, &c, &file_type, &count))
        return false;
    end += c.pos;
    if (*position > c.pos)
        c = aa_cursor_at(slice, *position);
    while (c.pos < end) {
        uint32_t kind = 0;
        aa_bytes command = aa_bytes_none();
        if (!next_command(&c, &kind, &command))
            return false;
        if (!is_library(kind))
            continue;
        aa_cursor name = aa_cursor_at(command, 8);
        *path = aa_bytes_from(command, aa_read_u32le(&name));
        const uint8_t *nul = memchr(path->p, 0, path->n);
        path->n = nul == NULL ? path->n : (size_t)(nul - path->p);
        *position = c.pos;
        return true;
    }
    return false;
}
