/*
 * Objects made of what others send.
 */
#include "inputs.h"

static const aa_message messages[] = {
    INPUT_MESSAGES("object", "makes objects of", "還原為物件",
                   "No call in the app makes objects of stored bytes",
                   "應用程式中無任何呼叫由位元組還原物件"),
};

static const input_sink sinks[] = {
    {"Ljava/io/ObjectInputStream;->readObject", 1U << 0, AA_SEVERITY_CRITICAL, false},
    {"Ljava/io/ObjectInputStream;->readUnshared", 1U << 0, AA_SEVERITY_CRITICAL, false},
    {"Landroid/content/Intent;->getSerializableExtra(Ljava/lang/String;)Ljava/io/Serializable;", 1U << 0,
     AA_SEVERITY_MEDIUM, false},
    {"Landroid/os/Bundle;->getSerializable(Ljava/lang/String;)Ljava/io/Serializable;", 1U << 0,
     AA_SEVERITY_MEDIUM, false},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sinks,
        .sink_count = sizeof sinks / sizeof sinks[0],
        .kinds = AA_SOURCE_PROVIDER | AA_SOURCE_APP | AA_SOURCE_NETWORK | AA_SOURCE_SHARED,
        .severity = {[INPUT_PROVIDER] = AA_SEVERITY_HIGH,
                     [INPUT_APP] = AA_SEVERITY_HIGH,
                     [INPUT_NETWORK] = AA_SEVERITY_HIGH,
                     [INPUT_SHARED] = AA_SEVERITY_HIGH},
        .washed = NULL,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
}

const aa_check aa_check_android_deserialization = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0337",
    .cwe = "CWE-502",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Objects made of untrusted bytes",
                    .why =
                        "Reading makes objects of any class that the app or the platform has, with values of "
                        "the sender's choice: the app crashes, or code of those classes runs with them.",
                    .fix = "Send plain data: JSON that is read field by field, or Parcelable. In intents: "
                           "getSerializableExtra(name, Order.class) (Android 13) or getParcelableExtra(name, "
                           "Order.class), in components that are not exported.",
                    .limits = "Which classes could do harm is not judged. Bytes that were kept in the app's "
                              "own storage in between are not followed. JSON libraries that read class names "
                              "out of the data are not covered.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "由不可信之位元組還原物件",
                    .why = "還原時可產生應用程式或平台任何類別之物件，其值由傳送者決定，可使應用程式當掉或以"
                           "其值執行該類別程式碼。",
                    .fix = "改傳純資料：逐欄讀取之 JSON，或 Parcelable。Intent 使用 "
                           "getSerializableExtra(name, Order.class)（Android 13）或 getParcelableExtra(name, "
                           "Order.class)，且元件不對外開放。",
                    .limits = "未判斷哪些類別可能造成危害。中途存放於應用程式自有儲存空間之位元組未追蹤。由資"
                              "料讀取類別名稱之 JSON 函式庫不在範圍內。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
