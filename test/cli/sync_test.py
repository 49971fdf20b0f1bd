"""sync and work: moving on to the database."""

import signal
import sqlite3

from cli_case import VALUE_MAX, CliCase, main


class Sync(CliCase):
    def test_takes_everything_into_the_table_once(self):
        self.silent("increment", "user:1", "downloads", 3)
        self.silent("increment", "global", "visits", 4)
        self.assertEqual(self.output_of("sync"), "synced 2 counters, +7, in 1 transaction\n")
        self.assertEqual(self.rows(), [("global", 0, "visits", 4), ("user", 1, "downloads", 3)])
        self.assertEqual(self.output_of("sync"), "nothing was waiting\n")
        self.assertEqual(self.get("user:1", "downloads"), 3)

    def test_deltas_add_to_what_the_table_has(self):
        for amount in (5, -7, 1):
            self.silent("increment", "user:1", "k", amount)
            self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "k", -1)])

    def test_json_of_the_report(self):
        self.silent("increment", "user:1", "k", -3)
        report = self.json_of("sync")
        self.assertEqual({name: report[name] for name in
                          ("rows", "amount", "batches", "taken", "rejected", "damaged", "skipped",
                           "warnings")},
                         {"rows": 1, "amount": -3, "batches": 1, "taken": 1, "rejected": 0,
                          "damaged": 0, "skipped": False, "warnings": []})

    def test_small_batches_reach_the_same_end(self):
        lines = "".join(f"user:{i}\tk\t{i}\n" for i in range(1, 26))
        self.output_of("ingest", stdin=lines)
        report = self.json_of("sync", "--sync-batch-size", 10)
        self.assertEqual((report["rows"], report["batches"]), (25, 3))
        self.assertEqual(sum(row[3] for row in self.rows()), 325)

    def test_bad_batch_sizes_are_refused(self):
        for size in (0, -5, "x", 10**9, 10**30):
            error = self.error_of("sync", "--sync-batch-size", size, status=2)
            self.assertEqual(error["code"], "invalid_argument")

    def test_what_the_table_cannot_hold_is_set_aside_and_the_rest_arrives(self):
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        self.sql(f"UPDATE model_counters SET count = {VALUE_MAX}")
        self.silent("increment", "user:1", "k", 5)
        self.silent("increment", "user:2", "k", 6)
        out, err = self.run_program("sync", status=1)
        self.assertRegex(out, r"^synced 1 counter, .* in 1 transaction; 1 change set aside\n$")
        self.assertIn("model_counters_rejects", err)
        self.assertEqual(self.rows(), [("user", 1, "k", VALUE_MAX), ("user", 2, "k", 6)])
        self.assertEqual(self.sql("SELECT count(*) FROM model_counters_rejects"), [(1,)])
        self.assertEqual(self.output_of("sync"), "nothing was waiting\n")


class Patterns(CliCase):
    def setUp(self):
        super().setUp()
        self.output_of("ingest", stdin="user:1\ta\nuser:1\tb\nuser:10\ta\npage:1\ta\nglobal\ta\n")

    def synced(self, pattern):
        self.run_program("sync", "--pattern", pattern)
        return [f"{kind}:{number}:{key}" for kind, number, key, _ in self.rows()]

    def test_user_1_is_user_1_alone(self):
        self.assertEqual(self.synced("user:1"), ["user:1:a", "user:1:b"])

    def test_a_star_matches_any_id(self):
        self.assertEqual(self.synced("user:*"), ["user:1:a", "user:1:b", "user:10:a"])

    def test_missing_fields_match_all(self):
        self.assertEqual(self.synced("user"), ["user:1:a", "user:1:b", "user:10:a"])

    def test_keys_are_chosen_too(self):
        self.assertEqual(self.synced("*:*:b"), ["user:1:b"])
        self.assertEqual(self.synced("u?er:1?:a"), ["user:1:b", "user:10:a"])

    def test_the_rest_arrives_later_and_nothing_twice(self):
        self.synced("user:1")
        self.silent("increment", "user:1", "a")
        self.assertEqual(self.get("user:1", "a"), 2)
        self.assertEqual(self.synced("page"), ["page:1:a", "user:1:a", "user:1:b"])
        self.run_program("sync")
        self.assertEqual(self.rows(), [("global", 0, "a", 1), ("page", 1, "a", 1),
                                       ("user", 1, "a", 2), ("user", 1, "b", 1),
                                       ("user", 10, "a", 1)])

    def test_bad_patterns_are_refused(self):
        for pattern in ("", "a:b:c:d", "a\tb"):
            self.error_of("sync", "--pattern", pattern, status=2)
            self.error_of("sync", "--dry-run", "--pattern", pattern, status=2)


class DryRun(CliCase):
    def test_says_counter_pending_and_what_it_would_become(self):
        self.silent("increment", "user:1", "a", 3)
        self.run_program("sync")
        self.silent("increment", "user:1", "a", 4)
        self.silent("decrement", "user:1", "b")
        self.silent("set", "page:x:y", "c", 100)
        self.silent("increment", "page:x:y", "d")
        self.silent("remove", "page:x:y", "d")
        self.assertEqual(self.output_of("sync", "--dry-run"),
                         "page:x%3Ay:c\t=100\t100\npage:x%3Ay:d\tremoved\t0\n"
                         "user:1:a\t+4\t7\nuser:1:b\t-1\t-1\n")
        self.assertEqual(self.json_of("sync", "--dry-run", "--pattern", "user:*:b"),
                         [{"counter": "user:1:b", "pending": "-1", "becomes": -1,
                           "out_of_range": False}])

    def test_nothing_waiting_is_said(self):
        self.assertEqual(self.output_of("sync", "--dry-run"), "nothing is waiting\n")
        self.assertEqual(self.json_of("sync", "--dry-run"), [])

    def test_changes_not_a_byte(self):
        self.silent("increment", "user:1", "a", 3)
        for prepare in ((), ("sync",), ("sync", "--pattern", "user:2")):
            if prepare:
                self.run_program(*prepare)
                self.silent("increment", "user:1", "a", 3)
            before = self.bytes_of_everything()
            self.assertTrue(before)
            self.output_of("sync", "--dry-run")
            self.json_of("sync", "--dry-run", "--pattern", "user:*")
            self.assertEqual(self.bytes_of_everything(), before)

    def test_makes_nothing_where_there_is_nothing(self):
        self.output_of("sync", "--dry-run")
        self.assertEqual(self.bytes_of_everything(), {})


class Work(CliCase):
    def start_work(self, *arguments):
        self.run_program("migrate")
        process = self.start("work", *arguments)
        said = []
        while not said or "at work" not in said[-1]:
            said.append(process.stderr.readline().decode())
            self.assertTrue(said[-1], said)
        return process

    def waiting_in_table(self):
        try:
            return self.sql("SELECT sum(count) FROM model_counters")[0][0]
        except sqlite3.OperationalError:
            return None

    def test_sigterm_and_sigint_do_a_last_sync(self):
        for i, number in enumerate((signal.SIGTERM, signal.SIGINT), 1):
            process = self.start_work("--every", "1h")
            self.silent("increment", "user:1", "k", 5)
            status, out, err = self.stop(process, number)
            self.assertEqual((status, out), (0, ""), err)
            self.assertEqual(self.rows(), [("user", 1, "k", 5 * i)])
            self.assertIn("sync rows=1 amount=+5 units=5 sets=1 transactions=1 rejected=0 "
                          "damaged=0 skipped=no seconds=0.", err)

    def test_syncs_again_and_again_and_logs_each_round(self):
        process = self.start_work("--every", "100ms")
        for total in (1, 2, 3):
            self.silent("increment", "user:1", "k")
            self.wait_until(lambda: self.waiting_in_table() == total, "a round")
        status, _, err = self.stop(process)
        self.assertEqual(status, 0, err)
        self.assertEqual(err.count("sync rows=1 amount=+1 "), 3, err)

    def test_json_is_an_object_a_round(self):
        process = self.start_work("--every", "1h", "--json")
        self.silent("increment", "user:1", "k", 5)
        status, out, _ = self.stop(process)
        self.assertEqual(status, 0)
        self.assertEqual(out.count("\n"), 1)
        self.assertIn('"amount":5,', out)

    def test_bad_times_are_refused(self):
        for time in ("0", "-1s", "x", "5 parsecs", "25h"):
            self.error_of("work", "--every", time, status=2)

    def test_a_failed_round_is_tried_again(self):
        process = self.start_work("--every", "100ms")
        self.silent("increment", "user:1", "k")
        self.wait_until(lambda: self.waiting_in_table() == 1, "the first round")
        self.sql("ALTER TABLE model_counters RENAME TO elsewhere")
        self.silent("increment", "user:1", "k")
        self.wait_until(lambda: b"error" in process.stderr.readline(), "a failed round")
        self.sql("ALTER TABLE elsewhere RENAME TO model_counters")
        self.wait_until(lambda: self.waiting_in_table() == 2, "a good round")
        self.assertEqual(self.stop(process)[0], 0)


if __name__ == "__main__":
    main()
