/*
 * Credentials in the app, shortened, and key stores.
 */
#include "reports/html/page.h"

#define PLACES_MAX 4 /* of one value; the result has more */

static const char *text_of(const json_t *object, const char *key)
{
    return aa_html_or(aa_member_text(object, key), "");
}

static void put_places(aa_html *h, const json_t *secret)
{
    const json_t *places = json_object_get(secret, "places");
    uint64_t seen = aa_member_uint(secret, "seen", 0);
    size_t shown = 0;
    for (; shown < json_array_size(places) && shown < PLACES_MAX; shown++) {
        const json_t *place = json_object_get(json_array_get(places, shown), "place");
        aa_html_put(h, shown == 0 ? "<code>$0</code>" : "<br><code>$0</code>",
                    AA_ARGS(aa_texts_place(&h->texts[0], place, false)));
    }
    if (seen > shown)
        aa_html_put(h, " <small>@{find.more}</small>", AA_ARGS(aa_html_number(h, seen - shown)));
}

static void put_secret(aa_html *h, const json_t *secret)
{
    const char *grade = text_of(secret, "grade");
    const char *begins = text_of(secret, "begins");
    aa_html_put(h, "<tr><th scope=row>$0 $1<td><code>$2…</code> <small>($3)</small>",
                AA_ARGS(text_of(secret, "provider"), text_of(secret, "what"), begins,
                        aa_html_number(h, aa_member_uint(secret, "length", 0))));
    aa_html_put(h, strcmp(grade, "master") == 0 ? "<td class=bad>@{grade.$0}" : "<td>@{grade.$0}",
                AA_ARGS(grade));
    aa_html_put(h, "<td>@{proof.$0}<td class=wrap>",
                AA_ARGS(json_is_true(json_object_get(secret, "proved")) ? "proved"
                        : strcmp(grade, "named") == 0                   ? "named"
                                                                        : "form"));
    put_places(h, secret);
    aa_html_put(h, "<td>@{holder.$0}</tr>\n", AA_ARGS(text_of(secret, "owner")));
}

static void put_stores(aa_html *h, const json_t *stores)
{
    static const char *const columns[] = {"field.kind", "secret.opens", "secret.keys", "field.place", NULL};
    size_t i = 0;
    const json_t *store = NULL;
    if (json_array_size(stores) == 0)
        return;
    aa_html_open_table(h, "secret.stores", columns);
    json_array_foreach(stores, i, store)
    {
        bool counted = json_is_integer(json_object_get(store, "keys"));
        if (i == AA_HTML_ROWS)
            break;
        aa_html_put(h, "<tr><th scope=row>$0<td>@{value.$1}<td>$2<td class=wrap><code>$3</code></tr>\n",
                    AA_ARGS(text_of(store, "kind"),
                            json_is_true(json_object_get(store, "opens")) ? "yes" : "no",
                            counted ? aa_html_number(h, aa_member_uint(store, "keys", 0)) : "–",
                            aa_texts_place(&h->texts[0], json_object_get(store, "place"), false)));
    }
    aa_html_close_table(h, json_array_size(stores));
}

void aa_html_secrets(aa_html *h)
{
    static const char *const columns[] = {
        "field.what", "field.masked", "secret.grade", "field.proof", "field.place", "label.owner", NULL};
    const json_t *secrets = json_object_get(json_object_get(h->root, "inventory"), "secrets");
    const json_t *items = json_object_get(secrets, "items");
    size_t i = 0;
    const json_t *secret = NULL;
    if (!aa_html_has(h, "secrets"))
        return;
    aa_html_section(h, "secrets");
    bool bytecode = aa_member_uint(secrets, "texts", 0) > 0;
    aa_html_put(h,
                bytecode ? "<p class=note>@{secret.note}</p>\n" : "<p class=note>@{secret.note_files}</p>\n",
                AA_ARGS(aa_html_number(h, aa_member_uint(secrets, "forms", 0)),
                        aa_html_number(h, aa_member_uint(secrets, "files", 0)),
                        aa_html_number(h, aa_member_uint(secrets, "texts", 0))));
    if (json_array_size(items) == 0) {
        aa_html_put(h, "<p class=note>@{secret.none}</p>\n", AA_NO_ARGS);
    } else {
        aa_html_open_table(h, "inv.secrets", columns);
        json_array_foreach(items, i, secret)
        {
            if (i < AA_HTML_ROWS)
                put_secret(h, secret);
        }
        aa_html_close_table(h, json_array_size(items));
    }
    put_stores(h, json_object_get(secrets, "stores"));
    aa_html_raw(h, "</section>\n");
}
