/*
 * android:testOnly: a build for testers, which stores and installers refuse.
 */
#include "engine/check.h"

enum { ON, OFF, DEFAULT, UNSURE };

static const aa_message messages[] = {
    [ON] = {"test_only", {"android:testOnly is true", "android:testOnly 為 true"}},
    [OFF] = {"not_test_only", {"android:testOnly is false", "android:testOnly 為 false"}},
    [DEFAULT] = {"not_declared",
                 {"android:testOnly is not declared; the default is false",
                  "未宣告 android:testOnly，預設為 false"}},
    [UNSURE] = {"unresolved",
                {"android:testOnly has a value that cannot be resolved, or one that differs by configuration",
                 "android:testOnly 的值無法解析，或隨組態而不同"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    if (!m->test_only.declared)
        aa_clear(sink, DEFAULT, &m->application_place, AA_NO_ARGS);
    else if (m->test_only.value == AA_YES)
        aa_hit(sink, ON, &m->test_only.place, AA_NO_ARGS);
    else if (m->test_only.value == AA_NO)
        aa_clear(sink, OFF, &m->test_only.place, AA_NO_ARGS);
    else
        aa_cannot_tell(sink, UNSURE, &m->test_only.place, AA_NO_ARGS);
}

const aa_check aa_check_android_test_only = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:4 mas:4.1.5.5.9",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Package is marked testOnly",
                    .why =
                        "This is a tester's build, not the one that is published: it can hold test switches, "
                        "and it installs only with adb install -t, from outside the store.",
                    .fix = "Build the release with the release task (an IDE's Run button adds the mark), and "
                           "write no android:testOnly.",
                    .limits = "Test code in a package without the mark is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "套件標示為 testOnly",
                    .why = "這是測試用的版本，不是要發布的版本：可能帶有測試開關，且只能以 adb install -t "
                           "從商店以外安裝。",
                    .fix = "以 release 工作組建發布版本（由 IDE 的「執行」鈕產生者會加上此標示），且不宣告 "
                           "android:testOnly。",
                    .limits = "沒有此標示的套件若含測試程式碼，本項看不到。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
