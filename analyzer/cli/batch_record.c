#include "cli/batch_record.h"
#include "cli/limits.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <appassay/version.h>

#include "base/json.h"
#include "cli/record.h"
#include "cli/settings.h"

#define TEXT_BYTES ((size_t)1 << 20)

/* The object that |j| wrote, without its braces and the line's end. */
static void put_members(aa_str *out, const aa_str *object)
{
    if (aa_str_ok(object) && object->len > 3)
        aa_str_putn(out, object->ptr + 1, object->len - 3);
    else
        out->failed = true;
}

static void open_object(aa_json *j, aa_str *text)
{
    aa_str_init(text, TEXT_BYTES);
    aa_json_init(j, text);
    j->compact = true;
    aa_json_open_object(j, NULL);
}

void aa_batch_line(aa_str *out, const aa_target *target, const char *sha256, aa_exit exit,
                   const char *members)
{
    aa_str text;
    aa_json j;
    open_object(&j, &text);
    aa_json_text(&j, "schema", "appassay.record/1");
    aa_json_uint(&j, "index", target->index);
    aa_json_text(&j, "id", target->id);
    aa_json_text(&j, "sha256", sha256[0] == '-' ? NULL : sha256);
    aa_json_int(&j, "exit", exit);
    aa_json_close_object(&j);
    aa_str_putc(out, '{');
    put_members(out, &text);
    aa_str_putc(out, ',');
    aa_str_put(out, members);
    aa_str_putc(out, '}');
    aa_str_done(&text);
}

void aa_batch_error(aa_str *out, const char *code, const char *reason)
{
    aa_str text;
    aa_json j;
    open_object(&j, &text);
    aa_json_text(&j, "status", "error");
    aa_json_text(&j, "code", code);
    aa_json_text(&j, "reason", reason);
    aa_json_open_array(&j, "verdicts");
    aa_json_close_array(&j);
    aa_json_open_array(&j, "findings");
    aa_json_close_array(&j);
    aa_json_close_object(&j);
    put_members(out, &text);
    aa_str_done(&text);
}

void aa_batch_mishap(aa_str *out, const aa_mishap *mishap)
{
    aa_str reason;
    aa_str_init(&reason, TEXT_BYTES);
    aa_str_printf(&reason, "%s%s%s", mishap->stage[0] == '\0' ? "start" : mishap->stage,
                  mishap->member[0] == '\0' ? "" : " ", mishap->member);
    aa_batch_error(out, aa_fate_code(mishap->fate), reason.ptr);
    aa_str_done(&reason);
}

void aa_batch_name(const char *path, char out[16])
{
    const char *dot = strrchr(path, '.');
    size_t n = 0;
    memcpy(out, "app", 4);
    while (dot != NULL && n < 8 &&
           ((dot[n + 1] >= 'a' && dot[n + 1] <= 'z') || (dot[n + 1] >= 'A' && dot[n + 1] <= 'Z') ||
            (dot[n + 1] >= '0' && dot[n + 1] <= '9')))
        n++;
    if (n == 0 || dot[n + 1] != '\0')
        return;
    memcpy(out + 3, dot, n + 1);
    for (size_t i = 4; i < n + 4; i++) {
        if (out[i] >= 'A' && out[i] <= 'Z')
            out[i] = (char)(out[i] + ('a' - 'A'));
    }
    out[n + 4] = '\0';
}

/* The rule books and the policy are in the program: its bytes stand for all of them. */
static bool digest_program(char out[AA_SHA256_HEX])
{
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && aa_sha256_fd(fd, out) == AA_OK;
    if (fd >= 0)
        (void)close(fd);
    return ok;
}

bool aa_batch_digest(const aa_settings *settings, aa_isolation isolation, char out[AA_SHA256_HEX])
{
    char program[AA_SHA256_HEX];
    aa_str text;
    aa_str_init(&text, TEXT_BYTES);
    bool ok = digest_program(program);
    if (ok) {
        aa_str_printf(&text, "%s %s %s %s %d %d %d", aa_version(), program, aa_isolation_name(isolation),
                      settings->today == NULL ? "-" : settings->today, (int)settings->fail_on,
                      settings->fail_on_severity, settings->allow_incomplete ? 1 : 0);
        for (size_t i = 0; i < settings->outputs.count; i++)
            aa_str_printf(&text, " %s", settings->outputs.items[i].format);
        aa_str_put(&text, settings->show_secrets ? " secrets" : "");
        for (size_t i = 0; i < settings->standard_count; i++)
            aa_str_printf(&text, " %s=%s", settings->standards[i].standard,
                          settings->standards[i].tier == NULL ? "" : settings->standards[i].tier);
        const aa_limit *limit; /* one by one: between the members there are bytes of no meaning */
        for (size_t i = 0; (limit = aa_limit_at(i)) != NULL; i++)
            aa_str_printf(&text, " %s=%" PRIu64, limit->name, aa_limit_get(&settings->limits, limit));
    }
    ok = ok && aa_str_ok(&text) && aa_sha256_hex(aa_bytes_of(text.ptr, text.len), out) == AA_OK;
    aa_str_done(&text);
    return ok;
}
