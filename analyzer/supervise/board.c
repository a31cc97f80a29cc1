/* MAP_ANONYMOUS. */
#define _DEFAULT_SOURCE
#include "supervise/board.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#define STAGE_ROOM    64
#define ARTIFACT_ROOM 1024

/* One page, so that threads do not write to the same. */
typedef struct place {
    _Atomic uint32_t thread;  /* 0: free */
    _Atomic uint32_t length;  /* of |text|; 0 while it is written */
    _Atomic uint64_t turn;    /* larger ones are later */
    _Atomic uint32_t cut;     /* 0 or 1 */
    char text[AA_BOARD_TEXT]; /* "stage\0artifact\0member\0" */
} place;

struct aa_board {
    _Atomic uint64_t turns;
    place places[AA_BOARD_PLACES];
};

aa_board *aa_board_new(void)
{
    void *board = mmap(NULL, sizeof(aa_board), PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return board == MAP_FAILED ? NULL : board;
}

void aa_board_free(aa_board *board)
{
    if (board != NULL)
        (void)munmap(board, sizeof *board);
}

/* ---- writing --------------------------------------------------------------------------------------------
 */

/* Its own place, a free one, or the one that nobody wrote to for longest. */
static place *claim(aa_board *board, uint32_t thread)
{
    place *oldest = board->places;
    for (size_t i = 0; i < AA_BOARD_PLACES; i++) {
        place *p = &board->places[i];
        uint32_t owner = atomic_load(&p->thread);
        if (owner == thread || (owner == 0 && atomic_compare_exchange_strong(&p->thread, &owner, thread)))
            return p;
        if (atomic_load(&p->turn) < atomic_load(&oldest->turn))
            oldest = p;
    }
    atomic_store(&oldest->thread, thread);
    return oldest;
}

/* Appends |text| and a NUL to |out|, cut to |room| bytes; the bytes used. */
static size_t put_text(char *out, size_t room, const char *text, bool *cut)
{
    size_t n = text == NULL ? 0 : strlen(text);
    if (n >= room) {
        n = room - 1;
        *cut = true;
    }
    if (n > 0)
        memcpy(out, text, n);
    out[n] = '\0';
    return n + 1;
}

void aa_board_put(aa_board *board, uint32_t thread, const aa_stage *stage)
{
    place *p = claim(board, thread);
    bool cut = false;
    atomic_store(&p->length, 0);
    size_t n = put_text(p->text, STAGE_ROOM, stage->stage, &cut);
    n += put_text(p->text + n, ARTIFACT_ROOM, stage->artifact, &cut);
    n += put_text(p->text + n, AA_BOARD_TEXT - n, stage->member, &cut);
    atomic_store(&p->cut, cut);
    atomic_store(&p->turn, atomic_fetch_add(&board->turns, 1) + 1);
    atomic_store(&p->length, (uint32_t)n);
}

void aa_board_leave(aa_board *board, uint32_t thread)
{
    for (size_t i = 0; i < AA_BOARD_PLACES; i++)
        if (atomic_load(&board->places[i].thread) == thread)
            atomic_store(&board->places[i].length, 0);
}

/* ---- reading --------------------------------------------------------------------------------------------
 */

static const place *find(const aa_board *board, uint32_t thread)
{
    const place *found = NULL;
    for (size_t i = 0; i < AA_BOARD_PLACES; i++) {
        const place *p = &board->places[i];
        if (atomic_load(&p->length) == 0)
            continue;
        uint64_t turn = atomic_load(&p->turn);
        if (thread == AA_BOARD_LAST || thread == AA_BOARD_FIRST) {
            if (found == NULL || (turn > atomic_load(&found->turn)) == (thread == AA_BOARD_LAST))
                found = p;
        } else if (atomic_load(&p->thread) == thread) {
            return p;
        }
    }
    return found;
}

/* The text after the one at |at|; the empty one at the end when there is none. */
static const char *next(const aa_board_entry *entry, const char *at)
{
    const char *end = entry->text + AA_BOARD_TEXT;
    const char *after = at + strlen(at) + 1;
    return after < end ? after : end;
}

bool aa_board_read(const aa_board *board, uint32_t thread, aa_board_entry *out)
{
    const place *p = find(board, thread);
    *out = (aa_board_entry){.stage = out->text, .artifact = out->text, .member = out->text};
    uint32_t length = p == NULL ? 0 : atomic_load(&p->length);
    if (length == 0 || length > AA_BOARD_TEXT)
        return false;
    memcpy(out->text, p->text, length); /* the rest of it is zeros */
    out->artifact = next(out, out->stage);
    out->member = next(out, out->artifact);
    out->cut = atomic_load(&p->cut) != 0;
    return out->stage[0] != '\0';
}
