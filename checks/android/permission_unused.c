/*
 * Permissions that nothing in the app can use.
 */
#include "base/tsv.h"
#include "engine/code_record.h"

enum { USED, BY_LIBRARY, UNUSED, UNSEEN, NO_SOURCE, NONE };

static const aa_message messages[] = {
    [USED] = {"permission_used", {"{0} is used: {1}", "{0} 有使用：{1}"}},
    [BY_LIBRARY] = {"permission_used_by_library",
                    {"{0} is used by a library only: {1}", "{0} 僅由函式庫使用：{1}"}},
    [UNUSED] = {"permission_unused", {"Nothing in the app uses {0}", "應用程式中無任何程式使用 {0}"}},
    [UNSEEN] = {"permission_use_unseen",
                {"No use of {0} is seen; {1} may use it", "未見 {0} 之使用；{1} 仍可能使用"}},
    [NO_SOURCE] = {"permission_use_unknown", {"What uses {0} is in no list", "無資料可判定 {0} 之使用方式"}},
    [NONE] = {"no_dangerous_permission",
              {"The app asks for no permission that the user grants", "應用程式未要求須由使用者授權之權限"}},
};

enum { PERMISSION, KIND, VALUE, FIELDS = 7 };

/* Where a permission is used. */
typedef struct use {
    bool listed; /* some source says what uses it */
    bool own, library;
    aa_method_id in;
    uint32_t pc;
    const char *what;
} use;

static void add_use(aa_code *code, use *u, aa_method_id in, uint32_t pc, aa_bytes what)
{
    bool library = aa_code_is_library(code, in);
    if (u->own || (library && u->library))
        return;
    u->own = !library;
    u->library = library;
    u->in = in;
    u->pc = pc;
    u->what = aa_arg_text(aa_arena_utf8(aa_code_arena(code), what));
}

/* "L…;->m 1=18": the condition on an argument is left out, so that a use is seen rather than missed. */
static const char *pattern_of(aa_code *code, aa_bytes value)
{
    size_t n = 0;
    while (n < value.n && value.p[n] != ' ')
        n++;
    return aa_arena_strndup(aa_code_arena(code), (const char *)value.p, n);
}

static void look_at_calls(aa_code *code, use *u, aa_bytes value)
{
    const char *pattern = pattern_of(code, value);
    aa_sites sites = pattern == NULL ? (aa_sites){0} : aa_code_calls(code, pattern);
    for (size_t i = 0; i < sites.count; i++)
        add_use(code, u, sites.items[i].in, sites.items[i].pc, value);
}

static void look_at_callbacks(aa_code *code, use *u, aa_bytes value)
{
    const aa_method_id *methods = NULL;
    const char *pattern = pattern_of(code, value);
    size_t count = pattern == NULL ? 0 : aa_code_overrides(code, pattern, &methods);
    for (size_t i = 0; i < count; i++)
        add_use(code, u, methods[i], AA_NO_ID, value);
}

static bool begins_so(void *context, aa_bytes text)
{
    const aa_bytes *wanted = context;
    return text.n >= wanted->n && memcmp(text.p, wanted->p, wanted->n) == 0;
}

static void look_at_texts(aa_code *code, use *u, aa_bytes value)
{
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals(code, begins_so, &value, &literals);
    for (size_t i = 0; i < count; i++)
        add_use(code, u, literals[i].in, literals[i].pc, value);
}

/* "L…;->NAME": a static field of the platform that holds a URI. */
static void look_at_fields(aa_code *code, use *u, aa_bytes value)
{
    const aa_program *p = aa_code_base_of(code)->program;
    size_t defined = 0;
    size_t count = aa_program_field_count(p, &defined);
    for (aa_field_id id = (aa_field_id)defined; id < count; id++) {
        const aa_field *f = aa_program_field(p, id);
        aa_bytes owner = aa_program_type(p, f->owner)->descriptor;
        const aa_field_ref *const *refs = NULL;
        bool fits = value.n == owner.n + 2 + f->name.n && memcmp(value.p, owner.p, owner.n) == 0 &&
                    memcmp(value.p + owner.n + 2, f->name.p, f->name.n) == 0;
        size_t n = fits ? aa_field_refs(p, id, &refs) : 0;
        for (size_t i = 0; i < n; i++)
            add_use(code, u, refs[i]->in, refs[i]->pc, value);
    }
}

static use find_use(aa_code *code, const char *permission)
{
    use u = {.in = AA_NO_ID, .pc = AA_NO_ID, .what = "-"};
    aa_tsv table = aa_tsv_open("permission_apis.tsv");
    aa_bytes line[FIELDS];
    while (!u.own && aa_tsv_next(&table, line, FIELDS)) {
        if (!aa_bytes_is(line[PERMISSION], permission))
            continue;
        u.listed = true;
        if (aa_bytes_is(line[KIND], "call"))
            look_at_calls(code, &u, line[VALUE]);
        else if (aa_bytes_is(line[KIND], "callback"))
            look_at_callbacks(code, &u, line[VALUE]);
        else if (aa_bytes_is(line[KIND], "field"))
            look_at_fields(code, &u, line[VALUE]);
        else
            look_at_texts(code, &u, line[VALUE]);
    }
    return u;
}

/* What could use a permission without showing; NULL: nothing. */
static const char *unseen_user(const aa_check_input *in)
{
    static const char *const reflection[] = {
        "Ljava/lang/Class;->getMethod",
        "Ljava/lang/Class;->getDeclaredMethod",
        NULL,
    };
    if (!aa_code_base_of(in->code)->complete)
        return "code that could not be read";
    if (in->facts->native_count > 0)
        return "native code";
    aa_sites sites = aa_code_calls_of(in->code, reflection);
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes name;
        if (!aa_code_is_library(in->code, sites.items[i].in) &&
            !aa_site_text(in->code, &sites.items[i], 1, &name))
            return "reflection";
    }
    return NULL;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_permission_use *p)
{
    use u = find_use(in->code, p->name);
    const char *unseen = u.own || u.library || !u.listed ? NULL : unseen_user(in);
    if (!u.listed)
        aa_cannot_tell(sink, NO_SOURCE, &p->place, AA_ARGS(p->name));
    else if (u.own)
        aa_clear_method(sink, USED, in->code, u.in, u.pc, AA_ARGS(p->name, u.what));
    else if (u.library)
        aa_clear_method(sink, BY_LIBRARY, in->code, u.in, u.pc, AA_ARGS(p->name, u.what));
    else if (unseen != NULL)
        aa_cannot_tell(sink, UNSEEN, &p->place, AA_ARGS(p->name, unseen));
    else
        aa_hit(sink, UNUSED, &p->place, AA_ARGS(p->name));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    bool any = false;
    for (size_t i = 0; i < m->permission_count && in->code != NULL; i++) {
        if (m->permissions[i].level != AA_PROTECT_DANGEROUS || !m->permissions[i].is_platform)
            continue;
        any = true;
        judge(in, sink, &m->permissions[i]);
    }
    if (!any && in->code != NULL)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_permission_unused = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:1 broker:5 broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0254",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Permission that nothing uses",
                    .why = "It frightens users, has to be explained in the published statement, and is there "
                           "for whoever gets into the app.",
                    .fix = "Remove the <uses-permission>, or <uses-permission android:name=\"…\" "
                           "tools:node=\"remove\"/> when a library brings it.",
                    .limits =
                        "Uses are known by the platform's signature files of Android 14 and lists of URIs "
                        "and actions. Native code and reflection with names made at run time cannot be seen: "
                        "the permission is then left undecided.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "宣告未使用之權限",
                    .why = "使用者無從理解其必要性，須於對外說明中解釋，"
                           "且可為入侵應用程式者所用。",
                    .fix = "移除 <uses-permission>；由函式庫帶入者，以 <uses-permission "
                           "android:name=\"…\" tools:node=\"remove\"/> 移除。",
                    .limits = "使用方式依 Android 14 平台簽章檔與 URI、action 清單判定。"
                              "原生程式碼及執行時組成名稱之反射無法得知，列為未判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
