/*
 * Sensitive values in notifications, which the lock screen shows.
 */
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { SHOWN, SECRET, OTHERS, NONE };

enum { VISIBILITY_SECRET = -1 }; /* android.app.Notification */

static const aa_message messages[] = {
    [SHOWN] = {"notification_sensitive",
               {"{0} puts {1:sensitive} ({2}) into a notification that the lock screen may show",
                "{0} 將{1:sensitive}（{2}）放入鎖定畫面可能顯示之通知"}},
    [SECRET] = {"notification_secret",
                {"{0} puts {1:sensitive} ({2}) into a notification and keeps it from the lock screen",
                 "{0} 將{1:sensitive}（{2}）放入通知，並設為不於鎖定畫面顯示"}},
    [OTHERS] = {"notification_others",
                {"None of {0} texts of notifications is known to hold a sensitive value",
                 "{0} 處通知文字均未發現含有敏感性資料"}},
    [NONE] = {"no_notification",
              {"No call in the app sets the text of a notification", "應用程式中無任何呼叫設定通知文字"}},
};

/* Builders of androidx hand on to these, whatever they are called. */
static const char *const texts[] = {
    "Landroid/app/Notification$Builder;->setContentText",
    "Landroid/app/Notification$Builder;->setContentTitle",
    "Landroid/app/Notification$Builder;->setSubText",
    "Landroid/app/Notification$Builder;->setTicker",
    "Landroid/app/Notification$BigTextStyle;->bigText",
    "Landroid/app/Notification$InboxStyle;->addLine",
    NULL,
};

/* The place nearest to the call that is not of a library: of the call itself, or where the value was given.
 */
static aa_site own_place(aa_code *code, const aa_site *site, const aa_origin *origin)
{
    aa_site own = *site;
    bool found = !aa_code_is_library(code, site->in);
    for (const aa_step *step = origin->way; step != NULL && !found; step = step->next)
        if (!aa_code_is_library(code, step->in))
            own = (aa_site){.in = step->in, .to = step->method, .pc = step->pc};
    return own;
}

static bool goes_through(const aa_site *site, const aa_origin *origin, aa_method_id method)
{
    bool through = site->in == method;
    for (const aa_step *step = origin->way; step != NULL && !through; step = step->next)
        through = step->in == method;
    return through;
}

/* A method that the value went through says that the lock screen shows nothing of a notification. */
static bool keeps_secret(aa_code *code, const aa_site *site, const aa_origin *origin)
{
    aa_sites sites = aa_code_calls(code, "Landroid/app/Notification$Builder;->setVisibility");
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins set = aa_code_constants(code, &sites.items[i], 1);
        for (size_t k = 0; k < set.count; k++)
            if (set.items[k].kind == AA_ORIGIN_INT && set.items[k].number == VISIBILITY_SECRET &&
                goes_through(site, origin, set.items[k].in))
                return true;
    }
    return false;
}

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_origins whence = aa_code_whence(in->code, site, 1);
    aa_data data = aa_data_of(in->code, in->facts, &whence);
    if (data.kind == AA_SENSITIVE_NONE)
        return false;
    aa_site place = own_place(in->code, site, data.origin);
    const char *const *args =
        AA_ARGS(aa_code_method_name(in->code, place.in), aa_sensitive_name(data.kind), data.label);
    if (keeps_secret(in->code, site, data.origin))
        aa_clear_site(sink, SECRET, in->code, &place, args);
    else
        aa_hit_origin(sink, SHOWN, AA_SEVERITY_LOW, in->code, &place, data.origin, args);
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, texts);
    size_t any = 0;
    for (size_t i = 0; i < sites.count; i++)
        any += judge(in, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (any == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)sites.count)));
}

const aa_check aa_check_android_notification_sensitive = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "mas:4.1.2.3.13",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "MASTG-TEST-0315",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in a notification",
                    .why = "A notification lies on the lock screen for whoever holds the device, and goes to "
                           "watches and to apps that may read notifications.",
                    .fix = "Say that something happened and show the value in the app; "
                           "builder.setVisibility(NotificationCompat.VISIBILITY_SECRET), or "
                           "VISIBILITY_PRIVATE with a setPublicVersion() that names nothing.",
                    .limits = "VISIBILITY_PRIVATE hides a text only where the user asked the device to hide "
                              "it, and does not clear a finding. Own layouts of notifications "
                              "(RemoteViews) are not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "通知含敏感性資料",
                    .why = "通知顯示於鎖定畫面，持有裝置者皆可見，並會傳送至手錶及可讀取通知之應用程式。",
                    .fix = "僅告知有事件發生，內容於應用程式內顯示；"
                           "builder.setVisibility(NotificationCompat.VISIBILITY_SECRET)，或 "
                           "VISIBILITY_PRIVATE 並以 setPublicVersion() 提供不含內容之版本。",
                    .limits = "VISIBILITY_PRIVATE 僅於使用者已設定裝置隱藏內容時有效，故不視為已處理。"
                              "通知之自訂畫面（RemoteViews）未追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
