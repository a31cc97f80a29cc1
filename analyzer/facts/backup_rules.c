#include "facts/backup_rules.h"
#include "facts/tree.h"

typedef struct reader {
    aa_source *source;
    const aa_source_doc *doc;
    aa_backup_set *set;
    aa_vec rules;  /* of aa_backup_rule */
    bool sections; /* <data-extraction-rules> */
} reader;

/* An exception in the platform's parser: it gives up and copies nothing. */
static void refuse(reader *r, const char *what)
{
    r->set->off = true;
    if (r->set->refusal == NULL)
        r->set->refusal = aa_source_copy(r->source, what);
}

static size_t attributes(const xmlNode *node)
{
    size_t n = 0;
    for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
        n++;
    return n;
}

/* getDirectoryForCriteriaDomain() */
static bool known_domain(const char *domain)
{
    static const char *const names[] = {
        "root",        "file",        "database",        "sharedpref",       "external",
        "device_root", "device_file", "device_database", "device_sharedpref"};
    for (size_t i = 0; domain != NULL && i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(domain, names[i]) == 0)
            return true;
    return false;
}

/* extractCanonicalFile() skips a rule whose path could climb. */
static bool plain_path(const char *path)
{
    return strstr(path, "..") == NULL && strstr(path, "//") == NULL;
}

static void skip_rule(reader *r, const xmlNode *node, const char *domain, const char *path)
{
    const char *detail = aa_arena_printf(r->source->arena, "%s %s", domain == NULL ? "" : domain, path);
    if (detail == NULL)
        r->source->failed = true;
    else
        aa_source_anomaly(r->source, "backup.rule_ignored", r->doc, aa_axml_origin_of(node).offset, detail);
}

/* parseIncludeExcludeTag() */
static void read_rule(reader *r, const xmlNode *node, bool include)
{
    const char *domain = aa_source_written(r->source, aa_axml_plain_attr(node, "domain"));
    const char *path = aa_source_written(r->source, aa_axml_plain_attr(node, "path"));
    path = path == NULL ? "" : path;
    if (!known_domain(domain) || !plain_path(path)) {
        skip_rule(r, node, domain, path);
        return;
    }
    aa_backup_rule *rule = aa_source_push(r->source, &r->rules);
    if (rule == NULL)
        return;
    rule->include = include;
    rule->domain = domain;
    rule->path = *path == '\0' ? "." : path;
    /* The newer dialect asks for flags once per section. */
    if (include && !r->sections)
        rule->require_flags = aa_source_written(r->source, aa_axml_plain_attr(node, "requireFlags"));
    rule->place = aa_source_place(r->source, r->doc, node, NULL);
    r->set->has_include |= include;
}

/* parseRules(), with what validateInnerTagContents() refuses. */
static void read_rules(reader *r, const xmlNode *top)
{
    for (const xmlNode *at = aa_tree_next(top, top); at != NULL && !r->source->failed;
         at = aa_tree_next(top, at)) {
        bool include = aa_source_is(at, "include");
        if (!include && !aa_source_is(at, "exclude"))
            refuse(r, (const char *)at->name);
        else if (attributes(at) > (include ? 3U : 2U))
            refuse(r, "attributes");
        else
            read_rule(r, at, include);
    }
}

static aa_backup_set finish(const reader *r)
{
    aa_backup_set set = *r->set;
    set.rules = r->rules.items;
    set.rule_count = r->rules.count;
    return set;
}

aa_backup_set aa_backup_read_full(aa_source *source, const aa_source_doc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc->axml.doc);
    aa_backup_set set = {.present = true};
    reader r = {.source = source, .doc = doc, .set = &set, .rules = AA_VEC_INIT(aa_backup_rule)};
    set.place = aa_source_place(source, doc, root, NULL);
    if (aa_source_is(root, "full-backup-content"))
        read_rules(&r, root);
    else
        refuse(&r, (const char *)root->name);
    return finish(&r);
}

/* parseRequiredTransportFlags(): the text has to be "true". */
static void read_encryption(reader *r, const xmlNode *section)
{
    const xmlAttr *attr = aa_axml_plain_attr(section, "disableIfNoEncryptionCapabilities");
    const char *text = aa_source_written(r->source, attr);
    if (text == NULL)
        return;
    bool asked = strcmp(text, "true") == 0;
    if (asked || !r->set->disable_if_no_encryption.declared)
        r->set->disable_if_no_encryption =
            (aa_flag){.value = asked ? AA_YES : AA_NO,
                      .declared = true,
                      .place = aa_source_place(r->source, r->doc, section, attr)};
}

aa_backup_set aa_backup_read_section(aa_source *source, const aa_source_doc *doc, const char *section)
{
    const xmlNode *root = xmlDocGetRootElement(doc->axml.doc);
    aa_backup_set set = {0};
    reader r = {
        .source = source, .doc = doc, .set = &set, .rules = AA_VEC_INIT(aa_backup_rule), .sections = true};
    if (!aa_source_is(root, "data-extraction-rules")) {
        refuse(&r, (const char *)root->name);
        return finish(&r);
    }
    const xmlNode *at = aa_tree_next(root, root);
    while (at != NULL && !source->failed) {
        if (!aa_source_is(at, section)) {
            at = aa_tree_next(root, at);
            continue;
        }
        if (!set.present)
            set.place = aa_source_place(source, doc, at, NULL);
        set.present = true;
        if (strcmp(section, "cloud-backup") == 0)
            read_encryption(&r, at);
        read_rules(&r, at);
        at = aa_tree_skip(root, at);
    }
    return finish(&r);
}
