/*
 * Libraries that were put into the app after it was built.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/ios.h"

enum { TOOL, TWICE, CLEAN };

static const aa_message messages[] = {
    [TOOL] = {"instrumentation_library",
              {"{0} ({1}) loads {2}, a library of instrumentation tools",
               "{0}（{1}）載入 {2}，為動態插樁工具的函式庫"}},
    [TWICE] = {"library_twice", {"{0} ({1}) loads {2} twice", "{0}（{1}）重複載入 {2}"}},
    [CLEAN] = {"libraries_expected",
               {"{0} ({1}): no library of instrumentation tools, none twice",
                "{0}（{1}）：沒有動態插樁工具的函式庫，亦無重複載入"}},
};

/* File names that tools give to what they inject. Sources: frida-gadget, Cydia Substrate, Substitute, Reveal,
 * Flexing and Cycript documentation. */
static const char *const tools[] = {"FridaGadget",     "frida-gadget",  "CydiaSubstrate", "libsubstrate",
                                    "SubstrateLoader", "libsubstitute", "libhooker",      "RevealServer",
                                    "cycript",         "SSLKillSwitch", "libinjection"};

static bool is_tool(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++)
        if (strncmp(name, tools[i], strlen(tools[i])) == 0)
            return true;
    return false;
}

static void judge(aa_sink *sink, const aa_ios_object *o)
{
    bool clean = true;
    for (size_t i = 0; i < o->dylib_count; i++) {
        if (is_tool(o->dylibs[i])) {
            aa_hit(sink, TOOL, &o->place, AA_ARGS(o->member, o->arch, o->dylibs[i]));
            clean = false;
        }
        for (size_t k = 0; k < i; k++)
            if (strcmp(o->dylibs[i], o->dylibs[k]) == 0) {
                aa_hit_as(sink, TWICE, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &o->place,
                          AA_ARGS(o->member, o->arch, o->dylibs[i]));
                clean = false;
            }
    }
    if (clean && o->is_program)
        aa_clear(sink, CLEAN, &o->place, AA_ARGS(o->member, o->arch));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    for (size_t i = 0; in->facts->ios != NULL && i < in->facts->ios->object_count; i++)
        judge(sink, &in->facts->ios->objects[i]);
}

const aa_check aa_check_ios_injected_dylib = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 broker:17 mas:4.1.5.1.1 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-829",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "An instrumentation library is loaded",
                 .why = "A gadget in the package gives whoever built it, or whoever connects, full control "
                        "over the running app.",
                 .fix = "Remove the library and its load command; build the release from clean sources.",
                 .limits = "Libraries under other names are not recognised; the code signature tells whether "
                           "the package was changed."},
            [AA_LANG_ZH_TW] = {.title = "載入動態插樁函式庫",
                               .why = "套件中的插樁函式庫可讓植入者或連線者完全控制執行中的 App。",
                               .fix = "移除該函式庫及其載入指令，並自乾淨的原始碼建置發行版。",
                               .limits = "改名的函式庫無法辨識；套件是否遭更動由程式碼簽章檢查判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
