"""ingest --follow --source on the access log of a real nginx, rotated and killed meanwhile."""

import collections
import http.client
import os
import pathlib
import random
import shutil
import signal
import subprocess
import threading
import time
import unittest

from cli_case import CliCase, main
from redis_server import die_with_parent, free_port

KILLS = int(os.environ.get("MODEL_COUNTER_NGINX_KILLS", "10"))


class Nginx:
    """nginx on a free port of the loopback interface, with everything it writes in one folder."""

    def __init__(self, test):
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        if program is None:
            if os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1":
                test.fail("nginx is not installed (Debian: nginx-light)")
            raise unittest.SkipTest("nginx is not installed (Debian: nginx-light)")
        self.folder = test.folder / "nginx"
        self.folder.mkdir()
        # The workers are nobody's, and open the log themselves.
        os.chmod(test.folder, 0o711)
        os.chmod(self.folder, 0o777)
        self.log = self.folder / "access.log"
        self.port = free_port()
        temporary = "".join(f"{name}_temp_path {self.folder}/{name};" for name in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.folder / "nginx.conf").write_text(
            f"daemon off; worker_processes 2; pid {self.folder}/pid;"
            f"error_log {self.folder}/error.log;"
            "events { worker_connections 256; }"
            f"http {{ access_log {self.log} combined; {temporary}"
            f"server {{ listen 127.0.0.1:{self.port}; location /missing {{ return 404; }}"
            "location / { return 200 'hello'; } } }")
        self.process = subprocess.Popen(
            [program, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e",
             self.folder / "error.log"], preexec_fn=die_with_parent)
        test.addCleanup(self.stop)
        test.wait_until(lambda: (self.folder / "pid").exists() and self.answers(), "nginx")

    def answers(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/up")
            connection.getresponse().read()
            connection.close()
        except OSError:
            return False
        return True

    def rotate(self, to):
        """As logrotate does it: the log is renamed, and nginx told to begin a new one."""
        os.rename(self.log, to)
        self.process.send_signal(signal.SIGUSR1)

    def stop(self):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()


class AccessLog(CliCase):
    def load(self, nginx, seed, done):
        draw = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=30)
        while not done.is_set():
            path = draw.choice(("/products/%d?ref=%d", "/missing/%d?%d", "/a%%20b/%d#%d"))
            connection.request(draw.choice(("GET", "POST", "HEAD")),
                               path % (draw.randrange(100), draw.randrange(9)))
            connection.getresponse().read()
        connection.close()

    def expected(self, files):
        """What the lines say, read by something else."""
        views = collections.Counter()
        lines = 0
        for file in files:
            for line in file.read_text().splitlines():
                lines += 1
                target = line.split('"')[1].split(" ")[1]
                views[target.split("?")[0].split("#")[0]] += 1
        return views, lines

    def test_every_request_counts_once_whatever_is_rotated_and_killed(self):
        self.run_program("migrate")
        nginx = Nginx(self)
        draw = random.Random(11)
        arguments = ("ingest", nginx.log, "--format", "combined", "--follow", "--source", "nginx")
        done = threading.Event()
        self.addCleanup(done.set)
        generators = [threading.Thread(target=self.load, args=(nginx, seed, done))
                      for seed in (1, 2)]
        process = self.start(*arguments)
        for generator in generators:
            generator.start()
        files = [nginx.log]
        for kill in range(KILLS):
            time.sleep(draw.random() * 0.6)
            if kill in (KILLS // 3, 2 * KILLS // 3):
                files.append(nginx.folder / f"access.log.{len(files)}")
                nginx.rotate(files[-1])
            process.kill()
            process.wait()
            time.sleep(draw.random() * 0.2)
            process = self.start(*arguments)
        done.set()
        for generator in generators:
            generator.join()
        time.sleep(0.5)  # nginx writes a line when its answer was sent.
        views, lines = self.expected(files)
        self.assertTrue(all(pathlib.Path(file).stat().st_size > 0 for file in files))
        self.wait_until(lambda: self.sql("SELECT sum(count) FROM model_counters") == [(lines,)],
                        "every line", 60)
        status, _, err = self.stop(process)
        self.assertEqual(status, 0, err)
        self.assertEqual({row[1]: row[3] for row in self.rows()}, dict(views))
        print(f"{lines} lines in {len(files)} files, {KILLS} kills: lost 0, doubled 0")


if __name__ == "__main__":
    main()
