/*
 * Addresses that code hands to what opens connections: constants and what is joined from them, followed back
 * from the calls that load them.
 */
#ifndef AA_CODE_USE_URL_H
#define AA_CODE_USE_URL_H

#include "code/code.h"

typedef enum aa_url_client {
    AA_URL_JAVA_NET, /* java.net.URL */
    AA_URL_APACHE,   /* org.apache.http */
    AA_URL_OKHTTP,   /* OkHttp and what is built on it */
    AA_URL_WEB_VIEW,
    AA_URL_PLATFORM, /* download manager, media player */
    AA_URL_SOCKET,   /* a raw socket: the text is the host */
} aa_url_client;

/* An address on its way to a connection. */
typedef struct aa_url_use {
    aa_bytes text;      /* as written; of an address put together the constant part it begins with */
    const char *scheme; /* "http", "https", "ws", "wss"; lower-case */
    const char *host;   /* lower-case; NULL: not constant */
    long port;          /* -1: none is given */
    bool whole;         /* |text| is all of it */
    aa_url_client client;
    aa_method_id in; /* where the constant is, and its way to |sink| */
    uint32_t pc;
    const aa_step *way;
    aa_site sink;    /* the call that loads it */
    size_t argument; /* of |sink|, that is the address, or begins it */
} aa_url_use;

typedef struct aa_url_uses {
    const aa_url_use *items; /* by place of the constant, text and sink */
    size_t count;
} aa_url_uses;

/* Every place of a constant once for each client. Nothing remembers them: ask once a check. */
aa_url_uses aa_code_urls(aa_code *code);

const char *aa_url_client_name(aa_url_client client); /* "java.net.URL" */

/* Scheme and host of |text|. False when it does not begin with one of the schemes above or holds two
 * addresses. |*host|: empty when |text| is not |whole| and may end before the host does. */
bool aa_url_split(aa_bytes text, bool whole, aa_bytes *scheme, aa_bytes *host, long *port);

/* Between |origin| and the question lies an answer: of a server, a parser, a layout. It was asked with the
 * text and is not made of it. */
bool aa_origin_is_answered(aa_code *code, const aa_origin *origin);

#endif
