/*
 * How much of the app's own code still has the names its authors gave, in numbers.
 */
#include "code/use_names.h"
#include "engine/code_record.h"

enum { READABLE, PARTLY, RENAMED, TELLING_CLASS, TELLING_METHOD, MOVED, EXTRAS, TOO_FEW, NONE };

/*
 * No document sets a share. Below a tenth nothing was renamed but by chance; from one half on what is left is
 * what keep rules name.
 */
enum { LOW_SHARE = 10, HIGH_SHARE = 50, FEWEST = 20, SHOWN = 10 };

static const aa_message messages[] = {
    [READABLE] = {"names_readable",
                  {"{0} of {1} own classes and {2} of {3} own methods are renamed: {4} %",
                   "自有類別 {1} 個中有 {0} 個、自有方法 {3} 個中有 {2} 個已更名：{4} %"}},
    [PARTLY] =
        {"names_partly_renamed",
         {"{0} of {1} own classes and {2} of {3} own methods are renamed: {4} %; whether that is enough "
          "is no question of a program",
          "自有類別 {1} 個中有 {0} 個、自有方法 {3} 個中有 {2} 個已更名：{4} %；是否足夠非程式所能判定"}},
    [RENAMED] = {"names_renamed",
                 {"{0} of {1} own classes and {2} of {3} own methods are renamed: {4} %",
                  "自有類別 {1} 個中有 {0} 個、自有方法 {3} 個中有 {2} 個已更名：{4} %"}},
    [TELLING_CLASS] = {"security_class_readable",
                       {"The class {0} is named for the protection in it", "類別 {0} 之名稱顯示其中之防護"}},
    [TELLING_METHOD] = {"security_method_readable",
                        {"The method {0} is named for the protection in it",
                         "方法 {0} 之名稱顯示其中之防護"}},
    [MOVED] = {"classes_moved",
               {"{0} classes lie in packages without a name: own and library code was renamed together",
                "{0} 個類別位於無意義名稱之套件中：自有與函式庫程式碼一併更名"}},
    [EXTRAS] =
        {"name_leftovers",
         {"Own classes: {0} name their source file, {1} carry Kotlin metadata; own code has {2} texts, "
          "and {3} calls of functions that make a text of texts and numbers; {4} bits for each letter of "
          "names",
          "自有類別：{0} 個保留原始檔名，{1} 個保留 Kotlin 中繼資料；自有程式碼有 {2} 個字串，"
          "{3} 處呼叫以字串及數值產生字串之函式；名稱每字元 {4} 位元"}},
    [TOO_FEW] = {"too_few_names",
                 {"Only {0} names of own classes and methods could be changed: too few to measure",
                  "可更名之自有類別與方法僅 {0} 個，不足以衡量"}},
    [NONE] = {"no_own_code", {"No class is the app's own", "無任何類別屬應用程式自有"}},
};

static const char *number(aa_sink *sink, size_t n)
{
    return aa_arg_int(sink, (long long)n);
}

static void report_telling(aa_code *code, aa_sink *sink, const aa_names *names)
{
    size_t classes = 0;
    size_t methods = 0;
    for (size_t i = 0; i < names->telling_count; i++) {
        const aa_telling_name *t = &names->telling[i];
        size_t *shown = t->is_class ? &classes : &methods;
        if (t->method == AA_NO_ID || *shown >= SHOWN / 2)
            continue;
        (*shown)++;
        if (t->is_class)
            aa_hit_method(sink, TELLING_CLASS, AA_SEVERITY_LOW, code, t->method, AA_NO_ID,
                          AA_ARGS(aa_code_class_name(code, t->method)));
        else
            aa_hit_method(sink, TELLING_METHOD, AA_SEVERITY_LOW, code, t->method, AA_NO_ID,
                          AA_ARGS(aa_code_method_name(code, t->method)));
    }
}

static void judge(aa_sink *sink, const aa_names *n)
{
    size_t all = n->classes.all + n->methods.all;
    size_t renamed = n->classes.renamed + n->methods.renamed;
    size_t share = all == 0 ? 0 : renamed * 100 / all;
    const char *const *args =
        AA_ARGS(number(sink, n->classes.renamed), number(sink, n->classes.all),
                number(sink, n->methods.renamed), number(sink, n->methods.all), number(sink, share));
    if (all < FEWEST && n->moved.all >= FEWEST)
        aa_clear(sink, MOVED, NULL, AA_ARGS(number(sink, n->moved.all)));
    else if (all == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (all < FEWEST)
        aa_cannot_tell(sink, TOO_FEW, NULL, AA_ARGS(number(sink, all)));
    else if (share < LOW_SHARE)
        aa_hit_as(sink, READABLE, AA_SEVERITY_MEDIUM, AA_REACH_NONE_NEEDED, AA_OWNER_APP, NULL, args);
    else if (share < HIGH_SHARE)
        aa_cannot_tell(sink, PARTLY, NULL, args);
    else
        aa_clear(sink, RENAMED, NULL, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_names names = aa_names_measure(in->code);
    judge(sink, &names);
    if (names.classes.all + names.methods.all == 0)
        return;
    char *bits = aa_code_printf(in->code, "%u.%u", names.entropy / 10, names.entropy % 10);
    aa_clear(sink, EXTRAS, NULL,
             AA_ARGS(number(sink, names.sources), number(sink, names.metadata), number(sink, names.texts),
                     number(sink, names.decoders), aa_arg_text(bits)));
    report_telling(in->code, sink, &names);
}

const aa_check aa_check_android_res_obfuscation = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "mas:4.1.5.5.6",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "MASTG-TEST-0368",
    .cwe = "CWE-656",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Names of the app's own code are readable",
                    .why =
                        "Names say what code is for. Whoever looks for the test of a root, or for the key, "
                        "finds it by name, and can take it out.",
                    .fix = "minifyEnabled true with R8 in the release build; keep rules for single members "
                           "that something asks for by name, never for whole packages; "
                           "-repackageclasses and -renamesourcefileattribute.",
                    .limits = "Renamed is a name of at most three letters that is no common word, or of "
                              "letters that look alike. "
                              "Whose a class is, its package says: code of unknown owners is not counted. No "
                              "document sets a share; renaming delays an attacker and stops none.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "應用程式自有程式碼之名稱可讀",
                    .why = "名稱說明程式碼之用途。欲移除 root 偵測或取得金鑰者，可依名稱直接找到。",
                    .fix = "正式組建啟用 R8（minifyEnabled true）；keep 規則僅保留須以名稱取用之成員，"
                           "勿保留整個套件；並使用 -repackageclasses 與 -renamesourcefileattribute。",
                    .limits = "名稱不超過三個字元且非常用字，或僅由形近字元組成者視為已更名。類別歸屬以套件名"
                              "稱判斷，"
                              "歸屬不明者不計。尚無規範訂定比例；更名僅延緩攻擊，無法阻止。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
