#include <stdlib.h>

#include "base/bisect.h"
#include "machine/image_internal.h"

#define DIGIT_BITS 13U /* counters of one round fit in 32 KiB */

/* One round of a sort by digits: |from| into |to| by |bits| bits from |shift| on, equals in the order they
 * have. */
static void distribute(const aa_image_mention *from, aa_image_mention *to, size_t count, unsigned shift,
                       unsigned bits)
{
    uint32_t first[(1U << DIGIT_BITS) + 1] = {0};
    uint32_t mask = (1U << bits) - 1;
    for (size_t i = 0; i < count; i++)
        first[(from[i].to >> shift & mask) + 1]++;
    for (size_t d = 1; d <= mask; d++)
        first[d] += first[d - 1];
    for (size_t i = 0; i < count; i++)
        to[first[from[i].to >> shift & mask]++] = from[i];
}

static unsigned width_of(const aa_image_mention *list, size_t count)
{
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++)
        all |= list[i].to;
    return all == 0 ? 1 : 32U - (unsigned)__builtin_clz(all);
}

/* |count| is not 0. A large program has a million records in some ten megabytes: two rounds instead of
 * twenty.
 */
static const aa_image_mention *sort(aa_arena *arena, const aa_image_mention *list, size_t count,
                                    unsigned width)
{
    unsigned rounds = (width + DIGIT_BITS - 1) / DIGIT_BITS;
    unsigned bits = (width + rounds - 1) / rounds;
    aa_image_mention *out = aa_arena_array(arena, count, sizeof *out);
    aa_image_mention *other = rounds > 1 ? malloc(count * sizeof *other) : NULL;
    if (out == NULL || (rounds > 1 && other == NULL)) {
        free(other);
        return NULL;
    }
    const aa_image_mention *from = list;
    for (unsigned i = 0; i < rounds; i++) {
        aa_image_mention *to = (rounds - i) % 2 == 1 ? out : other;
        distribute(from, to, count, i * bits, bits);
        from = to;
    }
    free(other);
    return out;
}

bool aa_image_index_make(aa_arena *arena, const aa_image_mention *list, size_t count, aa_image_index *out)
{
    *out = (aa_image_index){.count = count};
    if (count == 0)
        return true;
    unsigned width = width_of(list, count);
    if (count >= UINT32_MAX || (out->items = sort(arena, list, count, width)) == NULL)
        return false;
    uint32_t last = out->items[count - 1].to;
    while (out->shift < 31 && last >> out->shift > count / 2) /* one record may lead to the upper half */
        out->shift++;
    out->steps = (size_t)(last >> out->shift) + 1;
    uint32_t *first = aa_arena_array(arena, out->steps + 1, sizeof *first);
    if (first == NULL)
        return false;
    size_t step = 0;
    for (size_t i = 0; i < count; i++)
        while (step <= out->items[i].to >> out->shift)
            first[step++] = (uint32_t)i;
    first[out->steps] = (uint32_t)count;
    out->first = first;
    return true;
}

/* Records before it lead to less than |to|. */
static size_t first_of(const aa_image_index *index, uint32_t to)
{
    size_t step = to >> index->shift, low;
    if (step >= index->steps)
        return index->count;
    AA_BISECT_FROM(low, index->first[step], index->first[step + 1], mid, index->items[mid].to < to);
    return low;
}

size_t aa_image_leading_to(const aa_image *image, const aa_image_index *index, uint64_t address,
                           const aa_image_mention **first)
{
    *first = NULL;
    if (address < image->low || address - image->low >= AA_IMAGE_SPAN)
        return 0;
    uint32_t to = (uint32_t)(address - image->low);
    size_t low = first_of(index, to), end = low;
    while (end < index->count && index->items[end].to == to)
        end++;
    if (end > low)
        *first = index->items + low;
    return end - low;
}

size_t aa_image_calls_to(const aa_image *image, uint64_t address, const aa_image_mention **first)
{
    return aa_image_leading_to(image, &image->calls, address, first);
}

size_t aa_image_mentions_of(const aa_image *image, uint64_t address, const aa_image_mention **first)
{
    return aa_image_leading_to(image, &image->mentions, address, first);
}

bool aa_image_mentioned_before(const aa_image *image, uint64_t address, uint64_t *out)
{
    if (address < image->low)
        return false;
    uint64_t to = address - image->low;
    size_t behind = to >= UINT32_MAX ? image->mentions.count : first_of(&image->mentions, (uint32_t)to + 1);
    if (behind > 0)
        *out = aa_image_address(image, image->mentions.items[behind - 1].to);
    return behind > 0;
}
