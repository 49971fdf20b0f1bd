"""ingest: the formats, the dead-letter file, and what a large pipe costs."""

import os
import pathlib
import resource
import shutil
import subprocess
import unittest

from cli_case import AMOUNT_MAX, PROGRAM, CliCase, main

TIME = "[10/Oct/2026:13:55:36 +0200]"
AGENT = '"https://example.org/start" "Mozilla/5.0 (X11; Linux x86_64)"'


class FormatCase(CliCase):
    FORMAT = ""

    def setUp(self):
        super().setUp()
        self.run_program("migrate")  # What it makes is said here, not below.

    def ingest(self, *lines, options=(), status=0):
        text = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n"
                        for line in lines)
        return self.run_program("ingest", "--format", self.FORMAT, *options, stdin=text,
                                status=status)

    def check_bad(self, cases):
        """Each bad line is set aside with its reason; the good one after it counts."""
        for bad, reason in cases:
            with self.subTest(bad[:60]):
                out, err = self.ingest(bad, self.GOOD, status=1)
                self.assertEqual(out, "counted 1 line, set 1 bad line aside\n")
                self.assertIn("line 1 ", err)
                self.assertIn(reason, err)


class Ndjson(FormatCase):
    FORMAT = "ndjson"
    GOOD = '{"owner":"good:1","key":"k"}'

    def test_counts_owner_key_and_amount_whatever_else_is_there(self):
        self.ingest('{"owner":"user:1","key":"downloads"}',
                    '{ "amount": 4, "key": "downloads", "owner": "user:1" }',
                    '{"time":1.5,"owner":"user:1","tags":["a",{"owner":"x"}],"key":"downloads",'
                    '"more":{"amount":7},"gone":null,"on":true}',
                    '{"owner":"global","key":"visits","amount":-2}\r',
                    r'{"owner":"url:http:\/\/x\/\u00e9","key":"views"}')
        self.assertEqual(self.get("user:1", "downloads"), 6)
        self.assertEqual(self.get("global", "visits"), -2)
        self.assertEqual(self.get("url:http://x/é", "views"), 1)

    def test_the_greatest_amounts_count(self):
        self.ingest(f'{{"owner":"a:1","key":"k","amount":{AMOUNT_MAX}}}',
                    f'{{"owner":"a:1","key":"k","amount":{1 - AMOUNT_MAX}}}')
        self.assertEqual(self.get("a:1", "k"), 1)

    def test_bad_lines_are_set_aside_with_their_reasons(self):
        self.check_bad([
            ("", "not JSON"),
            ("user:1\tk", "not JSON"),
            ('{"owner":"user:1","key":"k"', "not JSON"),
            ('{"owner":"user:1","key":"k"} {}', "not JSON"),
            ("[]", "not an object"),
            ("7", "not an object"),
            ('"user:1"', "not an object"),
            ("{}", "no field owner"),
            ('{"owner":"user:1"}', "no field key"),
            ('{"key":"k"}', "no field owner"),
            ('{"owner":{"type":"user"},"key":"k"}', "owner is an object"),
            ('{"owner":["user:1"],"key":"k"}', "owner is an array"),
            ('{"owner":null,"key":"k"}', "owner is null"),
            ('{"owner":"user:1","key":true}', "key is true or false"),
            ('{"owner":"user:1","key":5}', "key is a number"),
            ('{"owner":"user:1","key":"k","amount":"3"}', "amount is a text"),
            ('{"owner":"user:1","key":"k","amount":1.5}', "whole number"),
            ('{"owner":"user:1","key":"k","amount":1e3}', "whole number"),
            ('{"owner":"user:1","key":"k","amount":18446744073709551615}', str(AMOUNT_MAX)),
            ('{"owner":"user:1","key":"k","amount":99999999999999999999}', "whole number"),
            (f'{{"owner":"user:1","key":"k","amount":{AMOUNT_MAX + 1}}}', "2^62"),
            ('{"owner":"user:1","owner":"user:2","key":"k"}', "two fields owner"),
            ('{"owner":"user","key":"k"}', "no ':'"),
            ('{"owner":"user:1","key":"a:b"}', "key"),
            ('{"owner":"user:1","key":"a\\u0000b"}', "control"),
            (b'{"owner":"user:1","key":"\xff"}', "not JSON"),
            ("[" * 50_000, "not an object"),
        ])


class Combined(FormatCase):
    FORMAT = "combined"
    GOOD = f'127.0.0.1 - - {TIME} "GET /good HTTP/1.1" 200 5 {AGENT}'

    def line(self, request, status=200, begin="127.0.0.1 - -"):
        return f'{begin} {TIME} "{request}" {status} 2326 {AGENT}'

    def test_counts_the_views_of_paths(self):
        self.ingest(self.line("GET /products/7 HTTP/1.1"),
                    self.line("GET /products/7?utm=x&y=\\\"z HTTP/2.0"),
                    self.line("POST /products/7#part HTTP/1.1", 404),
                    self.line("GET / HTTP/1.1", begin="::1 - frank"),
                    self.line("GET http://example.org/products/7?a=b HTTP/1.1"),
                    self.line("GET https://example.org HTTP/1.1"),
                    self.line("GET /with space HTTP/1.1"),
                    self.line("GET /old"),
                    # The common format ends after the size.
                    f'127.0.0.1 - - {TIME} "GET /products/7 HTTP/1.0" 304 -')
        self.assertEqual(self.get("page:/products/7", "views"), 5)
        self.assertEqual(self.get("page:/", "views"), 2)
        self.assertEqual(self.get("page:/with space", "views"), 1)
        self.assertEqual(self.get("page:/old", "views"), 1)

    def test_the_key_is_a_field_or_a_name(self):
        lines = [self.line("GET /a HTTP/1.1"), self.line("POST /a HTTP/2.0", 500)]
        for key in ("status", "method", "protocol", "hits"):
            self.ingest(*lines, options=("--key", key))
        self.assertEqual(self.output_of("all", "page:/a"),
                         "200\t1\n500\t1\nGET\t1\nHTTP/1.1\t1\nHTTP/2.0\t1\nPOST\t1\nhits\t2\n")

    def test_the_key_is_for_this_format_alone(self):
        self.run_program("ingest", "--key", "status", stdin="", status=2)

    def test_bad_lines_are_set_aside_with_their_reasons(self):
        self.check_bad([
            ("", "no [time]"),
            ("hello", "no [time]"),
            (f'127.0.0.1 - - {TIME} GET / 200 5', "no [time]"),
            (f'127.0.0.1 - - {TIME} "GET / HTTP/1.1 200 5', "do not end"),
            (f'127.0.0.1 - - {TIME} "GET /\\" 200 5', "do not end"),
            (f'127.0.0.1 - - {TIME} "GET / HTTP/1.1"', "status"),
            (f'127.0.0.1 - - {TIME} "GET / HTTP/1.1" 20 5', "status"),
            (f'127.0.0.1 - - {TIME} "GET / HTTP/1.1" 2000 5', "status"),
            (self.line("-", 400), "METHOD TARGET PROTOCOL"),
            (self.line("", 400), "METHOD TARGET PROTOCOL"),
            (self.line("\\x16\\x03\\x01", 400), "METHOD TARGET PROTOCOL"),
            (self.line("GET  HTTP/1.1", 400), "METHOD TARGET PROTOCOL"),
            (self.line("GET ?a HTTP/1.1", 400), "owner id"),
            (self.line(f"GET /{'x' * 300} HTTP/1.1"), "255"),
            (self.line("GET /\x01 HTTP/1.1"), "control"),
            (self.line("GET /x HTTP/1.1").encode().replace(b"/x", b"/\xff"), "UTF-8"),
        ])


class DeadLetters(CliCase):
    def setUp(self):
        super().setUp()
        self.run_program("migrate")

    def test_bad_lines_are_kept_byte_for_byte_in_their_order(self):
        bad = [b"nonsense", b"user:1\ta:b", b"\xff\xfe\x00", b"", b"x:1\tk\t1.5"]
        good = [b"a:1\tk"] * 4
        lines = [line for pair in zip(bad, good + [b""]) for line in pair][:-1]
        self.run_program("ingest", "--dead-letter", "dead.tsv", stdin=b"\n".join(lines) + b"\n",
                         status=1)
        self.assertEqual((self.folder / "dead.tsv").read_bytes(), b"\n".join(bad) + b"\n")
        self.assertEqual((self.folder / "dead.tsv").stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.get("a:1", "k"), 4)

    def test_they_are_appended_and_can_be_ingested_when_they_are_mended(self):
        for _ in range(2):
            self.run_program("ingest", "--dead-letter", "dead.tsv", stdin="a:1 k\n", status=1)
        mended = (self.folder / "dead.tsv").read_text().replace(" ", "\t")
        self.output_of("ingest", stdin=mended)
        self.assertEqual(self.get("a:1", "k"), 2)

    def test_of_a_line_over_the_limit_they_have_the_beginning(self):
        self.run_program("ingest", "--dead-letter", "dead.tsv",
                         stdin="y" * 300_000 + "\na:1\tk\n", status=1)
        self.assertEqual((self.folder / "dead.tsv").read_text(), "y" * 65536 + "\n")

    def test_a_file_that_cannot_be_written_is_an_error_before_anything_is_counted(self):
        (self.folder / "folder").mkdir()
        error = self.error_of("ingest", "--dead-letter", "folder", stdin="a:1\tk\n", status=6)
        self.assertIn("dead-letter", error["message"])
        self.assertEqual(self.get("a:1", "k"), 0)


@unittest.skipIf(b"__asan_init" in pathlib.Path(shutil.which(PROGRAM) or os.devnull).read_bytes(),
                 "sanitizers need memory of their own")
class LargePipes(CliCase):
    MEGABYTES = int(os.environ.get("MODEL_COUNTER_PIPE_MEGABYTES", "200"))

    def count_pipe(self, form, line):
        """Sends so many megabytes through a process that may have 64 MB of its own."""
        limit = 64 * 1024 * 1024
        chunk = line * (4 * 1024 * 1024 // len(line))
        chunks = self.MEGABYTES * 1024 * 1024 // len(chunk)
        process = subprocess.Popen(
            [PROGRAM, "ingest", "-", "--format", form], cwd=self.folder, env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)))
        with process.stdin as pipe:
            for _ in range(chunks):
                pipe.write(chunk)
        out = process.stdout.read().decode()
        process.stdout.close()
        self.assertEqual(process.wait(), 0)
        lines = chunks * chunk.count(b"\n")
        self.assertEqual(out, f"counted {lines} lines\n")
        return lines

    def test_fit_into_64_megabytes_in_every_format(self):
        lines = self.count_pipe("tsv", b"user:1\tdownloads\t1\n")
        lines += self.count_pipe("ndjson", b'{"owner":"user:1","key":"downloads"}\n')
        self.assertEqual(self.get("user:1", "downloads"), lines)
        lines = self.count_pipe(
            "combined", f'127.0.0.1 - - {TIME} "GET /a HTTP/1.1" 200 5 {AGENT}\n'.encode())
        self.assertEqual(self.get("page:/a", "views"), lines)


if __name__ == "__main__":
    main()
