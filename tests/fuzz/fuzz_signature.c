/* Any bytes as an APK: signing block, certificates, v1 manifests and PKCS#7 blocks, and as an .idsig. */
#include <stdlib.h>

#include "signing/signature.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    aa_limits limits = AA_LIMITS_INIT;
    limits.entry_bytes = 1U << 20;
    aa_notes notes;
    aa_zip *zip = NULL;
    aa_signature *signature = NULL;
    if (arena == NULL)
        return 0;
    aa_notes_init(&notes, arena, 10);
    if (aa_zip_open(arena, aa_bytes_of(data, size), 34, &limits, &notes, &zip) == AA_OK) {
        aa_sign_request request = {.zip = zip,
                                   .min_sdk = 8,
                                   .target_sdk = 28,
                                   .target_sandbox = 1,
                                   .idsig = aa_bytes_of(data, size < 4096 ? size : 4096),
                                   .threads = 1,
                                   .limits = &limits};
        if (aa_signature_verify(arena, &request, &signature) == AA_OK && signature->range_count == 0)
            abort(); /* every version must be decided */
    }
    aa_arena_free(arena);
    return 0;
}
