/*
 * What fixtures/code/flow/Flow.smali gives to Lapp/Sink;->take, method by method.
 */
#include "code/flow.h"

#include <stdio.h>

#include "support/program_case.h"
#include "support/test.h"

typedef struct expectation {
    const char *method;
    const char *taken; /* arguments of each call of take(), in order, with " | " between */
} expectation;

static const expectation arithmetic[] = {
    {"constants", "-1 | 305419896 | -2147483648 | 81985529216486895 | \"AES\" | class Lapp/Flow;"},
    {"texts", "\"\xE5\xAF\x86\xE7\xA2\xBC\" | \"a\\x00"
              "b\""},
    {"arithmetic", "-2147483648 | 7 | -3 | -1 | 1073741822 | -2 | -56 | 65535 | -2147483648"},
    {"longs", "-9223372036854775808 | -2 | -1 | -1 | -5"},
    {"divisionByZero", "div-int/2addr(5, 0)"},
    {"notConstant", "xor-int(param 0, 90) | add-long(param 1, param 1) | neg-int(param 0)"},
    {"parameters", "param 1 | param 2 | param 3 | param 0"},
    {"wideMoves", "param 0 | 4611686018427387904"},
};

static const expectation ways[] = {
    {"twoWays", "{\"AES\", \"DES\"}"},
    {"unknownWay", "{\"AES\", param 1}"},
    {"manyWays",
     "{\"k16\", \"k17\", \"k18\", \"k19\", mix(\"k00\", \"k01\", \"k02\", \"k03\", \"k04\", \"k05\", "
     "\"k06\", \"k07\", \"k08\", \"k09\", \"k10\", \"k11\", \"k12\", \"k13\", \"k14\", \"k15\", \"none\")}"},
    {"deadBranch", "\"release\""},
    {"comparedNumbers", "\"less\""},
    {"decidedSwitch", "\"seven\""},
    {"nullTests", "\"set\" | 0"},
    {"refinedSwitch", "1 | 2"},
    {"thisIsThere", "param 0"},
    {"counted", "mix(0, 1, 2, 3, 4)"},
    {"chosenInLoop", "{\"AES\", \"DES\"}"},
    {"chain", "mix(param 0, Lapp/Flow;->next, Lapp/Flow;->next of param 0)"},
    {"endless", "\"again\""},
};

static const expectation texts[] = {
    {"built", "\"AES/ECB/128true\" | concat(\"AES/ECB/128true\", param 1, \"-\", text(param 0))"},
    {"edited", "3 | \"<AZ\" | \"<A\""},
    {"builtTwoWays", "{\"AES/ECB\", \"DES/ECB\"}"},
    {"builderGiven", "mix(\"a\", output of Lapp/Flow;->append(Ljava/lang/StringBuilder;)V at 7)"},
    {"append", "param 0"},
    {"builtInLoop", "mix(\"\", \"x\", \"xx\", \"xxx\", \"xxxx\")"},
    {"builderAgain", "\"x\""},
    {"optionalParts", "concat({\"http://host/?a\", \"http://host/?a&b\", concat({\"http://host/?a&b&c=\", "
                      "\"http://host/?a&c=\"}, param 3)}, {\"\", \"&d\"})"},
    {"textOrOther", "concat(\"key\", {\"\", concat(\"s:\", param 1)})"},
    {"eitherBuilder", "{\"ac\", \"bc\"}"},
    {"oneOfTwoBuilders", "{\"a\", \"ac\"}"},
    {"joined", "concat(\"k=\", param 0, \";end\") | \"n7\""},
    {"newString", "\"KEY\" | \"KEY\""},
    {"newStringOf", "result of Ljava/lang/String;-><init>([B)V at 2"},
    {"library",
     "{\"AES/ECB\", \"DES/ECB\"} | result of Ljava/lang/Integer;->parseInt(Ljava/lang/String;)I at 15 | "
     "{\"AES/ECB\", \"DES/ECB\"}"},
};

static const expectation arrays[] = {
    {"zeros", "bytes(00000000)"},
    {"filledWithData", "bytes(0102ff7f) | [65, 65535] | [1, -2] | [81985529216486895, -1]"},
    {"put", "bytes(610062) | 98 | 3"},
    {"filledNew", "[\"a\", \"b\"] | [1] | [1, param 0] | param 0 | element([1, param 0])"},
    {"nested", "[0, [\"b\"]] | [[[array at 7, array at 2], [\"b\"]], [\"b\"]]"},
    {"putAnywhere", "array at 1 of (97) | 4"},
    {"unknownLength", "array at 0 | array-length(array at 0)"},
    {"putOnOneWay", "[0, {0, 7}]"},
    {"twoArrays", "{[{0, 5}], [{0, 5}, 0]}"},
    {"eitherArray", "{bytes(01), bytes(0100)}"},
    {"arrayAgain", "[mix(-1, param 0)]"},
    {"random", "output of Ljava/security/SecureRandom;->nextBytes([B)V at 9"},
    {"filledField", "output of Ljava/security/SecureRandom;->nextBytes([B)V at 7"},
    {"arrayGiven", "{bytes(0000), output of Lapp/Flow;->change([B)V at 3}"},
    {"change", "param 0"},
    {"copied", "bytes(02030000) | bytes(01020304) | bytes(09020304)"},
    {"inPlace", "\"ade\""},
    {"resultChanged", "mix(1, result of Lapp/Flow;->bytes()[B at 0)"},
};

static const expectation fields[] = {
    {"fields", "\"constant\" | Lapp/Flow;->LATER | Lapp/Flow;->open | Lapp/Flow;->text of param 0 | "
               "Landroid/os/Build;->MODEL"},
    {"forwarded", "\"mine\" | Lapp/Flow;->loose of param 0 | Lapp/Flow;->text of param 0"},
    {"othersField", "Lapp/Flow;->text of param 0 | \"other\""},
    {"oldObject", "Lapp/Flow;->text of mix(new Lapp/Flow; at 3)"},
    {"casts", "param 0 | instance-of(param 0) | 1 | new Lapp/Flow; at 10"},
};

static const expectation exceptions[] = {
    {"caught", "\"after\" | {\"before\", \"between\"} | caught"},
    {"resultBehindTry", "result of Lapp/Sink;->number()I at 0"},
    {"arrayInTry", "bytes(02) | [{0, 1}]"},
    {"noThrow", ""},
};

static void put_taken(aa_flows *flows, aa_method_id method, aa_str *s)
{
    const aa_flow *flow = aa_flow_of(flows, method);
    assert_non_null(flow);
    assert_true(flow->complete);
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        const aa_method *to = aa_program_method(aa_flows_program(flows), call->to);
        if (to == NULL || !aa_bytes_is(to->name, "take"))
            continue;
        aa_str_put(s, s->len > 0 ? " | " : "");
        for (size_t k = 0; k < call->argument_count; k++) {
            aa_str_put(s, k > 0 ? ", " : "");
            aa_flow_put_value(flows, method, call->arguments[k], s);
        }
    }
    assert_true(aa_str_ok(s));
}

static void check(const expectation *expected, size_t count)
{
    program_case t;
    program_case_begin(&t, "flow");
    aa_flows *flows = aa_flows_new(t.program, &t.limits);
    assert_non_null(flows);
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char name[64];
        aa_str s;
        snprintf(name, sizeof name, "Lapp/Flow;->%s", expected[i].method);
        aa_str_init(&s, 100000);
        put_taken(flows, program_case_method(&t, name), &s);
        if (strcmp(s.ptr, expected[i].taken) != 0) {
            print_error("%s:\n  expected %s\n  found    %s\n", expected[i].method, expected[i].taken, s.ptr);
            wrong++;
        }
        aa_str_done(&s);
    }
    assert_false(aa_flows_failed(flows));
    aa_flows_free(flows);
    program_case_end(&t);
    assert_int_equal(wrong, 0);
}

#define CHECK(list) check(list, sizeof(list) / sizeof *(list))

static void constants_are_folded(void **state)
{
    (void)state;
    CHECK(arithmetic);
}

static void ways_are_joined_or_decided(void **state)
{
    (void)state;
    CHECK(ways);
}

static void texts_are_put_together(void **state)
{
    (void)state;
    CHECK(texts);
}

static void arrays_are_followed(void **state)
{
    (void)state;
    CHECK(arrays);
}

static void fields_are_told(void **state)
{
    (void)state;
    CHECK(fields);
}

static void handlers_get_what_was_known(void **state)
{
    (void)state;
    CHECK(exceptions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_are_folded),   cmocka_unit_test(ways_are_joined_or_decided),
        cmocka_unit_test(texts_are_put_together), cmocka_unit_test(arrays_are_followed),
        cmocka_unit_test(fields_are_told),        cmocka_unit_test(handlers_get_what_was_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
