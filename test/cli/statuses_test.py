"""Exit statuses that tell of what is rare: each is provoked for real."""

import json
import resource
import signal
import sqlite3
import time

from cli_case import CliCase, main

WAITING_SETS_MAX = 64


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


class FullStore(Locked):
    def fill_store(self):
        """Seals as many sets as the store can hold; the database is locked meanwhile."""
        sets = 0
        while sets < WAITING_SETS_MAX:
            self.silent("increment", "user:1", "k")
            self.counted += 1
            self.assertLess(self.counted, 10 * WAITING_SETS_MAX)
            self.run_program("sync", "--transaction-timeout", "20ms", status=7)
            if self.counted > WAITING_SETS_MAX:
                sets = self.json_of("status")["store"]["waiting_sets"]

    def sums(self):
        return self.sql("SELECT owner_type, count(*), sum(count) FROM model_counters"
                        " GROUP BY 1 ORDER BY 1")

    def test_is_status_5_until_an_ingest_syncs_and_goes_on(self):
        self.counted = 5
        lock = self.lock()
        self.fill_store()
        # Enough to fill what a set holds, whatever it has grown to.
        lines = [f"page:{i}\tk\t{i}\n" for i in range(1, 60_001)]
        _, err = self.run_program("ingest", "--transaction-timeout", "50ms", status=7,
                                  stdin="".join(lines))
        self.assertIn("it was not counted", err)
        next_line = int(err.rsplit("tail -n +")[1].split()[0])
        error = self.error_of("increment", "newcomer:1", "k", status=5)
        self.assertEqual((error["code"], error["retryable"], error["in_doubt"]),
                         ("busy", True, False))
        self.assertIn("sync", error["message"])
        self.assertEqual(self.get("page:7", "k"), 7)
        self.assertEqual(self.get("user:1", "k"), self.counted)

        lock.execute("ROLLBACK")
        rest = lines[next_line - 1:]
        self.assertEqual(self.output_of("ingest", stdin="".join(rest)),
                         f"counted {len(rest)} lines\n")
        # Nobody else can have synced these.
        self.assertEqual(self.sums()[-1], ("user", 1, self.counted))
        self.silent("increment", "newcomer:1", "k")
        self.run_program("sync")
        self.assertEqual(self.sums(), [("newcomer", 1, 1),
                                       ("page", 60_000, 60_000 * 60_001 // 2),
                                       ("user", 1, self.counted)])


def failing_beyond(size):
    """For preexec_fn: a write beyond that many bytes of a file fails, as on a failing disk."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return prepare


class Doubt(Locked):
    def setUp(self):
        super().setUp()
        # The write-ahead log is longer than what the program will be able to write, and stays so.
        self.other = self.lock("PRAGMA wal_autocheckpoint = 0")
        self.other.execute("CREATE TABLE theirs (a)")
        self.other.execute("INSERT INTO theirs VALUES (zeroblob(8000000))")

    def run_on_failing_disk(self, *arguments):
        process = self.start("--json", *arguments, preexec_fn=failing_beyond(4_000_000))
        out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()

    def test_a_commit_that_the_disk_fails_is_status_8(self):
        status, out, err = self.run_on_failing_disk("increment", "user:1", "k", "3", "--store",
                                                    "direct")
        self.assertEqual((status, out), (8, ""), err)
        error = json.loads(err)["error"]
        self.assertEqual((error["code"], error["retryable"], error["in_doubt"]),
                         ("in_doubt", False, True))
        self.assertIn("counters.sqlite3", error["message"])

    def test_a_sync_settles_it_from_the_ledger(self):
        self.silent("increment", "user:1", "k", 3)
        status, _, err = self.run_on_failing_disk("sync")
        self.assertEqual(status, 8, err)
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 8)])


class Internal(Locked):
    def test_sql_that_fails_though_our_tables_are_right_is_status_70(self):
        self.sql("CREATE TRIGGER theirs AFTER UPDATE ON model_counters"
                 " BEGIN INSERT INTO missing VALUES (1); END")
        self.silent("increment", "user:1", "k", 3)
        error = self.error_of("sync", status=70)
        self.assertEqual((error["code"], error["retryable"], error["in_doubt"]),
                         ("internal", False, False))
        self.assertIn("missing", error["message"])
        self.sql("DROP TRIGGER theirs")
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 8)])


if __name__ == "__main__":
    main()
