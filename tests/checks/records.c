#include "records.h"

#include "engine/sink.h"
#include "support/test.h"

static void put_finding(aa_str *out, const aa_finding *f, test_show show)
{
    static const char *const records[] = {[AA_RECORD_HIT] = "hit",
                                          [AA_RECORD_CLEAR] = "clear",
                                          [AA_RECORD_UNDECIDED] = "cannot-tell",
                                          [AA_RECORD_ABSENT] = "absent"};
    aa_str_put(out, records[f->record]);
    if (f->record == AA_RECORD_HIT)
        aa_str_printf(out, " %s", aa_severity_name(f->severity));
    aa_str_printf(out, " %s", f->check->check->messages[f->message].key);
    for (size_t i = 0; show == TEST_SHOW_ARGS && f->args[i] != NULL; i++)
        aa_str_printf(out, " %s", f->args[i]);
    if (show == TEST_SHOW_PLACES && f->place.path != NULL)
        aa_str_printf(out, " @%s", f->place.path);
    aa_str_putc(out, '\n');
}

static bool run(aa_arena *arena, const aa_check_entry *entry, const aa_facts *facts, const char *today,
                aa_sink *sink)
{
    aa_policy *policy = NULL;
    if (aa_policy_builtin(arena, &policy) != AA_OK)
        return false;
    if (today != NULL)
        aa_policy_set_today(policy, aa_day_from_text(today));
    aa_check_input in = {.facts = facts, .policy = policy};
    aa_sink_init(sink, arena);
    aa_sink_run(sink, entry, &in);
    return !sink->failed;
}

bool test_records(const char *id, const aa_facts *facts, const char *today, test_show show, aa_str *out)
{
    size_t index = aa_check_find(id);
    aa_arena *arena = index < aa_check_count() ? aa_arena_new() : NULL;
    aa_sink sink;
    bool ok = arena != NULL && run(arena, &aa_check_registry[index], facts, today, &sink);
    const aa_finding *findings = ok ? sink.findings.items : NULL;
    for (size_t i = 0; ok && i < sink.findings.count; i++)
        put_finding(out, &findings[i], show);
    aa_arena_free(arena);
    return ok && aa_str_ok(out);
}

void expect_records_on(const char *today, const char *id, const aa_facts *facts, const char *expected)
{
    aa_str out;
    aa_str_init(&out, 1 << 16);
    assert_true(test_records(id, facts, today, TEST_SHOW_ARGS, &out));
    bool same = strcmp(out.ptr, expected) == 0;
    if (!same)
        print_error("%s recorded\n%s--- and not\n%s", id, out.ptr, expected);
    aa_str_done(&out);
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
