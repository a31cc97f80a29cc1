/*
 * Own authorities: a key store that is filled with certificates, given to a TrustManagerFactory, whose trust
 * managers a context gets. A factory that is given null trusts what the system trusts and pins nothing.
 */
#include "code/use_pin_internal.h"

static bool is_text(const aa_origin *o, const char *text)
{
    return o->kind == AA_ORIGIN_STRING && aa_bytes_is(o->text, text);
}

/* The system's own stores, which hold no anchors of the app. */
static bool is_system_store(aa_code *code, const aa_origin *store)
{
    aa_origins names = aa_code_argument(code, store->in, store->pc, 0);
    for (size_t i = 0; i < names.count; i++)
        if (is_text(&names.items[i], "AndroidCAStore") || is_text(&names.items[i], "AndroidKeyStore"))
            return true;
    return false;
}

/* A stream or a certificate that is not null is put into the store made at |store|. */
static bool is_filled(aa_code *code, const aa_origin *store)
{
    static const char *const fillers[] = {"Ljava/security/KeyStore;->load",
                                          "Ljava/security/KeyStore;->setCertificateEntry", NULL};
    aa_sites sites = aa_code_calls_of(code, fillers);
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins of = aa_code_constants(code, &sites.items[i], 0);
        bool same = false;
        for (size_t k = 0; k < of.count && !same; k++)
            same = of.items[k].kind == AA_ORIGIN_CALL && of.items[k].in == store->in &&
                   of.items[k].pc == store->pc;
        bool entry = aa_site_is(code, &sites.items[i], fillers[1]);
        aa_origins content = aa_code_constants(code, &sites.items[i], entry ? 2 : 1);
        for (size_t k = 0; same && k < content.count; k++) {
            const aa_origin *o = &content.items[k];
            if (o->kind != AA_ORIGIN_NULL && !(o->kind == AA_ORIGIN_INT && o->number == 0))
                return true;
        }
    }
    return false;
}

static bool is_made_at(const aa_origins *origins, const aa_origins *of)
{
    for (size_t i = 0; i < origins->count; i++)
        for (size_t k = 0; k < of->count; k++)
            if (origins->items[i].kind == AA_ORIGIN_CALL && of->items[k].kind == AA_ORIGIN_CALL &&
                origins->items[i].in == of->items[k].in && origins->items[i].pc == of->items[k].pc)
                return true;
    return false;
}

/* The trust managers of |factory| reach the argument. */
static bool is_given(aa_code *code, const aa_tls_sink *sink, const aa_origins *factory)
{
    aa_origins origins = aa_code_whence(code, &sink->site, sink->argument);
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        if (o->kind != AA_ORIGIN_CALL ||
            !aa_method_is(code, o->method, "Ljavax/net/ssl/TrustManagerFactory;->getTrustManagers"))
            continue;
        aa_origins from = aa_code_argument(code, o->in, o->pc, 0);
        if (is_made_at(&from, factory))
            return true;
    }
    return false;
}

static void find_client(aa_code *code, const aa_site *init, aa_pin_use *use)
{
    const aa_tls_sink *sinks = NULL;
    size_t count = aa_tls_sinks(code, AA_TLS_TRUST_MANAGER, &sinks);
    aa_origins factory = aa_code_constants(code, init, 0);
    use->fault = factory.complete ? AA_PIN_NEVER_GIVEN : AA_PIN_NOT_FOLLOWED;
    for (size_t i = 0; i < count; i++) {
        if (!is_given(code, &sinks[i], &factory))
            continue;
        bool run = aa_reach_state(aa_code_base_of(code)->reach, sinks[i].site.in) != AA_CODE_UNREACHED;
        use->given_in = sinks[i].site.in;
        use->given_pc = sinks[i].site.pc;
        use->fault = run ? AA_PIN_SOUND : AA_PIN_GIVEN_UNRUN;
        if (run)
            return;
    }
}

void aa_pin_anchors(aa_code *code, aa_vec *uses)
{
    aa_sites sites =
        aa_code_calls(code, "Ljavax/net/ssl/TrustManagerFactory;->init(Ljava/security/KeyStore;)V");
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins stores = aa_code_constants(code, &sites.items[i], 1);
        bool own = false;
        for (size_t k = 0; k < stores.count && !own; k++)
            own = stores.items[k].kind == AA_ORIGIN_CALL &&
                  aa_method_is(code, stores.items[k].method, "Ljava/security/KeyStore;->getInstance") &&
                  !is_system_store(code, &stores.items[k]) && is_filled(code, &stores.items[k]);
        if (!own)
            continue;
        aa_pin_use use = {.kind = AA_PIN_KIND_ANCHORS,
                          .in = sites.items[i].in,
                          .pc = sites.items[i].pc,
                          .given_in = AA_NO_ID};
        find_client(code, &sites.items[i], &use);
        aa_pin_add(code, uses, &use);
    }
}
