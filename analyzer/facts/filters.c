/*
 * Intent filters, as ParsedIntentInfoUtils reads them.
 *
 * Source: AOSP frameworks/base/core/java/com/android/internal/pm/pkg/component/ParsedIntentInfoUtils.java.
 */
#include "facts/manifest.h"

static void add_text(aa_source *source, const xmlNode *node, aa_attr_id id, aa_vec *list)
{
    const char *text = aa_source_text(source, aa_source_attr(node, id));
    const char **item = text == NULL ? NULL : aa_source_push(source, list);
    if (item != NULL)
        *item = text;
}

static void add_data(aa_source *source, const xmlNode *node, aa_vec *list)
{
    aa_filter_data *data = aa_source_push(source, list);
    if (data == NULL)
        return;
    data->scheme = aa_source_text(source, aa_source_attr(node, AA_ATTR_SCHEME));
    data->host = aa_source_text(source, aa_source_attr(node, AA_ATTR_HOST));
    data->port = aa_source_text(source, aa_source_attr(node, AA_ATTR_PORT));
    data->path = aa_source_text(source, aa_source_attr(node, AA_ATTR_PATH));
    data->path_prefix = aa_source_text(source, aa_source_attr(node, AA_ATTR_PATH_PREFIX));
    data->path_pattern = aa_source_text(source, aa_source_attr(node, AA_ATTR_PATH_PATTERN));
    data->mime_type = aa_source_text(source, aa_source_attr(node, AA_ATTR_MIME_TYPE));
    data->path_suffix = aa_source_text(source, aa_source_attr(node, AA_ATTR_PATH_SUFFIX));
    data->path_advanced_pattern = aa_source_text(source, aa_source_attr(node, AA_ATTR_PATH_ADVANCED_PATTERN));
}

static aa_intent_filter read_filter(aa_source *source, const aa_source_doc *doc, const xmlNode *element)
{
    aa_vec actions = AA_VEC_INIT(const char *);
    aa_vec categories = AA_VEC_INIT(const char *);
    aa_vec data = AA_VEC_INIT(aa_filter_data);
    for (const xmlNode *n = aa_source_child(element, NULL); n != NULL; n = aa_source_next(n, NULL)) {
        if (aa_source_is(n, "action"))
            add_text(source, n, AA_ATTR_NAME, &actions);
        else if (aa_source_is(n, "category"))
            add_text(source, n, AA_ATTR_NAME, &categories);
        else if (aa_source_is(n, "data"))
            add_data(source, n, &data);
    }
    const xmlAttr *auto_verify = aa_source_attr(element, AA_ATTR_AUTO_VERIFY);
    return (aa_intent_filter){actions.items,
                              actions.count,
                              categories.items,
                              categories.count,
                              data.items,
                              data.count,
                              aa_source_flag(source, doc, auto_verify),
                              aa_source_place(source, doc, element, NULL)};
}

void aa_collect_filters(aa_source *source, const aa_source_doc *doc, const xmlNode *element,
                        aa_component *component)
{
    aa_vec filters = AA_VEC_INIT(aa_intent_filter);
    const xmlNode *n = aa_source_child(element, "intent-filter");
    for (; n != NULL; n = aa_source_next(n, "intent-filter")) {
        aa_intent_filter *filter = aa_source_push(source, &filters);
        if (filter == NULL)
            return;
        *filter = read_filter(source, doc, n);
        if (aa_filter_has_action(filter, "android.intent.action.MAIN") &&
            aa_filter_has_category(filter, "android.intent.category.LAUNCHER"))
            component->is_launcher = true;
    }
    component->filters = filters.items;
    component->filter_count = filters.count;
}
