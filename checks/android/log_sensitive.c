/*
 * Sensitive values written to the log of the device.
 */
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { LOGGED, NAMED, OPENED, OTHERS, NONE, LIMIT };

static const aa_message messages[] = {
    [LOGGED] = {"log_sensitive", {"{0} logs {1:sensitive} ({2})", "{0} 將{1:sensitive}（{2}）寫入日誌"}},
    [NAMED] = {"log_named",
               {"{0} logs a value that was received or typed, under the words {2} ({1:sensitive})",
                "{0} 以「{2}」（{1:sensitive}）將接收或輸入之值寫入日誌"}},
    [OPENED] = {"log_decrypted",
                {"{0} logs what it decrypted; what that is does not show",
                 "{0} 將解密後之內容寫入日誌，其內容為何無法看出"}},
    [OTHERS] = {"log_others",
                {"None of {0} log calls whose text is put together when it runs gets a sensitive value",
                 "{0} 處動態組成內容之日誌呼叫均未取得敏感性資料"}},
    [NONE] = {"no_log",
              {"No call in the app logs anything but constants", "應用程式中無任何呼叫寫入常數以外之日誌"}},
    [LIMIT] = {"log_limit",
               {"More than {0} log calls: the others were not looked at", "日誌呼叫超過 {0} 處，其餘未檢視"}},
};

enum { MAX_SITES = 5000 };

static const char *const loggers[] = {
    "Landroid/util/Log;->v",
    "Landroid/util/Log;->d",
    "Landroid/util/Log;->i",
    "Landroid/util/Log;->w",
    "Landroid/util/Log;->e",
    "Landroid/util/Log;->wtf",
    "Landroid/util/Log;->println",
    "Ljava/util/logging/Logger;->info",
    "Ljava/util/logging/Logger;->warning",
    "Ljava/util/logging/Logger;->severe",
    "Ljava/util/logging/Logger;->fine",
    "Ljava/util/logging/Logger;->log",
    NULL,
};

static const char *const printers[] = {
    "Ljava/io/PrintStream;->println",
    "Ljava/io/PrintStream;->print",
    "Ljava/io/PrintStream;->printf",
    NULL,
};

/* System.out and System.err: what the platform sends to the log. */
static bool is_console(aa_code *code, const aa_site *site)
{
    const aa_program *p = aa_code_base_of(code)->program;
    aa_origins to = aa_code_constants(code, site, 0);
    for (size_t i = 0; i < to.count; i++) {
        const aa_field *field =
            to.items[i].kind == AA_ORIGIN_FIELD ? aa_program_field(p, to.items[i].field) : NULL;
        const aa_type *owner = field == NULL ? NULL : aa_program_type(p, field->owner);
        if (owner != NULL && aa_bytes_is(owner->descriptor, "Ljava/lang/System;"))
            return true;
    }
    return false;
}

static bool is_constant(aa_code *code, aa_value value)
{
    const aa_values *values = aa_code_values(code);
    for (size_t i = 0; i < aa_value_members(values, value); i++) {
        aa_value_kind kind = aa_value_kind_of(values, aa_value_member(values, value, i));
        if (kind != AA_V_STRING && kind != AA_V_INT && kind != AA_V_NULL)
            return false;
    }
    return true;
}

/* Words of the message that name what follows them: the text before a value. */
static aa_sensitive named(aa_code *code, const aa_origins *origins, const aa_origin **which)
{
    aa_sensitive found = AA_SENSITIVE_NONE;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        bool label = o->kind == AA_ORIGIN_STRING && o->text.n > 0 && o->text.n <= 40 &&
                     (o->way == NULL || o->way->kind == AA_STEP_CALL);
        aa_sensitive kind = label ? aa_data_named(code, o->text) : AA_SENSITIVE_NONE;
        if (kind > found) {
            found = kind;
            *which = o;
        }
    }
    return found;
}

/* The tag, where it names what is logged: Log.d("password", value). */
static aa_sensitive tagged(aa_code *code, const aa_site *site, size_t argument, const aa_origin **which)
{
    if (argument != 1 || aa_value_kind_of(aa_code_values(code), site->call->arguments[0]) != AA_V_STRING)
        return AA_SENSITIVE_NONE;
    aa_origins tag = aa_code_constants(code, site, 0);
    return aa_data_name_of(code, &tag, which);
}

/* True when something was recorded. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site, size_t argument)
{
    aa_code *code = in->code;
    const char *where = aa_code_method_name(code, site->in);
    aa_origins whence = aa_code_whence(code, site, argument);
    aa_data data = aa_data_of(code, in->facts, &whence);
    const aa_origin *word = NULL;
    if (data.kind != AA_SENSITIVE_NONE) {
        aa_severity severity = aa_data_is_secret(data.kind) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
        aa_hit_origin(sink, LOGGED, severity, code, site, data.origin,
                      AA_ARGS(where, aa_sensitive_name(data.kind), data.label));
        return true;
    }
    aa_sensitive name = data.outside ? named(code, &whence, &word) : AA_SENSITIVE_NONE;
    if (data.outside && !aa_data_is_secret(name))
        name = tagged(code, site, argument, &word);
    if (!aa_data_is_secret(name)) {
        if (data.opened != NULL)
            aa_cannot_tell_origin(sink, OPENED, code, site, data.opened, AA_ARGS(where));
        return data.opened != NULL;
    }
    aa_hit_origin(
        sink, NAMED, AA_SEVERITY_LOW, code, site, data.origin,
        AA_ARGS(where, aa_sensitive_name(name), aa_arg_text(aa_arena_utf8(aa_code_arena(code), word->text))));
    return true;
}

/* The arguments after the first, which is the tag, the priority or the stream; a message alone too. */
static bool look(const aa_check_input *in, aa_sink *sink, const aa_site *site, size_t *looked)
{
    size_t count = site->call->argument_count;
    for (size_t i = count == 1 ? 0 : 1; i < count; i++) {
        if (is_constant(in->code, site->call->arguments[i]))
            continue;
        if (++*looked <= MAX_SITES && judge(in, sink, site, i))
            return true;
    }
    return false;
}

static size_t look_at_shapes(const aa_check_input *in, aa_sink *sink, size_t *looked)
{
    const aa_shapes *shapes = aa_code_base_of(in->code)->shapes;
    const aa_shape *items = NULL;
    size_t count = shapes == NULL ? 0 : aa_shapes_of(shapes, AA_SHAPE_TIMBER, &items);
    size_t hits = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i].part != AA_PART_LOG || items[i].method == AA_NO_ID)
            continue;
        aa_str pattern;
        aa_str_init(&pattern, 4096);
        aa_method_put(aa_code_base_of(in->code)->program, items[i].method, &pattern);
        aa_sites sites = {.count = 0};
        if (aa_str_ok(&pattern))
            sites = aa_code_calls(in->code, pattern.ptr);
        aa_str_done(&pattern);
        for (size_t k = 0; k < sites.count; k++)
            hits += look(in, sink, &sites.items[k], looked);
    }
    return hits;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    size_t looked = 0;
    size_t hits = 0;
    aa_sites logs = aa_code_own_calls_of(in->code, loggers);
    for (size_t i = 0; i < logs.count; i++)
        hits += look(in, sink, &logs.items[i], &looked);
    aa_sites prints = aa_code_own_calls_of(in->code, printers);
    for (size_t i = 0; i < prints.count; i++)
        if (is_console(in->code, &prints.items[i]))
            hits += look(in, sink, &prints.items[i], &looked);
    hits += look_at_shapes(in, sink, &looked);
    if (looked > MAX_SITES)
        aa_cannot_tell(sink, LIMIT, NULL, AA_ARGS(aa_arg_int(sink, MAX_SITES)));
    if (looked == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (hits == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)looked)));
}

const aa_check aa_check_android_log_sensitive = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 mas:4.1.2.3.5 mas:4.1.2.3.16",
    .masvs = "MASVS-STORAGE-2",
    .mastg = "MASTG-TEST-0203 MASTG-TEST-0231",
    .cwe = "CWE-532",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value in the log",
                    .why = "The log is read over USB, kept in bug reports and open to apps of the maker.",
                    .fix = "Leave the value out of the message, or have release builds drop the call: "
                           "-assumenosideeffects class android.util.Log { public static *** d(...); }",
                    .limits = "Values are told by the layout field, platform call or named extra they come "
                              "from. A word in the message beside a typed or received value is low. Loggers "
                              "other than android.util.Log, System.out, java.util.logging and Timber show "
                              "when they end in one of these. What libraries log is not followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感性資料寫入日誌",
                    .why = "日誌可經 USB 讀取、收錄於錯誤報告，並開放予製造商之應用程式。",
                    .fix = "訊息中勿含該值，或於發行版移除呼叫："
                           "-assumenosideeffects class android.util.Log { public static *** d(...); }",
                    .limits = "以畫面欄位、平台呼叫或具名參數判斷資料；僅訊息文字相符且值為輸入或接收者，"
                              "列為低風險。其他日誌工具須最終呼叫 android.util.Log、System.out、"
                              "java.util.logging 或 Timber 方可看出。函式庫自身之日誌不追蹤。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
