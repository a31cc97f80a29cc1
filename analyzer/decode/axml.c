#include "decode/axml.h"

#include "decode/axml_tree.h"
#include "decode/string_pool.h"

#define CHUNK_HEADER 8
#define NODE_HEADER  16
#define ATTR_BYTES   20 /* of ResXMLTree_attribute */
#define ATTR_EXT     20 /* of ResXMLTree_attrExt */

enum {
    TYPE_STRING_POOL = 0x0001,
    TYPE_XML = 0x0003,
    TYPE_NODE_FIRST = 0x0100,
    TYPE_START_NAMESPACE = 0x0100,
    TYPE_END_NAMESPACE = 0x0101,
    TYPE_START_ELEMENT = 0x0102,
    TYPE_END_ELEMENT = 0x0103,
    TYPE_CDATA = 0x0104,
    TYPE_NODE_LAST = 0x017f,
    TYPE_RESOURCE_MAP = 0x0180,
};

typedef struct chunk {
    uint64_t offset;
    uint16_t type;
    aa_bytes head; /* headerSize bytes */
    aa_bytes body; /* the rest */
    aa_bytes whole;
} chunk;

typedef struct parser {
    aa_arena *arena;
    aa_notes *notes;
    const aa_limits *limits;
    aa_bytes data;
    size_t end; /* of the document, as its header says; never above data.n */
    size_t pos;
    aa_string_pool pool;
    bool has_pool;
    aa_bytes ids; /* uint32 resource ids of the first strings */
    aa_axml_tree tree;
} parser;

static const aa_string_pool_codes pool_codes = {
    .pool = "axml.string_pool",
    .count = "axml.string_count",
    .bounds = "axml.string_bounds",
    .limit = "limit.text",
};

static void gap(parser *p, const char *code, const char *name, uint64_t value)
{
    aa_notes_add(p->notes, AA_NOTE_GAP, code, p->pos, "%s %llu", name, (unsigned long long)value);
}

/* After the root element the platform reads no further: what is wrong there loses nothing. */
static aa_note_kind severity(const parser *p)
{
    bool closed = p->tree.doc != NULL && p->tree.open == NULL && xmlDocGetRootElement(p->tree.doc) != NULL;
    return closed ? AA_NOTE_ANOMALY : AA_NOTE_GAP;
}

/* A chunk that goes past the declared end but not past the data: the size lies, the rest can be read. */
static bool extend(parser *p, uint64_t size)
{
    if (size > p->data.n - p->pos || p->end == p->data.n)
        return false;
    aa_notes_add(p->notes, severity(p), "axml.truncated", p->pos, "size %zu of %zu", p->end, p->data.n);
    p->end = p->data.n;
    return true;
}

/* validate_chunk(): the header's two sizes fit, and each is a multiple of four. */
static bool next_chunk(parser *p, size_t least, chunk *out)
{
    if (p->data.n - p->pos < CHUNK_HEADER) {
        aa_notes_add(p->notes, severity(p), "axml.truncated", p->pos, "%zu bytes left", p->end - p->pos);
        return false;
    }
    const uint8_t *at = p->data.p + p->pos;
    uint16_t header = aa_le16(at + 2);
    uint32_t size = aa_le32(at + 4);
    if (header < least || header > size || ((header | size) & 3) != 0) {
        aa_notes_add(p->notes, severity(p), "axml.chunk_size", p->pos, "header %u, size %u", header,
                     (unsigned)size);
        return false;
    }
    if (size > p->end - p->pos && !extend(p, size)) {
        aa_notes_add(p->notes, severity(p), "axml.truncated", p->pos, "%u bytes, %zu left", (unsigned)size,
                     p->end - p->pos);
        return false;
    }
    *out = (chunk){.offset = p->pos,
                   .type = aa_le16(at),
                   .head = {at, header},
                   .body = {at + header, size - header},
                   .whole = {at, size}};
    p->pos += size;
    return true;
}

static void note_unknown(parser *p, const chunk *c)
{
    if (aa_axml_tree_once(&p->tree, AA_AXML_ONCE_UNKNOWN_CHUNK))
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.unknown_chunk", c->offset, "type 0x%04x, %zu bytes",
                     c->type, c->whole.n);
}

static bool open_pool(parser *p, const chunk *c)
{
    if (p->has_pool)
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.two_pools", c->offset, "%zu bytes", c->whole.n);
    p->has_pool = true;
    return aa_string_pool_open(&p->pool, p->arena, p->notes, &pool_codes, c->whole, c->offset,
                               p->limits->axml_bytes);
}

/* The chunks before the first node. False: memory is out or there is no node. */
static bool read_prolog(parser *p)
{
    chunk c;
    while (p->pos < p->end || (p->end < p->data.n && extend(p, 0))) {
        size_t before = p->pos;
        if (!next_chunk(p, CHUNK_HEADER, &c))
            return false;
        if (c.type >= TYPE_NODE_FIRST && c.type <= TYPE_NODE_LAST) {
            p->pos = before;
            if (!p->has_pool)
                gap(p, "axml.string_pool", "pools", 0);
            return true;
        }
        if (c.type == TYPE_STRING_POOL) {
            if (!open_pool(p, &c)) /* of several the last holds, as in setTo() */
                return false;
        } else if (c.type == TYPE_RESOURCE_MAP) {
            p->ids = c.body;
        } else {
            note_unknown(p, &c);
        }
    }
    return false;
}

static uint32_t resource_id(const parser *p, uint32_t name)
{
    return name < p->ids.n / 4 ? aa_le32(p->ids.p + (size_t)name * 4) : 0;
}

/* How many of |count| records of |step| bytes from |start| on lie in |ext|. */
static uint32_t clamp_attributes(parser *p, const chunk *c, uint32_t start, uint32_t step, uint32_t count)
{
    size_t left = start > c->body.n ? 0 : c->body.n - start;
    if ((uint64_t)step * count <= left && start <= c->body.n)
        return count;
    aa_notes_add(p->notes, severity(p), "axml.attributes", c->offset, "start %u, size %u, count %u",
                 (unsigned)start, (unsigned)step, (unsigned)count);
    return step == 0 ? 0 : (uint32_t)(left / step);
}

static void note_layout(parser *p, const chunk *c, uint32_t start, uint32_t step, uint32_t count)
{
    if (start != ATTR_EXT && aa_axml_tree_once(&p->tree, AA_AXML_ONCE_ATTR_START))
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.attr_start", c->offset, "%u", (unsigned)start);
    if (step != ATTR_BYTES && count > 0 && aa_axml_tree_once(&p->tree, AA_AXML_ONCE_ATTR_SIZE))
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.attr_size", c->offset, "%u", (unsigned)step);
}

static aa_axml_record record_of(const parser *p, aa_bytes raw, uint64_t offset)
{
    uint32_t name = aa_le32(raw.p + 4);
    return (aa_axml_record){.offset = offset,
                            .ns = aa_le32(raw.p),
                            .name = name,
                            .raw = aa_le32(raw.p + 8),
                            .resource_id = resource_id(p, name),
                            .value = {raw.p[15], aa_le32(raw.p + 16), NULL}};
}

static void read_attributes(parser *p, const chunk *c, xmlNode *element)
{
    uint32_t start = aa_le16(c->body.p + 8);
    uint32_t step = aa_le16(c->body.p + 10);
    uint32_t count = clamp_attributes(p, c, start, step, aa_le16(c->body.p + 12));
    note_layout(p, c, start, step, count);
    uint64_t at = c->offset + c->head.n + start;
    for (uint32_t i = 0; i < count; i++, at += step) {
        aa_bytes raw = aa_bytes_none(); /* may overlap what follows, where a step is too small */
        if (!aa_bytes_sub(p->data, at, ATTR_BYTES, &raw) ||
            !aa_axml_tree_attribute(&p->tree, element, record_of(p, raw, at)))
            return;
    }
}

static void start_element(parser *p, const chunk *c)
{
    uint32_t line = aa_le32(c->head.p + 8);
    uint32_t count = aa_le16(c->body.p + 12);
    xmlNode *element =
        aa_axml_tree_start(&p->tree, aa_le32(c->body.p), aa_le32(c->body.p + 4), line, c->offset, count);
    if (element != NULL && !p->tree.failed)
        read_attributes(p, c, element);
}

static size_t least_body(uint16_t type)
{
    switch (type) {
    case TYPE_START_NAMESPACE:
    case TYPE_END_NAMESPACE:
    case TYPE_END_ELEMENT:
        return 8;
    case TYPE_START_ELEMENT:
        return ATTR_EXT;
    case TYPE_CDATA:
        return 12;
    default:
        return 0;
    }
}

static void take_node(parser *p, const chunk *c)
{
    switch (c->type) {
    case TYPE_START_NAMESPACE:
        aa_axml_tree_prefix(&p->tree, aa_le32(c->body.p), aa_le32(c->body.p + 4));
        break;
    case TYPE_END_NAMESPACE:
        break;
    case TYPE_START_ELEMENT:
        start_element(p, c);
        break;
    case TYPE_END_ELEMENT:
        aa_axml_tree_end(&p->tree, aa_le32(c->body.p + 4), c->offset);
        break;
    case TYPE_CDATA:
        aa_axml_tree_text(&p->tree, aa_le32(c->body.p));
        break;
    default:
        note_unknown(p, c);
    }
}

/* ResXMLParser::nextNode() to the end or to the first chunk that it refuses. */
static void read_nodes(parser *p)
{
    chunk c;
    while (p->pos < p->end && !p->tree.failed && !p->pool.failed) {
        if (!next_chunk(p, NODE_HEADER, &c))
            return;
        if (c.body.n < least_body(c.type)) {
            aa_notes_add(p->notes, severity(p), "axml.chunk_size", c.offset, "body %zu", c.body.n);
            return;
        }
        take_node(p, &c);
    }
    if (p->tree.open != NULL)
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.unclosed", p->pos, "%s",
                     (const char *)p->tree.open->name);
    if (p->end < p->data.n)
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.trailing", p->end, "%zu", p->data.n - p->end);
}

/* What is not binary XML at all gets a note that says so. */
static bool is_binary(parser *p)
{
    if (p->data.n == 0) {
        gap(p, "axml.empty", "bytes", 0);
        return false;
    }
    size_t i = p->data.n >= 3 && memcmp(p->data.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < p->data.n && (p->data.p[i] == ' ' || (p->data.p[i] >= '\t' && p->data.p[i] <= '\r')))
        i++;
    if (i < p->data.n && p->data.p[i] == '<') {
        gap(p, "axml.text_manifest", "bytes", p->data.n);
        return false;
    }
    if (p->data.n < CHUNK_HEADER || aa_le16(p->data.p + 2) < CHUNK_HEADER) {
        gap(p, "axml.format", "bytes", p->data.n);
        return false;
    }
    return true;
}

/* The root chunk. Newer platforms refuse another type than RES_XML_TYPE, Android 14 and older do not look. */
static bool read_root(parser *p)
{
    uint16_t type = aa_le16(p->data.p);
    uint16_t header = aa_le16(p->data.p + 2);
    uint32_t size = aa_le32(p->data.p + 4);
    if (type != TYPE_XML)
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.root_type", 0, "0x%04x", type);
    if (header != CHUNK_HEADER)
        aa_notes_add(p->notes, AA_NOTE_ANOMALY, "axml.header_size", 0, "%u", header);
    p->end = p->data.n;
    if (size > p->data.n || header > size)
        gap(p, "axml.size", "declared", size);
    else
        p->end = size;
    p->pos = header;
    return header <= p->data.n;
}

static aa_err finish(parser *p, aa_axml *out)
{
    if (p->tree.failed || p->pool.failed || p->notes->failed)
        return AA_E_NOMEM;
    if (p->tree.doc == NULL || xmlDocGetRootElement(p->tree.doc) == NULL) {
        gap(p, "axml.no_root", "bytes", p->data.n);
        return AA_E_FORMAT;
    }
    out->doc = p->tree.doc;
    return AA_OK;
}

aa_err aa_axml_parse(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_axml *out)
{
    *out = (aa_axml){NULL};
    parser p = {.arena = arena,
                .notes = notes,
                .limits = limits,
                .data = data,
                .pool = {.index = aa_bytes_none()},
                .ids = aa_bytes_none()};
    if (data.n > limits->axml_bytes) {
        gap(&p, "limit.axml_bytes", "bytes", data.n);
        return AA_E_LIMIT;
    }
    if (!is_binary(&p) || !read_root(&p))
        return notes->failed ? AA_E_NOMEM : AA_E_FORMAT;
    aa_err err = AA_E_NOMEM;
    if (aa_axml_tree_init(&p.tree, arena, limits, notes, &p.pool)) {
        if (read_prolog(&p))
            read_nodes(&p);
        err = finish(&p, out);
    }
    if (err != AA_OK)
        xmlFreeDoc(p.tree.doc);
    return err;
}

void aa_axml_done(aa_axml *axml)
{
    xmlFreeDoc(axml->doc);
    axml->doc = NULL;
}

aa_axml_origin aa_axml_origin_of(const xmlNode *node)
{
    const aa_axml_origin *origin = node->type == XML_ELEMENT_NODE ? node->_private : NULL;
    return origin == NULL ? (aa_axml_origin){0} : *origin;
}

aa_axml_origin aa_axml_attr_origin(const xmlAttr *attr)
{
    const aa_axml_origin *origin = attr->_private;
    return origin == NULL ? (aa_axml_origin){0} : *origin;
}

const xmlAttr *aa_axml_attr(const xmlNode *element, uint32_t resource_id, const char *name)
{
    const xmlAttr *by_name = NULL;
    for (const xmlAttr *attr = element->properties; attr != NULL; attr = attr->next) {
        uint32_t id = aa_axml_attr_origin(attr).resource_id;
        if (id != 0 && id == resource_id)
            return attr;
        if (id == 0 && by_name == NULL && attr->ns != NULL &&
            xmlStrEqual(attr->name, (const xmlChar *)name) &&
            xmlStrEqual(attr->ns->href, (const xmlChar *)AA_ANDROID_NS))
            by_name = attr;
    }
    return by_name;
}

const xmlAttr *aa_axml_plain_attr(const xmlNode *element, const char *name)
{
    for (const xmlAttr *attr = element->properties; attr != NULL; attr = attr->next)
        if (attr->ns == NULL && xmlStrEqual(attr->name, (const xmlChar *)name))
            return attr;
    return NULL;
}
