int sqlite3_open(const char *path, void **out);
int sqlite3_exec(void *db, const char *sql, void *each, void *context, char **error);

int main(int argc, char **argv)
{
    void *db;
    sqlite3_open(argv[1], &db);
    sqlite3_exec(db, "DROP TABLE password", 0, 0, 0);
    return sqlite3_exec(db, "create table passwords (_id INTEGER, shown INTEGER CHECK (shown IN (0, 1)), hint TEXT)", 0, 0, 0);
}
