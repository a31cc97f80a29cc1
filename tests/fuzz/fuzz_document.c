/*
 * Reads a result back, takes it to sources and makes reports of it: a document that is accepted is sound, so
 * that every report of it can be made, twice the same.
 */
#include <stdlib.h>
#include <string.h>

#include <appassay/report.h>

#include "reports/document/document.h"
#include "reports/mapping/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* SARIF and PDF are left to fuzz_app: they cost a hundred times what the others do. */
static void render(const char *json, size_t len)
{
    static const char *const formats[] = {"text",  "html-dir", "csv",
                                          "junit", "markdown", "gitlab-codequality"};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const aa_report_options how = {.lang = i % 2 == 0 ? AA_LANG_EN : AA_LANG_ZH_TW, .verbose = true};
        char *first = NULL;
        char *second = NULL;
        size_t first_len = 0;
        size_t second_len = 0;
        aa_err err = aa_report_render_json(json, len, formats[i], &how, &first, &first_len);
        require(err == AA_OK || err == AA_E_LIMIT);
        require(aa_report_render_json(json, len, formats[i], &how, &second, &second_len) == err);
        require(first_len == second_len && (err != AA_OK || memcmp(first, second, first_len) == 0));
        free(first);
        free(second);
    }
}

/* A result that was taken to sources is still one. */
static void map(const char *json, size_t len)
{
    static const char text[] = "a.B -> tw.example.demo.Session:\n    1:9:byte[] c(byte[]):5:13 -> seal\n";
    static const char *const paths[] = {"src/a/B.java"};
    const aa_sources sources = {(const char **)(uintptr_t)paths, 1};
    aa_arena *arena = aa_arena_new();
    aa_mapping *mapping = NULL;
    aa_mapping_failure failure;
    char *out = NULL;
    size_t out_len = 0;
    require(arena != NULL && aa_mapping_parse(arena, aa_bytes_of(text, sizeof text - 1), &mapping) == AA_OK);
    const aa_origins origins = {mapping, &sources, AA_VEC_INIT(aa_debug_slice)};
    require(aa_mapping_apply(&origins, aa_bytes_of(json, len), &failure, &out, &out_len) == AA_OK);
    aa_document *document = NULL;
    require(aa_document_parse(out, out_len, &document) == AA_OK);
    aa_document_free(document);
    free(out);
    aa_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char why[AA_DOCUMENT_WHY] = "";
    aa_document *document = NULL;
    aa_err err = aa_document_read((const char *)data, size, why, &document);
    require((err == AA_OK) == (document != NULL));
    require(err == AA_OK || why[0] != '\0');
    aa_document_free(document);
    if (err == AA_OK) {
        render((const char *)data, size);
        map((const char *)data, size);
    }
    return 0;
}
