#include "reports/mapping/mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <appassay/report.h>
#include <jansson.h>

#include "support/demo_result.h"
#include "support/temporary.h"
#include "support/test.h"

static const char text[] = "# compiler: R8\n"
                           "com.example.app.Vault -> a.b:\n"
                           "# {\"id\":\"sourceFile\",\"fileName\":\"Vault.java\"}\n"
                           "    byte[] key -> a\n"
                           "    1:1:void <init>():10:10 -> <init>\n"
                           "    1:4:byte[] seal(byte[],com.example.app.Key):20:23 -> a\n"
                           "    5:7:void com.example.app.Util.check(int):40:42 -> a\n"
                           "    5:7:byte[] seal(byte[],com.example.app.Key):24 -> a\r\n"
                           "    void plain(int) -> a\n"
                           "    9:9:com.example.app.Key[][] keys(long,double[]):7 -> a\n"
                           "com.example.app.Key -> a.c:\n"
                           "com.example.app.Outer$Inner -> a.d:\n"
                           "    99999999999:99999999999:void far():1:1 -> a\n"
                           "    what is this\n"
                           "    -> a\n";

static aa_mapping *parse(aa_arena *arena)
{
    aa_mapping *mapping = NULL;
    assert_int_equal(aa_mapping_parse(arena, aa_bytes_of(text, sizeof text - 1), &mapping), AA_OK);
    return mapping;
}

static void names_and_lines_are_those_of_the_sources(void **state)
{
    (void)state;

    static const struct {
        aa_code_name before, after;
    } cases[] = {
        {{"a.b", "a([BLa/c;)[B", 2}, {"com.example.app.Vault", "seal([BLcom/example/app/Key;)[B", 21}},
        {{"a.b", "a([BLa/c;)[B", 6}, {"com.example.app.Util", "check(I)V", 41}}, /* inlined */
        {{"a.b", "a([BLa/c;)[B", 99}, {"com.example.app.Vault", "seal([BLcom/example/app/Key;)[B", 99}},
        {{"a.b", "a([BLa/c;)[B", 0}, {"com.example.app.Vault", "seal([BLcom/example/app/Key;)[B", 0}},
        {{"a.b", "a(I)V", 3}, {"com.example.app.Vault", "plain(I)V", 3}}, /* another method of that name */
        {{"a.b", "a(J[D)[[La/c;", 9}, {"com.example.app.Vault", "keys(J[D)[[Lcom/example/app/Key;", 7}},
        {{"a.b", "<init>()V", 1}, {"com.example.app.Vault", "<init>()V", 10}},
        {{"a.b", "z(La/c;)V", 1}, {"com.example.app.Vault", "z(Lcom/example/app/Key;)V", 1}}, /* not told */
        {{"a.b", NULL, 5}, {"com.example.app.Vault", NULL, 5}},
        {{"a.b", "-selector:", 0}, {"com.example.app.Vault", "-selector:", 0}},
        {{"a.d", "a()V", 1}, {"com.example.app.Outer$Inner", "far()V", 1}},
        {{"a.z", "a()V", 1}, {"a.z", "a()V", 1}},
        {{"", "(", 1}, {"", "(", 1}},
        {{"a.b", "a(L", 1}, {"com.example.app.Vault", "a(L", 1}},
    };

    aa_arena *arena = aa_arena_new();
    const aa_mapping *mapping = parse(arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        aa_code_name got;
        assert_true(aa_mapping_restore(arena, mapping, &cases[i].before, &got));
        assert_string_equal(got.class_name, cases[i].after.class_name);
        if (cases[i].after.method == NULL)
            assert_null(got.method);
        else
            assert_string_equal(got.method, cases[i].after.method);
        assert_int_equal(got.line, cases[i].after.line);
    }
    aa_arena_free(arena);
}

static void what_names_no_class_is_no_mapping(void **state)
{
    (void)state;
    static const char *const others[] = {"",           "\n\n",  "# only words\n",
                                         "{\"a\": 1}", " -> :", "    void a() -> b\n"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        aa_arena *arena = aa_arena_new();
        aa_mapping *mapping = NULL;
        assert_int_equal(aa_mapping_parse(arena, aa_bytes_of(others[i], strlen(others[i])), &mapping),
                         AA_E_FORMAT);
        aa_arena_free(arena);
    }
}

/* Cut anywhere, a mapping is read or refused; what it says then is what it says. */
static void every_cut_is_read(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof text; n++) {
        aa_arena *arena = aa_arena_new();
        aa_mapping *mapping = NULL;
        char *copy = malloc(n == 0 ? 1 : n);
        assert_non_null(copy);
        memcpy(copy, text, n);
        if (aa_mapping_parse(arena, aa_bytes_of(copy, n), &mapping) == AA_OK) {
            aa_code_name got;
            const aa_code_name name = {"a.b", "a([BLa/c;)[B", 6};
            assert_true(aa_mapping_restore(arena, mapping, &name, &got));
        }
        free(copy);
        aa_arena_free(arena);
    }
}

static void touch(const char *root, const char *path)
{
    char full[512];
    snprintf(full, sizeof full, "%s/%s", root, path);
    for (char *slash = strchr(full + strlen(root) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(full, 0700);
        *slash = '/';
    }
    FILE *f = fopen(full, "wb");
    assert_non_null(f);
    assert_int_equal(fclose(f), 0);
}

static void files_are_found_by_name_and_package(void **state)
{
    (void)state;
    char root[sizeof TEST_BINARY_DIR + 32];
    assert_true(temporary_folder(root, sizeof root, TEST_BINARY_DIR "/sources"));
    static const char *const files[] = {
        "app/src/main/java/com/example/app/Vault.java",
        "app/src/main/kotlin/com/example/app/Key.kt",
        "app/src/main/kotlin/com/example/app/Helpers.kt",
        "app/src/free/java/com/example/app/Flavour.java",
        "app/src/paid/java/com/example/app/Flavour.java",
        "lib/xcom/example/app/Near.java",
        "build/com/example/app/Made.java",
        ".git/com/example/app/Hidden.java",
        "com/example/app/Vault.txt",
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        touch(root, files[i]);

    static const struct {
        const char *class_name;
        int file;
    } cases[] = {
        {"com.example.app.Vault", 0},
        {"com.example.app.Vault$Inner$1", 0},
        {"com.example.app.Key", 1},
        {"com.example.app.HelpersKt", 2},
        {"com.example.app.Flavour", -1}, /* two: which one was built is not known */
        {"com.example.app.Near", -1},
        {"com.example.app.Made", -1},
        {"com.example.app.Hidden", -1},
        {"a.b", -1},
        {"", -1},
    };

    aa_arena *arena = aa_arena_new();
    aa_sources sources;
    assert_int_equal(aa_sources_find(arena, root, &sources), AA_OK);
    assert_int_equal(sources.count, 6);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *found = aa_sources_of(arena, &sources, cases[i].class_name);
        if (cases[i].file < 0)
            assert_null(found);
        else
            assert_string_equal(found, files[cases[i].file]);
    }
    assert_int_equal(aa_sources_find(arena, "/nowhere/at/all", &sources), AA_E_IO);
    aa_arena_free(arena);
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    assert_int_equal(system(command), 0);
}

/* The demo's class tw.example.demo.Session, as if it had been renamed from another. */
static void a_result_is_mapped_and_stays_one(void **state)
{
    (void)state;
    static const char names[] = "tw.example.real.Link -> tw.example.demo.Session:\n"
                                "    50:60:byte[] lock(byte[]):150:160 -> seal\n";
    static const char *const paths[] = {"src/tw/example/real/Link.java"};
    const aa_sources sources = {(const char **)(uintptr_t)paths, 1};
    aa_arena *arena = aa_arena_new();
    aa_report_options options = {.lang = AA_LANG_EN};
    char *json = NULL;
    char *mapped = NULL;
    char *report = NULL;
    size_t len = 0;
    size_t mapped_len = 0;
    size_t report_len = 0;
    assert_int_equal(aa_report_render(test_demo_result(arena), "json", &options, &json, &len), AA_OK);
    aa_mapping *mapping = NULL;
    assert_int_equal(aa_mapping_parse(arena, aa_bytes_of(names, sizeof names - 1), &mapping), AA_OK);
    aa_origins origins = {mapping, &sources, AA_VEC_INIT(aa_debug_slice)};
    aa_mapping_failure failure;
    assert_int_equal(aa_mapping_apply(&origins, aa_bytes_of(json, len), &failure, &mapped, &mapped_len),
                     AA_OK);
    assert_null(strstr(mapped, "demo.Session"));
    assert_non_null(strstr(mapped, "\"lock([B)[B\""));
    assert_int_equal(
        aa_report_render_json(mapped, mapped_len, "gitlab-codequality", &options, &report, &report_len),
        AA_OK);
    assert_non_null(strstr(report, "\"path\": \"src/tw/example/real/Link.java\""));
    assert_non_null(strstr(report, "\"begin\": 157"));
    free(report);
    assert_int_equal(
        aa_report_render_json(mapped, mapped_len, "sarif-github", &options, &report, &report_len), AA_OK);
    assert_non_null(strstr(report, "\"uri\": \"src/tw/example/real/Link.java\""));
    free(report);
    free(mapped);
    const aa_origins none = {.debug = AA_VEC_INIT(aa_debug_slice)};
    /* without either nothing changes but the layout */
    assert_int_equal(aa_mapping_apply(&none, aa_bytes_of(json, len), &failure, &mapped, &mapped_len), AA_OK);
    json_t *before = json_loadb(json, len, 0, NULL);
    json_t *after = json_loadb(mapped, mapped_len, 0, NULL);
    assert_true(json_equal(before, after));
    json_decref(before);
    json_decref(after);
    free(mapped);
    free(json);
    assert_int_equal(aa_mapping_apply(&none, aa_bytes_of("{}", 2), &failure, &mapped, &mapped_len),
                     AA_E_FORMAT);
    aa_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_lines_are_those_of_the_sources),
        cmocka_unit_test(what_names_no_class_is_no_mapping),
        cmocka_unit_test(every_cut_is_read),
        cmocka_unit_test(files_are_found_by_name_and_package),
        cmocka_unit_test(a_result_is_mapped_and_stays_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
