#include "cli/limits.h"

#include <string.h>

#define ROW(member, text)                                                                                    \
    {                                                                                                        \
#member, offsetof(aa_limits, member), sizeof(((aa_limits *)NULL)->member), text                      \
    }

static const aa_limit limits[] = {
    ROW(file_bytes, "largest input file"),
    ROW(entries, "central-directory records of one archive"),
    ROW(entry_bytes, "inflated size of one archive member"),
    ROW(total_bytes, "inflated size of all members read in one analysis"),
    ROW(nesting, "archives inside archives, in levels"),
    ROW(nested_count, "archives opened inside one input"),
    ROW(alert_ratio, "inflated to compressed bytes of a member that is called a bomb"),
    ROW(alert_bytes, "inflated size from which that ratio is looked at"),
    ROW(axml_bytes, "one binary XML document"),
    ROW(axml_depth, "open elements of one document"),
    ROW(axml_nodes, "elements and attributes of one document"),
    ROW(arsc_bytes, "one resource table"),
    ROW(arsc_entries, "entries of one table over all types and configurations"),
    ROW(reference_steps, "references from one resource to the next: the platform gives up after 20"),
    ROW(style_parents, "styles above one"),
    ROW(dex_files, "DEX members of one app"),
    ROW(dex_bytes, "one DEX file: ART itself maps at most 4 GiB, real ones stay under 16 MiB"),
    ROW(dex_headers, "logical DEX files of one container (version 041)"),
    ROW(dex_string, "one string"),
    ROW(dex_text, "all strings of one DEX file, which may overlap"),
    ROW(dex_method_units, "16-bit code units of one method"),
    ROW(dex_work, "steps over the methods of one DEX file: code units, handlers, lines, values"),
    ROW(dex_depth, "encoded arrays and annotations inside each other"),
    ROW(code_flow_steps, "over one method while its values are followed: instructions, joins, copies"),
    ROW(code_flow_total, "the same over all methods, for each thread"),
    ROW(code_decodes, "calls of the app's own decoders of texts that are run on what they are given"),
    ROW(code_writes, "calls that write to files, of which it is asked what they write and where"),
    ROW(plist_bytes, "one property list or compiled nib"),
    ROW(plist_nodes, "objects of one list"),
    ROW(plist_refs, "references to objects of one list from arrays, sets and dictionaries"),
    ROW(plist_depth, "containers inside each other"),
    ROW(plist_text, "all texts and data of one list, which may overlap in a binary one"),
    ROW(macho_slices, "slices of one fat file: dyld reads at most 16"),
    ROW(macho_commands, "load commands of one slice, in bytes"),
    ROW(macho_sections, "sections of one slice"),
    ROW(macho_symbols, "entries of one symbol table"),
    ROW(macho_imports, "imports of one slice"),
    ROW(macho_fixups, "places that dyld fills in, of one slice"),
    ROW(macho_trie_nodes, "of one exports trie"),
    ROW(macho_trie_depth, "nodes of an exports trie above one"),
    ROW(macho_export_text, "names of one exports trie, which share their beginnings"),
    ROW(objc_items, "classes, methods, variables, properties and references of one slice"),
    ROW(swift_text, "names built from the Swift metadata of one slice"),
    ROW(hermes_items, "functions, and strings, of one Hermes file"),
    ROW(library_bytes, "read of libraries and scripts in search of components"),
    ROW(framework_texts, "constant texts of one app that scripts and other programs inside it hold"),
    ROW(elf_symbols, "dynamic symbols of one library"),
    ROW(elf_entries, "entries of one dynamic section"),
    ROW(elf_relocations, "relocations of one library"),
    ROW(der_depth, "values inside each other in DER, of entitlements"),
    ROW(certificates, "certificates of one signature"),
    ROW(certificate_bytes, "one certificate"),
    ROW(signature_bytes, "one CMS message or v1 signature block"),
    ROW(json_bytes, "one JSON document of the app"),
    ROW(json_depth, "its arrays and objects inside each other"),
    ROW(finding_repeats, "records of one kind kept per check"),
    ROW(note_repeats, "notes of one code kept per analysis"),
    ROW(memory_bytes, "memory of a whole analysis, the files apart"),
    ROW(report_bytes, "all reports of a whole analysis"),
    ROW(seconds, "time of a whole analysis"),
};

const aa_limit *aa_limit_at(size_t index)
{
    return index < sizeof limits / sizeof *limits ? &limits[index] : NULL;
}

uint64_t aa_limit_get(const aa_limits *all, const aa_limit *limit)
{
    uint32_t narrow = 0;
    uint64_t wide = 0;
    if (limit->size == sizeof narrow) {
        memcpy(&narrow, (const char *)all + limit->offset, sizeof narrow);
        return narrow;
    }
    memcpy(&wide, (const char *)all + limit->offset, sizeof wide);
    return wide;
}

bool aa_limit_set(aa_limits *all, const aa_limit *limit, uint64_t value)
{
    uint32_t narrow = (uint32_t)value;
    if (limit->size == sizeof narrow && value > UINT32_MAX)
        return false;
    if (limit->size == sizeof narrow)
        memcpy((char *)all + limit->offset, &narrow, sizeof narrow);
    else
        memcpy((char *)all + limit->offset, &value, sizeof value);
    return true;
}
