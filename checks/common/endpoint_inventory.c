/*
 * Hosts that the code names.
 */
#include "engine/code_record.h"
#include "engine/machine_record.h"
#include "framework_texts.h"

enum { OWN, LIBRARY, OTHER, FRAMEWORK, NONE };

static const aa_message messages[] = {
    [OWN] = {"endpoint", {"{0}, named by the app's own code", "{0}，由應用程式自身程式碼使用"}},
    [LIBRARY] = {"endpoint_of_library", {"{0}, named by a library", "{0}，由函式庫使用"}},
    [OTHER] = {"endpoint_of_unknown",
               {"{0}, named by code of unknown origin", "{0}，由來源不明之程式碼使用"}},
    [FRAMEWORK] = {"endpoint_of_framework",
                   {"{0}, named by the {1} part of the app", "{0}，由應用程式之 {1} 部分使用"}},
    [NONE] = {"no_endpoint", {"The code names no web address", "程式碼中未列有網址"}},
};

/* The same host was recorded for an earlier place of the same owner. */
static bool was_before(aa_code *code, const aa_literal *literals, size_t index, aa_bytes host)
{
    aa_owner owner = aa_code_record_owner(code, literals[index].in);
    for (size_t i = 0; i < index; i++) {
        aa_bytes other;
        if (address_host(literals[i].text, &other) && aa_bytes_equal(host, other) &&
            aa_code_record_owner(code, literals[i].in) == owner)
            return true;
    }
    return false;
}

#define MAX_LITERALS 2000U

static unsigned message_of(aa_owner owner)
{
    return owner == AA_OWNER_APP ? OWN : owner == AA_OWNER_LIBRARY ? LIBRARY : OTHER;
}

static bool list_code(aa_code *code, aa_sink *sink)
{
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals(code, address_is_one, NULL, &literals);
    bool any = false;
    for (size_t i = 0; i < count && i < MAX_LITERALS; i++) {
        aa_bytes host;
        if (!address_host(literals[i].text, &host) || address_is_name_only(literals[i].text, host) ||
            was_before(code, literals, i, host))
            continue;
        any = true;
        aa_hit_method(sink, message_of(aa_code_record_owner(code, literals[i].in)), AA_SEVERITY_INFO, code,
                      literals[i].in, literals[i].pc,
                      AA_ARGS(aa_arg_text(aa_arena_utf8(aa_code_arena(code), host))));
    }
    return any;
}

/* The same host was recorded for an earlier place of the same file. */
static bool was_named(const aa_mplace_ref *texts, size_t index, aa_bytes host)
{
    for (size_t i = 0; i < index; i++) {
        aa_bytes other;
        if (texts[i].image == texts[index].image && address_host(texts[i].text, &other) &&
            aa_bytes_equal(host, other))
            return true;
    }
    return false;
}

/* Texts that no code names are listed too: tables of addresses are read in ways that are not seen. */
static bool list_machine(aa_machine *machine, aa_sink *sink)
{
    const aa_mplace_ref *texts;
    size_t count = aa_machine_texts(machine, address_is_one, NULL, &texts);
    bool any = false;
    for (size_t i = 0; i < count && i < MAX_LITERALS; i++) {
        aa_bytes host;
        aa_mspot spot = aa_mspot_at(&texts[i]);
        if (!address_host(texts[i].text, &host) || address_is_name_only(texts[i].text, host) ||
            was_named(texts, i, host))
            continue;
        any = true;
        aa_hit_spot(sink, message_of(aa_machine_owner_of(machine, spot)), AA_SEVERITY_INFO, machine, spot,
                    NULL, AA_ARGS(aa_machine_text(machine, host)));
    }
    return any;
}

static bool list_frameworks(const aa_frameworks *f, aa_sink *sink)
{
    bool any = false;
    for (size_t i = 0; f != NULL && i < f->count; i++) {
        framework_walk walk = {.text = 0};
        framework_address a;
        char host[256];
        while (framework_next_address(f, f->items[i].kind, &walk, &a)) {
            aa_place place = aa_framework_place(f, a.text);
            any = true;
            aa_hit(sink, FRAMEWORK, &place,
                   AA_ARGS(framework_put(host, sizeof host, a.host), aa_framework_title(f->items[i].kind)));
        }
    }
    return any;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    bool any = in->code != NULL && list_code(in->code, sink);
    any = (in->machine != NULL && list_machine(in->machine, sink)) || any;
    any = list_frameworks(in->facts->frameworks, sink) || any;
    if (!any && (in->code != NULL || in->machine != NULL))
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_endpoint_inventory = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:1 broker:15 mas:4.1.4.2.4",
    .masvs = "MASVS-PRIVACY-3",
    .mastg = "",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Hosts named in code",
                    .why = "The declared list of servers is compared with what the app can reach.",
                    .fix = "Name each host in the application form, with its purpose and who runs it.",
                    .limits =
                        "Addresses that are put together at run time, and those in resources and native "
                        "code, are not in this list; of scripts, Dart and C# those that are constant texts "
                        "are.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "程式碼所列主機",
                    .why = "供比對申報之伺服器清單與應用程式實際可連線之主機。",
                    .fix = "於申請表逐一列明主機、用途與營運者。",
                    .limits = "執行時組成之網址，以及資源與原生程式碼中的網址，不在此清單；"
                              "指令碼、Dart 與 C# 部分僅列入字串常數。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
