/* Backup rules as FullBackup.BackupScheme reads them, and the files BackupAgent's walk then reaches. */
#include <stdio.h>
#include <stdlib.h>

#include "facts/backup_rules.h"
#include "support/fail_alloc.h"
#include "support/test.h"
#include "support/tree.h"

typedef struct fixture {
    test_source t;
    aa_backup_set set;
} fixture;

static fixture *read_xml(const char *xml, const char *section)
{
    fixture *f = calloc(1, sizeof(*f));
    aa_source_doc doc;
    assert_non_null(f);
    assert_true(test_source_init(&f->t));
    assert_true(test_doc(&f->t, "res/xml/rules.xml", xml, &doc));
    f->set = section == NULL ? aa_backup_read_full(&f->t.source, &doc)
                             : aa_backup_read_section(&f->t.source, &doc, section);
    assert_int_equal(aa_source_status(&f->t.source), AA_OK);
    aa_source_close(&doc);
    return f;
}

static fixture *read_full(const char *rules)
{
    char xml[4096];
    snprintf(xml, sizeof(xml), "<full-backup-content>%s</full-backup-content>", rules);
    return read_xml(xml, NULL);
}

static void done(fixture *f)
{
    test_source_done(&f->t);
    free(f);
}

typedef struct row {
    const char *domain, *path;
    bool covered;
} row;

static void check_rows(const aa_backup_set *set, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool covered = aa_backup_covers(set, rows[i].domain, rows[i].path);
        if (covered != rows[i].covered)
            fail_msg("%s %s: %s", rows[i].domain, rows[i].path, covered ? "covered" : "not covered");
    }
}

#define CHECK_ROWS(set, rows) check_rows((set), (rows), sizeof(rows) / sizeof((rows)[0]))

static void without_rules_all_but_caches_is_copied(void **state)
{
    (void)state;
    static const row rows[] = {
        {"file", "a.txt", true},           {"sharedpref", "user.xml", true}, {"database", "x/y.db", true},
        {"external", "pic.jpg", true},     {"root", "app_webview/x", true},  {"device_file", "d", true},
        {"root", "cache/x", false},        {"root", "code_cache", false},    {"root", "no_backup/key", false},
        {"device_root", "cache/x", false}, {"root", "files/a.txt", true},    {"external", "cache/x", true},
        {"unheard-of", "x", false},
    };
    fixture *f = read_full("");
    assert_true(f->set.present);
    assert_false(f->set.has_include);
    CHECK_ROWS(&f->set, rows);
    done(f);
}

static void excludes_prune_their_subtrees(void **state)
{
    (void)state;
    static const row rows[] = {
        {"sharedpref", "token.xml", false},
        {"sharedpref", "token", false},
        {"sharedpref", "token2.xml", true},
        {"sharedpref", "other.xml", true},
        {"file", "secret/a/b", false},
        {"file", "secret", false},
        {"file", "secrets", true},
        {"database", "app.db", false},
        {"database", "app.db-journal", false},
        {"database", "app.db-wal", false},
        {"database", "app.db-shm", true},
        {"database", "other.db", true},
        {"external", "logs/x", false},
        {"root", "shared_prefs/byroot.xml", false},
        {"sharedpref", "byroot.xml", false},
        {"device_sharedpref", "token.xml", true},
        {"device_database", "d.db", false},
        {"device_database", "d.db-wal", true},
    };
    fixture *f =
        read_full("<exclude domain='sharedpref' path='token'/><exclude domain='file' path='secret/'/>"
                  "<exclude domain='database' path='app.db'/><exclude domain='external' path='./logs'/>"
                  "<exclude domain='root' path='shared_prefs/byroot.xml'/>"
                  "<exclude domain='device_database' path='d.db'/>");
    CHECK_ROWS(&f->set, rows);
    done(f);
}

static void includes_leave_all_else_out(void **state)
{
    (void)state;
    static const row rows[] = {
        {"sharedpref", "settings.xml", true},
        {"sharedpref", "token.xml", false},
        {"file", "docs/a/b", true},
        {"file", "docs/private/x", false},
        {"file", "other", false},
        {"database", "a.db", false},
        {"external", "x", false},
        {"root", "app_webview", false},
    };
    fixture *f =
        read_full("<include domain='sharedpref' path='settings'/><include domain='file' path='docs'/>"
                  "<exclude domain='file' path='docs/private'/>");
    assert_true(f->set.has_include);
    CHECK_ROWS(&f->set, rows);
    done(f);
}

static void an_exclude_above_an_include_does_not_stop_it(void **state)
{
    (void)state;
    static const row rows[] = {{"file", "a/b/c", true}, {"file", "a/x", false}, {"file", "a/b", true}};
    fixture *f = read_full("<include domain='file' path='a/b'/><exclude domain='file' path='a'/>");
    CHECK_ROWS(&f->set, rows);
    done(f);
}

static void whole_domains_are_meant_by_a_dot_or_nothing(void **state)
{
    (void)state;
    static const row rows[] = {
        {"sharedpref", "any.xml", false}, {"database", "x", false}, {"file", "a", true}, {"root", "b", true}};
    fixture *f = read_full("<exclude domain='sharedpref' path='.'/><exclude domain='database'/>");
    assert_string_equal(f->set.rules[1].path, ".");
    CHECK_ROWS(&f->set, rows);
    done(f);
}

static void including_the_root_leaves_out_what_has_a_domain_of_its_own(void **state)
{
    (void)state;
    static const row rows[] = {{"root", "app_x/y", true},
                               {"sharedpref", "a.xml", false},
                               {"file", "a", false},
                               {"root", "cache/x", false},
                               {"device_root", "app_x/y", false}};
    static const row below[] = {{"file", "deep/a", true}, {"file", "a", false}};
    fixture *f = read_full("<include domain='root' path='.'/>");
    CHECK_ROWS(&f->set, rows);
    done(f);
    f = read_full("<include domain='root' path='files/deep'/><include domain='root' path='files'/>");
    CHECK_ROWS(&f->set, below);
    done(f);
}

static void rules_that_the_platform_skips_have_no_effect(void **state)
{
    (void)state;
    fixture *f =
        read_full("<include domain='nowhere' path='x'/><include path='x'/>"
                  "<exclude domain='file' path='../shared_prefs'/><exclude domain='file' path='a//b'/>");
    assert_int_equal(f->set.rule_count, 0);
    assert_false(f->set.has_include); /* so everything is copied */
    assert_true(aa_backup_covers(&f->set, "sharedpref", "token.xml"));
    assert_true(aa_backup_covers(&f->set, "file", "a/b"));
    assert_true(aa_notes_has(&f->t.notes, "backup.rule_ignored"));
    done(f);
}

static void rules_that_the_platform_refuses_stop_all_copying(void **state)
{
    (void)state;

    static const struct {
        const char *xml, *refusal;
    } rows[] = {
        {"<data-extraction-rules/>", "data-extraction-rules"},
        {"<full-backup-content><keep domain='file'/></full-backup-content>", "keep"},
        {"<full-backup-content><exclude domain='file' path='a' x='1'/></full-backup-content>", "attributes"},
        {"<full-backup-content><include domain='file' path='a' x='1' y='2'/></full-backup-content>",
         "attributes"},
        {"<full-backup-content><include domain='file' path='a'><deep/></include></full-backup-content>",
         "deep"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture *f = read_xml(rows[i].xml, NULL);
        assert_non_null(f->set.refusal);
        assert_string_equal(f->set.refusal, rows[i].refusal);
        assert_true(f->set.off);
        assert_false(aa_backup_covers(&f->set, "file", "a"));
        done(f);
    }
    fixture *f = read_full("<include domain='file' path='a' requireFlags='clientSideEncryption'/>");
    assert_null(f->set.refusal);
    assert_string_equal(f->set.rules[0].require_flags, "clientSideEncryption");
    done(f);
}

static const char *const extraction =
    "<data-extraction-rules>"
    "<cloud-backup disableIfNoEncryptionCapabilities='true'><exclude domain='sharedpref' path='token.xml'/>"
    "</cloud-backup>"
    "<device-transfer><include domain='file' path='a' requireFlags='x'/></device-transfer>"
    "<device-transfer><include domain='file' path='b'/></device-transfer>"
    "</data-extraction-rules>";

static void sections_have_rules_of_their_own(void **state)
{
    (void)state;
    fixture *f = read_xml(extraction, "cloud-backup");
    assert_true(f->set.present);
    assert_int_equal(f->set.disable_if_no_encryption.value, AA_YES);
    assert_false(aa_backup_covers(&f->set, "sharedpref", "token.xml"));
    assert_true(aa_backup_covers(&f->set, "file", "c"));
    done(f);
    f = read_xml(extraction, "device-transfer");
    assert_false(f->set.disable_if_no_encryption.declared);
    assert_int_equal(f->set.rule_count, 2); /* both sections count */
    assert_null(f->set.rules[0].require_flags);
    assert_true(aa_backup_covers(&f->set, "file", "a"));
    assert_true(aa_backup_covers(&f->set, "file", "b"));
    assert_false(aa_backup_covers(&f->set, "file", "c"));
    done(f);
}

static void an_absent_section_is_told_from_an_empty_one(void **state)
{
    (void)state;
    fixture *f =
        read_xml("<data-extraction-rules><cloud-backup/></data-extraction-rules>", "device-transfer");
    assert_false(f->set.present);
    assert_false(f->set.off);
    done(f);
    f = read_xml("<data-extraction-rules><cloud-backup/></data-extraction-rules>", "cloud-backup");
    assert_true(f->set.present);
    assert_int_equal(f->set.rule_count, 0);
    done(f);
    f = read_xml("<full-backup-content/>", "cloud-backup");
    assert_true(f->set.off);
    assert_string_equal(f->set.refusal, "full-backup-content");
    done(f);
}

static void a_path_is_covered_when_any_variant_copies_it(void **state)
{
    (void)state;
    fixture *a = read_full("<exclude domain='file' path='a'/>");
    fixture *b = read_full("<exclude domain='file' path='b'/>");
    a->set.other_variant = &b->set;
    assert_true(aa_backup_covers(&a->set, "file", "a"));
    b->set.off = true;
    assert_false(aa_backup_covers(&a->set, "file", "a"));
    done(a);
    done(b);
}

/* The tree is made once: only our own allocations are to fail. */
static bool read_once(void *context)
{
    const aa_source_doc *doc = context;
    test_source t;
    bool ok = test_source_init(&t);
    if (ok) {
        (void)aa_backup_read_section(&t.source, doc, "cloud-backup");
        (void)aa_backup_read_section(&t.source, doc, "device-transfer");
        (void)aa_backup_read_full(&t.source, doc);
        ok = aa_source_status(&t.source) == AA_OK;
    }
    test_source_done(&t);
    return ok;
}

static void memory_running_out_is_told(void **state)
{
    (void)state;
    test_source t;
    aa_source_doc doc;
    assert_true(test_source_init(&t));
    assert_true(test_doc(&t, "rules.xml", extraction, &doc));
    assert_true(test_each_allocation_fails(read_once, &doc, 0) > 3);
    aa_source_close(&doc);
    test_source_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_rules_all_but_caches_is_copied),
        cmocka_unit_test(excludes_prune_their_subtrees),
        cmocka_unit_test(includes_leave_all_else_out),
        cmocka_unit_test(an_exclude_above_an_include_does_not_stop_it),
        cmocka_unit_test(whole_domains_are_meant_by_a_dot_or_nothing),
        cmocka_unit_test(including_the_root_leaves_out_what_has_a_domain_of_its_own),
        cmocka_unit_test(rules_that_the_platform_skips_have_no_effect),
        cmocka_unit_test(rules_that_the_platform_refuses_stop_all_copying),
        cmocka_unit_test(sections_have_rules_of_their_own),
        cmocka_unit_test(an_absent_section_is_told_from_an_empty_one),
        cmocka_unit_test(a_path_is_covered_when_any_variant_copies_it),
        cmocka_unit_test(memory_running_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
