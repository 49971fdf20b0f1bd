"""ingest --follow and --source: a log that grows and rotates, and processes that are killed."""

import json
import os
import random
import signal
import time

from cli_case import CliCase, main
from log_writer import LogWriter


class LogCase(CliCase):
    def setUp(self):
        super().setUp()
        self.run_program("migrate")
        self.log = self.folder / "events.log"

    def found(self):
        return {(row[1], row[2]): row[3] for row in self.rows() if row[3]}

    def total_of(self, owner="a:1", key="k"):
        return self.get(owner, key)

    def append(self, text, path=None):
        with open(path or self.log, "ab") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def source(self, *arguments, status=0):
        """Counts what is new; the number of lines."""
        out, _ = self.run_program("--json", "ingest", self.log, "--source", "events", *arguments,
                                  status=status)
        return json.loads(out)["lines"]

    def end(self, process):
        """Stops it as a service manager does."""
        status, out, err = self.stop(process)
        self.assertEqual(status, 0, err)
        return out, err


class Follow(LogCase):
    def test_counts_what_is_appended_until_it_is_told_to_stop(self):
        self.append("a:1\tk\n")
        process = self.start("ingest", self.log, "--follow")
        self.wait_until(lambda: self.total_of() == 1, "the first line")
        self.append("a:1\tk\na:1\tk\nbad\na:1")
        self.wait_until(lambda: self.total_of() == 3, "the next ones")
        self.append("\tk\t4\n")
        self.wait_until(lambda: self.total_of() == 7, "the end of the last one")
        self.append("a:1\tk\t100")
        time.sleep(0.5)
        status, out, err = self.stop(process)
        self.assertEqual(status, 1, err)
        self.assertEqual(out, "counted 4 lines, set 1 bad line aside\n")
        self.assertEqual(self.total_of(), 7, "a line without its end")

    def test_goes_on_in_the_new_file_when_the_old_one_was_read_to_its_end(self):
        self.append("a:1\tk\n")
        process = self.start("ingest", self.log, "--follow")
        self.wait_until(lambda: self.total_of() == 1, "the first line")
        old = self.folder / "events.log.1"
        self.log.rename(old)
        self.append("a:1\tk\t10\n", old)
        self.wait_until(lambda: self.total_of() == 11, "what came after the renaming")
        self.append("a:1\tk\t100\n")
        self.append("a:1\tk\t1000\n", old)
        self.wait_until(lambda: self.total_of() == 1111, "both")
        self.end(process)

    def test_counts_a_file_that_came_and_went_between_two_looks(self):
        self.append("a:1\tk\n")
        process = self.start("ingest", self.log, "--follow")
        self.wait_until(lambda: self.total_of() == 1, "the first line")
        process.send_signal(signal.SIGSTOP)
        for number in range(1, 4):
            self.log.rename(self.folder / f"events-2026120{number}.log")
            self.append(f"a:1\tk\t{10 ** number}\n")
            time.sleep(0.02)
        process.send_signal(signal.SIGCONT)
        self.wait_until(lambda: self.total_of() == 1111, "every file")
        self.end(process)

    def test_goes_on_after_the_file_was_copied_and_truncated(self):
        self.append("a:1\tk\n")
        process = self.start("ingest", self.log, "--follow")
        self.wait_until(lambda: self.total_of() == 1, "the first line")
        time.sleep(0.5)
        process.send_signal(signal.SIGSTOP)
        self.append("a:1\tk\t10\n")
        (self.folder / "events.log.1").write_bytes(self.log.read_bytes())
        os.truncate(self.log, 0)
        process.send_signal(signal.SIGCONT)
        self.wait_until(lambda: self.total_of() == 11, "the rest, out of the copy")
        self.append("a:1\tk\t100\n")
        self.wait_until(lambda: self.total_of() == 111, "the new beginning")
        self.end(process)

    def test_needs_a_file(self):
        self.run_program("ingest", "-", "--follow", stdin="", status=2)
        self.run_program("ingest", "none.log", "--follow", status=3)
        os.mkfifo(self.folder / "pipe")
        error = self.error_of("ingest", "pipe", "--follow", status=2)
        self.assertIn("not a regular file", error["message"])


class Source(LogCase):
    def test_goes_on_where_it_was(self):
        self.append("a:1\tk\nbad\na:1\tk\n")
        self.assertEqual(self.source(status=1), 3)
        self.assertEqual(self.source(), 0)
        self.append("a:1\tk\t5\n")
        self.assertEqual(self.source(), 1)
        self.assertEqual(self.total_of(), 7)
        self.assertEqual(self.source("--from-start", status=1), 4)
        self.assertEqual(self.total_of(), 14)

    def test_numbers_bad_lines_as_they_are_in_the_file(self):
        self.append("a:1\tk\n" * 10)
        self.source()
        self.append("a:1\tk\nbad\n")
        out, _ = self.run_program("--json", "ingest", self.log, "--source", "events", status=1)
        self.assertEqual(json.loads(out)["first_bad_lines"][0]["line"], 12)

    def test_leaves_a_line_without_its_end_for_the_next_run(self):
        self.append("a:1\tk\na:1\tk\t1")
        self.assertEqual(self.source(), 1)
        self.append("0\n")
        self.assertEqual(self.source(), 1)
        self.assertEqual(self.total_of(), 11)

    def test_finds_its_file_under_another_name_and_goes_on_to_the_newer_ones(self):
        self.append("a:1\tk\n")
        self.source()
        self.append("a:1\tk\t10\n")
        self.log.rename(self.folder / "events.log.2")
        time.sleep(0.02)
        self.append("a:1\tk\t100\n")
        self.log.rename(self.folder / "events.log.1")
        time.sleep(0.02)
        self.append("a:1\tk\t1000\n")
        # Neither these are files of the log.
        for name in ("events.log.offset", "events.log.bak", "events.logger", "other-1.log"):
            self.append("a:1\tk\t5000\n", self.folder / name)
        self.assertEqual(self.source(), 3)
        self.assertEqual(self.total_of(), 1111)
        self.assertEqual(self.source(), 0)

    def test_goes_on_in_the_copy_of_a_file_that_was_truncated(self):
        self.append("a:1\tk\n")
        self.source()
        self.append("a:1\tk\t10\n")
        (self.folder / "events.log.1").write_bytes(self.log.read_bytes())
        os.truncate(self.log, 0)
        self.append("a:1\tk\t100\n")
        self.assertEqual(self.source(), 2)
        self.assertEqual(self.total_of(), 111)

    def test_says_that_its_file_is_gone_and_counts_nothing_until_it_is_decided(self):
        self.append("a:1\tk\n")
        self.source()
        os.rename(self.log, self.folder / "elsewhere")
        self.append("b:1\tk\n")
        error = self.error_of("ingest", self.log, "--source", "events", status=4)
        self.assertIn("--from-start", error["message"])
        self.assertEqual(self.total_of("b:1"), 0)
        self.assertEqual(self.source("--from-start"), 1)

    def test_says_that_a_file_was_compressed_before_it_was_counted(self):
        self.append("a:1\tk\n")
        self.source()
        self.log.rename(self.folder / "events.log.2")
        time.sleep(0.02)
        self.append("a:1\tk\t10\n", self.folder / "events.log.1.gz")
        time.sleep(0.02)
        self.append("a:1\tk\t100\n")
        error = self.error_of("ingest", self.log, "--source", "events", status=4)
        self.assertIn("events.log.1.gz", error["message"])
        (self.folder / "events.log.1.gz").rename(self.folder / "events.log.1")
        self.assertEqual(self.source(), 2)
        self.assertEqual(self.total_of(), 111)

    def test_of_two_at_once_one_is_refused_and_nothing_counts_twice(self):
        self.append("a:1\tk\n")
        one = self.start("ingest", self.log, "--source", "events", "--follow")
        two = self.start("ingest", self.log, "--source", "events", "--follow")
        expected = 1
        end = time.monotonic() + 30
        while one.poll() is None and two.poll() is None and time.monotonic() < end:
            self.append("a:1\tk\n" * 10)
            expected += 10
            time.sleep(0.1)
        loser, winner = (one, two) if one.poll() is not None else (two, one)
        self.assertEqual(loser.wait(timeout=10), 4)
        self.assertIn(b"somebody else", loser.stderr.read())
        self.wait_until(lambda: self.total_of() == expected, "the rest")
        self.end(winner)
        self.assertEqual(self.total_of(), expected)

    def test_counts_past_the_store(self):
        self.silent("increment", "a:1", "k", 5)
        self.append("a:1\tk\n")
        self.source()
        self.assertEqual(self.total_of(), 6)
        self.assertEqual(self.sql("SELECT count FROM model_counters"), [(1,)])
        self.run_program("sync")
        self.assertEqual(self.sql("SELECT count FROM model_counters"), [(6,)])

    def test_tells_of_sums_that_the_table_cannot_hold(self):
        self.silent("set", "a:1", "k", 2**63 - 1)
        self.run_program("sync")
        self.append("a:1\tk\nb:1\tk\n")
        out, err = self.run_program("ingest", self.log, "--source", "events", status=1)
        self.assertEqual(out, "counted 2 lines, rejected 1 sum\n")
        self.assertIn("a:1:k was rejected", err)
        self.assertEqual(self.sql("SELECT count(*) FROM model_counters_rejects"), [(1,)])
        self.assertEqual(self.total_of("b:1"), 1)

    def test_needs_a_file_a_name_and_its_own_position(self):
        self.run_program("ingest", "-", "--source", "events", stdin="", status=2)
        self.append("a:1\tk\n")
        self.run_program("ingest", self.log, "--source", "x" * 101, status=2)
        self.run_program("ingest", self.log, "--from-start", status=2)


class Kills(LogCase):
    ROUNDS = int(os.environ.get("MODEL_COUNTER_SOURCE_KILLS", "12"))

    def check(self, rotate):
        """Kills a follower again and again while the log grows and rotates."""
        writer = LogWriter(self.log)
        draw = random.Random(7)
        self.addCleanup(lambda: writer.file.close())
        process = None
        killed = 0
        for round_number in range(self.ROUNDS):
            if process is None:
                process = self.start("ingest", self.log, "--source", "events", "--follow")
            writer.write(draw.randrange(1, 20_000))
            time.sleep(draw.random() * 0.4)
            if round_number % 3 == 1:
                rotate(writer, self.folder / f"events.log.{round_number}")
            if draw.random() < 0.8:
                process.kill()
                process.wait()
                process = None
                killed += 1
        self.assertGreater(killed, self.ROUNDS // 2)
        if process is None:
            process = self.start("ingest", self.log, "--source", "events", "--follow")
        self.wait_until(lambda: self.found() == writer.expected(), "every line", 60)
        self.end(process)
        self.assertEqual(self.found(), writer.expected())
        self.assertEqual(self.source(), 0)

    def test_of_a_follower_cost_no_line_and_double_none(self):
        def rotate(writer, to):
            writer.rename(to)
            writer.write(100)
            writer.reopen()
            writer.write(100)

        self.check(rotate)

    def test_of_one_that_is_run_by_hand_neither(self):
        writer = LogWriter(self.log, seed=2)
        self.addCleanup(lambda: writer.file.close())
        writer.write(300_000)
        draw = random.Random(3)
        killed = 0
        for _ in range(self.ROUNDS):
            process = self.start("ingest", self.log, "--source", "events")
            time.sleep(draw.random() * 0.1)
            process.kill()
            killed += process.wait() != 0
        self.assertGreater(killed, 0)
        self.source()
        self.assertEqual(self.found(), writer.expected())


if __name__ == "__main__":
    main()
