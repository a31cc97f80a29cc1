/*
 * Screens that refuse touches while another app's window covers them: what layouts and the theme say, and
 * what code sets.
 */
#include "engine/code_record.h"
#include "facts/screens_code.h"
#include "facts/sensitive.h"

enum {
    THEME,
    SENSITIVE,
    SOME,
    BARE,
    BARE_ELSEWHERE,
    BARE_UNREAD,
    SETS,
    HIDES,
    HIDES_WITHOUT_PERMISSION,
    LOOKS,
    PERMISSION,
    NOTHING,
    NOTHING_UNREAD
};

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
              {"{0} takes sensitive input, and neither a layout nor code refuses touches while it is covered",
               "{0} 有敏感性輸入，且畫面配置與程式碼均未在遭覆蓋時拒絕觸控"}},
    [BARE_ELSEWHERE] = {"layout_filtered_elsewhere",
                        {"{0} takes sensitive input and does not filter touches while it is covered; other "
                         "screens do, and whether code does for this one cannot be told",
                         "{0} 有敏感性輸入而未過濾觸控；其他畫面已過濾，程式碼是否及於此畫面無法判定"}},
    [BARE_UNREAD] = {"layout_code_unread",
                     {"{0} takes sensitive input and does not filter touches; whether code does was not read",
                      "{0} 有敏感性輸入而未過濾觸控；是否由程式碼處理未讀取"}},
    [SETS] = {"code_filters_touches",
              {"{0} makes a view filter touches while it is covered", "{0} 使檢視在遭覆蓋時過濾觸控"}},
    [HIDES] = {"code_hides_overlays",
               {"{0} hides the windows of other apps while its screen shows",
                "{0} 於畫面顯示期間隱藏其他應用程式之視窗"}},
    [HIDES_WITHOUT_PERMISSION] = {"overlays_not_hidden",
                                  {"{0} asks to hide the windows of other apps, which the platform refuses: "
                                   "HIDE_OVERLAY_WINDOWS is not requested",
                                   "{0} 要求隱藏其他應用程式之視窗，但未宣告 HIDE_OVERLAY_WINDOWS 權限，"
                                   "平台將拒絕"}},
    [LOOKS] = {"code_looks_at_cover",
               {"{0} decides by whether a touch came through another window",
                "{0} 依觸控是否穿過其他視窗決定處理方式"}},
    [PERMISSION] = {"hide_overlays_permission",
                    {"The app may hide overlays (HIDE_OVERLAY_WINDOWS), and no code is seen to",
                     "應用程式可隱藏覆蓋視窗（HIDE_OVERLAY_WINDOWS），但未發現程式碼使用"}},
    [NOTHING] = {"no_filter",
                 {"Neither layouts nor code refuse touches while a window covers them, and no layout is seen "
                  "to take sensitive input",
                  "畫面配置與程式碼均未在遭覆蓋時拒絕觸控，且未發現有敏感性輸入之畫面配置"}},
    [NOTHING_UNREAD] = {"no_filter_in_layouts",
                        {"No layout filters touches while it is covered; whether code does was not read",
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

/* ---- code
 * -------------------------------------------------------------------------------------------------- */

typedef struct work {
    aa_code *code;
    const aa_facts *facts;
    aa_sink *sink;
    aa_screen_calls calls; /* that protect a screen */
    aa_vec sites;          /* of protector: the same */
    const aa_screen *screens;
    size_t screen_count;
    bool sensitive, filter; /* some layout takes sensitive input; filters touches */
    bool bare;              /* a sensitive one is not protected */
} work;

typedef struct protector {
    aa_site site;
    unsigned message;
} protector;

static void protect(work *w, unsigned message, const aa_site *site)
{
    protector *slot = aa_code_push(w->code, &w->sites);
    aa_screen_calls_add(w->code, &w->calls, site->in);
    if (slot != NULL)
        *slot = (protector){*site, message};
}

/* A screen that is left open takes from the others that the app is protected. */
static void report_protectors(const work *w)
{
    const protector *items = w->sites.items;
    for (size_t i = 0; i < w->sites.count; i++) {
        const char *const *args = AA_ARGS(aa_code_method_name(w->code, items[i].site.in));
        if (w->bare)
            aa_clear_site(w->sink, items[i].message, w->code, &items[i].site, args);
        else
            aa_hit_site(w->sink, items[i].message, AA_SEVERITY_INFO, w->code, &items[i].site, args);
    }
}

/* Calls with a boolean that can be true. */
static bool turns_on(aa_code *code, const aa_site *site)
{
    aa_origins on = aa_code_constants(code, site, 1);
    for (size_t i = 0; i < on.count; i++)
        if (on.items[i].kind != AA_ORIGIN_INT || on.items[i].number != 0)
            return true;
    return false;
}

static void look_at_setters(work *w)
{
    aa_sites sites = aa_code_calls(w->code, "Landroid/view/View;->setFilterTouchesWhenObscured");
    for (size_t i = 0; i < sites.count; i++)
        if (!aa_code_is_library(w->code, sites.items[i].in) && turns_on(w->code, &sites.items[i]))
            protect(w, SETS, &sites.items[i]);
    sites = aa_code_calls(w->code, "Landroid/view/Window;->setHideOverlayWindows");
    bool may = may_hide_overlays(&w->facts->manifest);
    for (size_t i = 0; i < sites.count; i++) {
        if (aa_code_is_library(w->code, sites.items[i].in) || !turns_on(w->code, &sites.items[i]))
            continue;
        if (may)
            protect(w, HIDES, &sites.items[i]);
        else
            aa_cannot_tell_site(w->sink, HIDES_WITHOUT_PERMISSION, w->code, &sites.items[i],
                                AA_ARGS(aa_code_method_name(w->code, sites.items[i].in)));
    }
}

/* A branch looks at FLAG_WINDOW_IS_OBSCURED or its partial sister in what MotionEvent.getFlags() gave. */
static bool looks_at_cover(aa_code *code, const aa_site *site)
{
    enum { OBSCURED = 1, PARTIALLY = 2, AND_INT = 0x95, AND_2ADDR = 0xb5, AND_LIT16 = 0xd5, AND_LIT8 = 0xdd };

    const aa_values *values = aa_code_values(code);
    for (size_t i = 0; i < site->flow->branch_count; i++) {
        const aa_value_node *n = aa_value_at(values, site->flow->branches[i].a);
        bool is_and = n->kind == AA_V_OP && n->part_count == 2 &&
                      (n->at == AND_INT || n->at == AND_2ADDR || n->at == AND_LIT16 || n->at == AND_LIT8);
        int64_t mask = 0;
        for (size_t k = 0; is_and && k < 2; k++)
            if (n->parts[k] == site->call->result && aa_value_is_int(values, n->parts[1 - k], &mask) &&
                (mask & (OBSCURED | PARTIALLY)) != 0)
                return true;
    }
    return false;
}

static void look_at_events(work *w)
{
    aa_sites sites = aa_code_calls(w->code, "Landroid/view/MotionEvent;->getFlags");
    for (size_t i = 0; i < sites.count; i++)
        if (!aa_code_is_library(w->code, sites.items[i].in) && looks_at_cover(w->code, &sites.items[i]))
            protect(w, LOOKS, &sites.items[i]);
}

/* ---- layouts
 * ------------------------------------------------------------------------------------------------ */

/* Code protects every screen that shows |layout|, and one does. */
static bool is_protected(const work *w, const aa_layout *layout)
{
    bool shown = false;
    for (size_t i = 0; i < w->screen_count; i++) {
        if (layout->resource == 0 || w->screens[i].resource != layout->resource)
            continue;
        if (!aa_screen_calls_run(w->code, &w->calls, w->screens[i].activity))
            return false;
        shown = true;
    }
    return shown;
}

static void look_at_layout(work *w, const aa_layout *layout)
{
    bool sensitive = is_sensitive(&w->facts->layouts, layout);
    w->sensitive |= sensitive;
    w->filter |= layout->filters_obscured_touches;
    w->bare |= sensitive && !layout->filters_obscured_touches && !is_protected(w, layout);
}

static void report_layout(const work *w, const aa_layout *layout)
{
    const char *const *args = AA_ARGS(aa_arg_text(layout->name));
    if (!is_sensitive(&w->facts->layouts, layout))
        return;
    if (layout->filters_obscured_touches && !w->bare)
        aa_hit(w->sink, SENSITIVE, &layout->place, args);
    else if (layout->filters_obscured_touches)
        aa_clear(w->sink, SENSITIVE, &layout->place, args);
    else if (w->code == NULL)
        aa_cannot_tell(w->sink, BARE_UNREAD, &layout->place, args);
    else if (w->calls.methods.count == 0 && !w->filter)
        aa_absent(w->sink, BARE, args);
    else if (!is_protected(w, layout))
        aa_cannot_tell(w->sink, BARE_ELSEWHERE, &layout->place, args);
}

/* Without sensitive screens in layouts, any filter shows that the app knows of the attack. */
static void report_others(const aa_layouts *layouts, aa_sink *sink)
{
    for (size_t i = 0; i < layouts->count; i++)
        if (layouts->items[i].filters_obscured_touches)
            aa_hit(sink, SOME, &layouts->items[i].place, AA_ARGS(aa_arg_text(layouts->items[i].name)));
}

static void look_at_code(work *w)
{
    size_t calls = 0;
    if (w->code == NULL)
        return;
    look_at_setters(w);
    look_at_events(w);
    if (w->calls.methods.count > 0)
        w->screen_count = aa_screens_shown(w->code, &w->screens, &calls);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_layouts *layouts = &in->facts->layouts;
    const aa_manifest *m = &in->facts->manifest;
    work w = {.code = in->code,
              .facts = in->facts,
              .sink = sink,
              .calls = AA_SCREEN_CALLS_INIT,
              .sites = AA_VEC_INIT(protector)};
    if (layouts->theme_filters_obscured) {
        aa_hit(sink, THEME, &m->application_place, AA_NO_ARGS);
        return;
    }
    look_at_code(&w);
    for (size_t i = 0; i < layouts->count; i++)
        look_at_layout(&w, &layouts->items[i]);
    for (size_t i = 0; i < layouts->count; i++)
        report_layout(&w, &layouts->items[i]);
    report_protectors(&w);
    if (!w.sensitive && w.filter)
        report_others(layouts, sink);
    if (w.calls.methods.count > 0 || w.filter)
        return;
    if (may_hide_overlays(m))
        aa_cannot_tell(sink, PERMISSION, &m->application_place, AA_NO_ARGS);
    else if (!w.sensitive)
        aa_cannot_tell(sink, w.code == NULL ? NOTHING_UNREAD : NOTHING, &m->application_place, AA_NO_ARGS);
}

const aa_check aa_check_android_res_overlay = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_LAYOUTS) | AA_AREA_BIT(AA_AREA_CODE),
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
                    .limits = "Fields are told by their names and labels. A filter in code counts for the "
                              "screens whose callbacks lead to it; screens drawn without layouts are not "
                              "seen, and what an own onFilterTouchEventForSecurity() decides is told only "
                              "when it looks at the flags of the touch.",
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
                    .limits =
                        "以欄位之名稱與標示判斷。程式碼之過濾僅計入其回呼可達之畫面；未以畫面配置繪製之畫面無"
                        "法得知，自訂之 onFilterTouchEventForSecurity() 僅於檢視觸控旗標時可辨識。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
