"""Messages of the reference, each produced for real by the program.

Whatever error the other tests of the program provoke is compared with the reference, too."""

import gzip
import os

from cli_case import VALUE_MAX, CliCase, main
from database_servers import MariadbServer, PostgresqlServer
from laravel_package import Package
from messages import ROWS, rows_of
from redis_server import RedisServer, free_port

STATUSES = {"invalid_argument": 2, "not_found": 3, "conflict": 4, "busy": 5, "unavailable": 6,
            "timeout": 7, "in_doubt": 8, "out_of_range": 9, "corrupt": 10, "internal": 70}


class MessagesCase(CliCase):
    def says(self, code, row, *arguments, **options):
        """A run ends with an error that a row of the reference stands for."""
        self.assertIn(row, [told for told, _, _ in ROWS], "not a row of the reference")
        with self.subTest(row=row):
            _, err = self.run_program("--json", *arguments, status=STATUSES[code], **options)
            error = self.parsed(err)
            self.assertEqual(error["code"], code)
            self.assertIn(row, rows_of(code, error["message"]), error["message"])


class Names(MessagesCase):
    def test_of_owners_keys_and_amounts(self):
        def increment(row, *arguments):
            self.says("invalid_argument", row, "increment", *arguments)

        increment("owner ... has no ':'; write type:id, or global", "user", "k")
        increment("owner type ... ...", ":1", "k")
        increment("is empty; it needs 1 to ... bytes", ":1", "k")
        increment("owner id ... of type ... ...", "user:", "k")
        increment("has ... bytes; the limit is ...", "user:1", "k" * 101)
        increment("contains a control character", "user:1", "a\x01")
        increment("contains ':', which separates the parts of a counter's name", "user:1", "a:b")
        increment("is not well-formed UTF-8", "user:1", os.fsdecode(b"\xff"))
        increment("is not a whole decimal number such as 3 or -3", "user:1", "k", "three")
        increment("is outside ... ... ...", "user:1", "k", 2**62)

    def test_of_patterns(self):
        for row, pattern in (
                ("pattern ... has more than three fields; write type:id:key, and %3A for a colon "
                 "inside an id", "a:b:c:d"),
                ("has ... bytes; the limit is ...", "a" * 701)):
            self.says("invalid_argument", row, "sync", "--pattern", pattern)

    def test_of_sums(self):
        self.silent("set", "user:1", "k", VALUE_MAX)
        self.says("out_of_range", "...: ... plus ... leaves the 64-bit range; nothing was counted",
                  "increment", "user:1", "k")
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        self.says("out_of_range", "counter ...: what the store adds to it leaves the 64-bit range; "
                  "sync sets that aside in the rejects table, set gives it a value that fits",
                  "get", "user:1", "k")
        self.says("out_of_range", "...; nothing was written", "increment", "user:1", "k",
                  "--store", "direct", "--prefix", "other")


class Configuration(MessagesCase):
    def test_of_values(self):
        for row, variable, value in (
                ("... is neither yes nor no", "REDIS_ALLOW_EVICTION", "maybe"),
                ("... is not 1-50 letters, digits and underscores", "TABLE_NAME", "a-b"),
                ("... is not a time such as 500ms, 60s, 5m or a number of seconds, from ...ms to "
                 "24h", "TIMEOUT", "soon"),
                ("... is not a whole number from ... to ...", "REDIS_SHARDS", "0"),
                ("... is not a whole number from 1 to ...", "SYNC_BATCH_SIZE", "0"),
                ("...is not one of ...", "STORE", "paper"),
                ("...is not one of ...", "DATABASE", "paper"),
                ("...takes nothing after ...", "STORE", "memory:x"),
                ("...lacks a path after ...:", "DATABASE", "sqlite:"),
                ("contains a control character", "PREFIX", "a\x01")):
            self.says("invalid_argument", row, "status",
                      environment={f"COUNTER_{variable}": value})
        self.says("invalid_argument", "table_name ... cannot be used: take 1 to ... letters, "
                  "digits and underscores, no digit first, not sqlite_...", "sync",
                  "--table-name", "sqlite_x")

    def test_of_files(self):
        for row, text in (
                ("...: ... is a text; write it in quotes", "store = 5"),
                ("...: there are no sections; ... is one", "[store]"),
                ("...: the value of ... is neither a text in quotes nor a whole number",
                 "lock_ttl = true"),
                ("...: there is no key ...", "stroe = 'memory'"),
                ("...: not TOML: ...", "store ="),
                ("configuration file ... is longer than a mebibyte; is it the right file?",
                 "#" * (2**20 + 1))):
            self.write("counter.toml", text)
            self.says("invalid_argument", row, "status")
        (self.folder / "counter.toml").unlink()
        (self.folder / "folder").mkdir()
        (self.folder / "loop").symlink_to("loop")
        self.says("invalid_argument", "configuration file ... is a directory; name a file",
                  "status", "--config", "folder")
        self.says("unavailable", "configuration file ... cannot be read: ...", "status",
                  "--config", "loop")
        self.says("not_found", "configuration file ..., which ... asks for, is not there; make it, "
                  "or correct the path", "status", "--config", "none")

    def test_of_env_files(self):
        for row, text in (("has a quote that is not closed on its line", "COUNTER_STORE='memory"),
                          ("has something after its closing quote", "COUNTER_STORE='memory' x")):
            self.write(".env", text + "\n")
            self.says("invalid_argument", row, "status")

    def test_of_folders(self):
        self.write("file", "")
        self.says("unavailable", "data directory ... cannot be used: ...; data_dir, or "
                  "COUNTER_DATA_DIR, names another", "status", "--data-dir", "file")

    def test_of_urls(self):
        for row, setting, url in (
                ("the database's mysql:// URL ...; write it as mysql://user:password@host:port/"
                 "database?parameter=value, with @ : / ? % # and & in user and password as %40 "
                 "%3A %2F %3F %25 %23 %26", "database", "mysql://h"),
                ("names no database", "database", "mysql://h"),
                ("has a % that two hexadecimal digits do not follow", "database", "mysql://%z@h/d"),
                ("has an ssl-mode that is not disabled, required or verify-identity", "database",
                 "mysql://h/d?ssl-mode=no"),
                ("has a connect-timeout that is not 1 to 3600 seconds", "database",
                 "mysql://h/d?connect-timeout=0"),
                ("has a parameter other than socket, ssl-mode, ssl-ca, ssl-cert, ssl-key and "
                 "connect-timeout", "database", "mysql://h/d?mood=1"),
                ("has an address in brackets that is not closed", "database", "mysql://[::1/d"),
                ("has an unescaped character before its last @", "database", "mysql://a:b@c@h/d"),
                ("the database's postgresql:// URL ...; write it as postgresql://user:password@host"
                 ":port/database?parameter=value, with @ : / ? % and # in user and password as %40 "
                 "%3A %2F %3F %25 %23", "database", "postgresql://h/d?mood=1"),
                ("has an unescaped character before its last @", "database",
                 "postgresql://a:b@c@h/d"),
                ("names no host", "store", "redis://:1"),
                ("has an option other than db (sockets), ca, cert and key (TLS), sentinel_user and "
                 "sentinel_password (sentinels)", "store", "redis://h?mood=1"),
                ("names no service that the sentinels watch", "store", "redis+sentinel://h"),
                ("has a certificate without its key, or a key without its certificate", "store",
                 "rediss://h?cert=x"),
                ("names no socket by its full path", "store", "redis+unix://x")):
            self.says("invalid_argument", row, "status",
                      environment={f"COUNTER_{setting.upper()}": url})


class Program(MessagesCase):
    def test_of_files_that_it_writes(self):
        self.run_program("config", "publish")
        self.says("conflict", "... exists and is left as it is; move it away, or name another file "
                  "by --config", "config", "publish")
        (self.folder / "counter.toml").unlink()
        lines = {"stdin": "bad\n"}
        self.says("unavailable", "cannot open the dead-letter file ...: ...; check its folder and "
                  "its permissions", "ingest", "--dead-letter", "none/x", **lines)
        self.says("unavailable", "cannot write the dead-letter file ...: ...; make room", "ingest",
                  "--dead-letter", "/dev/full", **lines)
        self.says("unavailable", "file ... cannot be written; choose another --findings", "import",
                  "laravel", "--from", "sqlite:x", "--findings", "none/x")

    def test_of_output_that_does_not_fit(self):
        with open("/dev/full", "wb") as full:
            process = self.start("--json", "status", stdout=full)
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 6)
        self.assertIn("cannot write to standard output: ...",
                      rows_of("unavailable", err.decode()))

    def test_of_flags(self):
        self.says("invalid_argument", "...; see model-counter ...--help", "count")
        for row, arguments in (
                ("--from-start is for --source; without one, every run begins at the start",
                 ("x", "--from-start")),
                ("--follow needs a store that outlives it: choose another --store, or --source",
                 ("x", "--follow", "--store", "memory")),
                ("--key is for --format combined; a line of ... names its key itself",
                 ("-", "--key", "k"))):
            self.says("invalid_argument", row, "ingest", *arguments)

    def test_of_logs(self):
        os.mkfifo(self.folder / "pipe")
        self.says("invalid_argument", "... is not a regular file: it can be neither followed nor a "
                  "source", "ingest", "pipe", "--source", "s")
        log = self.write("log", "user:1\tk\n" * 3)
        self.run_program("ingest", log, "--source", "s")
        self.write("log", "user:1\tk\n" * 5)
        packed = self.folder / "log.1.gz"
        packed.write_bytes(gzip.compress(log.read_bytes()))
        log.unlink()
        self.write("log", "page:2\tk\n")
        _, err = self.run_program("--json", "ingest", log, "--source", "s", status=4)
        self.assertTrue(rows_of("conflict", self.parsed(err)["message"]))

    def test_of_lines(self):
        lines = {
            "[]": "it is not an object but ...",
            "{": "it is not JSON: see byte ...",
            '{"owner":1,"key":"k"}': "owner is ..., not a text",
            '{"owner":"user:1","key":1}': "key is ..., not a text",
            '{"owner":"user:1","key":"k","amount":"1"}': "amount is ..., not a whole number",
            '{"owner":"user:1","key":"k","amount":1.5}':
                "amount ... is not a whole number of 64 bits",
            '{"owner":"user:1","key":"k","key":"k"}': "it has two fields ...",
            '{"owner":"user:1","key":"k","amount":4611686018427387904}':
                "...: the amount ... is beyond +-(2^62 - 1): split it, or use set",
            '{"owner":"user:1","key":"k","amount":9223372036854775808}':
                "amount ... is beyond the limits, ... to ...",
        }
        report = self.json_of("ingest", "--format", "ndjson", stdin="\n".join(lines) + "\n",
                              status=1)
        for bad, row in zip(report["first_bad_lines"], lines.values(), strict=True):
            self.assertIn(row, rows_of("invalid_argument", bad["reason"]), bad)


class Import(MessagesCase):
    def test_of_sources(self):
        package = Package(self.folder / "database.sqlite")
        self.addCleanup(package.connection.close)
        package.connection.execute("CREATE TABLE theirs (a)")
        source = ("--from", "sqlite:database.sqlite")
        for code, row, arguments in (
                ("invalid_argument", "nothing to import: say where the table is (--from), where "
                 "the Redis keys are (--redis), or both", ()),
                ("invalid_argument", "--owner-type ... is not CLASS=TYPE, e.g. "
                 "'App\\Models\\User=user'", (*source, "--owner-type", "x")),
                ("not_found", "the source has no table ...; say which with --from-table",
                 (*source, "--from-table", "none")),
                ("conflict", "the source's table ... is not the PHP package's: it ...",
                 (*source, "--from-table", "theirs"))):
            self.says(code, row, "import", "laravel", *arguments)


class EmbeddedStore(MessagesCase):
    def setUp(self):
        super().setUp()
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        store = self.folder / "model-counter-data" / "store"
        self.header = next(store.rglob("header"))
        self.generations = sorted(self.header.parent.glob("gen-*"))

    def change(self, path, offset, content):
        with open(path, "r+b") as file:
            file.seek(offset)
            file.write(content)

    def test_of_the_header(self):
        whole = self.header.read_bytes()
        for row, offset, content in (("it is not the header of a store", 0, b"x"),
                                     ("the store was made by a newer version: use that one", 8,
                                      b"\xff")):
            self.change(self.header, offset, content)
            code = "conflict" if "newer" in row else "corrupt"
            self.says(code, row, "get", "user:1", "k")
            self.header.write_bytes(whole)

    def test_of_a_header_that_is_missing(self):
        self.header.unlink()
        self.says("corrupt", "...: it is missing, but there are counters...", "get", "user:1", "k")

    def test_of_a_damaged_generation(self):
        self.change(self.generations[-1], 0, b"x")
        self.says("corrupt", "it is not a generation of counters", "get", "user:1", "k")


class Sqlite(MessagesCase):
    def test_of_files(self):
        self.write("text", "no database " * 100)
        self.says("corrupt", "it is not a SQLite database...; it was left as it is; configure "
                  "another path", "sync", "--database", "sqlite:text")
        self.says("not_found", "its directory does not exist...; make the directory, or configure "
                  "another path", "sync", "--database", "sqlite:none/x")
        self.run_program("migrate")
        self.run_program("migrate", "--rollback")
        self.says("not_found", "database ... has no tables ... to roll back", "migrate",
                  "--rollback")

    def test_of_tables(self):
        self.run_program("migrate")
        self.sql("INSERT INTO model_counters_migrations VALUES (99, 'later', 0)")
        self.says("conflict", "database ...: its tables ... are at migration ..., this version "
                  "knows ...; use the version of model-counter that made them, or a newer one",
                  "sync")
        self.sql("DROP TABLE model_counters_migrations")
        self.sql("DROP TABLE model_counters")
        self.sql("CREATE TABLE model_counters (a)")
        self.says("conflict", "database ...: table ... was not made by model-counter (it ...); "
                  "configure another table_name", "sync")


class Servers(MessagesCase):
    def parsed(self, err):
        return super().parsed(err.splitlines()[-1])

    def served(self, server_class):
        server = server_class()
        self.addCleanup(server.close)
        server.make_role()
        return server, lambda url: {"environment": {"COUNTER_DATABASE": url}}

    def test_of_postgresql(self):
        server, at = self.served(PostgresqlServer)
        self.says("unavailable", "the password is wrong...; correct it in the URL, PGPASSWORD or "
                  "the password file", "sync", **at(server.url("sesame")))
        self.says("not_found", "there is no such database...; make it with createdb, or correct "
                  "the URL", "sync", **at(server.url().replace("/tallies", "/none")))
        self.says("not_found", "... has ... tables ...: run `model-counter migrate`",
                  "sync", **at(server.url()))
        self.run_program("migrate", **at(server.url()))
        self.says("conflict", "the tables take owner ids of kind ..., not ...; choose another "
                  "--table-name, or roll back first", "migrate", "--owner-id", "string",
                  **at(server.url()))
        self.says("unavailable", "the server cannot be reached...; check host and port, and that "
                  "it runs", "sync", **at(f"postgresql://app@127.0.0.1:{free_port()}/tallies"))

    def test_of_mariadb(self):
        server, at = self.served(MariadbServer)
        self.says("unavailable", "the server does not let this user in...; check user and password "
                  "in the URL, MYSQL_PWD or the option file", "sync", **at(server.url("sesame")))
        self.says("unavailable", "access was refused", "sync",
                  **at(server.url().replace("/tallies", "/none")))
        self.says("not_found", "... has ... tables ...: run `model-counter migrate`",
                  "sync", **at(server.url()))
        self.says("unavailable", "the server cannot be reached", "sync",
                  **at(f"mysql://app@127.0.0.1:{free_port()}/tallies"))

    def test_of_redis(self):
        server = RedisServer(self)

        def store(url):
            return {"environment": {"COUNTER_STORE": url}}

        self.says("unavailable", "it cannot be reached", "increment", "user:1", "k",
                  **store(f"redis://127.0.0.1:{free_port()}"))
        server.run("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
        self.says("unavailable", "...: its maxmemory-policy ... may drop counters; set noeviction, "
                  "or allow it with redis_allow_eviction", "increment", "user:1", "k",
                  **store(server.url))
        server.run("CONFIG", "SET", "maxmemory-policy", "noeviction")
        self.run_program("increment", "user:1", "k", **store(server.url))
        server.run("CONFIG", "SET", "maxmemory", "1")
        self.says("unavailable", "give it more memory, or sync", "increment", "user:1", "k",
                  **store(server.url))
        server.run("CONFIG", "SET", "maxmemory", "0")
        server.run("CONFIG", "SET", "requirepass", "tiger")
        self.says("unavailable", "name a user and password in the URL", "increment", "user:1", "k",
                  **store(server.url))
        self.says("unavailable", "name another user and password in the URL", "increment",
                  "user:1", "k", **store(server.url.replace("//", "//:sesame@")))


if __name__ == "__main__":
    main()
