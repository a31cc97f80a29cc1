const char *where(void) { return "/home/build/app/src/main/cpp/login.cpp"; }
