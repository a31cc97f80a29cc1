#include "decode/axml_tree.h"

#define FEW 16 /* attributes that are compared one by one */

bool aa_axml_tree_once(aa_axml_tree *tree, aa_axml_once what)
{
    uint32_t bit = UINT32_C(1) << what;
    bool first = (tree->once & bit) == 0;
    tree->once |= bit;
    return first;
}

bool aa_axml_tree_init(aa_axml_tree *tree, aa_arena *arena, const aa_limits *limits, aa_notes *notes,
                       aa_string_pool *pool)
{
    *tree = (aa_axml_tree){
        .arena = arena, .limits = limits, .notes = notes, .pool = pool, .text_left = limits->axml_bytes};
    tree->doc = xmlNewDoc(NULL);
    if (tree->doc != NULL)
        tree->doc->dict = xmlDictCreate();
    tree->failed = tree->doc == NULL || tree->doc->dict == NULL;
    return !tree->failed;
}

static aa_axml_origin *new_origin(aa_axml_tree *tree)
{
    aa_axml_origin *origin = aa_arena_alloc(tree->arena, sizeof *origin);
    tree->failed = tree->failed || origin == NULL;
    return origin;
}

/* By hand: xmlAddChild() merges text nodes, at a cost that grows with the text. */
static void append(xmlNode *parent, xmlNode *child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last == NULL)
        parent->children = child;
    else
        parent->last->next = child;
    parent->last = child;
}

bool aa_axml_tree_count(aa_axml_tree *tree, uint64_t offset)
{
    if (tree->nodes < tree->limits->axml_nodes) {
        tree->nodes++;
        return true;
    }
    if (aa_axml_tree_once(tree, AA_AXML_ONCE_NODES))
        aa_notes_add(tree->notes, AA_NOTE_GAP, "limit.nodes", offset, "%u",
                     (unsigned)tree->limits->axml_nodes);
    return false;
}

xmlNode *aa_axml_tree_new_text(aa_axml_tree *tree, const char *text, uint64_t offset)
{
    size_t n = strlen(text);
    if (n > tree->text_left) {
        if (aa_axml_tree_once(tree, AA_AXML_ONCE_TEXT))
            aa_notes_add(tree->notes, AA_NOTE_GAP, "limit.text", offset, "%zu", n);
        return NULL;
    }
    tree->text_left -= n;
    xmlNode *node = xmlNewDocTextLen(tree->doc, (const xmlChar *)text, (int)n);
    if (node != NULL && node->content == NULL) {
        xmlFreeNode(node);
        node = NULL;
    }
    tree->failed = tree->failed || node == NULL;
    return node;
}

/* Whether an element may stand here; notes why not. */
static bool may_start(aa_axml_tree *tree, uint64_t offset)
{
    if (tree->skipped > 0)
        return false;
    if (tree->open == NULL && xmlDocGetRootElement(tree->doc) != NULL) {
        if (aa_axml_tree_once(tree, AA_AXML_ONCE_AFTER_ROOT))
            aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.after_root", offset, "%s", "");
        return false;
    }
    if (tree->depth >= tree->limits->axml_depth) {
        if (aa_axml_tree_once(tree, AA_AXML_ONCE_DEPTH))
            aa_notes_add(tree->notes, AA_NOTE_GAP, "limit.depth", offset, "%u",
                         (unsigned)tree->limits->axml_depth);
        return false;
    }
    return aa_axml_tree_count(tree, offset);
}

/* Slots for |attributes| attributes (each may stand there twice), so that no element costs the square of
 * their number. */
static void prepare_slots(aa_axml_tree *tree, uint32_t attributes)
{
    tree->elements++;
    tree->max_id = 0;
    tree->duplicate = false;
    tree->last_attr = NULL;
    tree->many = attributes > FEW;
    if (!tree->many || attributes * (size_t)4 <= tree->slot_count)
        return;
    size_t count = 64;
    while (count < attributes * (size_t)4)
        count *= 2;
    tree->slots = aa_arena_array(tree->arena, count, sizeof(aa_axml_slot));
    tree->slot_count = tree->slots == NULL ? 0 : count;
    tree->failed = tree->failed || tree->slots == NULL;
}

/* No index for a name is odd; a name that cannot be read takes the element's meaning away. */
static void check_name(aa_axml_tree *tree, uint32_t name, uint64_t offset)
{
    if (aa_string_pool_text(tree->pool, name) != NULL || !aa_axml_tree_once(tree, AA_AXML_ONCE_NAME_INDEX))
        return;
    bool indexed = name < aa_string_pool_count(tree->pool);
    aa_notes_add(tree->notes, indexed ? AA_NOTE_GAP : AA_NOTE_ANOMALY,
                 indexed ? "axml.string_pool" : "axml.name_index", offset, "element name %u", (unsigned)name);
}

xmlNode *aa_axml_tree_start(aa_axml_tree *tree, uint32_t ns, uint32_t name, uint32_t line, uint64_t offset,
                            uint32_t attributes)
{
    if (!may_start(tree, offset)) {
        tree->skipped++;
        return NULL;
    }
    check_name(tree, name, offset);
    const xmlChar *interned = aa_axml_name(tree, name);
    aa_axml_origin *origin = new_origin(tree);
    prepare_slots(tree, attributes);
    xmlNode *node =
        tree->failed ? NULL : xmlMalloc(sizeof *node); /* xmlNewDocNode() would look |name| up again */
    if (node == NULL) {
        tree->failed = true;
        return NULL;
    }
    *origin = (aa_axml_origin){.offset = offset, .line = line};
    *node = (xmlNode){.type = XML_ELEMENT_NODE, .name = interned, .doc = tree->doc, ._private = origin};
    if (tree->open != NULL) {
        append(tree->open, node);
    } else {
        xmlDocSetRootElement(tree->doc, node);
        aa_axml_declare_android(tree);
    }
    tree->open = node;
    tree->depth++;
    node->ns = tree->failed ? NULL : aa_axml_ns(tree, ns);
    return node;
}

static void note_unbalanced(aa_axml_tree *tree, uint64_t offset)
{
    if (aa_axml_tree_once(tree, AA_AXML_ONCE_UNBALANCED))
        aa_notes_add(tree->notes, AA_NOTE_ANOMALY, "axml.unbalanced", offset, "%s", "");
}

/* The platform counts depth and does not compare names (XmlBlock.Parser.next). */
void aa_axml_tree_end(aa_axml_tree *tree, uint32_t name, uint64_t offset)
{
    if (tree->skipped > 0) {
        tree->skipped--;
        return;
    }
    xmlNode *open = tree->open;
    if (open == NULL) {
        note_unbalanced(tree, offset);
        return;
    }
    if (open->name != aa_axml_name(tree, name))
        note_unbalanced(tree, offset);
    tree->depth--;
    tree->open = open->parent->type == XML_ELEMENT_NODE ? open->parent : NULL;
}

void aa_axml_tree_text(aa_axml_tree *tree, uint32_t text)
{
    const char *string = aa_string_pool_text(tree->pool, text);
    if (tree->open == NULL || string == NULL || !aa_axml_tree_count(tree, AA_NO_OFFSET))
        return;
    xmlNode *node = aa_axml_tree_new_text(tree, string, AA_NO_OFFSET);
    if (node != NULL)
        append(tree->open, node);
}
