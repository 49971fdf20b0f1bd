"""Counting in a Redis store with the program."""

from cli_case import CliCase, main
from redis_server import RedisServer


class RedisStore(CliCase):
    def setUp(self):
        super().setUp()
        self.server = RedisServer(self)
        self.environment["COUNTER_STORE"] = self.server.url

    def test_what_one_process_counts_another_one_reads_and_syncs(self):
        self.silent("increment", "user:1", "downloads", 41)
        self.environment["COUNTER_STORE"] = self.server.socket_url
        self.silent("increment", "user:1", "downloads")
        self.assertEqual(self.output_of("get", "user:1", "downloads"), "42\n")
        self.silent("set", "user:1", "views", 9)
        self.silent("remove", "user:1", "views")
        preview, _ = self.run_program("sync", "--dry-run")
        self.assertIn("user:1:downloads\t+42\t42", preview)
        self.run_program("sync")
        self.assertEqual(self.output_of("all", "user:1"), "downloads\t42\n")
        self.assertEqual([key for key in self.server.keys() if ":open:" in key], [])

    def test_the_environment_may_say_where_redis_is(self):
        self.environment["COUNTER_STORE"] = "redis"
        self.environment["REDIS_HOST"] = "127.0.0.1"
        self.environment["REDIS_PORT"] = str(self.server.port)
        self.environment["REDIS_PASSWORD"] = "null"
        self.silent("increment", "user:1", "downloads")
        self.assertEqual(self.output_of("get", "user:1", "downloads"), "1\n")

    def test_lines_that_do_not_fit_are_set_aside_and_the_others_counted_once(self):
        self.silent("set", "user:1", "full", 2**63 - 1)
        lines = "user:1\ta\t1\nuser:1\tfull\t1\nuser:1\tb\t1\nuser:1\tfull\t2\nuser:1\tc\t1\n"
        _, err = self.run_program("ingest", "-", stdin=lines, status=1)
        self.assertIn("64-bit range", err)
        self.assertEqual(self.output_of("get", "user:1", "a", "b", "c"), "a\t1\nb\t1\nc\t1\n")

    def test_an_increment_with_a_token_counts_once(self):
        self.silent("increment", "user:1", "orders", 5, "--token", "order 4711")
        self.silent("increment", "user:1", "orders", 5, "--token", "order 4711")
        self.assertEqual(self.output_of("decrement", "user:1", "orders", 2, "--token", "[7,8]",
                                        "--json"), '{"counted":"now"}\n')
        self.assertEqual(self.output_of("decrement", "user:1", "orders", 2, "--token", "[7,8]",
                                        "--json"), '{"counted":"before"}\n')
        error = self.error_of("increment", "user:1", "orders", 6, "--token", "order 4711", status=4)
        self.assertIn("by 5 and not by 6", error["message"])
        self.assertEqual(self.get("user:1", "orders"), 3)
        self.environment["COUNTER_TOKEN_TTL"] = "1ms"
        for _ in range(2):
            self.silent("increment", "user:1", "short", "--token", "t")
        self.assertEqual(self.get("user:1", "short"), 2)

    def test_an_empty_token_is_none_and_refused(self):
        error = self.error_of("increment", "user:1", "orders", "--token", "", status=2)
        self.assertIn("1 ... 64 bytes", error["message"])
        self.assertEqual(self.get("user:1", "orders"), 0)

    def test_status_warns_of_a_server_that_forgets(self):
        out, _ = self.run_program("status")
        self.assertIn("appendonly", out)

    def test_doctor_names_the_commands_that_the_user_lacks(self):
        out, _ = self.run_program("doctor")
        self.assertRegex(out, "good +rights of Redis: ")
        self.server.run("ACL", "SETUSER", "counter", "on", ">secret", "~*", "+@all", "-hincrby")
        self.environment["COUNTER_STORE"] = f"redis://counter:secret@127.0.0.1:{self.server.port}"
        out, _ = self.run_program("doctor", status=6)
        self.assertRegex(out, "problem +rights of Redis: .* HINCRBY under counter:")
        self.assertIn("+hincrby", out)
        self.assertNotIn("secret", out)

    def test_a_server_that_is_away_is_unavailable(self):
        self.environment["COUNTER_STORE"] = "redis://:secret@127.0.0.1:1"
        out, err = self.run_program("increment", "user:1", "a", status=6)
        self.assertNotIn("secret", out + err)


if __name__ == "__main__":
    main()
