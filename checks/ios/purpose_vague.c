/*
 * Purpose strings that explain nothing, or not in the language of the user.
 */
#include <string.h>
#include <strings.h>

#include "engine/check.h"
#include "facts/ios.h"

enum { EMPTY, PLACEHOLDER, UNTRANSLATED, CLEAR, NONE };

static const aa_message messages[] = {
    [EMPTY] = {"purpose_empty", {"{0} has no text", "{0} 沒有文字"}},
    [PLACEHOLDER] = {"purpose_placeholder", {"{0} explains nothing: \"{1}\"", "{0} 未說明任何用途：「{1}」"}},
    [UNTRANSLATED] = {"purpose_untranslated",
                      {"{0} has no text for {1}, which the app is translated to",
                       "App 已翻譯為 {1}，但 {0} 沒有該語言的文字"}},
    [CLEAR] = {"purpose_clear", {"What is said for {0}: \"{1}\"", "{0} 的說明文字：「{1}」"}},
    [NONE] = {"no_purposes",
              {"The app asks for nothing that needs a purpose string", "App 未要求需要用途說明的權限"}},
};

static const aa_ios_purpose *in_language(const aa_ios_language *language, const char *key)
{
    for (size_t i = 0; i < language->purpose_count; i++)
        if (strcmp(language->purposes[i].key, key) == 0)
            return &language->purposes[i];
    return NULL;
}

static size_t letters(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80 && *text != ' ';
    return n;
}

/* Texts that templates and hurried hands leave behind, and such as only repeat the name of the key. */
static bool explains_nothing(const aa_ios_purpose *p)
{
    static const char *const words[] = {"todo",  "test", "required",   "need",  "description",
                                        "lorem", "xxx",  "permission", "usage", "$(PRODUCT_NAME)",
                                        "測試",  "需要", "權限"};
    bool multibyte = ((unsigned char)p->text[0] & 0x80) != 0;
    if (letters(p->text) < (multibyte ? 4U : 8U))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(p->text, words[i]) == 0)
            return true;
    return strcmp(p->text, p->key) == 0;
}

static bool judge(aa_sink *sink, const aa_ios_bundle *app, const aa_ios_purpose *p)
{
    bool good = true;
    if (p->text[0] == '\0') {
        aa_hit(sink, EMPTY, &p->place, AA_ARGS(p->key));
        good = false;
    } else if (explains_nothing(p)) {
        aa_hit(sink, PLACEHOLDER, &p->place, AA_ARGS(p->key, p->text));
        good = false;
    }
    for (size_t i = 0; i < app->language_count; i++) {
        const aa_ios_language *l = &app->languages[i];
        /* a language that translates other purposes and leaves this one out */
        if (l->purpose_count > 0 && in_language(l, p->key) == NULL && strcmp(l->name, "Base") != 0) {
            aa_hit(sink, UNTRANSLATED, &p->place, AA_ARGS(p->key, l->name));
            good = false;
        }
    }
    return good;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    for (size_t i = 0; i < app->purpose_count; i++)
        if (judge(sink, app, &app->purposes[i]))
            aa_clear(sink, CLEAR, &app->purposes[i].place,
                     AA_ARGS(app->purposes[i].key, app->purposes[i].text));
    if (app->purpose_count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_purpose_vague = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:6 mas:4.1.1.1.2",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "MASTG-TEST-0360",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] = {.title = "A purpose string explains nothing",
                            .why = "The text is all that a person sees before granting access; an empty or "
                                   "meaningless one is no informed consent, and App Review rejects it.",
                            .fix = "Say in one sentence what the data is used for, in every language of the "
                                   "app (InfoPlist.strings).",
                            .limits = "Whether the sentence is true is for a person to judge."},
            [AA_LANG_ZH_TW] =
                {.title = "用途說明沒有意義",
                 .why =
                     "使用者授權前只看得到這段文字；空白或無意義的說明不構成知情同意，也會遭 App 審查退件。",
                 .fix = "以一句話說明資料用途，並為 App 支援的每種語言提供（InfoPlist.strings）。",
                 .limits = "說明是否屬實須由人判斷。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
