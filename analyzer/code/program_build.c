#include "code/program_internal.h"

static bool build(aa_program *p, unsigned threads, aa_notes *notes)
{
    return aa_program_define_types(p, notes) && aa_program_define_members(p, notes) &&
           aa_program_link(p, notes) && aa_program_sweep(p, threads, notes) && aa_program_index(p);
}

aa_err aa_program_build(const aa_unit *units, size_t count, const aa_limits *limits, unsigned threads,
                        aa_notes *notes, aa_program **out)
{
    aa_arena *arena = aa_arena_new();
    aa_program *p = arena == NULL ? NULL : aa_arena_alloc(arena, sizeof *p);
    *out = NULL;
    if (p == NULL) {
        aa_arena_free(arena);
        return AA_E_NOMEM;
    }
    *p = (aa_program){.arena = arena, .units = units, .unit_count = count, .limits = limits};
    if (!build(p, threads, notes)) {
        aa_arena_free(arena);
        return AA_E_NOMEM;
    }
    *out = p;
    return AA_OK;
}

void aa_program_free(aa_program *program)
{
    if (program != NULL)
        aa_arena_free(program->arena);
}
