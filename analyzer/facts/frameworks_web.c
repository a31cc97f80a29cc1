/*
 * What Cordova and Capacitor apps set: config.xml and capacitor.config.json.
 */
#include <jansson.h>

#include "base/json_depth.h"

#include "decode/markup.h"
#include "facts/frameworks_internal.h"

#define LOOKED_AT 4 /* bytes that tell binary XML */

static void add(aa_framework_collector *c, aa_web_key key, const char *value, const char *path)
{
    aa_web_setting *s = value == NULL ? NULL : aa_source_push(c->source, &c->settings);
    if (s != NULL)
        *s = (aa_web_setting){
            key,
            value,
            {.artifact = c->part->name, .member = c->member, .offset = AA_NO_OFFSET, .path = path}};
}

/* ---- config.xml --------------------------------------------------------------------------------------- */

typedef struct widget_key {
    const char *element, *attribute, *path;
    aa_web_key key;
} widget_key;

static const widget_key widget_keys[] = {
    {"access", "origin", "widget/access/@origin", AA_WEB_ACCESS},
    {"allow-navigation", "href", "widget/allow-navigation/@href", AA_WEB_NAVIGATION},
    {"allow-intent", "href", "widget/allow-intent/@href", AA_WEB_INTENT},
    {"content", "src", "widget/content/@src", AA_WEB_START},
};

static bool is_debug_name(aa_bytes name)
{
    return aa_markup_is(name, "InspectableWebview") || aa_markup_is(name, "WebContentsDebuggingEnabled");
}

static void use_element(aa_framework_collector *c, const char *element, aa_bytes name, aa_bytes value,
                        const widget_key *k)
{
    if (strcmp(element, "preference") == 0 && is_debug_name(name) && aa_markup_is(value, "true"))
        add(c, AA_WEB_DEBUG, "true", "widget/preference/@value");
    if (k != NULL)
        add(c, k->key, aa_framework_copy(c, value), k->path);
}

/* On Android the file is compiled. */
static void read_binary(aa_framework_collector *c, aa_bytes content)
{
    aa_axml axml;
    aa_err err = aa_axml_parse(c->source->scratch, content, c->source->limits, c->source->notes, &axml);
    c->source->failed = c->source->failed || err == AA_E_NOMEM;
    if (err != AA_OK)
        return;
    const xmlNode *root = axml.doc == NULL ? NULL : xmlDocGetRootElement(axml.doc);
    for (const xmlNode *n = root == NULL ? NULL : aa_source_child(root, NULL); n != NULL;
         n = aa_source_next(n, NULL)) {
        const char *element = (const char *)n->name;
        const char *name = aa_source_text(c->source, aa_axml_plain_attr(n, "name"));
        const char *set = aa_source_text(c->source, aa_axml_plain_attr(n, "value"));
        if (name != NULL && set != NULL)
            use_element(c, element, aa_bytes_of(name, strlen(name)), aa_bytes_of(set, strlen(set)), NULL);
        for (size_t i = 0; i < sizeof widget_keys / sizeof widget_keys[0]; i++) {
            const char *value =
                strcmp(element, widget_keys[i].element) != 0
                    ? NULL
                    : aa_source_text(c->source, aa_axml_plain_attr(n, widget_keys[i].attribute));
            if (value != NULL)
                use_element(c, element, aa_bytes_none(), aa_bytes_of(value, strlen(value)), &widget_keys[i]);
        }
    }
    aa_axml_done(&axml);
}

static void read_text(aa_framework_collector *c, aa_bytes content)
{
    aa_markup m = {.source = content};
    aa_bytes name, value;
    while (!c->source->failed && aa_markup_next(&m)) {
        if (aa_markup_is(m.name, "preference") && aa_markup_get(&m, "name", &name) &&
            aa_markup_get(&m, "value", &value))
            use_element(c, "preference", name, value, NULL);
        for (size_t i = 0; i < sizeof widget_keys / sizeof widget_keys[0]; i++)
            if (aa_markup_is(m.name, widget_keys[i].element) &&
                aa_markup_get(&m, widget_keys[i].attribute, &value))
                use_element(c, widget_keys[i].element, aa_bytes_none(), value, &widget_keys[i]);
    }
}

bool aa_framework_read_config(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    (void)kind;
    if (content.n >= LOOKED_AT && aa_le16(content.p) == 0x0003) /* RES_XML_TYPE */
        read_binary(c, content);
    else
        read_text(c, content);
    return false;
}

/* ---- capacitor.config.json ---------------------------------------------------------------------------- */

static const json_t *member_at(const json_t *root, const char *group, const char *name)
{
    return json_object_get(group == NULL ? root : json_object_get(root, group), name);
}

static void add_switch(aa_framework_collector *c, const json_t *root, const char *group, const char *name,
                       aa_web_key key)
{
    if (!json_is_true(member_at(root, group, name)))
        return;
    const char *path = aa_arena_printf(c->source->arena, "%s/%s", group, name);
    c->source->failed = c->source->failed || path == NULL;
    add(c, key, "true", path);
}

static void add_json_text(aa_framework_collector *c, const json_t *value, aa_web_key key, const char *path)
{
    if (json_is_string(value))
        add(c, key, aa_framework_copy(c, aa_bytes_of(json_string_value(value), json_string_length(value))),
            path);
}

bool aa_framework_read_settings(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content)
{
    const aa_limits *limits = c->source->limits;
    const char *limit = content.n > limits->json_bytes                   ? "limit.json_bytes"
                        : aa_json_depth_of(content) > limits->json_depth ? "limit.json_depth"
                                                                         : NULL;
    json_t *root =
        limit != NULL ? NULL : json_loadb((const char *)content.p, content.n, JSON_ALLOW_NUL, NULL);
    (void)kind;
    if (root == NULL) {
        aa_notes_add(c->source->notes, AA_NOTE_GAP, limit != NULL ? limit : "framework.settings",
                     AA_NO_OFFSET, "%s", "");
        return false;
    }
    add_switch(c, root, "server", "cleartext", AA_WEB_CLEARTEXT);
    add_switch(c, root, "android", "allowMixedContent", AA_WEB_MIXED);
    add_switch(c, root, "android", "webContentsDebuggingEnabled", AA_WEB_DEBUG);
    add_switch(c, root, "ios", "webContentsDebuggingEnabled", AA_WEB_DEBUG);
    add_json_text(c, member_at(root, "server", "url"), AA_WEB_SERVER, "server/url");
    const json_t *allowed = member_at(root, "server", "allowNavigation");
    for (size_t i = 0; i < json_array_size(allowed); i++)
        add_json_text(c, json_array_get(allowed, i), AA_WEB_NAVIGATION, "server/allowNavigation");
    json_decref(root);
    return false;
}
