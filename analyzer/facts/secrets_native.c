/*
 * Values in the constant data of native libraries: the function whose code uses each. AArch64 alone; an
 * address that code takes out of a table of pointers is not known, so that no place may be found.
 */
#include <stdlib.h>

#include "facts/native_code.h"
#include "facts/secrets_internal.h"

enum { TEXT_MOST = 4096 }; /* bytes before a value that are looked at for where its text begins */

/* A hit, and what is asked of the code about it. */
typedef struct use {
    size_t hit;
    aa_native_wanted wanted;
} use;

static bool is_text(uint8_t c)
{
    return (c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

/* The address of what lies at |offset|; false when it is not loaded. */
static bool address_of(const aa_elf *elf, uint64_t offset, use *out)
{
    for (size_t i = 0; i < elf->load_count; i++) {
        const aa_elf_load *l = &elf->loads[i];
        if (offset < l->offset || offset - l->offset >= l->data.n)
            continue;
        size_t at = (size_t)(offset - l->offset), begin = at;
        while (begin > 0 && at - begin < TEXT_MOST && is_text(l->data.p[begin - 1]))
            begin--;
        out->wanted = (aa_native_wanted){.begins = l->address + begin, .value = l->address + at};
        return true;
    }
    return false;
}

static int by_address(const void *a, const void *b)
{
    const use *x = a, *y = b;
    if (x->wanted.value != y->wanted.value)
        return x->wanted.value < y->wanted.value ? -1 : 1;
    return x->hit < y->hit ? -1 : x->hit > y->hit;
}

/* The exported function that holds |address|, or NULL. */
static const char *function_at(const aa_elf *elf, uint64_t address)
{
    for (size_t i = 0; i < elf->symbol_count; i++) {
        const aa_elf_symbol *s = &elf->symbols[i];
        if (s->function && !s->imported && address >= s->value && address - s->value < s->size)
            return s->name;
    }
    return NULL;
}

static void find_uses(aa_secret_finder *f, const aa_elf *elf, use *uses, size_t count)
{
    aa_native_sweep sweep = {.wanted = aa_arena_array(f->arena, count, sizeof *sweep.wanted),
                             .wanted_count = count};
    f->failed = f->failed || sweep.wanted == NULL;
    if (sweep.wanted == NULL)
        return;
    qsort(uses, count, sizeof *uses, by_address);
    for (size_t i = 0; i < count; i++)
        sweep.wanted[i] = uses[i].wanted;
    aa_native_sweep_code(f->arena, elf, &sweep);
    f->failed = f->failed || sweep.failed;
    for (size_t i = 0; i < count && !f->failed; i++) {
        aa_place *place = &((aa_secret_hit *)f->hits.items)[uses[i].hit].spot.place;
        if (sweep.wanted[i].at == 0)
            continue;
        place->address = sweep.wanted[i].at;
        place->method = function_at(elf, place->address);
    }
}

void aa_secret_find_uses(aa_secret_finder *f, aa_bytes file, size_t from)
{
    const aa_secret_hit *hits = f->hits.items;
    aa_elf *elf = NULL;
    aa_notes quiet; /* who reads libraries tells what is wrong with them */
    if (!aa_elf_looks(file))
        return;
    aa_notes_init(&quiet, f->arena, 1);
    aa_err err = aa_elf_read(f->arena, file, f->limits, &quiet, &elf);
    use *uses = aa_arena_array(f->arena, f->hits.count - from, sizeof *uses);
    f->failed = f->failed || err == AA_E_NOMEM || uses == NULL;
    if (f->failed || err != AA_OK || elf->machine != AA_ELF_AARCH64)
        return;
    size_t count = 0;
    for (size_t i = from; i < f->hits.count; i++)
        if (address_of(elf, hits[i].spot.place.offset, &uses[count]))
            uses[count++].hit = i;
    if (count > 0)
        find_uses(f, elf, uses, count);
}
