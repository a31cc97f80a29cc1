#include "machine/arm64.h"
#include "machine/machine_internal.h"

/*
 * Every constant text of the images with the places that use it: C strings, NSString constants, and Swift
 * literals, which stand 32 bytes before their text, or in two registers, or as sixteen bytes in data.
 * Sources: clang CodeGen CGObjCMac.cpp (__cfstring); swift stdlib StringObject.swift.
 */
typedef struct search {
    aa_machine *m;
    const aa_image *image;
} search;

#define C_STRINGS 2U /* S_CSTRING_LITERALS */

static size_t mention(search *s, uint64_t address, aa_bytes text)
{
    return aa_machine_push_mentions(s->m, &s->m->texts, s->image, address, text);
}

static void nowhere(search *s, uint64_t address, aa_bytes text)
{
    aa_machine_push_place(s->m, &s->m->texts, s->image, AA_NO_FUNCTION, address, text);
}

/* How far behind its name an element of a table can stand. */
#define TABLE_BYTES 4096U

/* Elements of a constant array are named by nothing: code names the array, which begins before them. */
static size_t by_table(search *s, uint64_t element, aa_bytes text)
{
    const aa_image *image = s->image;
    const aa_image_range *r = aa_image_range_at(image, element);
    uint64_t table;
    if (r == NULL || r->memory == AA_MEMORY_CODE || !aa_image_mentioned_before(image, element, &table))
        return 0;
    return table >= r->address && element - table <= TABLE_BYTES ? mention(s, table, text) : 0;
}

/* A large Swift literal in a table: its object word points 32 bytes before the text, with the top bit set,
 * which the linker may keep in the pointer or beside it. */
static size_t by_literal_table(search *s, uint64_t address, aa_bytes text)
{
    const aa_image *image = s->image;
    const aa_image_index *const indexes[] = {&image->by_target, &image->by_tagged};
    size_t found = 0;
    for (size_t t = 0; t < 2; t++) {
        const aa_image_mention *first;
        size_t n = aa_image_leading_to(image, indexes[t], address - 32, &first);
        for (size_t i = 0; i < n; i++)
            found += by_table(s, aa_image_address(image, first[i].at) - 8, text);
    }
    return found;
}

/* NSString constants that stand for the C string at |address|: code names these instead. */
static bool by_objects(search *s, uint64_t address, aa_bytes text)
{
    const aa_image *image = s->image;
    const aa_image_mention *first;
    size_t n = aa_image_leading_to(image, &image->by_target, address, &first);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        uint64_t object = aa_image_address(image, first[i].at) - 16;
        const aa_macho_section *in = aa_macho_section_at(image->macho, object);
        if (in == NULL || strcmp(in->name, "__cfstring") != 0)
            continue;
        if (mention(s, object, text) == 0)
            nowhere(s, object, text);
        any = true;
    }
    return any;
}

static void c_strings(search *s, const aa_macho_section *section)
{
    size_t at = 0;
    while (at < section->data.n && !s->m->failed) {
        const uint8_t *p = section->data.p + at;
        const uint8_t *end = memchr(p, 0, section->data.n - at);
        size_t n = end != NULL ? (size_t)(end - p) : section->data.n - at;
        aa_bytes text = aa_bytes_of(p, n);
        uint64_t address = section->address + at;
        at += n + 1;
        if (n == 0)
            continue;
        bool object = by_objects(s, address, text);
        bool direct = mention(s, address, text) > 0;
        bool swift = mention(s, address - 32, text) + by_literal_table(s, address, text) > 0;
        if (!object && !direct && !swift)
            nowhere(s, address, text);
    }
}

/* UTF-16 constants exist only as objects. */
static void wide_objects(search *s, const aa_macho_section *section)
{
    for (size_t at = 0; at + 32 <= section->data.n && !s->m->failed; at += 32) {
        uint64_t address = section->address + at, target;
        uint32_t import;
        aa_bytes text;
        if (!aa_macho_pointer(s->image->macho, address + 16, &target, &import))
            continue;
        const aa_macho_section *in = aa_macho_section_at(s->image->macho, target);
        if (in == NULL || (in->flags & 0xff) == C_STRINGS)
            continue;
        if (aa_objc_string(s->m->arena, s->image->macho, address, &text) && mention(s, address, text) == 0)
            nowhere(s, address, text);
    }
}

static bool is_small(const uint8_t *p, aa_bytes *out)
{
    unsigned n = p[15] & 15U;
    if ((p[15] & 0xf0) != 0xe0 || n < 4)
        return false;
    for (unsigned i = n; i < 15; i++)
        if (p[i] != 0)
            return false;
    *out = aa_bytes_of(p, n);
    return memchr(p, 0, n) == NULL;
}

static void in_data(search *s, const aa_macho_section *section)
{
    for (size_t at = 0; at + 16 <= section->data.n && !s->m->failed; at += 8) {
        aa_bytes text;
        uint64_t address = section->address + at;
        if (is_small(section->data.p + at, &text) && aa_macho_fixup_at(s->image->macho, address) == NULL)
            if (mention(s, address, text) == 0 && by_table(s, address, text) == 0)
                nowhere(s, address, text);
    }
}

/* ---- two registers */

#define BEFORE 24 /* instructions looked at before the one that makes the last 16 bits */
#define BEHIND 12

typedef struct constants {
    uint64_t value[31];
    uint32_t known;
} constants;

static void note(constants *c, const aa_a64 *i)
{
    if (i->rd > 30 || i->vector)
        return;
    uint32_t bit = UINT32_C(1) << i->rd;
    if (i->op == AA_A64_MOVI) {
        c->value[i->rd] = (uint64_t)i->imm;
        c->known |= bit;
    } else if (i->op == AA_A64_MOVK && (c->known & bit) != 0) {
        c->value[i->rd] = (c->value[i->rd] & ~(UINT64_C(0xffff) << i->shift)) | (uint64_t)i->imm << i->shift;
    } else if (i->op != AA_A64_STORE) {
        c->known &= ~bit;
    }
}

/* The register that goes with |object| where |i| uses both: beside it in a call, or stored before it. */
static unsigned partner(const aa_a64 *i, unsigned object)
{
    if (i->op == AA_A64_STORE && i->rd2 == object && !i->vector)
        return i->rd;
    if ((i->op == AA_A64_BL || i->op == AA_A64_BLR || i->op == AA_A64_RET || i->op == AA_A64_B) &&
        object > 0 && object < 8)
        return object - 1;
    return AA_A64_NONE;
}

static void around(search *s, const aa_image_function *f, const uint8_t *code, uint64_t at, unsigned object)
{
    constants c = {.known = 0};
    uint64_t from = at - f->address > 4 * BEFORE ? at - 4 * BEFORE : f->address;
    uint64_t to = f->end - at > 4 * BEHIND ? at + 4 * BEHIND : f->end;
    for (uint64_t pc = from; pc + 4 <= to; pc += 4) {
        aa_a64 i = aa_a64_decode(aa_le32(code + (pc - f->address)), pc);
        unsigned other = pc > at ? partner(&i, object) : AA_A64_NONE;
        aa_bytes text;
        bool both = other <= 30 && (c.known >> other & 1) != 0 && (c.known >> object & 1) != 0;
        if (both && aa_mswift_literal(s->m, s->image, c.value[other], c.value[object], &text) &&
            text.n >= 4) {
            aa_machine_push_place(s->m, &s->m->texts, s->image, aa_image_function_from(s->image, f->address),
                                  at, text);
            return;
        }
        note(&c, &i);
    }
}

static void in_registers(search *s)
{
    for (size_t k = 0; k < s->image->function_count && !s->m->failed; k++) {
        const aa_image_function *f = &s->image->functions[k];
        const aa_image_range *r = aa_image_range_at(s->image, f->address);
        const uint8_t *code = r->data.p + (f->address - r->address);
        for (uint64_t at = f->address; at + 4 <= f->end; at += 4) {
            uint32_t word = aa_le32(code + (at - f->address));
            /* movk x?, #0xe?.., lsl #48 */
            if ((word & UINT32_C(0xffe00000)) == UINT32_C(0xf2e00000) && (word >> 17 & 0xf) == 0xe)
                around(s, f, code, at, word & 31);
        }
    }
}

void aa_machine_find_texts(aa_machine *machine)
{
    search s = {.m = machine};
    for (size_t i = 0; i < machine->base->image_count && !machine->failed; i++) {
        s.image = &machine->base->images[i];
        if (!s.image->readable)
            continue;
        for (size_t k = 0; k < s.image->macho->section_count; k++) {
            const aa_macho_section *section = &s.image->macho->sections[k];
            if ((section->flags & 0xff) == C_STRINGS)
                c_strings(&s, section);
            else if (strcmp(section->name, "__cfstring") == 0)
                wide_objects(&s, section);
            else if (strcmp(section->name, "__data") == 0 || strcmp(section->name, "__const") == 0)
                in_data(&s, section);
        }
        in_registers(&s);
    }
}
