"""Each problem of the page on troubleshooting is provoked, and doctor answers what it quotes."""

import sqlite3
import time

from cli_case import CliCase, main
from doctor_page import answers, check_answer
from redis_server import free_port


class Troubleshooting(CliCase):
    def test_the_page_has_the_answers_that_are_checked(self):
        self.assertEqual([len(answers(heading)) for heading in (
            "Counters do not reach the database", "It cannot connect",
            "Memory and files grow")], [1, 3, 1])

    def test_counters_do_not_reach_the_database(self):
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        out, _ = self.run_program("doctor", "--sync-interval", "1s")
        self.assertIn("good     syncing: the last sync ended", out)
        time.sleep(4.1)
        check_answer(self, "Counters do not reach the database", 0, "--sync-interval", "1s")
        self.run_program("sync")
        out, _ = self.run_program("doctor", "--sync-interval", "1s")
        self.assertIn("good     syncing: all that was counted is in the database", out)

    def test_the_store_cannot_be_reached(self):
        store = f"redis://127.0.0.1:{free_port()}"
        self.run_program("increment", "user:1", "k", "--store", store, status=6)
        check_answer(self, "It cannot connect", 0, "--store", store, status=6)

    def test_the_database_cannot_be_reached(self):
        database = f"postgresql://app@127.0.0.1:{free_port()}/none"
        self.run_program("increment", "user:1", "k", "--database", database)
        self.run_program("sync", "--database", database, status=6)
        check_answer(self, "It cannot connect", 1, "--database", database, status=6)

    def test_sets_pile_up(self):
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        lock = sqlite3.connect(self.database_path(), isolation_level=None)
        self.addCleanup(lock.close)
        lock.execute("BEGIN IMMEDIATE")
        for _ in range(40):
            self.silent("increment", "user:1", "k")
            self.run_program("sync", "--transaction-timeout", "20ms", status=7)
        check_answer(self, "Memory and files grow", 0)
        lock.execute("ROLLBACK")
        self.run_program("sync")
        out, _ = self.run_program("doctor")
        self.assertIn("good     waiting: 0 counters and 0 sealed sets", out)


if __name__ == "__main__":
    main()
