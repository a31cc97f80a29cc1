/*
 * <grant-uri-permission> that covers every path: one grant, obtained by any flaw that makes the app start an
 * intent for somebody else, then opens whatever the provider holds.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { WIDE, ROOT, ALL_PATHS, NARROW, FILES, NONE };

static const aa_message messages[] = {
    [WIDE] = {"grant_all_paths",
              {"Access to every path of provider {0} can be granted: {1}=\"{2}\"",
               "可授予 Provider {0} 所有路徑的存取：{1}=\"{2}\""}},
    [ROOT] = {"grant_root_path",
              {"Access to the root path of provider {0} can be granted: {1}=\"{2}\"",
               "可授予 Provider {0} 根路徑的存取：{1}=\"{2}\""}},
    [ALL_PATHS] =
        {"grant_unlimited",
         {"Provider {0} has android:grantUriPermissions=\"true\" and names no paths; what the app "
          "grants is not read",
          "Provider {0} 設 android:grantUriPermissions=\"true\" 而未列路徑；應用程式授予什麼未讀取"}},
    [NARROW] = {"grant_some_paths",
                {"Provider {0} limits grants to {1}=\"{2}\"", "Provider {0} 將授予限於 {1}=\"{2}\""}},
    [FILES] = {"grant_by_file_provider",
               {"Provider {0} grants URIs of files that its path list names (see android-fileprovider-broad)",
                "Provider {0} 授予其路徑清單所列檔案的 URI（見 android-fileprovider-broad）"}},
    [NONE] = {"no_grants", {"No provider grants access to its URIs", "沒有 Provider 授予其 URI 的存取"}},
};

static bool is(const char *text, const char *wanted)
{
    return text != NULL && strcmp(text, wanted) == 0;
}

/* Matches every path: PatternMatcher with a prefix "/", or a pattern that is "anything". */
static bool covers_all(const aa_path_permission *p)
{
    if (is(p->kind, "pathPrefix"))
        return is(p->path, "") || is(p->path, "/");
    return (is(p->kind, "pathPattern") || is(p->kind, "pathAdvancedPattern")) &&
           (is(p->path, ".*") || is(p->path, "/.*"));
}

static bool lists_files(const aa_component *c)
{
    for (size_t i = 0; i < c->meta_data_count; i++)
        if (is(c->meta_data[i].name, "android.support.FILE_PROVIDER_PATHS"))
            return true;
    return false;
}

static void judge_path(aa_sink *sink, const aa_component *c, const aa_path_permission *p)
{
    const char *const *args = AA_ARGS(c->name, aa_arg_text(p->kind), aa_arg_text(p->path));
    bool open = aa_component_open(c) == AA_YES;
    if (covers_all(p))
        aa_hit_as(sink, WIDE, open ? AA_SEVERITY_HIGH : AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED,
                  AA_OWNER_APP, &p->place, args);
    else if (is(p->kind, "path") && is(p->path, "/"))
        aa_hit_as(sink, ROOT, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &p->place, args);
    else
        aa_clear(sink, NARROW, &p->place, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    bool any = false;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        bool all = c->grant_uri_permissions.declared && c->grant_uri_permissions.value != AA_NO;
        if (c->type != AA_PROVIDER || (!all && c->grant_path_count == 0))
            continue;
        any = true;
        for (size_t k = 0; k < c->grant_path_count; k++)
            judge_path(sink, c, &c->grant_paths[k]);
        if (c->grant_path_count == 0 && lists_files(c))
            aa_clear(sink, FILES, &c->grant_uri_permissions.place, AA_ARGS(c->name));
        else if (c->grant_path_count == 0)
            aa_cannot_tell(sink, ALL_PATHS, &c->grant_uri_permissions.place, AA_ARGS(c->name));
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_provider_grant_wide = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0355",
    .cwe = "CWE-732",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Provider lets every path be granted",
                    .why = "A grant passes by the provider's permissions. Where all paths can be granted, an "
                           "intent that another app gets this one to send opens any record or file.",
                    .fix = "List what is shared: <grant-uri-permission android:pathPrefix=\"/shared/\"/>.",
                    .limits = "Which URIs the app really grants is in its code.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Provider 可授予所有路徑的存取",
                    .why = "授予會繞過 Provider 的權限。若所有路徑皆可授予，其他應用程式誘使本應用程式送出的 "
                           "Intent "
                           "即可開啟任何紀錄或檔案。",
                    .fix = "列明分享的範圍：<grant-uri-permission android:pathPrefix=\"/shared/\"/>。",
                    .limits = "實際授予哪些 URI 由程式碼決定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
