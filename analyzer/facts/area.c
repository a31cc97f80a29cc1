#include "facts/facts.h"

const char *aa_area_name(aa_area area)
{
    static const char *const names[AA_AREA_COUNT] = {
        [AA_AREA_CONTAINER] = "container", [AA_AREA_MANIFEST] = "manifest",
        [AA_AREA_RESOURCES] = "resources", [AA_AREA_NETWORK_CONFIG] = "network-config",
        [AA_AREA_LAYOUTS] = "layouts",     [AA_AREA_SIGNATURE] = "signature",
        [AA_AREA_CODE] = "code",           [AA_AREA_NATIVE] = "native",
        [AA_AREA_ASSETS] = "assets",       [AA_AREA_LIBRARIES] = "libraries",
    };
    return names[area];
}

const char *aa_area_state_name(aa_area_state state)
{
    static const char *const names[] = {
        [AA_AREA_ABSENT] = "absent", [AA_AREA_READ] = "read",     [AA_AREA_PARTIAL] = "partial",
        [AA_AREA_UNREAD] = "unread", [AA_AREA_FAILED] = "failed",
    };
    return names[state];
}
