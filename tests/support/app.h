/*
 * Apps in memory: manifests written as XML text, put into archives, collected as facts.
 */
#ifndef AA_TEST_APP_H
#define AA_TEST_APP_H

#include "facts/collect.h"
#include "support/zip_builder.h"

#define TEST_APP_PARTS 4

#define TEST_MANIFEST(package, content)                                                                      \
    "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='" package "'>" content    \
    "</manifest>"

typedef struct test_app {
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    aa_part parts[TEST_APP_PARTS];
    aa_package package;
    aa_facts *facts; /* the last ones read */
} test_app;

/*
 * |xml| as binary XML in |arena|. Attributes with the android: prefix get their resource ids; values become
 * integers ("17", "0x11"), booleans or references ("@0x7f010001") where they look like it, else strings. A
 * value that begins with a backslash is the rest as a string.
 */
aa_bytes test_binary_xml(aa_arena *arena, const char *xml);

void test_app_init(test_app *app);
void test_app_done(test_app *app);

/* An APK with |manifest| (text; NULL: none) and the |count| members |more|. */
void test_app_add(test_app *app, const char *name, const char *manifest, const zb_entry *more, size_t count);

/* The facts; fails the running test when there are none. */
const aa_facts *test_app_facts(test_app *app);

/* The facts of a single APK with nothing but a manifest. */
const aa_facts *test_manifest_facts(test_app *app, const char *manifest);

/* True when the ledger has a gap of that code in |area|. */
bool test_has_gap(const aa_facts *facts, aa_area area, const char *code);
bool test_has_anomaly(const aa_facts *facts, const char *code);

#endif
