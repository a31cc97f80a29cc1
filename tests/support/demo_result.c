#include "support/demo_result.h"

#include "engine/findings.h"
#include "facts/native.h"
#include "facts/secrets.h"

#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NO_PLACE                                                                                             \
    {                                                                                                        \
        .offset = AA_NO_OFFSET                                                                               \
    }
#define REASON(c, v)                                                                                         \
    .code = (c), .verdict = (v), .finding = AA_NO_INDEX, .control = AA_NO_INDEX, .slot = AA_NO_INDEX,        \
    .args = no_args
#define FINDING(c, v, i)                                                                                     \
    .code = (c), .verdict = (v), .finding = (i), .control = AA_NO_INDEX, .slot = AA_NO_INDEX, .args = no_args

static const char *const no_args[] = {NULL};

/* ---- checks ---- */

static const aa_message debuggable_messages[] = {
    {"on", {"android:debuggable is {0}.", "android:debuggable 為 {0}。"}},
};
static const aa_check debuggable = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .text = {{"App can be debugged",
              "Anyone with the device can attach a debugger and read what the app holds.",
              "Build the release variant; leave android:debuggable out of the manifest.", "Nothing."},
             {"應用程式可被除錯", "任何人取得裝置即可附加除錯器，讀取應用程式內之資料並改變其行為。",
              "以 release 版本建置；資訊清單不設定 android:debuggable。", "無。"}},
    AA_MESSAGES(debuggable_messages),
};
static const aa_message exported_messages[] = {
    {"open", {"{0} can be started by any app.", "任何應用程式皆可啟動 {0}。"}},
};
static const aa_check exported = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .text = {{"Exported component without a permission",
              "Other apps can call it and receive what it returns.",
              "Set android:exported=\"false\", or guard it with a signature permission.",
              "Code is not read."},
             {"對外開放 (exported) 之元件未設權限", "其他應用程式可呼叫該元件，並取得其回傳之資料。",
              "設定 android:exported=\"false\"，或以 signature 等級之權限保護。", "不讀取程式碼。"}},
    AA_MESSAGES(exported_messages),
};
static const aa_message backup_messages[] = {
    {"unsure", {"allowBackup differs by configuration.", "allowBackup 之值因組態而異。"}},
    {"off", {"Backup is off.", "已關閉備份。"}},
};
static const aa_check backup = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .text = {{"Backup copies the app's data", "Data leaves the device.", "Turn it off.", "Nothing."},
             {"備份會複製應用程式資料", "資料將離開裝置。", "關閉備份。", "無。"}},
    AA_MESSAGES(backup_messages),
};
static const aa_message permission_messages[] = {
    {"asks", {"{0} ({1})", "{0}（{1}）"}},
};
static const aa_check permissions = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_INVENTORY,
    .text = {{"Permissions asked for", "A person compares the list.", "Declare them.", "Nothing."},
             {"要求之權限", "供人工比對。", "據實宣告。", "無。"}},
    AA_MESSAGES(permission_messages),
};
static const aa_message cleartext_messages[] = {
    {"forbidden", {"Cleartext is forbidden for every host.", "所有主機皆禁止明文傳輸。"}},
};
static const aa_check cleartext = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .text = {{"Cleartext traffic is forbidden", "It keeps data secret.", "Keep it.", "Sockets are not seen."},
             {"禁止明文傳輸", "確保資料機密。", "維持。", "無法得知自行開啟之 socket。"}},
    AA_MESSAGES(cleartext_messages),
};

static const aa_message cipher_messages[] = {
    {"ecb", {"{0} leaves patterns of the plain text visible.", "{0} 會保留明文之樣式。"}},
};
static const aa_check cipher = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .text = {{"Weak cipher mode", "Equal blocks look alike.", "Use AES/GCM/NoPadding.", "Native code."},
             {"加密模式過弱", "相同區塊產生相同密文。", "改用 AES/GCM/NoPadding。", "原生程式碼。"}},
    AA_MESSAGES(cipher_messages),
};

static const aa_check_entry entries[] = {
    {"android-backup", &backup},           {"android-cleartext-off", &cleartext},
    {"android-debuggable", &debuggable},   {"android-exported", &exported},
    {"android-permissions", &permissions}, {"android-weak-cipher", &cipher},
};

/* ---- tables ---- */

static const aa_slot place_slot = {
    .id = "publication-place",
    .question =
        {"Where is the app published, and does the published statement list exactly these permissions?",
         "應用程式於何處發布？發布說明所列權限是否與此完全一致？"},
    .prefill = (const char *const[]){"android-permissions"},
    .prefill_count = 1,
};
static const aa_slot channel_slot = {
    .id = "channel",
    .question = {"Is there a channel for reporting problems, and did a test report get an answer?",
                 "是否設有問題回報管道？測試回報是否獲得回覆？"},
};
static const aa_required_control root_control = {
    .checks = (const char *const[]){"android-root-detection", "android-play-integrity"},
    .check_count = 2,
    .title = {"Warning on a rooted device", "裝置疑似遭破解時之警示"},
};
static const aa_required_control transmission_controls[] = {
    {.checks = (const char *const[]){"android-cleartext-off"},
     .check_count = 1,
     .title = {"Cleartext forbidden", "禁止明文傳輸"}},
    {.checks = (const char *const[]){"android-pin-nsc"},
     .check_count = 1,
     .advisory = true,
     .title = {"Certificate pinning", "憑證綁定"}},
};

static const aa_row broker_rows[] = {
    {.id = "1", .title = {"Release and publication", "發布"}, .slots = &place_slot, .slot_count = 1},
    {.id = "3", .title = {"Problem reports", "問題回報"}, .slots = &channel_slot, .slot_count = 1},
    {.id = "4",
     .title = {"Security test before listing", "上架前檢測"},
     .slots = &place_slot,
     .slot_count = 1},
    {.id = "8",
     .title = {"Storage of sensitive data on the device and on removable media",
               "敏感性資料之儲存（含裝置內部儲存空間、外部儲存媒體與備份）"}},
    {.id = "9", .title = {"Transmission", "傳輸"}, .controls = transmission_controls, .control_count = 2},
    {.id = "12", .title = {"Use of paid resources", "付費資源使用"}},
    {.id = "17", .title = {"Integrity", "完整性"}, .controls = &root_control, .control_count = 1},
};
static const aa_table broker = {.id = "broker",
                                .edition = "2024",
                                .title = {"Insurance brokers, Table 1", "保險經紀業行動應用程式表一"},
                                .rows = broker_rows,
                                .row_count = COUNT(broker_rows)};
static const aa_row mas_rows[] = {
    {.id = "4.1.1.1.1", .title = {"Trusted source", "可信任來源"}, .slots = &place_slot, .slot_count = 1},
    {.id = "4.1.5.1.2", .title = {"Debugging is off", "關閉除錯"}},
    {.id = "4.1.5.1.9", .title = {"Something new", "新要求"}},
    {.id = "4.1.5.2.1",
     .title = {"Rooted devices", "裝置破解偵測"},
     .reference = true,
     .controls = &root_control,
     .control_count = 1},
};
static const aa_table mas = {.id = "mas",
                             .edition = "V4.0",
                             .title = {"MAS baseline", "行動應用 App 基本資安檢測基準"},
                             .rows = mas_rows,
                             .row_count = COUNT(mas_rows)};

/* ---- facts ---- */

static const aa_gap gaps[] = {
    {AA_AREA_CODE, AA_GAP_SCOPE, "scope.bytecode", "demo.apk", "classes.dex", "2", AA_NO_OFFSET},
    {AA_AREA_CODE, AA_GAP_INPUT, "zip.entry_unreadable", "demo.apk", "classes2.dex", "method 99", 1234},
};
static const aa_anomaly anomalies[] = {
    {"zip.method_mismatch", "", {.artifact = "demo.apk", .member = "AndroidManifest.xml"}},
    {"zip.method_mismatch", "", {.artifact = "demo.apk", .member = "classes.dex"}},
};

/* Two builds that are alike, one that is not, and one that nobody could read. */
static const aa_native_object native_files[] = {
    {.artifact = "demo.apk", .member = "lib/arm64-v8a/libseal.so", .abi = "arm64-v8a", .size = 9000},
    {.artifact = "demo.apk", .member = "lib/x86_64/libseal.so", .abi = "x86_64", .size = 8000},
    {.artifact = "demo.apk", .member = "lib/armeabi-v7a/libseal.so", .abi = "armeabi-v7a", .size = 7000},
    {.artifact = "demo.apk", .member = "lib/x86_64/libodd.so", .abi = "x86_64", .size = 1},
};
#define SOUND_LIBRARY                                                                                        \
    .artifact = "demo.apk", .readable = true, .canary = true, .fortified = 2, .least_align = 16384,          \
    .toolchain = AA_TOOLCHAIN_CLANG, .guards = {.relro = true, .bind_now = true}
static const aa_native native_items[] = {
    {SOUND_LIBRARY, .member = "lib/arm64-v8a/libseal.so", .abi = "arm64-v8a"},
    {SOUND_LIBRARY, .member = "lib/x86_64/libseal.so", .abi = "x86_64"},
    {.artifact = "demo.apk",
     .member = "lib/armeabi-v7a/libseal.so",
     .abi = "armeabi-v7a",
     .readable = true,
     .fortified = 1,
     .unfortified = 2,
     .least_align = 4096,
     .rpath = "/opt",
     .vendor = "Example Seals",
     .toolchain = AA_TOOLCHAIN_GCC,
     .guards = {.stack_executable = true, .text_relocations = true, .symbol_table = true}},
    {.artifact = "demo.apk", .member = "lib/x86_64/libodd.so"},
};
static const aa_natives natives = {native_items, COUNT(native_items)};

static const aa_secret_spot secret_spots[] = {
    {.place = {.artifact = "demo.apk", .member = "assets/settings.json", .offset = 40}},
    {.place = {.artifact = "demo.apk", .member = "classes.dex", .offset = 4000}},
};
static const aa_secret_spot engine_spots[] = {
    {.place = {.artifact = "demo.apk", .member = "lib/x86_64/libodd.so", .offset = 9}, .framework = true},
};
static const aa_secret secret_items[] = {
    {.rule = "example-secret",
     .provider = "Example",
     .what = "secret key",
     .power = AA_SECRET_MASTER,
     .proved = true,
     .begins = "exsk",
     .length = 24,
     .digest = "0123456789abcdef",
     .value = "exsk_never_to_be_written",
     .spots = secret_spots,
     .spot_count = COUNT(secret_spots)},
    {.rule = "name",
     .provider = "Example",
     .what = "token by name",
     .power = AA_SECRET_NAMED,
     .begins = "d41d",
     .length = 32,
     .digest = "fedcba9876543210",
     .value = "d41d8cd98f00b204e9800998ecf8427e",
     .spots = engine_spots,
     .spot_count = 1},
};
static const aa_key_store_fact key_stores[] = {
    {.kind = "PKCS #12",
     .password = "changeit",
     .keys = 1,
     .counted = true,
     .place = {.artifact = "demo.apk", .member = "assets/client.p12", .offset = AA_NO_OFFSET}},
};
static const aa_secrets secrets = {.items = secret_items,
                                   .count = COUNT(secret_items),
                                   .stores = key_stores,
                                   .store_count = COUNT(key_stores),
                                   .files = 12,
                                   .texts = 3456,
                                   .forms = 500};
static const aa_meta_data meta_data[] = {
    {.name = "com.example.KEY", .value = "key=exsk_never_to_be_written;"},
    {.name = "com.example.MODE", .value = "live"},
};

static aa_facts *make_facts(aa_arena *arena, const char *label, const char *package)
{
    aa_facts *facts = aa_arena_alloc(arena, sizeof *facts);
    aa_artifact *artifact = aa_arena_alloc(arena, sizeof *artifact);
    assert_non_null(facts);
    assert_non_null(artifact);
    *artifact = (aa_artifact){.name = "demo.apk", .size = 1234567, .split = "", .zip_status = "ok"};
    memset(artifact->sha256, 'a', sizeof artifact->sha256 - 1);
    *facts = (aa_facts){
        .platform = AA_PLATFORM_ANDROID, .package_kind = "apk", .artifacts = artifact, .artifact_count = 1};
    facts->manifest = (aa_manifest){.label = label,
                                    .package.value = package,
                                    .version_name.value = "1.2.3",
                                    .version_code = 10203,
                                    .min_sdk = 24,
                                    .target_sdk = 34};
    for (unsigned area = 0; area < AA_AREA_COUNT; area++)
        facts->coverage.area[area] = AA_AREA_READ;
    return facts;
}

static aa_result *make_result(aa_arena *arena, const aa_facts *facts)
{
    aa_result *result = aa_arena_alloc(arena, sizeof *result);
    aa_policy *policy = NULL;
    const char *text = "date 2026-11-01\n";
    assert_int_equal(aa_policy_parse(arena, aa_bytes_of(text, strlen(text)), NULL, &policy), AA_OK);
    assert_non_null(result);
    *result = (aa_result){.facts = facts, .policy = policy, .today = "2026-11-22"};
    return result;
}

/* ---- findings and judgements ---- */

/* Indices into the findings that make_findings() lays out. */
enum {
    BACKUP_UNSURE,
    CLEARTEXT_OFF,
    DEBUGGABLE,
    EXPORTED_FIRST,
    EXPORTED_LAST = EXPORTED_FIRST + 7,
    INTERNET,
    CAMERA,
    CIPHER,
    CIPHER_UNUSED,
    FINDING_COUNT
};

/* How the app comes to the cipher, and where its name was made. */
static const aa_trace_line way[] = {
    {AA_TRACE_ENTRY, "tw.example.demo.ui.LoginActivity", "onCreate(Landroid/os/Bundle;)V", 21, NULL},
    {AA_TRACE_CALL, "tw.example.demo.Session", "open()V", 40, NULL},
    {AA_TRACE_VALUE, "tw.example.demo.Config", "<clinit>()V", 0, NULL},
    {AA_TRACE_FIELD, "tw.example.demo.Config", "<clinit>()V", 0, NULL},
};

static const aa_listing_line code[] = {
    {"0004 const-string v1, \"AES/ECB/PKCS5Padding\"", false},
    {"0006 invoke-static {v1}, "
     "Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;",
     true},
    {"0009 move-result-object v1", false},
};

static void put_code(aa_finding *f, const char *hostile)
{
    static const char *const args[] = {"AES/ECB/PKCS5Padding", NULL};
    static aa_trace_line hostile_way[1];
    static aa_listing_line hostile_code[1];
    f[CIPHER] = (aa_finding){.check = &entries[5],
                             .record = AA_RECORD_HIT,
                             .severity = AA_SEVERITY_HIGH,
                             .reach = AA_REACHED,
                             .place = {.artifact = "demo.apk",
                                       .member = "classes.dex",
                                       .offset = 77016,
                                       .line = 57,
                                       .class_name = "tw.example.demo.Session",
                                       .method = "seal([B)[B"},
                             .args = args,
                             .trace = way,
                             .trace_count = COUNT(way),
                             .code = code,
                             .code_count = COUNT(code)};
    f[CIPHER_UNUSED] = f[CIPHER];
    f[CIPHER_UNUSED].reach = AA_NOT_REACHED;
    f[CIPHER_UNUSED].owner = AA_OWNER_LIBRARY;
    f[CIPHER_UNUSED].place.class_name = "com.library.Old";
    f[CIPHER_UNUSED].trace_count = 0;
    if (hostile == NULL)
        return;
    hostile_way[0] = (aa_trace_line){AA_TRACE_ENTRY, hostile, hostile, 1, NULL};
    f[CIPHER].trace = hostile_way;
    f[CIPHER].trace_count = 1;
    hostile_code[0] = (aa_listing_line){hostile, true};
    f[CIPHER].code = hostile_code;
    f[CIPHER].code_count = 1;
    f[CIPHER].place.class_name = f[CIPHER].place.method = hostile;
}

static const aa_finding *make_findings(aa_arena *arena, const aa_facts *facts, const char *hostile)
{
    aa_finding *f = aa_arena_array(arena, FINDING_COUNT, sizeof *f);
    assert_non_null(f);
    const aa_place manifest = {.artifact = "demo.apk",
                               .member = "AndroidManifest.xml",
                               .offset = 1044,
                               .line = 12,
                               .path = "manifest/application/@android:debuggable"};
    f[BACKUP_UNSURE] = (aa_finding){.check = &entries[0],
                                    .message = 0,
                                    .record = AA_RECORD_UNDECIDED,
                                    .severity = AA_SEVERITY_MEDIUM,
                                    .place = manifest,
                                    .args = no_args};
    f[CLEARTEXT_OFF] =
        (aa_finding){.check = &entries[1], .record = AA_RECORD_HIT, .place = NO_PLACE, .args = no_args};
    f[DEBUGGABLE] = (aa_finding){
        .check = &entries[2], .record = AA_RECORD_HIT, .severity = AA_SEVERITY_HIGH, .place = manifest};
    static const char *const true_arg[] = {"true", NULL};
    f[DEBUGGABLE].args = true_arg;
    for (size_t i = EXPORTED_FIRST; i <= EXPORTED_LAST; i++) {
        const char **args = aa_arena_array(arena, 2, sizeof *args);
        assert_non_null(args);
        args[0] = hostile != NULL
                      ? hostile
                      : aa_arena_printf(arena, "tw.example.demo.ui.screens.account.TransferActivity%zu", i);
        f[i] = (aa_finding){.check = &entries[3],
                            .record = AA_RECORD_HIT,
                            .severity = AA_SEVERITY_CRITICAL,
                            .place = manifest,
                            .args = args};
        f[i].place.line = (uint32_t)(20 + i);
        f[i].place.path = hostile != NULL ? hostile : "manifest/application/activity[3]";
    }
    static const char *const internet[] = {"android.permission.INTERNET", "normal", NULL};
    static const char *const camera[] = {"android.permission.CAMERA", "dangerous", NULL};
    f[INTERNET] =
        (aa_finding){.check = &entries[4], .record = AA_RECORD_HIT, .place = NO_PLACE, .args = internet};
    f[CAMERA] =
        (aa_finding){.check = &entries[4], .record = AA_RECORD_HIT, .place = NO_PLACE, .args = camera};
    put_code(f, hostile);
    assert_int_equal(aa_findings_name(arena, facts, f, FINDING_COUNT), AA_OK);
    return f;
}

static const char *const awaited_ids[] = {"android-log-sensitive", "android-prefs-plain", NULL};
static const char *const unread_args[] = {"unread", NULL};
static const char *const rollup_ids[] = {"8", "9", NULL};

static const aa_reason release_reasons[] = {
    {FINDING(AA_REASON_DEFECT, AA_FAIL, DEBUGGABLE)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_FIRST)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_FIRST + 1)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_FIRST + 2)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_FIRST + 3)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_FIRST + 4)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_FIRST + 5)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, EXPORTED_LAST)},
    {FINDING(AA_REASON_DEFECT, AA_FAIL, CIPHER)},
    {FINDING(AA_REASON_MINOR_DEFECT, AA_PASS, CIPHER_UNUSED)},
};
static const char *const sum_args[] = {"1", NULL};
static const aa_reason sum_reasons[] = {
    {.code = AA_REASON_ROLLUP,
     .verdict = AA_FAIL,
     .finding = DEBUGGABLE,
     .control = AA_NO_INDEX,
     .slot = AA_NO_INDEX,
     .args = sum_args},
    {.code = AA_REASON_SLOT_ANSWERED,
     .verdict = AA_PASS,
     .finding = AA_NO_INDEX,
     .control = AA_NO_INDEX,
     .slot = 0,
     .args = no_args},
};
static const aa_reason report_reasons[] = {{.code = AA_REASON_SLOT_OPEN,
                                            .verdict = AA_UNDECIDED,
                                            .finding = AA_NO_INDEX,
                                            .control = AA_NO_INDEX,
                                            .slot = 0,
                                            .args = no_args}};
static const aa_reason storage_reasons[] = {
    {FINDING(AA_REASON_CHECK_UNDECIDED, AA_UNDECIDED, BACKUP_UNSURE)},
    {.code = AA_REASON_AREA_GAP,
     .verdict = AA_UNDECIDED,
     .finding = AA_NO_INDEX,
     .control = AA_NO_INDEX,
     .slot = AA_NO_INDEX,
     .area = AA_AREA_CODE,
     .args = no_args},
    {.code = AA_REASON_CHECK_AWAITED,
     .verdict = AA_UNDECIDED,
     .finding = AA_NO_INDEX,
     .control = AA_NO_INDEX,
     .slot = AA_NO_INDEX,
     .args = awaited_ids},
    {.code = AA_REASON_ROLLUP,
     .verdict = AA_UNDECIDED,
     .finding = AA_NO_INDEX,
     .control = AA_NO_INDEX,
     .slot = AA_NO_INDEX,
     .args = rollup_ids},
};
static const aa_reason transmission_reasons[] = {
    {.code = AA_REASON_CONTROL_PRESENT,
     .verdict = AA_PASS,
     .finding = CLEARTEXT_OFF,
     .control = 0,
     .slot = AA_NO_INDEX,
     .args = no_args},
    {.code = AA_REASON_CONTROL_ADVISED,
     .verdict = AA_PASS,
     .finding = AA_NO_INDEX,
     .control = 1,
     .slot = AA_NO_INDEX,
     .args = unread_args},
    {FINDING(AA_REASON_MINOR_DEFECT, AA_PASS, BACKUP_UNSURE)},
    {REASON(AA_REASON_CLEAN, AA_PASS)},
};
static const aa_reason absent_reasons[] = {{REASON(AA_REASON_ABSENT, AA_NOT_APPLICABLE)}};
static const aa_reason integrity_reasons[] = {{.code = AA_REASON_CONTROL_MISSING,
                                               .verdict = AA_FAIL,
                                               .finding = AA_NO_INDEX,
                                               .control = 0,
                                               .slot = AA_NO_INDEX,
                                               .args = no_args}};
static const aa_reason unchecked_reasons[] = {{REASON(AA_REASON_CHECK_AWAITED, AA_UNDECIDED)}};
static const aa_reason debugging_reasons[] = {{FINDING(AA_REASON_DEFECT, AA_FAIL, DEBUGGABLE)}};
static const aa_reason advised_reasons[] = {{.code = AA_REASON_CONTROL_UNSURE,
                                             .verdict = AA_UNDECIDED,
                                             .finding = AA_NO_INDEX,
                                             .control = 0,
                                             .slot = AA_NO_INDEX,
                                             .args = unread_args}};

#define ROW(row, verdict, reasons)                                                                           \
    {                                                                                                        \
        &(row), (verdict), (reasons), COUNT(reasons), NULL, 0                                                \
    }

static const aa_row_result broker_results[] = {
    ROW(broker_rows[0], AA_FAIL, release_reasons),
    ROW(broker_rows[1], AA_UNDECIDED, report_reasons),
    ROW(broker_rows[2], AA_FAIL, sum_reasons),
    ROW(broker_rows[3], AA_UNDECIDED, storage_reasons),
    ROW(broker_rows[4], AA_PASS, transmission_reasons),
    ROW(broker_rows[5], AA_NOT_APPLICABLE, absent_reasons),
    ROW(broker_rows[6], AA_FAIL, integrity_reasons),
};
static const aa_row_result mas_results[] = {
    ROW(mas_rows[0], AA_UNDECIDED, report_reasons),
    ROW(mas_rows[1], AA_FAIL, debugging_reasons),
    ROW(mas_rows[2], AA_UNDECIDED, unchecked_reasons),
    ROW(mas_rows[3], AA_UNDECIDED, advised_reasons),
};
static const aa_judgement judgements[] = {
    {&broker, "三", AA_FAIL, broker_results, COUNT(broker_results)},
    {&mas, "L3", AA_FAIL, mas_results, COUNT(mas_results)},
};
static const aa_row_result clean_results[] = {ROW(broker_rows[4], AA_PASS, transmission_reasons)};
static const aa_judgement clean_judgements[] = {
    {&broker, "一", AA_PASS, clean_results, COUNT(clean_results)}};

const aa_result *test_demo_result(aa_arena *arena)
{
    aa_facts *facts = make_facts(arena, "Demo 下單", "tw.example.demo");
    facts->coverage.area[AA_AREA_CODE] = AA_AREA_PARTIAL;
    facts->coverage.area[AA_AREA_NATIVE] = AA_AREA_ABSENT;
    facts->coverage.gaps = gaps;
    facts->coverage.gap_count = COUNT(gaps);
    facts->anomalies = anomalies;
    facts->anomaly_count = COUNT(anomalies);
    facts->natives = native_files;
    facts->native_count = COUNT(native_files);
    facts->native_libraries = &natives;
    facts->secrets = &secrets;
    facts->manifest.meta_data = meta_data;
    facts->manifest.meta_data_count = COUNT(meta_data);
    aa_result *result = make_result(arena, facts);
    result->state = AA_ANALYSIS_PARTIAL;
    result->findings = make_findings(arena, result->facts, NULL);
    result->finding_count = FINDING_COUNT;
    result->judgements = judgements;
    result->judgement_count = COUNT(judgements);
    return result;
}

const aa_result *test_result_of_names(aa_arena *arena, const char *text)
{
    aa_result *result = make_result(arena, make_facts(arena, text, text));
    result->findings = make_findings(arena, result->facts, text);
    result->finding_count = FINDING_COUNT;
    result->judgements = judgements;
    result->judgement_count = 1;
    return result;
}

const aa_result *test_hostile_result(aa_arena *arena)
{
    return test_result_of_names(arena, "\033[2J\033]0;owned\007\r\n::error::\xE2\x80\xAEgnp.exe\xC2\x9B"
                                       "31m\x7F");
}

const aa_result *test_clean_result(aa_arena *arena)
{
    aa_result *result = make_result(arena, make_facts(arena, "Demo", "tw.example.demo"));
    result->findings = make_findings(arena, result->facts, NULL);
    result->finding_count = CLEARTEXT_OFF + 1;
    result->judgements = clean_judgements;
    result->judgement_count = COUNT(clean_judgements);
    return result;
}
