int curl_easy_setopt(void *handle, int option, ...);
void SSL_CTX_set_verify(void *context, int mode, void *callback);

void open_client(void *handle, void *context)
{
    curl_easy_setopt(handle, 64, 1L);
    curl_easy_setopt(handle, 81, 2L);
    SSL_CTX_set_verify(context, 1, 0);
}
