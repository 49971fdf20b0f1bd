"""The reference names every field of --json, every key of the configuration and every column of the
tables that the program really has, and no others."""

import json
import pathlib
import re
import sqlite3

from cli_case import VALUE_MAX, CliCase, main
from database_servers import MariadbServer, PostgresqlServer
from laravel_package import Package

REFERENCE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "reference"


def page(name):
    return (REFERENCE / name).read_text(encoding="utf-8")


def section(text, title):
    """What is below a heading, up to the next one of its kind."""
    found = re.search(rf"(?ms)^## {re.escape(title)}$\n(.*?)(?=^## |\Z)", text)
    return found[1] if found else ""


def compared(what, documented, existing):
    """What is on one side alone, in words."""
    return [f"{what} {name} exists and is not in the reference" for name in
            sorted(set(existing) - set(documented))] + \
           [f"{what} {name} is in the reference and does not exist" for name in
            sorted(set(documented) - set(existing))]


class ReferenceCase(CliCase):
    def assert_misses(self, faults, named):
        self.assertTrue(any(named in fault for fault in faults), (named, faults))


def fields_of(value):
    """The names of all fields of a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*map(fields_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(fields_of, value))
    return set()


def fields_told(text):
    """The names of all fields that a section shows between backticks."""
    without_blocks = re.sub(r"(?ms)^```.*?^```$", "", text)
    shown = " ".join(re.findall(r"`([^`]+)`", without_blocks))
    return set(re.findall(r'"([a-z_]+)":', shown))


class Fields(ReferenceCase):
    def assert_whole(self, name, title, *values):
        """The section shows each field of the values, and no other; a gap would be found."""
        told = section(page(name), title) if title else page(name)
        existing = fields_of(list(values))
        self.assertEqual(compared("field", fields_told(told), existing), [], title)
        for field in existing:
            without = told.replace(f'"{field}":', "")
            self.assert_misses(compared("field", fields_told(without), existing),
                               f"field {field} exists")
            self.assert_misses(compared("field", fields_told(told), existing - {field}),
                               f"field {field} is in the reference")

    def logged(self, *arguments, status=0, **options):
        """The objects that a run writes to standard error."""
        _, err = self.run_program("--json", *arguments, status=status, **options)
        return [json.loads(line) for line in err.splitlines()]

    def test_of_counters_are_in_the_reference(self):
        for key in ("downloads", "views"):
            self.silent("increment", "user:1", key)
        self.assert_whole("commands.md", "get",
                          self.json_of("get", "user:1", "downloads", "views"))
        self.assertEqual(fields_of(self.json_of("all", "user:1")),
                         {"owner", "counters", "downloads", "views"})

    def test_of_an_ingest_are_in_the_reference(self):
        self.write("events.tsv", "user:1\tk\nbad\n")
        self.assert_whole("commands.md", "ingest", self.json_of(
            "ingest", "events.tsv", "--source", "events", status=1))

    def test_of_a_sync_are_in_the_reference(self):
        self.silent("increment", "user:1", "k")
        preview = self.json_of("sync", "--dry-run")
        self.assert_whole("commands.md", "sync", preview, self.json_of("sync"))

    def test_of_the_rounds_of_work_are_those_of_a_sync(self):
        work = self.start("--json", "work", "--every", "50ms")
        first = json.loads(work.stdout.readline())
        self.stop(work)
        self.assertEqual(fields_of(first), fields_of(self.json_of("sync")))

    def test_of_an_import_are_in_the_reference(self):
        package = Package(self.folder / "database.sqlite")
        self.addCleanup(package.connection.close)
        package.add_row("user", 1, "views", 5)
        package.add_row("user", 1, "bad:key", 5)
        arguments = ("import", "laravel", "--from", "sqlite:database.sqlite")
        check = self.json_of(*arguments, "--check", status=1)
        self.assert_whole("commands.md", "import", check)

    def test_of_the_tables_and_the_place_are_in_the_reference(self):
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        for command in ("migrate", "status", "doctor"):
            self.assert_whole("commands.md", command, self.json_of(command))

    def test_of_the_configuration_are_in_the_reference(self):
        shown = self.json_of("config", "show")
        self.assert_whole("commands.md", "config", shown, self.json_of("config", "publish"))

    def test_of_errors_and_warnings_are_in_the_reference(self):
        error = self.logged("increment", "user", "k", status=2)
        self.silent("set", "user:1", "k", VALUE_MAX)
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        warning = self.logged("sync", status=1)
        self.assert_whole("errors.md", None, error, warning)


class Keys(ReferenceCase):
    """Each key has its row in the table of what is checked."""

    def faults(self, text):
        told = re.findall(r"(?m)^\| ((?:`[a-z_]+`,? ?)+) \|", section(text, "What is checked"))
        return compared("key", re.findall(r"`([a-z_]+)`", " ".join(told)),
                        [setting["key"] for setting in self.json_of("config", "show")])

    def test_are_in_the_reference(self):
        text = page("configuration.md")
        self.assertEqual(self.faults(text), [])
        for key in [setting["key"] for setting in self.json_of("config", "show")]:
            self.assert_misses(self.faults(text.replace(f"`{key}`", "it")), f"key {key} exists")
        rows = text.replace("| `prefix` |", "| `mood` | any |\n| `prefix` |")
        self.assert_misses(self.faults(rows), "key mood is in the reference")


def tables_told(text):
    """table.column and its type, of each CREATE TABLE of a section."""
    columns = []
    for table, inside in re.findall(r'(?ms)^CREATE TABLE ["`](\w+)["`] \($(.*?)^\)', text):
        for line in inside.strip().splitlines():
            name, kind = line.split(maxsplit=1)
            if name in ("PRIMARY", "UNIQUE", "INDEX", "CONSTRAINT"):
                continue
            columns.append(f"{table}.{name.strip(chr(34) + '`')} {plain_type(kind)}")
    return columns


def plain_type(text):
    """A type as the reference and the catalogue write it: lower case, without what follows it."""
    text = re.split(r" +(?:NOT|DEFAULT|COLLATE|PRIMARY|GENERATED|AUTO_INCREMENT)|,", text)[0]
    text = re.sub(r"bigint\(\d+\)", "bigint", text.strip().lower())
    return {"timestamp with time zone": "timestamptz"}.get(text, text)


class Columns(ReferenceCase):
    def check(self, title, existing):
        """The section has each column of each table, and no other; a gap would be found."""
        text = page("schema.md")
        told = section(text, title)
        self.assertGreater(len(existing), 20)
        self.assertEqual(compared("column", tables_told(told), existing), [])
        for column in existing:
            table, name = column.split()[0].split(".")
            begin = re.search(rf"(?m)^CREATE TABLE ..?{table}..? ", told.replace("`", '"')).start()
            line = re.compile(rf"(?m)^    [\"`]?{name}[\"`]? .*\n")
            without = told[:begin] + line.sub("", told[begin:], count=1)
            self.assert_misses(compared("column", tables_told(without), existing),
                               f"column {column} exists")
        listed = re.findall(r"(?m)^\| `(model_counters\w*)` \|", text)
        self.assertEqual(sorted(listed), sorted({row.split(".")[0] for row in existing}))

    def test_of_sqlite_are_in_the_reference(self):
        self.run_program("migrate")
        connection = sqlite3.connect(self.database_path())
        self.addCleanup(connection.close)
        tables = [name for name, in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'model\\_%'"
            " ESCAPE '\\'")]
        self.check("SQLite", [f"{table}.{name} {plain_type(kind)}" for table in tables
                              for _, name, kind, *_ in connection.execute(
                                  f'PRAGMA table_info("{table}")')])

    def migrated(self, server_class):
        server = server_class()
        self.addCleanup(server.close)
        server.make_role()
        self.run_program("migrate", environment={"COUNTER_DATABASE": server.url()})
        return server

    def test_of_postgresql_are_in_the_reference(self):
        server = self.migrated(PostgresqlServer)
        client = server.client()
        client[client.index("postgres")] = "tallies"
        server.client = lambda: client
        self.check("PostgreSQL", [f"{table}.{name} {plain_type(kind)}" for table, name, kind in
                                  server.sql("SELECT table_name, column_name, data_type FROM "
                                             "information_schema.columns WHERE "
                                             "table_schema = 'public'")])

    def test_of_mariadb_are_in_the_reference(self):
        server = self.migrated(MariadbServer)
        self.check("MariaDB and MySQL", [
            f"{table}.{name} {plain_type(kind)}" for table, name, kind in
            server.sql("SELECT table_name, column_name, column_type FROM "
                       "information_schema.columns WHERE table_schema = 'tallies'")])


if __name__ == "__main__":
    main()
