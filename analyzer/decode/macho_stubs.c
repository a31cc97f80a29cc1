/*
 * Stubs: what the short pieces of code between a program and its libraries jump to, by the code itself, and
 * by the indirect symbol table where the code says nothing.
 *
 * Sources: xnu EXTERNAL_HEADERS/mach-o/loader.h (S_SYMBOL_STUBS, reserved1, reserved2); ld64 and lld as they
 * write __stubs, __auth_stubs, __objc_stubs; Arm ARM C6.2 (ADRP, ADD, LDR, BR, BRAA, B).
 */
#include <stdlib.h>

#include "decode/macho_reader.h"

enum { SECTION_TYPE = 0xff, SYMBOL_STUBS = 0x8 };

enum { NO_REGISTER = -1, SELECTOR = 1, REGISTERS = 32 };

#define INDIRECT_SPECIAL UINT32_C(0xc0000000)

/* What the registers hold while a stub is followed: an address, or what was loaded from one. */
typedef struct registers {
    uint64_t address[REGISTERS]; /* 0: not known */
    uint64_t slot[REGISTERS];    /* loaded from there; 0: no */
} registers;

static int64_t signed_bits(uint64_t value, unsigned bits)
{
    uint64_t sign = UINT64_C(1) << (bits - 1);
    return (int64_t)((value ^ sign) - sign);
}

static void set(registers *r, uint32_t reg, uint64_t address, uint64_t slot)
{
    r->address[reg] = address;
    r->slot[reg] = slot;
}

/* Follows one instruction; gives the register that is jumped to, or NO_REGISTER. B and unknown ones end in
 * |*stop|. */
static int follow(registers *r, uint32_t word, uint64_t pc, bool *stop)
{
    uint32_t to = word & 31;
    uint32_t from = word >> 5 & 31;
    uint64_t immediate = word >> 10 & 0xfff;
    if ((word & 0x9f000000) == 0x90000000) { /* ADRP */
        uint64_t pages = (uint64_t)(word >> 5 & 0x7ffff) << 2 | (word >> 29 & 3);
        set(r, to, (pc & ~UINT64_C(0xfff)) + ((uint64_t)signed_bits(pages, 21) << 12), 0);
    } else if ((word & 0xffc00000) == 0x91000000) { /* ADD */
        set(r, to, r->address[from] == 0 ? 0 : r->address[from] + immediate, 0);
    } else if ((word & 0xffc00000) == 0xf9400000) { /* LDR, unsigned offset */
        set(r, to, 0, r->address[from] == 0 ? 0 : r->address[from] + immediate * 8);
    } else if ((word & 0xff000000) == 0x58000000) { /* LDR, literal */
        set(r, to, 0, pc + (uint64_t)signed_bits((uint64_t)(word >> 5 & 0x7ffff) << 2, 21));
    } else if ((word & 0x9f000000) == 0x10000000) { /* ADR */
        uint64_t bytes = (uint64_t)(word >> 5 & 0x7ffff) << 2 | (word >> 29 & 3);
        set(r, to, pc + (uint64_t)signed_bits(bytes, 21), 0);
    } else if ((word & 0xfffffc1f) == 0xd61f0000 || (word & 0xfffffc00) == 0xd71f0800 ||
               (word & 0xfffffc1f) == 0xd61f081f) { /* BR, BRAA, BRAAZ */
        return (int)from;
    } else if (word != 0xd503201f) { /* NOP */
        *stop = true;
    }
    return NO_REGISTER;
}

/* The place that the stub at |at| of |section| jumps through; 0: not known. */
static uint64_t slot_arm64(const aa_macho_section *section, uint64_t at, uint64_t size)
{
    registers r = {.address = {0}};
    bool stop = false;
    for (uint64_t i = 0; i + 4 <= size && !stop; i += 4) {
        int reg = follow(&r, aa_le32(section->data.p + at + i), section->address + at + i, &stop);
        if (reg != NO_REGISTER)
            return r.slot[reg];
    }
    return 0;
}

/* JMP through a place that the end of the instruction counts from. */
static uint64_t slot_x86_64(const aa_macho_section *section, uint64_t at, uint64_t size)
{
    const uint8_t *p = section->data.p + at;
    if (size < 6 || p[0] != 0xff || p[1] != 0x25)
        return 0;
    return section->address + at + 6 + (uint64_t)signed_bits(aa_le32(p + 2), 32);
}

static uint32_t import_by_code(const aa_macho_reader *r, const aa_macho_section *section, uint64_t at,
                               uint64_t size)
{
    uint64_t slot = 0;
    if (r->m->cpu == AA_CPU_ARM64)
        slot = slot_arm64(section, at, size);
    else if (r->m->cpu == AA_CPU_X86_64)
        slot = slot_x86_64(section, at, size);
    const aa_macho_fixup *fixup = slot == 0 ? NULL : aa_macho_fixup_at(r->m, slot);
    return fixup == NULL ? AA_MACHO_NO_IMPORT : fixup->import;
}

static uint32_t import_by_table(const aa_macho_reader *r, uint64_t entry)
{
    if (entry >= r->indirect.n / 4)
        return AA_MACHO_NO_IMPORT;
    uint32_t index = aa_le32(r->indirect.p + 4 * entry);
    if ((index & INDIRECT_SPECIAL) != 0 || index >= r->m->symbol_count)
        return AA_MACHO_NO_IMPORT;
    return aa_macho_import_named(r, r->m->symbols[index].name);
}

static bool add(aa_macho_reader *r, aa_vec *stubs, const aa_macho_stub *stub)
{
    aa_macho_stub *to = aa_vec_push(r->arena, stubs);
    if (to != NULL)
        *to = *stub;
    return to != NULL;
}

static bool read_stubs(aa_macho_reader *r, aa_vec *stubs, const aa_macho_section *section)
{
    uint64_t size = section->reserved2;
    if (size == 0) {
        aa_macho_note(r, AA_NOTE_GAP, "macho.stubs", section->offset, 0);
        return true;
    }
    for (uint64_t i = 0; i < section->data.n / size; i++) {
        aa_macho_stub stub = {
            .address = section->address + i * size, .size = size, .selector = aa_bytes_none()};
        stub.import = import_by_code(r, section, i * size, size);
        if (stub.import == AA_MACHO_NO_IMPORT)
            stub.import = import_by_table(r, section->reserved1 + i);
        if (stub.import != AA_MACHO_NO_IMPORT && !add(r, stubs, &stub))
            return false;
    }
    return true;
}

/* ---- message stubs: load the selector, jump to objc_msgSend ---- */

static bool selector_at(const aa_macho *m, uint64_t slot, aa_bytes *selector)
{
    uint64_t target = 0;
    uint32_t import = AA_MACHO_NO_IMPORT;
    return slot != 0 && aa_macho_pointer(m, slot, &target, &import) && import == AA_MACHO_NO_IMPORT &&
           aa_macho_cstring(m, target, selector);
}

/* The stub whose first instructions are here: ADRP x1, LDR x1. */
static bool message_stub(const aa_macho_reader *r, const aa_macho_section *section, uint64_t at,
                         aa_macho_stub *stub)
{
    registers regs = {.address = {0}};
    bool stop = false;
    if (at + 8 > section->data.n || (aa_le32(section->data.p + at) & 0x9f00001f) != (0x90000000 | SELECTOR))
        return false;
    for (uint64_t i = 0; i < 8; i += 4)
        (void)follow(&regs, aa_le32(section->data.p + at + i), section->address + at + i, &stop);
    *stub = (aa_macho_stub){.address = section->address + at, .import = AA_MACHO_NO_IMPORT};
    return selector_at(r->m, regs.slot[SELECTOR], &stub->selector);
}

static bool read_message_stubs(aa_macho_reader *r, aa_vec *stubs, const aa_macho_section *section)
{
    size_t first = stubs->count;
    for (uint64_t at = 0; at + 4 <= section->data.n; at += 4) {
        aa_macho_stub stub;
        if (message_stub(r, section, at, &stub) && !add(r, stubs, &stub))
            return false;
    }
    aa_macho_stub *all = stubs->items;
    for (size_t i = first; i < stubs->count; i++) {
        uint64_t end = i + 1 < stubs->count ? all[i + 1].address : section->address + section->data.n;
        all[i].size = end - all[i].address;
    }
    if (first == stubs->count && section->data.n > 0 && r->m->crypt_id == 0)
        aa_macho_note(r, AA_NOTE_GAP, "macho.stubs", section->offset, section->data.n);
    return true;
}

static int by_address(const void *a, const void *b)
{
    const aa_macho_stub *left = a;
    const aa_macho_stub *right = b;
    if (left->address != right->address)
        return left->address < right->address ? -1 : 1;
    return left->import < right->import ? -1 : left->import > right->import;
}

bool aa_macho_read_stubs(aa_macho_reader *r)
{
    aa_vec stubs = AA_VEC_INIT(aa_macho_stub);
    for (size_t i = 0; i < r->m->section_count; i++) {
        const aa_macho_section *section = &r->m->sections[i];
        if ((section->flags & SECTION_TYPE) == SYMBOL_STUBS) {
            if (!read_stubs(r, &stubs, section))
                return false;
        } else if (strcmp(section->name, "__objc_stubs") == 0 && r->m->cpu == AA_CPU_ARM64) {
            if (!read_message_stubs(r, &stubs, section))
                return false;
        }
    }
    if (stubs.count > 0)
        qsort(stubs.items, stubs.count, sizeof(aa_macho_stub), by_address);
    r->m->stubs = stubs.items;
    r->m->stub_count = stubs.count;
    return true;
}
