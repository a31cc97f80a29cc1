#include "facts/network_config.h"
#include "facts/variants.h"

/* Android 7 is the first to read a network security config. */
#define FIRST_LEVEL 24

/* ApplicationConfig.getConfigForHostname() */
const aa_host_policy *aa_network_policy_for(const aa_network_policy *policy, const char *host)
{
    size_t length = strlen(host);
    if (length > 0 && host[length - 1] == '.')
        length--;
    if (length == 0)
        return &policy->base;
    const aa_host_policy *best = NULL;
    size_t best_length = 0;
    for (size_t i = 0; i < policy->domain_count; i++) {
        const aa_host_policy *entry = &policy->domains[i];
        size_t n = strlen(entry->domain);
        if (n > length || memcmp(host + (length - n), entry->domain, n) != 0)
            continue;
        if (n == length)
            return entry;
        bool longer = best == NULL || n > best_length;
        if (entry->include_subdomains && host[length - n - 1] == '.' && longer) {
            best = entry;
            best_length = n;
        }
    }
    return best == NULL ? &policy->base : best;
}

/* The id of the resource "<name of the config>_debug"; 0: there is none. */
static uint32_t debug_resource(aa_source *source, uint32_t config_id)
{
    const char *name = aa_source_resource_name(source, config_id);
    const char *slash = name == NULL ? NULL : strchr(name, '/');
    if (slash == NULL)
        return 0;
    const char *debug = aa_arena_printf(source->scratch, "%s_debug", slash + 1);
    if (debug == NULL) {
        source->failed = true;
        return 0;
    }
    for (size_t i = 0; i < source->part_count; i++) {
        uint32_t id = source->parts[i].arsc == NULL ? 0 : aa_arsc_find(source->parts[i].arsc, "xml", debug);
        if (id != 0)
            return id;
    }
    return 0;
}

/* Opens the debug resource of a debuggable app. False: there is none that can be read. */
static bool open_debug(aa_source *source, const aa_manifest *manifest, aa_source_doc *out)
{
    if (manifest->debuggable.value != AA_YES)
        return false;
    uint32_t id = debug_resource(source, manifest->network_config_id);
    const aa_source_file *files = NULL;
    if (id == 0 || aa_source_files(source, id, &files) == 0)
        return false;
    return aa_variants_open(source, AA_AREA_NETWORK_CONFIG, &files[0], out);
}

static void report_refusal(aa_source *source, const aa_source_file *file, const aa_network_policy *policy)
{
    if (policy->refusal != NULL)
        aa_source_gap(source, AA_AREA_NETWORK_CONFIG, AA_GAP_INPUT, "nsc.invalid", file->part, file->member,
                      policy->refusal);
}

/* Reads every variant that can be read into |out|; how many those are. */
static size_t read_variants(aa_source *source, const aa_manifest *manifest, const aa_source_file *files,
                            size_t count, aa_network_policy *out)
{
    aa_source_doc debug = {0};
    bool has_debug = open_debug(source, manifest, &debug);
    size_t n = 0;
    for (size_t i = 0; i < count && !source->failed; i++) {
        aa_source_doc doc;
        if (!aa_variants_open(source, AA_AREA_NETWORK_CONFIG, &files[i], &doc))
            continue;
        out[n] = aa_network_parse(source, manifest, &doc, has_debug ? &debug : NULL);
        report_refusal(source, &files[i], &out[n]);
        n++;
        aa_source_close(&doc);
    }
    if (has_debug)
        aa_source_close(&debug);
    return n;
}

static void report_difference(aa_source *source, const aa_source_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const aa_source_doc doc = {.part = files[i].part, .member = files[i].member};
        aa_source_anomaly(source, "nsc.variants_differ", &doc, AA_NO_OFFSET, "");
    }
}

/* What cannot be read may say anything about any host. */
static void forget_cleartext(aa_source *source, aa_network_policy *policy)
{
    aa_host_policy *domains = aa_arena_array(source->arena, policy->domain_count, sizeof(*domains));
    if (domains == NULL) {
        source->failed = true;
        return;
    }
    for (size_t i = 0; i < policy->domain_count; i++) {
        domains[i] = policy->domains[i];
        domains[i].cleartext = AA_UNKNOWN;
    }
    policy->domains = domains;
    policy->base.cleartext = AA_UNKNOWN;
}

aa_err aa_collect_network(aa_source *source, aa_facts *facts)
{
    const aa_manifest *manifest = &facts->manifest;
    facts->network = aa_network_default(source, manifest);
    if (manifest->network_config_id == 0)
        return aa_source_status(source);
    const aa_source_file *files = NULL;
    int floor = manifest->min_sdk > FIRST_LEVEL ? manifest->min_sdk : FIRST_LEVEL;
    size_t count = aa_variants_of(source, manifest->network_config_id, floor, &files);
    aa_network_policy *variants = aa_arena_array(source->scratch, count, sizeof(*variants));
    if (variants == NULL)
        return AA_E_NOMEM;
    if (count == 0)
        aa_source_gap(source, AA_AREA_NETWORK_CONFIG, AA_GAP_INPUT, "nsc.missing", NULL, NULL,
                      aa_source_resource_name(source, manifest->network_config_id));
    size_t read = read_variants(source, manifest, files, count, variants);
    bool differ = false;
    if (read > 0) {
        aa_source_mark(source, AA_AREA_NETWORK_CONFIG, AA_AREA_READ);
        facts->network = aa_network_merge(source, variants, read, &differ);
    }
    if (differ)
        report_difference(source, files, count);
    if (read < count || count == 0)
        forget_cleartext(source, &facts->network);
    facts->network.config_place = read > 0 ? facts->network.config_place : manifest->network_config_place;
    return aa_source_status(source);
}
