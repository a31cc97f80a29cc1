/*
 * Scheme v1 alone: CVE-2017-13156 ("Janus") on Android 5.0 to 8.0, and members that nothing protects.
 */
#include "engine/check.h"
#include "facts/signing.h"

#define JANUS_FIRST_API 21
#define JANUS_LAST_API  26

enum { JANUS, V1_ONLY, NEWER };

static const aa_message messages[] = {
    [JANUS] = {"janus",
               {"{0} has a v1 signature alone, and Android API {1} to {2}, which the manifest admits, runs a "
                "DEX put "
                "before such a file (CVE-2017-13156)",
                "{0} 僅有 v1 簽章，而設定檔允許的 Android API {1} 至 {2} 會執行被加在此類檔案前端的 "
                "DEX（CVE-2017-13156）"}},
    [V1_ONLY] = {"v1_alone",
                 {"{0} has a v1 signature alone: it protects members one by one and not the archive",
                  "{0} 僅有 v1 簽章：僅逐一保護成員檔案，不保護整個封裝"}},
    [NEWER] = {"newer_scheme", {"{0} is signed with {1}", "{0} 具備 {1} 簽章"}},
};

static const char *newest_scheme(const aa_signature *s)
{
    if (s->schemes[AA_SIG_V31].present)
        return "v3.1";
    if (s->schemes[AA_SIG_V3].present)
        return "v3";
    return s->schemes[AA_SIG_V2].present ? "v2" : NULL;
}

static void look_at(const aa_signed_part *part, aa_sink *sink)
{
    const aa_signature *s = part->signature;
    const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
    const char *newest = newest_scheme(s);
    if (newest != NULL) {
        aa_clear(sink, NEWER, &place, AA_ARGS(part->artifact, newest));
    } else if (s->schemes[AA_SIG_V1].present && part->min_sdk <= JANUS_LAST_API) {
        int first = part->min_sdk < JANUS_FIRST_API ? JANUS_FIRST_API : part->min_sdk;
        aa_hit(sink, JANUS, &place,
               AA_ARGS(part->artifact, aa_arg_int(sink, first), aa_arg_int(sink, JANUS_LAST_API)));
    } else if (s->schemes[AA_SIG_V1].present) {
        aa_hit_as(sink, V1_ONLY, AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &place,
                  AA_ARGS(part->artifact));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    for (size_t i = 0; signing != NULL && i < signing->count; i++) {
        if (!signing->parts[i].upload_key)
            look_at(&signing->parts[i], sink);
    }
}

const aa_check aa_check_android_sign_v1_only = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:5 broker:16 broker:17 mas:4.1.5.2.1 mas:4.1.5.1.2",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0224",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Only a v1 (JAR) signature",
                    .why = "v1 leaves the archive's structure and everything below META-INF unsigned. On "
                           "Android 5.0 to "
                           "8.0 without the patch of December 2017 an attacker's code can be put into the "
                           "file and "
                           "runs with the original signer's identity.",
                    .fix = "Add v2 and v3: apksigner sign --v2-signing-enabled true --v3-signing-enabled "
                           "true …; the "
                           "Android Gradle plug-in does so by default.",
                    .limits = "Whether a device has the patch cannot be known from the app.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "僅有 v1（JAR）簽章",
                    .why = "v1 不保護封裝結構與 META-INF 下的內容。未套用 2017 年 12 月修補的 Android 5.0 至 "
                           "8.0 "
                           "裝置，攻擊者可將程式碼加入檔案，並以原簽章者身分執行。",
                    .fix = "加上 v2 與 v3 簽章：apksigner sign --v2-signing-enabled true "
                           "--v3-signing-enabled true "
                           "…；Android Gradle plugin 預設即會加上。",
                    .limits = "無法由應用程式得知裝置是否已修補。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
