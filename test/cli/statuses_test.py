"""Exit statuses that tell of what is rare: each is provoked for real."""

import sqlite3
import time

from cli_case import CliCase, main


class Locked(CliCase):
    """The table is there, and another application may hold its lock."""

    def setUp(self):
        super().setUp()
        self.silent("increment", "user:1", "k", 5)
        self.run_program("sync")

    def lock(self, statement="BEGIN IMMEDIATE"):
        connection = sqlite3.connect(self.database_path(), isolation_level=None)
        self.addCleanup(connection.close)
        connection.execute(statement)
        return connection

    def lock_readers_out(self):
        """In WAL mode only this keeps readers out too."""
        connection = self.lock("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        return connection


class Timeout(Locked):
    def test_a_sync_that_may_wait_no_longer_is_status_7_and_nothing_is_lost(self):
        self.silent("increment", "user:1", "k", 2)
        lock = self.lock()
        begun = time.monotonic()
        error = self.error_of("sync", "--timeout", "200ms", status=7)
        took = time.monotonic() - begun
        self.assertEqual((error["code"], error["retryable"], error["in_doubt"]),
                         ("timeout", True, False))
        self.assertGreaterEqual(took, 0.2)
        self.assertLess(took, 4, "SQLite's own wait would take 5 s")
        lock.execute("ROLLBACK")
        self.assertEqual(self.output_of("sync"), "synced 1 counter, +2, in 1 transaction\n")
        self.assertEqual(self.rows(), [("user", 1, "k", 7)])

    def test_every_command_that_asks_the_database_ends_in_time(self):
        self.silent("increment", "user:1", "k", 2)
        lock = self.lock_readers_out()
        for arguments in (("get", "user:1", "k"), ("all", "user:1"), ("status",), ("doctor",),
                          ("sync", "--dry-run"), ("sync",), ("migrate",), ("migrate", "--status"),
                          ("migrate", "--rollback"), ("remove", "user:1"),
                          ("increment", "user:1", "k", "--store", "direct"),
                          ("increment", "user:1", "k", "--store", "memory"),
                          ("ingest", "--store", "direct")):
            begun = time.monotonic()
            self.run_program(*arguments, "--timeout", "100ms", status=7, stdin="user:1\tk\n")
            self.assertLess(time.monotonic() - begun, 4, arguments)
        lock.close()
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 7)])

    def test_the_environment_and_the_file_say_it_too(self):
        lock = self.lock_readers_out()
        self.run_program("get", "user:1", "k", status=7, environment={"COUNTER_TIMEOUT": "50ms"})
        self.write("counter.toml", 'timeout = "50ms"\n')
        self.run_program("get", "user:1", "k", status=7)
        lock.close()
        self.assertEqual(self.get("user:1", "k"), 5)

    def test_work_lives_on_and_syncs_when_it_can(self):
        self.silent("increment", "user:1", "k", 2)
        lock = self.lock()
        process = self.start("work", "--every", "50ms", "--timeout", "50ms")
        self.assertIn(b"at work", process.stderr.readline())
        self.assertIn(b"deadline", process.stderr.readline())
        lock.execute("ROLLBACK")
        self.wait_until(lambda: self.rows() == [("user", 1, "k", 7)], "a sync")
        status, _, _ = self.stop(process)
        self.assertEqual(status, 0)

    def test_a_timeout_that_is_none_is_refused(self):
        for text in ("0", "-1", "soon", "25h"):
            self.assertIn("timeout", self.error_of("status", f"--timeout={text}",
                                                   status=2)["message"])


if __name__ == "__main__":
    main()
