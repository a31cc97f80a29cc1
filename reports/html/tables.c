/*
 * What the app brings along: hosts and pins, permissions, components, and every other list of the inventory.
 */
#include <inttypes.h>

#include "reports/html/page.h"

#define ROWS_MAX    AA_HTML_ROWS /* the result has all */
#define COLUMNS_MAX 16
#define LIST_MAX    6 /* elements of a list in one cell */

static const json_t *inventory(const aa_html *h, const char *key)
{
    return json_object_get(json_object_get(h->root, "inventory"), key);
}

static const char *text_of(const json_t *object, const char *key)
{
    return aa_html_or(aa_member_text(object, key), "");
}

static void put_more(aa_html *h, size_t total)
{
    if (total > ROWS_MAX)
        aa_html_put(h, "<p class=more>@{find.more}</p>\n", AA_ARGS(aa_html_number(h, total - ROWS_MAX)));
}

void aa_html_open_table(aa_html *h, const char *caption, const char *const *columns)
{
    aa_html_put(h, "<div class=scroll><table class=data><caption>@{$0}</caption><thead><tr>",
                AA_ARGS(caption));
    for (; *columns != NULL; columns++)
        aa_html_put(h, "<th scope=col>@{$0}", AA_ARGS(*columns));
    aa_html_raw(h, "</tr></thead><tbody>\n");
}

void aa_html_close_table(aa_html *h, size_t total)
{
    aa_html_raw(h, "</tbody></table></div>\n");
    put_more(h, total);
}

/* ---- network ------------------------------------------------------------------------------------------- */

static const char *const mechanisms[] = {"network-config", "okhttp", "trust-manager", "own-anchors",
                                         "trustkit"};
#define MECHANISMS (sizeof mechanisms / sizeof mechanisms[0])

static void put_matrix(aa_html *h, const json_t *pinning)
{
    const json_t *hosts = json_object_get(pinning, "hosts");
    size_t i = 0;
    const json_t *host = NULL;
    aa_html_put(h,
                "<div class=scroll><table class=\"data "
                "matrix\"><caption>@{net.matrix}</caption><thead><tr><th scope=col>@{net.host}",
                AA_NO_ARGS);
    for (size_t m = 0; m < MECHANISMS; m++)
        aa_html_put(h, "<th scope=col>@{mechanism.$0}", AA_ARGS(mechanisms[m]));
    aa_html_put(h, "<th scope=col>@{net.result}</tr></thead><tbody>\n", AA_NO_ARGS);
    json_array_foreach(hosts, i, host)
    {
        const json_t *by = json_object_get(host, "by");
        if (i == ROWS_MAX)
            break;
        bool own = json_is_true(json_object_get(host, "own"));
        aa_html_put(h,
                    own ? "<tr><th scope=row><code>$0</code>"
                        : "<tr><th scope=row><code>$0</code> <small>@{owner.library}</small>",
                    AA_ARGS(text_of(host, "host")));
        for (size_t m = 0; m < MECHANISMS; m++)
            aa_html_put(h, "<td><span class=\"pin pin-$0\">@{pin.$0}</span>",
                        AA_ARGS(text_of(by, mechanisms[m])));
        const char *state = text_of(host, "state");
        aa_html_put(h, "<td><span class=\"pin pin-$0\">@{pin.$1}</span></tr>\n",
                    AA_ARGS(state, strcmp(state, "none") == 0 ? "not-pinned" : state));
    }
    aa_html_close_table(h, json_array_size(hosts));
    if (!json_is_true(json_object_get(pinning, "complete")))
        aa_html_put(h, "<p class=note>@{net.incomplete}</p>\n", AA_NO_ARGS);
}

static void put_pins(aa_html *h, const json_t *pinning)
{
    static const char *const columns[] = {"net.host", "net.mechanism", "net.state",
                                          "net.pins", "net.place",     NULL};
    const json_t *items = json_object_get(pinning, "items");
    size_t i = 0;
    const json_t *item = NULL;
    if (json_array_size(items) == 0)
        return;
    aa_html_open_table(h, "net.items", columns);
    json_array_foreach(items, i, item)
    {
        if (i == ROWS_MAX)
            break;
        const char *wide = json_is_true(json_object_get(item, "subdomains")) ? "*." : "";
        aa_html_put(h,
                    "<tr><th scope=row><code>$0$1</code><td>@{mechanism.$2}<td><span class=\"pin "
                    "pin-$3\">@{pin.$3}</span>",
                    AA_ARGS(wide, text_of(item, "host"), text_of(item, "mechanism"), text_of(item, "state")));
        if (aa_member_text(item, "reason") != NULL)
            aa_html_put(h, " <small>@{pins:$0}</small>", AA_ARGS(text_of(item, "reason")));
        aa_html_put(h, "<td class=num>$0<td class=wrap><code>$1</code></tr>\n",
                    AA_ARGS(aa_html_number(h, json_array_size(json_object_get(item, "pins"))),
                            aa_texts_place(&h->texts[0], json_object_get(item, "place"), false)));
    }
    aa_html_close_table(h, json_array_size(items));
}

static void put_anchors(aa_html *h, const json_t *host)
{
    size_t i = 0;
    const json_t *anchor = NULL;
    json_array_foreach(json_object_get(host, "anchors"), i, anchor) aa_html_put(
        h,
        json_is_true(json_object_get(anchor, "override_pins")) ? "$0$1 <small>@{net.overrides}</small>"
                                                               : "$0$1",
        AA_ARGS(i == 0 ? "" : " · ", text_of(anchor, "source")));
}

static void put_policy_of(aa_html *h, const json_t *host, bool base)
{
    const char *wide = json_is_true(json_object_get(host, "include_subdomains")) ? "*." : "";
    if (base)
        aa_html_put(h, "<tr><th scope=row>@{net.base}", AA_NO_ARGS);
    else
        aa_html_put(h, "<tr><th scope=row><code>$0$1</code>", AA_ARGS(wide, text_of(host, "domain")));
    aa_html_put(h, "<td><span class=\"ct-$0\">@{cleartext.$0}</span><td>",
                AA_ARGS(text_of(host, "cleartext")));
    put_anchors(h, host);
    aa_html_put(h, "<td class=num>$0<td>$1</tr>\n",
                AA_ARGS(aa_html_number(h, json_array_size(json_object_get(host, "pins"))),
                        text_of(host, "pin_expiration")));
}

static void put_policy(aa_html *h, const json_t *network)
{
    static const char *const columns[] = {"net.host", "net.cleartext", "net.anchors",
                                          "net.pins", "net.expires",   NULL};
    const json_t *hosts = json_object_get(network, "hosts");
    size_t i = 0;
    const json_t *host = NULL;
    aa_html_open_table(h, "net.policy", columns);
    put_policy_of(h, json_object_get(network, "base"), true);
    json_array_foreach(hosts, i, host)
    {
        if (i < ROWS_MAX)
            put_policy_of(h, host, false);
    }
    aa_html_close_table(h, json_array_size(hosts));
}

void aa_html_network(aa_html *h)
{
    const json_t *network = inventory(h, "network");
    const json_t *pinning = json_object_get(network, "pinning");
    bool android = strcmp(text_of(json_object_get(h->root, "target"), "platform"), "android") == 0;
    if (!aa_html_has(h, "network"))
        return;
    aa_html_section(h, "network");
    const json_t *transport = inventory(h, "transport");
    if (json_is_object(transport))
        aa_html_transport(h, transport);
    else if (json_array_size(json_object_get(pinning, "hosts")) > 0)
        put_matrix(h, pinning);
    else
        aa_html_put(h, "<p class=empty>@{net.no_hosts}</p>\n", AA_NO_ARGS);
    put_pins(h, pinning);
    if (android)
        put_policy(h, network);
    aa_html_raw(h, "</section>\n");
}

/* ---- permissions --------------------------------------------------------------------------------------- */

/* What the check of unused permissions recorded about |name|, or NULL. */
static const json_t *use_of(const aa_html *h, const char *name)
{
    const aa_html_check *check = aa_html_find_check(h, "android-permission-unused");
    for (size_t i = 0; check != NULL && i < check->count; i++) {
        const json_t *finding = aa_html_finding(h, check->findings[i]);
        const char *arg = json_string_value(json_array_get(json_object_get(finding, "args"), 0));
        if (arg != NULL && strcmp(arg, name) == 0)
            return finding;
    }
    return NULL;
}

/* The library that |class_name| belongs to, by the packages it was recognised by; NULL: none is known. */
static const char *library_of(const aa_html *h, const char *class_name)
{
    size_t i = 0;
    size_t k = 0;
    const json_t *library = NULL;
    const json_t *proof = NULL;
    json_array_foreach(inventory(h, "libraries"), i, library)
    {
        json_array_foreach(json_object_get(library, "evidence"), k, proof)
        {
            const char *package = text_of(proof, "detail");
            size_t n = strlen(package);
            bool is_package = strcmp(text_of(proof, "proof"), "package") == 0 && n > 0;
            if (is_package && strncmp(class_name, package, n) == 0 && class_name[n] == '.')
                return aa_member_text(library, "name");
        }
    }
    return NULL;
}

static void put_use(aa_html *h, const char *name)
{
    const json_t *use = use_of(h, name);
    if (use == NULL) {
        aa_html_put(h, "<td><span class=off>@{use.not_looked}</span><td>", AA_NO_ARGS);
        return;
    }
    const json_t *place = json_object_get(use, "place");
    const char *class_name = text_of(place, "class");
    const char *fingerprint = text_of(use, "fingerprint");
    const char *library = library_of(h, class_name);
    aa_html_put(h, "<td><span class=\"use use-$0\">@{use.$0}</span><td class=wrap>",
                AA_ARGS(text_of(use, "message")));
    if (library != NULL)
        aa_html_put(h, "$0 ", AA_ARGS(library));
    aa_html_put(
        h, "<code>$0</code> <a class=fp href=\"#f-$1\">#$2</a>",
        AA_ARGS(class_name, aa_html_finding_anchor(h, fingerprint), aa_html_format(h, "%.8s", fingerprint)));
}

/* Where a permission is declared: the line is enough in the manifest of the app. */
static const char *declared_at(aa_html *h, const json_t *place)
{
    const char *member = text_of(place, "member");
    uint64_t line = aa_member_uint(place, "line", 0);
    return strcmp(member, "AndroidManifest.xml") == 0 ? aa_html_format(h, ":%" PRIu64, line)
                                                      : aa_html_format(h, "%s:%" PRIu64, member, line);
}

void aa_html_permissions(aa_html *h)
{
    static const char *const columns[] = {"perm.name", "perm.level", "perm.declared",
                                          "perm.use",  "perm.by",    NULL};
    const json_t *permissions = inventory(h, "permissions");
    size_t i = 0;
    const json_t *p = NULL;
    if (!aa_html_has(h, "permissions"))
        return;
    aa_html_section(h, "permissions");
    aa_html_open_table(h, "perm.asked", columns);
    json_array_foreach(permissions, i, p)
    {
        const json_t *place = json_object_get(p, "place");
        if (i == ROWS_MAX)
            break;
        aa_html_put(h,
                    "<tr><th scope=row class=wrap><code>$0</code><td><span class=\"lv "
                    "lv-$1\">@{level.$1}</span><td><code>$2</code>",
                    AA_ARGS(text_of(p, "name"), text_of(p, "level"), declared_at(h, place)));
        put_use(h, text_of(p, "name"));
        aa_html_raw(h, "</tr>\n");
    }
    aa_html_close_table(h, json_array_size(permissions));
    aa_html_list(h, "defined_permissions", inventory(h, "defined_permissions"));
    aa_html_raw(h, "</section>\n");
}

/* ---- components ---------------------------------------------------------------------------------------- */

static void put_words_of(aa_html *h, const json_t *list)
{
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(list, i, item)
    {
        const char *text = aa_html_or(json_string_value(item), "");
        const char *point = strrchr(text, '.');
        aa_html_put(h, "<code class=w>$0</code> ",
                    AA_ARGS(point == NULL || point[1] == '\0' ? text : point + 1));
    }
}

static void put_filter(aa_html *h, const json_t *filter)
{
    size_t i = 0;
    const json_t *data = NULL;
    put_words_of(h, json_object_get(filter, "actions"));
    json_array_foreach(json_object_get(filter, "data"), i, data)
    {
        if (i == LIST_MAX)
            break;
        aa_html_put(h, "<code class=w>$0://$1$2$3$4</code> ",
                    AA_ARGS(aa_html_or(aa_member_text(data, "scheme"), "*"), text_of(data, "host"),
                            text_of(data, "path"), text_of(data, "path_prefix"), text_of(data, "mime_type")));
    }
}

static void put_component(aa_html *h, const json_t *c)
{
    size_t i = 0;
    const json_t *filter = NULL;
    const char *exported = text_of(c, "exported");
    const char *guard = aa_member_text(c, "permission");
    bool open =
        strcmp(exported, "yes") == 0 && guard == NULL && !json_is_true(json_object_get(c, "launcher"));
    aa_html_put(h, "<tr><th scope=row>$0", AA_ARGS(text_of(c, "name")));
    aa_html_put(h, open ? "<td class=hot>@{exported.$0}" : "<td class=\"ex-$0\">@{exported.$0}",
                AA_ARGS(exported));
    if (guard != NULL)
        aa_html_put(h, " <code>$0</code> <span class=\"lv lv-$1\">@{level.$1}</span>",
                    AA_ARGS(guard, text_of(c, "protection")));
    aa_html_raw(h, "<td>");
    json_array_foreach(json_object_get(c, "filters"), i, filter)
    {
        if (i < LIST_MAX)
            put_filter(h, filter);
    }
    aa_html_raw(h, "\n");
}

static void put_components_of(aa_html *h, const char *type)
{
    static const char *const columns[] = {"comp.name", "comp.exported", "comp.filters", NULL};
    size_t count = 0;
    size_t i = 0;
    const json_t *c = NULL;
    json_array_foreach(inventory(h, "components"), i, c)
    {
        if (strcmp(text_of(c, "type"), type) != 0)
            continue;
        if (count == 0)
            aa_html_open_table(h, aa_html_format(h, "type.%s", type), columns);
        if (count++ < ROWS_MAX)
            put_component(h, c);
    }
    if (count > 0)
        aa_html_close_table(h, count);
}

void aa_html_components(aa_html *h)
{
    static const char *const types[] = {"activity", "activity-alias", "service", "receiver", "provider"};
    if (!aa_html_has(h, "components"))
        return;
    aa_html_section(h, "components");
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        put_components_of(h, types[i]);
    aa_html_raw(h, "</section>\n");
}

/* ---- every other list ---------------------------------------------------------------------------------- */

static void put_list_value(aa_html *h, const json_t *list)
{
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(list, i, item)
    {
        const char *text = json_string_value(json_is_string(item) ? item : json_object_get(item, "detail"));
        if (i == LIST_MAX) {
            aa_html_put(h, "<small>… $0</small>", AA_ARGS(aa_html_number(h, json_array_size(list))));
            break;
        }
        if (text != NULL)
            aa_html_put(h, "<code class=w>$0</code> ", AA_ARGS(text));
    }
}

static void put_object_value(aa_html *h, json_t *object)
{
    const char *key = NULL;
    json_t *member = NULL;
    json_object_foreach(object, key, member)
    {
        if (json_is_string(member))
            aa_html_put(h, "<small>@{field.$0}</small> $1 ", AA_ARGS(key, json_string_value(member)));
        else if (json_is_boolean(member))
            aa_html_put(h, "<small>@{field.$0}</small> @{value.$1} ",
                        AA_ARGS(key, json_is_true(member) ? "yes" : "no"));
    }
}

/* A value in one cell. What lies deeper is not shown: the result has it. */
static void put_value(aa_html *h, json_t *value)
{
    const char *text = aa_html_or(json_string_value(value), "");
    if (strcmp(text, "yes") == 0 || strcmp(text, "no") == 0 || strcmp(text, "unknown") == 0)
        aa_html_put(h, "@{value.$0}", AA_ARGS(text));
    else if (json_is_string(value))
        aa_html_put(h, "$0", AA_ARGS(text));
    else if (json_is_integer(value))
        aa_html_put(h, "$0", AA_ARGS(aa_html_format(h, "%" JSON_INTEGER_FORMAT, json_integer_value(value))));
    else if (json_is_boolean(value))
        aa_html_put(h, "@{value.$0}", AA_ARGS(json_is_true(value) ? "yes" : "no"));
    else if (json_is_real(value))
        aa_html_put(h, "$0", AA_ARGS(aa_html_format(h, "%.2f", json_real_value(value))));
    else if (json_is_array(value))
        put_list_value(h, value);
    else
        put_object_value(h, value);
}

/* The keys of the objects in |list|, in the order met; places last. */
static size_t columns_of(const json_t *list, const char *columns[COLUMNS_MAX])
{
    size_t count = 0;
    size_t i = 0;
    json_t *item = NULL;
    bool place = false;
    json_array_foreach(list, i, item)
    {
        const char *key = NULL;
        json_t *value = NULL;
        json_object_foreach(item, key, value)
        {
            bool known = strcmp(key, "place") == 0;
            place = place || known;
            for (size_t k = 0; k < count && !known; k++)
                known = strcmp(columns[k], key) == 0;
            if (!known && count < COLUMNS_MAX - 1)
                columns[count++] = key;
        }
    }
    if (place)
        columns[count++] = "place";
    return count;
}

static void put_record(aa_html *h, const json_t *item, const char *const *columns, size_t count)
{
    aa_html_raw(h, "<tr>");
    for (size_t k = 0; k < count; k++) {
        json_t *value = json_object_get(item, columns[k]);
        aa_html_raw(h, "<td>");
        if (strcmp(columns[k], "place") == 0)
            aa_html_put(h, "<code>$0</code>", AA_ARGS(aa_texts_place(&h->texts[0], value, false)));
        else if (strcmp(columns[k], "code") == 0 && json_is_string(value))
            aa_html_put(h, "@{notes:$0}", AA_ARGS(json_string_value(value)));
        else
            put_value(h, value);
    }
    aa_html_raw(h, "\n");
}

void aa_html_list(aa_html *h, const char *name, const json_t *list)
{
    const char *columns[COLUMNS_MAX];
    size_t count = columns_of(list, columns);
    size_t total = json_array_size(list);
    if (total == 0)
        return;
    aa_html_put(h,
                "<details class=group open id=\"i-$0\"><summary><h3>@{inv.$0} <span "
                "class=n>$1</span></h3></summary>\n",
                AA_ARGS(name, aa_html_number(h, total)));
    if (count == 0) {
        size_t i = 0;
        const json_t *item = NULL;
        aa_html_raw(h, "<p class=words>");
        json_array_foreach(list, i, item)
        {
            if (json_is_string(item) && i < ROWS_MAX)
                aa_html_put(h, "<code class=w>$0</code> ", AA_ARGS(json_string_value(item)));
        }
        aa_html_raw(h, "</p>\n");
    } else {
        aa_html_raw(h, "<div class=scroll><table class=\"data all\"><thead><tr>");
        for (size_t k = 0; k < count; k++)
            aa_html_put(h, "<th scope=col>@{field.$0}", AA_ARGS(columns[k]));
        aa_html_raw(h, "</tr></thead><tbody>\n");
        for (size_t i = 0; i < total && i < ROWS_MAX; i++)
            put_record(h, json_array_get(list, i), columns, count);
        aa_html_raw(h, "</tbody></table></div>\n");
    }
    put_more(h, total);
    aa_html_raw(h, "</details>\n");
}

/* The members of an object: values as facts, lists as tables of their own. */
static void put_object(aa_html *h, const char *name, json_t *object)
{
    const char *key = NULL;
    json_t *value = NULL;
    bool any = false;
    json_object_foreach(object, key, value)
    {
        if (json_is_array(value))
            continue;
        if (!any)
            aa_html_put(h, "<div class=list id=\"i-$0\"><h3>@{inv.$0}</h3><dl class=facts>\n", AA_ARGS(name));
        any = true;
        aa_html_put(h, "<div><dt>@{field.$0}</dt><dd>", AA_ARGS(key));
        put_value(h, value);
        aa_html_raw(h, "</dd></div>\n");
    }
    if (any)
        aa_html_raw(h, "</dl></div>\n");
    json_object_foreach(object, key, value)
    {
        bool absent = json_is_false(json_object_get(json_array_get(value, 0), "present"));
        if (json_is_array(value) && !absent)
            aa_html_list(h, aa_html_format(h, "%s.%s", name, key), value);
    }
}

void aa_html_inventory(aa_html *h)
{
    static const char *const elsewhere[] = {
        "permissions", "defined_permissions", "components", "network",  "natives",
        "objects",     "transport",           "secrets",    "anomalies"};
    const char *key = NULL;
    json_t *value = NULL;
    const char *platform = aa_member_text(json_object_get(h->root, "target"), "platform");
    bool ios = platform != NULL && strcmp(platform, "ios") == 0;
    aa_html_section(h, "inventory");
    json_object_foreach(json_object_get(h->root, "inventory"), key, value)
    {
        bool told = false;
        for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++)
            told = told || strcmp(key, elsewhere[i]) == 0;
        told = told || (ios && strcmp(key, "backup") == 0); /* rules of Android */
        if (!told && json_is_array(value))
            aa_html_list(h, key, value);
        else if (!told)
            put_object(h, key, value);
    }
    aa_html_raw(h, "</section>\n");
}
