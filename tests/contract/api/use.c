/* The public API as a user has it: judge a file, print the verdicts. */
#include <appassay/appassay.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    aa_options options = AA_OPTIONS_INIT;
    aa_analysis *analysis = aa_analysis_new(&options);
    if (argc != 2 || analysis == NULL || strcmp(aa_version(), AA_VERSION_STRING) != 0)
        return 2;
    const char *const paths[] = {argv[1]};
    if (aa_analysis_run(analysis, paths, 1) != AA_OK) {
        fprintf(stderr, "%s\n", aa_analysis_error(analysis));
        aa_analysis_free(analysis);
        return 1;
    }
    const aa_result *result = aa_analysis_result(analysis);
    for (size_t i = 0; i < aa_result_judgement_count(result); i++)
        printf("%s: %s\n", aa_result_standard(result, i), aa_verdict_name(aa_result_verdict(result, i)));
    int ok = aa_result_verdict(result, 0) == AA_FAIL && aa_result_finding_count(result) > 10;
    aa_analysis_free(analysis);
    return ok ? 0 : 1;
}
