#include "base/embedded.h"

aa_bytes aa_embedded_find(const char *name)
{
    for (const aa_embedded *e = aa_embedded_files; e->name != NULL; e++) {
        if (strcmp(e->name, name) == 0)
            return e->content;
    }
    return aa_bytes_none();
}
