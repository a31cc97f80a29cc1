/*
 * The whole way: an app in, reports out, twice the same. The result and one report in each run: all of them
 * would take a hundred times what the analysis takes. Which one is a matter of the bytes, so that every input
 * of the corpus and every mutation asks another.
 */
#define _GNU_SOURCE /* memfd_create() */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <zlib.h>

#include <appassay/appassay.h>

#include "base/str.h"

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

/* The format that |sum| chooses. PDF takes longer than all others together, so it has its turn less often. */
static const char *chosen(uint32_t sum)
{
    size_t count = 0;
    while (aa_report_format_name(count) != NULL)
        count++;
    const char *name = aa_report_format_name(sum % count);
    return strcmp(name, "pdf") == 0 && sum / count % 8 != 0 ? "sarif" : name;
}

/* What comes of the app; |*out| has nothing when it is none. */
static void run(int fd, const char *name, uint32_t sum, aa_str *out)
{
    aa_options options = AA_OPTIONS_INIT;
    options.threads = 1;
    options.limits.entry_bytes = 1 << 20; /* a bomb is slow here, and its limit is the same code */
    options.limits.total_bytes = 4 << 20;
    aa_analysis *analysis = aa_analysis_new(&options);
    const aa_input input = {.path = name, .fd = fd};
    aa_str_init(out, (size_t)1 << 28);
    if (analysis != NULL && aa_analysis_run_open(analysis, &input, 1) == AA_OK &&
        (!put_report(out, aa_analysis_result(analysis), "json", AA_LANG_EN) ||
         !put_report(out, aa_analysis_result(analysis), chosen(sum), (aa_lang)(sum / 256 % AA_LANG_COUNT))))
        abort();
    aa_analysis_free(analysis);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("app", MFD_CLOEXEC);
    if (fd < 0 || size == 0 || write(fd, data, size) != (ssize_t)size) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    const char *name = data[size - 1] % 2 == 0 ? "app.apk" : "app.ipa";
    uint32_t sum = (uint32_t)crc32(0, data, (uInt)size);
    aa_str first;
    aa_str second;
    run(fd, name, sum, &first);
    run(fd, name, sum, &second);
    if (first.len != second.len || (first.len > 0 && memcmp(first.ptr, second.ptr, first.len) != 0))
        abort();
    aa_str_done(&first);
    aa_str_done(&second);
    close(fd);
    return 0;
}
