/*
 * Providers whose data every app can read or write. Unlike for other components the manifest alone proves
 * it: a provider has no use but to answer queries.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum {
    OPEN_BOTH,
    OPEN_READ,
    OPEN_WRITE,
    WEAK,
    OPEN_PATHS,
    PATHS,
    USER,
    UNSURE,
    DISABLED,
    GUARDED,
    CLOSED,
    NONE
};

static const aa_message messages[] = {
    [OPEN_BOTH] = {"provider_open",
                   {"Provider {0} ({1}) can be read and written by every app",
                    "任何應用程式都能讀寫 Provider {0}（{1}）"}},
    [OPEN_READ] = {"provider_readable",
                   {"Provider {0} ({1}) can be read by every app",
                    "任何應用程式都能讀取 Provider {0}（{1}）"}},
    [OPEN_WRITE] = {"provider_writable",
                    {"Provider {0} ({1}) can be written by every app",
                     "任何應用程式都能寫入 Provider {0}（{1}）"}},
    [WEAK] = {"provider_weak_guard",
              {"Provider {0} ({1}) is guarded by {2}, which every app can get",
               "Provider {0}（{1}）以任何應用程式都能取得的權限 {2} 保護"}},
    [OPEN_PATHS] = {"provider_paths_open",
                    {"Provider {0} ({1}) guards some paths only; the others are open to every app",
                     "Provider {0}（{1}）只保護部分路徑；其餘路徑對任何應用程式開放"}},
    [PATHS] =
        {"provider_paths_guarded",
         {"Provider {0} ({1}) has no guard of its own but one on every path; whether that permission is "
          "strong is not read",
          "Provider {0}（{1}）本身無保護，但對所有路徑設有權限；該權限的強度未讀取"}},
    [USER] = {"provider_user_guard",
              {"Provider {0} ({1}) is guarded by {2}, which the user grants; whether that suits its data is "
               "not read",
               "Provider {0}（{1}）以使用者可授予的權限 {2} 保護；是否適合其資料未讀取"}},
    [UNSURE] = {"provider_unresolved",
                {"Whether other apps can reach provider {0} cannot be resolved",
                 "其他應用程式能否存取 Provider {0} 無法解析"}},
    [DISABLED] = {"provider_disabled",
                  {"Provider {0} ({1}) is open to every app but disabled; code can enable it",
                   "Provider {0}（{1}）對任何應用程式開放但已停用；程式碼可將其啟用"}},
    [GUARDED] = {"provider_guarded",
                 {"Provider {0} is guarded by {1} for reading and {2} for writing",
                  "Provider {0} 以 {1} 保護讀取、以 {2} 保護寫入"}},
    [CLOSED] = {"providers_closed",
                {"{0} of {1} providers are not exported", "{1} 個 Provider 中有 {0} 個未對外開放"}},
    [NONE] = {"no_providers", {"The app has no providers", "應用程式沒有 Provider"}},
};

static bool everybody(aa_guard guard)
{
    return guard == AA_GUARD_NONE || guard == AA_GUARD_UNDEFINED || guard == AA_GUARD_NORMAL;
}

/* A <path-permission> for every path; the platform asks for it where the provider has no permission. */
static bool guards_every_path(const aa_component *c)
{
    for (size_t i = 0; i < c->path_permission_count; i++) {
        const aa_path_permission *p = &c->path_permissions[i];
        bool prefix = p->kind != NULL && strcmp(p->kind, "pathPrefix") == 0;
        bool pattern = p->kind != NULL && strcmp(p->kind, "pathPattern") == 0;
        if (p->path != NULL &&
            ((prefix && strcmp(p->path, "/") == 0) || (pattern && strcmp(p->path, "/.*") == 0)))
            return true;
    }
    return false;
}

static void report_open(aa_sink *sink, const aa_component *c, const char *guard, unsigned message)
{
    const char *const *args = AA_ARGS(c->name, aa_arg_text(c->authorities), aa_arg_text(guard));
    if (c->enabled.value == AA_NO)
        aa_cannot_tell(sink, DISABLED, &c->place, args);
    else if (guards_every_path(c))
        aa_cannot_tell(sink, PATHS, &c->place, args);
    else if (c->path_permission_count > 0)
        aa_hit(sink, OPEN_PATHS, &c->place, args);
    else
        aa_hit(sink, message, &c->place, args);
}

static void judge(aa_sink *sink, const aa_component *c)
{
    const char *read_by = NULL;
    const char *write_by = NULL;
    aa_guard read = aa_provider_guard(c, false, &read_by);
    aa_guard write = aa_provider_guard(c, true, &write_by);
    bool reads = everybody(read);
    bool writes = everybody(write);
    const char *weak = reads ? read_by : write_by;
    if ((reads || writes) && weak != NULL && weak[0] != '\0')
        report_open(sink, c, weak, WEAK);
    else if (reads || writes)
        report_open(sink, c, NULL, reads && writes ? OPEN_BOTH : reads ? OPEN_READ : OPEN_WRITE);
    else if (read == AA_GUARD_UNKNOWN || write == AA_GUARD_UNKNOWN)
        aa_cannot_tell(sink, UNSURE, &c->place, AA_ARGS(c->name));
    else if (read == AA_GUARD_USER || write == AA_GUARD_USER)
        aa_cannot_tell(
            sink, USER, &c->place,
            AA_ARGS(c->name, aa_arg_text(c->authorities), read == AA_GUARD_USER ? read_by : write_by));
    else
        aa_clear(sink, GUARDED, &c->place, AA_ARGS(c->name, read_by, write_by));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    long long all = 0;
    long long closed = 0;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        if (c->type != AA_PROVIDER)
            continue;
        aa_tri open = aa_component_open(c);
        all++;
        closed += open == AA_NO;
        if (open == AA_YES)
            judge(sink, c);
        else if (open == AA_UNKNOWN)
            aa_cannot_tell(sink, UNSURE, &c->place, AA_ARGS(c->name));
    }
    if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (closed > 0)
        aa_clear(sink, CLOSED, &m->application_place,
                 AA_ARGS(aa_arg_int(sink, closed), aa_arg_int(sink, all)));
}

const aa_check aa_check_android_exported_provider = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:8 broker:10 mas:4.1.2.5.3 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0355",
    .cwe = "CWE-926",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Content provider open to other apps",
                    .why =
                        "Any app on the device queries, changes or deletes what the provider holds, or opens "
                        "the files behind it.",
                    .fix =
                        "<provider android:exported=\"false\">; to share with partners, "
                        "android:readPermission and android:writePermission with a permission of "
                        "protectionLevel=\"signature\", or single URIs with FLAG_GRANT_READ_URI_PERMISSION.",
                    .limits = "What the provider holds, and checks of the caller in its code, are not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Content Provider 對其他應用程式開放",
                    .why = "裝置上任何應用程式都能查詢、修改或刪除其資料，或開啟其背後的檔案。",
                    .fix = "<provider android:exported=\"false\">；與合作的應用程式分享時，以 "
                           "android:readPermission 與 "
                           "android:writePermission 指定 protectionLevel=\"signature\" 的權限，或以 "
                           "FLAG_GRANT_READ_URI_PERMISSION 授予單一 URI。",
                    .limits = "Provider 的內容，以及程式碼中對呼叫者的檢查，均未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
