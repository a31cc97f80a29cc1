/*
 * Nothing covers the screen when the system takes its picture for the app switcher.
 */
#include "fields.h"

enum { OPEN, COVERED, SWIFTUI, NONE };

static const aa_message messages[] = {
    [OPEN] = {"snapshot_open",
              {"No code covers the screen when the app goes to the background",
               "進入背景時無任何程式碼遮蔽畫面"}},
    [COVERED] = {"snapshot_covered",
                 {"{0} changes what is shown when the app goes to the background",
                  "{0} 於進入背景時變更顯示畫面"}},
    [SWIFTUI] = {"snapshot_swiftui",
                 {"The app reads SwiftUI's scene phase; what it shows then cannot be told",
                  "應用程式讀取 SwiftUI 之 scenePhase，無法判定屆時顯示之畫面"}},
    [NONE] = {"no_screen", {"The app has no screen of UIKit", "應用程式無 UIKit 畫面"}},
};

static const char *const handlers[] = {"applicationWillResignActive:", "applicationDidEnterBackground:",
                                       "sceneWillResignActive:", "sceneDidEnterBackground:"};
static const char *const notices[] = {
    "_UIApplicationWillResignActiveNotification", "_UIApplicationDidEnterBackgroundNotification",
    "_UISceneWillDeactivateNotification", "_UISceneDidEnterBackgroundNotification"};
static const char *const covers[] = {"addSubview:",
                                     "insertSubview:atIndex:",
                                     "bringSubviewToFront:",
                                     "setHidden:",
                                     "setAlpha:",
                                     "makeKeyAndVisible",
                                     "setWindowLevel:",
                                     "presentViewController:animated:completion:"};

enum { HANDLERS = 4, NOTICES = 4, COVERS = 8 };

static bool is_cover(const aa_mcall *call)
{
    for (size_t k = 0; k < COVERS && call->kind == AA_MCALL_SEND; k++)
        if (aa_bytes_is(call->name, covers[k]))
            return true;
    return false;
}

static bool covers_itself(aa_machine *machine, uint32_t image, uint32_t function)
{
    const aa_mflow *flow = aa_machine_flow(machine, image, function);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        if (is_cover(&flow->calls[i]))
            return true;
    return false;
}

/* A message of the app's own that is sent there, whose method covers. */
static bool sends_cover(aa_machine *machine, const aa_mcall *call)
{
    const aa_mplace_ref *methods = NULL;
    size_t count = call->kind != AA_MCALL_SEND || call->name.n == 0
                       ? 0
                       : aa_machine_methods(machine, aa_machine_text(machine, call->name), &methods);
    for (size_t i = 0; i < count && count <= 4; i++)
        if (covers_itself(machine, methods[i].image, methods[i].function))
            return true;
    return false;
}

/* Something on the screen changes in that function, or in one that it calls. */
static bool function_covers(aa_machine *machine, uint32_t image, uint32_t function)
{
    const aa_mflow *flow = aa_machine_flow(machine, image, function);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_mcall *call = &flow->calls[i];
        if (is_cover(call) || sends_cover(machine, call) ||
            (call->kind == AA_MCALL_LOCAL && covers_itself(machine, image, call->function)))
            return true;
    }
    return false;
}

static size_t record_methods(aa_machine *machine, aa_sink *sink, const char *selector)
{
    const aa_mplace_ref *methods;
    size_t count = aa_machine_methods(machine, selector, &methods), covered = 0;
    for (size_t i = 0; i < count; i++) {
        if (!function_covers(machine, methods[i].image, methods[i].function))
            continue;
        const char *name = aa_machine_function_name(machine, methods[i].image, methods[i].function);
        aa_clear_spot(sink, COVERED, machine, aa_mspot_at(&methods[i]), AA_ARGS(aa_arg_text(name)));
        covered++;
    }
    return covered;
}

/* Methods that the notices are sent to. */
static size_t record_observers(aa_machine *machine, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(machine, "addObserver:selector:name:object:", NULL);
    size_t covered = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_morigins notice = aa_msite_origins(machine, &sites.items[i], 4);
        aa_bytes selector;
        bool fits = false;
        for (size_t k = 0; k < NOTICES; k++)
            for (size_t o = 0; o < notice.count; o++)
                fits = fits || (notice.items[o].kind == AA_MORIGIN_SYMBOL &&
                                aa_bytes_is(notice.items[o].text, notices[k]));
        if (fits && aa_msite_text(machine, &sites.items[i], 3, &selector))
            covered += record_methods(machine, sink, aa_machine_text(machine, selector));
    }
    return covered;
}

/* The app asks for a password or the like: the picture may show it, or what lies behind it. */
static bool masks_something(aa_machine *machine)
{
    aa_msites sites = aa_machine_sends(machine, "setSecureTextEntry:", NULL);
    return sites.count > 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->machine == NULL)
        return;
    size_t covered = record_observers(in->machine, sink);
    for (size_t h = 0; h < HANDLERS; h++)
        covered += record_methods(in->machine, sink, handlers[h]);
    if (covered > 0)
        return;
    if (aa_machine_imports(in->machine, "_$s7SwiftUI10ScenePhase*"))
        aa_cannot_tell(sink, SWIFTUI, NULL, AA_NO_ARGS);
    else if (!aa_machine_imports(in->machine, "_UIApplicationMain") &&
             !aa_machine_imports(in->machine, "_$s7SwiftUI*"))
        aa_absent(sink, NONE, AA_NO_ARGS);
    else
        aa_hit_as(sink, OPEN, masks_something(in->machine) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW,
                  AA_REACH_NONE_NEEDED, AA_OWNER_APP, NULL, AA_NO_ARGS);
}

const aa_check aa_check_ios_snapshot = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.13",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0290",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "No cover for the picture in the app switcher",
                    .why = "The system takes a picture of the screen when the app goes to the background and "
                           "keeps it as a file.",
                    .fix = "Put a view over the window in sceneWillResignActive: and take it away in "
                           "sceneDidBecomeActive:.",
                    .limits = "That a handler changes the screen is taken for a cover. The finding is low "
                              "an app that no code of masks input in.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "進入背景時未遮蔽畫面快照",
                    .why = "應用程式進入背景時，系統擷取畫面並存檔。",
                    .fix = "於 sceneWillResignActive: 以視圖覆蓋視窗，並於 sceneDidBecomeActive: 移除。",
                    .limits = "處理函式變更畫面即視為遮蔽；程式碼未遮蔽任何輸入欄位之應用程式列為低風險。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
