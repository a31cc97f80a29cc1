int curl_easy_setopt(void *handle, int option, ...);

void open_client(void *handle)
{
    curl_easy_setopt(handle, 64, 0L);
}
