/*
 * Screens that refuse touches while another app's window covers them. Layouts and the theme show part of it;
 * code can do the same, which is not read yet.
 */
#include "engine/check.h"
#include "facts/sensitive.h"

enum { THEME, SENSITIVE, SOME, BARE, PERMISSION, NOT_IN_LAYOUTS };

static const aa_message messages[] = {
    [THEME] = {"theme_filters_touches",
               {"The theme makes every view filter touches while it is covered",
                "佈景主題使所有檢視在遭覆蓋時過濾觸控"}},
    [SENSITIVE] = {"layout_filters_touches",
                   {"{0} takes sensitive input and filters touches while it is covered",
                    "{0} 有敏感性輸入，且在遭覆蓋時過濾觸控"}},
    [SOME] = {"other_layout_filters_touches",
              {"{0} filters touches while it is covered", "{0} 在遭覆蓋時過濾觸控"}},
    [BARE] = {"layout_without_filter",
              {"{0} takes sensitive input and does not filter touches; whether code does is not read",
               "{0} 有敏感性輸入而未過濾觸控；是否由程式碼處理未讀取"}},
    [PERMISSION] = {"hide_overlays_permission",
                    {"The app may hide overlays (HIDE_OVERLAY_WINDOWS); where it does is not read",
                     "應用程式可隱藏覆蓋視窗（HIDE_OVERLAY_WINDOWS）；於何處使用未讀取"}},
    [NOT_IN_LAYOUTS] = {"no_filter_in_layouts",
                        {"No layout filters touches while it is covered; whether code does is not read",
                         "沒有畫面配置在遭覆蓋時過濾觸控；是否由程式碼處理未讀取"}},
};

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* True when a field of |layout| takes what proves or pays. */
static bool is_sensitive(const aa_layouts *layouts, const aa_layout *layout)
{
    for (size_t i = 0; i < layouts->field_count; i++) {
        const aa_input_field *f = &layouts->fields[i];
        const char *label = NULL;
        if (same(f->place.member, layout->place.member) && same(f->place.artifact, layout->place.artifact) &&
            aa_sensitive_field(f, &label) >= AA_SENSITIVE_ACCOUNT)
            return true;
    }
    return false;
}

static bool may_hide_overlays(const aa_manifest *m)
{
    for (size_t i = 0; i < m->permission_count; i++)
        if (same(m->permissions[i].name, "android.permission.HIDE_OVERLAY_WINDOWS"))
            return true;
    return false;
}

static void judge_layouts(const aa_layouts *layouts, aa_sink *sink, bool *any_sensitive, bool *any_filter)
{
    for (size_t i = 0; i < layouts->count; i++) {
        const aa_layout *layout = &layouts->items[i];
        bool sensitive = is_sensitive(layouts, layout);
        const char *const *args = AA_ARGS(aa_arg_text(layout->name));
        *any_sensitive = *any_sensitive || sensitive;
        *any_filter = *any_filter || layout->filters_obscured_touches;
        if (sensitive && layout->filters_obscured_touches)
            aa_hit(sink, SENSITIVE, &layout->place, args);
        else if (sensitive)
            aa_cannot_tell(sink, BARE, &layout->place, args);
    }
}

/* Without sensitive screens in layouts, any filter shows that the app knows of the attack. */
static void report_others(const aa_layouts *layouts, aa_sink *sink)
{
    for (size_t i = 0; i < layouts->count; i++)
        if (layouts->items[i].filters_obscured_touches)
            aa_hit(sink, SOME, &layouts->items[i].place, AA_ARGS(aa_arg_text(layouts->items[i].name)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_layouts *layouts = &in->facts->layouts;
    const aa_manifest *m = &in->facts->manifest;
    bool sensitive = false;
    bool filter = false;
    if (layouts->theme_filters_obscured) {
        aa_hit(sink, THEME, &m->application_place, AA_NO_ARGS);
        return;
    }
    judge_layouts(layouts, sink, &sensitive, &filter);
    if (!sensitive && filter)
        report_others(layouts, sink);
    if (may_hide_overlays(m))
        aa_cannot_tell(sink, PERMISSION, &m->application_place, AA_NO_ARGS);
    else if (!filter && !sensitive)
        aa_cannot_tell(sink, NOT_IN_LAYOUTS, &m->application_place, AA_NO_ARGS);
}

const aa_check aa_check_android_res_overlay = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_LAYOUTS),
    .rows = "broker:16 mas:4.1.5.1.3",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0340",
    .cwe = "CWE-1021",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive screens refuse touches under an overlay",
                    .why =
                        "An app that may draw over others lays a harmless picture on a transfer or a consent "
                        "screen, and the user's tap goes through to the button below.",
                    .fix = "android:filterTouchesWhenObscured=\"true\" on the root view of sensitive "
                           "layouts, or "
                           "Window.setHideOverlayWindows(true) with <uses-permission "
                           "android:name=\"android.permission.HIDE_OVERLAY_WINDOWS\"/> from Android 12 on.",
                    .limits = "Layouts and the theme only; setFilterTouchesWhenObscured(), "
                              "onFilterTouchEventForSecurity() and setHideOverlayWindows() are in code.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感畫面在遭覆蓋時拒絕觸控",
                    .why = "可顯示在其他應用程式上層的程式，能以無害的畫面覆蓋轉帳或同意畫面，使用者的點擊卻"
                           "落在下方的"
                           "按鈕（螢幕覆蓋攻擊）。",
                    .fix = "於敏感畫面配置的根檢視設 android:filterTouchesWhenObscured=\"true\"；或自 "
                           "Android 12 起以 "
                           "Window.setHideOverlayWindows(true) 搭配 <uses-permission "
                           "android:name=\"android.permission.HIDE_OVERLAY_WINDOWS\"/>。",
                    .limits = "僅讀畫面配置與佈景主題；setFilterTouchesWhenObscured()、"
                              "onFilterTouchEventForSecurity() 與 setHideOverlayWindows() 在程式碼中。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
