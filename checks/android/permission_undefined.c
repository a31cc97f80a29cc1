/*
 * A component guarded by a name that nobody defines: the first app that defines it holds the key.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { UNDEFINED, DEFINED, NONE };

static const aa_message messages[] = {
    [UNDEFINED] = {"guard_undefined",
                   {"{0} is guarded by {1}, which neither the app nor the platform defines",
                    "{0} 以 {1} 保護，但應用程式與平台均未定義該權限"}},
    [DEFINED] = {"guards_defined",
                 {"All {0} permissions that guard exported components are defined",
                  "保護對外開放元件的 {0} 個權限均有定義"}},
    [NONE] = {"no_guards",
              {"No exported component is guarded by a permission", "沒有對外開放的元件以權限保護"}},
};

/* Counts a guard, and reports it when nobody defines it; true when it did. */
static bool look(aa_sink *sink, const aa_component *c, const char *permission, aa_guard guard,
                 long long *count)
{
    if (guard == AA_GUARD_NONE)
        return false;
    *count += 1;
    if (guard != AA_GUARD_UNDEFINED)
        return false;
    aa_hit(sink, UNDEFINED, &c->place, AA_ARGS(c->name, permission));
    return true;
}

static bool look_at(aa_sink *sink, const aa_component *c, long long *count)
{
    if (c->type != AA_PROVIDER)
        return look(sink, c, c->permission, aa_component_guard(c), count);
    const char *read = NULL;
    const char *write = NULL;
    aa_guard reads = aa_provider_guard(c, false, &read);
    aa_guard writes = aa_provider_guard(c, true, &write);
    bool found = look(sink, c, read, reads, count);
    bool same = read != NULL && write != NULL && strcmp(read, write) == 0;
    return (!same && look(sink, c, write, writes, count)) || found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    long long count = 0;
    bool found = false;
    for (size_t i = 0; i < m->component_count; i++)
        if (aa_component_open(&m->components[i]) != AA_NO)
            found = look_at(sink, &m->components[i], &count) || found;
    if (count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (!found)
        aa_clear(sink, DEFINED, &m->application_place, AA_ARGS(aa_arg_int(sink, count)));
}

const aa_check aa_check_android_permission_undefined = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0364",
    .cwe = "CWE-732",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Component guarded by a permission that nobody defines",
                    .why = "The guard looks strong, yet any app can define that name as a normal permission, "
                           "hold it and reach the component. Often a typo, or what a removed library left.",
                    .fix = "Correct the name, or define it: <permission android:name=\"…\" "
                           "android:protectionLevel=\"signature\"/>.",
                    .limits = "A permission of another app of the same maker that is always installed is not "
                              "known here; names that device vendors define are in a list.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以無人定義的權限保護元件",
                    .why = "看似有保護，但任何應用程式都可將該名稱定義為 normal "
                           "權限並持有，進而存取該元件。常見原因是"
                           "拼寫錯誤，或移除函式庫後的殘留。",
                    .fix = "更正名稱，或加以定義：<permission android:name=\"…\" "
                           "android:protectionLevel=\"signature\"/>。",
                    .limits =
                        "無法得知同一開發者另一個必定安裝的應用程式所定義的權限；裝置廠商定義者則列於清單。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
