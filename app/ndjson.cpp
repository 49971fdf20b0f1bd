#include "ndjson.hpp"

#include "model_counter/change.hpp"
#include "owner_text.hpp"
#include "text.hpp"
#include "time_text.hpp"

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace model_counter::program {
namespace {

/// Takes the fields out of an object, whatever else it has; a fault ends it.
class Fields : public nlohmann::json_sax<nlohmann::json> {
public:
    std::optional<std::string> owner;
    std::optional<std::string> name;
    std::optional<std::int64_t> amount;
    std::optional<std::string> at;
    std::string fault;

    explicit Fields(bool with_time) : with_time_(with_time) {}

    bool null() override { return other("null"); }
    bool boolean(bool) override { return other("true or false"); }
    bool number_integer(number_integer_t value) override { return number(value); }
    bool number_unsigned(number_unsigned_t value) override {
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        if (wanted_ == Wanted::amount && value > static_cast<number_unsigned_t>(kMost)) {
            return fail("amount " + std::to_string(value) + " is beyond the limits, " +
                        std::to_string(-kAmountMax) + " to " + std::to_string(kAmountMax));
        }
        return number(static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t, const string_t& text) override {
        if (wanted_ == Wanted::amount) {
            return fail("amount " + in_quotes(text) + " is not a whole number of 64 bits");
        }
        return other("a number");
    }
    bool string(string_t& value) override {
        if (wanted_ == Wanted::owner) {
            return take(owner, std::move(value), "owner");
        }
        if (wanted_ == Wanted::key) {
            return take(name, std::move(value), "key");
        }
        if (wanted_ == Wanted::at) {
            return take(at, std::move(value), "at");
        }
        return other("a text");
    }
    bool binary(binary_t&) override { return other("bytes"); }
    bool start_object(std::size_t) override { return depth_++ == 0 || other("an object"); }
    bool key(string_t& value) override {
        wanted_ = Wanted::nothing;
        if (depth_ == 1) {
            wanted_ = value == "owner"              ? Wanted::owner
                      : value == "key"              ? Wanted::key
                      : value == "amount"           ? Wanted::amount
                      : with_time_ && value == "at" ? Wanted::at
                                                    : Wanted::nothing;
        }
        return true;
    }
    bool end_object() override {
        --depth_;
        return true;
    }
    bool start_array(std::size_t) override { return other("an array") && ++depth_ > 0; }
    bool end_array() override {
        --depth_;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::json::exception&) override {
        return fail("it is not JSON: see byte " + std::to_string(position));
    }

private:
    enum class Wanted { nothing, owner, key, amount, at };

    bool number(std::int64_t value) {
        if (wanted_ == Wanted::amount) {
            return take(amount, value, "amount");
        }
        if (wanted_ == Wanted::at) {
            return take(at, std::to_string(value), "at");
        }
        return other("a number");
    }
    template <class Value>
    bool take(std::optional<Value>& field, Value value, const char* named) {
        if (field) {
            return fail("it has two fields " + std::string(named));
        }
        field = std::move(value);
        wanted_ = Wanted::nothing;
        return true;
    }
    /// A value of a kind that no field of ours has.
    bool other(const char* kind) {
        if (depth_ == 0) {
            return fail("it is not an object but " + std::string(kind));
        }
        switch (wanted_) {
            case Wanted::owner:
                return fail("owner is " + std::string(kind) + ", not a text");
            case Wanted::key:
                return fail("key is " + std::string(kind) + ", not a text");
            case Wanted::amount:
                return fail("amount is " + std::string(kind) + ", not a whole number");
            case Wanted::at:
                return fail("at is " + std::string(kind) + ", not a text or seconds");
            case Wanted::nothing:
                break;
        }
        return true;
    }
    bool fail(std::string why) {
        fault = std::move(why);
        return false;
    }

    bool with_time_;
    int depth_ = 0;
    Wanted wanted_ = Wanted::nothing;
};

}  // namespace

std::optional<TimedIncrement> read_ndjson_line(std::string_view line,
                                               std::deque<std::string>& texts, const TimeZone* zone,
                                               std::string& fault) {
    Fields fields(zone != nullptr);
    if (!nlohmann::json::sax_parse(line.begin(), line.end(), &fields)) {
        fault = fields.fault;
        return std::nullopt;
    }
    if (!fields.owner || !fields.name) {
        fault = std::string("it has no field ") + (fields.owner ? "key" : "owner") +
                R"(; write {"owner":"type:id","key":"name","amount":1})";
        return std::nullopt;
    }
    std::optional<Moment> at;
    if (fields.at) {
        at = read_time(*fields.at, *zone, fault);
        if (!at) {
            return std::nullopt;
        }
    }
    texts.push_back(std::move(*fields.owner));
    const auto owner = read_owner(texts.back(), fault);
    if (!owner) {
        return std::nullopt;
    }
    texts.push_back(std::move(*fields.name));
    return TimedIncrement{{{*owner, texts.back()}, fields.amount.value_or(1)}, at};
}

}  // namespace model_counter::program
