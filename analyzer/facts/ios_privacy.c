#include "facts/ios_internal.h"

void aa_ios_read_privacy(const aa_ios_list *list, aa_ios_privacy *out)
{
    const aa_plist *p = list->plist;
    aa_vec apis = AA_VEC_INIT(aa_ios_api_reason), collected = AA_VEC_INIT(const char *);
    out->tracking = aa_ios_switch(list, aa_plist_get(p, p->root, "NSPrivacyTracking"));
    out->domains =
        aa_ios_texts(list, aa_plist_get(p, p->root, "NSPrivacyTrackingDomains"), &out->domain_count);
    out->place = aa_ios_place(list, p->root, NULL);
    uint32_t node = aa_plist_get(p, p->root, "NSPrivacyAccessedAPITypes");
    const aa_plist_node *array = aa_plist_at(p, node);
    for (uint32_t i = 0; array != NULL && array->kind == AA_PLIST_ARRAY && i < array->count; i++) {
        uint32_t item = aa_plist_child(p, node, i);
        const char *category = aa_ios_text(list, aa_plist_get(p, item, "NSPrivacyAccessedAPIType"));
        aa_ios_api_reason *api = category != NULL ? aa_source_push(list->source, &apis) : NULL;
        if (api == NULL)
            continue;
        api->category = category;
        api->reasons =
            aa_ios_texts(list, aa_plist_get(p, item, "NSPrivacyAccessedAPITypeReasons"), &api->reason_count);
        api->place =
            aa_ios_place(list, item, aa_arena_printf(list->source->arena, "NSPrivacyAccessedAPITypes/%u", i));
    }
    node = aa_plist_get(p, p->root, "NSPrivacyCollectedDataTypes");
    array = aa_plist_at(p, node);
    for (uint32_t i = 0; array != NULL && array->kind == AA_PLIST_ARRAY && i < array->count; i++) {
        const char *type =
            aa_ios_text(list, aa_plist_get(p, aa_plist_child(p, node, i), "NSPrivacyCollectedDataType"));
        const char **kept = type != NULL ? aa_source_push(list->source, &collected) : NULL;
        if (kept != NULL)
            *kept = type;
    }
    out->apis = apis.items;
    out->api_count = apis.count;
    out->collected = collected.items;
    out->collected_count = collected.count;
}
