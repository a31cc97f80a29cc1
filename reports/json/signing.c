#include "facts/signing.h"

#include "reports/json/parts.h"

static void put_certificate(aa_json *j, const aa_certificate *c)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "sha256", c->sha256);
    aa_json_bool(j, "parsed", c->parsed);
    if (c->parsed) {
        aa_json_text(j, "subject", c->subject);
        aa_json_text(j, "issuer", c->issuer);
        aa_json_text(j, "serial", c->serial);
        aa_json_text(j, "not_before", c->not_before);
        aa_json_text(j, "not_after", c->not_after);
        aa_json_bool(j, "self_signed", c->self_signed);
        aa_json_text(j, "signature_algorithm", c->signature_algorithm);
        aa_json_text(j, "key_algorithm", c->key_algorithm);
        aa_json_uint(j, "key_bits", c->key_bits);
        aa_json_text(j, "key_sha256", c->key_sha256);
    }
    aa_json_close_object(j);
}

static void put_lineage(aa_json *j, const aa_signer *signer)
{
    aa_json_open_array(j, "lineage");
    for (size_t i = 0; i < signer->lineage_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "sha256", signer->lineage[i].certificate->sha256);
        aa_json_uint(j, "capabilities", signer->lineage[i].capabilities);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_signer(aa_json *j, const aa_signer *signer)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "name", signer->name);
    if (signer->min_sdk != 0)
        aa_json_uint(j, "min_sdk", signer->min_sdk);
    if (signer->min_sdk != 0 && signer->max_sdk != UINT32_MAX)
        aa_json_uint(j, "max_sdk", signer->max_sdk);
    aa_json_text(j, "algorithms", signer->algorithms);
    aa_json_text(j, "digests", signer->digests);
    aa_json_text(j, "error", signer->error);
    if (signer->error != NULL)
        aa_json_text(j, "detail", signer->detail);
    aa_json_open_array(j, "certificates");
    for (size_t i = 0; i < signer->cert_count; i++)
        put_certificate(j, signer->certs[i]);
    aa_json_close_array(j);
    put_lineage(j, signer);
    aa_json_close_object(j);
}

static void put_schemes(aa_json *j, const aa_signature *signature)
{
    aa_json_open_array(j, "schemes");
    for (int i = 0; i < AA_SIG_SCHEME_COUNT; i++) {
        const aa_scheme_result *scheme = &signature->schemes[i];
        if (!scheme->present && scheme->error == NULL)
            continue;
        aa_json_open_object(j, NULL);
        aa_json_text(j, "scheme", aa_sig_scheme_name((aa_sig_scheme)i));
        aa_json_bool(j, "verified", scheme->verified);
        aa_json_text(j, "error", scheme->error);
        if (scheme->error != NULL)
            aa_json_text(j, "detail", scheme->detail);
        aa_json_open_array(j, "signers");
        for (size_t k = 0; k < scheme->signer_count; k++)
            put_signer(j, &scheme->signers[k]);
        aa_json_close_array(j);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_ranges(aa_json *j, const aa_signature *signature)
{
    aa_json_open_array(j, "platforms");
    for (size_t i = 0; i < signature->range_count; i++) {
        const aa_sig_range *range = &signature->ranges[i];
        aa_json_open_object(j, NULL);
        aa_json_int(j, "first", range->first);
        if (range->last != AA_NEWEST_API)
            aa_json_int(j, "last", range->last);
        aa_json_bool(j, "accepted", range->accepted);
        aa_json_text(j, "scheme", aa_sig_scheme_name(range->scheme));
        aa_json_text(j, "error", range->error);
        if (range->error != NULL)
            aa_json_text(j, "detail", range->detail);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_issues(aa_json *j, const aa_signature *signature)
{
    aa_json_open_array(j, "issues");
    for (size_t i = 0; i < signature->issue_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "code", signature->issues[i].code);
        aa_json_text(j, "detail", signature->issues[i].detail);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_part(aa_json *j, const aa_signed_part *part)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "artifact", part->artifact);
    aa_json_bool(j, "upload_key", part->upload_key);
    aa_json_open_array(j, "signers");
    for (size_t i = 0; i < part->signature->current_count; i++)
        aa_json_text(j, NULL, part->signature->current[i]->sha256);
    aa_json_close_array(j);
    put_ranges(j, part->signature);
    put_schemes(j, part->signature);
    put_issues(j, part->signature);
    aa_json_close_object(j);
}

void aa_json_signing(aa_json *j, const aa_signing *signing)
{
    aa_json_open_object(j, "signing");
    aa_json_bool(j, "same_signer", signing->same_signer);
    aa_json_open_array(j, "parts");
    for (size_t i = 0; i < signing->count; i++)
        put_part(j, &signing->parts[i]);
    aa_json_close_array(j);
    aa_json_close_object(j);
}
