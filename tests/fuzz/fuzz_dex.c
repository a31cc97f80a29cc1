#include <stdlib.h>

#include "decode/dex_insn.h"
#include "decode/dex_survey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Instructions must lie in the method, one behind the other, and end there. */
static void walk_code(const aa_dex *dex, uint32_t offset)
{
    aa_dex_code code;
    if (!aa_dex_code_at(dex, offset, &code))
        return;
    aa_dex_insns insns = aa_dex_insns_of(&code);
    aa_dex_insn in;
    uint32_t pc = 0;
    while (aa_dex_next_insn(&insns, &in)) {
        if (in.pc != pc || in.units == 0 || (in.payload == 0 && aa_dex_op_name(in.op) == NULL))
            abort();
        pc += in.units;
    }
    if ((uint64_t)pc * 2 > code.insns.n || insns.invalid == (pc == code.insns.n / 2))
        abort();
    aa_dex_line_of(dex, &code, pc);
}

static void walk_classes(const aa_dex *dex)
{
    aa_dex_class class;
    size_t left = 2000; /* members: classes may share what they hold */
    for (uint32_t i = 0; aa_dex_class_at(dex, i, &class); i++) {
        aa_dex_members members = aa_dex_members_of(dex, &class);
        aa_dex_member member;
        while (left > 0 && aa_dex_next_member(&members, &member)) {
            left--;
            walk_code(dex, member.code_offset);
        }
    }
}

/* What is written as UTF-8 must be as long as its code points say. */
static void walk_strings(const aa_dex *dex)
{
    for (uint32_t i = 0; i < AA_DEX_STRING_COUNT(dex) && i < 200; i++) {
        aa_bytes text = aa_dex_text(dex, i);
        aa_str s;
        aa_str_init(&s, (size_t)1 << 24);
        aa_mutf8_put(&s, text);
        if (!aa_str_ok(&s) || s.len > 3 * text.n)
            abort();
        aa_str_done(&s);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.dex_bytes = 1U << 20;
    limits.dex_string = 1U << 12;
    limits.dex_text = 1U << 20;
    limits.dex_work = 1U << 16;
    limits.note_repeats = 10;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_bytes file = aa_bytes_of(data, size);
    uint64_t offset = 0;
    for (uint32_t i = 0; i < 4; i++) {
        aa_dex dex;
        aa_err err = aa_dex_open(file, offset, &limits, &notes, &dex);
        if (err != AA_OK && notes.items.count == 0)
            abort();
        if (err != AA_OK)
            break;
        aa_dex_look(&dex, &notes);
        walk_classes(&dex);
        walk_strings(&dex);
        uint64_t next = aa_dex_next(&dex, file, i + 1, &notes);
        if (next != 0 && next <= offset)
            abort();
        offset = next;
        if (offset == 0)
            break;
    }
    aa_arena_free(arena);
    return 0;
}
