/*
 * Connections of an iOS app: for each host that code or Info.plist names, what App Transport Security asks
 * and what pins its certificates.
 */
#include "facts/pinning.h"
#include "reports/html/page.h"

static const char *text_of(const json_t *object, const char *key)
{
    return aa_html_or(aa_member_text(object, key), "");
}

static bool is_set(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

static bool covers(const json_t *entry, const char *host)
{
    const aa_pinned names = {.host = text_of(entry, "host"), .subdomains = is_set(entry, "subdomains")};
    return aa_pinned_covers(&names, host);
}

/* The entry of |list| for |host| that names most of it; NULL: none. |mechanism|: of that one, or NULL. */
static const json_t *entry_for(const json_t *list, const char *host, const char *mechanism)
{
    const json_t *best = NULL;
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(list, i, entry)
    {
        bool of = mechanism == NULL || strcmp(text_of(entry, "mechanism"), mechanism) == 0;
        if (of && covers(entry, host) &&
            (best == NULL || strlen(text_of(entry, "host")) > strlen(text_of(best, "host"))))
            best = entry;
    }
    return best;
}

static void put_pin(aa_html *h, const json_t *pins, const char *host, const char *mechanism)
{
    const json_t *pin = entry_for(pins, host, mechanism);
    aa_html_put(h, "<td><span class=\"pin pin-$0\">@{pin.$0}</span>",
                AA_ARGS(pin == NULL ? "none" : text_of(pin, "state")));
    if (aa_member_text(pin, "until") != NULL)
        aa_html_put(h, " <small>– $0</small>", AA_ARGS(text_of(pin, "until")));
}

static void put_policy(aa_html *h, const json_t *policy)
{
    aa_html_put(h, "<td><span class=\"ct-$0\">@{cleartext.$0}</span><td>$1<td>",
                AA_ARGS(is_set(policy, "insecure_http") ? "yes" : "no",
                        aa_html_or(aa_member_text(policy, "min_tls"), "–")));
    aa_html_put(h, is_set(policy, "forward_secrecy") ? "@{net.asked}" : "@{net.not_asked}", AA_NO_ARGS);
}

static void put_host(aa_html *h, const json_t *transport, const char *host)
{
    const json_t *exception = entry_for(json_object_get(transport, "hosts"), host, NULL);
    const json_t *pins = json_object_get(transport, "pins");
    aa_html_put(h, "<tr><th scope=row><code>$0</code>", AA_ARGS(host));
    put_policy(h, exception == NULL ? transport : exception);
    put_pin(h, pins, host, "ats");
    put_pin(h, pins, host, "trustkit");
    aa_html_raw(h, "</tr>\n");
}

static void add(aa_html *h, json_t *hosts, const char *host)
{
    if (host != NULL && host[0] != '\0' && json_object_set_new(hosts, host, json_true()) != 0)
        h->failed = true;
}

static void add_all(aa_html *h, json_t *hosts, const json_t *list)
{
    size_t i = 0;
    const json_t *entry = NULL;
    json_array_foreach(list, i, entry) add(h, hosts, aa_member_text(entry, "host"));
}

/* The hosts that code names, as the list of them recorded; then those of Info.plist. */
static json_t *hosts_of(aa_html *h, const json_t *transport)
{
    json_t *hosts = json_object();
    const aa_html_check *check = aa_html_find_check(h, "common-endpoint-inventory");
    for (size_t i = 0; check != NULL && i < check->count; i++) {
        const json_t *finding = aa_html_finding(h, check->findings[i]);
        if (strcmp(text_of(finding, "record"), "hit") == 0)
            add(h, hosts, json_string_value(json_array_get(json_object_get(finding, "args"), 0)));
    }
    add_all(h, hosts, json_object_get(transport, "hosts"));
    add_all(h, hosts, json_object_get(transport, "pins"));
    return hosts;
}

/* What else is free of the rules: pages in web views, media, the local network. */
static void put_others(aa_html *h, const json_t *transport)
{
    static const struct {
        const char *key, *markup;
    } others[] = {{"web_content", "<p class=note>@{net.web_content}</p>\n"},
                  {"media", "<p class=note>@{net.media}</p>\n"},
                  {"local_network", "<p class=note>@{net.local_network}</p>\n"}};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(text_of(transport, others[i].key), "yes") == 0)
            aa_html_put(h, others[i].markup, AA_NO_ARGS);
}

void aa_html_transport(aa_html *h, const json_t *transport)
{
    static const char *const columns[] = {"net.host",     "net.cleartext",      "net.tls", "net.pfs",
                                          "net.ats_pins", "mechanism.trustkit", NULL};
    json_t *hosts = hosts_of(h, transport);
    const char *host = NULL;
    json_t *there = NULL;
    size_t count = 0;
    aa_html_open_table(h, "net.transport", columns);
    json_object_foreach(hosts, host, there)
    {
        if (count++ < AA_HTML_ROWS)
            put_host(h, transport, host);
    }
    aa_html_put(h, "<tr><th scope=row>@{net.base}", AA_NO_ARGS);
    put_policy(h, transport);
    aa_html_put(h, "<td>@{pin.none}<td>@{pin.none}</tr>\n", AA_NO_ARGS);
    aa_html_close_table(h, count);
    put_others(h, transport);
    json_decref(hosts);
}
