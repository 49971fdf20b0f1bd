"""Periods: --interval, --at, --period, history, sum, latest."""

import json
import os
import pty

from cli_case import CliCase, main


class Periods(CliCase):
    def count(self, amount, at, intervals="day,month,total"):
        self.silent("increment", "product:7", "views", amount, "--interval", intervals, "--at", at)

    def test_an_increment_goes_into_the_intervals_that_are_named(self):
        self.count(3, "2024-12-03")
        self.count(4, "2024-12-31T23:59:59Z")
        get = ["get", "product:7", "views"]
        self.assertEqual(self.output_of(*get), "7\n")
        self.assertEqual(self.output_of(*get, "--interval", "day", "--period", "2024-12-31"), "4\n")
        self.assertEqual(self.output_of(*get, "--interval", "month", "--at", "2024-12-15"), "7\n")
        self.assertEqual(self.output_of(*get, "--interval", "week", "--at", "2024-12-15"), "0\n")

    def test_times_are_read_in_the_configured_zone(self):
        zone = ["--timezone", "Europe/Berlin"]
        self.silent("increment", "u:1", "k", 1, "--interval", "hour,day", "--at",
                    "2024-12-03T23:30:00Z", *zone)
        self.silent("increment", "u:1", "k", 2, "--interval", "hour,day", "--at",
                    "2024-12-04T00:10", *zone)
        self.silent("increment", "u:1", "k", 4, "--interval", "hour,day", "--at",
                    "1733268600", *zone)
        shown = self.output_of("get", "u:1", "k", "--interval", "hour", "--period",
                               "2024-12-04T00", *zone)
        self.assertEqual(shown, "7\n")
        self.assertEqual(self.output_of("get", "u:1", "k", "--interval", "day", "--period",
                                        "2024-12-04", *zone), "7\n")

    def test_history_is_newest_first_with_zeros_for_gaps(self):
        self.count(3, "2024-02-29")
        self.run_program("sync")
        self.count(5, "2024-03-02")
        asked = ["history", "product:7", "views", "--interval", "day", "--periods", 4, "--from",
                 "2024-03-02"]
        self.assertEqual(self.output_of(*asked),
                         "2024-03-02\t5\n2024-03-01\t0\n2024-02-29\t3\n2024-02-28\t0\n")
        self.assertEqual(json.loads(self.output_of(*asked, "--json")),
                         {"owner": "product:7", "key": "views", "interval": "day",
                          "periods": [{"period": "2024-03-02", "value": 5},
                                      {"period": "2024-03-01", "value": 0},
                                      {"period": "2024-02-29", "value": 3},
                                      {"period": "2024-02-28", "value": 0}]})

    def test_history_of_months_asked_on_a_31st_skips_none(self):
        shown = self.output_of("history", "product:7", "views", "--interval", "month", "--periods",
                               4, "--from", "2024-03-31")
        self.assertEqual([line.split("\t")[0] for line in shown.splitlines()],
                         ["2024-03", "2024-02", "2024-01", "2023-12"])

    def test_history_has_bars_on_a_terminal(self):
        self.count(10, "2024-03-02")
        self.count(-5, "2024-03-01")
        leader, follower = pty.openpty()
        process = self.start("history", "product:7", "views", "--interval", "day", "--periods", 3,
                             "--from", "2024-03-02", stdout=follower)
        self.assertEqual(process.wait(timeout=30), 0)
        os.close(follower)
        shown = os.read(leader, 10_000).decode().replace("\r\n", "\n")
        os.close(leader)
        lines = shown.splitlines()
        self.assertRegex(lines[0], r"^2024-03-02  10  #{20,}$")
        self.assertRegex(lines[1], r"^2024-03-01  -5  -{10,}$")
        self.assertEqual(lines[2], "2024-02-29   0")

    def test_sum_is_of_whole_periods_between_two_times_or_of_the_last_ones(self):
        self.count(3, "2024-02-29")
        self.count(5, "2024-03-02")
        asked = ["sum", "product:7", "views", "--interval", "day"]
        self.assertEqual(self.output_of(*asked, "--from", "2024-02-29", "--to", "2024-03-02T10:00"),
                         "8\n")
        self.assertEqual(self.output_of(*asked, "--from", "2024-03-01", "--to", "2024-03-02"),
                         "5\n")
        self.silent("increment", "product:7", "views", 2, "--interval", "hour")
        self.assertEqual(self.output_of("sum", "product:7", "views", "--interval", "hour",
                                        "--periods", 24), "2\n")
        shown = self.output_of(*asked, "--from", "2024-02-29", "--json")
        self.assertEqual(json.loads(shown)["sum"],
                         8)

    def test_a_gauge_has_a_latest_value(self):
        self.run_program("latest", "org:3", "storage", "--interval", "day", status=3)
        self.silent("set", "org:3", "storage", 10, "--interval", "day", "--at", "2024-01-01")
        self.silent("set", "org:3", "storage", 12, "--interval", "day")
        shown = self.output_of("latest", "org:3", "storage", "--interval", "day")
        self.assertRegex(shown, r"^20\d\d-\d\d-\d\d\t12\n$")

    def test_reset_and_remove_take_one_period(self):
        self.count(3, "2024-12-03")
        self.silent("reset", "product:7", "views", "--interval", "day", "--period", "2024-12-03")
        self.silent("remove", "product:7", "views", "--interval", "month", "--at", "2024-12-03")
        self.run_program("sync")
        shown = self.sql("SELECT \"interval\", count FROM model_counters ORDER BY 1")
        self.assertEqual(shown, [("", 3), ("day", 0)])

    def test_lines_of_a_file_count_in_the_periods_of_their_times(self):
        day = ["get", "product:7", "views", "--interval", "day", "--period"]
        lines = ["product:7\tviews\t3\t2024-12-03T23:30:00Z", "product:7\tviews\t\t1733227200",
                 "product:7\tviews\t5\tnoon", "product:7\tviews\t7"]
        self.run_program("ingest", "-", "--interval", "total,day", stdin="\n".join(lines) + "\n",
                         status=1)
        self.assertEqual(self.get("product:7", "views"), 11)
        self.assertEqual(self.output_of(*day, "2024-12-03"), "4\n")
        self.assertEqual(self.output_of("get", "product:7", "views", "--interval", "day"), "7\n")

    def test_ndjson_has_its_time_in_a_field_at(self):
        lines = ['{"owner":"u:1","key":"k","at":"2024-12-03T00:30:00+01:00"}',
                 '{"owner":"u:1","key":"k","amount":2,"at":1733227200}',
                 '{"owner":"u:1","key":"k","at":true}']
        out, _ = self.run_program("ingest", "-", "--format", "ndjson", "--interval", "hour",
                                  stdin="\n".join(lines) + "\n", status=1)
        self.assertIn("counted 2 lines", out)
        hour = ["get", "u:1", "k", "--interval", "hour", "--period"]
        self.assertEqual(self.output_of(*hour, "2024-12-02T23"), "1\n")
        self.assertEqual(self.output_of(*hour, "2024-12-03T12"), "2\n")

    def test_an_access_log_is_counted_by_its_own_times_once_by_a_source(self):
        line = '127.0.0.1 - - [{}] "GET /a HTTP/1.1" 200 1\n'
        log = self.write("access.log", line.format("03/Dec/2024:23:59:59 +0000")
                         + line.format("04/Dec/2024:00:30:00 +0100") + line.format("04/Foo/2024"))
        for _ in range(2):
            self.run_program("ingest", log, "--format", "combined", "--interval", "day,month",
                             "--source", "nginx", status=1 if _ == 0 else 0)
        day = ["get", "page:/a", "views", "--interval", "day", "--period"]
        self.assertEqual(self.output_of(*day, "2024-12-03"), "2\n")
        self.assertEqual(self.get("page:/a", "views"), 0)

    def test_without_an_interval_times_are_passed_over(self):
        self.run_program("ingest", "-", "--format", "ndjson",
                         stdin='{"owner":"u:1","key":"k","at":true}\n')
        self.assertEqual(self.get("u:1", "k"), 1)
        self.run_program("ingest", "-", stdin="u:1\tk\t1\t2024-12-03\n", status=1)

    def test_prune_removes_rows_of_old_periods_and_says_how_many(self):
        self.count(1, "2020-12-03")
        self.silent("increment", "product:7", "views", 1, "--interval", "day")
        self.run_program("sync")
        shown = self.output_of("prune", "--dry-run")
        self.assertRegex(shown, r"(?m)^would remove 1 day row before 20\d\d-\d\d-\d\d$")
        self.assertEqual(self.json_of("prune")["pruned"][1]["rows"], 1)
        self.assertEqual(self.sql("SELECT count(*) FROM model_counters WHERE \"interval\" = 'day'"),
                         [(1,)])
        self.assertRegex(self.output_of("prune", "--interval", "month", "--older-than", 30),
                         r"^removed 1 month row before 20\d\d-\d\d\n$")
        self.run_program("prune", "--older-than", 30, status=2)
        self.run_program("prune", "--interval", "day", "--older-than", "-1", status=2)

    def test_what_is_no_interval_period_or_time_is_refused_before_anything_is_made(self):
        for arguments in (["increment", "u:1", "k", "--interval", "days"],
                          ["increment", "u:1", "k", "--interval", "day,day"],
                          ["increment", "u:1", "k", "--interval", ""],
                          ["increment", "u:1", "k", "--at", "2024-12-03"],
                          ["get", "u:1", "k", "--interval", "day", "--at", "2024-12-03",
                           "--period", "2024-12-03"],
                          ["remove", "u:1", "--interval", "day"],
                          ["history", "u:1", "k", "--interval", "total"],
                          ["history", "u:1", "k"],
                          ["history", "u:1", "k", "--interval", "day", "--periods", "0"],
                          ["sum", "u:1", "k", "--interval", "day"]):
            self.run_program(*arguments, status=2)
        for time in ("yesterday", "2024-02-30", "2024-12-03T25", "2024-12-03T10:60",
                     "2024-12-03T10:00+1", "2024-12-03 10:00 ", "99999999999999"):
            self.run_program("increment", "u:1", "k", "--interval", "day", "--at", time, status=2)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    main()
