/*
 * Libraries that measure people, advertise or report, and that start with the app: before anyone could agree.
 */
#include "base/tsv.h"
#include "engine/code_record.h"

enum { PROVIDER, SWITCHED_OFF, AT_LAUNCH, BEHIND_STORED, LATER, SERVER, NONE, UNREAD };

static const aa_message messages[] = {
    [PROVIDER] = {"tracker_provider",
                  {"{0} starts by itself with the app: {1}", "{0} 隨應用程式自行啟動：{1}"}},
    [SWITCHED_OFF] = {"tracker_switched_off",
                      {"{0} does not start by itself: the manifest sets {1}",
                       "{0} 不自行啟動：manifest 設定 {1}"}},
    [AT_LAUNCH] = {"tracker_at_launch",
                   {"{1} starts {0} when the app starts, and nothing stored decides whether it does",
                    "{1} 於應用程式啟動時啟動 {0}，且未依已儲存之設定決定"}},
    [BEHIND_STORED] = {"tracker_behind_setting",
                       {"{1} starts {0} when the app starts, depending on a stored value; whether that is "
                        "consent cannot be told",
                        "{1} 於應用程式啟動時依已儲存之值啟動 {0}；該值是否為使用者同意無法判定"}},
    [LATER] = {"tracker_later",
               {"{1} starts {0}, not when the app starts", "{1} 啟動 {0}，非於應用程式啟動時"}},
    [SERVER] =
        {"tracker_server",
         {"{1} names a server of {0} ({2}); the library may be renamed, and when it starts cannot be told",
          "{1} 含 {0} 之伺服器（{2}）；函式庫可能已更名，其啟動時機無法判定"}},
    [NONE] = {"no_tracker",
              {"None of {0} such libraries is started, and none of their servers is named",
               "未發現啟動 {0} 種此類函式庫，亦無其伺服器名稱"}},
    [UNREAD] = {"trackers_unread",
                {"Which libraries start with the app was not read", "隨應用程式啟動之函式庫未讀取"}},
};

enum { NAME, KIND, VALUE, NEEDS, OFF, SEVERITY, COLUMNS };

enum { MAX_PATH = 16, MAX_GUARDS = 16 };

typedef struct work {
    const aa_check_input *in;
    aa_sink *sink;
    aa_bytes row[COLUMNS];
    char name[64]; /* of the library, and of the one before */
    size_t libraries, found;
    size_t before; /* found before this library */
} work;

static aa_severity severity_of(const work *w)
{
    return aa_bytes_is(w->row[SEVERITY], "medium") ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
}

/* As a text; the table's fields are short. */
static const char *put(char *out, size_t size, aa_bytes text)
{
    size_t n = text.n < size ? text.n : size - 1;
    memcpy(out, text.p, n);
    out[n] = '\0';
    return out;
}

/* ---- providers
 * ----------------------------------------------------------------------------------------------- */

static const aa_component *find_component(const aa_manifest *m, aa_bytes name)
{
    for (size_t i = 0; i < m->component_count; i++)
        if (m->components[i].name != NULL && m->components[i].enabled.value != AA_NO &&
            aa_bytes_is(name, m->components[i].name))
            return &m->components[i];
    return NULL;
}

/* "NAME=VALUE" is among the meta-data of the application. */
static bool is_set(const aa_manifest *m, aa_bytes pair)
{
    const uint8_t *equals = pair.n == 0 ? NULL : memchr(pair.p, '=', pair.n);
    if (equals == NULL)
        return false;
    aa_bytes name = aa_bytes_of(pair.p, (size_t)(equals - pair.p));
    aa_bytes value = aa_bytes_from(pair, name.n + 1);
    for (size_t i = 0; i < m->meta_data_count; i++)
        if (m->meta_data[i].name != NULL && m->meta_data[i].value != NULL &&
            aa_bytes_is(name, m->meta_data[i].name) && aa_bytes_is(value, m->meta_data[i].value))
            return true;
    return false;
}

/* The first of the pairs in |off| that is set; empty: none. */
static aa_bytes switched_off(const aa_manifest *m, aa_bytes off)
{
    while (off.n > 0) {
        const uint8_t *space = memchr(off.p, ' ', off.n);
        size_t n = space == NULL ? off.n : (size_t)(space - off.p);
        aa_bytes pair = aa_bytes_of(off.p, n);
        if (is_set(m, pair))
            return pair;
        off = aa_bytes_from(off, space == NULL ? n : n + 1);
    }
    return aa_bytes_none();
}

static void look_at_provider(work *w)
{
    const aa_manifest *m = &w->in->facts->manifest;
    const aa_component *c = find_component(m, w->row[VALUE]);
    bool needs = !aa_bytes_is(w->row[NEEDS], "-");
    if (c == NULL || c->type != AA_PROVIDER || (needs && find_component(m, w->row[NEEDS]) == NULL))
        return;
    w->found++;
    char pair[128];
    aa_bytes off = switched_off(m, w->row[OFF]);
    if (off.n > 0)
        aa_clear(w->sink, SWITCHED_OFF, &c->place, AA_ARGS(w->name, put(pair, sizeof pair, off)));
    else
        aa_hit_as(w->sink, PROVIDER, severity_of(w), AA_REACH_NONE_NEEDED, AA_OWNER_LIBRARY, &c->place,
                  AA_ARGS(w->name, c->name));
}

/* ---- calls
 * --------------------------------------------------------------------------------------------------- */

static const char *const stores[] = {
    "Landroid/content/SharedPreferences;->getBoolean",
    "Landroid/content/SharedPreferences;->getInt",
    "Landroid/content/SharedPreferences;->getString",
    "Landroid/content/SharedPreferences;->getLong",
    "Landroid/content/SharedPreferences;->contains",
    "Landroid/database/Cursor;->getInt",
    "Landroid/database/Cursor;->getString",
    "Ljava/io/File;->exists",
};

static bool is_stored(aa_code *code, aa_method_id method, uint32_t pc, aa_value value)
{
    const aa_trace_options through = {.through_library = true};
    aa_origins origins = aa_code_trace(code, method, pc, value, &through);
    for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++)
        if (aa_origins_call(code, &origins, stores[i]) != NULL)
            return true;
    return !origins.complete;
}

/* Whether the call at |pc| runs is decided by what is stored, or by what cannot be followed. */
static bool is_guarded(aa_code *code, aa_method_id method, uint32_t pc)
{
    const aa_flow *flow = aa_code_flow(code, method);
    uint32_t block = flow == NULL ? AA_NO_ID : aa_flow_block_at(flow, pc);
    aa_flow_guard guards[MAX_GUARDS];
    if (block == AA_NO_ID)
        return true;
    size_t count = aa_flow_guards(flow, block, guards, MAX_GUARDS);
    for (size_t i = 0; i < count && i < MAX_GUARDS; i++)
        if (is_stored(code, method, guards[i].branch->pc, guards[i].branch->a))
            return true;
    return count > MAX_GUARDS;
}

/* Where |from| calls |to|; AA_NO_ID: by no call that is seen, as the platform or an object does. */
static uint32_t call_of(const aa_program *p, aa_method_id from, aa_method_id to)
{
    const aa_call_ref *calls = NULL;
    size_t count = aa_calls_in(p, from, &calls);
    for (size_t i = 0; i < count; i++)
        if (calls[i].to == to)
            return calls[i].pc;
    return AA_NO_ID;
}

/* The way from the start of the app to |site| leads past a decision by something stored. */
static bool way_is_guarded(aa_code *code, const aa_site *site)
{
    const aa_code_base *base = aa_code_base_of(code);
    aa_method_id path[MAX_PATH];
    size_t n = aa_reach_launch_path(base->reach, site->in, path, MAX_PATH);
    if (is_guarded(code, site->in, site->pc))
        return true;
    for (size_t i = 0; i + 1 < n; i++) {
        uint32_t pc = call_of(base->program, path[i], path[i + 1]);
        if (pc != AA_NO_ID && is_guarded(code, path[i], pc))
            return true;
    }
    return false;
}

static void look_at_call(work *w)
{
    aa_code *code = w->in->code;
    const aa_reach_map *map = code == NULL ? NULL : aa_code_base_of(code)->reach;
    char pattern[128];
    const char *const patterns[] = {put(pattern, sizeof pattern, w->row[VALUE]), NULL};
    if (map == NULL)
        return;
    aa_sites sites = aa_code_own_calls_of(code, patterns);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        const char *const *args = AA_ARGS(w->name, aa_code_method_name(code, site->in));
        w->found++;
        if (aa_reach_state(map, site->in) == AA_CODE_UNREACHED || !aa_reach_at_launch(map, site->in))
            aa_clear_site(w->sink, LATER, code, site, args);
        else if (way_is_guarded(code, site))
            aa_cannot_tell_site(w->sink, BEHIND_STORED, code, site, args);
        else
            aa_hit_site(w->sink, AT_LAUNCH, severity_of(w), code, site, args);
    }
}

static bool has_text(void *context, aa_bytes text)
{
    const aa_bytes *part = context;
    for (size_t i = 0; part->n <= text.n && i <= text.n - part->n; i++)
        if (memcmp(text.p + i, part->p, part->n) == 0)
            return true;
    return false;
}

/* The first place with that text that may run; NULL: none. */
static const aa_literal *find_text(aa_code *code, aa_bytes part)
{
    const aa_reach_map *map = aa_code_base_of(code)->reach;
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals(code, has_text, &part, &literals);
    for (size_t i = 0; i < count; i++)
        if (map == NULL || aa_reach_state(map, literals[i].in) != AA_CODE_UNREACHED)
            return &literals[i];
    return NULL;
}

/* Nothing calls the library by its name: it may have another. */
static void look_at_text(work *w)
{
    aa_code *code = w->in->code;
    const aa_literal *found = code == NULL || w->found > w->before ? NULL : find_text(code, w->row[VALUE]);
    char server[128];
    if (found == NULL)
        return;
    w->found++;
    aa_cannot_tell_method(
        w->sink, SERVER, code, found->in, found->pc,
        AA_ARGS(w->name, aa_code_method_name(code, found->in), put(server, sizeof server, w->row[VALUE])));
}

static void begin_library(work *w)
{
    if (aa_bytes_is(w->row[NAME], w->name))
        return;
    put(w->name, sizeof w->name, w->row[NAME]);
    w->libraries++;
    w->before = w->found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    work w = {.in = in, .sink = sink};
    if (in->facts->platform != AA_PLATFORM_ANDROID) {
        aa_cannot_tell(sink, UNREAD, NULL, AA_NO_ARGS);
        return;
    }
    aa_tsv table = aa_tsv_open("trackers.tsv");
    while (aa_tsv_next(&table, w.row, COLUMNS)) {
        begin_library(&w);
        if (aa_bytes_is(w.row[KIND], "provider"))
            look_at_provider(&w);
        else if (aa_bytes_is(w.row[KIND], "call"))
            look_at_call(&w);
        else
            look_at_text(&w);
    }
    if (w.found == 0)
        aa_clear(sink, NONE, NULL, AA_ARGS(aa_arg_int(sink, (long long)w.libraries)));
}

const aa_check aa_check_common_tracker_preconsent = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:5 broker:6 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-4",
    .mastg = "MASTG-TEST-0318",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A library that collects data starts before anyone could agree",
                    .why = "Analytics, advertising and crash libraries read identifiers of the device and "
                           "send them when they start. What starts with the app has not asked.",
                    .fix = "Switch off what starts by itself (its documentation names the meta-data) and "
                           "start each library from the handler of the consent screen, later starts by the "
                           "stored answer.",
                    .limits = "Libraries are known by name; of one that was renamed its server may show; one "
                              "that is not in the list is not seen. A stored value that decides is left to a "
                              "person. What a library "
                              "does before its start is not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "蒐集資料之函式庫於取得同意前啟動",
                    .why = "分析、廣告及當機回報函式庫於啟動時讀取裝置識別碼並傳送。"
                           "隨應用程式啟動者尚未徵得同意。",
                    .fix = "關閉自行啟動之功能（依其說明設定 meta-data），改由同意畫面之事件啟動；"
                           "其後依已儲存之答覆決定。",
                    .limits = "以名稱辨識函式庫，已更名者至多可見其伺服器；未列入者無法得知。"
                              "依已儲存之值決定者交由人員判斷。未追蹤函式庫於啟動前之行為。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
