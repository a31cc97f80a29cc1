#include <stdlib.h>

#include "base/base64.h"
#include "code/use_pin_internal.h"

void aa_pin_add(aa_code *code, aa_vec *uses, const aa_pin_use *use)
{
    aa_pin_use *slot = aa_code_push(code, uses);
    if (slot != NULL)
        *slot = *use;
}

const char *const *aa_pin_texts(aa_code *code, const aa_origins *origins, aa_pin_test fits, size_t *count_out)
{
    const char **texts = aa_code_array(code, origins->count + 1, sizeof *texts);
    size_t count = 0;
    for (size_t i = 0; texts != NULL && i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind != AA_ORIGIN_STRING || o->text.n == 0 || (fits != NULL && !fits(o->text)))
            continue;
        const char *text = aa_code_utf8(code, o->text);
        bool again = text == NULL;
        for (size_t k = 0; k < count && !again; k++)
            again = strcmp(texts[k], text) == 0;
        if (!again)
            texts[count++] = text;
    }
    if (count_out != NULL)
        *count_out = count;
    return texts;
}

/* OkHttp CertificatePinner.Pin: 32 bytes are 43 characters and a pad, 20 bytes 27 and a pad. */
bool aa_pin_is_well_formed(const char *pin)
{
    static const struct {
        const char *prefix;
        size_t characters;
    } forms[] = {{"sha256/", 43}, {"sha1/", 27}};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t n = strlen(forms[i].prefix);
        if (strncmp(pin, forms[i].prefix, n) != 0 || strlen(pin + n) < forms[i].characters)
            continue;
        const char *end = pin + n + forms[i].characters;
        return aa_base64_is_standard(aa_bytes_of(pin + n, forms[i].characters)) &&
               (*end == '\0' || strcmp(end, "=") == 0);
    }
    return false;
}

bool aa_pin_is_switchable(aa_code *code, aa_method_id method, uint32_t pc)
{
    enum { MAX = 16 };

    const aa_flow *flow = aa_code_flow(code, method);
    uint32_t block = flow == NULL ? AA_NO_ID : aa_flow_block_at(flow, pc);
    aa_flow_guard guards[MAX];
    size_t count = block == AA_NO_ID ? 0 : aa_flow_guards(flow, block, guards, MAX);
    for (size_t i = 0; i < count && i < MAX; i++) {
        aa_origins origins = aa_code_trace(code, method, guards[i].branch->pc, guards[i].branch->a, NULL);
        if (aa_origins_call(code, &origins, "Landroid/content/SharedPreferences;->getBoolean") != NULL ||
            aa_origins_call(code, &origins,
                            "Lcom/google/firebase/remoteconfig/FirebaseRemoteConfig;->getBoolean") != NULL)
            return true;
    }
    return false;
}

/* ---- trust managers that compare
 * ---------------------------------------------------------------------------- */

/* A digest in hexadecimal or Base64, or a certificate. */
static bool looks_like_pin(aa_bytes text)
{
    if (text.n < 27)
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] <= ' ' && text.p[i] != '\n' && text.p[i] != '\r')
            return text.n > 64; /* PEM has lines with blanks */
    return true;
}

/* What |method| calls, itself first: at most |max|. */
static size_t called_from(const aa_program *p, aa_method_id method, aa_method_id *out, size_t max)
{
    size_t count = 0;
    out[count++] = method;
    for (size_t i = 0; i < count; i++) {
        const aa_call_ref *calls = NULL;
        size_t call_count = aa_calls_in(p, out[i], &calls);
        for (size_t k = 0; k < call_count && count < max; k++) {
            aa_method_id target = AA_NO_ID;
            bool again = calls[k].to == AA_NO_ID || aa_call_targets(p, &calls[k], AA_NO_ID, &target, 1) != 1;
            for (size_t m = 0; m < count && !again; m++)
                again = out[m] == target;
            if (!again)
                out[count++] = target;
        }
    }
    return count;
}

/* Constants that |method|, or what it calls, compares with something. */
static const char *const *compared(aa_code *code, aa_method_id method, size_t *count_out)
{
    static const char *const comparisons[] = {"Ljava/lang/String;->equals",
                                              "Ljava/lang/String;->equalsIgnoreCase",
                                              "Ljava/util/Collection;->contains",
                                              "Ljava/util/List;->contains",
                                              "Ljava/util/Set;->contains",
                                              "Ljava/util/Arrays;->equals",
                                              "Ljava/security/MessageDigest;->isEqual",
                                              NULL};
    aa_method_id near[32];
    size_t near_count = called_from(aa_code_base_of(code)->program, method, near, 32);
    aa_sites sites = aa_code_calls_within(code, near, near_count, comparisons);
    for (size_t i = 0; i < sites.count; i++) {
        for (size_t k = 0; k < sites.items[i].call->argument_count; k++) {
            aa_origins origins = aa_code_whence(code, &sites.items[i], k);
            const char *const *texts = aa_pin_texts(code, &origins, looks_like_pin, count_out);
            if (*count_out > 0)
                return texts;
        }
    }
    return NULL;
}

void aa_pin_trust_managers(aa_code *code, aa_vec *uses)
{
    aa_tls_judges judges = aa_tls_judges_of(code, AA_TLS_TRUST_MANAGER);
    for (size_t i = 0; i < judges.count; i++) {
        const aa_tls_judge *judge = &judges.items[i];
        aa_verify_result pins = aa_verify_method(code, judge->method, judge->type, &aa_verify_pin);
        if (pins.least != AA_STRENGTH_STRONG || pins.floor != AA_STRENGTH_STRONG)
            continue;
        aa_pin_use use = {.kind = AA_PIN_KIND_TRUST_MANAGER, .in = judge->method, .given_in = AA_NO_ID};
        const aa_site *given = aa_tls_installed(code, AA_TLS_TRUST_MANAGER, judge->type);
        use.pins = compared(code, judge->method, &use.pin_count);
        use.fault = AA_PIN_NEVER_GIVEN;
        if (given != NULL) {
            bool run = aa_reach_state(aa_code_base_of(code)->reach, given->in) != AA_CODE_UNREACHED;
            use.given_in = given->in;
            use.given_pc = given->pc;
            use.fault = !run                                               ? AA_PIN_GIVEN_UNRUN
                        : aa_pin_is_switchable(code, given->in, given->pc) ? AA_PIN_SWITCHABLE
                                                                           : AA_PIN_SOUND;
        }
        aa_pin_add(code, uses, &use);
    }
}

/* ---- all
 * ---------------------------------------------------------------------------------------------------- */

static void add_trustkit(aa_code *code, aa_vec *uses)
{
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(aa_code_base_of(code)->shapes, AA_SHAPE_TRUSTKIT, &shapes);
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].part != AA_PART_OPEN || shapes[i].method == AA_NO_ID)
            continue;
        aa_sites sites = aa_code_calls_to(code, shapes[i].method);
        for (size_t k = 0; k < sites.count; k++) {
            const aa_site *site = &sites.items[k];
            if (aa_program_method(aa_code_base_of(code)->program, site->in)->owner == shapes[i].type)
                continue;
            bool run = aa_reach_state(aa_code_base_of(code)->reach, site->in) != AA_CODE_UNREACHED;
            aa_pin_use use = {.kind = AA_PIN_KIND_TRUSTKIT,
                              .fault = run ? AA_PIN_SOUND : AA_PIN_GIVEN_UNRUN,
                              .in = site->in,
                              .pc = site->pc,
                              .given_in = site->in,
                              .given_pc = site->pc};
            aa_pin_add(code, uses, &use);
        }
    }
}

static int by_use(const void *a, const void *b)
{
    const aa_pin_use *x = a;
    const aa_pin_use *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    if (x->pc != y->pc)
        return x->pc < y->pc ? -1 : 1;
    return strcmp(x->host != NULL ? x->host : "", y->host != NULL ? y->host : "");
}

static bool same_client(const aa_pin_use *a, const aa_pin_use *b)
{
    const char *x = a->host != NULL ? a->host : "";
    const char *y = b->host != NULL ? b->host : "";
    return a->kind == b->kind && a->fault == b->fault && a->in == b->in && a->given_in == b->given_in &&
           a->given_pc == b->given_pc && strcmp(x, y) == 0;
}

/* The pins of |b| join those of |a|. */
static void join(aa_code *code, aa_pin_use *a, const aa_pin_use *b)
{
    const char **pins = aa_code_array(code, a->pin_count + b->pin_count + 1, sizeof *pins);
    size_t count = 0;
    if (pins == NULL)
        return;
    for (size_t i = 0; i < a->pin_count; i++)
        pins[count++] = a->pins[i];
    for (size_t i = 0; i < b->pin_count; i++) {
        bool again = false;
        for (size_t k = 0; k < count && !again; k++)
            again = strcmp(pins[k], b->pins[i]) == 0;
        if (!again)
            pins[count++] = b->pins[i];
    }
    a->pins = pins;
    a->pin_count = count;
}

/* add() is called once for each pin as often as once for all. */
static size_t join_clients(aa_code *code, aa_pin_use *items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept && !(items[i].kind == AA_PIN_KIND_OKHTTP && same_client(&items[k], &items[i])))
            k++;
        if (k < kept)
            join(code, &items[k], &items[i]);
        else
            items[kept++] = items[i];
    }
    return kept;
}

aa_pin_uses aa_code_pins(aa_code *code)
{
    const aa_shapes *shapes = aa_code_base_of(code)->shapes;
    const aa_shape *found = NULL;
    aa_vec uses = AA_VEC_INIT(aa_pin_use);
    aa_pin_okhttp(code, &uses);
    aa_pin_trust_managers(code, &uses);
    aa_pin_anchors(code, &uses);
    add_trustkit(code, &uses);
    if (uses.count > 0)
        qsort(uses.items, uses.count, sizeof(aa_pin_use), by_use);
    return (aa_pin_uses){.items = uses.items,
                         .count = join_clients(code, uses.items, uses.count),
                         .okhttp = aa_shapes_of(shapes, AA_SHAPE_OKHTTP_PINNER, &found) > 0,
                         .trustkit = aa_shapes_of(shapes, AA_SHAPE_TRUSTKIT, &found) > 0};
}
