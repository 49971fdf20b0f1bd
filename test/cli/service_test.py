"""`work` as a service: what Prometheus, a health check and systemd see of it."""

import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request

from cli_case import CliCase, main
from messages_test import MessagesCase
from redis_server import RedisServer
from shells_test import UNITS, need


class ServiceCase(CliCase):
    def start_work(self, *arguments, environment=None):
        """Runs `work`, and returns the process and where it listens."""
        self.run_program("migrate")
        process = self.start("work", "--listen", "127.0.0.1:0", *arguments,
                             environment=environment)
        said = ""
        while "listening" not in said:
            said = process.stderr.readline().decode()
            self.assertTrue(said)
        return process, re.search(r"listening: (http://127\.0\.0\.1:\d+)/metrics", said)[1]

    def fetch(self, url, status=200):
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                found, headers, text = answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            found, headers, text = error.code, error.headers, error.read().decode()
            error.close()
        self.assertEqual(found, status, text)
        return headers, text

    def samples(self, url):
        """Name with labels -> value."""
        text = self.fetch(url + "/metrics")[1]
        return {name: float(value) for name, value in
                (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))}


class Metrics(ServiceCase):
    def test_are_what_prometheus_takes(self):
        need("promtool", "prometheus")
        self.environment["COUNTER_PREFIX"] = 'a "b\\ c:'
        _, url = self.start_work("--every", "1h")
        headers, text = self.fetch(url + "/metrics")
        self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        ran = subprocess.run(["promtool", "check", "metrics"], input=text, text=True, check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((ran.returncode, ran.stdout), (0, ""))

    def test_say_what_waits_and_what_was_written(self):
        _, url = self.start_work("--every", "300ms")
        self.silent("increment", "user:1", "k", 5)
        self.silent("decrement", "user:2", "k", 2)
        self.wait_until(lambda: self.samples(url)["modelcounter_units_synced_total"] == 7,
                        "the amounts")
        found = self.samples(url)
        self.assertEqual(found["modelcounter_rows_written_total"], 2)
        self.assertEqual(found["modelcounter_lag_seconds"], 0)
        self.assertEqual(found["modelcounter_waiting_sets"], 0)
        self.assertGreaterEqual(found['modelcounter_syncs_total{result="good"}'], 1)
        self.assertEqual(found['modelcounter_syncs_total{result="failed"}'], 0)
        self.assertEqual(found["modelcounter_sync_duration_seconds_count"],
                         found['modelcounter_sync_duration_seconds_bucket{le="+Inf"}'])
        self.assertEqual(found["modelcounter_rejected_changes_total"], 0)
        self.assertGreater(found["modelcounter_store_bytes"], 0)

    def test_say_what_waits_while_the_database_is_away(self):
        _, url = self.start_work("--every", "100ms")
        self.wait_until(
            lambda: self.samples(url)['modelcounter_syncs_total{result="good"}'] > 0, "a sync")
        self.sql("ALTER TABLE model_counters RENAME TO elsewhere")
        self.silent("increment", "user:1", "k")
        self.wait_until(
            lambda: self.samples(url)["modelcounter_sync_failures_in_a_row"] > 0, "a failure")
        _, text = self.fetch(url + "/health", status=503)
        self.assertRegex(text, r"the last \d+ syncs? failed: .*model_counters")
        self.assertEqual(self.samples(url)["modelcounter_waiting_sets"], 1)
        self.sql("ALTER TABLE elsewhere RENAME TO model_counters")
        self.wait_until(
            lambda: self.samples(url)["modelcounter_sync_failures_in_a_row"] == 0, "a good sync")
        self.assertEqual(self.fetch(url + "/health")[1], "well\n")
        self.assertEqual(self.samples(url)["modelcounter_waiting_sets"], 0)
        self.assertEqual(self.get("user:1", "k"), 1)

    def test_count_what_the_table_could_not_hold_and_a_store_that_went_back(self):
        _, url = self.start_work("--every", "100ms")
        self.silent("set", "user:1", "k", 2**63 - 1)
        self.wait_until(lambda: self.samples(url)["modelcounter_rows_written_total"] == 1, "a set")
        self.silent("increment", "user:1", "k")
        self.wait_until(
            lambda: self.samples(url)["modelcounter_rejected_changes_total"] == 1, "the reject")

    def test_go_on_without_the_store(self):
        server = RedisServer(self)
        self.environment["COUNTER_STORE"] = server.url
        _, url = self.start_work("--every", "1h", "--timeout", "500ms")
        self.assertEqual(self.samples(url)["modelcounter_store_up"], 1)
        server.stop()
        found = self.samples(url)
        self.assertEqual(found["modelcounter_store_up"], 0)
        self.assertNotIn("modelcounter_waiting_sets", found)

    def test_tell_of_a_buffer(self):
        server = RedisServer(self)
        self.environment.update(COUNTER_STORE=server.url, COUNTER_BUFFER="memory")
        _, url = self.start_work("--every", "1h")
        self.assertEqual(self.samples(url)["modelcounter_buffer_counters"], 0)


class Reference(ServiceCase):
    """The page of metrics and what is answered, in both directions."""

    ROW = re.compile(r"^\| `(modelcounter_\w+)` \| (counter|gauge|histogram) \|", re.MULTILINE)
    TYPE = re.compile(r"^# TYPE (\w+) (\w+)$", re.MULTILINE)

    def test_has_every_metric_and_no_other(self):
        server = RedisServer(self)
        self.environment.update(COUNTER_STORE=server.url, COUNTER_BUFFER="memory")
        _, url = self.start_work("--every", "1h")
        page = pathlib.Path(__file__).resolve().parents[2] / "docs" / "reference" / "metrics.md"
        told = self.ROW.findall(page.read_text())
        self.assertEqual(told, self.TYPE.findall(self.fetch(url + "/metrics")[1]))
        self.assertGreater(len(told), 20)


class Server(ServiceCase):
    def test_knows_its_pages_alone(self):
        _, url = self.start_work("--every", "1h")
        self.assertEqual(self.fetch(url + "/health")[1], "well\n")
        self.assertIn("/health\n/metrics\n", self.fetch(url + "/", status=404)[1])
        self.fetch(url + "/metrics/../../etc/passwd", status=404)
        for method, status in (("HEAD", 200), ("POST", 405), ("DELETE", 405)):
            connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
            connection.request(method, "/health", body=b"x" * 100_000 if method == "POST" else None)
            self.assertEqual(connection.getresponse().status, status, method)
            connection.close()

    def test_survives_what_is_no_request(self):
        process, url = self.start_work("--every", "1h")
        host, port = url.removeprefix("http://").split(":")
        for noise in (b"\0\xff" * 50_000, b"GET " + b"/" * 1_000_000, b"GET /metrics HTTP/9.9\r\n",
                      b"GET /health HTTP/1.1\r\n" + b"x: y\r\n" * 100_000):
            with socket.create_connection((host, int(port))) as connection:
                try:
                    connection.sendall(noise)
                except OSError:
                    pass  # it hung up
        # More that say nothing than it takes; they do not keep it from its end.
        idle = [socket.create_connection((host, int(port))) for _ in range(40)]
        for connection in idle[10:]:
            connection.close()
        self.wait_until(lambda: self.fetch(url + "/health")[1] == "well\n", "an answer")
        self.assertEqual(self.stop(process)[0], 0)
        for connection in idle:
            connection.close()

    def test_listens_on_version_6_too(self):
        process = self.start("work", "--every", "1h", "--listen", "[::1]:0")
        said = ""
        while "listening" not in said and "listen:" not in said:
            said = process.stderr.readline().decode()
            self.assertTrue(said)
        if "listen:" in said:
            self.skipTest("this machine has no version 6")
        self.fetch(re.search(r"listening: (\S+)/metrics", said)[1] + "/health")


class Refusals(MessagesCase):
    def parsed(self, err):
        return super().parsed(err.splitlines()[-1])

    def test_name_the_address(self):
        for address in ("9464", ":9464", "localhost:9464", "127.0.0.1:", "127.0.0.1:65536",
                        "127.0.0.1:x", "::1:9464", "[::1:9464", "1.2.3.4.5:1"):
            self.says("invalid_argument", "listen: ... is no address and port; write "
                      "127.0.0.1:9464 or [::1]:9464", "work", "--listen", address)

    def test_say_who_is_in_the_way(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            self.says("unavailable", "listen: nothing can listen on ...: ...; choose another port, "
                      "or end who has it", "work", "--listen",
                      f"127.0.0.1:{other.getsockname()[1]}")


class Notices(ServiceCase):
    """Plays systemd."""

    def listen(self, name):
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(listener.close)
        listener.bind(name)
        listener.settimeout(60)
        return listener

    def until(self, listener, wanted):
        heard = []
        while not heard or wanted not in heard[-1]:
            heard.append(listener.recv(4096).decode())
        return heard

    def test_are_of_the_beginning_every_round_and_the_end(self):
        path = str(self.folder / "notify")
        for name, variable in ((path, path),
                               (f"\0{self.folder}/notify", f"@{self.folder}/notify")):
            listener = self.listen(name)
            process, _ = self.start_work("--every", "100ms",
                                         environment={"NOTIFY_SOCKET": variable})
            self.assertEqual(self.until(listener, "READY=1"),
                             ["READY=1\nSTATUS=at work, a sync every 100ms"])
            self.silent("increment", "user:1", "k")
            self.until(listener, "STATUS=at work; last sync: sync rows=1")
            process.send_signal(signal.SIGTERM)
            self.until(listener, "STOPPING=1")
            self.assertEqual(process.wait(60), 0)

    def test_tell_why_it_fails(self):
        listener = self.listen(str(self.folder / "notify"))
        self.start_work("--every", "100ms",
                        environment={"NOTIFY_SOCKET": str(self.folder / "notify")})
        self.until(listener, "last sync")
        self.sql("ALTER TABLE model_counters RENAME TO elsewhere")
        self.silent("increment", "user:1", "k")
        self.until(listener, "STATUS=failing: ")

    def test_keep_the_watchdog_calm_as_long_as_it_turns(self):
        listener = self.listen(str(self.folder / "notify"))
        process, _ = self.start_work(
            "--every", "1h", "--flush-interval", "50ms",
            environment={"NOTIFY_SOCKET": str(self.folder / "notify"), "WATCHDOG_USEC": "400000"})
        for _ in range(3):
            self.until(listener, "WATCHDOG=1")
        process.send_signal(signal.SIGSTOP)
        listener.settimeout(1)
        with self.assertRaises(TimeoutError):
            while True:
                listener.recv(4096)
        process.send_signal(signal.SIGCONT)
        listener.settimeout(60)
        self.until(listener, "WATCHDOG=1")

    def test_are_left_out_for_the_watchdog_of_another_process(self):
        listener = self.listen(str(self.folder / "notify"))
        process, _ = self.start_work(
            "--every", "1h", "--flush-interval", "20ms",
            environment={"NOTIFY_SOCKET": str(self.folder / "notify"), "WATCHDOG_USEC": "40000",
                         "WATCHDOG_PID": str(os.getpid())})
        self.until(listener, "READY=1")
        listener.settimeout(1)
        with self.assertRaises(TimeoutError):
            listener.recv(4096)
        self.assertEqual(self.stop(process)[0], 0)

    def test_hinder_nobody_where_nobody_listens(self):
        process, _ = self.start_work(
            "--every", "50ms", environment={"NOTIFY_SOCKET": str(self.folder / "nobody")})
        self.silent("increment", "user:1", "k")
        self.assertEqual(self.stop(process)[0], 0)
        self.assertEqual(self.rows(), [("user", 1, "k", 1)])


class Units(CliCase):
    def test_leave_the_service_little_to_attack(self):
        need("systemd-analyze", "systemd")
        for unit in ("model-counter.service", "model-counter-sync.service"):
            folder = pathlib.Path(self.folder, unit + ".d")
            folder.mkdir()
            shutil.copy(UNITS / unit, folder / unit)
            ran = subprocess.run(
                ["systemd-analyze", "security", "--offline=yes", "--threshold=20", folder / unit],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                env=self.environment)
            self.assertEqual(ran.returncode, 0, ran.stdout)


if __name__ == "__main__":
    main()
