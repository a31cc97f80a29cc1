/*
 * Questions to a slice that was read: by address, by name.
 */
#include "decode/macho_reader.h"

#include "base/bisect.h"

const aa_macho_section *aa_macho_section_of(const aa_macho *macho, const char *segment, const char *name)
{
    for (size_t i = 0; i < macho->section_count; i++) {
        const aa_macho_section *s = &macho->sections[i];
        if (strcmp(s->name, name) == 0 && (segment == NULL || strcmp(s->segment, segment) == 0))
            return s;
    }
    return NULL;
}

const aa_macho_section *aa_macho_section_at(const aa_macho *macho, uint64_t address)
{
    for (size_t i = 0; i < macho->section_count; i++) {
        const aa_macho_section *s = &macho->sections[i];
        if (address >= s->address && address - s->address < s->size)
            return s;
    }
    return NULL;
}

static const aa_macho_segment *segment_at(const aa_macho *macho, uint64_t address)
{
    for (size_t i = 0; i < macho->segment_count; i++) {
        const aa_macho_segment *s = &macho->segments[i];
        if (address >= s->address && address - s->address < s->size)
            return s;
    }
    return NULL;
}

/* How many of |bytes|, which lie at |offset| of the slice, come before what is encrypted. */
static size_t readable(const aa_macho *macho, uint64_t offset, size_t bytes)
{
    if (macho->crypt_id == 0 || offset >= macho->crypt_offset + macho->crypt_size)
        return bytes;
    if (offset >= macho->crypt_offset)
        return 0;
    uint64_t before = macho->crypt_offset - offset;
    return bytes < before ? bytes : (size_t)before;
}

/* Everything from |address| to the end of its segment, as far as it can be read. */
static bool memory(const aa_macho *macho, uint64_t address, aa_bytes *out)
{
    const aa_macho_segment *s = segment_at(macho, address);
    if (s == NULL || address - s->address > s->data.n)
        return false;
    uint64_t inside = address - s->address;
    *out = aa_bytes_from(s->data, inside);
    out->n = readable(macho, s->file_offset + inside, out->n);
    return true;
}

bool aa_macho_read(const aa_macho *macho, uint64_t address, uint64_t size, aa_bytes *out)
{
    aa_bytes all = aa_bytes_none();
    return memory(macho, address, &all) && aa_bytes_sub(all, 0, size, out);
}

bool aa_macho_cstring(const aa_macho *macho, uint64_t address, aa_bytes *out)
{
    aa_bytes all = aa_bytes_none();
    if (!memory(macho, address, &all))
        return false;
    const aa_macho_section *section = aa_macho_section_at(macho, address);
    uint64_t most = AA_MACHO_NAME_MAX;
    if (section != NULL && section->address + section->size - address < most)
        most = section->address + section->size - address;
    if (all.n > most)
        all.n = (size_t)most;
    const uint8_t *end = all.n == 0 ? NULL : memchr(all.p, 0, all.n);
    if (end == NULL)
        return false;
    *out = aa_bytes_of(all.p, (size_t)(end - all.p));
    return true;
}

const aa_macho_fixup *aa_macho_fixup_at(const aa_macho *macho, uint64_t address)
{
    size_t low, high;
    aa_buckets_find(&macho->fixup_steps, macho->fixup_count, address, &low, &high);
    AA_BISECT_FROM(low, low, high, middle, macho->fixups[middle].address < address);
    bool found = low < macho->fixup_count && macho->fixups[low].address == address;
    return found ? &macho->fixups[low] : NULL;
}

bool aa_macho_pointer(const aa_macho *macho, uint64_t address, uint64_t *target, uint32_t *import)
{
    const aa_macho_fixup *fixup = aa_macho_fixup_at(macho, address);
    *import = AA_MACHO_NO_IMPORT;
    if (fixup != NULL) {
        *import = fixup->import;
        *target = fixup->target;
        return true;
    }
    aa_bytes bytes = aa_bytes_none();
    if (!aa_macho_read(macho, address, macho->is64 ? 8 : 4, &bytes))
        return false;
    *target = macho->is64 ? aa_le64(bytes.p) : aa_le32(bytes.p);
    return true;
}

const aa_macho_stub *aa_macho_stub_at(const aa_macho *macho, uint64_t address)
{
    size_t low;
    AA_BISECT(low, macho->stub_count, middle, macho->stubs[middle].address < address);
    return low < macho->stub_count && macho->stubs[low].address == address ? &macho->stubs[low] : NULL;
}

const char *aa_macho_uuid(aa_arena *arena, const uint8_t uuid[16])
{
    char text[37];
    size_t n = 0;
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text[n++] = '-';
        text[n++] = "0123456789ABCDEF"[uuid[i] >> 4];
        text[n++] = "0123456789ABCDEF"[uuid[i] & 0xf];
    }
    return aa_arena_strndup(arena, text, n);
}
