/*
 * Payment through the store.
 */
#include "store_calls.h"

enum { STORE, RENAMED, NONE };

static const aa_message messages[] = {
    [STORE] = {"store_billing",
               {"{0} starts a payment through the store, which asks the user",
                "{0} 透過商店啟動付款，由商店取得使用者同意"}},
    [RENAMED] = {"billing_renamed",
                 {"{0} binds the store's payment service; the library was renamed, and whether a payment is "
                  "started cannot be told",
                  "{0} 連結商店付款服務；函式庫已更名，是否啟動付款無法判定"}},
    [NONE] = {"no_billing",
              {"No call in the app starts a payment through the store",
               "應用程式中無任何呼叫透過商店啟動付款"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites =
        aa_code_calls(in->code, "Lcom/android/billingclient/api/BillingClient;->launchBillingFlow");
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_site(sink, STORE, AA_SEVERITY_INFO, in->code, &sites.items[i],
                    AA_ARGS(aa_code_method_name(in->code, sites.items[i].in)));
    if (sites.count > 0 || store_hit_renamed(in->code, sink, AA_SHAPE_BILLING, STORE) > 0)
        return;
    aa_method_id renamed = store_renamed(in->code, AA_SHAPE_BILLING);
    if (renamed != AA_NO_ID)
        aa_cannot_tell_method(sink, RENAMED, in->code, renamed, AA_NO_ID,
                              AA_ARGS(aa_code_method_name(in->code, renamed)));
    else
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_billing_flow = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:12 mas:4.1.3.1.1 mas:4.1.3.1.2 mas:4.1.3.1.3",
    .masvs = "MASVS-AUTH-3",
    .mastg = "",
    .cwe = "CWE-862",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Payment through the store's own flow",
                    .why =
                        "The store shows the price and takes the consent, so that nothing is paid unnoticed.",
                    .fix = "BillingClient.launchBillingFlow() from the handler of a button.",
                    .limits = "Payments outside the store are not recognised; whether they notify and can be "
                              "refused, only a person can answer.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以商店流程付款",
                    .why = "由商店顯示價格並取得同意，避免在使用者未察覺下付款。",
                    .fix = "於按鈕事件中呼叫 BillingClient.launchBillingFlow()。",
                    .limits = "商店以外之付款無法辨識，其是否告知並可拒絕須由人員回答。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
