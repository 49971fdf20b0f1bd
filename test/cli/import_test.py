"""Taking over what the PHP package counted: its table, and its Redis keys."""

import random
import signal
import sqlite3
import subprocess

from cli_case import VALUE_MAX, CliCase, main
from laravel_package import Package
from redis_server import RedisServer

USER = "App\\Models\\User"
POST = "App\\Models\\Blog\\Post"


class ImportCase(CliCase):
    def package(self, **options):
        package = Package(self.folder / "database.sqlite", **options)
        self.addCleanup(package.connection.close)
        return package

    def take(self, *arguments, status=0):
        return self.run_program("import", "laravel", *arguments, status=status)[0]

    def take_json(self, *arguments, status=0):
        return self.json_of("import", "laravel", *arguments, status=status)

    FROM = ("--from", "sqlite:database.sqlite")


class TableTest(ImportCase):
    def test_takes_rows_of_every_kind(self):
        package = self.package()
        package.add_row(USER, 1, "downloads", 1523)
        package.add_row(USER, 1, "credits", -10)
        package.add_row(POST, 7, "views", VALUE_MAX)
        package.add_row("order", "9b1d-uuid", "prints", 0)
        package.add_row(None, None, "signups", 4)
        package.add_row(USER, 1, "downloads", 3, "day", "2024-12-03")
        package.add_row(USER, 1, "downloads", 5, "week", "2024-12-02")
        package.add_row(USER, 1, "downloads", 7, "month", "2024-12-01")
        package.add_row(USER, 1, "downloads", 9, "quarter", "2024-10-01")
        package.add_row(None, None, "signups", 11, "year", "2024-01-01")
        before = package.contents()
        self.assertEqual(self.take(*self.FROM).splitlines(), [
            "(no owner)\tglobal\t2 rows",
            "App\\Models\\Blog\\Post\tapp.models.blog.post\t1 row",
            "App\\Models\\User\tapp.models.user\t6 rows",
            "order\torder\t1 row",
            "took 10 rows and 0 Redis keys"])
        self.assertEqual(self.sql(
            'SELECT owner_type, owner_id, "key", "interval", date(period_start, \'unixepoch\'),'
            " count FROM model_counters ORDER BY 1, 2, 3, 4"), [
                ("app.models.blog.post", 7, "views", "", "1970-01-01", VALUE_MAX),
                ("app.models.user", 1, "credits", "", "1970-01-01", -10),
                ("app.models.user", 1, "downloads", "", "1970-01-01", 1523),
                ("app.models.user", 1, "downloads", "day", "2024-12-03", 3),
                ("app.models.user", 1, "downloads", "month", "2024-12-01", 7),
                ("app.models.user", 1, "downloads", "quarter", "2024-10-01", 9),
                ("app.models.user", 1, "downloads", "week", "2024-12-02", 5),
                ("global", 0, "signups", "", "1970-01-01", 4),
                ("global", 0, "signups", "year", "2024-01-01", 11),
                ("order", "9b1d-uuid", "prints", "", "1970-01-01", 0)])
        self.assertEqual(self.output_of("all", "app.models.user:1"),
                         "credits\t-10\ndownloads\t1523\n")
        self.assertEqual(self.get("global", "signups"), 4)
        self.assertEqual(package.contents(), before)
        self.assertTrue(self.take(*self.FROM, "--check").endswith("the sums are the same\n"))

    def test_takes_a_table_of_version_1(self):
        package = self.package(version=1)
        package.add_row(USER, 1, "downloads", 5)
        package.add_row("user", 2, "downloads", 7)
        self.take(*self.FROM, "--owner-type", USER + "=user")
        self.assertEqual(self.rows(), [("user", 1, "downloads", 5), ("user", 2, "downloads", 7)])

    def test_takes_each_row_once_however_often_it_runs(self):
        package = self.package()
        for number in range(1, 26):
            package.add_row(USER, number, "k", number)
        for _ in range(3):
            self.take(*self.FROM, "--sync-batch-size", 10)
        self.assertEqual(self.sql("SELECT count(*), sum(count) FROM model_counters"), [(25, 325)])
        package.add_row(USER, 26, "k", 1000)
        self.assertEqual(self.take(*self.FROM, "--sync-batch-size", 7).splitlines()[-1],
                         "took 1 row and 0 Redis keys; 25 rows had been taken before")
        # The same rows by another name of the file are the same source.
        (self.folder / "link.sqlite").symlink_to(self.folder / "database.sqlite")
        self.take("--from", "sqlite:link.sqlite")
        self.assertEqual(self.sql("SELECT count(*), sum(count) FROM model_counters"), [(26, 1325)])

    def test_adds_to_what_was_counted_here_already(self):
        self.package().add_row(USER, 1, "k", 5)
        self.silent("increment", "app.models.user:1", "k", "10")
        self.take(*self.FROM)
        self.assertEqual(self.get("app.models.user:1", "k"), 15)

    def test_another_source_needs_a_name_of_its_own(self):
        self.package().add_row(USER, 1, "k", 5)
        self.take(*self.FROM)
        other = Package(self.folder / "other.sqlite")
        self.addCleanup(other.connection.close)
        other.add_row(USER, 2, "k", 7)
        other.add_row(USER, 3, "k", 7)
        error = self.error_of("import", "laravel", "--from", "sqlite:other.sqlite", status=4)
        self.assertIn("--source NAME", error["message"])
        self.take("--from", "sqlite:other.sqlite", "--source", "shop")
        self.take("--from", "sqlite:other.sqlite", "--source", "shop")
        self.assertEqual(self.sql("SELECT sum(count) FROM model_counters"), [(19,)])
        other.connection.execute("DELETE FROM model_counters WHERE id = 1")
        other.connection.commit()
        other.add_row(USER, 4, "k", 100)
        self.error_of("import", "laravel", "--from", "sqlite:other.sqlite", "--source", "shop",
                      status=4)
        self.take("--from", "sqlite:other.sqlite", "--source", "shop", "--same-source")
        self.assertEqual(self.sql("SELECT sum(count) FROM model_counters"), [(119,)])

    def test_lists_what_it_cannot_take_and_takes_the_rest(self):
        package = self.package()
        package.add_row(USER, 1, "a:b", 1)
        package.add_row(USER, 1, "k" * 101, 1)
        package.add_row("", 1, "k", 1)
        package.add_row("App:User", 1, "k", 1)
        package.add_row(USER, None, "k", 1)
        package.add_row(None, 1, "no type", 1)
        package.add_row(USER, 1, "k", 1, "hour", "2024-12-03")
        package.add_row(USER, 1, "k", 1, "week", "2024-12-03")
        package.add_row(USER, 1, "k", 1, "day", "yesterday")
        package.add_row(USER, 1, "k", 1, "day", None)
        package.add_row(USER, 1, "k", 1, None, "2024-12-03")
        package.add_row(USER, 1, "real", 1.5)
        package.add_row(USER, 1, "", 1)
        package.add_row(USER, 1, "k", 42)
        result = self.take_json(*self.FROM, "--findings", "findings.tsv", status=1)
        self.assertEqual((result["rows"], result["rows_taken"], result["bad"]), (14, 1, 13))
        findings = (self.folder / "findings.tsv").read_text().splitlines()
        self.assertEqual([line.split("\t")[:2] for line in findings],
                         [["bad", f"row {number}"] for number in range(1, 14)])
        self.assertEqual(self.rows(), [("app.models.user", 1, "k", 42)])
        # They are listed again whenever it runs.
        again = self.take_json(*self.FROM, status=1)
        self.assertEqual((again["rows_taken_before"], again["bad"]), (1, 13))
        out, err = self.run_program("import", "laravel", *self.FROM, "--check", status=1)
        self.assertIn("the sums are the same", out)
        self.assertIn("row 8 was not taken: has a period_start '2024-12-03'", err)

    def test_sums_rows_that_are_one_counter_and_says_so(self):
        package = self.package()
        package.add_row(USER, 1, "k", 5)
        package.add_row("User", 1, "k", 7)
        package.add_row("App\\User", 1, "k", 9)
        out, err = self.run_program(
            "import", "laravel", *self.FROM, "--owner-type", USER + "=user", "--owner-type",
            "App\\User=user")
        self.assertIn("row 2: is the same counter as row 1; they are summed", err)
        self.assertIn("row 3: is the same counter as row 2; they are summed", err)
        self.assertEqual(self.rows(), [("user", 1, "k", 21)])
        self.assertIn("took 3 rows", out)

    def test_a_sum_beyond_64_bits_is_rejected_and_kept(self):
        package = self.package()
        package.add_row(USER, 1, "k", VALUE_MAX)
        package.add_row("app\\models\\user", 1, "k", 5)
        package.add_row(USER, 1, "other", 1)
        result = self.take_json(*self.FROM, status=1)
        self.assertEqual((result["rows_taken"], result["rejected"]), (3, 1))
        self.assertEqual(self.sql("SELECT amount FROM model_counters_rejects"), [(5,)])
        self.assertEqual(self.get("app.models.user:1", "k"), VALUE_MAX)
        self.assertEqual(self.get("app.models.user:1", "other"), 1)
        self.assertIn("DIFFERS", self.take(*self.FROM, "--check", status=1))

    def test_a_dry_run_changes_nothing_anywhere(self):
        package = self.package()
        package.add_row(USER, 1, "k", 5)
        package.add_row(USER, 1, "bad:key", 5)
        package.connection.close()
        before = self.bytes_of_everything()
        out = self.take(*self.FROM, "--dry-run", status=1)
        self.assertEqual(out, "App\\Models\\User\tapp.models.user\t1 row\n"
                              "would take 1 row and 0 Redis keys; left 1 where they are\n")
        self.assertEqual(self.bytes_of_everything(), before)

    def test_the_check_tells_of_every_sum_that_differs(self):
        package = self.package()
        package.add_row(USER, 1, "k", VALUE_MAX)
        package.add_row(USER, 2, "k", VALUE_MAX)
        package.add_row(USER, 2, "gone", 3)
        self.take(*self.FROM)
        self.sql("UPDATE model_counters SET count = count - 1 WHERE owner_id = 2 AND \"key\" = 'k'")
        self.sql("DELETE FROM model_counters WHERE \"key\" = 'gone'")
        self.sql("INSERT INTO model_counters VALUES ('new', 1, 'k', '', 0, 4, 0, 0)")
        result = self.take_json(*self.FROM, "--check", status=1)
        self.assertEqual(result["differences"], 3)
        self.assertEqual(result["sums"], [
            {"owner_type": "app.models.user", "key": "gone", "interval": "", "theirs": "3",
             "ours": "0"},
            {"owner_type": "app.models.user", "key": "k", "interval": "",
             "theirs": str(2 * VALUE_MAX), "ours": str(2 * VALUE_MAX - 1)},
            {"owner_type": "new", "key": "k", "interval": "", "theirs": "0", "ours": "4"}])
        self.assertEqual((result["theirs"], result["ours"]),
                         (str(2 * VALUE_MAX + 3), str(2 * VALUE_MAX + 3)))

    def test_the_old_table_makes_way_in_its_own_database(self):
        package = self.package()
        package.add_row(USER, 1, "k", 5)
        same = ("--database", "sqlite:database.sqlite")
        error = self.error_of("import", "laravel", *self.FROM, *same, status=4)
        self.assertIn("--keep-old-as", error["message"])
        keep = (*self.FROM, *same, "--keep-old-as", "model_counters_laravel")
        for _ in range(2):
            self.take(*keep)
        connection = sqlite3.connect(self.folder / "database.sqlite")
        self.addCleanup(connection.close)
        self.assertEqual(
            connection.execute("SELECT count FROM model_counters_laravel").fetchall(), [(5,)])
        self.assertEqual(self.output_of("get", "app.models.user:1", "k", *same), "5\n")
        error = self.error_of("import", "laravel", *self.FROM, *same, status=4)
        self.assertIn("not the PHP package's", error["message"])
        self.take(*self.FROM, *same, "--from-table", "model_counters_laravel", "--check")

    def test_refuses_what_is_not_the_packages(self):
        self.error_of("import", "laravel", status=2)
        self.error_of("import", "rails", status=2)
        self.error_of("import", "laravel", "--from", "nonsense", status=2)
        self.error_of("import", "laravel", *self.FROM, "--owner-type", "User", status=2)
        self.error_of("import", "laravel", *self.FROM, "--owner-type", "User=a:b", status=2)
        self.error_of("import", "laravel", *self.FROM, status=3)
        self.package().connection.execute("CREATE TABLE other (id, owner_type)")
        error = self.error_of("import", "laravel", *self.FROM, "--from-table", "other", status=4)
        self.assertIn("has no column owner_id", error["message"])
        error = self.error_of("import", "laravel", *self.FROM, "--from-table", "x", status=3)
        self.assertIn("--from-table", error["message"])


class RedisTest(ImportCase):
    def setUp(self):
        super().setUp()
        self.redis = RedisServer(self)

    def test_drains_keys_of_every_kind(self):
        package = self.package(redis=self.redis)
        package.increment(USER, 1, "downloads", 5)
        package.increment(USER, 1, "downloads", -2)
        package.increment(USER, 1, "downloads", 4, "week", "2024-49")
        package.increment(USER, 1, "downloads", 2, "day", "2024-12-03")
        package.increment(None, None, "signups", 6)
        package.sync()
        package.increment(USER, 1, "downloads", 100)
        package.increment(USER, 1, "downloads", 10, "week", "2024-49")
        package.increment(None, None, "signups", -7)
        package.increment(POST, 3, "views", 1)
        flags = (*self.FROM, "--redis", self.redis.url)
        self.take(*flags)
        self.assertEqual(self.rows(), [
            ("app.models.blog.post", 3, "views", 1), ("app.models.user", 1, "downloads", 103),
            ("app.models.user", 1, "downloads", 2), ("app.models.user", 1, "downloads", 14),
            ("global", 0, "signups", -1)])
        self.assertEqual(self.redis.keys("counter:*"), [])
        self.take(*flags)
        self.assertTrue(self.take(*flags, "--check").endswith("the sums are the same\n"))
        package.increment(POST, 3, "views", 5)
        self.assertIn("DIFFERS", self.take(*flags, "--check", status=1))
        self.take("--redis", self.redis.socket_url)
        self.assertEqual(self.get("app.models.blog.post:3", "views"), 6)
        self.take(*flags, "--check")

    def test_version_1_named_its_keys_by_the_class_alone(self):
        package = self.package(redis=self.redis, version=1)
        package.increment(USER, 1, "downloads", 5)
        package.increment(POST, 1, "views", 5)
        package.sync()
        package.increment(USER, 1, "downloads", 100)
        package.increment(POST, 1, "views", 100)
        package.increment("App\\Models\\Page", 1, "views", 3)
        package.add_row("App\\Admin\\Post", 9, "views", 1)
        flags = (*self.FROM, "--redis", self.redis.url)
        _, err = self.run_program("import", "laravel", *flags, status=1)
        self.assertIn("last part of several classes", err)
        self.assertEqual(self.rows(), [
            ("app.admin.post", 9, "views", 1), ("app.models.blog.post", 1, "views", 5),
            ("app.models.user", 1, "downloads", 105), ("page", 1, "views", 3)])
        self.assertEqual(self.redis.keys("counter:*"), ["counter:post:1:views"])
        self.take(*flags, "--owner-type", "post=app.models.blog.post")
        self.assertEqual(self.get("app.models.blog.post:1", "views"), 105)

    def test_owner_types_are_the_same_for_rows_and_keys(self):
        package = self.package(redis=self.redis)
        package.add_row(USER, 1, "k", 1)
        package.increment(USER, 1, "k", 10)
        package.add_row("Order", 1, "k", 1)
        package.increment("Order", 1, "k", 10)
        self.take(*self.FROM, "--redis", self.redis.url, "--owner-type", USER + "=user",
                  "--owner-type", "Order=[x")
        self.assertEqual(self.rows(), [("[x", 1, "k", 11), ("user", 1, "k", 11)])

    def test_leaves_what_it_cannot_take_where_it_is(self):
        self.redis.pipeline([
            ("SET", "counter:user:1:k", "5"), ("SET", "counter:nonsense", "1"),
            ("SET", "counter:a:b:c:d", "1"), ("SET", "counter:user:1:k:hour:2024", "1"),
            ("SET", "counter:user:1:k:week:2024-54", "1"), ("SET", "counter:user:1:k:day:x", "1"),
            ("SET", "counter:user:1:text", "hello"), ("SET", "counter:user:1:real", "1.5"),
            ("SET", "counter:user:1:wide", str(VALUE_MAX + 1)), ("SET", "counter::1:k", "1"),
            ("SET", b"counter:user:\xff:k", "1"), ("LPUSH", "counter:user:1:list", "1"),
            ("SET", "counter:user:1:zero", "0"), ("SET", "other:user:1:k", "1")])
        before = self.redis.run("DBSIZE")
        dry = self.take_json("--redis", self.redis.url, "--dry-run", status=1)
        self.assertEqual((dry["keys"], dry["keys_taken"], dry["bad"]), (13, 2, 11))
        self.assertEqual(self.redis.run("DBSIZE"), before)
        result = self.take_json("--redis", self.redis.url, status=1)
        self.assertEqual((result["keys"], result["keys_taken"], result["bad"]), (13, 2, 11))
        self.assertEqual(self.rows(), [("user", 1, "k", 5)])
        self.assertEqual(self.redis.run("GET", "counter:user:1:wide"), str(VALUE_MAX + 1))
        self.assertEqual(self.redis.run("EXISTS", "other:user:1:k", "counter:user:1:list"), 2)
        again = self.take_json("--redis", self.redis.url, status=1)
        self.assertEqual((again["keys_taken"], again["bad"]), (0, 11))

    def test_says_that_the_prefix_is_behind_laravels_own(self):
        self.redis.run("INCRBY", "laravel_cache_counter:user:1:k", 5)
        _, err = self.run_program("import", "laravel", "--redis", self.redis.url)
        self.assertIn("'laravel_cache_counter:user:1:k'", err)
        self.assertIn("--redis-prefix", err)
        self.take("--redis", self.redis.url, "--redis-prefix", "laravel_cache_counter:")
        self.assertEqual(self.rows(), [("user", 1, "k", 5)])

    def test_a_prefix_is_no_pattern(self):
        self.redis.pipeline([("SET", "c*[a]?:user:1:k", "5"), ("SET", "cxa1:user:1:k", "7")])
        self.take("--redis", self.redis.url, "--redis-prefix", "c*[a]?:")
        self.assertEqual(self.rows(), [("user", 1, "k", 5)])

    def test_uses_the_database_and_the_password_of_the_url(self):
        self.redis.pipeline([("SELECT", 3), ("SET", "counter:user:1:k", "5"),
                             ("CONFIG", "SET", "requirepass", "s:e@c r%t")])
        url = f"redis://:s%3Ae%40c%20r%25t@127.0.0.1:{self.redis.port}/3"
        wrong = f"redis://:wrong@127.0.0.1:{self.redis.port}/3"
        error = self.error_of("import", "laravel", "--redis", wrong, status=6)
        self.assertNotIn("wrong", error["message"].replace("WRONGPASS", ""))
        self.take("--redis", url)
        self.assertEqual(self.rows(), [("user", 1, "k", 5)])

    def test_a_server_that_is_away_is_unavailable(self):
        self.error_of("import", "laravel", "--redis", "redis://127.0.0.1:1", status=6)
        self.error_of("import", "laravel", "--redis", "rediss://127.0.0.1:1", status=6)
        self.error_of("import", "laravel", "--redis", "redisx://127.0.0.1:1", status=2)

    def test_a_redis_that_came_from_an_older_state_stops_it(self):
        self.redis.run("INCRBY", "counter:user:1:k", 5)
        self.take("--redis", self.redis.url)
        meta, waiting = (f"model-counter-import:{{counter:}}:{name}" for name in ("meta", "set"))
        self.redis.pipeline(
            [("HSET", meta, "nonce", 12345), ("HSET", waiting, "counter:user:1:k", 5)])
        error = self.error_of("import", "laravel", "--redis", self.redis.url, status=4)
        self.assertIn("came back from an older state", error["message"])
        self.redis.run("DEL", meta)
        self.error_of("import", "laravel", "--redis", self.redis.url, status=10)


class KillTest(ImportCase):
    """Runs that are killed at any instant, and run again until one gets through."""

    ROWS = 6000
    KEYS = 6000

    def setUp(self):
        super().setUp()
        self.redis = RedisServer(self)
        self.seed = random.SystemRandom().randrange(10**9)
        self.random = random.Random(self.seed)

    def fill(self, package):
        expected = {}
        for number in range(self.ROWS):
            amount = self.random.randrange(-50, 1000)
            owner = number % 1000 + 1
            key = f"k{number // 1000}"
            package.connection.execute(
                f'INSERT INTO "{package.table}" ("owner_type", "owner_id", "key", "count", '
                '"unique_hash") VALUES (?, ?, ?, ?, ?)', (USER, owner, key, amount, number))
            expected[owner, key] = amount
        package.connection.commit()
        self.increments(package, expected, self.KEYS)
        return expected

    def increments(self, package, expected, count):
        commands = []
        for _ in range(count):
            owner, key = self.random.randrange(1, 2000), f"k{self.random.randrange(8)}"
            amount = self.random.randrange(-5, 20)
            commands.append(package.increment_command(USER, owner, key, amount))
            expected[owner, key] = expected.get((owner, key), 0) + amount
        self.redis.pipeline(commands)

    def expect_counted(self, expected, what):
        counted = {(owner, key): count for _, owner, key, count in self.rows()}
        wrong = {name: (counted.get(name, 0), expected.get(name, 0))
                 for name in counted.keys() | expected.keys()
                 if counted.get(name, 0) != expected.get(name, 0)}
        self.assertEqual(len(wrong), 0, f"{what}: counted and expected {list(wrong.items())[:5]}")

    def test_takes_everything_exactly_once(self):
        package = self.package(redis=self.redis)
        expected = self.fill(package)
        flags = ("import", "laravel", *self.FROM, "--redis", self.redis.url, "--sync-batch-size",
                 "50", "--owner-type", USER + "=user")
        kills = ended = 0
        longest = 0.4
        while kills < 20 and ended < 60:
            process = self.start(*flags)
            try:
                # Sooner and later, so that every part of a run is hit.
                process.wait(self.random.uniform(0.005, longest))
                self.assertEqual(process.returncode, 0, process.stderr.read())
                ended += 1
                longest = max(longest * 0.8, 0.03)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                kills += 1
            self.increments(package, expected, 1000)  # The application goes on.
        out = self.take(*flags[2:])
        self.expect_counted(expected, f"seed {self.seed}, {kills} kills")
        self.assertGreater(kills, 10, out)
        self.assertTrue(self.take(*flags[2:], "--check").endswith("the sums are the same\n"))

    def test_two_at_once_take_everything_exactly_once(self):
        package = self.package(redis=self.redis)
        expected = self.fill(package)
        flags = ("import", "laravel", *self.FROM, "--redis", self.redis.url, "--sync-batch-size",
                 "50", "--owner-type", USER + "=user")
        self.output_of("migrate")
        processes = [self.start(*flags) for _ in range(3)]
        for process in processes:
            _, err = process.communicate(timeout=120)
            # One may meet what another has in hand; it can be run again.
            self.assertIn(process.returncode, (0, 6), err)
        self.take(*flags[2:])
        self.expect_counted(expected, f"seed {self.seed}")

    def test_a_signal_ends_it_between_two_batches(self):
        package = self.package()
        for number in range(3000):
            package.connection.execute(
                'INSERT INTO model_counters ("owner_type", "owner_id", "key", "count", '
                '"unique_hash") VALUES (?, ?, ?, ?, ?)', (USER, number + 1, "k", 1, number))
        package.connection.commit()
        flags = ("import", "laravel", *self.FROM, "--sync-batch-size", "1")
        process = self.start(*flags)
        self.wait_until(lambda: self.database_path().exists() and self.sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'model_counters'") == [(1,)]
            and self.sql("SELECT count(*) FROM model_counters")[0][0] > 0, "the first row")
        status, _, err = self.stop(process)
        self.assertEqual(status, -signal.SIGTERM, err)
        self.assertIn("run the same command again", err)
        taken = self.sql("SELECT count(*) FROM model_counters")[0][0]
        self.assertLess(taken, 3000)
        self.take(*self.FROM)
        self.assertEqual(self.sql("SELECT count(*), sum(count) FROM model_counters"),
                         [(3000, 3000)])


if __name__ == "__main__":
    main()
