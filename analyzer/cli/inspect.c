/*
 * appassay inspect: shows what was decoded from an app, before any judgement.
 */
#include "cli/inspect.h"
#include "package/resources.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/watch.h"
#include "cli/caged.h"
#include "cli/mapped.h"
#include "cli/suggest.h"
#include "cli/verb.h"
#include "facts/collect.h"

#define OUT_BYTES   ((size_t)1 << 30)
#define FLUSH_BYTES ((size_t)1 << 20)
#define PATHS_MAX   256
#define GAPS_SHOWN  20
#define TOPICS                                                                                               \
    "manifest, resources, files, network, signature, dex, class, strings, calls, macho, plist or native"

typedef struct inspect_topic {
    const char *name;
    void (*show)(aa_inspection *in);
} inspect_topic;

static const inspect_topic topics[] = {
    {"manifest", aa_inspect_manifest}, {"resources", aa_inspect_resources}, {"files", aa_inspect_files},
    {"network", aa_inspect_network},   {"signature", aa_inspect_signature}, {"dex", aa_inspect_dex},
    {"class", aa_inspect_class},       {"strings", aa_inspect_strings},     {"calls", aa_inspect_calls},
    {"macho", aa_inspect_macho},       {"plist", aa_inspect_plist},         {"native", aa_inspect_native},
};

/* ---- shared by the topics ---- */

const char *aa_tri_text(aa_tri value)
{
    static const char *const texts[] = {[AA_UNKNOWN] = "unknown", [AA_NO] = "no", [AA_YES] = "yes"};
    return texts[value];
}

static void worsen(aa_inspection *in, aa_exit code)
{
    in->code = aa_exit_worse(in->code, code);
}

void aa_inspection_flush(aa_inspection *in)
{
    if (in->out.len < FLUSH_BYTES || in->code == AA_EXIT_OUTPUT || !aa_str_ok(&in->out))
        return;
    if (!aa_console_write(in->out.ptr, in->out.len)) {
        aa_console_error("standard output", "cannot write: %s", strerror(errno));
        worsen(in, AA_EXIT_OUTPUT);
    }
    in->written += in->out.len;
    aa_str_clear(&in->out);
}

void aa_inspection_error(aa_inspection *in, const aa_part *part, const char *member, aa_err err)
{
    aa_str subject;
    aa_str_init(&subject, FLUSH_BYTES);
    aa_str_printf(&subject, "%s!%s", part->name, member);
    aa_console_error(subject.ptr, "cannot be read: %s", aa_err_name(err));
    aa_str_done(&subject);
    worsen(in, err == AA_E_NOTFOUND || err == AA_E_FORMAT ? AA_EXIT_INCOMPLETE : aa_exit_of_error(err));
}

bool aa_inspection_read(aa_inspection *in, const aa_part *part, const char *member, uint64_t cap,
                        aa_zip_content *out)
{
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    const aa_zip_entry *entry = part->zip == NULL ? NULL : aa_zip_find(part->zip, member);
    if (entry == NULL)
        return false;
    aa_err err = aa_zip_read(part->zip, entry, AA_ZIP_ASSET, cap, &in->notes, out);
    if (err != AA_OK)
        aa_inspection_error(in, part, member, err);
    return true;
}

aa_arsc *aa_inspection_arsc(aa_inspection *in, const aa_part *part)
{
    aa_zip_content content;
    if (!aa_inspection_read(in, part, "resources.arsc", in->limits.arsc_bytes, &content))
        return NULL;
    aa_zip_content *kept = aa_vec_push(in->arena, &in->tables);
    if (kept == NULL) {
        aa_zip_content_done(&content);
        aa_inspection_error(in, part, "resources.arsc", AA_E_NOMEM);
        return NULL;
    }
    *kept = content;
    aa_arsc *arsc = NULL;
    in->notes.artifact = part->name;
    in->notes.member = "resources.arsc";
    aa_err err = aa_part_table(part, in->arena, content.bytes, &in->limits, &in->notes, &arsc);
    if (err != AA_OK)
        aa_inspection_error(in, part, "resources.arsc", err);
    return err == AA_OK ? arsc : NULL;
}

void aa_inspection_part(aa_inspection *in, const aa_part *part)
{
    if (in->package->part_count < 2)
        return;
    aa_str_put(&in->out, "== ");
    aa_utf8_put_safe(&in->out, part->name);
    aa_str_put(&in->out, "\n");
}

bool aa_inspection_facts(aa_inspection *in, bool with_code)
{
    if (in->facts != NULL)
        return true;
    aa_err err =
        with_code ? aa_facts_collect(in->arena, in->package, &in->limits, 0, &in->notes, &in->facts)
                  : aa_facts_collect_declared(in->arena, in->package, &in->limits, 0, &in->notes, &in->facts);
    if (err == AA_OK)
        return true;
    in->facts = NULL;
    aa_console_error(in->package->parts[0].name, "cannot be read: %s", aa_err_name(err));
    worsen(in, aa_exit_of_error(err));
    return false;
}

aa_err aa_inspection_map(const aa_inspection *in, size_t index, aa_bytes *out)
{
    return aa_map_open(in->files[index], in->limits.file_bytes, out);
}

/* ---- in the worker ---- */

void aa_put_note_place(aa_str *s, const aa_note *note)
{
    if (note->artifact != NULL)
        aa_utf8_put_safe(s, note->artifact);
    if (note->artifact != NULL && note->member != NULL)
        aa_str_putc(s, '!');
    if (note->member != NULL)
        aa_utf8_put_safe(s, note->member);
}

static void report_gap(const aa_note *note)
{
    aa_str subject;
    aa_str_init(&subject, FLUSH_BYTES);
    aa_put_note_place(&subject, note);
    aa_console_error(subject.len == 0 ? NULL : subject.ptr, "not read: %s%s%s", note->code,
                     note->detail[0] == '\0' ? "" : ": ", note->detail);
    aa_str_done(&subject);
}

/* Says what could not be read, since nothing else in the output does. */
static void report_gaps(aa_inspection *in)
{
    size_t count = 0;
    for (size_t i = 0; i < in->notes.items.count; i++) {
        const aa_note *note = aa_notes_at(&in->notes, i);
        if (note->kind != AA_NOTE_GAP)
            continue;
        if (++count <= GAPS_SHOWN)
            report_gap(note);
    }
    if (count > GAPS_SHOWN)
        aa_console_error(NULL, "not read: %zu more parts", count - GAPS_SHOWN);
    if (count > 0)
        worsen(in, AA_EXIT_INCOMPLETE);
    if (in->notes.failed)
        worsen(in, AA_EXIT_TEMPORARY);
}

/* Of kinds that need no app around them. */
static bool opens_itself(const inspect_topic *topic)
{
    return topic->show == aa_inspect_macho || topic->show == aa_inspect_plist ||
           topic->show == aa_inspect_native;
}

/* The files as one app. False: a message tells why they are none. */
static bool open_app(aa_inspection *in)
{
    const char *detail = NULL;
    aa_err err = AA_E_NOMEM;
    aa_input *inputs = aa_arena_array(in->arena, in->path_count, sizeof *inputs);
    for (size_t i = 0; inputs != NULL && i < in->path_count; i++)
        inputs[i] = (aa_input){.path = in->paths[i], .fd = in->files[i]};
    if (inputs != NULL)
        err = aa_package_open_inputs(in->arena, inputs, in->path_count, &in->limits, &in->notes, &in->package,
                                     &detail);
    if (err == AA_OK)
        return true;
    aa_console_input_error(in->paths, in->path_count, detail == NULL ? aa_err_name(err) : detail);
    worsen(in, aa_exit_of_error(err));
    return false;
}

static void inspect(aa_inspection *in, const inspect_topic *topic)
{
    aa_notes_init(&in->notes, in->arena, in->limits.note_repeats);
    if (opens_itself(topic)) {
        topic->show(in);
        report_gaps(in);
        return;
    }
    if (!open_app(in))
        return;
    if (in->facts_asked)
        aa_inspect_facts(in);
    else
        topic->show(in);
    report_gaps(in);
    for (size_t i = 0; i < in->tables.count; i++)
        aa_zip_content_done((aa_zip_content *)in->tables.items + i);
    aa_facts_release(in->facts);
    aa_package_close(in->package);
}

typedef struct inspect_request {
    const aa_console *console;
    const inspect_topic *topic;
    const char *topic_name;
    const char *paths[PATHS_MAX];
    int files[PATHS_MAX]; /* -1: could not be opened */
    size_t path_count;
    uint64_t size; /* of all files */
    bool facts;
    const char *class_name;
    const char *called;
    const char *member;
    const char *slice;
    bool places;
    bool require_sandbox;
} inspect_request;

static aa_exit work(void *context, const aa_watch *watch)
{
    const inspect_request *request = context;
    int files[PATHS_MAX];
    int next = AA_WORKER_INPUT;
    for (size_t i = 0; i < request->path_count; i++)
        files[i] = request->files[i] < 0 ? -1 : next++;
    aa_inspection in = {.console = request->console,
                        .arena = aa_arena_new(),
                        .tables = AA_VEC_INIT(aa_zip_content),
                        .facts_asked = request->facts,
                        .class_name = request->class_name,
                        .called = request->called,
                        .member = request->member,
                        .slice = request->slice,
                        .places = request->places,
                        .paths = request->paths,
                        .files = files,
                        .path_count = request->path_count};
    in.limits = (aa_limits)AA_LIMITS_INIT;
    aa_str_init(&in.out, OUT_BYTES);
    (void)aa_watch_enter(watch, "inspect", NULL, request->topic->name);
    if (in.arena != NULL)
        inspect(&in, request->topic);
    else
        worsen(&in, AA_EXIT_TEMPORARY);
    aa_exit written = aa_console_finish(&in.out);
    aa_arena_free(in.arena);
    return aa_exit_worse(in.code, written);
}

/* ---- in the supervisor ---- */

enum { OPTION_FACTS, OPTION_TO, OPTION_MEMBER, OPTION_SLICE, OPTION_PLACES, OPTION_REQUIRE_SANDBOX };

static const aa_option options[] = {
    {OPTION_FACTS,
     0,
     "facts",
     NULL,
     {"manifest: show what the checks see instead of the XML", "manifest：顯示檢查所見之內容，而非 XML"}},
    {OPTION_TO,
     0,
     "to",
     "METHOD",
     {"calls: of which method, such as javax.crypto.Cipher.getInstance",
      "calls：所查之方法，例如 javax.crypto.Cipher.getInstance"}},
    {OPTION_MEMBER,
     0,
     "member",
     "NAME",
     {"macho, plist: only this member of the archive", "macho、plist：只看封裝檔中之此成員"}},
    {OPTION_SLICE,
     0,
     "slice",
     "ARCH",
     {"macho: only slices of this processor, such as arm64", "macho：只看此處理器之部分，例如 arm64"}},
    {OPTION_PLACES,
     0,
     "places",
     NULL,
     {"macho: list stubs and the pointers that are filled in, too",
      "macho：一併列出 stub 與載入時填入之指標"}},
    {OPTION_REQUIRE_SANDBOX,
     0,
     "require-sandbox",
     NULL,
     {"refuse to work where the system cannot confine it", "系統無法完整隔離分析程序時拒絕執行"}},
};

static bool take(void *context, const aa_option *option, const char *text)
{
    inspect_request *request = context;
    if (option != NULL) {
        switch (option->id) {
        case OPTION_TO:
            request->called = text;
            break;
        case OPTION_MEMBER:
            request->member = text;
            break;
        case OPTION_SLICE:
            request->slice = text;
            break;
        case OPTION_PLACES:
            request->places = true;
            break;
        case OPTION_REQUIRE_SANDBOX:
            request->require_sandbox = true;
            break;
        default:
            request->facts = true;
            break;
        }
    } else if (request->topic_name == NULL) {
        request->topic_name = text;
    } else if (request->path_count < PATHS_MAX) {
        request->paths[request->path_count++] = text;
    } else {
        aa_usage_error("inspect", "too many files");
        return false;
    }
    return true;
}

static const inspect_topic *find_topic(const char *name)
{
    aa_suggestion suggestion = {.typed = name};
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (strcmp(topics[i].name, name) == 0)
            return &topics[i];
        aa_suggest_offer(&suggestion, topics[i].name);
    }
    if (suggestion.best != NULL)
        aa_usage_error("inspect", "did you mean \"inspect %s\" instead of \"%s\"?", suggestion.best, name);
    else
        aa_usage_error("inspect", "say " TOPICS " before the file, not \"%s\"", name);
    return NULL;
}

/* Which options go with which topic. */
static aa_exit complain(inspect_request *request)
{
    const inspect_topic *topic = request->topic;
    if (request->facts && topic->show != aa_inspect_manifest)
        return aa_usage_error("inspect", "--facts goes with manifest");
    if ((request->called != NULL) != (topic->show == aa_inspect_calls))
        return aa_usage_error("inspect", "calls and --to METHOD go together");
    bool macho = topic->show == aa_inspect_macho;
    if (request->member != NULL && !opens_itself(topic))
        return aa_usage_error("inspect", "--member goes with macho, plist and native");
    if ((request->slice != NULL || request->places) && !macho)
        return aa_usage_error("inspect", "--slice and --places go with macho");
    if (topic->show == aa_inspect_class) {
        if (request->path_count < 2)
            return aa_usage_error("inspect", "name a file and then a class, such as 'Lcom/example/Main;'");
        request->class_name = request->paths[--request->path_count];
    }
    return request->path_count == 0 ? aa_usage_error("inspect", "name a file") : AA_EXIT_OK;
}

/* A file of any kind, -1 when it cannot be had: the topic says what that means. */
static int open_any(const char *path)
{
    return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}

/* Opens the files; of an app all of them must be there. */
static aa_exit open_files(inspect_request *request)
{
    const aa_limits limits = AA_LIMITS_INIT;
    bool any = opens_itself(request->topic);
    for (size_t i = 0; i < request->path_count; i++) {
        aa_file file;
        struct stat st;
        aa_err err = any ? AA_OK : aa_file_open(request->paths[i], true, limits.file_bytes, &file);
        if (err != AA_OK) {
            aa_console_error(request->paths[i], "%s", file.reason);
            return aa_exit_of_error(err);
        }
        request->files[i] = any ? open_any(request->paths[i]) : file.fd;
        if (request->files[i] >= 0 && fstat(request->files[i], &st) == 0 && st.st_size > 0)
            request->size += (uint64_t)st.st_size;
    }
    return AA_EXIT_OK;
}

static aa_exit run_caged(inspect_request *request)
{
    int inputs[PATHS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < request->path_count; i++) {
        if (request->files[i] >= 0)
            inputs[count++] = request->files[i];
    }
    aa_caged caged = {.subject = request->paths[0],
                      .work = work,
                      .context = request,
                      .inputs = inputs,
                      .input_count = count,
                      .input_bytes = request->size,
                      .require_sandbox = request->require_sandbox,
                      .broken = AA_EXIT_INCOMPLETE};
    return aa_caged_run(&caged);
}

static aa_exit run(aa_console *console, char *const *argv)
{
    inspect_request request = {.console = console};
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_inspect, console, argv, take, &request, &code) != AA_PARSED_RUN)
        return code;
    if (request.topic_name == NULL)
        return aa_usage_error("inspect", "say " TOPICS ", and a file");
    request.topic = find_topic(request.topic_name);
    if (request.topic == NULL)
        return AA_EXIT_USAGE;
    code = complain(&request);
    for (size_t i = 0; i < PATHS_MAX; i++)
        request.files[i] = -1;
    if (code == AA_EXIT_OK)
        code = open_files(&request);
    if (code == AA_EXIT_OK)
        code = run_caged(&request);
    for (size_t i = 0; i < request.path_count; i++) {
        if (request.files[i] >= 0)
            (void)close(request.files[i]);
    }
    return code;
}

const aa_verb aa_verb_inspect = {
    .name = "inspect",
    .synopsis = "manifest|resources|files|network|signature|dex|strings|macho|plist|native FILE… | class "
                "FILE… CLASS | "
                "calls FILE… --to METHOD",
    .summary = {"Shows what was decoded: the manifest as XML, the resource table, the archive's members, the "
                "effective network policy, the signatures, the DEX files, a class, the strings of the code, "
                "or the calls of a "
                "method with what it is given, Mach-O files, or a property list.",
                "顯示解析結果：資訊清單 XML、資源表、封裝檔成員、實際生效之網路政策、簽章、DEX "
                "檔案、類別、程式碼字串，某方法之呼叫處及其引數、Mach-O 檔案，或屬性列表。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
