/*
 * Sensitive values that are part of an address: servers, proxies and histories keep addresses.
 */
#include "code/use_url.h"
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { CLEAR_TEXT, SECURE, OTHERS, NONE };

static const aa_message messages[] = {
    [CLEAR_TEXT] = {"query_clear",
                    {"{0} puts {1:sensitive} ({2}) into an address that is loaded without encryption: {3}",
                     "{0} 將{1:sensitive}（{2}）置於未加密連線之位址：{3}"}},
    [SECURE] = {"query_sensitive",
                {"{0} puts {1:sensitive} ({2}) into an address, which servers write to their logs: {3}",
                 "{0} 將{1:sensitive}（{2}）置於位址中，伺服器會將位址寫入日誌：{3}"}},
    [OTHERS] = {"query_others",
                {"None of {0} addresses that are loaded is known to hold a sensitive value",
                 "{0} 個載入之位址均未發現敏感性資料"}},
    [NONE] = {"no_addresses",
              {"No constant in the code becomes an address that is loaded",
               "程式碼中沒有任何常數成為被載入的位址"}},
};

/* Origins but those that an answer lies behind: of a server, a parser. */
static aa_origins own_parts(aa_code *code, const aa_origins *all)
{
    aa_vec kept = AA_VEC_INIT(aa_origin);
    for (size_t i = 0; i < all->count; i++) {
        aa_origin *slot =
            aa_origin_is_answered(code, &all->items[i]) ? NULL : aa_vec_push(aa_code_arena(code), &kept);
        if (slot != NULL)
            *slot = all->items[i];
    }
    return (aa_origins){.items = kept.items, .count = kept.count, .complete = all->complete};
}

static bool same_sink(const aa_url_use *a, const aa_url_use *b)
{
    return a->sink.in == b->sink.in && a->sink.pc == b->sink.pc;
}

/* Uses come by the place of the constant: one load can be told of by several. */
static bool seen_before(const aa_url_uses *uses, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (same_sink(&uses->items[i], &uses->items[index]))
            return true;
    return false;
}

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_url_use *use)
{
    aa_code *code = in->code;
    aa_origins whence = aa_code_whence(code, &use->sink, use->argument);
    aa_origins parts = own_parts(code, &whence);
    aa_data data = aa_data_of(code, in->facts, &parts);
    if (!aa_data_is_secret(data.kind))
        return false;
    bool clear = strcmp(use->scheme, "http") == 0 || strcmp(use->scheme, "ws") == 0;
    aa_hit_origin(sink, clear ? CLEAR_TEXT : SECURE, clear ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW, code,
                  &use->sink, data.origin,
                  AA_ARGS(aa_code_method_name(code, use->sink.in), aa_sensitive_name(data.kind),
                          *data.label != '\0' ? data.label : "-",
                          aa_arg_text(aa_code_utf8(code, use->text))));
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_url_uses uses = aa_code_urls(in->code);
    size_t hits = 0;
    for (size_t i = 0; i < uses.count; i++)
        if (!seen_before(&uses, i))
            hits += judge(in, sink, &uses.items[i]);
    if (uses.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (hits == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)uses.count)));
}

const aa_check aa_check_android_net_query_sensitive = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "",
    .cwe = "CWE-598",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in an address",
                    .why = "Addresses are written to the logs of servers and proxies, kept in histories and "
                           "handed on as Referer, where TLS no longer protects them.",
                    .fix = "Send the value in the body of a POST or in a header: "
                           "connection.setDoOutput(true); connection.getOutputStream().write(body).",
                    .limits = "Only addresses that begin with a constant are looked at. Values are told by "
                              "the layout field, platform call or named extra they come from.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "位址中含敏感性資料",
                    .why = "位址會寫入伺服器與代理伺服器之日誌、留存於瀏覽記錄，並以 Referer "
                           "轉送，此時已無 TLS 保護。",
                    .fix = "將該值置於 POST 內容或標頭：connection.setDoOutput(true); "
                           "connection.getOutputStream().write(body)。",
                    .limits =
                        "僅檢視以常數開頭之位址；資料種類依其來源之輸入欄位、平台呼叫或具名附加資料判斷。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
