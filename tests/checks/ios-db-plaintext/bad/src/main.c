int sqlite3_open(const char *path, void **out);
int sqlite3_exec(void *db, const char *sql, void *each, void *context, char **error);

int main(int argc, char **argv)
{
    void *db;
    sqlite3_open(argv[1], &db);
    return sqlite3_exec(db,
                        "CREATE TABLE IF NOT EXISTS users (_id INTEGER PRIMARY KEY, name VARCHAR(40), "
                        "\"id_number\" TEXT, password TEXT NOT NULL DEFAULT ('none', 'token'))",
                        0, 0, 0);
}
