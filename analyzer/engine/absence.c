#include "engine/absence.h"

#include <string.h>

typedef struct absence {
    const char *name;
    unsigned areas;                          /* besides code, that must be fully read */
    bool (*is_there)(const aa_facts *facts); /* the facts show that there is one */
} absence;

static bool has_permission(const aa_facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->manifest.permission_count; i++) {
        if (strcmp(facts->manifest.permissions[i].name, name) == 0)
            return true;
    }
    return false;
}

/* An app that shares its user id has the permissions of the others, too. */
static bool may_use_network(const aa_facts *facts)
{
    return has_permission(facts, "android.permission.INTERNET") ||
           facts->manifest.shared_user_id.value != NULL;
}

static bool may_bill(const aa_facts *facts)
{
    return has_permission(facts, "com.android.vending.BILLING");
}

static bool has_input(const aa_facts *facts)
{
    for (size_t i = 0; i < facts->layouts.count; i++) {
        if (facts->layouts.items[i].has_web_view)
            return true;
    }
    return facts->layouts.field_count > 0;
}

static bool touches_personal_data(const aa_facts *facts)
{
    for (size_t i = 0; i < facts->manifest.permission_count; i++) {
        aa_protection level = facts->manifest.permissions[i].level;
        if (level != AA_PROTECT_NORMAL && level != AA_PROTECT_NONE)
            return true;
    }
    return has_input(facts);
}

/* A launcher icon alone shares nothing. */
static bool shares(const aa_facts *facts)
{
    for (size_t i = 0; i < facts->manifest.component_count; i++) {
        const aa_component *c = &facts->manifest.components[i];
        if (c->type == AA_PROVIDER || (c->exported != AA_NO && !c->is_launcher))
            return true;
    }
    return facts->shared_path_count > 0 || facts->manifest.shared_user_id.value != NULL;
}

static bool never_shown(const aa_facts *facts)
{
    (void)facts;
    return false;
}

#define LAYOUTS AA_AREA_BIT(AA_AREA_LAYOUTS)

static const absence absences[] = {
    {"no-auth", LAYOUTS, touches_personal_data},
    {"no-billing", 0, may_bill},
    {"no-input", LAYOUTS, has_input},
    {"no-network", 0, may_use_network},
    {"no-password", LAYOUTS, has_input},
    {"no-personal-data", LAYOUTS, touches_personal_data},
    {"no-sensitive-input", LAYOUTS, has_input},
    {"no-sharing", AA_AREA_BIT(AA_AREA_RESOURCES), shares},
    {"no-storage", 0, never_shown},
};

static const absence *find(const char *name)
{
    for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++) {
        if (strcmp(absences[i].name, name) == 0)
            return &absences[i];
    }
    return NULL;
}

bool aa_absence_exists(const char *name)
{
    return find(name) != NULL;
}

static bool fully_read(const aa_facts *facts, unsigned areas)
{
    for (unsigned i = 0; i < AA_AREA_COUNT; i++) {
        if ((areas & AA_AREA_BIT(i)) != 0 && facts->coverage.area[i] > AA_AREA_READ)
            return false;
    }
    return true;
}

/* Facts hold nothing about what code does, so only an app without any code proves an absence. */
static bool has_no_code(const aa_facts *facts)
{
    return facts->coverage.area[AA_AREA_CODE] == AA_AREA_ABSENT &&
           facts->coverage.area[AA_AREA_NATIVE] == AA_AREA_ABSENT;
}

aa_tri aa_absence_holds(const char *name, const aa_facts *facts)
{
    const absence *a = find(name);
    if (a == NULL || facts->platform != AA_PLATFORM_ANDROID)
        return AA_UNKNOWN;
    if (a->is_there(facts))
        return AA_NO;
    const unsigned always = AA_AREA_BIT(AA_AREA_CONTAINER) | AA_AREA_BIT(AA_AREA_MANIFEST);
    if (!fully_read(facts, a->areas | always) || facts->coverage.area[AA_AREA_MANIFEST] != AA_AREA_READ)
        return AA_UNKNOWN;
    return has_no_code(facts) ? AA_YES : AA_UNKNOWN;
}
