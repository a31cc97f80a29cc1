/*
 * Answers of servers that are kept on disk.
 */
#include "code/code.h"
#include "engine/code_record.h"

enum { CACHED, NONE };

static const aa_message messages[] = {
    [CACHED] = {"responses_cached",
                {"{0} makes a cache on disk for responses: {1}", "{0} 建立回應之磁碟快取：{1}"}},
    [NONE] = {"no_cache",
              {"No call in the app makes a cache for responses under the names looked for",
               "應用程式中未發現以已知名稱建立回應快取之呼叫"}},
};

static const char *const makers[] = {
    "Landroid/net/http/HttpResponseCache;->install",
    "Lokhttp3/Cache;-><init>",
    "Lcom/squareup/okhttp/Cache;-><init>",
    NULL,
};

static const char *const names[] = {"android.net.http.HttpResponseCache", "okhttp3.Cache",
                                    "com.squareup.okhttp.Cache"};

/* Loaders of pictures and the like make caches of their own for what they load: only the app's own calls. */
static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t k = 0; in->code != NULL && makers[k] != NULL; k++) {
        const char *const one[] = {makers[k], NULL};
        aa_sites sites = aa_code_own_calls_of(in->code, one);
        for (size_t i = 0; i < sites.count; i++) {
            const aa_site *site = &sites.items[i];
            if (aa_method_is_any(in->code, site->in, makers))
                continue;
            seen++;
            aa_hit_site(sink, CACHED, AA_SEVERITY_LOW, in->code, site,
                        AA_ARGS(aa_code_method_name(in->code, site->in), names[k]));
        }
    }
    if (in->code != NULL && seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_http_cache = {
    .platforms = AA_PLATFORM_ANDROID,
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
                    .title = "Responses may be kept on disk",
                    .why =
                        "What a server sends, accounts and names included, stays readable in the app's files "
                        "unless the server forbids it.",
                    .fix =
                        "Cache-Control: no-store in answers with personal data; a client without a cache for "
                        "those requests.",
                    .limits =
                        "Which requests go through the cache and what servers answer is not seen. A renamed "
                        "OkHttp is not recognised here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "伺服器回應可能保存於磁碟",
                    .why = "伺服器未禁止時，包含帳號、姓名等回應內容將以可讀形式留存於應用程式檔案。",
                    .fix = "含個人資料之回應使用 Cache-Control: no-store，該等請求使用無快取之連線物件。",
                    .limits = "無法得知哪些請求經過快取及伺服器之回應；未辨識已更名之 OkHttp。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
