/*
 * Pinning that native code or the program of a cross-platform framework does, out of sight of what reads
 * Java. Where such code makes connections by a TLS library of its own, pins of Java and of the network
 * security config do not bind them.
 *
 * Source: curl's CURLOPT_PINNEDPUBLICKEY (10230) and the form of its value.
 */
#include "../common/framework_texts.h"
#include "base/base64.h"
#include "base/tsv.h"
#include "facts/native.h"

enum { PINNED, PIN_TEXT, CALLBACK, OWN_TLS, WORD, FRAMEWORK_PIN, FRAMEWORK_TLS, NONE };

static const aa_message messages[] = {
    [PINNED] = {"native_pinned",
                {"{0} ({1}) gives libcurl the pin {2}", "{0}（{1}）將綁定值 {2} 交給 libcurl"}},
    [PIN_TEXT] = {"native_pin_text",
                  {"{0} ({1}) holds the pin {2}; whether connections are given it cannot be told",
                   "{0}（{1}）含綁定值 {2}，無法判定是否套用於連線"}},
    [CALLBACK] =
        {"native_certificate_callback",
         {"{0} ({1}) decides by itself about certificates ({2}); whether it pins them cannot be told",
          "{0}（{1}）自行判斷憑證（{2}），無法判定是否綁定"}},
    [OWN_TLS] =
        {"native_own_tls",
         {"{0} ({1}) makes TLS connections of its own ({2}), to which pins of Java do not apply; whether "
          "it pins cannot be told",
          "{0}（{1}）自行建立 TLS 連線（{2}），不受 Java 之憑證綁定拘束，無法判定是否綁定"}},
    [WORD] = {"framework_pins_named",
              {"The {0} part names {1}, which can pin; whether it does cannot be told",
               "{0} 部分列有 {1}，具憑證綁定功能，無法判定是否使用"}},
    [FRAMEWORK_PIN] = {"framework_pin_text",
                       {"The {0} part holds the pin {1}; whether connections are given it cannot be told",
                        "{0} 部分含綁定值 {1}，無法判定是否套用於連線"}},
    [FRAMEWORK_TLS] =
        {"framework_own_tls",
         {"{0} connects by a TLS library of its own, to which pins of Java and of the network "
          "security config do not apply; whether it pins cannot be told",
          "{0} 以自帶之 TLS 函式庫連線，不受 Java 與網路安全設定之憑證綁定拘束，無法判定是否綁定"}},
    [NONE] = {"no_native_pins",
              {"No pins in native code or in the program of a cross-platform framework",
               "原生程式碼與跨平台框架之程式中未見憑證綁定"}},
};

enum { PIN_OPTION = 10230, PIN_DIGITS = 43, PIN_ROOM = 60 };

/* |mark| and the digits of 32 bytes; copied into |room|. */
static bool find_pin(aa_bytes text, const char *mark, char *room)
{
    size_t n = strlen(mark), all = n + PIN_DIGITS;
    for (size_t at = 0; at + all <= text.n; at++) {
        const uint8_t *p = memchr(text.p + at, mark[0], text.n - all - at + 1);
        if (p == NULL)
            return false;
        at = (size_t)(p - text.p);
        if (memcmp(p, mark, n) == 0 && aa_base64_is_standard(aa_bytes_of(p + n, PIN_DIGITS))) {
            snprintf(room, PIN_ROOM, "%.*s", (int)all, (const char *)p);
            return true;
        }
    }
    return false;
}

static bool find_any_pin(aa_bytes text, char *room)
{
    return find_pin(text, "sha256//", room) || find_pin(text, "sha256/", room);
}

/* ---- native code --------------------------------------------------------------------------------------- */

static size_t tell_calls(const aa_native *n, aa_sink *sink)
{
    char pin[PIN_ROOM];
    size_t told = 0;
    for (size_t i = 0; i < n->call_count; i++) {
        const aa_native_call *c = &n->calls[i];
        const char *text = c->arguments[2].text;
        if (strcmp(c->function, "curl_easy_setopt") != 0 || !c->arguments[1].known ||
            c->arguments[1].number != PIN_OPTION || text == NULL ||
            !find_pin(aa_bytes_of(text, strlen(text)), "sha256//", pin))
            continue;
        aa_hit_as(sink, PINNED, AA_SEVERITY_INFO, AA_REACH_UNKNOWN, AA_OWNER_UNKNOWN, &n->place,
                  AA_ARGS(n->name, n->abi, pin));
        told++;
    }
    return told;
}

static size_t tell_texts(const aa_native *n, aa_sink *sink)
{
    char pin[PIN_ROOM];
    size_t told = 0;
    for (size_t i = 0; i < n->text_count && told == 0; i++)
        if (find_any_pin(aa_bytes_of(n->texts[i], strlen(n->texts[i])), pin)) {
            aa_cannot_tell(sink, PIN_TEXT, &n->place, AA_ARGS(n->name, n->abi, pin));
            told++;
        }
    return told;
}

static const char *callback_of(const aa_native *n)
{
    static const char *const names[] = {"SSL_CTX_set_custom_verify", "SSL_set_custom_verify",
                                        "SSL_CTX_set_cert_verify_callback", "mbedtls_ssl_conf_verify"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_native_imports(n, names[i]))
            return names[i];
    for (size_t i = 0; i < n->call_count; i++) {
        const aa_native_argument *a = &n->calls[i].arguments[2];
        if ((strcmp(n->calls[i].function, "SSL_CTX_set_verify") == 0 ||
             strcmp(n->calls[i].function, "SSL_set_verify") == 0) &&
            !(a->known && a->number == 0))
            return n->calls[i].function;
    }
    return NULL;
}

/* The library for the processor whose code can be read, or the first. */
static const aa_native *best_of(const aa_natives *natives, size_t first)
{
    for (size_t i = first; i != SIZE_MAX; i = natives->items[i].next_abi)
        if (natives->items[i].calls_read)
            return &natives->items[i];
    return &natives->items[first];
}

static size_t tell_natives(const aa_natives *natives, aa_sink *sink)
{
    size_t told = 0;
    for (size_t i = 0; natives != NULL && i < natives->count; i++) {
        if (natives->items[i].first_abi != i)
            continue;
        const aa_native *n = best_of(natives, i);
        const char *callback = callback_of(n);
        size_t before = told;
        told += tell_calls(n, sink);
        told += told == before ? tell_texts(n, sink) : 0;
        if (told == before && callback != NULL)
            aa_cannot_tell(sink, CALLBACK, &n->place, AA_ARGS(n->name, n->abi, callback));
        else if (told == before && n->tls != NULL)
            aa_cannot_tell(sink, OWN_TLS, &n->place, AA_ARGS(n->name, n->abi, n->tls));
        told += told == before && (callback != NULL || n->tls != NULL);
    }
    return told;
}

/* ---- frameworks ---------------------------------------------------------------------------------------- */

/* Programs of these do not go through the platform's TLS. */
static bool has_own_tls(aa_framework_kind kind)
{
    return kind == AA_FRAMEWORK_FLUTTER || kind == AA_FRAMEWORK_UNITY;
}

static bool tell_word(const aa_frameworks *f, aa_framework_kind kind, aa_sink *sink)
{
    aa_tsv table = aa_tsv_open("xplat-pins.tsv");
    aa_bytes fields[3];
    char word[64], what[64];
    while (aa_tsv_next(&table, fields, 3)) {
        if (!aa_bytes_is(fields[0], aa_framework_name(kind)))
            continue;
        const aa_framework_text *text = framework_find(f, kind, framework_put(word, sizeof word, fields[1]));
        if (text == NULL)
            continue;
        aa_place place = aa_framework_place(f, text);
        aa_cannot_tell(sink, WORD, &place,
                       AA_ARGS(aa_framework_title(kind), framework_put(what, sizeof what, fields[2])));
        return true;
    }
    return false;
}

static bool tell_pin(const aa_frameworks *f, aa_framework_kind kind, aa_sink *sink)
{
    char pin[PIN_ROOM];
    for (size_t i = 0; i < f->text_count; i++) {
        if (f->files[f->texts[i].file].framework != kind || !find_any_pin(f->texts[i].text, pin))
            continue;
        aa_place place = aa_framework_place(f, &f->texts[i]);
        aa_cannot_tell(sink, FRAMEWORK_PIN, &place, AA_ARGS(aa_framework_title(kind), pin));
        return true;
    }
    return false;
}

static size_t tell_frameworks(const aa_frameworks *f, aa_sink *sink)
{
    size_t told = 0;
    for (size_t i = 0; f != NULL && i < f->count; i++) {
        const aa_framework *app = &f->items[i];
        bool any = tell_pin(f, app->kind, sink);
        any = tell_word(f, app->kind, sink) || any;
        if (!any && has_own_tls(app->kind))
            aa_cannot_tell(sink, FRAMEWORK_TLS, &app->place, AA_ARGS(aa_framework_title(app->kind)));
        told += any || has_own_tls(app->kind);
    }
    return told;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t told = tell_natives(in->facts->native_libraries, sink);
    told += tell_frameworks(in->facts->frameworks, sink);
    if (told == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_pin_native_xplat = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0244",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Certificates are pinned by native code or by a cross-platform framework",
                    .why =
                        "Connections that do not go through the platform's TLS are not bound by the network "
                        "security config or by pins in Java: they need pins of their own.",
                    .fix = "libcurl: CURLOPT_PINNEDPUBLICKEY with \"sha256//…;sha256//…\". Flutter: a "
                           "SecurityContext that trusts only the own authorities. React Native and Cordova "
                           "connect by the platform: a <pin-set> in the network security config binds them.",
                    .limits = "A constant pin that is given to libcurl in AArch64 code is evidence; other "
                              "traces show that pinning may be done, not that it is. Hosts are not told.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "由原生程式碼或跨平台框架綁定憑證",
                    .why = "未經平台 TLS 之連線，不受網路安全設定及 Java 之憑證綁定拘束，須自行綁定。",
                    .fix =
                        "libcurl：以 CURLOPT_PINNEDPUBLICKEY 設定 "
                        "\"sha256//…;sha256//…\"；Flutter：使用僅信任"
                        "自有憑證機構之 SecurityContext；React Native 與 Cordova 經由平台連線，於網路安全設定"
                        "之 <pin-set> 綁定即可。",
                    .limits = "僅 AArch64 程式碼將常數綁定值交給 libcurl 者列為證據；其他跡象僅表示可能綁定。"
                              "無法判定綁定之主機。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
