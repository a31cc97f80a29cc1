/*
 * .NET and Unity apps: what their C# part shows, and that it was not followed.
 */
#include "framework_texts.h"

enum { NOT_FOLLOWED, UNREAD, ANY_CERTIFICATE, CALLBACK, CLEARTEXT, NONE };

static const aa_message messages[] = {
    [NOT_FOLLOWED] =
        {"csharp_not_followed",
         {"{0} ({1}), {2} files read: the C# part was not followed; what the Java or Objective-C part "
          "shows says nothing about its connections (TLS), storage and keys",
          "{0}（{1}），已讀取 {2} 個檔案：未追蹤 C# 部分；Java 或 Objective-C "
          "部分的結果，不足以說明其連線（TLS）、儲存與金鑰"}},
    [UNREAD] = {"csharp_unread", {"The C# part of {0} cannot be read", "無法讀取 {0} 之 C# 部分"}},
    [ANY_CERTIFICATE] = {"any_certificate",
                         {"The C# part uses {0}, which accepts every certificate",
                          "C# 部分使用 {0}，會接受任何憑證"}},
    [CALLBACK] = {"certificate_callback",
                  {"The C# part sets {0}, with which a program can accept every certificate",
                   "C# 部分設定 {0}，程式可藉以接受任何憑證"}},
    [CLEARTEXT] = {"cleartext_address",
                   {"The C# part names an address of {0} without TLS", "C# 部分列有 {0} 之網址，未使用 TLS"}},
    [NONE] = {"no_csharp", {"The app is made with neither .NET nor Unity", "應用程式未使用 .NET 或 Unity"}},
};

/* Names of members that a program sets or asks for. Those of IL2CPP are of the whole library: they prove
 * nothing. */
static void tell_names(const aa_frameworks *f, aa_framework_kind kind, aa_sink *sink)
{
    static const struct {
        const char *name;
        unsigned message;
    } names[] = {
        {"DangerousAcceptAnyServerCertificateValidator", ANY_CERTIFICATE},
        {"ServerCertificateValidationCallback", CALLBACK},
        {"ServerCertificateCustomValidationCallback", CALLBACK},
        {"RemoteCertificateValidationCallback", CALLBACK},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (size_t k = 0; k < f->text_count; k++) {
            const aa_framework_text *t = &f->texts[k];
            if (!t->name || f->files[t->file].framework != kind ||
                !framework_text_has(t->text, names[i].name))
                continue;
            aa_place place = aa_framework_place(f, t);
            if (names[i].message == ANY_CERTIFICATE)
                aa_hit(sink, names[i].message, &place, AA_ARGS(names[i].name));
            else
                aa_cannot_tell(sink, names[i].message, &place, AA_ARGS(names[i].name));
            break;
        }
    }
}

static void judge(const aa_frameworks *f, const aa_framework *app, aa_sink *sink)
{
    long long read = 0;
    for (size_t i = 0; i < f->file_count; i++)
        read += f->files[i].framework == app->kind && f->files[i].read;
    const char *title = aa_framework_title(app->kind);
    if (read == 0)
        aa_cannot_tell(sink, UNREAD, &app->place, AA_ARGS(title));
    else
        aa_hit(sink, NOT_FOLLOWED, &app->place,
               AA_ARGS(title, aa_arg_text(app->version != NULL ? app->version : app->engine),
                       aa_arg_int(sink, read)));
    tell_names(f, app->kind, sink);
    framework_cleartext(f, app->kind, CLEARTEXT, sink);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    static const aa_framework_kind kinds[] = {AA_FRAMEWORK_DOTNET, AA_FRAMEWORK_UNITY};
    bool any = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const aa_framework *app = aa_framework_of(in->facts->frameworks, kinds[i]);
        any = any || app != NULL;
        if (app != NULL)
            judge(in->facts->frameworks, app, sink);
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_dotnet_unity = {
    FRAMEWORK_CHECK,
    .rows = "broker:4 broker:9 broker:15 broker:18",
    .masvs = "MASVS-CODE-3 MASVS-NETWORK-1",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "The C# part of a .NET or Unity app was not followed",
                    .why = "Such an app opens its connections and stores its data in C#, in part with a TLS "
                           "library of "
                           "its own. A clean Java or Objective-C part says nothing about them.",
                    .fix = "Have the C# source examined: ServerCertificateValidationCallback and its like "
                           "must compare "
                           "what they are given; nothing is sent without TLS; secrets go to the key store of "
                           "the "
                           "platform.",
                    .limits =
                        "User strings and references of assemblies are read, not what is done with them. Of "
                        "IL2CPP only constant texts are read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "未追蹤 .NET 或 Unity 應用程式之 C# 部分",
                    .why = "此類應用程式以 C# 連線並儲存資料，部分使用自帶之 TLS 函式庫；Java 或 Objective-C "
                           "部分無缺失，不足以說明上述事項。",
                    .fix = "請檢視 C# 原始碼：ServerCertificateValidationCallback "
                           "等函式須實際比對憑證；連線一律使用 "
                           "TLS；機密資料應存放於平台金鑰儲存區。",
                    .limits = "僅讀取 .NET assembly 之字串與參照，不判斷其用途；IL2CPP 僅讀取字串常數。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
