/*
 * LC_DYLD_INFO: small programs that say which pointers dyld fills in; and the order of all places.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/loader.h (REBASE_*, BIND_*); dyld mach_o/Fixups: RebaseOpcodes.cpp,
 * BindOpcodes.cpp, common/MachOLoaded.
 */
#include <stdlib.h>

#include "decode/macho_reader.h"

#define OPCODE    0xf0
#define IMMEDIATE 0x0f

enum { SPECIAL_WEAK = -3, FLAG_WEAK_IMPORT = 1, FORMAT_ARM64E = 1 };

/* The state of one program. */
typedef struct machine {
    aa_macho_reader *r;
    aa_cursor c;
    const aa_macho_segment *segment; /* NULL: not set */
    uint64_t offset;                 /* in it */
    aa_bytes name;
    int32_t library;
    bool weak, lazy, coalesced;
    int64_t addend;
    bool threaded;
    aa_vec ordinals; /* of uint32_t: imports that threaded pointers count */
    aa_vec addends;  /* of int64_t */
} machine;

static machine start(aa_macho_reader *r, aa_bytes program)
{
    return (machine){.r = r,
                     .c = aa_cursor_at(program, 0),
                     .name = aa_bytes_none(),
                     .ordinals = AA_VEC_INIT(uint32_t),
                     .addends = AA_VEC_INIT(int64_t)};
}

static bool set_segment(machine *m, uint32_t index)
{
    m->offset = aa_read_uleb(&m->c);
    if (index >= m->r->m->segment_count)
        return false;
    m->segment = &m->r->m->segments[index];
    return true;
}

/* The place now, when it lies in the bytes of a segment. */
static bool place(const machine *m, aa_bytes *pointer)
{
    return m->segment != NULL && aa_bytes_sub(m->segment->data, m->offset, m->r->pointer, pointer);
}

static void damaged(const machine *m)
{
    if (!m->r->failed)
        aa_macho_note(m->r, AA_NOTE_GAP, "macho.fixups", AA_NO_OFFSET, m->c.pos);
}

bool aa_macho_add_fixup(aa_macho_reader *r, const aa_macho_fixup *fixup)
{
    /* No honest file has more places than bytes: programs that loop over the same ones end here. */
    if (r->outline)
        return true;
    if (r->fixups.count >= r->limits->macho_fixups || r->fixups.count >= r->m->data.n) {
        aa_macho_note(r, AA_NOTE_GAP, "limit.macho_fixups", AA_NO_OFFSET, r->fixups.count);
        return false;
    }
    aa_macho_fixup *to = aa_vec_push(r->arena, &r->fixups);
    if (to == NULL) {
        r->failed = true;
        return false;
    }
    *to = *fixup;
    return true;
}

/* ---- rebases ---- */

static bool rebase(machine *m, uint64_t count, uint64_t skip)
{
    for (uint64_t i = 0; i < count; i++) {
        aa_bytes pointer = aa_bytes_none();
        if (!place(m, &pointer))
            return false;
        aa_macho_fixup fixup = {.address = m->segment->address + m->offset,
                                .import = AA_MACHO_NO_IMPORT,
                                .target = m->r->pointer == 8 ? aa_le64(pointer.p) : aa_le32(pointer.p)};
        if (!aa_macho_add_fixup(m->r, &fixup))
            return false;
        m->offset += m->r->pointer + skip;
    }
    return true;
}

/* One instruction. False: stop; |*end| says whether that is the end of the program. */
static bool step_rebase(machine *m, bool *end)
{
    uint8_t byte = aa_read_u8(&m->c);
    uint8_t immediate = byte & IMMEDIATE;
    uint64_t count = 0;
    switch (byte & OPCODE) {
    case 0x00:
        *end = true;
        return false;
    case 0x10:
        return true; /* type: pointer, or text of i386 */
    case 0x20:
        return set_segment(m, immediate);
    case 0x30:
        m->offset += aa_read_uleb(&m->c);
        return true;
    case 0x40:
        m->offset += immediate * m->r->pointer;
        return true;
    case 0x50:
        return rebase(m, immediate, 0);
    case 0x60:
        count = aa_read_uleb(&m->c);
        return !m->c.bad && rebase(m, count, 0);
    case 0x70:
        return rebase(m, 1, aa_read_uleb(&m->c));
    case 0x80: {
        count = aa_read_uleb(&m->c);
        uint64_t skip = aa_read_uleb(&m->c);
        return !m->c.bad && rebase(m, count, skip);
    }
    default:
        return false;
    }
}

static bool run_rebases(aa_macho_reader *r)
{
    machine m = start(r, r->rebases);
    bool end = false;
    while (aa_cursor_left(&m.c) > 0) {
        if (step_rebase(&m, &end) && !m.c.bad)
            continue;
        if (!end)
            damaged(&m);
        break;
    }
    return !r->failed;
}

/* ---- binds ---- */

static bool add_ordinal(machine *m)
{
    uint32_t *id = aa_vec_push(m->r->arena, &m->ordinals);
    int64_t *addend = aa_vec_push(m->r->arena, &m->addends);
    if (id == NULL || addend == NULL) {
        m->r->failed = true;
        return false;
    }
    *id = aa_macho_import_id(m->r, m->name, m->library, m->weak);
    *addend = m->addend;
    return *id != AA_MACHO_NO_IMPORT;
}

static bool bind(machine *m, uint64_t count, uint64_t skip)
{
    if (m->threaded)
        return add_ordinal(m);
    if (count == 0)
        return true;
    uint32_t import = aa_macho_import_id(m->r, m->name, m->coalesced ? SPECIAL_WEAK : m->library, m->weak);
    for (uint64_t i = 0; import != AA_MACHO_NO_IMPORT && i < count; i++) {
        aa_bytes pointer = aa_bytes_none();
        aa_macho_fixup fixup = {.import = import, .target = (uint64_t)m->addend, .lazy = m->lazy};
        if (!place(m, &pointer))
            return false;
        fixup.address = m->segment->address + m->offset;
        if (!aa_macho_add_fixup(m->r, &fixup))
            return false;
        m->offset += m->r->pointer + skip;
    }
    return import != AA_MACHO_NO_IMPORT;
}

/* arm64e before chained fixups: the pointers themselves say what they are. */
static bool step_threaded(machine *m, uint8_t immediate)
{
    if (immediate == 0) {
        (void)aa_read_uleb(&m->c); /* how many will be named; the names tell */
        m->threaded = true;
        return true;
    }
    if (immediate != 1 || m->segment == NULL || m->r->pointer != 8)
        return false;
    aa_macho_chain chain = {.segment = m->segment,
                            .stop = m->segment->data.n,
                            .format = FORMAT_ARM64E,
                            .imports = m->ordinals.items,
                            .addends = m->addends.items,
                            .count = m->ordinals.count};
    return aa_macho_follow_chain(m->r, &chain, m->offset);
}

static void set_special(machine *m, uint8_t immediate)
{
    m->library = immediate == 0 ? 0 : (int32_t)immediate - 16;
}

static bool step_bind(machine *m, bool *end)
{
    uint8_t byte = aa_read_u8(&m->c);
    uint8_t immediate = byte & IMMEDIATE;
    uint64_t number = 0;
    switch (byte & OPCODE) {
    case 0x00:
        *end = !m->lazy; /* each lazy bind ends like that */
        return m->lazy;
    case 0x10:
        m->library = immediate;
        return true;
    case 0x20:
        number = aa_read_uleb(&m->c);
        m->library = (int32_t)number;
        return number <= UINT16_MAX;
    case 0x30:
        set_special(m, immediate);
        return true;
    case 0x40:
        m->name = aa_read_cstring(&m->c);
        m->weak = (immediate & FLAG_WEAK_IMPORT) != 0;
        return true;
    case 0x50:
        return true; /* type */
    case 0x60:
        m->addend = aa_read_sleb(&m->c);
        return true;
    case 0x70:
        return set_segment(m, immediate);
    case 0x80:
        m->offset += aa_read_uleb(&m->c);
        return true;
    case 0x90:
        return bind(m, 1, 0);
    case 0xa0:
        return bind(m, 1, aa_read_uleb(&m->c));
    case 0xb0:
        return bind(m, 1, immediate * m->r->pointer);
    case 0xc0: {
        number = aa_read_uleb(&m->c);
        uint64_t skip = aa_read_uleb(&m->c);
        return !m->c.bad && bind(m, number, skip);
    }
    case 0xd0:
        return step_threaded(m, immediate);
    default:
        return false;
    }
}

static bool run_binds(aa_macho_reader *r, aa_bytes program, bool lazy, bool coalesced)
{
    machine m = start(r, program);
    m.lazy = lazy;
    m.coalesced = coalesced;
    bool end = false;
    while (aa_cursor_left(&m.c) > 0) {
        if (step_bind(&m, &end) && !m.c.bad)
            continue;
        if (!end)
            damaged(&m);
        break;
    }
    return !r->failed;
}

bool aa_macho_read_dyld_info(aa_macho_reader *r)
{
    /* A later place of the same address wins: a definition of its own is worth more than the name that dyld
     * may find it under elsewhere, and a lazy pointer is known by its import, not by the helper it starts at.
     */
    return run_binds(r, r->weak_binds, false, true) && (r->outline || run_rebases(r)) &&
           run_binds(r, r->lazy_binds, true, false) && run_binds(r, r->binds, false, false);
}

/* ---- order ---- */

/* Places in order, one behind another: those of one list of dyld's mostly are. */
typedef struct run {
    size_t begin, end;
} run;

#define RUNS 64 /* each is more than twice as long as the next */

/* [begin, middle) and [middle, end), each sorted, as one; of equals those of the first come first. */
static void merge(aa_macho_fixup *fixups, aa_macho_fixup *room, size_t begin, size_t middle, size_t end)
{
    size_t count = end - middle, left = middle, right = count, to = end;
    memcpy(room, fixups + middle, count * sizeof *room);
    while (right > 0 && left > begin) {
        if (fixups[left - 1].address > room[right - 1].address)
            fixups[--to] = fixups[--left];
        else
            fixups[--to] = room[--right];
    }
    memcpy(fixups + begin, room, right * sizeof *room);
}

static size_t end_of_run(const aa_macho_fixup *fixups, size_t begin, size_t count)
{
    size_t end = begin + 1;
    while (end < count && fixups[end - 1].address <= fixups[end].address)
        end++;
    return end;
}

static void merge_last(aa_macho_fixup *fixups, aa_macho_fixup *room, run *runs, size_t *n)
{
    merge(fixups, room, runs[*n - 2].begin, runs[*n - 1].begin, runs[*n - 1].end);
    runs[*n - 2].end = runs[*n - 1].end;
    --*n;
}

/* Stable, so that of two places at one address the later stays later. */
static void sort(aa_macho_fixup *fixups, aa_macho_fixup *room, size_t count)
{
    run runs[RUNS];
    size_t n = 0;
    for (size_t at = 0; at < count;) {
        if (n == RUNS)
            merge_last(fixups, room, runs, &n);
        runs[n] = (run){at, end_of_run(fixups, at, count)};
        n++;
        while (n > 1 && runs[n - 2].end - runs[n - 2].begin <= 2 * (runs[n - 1].end - runs[n - 1].begin))
            merge_last(fixups, room, runs, &n);
        at = runs[n - 1].end;
    }
    while (n > 1)
        merge_last(fixups, room, runs, &n);
}

/* What is not the first run may be moved aside. */
static bool sort_places(aa_macho_fixup *fixups, size_t count)
{
    size_t first = count == 0 ? 0 : end_of_run(fixups, 0, count);
    if (first == count)
        return true;
    aa_macho_fixup *room = malloc(count * sizeof *room);
    if (room == NULL)
        return false;
    sort(fixups, room, count);
    free(room);
    return true;
}

bool aa_macho_reserve_fixups(aa_macho_reader *r)
{
    size_t places = 0;
    for (size_t i = 0; i < r->m->segment_count; i++) {
        size_t n = r->m->segments[i].file_offset == 0 ? 0 : r->m->segments[i].data.n / r->pointer;
        places = n < r->m->data.n - places ? places + n : r->m->data.n; /* segments may lie over each other */
    }
    if (r->outline || places == 0)
        return true;
    if (places > r->limits->macho_fixups)
        places = r->limits->macho_fixups;
    r->fixups.items = aa_arena_array(r->arena, places, r->fixups.item_size);
    r->fixups.capacity = r->fixups.items == NULL ? 0 : places;
    return r->fixups.items != NULL;
}

bool aa_macho_order_fixups(aa_macho_reader *r)
{
    size_t count = r->fixups.count;
    aa_macho_fixup *fixups = r->fixups.items;
    if (!sort_places(fixups, count))
        return false;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && fixups[kept - 1].address == fixups[i].address)
            kept--;
        if (kept != i)
            fixups[kept] = fixups[i];
        kept++;
    }
    r->m->fixups = fixups;
    r->m->fixup_count = kept;
    return aa_buckets_make(r->arena, fixups, kept, sizeof *fixups, &r->m->fixup_steps);
}
