/*
 * Tests for an emulator: what the device says of itself compared with what emulators say.
 */
#include "detect.h"

static const char *const values[] = {
    "*generic",    "*goldfish",   "*ranchu",
    "*google_sdk", "*Emulator",   "*emulator",
    "*sdk_gphone", "*sdk_google", "*Android SDK built for",
    "*Genymotion", "*genymotion", "*vbox86",
    "*nox",        "*Nox",        "*Andy",
    "*ttVM",       "*Droid4X",    "*simulator",
    "*BlueStacks", "*bluestacks", "*Memu",
    "=sdk",        "=sdk_x86",    "=sdk_phone",
    "=vbox",       "*qemu",       "=unknown",
    NULL,
};
static const char *const file_calls[] = {
    "Ljava/io/File;->exists",
    "Ljava/io/File;->canRead",
    "Landroid/system/Os;->access",
    NULL,
};
static const char *const files[] = {
    "*/qemu_pipe",
    "*/qemud",
    "*/goldfish_pipe",
    "*libc_malloc_debug_qemu.so",
    "*/qemu-props",
    "*/qemu_trace",
    "*/genyd",
    "*/baseband_genyd",
    "*vbox86",
    "*nox-prop",
    "*ueventd.android_x86.rc",
    "*x86.prop",
    NULL,
};
static const char *const property_calls[] = {
    "Ljava/lang/reflect/Method;->invoke",
    "Ljava/lang/Runtime;->exec",
    "Ljava/lang/System;->getProperty",
    "Ljava/lang/String;->contains",
    NULL,
};
static const char *const properties[] = {
    "*ro.kernel.qemu",
    "*ro.boot.qemu",
    "*init.svc.qemud",
    "*qemu.hw.mainkeys",
    "*qemu.sf.",
    "*ro.hardware.virtual",
    NULL,
};

#define OF_BUILD(name_of)                                                                                    \
    {                                                                                                        \
        .form = AA_TECHNIQUE_COMPARED, .words = values, .owner = "Landroid/os/Build;", .field = name_of,     \
        .name = "Build." name_of                                                                             \
    }

enum { BUILD_FIELDS = 8 };

/* Fields of Build come first and count as one technique. */
static const aa_technique techniques[] = {
    OF_BUILD("FINGERPRINT"),
    OF_BUILD("MODEL"),
    OF_BUILD("HARDWARE"),
    OF_BUILD("PRODUCT"),
    OF_BUILD("BRAND"),
    OF_BUILD("DEVICE"),
    OF_BUILD("MANUFACTURER"),
    OF_BUILD("BOARD"),
    {.form = AA_TECHNIQUE_CALL, .calls = file_calls, .words = files},
    {.form = AA_TECHNIQUE_SCAN, .calls = property_calls, .words = properties},
};

static const aa_message messages[] = {
    DETECT_MESSAGES("emulator", "No test for an emulator was found in bytecode",
                    "位元組碼中未發現模擬器偵測"),
};

static const char *const native_words[] = {"ro.kernel.qemu", "goldfish",          "ranchu",     "generic_x86",
                                           "/dev/qemu_pipe", "/dev/socket/qemud", "genymotion", NULL};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    const aa_detection *found = NULL;
    size_t count = aa_detections(in->code, techniques, sizeof techniques / sizeof techniques[0], &found);
    aa_detection *all = aa_arena_array(aa_code_arena(in->code), count + 1, sizeof *all);
    for (size_t i = 0; all != NULL && i < count; i++) {
        all[i] = found[i];
        if (all[i].technique < BUILD_FIELDS)
            all[i].technique = 0;
    }
    if (all != NULL && detect_record_best(in->code, sink, all, count, false) == 0 &&
        detect_native(in, sink, native_words, NULL) == 0)
        aa_absent(sink, DETECT_NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_res_emulator = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NATIVE),
    .rows = "broker:16 mas:4.1.5.5.7",
    .masvs = "MASVS-RESILIENCE-1",
    .mastg = "MASTG-TEST-0351",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Emulators are detected",
                    .why = "On an emulator an attacker owns the whole system, and many devices are made up "
                           "at no cost.",
                    .fix = "if (Build.HARDWARE.equals(\"ranchu\") || "
                           "Build.FINGERPRINT.startsWith(\"generic\")) with several more tests, and then "
                           "warn or stop; let the server ask for an attestation as well.",
                    .limits = "Bytecode only. Fields of Build that are read for a statistic or a workaround "
                              "are no test; texts put together at run time and sensors are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "具備模擬器偵測",
                    .why = "攻擊者完全掌控模擬器之作業系統，並可大量偽造裝置。",
                    .fix = "以 Build.HARDWARE.equals(\"ranchu\")、Build.FINGERPRINT.startsWith(\"generic\") "
                           "等多項條件偵測後提示或中止；並由伺服器要求完整性證明。",
                    .limits = "僅讀位元組碼。為統計或相容處理而讀取之 Build "
                              "欄位不計為偵測；執行時組成之字串及感測器偵測無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
