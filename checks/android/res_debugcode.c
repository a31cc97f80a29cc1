/*
 * What developers use to look into their app, left in the release.
 */
#include "base/tsv.h"
#include "engine/code_record.h"

enum { COMPONENT, TEXT, PENALTY, DUMP, CLEAN };

static const aa_message messages[] = {
    [COMPONENT] = {"debug_tool_component", {"{0} is in the app: {1}", "應用程式內含 {0}：{1}"}},
    [TEXT] = {"debug_tool_runs", {"{0} is in the app: {1} starts it", "應用程式內含 {0}：由 {1} 啟動"}},
    [PENALTY] = {"strict_mode", {"{0} makes StrictMode report: {1}", "{0} 使 StrictMode 回報：{1}"}},
    [DUMP] = {"debug_call", {"{0} calls {1}", "{0} 呼叫 {1}"}},
    [CLEAN] =
        {"no_debug_code",
         {"None of {0} tools for developers, and no call that traces, dumps or reports to them, was found",
          "未發現 {0} 種開發者工具，亦無追蹤、傾印或向開發者回報之呼叫"}},
};

enum { NAME, KIND, VALUE, SEVERITY, COLUMNS };

static const char *const penalties[] = {
    "Landroid/os/StrictMode$ThreadPolicy$Builder;->penaltyLog",
    "Landroid/os/StrictMode$ThreadPolicy$Builder;->penaltyDialog",
    "Landroid/os/StrictMode$ThreadPolicy$Builder;->penaltyDeath",
    "Landroid/os/StrictMode$ThreadPolicy$Builder;->penaltyDropBox",
    "Landroid/os/StrictMode$ThreadPolicy$Builder;->penaltyFlashScreen",
    "Landroid/os/StrictMode$VmPolicy$Builder;->penaltyLog",
    "Landroid/os/StrictMode$VmPolicy$Builder;->penaltyDeath",
    "Landroid/os/StrictMode$VmPolicy$Builder;->penaltyDropBox",
    NULL,
};

static const char *const dumps[] = {
    "Landroid/os/Debug;->waitForDebugger",    "Landroid/os/Debug;->dumpHprofData",
    "Landroid/os/Debug;->startMethodTracing", "Landroid/os/Debug;->startMethodTracingSampling",
    "Landroid/os/Debug;->startNativeTracing", NULL,
};

typedef struct work {
    const aa_check_input *in;
    aa_sink *sink;
    aa_bytes tool[COLUMNS];
    size_t tools, found;
} work;

static aa_severity severity_of(aa_bytes word)
{
    return aa_bytes_is(word, "medium") ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
}

static const char *name_of(const work *w)
{
    aa_arena *arena = aa_code_arena(w->in->code);
    return aa_arg_text(aa_arena_strndup(arena, (const char *)w->tool[NAME].p, w->tool[NAME].n));
}

/* "*" at the end of |pattern| stands for any characters. */
static bool fits(aa_bytes pattern, const char *name)
{
    size_t n = pattern.n;
    if (n > 0 && pattern.p[n - 1] == '*')
        return strlen(name) >= n - 1 && memcmp(name, pattern.p, n - 1) == 0;
    return aa_bytes_is(pattern, name);
}

/* One component says as much as all of them. */
static void look_at_components(work *w)
{
    const aa_manifest *m = &w->in->facts->manifest;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        if (c->enabled.value == AA_NO || c->name == NULL || !fits(w->tool[VALUE], c->name))
            continue;
        w->found++;
        aa_hit_as(w->sink, COMPONENT, severity_of(w->tool[SEVERITY]), AA_REACH_NONE_NEEDED, AA_OWNER_LIBRARY,
                  &c->place, AA_ARGS(name_of(w), c->name));
        return;
    }
}

static bool is_value(void *context, aa_bytes text)
{
    return aa_bytes_equal(*(const aa_bytes *)context, text);
}

static void look_at_texts(work *w)
{
    const aa_literal *literals = NULL;
    aa_code *code = w->in->code;
    size_t count = aa_code_literals(code, is_value, &w->tool[VALUE], &literals);
    for (size_t i = 0; i < count; i++) {
        w->found++;
        aa_hit_method(w->sink, TEXT, severity_of(w->tool[SEVERITY]), code, literals[i].in, literals[i].pc,
                      AA_ARGS(name_of(w), aa_code_method_name(code, literals[i].in)));
    }
}

static const char *called(const work *w, const aa_site *site)
{
    const aa_method *m = aa_program_method(aa_code_base_of(w->in->code)->program, site->to);
    return m == NULL ? "-" : aa_arg_text(aa_code_utf8(w->in->code, m->name));
}

/* Calls of libraries are theirs to answer for: several trace themselves. Once for each method. */
static void look_at_calls(work *w, const char *const *patterns, unsigned message)
{
    aa_sites sites = aa_code_own_calls_of(w->in->code, patterns);
    aa_method_id last = AA_NO_ID;
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        if (site->in == last)
            continue;
        last = site->in;
        w->found++;
        aa_hit_site(w->sink, message, AA_SEVERITY_LOW, w->in->code, site,
                    AA_ARGS(aa_code_method_name(w->in->code, site->in), called(w, site)));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    work w = {.in = in, .sink = sink};
    if (in->code == NULL)
        return;
    aa_tsv table = aa_tsv_open("debug-tools.tsv");
    while (aa_tsv_next(&table, w.tool, COLUMNS)) {
        w.tools++;
        if (aa_bytes_is(w.tool[KIND], "component"))
            look_at_components(&w);
        else
            look_at_texts(&w);
    }
    look_at_calls(&w, penalties, PENALTY);
    look_at_calls(&w, dumps, DUMP);
    if (w.found == 0)
        aa_clear(sink, CLEAN, NULL, AA_ARGS(aa_arg_int(sink, (long long)w.tools)));
}

const aa_check aa_check_android_res_debugcode = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.5.9",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "MASTG-TEST-0265",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Debug helpers are left in the release",
                    .why = "They show traffic, data bases or memory to whoever holds the device, or write it "
                           "where others can read it.",
                    .fix = "debugImplementation instead of implementation, with the variant that does "
                           "nothing for releases; StrictMode and tracing behind if (BuildConfig.DEBUG), "
                           "which the compiler takes out.",
                    .limits = "Tools are known by their components and texts; others are not found. "
                              "Activities that the app's own developers made for tests look like any other.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "正式版殘留除錯工具",
                    .why = "除錯工具會將連線內容、資料庫或記憶體呈現給持有裝置者，或寫入他人可讀取之處。",
                    .fix = "以 debugImplementation 取代 implementation，正式版改用無作用之版本；"
                           "StrictMode 與追蹤置於 if (BuildConfig.DEBUG) 內，由編譯器移除。",
                    .limits = "以元件與字串辨識工具，未列入者無法得知。"
                              "開發者自製之測試畫面與一般畫面無從區別。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
