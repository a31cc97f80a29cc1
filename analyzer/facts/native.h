/*
 * Native libraries of an Android app: how each is hardened, who made it, and what its AArch64 code calls.
 */
#ifndef AA_FACTS_NATIVE_H
#define AA_FACTS_NATIVE_H

#include "decode/elf_guards.h"
#include "facts/facts.h"

/* What compiled it, by what compilers leave: decides what may be missing. */
typedef enum aa_toolchain {
    AA_TOOLCHAIN_UNKNOWN,
    AA_TOOLCHAIN_CLANG,
    AA_TOOLCHAIN_GCC,
    AA_TOOLCHAIN_RUST,
    AA_TOOLCHAIN_GO,
    AA_TOOLCHAIN_DART,
    AA_TOOLCHAIN_SWIFT,
    AA_TOOLCHAIN_MONO, /* code of .NET compiled ahead of time */
} aa_toolchain;

/* What an argument of a call is. */
typedef struct aa_native_argument {
    bool known; /* it is |number| */
    int64_t number;
    const char *text; /* constant text that it points at; NULL: none */
} aa_native_argument;

#define AA_NATIVE_ARGUMENTS 3

/* A call of an imported function, in AArch64 code. */
typedef struct aa_native_call {
    const char *function; /* "ptrace" */
    uint64_t at;          /* address */
    aa_native_argument arguments[AA_NATIVE_ARGUMENTS];
    bool stack; /* one of the first two arguments is an address in the stack frame */
} aa_native_call;

typedef struct aa_native {
    const char *artifact, *member, *abi; /* "arm64-v8a" */
    const char *name;                    /* "libx.so" */
    uint64_t size;                       /* bytes */
    bool readable;                       /* the headers; else nothing below is known */
    bool program;                        /* no library: ET_EXEC, or with an interpreter */
    bool fixed_address;                  /* ET_EXEC */
    aa_elf_guards guards;
    bool writable_code;
    bool canary;        /* __stack_chk_fail is imported or defined */
    bool fills_stack;   /* an AArch64 call hands a buffer on the stack to a function that fills it */
    const char *filler; /* that function; NULL */
    size_t fortified, unfortified; /* imported functions that have the other form */
    const char *first_unfortified; /* NULL */
    uint64_t least_align;          /* of its segments, bytes; 0: none */
    bool is64;
    bool source_paths;
    const char *source_path;                      /* the first; NULL */
    const char *rpath, *build_id, *ndk, *comment; /* of each NULL: none */
    uint32_t api;                                 /* the oldest Android it is built for; 0: not said */
    aa_toolchain toolchain;
    const char *vendor; /* who can fix it, when that is not the app's provider; NULL: nobody known */
    size_t jni_exports; /* Java_* */
    bool on_load;       /* JNI_OnLoad */
    bool registers_natives;
    const char *const *needed;
    size_t needed_count;
    const aa_native_call *calls; /* of functions that checks ask for, in address order */
    size_t call_count;
    bool calls_read;            /* the code was looked at: AArch64 */
    const char *const *imports; /* functions among those whose calls are kept, in table order */
    size_t import_count;
    const char *tls;  /* function of another library that makes a TLS connection and that is imported, or the
                         text by which a copy of libcurl inside names itself; NULL: neither */
    size_t first_abi; /* index of the first library of this name: each is for another processor */
    size_t next_abi;  /* of the next; SIZE_MAX: none */
    const char *const
        *texts; /* constant texts that checks ask for (checks/data/native-texts.tsv), each once */
    size_t text_count;
    bool syscalls; /* svc instructions outside libc */
    aa_place place;
} aa_native;

typedef struct aa_natives {
    const aa_native *items; /* in archive order */
    size_t count;
} aa_natives;

/* Who makes native libraries of that file name ("libflutter.so"); no bytes: nobody known. Static storage. */
aa_bytes aa_native_vendor(const char *name);
/* "clang", "gcc", ... Static storage. */
const char *aa_toolchain_name(aa_toolchain toolchain);
/* True when C and C++ rules about buffers apply. */
bool aa_toolchain_is_c(aa_toolchain toolchain);
/* True when |native| imports |function|, one of those whose calls are kept. */
bool aa_native_imports(const aa_native *native, const char *function);
/* A constant text of |native| that holds |part|, or NULL. */
const char *aa_native_text(const aa_native *native, const char *part);

#endif
