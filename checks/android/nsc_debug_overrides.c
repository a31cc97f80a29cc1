/*
 * <debug-overrides> in a release: without effect unless the package is debuggable, but a leftover.
 */
#include "engine/check.h"

enum { IDLE, ACTIVE, NONE };

static const aa_message messages[] = {
    [IDLE] = {"debug_overrides_idle",
              {"The network security config has debug-overrides; they have no effect, the package is not "
               "debuggable",
               "網路安全設定含有 debug-overrides；套件不可除錯，故無作用"}},
    [ACTIVE] = {"debug_overrides_active",
                {"The network security config has debug-overrides, and they can be in effect: the package is "
                 "debuggable or that cannot be told",
                 "網路安全設定含有 debug-overrides，且可能生效：套件可被除錯，或無法確認"}},
    [NONE] = {"no_debug_overrides",
              {"The network security config has no debug-overrides", "網路安全設定沒有 debug-overrides"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    const aa_flag *debuggable = &in->facts->manifest.debuggable;
    if (!net->has_debug_overrides)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (debuggable->declared && debuggable->value != AA_NO)
        aa_hit(sink, ACTIVE, &net->debug_overrides_place, AA_NO_ARGS);
    else
        aa_hit_as(sink, IDLE, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  &net->debug_overrides_place, AA_NO_ARGS);
}

const aa_check aa_check_android_nsc_debug_overrides = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.4.2.3",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0286",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "debug-overrides shipped in a release",
                    .why = "The section works only in a debuggable package. It shows how the traffic of test "
                           "builds is opened, and it comes alive when a build is debuggable by mistake.",
                    .fix =
                        "Keep the config with <debug-overrides> in src/debug/res/xml, and one without it in "
                        "src/main/res/xml.",
                    .limits = "Trust decisions of test builds that code makes are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "發布版本帶有 debug-overrides",
                    .why = "此區段只在可除錯的套件生效。它透露測試版本如何開放傳輸，且一旦誤以可除錯的方式組"
                           "建即會生效。",
                    .fix = "把含 <debug-overrides> 的設定放在 src/debug/res/xml，src/main/res/xml 放不含者。",
                    .limits = "測試版本由程式碼作出的信任決定不在此讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
