#include "support/program_case.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/test.h"

void program_case_read(program_case *t, const char *name)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/code/%s.dex", TEST_BINARY_DIR, name);
    assert_true(n > 0 && (size_t)n < sizeof path);
    aa_bytes file = test_read_file(path);
    *t = (program_case){.bytes = malloc(file.n), .n = file.n, .arena = aa_arena_new()};
    t->limits = (aa_limits)AA_LIMITS_INIT;
    assert_non_null(t->bytes);
    assert_non_null(t->arena);
    memcpy(t->bytes, file.p, file.n);
    free((void *)(uintptr_t)file.p);
    aa_notes_init(&t->notes, t->arena, 0);
}

aa_err program_case_build(program_case *t)
{
    t->unit = (aa_unit){.artifact = "test.apk", .member = "classes.dex"};
    aa_err err = aa_dex_open(aa_bytes_of(t->bytes, t->n), 0, &t->limits, &t->notes, &t->unit.dex);
    return err != AA_OK ? err : aa_program_build(&t->unit, 1, &t->limits, 1, &t->notes, &t->program);
}

void program_case_begin(program_case *t, const char *name)
{
    program_case_read(t, name);
    assert_int_equal(program_case_build(t), AA_OK);
    assert_int_equal(t->notes.items.count, 0);
}

void program_case_end(program_case *t)
{
    aa_program_free(t->program);
    aa_arena_free(t->arena);
    free(t->bytes);
}

aa_type_id program_case_type(const program_case *t, const char *descriptor)
{
    aa_type_id type = aa_program_find_type(t->program, aa_bytes_of(descriptor, strlen(descriptor)));
    if (type == AA_NO_ID)
        fail_msg("no class %s", descriptor);
    return type;
}

/* The class of "Lapp/Main;->name", and the name behind it. */
static aa_type_id owner_of(const program_case *t, const char *text, const char **name)
{
    const char *arrow = strstr(text, "->");
    assert_non_null(arrow);
    *name = arrow + 2;
    aa_type_id type = aa_program_find_type(t->program, aa_bytes_of(text, (size_t)(arrow - text)));
    if (type == AA_NO_ID)
        fail_msg("no class for %s", text);
    return type;
}

aa_method_id program_case_method(const program_case *t, const char *text)
{
    const char *name = NULL;
    aa_type_id owner = owner_of(t, text, &name);
    size_t count = aa_program_method_count(t->program, NULL);
    for (aa_method_id id = 0; id < count; id++) {
        const aa_method *m = aa_program_method(t->program, id);
        if (m->owner == owner && aa_bytes_is(m->name, name))
            return id;
    }
    fail_msg("no method %s", text);
    return AA_NO_ID;
}

aa_field_id program_case_field(const program_case *t, const char *text)
{
    const char *name = NULL;
    aa_type_id owner = owner_of(t, text, &name);
    size_t count = aa_program_field_count(t->program, NULL);
    for (aa_field_id id = 0; id < count; id++) {
        const aa_field *f = aa_program_field(t->program, id);
        if (f->owner == owner && aa_bytes_is(f->name, name))
            return id;
    }
    fail_msg("no field %s", text);
    return AA_NO_ID;
}
