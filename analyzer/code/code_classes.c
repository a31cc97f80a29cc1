/*
 * Classes and methods that the platform calls.
 */
#include "code/code_internal.h"

#define ACC_PRIVATE 0x0002U
#define ACC_STATIC  0x0008U

/* An answer that is kept: methods or types. */
typedef struct answer {
    const char *asked;
    const uint32_t *ids;
    size_t count;
} answer;

void aa_code_init_answers(aa_code *code)
{
    code->overrides = (aa_vec)AA_VEC_INIT(answer);
    code->subtypes = (aa_vec)AA_VEC_INIT(answer);
}

bool aa_pattern_of(const char *text, aa_pattern *out)
{
    const char *arrow = strstr(text, ";->");
    if (arrow == NULL)
        return false;
    const char *name = arrow + 3;
    size_t n = strcspn(name, "(");
    *out = (aa_pattern){.owner = aa_bytes_of(text, (size_t)(arrow + 1 - text)),
                        .name = aa_bytes_of(name, n),
                        .proto = aa_bytes_of(name + n, strlen(name + n))};
    return n > 0;
}

static const answer *find_answer(const aa_vec *answers, const char *asked)
{
    const answer *items = answers->items;
    for (size_t i = 0; i < answers->count; i++)
        if (strcmp(items[i].asked, asked) == 0)
            return &items[i];
    return NULL;
}

static size_t keep(aa_code *code, aa_vec *answers, const char *asked, const aa_vec *ids, const uint32_t **out)
{
    answer *slot = aa_vec_push(code->arena, answers);
    const char *copy = aa_arena_strdup(code->arena, asked);
    *out = ids->items;
    if (slot != NULL && copy != NULL) {
        *slot = (answer){.asked = copy, .ids = ids->items, .count = ids->count};
    } else {
        code->failed = true;
        answers->count -= slot != NULL;
    }
    return ids->count;
}

static void add(aa_code *code, aa_vec *ids, uint32_t id)
{
    uint32_t *slot = aa_vec_push(code->arena, ids);
    if (slot == NULL)
        code->failed = true;
    else
        *slot = id;
}

static bool proto_is(const aa_program *p, aa_method_id id, aa_bytes proto)
{
    aa_str text;
    aa_str_init(&text, 1 << 16);
    aa_method_put(p, id, &text);
    const char *from = strchr(text.ptr, '(');
    bool same = from != NULL && aa_bytes_is(proto, from);
    aa_str_done(&text);
    return same;
}

size_t aa_code_overrides(aa_code *code, const char *pattern, const aa_method_id **out)
{
    const answer *known = find_answer(&code->overrides, pattern);
    aa_pattern wanted;
    *out = NULL;
    if (known != NULL) {
        *out = known->ids;
        return known->count;
    }
    char *owner = NULL;
    if (aa_pattern_of(pattern, &wanted))
        owner = aa_arena_strndup(code->arena, (const char *)wanted.owner.p, wanted.owner.n);
    if (owner == NULL) {
        code->failed = true;
        return 0;
    }
    const aa_program *p = code->base.program;
    const aa_method_id *named = NULL;
    size_t count = aa_methods_named(p, wanted.name, &named);
    aa_vec ids = AA_VEC_INIT(aa_method_id);
    for (size_t i = 0; i < count && named[i] < code->methods; i++) {
        const aa_method *m = aa_program_method(p, named[i]);
        bool own = aa_bytes_equal(aa_program_type(p, m->owner)->descriptor, wanted.owner);
        if (!own && (m->flags & (ACC_PRIVATE | ACC_STATIC)) == 0 && aa_type_is_platform(p, m->owner, owner) &&
            (wanted.proto.n == 0 || proto_is(p, named[i], wanted.proto)))
            add(code, &ids, named[i]);
    }
    return keep(code, &code->overrides, pattern, &ids, out);
}

size_t aa_code_subtypes(aa_code *code, const char *descriptor, const aa_type_id **out)
{
    const answer *known = find_answer(&code->subtypes, descriptor);
    if (known != NULL) {
        *out = known->ids;
        return known->count;
    }
    const aa_program *p = code->base.program;
    aa_vec ids = AA_VEC_INIT(aa_type_id);
    for (aa_type_id type = 0; type < code->types; type++)
        if (aa_type_is_platform(p, type, descriptor) &&
            !aa_bytes_is(aa_program_type(p, type)->descriptor, descriptor))
            add(code, &ids, type);
    return keep(code, &code->subtypes, descriptor, &ids, out);
}
