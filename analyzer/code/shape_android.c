/*
 * androidx.biometric, androidx.security.crypto and in-app updates when they are renamed.
 */
#include "code/shape_internal.h"

#include "base/bisect.h"

#define CALLBACK_ERROR "i(ILjava/lang/CharSequence;)V"
#define EXECUTOR       "Ljava/util/concurrent/Executor;"
#define PREFS          "Landroid/content/SharedPreferences;"

static aa_shape part_of(const aa_program *p, aa_shape_kind kind, aa_shape_part part, aa_type_id type,
                        aa_bytes text)
{
    return (aa_shape){.kind = kind,
                      .part = part,
                      .type = type,
                      .method = AA_NO_ID,
                      .field = AA_NO_ID,
                      .by_name = aa_shape_is_known(p, kind, type),
                      .sure = true,
                      .anchor = text};
}

/* ---- the prompt ---------------------------------------------------------------------------------------- */

/* CryptoObject keeps what the user's finger unlocks. */
static bool wraps_crypto(const aa_program *p, aa_type_id type)
{
    return type != AA_NO_ID && (aa_shape_field(p, type, "Ljavax/crypto/Cipher;") != AA_NO_ID ||
                                aa_shape_field(p, type, "Ljava/security/Signature;") != AA_NO_ID ||
                                aa_shape_field(p, type, "Ljavax/crypto/Mac;") != AA_NO_ID);
}

/* The result of success hands the crypto object back. */
static void add_crypto_of_result(aa_shape_search *s, const aa_shape *prompt, aa_type_id result)
{
    aa_shape shape = *prompt;
    shape.part = AA_PART_CRYPTO;
    aa_method_id m = AA_NO_ID;
    while (result != AA_NO_ID && (m = aa_shape_next(s, result, "i(#.)V", AA_NO_ID, true, m)) != AA_NO_ID) {
        shape.type = aa_shape_parameter(s->p, m, 0);
        if (wraps_crypto(s->p, shape.type))
            aa_shape_add(s, &shape);
    }
}

static void add_callback(aa_shape_search *s, const aa_shape *prompt, aa_type_id type)
{
    aa_shape shape = *prompt;
    shape.part = AA_PART_CALLBACK;
    shape.type = type;
    aa_shape_add(s, &shape);
    shape.part = AA_PART_SUCCESS;
    aa_method_id m = AA_NO_ID;
    while ((m = aa_shape_next(s, type, "i(#)V", AA_NO_ID, false, m)) != AA_NO_ID) {
        shape.method = m;
        aa_shape_add(s, &shape);
        add_crypto_of_result(s, prompt, aa_shape_parameter(s->p, m, 0));
    }
}

/*
 * Constructors take (activity or fragment, Executor, callback) or leave the Executor out. The callback's
 * methods may be gone but for the one that the app wrote: its place decides where there is an Executor.
 */
static void add_constructors(aa_shape_search *s, const aa_shape *prompt)
{
    aa_method_id m = AA_NO_ID;
    while ((m = aa_shape_next(s, prompt->type, "i(.)V", AA_NO_ID, true, m)) != AA_NO_ID) {
        size_t count = aa_method_parameter_count(s->p, m);
        bool after = false;
        for (size_t i = 0; i < count; i++) {
            aa_type_id type = aa_shape_parameter(s->p, m, i);
            if (type == AA_NO_ID) {
                after = after || aa_bytes_is(aa_method_parameter(s->p, m, i), EXECUTOR);
                continue;
            }
            if (!after && aa_shape_next(s, type, CALLBACK_ERROR, AA_NO_ID, false, AA_NO_ID) == AA_NO_ID)
                continue;
            aa_shape shape = *prompt;
            shape.part = AA_PART_NEW;
            shape.method = m;
            aa_shape_add(s, &shape);
            add_callback(s, prompt, type);
        }
    }
}

static void add_asks(aa_shape_search *s, const aa_shape *prompt)
{
    aa_shape shape = *prompt;
    aa_method_id m = AA_NO_ID;
    while ((m = aa_shape_next(s, prompt->type, "i(##)V", AA_NO_ID, false, m)) != AA_NO_ID) {
        aa_type_id crypto = aa_shape_parameter(s->p, m, 1);
        if (!wraps_crypto(s->p, crypto))
            continue;
        shape.part = AA_PART_ASK_CRYPTO;
        shape.method = m;
        aa_shape_add(s, &shape);
        aa_shape object = *prompt;
        object.part = AA_PART_CRYPTO;
        object.type = crypto;
        aa_shape_add(s, &object);
    }
    shape.part = AA_PART_ASK;
    aa_shape_add_forms(s, &shape, "i(#)V", AA_NO_ID);
}

static bool asks(aa_shape_search *s, aa_type_id type)
{
    return aa_shape_next(s, type, "i(#)V", AA_NO_ID, false, AA_NO_ID) != AA_NO_ID ||
           aa_shape_next(s, type, "i(##)V", AA_NO_ID, false, AA_NO_ID) != AA_NO_ID;
}

static void add_prompt(aa_shape_search *s, aa_type_id type, aa_bytes text)
{
    aa_shape prompt = part_of(s->p, AA_SHAPE_BIOMETRIC_PROMPT, AA_PART_CLASS, type, text);
    aa_shape_add(s, &prompt);
    add_constructors(s, &prompt);
    add_asks(s, &prompt);
}

void aa_shape_biometric(aa_shape_search *s, const aa_shape_hits *hits)
{
    size_t known = s->found.count;
    for (size_t i = 0; i < known; i++) {
        aa_shape shape = ((const aa_shape *)s->found.items)[i];
        if (shape.kind == AA_SHAPE_BIOMETRIC_PROMPT && shape.by_name)
            add_prompt(s, shape.type, aa_bytes_none());
    }
    aa_type_id last = AA_NO_ID;
    for (size_t i = 0; i < hits->count; i++) {
        const aa_shape_hit *hit = &hits->items[i];
        if (hit->type != last && asks(s, hit->type))
            add_prompt(s, hit->type, hit->text);
        last = hit->type;
    }
}

/* ---- encrypted preferences ----------------------------------------------------------------------------- */

/* |method| makes one of |type|. */
static bool makes(aa_shape_search *s, aa_method_id method, aa_type_id type)
{
    const aa_type_ref *const *refs = NULL;
    size_t count = aa_type_refs(s->p, type, &refs);
    size_t low;
    AA_BISECT(low, count, middle, refs[middle]->in < method);
    for (; low < count && refs[low]->in == method && aa_shape_spend(s, 1); low++) {
        if (refs[low]->use == AA_USE_NEW)
            return true;
    }
    return false;
}

/* The class that |method| makes among those that are SharedPreferences. */
static aa_type_id prefs_made_by(aa_shape_search *s, aa_method_id method)
{
    const aa_type_id *children = NULL;
    aa_type_id prefs = aa_program_find_type(s->p, aa_bytes_of(PREFS, strlen(PREFS)));
    size_t count = prefs != AA_NO_ID ? aa_type_children(s->p, prefs, &children) : 0;
    for (size_t i = 0; i < count && aa_shape_spend(s, 1); i++) {
        if (makes(s, method, children[i]))
            return children[i];
    }
    return AA_NO_ID;
}

static void add_prefs(aa_shape_search *s, const aa_shape_hit *hit, aa_type_id type, bool opens)
{
    aa_shape shape = part_of(s->p, AA_SHAPE_SECURITY_CRYPTO_PREFS, AA_PART_CLASS, type, hit->text);
    aa_shape_add(s, &shape);
    shape.part = AA_PART_OPEN;
    bool any = aa_shape_add_forms(s, &shape, "s(.)" PREFS, AA_NO_ID);
    any = aa_shape_add_forms(s, &shape, "s(.)@", AA_NO_ID) || any;
    if (!any && opens) {
        shape.method = hit->in;
        aa_shape_add(s, &shape);
    }
}

/*
 * create() names both keysets and makes the class; the class itself compares keys with them. A shrinker may
 * put create() into the app's own method, or leave the one and drop the other.
 */
void aa_shape_prefs(aa_shape_search *s, const aa_shape_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const aa_shape_hit *hit = &hits->items[i];
        bool again = i > 0 && hits->items[i - 1].in == hit->in;
        if (again)
            continue;
        if (aa_type_is_platform(s->p, hit->type, PREFS)) {
            if (i == 0 || hits->items[i - 1].type != hit->type)
                add_prefs(s, hit, hit->type, false);
            continue;
        }
        aa_type_id made = prefs_made_by(s, hit->in);
        if (made != AA_NO_ID)
            add_prefs(s, hit, made, true);
    }
}

/* ---- in-app updates -------------------------------------------------------------------------------------
 */

/*
 * The manager that starts an update is known by what it is given, (AppUpdateInfo, type, Activity, request)
 * and the newer (AppUpdateInfo, Activity, AppUpdateOptions, request): rare enough where the service is bound.
 */
void aa_shape_app_update(aa_shape_search *s, const aa_shape_hits *hits)
{
    static const char *const forms[] = {"i(#ILandroid/app/Activity;I)Z", "i(#Landroid/app/Activity;#I)Z"};
    size_t types = 0;
    aa_program_type_count(s->p, &types);
    for (aa_type_id type = 0; hits->count > 0 && type < types && aa_shape_spend(s, 1); type++) {
        aa_shape shape = part_of(s->p, AA_SHAPE_APP_UPDATE, AA_PART_REQUEST, type, hits->items[0].text);
        for (size_t i = 0; i < 2 && !shape.by_name; i++)
            aa_shape_add_forms(s, &shape, forms[i], AA_NO_ID);
    }
}
