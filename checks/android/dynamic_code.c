/*
 * Code loaded from places that others can write.
 */
#include "inputs.h"

enum { PACKAGE = INPUT_OWN, PACKAGE_CHECKED };

static const aa_message messages[] = {
    INPUT_MESSAGES("code", "loads code from", "載入程式碼", "No call in the app loads code from a file",
                   "應用程式中無任何呼叫由檔案載入程式碼"),
    [PACKAGE] = {"code_of_package",
                 {"{0} loads the code of another package by its name; nothing compares who signed it",
                  "{0} 以名稱載入其他套件之程式碼，未比對其簽章者"}},
    [PACKAGE_CHECKED] = {"code_of_package_checked",
                         {"{0} loads the code of another package that the system brings or whose signer is "
                          "compared",
                          "{0} 載入之其他套件程式碼，係系統內建或已比對其簽章者"}},
};

static const input_sink sinks[] = {
    {"Ldalvik/system/DexClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/PathClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/InMemoryDexClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/DelegateLastClassLoader;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/DexFile;->loadDex", 1U << 0, AA_SEVERITY_CRITICAL, true},
    {"Ldalvik/system/DexFile;-><init>", 1U << 1, AA_SEVERITY_CRITICAL, true},
    {"Ljava/lang/System;->load", 1U << 0, AA_SEVERITY_CRITICAL, true},
    {"Ljava/lang/Runtime;->load", 1U << 1, AA_SEVERITY_CRITICAL, true},
};

enum { CONTEXT_INCLUDE_CODE = 1 };

/* Names that no app can take, as they come with the system. */
static bool is_of_system(aa_code *code, const aa_site *site)
{
    static const char *const begins[] = {"com.google.android.", "com.android.", "android"};
    aa_bytes name;
    if (!aa_site_text(code, site, 1, &name))
        return false;
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (name.n >= strlen(begins[i]) && memcmp(name.p, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

/* A package whose name is known, or found among those installed; not the app's own. */
static bool is_of_others(aa_code *code, const aa_site *site)
{
    const aa_program *p = aa_code_base_of(code)->program;
    aa_origins names = aa_code_constants(code, site, 1);
    aa_bytes name;
    if (aa_site_text(code, site, 1, &name))
        return true;
    for (size_t i = 0; i < names.count; i++) {
        const aa_field *f =
            names.items[i].kind == AA_ORIGIN_FIELD ? aa_program_field(p, names.items[i].field) : NULL;
        const aa_type *owner = f == NULL ? NULL : aa_program_type(p, f->owner);
        if (owner != NULL && aa_bytes_is(owner->descriptor, "Landroid/content/pm/PackageInfo;"))
            return true;
    }
    return false;
}

/* The method, or one that it calls, looks at certificates of packages. */
static bool compares_signer(aa_code *code, const aa_site *site)
{
    static const char *const looks[] = {"Landroid/content/pm/PackageManager;->checkSignatures",
                                        "Landroid/content/pm/PackageManager;->hasSigningCertificate",
                                        "Landroid/content/pm/Signature;->*",
                                        "Landroid/content/pm/SigningInfo;->*", NULL};
    const aa_program *p = aa_code_base_of(code)->program;
    aa_sites sites = aa_code_calls_of(code, looks);
    for (size_t i = 0; i < sites.count; i++) {
        if (sites.items[i].in == site->in)
            return true;
        const aa_call_ref *calls = NULL;
        size_t count = aa_calls_in(p, site->in, &calls);
        for (size_t k = 0; k < count; k++)
            if (calls[k].to == sites.items[i].in)
                return true;
    }
    return false;
}

/* Its classes are asked for, not its files or settings alone. */
static bool uses_classes(aa_code *code, const aa_site *site)
{
    const aa_values *values = aa_code_values(code);
    for (size_t i = 0; i < site->flow->call_count; i++) {
        const aa_flow_call *c = &site->flow->calls[i];
        if (c->to == AA_NO_ID || c->argument_count == 0 ||
            !aa_method_is(code, c->to, "Landroid/content/Context;->getClassLoader"))
            continue;
        for (size_t k = 0; k < aa_value_members(values, c->arguments[0]); k++) {
            const aa_value_node *n = aa_value_at(values, aa_value_member(values, c->arguments[0], k));
            if (n->kind == AA_V_RESULT && n->at == site->pc)
                return true;
        }
    }
    return false;
}

static void judge_package(aa_code *code, aa_sink *sink, const aa_site *site)
{
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    int64_t flags = 0;
    if (!aa_site_int(code, site, 2, &flags) || ((uint64_t)flags & CONTEXT_INCLUDE_CODE) == 0 ||
        !uses_classes(code, site) || !is_of_others(code, site))
        return;
    if (is_of_system(code, site) || compares_signer(code, site))
        aa_clear_site(sink, PACKAGE_CHECKED, code, site, args);
    else
        aa_hit_site(sink, PACKAGE, AA_SEVERITY_HIGH, code, site, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const input_rule rule = {
        .sinks = sinks,
        .sink_count = sizeof sinks / sizeof sinks[0],
        .kinds =
            AA_SOURCE_PROVIDER | AA_SOURCE_APP | AA_SOURCE_NETWORK | AA_SOURCE_SHARED | AA_SOURCE_PRIVATE,
        .severity = {[INPUT_PROVIDER] = AA_SEVERITY_HIGH,
                     [INPUT_APP] = AA_SEVERITY_HIGH,
                     [INPUT_NETWORK] = AA_SEVERITY_HIGH,
                     [INPUT_SHARED] = AA_SEVERITY_HIGH,
                     [INPUT_PRIVATE] = AA_SEVERITY_LOW},
        .washed = NULL,
        .checked = aa_site_checks_source,
    };
    input_judge(&rule, in, sink);
    aa_sites packages = {.count = 0};
    if (in->code != NULL)
        packages = aa_code_calls(in->code, "Landroid/content/Context;->createPackageContext");
    for (size_t i = 0; i < packages.count; i++)
        judge_package(in->code, sink, &packages.items[i]);
}

const aa_check aa_check_android_dynamic_code = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:2 broker:16 broker:17 mas:4.1.1.2.1 mas:4.1.5.1.1",
    .masvs = "MASVS-CODE-4",
    .mastg = "",
    .cwe = "CWE-494",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Code loaded at run time from elsewhere",
                    .why = "Whoever writes that file, or sits on the way of its download, runs code with the "
                           "rights and data of the app; what was reviewed is not what runs.",
                    .fix = "Ship code in the package, or as a feature module of the store "
                           "(SplitInstallManager). Where a file must be loaded: keep it in "
                           "getCodeCacheDir(), verify a signature over it, and setReadOnly() before loading.",
                    .limits = "How a file got into the app's own storage is not followed. A verification of "
                              "the file is counted only as a comparison in the same method. Libraries loaded "
                              "by name, System.loadLibrary(), come with the package. The signer of another "
                              "package counts as compared wherever the method or one that it calls looks at "
                              "a signature.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "執行時自他處載入程式碼",
                    .why = "能寫入該檔案或介入下載過程者，可以應用程式之權限與資料執行程式碼；受檢之程式碼並"
                           "非實際執行者。",
                    .fix = "程式碼隨安裝檔提供，或使用商店之功能模組（SplitInstallManager）。必須載入檔案時，"
                           "存放於 getCodeCacheDir()，驗證簽章並於載入前 setReadOnly()。",
                    .limits =
                        "檔案如何存入應用程式自有儲存空間未追蹤。檔案驗證僅採計同一方法內之比對。以名稱"
                        "載入之函式庫（System.loadLibrary()）隨安裝檔提供。該方法或其所呼叫之方法若檢視簽"
                        "章，即視為已比對簽章者。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
