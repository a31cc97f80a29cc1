/*
 * Objective-C and Swift metadata of a Mach-O slice: classes, categories, protocols, methods with their code,
 * instance variables, references to selectors and classes, constant strings; Swift's types.
 *
 * Sources: objc4 runtime/objc-runtime-new.h, objc-abi.h; dyld common/ObjCVisitor; swift docs/ABI
 * TypeMetadata.rst, Mangling.rst, include/swift/ABI/Metadata.h.
 */
#ifndef AA_DECODE_OBJC_H
#define AA_DECODE_OBJC_H

#include "decode/macho.h"

#define AA_OBJC_NONE UINT32_MAX

typedef struct aa_objc_method {
    aa_bytes selector;
    aa_bytes types; /* encoding; empty: not said */
    uint64_t code;  /* address of the implementation; 0: none (protocols) */
    bool is_class;  /* a "+" method */
} aa_objc_method;

typedef struct aa_objc_ivar {
    aa_bytes name, type;
    uint64_t offset_address; /* of the variable that holds the offset */
    uint32_t offset;         /* as in the file */
} aa_objc_ivar;

typedef struct aa_objc_class {
    aa_bytes name;       /* as in the file; Swift classes mangled */
    aa_bytes superclass; /* name, of the app or imported; empty: a root or not readable */
    uint64_t address;    /* of the class object; categories: 0 */
    bool is_swift;
    bool is_category;              /* |name| is then the class it extends */
    const aa_objc_method *methods; /* of the class and of its metaclass */
    const aa_objc_ivar *ivars;
    const aa_bytes *protocols;  /* names */
    const aa_bytes *properties; /* "name\0attributes" is not kept: names only */
    uint32_t method_count, ivar_count, protocol_count, property_count;
} aa_objc_class;

typedef struct aa_objc_protocol {
    aa_bytes name;
    const aa_objc_method *methods;
    uint32_t method_count;
} aa_objc_protocol;

/* A pointer in memory that code loads to name a selector or class. */
typedef struct aa_objc_ref {
    uint64_t address; /* of the place */
    aa_bytes name;    /* selector; class name without "_OBJC_CLASS_$_" */
} aa_objc_ref;

typedef struct aa_swift_type {
    aa_bytes name;          /* of the type itself: "Keychain" */
    aa_bytes full_name;     /* "Module.Outer.Keychain" in the arena; generic arguments left out */
    uint64_t descriptor;    /* address of the context descriptor */
    uint8_t kind;           /* 16 class, 17 struct, 18 enum (ContextDescriptorKind) */
    const aa_bytes *fields; /* names */
    uint32_t field_count;
} aa_swift_type;

typedef struct aa_objc {
    const aa_objc_class *classes; /* in the order of __objc_classlist, then categories */
    size_t class_count;
    const aa_objc_protocol *protocols;
    size_t protocol_count;
    const aa_objc_ref *selectors; /* sorted by address: __objc_selrefs */
    const aa_objc_ref
        *class_refs; /* sorted by address: __objc_classrefs, __objc_superrefs; imports included */
    size_t selector_count, class_ref_count;
    aa_buckets selector_steps, class_ref_steps;
    const uint64_t *load_methods; /* addresses of +load, classes first, then categories */
    size_t load_count;
    const aa_swift_type *swift_types;
    size_t swift_type_count;
    const aa_bytes
        *swift_conformances; /* "Module.Type: Module.Protocol", in the arena, where both are named */
    size_t swift_conformance_count;
} aa_objc;

/*
 * Reads the metadata of |macho|. Names are views of the file; tables live in |arena|. Notes objc.* and
 * swift.* anomalies and gaps. Errors: AA_E_NOMEM only: what is damaged is left out with a gap.
 */
AA_NODISCARD aa_err aa_objc_read(aa_arena *arena, const aa_macho *macho, aa_notes *notes, aa_objc *out);

/* The selector or class named by the place |address|; empty: none. */
aa_bytes aa_objc_selector_at(const aa_objc *objc, uint64_t address);
aa_bytes aa_objc_class_ref_at(const aa_objc *objc, uint64_t address);

/*
 * A constant NSString or CFString object at |address|: its text as UTF-8 (UTF-16 texts are converted into
 * |arena|). False when there is none.
 */
bool aa_objc_string(aa_arena *arena, const aa_macho *macho, uint64_t address, aa_bytes *out);

/*
 * A mangled Swift name in readable form, as far as the checks need it: "CryptoKit.Insecure.MD5",
 * "Foundation.Data.write(to:options:)". NULL when it is no Swift name or not understood.
 */
const char *aa_swift_demangle(aa_arena *arena, aa_bytes mangled);

#endif
