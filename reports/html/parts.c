/*
 * Small things that several parts of the page show.
 */
#include "reports/html/page.h"

void aa_html_title(aa_html *h, const char *id)
{
    const aa_texts *en = &h->texts[AA_LANG_EN];
    if (aa_texts_check(en, id) == NULL)
        aa_html_text(h, id);
    else
        aa_html_both(h, aa_texts_title(en, id), aa_texts_title(&h->texts[AA_LANG_ZH_TW], id));
}

void aa_html_link(aa_html *h, const char *id)
{
    if (aa_html_find_check(h, id) == NULL) {
        aa_html_title(h, id);
        return;
    }
    aa_html_put(h, "<a href=\"#c-$0\">", AA_ARGS(id));
    aa_html_title(h, id);
    aa_html_raw(h, "</a>");
}

bool aa_html_is_denied(const aa_html_check *check)
{
    return check->group == AA_GROUP_GOOD &&
           (check->kind == AA_KIND_DEFECT || check->kind == AA_KIND_COVERAGE);
}

void aa_html_message(aa_html *h, const json_t *finding)
{
    const char *english = aa_texts_message(&h->texts[AA_LANG_EN], finding);
    aa_html_both(h, english, aa_texts_message(&h->texts[AA_LANG_ZH_TW], finding));
}

void aa_html_verdict(aa_html *h, const char *verdict)
{
    aa_html_put(h, "<b class=\"v v-$0\">@{verdict.$0}</b>", AA_ARGS(verdict));
}

void aa_html_row_links(aa_html *h, json_t *rows)
{
    const char *anchor = NULL;
    json_t *label = NULL;
    json_object_foreach(rows, anchor, label)
        aa_html_put(h, "<a href=\"#$0\">$1</a> ", AA_ARGS(anchor, json_string_value(label)));
}

void aa_html_section(aa_html *h, const char *id)
{
    aa_html_put(h, "\n<section id=$0 aria-labelledby=h-$0><h2 id=h-$0>@{nav.$0}</h2>\n", AA_ARGS(id));
}

static bool any(const json_t *array)
{
    return json_array_size(array) > 0;
}

bool aa_html_has(const aa_html *h, const char *section)
{
    const json_t *inventory = json_object_get(h->root, "inventory");
    const json_t *network = json_object_get(inventory, "network");
    if (strcmp(section, "permissions") == 0)
        return any(json_object_get(inventory, "permissions")) ||
               any(json_object_get(inventory, "defined_permissions"));
    if (strcmp(section, "components") == 0)
        return any(json_object_get(inventory, "components"));
    if (strcmp(section, "native") == 0)
        return any(json_object_get(inventory, "natives")) || any(json_object_get(inventory, "objects"));
    if (strcmp(section, "secrets") == 0)
        return json_is_object(json_object_get(inventory, "secrets"));
    if (strcmp(section, "network") == 0)
        return strcmp(aa_html_or(aa_member_text(json_object_get(h->root, "target"), "platform"), ""),
                      "android") == 0 ||
               json_is_object(json_object_get(inventory, "transport")) ||
               any(json_object_get(json_object_get(network, "pinning"), "hosts"));
    return true;
}
