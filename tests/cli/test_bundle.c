/*
 * appassay bundle and verify: what was packed is what is there, to the bit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/program.h"
#include "reports/bundle/bundle.h"
#include "support/test.h"

#define SAMPLES PROJECT_SOURCE_DIR "/samples"
#define SAMPLE  SAMPLES "/broker-sound.apk"

static void write_bytes(const char *name, const void *bytes, size_t len)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* Keys and certificates come from openssl(1). */
static int make_keys(void **state)
{
    if (enter_test_folder(state) != 0)
        return -1;
    static const char *const commands[] = {
        "openssl genpkey -algorithm ed25519 -out ed.key 2>ssl.err",
        "openssl pkey -in ed.key -pubout -out ed.pub 2>ssl.err",
        "openssl genpkey -algorithm ed25519 -out other.key 2>ssl.err",
        "openssl pkey -in other.key -pubout -out other.pub 2>ssl.err",
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.crt -subj /CN=Lab -days 30 "
        "2>ssl.err",
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout fake.key -out fake.crt -subj /CN=Lab -days 30 "
        "2>ssl.err",
    };
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (system(commands[i]) != 0)
            return -1;
    }
    write_text("answers.yaml", "answers: []\n");
    expect_run("check " SAMPLE " -q --fail-on never -o json=r.json", 0, NULL, "^$");
    return 0;
}

static void expect_equal_files(const char *a, const char *b)
{
    aa_bytes left = test_read_file(a);
    aa_bytes right = test_read_file(b);
    assert_true(aa_bytes_equal(left, right));
    free((void *)(uintptr_t)left.p);
    free((void *)(uintptr_t)right.p);
}

static void the_same_files_make_the_same_bytes(void **state)
{
    (void)state;
    expect_run("bundle r.json answers.yaml -r text -r junit --lang en -o a.zip", 0, "^$", "^$");
    expect_run("bundle answers.yaml r.json -r text -r junit --lang en -o b.zip", 0, "^$", "^$");
    expect_equal_files("a.zip", "b.zip");
    expect_run("verify a.zip", 0, "5 files.*not signed", "^$");
    expect_run("verify a.zip --lang zh-TW", 0, "均與清單相符", "^$");
    assert_int_equal(system("unzip -tq a.zip >unzip.out"), 0);
}

static void a_signature_says_who(void **state)
{
    (void)state;
    expect_run("bundle r.json -o ed.zip --sign ed.key", 0, "^$", "^$");
    expect_run("bundle r.json -o ed2.zip --sign ed.key", 0, "^$", "^$");
    expect_equal_files("ed.zip", "ed2.zip");
    expect_run("verify ed.zip", 0, "whose it is, only --key can say", "^$");
    expect_run("verify ed.zip --key ed.pub", 0, "signed by the key given", "^$");
    expect_run("verify ed.zip --key other.pub", 1, "^$", "another key");
    expect_run("verify ed.zip --key rsa.crt", 1, "^$", "another key");
    expect_run("bundle r.json -o rsa.zip --sign rsa.key --cert rsa.crt", 0, "^$", "^$");
    expect_run("verify rsa.zip --key rsa.crt", 0, "signed by the key given", "^$");
    expect_run("verify rsa.zip --key fake.crt", 1, "^$", "another key");
    expect_run("bundle r.json -o plain.zip", 0, "^$", "^$");
    expect_run("verify plain.zip --key ed.pub", 1, "^$", "is not signed");
    assert_int_equal(
        system("unzip -p rsa.zip manifest.p7s >m.p7s && unzip -p rsa.zip manifest.json >m.json &&"
               "openssl cms -verify -noverify -binary -inform DER -in m.p7s -content m.json"
               " >cms.out 2>cms.err"),
        0);
}

static void keys_that_do_not_serve_are_refused(void **state)
{
    (void)state;
    expect_run("bundle r.json -o x.zip --sign rsa.key", 2, "^$", "must be Ed25519");
    expect_run("bundle r.json -o x.zip --sign ed.pub", 2, "^$", "no private key");
    expect_run("bundle r.json -o x.zip --sign r.json", 2, "^$", "no private key");
    expect_run("bundle r.json -o x.zip --sign nothing", 2, "^$", "cannot read");
    expect_run("bundle r.json -o x.zip --sign rsa.key --cert fake.crt", 2, "^$", "not that of the key");
    expect_run("bundle r.json -o x.zip --sign rsa.key --cert ed.pub", 2, "^$", "not that of the key");
    expect_run("bundle r.json -o x.zip --cert rsa.crt", 2, "^$", "goes with --sign");
    assert_int_not_equal(access("x.zip", F_OK), 0);
}

static void wrong_usage_is_said(void **state)
{
    (void)state;
    expect_run("bundle", 2, "^$", "name a result.json");
    expect_run("bundle r.json", 2, "^$", "-o FILE");
    expect_run("bundle r.json -r txt -o x.zip", 2, "^$", "did you mean \"text\"");
    expect_run("bundle r.json -r html-dir -o x.zip", 2, "^$", "html-dir is a folder");
    expect_run("bundle r.json r.json -o x.zip", 2, "^$", "two files would be results/r.json");
    expect_run("bundle answers.yaml -o x.zip", 4, "^$", "is no result");
    expect_run("bundle nothing.json -o x.zip", 4, "^$", "cannot read");
    expect_run("bundle r.json -o r.json", 74, "^$", "is an input");
    expect_run("verify", 2, "^$", "name a bundle");
    expect_run("verify a.zip b.zip", 2, "^$", "one bundle at a time");
    expect_run("verify a.zip --previous x", 2, "^$", "go with --app");
    expect_run("verify nothing.zip", 4, "^$", "cannot read");
    expect_run("verify r.json", 1, "^$", "the ZIP is damaged, or is none");
    expect_run("verify " SAMPLE, 1, "^$", "compressed|manifest.json");
}

static void an_app_is_judged_again(void **state)
{
    (void)state;
    expect_run("check " SAMPLE
               " -s broker -t 2 -s mas -t L3+F --today 2027-01-02 -q --fail-on never -o json=two.json",
               0, NULL, NULL);
    expect_run("bundle r.json two.json -o j.zip", 0, "^$", "^$");
    expect_run("verify j.zip --app " SAMPLE, 0, "judged again: the same bytes", "^$");
    expect_run("verify j.zip --app " SAMPLES "/broker-flawed.apk", 1, "^$",
               "results/r.json: the app is judged otherwise");
    expect_run("verify j.zip --app nothing.apk", 4, "^$", "nothing.apk");
}

/* Whoever changes a file and the manifest after it is found by the signature, and by making the reports
 * again. */
static void what_agrees_with_a_changed_manifest_is_found(void **state)
{
    (void)state;
    expect_run("bundle r.json -r markdown --lang en -o c.zip --sign ed.key", 0, "^$", "^$");
    aa_arena *arena = aa_arena_new();
    char why[AA_BUNDLE_WHY];
    aa_bytes zip = test_read_file("c.zip");
    aa_bundle bundle;
    assert_int_equal(aa_bundle_read(arena, zip, why, &bundle), AA_OK);
    aa_bundle_file *manifest = NULL;
    for (size_t i = 0; i < bundle.count; i++) {
        aa_bundle_file *file = &bundle.files[i];
        if (strcmp(file->path, AA_BUNDLE_MANIFEST) == 0)
            manifest = file;
        if (strncmp(file->path, "reports/", 8) == 0) {
            uint8_t *changed = aa_arena_alloc(arena, file->content.n);
            memcpy(changed, file->content.p, file->content.n);
            changed[10] ^= 1;
            file->content = aa_bytes_of(changed, file->content.n);
            file->of = "results/r.json";
            file->format = "markdown";
            file->lang = "en";
        }
    }
    assert_non_null(manifest);
    aa_str text;
    aa_str_init(&text, 1 << 20);
    aa_bundle_manifest(&bundle, "0.1.0", &text);
    manifest->content = aa_bytes_of(text.ptr, text.len);
    char *out = NULL;
    size_t len = 0;
    assert_int_equal(aa_bundle_write(&bundle, &out, &len), AA_OK);
    write_bytes("forged.zip", out, len);
    expect_run(
        "verify forged.zip", 1, "^$",
        "manifest.sig: is not the signature.*reports/r.json.en.markdown: is not what its result makes");
    free(out);
    aa_str_done(&text);
    free((void *)(uintptr_t)zip.p);
    aa_arena_free(arena);
}

static void remember(void *context, const char *path, const char *what)
{
    (void)path;
    (void)what;
    *(bool *)context = true;
}

/* True when a fault is told of these bytes. */
static bool is_faulty(aa_bytes zip)
{
    aa_arena *arena = aa_arena_new();
    aa_bundle bundle;
    char why[AA_BUNDLE_WHY] = "";
    bool told = false;
    if (aa_bundle_read(arena, zip, why, &bundle) != AA_OK)
        told = why[0] != '\0';
    else if (aa_bundle_check(arena, &bundle, zip, remember, &told))
        told = told || aa_bundle_verify(&bundle, aa_bytes_none(), why) == AA_SIGNED_BADLY;
    aa_arena_free(arena);
    return told;
}

/* Every bit of a small bundle, wherever it lies: files, manifest, signature, and the ZIP between them. */
static void a_changed_bit_is_named_wherever_it_is(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_bytes key = test_read_file("ed.key");
    aa_bundle_file files[5] = {{.path = "files/a.txt", .content = aa_bytes_of("evidence", 8)},
                               {.path = "results/r.json", .content = aa_bytes_of("{}", 2)}};
    aa_bundle bundle = {files, 2};
    aa_str manifest;
    aa_str_init(&manifest, 1 << 16);
    aa_bundle_manifest(&bundle, "0.1.0", &manifest);
    files[2] =
        (aa_bundle_file){.path = AA_BUNDLE_MANIFEST, .content = aa_bytes_of(manifest.ptr, manifest.len)};
    size_t more = 0;
    char why[AA_BUNDLE_WHY];
    assert_int_equal(aa_bundle_sign(arena, files[2].content, key, aa_bytes_none(), why, &files[3], &more),
                     AA_OK);
    bundle.count += 1 + more;
    const char *twice = NULL;
    assert_true(aa_bundle_sort(&bundle, &twice));
    char *zip = NULL;
    size_t len = 0;
    assert_int_equal(aa_bundle_write(&bundle, &zip, &len), AA_OK);
    assert_false(is_faulty(aa_bytes_of(zip, len)));
    assert_true(len > 500);
    for (size_t bit = 0; bit < len * 8; bit++) {
        zip[bit / 8] = (char)(zip[bit / 8] ^ (1 << bit % 8));
        if (!is_faulty(aa_bytes_of(zip, len)))
            fail_msg("bit %zu of byte %zu can be changed", bit % 8, bit / 8);
        zip[bit / 8] = (char)(zip[bit / 8] ^ (1 << bit % 8));
    }
    for (size_t n = 0; n < len; n++)
        assert_true(is_faulty(aa_bytes_of(zip, n)));
    free(zip);
    aa_str_done(&manifest);
    free((void *)(uintptr_t)key.p);
    aa_arena_free(arena);
}

static void the_file_is_named(void **state)
{
    (void)state;
    expect_run("bundle r.json answers.yaml -o n.zip", 0, "^$", "^$");
    aa_bytes zip = test_read_file("n.zip");
    uint8_t *changed = malloc(zip.n);
    assert_non_null(changed);
    memcpy(changed, zip.p, zip.n);
    uint8_t *at = NULL;
    for (size_t i = 0; i + 12 <= zip.n && at == NULL; i++)
        at = memcmp(changed + i, "answers: []\n", 12) == 0 ? changed + i : NULL;
    assert_non_null(at);
    at[9] = '{';
    write_bytes("changed.zip", changed, zip.n);
    expect_run("verify changed.zip", 1, "^$", "changed.zip: files/answers.yaml: its bytes have changed");
    free(changed);
    free((void *)(uintptr_t)zip.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_files_make_the_same_bytes),
        cmocka_unit_test(a_signature_says_who),
        cmocka_unit_test(keys_that_do_not_serve_are_refused),
        cmocka_unit_test(wrong_usage_is_said),
        cmocka_unit_test(an_app_is_judged_again),
        cmocka_unit_test(what_agrees_with_a_changed_manifest_is_found),
        cmocka_unit_test(a_changed_bit_is_named_wherever_it_is),
        cmocka_unit_test(the_file_is_named),
    };
    return cmocka_run_group_tests(tests, make_keys, leave_test_folder);
}
