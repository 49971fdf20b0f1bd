"""Counting and reading: increment, decrement, set, reset, remove, get, all."""

from cli_case import AMOUNT_MAX, VALUE_MAX, VALUE_MIN, CliCase, main


class Counting(CliCase):
    def test_an_increment_prints_nothing_and_is_read_at_once(self):
        self.silent("increment", "user:1", "downloads")
        self.assertEqual(self.output_of("get", "user:1", "downloads"), "1\n")

    def test_amounts_add_up_over_processes(self):
        self.silent("increment", "user:1", "downloads", 41)
        self.silent("increment", "user:1", "downloads")
        self.silent("decrement", "user:1", "downloads", 2)
        self.assertEqual(self.get("user:1", "downloads"), 40)

    def test_a_negative_amount_is_no_option(self):
        self.silent("increment", "user:1", "credits", -5)
        self.silent("decrement", "user:1", "credits", -2)
        self.silent("increment", "--json", "user:1", "credits", "-1", "--store", "embedded")
        self.assertEqual(self.get("user:1", "credits"), -4)

    def test_a_decrement_goes_below_zero(self):
        self.silent("decrement", "user:1", "credits")
        self.assertEqual(self.get("user:1", "credits"), -1)

    def test_an_owner_splits_at_its_first_colon(self):
        self.silent("increment", "page:a:b:c", "views", 3)
        self.run_program("sync")
        self.assertEqual(self.get("page:a:b:c", "views"), 3)
        self.assertEqual(self.rows(), [("page", "a:b:c", "views", 3)])

    def test_global_is_an_owner(self):
        self.silent("increment", "global", "visits", 7)
        self.assertEqual(self.get("global", "visits"), 7)
        self.assertEqual(self.get("global:0", "visits"), 7)

    def test_an_integer_id_is_its_decimal_text_and_01_is_another(self):
        self.silent("increment", "user:1", "k")
        self.silent("increment", "user:01", "k", 5)
        self.assertEqual(self.get("user:1", "k"), 1)
        self.assertEqual(self.get("user:01", "k"), 5)

    def test_set_takes_negative_values_and_later_increments_add(self):
        self.silent("increment", "user:1", "k", 9)
        self.silent("set", "user:1", "k", -100)
        self.silent("increment", "user:1", "k", 1)
        self.assertEqual(self.get("user:1", "k"), -99)

    def test_set_takes_the_whole_64_bit_range(self):
        for value in (VALUE_MAX, VALUE_MIN):
            self.silent("set", "user:1", "k", value)
            self.assertEqual(self.get("user:1", "k"), value)
            self.run_program("sync")
            self.assertEqual(self.get("user:1", "k"), value)
            self.assertEqual(self.rows(), [("user", 1, "k", value)])

    def test_a_token_counts_once_over_processes_and_syncs(self):
        for _ in range(2):
            self.silent("increment", "user:1", "orders", 5, "--token", "order 4711")
            self.run_program("sync")
        self.assertEqual(self.output_of("increment", "user:1", "orders", 5, "--token",
                                        "order 4711", "--json"), '{"counted":"before"}\n')
        self.assertEqual(self.rows(), [("user", 1, "orders", 5)])
        self.error_of("increment", "user:1", "orders", "--token", "order 4711", status=4)
        self.error_of("increment", "user:1", "orders", "--token", "t", "--store", "direct",
                      status=2)
        self.assertEqual(self.get("user:1", "orders"), 5)

    def test_reset_makes_zero(self):
        self.silent("increment", "user:1", "k", 9)
        self.run_program("sync")
        self.silent("reset", "user:1", "k")
        self.assertEqual(self.get("user:1", "k"), 0)
        self.assertEqual(self.output_of("all", "user:1"), "k\t0\n")

    def test_remove_takes_one_counter_and_its_row(self):
        self.silent("increment", "user:1", "a", 1)
        self.silent("increment", "user:1", "b", 2)
        self.run_program("sync")
        self.silent("remove", "user:1", "a")
        self.assertEqual(self.output_of("all", "user:1"), "b\t2\n")
        self.run_program("sync")
        self.assertEqual(self.rows(), [("user", 1, "b", 2)])

    def test_remove_without_a_key_takes_all_of_the_owner_only(self):
        for owner in ("user:1", "user:2"):
            for key in ("a", "b"):
                self.silent("increment", owner, key)
        self.run_program("sync")
        self.silent("increment", "user:1", "c")
        self.silent("remove", "user:1")
        self.assertEqual(self.output_of("all", "user:1"), "")
        self.assertEqual(self.output_of("all", "user:2"), "a\t1\nb\t1\n")

    def test_remove_with_an_empty_key_is_refused_and_removes_nothing(self):
        self.silent("increment", "user:1", "a")
        self.run_program("remove", "user:1", "", status=2)
        self.assertEqual(self.get("user:1", "a"), 1)

    def test_keys_may_look_like_commands_options_and_lists(self):
        for key in ("status", "get", "++", "[a,b]", "[]", "%%", "a b", "ключ"):
            self.silent("increment", "user:1", key, 2)
            self.assertEqual(self.get("user:1", key), 2, key)
        self.silent("increment", "--", "user:1", "--json", "-3")
        self.assertEqual(self.output_of("get", "--", "user:1", "--json"), "-3\n")
        self.assertEqual(self.output_of("get", "user:1", "[a,b]", "++"), "[a,b]\t2\n++\t2\n")


class Reading(CliCase):
    def test_a_missing_counter_reads_zero(self):
        self.assertEqual(self.output_of("get", "user:1", "nothing"), "0\n")
        self.assertEqual(self.output_of("all", "user:1"), "")

    def test_several_keys_are_printed_in_the_order_asked(self):
        self.silent("increment", "user:1", "views", 5)
        self.silent("increment", "user:1", "downloads", 2)
        self.assertEqual(self.output_of("get", "user:1", "views", "none", "downloads", "views"),
                         "views\t5\nnone\t0\ndownloads\t2\nviews\t5\n")

    def test_all_is_sorted_and_includes_what_is_not_synced(self):
        self.silent("increment", "user:1", "m", 1)
        self.run_program("sync")
        self.silent("increment", "user:1", "z", 2)
        self.silent("increment", "user:1", "a", 3)
        self.silent("increment", "user:1", "m", 4)
        self.assertEqual(self.output_of("all", "user:1"), "a\t3\nm\t5\nz\t2\n")

    def test_json_of_get_and_all(self):
        self.silent("increment", "user:1", "b", 2)
        self.silent("increment", "user:1", "a", 1)
        self.assertEqual(self.json_of("get", "user:1", "b"),
                         {"owner": "user:1", "counters": {"b": 2}})
        out, _ = self.run_program("get", "user:1", "b", "none", "a", "--json")
        self.assertEqual(out, '{"owner":"user:1","counters":{"b":2,"none":0,"a":1}}\n')
        self.assertEqual(self.json_of("all", "user:1"),
                         {"owner": "user:1", "counters": {"a": 1, "b": 2}})
        self.assertEqual(self.json_of("all", "user:2"), {"owner": "user:2", "counters": {}})

    def test_reading_creates_no_counter(self):
        self.silent("increment", "user:1", "a")
        self.output_of("get", "user:1", "b")
        self.run_program("sync")
        self.assertEqual(self.output_of("all", "user:1"), "a\t1\n")


class Limits(CliCase):
    def test_the_greatest_amounts_count(self):
        self.silent("increment", "user:1", "k", AMOUNT_MAX)
        self.silent("decrement", "user:1", "k", AMOUNT_MAX)
        self.silent("increment", "user:1", "k", -AMOUNT_MAX)
        self.assertEqual(self.get("user:1", "k"), -AMOUNT_MAX)

    def test_amounts_beyond_the_limit_are_refused_by_name(self):
        for amount in (AMOUNT_MAX + 1, -AMOUNT_MAX - 1, VALUE_MAX, VALUE_MIN, 10**30):
            for command in ("increment", "decrement"):
                _, err = self.run_program(command, "user:1", "k", amount, status=2)
                self.assertIn(str(AMOUNT_MAX), err)
                self.assertIn(f"'{amount}'", err)
        self.assertEqual(self.get("user:1", "k"), 0)

    def test_what_is_no_whole_number_is_refused(self):
        for amount in ("", "x", "1.5", "1e3", "0x10", "+1", " 1", "1 ", "1,000", "-", "١"):
            self.run_program("increment", "user:1", "k", amount, status=2)
            self.run_program("set", "user:1", "k", amount, status=2)
        for value in (VALUE_MAX + 1, VALUE_MIN - 1):
            self.run_program("set", "user:1", "k", value, status=2)
        self.assertEqual(self.get("user:1", "k"), 0)

    def test_bad_owners_and_keys_are_refused_before_anything_is_made(self):
        for owner, key in (("user", "k"), ("", "k"), (":1", "k"), ("user:", "k"),
                           ("user:1", ""), ("user:1", "a:b"), ("user:1", "k" * 101),
                           ("u" * 256 + ":1", "k"), ("user:" + "i" * 256, "k"),
                           ("user:1", "a\tb"), ("user:1", "\udcff")):
            for command in ("increment", "get"):
                _, err = self.run_program(command, owner, key, status=2)
                self.assertTrue(err.startswith("model-counter: invalid_argument: "), err)
        self.assertEqual(self.bytes_of_everything(), {})

    def test_the_longest_owner_and_key_count(self):
        owner = "u" * 255 + ":" + "i" * 255
        self.silent("increment", owner, "k" * 100)
        self.assertEqual(self.get(owner, "k" * 100), 1)

    def test_a_value_that_would_leave_64_bits_is_out_of_range(self):
        self.silent("set", "user:1", "k", VALUE_MAX)
        error = self.error_of("increment", "user:1", "k", status=9)
        self.assertEqual(error["code"], "out_of_range")
        self.assertIn("user:1:k", error["message"])
        self.assertEqual(self.get("user:1", "k"), VALUE_MAX)


if __name__ == "__main__":
    main()
