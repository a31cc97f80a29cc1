/*
 * Pending intents that whoever holds them can fill in.
 */
#include "code/use_intent.h"
#include "engine/code_record.h"

enum { EMPTY, IMPLICIT, PACKAGE, EXPLICIT, UNKNOWN, FLAGS, IMMUTABLE, NONE };

static const aa_message messages[] = {
    [EMPTY] = {"pending_empty",
               {"{0} makes a mutable pending intent of an empty intent: whoever gets it chooses what runs",
                "{0} 以空白 Intent 建立可變更之 PendingIntent；取得者可決定執行內容"}},
    [IMPLICIT] = {"pending_implicit",
                  {"{0} makes a mutable pending intent of an intent that names no component",
                   "{0} 以未指定元件之 Intent 建立可變更之 PendingIntent"}},
    [PACKAGE] = {"pending_package",
                 {"{0} makes a mutable pending intent of an intent that names an app but no component",
                  "{0} 以僅指定應用程式而未指定元件之 Intent 建立可變更之 PendingIntent"}},
    [EXPLICIT] = {"pending_explicit",
                  {"{0} makes a mutable pending intent; its component is named, and whoever gets it can "
                   "change the rest",
                   "{0} 建立可變更之 PendingIntent；元件已指定，但取得者可變更其餘內容"}},
    [UNKNOWN] = {"pending_unknown",
                 {"{0} makes a mutable pending intent; what the intent names cannot be told",
                  "{0} 建立可變更之 PendingIntent；無法判定其 Intent 是否指定元件"}},
    [FLAGS] = {"pending_flags",
               {"{0} makes a pending intent of an intent that names no component; its flags cannot be told",
                "{0} 以未指定元件之 Intent 建立 PendingIntent；無法判定其旗標"}},
    [IMMUTABLE] = {"pending_immutable",
                   {"{0} pending intents are immutable", "{0} 個 PendingIntent 不可變更"}},
    [NONE] = {"no_pending",
              {"No call in the app makes a pending intent", "應用程式中無任何呼叫建立 PendingIntent"}},
};

#define FLAG_IMMUTABLE 0x04000000
#define FLAG_MUTABLE   0x02000000

/* From this target on a pending intent must say which it is. */
enum { MUST_SAY_SDK = 31 };

static const char *const makers[] = {
    "Landroid/app/PendingIntent;->getActivity",
    "Landroid/app/PendingIntent;->getBroadcast",
    "Landroid/app/PendingIntent;->getService",
    "Landroid/app/PendingIntent;->getForegroundService",
    NULL,
};

enum { INTENT = 2, FLAGS_AT = 3 };

/* Flags that differ by the version of the platform are immutable where that exists. */
static aa_tri is_mutable(aa_code *code, const aa_site *site, int target_sdk)
{
    aa_origins flags = aa_code_constants(code, site, FLAGS_AT);
    bool mutable = false;
    bool plain = false;
    for (size_t i = 0; i < flags.count; i++) {
        const aa_origin *o = &flags.items[i];
        if (o->kind != AA_ORIGIN_INT)
            continue;
        if (o->number & FLAG_IMMUTABLE)
            return AA_NO;
        mutable = mutable || (o->number & FLAG_MUTABLE) != 0;
        plain = true;
    }
    if (mutable || (plain && flags.complete && target_sdk < MUST_SAY_SDK))
        return AA_YES;
    return plain && flags.complete ? AA_NO : AA_UNKNOWN;
}

static void record_mutable(aa_code *code, aa_sink *sink, const aa_site *site, aa_intent_kind kind)
{
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    switch (kind) {
    case AA_INTENT_EMPTY:
        aa_hit_site(sink, EMPTY, AA_SEVERITY_HIGH, code, site, args);
        break;
    case AA_INTENT_IMPLICIT:
        aa_hit_site(sink, IMPLICIT, AA_SEVERITY_MEDIUM, code, site, args);
        break;
    case AA_INTENT_PACKAGE:
        aa_hit_site(sink, PACKAGE, AA_SEVERITY_LOW, code, site, args);
        break;
    case AA_INTENT_EXPLICIT:
        aa_hit_site(sink, EXPLICIT, AA_SEVERITY_LOW, code, site, args);
        break;
    case AA_INTENT_UNKNOWN:
        aa_cannot_tell_site(sink, UNKNOWN, code, site, args);
        break;
    }
}

/* True when the pending intent is as it should be. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_tri mutable = is_mutable(in->code, site, in->facts->manifest.target_sdk);
    if (mutable == AA_NO)
        return true;
    aa_intent_kind kind = aa_intent_of(in->code, site, INTENT);
    bool dead = aa_code_reach_of(in->code, site->in) == AA_NOT_REACHED;
    if ((dead || mutable == AA_UNKNOWN) && kind < AA_INTENT_IMPLICIT)
        return true;
    if (mutable == AA_YES)
        record_mutable(in->code, sink, site, kind);
    else
        aa_cannot_tell_site(sink, FLAGS, in->code, site, AA_ARGS(aa_code_method_name(in->code, site->in)));
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t good = 0;
    const aa_site *first = NULL;
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sites.count; i++) {
        bool fine = judge(in, sink, &sites.items[i]);
        first = fine && first == NULL ? &sites.items[i] : first;
        good += fine;
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (good > 0)
        aa_clear_site(sink, IMMUTABLE, in->code, first, AA_ARGS(aa_arg_int(sink, (long long)good)));
}

const aa_check aa_check_android_pendingintent_mutable = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 broker:16 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0381",
    .cwe = "CWE-927",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Mutable pending intent",
                    .why = "The app that gets it fills in component, data or flags, and the intent runs with "
                           "the rights of this app: private components are started, files are handed out.",
                    .fix = "PendingIntent.getActivity(context, 0, new Intent(context, Detail.class), "
                           "PendingIntent.FLAG_IMMUTABLE). Where the platform must fill in (inline reply), "
                           "FLAG_MUTABLE with an intent that names its component.",
                    .limits = "Who gets the pending intent is not followed. One whose flags differ by "
                              "platform version counts as immutable. TaskStackBuilder is not looked at.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "可變更之 PendingIntent",
                    .why = "取得者可填入元件、資料或旗標，Intent "
                           "將以本應用程式之權限執行，啟動未開放之元件或交出檔案。",
                    .fix = "使用 PendingIntent.getActivity(context, 0, new Intent(context, Detail.class), "
                           "PendingIntent.FLAG_IMMUTABLE)。必須由平台填入時（直接回覆），以 FLAG_MUTABLE "
                           "搭配已指定元件之 Intent。",
                    .limits = "未追蹤 PendingIntent 交予何者。旗標依平台版本不同者視為不可變更。未檢視 "
                              "TaskStackBuilder。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
