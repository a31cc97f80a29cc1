/*
 * What must hold whatever is judged: thousands of cases drawn from a fixed seed.
 */
#include "engine/judge.h"

#include "support/judge_case.h"
#include "support/test.h"

#define CASES 20000

/* Every row that depends on an area depends on these. */
static const unsigned always = AA_AREA_BIT(AA_AREA_CONTAINER) | AA_AREA_BIT(AA_AREA_MANIFEST);

static const char policy[] = "c.fail fail\nc.ask ask\nc.advise advise\nt.no_input pass\n";

/* Knuth's MMIX generator; the high bits are good enough to draw from. */
static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % below;
}

typedef struct drawn {
    test_case t;
    aa_required_control control;
    aa_slot slot;
} drawn;

static void draw_findings(drawn *d, uint64_t *seed)
{
    unsigned count = draw(seed, 4);
    for (unsigned i = 0; i < count; i++) {
        aa_finding *f =
            test_case_find(&d->t, (enum test_check)draw(seed, TEST_IOS), (aa_record_kind)draw(seed, 4));
        f->severity = (aa_severity)draw(seed, 5);
        f->reach = (aa_reach)draw(seed, 4);
    }
}

static void draw_areas(drawn *d, uint64_t *seed)
{
    bool mostly_read = draw(seed, 2) == 0;
    for (int i = 0; i < AA_AREA_COUNT; i++) {
        if (!mostly_read || draw(seed, 8) == 0)
            d->t.facts.coverage.area[i] = (aa_area_state)draw(seed, AA_AREA_FAILED + 1);
    }
    for (int i = 0; draw(seed, 2) == 0 && i < 2; i++)
        d->t.facts.coverage.area[i == 0 ? AA_AREA_CODE : AA_AREA_NATIVE] = AA_AREA_ABSENT;
}

/* A case whose first row depends on a bit of everything; the third sums up the first two. */
static void draw_case(drawn *d, uint64_t *seed)
{
    static const char *const lock[] = {"android-lock"};
    static const char *const later[] = {"android-later"};
    static const char *const asks[] = {NULL, "c.fail", "c.ask", "c.advise"};
    static const char *const proofs[] = {"no-network", "no-input"};
    test_case_init(&d->t, policy);
    aa_row *row = &d->t.rows[0];
    row->areas = draw(seed, 1U << AA_AREA_COUNT) & draw(seed, 1U << AA_AREA_COUNT);
    d->control = (aa_required_control){.checks = draw(seed, 8) == 0 ? later : lock, .check_count = 1};
    d->control.ask = asks[draw(seed, 4)];
    row->controls = &d->control;
    row->control_count = draw(seed, 2);
    d->slot = (aa_slot){.id = "s"};
    row->slots = &d->slot;
    row->slot_count = draw(seed, 2);
    row->awaits = later;
    row->await_count = draw(seed, 8) == 0;
    row->not_applicable = draw(seed, 3) == 0 ? proofs[draw(seed, 2)] : NULL;
    d->t.rows[2].rollup = "1 2";
    draw_areas(d, seed);
    draw_findings(d, seed);
}

static bool is_unread(const drawn *d, unsigned areas)
{
    bool unread = false;
    for (unsigned i = 0; i < AA_AREA_COUNT; i++)
        unread |= (areas & AA_AREA_BIT(i)) != 0 && d->t.facts.coverage.area[i] > AA_AREA_READ;
    return unread;
}

/* Whether the first row lacks something without which it must not pass, said once more in other words. */
static bool lacks_something(const drawn *d, const aa_row *row)
{
    bool lacks = is_unread(d, row->areas | always);
    bool locked = false;
    for (size_t i = 0; i < d->t.c.finding_count; i++) {
        const aa_finding *f = &d->t.findings[i];
        bool decides = f->check == &test_checks[TEST_DEFECT] || f->check == &test_checks[TEST_COVERAGE];
        bool hit = f->record == AA_RECORD_HIT;
        lacks |= decides && f->record == AA_RECORD_UNDECIDED;
        lacks |= f->check == &test_checks[TEST_COVERAGE] && hit;
        lacks |= f->check == &test_checks[TEST_DEFECT] && hit && f->severity >= AA_SEVERITY_MEDIUM &&
                 f->reach != AA_NOT_REACHED;
        locked |= f->check == &test_checks[TEST_LOCK] && hit &&
                  (f->reach == AA_REACHED || f->reach == AA_REACH_NONE_NEEDED);
    }
    bool advised = d->control.ask != NULL && strcmp(d->control.ask, "c.advise") == 0;
    bool exists = strcmp(d->control.checks[0], "android-lock") == 0;
    lacks |= row->control_count > 0 && !advised && !(locked && exists);
    lacks |= row->slot_count > 0;
    return lacks || row->await_count > 0;
}

static bool is_proved_absent(const aa_row_result *row)
{
    return row->reason_count == 1 && row->reasons[0].code == AA_REASON_ABSENT;
}

static void verdicts_combine_by_max(void **state)
{
    (void)state;
    for (aa_verdict a = AA_NOT_APPLICABLE; a <= AA_FAIL; a++) {
        assert_int_equal(aa_verdict_max(a, AA_NOT_APPLICABLE), a);
        for (aa_verdict b = AA_NOT_APPLICABLE; b <= AA_FAIL; b++) {
            assert_int_equal(aa_verdict_max(a, b), aa_verdict_max(b, a));
            assert_true(aa_verdict_max(a, b) == a || aa_verdict_max(a, b) == b);
            for (aa_verdict c = AA_NOT_APPLICABLE; c <= AA_FAIL; c++)
                assert_int_equal(aa_verdict_max(aa_verdict_max(a, b), c),
                                 aa_verdict_max(a, aa_verdict_max(b, c)));
        }
    }
}

static void nothing_passes_unless_every_part_was_read_and_passed(void **state)
{
    (void)state;
    uint64_t seed = 1;
    size_t passed = 0;
    size_t absent = 0;
    for (int i = 0; i < CASES; i++) {
        drawn d;
        draw_case(&d, &seed);
        aa_judgement j = test_case_judge(&d.t, "B");
        const aa_row_result *row = &j.rows[0];
        if (is_proved_absent(row)) {
            assert_false(is_unread(&d, d.t.rows[0].areas | always));
            absent++;
        } else if (lacks_something(&d, row->row)) {
            assert_true(row->verdict > AA_PASS);
        } else {
            assert_int_equal(row->verdict, AA_PASS);
            passed++;
        }
        test_case_done(&d.t);
    }
    assert_true(passed > CASES / 50); /* the cases drawn are worth something */
    assert_true(absent > CASES / 100);
}

static void a_table_is_as_bad_as_its_worst_row(void **state)
{
    (void)state;
    uint64_t seed = 2;
    for (int i = 0; i < CASES / 4; i++) {
        drawn d;
        draw_case(&d, &seed);
        aa_judgement j = test_case_judge(&d.t, "B");
        aa_verdict worst = AA_NOT_APPLICABLE;
        for (size_t k = 0; k < j.row_count; k++) {
            worst = aa_verdict_max(worst, j.rows[k].verdict);
            aa_verdict of_row = AA_NOT_APPLICABLE;
            for (size_t r = 0; r < j.rows[k].reason_count; r++)
                of_row = aa_verdict_max(of_row, j.rows[k].reasons[r].verdict);
            assert_int_equal(of_row, j.rows[k].verdict);
            assert_true(j.rows[k].reason_count > 0);
        }
        assert_int_equal(j.verdict, worst);
        test_case_done(&d.t);
    }
}

static void every_unread_area_shows_in_the_reasons(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < CASES / 4; i++) {
        drawn d;
        draw_case(&d, &seed);
        aa_judgement j = test_case_judge(&d.t, "B");
        unsigned shown = 0;
        for (size_t r = 0; r < j.rows[0].reason_count; r++) {
            if (j.rows[0].reasons[r].code == AA_REASON_AREA_GAP)
                shown |= AA_AREA_BIT((unsigned)j.rows[0].reasons[r].area);
        }
        for (unsigned a = 0; a < AA_AREA_COUNT; a++) {
            bool depends = ((d.t.rows[0].areas | always) & AA_AREA_BIT(a)) != 0;
            bool unread = d.t.facts.coverage.area[a] > AA_AREA_READ;
            assert_int_equal((shown & AA_AREA_BIT(a)) != 0, depends && unread);
        }
        test_case_done(&d.t);
    }
}

static void a_further_defect_or_doubt_never_improves_a_row(void **state)
{
    (void)state;
    uint64_t seed = 4;
    for (int i = 0; i < CASES / 4; i++) {
        drawn d;
        draw_case(&d, &seed);
        aa_judgement before = test_case_judge(&d.t, "B");
        aa_finding *more = test_case_find(&d.t, draw(&seed, 2) == 0 ? TEST_DEFECT : TEST_COVERAGE,
                                          draw(&seed, 2) == 0 ? AA_RECORD_HIT : AA_RECORD_UNDECIDED);
        more->severity = (aa_severity)draw(&seed, 5);
        more->reach = (aa_reach)draw(&seed, 4);
        aa_judgement after = test_case_judge(&d.t, "B");
        for (size_t k = 0; k < after.row_count; k++)
            assert_true(after.rows[k].verdict >= before.rows[k].verdict);
        test_case_done(&d.t);
    }
}

/* A control that is missing from a full reading fails; from a partial one it is only undecided. So a
 * smaller reading can soften a failure, but it never makes a row pass. */
static void reading_less_never_makes_a_row_pass(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int i = 0; i < CASES / 4; i++) {
        drawn d;
        draw_case(&d, &seed);
        aa_judgement before = test_case_judge(&d.t, "B");
        unsigned area = draw(&seed, AA_AREA_COUNT);
        if (d.t.facts.coverage.area[area] <= AA_AREA_READ)
            d.t.facts.coverage.area[area] = (aa_area_state)(AA_AREA_PARTIAL + draw(&seed, 3));
        aa_judgement after = test_case_judge(&d.t, "B");
        for (size_t k = 0; k < after.row_count; k++) {
            aa_verdict was = before.rows[k].verdict;
            aa_verdict is = after.rows[k].verdict;
            assert_true(is >= was || (was == AA_FAIL && is > AA_PASS));
        }
        test_case_done(&d.t);
    }
}

static void the_order_of_records_does_not_matter(void **state)
{
    (void)state;
    uint64_t seed = 6;
    for (int i = 0; i < CASES / 4; i++) {
        drawn d;
        draw_case(&d, &seed);
        aa_judgement before = test_case_judge(&d.t, "B");
        size_t n = d.t.c.finding_count;
        for (size_t k = 0; k < n / 2; k++) {
            aa_finding swap = d.t.findings[k];
            d.t.findings[k] = d.t.findings[n - 1 - k];
            d.t.findings[n - 1 - k] = swap;
        }
        aa_judgement after = test_case_judge(&d.t, "B");
        for (size_t k = 0; k < after.row_count; k++)
            assert_int_equal(after.rows[k].verdict, before.rows[k].verdict);
        test_case_done(&d.t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_combine_by_max),
        cmocka_unit_test(nothing_passes_unless_every_part_was_read_and_passed),
        cmocka_unit_test(a_table_is_as_bad_as_its_worst_row),
        cmocka_unit_test(every_unread_area_shows_in_the_reasons),
        cmocka_unit_test(a_further_defect_or_doubt_never_improves_a_row),
        cmocka_unit_test(reading_less_never_makes_a_row_pass),
        cmocka_unit_test(the_order_of_records_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
