/*
 * What was examined: names, versions and hashes, for the application form and the report.
 */
#include <string.h>

#include "engine/check.h"

enum { PACKAGE, VERSION, SDKS, FILE_HASH, SPLIT_HASH };

static const aa_message messages[] = {
    [PACKAGE] = {"package", {"Package {0}, label \"{1}\"", "套件 {0}，名稱「{1}」"}},
    [VERSION] = {"version", {"Version {0} ({1})", "版本 {0}（{1}）"}},
    [SDKS] = {"sdk_range",
              {"minSdkVersion {0}, targetSdkVersion {1}",
               "最低 API {0}（minSdkVersion），目標 API {1}（targetSdkVersion）"}},
    [FILE_HASH] = {"file", {"{0}: {1} bytes, SHA-256 {2}", "{0}：{1} 位元組，SHA-256 {2}"}},
    [SPLIT_HASH] = {"split_file",
                    {"{0}, split {3}: {1} bytes, SHA-256 {2}", "{0}，分割套件 {3}：{1} 位元組，SHA-256 {2}"}},
};

static void report_android(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    if (m->package.value == NULL)
        return;
    aa_hit(sink, PACKAGE, &m->package.place, AA_ARGS(m->package.value, aa_arg_text(m->label)));
    aa_hit(sink, VERSION, &m->version_name.place,
           AA_ARGS(aa_arg_text(m->version_name.value), aa_arg_int(sink, (long long)m->version_code)));
    aa_hit(sink, SDKS, &m->min_sdk_place,
           AA_ARGS(aa_arg_int(sink, m->min_sdk), aa_arg_int(sink, m->target_sdk)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const char *kind = in->facts->package_kind;
    bool bundle = kind != NULL && strcmp(kind, "aab") == 0;
    if (in->facts->platform == AA_PLATFORM_ANDROID)
        report_android(in, sink);
    for (size_t i = 0; i < in->facts->artifact_count; i++) {
        const aa_artifact *a = &in->facts->artifacts[i];
        aa_place place = {.artifact = a->name, .offset = AA_NO_OFFSET};
        if (i > 0 && bundle)
            return; /* modules lie in the one file */
        bool split = a->split != NULL && a->split[0] != '\0';
        aa_hit(sink, split ? SPLIT_HASH : FILE_HASH, &place,
               AA_ARGS(a->name, aa_arg_int(sink, (long long)a->size), a->sha256, split ? a->split : NULL));
    }
}

const aa_check aa_check_common_identity = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:4",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-353",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Identity of the package",
                    .why =
                        "A report holds for exactly these bytes; the filing, the store and the report must "
                        "name the same package, version and hash.",
                    .fix = "Compare with the application form, and with the file that the store delivers.",
                    .limits = "A store may sign or split the package again; compare what users get.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "套件的識別資料",
                    .why = "報告只對這些位元組成立；申請書、商店與報告所載的套件、版本與雜湊值須相同。",
                    .fix = "與申請書及商店實際提供的檔案比對。",
                    .limits = "商店可能重新簽章或分割套件；應比對使用者實際取得者。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
