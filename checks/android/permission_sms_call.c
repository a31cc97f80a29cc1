/*
 * Messages and calls that cost money.
 */
#include "code/use_input.h"
#include "engine/code_record.h"

enum { SENDS, DIALS, UNUSED, NONE };

static const aa_message messages[] = {
    [SENDS] = {"sends_sms",
               {"{0} sends a text message without the user pressing send in a messaging app",
                "{0} 可自行發送簡訊，無須使用者於簡訊程式按下傳送"}},
    [DIALS] = {"places_call",
               {"{0} starts a call without the user pressing dial",
                "{0} 可自行撥打電話，無須使用者按下撥號"}},
    [UNUSED] = {"permission_without_call",
                {"{0} is declared, and no call in the app uses it",
                 "已宣告 {0}，但應用程式中無任何呼叫使用"}},
    [NONE] = {"no_paid_permission",
              {"The app may neither send messages nor place calls", "應用程式無發送簡訊或撥打電話之權限"}},
};

#define SEND "android.permission.SEND_SMS"
#define CALL "android.permission.CALL_PHONE"

static const char *const senders[] = {
    "Landroid/telephony/SmsManager;->sendTextMessage",
    "Landroid/telephony/SmsManager;->sendMultipartTextMessage",
    "Landroid/telephony/SmsManager;->sendDataMessage",
    "Landroid/telephony/SmsManager;->sendMultimediaMessage",
    "Landroid/telephony/gsm/SmsManager;->sendTextMessage",
    NULL,
};

static const char *const intents[] = {
    "Landroid/content/Intent;-><init>(Ljava/lang/String;)V",
    "Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V",
    "Landroid/content/Intent;->setAction",
    NULL,
};

static bool declares(const aa_facts *facts, const char *permission)
{
    for (size_t i = 0; i < facts->manifest.permission_count; i++)
        if (strcmp(facts->manifest.permissions[i].name, permission) == 0)
            return true;
    return false;
}

static size_t judge_messages(const aa_check_input *in, aa_sink *sink)
{
    aa_sites sites = aa_code_calls_of(in->code, senders);
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_site(sink, SENDS, AA_SEVERITY_HIGH, in->code, &sites.items[i],
                    AA_ARGS(aa_code_method_name(in->code, sites.items[i].in)));
    return sites.count;
}

static size_t judge_calls(const aa_check_input *in, aa_sink *sink)
{
    aa_sites sites = aa_code_calls_of(in->code, intents);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins actions = aa_code_constants(in->code, &sites.items[i], 1);
        for (size_t k = 0; k < actions.count; k++) {
            if (actions.items[k].kind != AA_ORIGIN_STRING ||
                !aa_bytes_is(actions.items[k].text, "android.intent.action.CALL"))
                continue;
            found++;
            aa_hit_site(sink, DIALS, AA_SEVERITY_HIGH, in->code, &sites.items[i],
                        AA_ARGS(aa_code_method_name(in->code, sites.items[i].in)));
        }
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    bool send = declares(in->facts, SEND);
    bool call = declares(in->facts, CALL);
    if (in->code == NULL)
        return;
    if (send && judge_messages(in, sink) == 0)
        aa_clear(sink, UNUSED, NULL, AA_ARGS(SEND));
    if (call && judge_calls(in, sink) == 0)
        aa_clear(sink, UNUSED, NULL, AA_ARGS(CALL));
    if (!send && !call)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_permission_sms_call = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:12 broker:13 mas:4.1.3.1.1 mas:4.1.5.1.1",
    .masvs = "MASVS-PRIVACY-1",
    .mastg = "MASTG-TEST-0254",
    .cwe = "CWE-250",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The app can send messages or place calls by itself",
                    .why = "The user pays for what the app, or whoever steers it, sends and dials.",
                    .fix =
                        "Open the messaging or dialling app instead: Intent.ACTION_SENDTO with \"smsto:\", "
                        "Intent.ACTION_DIAL; neither needs a permission.",
                    .limits = "Whether a screen asks the user first is not judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式可自行發送簡訊或撥打電話",
                    .why = "由應用程式或其操控者所發送、撥打者，費用由使用者負擔。",
                    .fix = "改為開啟簡訊或撥號程式：以 \"smsto:\" 之 Intent.ACTION_SENDTO、"
                           "Intent.ACTION_DIAL，皆無須權限。",
                    .limits = "未判定事前是否以畫面詢問使用者。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
