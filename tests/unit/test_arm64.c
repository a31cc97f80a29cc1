/* The A64 decoder against capstone, over words of every kind, and against what the manual says of a few. */
#include "support/test.h"

#include <capstone/capstone.h>

#include "machine/arm64.h"
#include "machine/print.h"

#define WORDS 400000U

static uint32_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 16);
}

/* The number of a general register as aa_a64 has it; AA_A64_NONE for others. */
static unsigned general(unsigned reg)
{
    if (reg >= ARM64_REG_X0 && reg <= ARM64_REG_X28)
        return reg - ARM64_REG_X0;
    if (reg == ARM64_REG_X29)
        return 29;
    if (reg == ARM64_REG_X30)
        return 30;
    if (reg >= ARM64_REG_W0 && reg <= ARM64_REG_W30)
        return reg - ARM64_REG_W0;
    if (reg == ARM64_REG_SP || reg == ARM64_REG_WSP)
        return AA_A64_SP;
    return AA_A64_NONE;
}

static bool writes(const aa_a64 *i, unsigned reg)
{
    bool index = i->mode == AA_A64_PRE_INDEX || i->mode == AA_A64_POST_INDEX;
    if ((i->op == AA_A64_LOAD || i->op == AA_A64_STORE || i->op == AA_A64_OTHER) && index && i->rn == reg)
        return true;
    if (i->op == AA_A64_BL || i->op == AA_A64_BLR)
        return reg == 30;
    return i->op != AA_A64_STORE && !i->vector && (i->rd == reg || i->rd2 == reg);
}

static bool is_branch(const aa_a64 *i)
{
    return i->op >= AA_A64_B && i->op <= AA_A64_TBZ;
}

/* Where capstone says that the instruction goes; 0: not a branch with a fixed target. */
static uint64_t target_of(const cs_insn *insn)
{
    const cs_arm64 *a = &insn->detail->arm64;
    const cs_arm64_op *last = a->op_count > 0 ? &a->operands[a->op_count - 1] : NULL;
    switch (insn->id) {
    case ARM64_INS_B:
    case ARM64_INS_BL:
    case ARM64_INS_CBZ:
    case ARM64_INS_CBNZ:
    case ARM64_INS_TBZ:
    case ARM64_INS_TBNZ:
        return last != NULL && last->type == ARM64_OP_IMM ? (uint64_t)last->imm : 0;
    default:
        return 0;
    }
}

/* Capstone 4 lists the first operand of these as written; it is only read (and svc writes no register). */
static bool tells_wrong_writes(const cs_insn *insn)
{
    static const char *const names[] = {"cmn", "cmp", "tst", "msr", "sys", "svc", "st1"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(insn->mnemonic, names[i]) == 0)
            return true;
    return false;
}

static void compare(const cs_insn *insn, uint32_t word, csh handle)
{
    aa_a64 i = aa_a64_decode(word, insn->address);
    cs_regs read, written;
    uint8_t read_count, written_count;
    uint64_t target = target_of(insn);
    if ((target != 0) != is_branch(&i) || (target != 0 && (uint64_t)i.imm != target))
        fail_msg("%08x %s %s: target %llx", word, insn->mnemonic, insn->op_str, (unsigned long long)i.imm);
    if ((insn->id == ARM64_INS_ADR || insn->id == ARM64_INS_ADRP) &&
        i.imm != insn->detail->arm64.operands[1].imm)
        fail_msg("%08x %s %s: address %llx", word, insn->mnemonic, insn->op_str, (unsigned long long)i.imm);
    if (tells_wrong_writes(insn))
        return;
    if (cs_regs_access(handle, insn, read, &read_count, written, &written_count) != 0)
        return;
    /* what is written according to capstone must not be taken for kept */
    for (unsigned k = 0; k < written_count; k++) {
        unsigned reg = general(written[k]);
        if (reg != AA_A64_NONE && !writes(&i, reg))
            fail_msg("%08x %s %s: register %u is written", word, insn->mnemonic, insn->op_str, reg);
    }
}

static void agrees_with_capstone(void **state)
{
    (void)state;
    csh handle;
    uint64_t seed = UINT64_C(0x123456789abcdef);
    assert_int_equal(cs_open(CS_ARCH_ARM64, CS_MODE_ARM, &handle), CS_ERR_OK);
    assert_int_equal(cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON), CS_ERR_OK);
    cs_insn *insn = cs_malloc(handle);
    unsigned known = 0;
    for (unsigned n = 0; n < WORDS; n++) {
        uint32_t word = next(&seed);
        const uint8_t *p = (const uint8_t *)&word;
        size_t size = sizeof word;
        uint64_t address = UINT64_C(0x100004000);
        if (!cs_disasm_iter(handle, &p, &size, &address, insn))
            continue;
        known++;
        compare(insn, word, handle);
    }
    cs_free(insn, 1);
    cs_close(&handle);
    assert_true(known > WORDS / 5);
}

typedef struct immediate_case {
    uint32_t word;
    int64_t imm;
} immediate_case;

static void makes_the_numbers_of_the_manual(void **state)
{
    (void)state;
    static const immediate_case cases[] = {
        {UINT32_C(0xd2800540), 42},                          /* mov x0, #42 */
        {UINT32_C(0x12800000), INT64_C(0xffffffff)},         /* mov w0, #-1 */
        {UINT32_C(0x92800000), -1},                          /* mov x0, #-1 */
        {UINT32_C(0xd2bc0000), INT64_C(0xe0000000)},         /* mov x0, #0xe0000000 */
        {UINT32_C(0xb2407be0), INT64_C(0x7fffffff)},         /* mov x0, #0x7fffffff */
        {UINT32_C(0xb200f3e0), INT64_C(0x5555555555555555)}, /* mov x0, #0x5555555555555555 */
        {UINT32_C(0x3200c3e0), INT64_C(0x01010101)},         /* mov w0, #0x01010101 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        aa_a64 insn = aa_a64_decode(cases[i].word, 0);
        assert_int_equal(insn.op, AA_A64_MOVI);
        assert_int_equal(insn.rd, 0);
        assert_true(insn.imm == cases[i].imm);
    }
}

/* As an assembler takes them, but for addresses, which are absolute here, and vectors by their number. */
static void instructions_are_spelled_as_in_the_manual(void **state)
{
    static const struct {
        uint32_t word;
        const char *text;
    } cases[] = {
        {0xf9400420, "ldr x0, [x1, #8]"},
        {0xa8c17bfd, "ldp x29, x30, [sp], #16"},
        {0x29be0be1, "stp w1, w2, [sp, #-16]!"},
        {0x38e56883, "ldrsb w3, [x4, x5]"},
        {0x3d800900, "str q0, [x8, #32]"},
        {0x8b031041, "add x1, x2, x3, lsl #4"},
        {0x71001c20, "subs w0, w1, #7"},
        {0xf100053f, "cmp x9, #1"},
        {0xea230041, "bics x1, x2, x3"},
        {0xd3442c20, "ubfx x0, x1, #4, #8"},
        {0x9b020c20, "madd x0, x1, x2, x3"},
        {0x1b027c20, "mul w0, w1, w2"},
        {0x9a821020, "csel x0, x1, x2, ne"},
        {0x5a82b420, "csneg w0, w1, w2, lt"},
        {0xd28000a0, "mov x0, #5"},
        {0x92800000, "mov x0, #-1"},
        {0xf2adeee0, "movk x0, #…, lsl #16"},
        {0xf2e24680, "movk x0, #0x1234, lsl #48"},
        {0xaa0003f3, "mov x19, x0"},
        {0x35000208, "cbnz w8, 0x1040"},
        {0xb60fffc1, "tbz x1, #33, 0xff8"},
        {0x54000028, "b.hi 0x1004"},
        {0x94000040, "bl 0x1100"},
        {0xd63f0100, "blr x8"},
        {0xd65f03c0, "ret"},
        {0xd4001001, "svc #128"},
        {0xd503201f, "nop"},
        {0xd4200020, ".inst 0xd4200020"},
        {0x100000a3, "adr x3, 0x1014"},
        {0x90000003, "adrp x3, 0x1000"},
        {0x58000041, "ldr x1, 0x1008"},
        {0x9e670020, "fmov v0, x1"},
        {0x6f00e402, "movi v2, #0"},
        {0x72001c3f, "tst w1, #255"},
        {0x9ac22820, "asr x0, x1, x2"},
    };

    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        aa_a64 insn = aa_a64_decode(cases[k].word, 0x1000);
        aa_str s;
        aa_str_init(&s, 100);
        aa_a64_put(&s, &insn, cases[k].word);
        assert_string_equal(s.ptr, cases[k].text);
        aa_str_done(&s);
    }
}

/* Whatever a word means, printing it is bounded. */
static void every_word_is_printed(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (unsigned k = 0; k < WORDS; k++) {
        uint32_t word = next(&seed);
        aa_a64 insn = aa_a64_decode(word, 0x100000000);
        aa_str s;
        aa_str_init(&s, 80);
        aa_a64_put(&s, &insn, word);
        assert_true(aa_str_ok(&s) && s.len > 2);
        aa_str_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_capstone),
        cmocka_unit_test(makes_the_numbers_of_the_manual),
        cmocka_unit_test(instructions_are_spelled_as_in_the_manual),
        cmocka_unit_test(every_word_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
