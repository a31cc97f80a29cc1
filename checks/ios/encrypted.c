/*
 * Code that the App Store has encrypted: nothing can be said about it.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { ENCRYPTED, PLAIN };

static const aa_message messages[] = {
    [ENCRYPTED] = {"slice_encrypted",
                   {"{0} ({1}) is encrypted by the store: its code was not analysed",
                    "{0}（{1}）經商店加密：未分析其程式碼"}},
    [PLAIN] = {"slice_plain", {"{0} ({1}) is not encrypted", "{0}（{1}）未加密"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++) {
        const aa_ios_object *o = &ios->objects[i];
        if (o->encrypted)
            aa_hit(sink, ENCRYPTED, &o->place, AA_ARGS(o->member, o->arch));
        else if (o->is_program)
            aa_clear(sink, PLAIN, &o->place, AA_ARGS(o->member, o->arch));
    }
}

const aa_check aa_check_ios_encrypted = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_COVERAGE,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CONTAINER),
    .rows = "broker:4",
    .masvs = "MASVS-CODE-3",
    .mastg = "",
    .cwe = "",
    .text =
        {
            [AA_LANG_EN] = {.title = "Code is encrypted by the App Store",
                            .why = "A copy from the store holds its code encrypted for one account "
                                   "(FairPlay). Whoever judges it without the key judges nothing.",
                            .fix = "Hand in the IPA as exported from Xcode, before the store encrypts it.",
                            .limits =
                                "Load commands, imports, entitlements and Info.plist are read all the same."},
            [AA_LANG_ZH_TW] = {.title = "程式碼經 App Store 加密",
                               .why = "自商店取得的副本，其程式碼以帳號加密（FairPlay），未解密即無從判讀。",
                               .fix = "請提供商店加密前、由 Xcode 匯出的 IPA。",
                               .limits = "載入指令、匯入符號、授權項目與 Info.plist 仍會判讀。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
