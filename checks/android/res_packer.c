/*
 * Traces of packers. They take away the right to pass from whatever is decided by code.
 */
#include "engine/check.h"
#include "facts/packers.h"

enum { BY_CLASS, BY_NATIVE, BY_ASSET, MISSING, NONE };

static const aa_message messages[] = {
    [BY_CLASS] = {"packer_class",
                  {"{0}: the class {1} is the packer's; the app's own code is loaded at run time",
                   "{0}：類別 {1} 屬加殼工具，應用程式自身之程式碼於執行時始載入"}},
    [BY_NATIVE] = {"packer_library", {"{0}: the library {1} is the packer's", "{0}：函式庫 {1} 屬加殼工具"}},
    [BY_ASSET] = {"packer_file", {"{0}: the file {1} is the packer's", "{0}：檔案 {1} 屬加殼工具"}},
    [MISSING] = {"start_class_missing",
                 {"{1}, which the app starts with, is in none of its DEX files: its code is hidden, or the "
                  "package is not complete",
                  "應用程式啟動所需之 {1} 不在任何 DEX 檔案中：程式碼遭隱藏，或套件不完整"}},
    [NONE] = {"no_packer",
              {"No trace of {0} known packers, and the classes that the app starts with are there",
               "未發現 {0} 種已知加殼工具之跡象，且應用程式啟動所需之類別皆存在"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_packers *packers = in->facts->packers;
    if (packers == NULL)
        return;
    for (size_t i = 0; i < packers->count; i++) {
        const aa_packer_trace *t = &packers->items[i];
        static const unsigned message[] = {[AA_PACKER_CLASS] = BY_CLASS,
                                           [AA_PACKER_NATIVE] = BY_NATIVE,
                                           [AA_PACKER_ASSET] = BY_ASSET,
                                           [AA_PACKER_MISSING] = MISSING};
        aa_hit(sink, message[t->kind], &t->place, AA_ARGS(aa_arg_text(t->packer), t->value));
    }
    if (packers->count == 0)
        aa_clear(sink, NONE, NULL, AA_ARGS(aa_arg_int(sink, (long long)packers->known)));
}

const aa_check aa_check_android_res_packer = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_COVERAGE,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:4 broker:17 mas:4.1.5.5.5",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "MASTG-TEST-0369",
    .cwe = "CWE-656",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Packed: the app's own code is hidden",
                    .why = "A packer keeps the app's code encrypted and loads it at run time. Nothing that "
                           "code decides can be judged from such a package: it may be sound or not.",
                    .fix = "Give the build as it is before packing, and show that the packed one is made "
                           "from it; judge what packing adds by itself.",
                    .limits = "Packers are known by their classes, libraries and files. One that is not in "
                              "the list shows only when it hides the classes that the app starts with. A "
                              "trace may be left over from a packer that is no longer used.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "已加殼：應用程式自身之程式碼遭隱藏",
                    .why = "加殼工具將應用程式之程式碼加密，執行時始載入。"
                           "凡須由程式碼判定者，均無法自此套件得知是否妥適。",
                    .fix = "提供加殼前之組建，並佐證加殼後之版本由其產生；加殼所增加之部分另行檢測。",
                    .limits =
                        "以類別、函式庫及檔案辨識加殼工具。未列入清單者，僅於隱藏應用程式啟動所需之類別時"
                        "可察覺。跡象亦可能為已停用之加殼工具所遺留。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
