#include "code/program_internal.h"

#define DETAIL_MAX 400 /* bytes of a name in a note */

void aa_program_note(const aa_program *p, aa_notes *notes, uint32_t unit, aa_note_kind kind, const char *code,
                     aa_bytes detail)
{
    aa_str text;
    aa_str_init(&text, DETAIL_MAX);
    aa_mutf8_put(&text, detail);
    notes->artifact = p->units[unit].artifact;
    notes->member = p->units[unit].member;
    aa_notes_add(notes, kind, code, AA_NO_OFFSET, "%s", text.ptr);
    aa_str_done(&text);
}

void aa_program_note_method(const aa_program *p, aa_notes *notes, const char *code, aa_method_id id)
{
    const aa_method *m = &p->methods[id];
    aa_str text;
    aa_str_init(&text, DETAIL_MAX);
    aa_method_put(p, id, &text);
    notes->artifact = p->units[m->unit].artifact;
    notes->member = p->units[m->unit].member;
    aa_notes_add(notes, AA_NOTE_GAP, code, m->code, "%s", text.ptr);
    aa_str_done(&text);
}

static bool build(aa_program *p, unsigned threads, aa_notes *notes)
{
    return aa_program_define_types(p, notes) && aa_program_list_supertypes(p, notes) &&
           aa_program_define_members(p, notes) && aa_program_link(p, notes) &&
           aa_program_sweep(p, threads, notes) && aa_program_index(p, threads) && aa_program_lend(p, notes);
}

/* What only its building needed. */
static void forget(aa_program *p)
{
    aa_arena_free(p->scratch);
    p->scratch = NULL;
    p->by_proto = p->by_pair = (aa_id_table){.count = 0};
    p->protos = NULL;
    for (size_t u = 0; p->maps != NULL && u < p->unit_count; u++) {
        p->maps[u].protos = p->maps[u].names = p->maps[u].sites = NULL;
    }
}

aa_err aa_program_build(const aa_unit *units, size_t count, const aa_limits *limits, unsigned threads,
                        aa_notes *notes, aa_program **out)
{
    *out = NULL;
    aa_arena *arena = aa_arena_new();
    aa_program *p = arena == NULL ? NULL : aa_arena_alloc(arena, sizeof *p);
    if (p == NULL) {
        aa_arena_free(arena);
        return AA_E_NOMEM;
    }
    *p = (aa_program){
        .arena = arena, .scratch = aa_arena_new(), .units = units, .unit_count = count, .limits = limits};
    bool ok = p->scratch != NULL && build(p, threads, notes);
    forget(p);
    if (!ok) {
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
