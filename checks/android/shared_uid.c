/*
 * android:sharedUserId: apps of the same signer share one sandbox, files and permissions included.
 */
#include "engine/check.h"

enum { SHARED, ALONE };

static const aa_message messages[] = {
    [SHARED] = {"shared_user_id", {"android:sharedUserId is \"{0}\"", "android:sharedUserId 為「{0}」"}},
    [ALONE] = {"no_shared_user_id", {"android:sharedUserId is not declared", "未宣告 android:sharedUserId"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_text_attr *id = &in->facts->manifest.shared_user_id;
    if (id->value != NULL)
        aa_hit(sink, SHARED, &id->place, AA_ARGS(id->value));
    else
        aa_clear(sink, ALONE, &in->facts->manifest.package.place, AA_NO_ARGS);
}

const aa_check aa_check_android_shared_uid = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 mas:4.1.2.3.7 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sandbox is shared with other apps",
                    .why = "Every app of the same signer with this id reads this app's private files and has "
                           "its "
                           "permissions: the weakest of them decides. Deprecated since Android 10.",
                    .fix = "Remove android:sharedUserId; for installed apps add "
                           "android:sharedUserMaxSdkVersion=\"32\" so that new installs leave the shared "
                           "sandbox.",
                    .limits = "Which other apps have the same id and signer is not known.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "與其他應用程式共用沙箱",
                    .why = "相同簽章者且使用此識別碼的應用程式，都能讀取本應用程式的私有檔案並擁有其權限，安"
                           "全性取決於其中"
                           "最弱者。自 Android 10 起已不建議使用。",
                    .fix = "移除 android:sharedUserId；已安裝者加上 "
                           "android:sharedUserMaxSdkVersion=\"32\"，使新安裝者"
                           "不再使用共用沙箱。",
                    .limits = "無法得知哪些其他應用程式使用相同的識別碼與簽章者。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
