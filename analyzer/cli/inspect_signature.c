/*
 * Who signed the app, by which scheme, and what each platform version makes of it.
 */
#include "base/utf8.h"
#include "cli/inspect_signing.h"
#include "facts/signing.h"

static void put_certificate(aa_str *s, const aa_certificate *c)
{
    aa_str_printf(s, "      certificate  SHA-256 %s\n", c->sha256);
    if (!c->parsed) {
        aa_str_put(s, "                   cannot be read\n");
        return;
    }
    aa_str_put(s, "                   ");
    aa_utf8_put_safe(s, c->subject);
    if (!c->self_signed) {
        aa_str_put(s, ", issued by ");
        aa_utf8_put_safe(s, c->issuer);
    }
    aa_str_printf(s, "\n                   %s %u bits, valid %s to %s, serial %s, signed with %s\n",
                  c->key_algorithm, c->key_bits, c->not_before, c->not_after, c->serial,
                  c->signature_algorithm);
    aa_str_printf(s, "                   public key SHA-256 %s\n", c->key_sha256);
}

static void put_error(aa_str *s, const char *error, const char *detail)
{
    aa_str_put(s, error == NULL ? "verified" : error);
    if (error != NULL && detail != NULL && *detail != '\0') {
        aa_str_put(s, ": ");
        aa_utf8_put_safe(s, detail);
    }
}

static void put_lineage(aa_str *s, const aa_signer *signer)
{
    static const char *const names[] = {"data", "shared-uid", "permission", "rollback", "auth"};
    for (size_t i = 0; i < signer->lineage_count; i++) {
        const aa_lineage_node *node = &signer->lineage[i];
        aa_str_printf(s, "      lineage %zu    %s ", i + 1, node->certificate->sha256);
        aa_utf8_put_safe(s, node->certificate->subject);
        aa_str_put(s, " may still:");
        for (unsigned bit = 0; bit < 5; bit++) {
            if ((node->capabilities >> bit & 1) != 0)
                aa_str_printf(s, " %s", names[bit]);
        }
        aa_str_put(s, "\n");
    }
}

static void put_signer(aa_str *s, const aa_signer *signer)
{
    aa_str_put(s, "    ");
    aa_utf8_put_safe(s, signer->name);
    if (signer->min_sdk != 0 && signer->max_sdk < 10000)
        aa_str_printf(s, " (API %u to %u)", (unsigned)signer->min_sdk, (unsigned)signer->max_sdk);
    else if (signer->min_sdk != 0)
        aa_str_printf(s, " (API %u and later)", (unsigned)signer->min_sdk);
    aa_str_put(s, ": ");
    put_error(s, signer->error, signer->detail);
    aa_str_put(s, "\n");
    if (*signer->algorithms != '\0')
        aa_str_printf(s, "      algorithms   %s\n", signer->algorithms);
    if (*signer->digests != '\0')
        aa_str_printf(s, "      digests      %s\n", signer->digests);
    for (size_t i = 0; i < signer->cert_count; i++)
        put_certificate(s, signer->certs[i]);
    put_lineage(s, signer);
}

static void put_scheme(aa_str *s, aa_sig_scheme scheme, const aa_scheme_result *r)
{
    if (!r->present)
        return;
    aa_str_printf(s, "  scheme %s: ", aa_sig_scheme_name(scheme));
    if (r->error == NULL && !r->verified)
        aa_str_put(s, "there, but no platform version in range decides by it");
    else
        put_error(s, r->error, r->detail);
    aa_str_put(s, "\n");
    for (size_t i = 0; i < r->signer_count; i++)
        put_signer(s, &r->signers[i]);
}

static void put_ranges(aa_str *s, const aa_signature *signature)
{
    for (size_t i = 0; i < signature->range_count; i++) {
        const aa_sig_range *r = &signature->ranges[i];
        aa_str_printf(s, "  API %d", r->first);
        if (r->last == AA_NEWEST_API)
            aa_str_put(s, " and later");
        else if (r->last != r->first)
            aa_str_printf(s, " to %d", r->last);
        aa_str_printf(s, ": %s by %s", r->accepted ? "accepted" : "refused", aa_sig_scheme_name(r->scheme));
        if (!r->accepted) {
            aa_str_put(s, ", ");
            put_error(s, r->error, r->detail);
        }
        aa_str_put(s, "\n");
    }
}

/* What protects which bytes on the newest platform version, and what nothing protects. */
static void put_protection(aa_str *s, const aa_signature *signature)
{
    const aa_sig_range *newest = &signature->ranges[signature->range_count - 1];
    if (newest->accepted && newest->scheme == AA_SIG_V1)
        aa_str_put(s, "  covered: each member outside META-INF, one by one; not the archive's structure\n");
    else if (newest->accepted)
        aa_str_put(s, "  covered: the whole file but the signing block\n");
    else
        aa_str_put(s, "  covered: nothing\n");
    for (size_t i = 0; i < signature->pair_count; i++) {
        const aa_sig_pair *p = &signature->pairs[i];
        aa_str_printf(s, "  signing block: 0x%08x %s, %llu bytes\n", (unsigned)p->id,
                      p->name == NULL ? "of unknown kind" : p->name, (unsigned long long)p->size);
    }
    for (size_t i = 0; i < signature->issue_count; i++) {
        aa_str_printf(s, "  issue: %s ", signature->issues[i].code);
        aa_utf8_put_safe(s, signature->issues[i].detail);
        aa_str_put(s, "\n");
    }
}

void aa_inspect_signature(aa_inspection *in)
{
    if (!aa_inspection_facts(in, false))
        return;
    const aa_signing *signing = in->facts->signing;
    aa_str *s = &in->out;
    if (in->facts->ios_signing != NULL) {
        aa_inspect_ios_signing(in, in->facts->ios_signing);
        return;
    }
    for (size_t i = 0; signing != NULL && i < signing->count; i++) {
        const aa_signed_part *part = &signing->parts[i];
        aa_utf8_put_safe(s, part->artifact);
        aa_str_printf(s, "%s\n",
                      part->upload_key ? " (app bundle: an upload key, not what users install)" : "");
        put_ranges(s, part->signature);
        for (int k = 0; k < AA_SIG_SCHEME_COUNT; k++)
            put_scheme(s, (aa_sig_scheme)k, &part->signature->schemes[k]);
        put_protection(s, part->signature);
        aa_inspection_flush(in);
    }
    if (signing == NULL || signing->count == 0)
        aa_str_put(s, "no part of this app carries an Android signature\n");
    else if (!signing->same_signer)
        aa_str_put(s, "the parts are not all signed by the same signer\n");
}
