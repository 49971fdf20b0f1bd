"""ingest: counting the lines of a file."""

import collections
import json
import os
import pty
import signal
import subprocess
import sys
import unittest

from cli_case import AMOUNT_MAX, PROGRAM, CliCase, main


class Lines(CliCase):
    def test_counts_owner_key_and_amount(self):
        out = self.output_of("ingest", "-", "--format", "tsv",
                             stdin="user:1\tdownloads\nuser:1\tdownloads\t4\nglobal\tvisits\t-2\n")
        self.assertEqual(out, "counted 3 lines\n")
        self.assertEqual(self.get("user:1", "downloads"), 5)
        self.assertEqual(self.get("global", "visits"), -2)

    def test_standard_input_is_the_default(self):
        self.assertEqual(self.output_of("ingest", stdin="a:1\tk\n"), "counted 1 line\n")

    def test_reads_a_file(self):
        self.write("lines.tsv", "a:1\tk\t2\n")
        self.output_of("ingest", "lines.tsv")
        self.assertEqual(self.get("a:1", "k"), 2)

    def test_nothing_to_read_is_done(self):
        self.assertEqual(self.output_of("ingest", "-", stdin=""), "counted 0 lines\n")

    def test_a_last_line_without_its_end_counts(self):
        self.output_of("ingest", "-", stdin="a:1\tk\na:1\tk\t6")
        self.assertEqual(self.get("a:1", "k"), 7)

    def test_carriage_returns_and_a_byte_order_mark_are_tolerated(self):
        self.output_of("ingest", "-", stdin=b"\xef\xbb\xbfa:1\tk\r\na:1\tk\t4\r\n")
        self.assertEqual(self.output_of("all", "a:1"), "k\t5\n")

    def test_ids_with_colons_and_spaces_count(self):
        self.output_of("ingest", "-", stdin="url:http://x/y z\tviews\t3\n")
        self.assertEqual(self.get("url:http://x/y z", "views"), 3)

    def test_the_greatest_amounts_count(self):
        self.output_of("ingest", "-", stdin=f"a:1\tk\t{AMOUNT_MAX}\na:1\tk\t{-AMOUNT_MAX}\n")
        self.assertEqual(self.get("a:1", "k"), 0)

    def test_a_line_is_counted_as_soon_as_it_was_written(self):
        process = self.start("ingest", "-", stdin=-1)
        process.stdin.write(b"a:1\tk\na:1\tk")
        process.stdin.flush()
        self.wait_until(lambda: self.get("a:1", "k") == 1, "the first line")
        process.stdin.write(b"2\t5\n")
        process.stdin.close()
        process.stdin = None
        self.wait_until(lambda: process.poll() is not None, "the end")
        self.assertEqual(self.output_of("all", "a:1"), "k\t1\nk2\t5\n")

    def test_many_lines_across_blocks_add_up_exactly(self):
        expected = collections.Counter()
        lines = []
        for i in range(200_000):
            owner, key, amount = f"user:{i * 7919 % 1009}", f"key{i % 13}", i % 21 - 10
            expected[owner, key] += amount
            lines.append(f"{owner}\t{key}\t{amount}\n")
        self.write("lines.tsv", "".join(lines))
        self.assertEqual(self.output_of("ingest", "lines.tsv"), "counted 200000 lines\n")
        self.run_program("sync")
        found = {(f"{row[0]}:{row[1]}", row[2]): row[3] for row in self.rows()}
        # What adds up to nothing may have a row, or none.
        self.assertEqual({counter: total for counter, total in found.items() if total},
                         {counter: total for counter, total in expected.items() if total})

    @unittest.skipIf(os.environ.get("ASAN_OPTIONS"), "sanitizers need memory of their own")
    def test_memory_stays_bounded(self):
        with open(self.folder / "lines.tsv", "w", encoding="utf-8") as file:
            for _ in range(300):
                file.write("user:1\tdownloads\t1\n" * 10_000)
        # A child begins with its parent's figure, so the parent is a small one.
        measure = ("import os, sys\n"
                   "child = os.fork() or os.execv(sys.argv[1], sys.argv[1:])\n"
                   "_, status, usage = os.wait4(child, 0)\n"
                   "sys.exit(f'{usage.ru_maxrss}') if status == 0 else sys.exit('failed')")
        ran = subprocess.run([sys.executable, "-c", measure, PROGRAM, "ingest", "lines.tsv"],
                             cwd=self.folder, env=self.environment, capture_output=True,
                             check=False)
        kibibytes = int(ran.stderr.splitlines()[-1])
        self.assertLess(kibibytes, 40 * 1024)  # The file has 60 MB.
        self.assertEqual(self.get("user:1", "downloads"), 3_000_000)


class BadLines(CliCase):
    def setUp(self):
        super().setUp()
        self.run_program("migrate")  # What it makes is said here, not below.

    BAD = [
        ("", "empty"),
        ("user:1", "no tab"),
        ("user\tk", "no ':'"),
        ("user:1\tk\t1\tx", "more than three fields"),
        ("user:1\tk\t", "not a whole decimal number"),
        ("user:1\tk\t1.5", "not a whole decimal number"),
        (f"user:1\tk\t{AMOUNT_MAX + 1}", str(AMOUNT_MAX)),
        ("user:1\tk\t99999999999999999999", str(AMOUNT_MAX)),
        ("user:1\t", "key"),
        ("user:1\ta:b", "key"),
        (":1\tk", "owner type"),
        ("user:\tk", "owner id"),
        ("user:1\t" + "k" * 101, "100"),
        ("user:1\t\x01", "control"),
        ("user:1\t\udcff", "UTF-8"),
        ("u" * 70_000 + ":1\tk", "owner type"),
        ("u" * 2_000_000 + ":1\tk", "longer than"),
    ]

    def test_each_is_reported_with_its_number_and_the_rest_counts(self):
        for bad, reason in self.BAD:
            with self.subTest(bad[:40]):
                text = f"good:1\tk\n{bad}\ngood:1\tk\n".encode(errors="surrogateescape")
                out, err = self.run_program("ingest", "-", stdin=text, status=1)
                self.assertEqual(out, "counted 2 lines, set 1 bad line aside\n")
                self.assertEqual(err.count("\n"), 1)
                self.assertIn("line 2 ", err)
                self.assertIn(reason, err)
        self.assertEqual(self.get("good:1", "k"), 2 * len(self.BAD))

    def test_they_are_reported_in_order_and_the_first_of_many_shown(self):
        lines = []
        for i in range(500):
            lines += [f"user:{i}\tk", "user:1\ta:b" if i % 2 else "nonsense"]
        out, err = self.run_program("ingest", "-", stdin="\n".join(lines), status=1)
        self.assertEqual(out, "counted 500 lines, set 500 bad lines aside\n")
        shown = [int(line.split()[2]) for line in err.splitlines()[:-1]]
        self.assertEqual(shown, list(range(2, 42, 2)))
        self.assertIn("480 bad lines more", err.splitlines()[-1])

    def test_a_last_bad_line_without_its_end_is_reported(self):
        _, err = self.run_program("ingest", "-", stdin="a:1\tk\nnonsense", status=1)
        self.assertIn("line 2 ", err)

    def test_a_line_that_would_leave_64_bits_is_set_aside_and_the_rest_counts(self):
        self.silent("set", "a:1", "k", 2**63 - 3)
        out, err = self.run_program("ingest", "-", stdin="a:1\tk\t2\na:1\tk\t1\nb:1\tk\n",
                                    status=1)
        self.assertEqual(out, "counted 2 lines, set 1 bad line aside\n")
        self.assertIn("line 2 ", err)
        self.assertEqual(self.get("a:1", "k"), 2**63 - 1)
        self.assertEqual(self.get("b:1", "k"), 1)

    def test_json_of_the_report(self):
        out, err = self.run_program("ingest", "--json", stdin="a:1\tk\nbad\n", status=1)
        self.assertEqual(err, "")
        report = json.loads(out)
        reason = report["first_bad_lines"][0].pop("reason")
        self.assertIn("no tab", reason)
        self.assertEqual(report, {"lines": 2, "counted": 1, "bad": 1,
                                  "first_bad_lines": [{"line": 2}]})


class Files(CliCase):
    def test_a_missing_file_is_not_found_and_nothing_is_made(self):
        error = self.error_of("ingest", "none.tsv", status=3)
        self.assertEqual(error["code"], "not_found")
        self.assertIn("'none.tsv'", error["message"])
        self.assertEqual(self.bytes_of_everything(), {})

    def test_a_folder_is_refused(self):
        (self.folder / "lines").mkdir()
        self.assertEqual(self.error_of("ingest", "lines", status=2)["code"], "invalid_argument")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_an_unreadable_file_is_unavailable(self):
        self.write("lines.tsv", "a:1\tk\n").chmod(0)
        self.assertEqual(self.error_of("ingest", "lines.tsv", status=6)["code"], "unavailable")

    def test_another_format_is_refused(self):
        self.run_program("ingest", "-", "--format", "xml", status=2)

    def test_the_progress_bar_is_for_terminals(self):
        lines = self.write("lines.tsv", "user:1\tdownloads\t1\n" * 300_000)
        self.assertEqual(self.output_of("ingest", lines), "counted 300000 lines\n")
        screen, terminal = pty.openpty()
        process = self.start("ingest", lines, stderr=terminal)
        os.close(terminal)
        out, _ = process.communicate(timeout=60)
        shown = os.read(screen, 65536).decode()
        os.close(screen)
        self.assertIn("ingest [", shown)
        self.assertTrue(shown.endswith("\r\033[K"), shown)
        self.assertEqual(out, b"counted 300000 lines\n")


class Processes(CliCase):
    def lines(self, count):
        """Line i adds to key i % 10 of one of 997 owners; so a prefix is recognizable."""
        return [f"user:{i % 997}\tk{i % 10}\t1\n" for i in range(count)]

    def setUp(self):
        super().setUp()
        self.run_program("migrate")

    def total(self):
        return self.sql("SELECT sum(count) FROM model_counters")[0][0]

    def test_two_at_once_add_up_exactly(self):
        lines = self.write("lines.tsv", "".join(self.lines(300_000)))
        processes = [self.start("ingest", lines) for _ in range(2)]
        for _ in range(5):
            self.run_program("sync")
        for process in processes:
            out, err = process.communicate(timeout=120)
            self.assertEqual((process.returncode, out, err), (0, b"counted 300000 lines\n", b""))
        self.run_program("sync")
        self.assertEqual(self.total(), 600_000)
        expected = collections.Counter((i % 997, f"k{i % 10}") for i in range(300_000))
        self.assertEqual({row[1:3]: row[3] for row in self.rows()},
                         {counter: 2 * count for counter, count in expected.items()})

    def test_a_killed_one_counted_whole_lines_in_order_and_goes_on_where_it_was(self):
        count = 2_000_000
        lines = self.lines(count)
        self.write("lines.tsv", "".join(lines))
        self.silent("increment", "warm:1", "up", 0)
        process = self.start("ingest", "lines.tsv")
        self.wait_until(lambda: self.get("user:0", "k0") > 0, "the first lines")
        process.kill()
        process.wait()
        self.run_program("sync")
        done = self.total()
        self.assertLess(done, count, "it was killed too late to tell anything")
        expected = collections.Counter((i % 997, f"k{i % 10}") for i in range(done))
        found = {row[1:3]: row[3] for row in self.rows() if row[0] == "user"}
        self.assertEqual(found, dict(expected))
        self.write("rest.tsv", "".join(lines[done:]))
        self.output_of("ingest", "rest.tsv")
        self.run_program("sync")
        self.assertEqual(self.total(), count)

    def test_a_signal_stops_it_between_lines_and_says_where(self):
        process = self.start("ingest", "-", stdin=-1)
        process.stdin.write(b"a:1\tk\nbad\na:1\tk")
        process.stdin.flush()
        self.wait_until(lambda: self.get("a:1", "k") == 1, "the first line")
        process.send_signal(signal.SIGTERM)
        out, err = process.stdout.read(), process.stderr.read().decode()
        self.assertEqual(process.wait(timeout=30), -signal.SIGTERM)
        self.assertEqual(out, b"counted 1 line, set 1 bad line aside\n")
        self.assertIn("tail -n +3 ", err)
        self.assertEqual(self.output_of("all", "a:1"), "k\t1\n")


if __name__ == "__main__":
    main()
