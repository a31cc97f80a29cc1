/*
 * appassay verify: whether a bundle is what it says, to the bit; with the app, whether it is judged so again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <appassay/report.h>
#include <appassay/version.h>

#include "base/vec.h"
#include "cli/anew.h"
#include "cli/slurp.h"
#include "cli/verb.h"
#include "reports/bundle/bundle.h"
#include "reports/common/wording.h"
#include "reports/document/document.h"

#define KEY_BYTES ((size_t)1 << 20)

enum { OPTION_APP, OPTION_KEY, OPTION_PREVIOUS, OPTION_ANSWERS };

static const aa_option options[] = {
    {OPTION_APP,
     'a',
     "app",
     "FILE",
     {"judge this app again; repeatable for its parts", "重新判定此應用程式；各分割檔可重複指定"}},
    {OPTION_KEY,
     'k',
     "key",
     "FILE",
     {"public key or certificate that must have signed", "簽署者必須使用之公開金鑰或憑證"}},
    {OPTION_ANSWERS,
     0,
     "answers",
     "FILE",
     {"with --app: people's answers, as check had them", "搭配 --app：判定時所用之人工佐證表"}},
    {OPTION_PREVIOUS,
     'p',
     "previous",
     "FILE",
     {"with --app: the release before, as check had it", "搭配 --app：判定時所用之前一版"}},
};

typedef struct request {
    aa_console *console;
    aa_arena *arena;
    const char *path, *key, *previous, *answers;
    aa_vec apps; /* of const char * */
    aa_bundle bundle;
    bool good;
    bool failed; /* memory is out */
} request;

static bool take(void *context, const aa_option *option, const char *text)
{
    request *r = context;
    if (option == NULL && r->path != NULL) {
        aa_usage_error("verify", "one bundle at a time");
        return false;
    }
    if (option == NULL) {
        r->path = text;
    } else if (option->id == OPTION_APP) {
        const char **app = aa_vec_push(r->arena, &r->apps);
        r->failed = r->failed || app == NULL;
        if (app != NULL)
            *app = text;
    } else if (option->id == OPTION_KEY) {
        r->key = text;
    } else if (option->id == OPTION_ANSWERS) {
        r->answers = text;
    } else {
        r->previous = text;
    }
    return true;
}

static void tell(void *context, const char *path, const char *what)
{
    request *r = context;
    r->good = false;
    aa_console_error(r->path, "%s%s%s", path == NULL ? "" : path, path == NULL ? "" : ": ", what);
}

/* ---- reports
 * -------------------------------------------------------------------------------------------------- */

static bool find_lang(const char *name, aa_lang *out)
{
    for (int lang = 0; name != NULL && lang < AA_LANG_COUNT; lang++) {
        if (strcmp(aa_lang_name((aa_lang)lang), name) == 0) {
            *out = (aa_lang)lang;
            return true;
        }
    }
    return false;
}

/* The version that wrote |result|; NULL when it is no result. */
static const char *tool_of(request *r, aa_bytes result)
{
    aa_document *document = NULL;
    if (aa_document_parse((const char *)result.p, result.n, &document) != AA_OK)
        return NULL;
    const json_t *tool = json_object_get(aa_document_root(document), "tool");
    const char *version = aa_arena_strdup(r->arena, aa_member_text(tool, "version"));
    aa_document_free(document);
    return version;
}

/* A report says what its result says: it is made again. Another version may word it otherwise. */
static void check_report(request *r, const aa_bundle_file *file)
{
    const aa_bundle_file *result = aa_bundle_find(&r->bundle, file->of);
    aa_report_options how = {.lang = AA_LANG_EN};
    if (result == NULL || file->format == NULL || !find_lang(file->lang, &how.lang)) {
        tell(r, file->path, "the manifest does not say of which result it is made, and how");
        return;
    }
    const char *tool = tool_of(r, result->content);
    if (tool == NULL || strcmp(tool, aa_version()) != 0)
        return;
    char *text = NULL;
    size_t len = 0;
    aa_err err = aa_report_render_json((const char *)result->content.p, result->content.n, file->format, &how,
                                       &text, &len);
    if (err != AA_OK)
        tell(r, file->path, "cannot be made again");
    else if (!aa_bytes_equal(aa_bytes_of(text, len), file->content))
        tell(r, file->path, "is not what its result makes");
    free(text);
}

static void check_results(request *r)
{
    size_t results = 0;
    for (size_t i = 0; i < r->bundle.count; i++) {
        const aa_bundle_file *file = &r->bundle.files[i];
        if (file->of != NULL)
            check_report(r, file);
        if (strncmp(file->path, "results/", strlen("results/")) != 0)
            continue;
        results++;
        if (tool_of(r, file->content) == NULL)
            tell(r, file->path, "is no result");
    }
    if (results == 0)
        tell(r, NULL, "there is no result in it");
}

/* ---- signature
 * -------------------------------------------------------------------------------------------------- */

static aa_exit check_signature(request *r, const char **signer_out)
{
    aa_bytes trusted = aa_bytes_none();
    char told[AA_BUNDLE_WHY];
    if (r->key != NULL && aa_slurp(r->arena, r->key, KEY_BYTES, &trusted) != AA_EXIT_OK)
        return AA_EXIT_USAGE;
    if (r->key != NULL && trusted.n == 0) {
        aa_console_error(r->key, "is empty");
        return AA_EXIT_USAGE;
    }
    aa_signed state = aa_bundle_verify(&r->bundle, trusted, told);
    *signer_out = state == AA_SIGNED_WELL ? aa_arena_strdup(r->arena, told) : NULL;
    if (state == AA_SIGNED_BADLY)
        tell(r, NULL, told);
    else if (state == AA_SIGNED_NOT && r->key != NULL)
        tell(r, NULL, "is not signed");
    return AA_EXIT_OK;
}

/* ---- judging again
 * ---------------------------------------------------------------------------------------------- */

static size_t line_of(aa_bytes a, aa_bytes b)
{
    size_t line = 1;
    for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
        line += a.p[i] == '\n' ? 1 : 0;
    return line;
}

static aa_exit judge_again(request *r)
{
    for (size_t i = 0; i < r->bundle.count; i++) {
        const aa_bundle_file *file = &r->bundle.files[i];
        aa_bytes again = aa_bytes_none();
        if (strncmp(file->path, "results/", strlen("results/")) != 0)
            continue;
        aa_anew_task task = {.result = file->content,
                             .apps = r->apps.items,
                             .app_count = r->apps.count,
                             .previous = r->previous,
                             .answers = r->answers};
        aa_exit code = aa_judge_anew(r->arena, &task, &again);
        if (code != AA_EXIT_OK)
            return code;
        if (!aa_bytes_equal(again, file->content)) {
            char what[128];
            snprintf(what, sizeof what,
                     "the app is judged otherwise now; the first difference is in line %zu",
                     line_of(again, file->content));
            tell(r, file->path, what);
        }
    }
    return AA_EXIT_OK;
}

/* ---- the verb
 * ---------------------------------------------------------------------------------------------------- */

static aa_exit say_good(const request *r, const char *signer)
{
    static const char *const files[AA_LANG_COUNT] = {"{0}: {1} files, all as the manifest says\n",
                                                     "{0}：共 {1} 個檔案，均與清單相符\n"};
    static const char *const known[AA_LANG_COUNT] = {"signed by the key given, SHA-256 {0}\n",
                                                     "由指定之金鑰簽署，SHA-256 {0}\n"};
    static const char *const unknown[AA_LANG_COUNT] = {
        "signed by the key with SHA-256 {0}; whose it is, only --key can say\n",
        "簽署金鑰之 SHA-256：{0}（金鑰歸屬須以 --key 確認）\n"};
    static const char *const unsigned_text[AA_LANG_COUNT] = {"not signed: who made it cannot be told\n",
                                                             "未簽署：無法得知產生者\n"};
    static const char *const again[AA_LANG_COUNT] = {"judged again: the same bytes\n",
                                                     "重新判定：內容完全相同\n"};
    aa_lang lang = r->console->lang;
    char count[24];
    aa_str s;
    snprintf(count, sizeof count, "%zu", r->bundle.count);
    aa_str_init(&s, AA_BUNDLE_BYTES);
    aa_fill_put(&s, files[lang], AA_ARGS(r->path, count));
    if (signer != NULL)
        aa_fill_put(&s, r->key == NULL ? unknown[lang] : known[lang], AA_ARGS(signer));
    else
        aa_str_put(&s, unsigned_text[lang]);
    if (r->apps.count > 0)
        aa_str_put(&s, again[lang]);
    return aa_console_finish(&s);
}

static aa_exit verify(request *r)
{
    char why[AA_BUNDLE_WHY];
    const char *signer = NULL;
    aa_bytes zip = aa_bytes_none();
    aa_exit code = aa_slurp(r->arena, r->path, AA_BUNDLE_BYTES, &zip);
    if (code != AA_EXIT_OK)
        return code;
    aa_err err = aa_bundle_read(r->arena, zip, why, &r->bundle);
    if (err != AA_OK) {
        aa_console_error(r->path, "%s", why);
        return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_FAILED;
    }
    r->good = true;
    code = check_signature(r, &signer);
    if (code == AA_EXIT_OK && aa_bundle_check(r->arena, &r->bundle, zip, tell, r)) {
        check_results(r);
        if (r->good && r->apps.count > 0)
            code = judge_again(r);
    }
    if (code != AA_EXIT_OK)
        return code;
    return r->good ? say_good(r, signer) : AA_EXIT_FAILED;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    request r = {.console = console, .arena = aa_arena_new(), .apps = AA_VEC_INIT(const char *)};
    aa_exit code = AA_EXIT_OK;
    if (r.arena == NULL)
        return aa_console_out_of_memory();
    if (aa_verb_parse(&aa_verb_verify, console, argv, take, &r, &code) == AA_PARSED_RUN) {
        if (r.path == NULL)
            code = aa_usage_error("verify", "name a bundle");
        else if ((r.previous != NULL || r.answers != NULL) && r.apps.count == 0)
            code = aa_usage_error("verify", "--previous and --answers go with --app");
        else
            code = verify(&r);
    }
    aa_arena_free(r.arena);
    return code;
}

const aa_verb aa_verb_verify = {
    .name = "verify",
    .synopsis = "BUNDLE [OPTION]…",
    .summary = {"Checks a bundle: every byte, the signature and, with the app, that it is judged so again.",
                "查核封裝檔：每個位元組、簽章；提供應用程式時並重新判定比對。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
