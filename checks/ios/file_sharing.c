/*
 * Documents folder open to other apps and computers.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { SHARED, IN_PLACE, BOTH, CLOSED };

static const aa_message messages[] = {
    [SHARED] = {"documents_shared",
                {"UIFileSharingEnabled: a connected computer reads and writes the Documents folder",
                 "UIFileSharingEnabled：以傳輸線連線的電腦可讀寫 Documents 資料夾"}},
    [IN_PLACE] = {"documents_in_place",
                  {"LSSupportsOpeningDocumentsInPlace: the Files app shows the Documents folder",
                   "LSSupportsOpeningDocumentsInPlace：「檔案」App 會顯示 Documents 資料夾"}},
    [BOTH] =
        {"documents_in_files",
         {"Both keys are set: the Files app and a connected computer read and write the Documents folder",
          "兩個鍵均已設定：「檔案」App 與以傳輸線連線的電腦均可讀寫 Documents 資料夾"}},
    [CLOSED] = {"documents_closed", {"The Documents folder is not shared", "Documents 資料夾未分享"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    bool shared = app->file_sharing.value == AA_YES, in_place = app->open_in_place.value == AA_YES;
    if (shared && in_place)
        aa_hit(sink, BOTH, &app->file_sharing.place, AA_NO_ARGS);
    else if (shared)
        aa_hit(sink, SHARED, &app->file_sharing.place, AA_NO_ARGS);
    else if (in_place)
        aa_hit_as(sink, IN_PLACE, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  &app->open_in_place.place, AA_NO_ARGS);
    else
        aa_clear(sink, CLOSED, &app->info, AA_NO_ARGS);
}

const aa_check aa_check_ios_file_sharing = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:8 broker:10 mas:4.1.2.3.7 mas:4.1.2.5.3",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0303",
    .cwe = "CWE-312",
    .text =
        {
            [AA_LANG_EN] = {.title = "Documents folder is open to others",
                            .why = "Everything in Documents can be copied out or replaced without breaking "
                                   "the sandbox: over a cable, or by any person with the unlocked device.",
                            .fix = "Remove the keys, and keep what is not meant for sharing in "
                                   "Library/Application Support.",
                            .limits = "What the app writes into Documents is not looked at here."},
            [AA_LANG_ZH_TW] =
                {.title = "Documents 資料夾對外開放",
                 .why =
                     "Documents 內的檔案不需破解沙箱即可被複製或替換：透過傳輸線，或由持有已解鎖裝置的人。",
                 .fix = "移除這些鍵，並將不供分享的檔案存於 Library/Application Support。",
                 .limits = "App 寫入 Documents 的內容不在此檢查範圍。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
