/*
 * Screens that take sensitive input, and whether they keep themselves out of screenshots and recordings.
 */
#include "engine/code_record.h"
#include "facts/screens_code.h"
#include "facts/sensitive_code.h"
#include "fields.h"

enum { OPEN, PART_OPEN, PART_UNSURE, SECURE, PLAIN, NONE };

static const aa_message messages[] = {
    [OPEN] = {"screen_open",
              {"{0} shows {1} with a field for {2:sensitive} ({3}) and never sets FLAG_SECURE",
               "{0} 顯示 {1}，含{2:sensitive}欄位（{3}），且未設定 FLAG_SECURE"}},
    [PART_OPEN] =
        {"screen_part_open",
         {"{0} shows {1} with a field for {2:sensitive} ({3}), and nothing in the app sets FLAG_SECURE",
          "{0} 顯示 {1}，含{2:sensitive}欄位（{3}），且應用程式中無任何處設定 FLAG_SECURE"}},
    [PART_UNSURE] = {"screen_part_unsure",
                     {"{0} shows {1} with a field for {2:sensitive} ({3}); whether the window around it sets "
                      "FLAG_SECURE cannot be told",
                      "{0} 顯示 {1}，含{2:sensitive}欄位（{3}），其所在視窗是否設定 FLAG_SECURE 無法判定"}},
    [SECURE] = {"screen_secure",
                {"{0} shows {1} with a field for {2:sensitive} ({3}) and sets FLAG_SECURE",
                 "{0} 顯示 {1}，含{2:sensitive}欄位（{3}），並設定 FLAG_SECURE"}},
    [PLAIN] = {"screen_not_sensitive",
               {"None of {0} screens that code shows has a field for a sensitive value",
                "程式碼顯示之 {0} 個畫面均無敏感性資料欄位"}},
    [NONE] = {"no_screen", {"No call in the app shows a layout", "應用程式中無任何呼叫顯示畫面配置"}},
};

enum { FLAG_SECURE = 0x2000 };

static const char *const setters[] = {"Landroid/view/Window;->setFlags", "Landroid/view/Window;->addFlags",
                                      NULL};

static bool sets_flag(aa_code *code, const aa_site *site)
{
    aa_origins flags = aa_code_constants(code, site, 1);
    for (size_t i = 0; i < flags.count; i++)
        if (flags.items[i].kind == AA_ORIGIN_INT && (flags.items[i].number & FLAG_SECURE) != 0)
            return true;
    return false;
}

static aa_screen_calls find_flags(aa_code *code)
{
    aa_screen_calls calls = AA_SCREEN_CALLS_INIT;
    aa_sites sites = aa_code_calls_of(code, setters);
    for (size_t i = 0; i < sites.count; i++)
        if (sets_flag(code, &sites.items[i]))
            aa_screen_calls_add(code, &calls, sites.items[i].in);
    return calls;
}

/* ---- which layouts are shown by whom
 * ------------------------------------------------------------------------ */

typedef struct sensitive_layout {
    const aa_layout *layout;
    aa_sensitive kind;
    const char *label;
    bool readable; /* some field shows what is typed */
} sensitive_layout;

static bool is_sensitive(const aa_facts *facts, int64_t resource, sensitive_layout *out)
{
    *out = (sensitive_layout){.kind = AA_SENSITIVE_NONE};
    for (size_t i = 0; i < facts->layouts.field_count; i++) {
        const aa_input_field *f = &facts->layouts.fields[i];
        const aa_layout *layout = f->layout < facts->layouts.count ? &facts->layouts.items[f->layout] : NULL;
        if (layout == NULL || layout->resource == 0 || layout->resource != (uint32_t)resource)
            continue;
        const char *label = "";
        aa_sensitive kind = aa_data_field_kind(f, &label);
        if (!aa_data_is_secret(kind))
            continue;
        bool readable = !field_masks(f);
        bool tells_more = readable == out->readable ? kind > out->kind : readable;
        if (tells_more)
            *out = (sensitive_layout){layout, kind, label, readable};
    }
    return out->layout != NULL;
}

/* A screen and what it shows. */
typedef struct pair {
    aa_type_id type;
    int64_t resource;
} pair;

static bool was_seen(aa_vec *seen, aa_type_id type, int64_t resource, aa_arena *arena)
{
    const pair *items = seen->items;
    for (size_t i = 0; i < seen->count; i++)
        if (items[i].type == type && items[i].resource == resource)
            return true;
    pair *slot = aa_vec_push(arena, seen);
    if (slot != NULL)
        *slot = (pair){type, resource};
    return false;
}

typedef struct work {
    const aa_check_input *in;
    aa_sink *sink;
    aa_screen_calls flags;
    aa_vec seen;
    size_t shown, sensitive;
} work;

static void judge(work *w, const aa_screen *screen)
{
    aa_code *code = w->in->code;
    sensitive_layout found;
    if (!is_sensitive(w->in->facts, screen->resource, &found))
        return;
    w->sensitive++;
    aa_method_id in = screen->in;
    aa_type_id activity = screen->activity;
    aa_type_id owner = aa_program_method(aa_code_base_of(code)->program, in)->owner;
    if (was_seen(&w->seen, activity == AA_NO_ID ? owner : activity, screen->resource, aa_code_arena(code)))
        return;
    aa_severity severity = found.readable ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
    const char *const *args = AA_ARGS(aa_code_class_name(code, in), aa_arg_text(found.layout->name),
                                      aa_sensitive_name(found.kind), found.label);
    if (aa_screen_calls_run(code, &w->flags, activity))
        aa_clear_method(w->sink, SECURE, code, in, screen->pc, args);
    else if (activity != AA_NO_ID)
        aa_hit_method(w->sink, OPEN, severity, code, in, screen->pc, args);
    else if (w->flags.methods.count == 0)
        aa_hit_method(w->sink, PART_OPEN, severity, code, in, screen->pc, args);
    else
        aa_cannot_tell_method(w->sink, PART_UNSURE, code, in, screen->pc, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    work w = {.in = in, .sink = sink, .flags = find_flags(in->code), .seen = AA_VEC_INIT(pair)};
    const aa_screen *screens = NULL;
    size_t count = aa_screens_shown(in->code, &screens, &w.shown);
    for (size_t i = 0; i < count; i++)
        judge(&w, &screens[i]);
    if (w.shown == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (w.sensitive == 0)
        aa_clear(sink, PLAIN, NULL, AA_ARGS(aa_arg_int(sink, (long long)w.shown)));
}

const aa_check aa_check_android_screenshot = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_LAYOUTS),
    .rows = "broker:8 mas:4.1.2.3.13",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0289 MASTG-TEST-0291",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive screen can be captured",
                    .why =
                        "Other apps that record the screen, remote support and the list of recent apps keep "
                        "a picture of it.",
                    .fix = "In onCreate(): getWindow().setFlags(WindowManager.LayoutParams.FLAG_SECURE, "
                           "WindowManager.LayoutParams.FLAG_SECURE).",
                    .limits =
                        "Screens are told by the input fields of the layouts that code shows; fields made by "
                        "code or Compose, included layouts and web pages are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感畫面可被擷取",
                    .why = "螢幕錄製、遠端支援與最近使用清單皆會留存其畫面。",
                    .fix = "於 onCreate() 呼叫 getWindow().setFlags(WindowManager.LayoutParams.FLAG_SECURE, "
                           "WindowManager.LayoutParams.FLAG_SECURE)。",
                    .limits = "輸入內容已遮蔽之畫面列為低風險。以程式碼顯示之畫面配置的輸入欄位判斷；由程式碼"
                              "或 Compose 產生之欄位、"
                              "引入之畫面配置與網頁未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
