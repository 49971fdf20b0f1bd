// An organisation's API calls, storage and mails against a quota.
//
// The check reads and then counts, so calls that run at the same instant may together overshoot a
// little: right for billing and fair use, where a count must be exact and a limit may be soft.

#include <array>
#include <iostream>
#include <model_counter/model_counter.hpp>
#include <string>
#include <string_view>

namespace {

struct Organisation : model_counter::HasCounters<Organisation> {
    static constexpr std::string_view counter_owner_type = "organisation";
    explicit Organisation(std::string name) : slug(std::move(name)) {}
    std::string slug;
    [[nodiscard]] const std::string& counter_owner_id() const { return slug; }
};

struct Quota {
    std::string_view key;
    std::int64_t most;
};

constexpr std::array kQuotas = std::to_array<Quota>({
    {"api_calls", 1000},
    {"storage_bytes", 5'000'000},
    {"mails", 2},
});

/// Counts, unless the quota would be exceeded.
bool use(const Organisation& who, std::string_view key, std::int64_t amount) {
    for (const Quota& quota : kQuotas) {
        if (quota.key == key && who.counter(key) + amount > quota.most) {
            return false;
        }
    }
    who.increment_counter(key, amount);
    return true;
}

void report(const char* what, bool allowed) {
    std::cout << what << (allowed ? ": done\n" : ": quota exceeded\n");
}

}  // namespace

int main() {
    auto& counters = model_counter::Counters::open_default();
    const Organisation acme("acme");

    report("1000 API calls", use(acme, "api_calls", 1000));
    report("one more", use(acme, "api_calls", 1));
    report("upload of 4 MB", use(acme, "storage_bytes", 4'000'000));
    report("upload of 2 MB", use(acme, "storage_bytes", 2'000'000));
    acme.decrement_counter("storage_bytes", 3'500'000);  // a file was deleted
    report("upload of 2 MB again", use(acme, "storage_bytes", 2'000'000));
    for (int i = 1; i <= 3; ++i) {
        report("mail", use(acme, "mails", 1));
    }

    acme.reset_counter("api_calls");  // a new month
    report("an API call of the new month", use(acme, "api_calls", 1));

    counters.sync();
    for (const auto& [key, value] : acme.counters({"api_calls", "storage_bytes", "mails"})) {
        std::cout << key << ": " << value << '\n';
    }
}
