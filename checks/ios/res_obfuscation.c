/*
 * Names that tell an attacker where the protection is.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include <string.h>

enum { TELLING, QUIET };

static const aa_message messages[] = {
    [TELLING] = {"telling_names",
                 {"{0} names tell what is protected, such as {1}", "{0} 個名稱透露保護所在，例如 {1}"}},
    [QUIET] = {"no_telling_names",
               {"Of {0} classes and methods none has a name that tells what is protected",
                "{0} 個類別與方法中，沒有名稱透露保護所在"}},
};

/* Part of a name, in whatever case. */
static bool begins(aa_bytes name, const char *word)
{
    size_t k = 0;
    while (word[k] != '\0' && k < name.n && (char)(name.p[k] | 0x20) == word[k])
        k++;
    return word[k] == '\0';
}

static bool is_telling(aa_bytes name)
{
    static const char *const words[] = {"jailbr", "debugg",  "tamper",  "frida", "antihook",
                                        "ishook", "pinning", "decrypt", "obfusc"};
    for (size_t at = 0; at < name.n; at++)
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if ((char)(name.p[at] | 0x20) == words[i][0] && begins(aa_bytes_from(name, at), words[i]))
                return true;
    return false;
}

typedef struct count {
    size_t all, telling;
    aa_bytes first;
    uint32_t image, function;
} count;

static void look(count *c, aa_bytes name, uint32_t image, uint32_t function)
{
    c->all++;
    if (!is_telling(name))
        return;
    if (c->telling++ == 0)
        *c = (count){c->all, 1, name, image, function};
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    const aa_machine_base *base = aa_machine_base_of(m);
    count c = {.first = aa_bytes_none(), .function = AA_NO_FUNCTION};
    for (uint32_t i = 0; i < base->image_count; i++) {
        const aa_image *image = &base->images[i];
        for (size_t k = 0; image->is_app && image->readable && k < image->objc->class_count; k++)
            look(&c, image->objc->classes[k].name, i, AA_NO_FUNCTION);
        for (uint32_t f = 0; image->is_app && image->readable && f < image->function_count; f++)
            if (image->functions[f].selector.n > 0)
                look(&c, image->functions[f].selector, i, f);
    }
    aa_mspot spot = {c.image, c.function, 0};
    if (base->image_count == 0)
        return;
    const char *all = aa_arg_int(sink, (long long)c.all), *telling = aa_arg_int(sink, (long long)c.telling);
    if (c.telling > 0)
        aa_hit_spot(sink, TELLING, AA_SEVERITY_LOW, m, spot, NULL,
                    AA_ARGS(telling, aa_machine_text(m, c.first)));
    else
        aa_clear_spot(sink, QUIET, m, spot, AA_ARGS(all));
}

const aa_check aa_check_ios_res_obfuscation = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "mas:4.1.5.5.6",
    .masvs = "MASVS-RESILIENCE-3",
    .mastg = "MASTG-TEST-0391",
    .cwe = "CWE-656",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Names tell where the protection is",
                 .why = "Names of Objective-C classes and methods stay in the program; one that says what it "
                        "does shows an attacker what to replace.",
                 .fix = "Name protections after nothing, write them in C or Swift without @objc, or use an "
                        "obfuscator.",
                 .limits =
                     "How the code itself is protected, and names of Swift functions, are not measured."},
            [AA_LANG_ZH_TW] =
                {.title = "名稱透露保護所在",
                 .why =
                     "Objective-C 的類別與方法名稱會保留在執行檔中；說明用途的名稱會告訴攻擊者該替換什麼。",
                 .fix = "保護機制勿以用途命名，以 C 或不使用 @objc 的 Swift 撰寫，或使用混淆工具。",
                 .limits = "程式碼本身的保護程度與 Swift 函式名稱不在量測範圍。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
