/*
 * Third-party components and their versions, as a list to compare with what is declared.
 */
#include "engine/check.h"
#include "facts/libraries.h"

enum { ALL_KNOWN, VERSION, UNKNOWN, NONE };

static const aa_message messages[] = {
    [ALL_KNOWN] = {"components_known",
                   {"The versions of all {0} recognised components are known",
                    "已辨識之 {0} 項元件版本均已知"}},
    [VERSION] = {"component", {"Component {0} {1} ({2})", "元件 {0} {1}（{2}）"}},
    [UNKNOWN] = {"component_unversioned",
                 {"{0} is in the app; its version does not show", "應用程式含 {0}，未能辨識其版本"}},
    [NONE] = {"no_component", {"No third-party component was recognised", "未辨識出第三方元件"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_libraries *libraries = in->facts->libraries;
    size_t known = 0;
    size_t count = libraries != NULL ? libraries->count : 0;
    for (size_t i = 0; i < count; i++) {
        const aa_library *l = &libraries->items[i];
        known += l->version != NULL;
        if (l->version != NULL)
            aa_clear(sink, VERSION, &l->evidence[0].place, AA_ARGS(l->name, l->version, l->purl));
        else
            aa_cannot_tell(sink, UNKNOWN, &l->evidence[0].place, AA_ARGS(l->name));
    }
    if (count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (known == count)
        aa_hit(sink, ALL_KNOWN, NULL, AA_ARGS(aa_arg_int(sink, (long long)count)));
}

const aa_check aa_check_common_sbom = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_LIBRARIES),
    .rows = "broker:18 mas:4.1.5.3.1",
    .masvs = "MASVS-CODE-3",
    .mastg = "MASTG-TEST-0274 MASTG-TEST-0275",
    .cwe = "CWE-1395",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Third-party components and their versions",
                    .why = "Only a component that is known, with its version, can be followed and updated.",
                    .fix = "Keep the list of dependencies with each release and hand it in; keep the version "
                           "files of libraries in the package.",
                    .limits = "Components are known by the files that builds leave, constants, texts and "
                              "packages. One that was renamed as a whole and has no such text is not seen; a "
                              "component that is there need not be used.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "第三方元件及其版本",
                    .why = "僅有掌握元件及其版本，方能追蹤並更新。",
                    .fix = "每次發布時保存相依元件清單並一併提供；封裝檔中保留函式庫之版本檔案。",
                    .limits = "依建置工具留下之檔案、常數、字串及套件名稱辨識元件。"
                              "全部更名且無此類字串者無法得知；元件存在不代表已使用。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
