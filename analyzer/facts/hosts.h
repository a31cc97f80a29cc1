/*
 * Where a host name or address can lie.
 */
#ifndef AA_FACTS_HOSTS_H
#define AA_FACTS_HOSTS_H

typedef enum aa_host_scope {
    AA_HOST_LOOPBACK, /* this device, or the host machine of an emulator */
    AA_HOST_PRIVATE,  /* a local network: private or link-local addresses, names that no public DNS answers */
    AA_HOST_PUBLIC,   /* anywhere else, or anything that cannot be told */
} aa_host_scope;

/* The scope of |host|: a name or an IPv4 or IPv6 address, without port and brackets. */
aa_host_scope aa_host_scope_of(const char *host);

#endif
