#include "records.h"

#include <stdio.h>

#include "facts/code.h"
#include "facts/machine.h"
#include "support/test.h"

/* Hashes of what tools built would make the expectations of apps depend on the tools. */
static const char *shown(const char *argument)
{
    size_t n = strspn(argument, "0123456789abcdef");
    return n == 64 && argument[n] == '\0' ? "(SHA-256)" : argument;
}

void test_put_record(aa_str *out, const aa_finding *f, bool with_place)
{
    static const char *const records[] = {[AA_RECORD_HIT] = "hit",
                                          [AA_RECORD_CLEAR] = "clear",
                                          [AA_RECORD_UNDECIDED] = "cannot-tell",
                                          [AA_RECORD_ABSENT] = "absent"};
    const char *place = f->place.path != NULL ? f->place.path : f->place.member;
    aa_str_put(out, records[f->record]);
    if (f->record == AA_RECORD_HIT)
        aa_str_printf(out, " %s", aa_severity_name(f->severity));
    if (f->reach == AA_NOT_REACHED || f->reach == AA_REACH_UNKNOWN)
        aa_str_printf(out, " (%s)", f->reach == AA_NOT_REACHED ? "not reached" : "perhaps reached");
    aa_str_printf(out, " %s", f->check->check->messages[f->message].key);
    for (size_t i = 0; f->args[i] != NULL; i++)
        aa_str_printf(out, " %s", with_place ? shown(f->args[i]) : f->args[i]);
    if (with_place && f->place.class_name != NULL)
        aa_str_printf(out, " @%s.%s", f->place.class_name, f->place.method != NULL ? f->place.method : "");
    else if (with_place && place != NULL)
        aa_str_printf(out, " @%s%s%s", place, f->place.method != NULL ? " " : "",
                      f->place.method != NULL ? f->place.method : "");
    aa_str_putc(out, '\n');
}

/* "{2" followed by "}" or ":": the message shows argument 2. */
static bool shows(const char *text, size_t argument)
{
    char start[32];
    snprintf(start, sizeof start, "{%zu", argument);
    for (const char *at = strstr(text, start); at != NULL; at = strstr(at + 1, start))
        if (at[strlen(start)] == '}' || at[strlen(start)] == ':')
            return true;
    return false;
}

/* A message that asks for what it was not given shows something else than was meant. */
static bool has_all(const aa_finding *f)
{
    const aa_message *message = &f->check->check->messages[f->message];
    size_t given = 0;
    while (f->args[given] != NULL)
        given++;
    for (unsigned language = 0; language < AA_LANG_COUNT; language++)
        for (size_t i = given; i < given + 4; i++)
            if (shows(message->text[language], i)) {
                print_error("%s %s: there is no argument %zu for \"%s\"\n", f->check->id, message->key, i,
                            message->text[language]);
                return false;
            }
    return true;
}

bool test_run_check(aa_arena *arena, const char *id, const aa_facts *facts, const char *today, aa_sink *sink)
{
    size_t index = aa_check_find(id);
    aa_policy *policy = NULL;
    if (index == aa_check_count() || aa_policy_builtin(arena, &policy) != AA_OK)
        return false;
    if (today != NULL)
        aa_policy_set_today(policy, aa_day_from_text(today));
    const aa_code_base *base = aa_facts_code(facts);
    const aa_machine_base *machine = aa_facts_machine(facts);
    aa_check_input in = {.facts = facts,
                         .policy = policy,
                         .code = base == NULL ? NULL : aa_code_new(base),
                         .machine = machine == NULL ? NULL : aa_machine_new(machine)};
    bool ready = (base == NULL || in.code != NULL) && (machine == NULL || in.machine != NULL);
    aa_sink_init(sink, arena);
    if (ready)
        aa_sink_run(sink, &aa_check_registry[index], &in);
    aa_code_free(in.code);
    aa_machine_free(in.machine);
    const aa_finding *findings = sink->findings.items;
    bool shown = true;
    for (size_t i = 0; i < sink->findings.count; i++)
        shown = has_all(&findings[i]) && shown;
    return !sink->failed && ready && shown;
}

void expect_records_on(const char *today, const char *id, const aa_facts *facts, const char *expected)
{
    aa_arena *arena = aa_arena_new();
    aa_sink sink;
    aa_str out;
    aa_str_init(&out, 1 << 16);
    assert_non_null(arena);
    assert_true(test_run_check(arena, id, facts, today, &sink));
    for (size_t i = 0; i < sink.findings.count; i++)
        test_put_record(&out, (const aa_finding *)sink.findings.items + i, false);
    bool same = aa_str_ok(&out) && strcmp(out.ptr, expected) == 0;
    if (!same)
        print_error("%s recorded\n%s--- and not\n%s", id, out.ptr, expected);
    aa_str_done(&out);
    aa_arena_free(arena);
    assert_true(same);
}

void expect_records(const char *id, const aa_facts *facts, const char *expected)
{
    expect_records_on(NULL, id, facts, expected);
}

aa_facts test_app(void)
{
    return (aa_facts){
        .platform = AA_PLATFORM_ANDROID,
        .manifest = {.package = {.value = "org.example.app"},
                     .min_sdk = 30,
                     .min_sdk_declared = true,
                     .min_sdk_text = "30",
                     .target_sdk = 36,
                     .target_sdk_declared = true,
                     .target_sdk_text = "36"},
        .network = {.applies_since_24 = true,
                    .base = {.cleartext = AA_NO, .cleartext_inherited = true, .cleartext_by_default = true}},
        .backup = {.allowed = AA_YES, .device_allowed = AA_YES},
    };
}

aa_flag test_flag(aa_tri value)
{
    return (aa_flag){.value = value, .declared = true};
}
