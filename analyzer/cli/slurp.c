#include "cli/slurp.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cli/console.h"

#define FIRST_BYTES ((size_t)64 << 10)

typedef struct slurp {
    aa_arena *arena;
    const char *name;
    size_t most;
    uint8_t *data;
    size_t len, room;
} slurp;

static aa_exit out_of_memory(void)
{
    aa_console_error(NULL, "out of memory");
    return AA_EXIT_TEMPORARY;
}

/* Twice the room. What was there before stays in the arena until the end: all together twice the file. */
static bool grow(slurp *s)
{
    size_t room = s->room == 0 ? FIRST_BYTES : s->room * 2;
    uint8_t *data = aa_arena_alloc(s->arena, room);
    if (data == NULL)
        return false;
    if (s->len > 0)
        memcpy(data, s->data, s->len);
    s->data = data;
    s->room = room;
    return true;
}

static aa_exit read_all(slurp *s, int fd)
{
    for (;;) {
        if (s->len == s->room && !grow(s))
            return out_of_memory();
        ssize_t n = read(fd, s->data + s->len, s->room - s->len);
        if (n == 0)
            return AA_EXIT_OK;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            aa_console_error(s->name, "cannot read: %s", strerror(errno));
            return AA_EXIT_NO_APP;
        }
        s->len += (size_t)n;
        if (s->len > s->most) {
            aa_console_error(s->name, "is larger than it can be");
            return AA_EXIT_NO_APP;
        }
    }
}

aa_exit aa_slurp_fd(aa_arena *arena, int fd, const char *name, size_t most, aa_bytes *out)
{
    slurp s = {.arena = arena, .name = name, .most = most};
    aa_exit code = read_all(&s, fd);
    *out = aa_bytes_of(s.data, s.len);
    return code;
}

aa_exit aa_slurp(aa_arena *arena, const char *path, size_t most, aa_bytes *out)
{
    if (strcmp(path, "-") == 0)
        return aa_slurp_fd(arena, STDIN_FILENO, "standard input", most, out);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        aa_console_error(path, "cannot read: %s", strerror(errno));
        return AA_EXIT_NO_APP;
    }
    aa_exit code = aa_slurp_fd(arena, fd, path, most, out);
    (void)close(fd);
    return code;
}
