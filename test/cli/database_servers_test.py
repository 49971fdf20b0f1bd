"""The program with its counts in PostgreSQL and in MariaDB."""

import json

from cli_case import CliCase, main
from database_servers import MariadbServer, PostgresqlServer
from doctor_page import check_answer


class OnAServer:
    """What the program promises whatever server has the counts."""

    server_class = None

    @classmethod
    def setUpClass(cls):
        cls.server = cls.server_class()
        cls.addClassCleanup(cls.server.close)
        cls.server.make_role()

    def setUp(self):
        super().setUp()
        self.environment["COUNTER_DATABASE"] = self.server.url()
        self.addCleanup(self.drop_tables)

    def drop_tables(self):
        if any(state["applied"] for state in self.json_of("migrate", "--status")):
            self.run_program("migrate", "--rollback")

    def error_without_server(self, *arguments, status, **options):
        """The error that a run reports after it has warned that nobody answers."""
        out, err = self.run_program("--json", *arguments, status=status, **options)
        self.assertEqual(out, "")
        *logged, error = map(json.loads, err.splitlines())
        self.assertEqual(logged[0]["log"]["level"], "warning")
        return error["error"]

    def test_tables_are_made_shown_and_dropped(self):
        states = self.json_of("migrate", "--status")
        self.assertFalse(any(state["applied"] for state in states), states)
        out, _ = self.run_program("migrate")
        self.assertRegex(out, r"^(\d+\tapplied\t.+\n)+$")
        self.assertEqual(self.output_of("migrate"), out)
        self.assertEqual(self.output_of("migrate", "--status"), out)
        self.assertEqual(self.server.rows(), [])
        out, _ = self.run_program("migrate", "--rollback")
        self.assertRegex(out, r"^(\d+\twaiting\t.+\n)+$")
        states = self.json_of("migrate", "--status")
        self.assertFalse(any(state["applied"] for state in states), states)

    def test_the_kind_of_owner_ids_is_chosen_once(self):
        self.run_program("migrate", "--owner-id", "string")
        error = self.error_of("migrate", "--owner-id", "bigint", status=4)
        self.assertIn("owner ids of kind string, not bigint", error["message"])
        self.silent("increment", "user:abc", "k")
        self.silent("increment", "user:7", "k")
        self.run_program("sync")
        self.assertEqual(self.server.rows(),
                         [("user", "7", "k", "1"), ("user", "abc", "k", "1")])
        self.run_program("migrate", "--rollback")
        self.run_program("migrate", "--owner-id", "bigint")
        error = self.error_of("increment", "user:abc", "k", status=2)
        self.assertIn("64-bit integers only", error["message"])

    def test_counts_of_two_machines_add_up(self):
        self.run_program("migrate")
        for machine in ("one", "two"):
            place = ("--data-dir", self.folder / machine)
            self.run_program("increment", "user:1", "views", "5", *place)
            self.run_program("decrement", "user:2", "views", "2", *place)
            self.run_program("increment", "global", "visits", *place)
            self.run_program("sync", *place)
        self.assertEqual(self.server.rows(),
                         [("global", "0", "visits", "2"), ("user", "1", "views", "10"),
                          ("user", "2", "views", "-4")])
        place = ("--data-dir", self.folder / "one")
        self.assertEqual(self.output_of("get", "user:1", "views", *place), "10\n")
        self.silent("increment", "user:1", "views", "1", *place)
        self.assertEqual(self.output_of("all", "user:1", *place), "views\t11\n")
        self.silent("set", "user:1", "views", "100", *place)
        self.silent("remove", "user:2", *place)
        self.silent("reset", "global", "visits", *place)
        self.run_program("sync", *place)
        self.assertEqual(self.server.rows(),
                         [("global", "0", "visits", "0"), ("user", "1", "views", "100")])

    def test_status_and_doctor_name_the_server_and_no_password(self):
        self.run_program("migrate")
        self.silent("increment", "user:1", "views")
        self.run_program("sync")
        for command in (("status",), ("doctor",), ("config", "show"), ("--json", "status")):
            out, err = self.run_program(*command)
            self.assertIn(f"127.0.0.1:{self.server.port}", out, command)
            self.assertNotIn("tiger", out + err, command)
        self.assertEqual(self.json_of("status")["database"]["rows"], 1)

    def test_doctor_sends_one_to_migrate(self):
        check_answer(self, "It cannot connect", 2, status=3)
        self.run_program("migrate")
        out, _ = self.run_program("doctor")
        self.assertNotIn("problem", out)

    def test_doctor_names_the_rights_that_are_missing(self):
        self.run_program("migrate")
        self.assertIn("good     rights: all that counting", self.run_program("doctor")[0])
        self.server.take_rights_away()
        self.addCleanup(self.server.give_rights_back)
        out, _ = self.run_program("doctor", status=6)
        self.assertIn("problem  rights: missing: DELETE on model_counters, "
                      "UPDATE on model_counters_ledger\n", out)
        self.assertRegex(out, f"-> grant it, as docs/operating/{self.server.kind}.md lists")

    def test_counting_goes_on_while_the_server_is_away(self):
        self.run_program("migrate")
        self.silent("increment", "user:1", "views", "5")
        self.run_program("sync")
        self.server.stop()
        try:
            out, err = self.run_program("increment", "user:1", "views", "2")
            self.assertEqual(out, "")
            self.assertRegex(err, r"^model-counter: warning: what owner ids .*\n$")
            for command in (("get", "user:1", "views"), ("sync",)):
                error = self.error_without_server(*command, status=6)
                self.assertIn(f"127.0.0.1:{self.server.port}", error["message"])
                self.assertNotIn("tiger", error["message"])
        finally:
            self.server.start()
        self.assertEqual(self.get("user:1", "views"), 7)
        self.run_program("sync")
        self.assertEqual(self.server.rows(), [("user", "1", "views", "7")])

    def test_a_server_that_hangs_costs_no_more_than_the_timeout(self):
        self.run_program("migrate")
        self.silent("increment", "user:1", "views", "5")
        self.server.pause(True)
        try:
            error = self.error_without_server(
                "--timeout", "500ms", "get", "user:1", "views", status=7)
            self.assertIn("timeout", error["code"])
        finally:
            self.server.pause(False)
        self.assertEqual(self.get("user:1", "views"), 5)

    def test_a_wrong_password_is_said_and_not_shown(self):
        wrong = {"COUNTER_DATABASE": self.server.url("sesame")}
        error = self.error_without_server(
            "get", "user:1", "views", status=6, environment=wrong)
        self.assertNotIn("sesame", error["message"])
        self.assertIn("app", error["message"])


class OnPostgresql(OnAServer, CliCase):
    server_class = PostgresqlServer


class OnMariadb(OnAServer, CliCase):
    server_class = MariadbServer


if __name__ == "__main__":
    main()
