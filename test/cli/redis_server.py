"""A private Redis server for a test, and a client that is just enough to talk to it."""

import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest


def die_with_parent():
    """The server never outlives the test, however that ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RedisServer:
    """redis-server on a free port of the loopback interface and a unix socket."""

    def __init__(self, test, *options):
        program = shutil.which("redis-server")
        if program is None:
            if os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1":
                test.fail("redis-server is not installed (Debian: redis-server)")
            raise unittest.SkipTest("redis-server is not installed (Debian: redis-server)")
        folder = tempfile.TemporaryDirectory(prefix="model-counter-redis-")
        test.addCleanup(folder.cleanup)
        self.socket = pathlib.Path(folder.name) / "redis.sock"
        self.port = free_port()
        self.process = subprocess.Popen(
            [program, "--bind", "127.0.0.1", "--port", str(self.port), "--dir", folder.name,
             "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no", *options],
            stdout=subprocess.DEVNULL, preexec_fn=die_with_parent)
        test.addCleanup(self.stop)
        self.url = f"redis://127.0.0.1:{self.port}"
        self.socket_url = f"redis+unix://{self.socket}"
        self.connection = self.connect()
        self.reader = self.connection.makefile("rb")

    def connect(self):
        end = time.monotonic() + 20
        while True:
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.connect(str(self.socket))
                return connection
            except OSError:
                connection.close()
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self):
        self.reader.close()
        self.connection.close()
        self.process.kill()
        self.process.wait()

    def run(self, *command):
        """The reply of one command; an error is raised."""
        return self.pipeline([command])[0]

    def pipeline(self, commands):
        text = b""
        for command in commands:
            parts = [part if isinstance(part, bytes) else str(part).encode() for part in command]
            text += b"*%d\r\n" % len(parts)
            text += b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)
        self.connection.sendall(text)
        return [self.reply() for _ in commands]

    def reply(self):
        line = self.reader.readline()
        kind, rest = line[:1], line[1:-2]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        if kind == b":":
            return int(rest)
        if kind == b"+":
            return rest.decode()
        if kind == b"$":
            size = int(rest)
            return None if size < 0 else self.reader.read(size + 2)[:-2].decode()
        return [self.reply() for _ in range(int(rest))]

    def keys(self, pattern="*"):
        return sorted(self.run("KEYS", pattern))
