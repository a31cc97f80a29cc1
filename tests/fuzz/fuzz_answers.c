/* Reads an answer sheet and puts it into a small result: nothing invalid comes out, and faults have places.
 */
#include <stdint.h>
#include <stdlib.h>

#include "reports/answers/merge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char result_text[] =
    "{\"schema\": \"appassay.result/1\", \"policy\": {\"today\": \"2026-11-22\"}, \"target\": "
    "{\"artifacts\": [{\"sha256\": "
    "\"0000000000000000000000000000000000000000000000000000000000000000\"}]}, \"judgements\": "
    "[{\"standard\": "
    "\"broker\", \"edition\": \"e\", \"tier\": \"t\", \"verdict\": \"fail\", \"rows\": [{\"id\": \"7\", "
    "\"verdict\": "
    "\"undecided\", \"reasons\": [{\"code\": \"slot-open\", \"verdict\": \"undecided\", \"slot\": \"s\"}]}, "
    "{\"id\": \"9\", "
    "\"verdict\": \"fail\", \"reasons\": [{\"code\": \"defect\", \"verdict\": \"fail\"}]}]}]}";

static void require(bool condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    json_t *result = json_loads(result_text, 0, NULL);
    require(arena != NULL && result != NULL);
    aa_faults faults;
    aa_faults_init(&faults, arena);
    aa_sheet sheet;
    aa_err err = aa_sheet_read(arena, aa_bytes_of(data, size), &faults, &sheet);
    require((err == AA_OK) == (faults.items.count == 0));
    json_t *merged = NULL;
    if (err == AA_OK)
        err = aa_answers_apply(result, &sheet, &faults, &merged);
    require((err == AA_OK) == (merged != NULL));
    if (merged != NULL) {
        char *dump = json_dumps(merged, 0);
        require(dump != NULL);
        free(dump);
    }
    json_decref(merged);
    json_decref(result);
    aa_sheet_done(&sheet);
    aa_arena_free(arena);
    return 0;
}
