#include <openssl/objects.h>

#include "signing/codesign_internal.h"
#include "signing/entitlements.h"

#define CDHASH_SIZE 20U

/* ---- entitlements ---------------------------------------------------------------------------- */

static aa_bytes body(const aa_cs_blob *blob)
{
    return aa_bytes_from(blob->bytes, 8);
}

static bool read_xml(cs_build *b, const aa_cs_blob *blob, aa_plist *out)
{
    aa_notes notes; /* what is odd about the list is told as one issue */
    aa_notes_init(&notes, b->arena, 1);
    aa_err err = blob->magic != CS_ENTITLEMENTS_MAGIC
                     ? AA_E_FORMAT
                     : aa_plist_read(b->arena, body(blob), b->request->limits, &notes, out);
    const aa_plist_node *root = err == AA_OK ? aa_plist_at(out, out->root) : NULL;
    b->failed = b->failed || err == AA_E_NOMEM;
    if (root != NULL && root->kind == AA_PLIST_DICT)
        return true;
    cs_issue(b, err == AA_E_LIMIT ? AA_CS_UNVERIFIED : AA_CS_BROKEN,
             err == AA_E_LIMIT ? "limit.entitlements" : "codesign.entitlements_xml", "%s", "");
    return false;
}

static bool read_der(cs_build *b, const aa_cs_blob *blob, aa_plist *out)
{
    aa_err err = blob->magic != CS_DER_MAGIC
                     ? AA_E_FORMAT
                     : aa_entitlements_der(b->arena, b->request->limits, body(blob), out);
    b->failed = b->failed || err == AA_E_NOMEM;
    if (err != AA_OK)
        cs_issue(b, err == AA_E_LIMIT ? AA_CS_UNVERIFIED : AA_CS_BROKEN,
                 err == AA_E_LIMIT ? "limit.entitlements" : "codesign.entitlements_der", "%s", "");
    return err == AA_OK;
}

void cs_read_entitlements(cs_build *b)
{
    const aa_cs_blob *xml_blob = cs_blob(b->out, CS_BLOB_ENTITLEMENTS);
    const aa_cs_blob *der_blob = cs_blob(b->out, CS_BLOB_DER);
    aa_plist xml = {.root = AA_PLIST_NONE};
    aa_plist der = {.root = AA_PLIST_NONE};
    b->out->has_xml = xml_blob != NULL;
    b->out->has_der = der_blob != NULL;
    bool xml_read = xml_blob != NULL && read_xml(b, xml_blob, &xml);
    bool der_read = der_blob != NULL && read_der(b, der_blob, &der);
    b->out->has_entitlements = xml_read || der_read;
    b->out->entitlements = der_read ? der : xml;
    if (!xml_read || !der_read || b->failed)
        return;
    const char *where = NULL;
    if (aa_entitlements_equal(b->arena, &xml, &der, &where)) {
        b->out->entitlements_same = AA_CS_SAME;
    } else if (where != NULL) {
        b->out->entitlements_same = AA_CS_DIFFERENT;
        cs_issue(b, AA_CS_BROKEN, "codesign.entitlements_differ", "%s", where);
    } else {
        cs_issue(b, AA_CS_UNVERIFIED, "codesign.entitlements_uncompared", "%s", "");
    }
}

/* ---- the signer ------------------------------------------------------------------------------ */

static bool is_hash(int nid, unsigned type)
{
    switch (nid) {
    case NID_sha1:
        return type == AA_CS_SHA1;
    case NID_sha256:
        return type == AA_CS_SHA256 || type == AA_CS_SHA256_TRUNCATED;
    case NID_sha384:
        return type == AA_CS_SHA384;
    default:
        return false;
    }
}

/* Every full digest in the signed attributes must be that of a directory of its hash. */
static void compare_digests(cs_build *b, const aa_cms *cms)
{
    for (size_t i = 0; i < cms->agility_count; i++) {
        const aa_cms_digest *want = &cms->agility[i];
        bool found = false;
        for (size_t k = 0; k < b->out->directory_count && !found; k++) {
            const aa_code_directory *d = &b->out->directories[k];
            found = d->error == NULL && is_hash(want->nid, d->hash_type) && want->value.n >= d->digest_size &&
                    memcmp(want->value.p, d->digest, d->digest_size) == 0;
        }
        if (!found)
            cs_issue(b, AA_CS_BROKEN, "codesign.signed_directory", "%s", OBJ_nid2sn(want->nid));
    }
}

static bool names_cdhash(const aa_plist *plist, uint32_t list, const aa_code_directory *d)
{
    const aa_plist_node *node = aa_plist_at(plist, list);
    for (uint32_t i = 0; node != NULL && i < node->count; i++) {
        const aa_plist_node *hash = aa_plist_at(plist, aa_plist_child(plist, list, i));
        if (hash != NULL && hash->kind == AA_PLIST_DATA && hash->bytes.n == CDHASH_SIZE &&
            memcmp(hash->bytes.p, d->digest, CDHASH_SIZE) == 0)
            return true;
    }
    return false;
}

/* {"cdhashes": [20 bytes, …]}: each directory must be in the list, or anyone could add one. */
static void compare_cdhashes(cs_build *b, const aa_cms *cms)
{
    aa_notes notes;
    aa_plist plist = {.root = AA_PLIST_NONE};
    aa_notes_init(&notes, b->arena, 1);
    aa_err err = aa_plist_read(b->arena, cms->agility_plist, b->request->limits, &notes, &plist);
    uint32_t list = err == AA_OK ? aa_plist_get(&plist, plist.root, "cdhashes") : AA_PLIST_NONE;
    const aa_plist_node *node = aa_plist_at(&plist, list);
    b->failed = b->failed || err == AA_E_NOMEM;
    if (node == NULL || node->kind != AA_PLIST_ARRAY) {
        cs_issue(b, AA_CS_BROKEN, "codesign.signed_hashes", "%s", "");
        return;
    }
    for (size_t i = 0; i < b->out->directory_count; i++) {
        const aa_code_directory *d = &b->out->directories[i];
        if (d->error == NULL && !names_cdhash(&plist, list, d))
            cs_issue(b, AA_CS_BROKEN, "codesign.directory_not_signed", "%s", d->hash_name);
    }
}

static void compare_agility(cs_build *b, const aa_cms *cms)
{
    compare_digests(b, cms);
    if (cms->agility_plist.n > 0)
        compare_cdhashes(b, cms);
    bool others = b->out->directory_count > 1;
    if (others && cms->agility_plist.n == 0 && cms->agility_count == 0)
        cs_issue(b, AA_CS_BROKEN, "codesign.directory_not_signed", "%s",
                 b->out->directories[b->out->best].hash_name);
}

void cs_read_cms(cs_build *b)
{
    const aa_cs_blob *blob = cs_blob(b->out, CS_BLOB_CMS);
    const aa_cs_blob *primary = cs_blob(b->out, 0);
    if (blob == NULL || body(blob).n == 0 || primary == NULL || b->failed) {
        if (!b->out->ad_hoc && b->out->best != SIZE_MAX)
            cs_issue(b, AA_CS_BROKEN, "codesign.no_signature", "%s", "");
        return;
    }
    aa_cms *cms = aa_arena_alloc(b->arena, sizeof *cms);
    if (cms == NULL ||
        aa_cms_verify(b->arena, b->request->limits, body(blob), &primary->bytes, cms) != AA_OK) {
        b->failed = true;
        return;
    }
    b->out->cms = cms;
    if (cms->error != NULL)
        cs_issue(b, strncmp(cms->error, "limit.", 6) == 0 ? AA_CS_UNVERIFIED : AA_CS_BROKEN, cms->error, "%s",
                 "");
    if (cms->error == NULL && b->out->best != SIZE_MAX)
        compare_agility(b, cms);
    if (cms->signer_count > 1)
        cs_issue(b, AA_CS_REMARK, "codesign.several_signers", "%zu", cms->signer_count);
}
