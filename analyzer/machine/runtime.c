#include "machine/flow_internal.h"

#include <stdlib.h>

/*
 * Sources: objc4 runtime/objc-internal.h, objc-abi.h, clang "Automatic Reference Counting" 7 (runtime
 * support); swift include/swift/Runtime/RuntimeFunctions.def. Sorted by name.
 */
typedef struct runtime_function {
    const char *name;
    aa_runtime_effect effect;
} runtime_function;

static const runtime_function functions[] = {
    {"_CFAutorelease", AA_RUNTIME_SAME},
    {"_CFMakeCollectable", AA_RUNTIME_SAME},
    {"_CFRelease", AA_RUNTIME_KEEPS},
    {"_CFRetain", AA_RUNTIME_SAME},
    {"_objc_alloc", AA_RUNTIME_NONE},
    {"_objc_autorelease", AA_RUNTIME_SAME},
    {"_objc_autoreleaseReturnValue", AA_RUNTIME_SAME},
    {"_objc_claimAutoreleasedReturnValue", AA_RUNTIME_SAME},
    {"_objc_copyWeak", AA_RUNTIME_NONE},
    {"_objc_destroyWeak", AA_RUNTIME_KEEPS},
    {"_objc_getProperty", AA_RUNTIME_GET_PROPERTY},
    {"_objc_initWeak", AA_RUNTIME_STORE_STRONG},
    {"_objc_loadWeak", AA_RUNTIME_LOAD},
    {"_objc_loadWeakRetained", AA_RUNTIME_LOAD},
    {"_objc_msgSend", AA_RUNTIME_SEND},
    {"_objc_msgSendSuper", AA_RUNTIME_SEND_SUPER},
    {"_objc_msgSendSuper2", AA_RUNTIME_SEND_SUPER},
    {"_objc_opt_self", AA_RUNTIME_SAME},
    {"_objc_release", AA_RUNTIME_KEEPS},
    {"_objc_retain", AA_RUNTIME_SAME},
    {"_objc_retainAutorelease", AA_RUNTIME_SAME},
    {"_objc_retainAutoreleaseReturnValue", AA_RUNTIME_SAME},
    {"_objc_retainAutoreleasedReturnValue", AA_RUNTIME_SAME},
    {"_objc_retainBlock", AA_RUNTIME_SAME},
    {"_objc_setProperty", AA_RUNTIME_SET_PROPERTY},
    {"_objc_setProperty_atomic", AA_RUNTIME_SET_PROPERTY},
    {"_objc_setProperty_atomic_copy", AA_RUNTIME_SET_PROPERTY},
    {"_objc_setProperty_nonatomic", AA_RUNTIME_SET_PROPERTY},
    {"_objc_setProperty_nonatomic_copy", AA_RUNTIME_SET_PROPERTY},
    {"_objc_storeStrong", AA_RUNTIME_STORE_STRONG},
    {"_objc_storeWeak", AA_RUNTIME_STORE_STRONG},
    {"_objc_unsafeClaimAutoreleasedReturnValue", AA_RUNTIME_SAME},
    {"_swift_beginAccess", AA_RUNTIME_KEEPS},
    {"_swift_bridgeObjectRelease", AA_RUNTIME_KEEPS},
    {"_swift_bridgeObjectRelease_n", AA_RUNTIME_KEEPS},
    {"_swift_bridgeObjectRetain", AA_RUNTIME_SAME},
    {"_swift_bridgeObjectRetain_n", AA_RUNTIME_SAME},
    {"_swift_endAccess", AA_RUNTIME_KEEPS},
    {"_swift_errorRelease", AA_RUNTIME_KEEPS},
    {"_swift_errorRetain", AA_RUNTIME_SAME},
    {"_swift_getInitializedObjCClass", AA_RUNTIME_SAME},
    {"_swift_getObjCClassFromMetadata", AA_RUNTIME_SAME},
    {"_swift_getObjCClassMetadata", AA_RUNTIME_SAME},
    {"_swift_initStackObject", AA_RUNTIME_SECOND},
    {"_swift_initStaticObject", AA_RUNTIME_SECOND},
    {"_swift_projectBox", AA_RUNTIME_PROJECT_BOX},
    {"_swift_release", AA_RUNTIME_KEEPS},
    {"_swift_release_n", AA_RUNTIME_KEEPS},
    {"_swift_retain", AA_RUNTIME_SAME},
    {"_swift_retain_n", AA_RUNTIME_SAME},
    {"_swift_setDeallocating", AA_RUNTIME_KEEPS},
    {"_swift_unknownObjectRelease", AA_RUNTIME_KEEPS},
    {"_swift_unknownObjectRetain", AA_RUNTIME_SAME},
};

static int by_name(const void *key, const void *item)
{
    const aa_bytes *name = key;
    const char *other = ((const runtime_function *)item)->name;
    return aa_bytes_compare(*name, aa_bytes_of(other, strlen(other)));
}

aa_runtime_effect aa_runtime_effect_of(aa_bytes symbol)
{
    static const char retain_in[] = "_objc_retain_x", release_in[] = "_objc_release_x";
    const runtime_function *f =
        bsearch(&symbol, functions, sizeof functions / sizeof functions[0], sizeof functions[0], by_name);
    if (f != NULL)
        return f->effect;
    /* objc_retain_x19 and its like work on that register and touch no other */
    if (symbol.n > sizeof retain_in - 1 && memcmp(symbol.p, retain_in, sizeof retain_in - 1) == 0)
        return AA_RUNTIME_KEEPS;
    if (symbol.n > sizeof release_in - 1 && memcmp(symbol.p, release_in, sizeof release_in - 1) == 0)
        return AA_RUNTIME_KEEPS;
    return AA_RUNTIME_NONE;
}
