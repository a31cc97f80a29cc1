#include "cli/console.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"
#include "base/wrap.h"

#define COLUMNS_DEFAULT 100
#define MESSAGE_BYTES   65536

/* The first of LC_ALL, LC_MESSAGES and LANG that is set decides, as POSIX has it. */
static aa_lang lang_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        bool chinese = strncmp(value, "zh_TW", 5) == 0 || strncmp(value, "zh_HK", 5) == 0;
        return chinese ? AA_LANG_ZH_TW : AA_LANG_EN;
    }
    return AA_LANG_EN;
}

static unsigned terminal_columns(void)
{
    struct winsize size = {0};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return COLUMNS_DEFAULT;
}

void aa_console_init(aa_console *console)
{
    *console = (aa_console){.lang = lang_of_environment(), .columns = terminal_columns()};
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

/* Sources: no-color.org, bixense.com/clicolors. */
bool aa_console_color(const aa_console *console)
{
    if (console->color_mode != AA_COLOR_AUTO)
        return console->color_mode == AA_COLOR_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
        return true;
    bool dumb = is_set("TERM") && strcmp(getenv("TERM"), "dumb") == 0;
    return isatty(STDOUT_FILENO) && !dumb;
}

static void put_message(const char *subject, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static void put_message(const char *subject, const char *format, va_list args)
{
    char message[4096];
    vsnprintf(message, sizeof message, format, args);
    aa_str s;
    aa_str_init(&s, MESSAGE_BYTES);
    aa_str_put(&s, "appassay: ");
    if (subject != NULL) {
        aa_utf8_put_safe(&s, subject);
        aa_str_put(&s, ": ");
    }
    aa_utf8_put_safe(&s, message);
    fprintf(stderr, "%s\n", s.ptr);
    aa_str_done(&s);
}

void aa_console_error(const char *subject, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_message(subject, format, args);
    va_end(args);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

void aa_console_input_error(const char *const *paths, size_t count, const char *detail)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = base_name(paths[i]);
        size_t len = strlen(name);
        if (len > 0 && strncmp(detail, name, len) == 0 && strncmp(detail + len, ": ", 2) == 0) {
            aa_console_error(paths[i], "%s", detail + len + 2);
            return;
        }
    }
    aa_console_error(NULL, "%s", detail);
}

void aa_console_note(const aa_console *console, const char *subject, const char *format, ...)
{
    if (console->quiet)
        return;
    va_list args;
    va_start(args, format);
    put_message(subject, format, args);
    va_end(args);
}

bool aa_console_write(const char *text, size_t len)
{
    return fwrite(text, 1, len, stdout) == len && fflush(stdout) == 0;
}

aa_exit aa_console_out_of_memory(void)
{
    aa_console_error(NULL, "out of memory");
    return AA_EXIT_TEMPORARY;
}

aa_exit aa_console_finish(aa_str *s)
{
    aa_exit code = AA_EXIT_OK;
    if (!aa_str_ok(s)) {
        code = aa_console_out_of_memory();
    } else if (!aa_console_write(s->ptr, s->len)) {
        aa_console_error("standard output", "cannot write: %s", strerror(errno));
        code = AA_EXIT_OUTPUT;
    }
    aa_str_done(s);
    return code;
}

static void put_spaces(aa_str *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        aa_str_putc(s, ' ');
}

void aa_put_wrapped(aa_str *s, size_t columns, size_t indent, const char *text)
{
    size_t width = columns > indent + 20 ? columns - indent : 20;
    aa_line line;
    while (aa_wrap_next(&text, width, &line)) {
        put_spaces(s, indent);
        aa_str_putn(s, line.ptr, line.len);
        aa_str_putc(s, '\n');
    }
}

void aa_put_labelled(aa_str *s, size_t columns, size_t indent, const char *label, size_t label_columns,
                     const char *text)
{
    size_t before = indent + label_columns + 2;
    size_t width = columns > before + 20 ? columns - before : 20;
    aa_line line;
    for (bool first = true; aa_wrap_next(&text, width, &line); first = false) {
        put_spaces(s, indent);
        size_t used = first ? aa_utf8_columns(label) : 0;
        aa_str_put(s, first ? label : "");
        put_spaces(s, (used < label_columns ? label_columns - used : 0) + 2);
        aa_str_putn(s, line.ptr, line.len);
        aa_str_putc(s, '\n');
    }
}
