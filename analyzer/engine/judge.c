#include "engine/judge.h"

#include <string.h>

#include "engine/judge_row.h"
#include "engine/words.h"

/* A row that sums up others fails on what could lose or alter data: broker Table 1, row 4. */
#define ROLLUP_SEVERITY AA_SEVERITY_HIGH

/* One row of the tier while the table is judged. */
typedef struct seat {
    aa_row_case rc;
    aa_row_result *result;
} seat;

bool aa_rollup_counts(aa_reason_code code, aa_verdict verdict, aa_severity severity)
{
    bool grave = (code == AA_REASON_DEFECT && severity >= ROLLUP_SEVERITY) || code == AA_REASON_OVERRIDDEN;
    return verdict > AA_PASS && (verdict != AA_FAIL || grave);
}

/* What |part|, a row that was summed up, makes of the sum. */
static aa_reason sum_up(const aa_case *c, const aa_row_result *part)
{
    aa_reason sum = aa_reason_new(AA_REASON_ROLLUP, AA_NOT_APPLICABLE);
    for (size_t i = 0; i < part->reason_count; i++) {
        const aa_reason *r = &part->reasons[i];
        aa_severity severity =
            r->finding == AA_NO_INDEX ? AA_SEVERITY_INFO : c->findings[r->finding].severity;
        if (aa_rollup_counts(r->code, r->verdict, severity) && r->verdict > sum.verdict) {
            sum.verdict = r->verdict;
            sum.finding = r->finding;
        }
    }
    return sum;
}

static void add_rollup(seat *s, const aa_judgement *judgement)
{
    aa_bytes id = aa_bytes_none();
    for (const char *left = s->rc.row->rollup; aa_word_next(&left, &id);) {
        for (size_t i = 0; i < judgement->row_count; i++) {
            const aa_row_result *part = &judgement->rows[i];
            if (part->row == NULL || !aa_bytes_is(id, part->row->id))
                continue;
            aa_reason sum = sum_up(s->rc.c, part);
            const char **args = aa_arena_array(s->rc.arena, 2, sizeof *args);
            if (args != NULL)
                args[0] = part->row->id;
            sum.args = args;
            s->rc.has_object = true;
            if (sum.verdict > AA_PASS || args == NULL)
                aa_row_case_add(&s->rc, sum);
        }
    }
}

static bool judge_seat(seat *s, const aa_judgement *judgement)
{
    add_rollup(s, judgement);
    aa_row_case_gather(&s->rc);
    return aa_row_case_finish(&s->rc, s->result);
}

/* Rows that sum up come last, because they look at the others. */
static aa_err judge_seats(seat *seats, const aa_judgement *judgement)
{
    for (int sums = 0; sums < 2; sums++) {
        for (size_t i = 0; i < judgement->row_count; i++) {
            if ((seats[i].rc.row->rollup != NULL) == (sums == 1) && !judge_seat(&seats[i], judgement))
                return AA_E_NOMEM;
        }
    }
    return AA_OK;
}

aa_err aa_judge(aa_arena *arena, const aa_case *c, const aa_table *table, const char *tier, aa_judgement *out)
{
    if (!aa_table_has_tier(table, tier))
        return AA_E_USAGE;
    seat *seats = aa_arena_array(arena, table->row_count, sizeof *seats);
    aa_row_result *results = aa_arena_array(arena, table->row_count, sizeof *results);
    aa_judgement judgement = {.table = table,
                              .tier = aa_table_tier_name(arena, table, tier),
                              .verdict = AA_NOT_APPLICABLE,
                              .rows = results};
    if (seats == NULL || results == NULL || judgement.tier == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < table->row_count; i++) {
        const aa_row *row = &table->rows[i];
        if (!row->reference && !aa_row_in_tier(table, row, tier))
            continue;
        seat *s = &seats[judgement.row_count];
        s->result = &results[judgement.row_count++];
        aa_row_case_init(&s->rc, arena, c, table, row);
    }
    aa_err err = judge_seats(seats, &judgement);
    for (size_t i = 0; i < judgement.row_count; i++) {
        if (err == AA_OK && !results[i].row->reference)
            judgement.verdict = aa_verdict_max(judgement.verdict, results[i].verdict);
    }
    if (err == AA_OK)
        *out = judgement;
    return err;
}
