int curl_easy_setopt(void *handle, int option, ...);

/* CURLOPT_PINNEDPUBLICKEY */
void open_client(void *handle)
{
    curl_easy_setopt(handle, 10230, "sha256//AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
}
