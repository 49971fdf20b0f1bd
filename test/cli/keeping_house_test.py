"""migrate, status, doctor and config."""

import os
import shutil
import sqlite3
import subprocess
import time
import tomllib
import unittest

from cli_case import PROGRAM, CliCase, main


class Migrate(CliCase):
    def tables(self):
        return sorted(row[0] for row in self.sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"))

    def test_makes_the_tables_and_lists_the_migrations(self):
        out, _ = self.run_program("migrate")
        self.assertRegex(out, r"^(\d+\tapplied\t.+\n)+$")
        self.assertIn("model_counters", self.tables())
        self.assertEqual(self.output_of("migrate"), out)
        self.assertEqual(self.output_of("migrate", "--status"), out)

    def test_json_of_the_migrations(self):
        states = self.json_of("migrate")
        self.assertEqual(states[0]["number"], 1)
        self.assertTrue(all(state["applied"] and state["name"] for state in states))

    def test_status_alone_makes_no_table(self):
        states = self.json_of("migrate", "--status")
        self.assertFalse(any(state["applied"] for state in states))
        self.assertFalse(self.database_path().exists())

    def test_rollback_drops_the_tables_and_status_says_so(self):
        self.run_program("migrate")
        out, _ = self.run_program("migrate", "--rollback")
        self.assertNotIn("model_counters", self.tables())
        self.assertIn("waiting", out)
        self.assertEqual(self.output_of("migrate", "--status"), out)
        self.run_program("migrate")
        self.assertIn("model_counters", self.tables())

    def test_another_table_name_makes_other_tables(self):
        self.run_program("migrate", "--table-name", "tallies")
        self.assertIn("tallies", self.tables())
        self.assertNotIn("model_counters", self.tables())
        self.run_program("migrate", "--table-name", 'x"; DROP TABLE tallies', status=2)

    def test_sqlite_takes_both_kinds_of_owner_ids_and_says_so(self):
        for kind in ("bigint", "string"):
            _, err = self.run_program("migrate", "--owner-id", kind)
            self.assertIn("both kinds", err)
        self.silent("increment", "user:1", "k")
        self.silent("increment", "user:x", "k")
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", 1), ("user", "x", "k", 1)])


class Status(CliCase):
    def test_says_what_waits_and_where(self):
        self.silent("increment", "user:1", "k")
        status = self.json_of("status")
        folder = os.path.realpath(self.folder / "model-counter-data")
        self.assertEqual(status["store"]["kind"], "embedded")
        self.assertTrue(status["store"]["location"].startswith(folder))
        self.assertEqual(status["store"]["open_counters"], 1)
        self.assertEqual(status["database"]["kind"], "sqlite")
        self.assertEqual(status["database"]["location"], folder + "/counters.sqlite3")
        self.assertEqual((status["database"]["rows"], status["database"]["last_applied_at"]),
                         (0, None))
        self.assertIsNone(status["store"]["flushed_at"])
        self.assertFalse(status["direct"])
        self.run_program("sync")
        status = self.json_of("status")
        self.assertEqual((status["store"]["open_counters"], status["database"]["rows"]), (0, 1))
        self.assertAlmostEqual(status["database"]["last_applied_at"], time.time(), delta=60)

    def test_is_text_for_people(self):
        out, _ = self.run_program("status")
        self.assertIn("last sync   never\n", out)
        self.assertIn(os.path.realpath(self.folder), out)
        self.run_program("increment", "user:1", "k")
        self.run_program("sync")
        self.assertRegex(self.output_of("status"), r"last sync   \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n")

    def test_says_how_far_behind_the_database_is_and_what_was_saved(self):
        self.silent("increment", "user:1", "k", 5)
        store = self.json_of("status")["store"]
        self.assertEqual((store["behind_seconds"], store["synced_through"]), (None, None))
        self.assertIn("behind      not known", self.output_of("status"))
        self.run_program("sync")
        self.silent("decrement", "user:2", "k", 2)
        self.run_program("sync", "--pattern", "nobody")
        store = self.json_of("status")["store"]
        self.assertAlmostEqual(store["synced_through"], time.time(), delta=60)
        self.assertLess(store["behind_seconds"], 60)
        self.assertIn("behind      at most ", self.output_of("status"))
        self.run_program("sync")
        store = self.json_of("status")["store"]
        self.assertEqual(
            (store["behind_seconds"], store["units_synced"], store["rows_written"],
             store["writes_saved"]), (0, 7, 2, 5))
        self.assertIn("saved       5 writes: 7 units came in by 2 rows\n",
                      self.output_of("status"))

    def test_direct_has_no_store(self):
        self.assertIsNone(self.json_of("status", "--store", "direct")["store"])


class Doctor(CliCase):
    def test_finds_nothing_wrong_in_a_good_place(self):
        self.silent("increment", "user:1", "k")
        out, _ = self.run_program("doctor")
        self.assertNotIn("problem", out)
        checks = self.json_of("doctor")
        names = [check["name"] for check in checks]
        for name in ("configuration", "folder", "file system", "free space", "migrations", "store",
                     "waiting", "database", "rejects"):
            self.assertIn(name, names)

    def test_rejects_are_a_warning_with_what_to_do(self):
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        self.sql(f"UPDATE model_counters SET count = {2**63 - 1}")
        self.silent("increment", "user:1", "k")
        self.run_program("sync", status=1)
        check = next(c for c in self.json_of("doctor") if c["name"] == "rejects")
        self.assertEqual(check["result"], "warning")
        self.assertIn("model_counters_rejects", check["message"])
        self.assertTrue(check["remedy"])

    def test_a_problem_is_told_and_gives_its_status(self):
        path = self.write("foreign.sqlite3", b"no database " * 400)
        out, _ = self.run_program("doctor", "--database", f"sqlite:{path}", status=10)
        self.assertIn("problem", out)
        self.assertIn("foreign.sqlite3", out)

    @unittest.skipIf(os.geteuid() != 0, "only root may run it as somebody else")
    def test_a_database_that_cannot_be_written_is_a_problem(self):
        connection = sqlite3.connect(self.folder / "theirs.sqlite3")
        connection.close()
        self.run_program("migrate", "--database", "sqlite:theirs.sqlite3", "--store", "direct")
        (self.folder / "data").mkdir()
        os.chown(self.folder / "data", 65534, 65534)
        self.folder.chmod(0o755)
        # Others may not look into the folder of the build.
        shutil.copy(PROGRAM, self.folder / "program")
        program = subprocess.Popen(
            [self.folder / "program", "doctor", "--database", "sqlite:theirs.sqlite3", "--store",
             "direct", "--data-dir", "data"], cwd=self.folder, user=65534, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out = program.communicate(timeout=60)[0].decode()
        self.assertRegex(out, r"problem  counters: .*theirs.sqlite3.* it is read-only .*\n"
                              r" +-> let this user write the file and its directory")
        self.assertEqual(program.returncode, 6, out)

    @unittest.skipIf(os.geteuid() == 0, "root may write everything")
    def test_a_folder_that_cannot_be_written_is_a_problem(self):
        (self.folder / "closed").mkdir(mode=0o500)
        out, _ = self.run_program("doctor", "--data-dir", "closed/data", status=6)
        self.assertIn("--data-dir", out)


class Configuration(CliCase):
    def test_publish_writes_a_commented_file_that_works(self):
        out, _ = self.run_program("config", "publish")
        path = self.folder / "counter.toml"
        self.assertEqual(out, f"wrote {os.path.realpath(path)}\n")
        text = path.read_text()
        self.assertGreater(text.count("\n#"), 5)
        self.assertIn("sync_batch_size", tomllib.loads(text))
        self.silent("increment", "user:1", "k")
        self.assertEqual(self.get("user:1", "k"), 1)

    def test_publish_refuses_to_overwrite(self):
        self.write("counter.toml", "# mine\n")
        error = self.error_of("config", "publish", status=4)
        self.assertEqual(error["code"], "conflict")
        self.assertEqual((self.folder / "counter.toml").read_text(), "# mine\n")

    def test_publish_writes_where_it_is_told(self):
        self.assertEqual(self.json_of("config", "publish", "--config", "other.toml"),
                         {"written": os.path.realpath(self.folder) + "/other.toml"})
        self.run_program("config", "publish", "--config", "none/other.toml", status=6)

    def test_show_says_each_value_and_its_source(self):
        self.write("counter.toml", 'prefix = "a:"\ntable_name = "from_file"\n')
        self.write("mine.env", "COUNTER_TABLE_NAME=from_env_file\nCOUNTER_SYNC_BATCH_SIZE=7\n")
        settings = {s["key"]: s for s in self.json_of(
            "config", "show", "--env-file", "mine.env", "--sync-interval", "5s",
            environment={"COUNTER_SYNC_BATCH_SIZE": "8"})}
        self.assertEqual(settings["prefix"]["value"], "a:")
        self.assertIn("counter.toml", settings["prefix"]["source"])
        self.assertEqual(settings["table_name"]["value"], "from_env_file")
        self.assertIn("mine.env", settings["table_name"]["source"])
        self.assertEqual(settings["sync_batch_size"]["value"], "8")
        self.assertIn("COUNTER_SYNC_BATCH_SIZE", settings["sync_batch_size"]["source"])
        self.assertEqual(settings["sync_interval"]["value"], "5s")
        self.assertEqual(settings["store"]["source"], "default")

    def test_show_is_what_config_does_and_makes_nothing(self):
        self.assertEqual(self.output_of("config"), self.output_of("config", "show"))
        self.assertRegex(self.output_of("config"), r"(?m)^prefix +=")
        self.assertEqual(self.bytes_of_everything(), {})


if __name__ == "__main__":
    main()
