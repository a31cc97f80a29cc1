/*
 * The one file that sees both ends: files in, result out.
 */
#include <appassay/analysis.h>

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/stopwatch.h"
#include "base/vec.h"
#include "base/watch.h"
#include "engine/findings.h"
#include "engine/judge.h"
#include "engine/left_out.h"
#include "engine/listing.h"
#include "engine/previous.h"
#include "engine/thin.h"
#include "facts/code.h"
#include "facts/collect.h"
#include "facts/secrets.h"

struct aa_analysis {
    aa_arena *arena;
    aa_options options; /* its strings are in the arena */
    bool ran;
    const char *error;
    aa_policy *policy;
    aa_vec tables; /* of const aa_table *: all that are compiled in */
    aa_result *result;
    aa_vec times; /* of part_time */
};

typedef struct part_time {
    const char *name;
    uint64_t nanoseconds;
} part_time;

/* ---- life -------------------------------------------------------------------------------------------- */

/* Copies |text| to |*out|; NULL stays NULL. False: memory is out. */
static bool keep(aa_arena *arena, const char *text, const char **out)
{
    *out = text == NULL ? NULL : aa_arena_strdup(arena, text);
    return text == NULL || *out != NULL;
}

static bool keep_options(aa_analysis *a, const aa_options *options)
{
    static const aa_standard_choice broker = {.standard = "broker"};
    const aa_standard_choice *choices = options->standard_count == 0 ? &broker : options->standards;
    size_t count = options->standard_count == 0 ? 1 : options->standard_count;
    aa_standard_choice *copies = aa_arena_array(a->arena, count, sizeof *copies);
    if (copies == NULL)
        return false;
    a->options = *options;
    a->options.standards = copies;
    a->options.standard_count = count;
    for (size_t i = 0; i < count; i++) {
        if (!keep(a->arena, choices[i].standard, &copies[i].standard) ||
            !keep(a->arena, choices[i].tier, &copies[i].tier))
            return false;
    }
    return keep(a->arena, options->today, &a->options.today) &&
           keep(a->arena, options->previous, &a->options.previous) &&
           keep(a->arena, options->isolation, &a->options.isolation);
}

aa_analysis *aa_analysis_new(const aa_options *options)
{
    xmlInitParser();
    aa_analysis *a = calloc(1, sizeof *a);
    if (a == NULL)
        return NULL;
    a->error = "";
    a->tables = (aa_vec)AA_VEC_INIT(const aa_table *);
    a->times = (aa_vec)AA_VEC_INIT(part_time);
    a->arena = aa_arena_new();
    if (a->arena == NULL || !keep_options(a, options)) {
        aa_analysis_free(a);
        return NULL;
    }
    return a;
}

void aa_analysis_free(aa_analysis *analysis)
{
    if (analysis == NULL)
        return;
    aa_arena_free(analysis->arena);
    free(analysis);
}

const char *aa_analysis_error(const aa_analysis *analysis)
{
    return analysis->error;
}

bool aa_analysis_time(const aa_analysis *analysis, size_t index, const char **name, uint64_t *nanoseconds)
{
    const part_time *times = analysis->times.items;
    if (index >= analysis->times.count)
        return false;
    *name = times[index].name;
    *nanoseconds = times[index].nanoseconds;
    return true;
}

const aa_result *aa_analysis_result(const aa_analysis *analysis)
{
    return analysis->result;
}

/* ---- what to judge by ---------------------------------------------------------------------------------- */

/* Remembers |text| (NULL: memory is out) as what went wrong and gives |err|. */
static aa_err refuse(aa_analysis *a, aa_err err, const char *text)
{
    a->error = text != NULL ? text : "out of memory";
    return text != NULL ? err : AA_E_NOMEM;
}

static aa_err load_policy(aa_analysis *a)
{
    aa_err err = aa_policy_builtin(a->arena, &a->policy);
    if (err != AA_OK)
        return err;
    const char *today = a->options.today;
    if (today == NULL) {
        a->result->today = aa_policy_date(a->policy);
        return AA_OK;
    }
    int64_t day = aa_day_from_text(today);
    if (day == INT64_MIN)
        return refuse(a, AA_E_USAGE, aa_arena_printf(a->arena, "\"%s\" is no date (YYYY-MM-DD)", today));
    aa_policy_set_today(a->policy, day);
    a->result->today = today;
    return AA_OK;
}

static aa_err load_tables(aa_analysis *a)
{
    for (size_t i = 0;; i++) {
        aa_table *table = NULL;
        aa_err err = aa_table_builtin(a->arena, i, &table);
        if (err != AA_OK)
            return err == AA_E_NOTFOUND ? AA_OK : err;
        const aa_table **slot = aa_vec_push(a->arena, &a->tables);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = table;
    }
}

static const aa_table *find_table(const aa_analysis *a, const char *id)
{
    const aa_table *const *tables = a->tables.items;
    for (size_t i = 0; i < a->tables.count; i++) {
        if (strcmp(tables[i]->id, id) == 0)
            return tables[i];
    }
    return NULL;
}

/* The names of tables or of one table's tiers, for the message about a wrong one. */
static const char *list_names(aa_analysis *a, const aa_table *table)
{
    const aa_table *const *tables = a->tables.items;
    const char *list = "";
    size_t count = table != NULL ? table->tier_count : a->tables.count;
    for (size_t i = 0; i < count && list != NULL; i++)
        list = aa_arena_printf(a->arena, "%s%s%s", list, i == 0 ? "" : ", ",
                               table != NULL ? table->tiers[i].id : tables[i]->id);
    return list;
}

static aa_err check_choices(aa_analysis *a)
{
    for (size_t i = 0; i < a->options.standard_count; i++) {
        const aa_standard_choice *choice = &a->options.standards[i];
        const aa_table *table = choice->standard == NULL ? NULL : find_table(a, choice->standard);
        const char *names = list_names(a, table);
        if (names == NULL)
            return AA_E_NOMEM;
        if (table == NULL)
            return refuse(a, AA_E_USAGE,
                          aa_arena_printf(a->arena, "no standard is called \"%s\"; there are: %s",
                                          choice->standard != NULL ? choice->standard : "", names));
        if (choice->tier != NULL && !aa_table_has_tier(table, choice->tier))
            return refuse(a, AA_E_USAGE,
                          aa_arena_printf(a->arena, "%s has no tier \"%s\"; there are: %s", table->id,
                                          choice->tier, names));
    }
    return AA_OK;
}

/* ---- the run ---------------------------------------------------------------------------------------------
 */

static aa_err read_app(aa_analysis *a, const aa_input *inputs, size_t count, aa_package **package,
                       aa_facts **out)
{
    aa_notes notes;
    aa_notes_init(&notes, a->arena, a->options.limits.note_repeats);
    notes.watch = a->options.watch;
    const char *detail = NULL;
    aa_err err =
        aa_package_open_inputs(a->arena, inputs, count, &a->options.limits, &notes, package, &detail);
    if (err != AA_OK)
        return detail != NULL ? refuse(a, err, detail) : err;
    err = aa_facts_collect(a->arena, *package, &a->options.limits, a->options.threads, &notes, out);
    if (err == AA_E_USAGE)
        return refuse(a, err, "the files are parts of different apps");
    return err == AA_OK && notes.failed ? AA_E_NOMEM : err;
}

/* The release before, to compare with. What is unusual about it is its own report's business. */
static aa_err read_previous(aa_analysis *a, const aa_previous **out)
{
    const char *path = a->options.previous;
    aa_arena *scratch = path == NULL ? NULL : aa_arena_new();
    if (scratch == NULL)
        return path == NULL ? AA_OK : AA_E_NOMEM;
    const char *detail = "it cannot be read";
    const aa_input input = {.path = path, .fd = a->options.previous_fd > 0 ? a->options.previous_fd : -1};
    aa_err err =
        aa_previous_read(a->arena, scratch, &input, &a->options.limits, a->options.threads, &detail, out);
    if (err != AA_OK && err != AA_E_NOMEM)
        refuse(a, AA_E_USAGE, aa_arena_printf(a->arena, "the previous release is no use: %s", detail));
    aa_arena_free(scratch);
    return err == AA_OK || err == AA_E_NOMEM ? err : AA_E_USAGE;
}

/* Incomplete when the input withheld something; what this version never reads is no fault of the input. */
static aa_analysis_state state_of(const aa_coverage *coverage)
{
    for (size_t i = 0; i < coverage->gap_count; i++) {
        if (coverage->gaps[i].cause == AA_GAP_INPUT)
            return AA_ANALYSIS_PARTIAL;
    }
    return AA_ANALYSIS_COMPLETE;
}

static aa_err judge_all(aa_analysis *a)
{
    aa_result *result = a->result;
    aa_case c = {.facts = result->facts,
                 .policy = a->policy,
                 .checks = aa_check_registry,
                 .check_count = aa_check_registry_count,
                 .findings = result->findings,
                 .finding_count = result->finding_count,
                 .tables = a->tables.items,
                 .table_count = a->tables.count};
    aa_judgement *judgements = aa_arena_array(a->arena, a->options.standard_count, sizeof *judgements);
    if (judgements == NULL)
        return AA_E_NOMEM;
    result->judgements = judgements;
    result->judgement_count = a->options.standard_count;
    aa_err err = AA_OK;
    for (size_t i = 0; i < result->judgement_count && err == AA_OK; i++) {
        const aa_standard_choice *choice = &a->options.standards[i];
        const aa_table *table = find_table(a, choice->standard);
        const char *tier = choice->tier != NULL ? choice->tier : table->default_tier;
        err = aa_judge(a->arena, &c, table, tier, &judgements[i]);
    }
    return err;
}

/* A part that is not noted for want of memory is missed by nobody. */
static void note_time(aa_analysis *a, const char *name, uint64_t nanoseconds)
{
    part_time *slot = aa_vec_push(a->arena, &a->times);
    if (slot != NULL)
        *slot = (part_time){name, nanoseconds};
}

/* |all|: of reading the app. */
static void note_reading(aa_analysis *a, const aa_facts *facts, uint64_t all)
{
    aa_code_times code = aa_facts_code_times(facts);
    uint64_t secrets = facts->secrets == NULL ? 0 : facts->secrets->took;
    note_time(a, "documents", all - (code.read + code.program + code.reach + code.shapes + secrets));
    note_time(a, "credentials", secrets);
    note_time(a, "bytecode", code.read);
    note_time(a, "program", code.program);
    note_time(a, "reach", code.reach);
    note_time(a, "shapes", code.shapes);
}

static aa_err list_code(aa_analysis *a)
{
    size_t count = a->result->finding_count;
    aa_finding *findings = aa_arena_array(a->arena, count, sizeof *findings);
    if (findings == NULL)
        return AA_E_NOMEM;
    if (count > 0)
        memcpy(findings, a->result->findings, count * sizeof *findings);
    a->result->findings = findings;
    return aa_findings_list_code(a->arena, a->result->facts, findings, count);
}

static aa_err run_checks(aa_analysis *a, aa_facts *facts, const aa_previous *previous)
{
    const char *package = facts->manifest.package.value;
    if (previous != NULL && previous->package != NULL && package != NULL &&
        strcmp(previous->package, package) != 0)
        return refuse(
            a, AA_E_USAGE,
            aa_arena_printf(a->arena, "the previous release is of another app, %s", previous->package));
    facts->previous = previous;
    a->result->facts = facts;
    a->result->policy = a->policy;
    a->result->isolation = a->options.isolation;
    aa_err told = aa_ledger_left_out(a->arena, a->options.watch, &facts->coverage);
    if (told != AA_OK)
        return told;
    a->result->state = state_of(&facts->coverage);
    aa_check_input in = {.facts = facts, .policy = a->policy, .watch = a->options.watch};
    uint64_t *times = aa_arena_array(a->arena, aa_check_registry_count, sizeof *times);
    if (times == NULL)
        return AA_E_NOMEM;
    aa_err err =
        aa_findings_collect(a->arena, aa_check_registry, aa_check_registry_count, &in, a->options.threads,
                            times, &a->result->findings, &a->result->finding_count);
    if (err == AA_OK)
        err = aa_findings_thin(a->arena, a->options.limits.finding_repeats, &a->result->findings,
                               &a->result->finding_count, facts);
    if (err == AA_OK)
        err = list_code(a);
    for (size_t i = 0; i < aa_check_registry_count; i++)
        note_time(a, aa_check_registry[i].id, times[i]);
    return err;
}

/* Reads the app and runs the checks. Its files are open for as long as its code is looked at. */
static aa_err look(aa_analysis *a, const aa_input *inputs, size_t count, const aa_previous *previous)
{
    aa_package *package = NULL;
    aa_facts *facts = NULL;
    uint64_t begin = aa_process_time();
    aa_err err = read_app(a, inputs, count, &package, &facts);
    if (err == AA_OK) {
        note_reading(a, facts, aa_process_time() - begin);
        aa_package_rest(package);
    }
    if (err == AA_OK)
        err = run_checks(a, facts, previous);
    aa_facts_release(facts);
    aa_package_close(package);
    return err;
}

static aa_err run(aa_analysis *a, const aa_input *inputs, size_t count)
{
    aa_err err = load_policy(a);
    if (err == AA_OK)
        err = load_tables(a);
    if (err == AA_OK)
        err = check_choices(a);
    const aa_previous *previous = NULL;
    if (err == AA_OK)
        err = read_previous(a, &previous);
    if (err == AA_OK)
        err = look(a, inputs, count, previous);
    (void)aa_watch_enter(a->options.watch, "judge", NULL, NULL);
    return err == AA_OK ? judge_all(a) : err;
}

/* libxml2 prints what it cannot report, such as memory running out. This library does not print. */
static void say_nothing(void *context, xmlError *error)
{
    (void)context;
    (void)error;
}

/* With libxml2 silent on this thread, and as it was before afterwards. */
static aa_err run_silently(aa_analysis *a, const aa_input *inputs, size_t count)
{
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, say_nothing);
    aa_err err = run(a, inputs, count);
    xmlSetStructuredErrorFunc(context, handler);
    return err;
}

aa_err aa_analysis_run_open(aa_analysis *analysis, const aa_input *inputs, size_t count)
{
    if (analysis->ran || count == 0)
        return refuse(analysis, AA_E_USAGE,
                      count == 0 ? "no file was given" : "the analysis has run already");
    analysis->ran = true;
    analysis->result = aa_arena_alloc(analysis->arena, sizeof *analysis->result);
    aa_err err = analysis->result == NULL ? AA_E_NOMEM : run_silently(analysis, inputs, count);
    if (err == AA_OK)
        return AA_OK;
    analysis->result = NULL;
    if (err == AA_E_NOMEM)
        analysis->error = "out of memory";
    else if (*analysis->error == '\0')
        analysis->error = aa_err_name(err);
    return err;
}

aa_err aa_analysis_run(aa_analysis *analysis, const char *const *paths, size_t count)
{
    aa_input *inputs = aa_arena_array(analysis->arena, count, sizeof *inputs);
    if (inputs == NULL)
        return refuse(analysis, AA_E_NOMEM, NULL);
    for (size_t i = 0; i < count; i++)
        inputs[i] = (aa_input){.path = paths[i], .fd = -1};
    return aa_analysis_run_open(analysis, inputs, count);
}
