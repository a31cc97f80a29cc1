/* A file of a dSYM, put into a result of the app that it is of: places become lines, and the result stays
 * one. */
#include <stdlib.h>

#include "reports/document/document.h"
#include "reports/mapping/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* A finding at each of some addresses of the first section, with a way there by names of functions. */
static json_t *result_of(const aa_debug_slice *slice)
{
    uint64_t start = slice->macho.section_count > 0 ? slice->macho.sections[0].address : 0;
    json_t *findings = json_array();
    for (unsigned i = 0; i < 12; i++) {
        json_int_t address = (json_int_t)((start + i * 8) & INT64_MAX);
        json_t *finding = json_pack("{s:{s:s, s:s, s:I}, s:[{s:s}, {s:s, s:s}]}", "place", "member", "A",
                                    "path", slice->arch, "address", address, "trace", "method", "main",
                                    "class", "Vault", "method", "-seal:");
        require(finding != NULL && json_array_append_new(findings, finding) == 0);
    }
    return json_pack("{s:o, s:{s:[{s:s, s:s, s:s}]}}", "findings", findings, "inventory", "objects", "member",
                     "A", "arch", slice->arch, "uuid", slice->uuid);
}

static void expect_lines(const json_t *result)
{
    const json_t *findings = json_object_get(result, "findings");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *place = json_object_get(json_array_get(findings, i), "place");
        const char *source = aa_member_text(place, "source");
        require((source != NULL) == (aa_member_uint(place, "line", 0) > 0));
        require(source == NULL || (source[0] != '\0' && source[0] != '/'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"src/App.m", "src/x/a.c"};
    const aa_sources sources = {(const char **)(uintptr_t)paths, 2};
    aa_arena *arena = aa_arena_new();
    aa_origins origins = {.debug = AA_VEC_INIT(aa_debug_slice), .sources = size % 2 == 0 ? &sources : NULL};
    require(arena != NULL);
    aa_err err = aa_debug_add(arena, &origins, "a.dSYM", aa_bytes_of(data, size));
    require(err == AA_OK || err == AA_E_FORMAT);
    require((err == AA_OK) == (origins.debug.count > 0));
    const aa_debug_slice *slices = origins.debug.items;
    if (err == AA_OK) {
        json_t *result = result_of(&slices[0]);
        json_t *other = json_object();
        aa_mapping_failure failure;
        require(result != NULL && other != NULL);
        require(aa_debug_apply(&origins, arena, result, &failure) == AA_OK);
        expect_lines(result);
        require(aa_debug_apply(&origins, arena, other, &failure) == AA_E_USAGE && failure.why[0] != '\0');
        json_decref(result);
        json_decref(other);
    }
    aa_arena_free(arena);
    return 0;
}
