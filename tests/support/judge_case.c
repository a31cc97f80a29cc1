#include "support/judge_case.h"

#include "support/test.h"

static const aa_message messages[] = {{"seen", {"Seen", "看到"}}};

#define CHECK(kind_, severity_, platform_, areas_, rows_)                                                    \
    {                                                                                                        \
        .platforms = (platform_), .kind = (kind_), .severity = (severity_), .areas = (areas_),               \
        .rows = (rows_), .masvs = "", .mastg = "", .cwe = "", AA_MESSAGES(messages)                          \
    }

static const aa_check checks[TEST_CHECK_COUNT] = {
    [TEST_COVERAGE] = CHECK(AA_KIND_COVERAGE, AA_SEVERITY_INFO, AA_PLATFORM_ANDROID, 0, "t:1"),
    [TEST_DEFECT] = CHECK(AA_KIND_DEFECT, AA_SEVERITY_CRITICAL, AA_PLATFORM_ANDROID,
                          AA_AREA_BIT(AA_AREA_MANIFEST), "t:1 t:2"),
    [TEST_HINT] =
        CHECK(AA_KIND_HINT, AA_SEVERITY_HIGH, AA_PLATFORM_ANDROID, AA_AREA_BIT(AA_AREA_ASSETS), "t:1"),
    [TEST_INVENTORY] =
        CHECK(AA_KIND_INVENTORY, AA_SEVERITY_INFO, AA_PLATFORM_ANDROID, AA_AREA_BIT(AA_AREA_ASSETS), "t:1"),
    [TEST_LOCK] =
        CHECK(AA_KIND_CONTROL, AA_SEVERITY_INFO, AA_PLATFORM_ANDROID, AA_AREA_BIT(AA_AREA_CODE), ""),
    [TEST_MANUAL] = CHECK(AA_KIND_MANUAL, AA_SEVERITY_INFO, AA_PLATFORM_ANDROID, 0, "t:1"),
    [TEST_IOS] = CHECK(AA_KIND_DEFECT, AA_SEVERITY_HIGH, AA_PLATFORM_IOS, AA_AREA_BIT(AA_AREA_NATIVE), "t:1"),
};

const aa_check_entry test_checks[TEST_CHECK_COUNT] = {
    {"android-coverage", &checks[TEST_COVERAGE]},
    {"android-defect", &checks[TEST_DEFECT]},
    {"android-hint", &checks[TEST_HINT]},
    {"android-inventory", &checks[TEST_INVENTORY]},
    {"android-lock", &checks[TEST_LOCK]},
    {"android-manual", &checks[TEST_MANUAL]},
    {"ios-defect", &checks[TEST_IOS]},
};

static void make_table(test_case *t)
{
    static const char *const both[] = {"A", "B"};
    static const char *const ids[] = {"1", "2", "3"};
    t->tiers[0] = (aa_tier){.id = "A", .aliases = "1"};
    t->tiers[1] = (aa_tier){.id = "B", .aliases = "2"};
    for (size_t i = 0; i < 3; i++) {
        t->rows[i] = (aa_row){.id = ids[i],
                              .tiers = i == 0 ? both : both + 1,
                              .tier_count = i == 0 ? 2 : 1,
                              .mas = "",
                              .masvs = "",
                              .top10 = "",
                              .cwe = ""};
    }
    t->table = (aa_table){.id = "t",
                          .edition = "1",
                          .default_tier = "B",
                          .fail_at_key = "fail_at",
                          .tiers = t->tiers,
                          .tier_count = 2,
                          .rows = t->rows,
                          .row_count = 3};
    t->tables[0] = &t->table;
}

void test_case_init(test_case *t, const char *policy)
{
    *t = (test_case){.arena = aa_arena_new(),
                     .facts = {.platform = AA_PLATFORM_ANDROID, .package_kind = "apk"}};
    assert_non_null(t->arena);
    for (int i = 0; i < AA_AREA_COUNT; i++)
        t->facts.coverage.area[i] = AA_AREA_READ;
    make_table(t);
    const char *text = aa_arena_printf(t->arena, "date 2026-11-01\nfail_at medium\n%s", policy);
    aa_policy *parsed = NULL;
    assert_int_equal(aa_policy_parse(t->arena, aa_bytes_of(text, strlen(text)), NULL, &parsed), AA_OK);
    t->c = (aa_case){.facts = &t->facts,
                     .policy = parsed,
                     .checks = test_checks,
                     .check_count = TEST_CHECK_COUNT,
                     .findings = t->findings,
                     .tables = t->tables,
                     .table_count = 1};
}

void test_case_done(test_case *t)
{
    aa_arena_free(t->arena);
}

aa_finding *test_case_find(test_case *t, enum test_check check, aa_record_kind record)
{
    static const char *const no_args[] = {NULL};
    assert_true(t->c.finding_count < TEST_FINDINGS);
    aa_finding *f = &t->findings[t->c.finding_count++];
    *f = (aa_finding){.check = &test_checks[check],
                      .record = record,
                      .severity = checks[check].severity,
                      .place = {.offset = AA_NO_OFFSET},
                      .args = no_args};
    return f;
}

aa_judgement test_case_judge(test_case *t, const char *tier)
{
    aa_judgement judgement = {.tier = NULL};
    assert_int_equal(aa_judge(t->arena, &t->c, &t->table, tier, &judgement), AA_OK);
    return judgement;
}

aa_verdict test_case_row(test_case *t, size_t index)
{
    return test_case_judge(t, "B").rows[index].verdict;
}

const aa_reason *test_case_reason(test_case *t, size_t index, aa_reason_code code)
{
    aa_judgement judgement = test_case_judge(t, "B");
    const aa_row_result *row = &judgement.rows[index];
    for (size_t i = 0; i < row->reason_count; i++) {
        if (row->reasons[i].code == code)
            return &row->reasons[i];
    }
    return NULL;
}
