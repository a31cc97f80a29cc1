#include "facts/packers.h"

#include "base/tsv.h"
#include "facts/code_store.h"
#include "facts/members.h"
#include "facts/source.h"

typedef struct search {
    aa_source *source;
    aa_facts *facts;
    const aa_program *program; /* NULL: no bytecode */
    aa_vec found;              /* of aa_packer_trace */
    aa_packer_kind kind;       /* what is looked for now */
    aa_bytes packer, pattern;
} search;

bool aa_packer_fits(aa_bytes pattern, aa_bytes text)
{
    size_t p = 0;
    size_t t = 0;
    size_t star = SIZE_MAX; /* place behind the last "*", and what it has taken so far */
    size_t taken = 0;
    while (t < text.n) {
        if (p < pattern.n && pattern.p[p] == '*') {
            star = ++p;
            taken = t;
        } else if (p < pattern.n && pattern.p[p] == text.p[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star;
            t = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.p[p] == '*')
        p++;
    return p == pattern.n;
}

static aa_bytes of_text(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

static void add(search *s, const char *packer, const char *value, aa_place place)
{
    aa_packer_trace *trace = aa_source_push(s->source, &s->found);
    if (trace != NULL)
        *trace = (aa_packer_trace){packer, s->kind, value, place};
}

/* One trace of a kind says as much as ten. */
static bool is_known(const search *s)
{
    const aa_packer_trace *items = s->found.items;
    for (size_t i = 0; i < s->found.count; i++)
        if (items[i].kind == s->kind && aa_bytes_is(s->packer, items[i].packer))
            return true;
    return false;
}

static void found(search *s, const char *value, aa_place place)
{
    const char *packer = aa_arena_strndup(s->source->arena, (const char *)s->packer.p, s->packer.n);
    s->source->failed = s->source->failed || packer == NULL || value == NULL;
    if (!s->source->failed)
        add(s, packer, value, place);
}

/* ---- classes ---------------------------------------------------------------------------------------------
 */

/* "com.a.B" for "Lcom/a/B;", in scratch memory. */
static const char *name_of(search *s, aa_bytes descriptor)
{
    if (descriptor.n < 3)
        return "";
    char *name = aa_arena_strndup(s->source->arena, (const char *)descriptor.p + 1, descriptor.n - 2);
    for (char *c = name; c != NULL && *c != '\0'; c++)
        *c = *c == '/' ? '.' : *c;
    s->source->failed = s->source->failed || name == NULL;
    return name;
}

/* As the pattern, with "/" for ".": what descriptors have. */
static bool class_fits(aa_bytes pattern, aa_bytes descriptor, char *scratch, size_t size)
{
    if (descriptor.n < 3 || pattern.n > size)
        return false;
    for (size_t i = 0; i < pattern.n; i++)
        scratch[i] = pattern.p[i] == '.' ? '/' : (char)pattern.p[i];
    return aa_packer_fits(aa_bytes_of(scratch, pattern.n), aa_bytes_of(descriptor.p + 1, descriptor.n - 2));
}

static void look_at_classes(search *s)
{
    char scratch[200];
    const aa_manifest *m = &s->facts->manifest;
    if (m->application_class != NULL && aa_packer_fits(s->pattern, of_text(m->application_class))) {
        found(s, m->application_class, m->application_place);
        return;
    }
    size_t defined = 0;
    if (s->program != NULL)
        aa_program_type_count(s->program, &defined);
    for (aa_type_id id = 0; id < defined; id++) {
        const aa_type *type = aa_program_type(s->program, id);
        if (!class_fits(s->pattern, type->descriptor, scratch, sizeof scratch))
            continue;
        const aa_unit *unit = aa_program_unit(s->program, type->unit);
        const char *name = name_of(s, type->descriptor);
        found(s, name,
              (aa_place){.artifact = unit->artifact,
                         .member = unit->member,
                         .offset = AA_NO_OFFSET,
                         .class_name = name});
        return;
    }
}

/* ---- members ---------------------------------------------------------------------------------------------
 */

static bool member_fits(const search *s, const char *name)
{
    size_t abi = 0;
    if (s->kind == AA_PACKER_ASSET)
        return aa_packer_fits(s->pattern, of_text(name));
    if (!aa_member_is_native(name, &abi))
        return false;
    return aa_packer_fits(s->pattern, of_text(name + strlen("lib/") + abi + 1));
}

static void look_at_members(search *s)
{
    for (size_t i = 0; i < s->source->part_count; i++) {
        const aa_source_part *part = &s->source->parts[i];
        size_t count = part->part->zip == NULL ? 0 : aa_zip_count(part->part->zip);
        for (size_t k = 0; k < count; k++) {
            const char *name = aa_zip_at(part->part->zip, k)->name;
            if (!member_fits(s, name))
                continue;
            const char *member = aa_source_copy(s->source, name);
            found(s, member,
                  (aa_place){.artifact = part->artifact, .member = member, .offset = AA_NO_OFFSET});
            return;
        }
    }
}

/* ---- what has to be there
 * ---------------------------------------------------------------------------------- */

static bool is_defined(const search *s, const char *class_name)
{
    size_t defined = 0;
    aa_program_type_count(s->program, &defined);
    char *descriptor = aa_arena_printf(s->source->scratch, "L%s;", class_name);
    s->source->failed = s->source->failed || descriptor == NULL;
    for (char *c = descriptor; c != NULL && *c != '\0'; c++)
        *c = *c == '.' ? '/' : *c;
    return descriptor == NULL || aa_program_find_type(s->program, of_text(descriptor)) < defined;
}

/* The platform makes these of its own, or they are in no app. */
static bool is_platform(const char *class_name)
{
    return strncmp(class_name, "android.", 8) == 0 && strncmp(class_name, "android.support.", 16) != 0;
}

/*
 * The application class and the launcher's activities: without them the app does not start, so that they must
 * come from somewhere. Other components may be left over in a manifest.
 */
static void look_for_missing(search *s)
{
    const aa_manifest *m = &s->facts->manifest;
    s->kind = AA_PACKER_MISSING;
    if (s->program == NULL || aa_program_unit_count(s->program) == 0)
        return;
    if (m->application_class != NULL && !is_platform(m->application_class) &&
        !is_defined(s, m->application_class))
        add(s, NULL, m->application_class, m->application_place);
    bool any = false;
    const aa_component *first = NULL;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        const char *name = c->target != NULL ? c->target : c->name;
        if (!c->is_launcher || c->enabled.value == AA_NO || name == NULL)
            continue;
        bool there = is_platform(name) || is_defined(s, name);
        any = any || there;
        first = first == NULL && !there ? c : first;
    }
    if (!any && first != NULL)
        add(s, NULL, first->target != NULL ? first->target : first->name, first->place);
}

/* ---- all
 * --------------------------------------------------------------------------------------------------- */

static void look(search *s, aa_bytes kind)
{
    s->kind = aa_bytes_is(kind, "class")    ? AA_PACKER_CLASS
              : aa_bytes_is(kind, "native") ? AA_PACKER_NATIVE
                                            : AA_PACKER_ASSET;
    if (is_known(s))
        return;
    if (s->kind == AA_PACKER_CLASS)
        look_at_classes(s);
    else
        look_at_members(s);
}

static void tell_gaps(aa_source *source, const aa_packers *packers)
{
    for (size_t i = 0; i < packers->count; i++) {
        const aa_packer_trace *t = &packers->items[i];
        if (t->packer == NULL)
            aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, "code.start_missing", NULL, NULL, t->value);
        else if (i == 0 || packers->items[i - 1].packer == NULL ||
                 strcmp(packers->items[i - 1].packer, t->packer) != 0)
            aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, "code.packed", NULL, NULL, t->packer);
    }
}

aa_err aa_collect_packers(aa_source *source, aa_facts *facts)
{
    enum { NAME, KIND, VALUE, COLUMNS };

    const aa_code_base *base = aa_facts_code(facts);
    search s = {.source = source,
                .facts = facts,
                .program = base == NULL ? NULL : base->program,
                .found = AA_VEC_INIT(aa_packer_trace)};
    aa_packers *packers = aa_arena_alloc(source->arena, sizeof *packers);
    if (packers == NULL)
        return AA_E_NOMEM;
    *packers = (aa_packers){.items = NULL};
    aa_tsv table = aa_tsv_open("packers.tsv");
    aa_bytes fields[COLUMNS];
    while (aa_tsv_next(&table, fields, COLUMNS) && !source->failed) {
        packers->known += !aa_bytes_equal(s.packer, fields[NAME]);
        s.packer = fields[NAME];
        s.pattern = fields[VALUE];
        look(&s, fields[KIND]);
    }
    look_for_missing(&s);
    packers->items = s.found.items;
    packers->count = s.found.count;
    facts->packers = packers;
    tell_gaps(source, packers);
    return aa_source_status(source);
}
