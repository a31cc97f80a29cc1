int curl_easy_perform(void *handle);

int ask(void *handle)
{
    return curl_easy_perform(handle);
}
