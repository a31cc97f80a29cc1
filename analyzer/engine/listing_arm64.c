#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/listing_internal.h"
#include "machine/print.h"

#define LOOK_BACK 64 /* instructions before the place in which addresses are followed */
#define INSN      4  /* bytes */

/* Addresses that registers hold, as a straight pass makes them of adrp, adr and add. */
typedef struct pass {
    aa_listing *listing;
    const aa_image *image;
    uint64_t held[31];
    uint32_t known; /* bit n: held[n] */
} pass;

static bool holds(const pass *p, unsigned reg)
{
    return reg < 31 && (p->known >> reg & 1) != 0;
}

static void hold(pass *p, unsigned reg, bool known, uint64_t address)
{
    if (reg >= 31)
        return;
    p->known &= ~(UINT32_C(1) << reg);
    if (known) {
        p->known |= UINT32_C(1) << reg;
        p->held[reg] = address;
    }
}

/* The address that |i| makes or reads; false when it is not known. */
static bool address_of(const pass *p, const aa_a64 *i, uint64_t *out)
{
    bool offset = i->has_imm && holds(p, i->rn);
    *out = (uint64_t)i->imm;
    if ((i->op == AA_A64_ADR && !i->page) || i->op == AA_A64_LITERAL)
        return true;
    if ((i->op != AA_A64_ADD && i->op != AA_A64_LOAD) || !offset || i->mode == AA_A64_POST_INDEX)
        return false;
    *out = p->held[i->rn] + (uint64_t)i->imm;
    return true;
}

static void follow(pass *p, const aa_a64 *i)
{
    uint64_t address = (uint64_t)i->imm;
    bool made = i->op == AA_A64_ADR || (i->op == AA_A64_ADD && address_of(p, i, &address));
    if (i->op == AA_A64_BL || i->op == AA_A64_BLR)
        p->known = 0; /* the callee may write what is not its caller's */
    else if (i->op != AA_A64_STORE && !i->vector)
        hold(p, i->rd, made, address);
    if (i->rd2 < 31 && i->op == AA_A64_LOAD && !i->vector)
        hold(p, i->rd2, false, 0);
}

/* ---- what an address is -------------------------------------------------------------------------------- */

static void put_name(pass *p, aa_str *s, aa_bytes name)
{
    aa_arena *arena = p->listing->arena;
    const char *readable = aa_swift_demangle(arena, name);
    if (readable == NULL)
        readable = aa_arena_utf8(arena, name);
    p->listing->failed = p->listing->failed || readable == NULL;
    aa_utf8_put_safe(s, readable == NULL ? "" : readable);
}

static void put_text(pass *p, aa_str *s, aa_bytes text)
{
    aa_str safe;
    const char *copy = aa_arena_utf8(p->listing->arena, text);
    aa_str_init(&safe, AA_LISTING_BYTES);
    aa_utf8_put_safe(&safe, copy == NULL ? "" : copy);
    p->listing->failed = p->listing->failed || copy == NULL || (safe.failed && !safe.too_long);
    aa_str_put(s, " ; ");
    if (aa_str_ok(&safe))
        aa_listing_put_text(s, safe.ptr, safe.len, p->listing->finding->args);
    else
        aa_str_put(s, "\"…\"");
    aa_str_done(&safe);
}

/* A constant text, a class, or what the place is bound to when the app is loaded. */
static void put_address(pass *p, aa_str *s, uint64_t address)
{
    const aa_macho *macho = p->image->macho;
    const aa_macho_section *section = aa_macho_section_at(macho, address);
    bool texts = section != NULL && (section->flags & 0xff) == 2; /* S_CSTRING_LITERALS */
    aa_bytes name = aa_image_class_at(p->image, address);
    aa_word word = aa_image_word(p->image, address, 8);
    aa_bytes text;
    if (section == NULL)
        return;
    if (name.n == 0)
        name = aa_objc_selector_at(p->image->objc, address);
    if (name.n == 0)
        name = aa_objc_class_ref_at(p->image->objc, address);
    if (name.n == 0 && word.kind == AA_WORD_IMPORT && word.import < macho->import_count)
        name = macho->imports[word.import].name;
    if (aa_objc_string(p->listing->arena, macho, address, &text) ||
        (texts && aa_macho_cstring(macho, address, &text))) {
        put_text(p, s, text);
    } else if (name.n > 0) {
        aa_str_put(s, " ; ");
        put_name(p, s, name);
    }
}

static void put_callee(pass *p, aa_str *s, uint64_t address)
{
    aa_callee callee = aa_image_callee(p->image, address);
    if (callee.kind == AA_CALLEE_NOTHING)
        return;
    aa_str_put(s, callee.kind == AA_CALLEE_SELECTOR ? " ; message " : " ; ");
    if (callee.kind == AA_CALLEE_LOCAL)
        aa_utf8_put_safe(s, aa_image_function_name(p->listing->arena, p->image, callee.function));
    else
        put_name(p, s, callee.name);
}

/* ---- lines --------------------------------------------------------------------------------------------- */

static void add_insn(pass *p, uint32_t word, uint64_t at, bool here)
{
    aa_a64 insn = aa_a64_decode(word, at);
    uint64_t address = 0;
    aa_str s;
    aa_str_init(&s, AA_LISTING_BYTES);
    aa_str_printf(&s, "%" PRIx64 " ", at);
    aa_a64_put(&s, &insn, word);
    if (insn.op == AA_A64_BL || insn.op == AA_A64_B)
        put_callee(p, &s, (uint64_t)insn.imm);
    else if (address_of(p, &insn, &address))
        put_address(p, &s, address);
    if (aa_str_ok(&s)) {
        aa_listing_add(p->listing, s.ptr, s.len, here);
    } else if (s.too_long) { /* the name alone is absurd */
        char line[64];
        snprintf(line, sizeof line, "%" PRIx64 " …", at);
        aa_listing_add(p->listing, line, strlen(line), here);
    } else {
        p->listing->failed = true;
    }
    aa_str_done(&s);
}

static bool word_at(const aa_image_range *range, uint64_t at, uint32_t *out)
{
    aa_bytes bytes;
    if (!aa_bytes_sub(range->data, at - range->address, INSN, &bytes))
        return false;
    *out = (uint32_t)bytes.p[0] | (uint32_t)bytes.p[1] << 8 | (uint32_t)bytes.p[2] << 16 |
           (uint32_t)bytes.p[3] << 24;
    return true;
}

/* The first instruction that is looked at: of the function, and not too far back. */
static uint64_t first_of(const aa_image_function *f, uint64_t at)
{
    uint64_t back = (uint64_t)LOOK_BACK * INSN;
    return at - f->address > back ? at - back : f->address;
}

void aa_listing_arm64(aa_listing *l, const aa_machine_base *machine)
{
    const aa_listing_spot *spot = &l->finding->spot;
    if (spot->image >= machine->image_count || spot->function >= machine->images[spot->image].function_count)
        return;
    const aa_image *image = &machine->images[spot->image];
    const aa_image_function *f = &image->functions[spot->function];
    const aa_image_range *range = aa_image_range_at(image, spot->at);
    if (!image->readable || range == NULL || spot->at < f->address || spot->at >= f->end ||
        f->address < range->address || (spot->at - f->address) % INSN != 0)
        return;
    pass p = {.listing = l, .image = image};
    uint32_t word = 0;
    for (uint64_t at = first_of(f, spot->at); at < f->end && word_at(range, at, &word); at += INSN) {
        if (at > spot->at + (uint64_t)AA_LISTING_BEHIND * INSN)
            break;
        if (at + (uint64_t)AA_LISTING_BEFORE * INSN >= spot->at)
            add_insn(&p, word, at, at == spot->at);
        aa_a64 insn = aa_a64_decode(word, at);
        follow(&p, &insn);
    }
}
