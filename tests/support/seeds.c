/*
 * With APPASSAY_SEEDS: every input that a test gives to a decoder is kept as a seed for fuzzing, in
 * $APPASSAY_SEEDS_IN/TARGET/SHA-256. The linker sends calls of decoders through here (--wrap);
 * tests/CMakeLists.txt names the same functions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "decode/aapt_proto.h"
#include "decode/arsc.h"
#include "decode/assembly_store.h"
#include "decode/axml.h"
#include "decode/dart.h"
#include "decode/dex.h"
#include "decode/dotnet.h"
#include "decode/elf.h"
#include "decode/hermes.h"
#include "decode/il2cpp.h"
#include "decode/nib.h"
#include "decode/objc.h"
#include "machine/image.h"
#include "reports/answers/sheet.h"
#include "secrets/book.h"
#include "secrets/keystore.h"
#include "signing/codesign.h"
#include "signing/entitlements.h"
#include "signing/provision.h"
#include "signing/seal.h"
#include "signing/signature.h"

#define LARGEST ((size_t)72 << 10)

/* |before|: what the target wants before the input. A seed that cannot be written is one less. */
static void keep(const char *target, const char *before, size_t n, aa_bytes bytes)
{
    const char *folder = getenv("APPASSAY_SEEDS_IN");
    char path[4096];
    char sum[AA_SHA256_HEX];
    if (folder == NULL || bytes.n == 0 || bytes.n > LARGEST || aa_sha256_hex(bytes, sum) != AA_OK)
        return;
    (void)snprintf(path, sizeof path, "%s/%s", folder, target);
    (void)mkdir(path, 0700);
    (void)snprintf(path, sizeof path, "%s/%s/%s%c", folder, target, sum, n == 0 ? 'p' : 'a' + before[0] % 8);
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        return;
    (void)(fwrite(before, 1, n, f) + fwrite(bytes.p, 1, bytes.n, f));
    (void)fclose(f);
}

#define KEEP(target, before, bytes) keep(target, before, sizeof(before) - 1, bytes)

#define WRAP(type, name, parameters, arguments, kept)                                                        \
    type __real_##name parameters;                                                                           \
    type __wrap_##name parameters;                                                                           \
    type __wrap_##name parameters                                                                            \
    {                                                                                                        \
        kept;                                                                                                \
        return __real_##name arguments;                                                                      \
    }

WRAP(aa_err, aa_zip_open,
     (aa_arena * arena, aa_bytes data, int api, const aa_limits *limits, aa_notes *notes, aa_zip **out),
     (arena, data, api, limits, notes, out),
     (KEEP("zip", "", data), KEEP("facts", "", data), KEEP("package", "\0\0", data),
      KEEP("package", "\1\0", data), KEEP("package", "\4\0", data)))
WRAP(aa_err, aa_arsc_parse,
     (aa_arena * arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_arsc **out),
     (arena, data, limits, notes, out), KEEP("arsc", "", data))
WRAP(aa_err, aa_axml_parse,
     (aa_arena * arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_axml *out),
     (arena, data, limits, notes, out), (KEEP("axml", "", data), KEEP("policy", "", data)))
WRAP(aa_err, aa_proto_xml,
     (aa_arena * arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_bytes *out),
     (arena, data, limits, notes, out), KEEP("proto", "x", data))
WRAP(aa_err, aa_proto_table,
     (aa_arena * arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_bytes *out),
     (arena, data, limits, notes, out), KEEP("proto", "t", data))
WRAP(aa_err, aa_dex_open,
     (aa_bytes file, uint64_t offset, const aa_limits *limits, aa_notes *notes, aa_dex *out),
     (file, offset, limits, notes, out), (KEEP("dex", "", file), KEEP("code", "", file)))
WRAP(aa_err, aa_macho_slices,
     (aa_arena * arena, aa_bytes file, const aa_limits *limits, aa_notes *notes, const aa_macho_slice **out,
      size_t *count),
     (arena, file, limits, notes, out, count), (KEEP("macho", "", file), KEEP("codesign", "\6", file)))
WRAP(aa_err, aa_macho_open,
     (aa_arena * arena, aa_bytes slice, const aa_limits *limits, aa_notes *notes, aa_macho *out),
     (arena, slice, limits, notes, out), (KEEP("macho", "", slice), KEEP("machine", "", slice)))
WRAP(const char *, aa_swift_demangle, (aa_arena * arena, aa_bytes mangled), (arena, mangled),
     KEEP("macho", "", mangled))
WRAP(aa_err, aa_plist_read,
     (aa_arena * arena, aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_plist *out),
     (arena, file, limits, notes, out), KEEP("plist", "", file))
WRAP(aa_err, aa_nib_read,
     (aa_arena * arena, aa_bytes file, const aa_limits *limits, aa_notes *notes, const aa_nib **out,
      size_t *count),
     (arena, file, limits, notes, out, count), KEEP("nib", "", file))
WRAP(aa_err, aa_hermes_read, (aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_hermes *out),
     (file, limits, notes, out), KEEP("hermes", "", file))
WRAP(aa_err, aa_elf_read,
     (aa_arena * arena, aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_elf **out),
     (arena, file, limits, notes, out), KEEP("elf", "", file))
WRAP(aa_err, aa_dotnet_read, (aa_bytes file, aa_notes *notes, aa_dotnet *out), (file, notes, out),
     KEEP("dotnet", "", file))
WRAP(aa_err, aa_assembly_store_read, (aa_bytes file, aa_notes *notes, aa_assembly_store *out),
     (file, notes, out), KEEP("dotnet", "", file))
WRAP(aa_err, aa_xalz_expand, (aa_bytes data, uint64_t cap, aa_notes *notes, aa_bytes *out),
     (data, cap, notes, out), KEEP("dotnet", "", data))
WRAP(aa_err, aa_il2cpp_read, (aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_il2cpp *out),
     (file, limits, notes, out), KEEP("framework_texts", "", file))
WRAP(aa_dart, aa_dart_read, (aa_bytes file), (file), KEEP("framework_texts", "", file))
WRAP(aa_err, aa_codesign_verify, (aa_arena * arena, const aa_codesign_request *request, aa_codesign *out),
     (arena, request, out), KEEP("codesign", "\0", request->signature))
WRAP(aa_err, aa_provision_read,
     (aa_arena * arena, aa_bytes bytes, const aa_limits *limits, aa_provision *out),
     (arena, bytes, limits, out), KEEP("codesign", "\1", bytes))
WRAP(aa_err, aa_entitlements_der, (aa_arena * arena, const aa_limits *limits, aa_bytes der, aa_plist *out),
     (arena, limits, der, out), KEEP("codesign", "\2", der))
WRAP(aa_err, aa_seal_verify, (aa_arena * arena, const aa_seal_request *request, aa_seal *out),
     (arena, request, out), KEEP("codesign", "\3", request->resources))
WRAP(const aa_certificate *, aa_certificate_read, (aa_arena * arena, const aa_limits *limits, aa_bytes der),
     (arena, limits, der), KEEP("codesign", "\4", der))
WRAP(aa_err, aa_cms_verify,
     (aa_arena * arena, const aa_limits *limits, aa_bytes cms, const aa_bytes *detached, aa_cms *out),
     (arena, limits, cms, detached, out), KEEP("codesign", "\5", cms))
WRAP(aa_err, aa_signature_verify, (aa_arena * arena, const aa_sign_request *request, aa_signature **out),
     (arena, request, out), KEEP("signature", "", aa_zip_data(request->zip)))
WRAP(bool, aa_keystore_look, (aa_bytes file, aa_keystore *out), (file, out), KEEP("secrets", "k", file))
WRAP(aa_err, aa_secret_book_read, (aa_arena * arena, aa_bytes table, const aa_secret_book **out),
     (arena, table, out), KEEP("secrets", "b", table))
WRAP(aa_err, aa_secret_find,
     (const aa_secret_book *book, aa_arena *arena, aa_bytes text, aa_vec *matches, bool *cut),
     (book, arena, text, matches, cut), KEEP("secrets", "t", text))
WRAP(aa_err, aa_sheet_read, (aa_arena * arena, aa_bytes bytes, aa_faults *faults, aa_sheet *out),
     (arena, bytes, faults, out), KEEP("answers", "", bytes))
