/*
 * Faults made on purpose, to test what happens around them. Only builds with tests have them.
 */
#ifndef AA_CLI_FAULTS_H
#define AA_CLI_FAULTS_H

#include <appassay/watch.h>

/*
 * Lets |watch| fail as APPASSAY_TEST_FAULT says, "KIND:STAGE" or "KIND:STAGE:MEMBER" with KIND one of crash,
 * abort, hang, memory, open, socket and flood, when that stage begins. Nothing in builds without tests.
 */
void aa_faults_install(aa_watch *watch);

#endif
