/*
 * The whole way: an app in, reports out, twice the same. The result and one report in each run, of every
 * eighth input all of them: that takes a hundred times what the analysis takes. Which report, which rule
 * book, what is left out and whether there is a release before, as an app or as its result, is a matter of
 * the bytes, so that every input of the corpus and every mutation asks something else.
 */
#define _GNU_SOURCE /* memfd_create() */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <zlib.h>

#include <appassay/appassay.h>

#include "base/str.h"

#define LARGE_RESULT ((size_t)128 << 10) /* bytes of result.json; that of a small app has some ten thousand  \
                                          */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* cairo 1.16 and fontconfig do not give back some hundred bytes of each PDF. */
const char *__lsan_default_suppressions(void);

__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void)
{
    return "leak:libcairo\nleak:libfontconfig\n";
}

/* Appends one report. False when memory is out. */
static bool put_report(aa_str *all, const aa_result *result, const char *format, aa_lang lang)
{
    const aa_report_options options = {.lang = lang, .verbose = lang == AA_LANG_EN, .columns = 80};
    char *text = NULL;
    size_t len = 0;
    if (aa_report_render(result, format, &options, &text, &len) == AA_OK)
        aa_str_putn(all, text, len);
    free(text);
    return aa_str_ok(all);
}

/*
 * PDF takes longer than all others together, so it has its turn less often, and alone. |large|: a result that
 * takes seconds in every format, of which one is enough.
 */
static bool is_chosen(size_t index, size_t count, uint32_t sum, bool large)
{
    bool all = sum % 8 == 0 && !large;
    if (strcmp(aa_report_format_name(index), "pdf") == 0 && (all || large || sum / 64 % 8 != 0))
        return false;
    return all || index == sum / 8 % count;
}

/* Appends the reports that |sum| chooses. */
static void put_reports(aa_str *all, const aa_result *result, uint32_t sum)
{
    size_t count = 0;
    while (aa_report_format_name(count) != NULL)
        count++;
    bool ok = put_report(all, result, "json", AA_LANG_EN);
    bool large = all->len > LARGE_RESULT;
    for (size_t i = 0; ok && i < count; i++) {
        if (is_chosen(i, count, sum, large))
            ok = put_report(all, result, aa_report_format_name(i), (aa_lang)(sum / 256 % AA_LANG_COUNT));
    }
    if (!ok)
        abort();
}

/* ---- the analysis ---- */

/* What an app is judged by, and what somebody found that no reader should touch. */
static const aa_standard_choice standards[] = {
    {"broker", "三"}, {"insurer", NULL}, {"mas", "L2"}, {"mas", "L3+F"}};
static const aa_left_out unread[] = {{{"program", NULL, NULL}, "worker.crash"},
                                     {{"read", NULL, "classes.dex"}, "limit.time"},
                                     {{"read", NULL, "AndroidManifest.xml"}, "limit.memory"},
                                     {{"check", NULL, "android-debuggable"}, "worker.policy"}};

typedef struct subject {
    int fd;
    const char *name;
    uint32_t sum;
    int previous; /* the release before; 0: none */
} subject;

/* What a program asks that calls the library: no index is past an end that was told. */
static void ask(const aa_analysis *analysis)
{
    const aa_result *result = aa_analysis_result(analysis);
    const char *name = NULL;
    uint64_t nanoseconds = 0;
    size_t parts = 0;
    while (aa_analysis_time(analysis, parts, &name, &nanoseconds))
        parts++;
    bool sound = parts > 0 && aa_result_state(result) != AA_ANALYSIS_NONE;
    size_t count = aa_result_judgement_count(result);
    for (size_t i = 0; i < count; i++)
        sound = sound && aa_result_standard(result, i) != NULL && aa_result_verdict(result, i) <= AA_FAIL;
    sound =
        sound && aa_result_standard(result, count) == NULL && aa_result_verdict(result, count) == AA_ERROR;
    count = aa_result_finding_count(result);
    if (count > 0)
        sound = sound && aa_result_finding_check(result, count - 1) != NULL &&
                aa_result_finding_severity(result, count - 1) <= AA_SEVERITY_CRITICAL;
    if (!sound || aa_result_finding_check(result, count) != NULL)
        abort();
}

/* What comes of the app; |*out| has nothing when it is none. */
static void run(const subject *app, aa_str *out)
{
    const aa_watch watch = {.left_out = &unread[app->sum / 65536 % 4], .left_out_count = 1};
    aa_options options = AA_OPTIONS_INIT;
    options.threads = 1;
    options.limits.entry_bytes = 1 << 20; /* a bomb is slow here, and its limit is the same code */
    options.limits.total_bytes = 4 << 20;
    if (app->sum / 524288 % 4 != 0)
        options.limits.finding_repeats = 2; /* few inputs have a thousand findings of one kind */
    options.standards = standards;
    options.standard_count = 1 + app->sum / 4096 % 4;
    options.today = app->sum / 16384 % 2 == 0 ? NULL : "2031-01-31";
    options.watch = app->sum / 32768 % 4 == 0 ? &watch : NULL;
    options.previous = app->previous == 0 ? NULL : "before";
    options.previous_fd = app->previous;
    static const aa_standard_choice unknown[] = {{"none", NULL}, {"broker", "9"}};
    unsigned wrong =
        app->sum / 1048576 % 16 == 0 ? 1 + app->sum / 16777216 % 3 : 0; /* options that are refused */
    if (wrong > 0) {
        options.standards = &unknown[wrong % 2];
        options.standard_count = 1;
    }
    if (wrong == 3)
        options.today = "2031-13-01";
    aa_analysis *analysis = aa_analysis_new(&options);
    const aa_input input = {.path = app->name, .fd = app->fd};
    aa_str_init(out, (size_t)1 << 28);
    aa_err err = analysis == NULL ? AA_E_NOMEM : aa_analysis_run_open(analysis, &input, 1);
    if (err == AA_OK && wrong != 0)
        abort();
    if (err == AA_OK)
        ask(analysis);
    if (err == AA_OK)
        put_reports(out, aa_analysis_result(analysis), app->sum);
    else if (err != AA_E_NOMEM && err != AA_E_LIMIT && aa_analysis_error(analysis)[0] == '\0')
        abort();
    aa_analysis_free(analysis);
}

/* Again, as the release after itself: of its package, or of |result|, which begins with its result.json. */
static void run_after_itself(subject after, const aa_str *result)
{
    aa_str out;
    const char *end = result->ptr == NULL ? NULL : strstr(result->ptr, "\n}\n");
    int json = memfd_create("result", MFD_CLOEXEC);
    bool as_package = after.sum / 131072 % 2 == 0;
    if (json < 0 || end == NULL)
        as_package = true;
    else if (write(json, result->ptr, (size_t)(end - result->ptr) + 3) < 0)
        abort();
    after.previous = as_package ? after.fd : json;
    run(&after, &out);
    aa_str_done(&out);
    if (json >= 0)
        close(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("app", MFD_CLOEXEC);
    if (fd < 0 || size == 0 || write(fd, data, size) != (ssize_t)size) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    const subject app = {.fd = fd,
                         .name = data[size - 1] % 2 == 0 ? "app.apk" : "app.ipa",
                         .sum = (uint32_t)crc32(0, data, (uInt)size)};
    aa_str first;
    aa_str second;
    run(&app, &first);
    run(&app, &second);
    if (first.len != second.len || (first.len > 0 && memcmp(first.ptr, second.ptr, first.len) != 0))
        abort();
    if (first.len > 0 && app.sum / 262144 % 2 == 0)
        run_after_itself(app, &first);
    aa_str_done(&first);
    aa_str_done(&second);
    close(fd);
    return 0;
}
