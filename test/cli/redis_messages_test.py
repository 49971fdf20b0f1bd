"""What Redis may say, or be made to say, and what the program then says: each message for real."""

from cli_case import VALUE_MAX, main
from messages_test import MessagesCase
from redis_meddler import RedisMeddler
from redis_server import RedisServer


class RedisCase(MessagesCase):
    def setUp(self):
        super().setUp()
        self.server = RedisServer(self)
        self.environment["COUNTER_STORE"] = self.server.url

    def parsed(self, err):
        return super().parsed(err.splitlines()[-1])

    def meddled(self, code, row, meddle, *arguments):
        """A run through somebody who answers in the server's place says what the row says."""
        meddler = RedisMeddler(self, self.server, meddle)
        self.says(code, row, *(arguments or ("increment", "user:1", "k")),
                  environment={"COUNTER_STORE": meddler.url})


class Redis(RedisCase):
    def test_refuses_an_increment(self):
        self.silent("increment", "user:1", "k")
        for row, words in (
                ("it is a replica: name the primary", b"-READONLY You can't write"),
                ("its disk cannot be written", b"-MISCONF Errors writing to the AOF file"),
                ("its replicas are missing", b"-NOREPLICAS Not enough good replicas to write."),
                ("a script keeps it busy: try again", b"-BUSY Redis is busy running a script."),
                ("it is starting: try again", b"-LOADING Redis is loading the dataset"),
                ("it is part of a cluster: name it redis+cluster://...", b"-MOVED 1 127.0.0.1:1"),
                ("the slot is being moved: try again", b"-TRYAGAIN Multiple keys request"),
                ("nobody serves the slot: see CLUSTER INFO, and try again",
                 b"-CLUSTERDOWN Hash slot not served"),
                ("docs/operating/redis.md lists the commands that the user needs",
                 b"-NOPERM this user has no permissions")):
            self.meddled("unavailable", row, lambda words_, said=words: said + b"\r\n"
                         if words_[0] == b"HINCRBY" else None)
        self.assertEqual(self.get("user:1", "k"), 1)

    def test_is_busy_with_a_script_for_real(self):
        self.silent("increment", "user:1", "k")
        self.server.run("CONFIG", "SET", "busy-reply-threshold", "50")
        other = RedisServer.connect(self.server)
        with other:
            other.sendall(b"*3\r\n$4\r\nEVAL\r\n$17\r\nwhile true do end;\r\n$1\r\n0\r\n"
                          .replace(b"$17", b"$18"))
            self.says("unavailable", "a script keeps it busy: try again", "increment", "user:1",
                      "k", "--timeout", "5s")
            self.server.run("SCRIPT", "KILL")
        self.assertEqual(self.get("user:1", "k"), 1)

    def test_has_no_replica_and_wants_one(self):
        self.silent("increment", "user:1", "k")
        self.server.run("CONFIG", "SET", "min-replicas-to-write", "1")
        self.says("unavailable", "its replicas are missing", "increment", "user:1", "k")

    def test_answers_what_nobody_asked_for(self):
        self.silent("increment", "user:1", "k")
        self.meddled("corrupt", "...: Redis answered what nobody asked for",
                     lambda words: b"+fine\r\n" if words[0] == b"HINCRBY" else None)
        self.meddled("in_doubt",
                     "...: the reply was lost, so it may or may not have been done: ...",
                     lambda words: b"?what\r\n" if words[0] == b"HINCRBY" else None)

    def test_holds_a_sum_that_fits_no_column(self):
        self.silent("set", "user:1", "k", VALUE_MAX)
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        self.says("out_of_range", "counter ...: its value leaves the 64-bit range; sync",
                  "increment", "user:1", "k", "--within", "5")

    def test_finds_no_room_for_a_sum_however_often_it_makes_some(self):
        self.silent("increment", "user:1", "k")
        full = b"-ERR increment or decrement would overflow\r\n"
        self.meddled("busy", "counter ...: its sum leaves the 64-bit range again and again; sync",
                     lambda words: full if words[0] == b"HINCRBY" else None)
        # The script that takes in a buffer is the one that gets counters' names.
        self.environment["COUNTER_BUFFER"] = "memory"
        self.meddled("busy", "...: sums leave the 64-bit range again and again; nothing is lost, "
                     "sync", lambda words: full if words[0] in (b"EVAL", b"EVALSHA") and
                     b"user:1:k" in words[3:] else None)

    def test_is_too_old(self):
        self.meddled("unavailable", "...: Redis ... is too old; 6.2 or newer is needed",
                     lambda words: b"$22\r\nredis_version:6.0.16\r\n\r\n"
                     if words[0] == b"INFO" else None)

    def test_is_part_of_a_cluster(self):
        self.meddled("unavailable", "...: the server is part of a cluster; name it "
                     "redis+cluster://...",
                     lambda words: b"$41\r\nredis_version:7.0.15\r\ncluster_enabled:1\r\n\r\n"
                     if words[0] == b"INFO" else None)

    def test_hangs_up_while_it_is_read(self):
        scripts = []

        def hang_up(words):
            scripts.append(words[0])
            return b"" if words[0] in (b"EVALSHA", b"EVAL") else None

        self.meddled("unavailable", "...reading the layout...: ...", hang_up)
        self.assertIn(b"EVALSHA", scripts)
        self.silent("increment", "user:1", "k")
        self.meddled("unavailable", "...reading a set...: ...",
                     lambda words: b"" if words[0] == b"HSCAN" else None, "sync")
        self.run_program("sync")
        self.assertEqual(self.get("user:1", "k"), 1)

    def test_holds_what_somebody_else_wrote(self):
        self.silent("increment", "user:1", "k")
        live = next(key for key in self.server.keys() if self.server.run("TYPE", key) == "hash" and
                    any("user:1" in field for field in self.server.run("HKEYS", key)))
        self.server.run("HSET", live, "no counter", "1")
        self.says("corrupt", "...a field in the Redis store is no counter: ...; something else "
                  "writes under its prefix", "sync")

    def test_has_a_layout_that_is_damaged_or_new(self):
        self.silent("increment", "user:1", "k")
        key = next(key for key in self.server.keys() if key.endswith("layout"))
        fields = self.server.run("HGETALL", key)
        layout = dict(zip(fields[::2], fields[1::2], strict=True))
        for name, value in layout.items():
            if value == "1" and "version" in name or "format" in name:
                self.server.run("HSET", key, name, "9")
                self.says("conflict", "...: a newer version of this library made the store; use "
                          "that one", "increment", "user:1", "k")
                self.server.run("HSET", key, name, value)
        self.server.run("HSET", key, "shards", "0")
        self.says("corrupt", "...: the store's layout is damaged", "increment", "user:1", "k")
        self.server.run("HSET", key, "shards", layout["shards"])
        self.assertEqual(self.get("user:1", "k"), 1)


class Others(RedisCase):
    """Somebody seals, syncs or starts the server again between any two steps of the program."""

    def setUp(self):
        super().setUp()
        self.silent("increment", "user:1", "k")
        self.run_program("sync")
        self.silent("increment", "user:1", "k")
        # Of the shard that holds the counter.
        self.notes = next(key for key in self.server.keys()
                          if self.server.run("TYPE", key) == "hash" and
                          self.server.run("HGET", key, "next") == "2")
        self.turn = 0

    def run_by_others(self, row, is_at, play, *arguments):
        """Somebody plays before each script on the counter's shard that `is_at` wants."""
        def meddle(words):
            if words[0] in (b"EVAL", b"EVALSHA") and self.notes.encode() in words and is_at(words):
                self.turn += 1
                play(words)
        self.meddled("busy", row, meddle, *arguments)
        self.assertGreaterEqual(self.turn, 100)

    def expect_all_counted(self):
        self.server.run("HSET", self.notes, "waiting", "")
        self.run_program("sync")
        self.assertEqual(self.get("user:1", "k"), 2)

    def waits(self, text):
        self.server.run("HSET", self.notes, "waiting", text)

    def test_are_faster_than_a_read(self):
        self.run_by_others("...reading...: sets come and go too fast; try again",
                           lambda words: int(words[2]) > 1,
                           lambda words: self.waits(f"2:{self.turn}:1:0"), "get", "user:1", "k")
        self.expect_all_counted()

    def test_are_faster_than_a_scan(self):
        self.run_by_others("...scanning...: sets come and go too fast; try again",
                           lambda words: True,
                           lambda words: self.waits("2:7:1:1" if int(words[2]) > 1 else ""),
                           "all", "user:1")
        self.expect_all_counted()

    def test_are_faster_than_new_numbers(self):
        # As an older state of the server has it: the set of the next sync has an old number.
        self.server.run("HSET", self.notes, "next", "1", "discarded", "0")
        renumbering = 3 + 1 + 6
        self.run_by_others("...renumbering...: sets come and go too fast; try again",
                           lambda words: len(words) == renumbering,
                           lambda words: self.server.run("HINCRBY", self.notes, "next", "1"),
                           "sync")
        self.run_program("sync")
        self.assertEqual(self.get("user:1", "k"), 2)


if __name__ == "__main__":
    main()
