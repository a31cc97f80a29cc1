/*
 * Numbers that tell one device from all others.
 */
#include "code/use_input.h"
#include "engine/code_record.h"

enum { HARDWARE, RESETTABLE, NONE };

static const aa_message messages[] = {
    [HARDWARE] = {"hardware_id",
                  {"{0} reads {1}, which stays the same for the life of the device",
                   "{0} 讀取 {1}，於裝置使用期間不變"}},
    [RESETTABLE] = {"resettable_id", {"{0} reads {1}", "{0} 讀取 {1}"}},
    [NONE] = {"no_device_id",
              {"No call in the app reads an identifier of the device", "應用程式中無任何呼叫讀取裝置識別碼"}},
};

typedef struct reader {
    const char *pattern, *what;
    bool hardware;
} reader;

static const reader readers[] = {
    {"Landroid/telephony/TelephonyManager;->getDeviceId", "IMEI", true},
    {"Landroid/telephony/TelephonyManager;->getImei", "IMEI", true},
    {"Landroid/telephony/TelephonyManager;->getMeid", "MEID", true},
    {"Landroid/telephony/TelephonyManager;->getSubscriberId", "IMSI", true},
    {"Landroid/telephony/TelephonyManager;->getSimSerialNumber", "ICCID", true},
    {"Landroid/telephony/TelephonyManager;->getLine1Number", "MSISDN", true},
    {"Landroid/os/Build;->getSerial", "serial number", true},
    {"Landroid/net/wifi/WifiInfo;->getMacAddress", "MAC address", true},
    {"Ljava/net/NetworkInterface;->getHardwareAddress", "MAC address", true},
    {"Landroid/bluetooth/BluetoothAdapter;->getAddress", "MAC address", true},
    {"Landroid/media/MediaDrm;->getPropertyByteArray", "MediaDrm", true},
    {"Lcom/google/android/gms/ads/identifier/AdvertisingIdClient;->getAdvertisingIdInfo", "advertising id",
     false},
};

static void judge_settings(const aa_check_input *in, aa_sink *sink, size_t *seen)
{
    aa_sites sites = aa_code_calls(in->code, "Landroid/provider/Settings$Secure;->getString");
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins names = aa_code_constants(in->code, &sites.items[i], 1);
        for (size_t k = 0; k < names.count; k++) {
            if (names.items[k].kind != AA_ORIGIN_STRING || !aa_bytes_is(names.items[k].text, "android_id"))
                continue;
            (*seen)++;
            aa_hit_site(sink, RESETTABLE, AA_SEVERITY_INFO, in->code, &sites.items[i],
                        AA_ARGS(aa_code_method_name(in->code, sites.items[i].in), "ANDROID_ID"));
        }
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t i = 0; in->code != NULL && i < sizeof readers / sizeof readers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, readers[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            aa_hit_site(sink, readers[i].hardware ? HARDWARE : RESETTABLE,
                        readers[i].hardware ? AA_SEVERITY_LOW : AA_SEVERITY_INFO, in->code, &sites.items[k],
                        AA_ARGS(aa_code_method_name(in->code, sites.items[k].in), readers[i].what));
        seen += sites.count;
    }
    if (in->code != NULL)
        judge_settings(in, sink, &seen);
    if (in->code != NULL && seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_device_id = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:7 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Identifier of the device is read",
                    .why = "A number that never changes joins what different apps and services know of one "
                           "person.",
                    .fix =
                        "Make a random number on first start and keep it: UUID.randomUUID(); or the instance "
                        "id of the service that needs one.",
                    .limits =
                        "What is done with the number is not followed. Since Android 10 most of them are "
                        "refused to ordinary apps.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "讀取裝置識別碼",
                    .why = "不變的識別碼可將不同應用程式與服務所掌握之同一人資料串連。"
                           "",
                    .fix = "首次啟動時產生亂數並保存：UUID.randomUUID()；或使用所需服務之 "
                           "instance id。",
                    .limits = "未追蹤識別碼之用途。Android 10 "
                              "起多數識別碼不提供一般應用程式讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
