#include <appassay/error.h>

const char *aa_err_name(aa_err err)
{
    switch (err) {
    case AA_OK:
        return "ok";
    case AA_E_NOMEM:
        return "no-memory";
    case AA_E_FORMAT:
        return "format";
    case AA_E_LIMIT:
        return "limit";
    case AA_E_IO:
        return "io";
    case AA_E_UNSUPPORTED:
        return "unsupported";
    case AA_E_NOTFOUND:
        return "not-found";
    case AA_E_USAGE:
        return "usage";
    case AA_E_INTERNAL:
        return "internal";
    }
    return "unknown";
}
