#include "reports/answers/yaml.h"

#include <stdarg.h>
#include <yaml.h>

#include "base/utf8.h"

/* ---- faults ----------------------------------------------------------------------------------------------
 */

void aa_faults_init(aa_faults *faults, aa_arena *arena)
{
    *faults = (aa_faults){.arena = arena, .items = AA_VEC_INIT(aa_fault)};
}

void aa_faults_add(aa_faults *faults, size_t line, size_t column, const char *format, ...)
{
    if (faults->items.count >= AA_FAULTS_MAX)
        return;
    va_list args;
    va_start(args, format);
    const char *text = aa_arena_vprintf(faults->arena, format, args);
    va_end(args);
    aa_fault *fault = text == NULL ? NULL : aa_vec_push(faults->arena, &faults->items);
    if (fault == NULL)
        faults->failed = true;
    else
        *fault = (aa_fault){line, column, text};
}

/* ---- the tree --------------------------------------------------------------------------------------------
 */

/* A list or map that is still open. */
typedef struct opened {
    aa_yaml *node;
    aa_yaml *last;   /* its newest child */
    const char *key; /* read, and waiting for its value */
    size_t key_line, key_column;
} opened;

typedef struct builder {
    aa_arena *arena;
    aa_faults *faults;
    aa_yaml *root;
    opened stack[AA_YAML_DEPTH];
    size_t depth;
    size_t nodes;
    aa_err err;
} builder;

static size_t line_of(const yaml_event_t *event)
{
    return event->start_mark.line + 1;
}

static size_t column_of(const yaml_event_t *event)
{
    return event->start_mark.column + 1;
}

static void refuse(builder *b, const yaml_event_t *event, aa_err err, const char *what)
{
    if (b->err != AA_OK)
        return;
    aa_faults_add(b->faults, line_of(event), column_of(event), "%s", what);
    b->err = err;
}

/* Text that a report can show: no NUL, no control characters. */
static const char *take_text(builder *b, const yaml_event_t *event)
{
    aa_bytes raw = aa_bytes_of(event->data.scalar.value, event->data.scalar.length);
    for (size_t pos = 0; pos < raw.n;) {
        uint32_t c = aa_utf8_next(raw, &pos);
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
            refuse(b, event, AA_E_FORMAT, "the text holds a control character");
            return NULL;
        }
    }
    const char *text = aa_arena_strndup(b->arena, (const char *)raw.p, raw.n);
    if (text == NULL)
        b->err = AA_E_NOMEM;
    return text;
}

static bool has_key(const aa_yaml *map, const char *key)
{
    return aa_yaml_get(map, key) != NULL;
}

/* True when |event| is a key of the innermost map; then it has been taken, or refused. */
static bool take_key(builder *b, const yaml_event_t *event)
{
    opened *top = b->depth == 0 ? NULL : &b->stack[b->depth - 1];
    if (top == NULL || top->node->kind != AA_YAML_MAP || top->key != NULL)
        return false;
    if (event->type != YAML_SCALAR_EVENT) {
        refuse(b, event, AA_E_FORMAT, "a key is a word");
        return true;
    }
    const char *key = take_text(b, event);
    if (key != NULL && has_key(top->node, key)) {
        aa_faults_add(b->faults, line_of(event), column_of(event),
                      "the key \"%s\" comes twice; the first is in line %zu", key,
                      aa_yaml_get(top->node, key)->key_line);
        b->err = AA_E_FORMAT;
    }
    top->key = key;
    top->key_line = line_of(event);
    top->key_column = column_of(event);
    return true;
}

static aa_yaml *add_node(builder *b, const yaml_event_t *event, aa_yaml_kind kind)
{
    aa_yaml *node = aa_arena_alloc(b->arena, sizeof *node);
    if (node == NULL) {
        b->err = AA_E_NOMEM;
        return NULL;
    }
    *node = (aa_yaml){.kind = kind, .line = line_of(event), .column = column_of(event)};
    if (b->depth == 0) {
        b->root = node;
        return node;
    }
    opened *top = &b->stack[b->depth - 1];
    node->key = top->key;
    node->key_line = top->key_line;
    node->key_column = top->key_column;
    top->key = NULL;
    if (top->last == NULL)
        top->node->first = node;
    else
        top->last->next = node;
    top->last = node;
    if (++top->node->count > AA_YAML_MEMBERS || ++b->nodes > AA_YAML_NODES)
        refuse(b, event, AA_E_LIMIT, "too many values");
    return node;
}

static void open_node(builder *b, const yaml_event_t *event, aa_yaml_kind kind)
{
    if (take_key(b, event))
        return;
    if (b->depth == AA_YAML_DEPTH) {
        refuse(b, event, AA_E_LIMIT, "lists and maps are nested too deep");
        return;
    }
    aa_yaml *node = add_node(b, event, kind);
    if (node != NULL)
        b->stack[b->depth++] = (opened){.node = node};
}

static void take_scalar(builder *b, const yaml_event_t *event)
{
    if (event->data.scalar.anchor != NULL)
        refuse(b, event, AA_E_FORMAT, "anchors are not accepted");
    else if (event->data.scalar.tag != NULL)
        refuse(b, event, AA_E_FORMAT, "tags are not accepted");
    else if (!take_key(b, event)) {
        const char *text = take_text(b, event);
        aa_yaml *node = text == NULL ? NULL : add_node(b, event, AA_YAML_TEXT);
        if (node != NULL)
            node->text = text;
    }
}

/* A list or map with an anchor or a tag. */
static bool is_marked(const yaml_event_t *event)
{
    return event->type == YAML_SEQUENCE_START_EVENT
               ? event->data.sequence_start.anchor != NULL || event->data.sequence_start.tag != NULL
               : event->data.mapping_start.anchor != NULL || event->data.mapping_start.tag != NULL;
}

static void start_document(builder *b, const yaml_event_t *event)
{
    if (b->root != NULL)
        refuse(b, event, AA_E_FORMAT, "a second document begins here; one file holds one");
    else if (event->data.document_start.version_directive != NULL ||
             event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
        refuse(b, event, AA_E_FORMAT, "directives are not accepted");
}

static void take_event(builder *b, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(b, event);
        break;
    case YAML_ALIAS_EVENT:
        refuse(b, event, AA_E_FORMAT, "aliases are not accepted");
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(b, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        if (is_marked(event))
            refuse(b, event, AA_E_FORMAT, "anchors and tags are not accepted");
        else
            open_node(b, event, event->type == YAML_SEQUENCE_START_EVENT ? AA_YAML_LIST : AA_YAML_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
}

/* libyaml counts marks from 0, and for faults of the encoding gives an offset only. */
static void syntax_fault(builder *b, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        b->err = AA_E_NOMEM;
        return;
    }
    bool placed = parser->error == YAML_SCANNER_ERROR || parser->error == YAML_PARSER_ERROR;
    const char *problem = parser->problem == NULL ? "cannot be read" : parser->problem;
    if (placed)
        aa_faults_add(b->faults, parser->problem_mark.line + 1, parser->problem_mark.column + 1,
                      "no YAML: %s", problem);
    else
        aa_faults_add(b->faults, parser->mark.line + 1, parser->mark.column + 1, "no UTF-8 text: %s",
                      problem);
    b->err = AA_E_FORMAT;
}

static void build(builder *b, yaml_parser_t *parser)
{
    bool ended = false;
    while (!ended && b->err == AA_OK) {
        yaml_event_t event;
        if (yaml_parser_parse(parser, &event) == 0) {
            syntax_fault(b, parser);
            return;
        }
        take_event(b, &event);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

aa_err aa_yaml_parse(aa_arena *arena, aa_bytes bytes, aa_faults *faults, aa_yaml **out)
{
    if (bytes.n > AA_YAML_BYTES) {
        aa_faults_add(faults, 0, 0, "larger than %zu bytes", AA_YAML_BYTES);
        return faults->failed ? AA_E_NOMEM : AA_E_LIMIT;
    }
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0)
        return AA_E_NOMEM;
    yaml_parser_set_input_string(&parser, bytes.p, bytes.n);
    builder b = {.arena = arena, .faults = faults};
    build(&b, &parser);
    yaml_parser_delete(&parser);
    if (b.err == AA_OK && (b.root == NULL || b.root->kind != AA_YAML_MAP)) {
        aa_faults_add(faults, 1, 1, "the file holds no map of keys and values");
        b.err = AA_E_FORMAT;
    }
    *out = b.root;
    return faults->failed ? AA_E_NOMEM : b.err;
}

const aa_yaml *aa_yaml_get(const aa_yaml *node, const char *key)
{
    const aa_yaml *child = node == NULL || node->kind != AA_YAML_MAP ? NULL : node->first;
    while (child != NULL && strcmp(child->key, key) != 0)
        child = child->next;
    return child;
}
