/*
 * Sensitive values put on the clipboard.
 */
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { COPIED, FLAGGED, OTHERS, NONE };

static const aa_message messages[] = {
    [COPIED] = {"clipboard_sensitive",
                {"{0} copies {1:sensitive} ({2}) to the clipboard and does not mark it sensitive",
                 "{0} 將{1:sensitive}（{2}）複製至剪貼簿，且未標示為敏感內容"}},
    [FLAGGED] = {"clipboard_flagged",
                 {"{0} copies {1:sensitive} ({2}) to the clipboard and marks it sensitive",
                  "{0} 將{1:sensitive}（{2}）複製至剪貼簿，並標示為敏感內容"}},
    [OTHERS] = {"clipboard_others",
                {"None of {0} calls is known to copy a sensitive value", "{0} 處呼叫均未發現複製敏感性資料"}},
    [NONE] = {"no_clipboard",
              {"No call in the app copies to the clipboard", "應用程式中無任何呼叫複製至剪貼簿"}},
};

static const char *const copiers[] = {
    "Landroid/content/ClipboardManager;->setPrimaryClip",
    "Landroid/content/ClipboardManager;->setText",
    "Landroid/text/ClipboardManager;->setText",
    NULL,
};

static bool is_flag(void *context, aa_bytes text)
{
    (void)context;
    return aa_bytes_is(text, "android.content.extra.IS_SENSITIVE");
}

/* The method that copies, or one it calls, names the extra that hides the preview. */
static bool is_flagged(aa_code *code, const aa_site *site)
{
    const aa_literal *flags = NULL;
    size_t count = aa_code_literals(code, is_flag, NULL, &flags);
    for (size_t i = 0; i < count; i++) {
        if (flags[i].in == site->in)
            return true;
        const aa_call_ref *calls = NULL;
        size_t called = aa_calls_in(aa_code_base_of(code)->program, site->in, &calls);
        for (size_t k = 0; k < called; k++)
            if (calls[k].to == flags[i].in)
                return true;
    }
    return false;
}

/* What the clip is called, where what it holds is not known. */
static aa_data labelled(aa_code *code, const aa_origins *whence)
{
    aa_data data = {.label = ""};
    for (size_t i = 0; i < whence->count; i++) {
        const aa_origin *o = &whence->items[i];
        aa_origins names = {.complete = false};
        const aa_origin *name = NULL;
        if (o->kind != AA_ORIGIN_CALL ||
            !aa_method_is(code, o->method, "Landroid/content/ClipData;->newPlainText"))
            continue;
        names = aa_code_argument(code, o->in, o->pc, 0);
        aa_sensitive kind = aa_data_name_of(code, &names, &name);
        if (kind <= data.kind)
            continue;
        const char *text = aa_arena_utf8(aa_code_arena(code), name->text);
        data = (aa_data){.kind = kind, .origin = o, .label = text != NULL ? text : "-"};
    }
    return data;
}

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_origins whence = aa_code_whence(in->code, site, 1);
    aa_data data = aa_data_of(in->code, in->facts, &whence);
    if (data.kind == AA_SENSITIVE_NONE)
        data = labelled(in->code, &whence);
    if (data.kind == AA_SENSITIVE_NONE)
        return false;
    const char *const *args =
        AA_ARGS(aa_code_method_name(in->code, site->in), aa_sensitive_name(data.kind), data.label);
    aa_severity severity = aa_data_is_secret(data.kind) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
    if (is_flagged(in->code, site))
        aa_hit_origin(sink, FLAGGED, AA_SEVERITY_LOW, in->code, site, data.origin, args);
    else
        aa_hit_origin(sink, COPIED, severity, in->code, site, data.origin, args);
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, copiers);
    size_t any = 0;
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].call->argument_count > 1)
            any += judge(in, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
    else if (any == 0)
        aa_clear(sink, OTHERS, NULL, AA_ARGS(aa_arg_int(sink, (long long)sites.count)));
}

const aa_check aa_check_android_clipboard_sensitive = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 mas:4.1.2.3.12 mas:4.1.2.5.3",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Sensitive value on the clipboard",
                    .why = "The app in front and the keyboard read the clipboard, and it goes along to other "
                           "devices.",
                    .fix = "Do not copy it. Where people must: put ClipDescription.EXTRA_IS_SENSITIVE, true "
                           "into the clip's extras and clear the clip soon.",
                    .limits = "What people copy by hand from a text field is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "敏感性資料複製至剪貼簿",
                    .why = "前景應用程式與鍵盤可讀取剪貼簿，內容並可能同步至其他裝置。",
                    .fix = "勿複製；必要時於剪輯之 extras 放入 ClipDescription.EXTRA_IS_SENSITIVE 為 true，"
                           "並儘速清除。",
                    .limits = "使用者自欄位手動複製者未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
