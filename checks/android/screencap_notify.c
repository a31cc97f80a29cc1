/*
 * Being told of screenshots and recordings.
 */
#include "engine/code_record.h"

enum { TOLD, REFUSED, EMPTY, NONE };

static const aa_message messages[] = {
    [TOLD] = {"capture_told", {"{0} asks to be told of {1} and reacts", "{0} 要求於{1}時通知並予以處置"}},
    [REFUSED] = {"capture_no_permission",
                 {"{0} asks to be told of {1} without the permission {2}: the platform throws",
                  "{0} 要求於{1}時通知，但未宣告權限 {2}，平台將擲出例外"}},
    [EMPTY] = {"capture_ignored",
               {"{0} asks to be told of {1}, but the callback does nothing",
                "{0} 要求於{1}時通知，但回呼未作任何處置"}},
    [NONE] = {"no_capture_callback",
              {"No call in the app asks to be told of screenshots or recordings",
               "應用程式中無任何呼叫要求螢幕擷取或錄製之通知"}},
};

typedef struct way {
    const char *call, *callback, *what, *permission;
} way;

static const way ways[] = {
    {"Landroid/app/Activity;->registerScreenCaptureCallback",
     "Landroid/app/Activity$ScreenCaptureCallback;->onScreenCaptured", "screenshot",
     "android.permission.DETECT_SCREEN_CAPTURE"},
    {"Landroid/view/WindowManager;->addScreenRecordingCallback", "Ljava/util/function/Consumer;->accept",
     "screen recording", "android.permission.DETECT_SCREEN_RECORDING"},
};

static bool has_permission(const aa_facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->manifest.permission_count; i++)
        if (strcmp(facts->manifest.permissions[i].name, name) == 0)
            return true;
    return false;
}

/* Some implementation of the callback calls something. The body of a lambda has no method to look at. */
static bool reacts(aa_code *code, const char *callback)
{
    const aa_method_id *methods = NULL;
    size_t count = aa_code_overrides(code, callback, &methods);
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_code_flow(code, methods[i]);
        if (flow == NULL || !flow->complete || flow->call_count > 0 || flow->store_count > 0)
            return true;
    }
    return count == 0;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, const way *w)
{
    const char *const *args = AA_ARGS(aa_code_method_name(in->code, site->in), w->what, w->permission);
    if (!has_permission(in->facts, w->permission))
        aa_clear_site(sink, REFUSED, in->code, site, args);
    else if (!reacts(in->code, w->callback))
        aa_clear_site(sink, EMPTY, in->code, site, args);
    else
        aa_hit_site(sink, TOLD, AA_SEVERITY_INFO, in->code, site, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    size_t any = 0;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, ways[i].call);
        for (size_t k = 0; k < sites.count; k++)
            judge(in, sink, &sites.items[k], &ways[i]);
        any += sites.count;
    }
    if (any == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_screencap_notify = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "mas:4.1.2.3.9",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0291",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Told when the screen is captured",
                    .why = "Somebody else may be taking the picture; a warning lets the user stop.",
                    .fix = "Activity.registerScreenCaptureCallback() from Android 14 on, "
                           "WindowManager.addScreenRecordingCallback() from Android 15 on, each with its "
                           "permission and a warning in the callback.",
                    .limits = "What the callback shows to the user is not judged. Watching the folder of "
                              "screenshots is not recognised.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "螢幕擷取時獲得通知",
                    .why = "擷取者可能非使用者本人，警示可使其停止操作。",
                    .fix = "Android 14 起使用 Activity.registerScreenCaptureCallback()，Android 15 起使用 "
                           "WindowManager.addScreenRecordingCallback()，宣告對應權限並於回呼中警示。",
                    .limits = "回呼對使用者顯示之內容不判斷；監看螢幕截圖資料夾之作法未辨識。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
