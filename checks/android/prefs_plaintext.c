/*
 * Sensitive values put into SharedPreferences, which is a plain XML file.
 */
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { STORED, NAMED, COVERED, ENCRYPTED, OWN, OTHERS, NONE };

static const aa_message messages[] = {
    [STORED] = {"prefs_plaintext",
                {"{0} puts {1:sensitive} ({2}) into plain preferences under {3}",
                 "{0} 將{1:sensitive}（{2}）以 {3} 為鍵寫入未加密的偏好設定"}},
    [NAMED] = {"prefs_named",
               {"{0} puts a value named {2} ({1:sensitive}) into plain preferences; where the value comes "
                "from does not show",
                "{0} 將名為 {2} 之值（{1:sensitive}）寫入未加密的偏好設定，值的來源無法看出"}},
    [COVERED] = {"prefs_covered",
                 {"{0} puts {1:sensitive} into preferences after encrypting or hashing it",
                  "{0} 將{1:sensitive}加密或雜湊後才寫入偏好設定"}},
    [ENCRYPTED] = {"prefs_encrypted",
                   {"{0} writes to preferences that encrypt what they hold", "{0} 寫入會加密內容的偏好設定"}},
    [OWN] = {"prefs_own_class",
             {"{0} puts {1:sensitive} into a store of the app's own; whether it encrypts is not followed",
              "{0} 將{1:sensitive}寫入應用程式自行實作之儲存類別，未追蹤其是否加密"}},
    [OTHERS] = {"prefs_others",
                {"None of {0} writes to preferences is known to hold a sensitive value",
                 "{0} 處寫入偏好設定均未發現敏感性資料"}},
    [NONE] = {"no_prefs", {"No call in the app writes to preferences", "應用程式中無任何呼叫寫入偏好設定"}},
};

static const char *const writers[] = {
    "Landroid/content/SharedPreferences$Editor;->putString",
    "Landroid/content/SharedPreferences$Editor;->putStringSet",
    "Landroid/content/SharedPreferences$Editor;->putInt",
    "Landroid/content/SharedPreferences$Editor;->putLong",
    "Landroid/content/SharedPreferences$Editor;->putFloat",
    "Lcom/tencent/mmkv/MMKV;->encode",
    NULL,
};

static aa_severity weight(aa_sensitive kind)
{
    return aa_data_is_secret(kind) ? AA_SEVERITY_HIGH : AA_SEVERITY_LOW;
}

static const char *key_text(aa_code *code, const aa_origin *key)
{
    const char *text = key == NULL ? NULL : aa_arena_utf8(aa_code_arena(code), key->text);
    return text != NULL && *text != '\0' ? text : "-";
}

/* A key that is one constant, for the message. */
static const aa_origin *any_key(const aa_origins *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        if (keys->items[i].kind == AA_ORIGIN_STRING)
            return &keys->items[i];
    return NULL;
}

static void record_store(aa_sink *sink, aa_code *code, const aa_site *site, aa_store store, aa_sensitive kind)
{
    const char *where = aa_code_method_name(code, site->in);
    if (store == AA_STORE_ENCRYPTS)
        aa_clear_site(sink, ENCRYPTED, code, site, AA_ARGS(where));
    else
        aa_cannot_tell_site(sink, OWN, code, site, AA_ARGS(where, aa_sensitive_name(kind)));
}

/* True when something was recorded. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_code *code = in->code;
    const char *where = aa_code_method_name(code, site->in);
    const aa_origin *key = NULL;
    aa_origins keys = aa_code_constants(code, site, 1);
    aa_origins values = aa_code_whence_apart(code, site, 2);
    aa_sensitive name = aa_data_name_of(code, &keys, &key);
    aa_data data = aa_data_of(code, in->facts, &values);
    aa_origins beside = aa_data_beside(code, site, &values, key);
    aa_data named = aa_data_of(code, in->facts, &beside);
    aa_sensitive kind = data.kind;
    if (name > kind && named.outside) {
        kind = name;
        data = named;
    }
    bool only_named = kind == AA_SENSITIVE_NONE && data.hidden == AA_SENSITIVE_NONE;
    if (only_named && (name == AA_SENSITIVE_NONE || named.constant))
        return false;
    aa_origins store = aa_code_whence(code, site, 0);
    aa_store encrypts = aa_data_store_of(code, &store);
    if (encrypts == AA_STORE_ENCRYPTS ||
        (encrypts == AA_STORE_UNKNOWN && (kind != AA_SENSITIVE_NONE || only_named))) {
        record_store(sink, code, site, encrypts, kind != AA_SENSITIVE_NONE ? kind : name);
        return true;
    }
    if (kind != AA_SENSITIVE_NONE) {
        const aa_origin *shown = kind == name ? key : any_key(&keys);
        aa_hit_origin(sink, STORED, weight(kind), code, site, data.origin,
                      AA_ARGS(where, aa_sensitive_name(kind), *data.label != '\0' ? data.label : "-",
                              key_text(code, shown)));
    } else if (data.hidden != AA_SENSITIVE_NONE) {
        aa_clear_site(sink, COVERED, code, site, AA_ARGS(where, aa_sensitive_name(data.hidden)));
    } else {
        aa_hit_origin(sink, NAMED, AA_SEVERITY_LOW, code, site, key,
                      AA_ARGS(where, aa_sensitive_name(name), key_text(code, key)));
    }
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, writers);
    bool any = false;
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].call->argument_count == 3)
            any |= judge(in, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (!any)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)sites.count)));
}

const aa_check aa_check_android_prefs_plaintext = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.4 mas:4.1.2.3.5 mas:4.1.2.3.6",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "MASTG-TEST-0287",
    .cwe = "CWE-312",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in plain SharedPreferences",
                    .why =
                        "Preferences are an XML file in clear text: whoever has a rooted device, a backup or "
                        "another hole in the app reads it.",
                    .fix = "Do not keep it. What has to stay: encrypt it with a key of the Android Keystore "
                           "(KeyGenParameterSpec, AES/GCM/NoPadding) before putString().",
                    .limits = "Values are told by the layout field, platform call or named extra they come "
                              "from; a key's name alone is reported as low. Encryption in native code or in "
                              "a library that is not recognised does not show.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感性資料以明文存入 SharedPreferences",
                    .why = "偏好設定為明文 XML 檔案，取得 root 權限、備份檔或其他漏洞者皆可讀取。",
                    .fix = "不必要者勿儲存；須留存者，putString() 前以 Android Keystore 金鑰"
                           "（KeyGenParameterSpec、AES/GCM/NoPadding）加密。",
                    .limits = "以畫面欄位、平台呼叫或具名參數判斷資料；僅鍵名相符者列為低風險。"
                              "原生程式碼或未辨識函式庫之加密無法看出。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
