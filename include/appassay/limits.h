/*
 * Limits of one analysis. Every limit that is hit is written into the coverage ledger; none is silent.
 */
#ifndef APPASSAY_LIMITS_H
#define APPASSAY_LIMITS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All sizes are bytes. The defaults leave a wide margin over what 1,328 collected packages needed. */
typedef struct aa_limits {
    uint64_t file_bytes;   /* largest input file */
    uint64_t entries;      /* central-directory records of one archive */
    uint64_t entry_bytes;  /* inflated size of one archive member */
    uint64_t total_bytes;  /* inflated size of all members read in one analysis */
    uint32_t nesting;      /* archives inside archives */
    uint32_t nested_count; /* archives opened inside one input */
    uint32_t alert_ratio;  /* inflated to compressed bytes of a member that is called a bomb: real ones stay
                              under 20 */
    uint64_t alert_bytes;  /* inflated size from which the ratio is looked at */
    uint64_t axml_bytes;   /* one binary XML document */
    uint32_t axml_depth;   /* open elements */
    uint32_t axml_nodes;   /* elements and attributes of one document */
    uint64_t arsc_bytes;   /* one resource table */
    uint32_t arsc_entries; /* entries over all types and configurations */
    uint32_t reference_steps; /* references from one value to the next: AssetManager2 gives up after 20 */
    uint32_t style_parents; /* styles above one: the platform guards against cycles alone; real ones have less
                               than 10 */
    uint32_t dex_files;     /* DEX members of one app: the largest seen have 60 */
    uint64_t dex_bytes;     /* one DEX file: ART itself maps at most 4 GiB, real ones stay under 16 MiB */
    uint32_t dex_headers;   /* logical DEX files of one container (version 041) */
    uint32_t dex_string;    /* one string; a class file cannot hold a constant above 64 KiB */
    uint64_t dex_text;      /* all strings of one DEX file, which may overlap */
    uint32_t dex_method_units; /* 16-bit code units of one method; compilers stop at 64 Ki */
    uint64_t dex_work;  /* steps over the methods of one DEX file: code units, handlers, lines, values */
    uint32_t dex_depth; /* encoded arrays and annotations inside each other; at most 32 */
    uint64_t code_flow_steps; /* over one method while its values are followed: instructions, joins, copies */
    uint64_t code_flow_total; /* the same over all methods, for each thread */
    uint32_t
        code_decodes;     /* calls of the app's own decoders of texts that are run: one hides all its texts */
    uint32_t code_writes; /* calls that write to files, of which it is asked what they write and where */
    uint64_t plist_bytes; /* one property list or compiled nib */
    uint32_t plist_nodes; /* objects of one list; also the steps of whoever walks it */
    uint32_t plist_refs;  /* references to them from arrays, sets and dictionaries */
    uint32_t plist_depth; /* containers inside each other; CoreFoundation stops at 128 on iOS */
    uint64_t plist_text;  /* all texts and data of one list, which may overlap in a binary one */
    uint32_t macho_slices;      /* of one fat file: dyld reads at most 16 */
    uint32_t macho_commands;    /* load commands of one slice, in bytes */
    uint32_t macho_sections;    /* of one slice */
    uint32_t macho_symbols;     /* entries of one symbol table */
    uint32_t macho_imports;     /* of one slice */
    uint32_t macho_fixups;      /* places that dyld fills in, of one slice */
    uint32_t macho_trie_nodes;  /* of one exports trie */
    uint32_t macho_trie_depth;  /* nodes above one: a node takes at least a letter of a name */
    uint64_t macho_export_text; /* names of one exports trie, which share their beginnings */
    uint32_t objc_items;        /* classes, methods, variables, properties and references of one slice */
    uint64_t swift_text;        /* names built from the Swift metadata of one slice */
    uint32_t hermes_items;      /* functions, and strings, of one Hermes file */
    uint32_t elf_symbols;       /* dynamic symbols of one library; Chromium's has 20,000 */
    uint32_t elf_entries;       /* of one dynamic section; real ones have less than 100 */
    uint32_t elf_relocations;   /* of one library; Chromium has 600,000 */
    uint32_t der_depth;    /* values inside each other in DER that is read here: entitlements have 3 levels */
    uint32_t certificates; /* of one signature; chains have 2 to 4 */
    uint64_t certificate_bytes; /* one certificate; real ones have 1 to 3 KiB, and parsing grows with size */
    uint64_t signature_bytes;   /* one CMS message or v1 block: OpenSSL keeps some times as much in memory */
    uint64_t json_bytes;        /* one JSON document of the app's; real ones stay below 100 KB */
    uint32_t json_depth;        /* its arrays and objects inside each other */
    uint64_t library_bytes;     /* read of libraries and scripts in search of components */
    uint32_t framework_texts;   /* constant texts of one app that scripts and other programs inside it hold */
    uint32_t finding_repeats;   /* records of one kind kept per check; later ones are only counted */
    uint32_t note_repeats;      /* notes of one code kept per analysis; later ones are only counted */
    uint64_t report_bytes;      /* of all reports of one analysis; kept by who runs it in a process */
    uint64_t memory_bytes;      /* of a whole analysis, the files apart; kept by who runs it in a process */
    uint32_t seconds; /* of a whole analysis; likewise. Large apps take less than one minute of a core */
} aa_limits;

#define AA_LIMITS_INIT                                                                                       \
    {                                                                                                        \
        .file_bytes = UINT64_C(4) << 30, .entries = 200000, .entry_bytes = UINT64_C(512) << 20,              \
        .total_bytes = UINT64_C(4) << 30, .nesting = 4, .nested_count = 256, .alert_ratio = 200,             \
        .alert_bytes = UINT64_C(16) << 20, .axml_bytes = UINT64_C(64) << 20, .axml_depth = 256,              \
        .axml_nodes = 1000000, .arsc_bytes = UINT64_C(256) << 20, .arsc_entries = 10000000,                  \
        .reference_steps = 20, .style_parents = 64, .dex_files = 200, .dex_bytes = UINT64_C(256) << 20,      \
        .dex_headers = 200, .dex_string = UINT32_C(1) << 20, .dex_text = UINT64_C(512) << 20,                \
        .dex_method_units = 1000000, .dex_work = UINT64_C(256) << 20, .dex_depth = 32,                       \
        .code_flow_steps = UINT64_C(8) << 20, .code_flow_total = UINT64_C(512) << 20, .code_decodes = 2000,  \
        .code_writes = 4000, .plist_bytes = UINT64_C(64) << 20, .plist_nodes = 1000000,                      \
        .plist_refs = 4000000, .plist_depth = 128, .plist_text = UINT64_C(128) << 20, .macho_slices = 16,    \
        .macho_commands = UINT32_C(16) << 20, .macho_sections = 10000, .macho_symbols = 8000000,             \
        .macho_imports = 4000000, .macho_fixups = 16000000, .macho_trie_nodes = 5000000,                     \
        .macho_trie_depth = 128, .macho_export_text = UINT64_C(512) << 20, .objc_items = 4000000,            \
        .swift_text = UINT64_C(256) << 20, .hermes_items = 5000000, .elf_symbols = 1000000,                  \
        .elf_entries = 10000, .elf_relocations = 20000000, .der_depth = 64, .certificates = 64,              \
        .certificate_bytes = UINT64_C(64) << 10, .signature_bytes = UINT64_C(16) << 20,                      \
        .json_bytes = UINT64_C(16) << 20, .json_depth = 64, .library_bytes = UINT64_C(2) << 30,              \
        .framework_texts = 4000000, .finding_repeats = 1000, .note_repeats = 1000,                           \
        .report_bytes = UINT64_C(1) << 30, .memory_bytes = UINT64_C(2) << 30, .seconds = 300,                \
    }

#ifdef __cplusplus
}
#endif
#endif
