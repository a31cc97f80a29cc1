#include "signing/lineage.h"

#include "signing/block.h"

#define VERSION   1
#define MAX_NODES 64 /* rotations over an app's life; each costs one signature check */

typedef struct lineage_reader {
    aa_arena *arena;
    const aa_limits *limits;
    aa_vec nodes; /* of aa_lineage_node */
    uint32_t next_algorithm;
} lineage_reader;

static const aa_lineage_node *node_at(const lineage_reader *r, size_t i)
{
    return (const aa_lineage_node *)r->nodes.items + i;
}

/* The signature of the key before over this node. */
static const char *check_link(const lineage_reader *r, aa_bytes signed_data, uint32_t algorithm_in_data,
                              aa_bytes signature)
{
    if (r->nodes.count == 0)
        return NULL;
    const aa_sig_algorithm *algorithm = aa_sig_algorithm_find(r->next_algorithm);
    if (algorithm == NULL || algorithm_in_data != r->next_algorithm)
        return "lineage.algorithm_mismatch";
    const aa_certificate *before = node_at(r, r->nodes.count - 1)->certificate;
    if (aa_sig_algorithm_verify(algorithm, before->key_info, signed_data, signature) != AA_SIG_GOOD)
        return "lineage.did_not_verify";
    return NULL;
}

static aa_err read_node(lineage_reader *r, aa_bytes node, const char **error_out)
{
    aa_cursor c = aa_cursor_at(node, 0);
    aa_bytes signed_data = aa_read_prefixed(&c);
    uint32_t flags = aa_read_u32le(&c);
    uint32_t algorithm = aa_read_u32le(&c);
    aa_bytes signature = aa_read_prefixed(&c);
    aa_cursor d = aa_cursor_at(signed_data, 0);
    aa_bytes der = aa_read_prefixed(&d);
    uint32_t algorithm_in_data = aa_read_u32le(&d);
    if (c.bad || d.bad) {
        *error_out = "lineage.malformed";
        return AA_OK;
    }
    *error_out = check_link(r, signed_data, algorithm_in_data, signature);
    if (*error_out != NULL)
        return AA_OK;
    const aa_certificate *certificate = aa_certificate_read(r->arena, r->limits, der);
    if (certificate == NULL)
        return AA_E_NOMEM;
    if (!certificate->parsed)
        *error_out = "lineage.malformed_certificate";
    for (size_t i = 0; i < r->nodes.count && *error_out == NULL; i++) {
        if (aa_bytes_equal(node_at(r, i)->certificate->der, der))
            *error_out = "lineage.duplicate_certificate";
    }
    aa_lineage_node *slot = aa_vec_push(r->arena, &r->nodes);
    if (slot == NULL)
        return AA_E_NOMEM;
    *slot = (aa_lineage_node){certificate, flags};
    r->next_algorithm = algorithm;
    return AA_OK;
}

aa_err aa_lineage_read(aa_arena *arena, const aa_limits *limits, aa_bytes value, const aa_certificate *own,
                       aa_signer *signer, const char **error_out)
{
    lineage_reader r = {.arena = arena, .limits = limits, .nodes = AA_VEC_INIT(aa_lineage_node)};
    aa_cursor c = aa_cursor_at(value, 0);
    *error_out = aa_read_u32le(&c) == VERSION && !c.bad ? NULL : "lineage.malformed";
    aa_err err = AA_OK;
    while (err == AA_OK && *error_out == NULL && aa_cursor_left(&c) > 0) {
        aa_bytes node = aa_read_prefixed(&c);
        if (c.bad || r.nodes.count == MAX_NODES)
            *error_out = "lineage.malformed";
        else
            err = read_node(&r, node, error_out);
    }
    signer->lineage = r.nodes.items;
    signer->lineage_count = r.nodes.count;
    if (err == AA_OK && *error_out == NULL &&
        (r.nodes.count == 0 || !aa_bytes_equal(node_at(&r, r.nodes.count - 1)->certificate->der, own->der)))
        *error_out = "lineage.other_certificate";
    return err;
}
