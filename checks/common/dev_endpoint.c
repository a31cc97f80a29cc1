/*
 * Addresses of test systems and inner networks.
 */
#include "engine/code_record.h"
#include "engine/machine_record.h"
#include "framework_texts.h"

enum { PRIVATE, TEST, NONE };

static const aa_message messages[] = {
    [PRIVATE] = {"private_address",
                 {"{0} names an address of an inner network: {1}", "{0} 列有內部網路位址：{1}"}},
    [TEST] = {"test_address",
              {"{0} names what looks like a test system: {1}", "{0} 列有疑似測試系統之位址：{1}"}},
    [NONE] = {"no_test_address",
              {"The app's own code names no address of a test system or inner network",
               "應用程式自身程式碼未列有測試系統或內部網路位址"}},
};

static bool word_at(aa_bytes host, size_t at, const char *word)
{
    size_t n = strlen(word);
    bool begins = at == 0 || host.p[at - 1] == '.' || host.p[at - 1] == '-';
    return begins && at + n <= host.n && memcmp(host.p + at, word, n) == 0 &&
           (at + n == host.n || host.p[at + n] == '.' || host.p[at + n] == '-');
}

static bool is_test_system(aa_bytes host)
{
    static const char *const words[] = {"dev", "test", "staging", "stage",  "uat",
                                        "sit", "qa",   "preprod", "sandbox"};
    for (size_t i = 0; i < host.n; i++)
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
            if (word_at(host, i, words[k]))
                return true;
    return false;
}

static bool ends(aa_bytes host, const char *with)
{
    size_t n = strlen(with);
    return host.n > n && memcmp(host.p + host.n - n, with, n) == 0;
}

/* RFC 1918 addresses and names that no public server answers for. The device itself is none of these. */
static bool is_private(aa_bytes host)
{
    unsigned part[4] = {0};
    size_t count = 0;
    for (size_t i = 0; i < host.n; i++) {
        if (host.p[i] == '.')
            count++;
        else if (host.p[i] < '0' || host.p[i] > '9' || count > 3 || part[count] > 255)
            return ends(host, ".local") || ends(host, ".internal") || ends(host, ".lan") ||
                   ends(host, ".corp");
        else
            part[count] = part[count] * 10 + host.p[i] - '0';
    }
    bool emulator = part[0] == 10 && part[1] == 0 && part[2] == 2 && (part[3] == 2 || part[3] == 15);
    return count == 3 && !emulator &&
           (part[0] == 10 || (part[0] == 192 && part[1] == 168) ||
            (part[0] == 172 && part[1] >= 16 && part[1] < 32));
}

static bool judge_code(aa_code *code, aa_sink *sink)
{
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals(code, address_is_one, NULL, &literals);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        aa_bytes host;
        if (!address_host(literals[i].text, &host) || aa_code_is_library(code, literals[i].in))
            continue;
        bool inner = is_private(host);
        if (!inner && !is_test_system(host))
            continue;
        any = true;
        aa_hit_method(sink, inner ? PRIVATE : TEST, AA_SEVERITY_LOW, code, literals[i].in, literals[i].pc,
                      AA_ARGS(aa_code_method_name(code, literals[i].in),
                              aa_arg_text(aa_arena_utf8(aa_code_arena(code), host))));
    }
    return any;
}

/* Frameworks are libraries; what is linked into the program cannot be told from the app's own code. */
static bool judge_machine(aa_machine *machine, aa_sink *sink)
{
    const aa_mplace_ref *texts;
    size_t count = aa_machine_texts(machine, address_is_one, NULL, &texts);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        aa_bytes host;
        aa_mspot spot = aa_mspot_at(&texts[i]);
        if (!address_host(texts[i].text, &host) || spot.function == AA_NO_FUNCTION ||
            aa_machine_owner_of(machine, spot) == AA_OWNER_LIBRARY)
            continue;
        bool inner = is_private(host);
        if (!inner && !is_test_system(host))
            continue;
        any = true;
        aa_hit_spot(sink, inner ? PRIVATE : TEST, AA_SEVERITY_LOW, machine, spot, NULL,
                    AA_ARGS(aa_arg_text(aa_machine_function_name(machine, spot.image, spot.function)),
                            aa_machine_text(machine, host)));
    }
    return any;
}

/* Whose text it is cannot be told in a program that is not followed. */
static bool judge_frameworks(const aa_frameworks *f, aa_sink *sink)
{
    bool any = false;
    for (size_t i = 0; f != NULL && i < f->count; i++) {
        framework_walk walk = {.text = 0};
        framework_address a;
        char host[256];
        while (framework_next_address(f, f->items[i].kind, &walk, &a)) {
            bool inner = is_private(a.host);
            if (!inner && !is_test_system(a.host))
                continue;
            aa_place place = aa_framework_place(f, a.text);
            any = true;
            aa_hit_as(
                sink, inner ? PRIVATE : TEST, AA_SEVERITY_LOW, AA_REACH_UNKNOWN, AA_OWNER_UNKNOWN, &place,
                AA_ARGS(aa_framework_title(f->items[i].kind), framework_put(host, sizeof host, a.host)));
        }
    }
    return any;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    bool any = in->code != NULL && judge_code(in->code, sink);
    any = (in->machine != NULL && judge_machine(in->machine, sink)) || any;
    any = judge_frameworks(in->facts->frameworks, sink) || any;
    if (!any && (in->code != NULL || in->machine != NULL))
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_dev_endpoint = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:4 broker:16",
    .masvs = "MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Test or inner address in a release",
                    .why =
                        "It tells attackers where a less guarded copy of the service is, and makes the app "
                        "talk to whoever has that address elsewhere.",
                    .fix =
                        "Keep addresses of test systems in the debug source set or a build type's resources.",
                    .limits = "A name that only looks like a test system is reported too; it fails no row. "
                              "Addresses put together at run time are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "正式版本含測試或內部網路位址",
                    .why = "向攻擊者透露防護較弱之服務位置，"
                           "並使應用程式於他處連線至占用該位址者。",
                    .fix = "測試系統位址置於 debug source set 或該建置類型之資源。",
                    .limits = "名稱疑似測試系統者亦列出，但不影響判定。"
                              "執行時組成之位址未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
