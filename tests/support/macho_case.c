#include "support/macho_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/test.h"

macho_case macho_case_open(const char *name)
{
    macho_case c = {.arena = aa_arena_new()};
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/macho/%s", TEST_BINARY_DIR, name);
    if (access(path, R_OK) != 0) {
        print_message("SKIPPED: %s was not built: install the packages of tests/support/install_packages\n",
                      path);
        aa_arena_free(c.arena);
        skip();
    }
    c.limits = aa_arena_alloc(c.arena, sizeof *c.limits);
    assert_non_null(c.limits);
    *c.limits = (aa_limits)AA_LIMITS_INIT;
    c.file = test_read_file(path);
    aa_notes_init(&c.notes, c.arena, 100);
    assert_int_equal(aa_macho_slices(c.arena, c.file, c.limits, &c.notes, &c.slices, &c.slice_count), AA_OK);
    assert_int_equal(aa_macho_open(c.arena, c.slices[0].data, c.limits, &c.notes, &c.macho), AA_OK);
    return c;
}

void macho_case_done(macho_case *c)
{
    aa_arena_free(c->arena);
    free((void *)(uintptr_t)c->file.p);
}

uint32_t macho_import(const aa_macho *macho, const char *name)
{
    for (uint32_t i = 0; i < macho->import_count; i++) {
        if (aa_bytes_is(macho->imports[i].name, name))
            return i;
    }
    return AA_MACHO_NO_IMPORT;
}

uint64_t macho_symbol(const aa_macho *macho, const char *name)
{
    for (size_t i = 0; i < macho->symbol_count; i++) {
        if (aa_bytes_is(macho->symbols[i].name, name) && (macho->symbols[i].type & 0xe0) == 0)
            return macho->symbols[i].value;
    }
    return 0;
}
