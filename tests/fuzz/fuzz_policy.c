/* Reads one binary XML document as a network config, as backup rules and as a layout. */
#include <stdint.h>
#include <stdlib.h>

#include "facts/backup_rules.h"
#include "facts/layout_view.h"
#include "facts/network_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void check_network(aa_source *source, const aa_source_doc *doc)
{
    const aa_manifest manifest = {.min_sdk = 23, .target_sdk = 30, .debuggable = {.value = AA_YES}};
    bool differ = false;
    aa_network_policy variants[2] = {aa_network_parse(source, &manifest, doc, NULL),
                                     aa_network_default(source, &manifest)};
    aa_network_policy merged = aa_network_merge(source, variants, 2, &differ);
    require((variants[0].refusal == NULL) || variants[0].base.cleartext == AA_UNKNOWN);
    for (size_t i = 0; i < merged.domain_count; i++)
        require(merged.domains[i].domain != NULL);
    for (size_t i = 0; variants[0].refusal == NULL && i < variants[0].domain_count; i++) {
        const char *domain = variants[0].domains[i].domain;
        size_t n = strlen(domain);
        /* A dot at the end is taken from hosts alone, so that such a domain matches nothing. */
        require(n == 0 || domain[n - 1] == '.' ||
                strcmp(aa_network_policy_for(&variants[0], domain)->domain, domain) == 0);
    }
}

static void check_backup(aa_source *source, const aa_source_doc *doc)
{
    aa_backup_set sets[] = {aa_backup_read_full(source, doc),
                            aa_backup_read_section(source, doc, "cloud-backup"),
                            aa_backup_read_section(source, doc, "device-transfer")};
    for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
        bool covered = aa_backup_covers(&sets[i], "sharedpref", "token.xml");
        require(!covered || !sets[i].off);
        require(!aa_backup_covers(&sets[i], "root", "cache/x") || sets[i].has_include);
    }
}

static void check_layout(aa_source *source, const aa_source_doc *doc)
{
    aa_layout_reader reader = {.source = source,
                               .layouts = AA_VEC_INIT(aa_layout),
                               .fields = AA_VEC_INIT(aa_input_field),
                               .texts = AA_VEC_INIT(aa_text_view)};
    aa_layout_read(&reader, doc, NULL, 0);
    require(reader.layouts.count == 1 && reader.fields.count <= AA_MAX_INPUT_FIELDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const aa_limits limits = AA_LIMITS_INIT;
    aa_arena *arena = aa_arena_new();
    aa_arena *scratch = aa_arena_new();
    aa_notes notes;
    aa_part part = {.name = "a.apk"};
    aa_source_part source_part = {.part = &part, .artifact = "a.apk", .split = ""};
    aa_source_doc doc = {.part = &source_part, .member = "a.xml", .scratch = aa_arena_new()};
    require(arena != NULL && scratch != NULL && doc.scratch != NULL);
    aa_notes_init(&notes, arena, 100);
    aa_source source = {.arena = arena, .scratch = scratch, .limits = &limits, .notes = &notes};
    aa_err err = aa_axml_parse(doc.scratch, aa_bytes_of(data, size), &limits, &notes, &doc.axml);
    if (err == AA_OK && doc.axml.doc != NULL && xmlDocGetRootElement(doc.axml.doc) != NULL) {
        check_network(&source, &doc);
        check_backup(&source, &doc);
        check_layout(&source, &doc);
        require(aa_source_status(&source) == AA_OK);
    }
    aa_source_close(&doc);
    aa_arena_free(scratch);
    aa_arena_free(arena);
    return 0;
}
