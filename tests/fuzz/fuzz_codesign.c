/*
 * Any bytes as parts of an iOS signature. The first byte says what they are: 0 a code signature over a fixed
 * slice, 1 a provisioning profile, 2 entitlements in DER, 3 a seal over a fixed archive's members, 4 a
 * certificate, 5 a CMS, 6 a slice with its load commands.
 */
#include <stdlib.h>

#include "signing/codesign.h"
#include "signing/entitlements.h"
#include "signing/macho_signature.h"
#include "signing/provision.h"
#include "signing/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const aa_limits limits = AA_LIMITS_INIT;

/* Whatever is read can be printed. */
static void print(aa_arena *arena, const aa_plist *p, uint32_t node)
{
    if (node != AA_PLIST_NONE)
        aa_plist_summary(arena, p, node, 4096);
}

static void read_signature(aa_arena *arena, aa_bytes bytes)
{
    static const uint8_t code[8192] = {0xcf, 0xfa, 0xed, 0xfe};
    aa_codesign out;
    aa_codesign_request request = {.slice = aa_bytes_of(code, sizeof code),
                                   .signature = bytes,
                                   .signature_offset = sizeof code,
                                   .info = AA_CS_THERE,
                                   .info_plist = aa_bytes_of("info", 4),
                                   .seal = aa_bytes_none(),
                                   .limits = &limits};
    if (aa_codesign_verify(arena, &request, &out) != AA_OK)
        return;
    print(arena, &out.entitlements, out.entitlements.root);
    if (bytes.n > 0 && out.best == SIZE_MAX && aa_codesign_free_of(&out, AA_CS_BROKEN))
        abort(); /* a signature that nothing can use is in order */
}

static void read_profile(aa_arena *arena, aa_bytes bytes)
{
    aa_provision p;
    const char *const *missing = NULL;
    size_t count = 0;
    if (aa_provision_read(arena, bytes, &limits, &p) != AA_OK || p.error != NULL)
        return;
    print(arena, &p.plist, p.plist.root);
    if (aa_provision_missing(arena, &p, &p.plist, &missing, &count) == AA_OK && p.cms.cert_count > 0)
        aa_provision_lists(&p, p.cms.certs[0]);
}

static void read_entitlements(aa_arena *arena, aa_bytes bytes)
{
    aa_plist p;
    const char *where = NULL;
    if (aa_entitlements_der(arena, &limits, bytes, &p) != AA_OK)
        return;
    print(arena, &p, p.root);
    if (!aa_entitlements_equal(arena, &p, &p, &where) && where != NULL)
        abort(); /* a list differs from itself */
}

static void read_seal(aa_arena *arena, aa_bytes bytes)
{
    /* Payload/A.app/x.txt, stored and empty, and nothing else */
    static const uint8_t archive[] =
        "PK\3\4\12\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\23\0\0\0Payload/A.app/x.txt"
        "PK\1\2\12\3\12\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\23\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Payload/"
        "A.app/"
        "x.txtPK\5\6\0\0\0\0\1\0\1\0A\0\0\0001\0\0\0\0";
    aa_notes notes;
    aa_zip *zip = NULL;
    aa_member_digests members;
    aa_seal out;
    aa_seal_request request = {.members = &members,
                               .bundle = "Payload/A.app/",
                               .there = AA_CS_THERE,
                               .resources = bytes,
                               .limits = &limits};
    aa_notes_init(&notes, arena, 10);
    if (aa_zip_open(arena, aa_bytes_of(archive, sizeof archive - 1), 34, &limits, &notes, &zip) != AA_OK ||
        aa_member_digests_make(arena, zip, "Payload/", 1000, 1000, 1, false, &members) != AA_OK ||
        members.count != 1)
        abort();
    if (aa_seal_verify(arena, &request, &out) == AA_OK && out.matched > out.sealed)
        abort();
}

static void read_cms(aa_arena *arena, aa_bytes bytes)
{
    aa_cms cms;
    const aa_bytes content = aa_bytes_of("content", 7);
    if (aa_cms_verify(arena, &limits, bytes, &content, &cms) == AA_OK && cms.chain_count > cms.cert_count)
        abort();
}

static void read_slice(aa_bytes bytes)
{
    aa_macho_signature found;
    size_t position = 0;
    aa_bytes path = aa_bytes_none();
    if (aa_macho_signature_find(bytes, &found) != AA_OK)
        return;
    while (aa_macho_signature_library(bytes, &position, &path))
        if (path.n > bytes.n)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = size == 0 ? NULL : aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_bytes bytes = aa_bytes_of(data + 1, size - 1);
    switch (data[0] % 7) {
    case 0:
        read_signature(arena, bytes);
        break;
    case 1:
        read_profile(arena, bytes);
        break;
    case 2:
        read_entitlements(arena, bytes);
        break;
    case 3:
        read_seal(arena, bytes);
        break;
    case 4:
        aa_certificate_read(arena, &limits, bytes);
        break;
    case 5:
        read_cms(arena, bytes);
        break;
    default:
        read_slice(bytes);
        break;
    }
    aa_arena_free(arena);
    return 0;
}
