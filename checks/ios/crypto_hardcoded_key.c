/*
 * Keys that are part of the program: constant bytes or a constant text handed to a cipher, an authentication
 * code, a key import, a database.
 */
#include "crypto.h"

enum { CONSTANT, OTHER, UNKNOWN, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"constant_key",
                  {"{0} gives {1} a key that is part of the program", "{0} 以程式內固定之金鑰呼叫 {1}"}},
    [OTHER] = {"key", {"{0} gives {1} a key that a call provides", "{0} 以呼叫取得之金鑰呼叫 {1}"}},
    [UNKNOWN] = {"key_unknown",
                 {"Where {0} has the key for {1} from cannot be told", "無法判定 {0} 呼叫 {1} 之金鑰來源"}},
    [NONE] = {"no_key", {"No call in the app takes a key", "應用程式中無任何呼叫使用金鑰"}},
};

typedef struct key_taker {
    const char *symbol, *name;
    uint8_t key;
} key_taker;

static const key_taker takers[] = {
    {"_CCCrypt", "CCCrypt", 3},
    {"_CCCryptorCreate", "CCCryptorCreate", 3},
    {"_CCCryptorCreateFromData", "CCCryptorCreateFromData", 3},
    {"_CCCryptorCreateWithMode", "CCCryptorCreateWithMode", 5},
    {"_CCHmac", "CCHmac", 1},
    {"_CCHmacInit", "CCHmacInit", 2},
    {"_SecKeyCreateWithData", "SecKeyCreateWithData", 0},
    {"_sqlite3_key", "sqlite3_key", 1},
    {"_sqlite3_key_v2", "sqlite3_key_v2", 2},
};

enum { TAKERS = sizeof takers / sizeof takers[0] };

/* Initializers of CryptoKit: the key is a Swift value that lies in memory, so its bytes are looked for
 * beside. */
static const key_taker swift_takers[] = {
    {"_$s9CryptoKit12SymmetricKeyV4data*", "SymmetricKey(data:)", 0},
    {"_$s9CryptoKit4P256O7SigningO10PrivateKeyV17rawRepresentation*", "P256.Signing.PrivateKey", 0},
    {"_$s9CryptoKit4P256O12KeyAgreementO10PrivateKeyV17rawRepresentation*", "P256.KeyAgreement.PrivateKey",
     0},
    {"_$s9CryptoKit10Curve25519O7SigningO10PrivateKeyV17rawRepresentation*", "Curve25519.Signing.PrivateKey",
     0},
};

enum { SWIFT_TAKERS = sizeof swift_takers / sizeof swift_takers[0], ARRAY_HEADER = 32 };

/*
 * A constant Swift array that is a key by its shape: a DER sequence that ends where the array does, or 16, 24
 * or 32 bytes without the zeros that wider elements would have. Behind the object's header stands the count,
 * then twice the capacity, then the elements. Source: swift stdlib SwiftShims, _SwiftArrayBodyStorage.
 */
static bool is_key_array(aa_bytes object)
{
    if (object.n < ARRAY_HEADER)
        return false;
    uint64_t count = aa_le64(object.p + 16), zeros = 0;
    const uint8_t *bytes = object.p + ARRAY_HEADER;
    if (aa_le64(object.p + 24) >> 1 != count || count < 16 || count > object.n - ARRAY_HEADER)
        return false;
    if (bytes[0] == 0x30 && bytes[1] == 0x82 && count == 4U + ((uint64_t)bytes[2] << 8) + bytes[3])
        return true;
    for (uint64_t i = 0; i < count && i < 32; i++)
        zeros += bytes[i] == 0;
    return (count == 16 || count == 24 || count == 32) && zeros <= 4;
}

/* Such an array is made in the function of |site|, before it. */
static const aa_morigin *array_before(aa_machine *machine, const aa_msite *site)
{
    for (size_t i = 0; i < site->flow->call_count && site->flow->calls[i].at < site->call->at; i++) {
        const aa_mcall *call = &site->flow->calls[i];
        const aa_msite made = {site->image, site->function, site->flow, call};
        if (call->kind != AA_MCALL_IMPORT || !aa_bytes_is(call->name, "_swift_initStaticObject"))
            continue;
        aa_morigins object = aa_msite_origins(machine, &made, 1);
        if (object.count == 1 && object.items[0].kind == AA_MORIGIN_DATA &&
            is_key_array(object.items[0].text))
            return &object.items[0];
    }
    return NULL;
}

static void hit_array(aa_machine *machine, aa_sink *sink, const key_taker *taker, const aa_msite *site,
                      const aa_morigin *array)
{
    aa_hit_spot(sink, CONSTANT, AA_SEVERITY_CRITICAL, machine, aa_mspot_of(site), array,
                AA_ARGS(spot_name(machine, site), taker->name));
}

static void judge_swift(aa_machine *machine, aa_sink *sink, const key_taker *taker, const aa_msite *site)
{
    const aa_morigin *array = array_before(machine, site);
    if (array != NULL)
        hit_array(machine, sink, taker, site, array);
    else
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL,
                            AA_ARGS(spot_name(machine, site), taker->name));
}

static void judge(aa_machine *machine, aa_sink *sink, const key_taker *taker, const aa_msite *site)
{
    aa_morigins origins = aa_msite_origins(machine, site, taker->key);
    const char *const *args = AA_ARGS(spot_name(machine, site), taker->name);
    const aa_morigin *what = NULL;
    switch (material_of(&origins, &what)) {
    case MATERIAL_CONSTANT:
        aa_hit_spot(sink, CONSTANT, AA_SEVERITY_CRITICAL, machine, spot_of(machine, site, what), what, args);
        break;
    case MATERIAL_OTHER:
        aa_clear_spot(sink, OTHER, machine, aa_mspot_of(site), args);
        break;
    case MATERIAL_NULL:
    case MATERIAL_UNKNOWN:
        what = array_before(machine, site);
        if (what != NULL) {
            hit_array(machine, sink, taker, site, what);
            break;
        }
        aa_cannot_tell_spot(sink, UNKNOWN, machine, aa_mspot_of(site), NULL, args);
        break;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    if (in->machine == NULL)
        return;
    for (size_t t = 0; t < TAKERS; t++) {
        aa_msites sites = aa_machine_calls(in->machine, takers[t].symbol);
        for (size_t i = 0; i < sites.count; i++)
            judge(in->machine, sink, &takers[t], &sites.items[i]);
        seen += sites.count;
    }
    for (size_t t = 0; t < SWIFT_TAKERS; t++) {
        aa_msites sites = aa_machine_calls(in->machine, swift_takers[t].symbol);
        for (size_t i = 0; i < sites.count; i++)
            judge_swift(in->machine, sink, &swift_takers[t], &sites.items[i]);
        seen += sites.count;
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_crypto_hardcoded_key = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:16 mas:4.1.2.3.8 mas:4.1.2.3.15",
    .masvs = "MASVS-CRYPTO-2",
    .mastg = "MASTG-TEST-0213 MASTG-TEST-0214",
    .cwe = "CWE-321",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key that is part of the program",
                    .why = "Everybody who has the app has the key, and with it what every installation "
                           "encrypted or authenticated.",
                    .fix =
                        "Make a key when the app first runs (SymmetricKey(size: .bits256), or "
                        "SecKeyCreateRandomKey in the Secure Enclave) and keep it in the keychain; keys that "
                        "others must know come from the server, after login.",
                    .limits =
                        "Keys handed to CryptoKit are not judged, and neither are those that are copied "
                        "together in a buffer on the stack.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "金鑰固定於程式中",
                    .why = "取得應用程式者即取得金鑰，得以解開或偽造所有裝置之加密與驗證資料。",
                    .fix = "首次執行時產生金鑰（SymmetricKey(size: .bits256)，或於 Secure Enclave 以 "
                           "SecKeyCreateRandomKey "
                           "產生）並存放於鑰匙圈；須與他方共用之金鑰，登入後由伺服器取得。",
                    .limits = "交付 CryptoKit "
                              "之金鑰僅辨識呼叫旁之固定陣列，其餘無法判定；於堆疊緩衝區中組成之金鑰未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
