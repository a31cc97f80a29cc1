#include "facts/ios_signing.h"

const aa_ios_code *aa_ios_main_code(const aa_ios_signing *signing)
{
    for (size_t i = 0; signing != NULL && i < signing->code_count; i++)
        if (signing->codes[i].bundle != NULL && signing->codes[i].bundle->main)
            return &signing->codes[i];
    return NULL;
}

const aa_ios_entitlement *aa_ios_entitlement_of(const aa_ios_code *code, const char *key)
{
    for (size_t i = 0; i < code->entitlement_count; i++)
        if (strcmp(code->entitlements[i].key, key) == 0)
            return &code->entitlements[i];
    return NULL;
}

bool aa_ios_is_simulator(const aa_ios_signing *signing, const aa_ios_signed_bundle *bundle)
{
    bool simulator = false;
    for (size_t i = 0; i < signing->code_count; i++) {
        if (signing->codes[i].bundle != bundle)
            continue;
        if (!signing->codes[i].simulator)
            return false;
        simulator = true;
    }
    return simulator;
}

bool aa_ios_code_free_of(const aa_ios_code *code, aa_cs_weight weight)
{
    for (size_t i = 0; i < code->issue_count; i++)
        if (code->issues[i].weight == weight)
            return false;
    return true;
}

aa_place aa_ios_code_place(const aa_ios_code *code)
{
    return (aa_place){
        .artifact = code->artifact, .member = code->member, .offset = AA_NO_OFFSET, .path = code->slice};
}

const aa_certificate *aa_ios_signer(const aa_ios_code *code)
{
    const aa_cms *cms = code->signature == NULL ? NULL : code->signature->cms;
    return cms == NULL || cms->chain_count == 0 ? NULL : cms->chain[0];
}
