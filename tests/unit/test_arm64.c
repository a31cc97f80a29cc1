/* The A64 decoder against capstone, over words of every kind, and against what the manual says of a few. */
#include "support/test.h"

#include <capstone/capstone.h>

#include "machine/arm64.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_capstone),
        cmocka_unit_test(makes_the_numbers_of_the_manual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
