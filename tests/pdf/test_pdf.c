/* The PDF report without its readers: hostile names, the same bytes, the catalog. */
#include <stdlib.h>

#include "engine/report.h"
#include "reports/pdf/catalog.h"
#include "support/demo_result.h"
#include "support/test.h"

static char *render(const aa_result *result, bool bilingual, size_t *len)
{
    const aa_report_options options = {.lang = AA_LANG_ZH_TW, .bilingual = bilingual};
    char *text = NULL;
    assert_int_equal(aa_report_render(result, "pdf", &options, &text, len), AA_OK);
    assert_true(*len > 1000);
    assert_memory_equal(text, "%PDF-1.5", 8);
    assert_memory_equal(text + *len - 6, "%%EOF\n", 6);
    return text;
}

static void names_of_an_app_do_not_spoil_the_file(void **state)
{
    (void)state;
    static const char *const names[] = {"",
                                        "\xEF\xBF\xBE noncharacter \xEF\xB7\x90",
                                        "\xFF\xFE invalid",
                                        "\xE2\x80\xAEgnp.exe",
                                        ") >> endobj (",
                                        "name='x' dest=\"y\"\\"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        aa_arena *arena = aa_arena_new();
        size_t len = 0;
        free(render(test_result_of_names(arena, names[i]), false, &len));
        aa_arena_free(arena);
    }
}

static void equal_input_gives_equal_bytes(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    size_t len = 0;
    size_t other_len = 0;
    char *text = render(test_demo_result(arena), true, &len);
    char *other = render(test_demo_result(arena), true, &other_len);
    assert_int_equal(len, other_len);
    assert_memory_equal(text, other, len);
    free(other);
    free(text);
    aa_arena_free(arena);
}

static void the_format_reads_fonts(void **state)
{
    (void)state;
    assert_true(aa_report_needs_files("pdf"));
    assert_false(aa_report_needs_files("json"));
    assert_false(aa_report_needs_files("none"));
    assert_null(aa_report_format_missing("json"));
    assert_null(aa_report_format_missing("pdf"));
}

static void only_what_cairo_writes_is_completed(void **state)
{
    (void)state;
    static const char whole[] = "%PDF-1.5\n1 0 obj\n<< /Type /StructTreeRoot\n   /ParentTree 9 0 R\n"
                                "   /K [ 4 0 R ]\n>>\nendobj\n2 0 obj\n<< /Type /Catalog\n"
                                "   /StructTreeRoot 1 0 R\n   /Pages 3 0 R\n>>\nendobj\ntrailer\n"
                                "<< /Size 10\n   /Root 2 0 R\n   /Info 8 0 R\n>>\nstartxref\n77\n%%EOF\n";
    aa_str pdf;
    aa_str_init(&pdf, 1 << 16);
    aa_str_put(&pdf, "before");
    aa_str_put(&pdf, whole);
    assert_true(aa_catalog_complete(&pdf, 6, "zh-TW"));
    const char *added = pdf.ptr + 6 + strlen(whole);
    assert_non_null(
        strstr(added, "1 0 obj\n<< /Type /StructElem\n   /S /Document\n   /P 10 0 R\n   /K [ 4 0 R ]"));
    assert_non_null(strstr(
        added, "2 0 obj\n<< /Type /Catalog\n   /Pages 3 0 R\n   /StructTreeRoot 10 0 R\n   /Lang (zh-TW)"));
    assert_non_null(strstr(added, "/Size 11\n   /Root 2 0 R\n   /Info 8 0 R\n   /Prev 77"));
    static const char *const cut[] = {"endobj\n2 0", "/Root", "/Info", "startxref",
                                      "/ParentTree", "/K [",  "/Size"};
    for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
        const char *at = strstr(whole, cut[i]);
        assert_non_null(at);
        aa_str_clear(&pdf);
        aa_str_putn(&pdf, whole, (size_t)(at - whole));
        aa_str_put(&pdf, at + strlen(cut[i]));
        size_t len = pdf.len;
        assert_false(aa_catalog_complete(&pdf, 0, "en"));
        assert_int_equal(pdf.len, len);
    }
    aa_str_done(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_an_app_do_not_spoil_the_file),
        cmocka_unit_test(equal_input_gives_equal_bytes),
        cmocka_unit_test(the_format_reads_fonts),
        cmocka_unit_test(only_what_cairo_writes_is_completed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
