#define FLUTTER_APP_TEXTS "set:badCertificateCallback\0\0\1http://plain.example.org/v1/login\0\0"
#include "flutter_app.h"
