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

/* A call of an imported function, in AArch64 code. */
typedef struct aa_native_call {
    const char *function; /* "ptrace" */
    uint64_t at;          /* address */
    bool has_first;       /* the first argument is the number |first| */
    int64_t first;
    const char *text; /* the first of the first two arguments that is a constant text; NULL: none */
    bool stack;       /* one of the first two arguments is an address in the stack frame */
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
    bool calls_read; /* the code was looked at: AArch64 */
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

/* "clang", "gcc", ... Static storage. */
const char *aa_toolchain_name(aa_toolchain toolchain);
/* True when C and C++ rules about buffers apply. */
bool aa_toolchain_is_c(aa_toolchain toolchain);
/* A constant text of |native| that holds |part|, or NULL. */
const char *aa_native_text(const aa_native *native, const char *part);

#endif
