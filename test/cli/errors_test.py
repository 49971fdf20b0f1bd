"""Exit statuses, errors, and what they say."""

import os
import re
import shutil
import sqlite3
import subprocess
import unittest

from cli_case import PROGRAM, CliCase, main
from laravel_package import Package

COMMANDS = ("migrate", "increment", "decrement", "get", "all", "set", "reset", "remove", "ingest",
            "import", "sync", "work", "status", "doctor", "config", "completions", "history", "sum",
            "latest", "prune")


class Usage(CliCase):
    def test_help_and_version_are_results(self):
        self.assertRegex(self.output_of("--version"), r"^model-counter \d+\.\d+\.\d+\n$")
        out = self.output_of("--help")
        for command in COMMANDS:
            self.assertRegex(out, rf"(?m)^  {command} ")

    def test_every_command_has_help_with_an_example(self):
        for command in COMMANDS:
            out = self.output_of(command, "--help")
            self.assertRegex(out, rf"Example:\n  .*model-counter {command}\b")

    def test_the_commands_tested_here_are_all_there_are(self):
        listed = self.output_of("--help").split("Subcommands:")[1].split("\n\n")[0]
        self.assertEqual(sorted(re.findall(r"(?m)^  ([a-z-]+) ", listed)), sorted(COMMANDS))

    def test_every_example_works_as_it_is_written(self):
        # What their user has already: a folder of completions, and a table to take over.
        (self.folder / ".local/share/bash-completion/completions").mkdir(parents=True)
        package = Package(self.folder / "database.sqlite")
        package.add_row("App\\Models\\User", 1, "downloads", 3)
        package.connection.close()
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "model-counter").symlink_to(shutil.which(PROGRAM))
        self.environment["PATH"] = f"{self.folder}/bin:{self.environment['PATH']}"
        self.output_of("migrate")
        self.silent("increment", "org:3", "storage", "--interval", "day")
        for command in COMMANDS:
            if command == "work":  # it does not end by itself
                continue
            example = self.output_of(command, "--help").split("Example:\n  ")[1].split("\n")[0]
            with self.subTest(example=example):
                done = subprocess.run(["sh", "-c", example], cwd=self.folder, check=False,
                                      env=self.environment, timeout=120,
                                      stdin=subprocess.DEVNULL, capture_output=True)
                self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_what_is_not_understood_is_status_2_and_says_where_help_is(self):
        for arguments in ((), ("count",), ("get",), ("get", "user:1"), ("increment", "user:1"),
                          ("set", "user:1", "k"), ("all",), ("all", "user:1", "k"),
                          ("increment", "user:1", "k", "1", "2"), ("status", "--nonsense"),
                          ("--json-lines", "status"), ("get", "user:1", "-x"),
                          ("config", "edit"), ("migrate", "--rollback", "--status"),
                          ("migrate", "--owner-id", "uuid"), ("sync", "--pattern"),
                          ("increment", "user:1", "k", "increment", "user:1", "k")):
            out, err = self.run_program(*arguments, status=2)
            self.assertEqual(out, "", arguments)
            self.assertIn("--help", err, arguments)
            self.assertEqual(self.error_of(*arguments, status=2)["code"], "invalid_argument")
        self.assertEqual(self.bytes_of_everything(), {})

    def test_an_unknown_command_is_named(self):
        self.assertIn("'bogus'", self.error_of("bogus", status=2)["message"])
        self.assertIn("'bogus'", self.error_of("bogus", "user:1", "k", status=2)["message"])

    def test_global_flags_work_before_and_after_the_command(self):
        self.silent("--data-dir", "here", "increment", "user:1", "k")
        self.silent("increment", "--data-dir=here", "user:1", "k")
        self.silent("increment", "user:1", "k", "--data-dir", "here")
        self.assertEqual(self.output_of("get", "user:1", "k", "--data-dir", "here"), "3\n")
        self.assertFalse((self.folder / "model-counter-data").exists())


class Errors(CliCase):
    def test_an_error_is_an_object_on_standard_error(self):
        error = self.error_of("increment", "nobody", "k", status=2)
        self.assertEqual(sorted(error), ["code", "in_doubt", "message", "retryable"])
        self.assertEqual((error["code"], error["retryable"], error["in_doubt"]),
                         ("invalid_argument", False, False))
        _, err = self.run_program("increment", "nobody", "k", status=2)
        self.assertEqual(err, f"model-counter: invalid_argument: {error['message']}\n")

    def test_a_missing_configuration_is_not_found(self):
        for flag in ("--config", "--env-file"):
            error = self.error_of("status", flag, "none.toml", status=3)
            self.assertEqual(error["code"], "not_found")
            self.assertIn("none.toml", error["message"])

    def test_a_bad_configuration_names_file_and_line(self):
        self.write("counter.toml", 'store = "embedded"\nsync_batch_size = -1\n')
        error = self.error_of("status", status=2)
        self.assertRegex(error["message"], r"counter\.toml.*2")
        self.write("counter.toml", 'stroe = "embedded"\n')
        self.assertIn("stroe", self.error_of("status", status=2)["message"])

    def test_unknown_stores_and_databases_are_refused_without_their_passwords(self):
        for flag, value in (("--store", "redis+nosuch://user:hunter2@host"),
                            ("--store", "nosuch://user:hunter2@host"),
                            ("--database", "postgresql://user:hun@ter2@host/db"),
                            ("--database", "mysql://user:hun@ter2@host/db"),
                            ("--database", "nosuch://user:hunter2@host/db")):
            _, err = self.run_program("status", flag, value, status=2)
            self.assertNotIn("ter2", err)

    def test_output_that_nobody_reads_is_an_error(self):
        self.silent("increment", "user:1", "k")
        reader, writer = os.pipe()
        os.close(reader)
        process = self.start("get", "user:1", "k", stdout=writer)
        os.close(writer)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 6)
        self.assertIn(b"standard output", err)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_output_that_does_not_fit_is_an_error(self):
        with open("/dev/full", "wb") as full:
            for arguments in (("--help",), ("status",), ("get", "user:1", "k")):
                process = self.start(*arguments, stdout=full)
                process.communicate(timeout=60)
                self.assertEqual(process.returncode, 6, arguments)


class Databases(CliCase):
    def setUp(self):
        super().setUp()
        self.silent("increment", "user:1", "k", 5)

    def lock(self):
        connection = sqlite3.connect(self.database_path(), isolation_level=None)
        self.addCleanup(connection.close)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    def test_a_locked_database_is_unavailable_and_nothing_is_lost(self):
        lock = self.lock()
        error = self.error_of("sync", status=6)
        self.assertEqual((error["code"], error["retryable"]), ("unavailable", True))
        self.assertIn("lock", error["message"])
        self.silent("increment", "user:1", "k", 2)
        self.assertEqual(self.get("user:1", "k"), 7)
        lock.execute("ROLLBACK")
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 7)])

    @unittest.skipIf(os.geteuid() == 0, "root may write everything")
    def test_a_read_only_database_is_unavailable_and_nothing_is_lost(self):
        self.database_path().chmod(0o444)
        self.assertEqual(self.error_of("sync", status=6)["code"], "unavailable")
        # SQLite gives its -wal and -shm files the permissions of the database.
        for path in self.database_path().parent.glob("counters.sqlite3*"):
            path.chmod(0o644)
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 5)])

    def test_what_is_no_database_is_corrupt_and_left_as_it_is(self):
        path = self.write("foreign.sqlite3", b"this is a text and no database at all " * 100)
        for command in (("sync",), ("get", "user:1", "k"), ("status",)):
            error = self.error_of(*command, "--database", f"sqlite:{path}", status=10)
            self.assertEqual(error["code"], "corrupt")
            self.assertIn("foreign.sqlite3", error["message"])
        self.assertEqual(path.read_bytes(), b"this is a text and no database at all " * 100)

    def test_a_foreign_table_of_our_name_is_a_conflict_and_left_as_it_is(self):
        path = self.folder / "foreign.sqlite3"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE model_counters (a)")
        connection.execute("INSERT INTO model_counters VALUES (42)")
        connection.commit()
        connection.close()
        error = self.error_of("sync", "--database", f"sqlite:{path}", status=4)
        self.assertEqual(error["code"], "conflict")
        self.assertIn("model_counters", error["message"])
        connection = sqlite3.connect(path)
        self.assertEqual(connection.execute("SELECT * FROM model_counters").fetchall(), [(42,)])
        connection.close()

    def test_a_database_in_no_folder_is_not_found(self):
        self.assertEqual(self.error_of("sync", "--database", "sqlite:none/x.db", status=3)["code"],
                         "not_found")

    def test_another_applications_database_is_shared(self):
        path = self.folder / "app.sqlite3"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO users VALUES (1, 'Ann')")
        connection.commit()
        self.run_program("sync", "--database", f"sqlite:{path}")
        found = connection.execute(
            "SELECT name, count FROM users JOIN model_counters ON owner_id = users.id").fetchall()
        connection.close()
        self.assertEqual(found, [("Ann", 5)])


class Stores(CliCase):
    def test_a_damaged_store_is_corrupt_and_says_which_file(self):
        self.silent("increment", "user:1", "k", 5)
        files = [path for path in (self.folder / "model-counter-data" / "store").rglob("*")
                 if path.is_file() and path.stat().st_size > 0]
        self.assertTrue(files)
        for path in files:
            path.write_bytes(b"\xa5" * path.stat().st_size)
        error = self.error_of("get", "user:1", "k", status=10)
        self.assertEqual(error["code"], "corrupt")
        self.assertIn("store", error["message"])

    def test_a_file_where_the_folder_should_be_is_unavailable(self):
        self.write("model-counter-data", "a file")
        self.assertEqual(self.error_of("increment", "user:1", "k", status=6)["code"],
                         "unavailable")

    def test_two_prefixes_are_two_stores_over_one_table(self):
        self.silent("increment", "user:1", "k", 5)
        self.silent("increment", "user:1", "k", 7, "--prefix", "other:")
        self.assertEqual(self.output_of("get", "user:1", "k"), "5\n")
        self.run_program("sync", "--prefix", "other:")
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 12)])

    def test_direct_goes_straight_to_the_table(self):
        self.silent("increment", "user:1", "k", 5, "--store", "direct")
        self.assertEqual(self.rows(), [("user", 1, "k", 5)])
        self.silent("decrement", "user:1", "k", 6, "--store=direct")
        self.assertEqual(self.output_of("get", "user:1", "k", "--store", "direct"), "-1\n")

    def test_a_store_in_memory_is_synced_before_the_program_ends(self):
        self.silent("increment", "user:1", "k", 5, "--store", "memory")
        self.run_program("ingest", "--store", "memory", stdin="user:1\tk\n")
        self.assertEqual(self.rows(), [("user", 1, "k", 6)])


if __name__ == "__main__":
    main()
