#include "engine/run_checks.h"

#include <string.h>

#include "base/pool.h"
#include "base/stopwatch.h"
#include "base/watch.h"
#include "facts/code.h"
#include "facts/machine.h"

/*
 * Neighbours in the order of ids ask about the same code: what one reads of it the next finds ready. So a
 * group has at least so many checks, and those of one area are never parted.
 */
#define GROUP_CHECKS 8

typedef struct group {
    const aa_check_entry *checks;
    size_t count;
    const aa_check_input *in;
    uint64_t *times; /* of these checks; NULL: nobody asks */
    aa_sink sink;    /* with an arena of its own; NULL: there was no memory */
} group;

/* Every manifest names its package; without the name nothing else of the manifest is there either. */
static bool has_manifest(const aa_facts *facts)
{
    return facts->coverage.area[AA_AREA_MANIFEST] <= AA_AREA_PARTIAL && facts->manifest.package.value != NULL;
}

/*
 * False when a check would only see what facts hold for want of reading: a manifest that was not read looks
 * like one that declares nothing, and the platform's defaults would be found in it.
 */
static bool has_something_to_see(const aa_check *check, const aa_facts *facts)
{
    const unsigned manifest = AA_AREA_BIT(AA_AREA_MANIFEST);
    if (facts->platform == AA_PLATFORM_ANDROID && (check->areas & manifest) != 0 && !has_manifest(facts))
        return false;
    unsigned seen = 0;
    for (unsigned i = 0; i < AA_AREA_COUNT; i++) {
        if (facts->coverage.area[i] <= AA_AREA_PARTIAL)
            seen |= AA_AREA_BIT(i);
    }
    return check->areas == 0 || (check->areas & seen) != 0;
}

typedef struct groups {
    group *items;
    const aa_code_base *base;       /* NULL: no bytecode */
    const aa_machine_base *machine; /* NULL: no machine code */
    /* By worker: what it read of methods and functions serves its next group. */
    aa_code *codes[AA_POOL_THREADS];
    aa_machine *machines[AA_POOL_THREADS];
} groups;

/* The code of the app for a group; NULL: memory is out. */
static aa_code *code_for(groups *all, unsigned worker)
{
    aa_code **code = &all->codes[worker];
    if (*code == NULL)
        *code = aa_code_new(all->base);
    else if (!aa_code_next_turn(*code))
        return NULL;
    return *code;
}

static void run_checks(group *g, const aa_check_input *in)
{
    for (size_t i = 0; i < g->count && !g->sink.failed; i++) {
        const aa_check *check = g->checks[i].check;
        bool applies = (check->platforms & (unsigned)in->facts->platform) != 0;
        uint64_t begin = aa_thread_time();
        if (applies && has_something_to_see(check, in->facts) &&
            aa_watch_enter(in->watch, "check", NULL, g->checks[i].id) == NULL)
            aa_sink_run(&g->sink, &g->checks[i], in);
        if (g->times != NULL)
            g->times[i] = aa_thread_time() - begin;
    }
    g->sink.failed = g->sink.failed || (in->machine != NULL && aa_machine_failed(in->machine));
}

/* What the groups before took of the limit must not show in what this one finds: it is asked again, alone. */
static void run_alone(groups *all, group *g, aa_check_input *in, unsigned worker)
{
    aa_arena_free(g->sink.arena);
    aa_sink_init(&g->sink, aa_arena_new());
    aa_machine_free(all->machines[worker]);
    in->machine = all->machines[worker] = aa_machine_new(all->machine);
    g->sink.failed = g->sink.arena == NULL || in->machine == NULL;
    run_checks(g, in);
}

static void run_group(void *context, size_t index, unsigned worker)
{
    groups *all = context;
    group *g = &all->items[index];
    aa_check_input in = *g->in;
    bool first = all->machines[worker] == NULL;
    if (all->machine != NULL && first)
        all->machines[worker] = aa_machine_new(all->machine);
    in.code = all->base == NULL ? NULL : code_for(all, worker);
    in.machine = all->machines[worker];
    g->sink.failed = g->sink.arena == NULL || (all->base != NULL && in.code == NULL) ||
                     (all->machine != NULL && in.machine == NULL);
    run_checks(g, &in);
    bool exhausted = in.machine != NULL && aa_machine_exhausted(in.machine);
    if (exhausted && !first)
        run_alone(all, g, &in, worker);
    if (exhausted) {
        aa_machine_free(all->machines[worker]);
        all->machines[worker] = NULL;
    }
    aa_watch_leave(in.watch);
}

static void join(aa_sink *sink, const group *g)
{
    const aa_finding *findings = g->sink.findings.items;
    sink->failed = sink->failed || g->sink.failed;
    for (size_t i = 0; i < g->sink.findings.count; i++) {
        sink->check = findings[i].check;
        aa_sink_add(sink, findings[i], &findings[i].place, findings[i].args);
    }
    sink->check = NULL;
}

/* Bytes of an id up to its area: "android-crypto" of "android-crypto-ecb". */
static size_t area_length(const char *id)
{
    size_t platform = strcspn(id, "-");
    return id[platform] == '\0' ? platform : platform + 1 + strcspn(id + platform + 1, "-");
}

static bool same_area(const aa_check_entry *a, const aa_check_entry *b)
{
    size_t length = area_length(a->id);
    return length == area_length(b->id) && memcmp(a->id, b->id, length) == 0;
}

/* How many of |count| checks, sorted by id, make up the next group. */
static size_t group_length(const aa_check_entry *checks, size_t count)
{
    size_t length = count < GROUP_CHECKS ? count : GROUP_CHECKS;
    while (length < count && same_area(&checks[length - 1], &checks[length]))
        length++;
    return length;
}

/* Groups of |checks|; |items| has room for one a check. Returns how many. */
static size_t make_groups(group *items, const aa_check_entry *checks, size_t count, const aa_check_input *in,
                          uint64_t *times)
{
    size_t made = 0;
    for (size_t first = 0; first < count; first += items[made++].count) {
        items[made] = (group){.checks = checks + first,
                              .count = group_length(checks + first, count - first),
                              .in = in,
                              .times = times == NULL ? NULL : times + first};
        aa_sink_init(&items[made].sink, aa_arena_new());
    }
    return made;
}

aa_err aa_checks_run(aa_sink *sink, const aa_check_entry *checks, size_t count, const aa_check_input *in,
                     unsigned threads, uint64_t *times)
{
    group *items = aa_arena_array(sink->arena, count, sizeof *items);
    if (items == NULL)
        return AA_E_NOMEM;
    size_t group_count = make_groups(items, checks, count, in, times);
    groups all = {.items = items, .base = aa_facts_code(in->facts), .machine = aa_facts_machine(in->facts)};
    all.codes[0] = aa_facts_take_read(in->facts);
    aa_pool_run(threads, group_count, run_group, &all);
    for (size_t i = 0; i < AA_POOL_THREADS; i++) {
        aa_code_free(all.codes[i]);
        aa_machine_free(all.machines[i]);
    }
    for (size_t i = 0; i < group_count; i++) {
        join(sink, &items[i]);
        aa_arena_free(items[i].sink.arena);
    }
    return sink->failed ? AA_E_NOMEM : AA_OK;
}
