#include "facts/network_config.h"

#include "facts/text.h"
#include "facts/tree.h"

#include <stdlib.h>

/* First API levels: NetworkSecurityConfig.getDefaultBuilder() compares with P and M. */
#define API_M 23
#define API_N 24
#define API_P 28

typedef enum config_kind { PLATFORM_DEFAULT, BASE_CONFIG, DOMAIN_CONFIG, DEBUG_OVERRIDES } config_kind;

/* NetworkSecurityConfig.Builder. */
typedef struct config {
    config_kind kind;
    struct config *parent;
    const xmlNode *node;
    aa_place place;
    bool cleartext_set;
    aa_tri cleartext;
    aa_place cleartext_place;
    bool anchors_set;
    aa_vec anchors; /* of aa_trust_anchor */
    bool pins_set;
    aa_pin_set pins;
} config;

typedef struct named_domain {
    const char *name;
    bool include_subdomains;
    const config *owner;
    aa_place place;
} named_domain;

typedef struct parser {
    aa_source *source;
    const aa_source_doc *doc; /* now being read */
    const aa_manifest *manifest;
    aa_vec configs; /* of config *: every domain-config, parents first */
    aa_vec domains; /* of named_domain, in document order */
    config *base;
    config *debug;
    const char *refusal; /* first reason why the platform throws, or NULL */
} parser;

static void refuse(parser *p, const char *what, const char *text)
{
    if (p->refusal != NULL)
        return;
    p->refusal = aa_arena_printf(p->source->arena, "%s: %s", what, text);
    if (p->refusal == NULL)
        p->source->failed = true;
}

static config *new_config(parser *p, config_kind kind, config *parent, const xmlNode *node)
{
    config *made = aa_arena_alloc(p->source->arena, sizeof(*made));
    if (made == NULL) {
        p->source->failed = true;
        return NULL;
    }
    *made = (config){.kind = kind, .parent = parent, .node = node, .anchors = AA_VEC_INIT(aa_trust_anchor)};
    return made;
}

/* parseConfigEntry() looks at attribute names alone, whatever their namespace. */
static void read_cleartext(parser *p, config *c)
{
    for (const xmlAttr *attr = c->node->properties; attr != NULL; attr = attr->next) {
        if (strcmp((const char *)attr->name, "cleartextTrafficPermitted") != 0)
            continue;
        c->cleartext_set = true;
        c->cleartext = aa_tree_bool(attr, true) ? AA_YES : AA_NO;
        c->cleartext_place = aa_source_place(p->source, p->doc, c->node, attr);
    }
}

/* A resource as "@raw/my_ca". */
static const char *resource_text(parser *p, uint32_t id)
{
    const char *type = NULL;
    const char *name = aa_text_entry(p->source, id, &type);
    const char *text = name != NULL && type != NULL
                           ? aa_arena_printf(p->source->arena, "@%s/%s", type, name)
                           : aa_arena_printf(p->source->arena, "@0x%08x", (unsigned)id);
    if (text == NULL)
        p->source->failed = true;
    return text;
}

static void read_certificates(parser *p, config *c, const xmlNode *node)
{
    const xmlAttr *src = aa_axml_plain_attr(node, "src");
    const char *text = aa_source_written(p->source, src);
    uint32_t id = src == NULL ? 0 : aa_source_reference(src);
    aa_trust_anchor anchor = {.source = AA_ANCHOR_RAW};
    if (id != 0) {
        anchor.resource = resource_text(p, id);
    } else if (text != NULL && strcmp(text, "system") == 0) {
        anchor.source = AA_ANCHOR_SYSTEM;
    } else if (text != NULL && strcmp(text, "user") == 0) {
        anchor.source = AA_ANCHOR_USER;
    } else if (text != NULL && strcmp(text, "wfa") == 0) {
        anchor.resource = "wfa"; /* WfaCertificateSource: roots for Wi-Fi provisioning, since Android 11 */
    } else {
        refuse(p, "certificates src", text == NULL ? "" : text);
        return;
    }
    anchor.override_pins = aa_tree_bool(aa_axml_plain_attr(node, "overridePins"), c->kind == DEBUG_OVERRIDES);
    anchor.place = aa_source_place(p->source, p->doc, node, NULL);
    aa_trust_anchor *kept = aa_source_push(p->source, &c->anchors);
    if (kept != NULL)
        *kept = anchor;
}

static void read_anchors(parser *p, config *c, const xmlNode *node)
{
    if (c->anchors_set)
        refuse(p, "second element", "trust-anchors");
    c->anchors_set = true;
    for (const xmlNode *at = aa_source_child(node, "certificates"); at != NULL;
         at = aa_source_next(at, "certificates"))
        read_certificates(p, c, at);
}

static void read_pin_set(parser *p, config *c, const xmlNode *node)
{
    if (c->kind != DOMAIN_CONFIG) {
        refuse(p, "misplaced element", "pin-set");
        return;
    }
    if (c->pins_set)
        refuse(p, "second element", "pin-set");
    c->pins_set = true;
    c->pins = aa_pin_set_read(p->source, p->doc, node);
    if (c->pins.fault != NULL)
        refuse(p, c->pins.fault, c->pins.fault_text);
}

/* trim() and toLowerCase(Locale.US) */
static const char *normal_domain(parser *p, const char *text)
{
    size_t n = strlen(text);
    while (n > 0 && (unsigned char)text[n - 1] <= ' ')
        n--;
    for (; n > 0 && (unsigned char)*text <= ' '; n--)
        text++;
    char *name = aa_arena_strndup(p->source->arena, text, n);
    if (name == NULL) {
        p->source->failed = true;
        return NULL;
    }
    for (char *at = name; *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return name;
}

static void read_domain(parser *p, config *c, const xmlNode *node)
{
    if (c->kind != DOMAIN_CONFIG) {
        refuse(p, "misplaced element", "domain");
        return;
    }
    const char *text = aa_tree_text(node);
    if (text == NULL) {
        refuse(p, "domain without name", "");
        return;
    }
    const char *name = normal_domain(p, text);
    named_domain *domain = aa_source_push(p->source, &p->domains);
    if (name == NULL || domain == NULL)
        return;
    domain->name = name;
    domain->include_subdomains = aa_tree_bool(aa_axml_plain_attr(node, "includeSubdomains"), false);
    domain->owner = c;
    domain->place = aa_source_place(p->source, p->doc, node, NULL);
}

static config *open_config(parser *p, config_kind kind, config *parent, const xmlNode *node)
{
    config *c = new_config(p, kind, parent, node);
    if (c == NULL)
        return NULL;
    c->place = aa_source_place(p->source, p->doc, node, NULL);
    read_cleartext(p, c);
    if (kind == DOMAIN_CONFIG) {
        config **kept = aa_source_push(p->source, &p->configs);
        if (kept == NULL)
            return NULL;
        *kept = c;
    }
    if (kind == DOMAIN_CONFIG && aa_source_child(node, "domain") == NULL)
        refuse(p, "domain-config without domain", "");
    return c;
}

/* Reads |at|, a child of |c|. Answers the config to go on inside of, or NULL. */
static config *read_entry(parser *p, config *c, const xmlNode *at)
{
    if (aa_source_is(at, "domain")) {
        read_domain(p, c, at);
    } else if (aa_source_is(at, "trust-anchors")) {
        read_anchors(p, c, at);
    } else if (aa_source_is(at, "pin-set")) {
        read_pin_set(p, c, at);
    } else if (aa_source_is(at, "domain-config")) {
        if (c->kind == DOMAIN_CONFIG)
            return open_config(p, DOMAIN_CONFIG, c, at);
        refuse(p, "misplaced element", "domain-config");
    } else if (aa_source_is(at, "certificateTransparency") && c->kind == DEBUG_OVERRIDES) {
        refuse(p, "misplaced element", "certificateTransparency");
    }
    return NULL;
}

/* parseConfigEntry() with all nested domain-configs. */
static config *read_config(parser *p, config_kind kind, const xmlNode *node)
{
    config *top = open_config(p, kind, NULL, node);
    config *c = top;
    const xmlNode *at = aa_source_child(node, NULL);
    while (at != NULL && top != NULL && !p->source->failed) {
        while (c->node != at->parent)
            c = c->parent;
        config *inner = read_entry(p, c, at);
        c = inner == NULL ? c : inner;
        at = inner != NULL ? aa_tree_next(node, at) : aa_tree_skip(node, at);
    }
    return top;
}

/* A release build does not look inside: nothing there can make the platform refuse the config. */
static void read_debug_overrides(parser *p, const xmlNode *node)
{
    const char *refusal = p->refusal;
    config *debug = read_config(p, DEBUG_OVERRIDES, node);
    if (p->manifest->debuggable.value != AA_YES)
        p->refusal = refusal;
    if (p->debug == NULL)
        p->debug = debug;
}

static void read_document(parser *p, const xmlNode *root)
{
    if (!aa_source_is(root, "network-security-config")) {
        refuse(p, "root element", (const char *)root->name);
        return;
    }
    for (const xmlNode *at = aa_source_child(root, NULL); at != NULL && !p->source->failed;
         at = aa_source_next(at, NULL)) {
        if (aa_source_is(at, "base-config")) {
            if (p->base != NULL)
                refuse(p, "second element", "base-config");
            p->base = read_config(p, BASE_CONFIG, at);
        } else if (aa_source_is(at, "domain-config")) {
            read_config(p, DOMAIN_CONFIG, at);
        } else if (aa_source_is(at, "debug-overrides")) {
            if (p->debug != NULL)
                refuse(p, "second element", "debug-overrides");
            read_debug_overrides(p, at);
        }
    }
}

/* parseDebugOverridesResource() */
static void read_debug_document(parser *p, const aa_source_doc *debug)
{
    const xmlNode *root = xmlDocGetRootElement(debug->axml.doc);
    if (root == NULL)
        return;
    const aa_source_doc *before = p->doc;
    p->doc = debug;
    const xmlNode *node = aa_source_child(root, "debug-overrides");
    if (!aa_source_is(root, "network-security-config"))
        refuse(p, "root element", (const char *)root->name);
    else if (node != NULL && aa_source_next(node, "debug-overrides") != NULL)
        refuse(p, "second element", "debug-overrides");
    else if (node != NULL)
        read_debug_overrides(p, node);
    p->doc = before;
}

/* ---- defaults ------------------------------------------------------------------------------------- */

static aa_place default_place(const aa_manifest *manifest)
{
    return manifest->target_sdk_declared ? manifest->target_sdk_place : manifest->application_place;
}

static void add_store(aa_source *source, aa_vec *anchors, aa_anchor_source store, aa_place place)
{
    aa_trust_anchor *anchor = aa_source_push(source, anchors);
    if (anchor != NULL)
        *anchor = (aa_trust_anchor){.source = store, .place = place};
}

/* getDefaultBuilder() */
static config *platform_default(parser *p)
{
    config *c = new_config(p, PLATFORM_DEFAULT, NULL, NULL);
    if (c == NULL)
        return NULL;
    aa_place place = default_place(p->manifest);
    c->cleartext_set = true;
    c->cleartext = p->manifest->target_sdk < API_P ? AA_YES : AA_NO;
    c->cleartext_place = place;
    c->anchors_set = true;
    add_store(p->source, &c->anchors, AA_ANCHOR_SYSTEM, place);
    if (p->manifest->target_sdk <= API_M)
        add_store(p->source, &c->anchors, AA_ANCHOR_USER, place);
    return c;
}

/*
 * Where a config is not read. Android 6 knows the flag only; older ones permit cleartext whatever the
 * app says, and all of them trust the user's authorities. The flag's default was "true" before Android 9
 * (PackageParser.parseBaseApplication), whatever the target.
 */
static aa_host_policy legacy_policy(aa_source *source, const aa_manifest *manifest)
{
    aa_place place = default_place(manifest);
    aa_vec anchors = AA_VEC_INIT(aa_trust_anchor);
    add_store(source, &anchors, AA_ANCHOR_SYSTEM, place);
    add_store(source, &anchors, AA_ANCHOR_USER, place);
    aa_host_policy legacy = {.include_subdomains = true,
                             .anchors_inherited = true,
                             .anchors = anchors.items,
                             .anchor_count = anchors.count,
                             .pins_inherited = true,
                             .pin_expiration_day = INT64_MIN,
                             .cleartext_place = manifest->min_sdk_declared ? manifest->min_sdk_place
                                                                           : manifest->application_place,
                             .cleartext_inherited = true,
                             .cleartext_by_default = true,
                             .cleartext = AA_YES,
                             .place = manifest->application_place};
    if (manifest->min_sdk >= API_M && manifest->uses_cleartext.declared) {
        legacy.cleartext = manifest->uses_cleartext.value;
        legacy.cleartext_place = manifest->uses_cleartext.place;
        legacy.cleartext_inherited = legacy.cleartext_by_default = false;
    } else if (manifest->min_sdk >= API_N) {
        legacy.cleartext = manifest->target_sdk < API_P ? AA_YES : AA_NO;
        legacy.cleartext_place = place;
    }
    return legacy;
}

/* ---- effective values ------------------------------------------------------------------------------- */

static void inherit_cleartext(const config *c, aa_host_policy *out)
{
    const config *from = c;
    while (!from->cleartext_set && from->parent != NULL)
        from = from->parent;
    out->cleartext = from->cleartext;
    out->cleartext_inherited = from != c;
    out->cleartext_by_default = from->kind == PLATFORM_DEFAULT;
    out->cleartext_place = from->cleartext_place;
}

static void inherit_anchors(const config *c, aa_host_policy *out)
{
    const config *from = c;
    while (!from->anchors_set && from->parent != NULL)
        from = from->parent;
    out->anchors = from->anchors.items;
    out->anchor_count = from->anchors.count;
    out->anchors_inherited = from != c;
}

static void inherit_pins(const config *c, aa_host_policy *out)
{
    const config *from = c;
    while (!from->pins_set && from->parent != NULL)
        from = from->parent;
    out->pins = from->pins.pins;
    out->pin_count = from->pins.count;
    out->pins_inherited = from != c;
    out->pin_expiration = from->pins.expiration;
    out->pin_expiration_day = from->pins_set ? from->pins.expiration_day : INT64_MIN;
}

static aa_host_policy build(const config *c)
{
    aa_host_policy policy = {.include_subdomains = true};
    inherit_cleartext(c, &policy);
    inherit_anchors(c, &policy);
    inherit_pins(c, &policy);
    return policy;
}

/* addDebugAnchorsIfNeeded() */
static void add_debug_anchors(parser *p, config *c)
{
    if (p->debug == NULL || !p->debug->anchors_set || !c->anchors_set)
        return;
    const aa_trust_anchor *anchors = p->debug->anchors.items;
    for (size_t i = 0; i < p->debug->anchors.count; i++) {
        aa_trust_anchor *copy = aa_source_push(p->source, &c->anchors);
        if (copy == NULL)
            return;
        *copy = anchors[i];
    }
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a;
    const char *const *y = b;
    return strcmp(*x, *y);
}

static void refuse_duplicates(parser *p)
{
    const named_domain *domains = p->domains.items;
    size_t count = p->domains.count;
    const char **names = aa_arena_array(p->source->scratch, count, sizeof(*names));
    if (names == NULL) {
        p->source->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        names[i] = domains[i].name;
    if (count > 1)
        qsort(names, count, sizeof(*names), by_name);
    for (size_t i = 1; i < count; i++)
        if (strcmp(names[i - 1], names[i]) == 0)
            refuse(p, "domain twice", names[i]);
}

static void build_domains(parser *p, aa_network_policy *out)
{
    const named_domain *domains = p->domains.items;
    aa_host_policy *built = aa_arena_array(p->source->arena, p->domains.count, sizeof(*built));
    if (built == NULL) {
        p->source->failed = true;
        return;
    }
    for (size_t i = 0; i < p->domains.count; i++) {
        built[i] = build(domains[i].owner);
        built[i].domain = domains[i].name;
        built[i].include_subdomains = domains[i].include_subdomains;
        built[i].place = domains[i].place;
        if (p->refusal != NULL)
            built[i].cleartext = AA_UNKNOWN;
    }
    out->domains = built;
    out->domain_count = p->domains.count;
}

static void build_debug(const parser *p, aa_network_policy *out)
{
    if (p->debug == NULL)
        return;
    out->has_debug_overrides = true;
    out->debug_overrides_place = p->debug->place;
    out->debug_anchors = p->debug->anchors.items;
    out->debug_anchor_count = p->debug->anchors.count;
}

/* The second half of parseNetworkSecurityConfig(): parents, debug anchors, one policy per domain. */
static void build_policy(parser *p, aa_network_policy *out)
{
    config *fallback = platform_default(p);
    if (fallback == NULL)
        return;
    config *base = p->base == NULL ? fallback : p->base;
    bool debuggable = p->manifest->debuggable.value == AA_YES;
    if (p->base != NULL)
        base->parent = fallback;
    if (debuggable)
        add_debug_anchors(p, fallback);
    if (debuggable && p->base != NULL)
        add_debug_anchors(p, base);
    config **configs = p->configs.items;
    for (size_t i = 0; i < p->configs.count; i++) {
        if (configs[i]->parent == NULL)
            configs[i]->parent = base;
        if (debuggable)
            add_debug_anchors(p, configs[i]);
    }
    refuse_duplicates(p);
    out->base = build(base);
    out->base.place = p->base == NULL ? out->config_place : p->base->place;
    if (p->refusal != NULL)
        out->base.cleartext = AA_UNKNOWN;
    build_domains(p, out);
    build_debug(p, out);
    out->refusal = p->refusal;
}

aa_network_policy aa_network_default(aa_source *source, const aa_manifest *manifest)
{
    aa_network_policy out = {.applies_since_24 = manifest->min_sdk >= API_N};
    parser p = {.source = source, .manifest = manifest};
    config *c = platform_default(&p);
    if (c == NULL)
        return out;
    out.base = build(c);
    out.base.cleartext_inherited = out.base.anchors_inherited = out.base.pins_inherited = true;
    out.base.place = manifest->application_place;
    if (manifest->uses_cleartext.declared) {
        out.base.cleartext = manifest->uses_cleartext.value;
        out.base.cleartext_place = manifest->uses_cleartext.place;
        out.base.cleartext_inherited = out.base.cleartext_by_default = false;
    }
    out.legacy = legacy_policy(source, manifest);
    return out;
}

aa_network_policy aa_network_parse(aa_source *source, const aa_manifest *manifest,
                                   const aa_source_doc *config_doc, const aa_source_doc *debug)
{
    aa_network_policy out = {.has_config = true, .applies_since_24 = manifest->min_sdk >= API_N};
    const xmlNode *root = xmlDocGetRootElement(config_doc->axml.doc);
    parser p = {.source = source,
                .doc = config_doc,
                .manifest = manifest,
                .configs = AA_VEC_INIT(config *),
                .domains = AA_VEC_INIT(named_domain)};
    out.config_place = aa_source_place(source, config_doc, root, NULL);
    read_document(&p, root);
    if (p.debug == NULL && debug != NULL && manifest->debuggable.value == AA_YES)
        read_debug_document(&p, debug);
    build_policy(&p, &out);
    out.legacy = legacy_policy(source, manifest);
    return out;
}
