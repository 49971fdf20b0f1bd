"""Each call of the system that the program makes fails once: what it then says is in the reference,
and what it acknowledged is counted, once."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from cli_case import PROGRAM, VALUE_MAX, CliCase, main
from database_servers import MariadbServer, PostgresqlServer
from messages import ROWS, rows_of
from redis_server import RedisServer

SOURCE = pathlib.Path(__file__).with_name("failing_calls.c")
NAMES = re.findall(r"(?m)^FORWARD(?:_OPEN)?\((?:[\w*]+, )?(\w+), \(", SOURCE.read_text())
EIO, ENOMEM, ENOSPC = 5, 12, 28
ERRORS = {name: EIO for name in [*NAMES, "fdopendir", "fstatfs", "posix_fallocate"]} | {
    "fdopendir": ENOMEM, "mmap": ENOMEM, "madvise": ENOMEM,
    "posix_fallocate": ENOSPC, "pwrite": ENOSPC, "pwrite64": ENOSPC, "write": ENOSPC}
BYTES = pathlib.Path(shutil.which(PROGRAM) or os.devnull).read_bytes()


@unittest.skipIf(b"__asan_init" in BYTES or b"__tsan_init" in BYTES,
                 "sanitizers want to be loaded first")
class FailingCalls(CliCase):
    def setUp(self):
        super().setUp()
        self.library = self.folder / "failing_calls.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, SOURCE], check=True)
        self.preloaded = self.environment.get("LD_PRELOAD", "")

    def failing(self, call, at, arguments, data, error=None, environment=None):
        """Runs with one call failing. Returns: its error or None, and whether the call came."""
        done = self.folder / "done"
        done.unlink(missing_ok=True)
        ended = subprocess.run(
            [PROGRAM, "--json", "--data-dir", data, *arguments], cwd=self.folder, text=True,
            capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
            env={**self.environment, "LD_PRELOAD": f"{self.library}:{self.preloaded}",
                 "FAIL_CALL": call, "FAIL_AT": str(at), "FAIL_DONE": str(done),
                 "FAIL_ERRNO": str(ERRORS[call] if error is None else error),
                 **(environment or {})})
        where = f"{call}, the {at}.: {ended.stderr}"
        self.assertGreaterEqual(ended.returncode, 0, f"died of a signal at {where}")
        errors = [line for line in ended.stderr.splitlines() if line.startswith('{"error"')]
        self.assertEqual(len(errors), 1 if ended.returncode else 0, where)
        return (self.parsed(errors[0]) if errors else None), done.exists()

    def each_call_fails(self, *arguments, fresh=False):
        """Call and number, error or None, and the folder, of a run for each call that a command
        makes, and of one for each in which nothing failed."""
        for call in ERRORS:
            at, came = 1, True
            while came:
                data = f"data-{call}-{at}" if fresh else "data"
                error, came = self.failing(call, at, arguments, data)
                yield f"{call}, the {at}.", error, data
                at += 1

    def value(self, data):
        out, _ = self.run_program("get", "user:1", "downloads", "--data-dir", data)
        return int(out)  # it may warn that it repaired what the failure left

    def test_while_it_counts_in_a_new_folder(self):
        failed = 0
        for where, error, data in self.each_call_fails("increment", "user:1", "downloads",
                                                       fresh=True):
            failed += error is not None
            with self.subTest(where=where, error=error):
                self.assertIn(self.value(data), (0, 1) if error else (1,))
        self.assertGreater(failed, 20)

    def test_while_it_counts_in_a_folder_that_is_there(self):
        self.run_program("increment", "user:1", "downloads", "--data-dir", "data")
        value, failed = 1, 0
        for where, error, data in self.each_call_fails("increment", "user:1", "downloads"):
            failed += error is not None
            with self.subTest(where=where, error=error):
                now = self.value(data)
                self.assertIn(now - value, (0, 1) if error else (1,))
                value = now
        self.assertGreater(failed, 15)

    def test_while_it_syncs(self):
        self.run_program("increment", "user:1", "downloads", "--data-dir", "data")
        value, failed = 1, 0
        for where, error, data in self.each_call_fails("sync"):
            failed += error is not None
            with self.subTest(where=where, error=error):
                self.assertEqual(self.value(data), value)
                self.run_program("sync", "--data-dir", data)
                self.assertEqual(self.value(data), value)
            self.run_program("increment", "user:1", "downloads", "--data-dir", data)
            value += 1
        self.assertGreater(failed, 30)

    def says(self, row, call, arguments, **options):
        """One of the command's calls of this kind makes it fail as a row of the reference says."""
        self.assertIn(row, [told for told, _, _ in ROWS], "not a row of the reference")
        said, at, came = [], 1, True
        while came:
            if arguments == ("sync",):
                self.run_program("increment", "user:1", "k", "--data-dir", "data")
            error, came = self.failing(call, at, arguments, "data", **options)
            if error is not None:
                said.append(error["message"])
                if row in rows_of(error["code"], error["message"]):
                    return
            at += 1
        self.fail(f"{row} was not said, but: {said}")

    def test_where_memory_runs_out(self):
        memory = ("increment", "user:1", "k", "--store", "memory")
        self.says("the memory store needs MADV_WIPEONFORK: use Linux 4.14 or later", "madvise",
                  memory)
        self.says("no memory for ... bytes of counters: free memory, or sync", "mmap", memory)

    def test_on_the_disk_of_another_machine(self):
        self.says("...: ... cannot hold an embedded store: use a directory on a local disk, or the "
                  "Redis store", "fstatfs", ("increment", "user:1", "k"), error=0)

    def test_where_files_are_another_users(self):
        self.run_program("sync", "--data-dir", "data")
        header = next((self.folder / "data").rglob("header"))
        header.chmod(0o640)
        self.says("...: a new file cannot be given the mode of `header`", "fchmod", ("sync",))
        if os.geteuid() == 0:
            os.chown(header, 4711, 4711)
            self.says("...: a new file cannot be given to the owner and group of `header`; seal "
                      "as that user or as root", "fchown", ("sync",))

    def test_of_logs(self):
        log = self.write("log", "user:1\tk\n")
        counted = ("ingest", str(log), "--source", "s")
        self.says("... cannot be looked at; check who may read it", "fstat", counted)
        for call in ("pread", "fstat"):
            self.write(f"{call}.log", "user:1\tk\n")
            with self.subTest(call=call):
                self.says("the log's beginning cannot be read again: it was truncated; run it "
                          "again", call, ("ingest", f"{call}.log", "--source", call))

    def test_of_a_sync_that_stopped_midway(self):
        self.run_program("set", "user:1", "k", VALUE_MAX, "--data-dir", "data")
        self.run_program("sync", "--data-dir", "data")
        self.run_program("increment", "user:1", "k", "--data-dir", "data")
        error, _ = self.failing("fdatasync", 1, ("sync",), "data", environment={"FAIL_ALL": "1"})
        self.assertIsNotNone(error)
        error = self.error_of("increment", "user:1", "k", "--within", 5, "--data-dir", "data",
                              status=9)
        self.assertIn("counter ...: its value leaves the 64-bit range; set gives it one that fits",
                      rows_of("out_of_range", error["message"]), error)

    def test_of_a_file_that_is_published(self):
        self.says("cannot write ...; is the disk full?", "write", ("config", "publish"))

    def test_of_connections(self):
        redis = RedisServer(self)
        self.environment["COUNTER_STORE"] = redis.url
        counted = ("increment", "user:1", "k")
        self.says("the system gives no random numbers", "getrandom", counted)
        self.says("a socket cannot be set up", "setsockopt", counted)
        self.says("waiting failed", "poll", counted)
        self.environment["COUNTER_BUFFER"] = "memory"
        self.says("a buffer needs MADV_WIPEONFORK: use Linux 4.14 or later", "madvise", counted)
        self.says("no memory for a buffer: free some", "mmap", counted)

    def test_of_databases(self):
        for server_class in (PostgresqlServer, MariadbServer):
            server = server_class()
            self.addCleanup(server.close)
            server.make_role()
            self.environment["COUNTER_DATABASE"] = server.url()
            self.run_program("migrate")
            self.says("database ...: cannot wait for the server", "poll", ("sync",),
                      environment={"FAIL_ALL": "1"})


if __name__ == "__main__":
    main()
