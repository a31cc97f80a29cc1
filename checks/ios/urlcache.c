/*
 * Responses that the system keeps on disk.
 */
#include "engine/machine_record.h"

enum { CACHES, BOUNDED, NONE };

static const aa_message messages[] = {
    [CACHES] = {"cache_shared",
                {"{0} connects by {1}: responses are cached on disk", "{0} 以 {1} 連線，回應將快取於磁碟"}},
    [BOUNDED] = {"cache_bounded", {"{0} bounds the cache by {1}", "{0} 以 {1} 限制快取"}},
    [NONE] = {"no_session",
              {"No call in the app makes a session that caches", "應用程式中無任何呼叫建立會快取之連線"}},
};

static size_t record(aa_machine *machine, aa_sink *sink, unsigned message, const char *selector,
                     const char *class_name)
{
    aa_msites sites = aa_machine_sends(machine, selector, class_name);
    for (size_t i = 0; i < sites.count; i++) {
        const char *where = aa_machine_function_name(machine, sites.items[i].image, sites.items[i].function);
        const char *const *args = AA_ARGS(aa_arg_text(where), selector);
        if (message == BOUNDED)
            aa_clear_spot(sink, message, machine, aa_mspot_of(&sites.items[i]), args);
        else
            aa_hit_spot(sink, message, AA_SEVERITY_LOW, machine, aa_mspot_of(&sites.items[i]), NULL, args);
    }
    return sites.count;
}

/* A delegate that decides on each response. */
static size_t record_delegates(aa_machine *machine, aa_sink *sink)
{
    static const char selector[] = "URLSession:dataTask:willCacheResponse:completionHandler:";
    const aa_mplace_ref *methods;
    size_t count = aa_machine_methods(machine, selector, &methods);
    for (size_t i = 0; i < count; i++) {
        const char *where = aa_machine_function_name(machine, methods[i].image, methods[i].function);
        aa_clear_spot(sink, BOUNDED, machine, aa_mspot_at(&methods[i]),
                      AA_ARGS(aa_arg_text(where), selector));
    }
    return count;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const char *const bounds[] = {"setURLCache:", "setSharedURLCache:", "removeAllCachedResponses",
                                         "setDiskCapacity:", "ephemeralSessionConfiguration"};
    if (in->machine == NULL)
        return;
    size_t bounded = record_delegates(in->machine, sink), caching = 0;
    for (size_t b = 0; b < sizeof bounds / sizeof bounds[0]; b++)
        bounded += record(in->machine, sink, BOUNDED, bounds[b], NULL);
    if (bounded > 0)
        return;
    caching += record(in->machine, sink, CACHES, "sharedSession", "NSURLSession");
    caching += record(in->machine, sink, CACHES, "defaultSessionConfiguration", "NSURLSessionConfiguration");
    if (caching == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_urlcache = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.4 mas:4.1.2.3.5",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "",
    .cwe = "CWE-524",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Responses may be cached on disk",
                    .why = "What a server sends lies in the app's Cache.db, readable to anybody who gets at "
                           "the app's folder, unless the response forbids it.",
                    .fix = "An ephemeral configuration, URLCache = nil, or Cache-Control: no-store from the "
                           "server.",
                    .limits = "What the server says about caching does not show in the app: a hint, no "
                              "verdict.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "回應可能快取於磁碟",
                    .why = "除非回應禁止，伺服器傳送之內容將存於應用程式之 Cache.db，取得資料夾者均可讀取。",
                    .fix =
                        "使用 ephemeral 設定、將 URLCache 設為 nil，或由伺服器回應 Cache-Control: no-store。",
                    .limits = "伺服器之快取指示無法由應用程式得知：僅供提示，不作為判定依據。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
