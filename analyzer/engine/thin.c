#include "engine/thin.h"

#include "base/vec.h"

typedef struct kind {
    const aa_finding *like;
    uint32_t count;
} kind;

static bool is_alike(const aa_finding *a, const aa_finding *b)
{
    return a->message == b->message && a->record == b->record && a->severity == b->severity &&
           a->reach == b->reach && a->owner == b->owner;
}

/* How many like |f| came before it; a check has few kinds. NULL: memory is out. */
static kind *kind_of(aa_arena *arena, aa_vec *kinds, const aa_finding *f)
{
    kind *items = kinds->items;
    for (size_t i = 0; i < kinds->count; i++) {
        if (is_alike(items[i].like, f))
            return &items[i];
    }
    kind *slot = aa_vec_push(arena, kinds);
    if (slot != NULL)
        *slot = (kind){f, 0};
    return slot;
}

static bool add_anomaly(aa_arena *arena, const char *check, size_t lost, aa_vec *anomalies)
{
    aa_anomaly *slot = aa_vec_push(arena, anomalies);
    const char *detail = aa_arena_printf(arena, "%s: %zu", check, lost);
    if (slot == NULL || detail == NULL)
        return false;
    *slot =
        (aa_anomaly){.code = "limit.finding_repeats", .detail = detail, .place = {.offset = AA_NO_OFFSET}};
    return true;
}

/* Copies what is kept of one check's |count| records at |from| to |to|. False: memory is out. */
static bool thin_check(aa_arena *arena, uint32_t most, const aa_finding *from, size_t count, aa_vec *kept,
                       aa_vec *anomalies)
{
    aa_vec kinds = AA_VEC_INIT(kind);
    size_t lost = 0;
    for (size_t i = 0; i < count; i++) {
        kind *k = kind_of(arena, &kinds, &from[i]);
        if (k == NULL)
            return false;
        if (k->count == most) {
            lost++;
            continue;
        }
        k->count++;
        aa_finding *slot = aa_vec_push(arena, kept);
        if (slot == NULL)
            return false;
        *slot = from[i];
    }
    return lost == 0 || add_anomaly(arena, from[0].check->id, lost, anomalies);
}

aa_err aa_findings_thin(aa_arena *arena, uint32_t most, const aa_finding **findings, size_t *count,
                        aa_facts *facts)
{
    const aa_finding *all = *findings;
    aa_vec kept = AA_VEC_INIT(aa_finding);
    aa_vec anomalies = AA_VEC_INIT(aa_anomaly);
    if (most == 0 || *count <= most)
        return AA_OK;
    for (size_t i = 0; i < facts->anomaly_count; i++) {
        aa_anomaly *slot = aa_vec_push(arena, &anomalies);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = facts->anomalies[i];
    }
    for (size_t i = 0; i < *count;) {
        size_t end = i + 1;
        while (end < *count && all[end].check == all[i].check)
            end++;
        if (!thin_check(arena, most, all + i, end - i, &kept, &anomalies))
            return AA_E_NOMEM;
        i = end;
    }
    *findings = kept.items;
    *count = kept.count;
    facts->anomalies = anomalies.items;
    facts->anomaly_count = anomalies.count;
    return AA_OK;
}
