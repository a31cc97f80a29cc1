#define FLUTTER_APP_TEXTS
#include "flutter_app.h"
