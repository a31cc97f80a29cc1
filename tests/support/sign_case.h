/*
 * One signed archive under test: members, keys, a signing block, a verdict for each platform version.
 */
#ifndef AA_TEST_SIGN_CASE_H
#define AA_TEST_SIGN_CASE_H

#include "support/apk_signer.h"
#include "support/test.h"

#define RSA_SHA256     0x0103U
#define RSA_SHA512     0x0104U
#define RSA_PSS_SHA256 0x0101U
#define RSA_PSS_SHA512 0x0102U
#define EC_SHA256      0x0201U
#define EC_SHA512      0x0202U
#define DSA_SHA256     0x0301U
#define VERITY_RSA     0x0421U
#define VERITY_EC      0x0423U
#define ATTR_STRIPPING 0xbeeff00dU
#define ATTR_LINEAGE   0x3ba06f8cU
#define ATTR_MIN_SDK   0x559f8b02U

typedef struct sign_case {
    aa_arena *arena;
    as_key rsa, old, ec; /* made once for all tests */
    zb_entry entries[8];
    size_t count;
    aa_bytes archive; /* as built last */
    aa_sign_request request;
    aa_signature *signature;
} sign_case;

/* cmocka set-up and tear-down of a group (keys) and of a test (members, request). */
int sign_group_setup(void **state);
int sign_group_teardown(void **state);
int sign_case_setup(void **state);
int sign_case_teardown(void **state);

#define sign_test(f) cmocka_unit_test_setup_teardown(f, sign_case_setup, sign_case_teardown)

/* Builds the members into an archive with |block| (no bytes: none) and verifies it. */
void sign_case_verify(sign_case *t, aa_bytes block);

/* Verifies |archive| as it is. */
void sign_case_verify_bytes(sign_case *t, aa_bytes archive);

/* The sections of the members without a block. */
aa_sections sign_case_sections(sign_case *t);

/* A block with one v2 (or v3) signer. */
aa_bytes sign_case_block(sign_case *t, uint32_t id, const as_signer *signer);

/* The range that holds |api|. */
const aa_sig_range *sign_case_at(const sign_case *t, int api);
void assert_accepted(const sign_case *t, int first, int last, aa_sig_scheme scheme);
void assert_refused(const sign_case *t, int first, int last, aa_sig_scheme scheme, const char *error);

#endif
