"""Messages of the reference that take unusual files, calls or servers, each produced for real."""

import fcntl
import os
import socket
import subprocess
import threading

from cli_case import PROGRAM, VALUE_MAX, main
from laravel_package import Package
from messages import rows_of
from messages_test import MessagesCase
from redis_meddler import RedisMeddler
from redis_server import RedisServer


class Commands(MessagesCase):
    def test_of_flags_that_contradict(self):
        self.says("invalid_argument", "--token counts in the total alone; leave out --interval",
                  "increment", "user:1", "k", "--token", "t", "--interval", "day")
        self.says("invalid_argument", "--within goes with neither --token nor --interval; leave "
                  "one out", "increment", "user:1", "k", "--within", "5", "--token", "t")

    def test_of_configuration(self):
        self.says("invalid_argument", "... is neither error nor block", "status",
                  environment={"COUNTER_BUFFER_WHEN_FULL": "perhaps"})
        self.write(".env", "COUNTER_STORE\n")
        self.says("invalid_argument", "has no '='; write NAME=value", "status")
        (self.folder / ".env").unlink()
        self.write("counter.toml", 'data_dir = "a\\u0000b"\n')
        self.says("invalid_argument", "has a byte in it that no path has", "status")
        (self.folder / "counter.toml").unlink()
        self.says("invalid_argument", "names a socket by a path of more than 107 bytes; link it "
                  "to a shorter one", "status", "--store", "redis+unix:///" + "x" * 120)

    def test_of_a_working_directory_that_is_gone(self):
        gone = self.folder / "gone"
        gone.mkdir()
        program = os.path.abspath(PROGRAM)
        ended = subprocess.run(
            ["sh", "-c", f"cd '{gone}' && rmdir '{gone}' && exec '{program}' --json status"],
            env=self.environment, capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(ended.returncode, 6, ended.stderr)
        self.assertIn("the working directory, against which ... is named, cannot be used: ...",
                      rows_of("unavailable", self.parsed(ended.stderr)["message"]))

    def test_of_a_store_that_somebody_else_opens_for_too_long(self):
        self.silent("increment", "user:1", "k")
        header = next((self.folder / "model-counter-data").rglob("header"))
        with open(header, "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.says("unavailable", "...: another process has been opening the store for too "
                      "long; try again, or end it if it hangs", "increment", "user:1", "k")
        self.silent("increment", "user:1", "k")

    def test_of_files_on_a_disk_that_cannot_be_read(self):
        self.says("unavailable", "...; check its permissions and its disk", "ingest",
                  "/proc/self/mem")


class Sources(MessagesCase):
    def parsed(self, err):
        return super().parsed(err.splitlines()[-1])

    def test_of_tls(self):
        server = RedisServer(self)
        self.write("no.pem", "no certificate")
        secret = server.url.replace("redis:", "rediss:")
        for row, url in (
                ("the certificate ... or its key ... cannot be used: ...",
                 f"{secret}?cert={self.folder}/no.pem&key={self.folder}/no.pem"),
                ("the file of whom to trust, ..., cannot be used: ...",
                 f"{secret}?ca={self.folder}/no.pem"),
                ("TLS was not agreed on", self.peer_that_says(b"-ERR what?\r\n"))):
            self.says("unavailable", row, "increment", "user:1", "k", "--store", url)

    def peer_that_says(self, words):
        """The address of a server of none of the protocols."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def serve():
            try:
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.sendall(words)
                        connection.recv(65536)
            except OSError:
                pass

        threading.Thread(target=serve, daemon=True).start()
        return f"rediss://127.0.0.1:{listener.getsockname()[1]}"

    def test_of_sums_that_fit_no_column(self):
        self.silent("set", "user:1", "k", VALUE_MAX)
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        self.says("out_of_range", "...: its value leaves the 64-bit range; sync", "increment",
                  "user:1", "k", "--within", "5")

    def test_of_a_server_that_never_answers(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.says("unavailable", "database ...: connecting: no answer within ... ms; check "
                      "host and port, or raise connect_timeout", "sync", "--database",
                      f"postgresql://u@127.0.0.1:{silent.getsockname()[1]}/d?connect_timeout=2")

    def test_of_an_address_that_nobody_knows(self):
        self.says("unavailable", "...its address is not found: ...", "increment", "user:1", "k",
                  "--store", "redis://a..b")

    def test_of_an_import_without_a_table(self):
        package = Package(self.folder / "database.sqlite")
        self.addCleanup(package.connection.close)
        package.connection.execute("DROP TABLE model_counters")
        self.says("not_found", "there is no table ... and no ...; say which one with --from-table",
                  "import", "laravel", "--from", "sqlite:database.sqlite", "--keep-old-as", "old")

    def test_of_an_import_from_redis(self):
        server = RedisServer(self)
        self.says("invalid_argument", "the Redis prefix is empty or begins as this program's own "
                  "keys do; say the whole prefix of the counters' keys with --redis-prefix",
                  "import", "laravel", "--redis", server.url, "--redis-prefix", "")
        meddler = RedisMeddler(self, server, lambda words: b"" if words[0] == b"SCAN" else None)
        self.says("unavailable", "...: the connection broke at ...: ...; run it again", "import",
                  "laravel", "--redis", meddler.url)
        user = "counter:app.models.user:1:downloads"
        server.run("SET", user, VALUE_MAX)
        server.run("SET", user.replace("app.models.", ""), VALUE_MAX)
        self.says("out_of_range", "...: ... and another key of the same counter amount to more "
                  "than 64 bits; lower one of them in Redis", "import", "laravel", "--redis",
                  server.url, "--owner-type", "App\\Models\\User=user", "--owner-type",
                  "user=user")
        server.run("CONFIG", "SET", "requirepass", "tiger")
        self.says("unavailable", "... lets nobody in: ...; check the URL, its user and its "
                  "password", "import", "laravel", "--redis",
                  server.url.replace("//", "//:sesame@"))

    def test_of_an_import_that_goes_on_with_other_options(self):
        server = RedisServer(self)
        server.run("SET", "counter:user:1:k", "5")
        meddler = RedisMeddler(self, server,
                               lambda words: b"" if words[0] in (b"HSCAN", b"HGETALL") else None)
        self.says("unavailable", "...: the connection broke at ...: ...; run it again", "import",
                  "laravel", "--redis", meddler.url)
        self.says("conflict", "...: ... was set aside by an earlier run and cannot be taken now: "
                  "it ...; run with the options of that run", "import", "laravel", "--redis",
                  server.url, "--owner-type", "App\\A\\User=a", "--owner-type", "App\\B\\User=b")
        self.run_program("import", "laravel", "--redis", server.url)
        self.assertEqual(self.get("user:1", "k"), 5)


if __name__ == "__main__":
    main()
