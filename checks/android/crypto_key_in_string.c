/*
 * Keys that pass through a java.lang.String.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { STRING, BYTES, NONE };

static const aa_message messages[] = {
    [STRING] = {"key_in_string",
                {"{0} takes a key or password from a String, which stays in memory",
                 "{0} 之金鑰或密碼取自 String，將留存於記憶體"}},
    [BYTES] = {"key_in_array", {"{0} takes a key or password from an array", "{0} 之金鑰或密碼取自陣列"}},
    [NONE] = {"no_raw_key",
              {"No call in the app makes a key from bytes or characters",
               "應用程式中無任何呼叫以位元組或字元建立金鑰"}},
};

static const char *const makers[] = {
    "Ljavax/crypto/spec/SecretKeySpec;-><init>",
    "Ljavax/crypto/spec/PBEKeySpec;-><init>",
    NULL,
};

static const char *const from_string[] = {
    "Ljava/lang/String;->getBytes",
    "Ljava/lang/String;->toCharArray",
};

/* What is written in the code is another check's business: it is in every copy of the app anyway. */
static const aa_origin *taken_from(aa_code *code, const aa_origins *origins)
{
    const aa_origin *found = NULL;
    for (size_t i = 0; i < sizeof from_string / sizeof from_string[0] && found == NULL; i++)
        found = aa_origins_call(code, origins, from_string[i]);
    return found != NULL && !aa_origins_constant(code, origins) ? found : NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sites.count; i++) {
        if (sites.items[i].call->argument_count < 2)
            continue;
        aa_origins whence = aa_code_whence(in->code, &sites.items[i], 1);
        const aa_origin *from = taken_from(in->code, &whence);
        const char *const *args = AA_ARGS(aa_code_method_name(in->code, sites.items[i].in));
        if (from != NULL)
            aa_hit_origin(sink, STRING, AA_SEVERITY_LOW, in->code, &sites.items[i], from, args);
        else
            aa_clear_site(sink, BYTES, in->code, &sites.items[i], args);
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_key_in_string = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.8",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "",
    .cwe = "CWE-316",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key or password held in a String",
                    .why = "A String cannot be overwritten: the key stays readable in memory until the "
                           "collector comes by, and in every dump until then.",
                    .fix = "Keep keys in byte[] and passwords in char[], and fill them with zeros after use.",
                    .limits = "Copies that libraries make are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "金鑰或密碼以 String 保存",
                    .why = "String 無法覆寫，金鑰於記憶體回收前皆可被讀取，"
                           "並出現於記憶體傾印。",
                    .fix = "金鑰以 byte[]、密碼以 char[] 保存，使用後填零。",
                    .limits = "函式庫產生之複本未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
