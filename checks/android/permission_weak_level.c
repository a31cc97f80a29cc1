/*
 * A permission of the app's own that guards a component, at a level that other apps can get.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { WEAK, UNSURE, STRONG, IDLE, NONE };

static const aa_message messages[] = {
    [WEAK] = {"weak_level",
              {"Permission {0} is {1} and guards {2}", "權限 {0} 的等級為 {1}，卻用以保護 {2}"}},
    [UNSURE] = {"level_unresolved",
                {"The level of permission {0}, which guards {2}, cannot be resolved",
                 "用以保護 {2} 的權限 {0}，其等級無法解析"}},
    [STRONG] = {"strong_level", {"Permission {0} is {1}", "權限 {0} 的等級為 {1}"}},
    [IDLE] = {"guards_nothing",
              {"Permission {0} is {1} and guards no exported component",
               "權限 {0} 的等級為 {1}，未用以保護對外開放的元件"}},
    [NONE] = {"no_own_permissions", {"The app defines no permissions", "應用程式未定義權限"}},
};

static bool is(const char *text, const char *wanted)
{
    return text != NULL && strcmp(text, wanted) == 0;
}

static bool guards(const aa_component *c, const char *permission)
{
    if (is(c->permission, permission) || is(c->read_permission, permission) ||
        is(c->write_permission, permission))
        return true;
    for (size_t i = 0; i < c->path_permission_count; i++) {
        const aa_path_permission *p = &c->path_permissions[i];
        if (is(p->permission, permission) || is(p->read_permission, permission) ||
            is(p->write_permission, permission))
            return true;
    }
    return false;
}

/* The first component that is open to other apps and guarded by |permission|; NULL: none. */
static const char *guarded_by(const aa_manifest *m, const char *permission)
{
    for (size_t i = 0; i < m->component_count; i++)
        if (aa_component_open(&m->components[i]) != AA_NO && guards(&m->components[i], permission))
            return m->components[i].name;
    return NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    for (size_t i = 0; i < m->permission_def_count; i++) {
        const aa_permission_def *def = &m->permission_defs[i];
        const char *guarded = guarded_by(m, def->name);
        const char *const *args =
            AA_ARGS(def->name, def->level_text != NULL ? def->level_text : "normal", aa_arg_text(guarded));
        if (def->level == AA_PROTECT_SIGNATURE || def->level == AA_PROTECT_INTERNAL)
            aa_clear(sink, STRONG, &def->place, args);
        else if (guarded == NULL)
            aa_clear(sink, IDLE, &def->place, args);
        else if (def->level == AA_PROTECT_UNKNOWN)
            aa_cannot_tell(sink, UNSURE, &def->place, args);
        else
            aa_hit(sink, WEAK, &def->place, args);
    }
    if (m->permission_def_count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_permission_weak_level = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0364",
    .cwe = "CWE-732",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Own permission is too weak for what it guards",
                    .why =
                        "A normal permission is granted to every app that asks and a dangerous one to every "
                        "app the user says yes to, so the component behind it is open.",
                    .fix = "<permission android:name=\"…\" android:protectionLevel=\"signature\"/>.",
                    .limits = "Checks of the caller in code are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "自訂權限的保護等級不足",
                    .why = "normal 權限會授予任何提出要求的應用程式，dangerous "
                           "權限則由使用者同意即可取得，其所保護的元件"
                           "形同開放。",
                    .fix =
                        "改宣告為 <permission android:name=\"…\" android:protectionLevel=\"signature\"/>。",
                    .limits = "程式碼中對呼叫者的檢查未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
