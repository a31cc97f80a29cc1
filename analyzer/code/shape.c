/*
 * Two passes: classes that go by their names, then methods that hold a text of a library. Both are linear in
 * classes, methods and uses of texts; what hangs together is followed from there by types.
 */
#include "code/shape_internal.h"

#include "base/bisect.h"

#include <stdlib.h>

/* Steps that a search may take; an app with many libraries takes thousands. Classes made to be looked at
 * again and again take more. */
#define WORK_MAX 1000000U

struct aa_shapes {
    aa_arena *arena;
    aa_shape *items;
    size_t count;
    size_t first[AA_SHAPE_COUNT + 1];
    const aa_shape **by_method; /* by method; those without one are left out */
    size_t methods;
    bool complete;
};

static const char *const names[AA_SHAPE_COUNT] = {
    [AA_SHAPE_OKHTTP_PINNER] = "okhttp-pinner",
    [AA_SHAPE_OKHTTP_PINNER_BUILDER] = "okhttp-pinner-builder",
    [AA_SHAPE_OKHTTP_CLIENT_BUILDER] = "okhttp-client-builder",
    [AA_SHAPE_OKHTTP_CLIENT] = "okhttp-client",
    [AA_SHAPE_OKHTTP_CONNECTION_SPEC] = "okhttp-connection-spec",
    [AA_SHAPE_TRUSTKIT] = "trustkit",
    [AA_SHAPE_SECURITY_CRYPTO_PREFS] = "encrypted-preferences",
    [AA_SHAPE_SECURITY_CRYPTO_FILE] = "encrypted-file",
    [AA_SHAPE_MASTER_KEY] = "master-key",
    [AA_SHAPE_SQLCIPHER] = "sqlcipher",
    [AA_SHAPE_TINK] = "tink",
    [AA_SHAPE_ROOTBEER] = "rootbeer",
    [AA_SHAPE_BIOMETRIC_PROMPT] = "biometric-prompt",
    [AA_SHAPE_PLAY_INTEGRITY] = "play-integrity",
    [AA_SHAPE_SAFETYNET] = "safetynet",
    [AA_SHAPE_MMKV] = "mmkv",
    [AA_SHAPE_REALM] = "realm",
    [AA_SHAPE_OKHTTP_PIN] = "okhttp-pin",
    [AA_SHAPE_OKHTTP_REQUEST] = "okhttp-request",
    [AA_SHAPE_OKHTTP_URL] = "okhttp-url",
    [AA_SHAPE_RETROFIT] = "retrofit",
    [AA_SHAPE_KOTLIN_INTRINSICS] = "kotlin-intrinsics",
    [AA_SHAPE_APACHE_HTTP] = "apache-http",
    [AA_SHAPE_BOUNCY_CASTLE] = "bouncy-castle",
    [AA_SHAPE_TIMBER] = "timber",
    [AA_SHAPE_GSON] = "gson",
    [AA_SHAPE_JACKSON] = "jackson",
    [AA_SHAPE_ROOM] = "room",
    [AA_SHAPE_DATASTORE] = "datastore",
    [AA_SHAPE_WORKMANAGER] = "workmanager",
    [AA_SHAPE_BILLING] = "billing",
    [AA_SHAPE_APP_UPDATE] = "app-update",
};

static const char *const parts[AA_PART_COUNT] = {
    [AA_PART_CLASS] = "class",
    [AA_PART_LITERAL] = "literal",
    [AA_PART_NEW] = "new",
    [AA_PART_ADD] = "add",
    [AA_PART_BUILD] = "build",
    [AA_PART_CHECK] = "check",
    [AA_PART_OPEN] = "open",
    [AA_PART_READ] = "read",
    [AA_PART_WRITE] = "write",
    [AA_PART_KEY] = "key",
    [AA_PART_SET_PINNER] = "set-pinner",
    [AA_PART_SET_SOCKETS] = "set-sockets",
    [AA_PART_SET_VERIFIER] = "set-verifier",
    [AA_PART_SET_SPECS] = "set-specs",
    [AA_PART_SET_VERSIONS] = "set-versions",
    [AA_PART_SET_URL] = "set-url",
    [AA_PART_SET_KEY] = "set-key",
    [AA_PART_SET_NONCE] = "set-nonce",
    [AA_PART_SET_FACTORY] = "set-factory",
    [AA_PART_ASK] = "ask",
    [AA_PART_ASK_CRYPTO] = "ask-crypto",
    [AA_PART_CALLBACK] = "callback",
    [AA_PART_SUCCESS] = "success",
    [AA_PART_CRYPTO] = "crypto",
    [AA_PART_DETECT] = "detect",
    [AA_PART_REQUEST] = "request",
    [AA_PART_LOG] = "log",
    [AA_PART_GUARD] = "guard",
    [AA_PART_TYPING] = "typing",
    [AA_PART_CLEARTEXT] = "cleartext",
};

const char *aa_shape_name(aa_shape_kind kind)
{
    return (unsigned)kind < AA_SHAPE_COUNT ? names[kind] : "";
}

const char *aa_shape_part_name(aa_shape_part part)
{
    return (unsigned)part < AA_PART_COUNT ? parts[part] : "";
}

#define SHORT_NAME 3 /* letters; what renaming gives */

/* ---- by name ------------------------------------------------------------------------------------------ */

/*
 * The class kept its name, its methods did not: none has a long one but where the platform gave it. A class
 * that kept some names and lacks the one looked for lost that method.
 */
static bool has_renamed_methods(const aa_program *p, aa_type_id type)
{
    const aa_type *t = aa_program_type(p, type);
    for (uint32_t i = 0; i < t->method_count; i++) {
        aa_bytes name = aa_program_method(p, t->first_method + i)->name;
        if (name.n > SHORT_NAME && name.p[0] != '<' &&
            aa_method_overrides_platform(p, t->first_method + i) == AA_PLATFORM_NONE)
            return false;
    }
    return true;
}

static void add_known(aa_shape_search *s, const aa_shape_known *known)
{
    aa_shape shape = {.kind = known->kind,
                      .part = known->part,
                      .type = aa_shape_class(s->p, known->type),
                      .method = AA_NO_ID,
                      .field = AA_NO_ID,
                      .by_name = true,
                      .sure = true,
                      .anchor = aa_bytes_none()};
    if (shape.type == AA_NO_ID)
        return;
    if (known->method == NULL && known->form == NULL) {
        aa_shape_add(s, &shape);
        return;
    }
    bool any = false;
    if (known->method != NULL) {
        aa_method_id m = AA_NO_ID;
        while ((m = aa_type_method_named(s->p, shape.type, known->method, m)) != AA_NO_ID) {
            any = true;
            if (known->form != NULL && !aa_shape_fits(s->p, m, known->form, AA_NO_ID))
                continue;
            shape.method = m;
            aa_shape_add(s, &shape);
        }
    }
    if (known->form != NULL && (known->method == NULL || (!any && has_renamed_methods(s->p, shape.type))))
        aa_shape_add_forms(s, &shape, known->form, AA_NO_ID);
}

bool aa_shape_is_known(const aa_program *p, aa_shape_kind kind, aa_type_id type)
{
    aa_bytes descriptor = aa_program_type(p, type)->descriptor;
    for (size_t i = 0; i < aa_shape_known_count; i++) {
        if ((kind == AA_SHAPE_COUNT || aa_shape_knowns[i].kind == kind) &&
            aa_bytes_is(descriptor, aa_shape_knowns[i].type))
            return true;
    }
    return false;
}

/* ---- by text ------------------------------------------------------------------------------------------ */

#define ANCHORS_MAX 64

/* Anchors by first byte, so that a text is compared with few. */
typedef struct anchor_index {
    uint8_t first[256];        /* place of an anchor + 1; 0: none */
    uint8_t next[ANCHORS_MAX]; /* likewise, of the next with that first byte */
} anchor_index;

static void index_anchors(anchor_index *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = aa_shape_anchor_count; i > 0; i--) {
        uint8_t first = (uint8_t)aa_shape_anchors[i - 1].text[0];
        index->next[i - 1] = index->first[first];
        index->first[first] = (uint8_t)i;
    }
}

static bool holds(const aa_shape_anchor *anchor, aa_bytes text)
{
    size_t n = strlen(anchor->text);
    return text.n >= n && (!anchor->whole || text.n == n) && memcmp(text.p, anchor->text, n) == 0;
}

typedef struct hit_search {
    const aa_program *p;
    aa_arena *arena;
    aa_vec *hits;
    anchor_index index;
} hit_search;

/* One use of a text that is an anchor's: in a method, or (AA_NO_ID) as value of a static field. */
static bool add_hit(const hit_search *s, uint32_t anchor, aa_type_id type, aa_method_id in, aa_bytes text)
{
    if (aa_shape_is_known(s->p, aa_shape_anchors[anchor].kind, type))
        return true;
    aa_shape_hit *hit = aa_vec_push(s->arena, s->hits);
    if (hit == NULL)
        return false;
    *hit = (aa_shape_hit){anchor, type, in, text};
    return true;
}

/* The next anchor after |at| (0 to begin) that |text| holds, as place + 1; 0: none. */
static uint8_t next_anchor(const anchor_index *index, aa_bytes text, uint8_t at)
{
    if (text.n == 0)
        return 0;
    at = at == 0 ? index->first[text.p[0]] : index->next[at - 1];
    while (at > 0 && !holds(&aa_shape_anchors[at - 1], text))
        at = index->next[at - 1];
    return at;
}

static bool find_in_code(const hit_search *s)
{
    const aa_string_ref *refs = NULL;
    const aa_text_use *texts = NULL;
    aa_string_refs(s->p, &refs);
    size_t count = aa_text_uses(s->p, &texts, NULL);
    for (size_t i = 0; i < count; i++) {
        aa_bytes text = texts[i].text;
        for (uint8_t at = next_anchor(&s->index, text, 0); at > 0; at = next_anchor(&s->index, text, at)) {
            for (uint32_t k = texts[i].first; k < texts[i].first + texts[i].count; k++) {
                aa_type_id type = aa_program_method(s->p, refs[k].in)->owner;
                if (!add_hit(s, (uint32_t)at - 1, type, refs[k].in, text))
                    return false;
            }
        }
    }
    return true;
}

static bool find_in_fields(const hit_search *s)
{
    size_t count = 0;
    aa_program_field_count(s->p, &count);
    for (aa_field_id f = 0; f < count; f++) {
        const aa_field *field = aa_program_field(s->p, f);
        if (!field->has_value || field->value_type != AA_DEX_VALUE_STRING || field->number < 0 ||
            field->number >= AA_DEX_NO_INDEX)
            continue;
        aa_bytes text = aa_dex_text(&aa_program_unit(s->p, field->unit)->dex, (uint32_t)field->number);
        for (uint8_t at = next_anchor(&s->index, text, 0); at > 0; at = next_anchor(&s->index, text, at)) {
            if (!add_hit(s, (uint32_t)at - 1, field->owner, AA_NO_ID, text))
                return false;
        }
    }
    return true;
}

/* Every use of an anchor in classes that do not go by their names. */
static bool find_hits(const aa_program *p, aa_arena *arena, aa_vec *hits)
{
    _Static_assert(ANCHORS_MAX < UINT8_MAX, "places are counted in a byte");
    hit_search s = {.p = p, .arena = arena, .hits = hits};
    index_anchors(&s.index);
    return find_in_code(&s) && find_in_fields(&s);
}

static int order_hits(const void *a, const void *b)
{
    const aa_shape_hit *x = a;
    const aa_shape_hit *y = b;
    aa_shape_kind kx = aa_shape_anchors[x->anchor].kind;
    aa_shape_kind ky = aa_shape_anchors[y->anchor].kind;
    if (kx != ky)
        return kx < ky ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    if (x->anchor != y->anchor)
        return x->anchor < y->anchor ? -1 : 1;
    return aa_bytes_compare(x->text, y->text);
}

static bool fits_anchor(const aa_program *p, const aa_shape_hit *hit, size_t row)
{
    const aa_shape_anchor *anchor = &aa_shape_anchors[row];
    return (anchor->form != NULL || anchor->below != NULL) &&
           (anchor->form == NULL || aa_shape_fits(p, hit->in, anchor->form, AA_NO_ID)) &&
           (anchor->below == NULL || aa_type_is_platform(p, hit->type, anchor->below));
}

/* The text means something else here: a pin that was put into the method that adds it. */
static bool fits_another(const aa_program *p, const aa_shape_hit *hit)
{
    for (size_t i = 0; i < aa_shape_anchor_count; i++) {
        if (strcmp(aa_shape_anchors[i].text, aa_shape_anchors[hit->anchor].text) == 0 &&
            fits_anchor(p, hit, i))
            return true;
    }
    return false;
}

static void add_class_forms(aa_shape_search *s, const aa_shape *class)
{
    for (size_t i = 0; i < aa_shape_form_count; i++) {
        if (aa_shape_forms[i].kind == class->kind) {
            aa_shape like = *class;
            like.part = aa_shape_forms[i].part;
            aa_shape_add_forms(s, &like, aa_shape_forms[i].form, AA_NO_ID);
        }
    }
}

/* What the texts say of one class: |hits| are all of one kind and type. */
static void add_from_class(aa_shape_search *s, const aa_shape_hit *hits, size_t count)
{
    aa_shape shape = {.kind = aa_shape_anchors[hits[0].anchor].kind,
                      .type = hits[0].type,
                      .method = AA_NO_ID,
                      .field = AA_NO_ID,
                      .sure = true,
                      .anchor = aa_bytes_none()};
    for (size_t i = 0; i < count; i++) {
        if (!fits_anchor(s->p, &hits[i], hits[i].anchor))
            continue;
        if (shape.anchor.n == 0) {
            shape.part = AA_PART_CLASS;
            shape.anchor = hits[i].text;
            aa_shape_add(s, &shape);
            add_class_forms(s, &shape);
        }
        aa_shape part = shape;
        part.part = aa_shape_anchors[hits[i].anchor].part;
        part.anchor = hits[i].text;
        part.method = part.part == AA_PART_CLASS ? AA_NO_ID : hits[i].in;
        aa_shape_add(s, &part);
    }
    if (shape.anchor.n > 0 || aa_shape_is_known(s->p, AA_SHAPE_COUNT, shape.type))
        return;
    for (size_t i = 0; i < count; i++) {
        if (!aa_shape_anchors[hits[i].anchor].alone || fits_another(s->p, &hits[i]))
            continue;
        shape.part = AA_PART_LITERAL;
        shape.sure = false;
        shape.anchor = hits[i].text;
        aa_shape_add(s, &shape);
    }
}

typedef void related(aa_shape_search *s, const aa_shape_hits *hits);

static aa_shape_hits of_kinds(const aa_vec *hits, aa_shape_kind first, aa_shape_kind last)
{
    const aa_shape_hit *items = hits->items;
    size_t begin = 0;
    while (begin < hits->count && aa_shape_anchors[items[begin].anchor].kind < first)
        begin++;
    size_t end = begin;
    while (end < hits->count && aa_shape_anchors[items[end].anchor].kind <= last)
        end++;
    return (aa_shape_hits){end > begin ? items + begin : NULL, end - begin};
}

static void add_from_texts(aa_shape_search *s, const aa_vec *hits)
{
    static const struct {
        aa_shape_kind first, last;
        related *look;
    } families[] = {
        {AA_SHAPE_OKHTTP_PINNER, AA_SHAPE_OKHTTP_CLIENT, aa_shape_okhttp},
        {AA_SHAPE_SECURITY_CRYPTO_PREFS, AA_SHAPE_SECURITY_CRYPTO_PREFS, aa_shape_prefs},
        {AA_SHAPE_BIOMETRIC_PROMPT, AA_SHAPE_BIOMETRIC_PROMPT, aa_shape_biometric},
        {AA_SHAPE_OKHTTP_REQUEST, AA_SHAPE_OKHTTP_REQUEST, aa_shape_okhttp_request},
        {AA_SHAPE_OKHTTP_URL, AA_SHAPE_OKHTTP_URL, aa_shape_okhttp_url},
        {AA_SHAPE_APP_UPDATE, AA_SHAPE_APP_UPDATE, aa_shape_app_update},
    };

    const aa_shape_hit *items = hits->items;
    for (size_t i = 0, end; i < hits->count; i = end) {
        aa_shape_kind kind = aa_shape_anchors[items[i].anchor].kind;
        for (end = i + 1; end < hits->count && items[end].type == items[i].type &&
                          aa_shape_anchors[items[end].anchor].kind == kind;)
            end++;
        add_from_class(s, items + i, end - i);
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        aa_shape_hits some = of_kinds(hits, families[i].first, families[i].last);
        families[i].look(s, &some);
    }
}

/* ---- the result ---------------------------------------------------------------------------------------- */

static int order_ids(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

/* By kind, type, part, method and field; of the same, the best known first. */
static int order_shapes(const void *a, const void *b)
{
    const aa_shape *x = a;
    const aa_shape *y = b;
    int order = (int)x->kind - (int)y->kind;
    order = order != 0 ? order : order_ids(x->type, y->type);
    order = order != 0 ? order : (int)x->part - (int)y->part;
    order = order != 0 ? order : order_ids(x->method, y->method);
    order = order != 0 ? order : order_ids(x->field, y->field);
    order = order != 0 ? order : (int)y->by_name - (int)x->by_name;
    order = order != 0 ? order : (int)y->sure - (int)x->sure;
    return order != 0 ? order : aa_bytes_compare(x->anchor, y->anchor);
}

static bool is_same(const aa_shape *x, const aa_shape *y)
{
    return x->kind == y->kind && x->type == y->type && x->part == y->part && x->method == y->method &&
           x->field == y->field;
}

/* A literal adds nothing to a class that is recognised. */
static bool is_told(const aa_shapes *out, const aa_shape *shape)
{
    return shape->part == AA_PART_LITERAL && out->count > 0 && out->items[out->count - 1].sure &&
           out->items[out->count - 1].kind == shape->kind && out->items[out->count - 1].type == shape->type;
}

static int order_by_method(const void *a, const void *b)
{
    const aa_shape *const *x = a;
    const aa_shape *const *y = b;
    int order = order_ids((*x)->method, (*y)->method);
    return order != 0 ? order : (*x < *y ? -1 : *x > *y); /* both lie in one array, in order */
}

static bool index_shapes(aa_shapes *out)
{
    out->by_method = aa_arena_array(out->arena, out->count + 1, sizeof *out->by_method);
    if (out->by_method == NULL)
        return false;
    for (size_t i = 0; i < out->count; i++) {
        const aa_shape *shape = &out->items[i];
        for (size_t k = (size_t)shape->kind + 1; k <= AA_SHAPE_COUNT; k++)
            out->first[k] = i + 1;
        if (shape->method != AA_NO_ID)
            out->by_method[out->methods++] = shape;
    }
    if (out->methods > 0)
        qsort(out->by_method, out->methods, sizeof *out->by_method, order_by_method);
    return true;
}

static bool finish(aa_shape_search *s, aa_shapes *out)
{
    out->items = aa_arena_array(out->arena, s->found.count + 1, sizeof *out->items);
    if (s->failed || out->items == NULL)
        return false;
    aa_shape *found = s->found.items;
    if (s->found.count > 0)
        qsort(found, s->found.count, sizeof *found, order_shapes);
    for (size_t i = 0; i < s->found.count; i++) {
        if ((i == 0 || !is_same(&found[i], &found[i - 1])) && !is_told(out, &found[i]))
            out->items[out->count++] = found[i];
    }
    return index_shapes(out);
}

static bool find_all(const aa_program *program, aa_arena *work, aa_shapes *out)
{
    aa_shape_search s = {.p = program, .arena = work, .found = AA_VEC_INIT(aa_shape), .work = WORK_MAX};
    aa_vec hits = AA_VEC_INIT(aa_shape_hit);
    for (size_t i = 0; i < aa_shape_known_count; i++)
        add_known(&s, &aa_shape_knowns[i]);
    if (!find_hits(program, work, &hits))
        return false;
    if (hits.count > 0)
        qsort(hits.items, hits.count, sizeof(aa_shape_hit), order_hits);
    add_from_texts(&s, &hits);
    out->complete = s.work > 0;
    return finish(&s, out);
}

aa_err aa_shapes_find(const aa_program *program, aa_shapes **out)
{
    *out = NULL;
    aa_arena *arena = aa_arena_new();
    aa_arena *work = aa_arena_new();
    aa_shapes *shapes = arena != NULL ? aa_arena_alloc(arena, sizeof *shapes) : NULL;
    bool ok = shapes != NULL && work != NULL;
    if (ok) {
        shapes->arena = arena;
        ok = find_all(program, work, shapes);
    }
    aa_arena_free(work);
    if (!ok) {
        aa_arena_free(arena);
        return AA_E_NOMEM;
    }
    *out = shapes;
    return AA_OK;
}

bool aa_shapes_complete(const aa_shapes *shapes)
{
    return shapes->complete;
}

void aa_shapes_free(aa_shapes *shapes)
{
    if (shapes != NULL)
        aa_arena_free(shapes->arena);
}

size_t aa_shapes_of(const aa_shapes *shapes, aa_shape_kind kind, const aa_shape **out)
{
    *out = shapes->items + shapes->first[kind];
    return shapes->first[kind + 1] - shapes->first[kind];
}

size_t aa_shapes_all(const aa_shapes *shapes, const aa_shape **out)
{
    *out = shapes->items;
    return shapes->count;
}

const aa_shape *aa_shape_of_method(const aa_shapes *shapes, aa_method_id method)
{
    size_t low;
    AA_BISECT(low, shapes->methods, middle, shapes->by_method[middle]->method < method);
    bool there = low < shapes->methods && shapes->by_method[low]->method == method;
    return there ? shapes->by_method[low] : NULL;
}

const aa_shape *aa_shape_of_type(const aa_shapes *shapes, aa_shape_kind kind, aa_type_id type)
{
    const aa_shape *items = NULL;
    size_t low = 0;
    size_t count = aa_shapes_of(shapes, kind, &items);
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].type < type)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && items[low].type == type; low++) {
        if (items[low].part != AA_PART_LITERAL)
            return &items[low];
    }
    return NULL;
}
