int curl_easy_setopt(void *handle, int option, ...);

void open_client(void *handle, const char *pin)
{
    curl_easy_setopt(handle, 10230, pin);
}

const char *first_pin(void)
{
    return "sha256//AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
}
