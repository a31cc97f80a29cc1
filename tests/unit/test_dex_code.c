#include "decode/dex_code.h"

#include "decode/dex_insn.h"
#include "decode/dex_survey.h"
#include "decode/dex_value.h"
#include "support/dex_case.h"
#include "support/test.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define IS(b, t) assert_true(aa_bytes_is(b, t))

static void every_operand_is_read(void **state)
{
    (void)state;

    static const struct {
        const char *name;
        uint8_t count;
        uint16_t a, b;
        int64_t literal;
    } expected[] = {
        {"invoke-custom", 1, 7, 0, 0},
        {"const-method-handle", 1, 0, 0, 0},
        {"const-method-type", 1, 1, 0, 0},
        {"invoke-polymorphic", 2, 0, 7, 0},
        {"invoke-virtual/range", 1, 6, 0, 0},
        {"iget", 2, 2, 6, 0},
        {"add-int/lit8", 2, 2, 2, -5},
        {"add-int/lit16", 2, 2, 2, 0x1234},
        {"if-eqz", 1, 2, 0, 0},
        {"iput", 2, 2, 6, 0},
        {"return-void", 0, 0, 0, 0},
    };

    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_code code = dex_case_code(&t.dex, "handles");
    assert_int_equal(code.registers, 8);
    assert_int_equal(code.ins, 2);
    aa_dex_insns insns = aa_dex_insns_of(&code);
    aa_dex_insn in;
    uint32_t branch = 0;
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_true(aa_dex_next_insn(&insns, &in));
        assert_string_equal(aa_dex_op_name(in.op), expected[i].name);
        assert_int_equal(in.count, expected[i].count);
        if (in.count > 0)
            assert_int_equal(in.v[0], expected[i].a);
        if (in.count > 1)
            assert_int_equal(in.v[1], expected[i].b);
        assert_int_equal(in.literal, expected[i].literal);
        if ((in.flow & AA_DEX_BRANCH) != 0)
            branch = in.target;
    }
    assert_int_equal(branch, in.pc);
    assert_int_equal(in.flow, AA_DEX_RETURNS);
    assert_false(aa_dex_next_insn(&insns, &in));
    assert_false(insns.invalid);
    dex_case_end(&t);
}

static void wide_literals_and_array_data_are_read(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_code code = dex_case_code(&t.dex, "guard");
    aa_dex_insns insns = aa_dex_insns_of(&code);
    aa_dex_insn in;
    int64_t wide = 0;
    int64_t high = 0;
    aa_dex_payload data = {.kind = AA_DEX_NO_PAYLOAD};
    while (aa_dex_next_insn(&insns, &in)) {
        if (in.op == 0x18)
            wide = in.literal;
        else if (in.op == 0x19)
            high = in.literal;
        else if (in.op == 0x26)
            assert_true(aa_dex_payload_at(code.insns, in.target, &data));
        else if (in.op == 0x1A)
            IS(aa_dex_text(&t.dex, in.index), "AES/ECB/PKCS5Padding");
    }
    assert_true(wide == INT64_C(0x1122334455667788));
    assert_true(high == INT64_C(0x4000000000000000));
    assert_int_equal(data.kind, AA_DEX_ARRAY_DATA);
    assert_int_equal(data.width, 4);
    assert_int_equal(data.count, 3);
    assert_int_equal((int32_t)aa_le32(data.data.p + 4), -2);
    dex_case_end(&t);
}

static void switches_lead_where_they_say(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_code code = dex_case_code(&t.dex, "choose");
    aa_dex_insns insns = aa_dex_insns_of(&code);
    aa_dex_insn packed;
    aa_dex_insn sparse;
    aa_dex_payload p;
    assert_true(aa_dex_next_insn(&insns, &packed));
    assert_true(aa_dex_next_insn(&insns, &sparse));
    assert_true(aa_dex_payload_at(code.insns, packed.target, &p));
    assert_int_equal(p.count, 2);
    assert_int_equal(aa_dex_switch_key(&p, 1), 6);
    uint32_t one = aa_dex_switch_target(&p, 0, packed.pc);
    assert_true(aa_dex_payload_at(code.insns, sparse.target, &p));
    assert_int_equal(p.count, 2);
    assert_int_equal(aa_dex_switch_key(&p, 0), -7);
    assert_int_equal(aa_dex_switch_key(&p, 1), 0x70000);
    assert_int_equal(aa_dex_switch_target(&p, 0, sparse.pc), one);
    aa_dex_insns at = aa_dex_insns_at(&code, one);
    aa_dex_insn in;
    assert_true(aa_dex_next_insn(&at, &in));
    assert_int_equal(in.literal, 0x111);
    assert_false(aa_dex_payload_at(code.insns, one, &p));
    dex_case_end(&t);
}

static void handlers_come_in_order(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_code code = dex_case_code(&t.dex, "guard");
    assert_int_equal(aa_dex_try_count(&code), 1);
    aa_dex_try at = aa_dex_try_at(&code, 0);
    assert_int_equal(at.start, 0);
    aa_dex_handlers handlers = aa_dex_handlers_of(&code, &at);
    uint32_t type = 0;
    uint32_t address = 0;
    assert_true(aa_dex_next_handler(&handlers, &type, &address));
    IS(aa_dex_descriptor(&t.dex, type), "Ljava/lang/RuntimeException;");
    assert_int_equal(address, at.end + 1);
    assert_true(aa_dex_next_handler(&handlers, &type, &address));
    assert_int_equal(type, AA_DEX_NO_INDEX);
    assert_false(aa_dex_next_handler(&handlers, &type, &address));
    dex_case_end(&t);
}

static void lines_follow_the_program(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_code code = dex_case_code(&t.dex, "choose");
    assert_int_equal(aa_dex_line_of(&t.dex, &code, 0), 20);
    assert_int_equal(aa_dex_line_of(&t.dex, &code, 2), 20);
    assert_int_equal(aa_dex_line_of(&t.dex, &code, 3), 22);
    assert_int_equal(aa_dex_line_of(&t.dex, &code, 6), 100);
    assert_int_equal(aa_dex_line_of(&t.dex, &code, 9), 30);
    code = dex_case_code(&t.dex, "handles");
    assert_int_equal(aa_dex_line_of(&t.dex, &code, 0), 0);
    dex_case_end(&t);
}

static void initial_values_come_in_field_order(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_class class = dex_case_class(&t.dex, "Lapp/Sample;");
    aa_dex_values values = aa_dex_array_at(&t.dex, class.values_offset);
    aa_dex_value v[9];
    size_t n = 0;
    while (n < COUNT(v) && aa_dex_next_value(&values, &v[n]))
        n++;
    assert_int_equal(n, 8);
    assert_int_equal(v[0].number, -3);
    assert_int_equal(v[1].number, 0xFFEE);
    assert_true(v[2].type == AA_DEX_VALUE_DOUBLE && v[2].bits == UINT64_C(0x3FF8000000000000));
    assert_true(v[3].type == AA_DEX_VALUE_BOOLEAN && v[3].number == 1);
    assert_true(v[4].type == AA_DEX_VALUE_FLOAT && v[4].bits == 0xC0000000);
    assert_int_equal(v[5].number, -70000);
    assert_true(v[6].number == INT64_C(0x123456789ab));
    assert_int_equal(v[7].type, AA_DEX_VALUE_STRING);
    assert_int_equal(aa_dex_text(&t.dex, v[7].index).n, 1 + 2 + 6 + 3);
    dex_case_end(&t);
}

static void annotations_come_as_flat_events(void **state)
{
    (void)state;
    static const uint8_t types[] = {0x1D, 0x04, 0x20, 0x1C, 0x17, 0x17, 0x20};
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    aa_dex_class class = dex_case_class(&t.dex, "Lapp/Sample;");
    aa_dex_directory directory;
    aa_bytes set = aa_bytes_none();
    assert_true(aa_dex_directory_at(&t.dex, class.annotations_offset, &directory));
    assert_true(aa_dex_set_at(&t.dex, directory.class_set, &set));
    assert_int_equal(set.n, 4);
    aa_dex_values values = aa_dex_annotation_at(&t.dex, aa_le32(set.p));
    assert_int_equal(values.visibility, 1);
    IS(aa_dex_descriptor(&t.dex, values.annotation), "Lapp/Note;");
    aa_dex_value v;
    for (size_t i = 0; i < COUNT(types); i++) {
        assert_true(aa_dex_next_value(&values, &v));
        assert_int_equal(v.type, types[i]);
        if (v.type == AA_DEX_VALUE_INT) {
            assert_int_equal(v.number, -2);
            assert_int_equal(v.depth, 1);
            IS(aa_dex_text(&t.dex, v.name), "count");
        }
    }
    assert_false(aa_dex_next_value(&values, &v));
    assert_false(values.lost);
    dex_case_end(&t);
}

static void call_sites_and_handles_are_found_by_the_map(void **state)
{
    (void)state;
    dex_case t;
    dex_case_begin(&t);
    assert_int_equal(dex_case_open(&t), AA_OK);
    assert_int_equal(AA_DEX_SITE_COUNT(&t.dex), 1);
    assert_int_equal(AA_DEX_HANDLE_COUNT(&t.dex), 2);
    aa_dex_values values = aa_dex_call_site_at(&t.dex, 0);
    aa_dex_value v;
    aa_dex_handle handle;
    aa_dex_ref ref;
    assert_true(aa_dex_next_value(&values, &v));
    assert_int_equal(v.type, AA_DEX_VALUE_METHOD_HANDLE);
    assert_true(aa_dex_handle_at(&t.dex, v.index, &handle));
    assert_int_equal(handle.kind, 4);
    assert_true(aa_dex_method_at(&t.dex, handle.index, &ref));
    IS(aa_dex_text(&t.dex, ref.name), "link");
    assert_true(aa_dex_next_value(&values, &v));
    IS(aa_dex_text(&t.dex, v.index), "run");
    values = aa_dex_call_site_at(&t.dex, 1);
    assert_true(values.lost);
    assert_false(aa_dex_next_value(&values, &v));
    dex_case_end(&t);
}

/* Overwrites code unit |pc| of guard() and surveys. */
static void break_code(dex_case *t, uint32_t pc, uint16_t unit)
{
    dex_case_begin(t);
    assert_int_equal(dex_case_open(t), AA_OK);
    aa_dex_code code = dex_case_code(&t->dex, "guard");
    size_t at = code.offset + 16 + (size_t)pc * 2;
    t->bytes[at] = (uint8_t)unit;
    t->bytes[at + 1] = (uint8_t)(unit >> 8);
    dex_case_sum(t);
    aa_dex_look(&t->dex, &t->notes);
}

static void an_unused_opcode_ends_only_its_method(void **state)
{
    (void)state;
    dex_case t;
    break_code(&t, 0, 0x003E);
    assert_int_equal(aa_notes_count(&t.notes, "dex.insn", AA_NOTE_GAP), 1);
    const aa_note *note = aa_notes_at(&t.notes, t.notes.items.count - 1);
    assert_string_equal(note->detail, "Lapp/Sample;->guard");
    assert_int_equal(aa_dex_look(&t.dex, &t.notes).code_items, 4);
    dex_case_end(&t);
}

static void a_string_out_of_range_is_a_gap_of_its_method(void **state)
{
    (void)state;
    dex_case t;
    break_code(&t, 7, 0xFFFF);
    assert_int_equal(aa_notes_count(&t.notes, "dex.operand", AA_NOTE_GAP), 1);
    dex_case_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operand_is_read),
        cmocka_unit_test(wide_literals_and_array_data_are_read),
        cmocka_unit_test(switches_lead_where_they_say),
        cmocka_unit_test(handlers_come_in_order),
        cmocka_unit_test(lines_follow_the_program),
        cmocka_unit_test(initial_values_come_in_field_order),
        cmocka_unit_test(annotations_come_as_flat_events),
        cmocka_unit_test(call_sites_and_handles_are_found_by_the_map),
        cmocka_unit_test(an_unused_opcode_ends_only_its_method),
        cmocka_unit_test(a_string_out_of_range_is_a_gap_of_its_method),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
