/*
 * The paths that a FileProvider may share: a whole storage area instead of a folder for sharing.
 */
#include "engine/check.h"

enum { ROOT, ROOT_PART, WHOLE, WHOLE_CACHE, NARROW, NO_LIST, NONE };

static const aa_message messages[] = {
    [ROOT] = {"shares_root",
              {"{0} can share the whole file system: <root-path path=\"{2}\">",
               "{0} 可分享整個檔案系統：<root-path path=\"{2}\">"}},
    [ROOT_PART] = {"shares_below_root",
                   {"{0} can share {2} of the file system: <root-path>",
                    "{0} 可分享檔案系統的 {2}：<root-path>"}},
    [WHOLE] = {"shares_whole_area",
               {"{0} can share a whole storage area: <{1} path=\"{2}\">",
                "{0} 可分享整個儲存區：<{1} path=\"{2}\">"}},
    [WHOLE_CACHE] = {"shares_whole_cache",
                     {"{0} can share a whole cache or media area: <{1} path=\"{2}\">",
                      "{0} 可分享整個快取或媒體儲存區：<{1} path=\"{2}\">"}},
    [NARROW] = {"shares_folder",
                {"{0} shares a folder: <{1} path=\"{2}\">", "{0} 只分享資料夾：<{1} path=\"{2}\">"}},
    [NO_LIST] = {"paths_unread", {"The path list of {0} cannot be read", "{0} 的路徑清單無法讀取"}},
    [NONE] = {"no_shared_paths",
              {"No provider has a list of files to share", "沒有 Provider 列出要分享的檔案"}},
};

static bool is(const char *text, const char *wanted)
{
    return text != NULL && strcmp(text, wanted) == 0;
}

/* The area itself: "", ".", "/", "./" and the like. A missing path is the area as well. */
static bool is_whole(const char *path)
{
    return path == NULL || path[strspn(path, "./")] == '\0';
}

static void judge(aa_sink *sink, const aa_shared_path *p)
{
    const char *const *args =
        AA_ARGS(aa_arg_text(p->provider), aa_arg_text(p->kind), p->path != NULL ? p->path : "");
    bool root = is(p->kind, "root-path");
    bool lesser =
        is(p->kind, "cache-path") || is(p->kind, "external-cache-path") || is(p->kind, "external-media-path");
    if (root && is_whole(p->path))
        aa_hit(sink, ROOT, &p->place, args);
    else if (root)
        aa_hit_as(sink, ROOT_PART, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &p->place, args);
    else if (is_whole(p->path) && lesser)
        aa_hit_as(sink, WHOLE_CACHE, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &p->place, args);
    else if (is_whole(p->path))
        aa_hit(sink, WHOLE, &p->place, args);
    else
        aa_clear(sink, NARROW, &p->place, args);
}

static bool has_paths(const aa_facts *facts, const char *provider)
{
    for (size_t i = 0; i < facts->shared_path_count; i++)
        if (is(facts->shared_paths[i].provider, provider))
            return true;
    return false;
}

/* A provider that names a list of which no path is known. */
static bool report_unread(const aa_check_input *in, aa_sink *sink, const aa_component *c)
{
    if (c->type != AA_PROVIDER || has_paths(in->facts, c->name))
        return false;
    for (size_t i = 0; i < c->meta_data_count; i++) {
        if (!is(c->meta_data[i].name, "android.support.FILE_PROVIDER_PATHS"))
            continue;
        aa_cannot_tell(sink, NO_LIST, &c->meta_data[i].place, AA_ARGS(c->name));
        return true;
    }
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_facts *facts = in->facts;
    bool any = facts->shared_path_count > 0;
    for (size_t i = 0; i < facts->shared_path_count; i++)
        judge(sink, &facts->shared_paths[i]);
    for (size_t i = 0; i < facts->manifest.component_count; i++)
        any = report_unread(in, sink, &facts->manifest.components[i]) || any;
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_fileprovider_broad = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_RESOURCES),
    .rows = "broker:10 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0357",
    .cwe = "CWE-22",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "FileProvider can share a whole storage area",
                    .why =
                        "Databases, preferences and keys lie in the same area. A file name that comes from "
                        "outside, or an intent that is passed on, is then enough to hand them out.",
                    .fix = "A folder of its own for sharing: <files-path name=\"shared\" path=\"shared/\"/>, "
                           "and "
                           "no <root-path>.",
                    .limits =
                        "Which files the app shares is in its code; only FileProvider path lists are read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "FileProvider 可分享整個儲存區",
                    .why = "資料庫、偏好設定與金鑰都在同一區。只要檔名來自外部，或轉送他人的 "
                           "Intent，即可能將其交出。",
                    .fix = "設分享專用的資料夾：<files-path name=\"shared\" path=\"shared/\"/>，且不使用 "
                           "<root-path>。",
                    .limits = "實際分享哪些檔案由程式碼決定；只讀取 FileProvider 的路徑清單。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
