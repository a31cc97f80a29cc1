#include "facts/exposure.h"

#include "base/tsv.h"

aa_guard aa_guard_of(const char *permission, aa_protection protection)
{
    aa_bytes fields[1];
    if (permission == NULL || permission[0] == '\0')
        return AA_GUARD_NONE;
    switch (protection) {
    case AA_PROTECT_NORMAL:
        return AA_GUARD_NORMAL;
    case AA_PROTECT_DANGEROUS:
        return AA_GUARD_USER;
    case AA_PROTECT_SIGNATURE:
    case AA_PROTECT_INTERNAL:
        return AA_GUARD_SYSTEM;
    case AA_PROTECT_UNDEFINED:
        return aa_tsv_find("external-permissions.tsv", permission, fields, 1) ? AA_GUARD_VENDOR
                                                                              : AA_GUARD_UNDEFINED;
    case AA_PROTECT_NONE:
    case AA_PROTECT_UNKNOWN:
        break;
    }
    return AA_GUARD_UNKNOWN;
}

aa_guard aa_component_guard(const aa_component *component)
{
    return aa_guard_of(component->permission, component->protection);
}

aa_guard aa_provider_guard(const aa_component *provider, bool write, const char **permission_out)
{
    const char *own = write ? provider->write_permission : provider->read_permission;
    aa_protection protection = write ? provider->write_protection : provider->read_protection;
    if (own == NULL) {
        own = provider->permission;
        protection = provider->protection;
    }
    *permission_out = own;
    return aa_guard_of(own, protection);
}

bool aa_guard_is_weak(aa_guard guard)
{
    return guard != AA_GUARD_SYSTEM && guard != AA_GUARD_VENDOR;
}

aa_tri aa_component_open(const aa_component *component)
{
    return component->exported_reason == AA_EXPORT_REFUSED ? AA_YES : component->exported;
}

bool aa_receives_only_system(const aa_component *receiver)
{
    aa_bytes fields[1];
    bool any = false;
    for (size_t i = 0; i < receiver->filter_count; i++) {
        const aa_intent_filter *filter = &receiver->filters[i];
        for (size_t k = 0; k < filter->action_count; k++) {
            if (!aa_tsv_find("protected-broadcasts.tsv", filter->actions[k], fields, 1))
                return false;
            any = true;
        }
    }
    return any;
}

bool aa_may_connect(const aa_manifest *manifest)
{
    for (size_t i = 0; i < manifest->permission_count; i++)
        if (strcmp(manifest->permissions[i].name, "android.permission.INTERNET") == 0)
            return true;
    return manifest->shared_user_id.value != NULL;
}

bool aa_filter_has_category(const aa_intent_filter *filter, const char *category)
{
    for (size_t i = 0; i < filter->category_count; i++) {
        if (strcmp(filter->categories[i], category) == 0)
            return true;
    }
    return false;
}

bool aa_filter_has_action(const aa_intent_filter *filter, const char *action)
{
    for (size_t i = 0; i < filter->action_count; i++) {
        if (strcmp(filter->actions[i], action) == 0)
            return true;
    }
    return false;
}

bool aa_filter_is_browsable(const aa_intent_filter *filter)
{
    if (!aa_filter_has_action(filter, "android.intent.action.VIEW") ||
        !aa_filter_has_category(filter, "android.intent.category.BROWSABLE"))
        return false;
    for (size_t i = 0; i < filter->data_count; i++) {
        if (filter->data[i].scheme != NULL)
            return true;
    }
    return false;
}
