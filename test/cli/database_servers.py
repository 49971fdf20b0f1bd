"""Private PostgreSQL and MariaDB servers for the tests of the program."""

import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from redis_server import die_with_parent, free_port


def need(program, package):
    """The program's path; without one the test is skipped, or fails where skips do."""
    if program is None:
        why = f"a server is not installed (Debian: {package})"
        if os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1":
            raise AssertionError(why)
        raise unittest.SkipTest(why)
    return program


class DatabaseServer:
    """A server on a free port of the loopback interface, without root's privileges."""

    user = ""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="model-counter-sql-")
        self.folder = pathlib.Path(self.temporary.name)
        self.port = free_port()
        self.identity = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam(self.user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self.process = None
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.close()
            raise

    def run_once(self, *command):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       cwd=self.folder, **self.identity)

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder,
                preexec_fn=die_with_parent, **self.identity)
        end = time.monotonic() + 60
        while not self.answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def answers(self):
        try:
            self.sql("SELECT 1")
        except subprocess.CalledProcessError:
            return False
        return True

    def sql(self, statement):
        """The rows that a statement gives, asked of the server's own client."""
        out = subprocess.run([*self.client(), statement], check=True, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True).stdout
        return [line.split("\t") for line in out.splitlines()]

    def pause(self, stopped):
        """Keeps the server from letting anybody in, or lets it go on."""
        self.process.send_signal(signal.SIGSTOP if stopped else signal.SIGCONT)

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            self.process.wait()

    def close(self):
        self.stop()
        self.temporary.cleanup()


class PostgresqlServer(DatabaseServer):
    """`counter` is its superuser; `app` has the password `tiger`."""

    kind = "postgresql"
    user = "postgres"
    stop_signal = signal.SIGINT

    def prepare(self):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres"))
        self.programs = os.path.dirname(need(programs[-1] if programs else None, "postgresql"))
        data = self.folder / "data"
        self.run_once(f"{self.programs}/initdb", f"--pgdata={data}", "--username=counter",
                      "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        (data / "pg_hba.conf").write_text("host all app 127.0.0.1/32 scram-sha-256\n"
                                          "host all all 127.0.0.1/32 trust\n")

    def command(self):
        return [f"{self.programs}/postgres", "-D", self.folder / "data", "-p", str(self.port),
                "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]

    def client(self):
        return ["psql", "-XAtqF\t", "-h", "127.0.0.1", "-p", str(self.port), "-U", "counter",
                "-d", "postgres", "-c"]

    def make_role(self):
        self.sql("CREATE ROLE app LOGIN PASSWORD 'tiger'")
        self.sql("CREATE DATABASE tallies OWNER app")

    def url(self, password="tiger"):
        return f"postgresql://app:{password}@127.0.0.1:{self.port}/tallies"

    def in_tallies(self, statement):
        client = self.client()
        client[client.index("postgres")] = "tallies"
        return subprocess.run([*client, statement], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def rows(self):
        """What is in the table: owner type, owner id, key, count."""
        out = self.in_tallies("SELECT owner_type, owner_id, key, count FROM model_counters "
                              "ORDER BY 1, 2, 3")
        return [tuple(line.split("\t")) for line in out.splitlines()]

    def take_rights_away(self):
        self.in_tallies("REVOKE DELETE ON model_counters FROM app")
        self.in_tallies("REVOKE UPDATE ON model_counters_ledger FROM app")

    def give_rights_back(self):
        self.in_tallies("GRANT ALL ON model_counters, model_counters_ledger TO app")


class MariadbServer(DatabaseServer):
    """`root` needs no password; `app` has the password `tiger`."""

    kind = "mysql"
    user = "mysql"
    stop_signal = signal.SIGTERM

    def prepare(self):
        self.program = need(shutil.which("mariadbd", path="/usr/sbin:/usr/bin"), "mariadb-server")
        self.run_once("mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/data",
                      "--auth-root-authentication-method=normal", "--skip-test-db",
                      "--skip-name-resolve", f"--tmpdir={self.folder}")

    def command(self):
        return [self.program, "--no-defaults", f"--datadir={self.folder}/data",
                f"--socket={self.folder}/socket", f"--pid-file={self.folder}/pid",
                f"--tmpdir={self.folder}", f"--port={self.port}", "--bind-address=127.0.0.1",
                "--skip-name-resolve", "--skip-log-bin", "--innodb-flush-method=nosync"]

    def client(self):
        return ["mariadb", "--no-defaults", "--batch", "--skip-column-names",
                f"--socket={self.folder}/socket", "--user=root", "--execute"]

    def make_role(self):
        self.sql("CREATE USER app IDENTIFIED BY 'tiger'")
        self.sql("CREATE DATABASE tallies")
        self.sql("GRANT ALL ON tallies.* TO app")

    def url(self, password="tiger"):
        return f"mysql://app:{password}@127.0.0.1:{self.port}/tallies"

    def take_rights_away(self):
        self.sql("REVOKE ALL ON tallies.* FROM app")
        for table, rights in (("", "SELECT, INSERT, UPDATE"), ("_ledger", "SELECT, INSERT"),
                              ("_rejects", "SELECT, INSERT"), ("_migrations", "SELECT")):
            self.sql(f"GRANT {rights} ON tallies.model_counters{table} TO app")

    def give_rights_back(self):
        for table in ("", "_ledger", "_rejects", "_migrations"):
            self.sql(f"REVOKE ALL ON tallies.model_counters{table} FROM app")
        self.sql("GRANT ALL ON tallies.* TO app")

    def rows(self):
        """What is in the table: owner type, owner id, key, count."""
        return [tuple(row) for row in self.sql(
            "SELECT owner_type, owner_id, `key`, count FROM tallies.model_counters "
            "ORDER BY 1, 2, 3")]
