#include "engine/judge.h"

#include "support/fail_alloc.h"
#include "support/judge_case.h"
#include "support/test.h"

static const char *const lock[] = {"android-lock"};
static const char *const later[] = {"android-later"};
static const char *const other_platform[] = {"ios-later"};

static int start(void **state)
{
    static test_case t;
    test_case_init(&t, "pinning ask\noverlay advise\nbroken_device fail\nodd nonsense\n");
    *state = &t;
    return 0;
}

static int stop(void **state)
{
    test_case_done(*state);
    return 0;
}

static void one_control(test_case *t, const char *const *checks, bool advisory, const char *ask)
{
    static aa_required_control control;
    control = (aa_required_control){.checks = checks, .check_count = 1, .advisory = advisory, .ask = ask};
    t->rows[0].controls = &control;
    t->rows[0].control_count = 1;
}

static void one_slot(test_case *t, size_t row)
{
    static const aa_slot slot = {.id = "place"};
    t->rows[row].slots = &slot;
    t->rows[row].slot_count = 1;
}

/* ---- defects ------------------------------------------------------------------------------------------ */

static void a_row_with_everything_read_and_nothing_bad_passes(void **state)
{
    test_case *t = *state;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_non_null(test_case_reason(t, 0, AA_REASON_CLEAN));
}

static void a_defect_fails_each_row_it_names_and_no_other(void **state)
{
    test_case *t = *state;
    one_slot(t, 2);
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
    assert_int_equal(test_case_row(t, 1), AA_FAIL);
    assert_int_equal(test_case_row(t, 2), AA_UNDECIDED);
    assert_int_equal(test_case_reason(t, 0, AA_REASON_DEFECT)->finding, 0);
    assert_null(test_case_reason(t, 0, AA_REASON_CLEAN));
}

static void a_defect_below_the_policys_severity_is_listed_only(void **state)
{
    test_case *t = *state;
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT)->severity = AA_SEVERITY_LOW;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_non_null(test_case_reason(t, 0, AA_REASON_MINOR_DEFECT));
    t->findings[0].severity = AA_SEVERITY_MEDIUM;
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
}

static void dead_code_is_listed_and_unknown_reach_fails(void **state)
{
    test_case *t = *state;
    aa_finding *hit = test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    hit->reach = AA_NOT_REACHED;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    hit->reach = AA_REACH_UNKNOWN;
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
    hit->reach = AA_REACHED;
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
}

static void the_policy_may_treat_reach_otherwise(void **state)
{
    (void)state;
    test_case t;
    test_case_init(&t, "judge.not_reached fail\njudge.unknown_reach ask\n");
    aa_finding *hit = test_case_find(&t, TEST_DEFECT, AA_RECORD_HIT);
    hit->reach = AA_NOT_REACHED;
    assert_int_equal(test_case_row(&t, 0), AA_FAIL);
    hit->reach = AA_REACH_UNKNOWN;
    assert_int_equal(test_case_row(&t, 0), AA_UNDECIDED);
    test_case_done(&t);
}

static void a_check_that_cannot_tell_leaves_the_row_undecided(void **state)
{
    test_case *t = *state;
    test_case_find(t, TEST_DEFECT, AA_RECORD_UNDECIDED);
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_non_null(test_case_reason(t, 0, AA_REASON_CHECK_UNDECIDED));
}

static void hints_inventories_and_manual_material_never_decide(void **state)
{
    test_case *t = *state;
    test_case_find(t, TEST_HINT, AA_RECORD_HIT);
    test_case_find(t, TEST_INVENTORY, AA_RECORD_HIT);
    test_case_find(t, TEST_MANUAL, AA_RECORD_UNDECIDED);
    t->facts.coverage.area[AA_AREA_ASSETS] = AA_AREA_PARTIAL;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_int_equal(test_case_judge(t, "B").rows[0].evidence_count, 3);
}

static void a_coverage_hit_takes_away_the_right_to_pass(void **state)
{
    test_case *t = *state;
    test_case_find(t, TEST_COVERAGE, AA_RECORD_HIT);
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_int_equal(test_case_row(t, 1), AA_PASS);
}

static void clear_records_are_evidence_for_passing(void **state)
{
    test_case *t = *state;
    test_case_find(t, TEST_DEFECT, AA_RECORD_CLEAR);
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    aa_judgement judgement = test_case_judge(t, "B");
    assert_int_equal(judgement.rows[0].evidence_count, 1);
    assert_int_equal(judgement.rows[0].evidence[0], 0);
    assert_int_equal(judgement.rows[2].evidence_count, 0);
}

static void controls_and_material_for_answers_are_evidence(void **state)
{
    static const char *const material[] = {"android-manual"};
    static const aa_required_control control = {.checks = lock, .check_count = 1};
    static const aa_slot slot = {.id = "place", .prefill = material, .prefill_count = 1};
    test_case *t = *state;
    test_case_find(t, TEST_LOCK, AA_RECORD_HIT);
    test_case_find(t, TEST_MANUAL, AA_RECORD_HIT);
    assert_int_equal(test_case_judge(t, "B").rows[2].evidence_count, 0);
    t->rows[2].controls = &control;
    t->rows[2].control_count = 1;
    assert_int_equal(test_case_judge(t, "B").rows[2].evidence_count, 1);
    t->rows[2].slots = &slot;
    t->rows[2].slot_count = 1;
    assert_int_equal(test_case_judge(t, "B").rows[2].evidence_count, 2);
}

/* ---- coverage ------------------------------------------------------------------------------------------ */

static void an_area_that_was_not_read_leaves_the_row_undecided(void **state)
{
    test_case *t = *state;
    t->rows[0].areas = AA_AREA_BIT(AA_AREA_LAYOUTS);
    t->facts.coverage.area[AA_AREA_LAYOUTS] = AA_AREA_ABSENT;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    t->facts.coverage.area[AA_AREA_LAYOUTS] = AA_AREA_PARTIAL;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    t->facts.coverage.area[AA_AREA_LAYOUTS] = AA_AREA_UNREAD;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_int_equal(test_case_reason(t, 0, AA_REASON_AREA_GAP)->area, AA_AREA_LAYOUTS);
    t->facts.coverage.area[AA_AREA_LAYOUTS] = AA_AREA_FAILED;
    assert_int_equal(test_case_row(t, 0), AA_ERROR);
    assert_int_equal(test_case_row(t, 1), AA_PASS);
}

static void the_areas_of_a_bearing_defect_check_count(void **state)
{
    test_case *t = *state;
    t->facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_PARTIAL;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_int_equal(test_case_row(t, 1), AA_UNDECIDED);
    t->facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_READ;
    t->facts.coverage.area[AA_AREA_NATIVE] = AA_AREA_UNREAD; /* only the iOS check needs it */
    assert_int_equal(test_case_row(t, 0), AA_PASS);
}

static void a_row_that_depends_on_an_area_depends_on_archive_and_manifest(void **state)
{
    test_case *t = *state;
    t->rows[0].areas = AA_AREA_BIT(AA_AREA_LAYOUTS);
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    t->facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_PARTIAL;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    t->facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_READ;
    t->facts.coverage.area[AA_AREA_CONTAINER] = AA_AREA_FAILED;
    assert_int_equal(test_case_row(t, 0), AA_ERROR);
}

/* ---- what this version lacks -----------------------------------------------------------------------------
 */

static void an_awaited_check_leaves_the_row_undecided_until_it_exists(void **state)
{
    test_case *t = *state;
    t->rows[0].awaits = later;
    t->rows[0].await_count = 1;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CHECK_AWAITED)->args[0], "android-later");
    t->rows[0].awaits = lock;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    t->rows[0].awaits = other_platform;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
}

static void a_row_that_nothing_can_decide_is_undecided(void **state)
{
    test_case *t = *state;
    assert_int_equal(test_case_row(t, 2), AA_UNDECIDED);
    assert_non_null(test_case_reason(t, 2, AA_REASON_CHECK_AWAITED));
    assert_null(test_case_reason(t, 2, AA_REASON_CHECK_AWAITED)->args[0]);
}

static void a_row_that_takes_from_another_depends_on_all_of_it(void **state)
{
    static const char *const takes[] = {"u:7"};
    test_case *t = *state;
    aa_row row = {.id = "7", .areas = AA_AREA_BIT(AA_AREA_NATIVE), .awaits = later, .await_count = 1};
    aa_table other = {.id = "u", .rows = &row, .row_count = 1};
    t->rows[0].takes = takes;
    t->rows[0].take_count = 1;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED); /* no such table */
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CHECK_AWAITED)->args[0], "u:7");
    t->tables[1] = &other;
    t->c.table_count = 2;
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CHECK_AWAITED)->args[0], "android-later");
    row.await_count = 0;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    t->facts.coverage.area[AA_AREA_NATIVE] = AA_AREA_UNREAD;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
}

static void a_row_takes_the_checks_of_the_other_row(void **state)
{
    static const char *const takes[] = {"t:2"};
    test_case *t = *state;
    t->rows[2].takes = takes;
    t->rows[2].take_count = 1;
    assert_int_equal(test_case_row(t, 2), AA_PASS);
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    assert_int_equal(test_case_row(t, 2), AA_FAIL);
}

/* ---- controls --------------------------------------------------------------------------------------------
 */

static void a_required_control_that_runs_is_present(void **state)
{
    test_case *t = *state;
    one_control(t, lock, false, NULL);
    aa_finding *hit = test_case_find(t, TEST_LOCK, AA_RECORD_HIT);
    hit->reach = AA_REACHED;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_int_equal(test_case_reason(t, 0, AA_REASON_CONTROL_PRESENT)->finding, 0);
    hit->reach = AA_REACH_NONE_NEEDED;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
}

static void a_required_control_that_is_missing_fails(void **state)
{
    test_case *t = *state;
    one_control(t, lock, false, NULL);
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
    assert_int_equal(test_case_reason(t, 0, AA_REASON_CONTROL_MISSING)->control, 0);
    test_case_find(t, TEST_LOCK, AA_RECORD_HIT)->reach = AA_NOT_REACHED;
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
}

static void a_control_that_might_be_there_is_unsure(void **state)
{
    test_case *t = *state;
    one_control(t, lock, false, NULL);
    aa_finding *record = test_case_find(t, TEST_LOCK, AA_RECORD_HIT);
    record->reach = AA_REACH_UNKNOWN;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CONTROL_UNSURE)->args[0], "doubtful");
    record->record = AA_RECORD_UNDECIDED;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    t->c.finding_count = 0;
    t->facts.coverage.area[AA_AREA_CODE] = AA_AREA_UNREAD;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CONTROL_UNSURE)->args[0], "unread");
}

static void the_policy_says_what_absence_of_a_control_means(void **state)
{
    test_case *t = *state;
    one_control(t, lock, false, "pinning");
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CONTROL_UNSURE)->args[0], "ask");
    one_control(t, lock, false, "odd");
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    one_control(t, lock, false, "broken_device");
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
    one_control(t, lock, false, "overlay");
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_non_null(test_case_reason(t, 0, AA_REASON_CONTROL_ADVISED));
}

static void an_advisory_control_never_decides(void **state)
{
    test_case *t = *state;
    one_control(t, lock, true, NULL);
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_null(test_case_reason(t, 0, AA_REASON_CONTROL_ADVISED)->args[0]);
    t->facts.coverage.area[AA_AREA_CODE] = AA_AREA_UNREAD;
    test_case_row(t, 0);
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CONTROL_ADVISED)->args[0], "unread");
    t->facts.coverage.area[AA_AREA_CODE] = AA_AREA_READ;
    t->rows[2].controls = t->rows[0].controls; /* a row with nothing else */
    t->rows[2].control_count = 1;
    assert_int_equal(test_case_row(t, 2), AA_UNDECIDED);
}

static void a_control_whose_checks_do_not_exist_is_awaited(void **state)
{
    test_case *t = *state;
    one_control(t, later, false, NULL);
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_string_equal(test_case_reason(t, 0, AA_REASON_CHECK_AWAITED)->args[0], "android-later");
    one_control(t, other_platform, false, NULL);
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
}

/* ---- people
 * ------------------------------------------------------------------------------------------------ */

static void an_unanswered_slot_leaves_the_row_undecided(void **state)
{
    test_case *t = *state;
    one_slot(t, 0);
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_int_equal(test_case_reason(t, 0, AA_REASON_SLOT_OPEN)->slot, 0);
}

/* ---- platforms ------------------------------------------------------------------------------------------
 */

static void a_row_about_another_platform_is_not_applicable(void **state)
{
    test_case *t = *state;
    t->rows[0].only = AA_PLATFORM_IOS;
    one_control(t, later, false, NULL);
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    assert_int_equal(test_case_row(t, 0), AA_NOT_APPLICABLE);
    assert_non_null(test_case_reason(t, 0, AA_REASON_PLATFORM));
    assert_null(test_case_reason(t, 0, AA_REASON_CLEAN));
    t->rows[0].only = AA_PLATFORM_ANDROID;
    assert_int_equal(test_case_row(t, 0), AA_FAIL);
}

static void a_control_of_another_platform_is_not_looked_for(void **state)
{
    test_case *t = *state;
    static const aa_required_control control = {
        .checks = later, .check_count = 1, .only = AA_PLATFORM_IOS, .ask = NULL};
    t->rows[0].controls = &control;
    t->rows[0].control_count = 1;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    assert_null(test_case_reason(t, 0, AA_REASON_CHECK_AWAITED));
}

/* ---- absence
 * ------------------------------------------------------------------------------------------------ */

static void no_code(test_case *t)
{
    t->facts.coverage.area[AA_AREA_CODE] = AA_AREA_ABSENT;
    t->facts.coverage.area[AA_AREA_NATIVE] = AA_AREA_ABSENT;
}

static void a_proved_absence_makes_a_row_not_applicable(void **state)
{
    test_case *t = *state;
    t->rows[0].not_applicable = "no-network";
    one_slot(t, 0);
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    no_code(t);
    assert_int_equal(test_case_row(t, 0), AA_NOT_APPLICABLE);
    t->facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_PARTIAL;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
}

static void a_record_against_it_voids_an_absence(void **state)
{
    test_case *t = *state;
    t->rows[0].not_applicable = "no-network";
    no_code(t);
    aa_finding *record = test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    record->severity = AA_SEVERITY_LOW;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    record->record = AA_RECORD_UNDECIDED;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    record->record = AA_RECORD_ABSENT;
    assert_int_equal(test_case_row(t, 0), AA_NOT_APPLICABLE);
}

static void the_policy_may_call_a_proved_absence_a_pass(void **state)
{
    (void)state;
    test_case t;
    test_case_init(&t, "t.no_input pass\n");
    t.rows[0].not_applicable = "no-input";
    no_code(&t);
    assert_int_equal(test_case_row(&t, 0), AA_PASS);
    assert_null(test_case_reason(&t, 0, AA_REASON_CLEAN));
    test_case_done(&t);
}

static void the_policy_may_say_so_for_one_row(void **state)
{
    (void)state;
    test_case t;
    test_case_init(&t, "t.no_input pass\nt.1.absent not-applicable\nt.2.absent pass\n");
    t.rows[0].not_applicable = "no-input";
    t.rows[1].not_applicable = "no-network";
    no_code(&t);
    assert_int_equal(test_case_row(&t, 0), AA_NOT_APPLICABLE);
    assert_int_equal(test_case_row(&t, 1), AA_PASS);
    assert_non_null(test_case_reason(&t, 1, AA_REASON_ABSENT));
    test_case_done(&t);
}

/* ---- tables
 * ------------------------------------------------------------------------------------------------- */

static void a_sum_fails_on_grave_defects_of_its_rows_only(void **state)
{
    test_case *t = *state;
    t->rows[0].rollup = "2"; /* before the row it sums up, as in the broker table */
    t->c.checks = test_checks;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    aa_finding *hit = test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    hit->severity = AA_SEVERITY_HIGH;
    const aa_reason *sum = test_case_reason(t, 0, AA_REASON_ROLLUP);
    assert_int_equal(sum->verdict, AA_FAIL);
    assert_string_equal(sum->args[0], "2");
    assert_int_equal(sum->finding, 0);
    hit->severity = AA_SEVERITY_MEDIUM;
    assert_int_equal(test_case_row(t, 1), AA_FAIL);
    assert_null(test_case_reason(t, 0, AA_REASON_ROLLUP));
    one_slot(t, 1);
    assert_int_equal(test_case_reason(t, 0, AA_REASON_ROLLUP)->verdict, AA_UNDECIDED);
}

static void only_rows_of_the_tier_are_judged(void **state)
{
    test_case *t = *state;
    aa_judgement judgement = test_case_judge(t, "1");
    assert_string_equal(judgement.tier, "A");
    assert_int_equal(judgement.row_count, 1);
    assert_int_equal(judgement.verdict, AA_PASS);
    judgement = test_case_judge(t, "B+A");
    assert_string_equal(judgement.tier, "A+B");
    assert_int_equal(judgement.row_count, 3);
    assert_int_equal(judgement.verdict, AA_UNDECIDED);
    assert_int_equal(aa_judge(t->arena, &t->c, &t->table, "C", &judgement), AA_E_USAGE);
}

static void a_reference_row_is_shown_and_does_not_count(void **state)
{
    test_case *t = *state;
    t->rows[1].reference = true;
    t->rows[1].tier_count = 0;
    t->rows[2].tier_count = 0;
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT)->severity = AA_SEVERITY_HIGH;
    t->rows[0].id = "0"; /* nothing bears on it any more */
    one_slot(t, 0);
    aa_judgement judgement = test_case_judge(t, "A");
    assert_int_equal(judgement.row_count, 2);
    assert_int_equal(judgement.rows[1].verdict, AA_FAIL);
    assert_int_equal(judgement.verdict, AA_UNDECIDED);
}

static void checks_of_the_other_platform_do_not_bear(void **state)
{
    test_case *t = *state;
    t->facts.platform = AA_PLATFORM_IOS;
    assert_int_equal(test_case_row(t, 0), AA_PASS);
    t->facts.coverage.area[AA_AREA_NATIVE] = AA_AREA_UNREAD;
    assert_int_equal(test_case_row(t, 0), AA_UNDECIDED);
    assert_non_null(test_case_reason(t, 1, AA_REASON_CHECK_AWAITED)); /* only an Android check names row 2 */
}

static void reasons_come_worst_first(void **state)
{
    test_case *t = *state;
    one_slot(t, 0);
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT)->severity = AA_SEVERITY_LOW;
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    test_case_find(t, TEST_DEFECT, AA_RECORD_UNDECIDED);
    aa_judgement judgement = test_case_judge(t, "B");
    assert_int_equal(judgement.rows[0].reason_count, 4);
    assert_int_equal(judgement.rows[0].reasons[0].code, AA_REASON_DEFECT);
    assert_int_equal(judgement.rows[0].reasons[1].code, AA_REASON_CHECK_UNDECIDED);
    assert_int_equal(judgement.rows[0].reasons[2].code, AA_REASON_SLOT_OPEN);
    assert_int_equal(judgement.rows[0].reasons[3].code, AA_REASON_MINOR_DEFECT);
}

static bool judge_once(void *context)
{
    test_case *t = context;
    aa_arena *arena = aa_arena_new();
    aa_judgement judgement;
    bool done = arena != NULL && aa_judge(arena, &t->c, &t->table, "B", &judgement) == AA_OK;
    aa_arena_free(arena);
    return done;
}

static void each_allocation_may_fail(void **state)
{
    test_case *t = *state;
    one_slot(t, 0);
    one_control(t, lock, false, NULL);
    t->rows[1].awaits = later;
    t->rows[1].await_count = 1;
    t->rows[2].rollup = "1 2";
    test_case_find(t, TEST_DEFECT, AA_RECORD_HIT);
    assert_true(test_each_allocation_fails(judge_once, t, 0) > 1);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_row_with_everything_read_and_nothing_bad_passes),
        CASE(a_defect_fails_each_row_it_names_and_no_other),
        CASE(a_defect_below_the_policys_severity_is_listed_only),
        CASE(dead_code_is_listed_and_unknown_reach_fails),
        CASE(the_policy_may_treat_reach_otherwise),
        CASE(a_check_that_cannot_tell_leaves_the_row_undecided),
        CASE(hints_inventories_and_manual_material_never_decide),
        CASE(a_coverage_hit_takes_away_the_right_to_pass),
        CASE(clear_records_are_evidence_for_passing),
        CASE(an_area_that_was_not_read_leaves_the_row_undecided),
        CASE(the_areas_of_a_bearing_defect_check_count),
        CASE(a_row_that_depends_on_an_area_depends_on_archive_and_manifest),
        CASE(an_awaited_check_leaves_the_row_undecided_until_it_exists),
        CASE(a_row_that_nothing_can_decide_is_undecided),
        CASE(a_row_that_takes_from_another_depends_on_all_of_it),
        CASE(a_row_takes_the_checks_of_the_other_row),
        CASE(a_required_control_that_runs_is_present),
        CASE(a_required_control_that_is_missing_fails),
        CASE(a_control_that_might_be_there_is_unsure),
        CASE(the_policy_says_what_absence_of_a_control_means),
        CASE(an_advisory_control_never_decides),
        CASE(a_control_whose_checks_do_not_exist_is_awaited),
        CASE(an_unanswered_slot_leaves_the_row_undecided),
        CASE(a_row_about_another_platform_is_not_applicable),
        CASE(a_control_of_another_platform_is_not_looked_for),
        CASE(a_proved_absence_makes_a_row_not_applicable),
        CASE(controls_and_material_for_answers_are_evidence),
        CASE(a_record_against_it_voids_an_absence),
        CASE(the_policy_may_call_a_proved_absence_a_pass),
        CASE(the_policy_may_say_so_for_one_row),
        CASE(a_sum_fails_on_grave_defects_of_its_rows_only),
        CASE(only_rows_of_the_tier_are_judged),
        CASE(a_reference_row_is_shown_and_does_not_count),
        CASE(checks_of_the_other_platform_do_not_bear),
        CASE(reasons_come_worst_first),
        CASE(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
