/*
 * libappassay: static analysis of mobile apps as shipped, judged row by row. Includes the whole API.
 */
#ifndef APPASSAY_APPASSAY_H
#define APPASSAY_APPASSAY_H

#include <appassay/analysis.h>
#include <appassay/check.h>
#include <appassay/error.h>
#include <appassay/limits.h>
#include <appassay/report.h>
#include <appassay/result.h>
#include <appassay/version.h>
#include <appassay/watch.h>

#endif
