/*
 * appassay bundle: results, reports made of them and files of others in one ZIP with a manifest, signed on
 * demand.
 */
#include "reports/bundle/bundle.h"

#include <stdlib.h>
#include <string.h>

#include <appassay/report.h>
#include <appassay/version.h>

#include "base/vec.h"
#include "cli/output.h"
#include "cli/slurp.h"
#include "cli/suggest.h"
#include "cli/verb.h"
#include "reports/document/document.h"

#define KEY_BYTES   ((size_t)1 << 20)
#define FORMATS_MAX 16

enum { OPTION_OUTPUT, OPTION_REPORT, OPTION_SIGN, OPTION_CERT };

static const aa_option options[] = {
    {OPTION_OUTPUT, 'o', "output", "FILE", {"the bundle to write", "產生之封裝檔"}},
    {OPTION_REPORT,
     'r',
     "report",
     "FORMAT",
     {"report to make of each result, repeatable", "由各結果產生之報告，可重複"}},
    {OPTION_SIGN,
     0,
     "sign",
     "KEY",
     {"sign the manifest with this private key (PEM)", "以此私密金鑰 (PEM) 簽署清單"}},
    {OPTION_CERT,
     0,
     "cert",
     "CERT",
     {"its certificate: CMS instead of plain Ed25519", "其憑證：採 CMS，而非單純 Ed25519"}},
};

typedef struct request {
    aa_console *console;
    aa_arena *arena;
    aa_vec paths; /* of const char * */
    const char *output, *sign, *cert;
    const char *formats[FORMATS_MAX];
    size_t format_count;
    aa_vec files; /* of aa_bundle_file */
    size_t result_count;
    bool failed; /* memory is out */
} request;

/* ---- the command line
 * --------------------------------------------------------------------------------------- */

static bool take_format(request *r, const char *text)
{
    const char *known = NULL;
    aa_suggestion suggestion = {.typed = text};
    for (size_t i = 0; (known = aa_report_format_name(i)) != NULL; i++) {
        aa_report_part part;
        if (strcmp(known, text) == 0 && aa_report_file(known, 0, &part)) {
            aa_usage_error("bundle", "%s is a folder; a bundle takes reports that are one file", text);
            return false;
        }
        if (strcmp(known, text) == 0 && r->format_count < FORMATS_MAX) {
            r->formats[r->format_count++] = known;
            return true;
        }
        aa_suggest_offer(&suggestion, known);
    }
    if (suggestion.best != NULL)
        aa_usage_error("bundle", "there is no format \"%s\"; did you mean \"%s\"?", text, suggestion.best);
    else
        aa_usage_error("bundle", "there is no format \"%s\"", text);
    return false;
}

static bool take(void *context, const aa_option *option, const char *text)
{
    request *r = context;
    if (option == NULL) {
        const char **path = aa_vec_push(r->arena, &r->paths);
        r->failed = r->failed || path == NULL;
        if (path != NULL)
            *path = text;
        return true;
    }
    if (option->id == OPTION_REPORT)
        return take_format(r, text);
    if (option->id == OPTION_OUTPUT)
        r->output = text;
    else if (option->id == OPTION_SIGN)
        r->sign = text;
    else
        r->cert = text;
    return true;
}

static aa_exit complain(const request *r)
{
    if (r->paths.count == 0)
        return aa_usage_error("bundle", "name a result.json");
    if (r->output == NULL)
        return aa_usage_error("bundle", "name the bundle with -o FILE");
    if (r->cert != NULL && r->sign == NULL)
        return aa_usage_error("bundle", "--cert goes with --sign");
    return AA_EXIT_OK;
}

/* ---- what goes in
 * ------------------------------------------------------------------------------------------- */

static aa_exit add(request *r, const char *path, aa_bytes content, const aa_bundle_file *report)
{
    aa_bundle_file *file = path == NULL ? NULL : aa_vec_push(r->arena, &r->files);
    if (file == NULL)
        return aa_console_out_of_memory();
    if (report != NULL)
        *file = *report;
    file->path = path;
    file->content = content;
    return AA_EXIT_OK;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static aa_exit add_report(request *r, const char *result_path, aa_bytes json, const char *format)
{
    const aa_report_options how = {.lang = r->console->lang};
    char *text = NULL;
    size_t len = 0;
    aa_err err = aa_report_render_json((const char *)json.p, json.n, format, &how, &text, &len);
    if (err != AA_OK) {
        aa_console_error(result_path, "the %s report cannot be made: %s", format, aa_err_name(err));
        return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_OUTPUT;
    }
    aa_bytes copy = aa_bytes_none();
    bool kept = aa_arena_bytes(r->arena, aa_bytes_of(text, len), &copy);
    free(text);
    const char *lang = aa_lang_name(r->console->lang);
    const aa_bundle_file report = {.of = result_path, .format = format, .lang = lang};
    const char *path =
        kept ? aa_arena_printf(r->arena, "reports/%s.%s.%s", base_name(result_path), lang, format) : NULL;
    return add(r, path, copy, &report);
}

/* A result goes to results/ with its reports, everything else to files/. */
static aa_exit add_operand(request *r, const char *operand)
{
    aa_bytes content = aa_bytes_none();
    aa_document *document = NULL;
    aa_exit code = aa_slurp(r->arena, operand, AA_DOCUMENT_BYTES, &content);
    if (code != AA_EXIT_OK)
        return code;
    aa_err err = aa_document_parse((const char *)content.p, content.n, &document);
    aa_document_free(document);
    if (err == AA_E_NOMEM)
        return aa_console_out_of_memory();
    const char *name = strcmp(operand, "-") == 0 ? "result.json" : base_name(operand);
    const char *path = aa_arena_printf(r->arena, "%s/%s", err == AA_OK ? "results" : "files", name);
    code = add(r, path, content, NULL);
    r->result_count += err == AA_OK ? 1 : 0;
    for (size_t i = 0; i < r->format_count && code == AA_EXIT_OK && err == AA_OK; i++)
        code = add_report(r, path, content, r->formats[i]);
    return code;
}

static aa_exit add_signature(request *r, aa_bytes manifest)
{
    aa_bytes key = aa_bytes_none();
    aa_bytes certificate = aa_bytes_none();
    aa_bundle_file files[2] = {{.path = NULL}};
    size_t count = 0;
    char why[AA_BUNDLE_WHY];
    aa_exit code = aa_slurp(r->arena, r->sign, KEY_BYTES, &key);
    if (code == AA_EXIT_OK && r->cert != NULL)
        code = aa_slurp(r->arena, r->cert, KEY_BYTES, &certificate);
    if (code != AA_EXIT_OK)
        return AA_EXIT_USAGE; /* what could not be read is said; nothing is wrong with the results */
    aa_err err = aa_bundle_sign(r->arena, manifest, key, certificate, why, files, &count);
    if (err == AA_E_USAGE)
        aa_console_error(r->sign, "%s", why);
    if (err != AA_OK)
        return err == AA_E_USAGE ? AA_EXIT_USAGE : aa_console_out_of_memory();
    for (size_t i = 0; i < count && code == AA_EXIT_OK; i++)
        code = add(r, files[i].path, files[i].content, NULL);
    return code;
}

static aa_exit add_manifest(request *r)
{
    aa_bundle bundle = {r->files.items, r->files.count};
    const char *twice = NULL;
    aa_str manifest;
    if (!aa_bundle_sort(&bundle, &twice)) {
        aa_console_error(NULL, "two files would be %s in the bundle; give one of them another name", twice);
        return AA_EXIT_USAGE;
    }
    aa_str_init(&manifest, AA_BUNDLE_BYTES);
    aa_bundle_manifest(&bundle, aa_version(), &manifest);
    char *copy = aa_str_ok(&manifest) ? aa_arena_strndup(r->arena, manifest.ptr, manifest.len) : NULL;
    aa_bytes content = aa_bytes_of(copy, copy == NULL ? 0 : manifest.len);
    aa_str_done(&manifest);
    if (copy == NULL)
        return aa_console_out_of_memory();
    aa_exit code = add(r, AA_BUNDLE_MANIFEST, content, NULL);
    return code == AA_EXIT_OK && r->sign != NULL ? add_signature(r, content) : code;
}

static aa_exit write_bundle(request *r)
{
    aa_bundle bundle = {r->files.items, r->files.count};
    const char *twice = NULL;
    char *zip = NULL;
    size_t len = 0;
    if (!aa_bundle_sort(&bundle, &twice) || aa_bundle_write(&bundle, &zip, &len) != AA_OK)
        return aa_console_out_of_memory();
    aa_interrupt interrupt;
    aa_interrupt_start(&interrupt);
    bool ok = aa_output_write(&interrupt, r->output, zip, len);
    aa_interrupt_stop(&interrupt);
    free(zip);
    return ok ? AA_EXIT_OK : AA_EXIT_OUTPUT;
}

static aa_exit make_bundle(request *r)
{
    aa_exit code = AA_EXIT_OK;
    const char *const *paths = r->paths.items;
    for (size_t i = 0; i < r->paths.count && code == AA_EXIT_OK; i++)
        code = add_operand(r, paths[i]);
    if (code == AA_EXIT_OK && r->result_count == 0) {
        aa_console_error(paths[0], "is no result, and none of the others is one");
        code = AA_EXIT_NO_APP;
    }
    if (code == AA_EXIT_OK)
        code = add_manifest(r);
    return code == AA_EXIT_OK ? write_bundle(r) : code;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    request r = {.console = console,
                 .arena = aa_arena_new(),
                 .paths = AA_VEC_INIT(const char *),
                 .files = AA_VEC_INIT(aa_bundle_file)};
    if (r.arena == NULL)
        return aa_console_out_of_memory();
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_bundle, console, argv, take, &r, &code) == AA_PARSED_RUN) {
        code = r.failed ? aa_console_out_of_memory() : complain(&r);
        if (code == AA_EXIT_OK && !aa_output_is_possible(r.output, r.paths.items, r.paths.count))
            code = AA_EXIT_OUTPUT;
        if (code == AA_EXIT_OK)
            code = make_bundle(&r);
    }
    aa_arena_free(r.arena);
    return code;
}

const aa_verb aa_verb_bundle = {
    .name = "bundle",
    .synopsis = "RESULT… [FILE…] -o FILE.zip [OPTION]…",
    .summary = {"Packs results, reports made of them and other files into one ZIP that verify can check.",
                "將結果、由其產生之報告及其他檔案封裝為單一 ZIP，供 verify 查核。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
