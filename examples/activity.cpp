// A user's activity: a class with counters of its own, keys that are enumerators, and a background
// thread that syncs.

#include <iostream>
#include <model_counter/model_counter.hpp>
#include <string_view>

namespace {

enum class Activity { logins, posts, unread };

std::string_view counter_key(Activity activity) {
    switch (activity) {
        case Activity::logins:
            return "logins";
        case Activity::posts:
            return "posts";
        case Activity::unread:
            return "unread";
    }
    return {};
}

class User : public model_counter::HasCounters<User> {
public:
    static constexpr std::string_view counter_owner_type = "user";
    explicit User(std::uint64_t id) : id_(id) {}
    [[nodiscard]] std::uint64_t counter_owner_id() const { return id_; }

private:
    std::uint64_t id_;
};

void show(const User& user) {
    for (const auto& [key, value] : user.all_counters()) {
        std::cout << "  " << key << ": " << value << '\n';
    }
}

}  // namespace

int main() {
    auto& counters = model_counter::Counters::open_default();
    model_counter::Scheduler scheduler(counters);  // Syncs every minute, flushes every second.

    const User anna(1);
    anna.increment_counter(Activity::logins);
    anna.increment_counter(Activity::posts, 2);
    anna.increment_counter(Activity::unread, 12);
    anna.decrement_counter(Activity::unread);
    std::cout << "Anna's activity:\n";
    show(anna);

    anna.reset_counter(Activity::unread);
    anna.remove_counter(Activity::posts);
    std::cout << "after reading her mail and removing her posts:\n";
    show(anna);

    scheduler.stop();  // With a last sync.
    std::cout << "waiting at the end: " << counters.preview_sync().size() << '\n';
}
