/*
 * The whole way: an app in, every report out, twice the same.
 */
#define _GNU_SOURCE /* memfd_create() */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <appassay/appassay.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* cairo 1.16 and fontconfig do not give back some hundred bytes of each PDF. */
const char *__lsan_default_suppressions(void);

__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void)
{
    return "leak:libcairo\nleak:libfontconfig\n";
}

/* All reports one after another in both languages; malloc'd, NULL when memory is out. */
static char *render_all(const aa_result *result, size_t *len_out)
{
    char *all = NULL;
    *len_out = 0;
    for (size_t i = 0; aa_report_format_name(i) != NULL; i++) {
        for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
            const aa_report_options options = {.lang = (aa_lang)lang, .verbose = lang == 1, .columns = 80};
            char *text = NULL;
            size_t len = 0;
            if (aa_report_render(result, aa_report_format_name(i), &options, &text, &len) != AA_OK)
                continue;
            char *more = realloc(all, *len_out + len + 1);
            if (more != NULL) {
                memcpy(more + *len_out, text, len);
                all = more;
                *len_out += len;
            }
            free(text);
        }
    }
    return all;
}

static char *run(int fd, const char *name, size_t *len_out)
{
    aa_options options = AA_OPTIONS_INIT;
    options.threads = 1;
    options.limits.entry_bytes = 1 << 20; /* a bomb is slow here, and its limit is the same code */
    options.limits.total_bytes = 4 << 20;
    aa_analysis *analysis = aa_analysis_new(&options);
    const aa_input input = {.path = name, .fd = fd};
    char *reports = NULL;
    *len_out = 0;
    if (analysis != NULL && aa_analysis_run_open(analysis, &input, 1) == AA_OK)
        reports = render_all(aa_analysis_result(analysis), len_out);
    aa_analysis_free(analysis);
    return reports;
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
    size_t n = 0;
    size_t m = 0;
    char *first = run(fd, name, &n);
    char *second = run(fd, name, &m);
    if (n != m || (n > 0 && memcmp(first, second, n) != 0))
        abort();
    free(first);
    free(second);
    close(fd);
    return 0;
}
