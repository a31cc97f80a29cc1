/*
 * The frame of the page: policy, style, bar, contents, script.
 */
#include <openssl/evp.h>

#include "base/embedded.h"
#include "base/hash.h"
#include "reports/html/page.h"

static const char *text_of_file(aa_html *h, const char *name)
{
    aa_bytes content = aa_embedded_find(name);
    const char *text = aa_arena_strndup(h->arena, (const char *)content.p, content.n);
    h->failed = h->failed || text == NULL;
    return text == NULL ? "" : text;
}

/* The script without what only its authors read: indentation and comments, which have lines of their own. */
static const char *script_text(aa_html *h)
{
    const char *at = text_of_file(h, "report.js");
    char *out = aa_arena_alloc(h->arena, strlen(at) + 1);
    size_t n = 0;
    if (out == NULL) {
        h->failed = true;
        return "";
    }
    while (*at != '\0') {
        at += strspn(at, " \n");
        size_t line = strcspn(at, "\n");
        bool comment = strncmp(at, "//", 2) == 0;
        if (!comment && line > 0) {
            memcpy(out + n, at, line);
            n += line;
            out[n++] = '\n';
        }
        at += line;
    }
    out[n] = '\0';
    return out;
}

/* 'sha256-…' of |text|, as a content security policy names it. */
static const char *source_hash(aa_html *h, const char *text)
{
    uint8_t digest[32];
    unsigned char encoded[48] = "";
    if (aa_sha256(aa_bytes_of(text, strlen(text)), digest) != AA_OK) {
        h->failed = true;
        return "";
    }
    EVP_EncodeBlock(encoded, digest, sizeof digest);
    return aa_html_format(h, "'sha256-%s'", (const char *)encoded);
}

/* Nothing is fetched, and nothing runs but what was written with the page. */
static void put_inline(aa_html *h)
{
    const char *style = text_of_file(h, "report.css");
    const char *script = script_text(h);
    aa_str_printf(h->out,
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src %s; "
                  "script-src %s; base-uri 'none'; form-action 'none'\">\n",
                  source_hash(h, style), source_hash(h, script));
    aa_str_printf(h->out, "<style>%s</style>\n", style);
}

static void put_linked(aa_html *h)
{
    aa_html_raw(
        h, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; "
           "script-src 'self'; base-uri 'none'; form-action 'none'\">\n"
           "<link rel=stylesheet href=report.css>\n"
           "<script src=report.js defer></script>\n");
}

static void put_choices(aa_html *h)
{
    const char *zh = h->lang == AA_LANG_ZH_TW ? " checked" : "";
    const char *en = h->lang == AA_LANG_EN ? " checked" : "";
    aa_str_printf(
        h->out,
        "<fieldset class=seg><legend class=sr>Language 語言</legend>"
        "<label><input type=radio name=lang id=lang-zh value=zh-TW%s><span lang=zh-TW>中文</span></label>"
        "<label><input type=radio name=lang id=lang-en value=en%s><span lang=en>English</span></label>"
        "</fieldset>\n",
        zh, en);
    aa_html_put(
        h,
        "<fieldset class=seg><legend class=sr>@{ui.theme}</legend>"
        "<label><input type=radio name=theme id=theme-auto value=auto checked>@{ui.auto}</label>"
        "<label><input type=radio name=theme id=theme-light value=light>@{ui.light}</label>"
        "<label><input type=radio name=theme id=theme-dark value=dark>@{ui.dark}</label></fieldset>\n",
        AA_NO_ARGS);
}

static void put_bar(aa_html *h, const char *name)
{
    aa_html_put(h,
                "<a class=skip href=\"#main\">@{ui.skip}</a>\n<header class=bar>"
                "<a class=mark href=\"#overview\">appassay</a><span class=app>$0</span>"
                "<div class=find data-js hidden role=search><label for=q class=sr>@{ui.search}</label>"
                "<input id=q type=search autocomplete=off spellcheck=false aria-describedby=hits>"
                "<output id=hits for=q aria-live=polite></output></div>\n",
                AA_ARGS(name));
    put_choices(h);
    aa_html_raw(h, "</header>\n");
}

/* The size of a section, where a number says something. */
static const char *section_count(aa_html *h, const char *section)
{
    const json_t *inventory = json_object_get(h->root, "inventory");
    size_t count = 0;
    if (strcmp(section, "permissions") == 0 || strcmp(section, "components") == 0)
        count = json_array_size(json_object_get(inventory, section));
    else if (strcmp(section, "native") == 0)
        count = json_array_size(json_object_get(inventory, "natives")) +
                json_array_size(json_object_get(inventory, "objects"));
    else if (strcmp(section, "secrets") == 0)
        count = json_array_size(json_object_get(json_object_get(inventory, section), "items"));
    for (size_t i = 0; strcmp(section, "findings") == 0 && i < h->check_count; i++)
        count += h->checks[i].group == AA_GROUP_FLAW ? 1 : 0;
    return count == 0 ? "" : aa_html_number(h, count);
}

static void put_contents(aa_html *h)
{
    static const char *const sections[] = {"overview", "grid",        "rows",       "findings",
                                           "network",  "permissions", "components", "native",
                                           "secrets",  "inventory",   "coverage",   "about"};
    aa_html_put(h, "<nav class=toc aria-labelledby=h-toc><h2 id=h-toc class=sr>@{ui.contents}</h2><ol>\n",
                AA_NO_ARGS);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (aa_html_has(h, sections[i]))
            aa_html_put(h, "<li><a href=\"#$0\">@{nav.$0}<span class=n>$1</span></a></li>\n",
                        AA_ARGS(sections[i], section_count(h, sections[i])));
    }
    aa_html_put(h,
                "</ol>\n<p class=tools data-js hidden><button type=button id=open-all>@{ui.open_all}</button>"
                "<button type=button id=close-all>@{ui.close_all}</button></p></nav>\n",
                AA_NO_ARGS);
}

void aa_html_head(aa_html *h)
{
    const json_t *target = json_object_get(h->root, "target");
    const char *package = aa_html_or(aa_member_text(target, "package"), "-");
    const char *name = aa_html_or(aa_member_text(target, "label"), package);
    aa_html_raw(h, h->lang == AA_LANG_EN ? "<!DOCTYPE html>\n<html lang=en>\n"
                                         : "<!DOCTYPE html>\n<html lang=zh-TW>\n");
    aa_html_put(h,
                "<head>\n<meta charset=utf-8>\n<title>$0 · appassay</title>\n"
                "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n"
                "<meta name=color-scheme content=\"light dark\">\n<meta name=referrer content=no-referrer>\n"
                "<meta name=generator content=appassay>\n",
                AA_ARGS(name));
    if (h->folder)
        put_linked(h);
    else
        put_inline(h);
    aa_html_raw(h, "</head>\n<body>\n");
    put_bar(h, name);
    aa_html_raw(h, "<div class=page>\n");
    put_contents(h);
    aa_html_raw(h, "<main id=main tabindex=-1>\n");
}

void aa_html_foot(aa_html *h)
{
    aa_html_put(h, "<footer><p>@{foot.note}</p></footer>\n</main>\n</div>\n", AA_NO_ARGS);
    if (!h->folder) {
        aa_html_raw(h, "<script>");
        aa_html_raw(h, script_text(h));
        aa_html_raw(h, "</script>\n");
    }
    aa_html_raw(h, "</body>\n</html>\n");
}
