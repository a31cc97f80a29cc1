/*
 * run_fixture APK CHECK: reads the app and prints what the check records, a line a record.
 * run_fixture APK: prints what every check finds wrong or cannot tell, in the fields of samples/planted.tsv:
 * "defect" or "undecided", check, message, place.
 */
#include <stdio.h>

#include "facts/collect.h"
#include "records.h"

/* Fixtures with expirations are written for this day. */
static const char today[] = "2026-11-22";

static aa_err collect(aa_arena *arena, const char *path, aa_package **package, aa_facts **out)
{
    const aa_limits limits = AA_LIMITS_INIT;
    const char *detail = NULL;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_err err = aa_package_open(arena, &path, 1, &limits, &notes, package, &detail);
    if (err == AA_OK)
        err = aa_facts_collect(arena, *package, &limits, 1, &notes, out);
    return err;
}

static bool print_records(aa_arena *arena, const char *id, const aa_facts *facts)
{
    aa_sink sink;
    aa_str out;
    aa_str_init(&out, 1 << 20);
    bool ok = test_run_check(arena, id, facts, today, &sink);
    for (size_t i = 0; ok && i < sink.findings.count; i++)
        test_put_record(&out, (const aa_finding *)sink.findings.items + i, true);
    fputs(out.ptr, stdout);
    ok = ok && aa_str_ok(&out);
    aa_str_done(&out);
    return ok;
}

static void print_finding(const aa_finding *f)
{
    bool defect = f->check->check->kind == AA_KIND_DEFECT && f->record == AA_RECORD_HIT;
    if (!defect && f->record != AA_RECORD_UNDECIDED)
        return;
    const char *member = f->place.member != NULL ? f->place.member : "-";
    const char *path = f->place.class_name != NULL ? f->place.class_name : f->place.path;
    printf("%s\t%s\t%s\t%s%s%s\n", defect ? "defect" : "undecided", f->check->id,
           f->check->check->messages[f->message].key, member, path != NULL ? ":" : "",
           path != NULL ? path : "");
}

static bool print_findings(aa_arena *arena, const aa_facts *facts)
{
    bool ok = true;
    for (size_t i = 0; ok && i < aa_check_registry_count; i++) {
        aa_sink sink;
        if ((aa_check_registry[i].check->platforms & (unsigned)facts->platform) == 0)
            continue;
        ok = test_run_check(arena, aa_check_registry[i].id, facts, today, &sink);
        for (size_t k = 0; ok && k < sink.findings.count; k++)
            print_finding((const aa_finding *)sink.findings.items + k);
    }
    return ok;
}

int main(int argc, char **argv)
{
    aa_arena *arena = argc == 2 || argc == 3 ? aa_arena_new() : NULL;
    if (arena == NULL) {
        fprintf(stderr, "usage: run_fixture APK [CHECK]\n");
        return 2;
    }
    aa_package *package = NULL;
    aa_facts *facts = NULL;
    aa_err err = collect(arena, argv[1], &package, &facts);
    bool ok =
        err == AA_OK && (argc == 3 ? print_records(arena, argv[2], facts) : print_findings(arena, facts));
    if (!ok)
        fprintf(stderr, "run_fixture: %s: %s\n", argv[1],
                err == AA_OK ? "no such check, or its message asks for more than it is given"
                             : aa_err_name(err));
    aa_facts_release(facts);
    aa_package_close(package);
    aa_arena_free(arena);
    return ok ? 0 : 1;
}
