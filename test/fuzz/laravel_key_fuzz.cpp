// Input: a prefix and a Redis key, on two lines. What a key is taken for is written back as that
// key, and is a counter that our tables can hold or is refused with words.

#include "fuzz/require.hpp"
#include "import/laravel_key.hpp"
#include "import/laravel_row.hpp"
#include "model/period_text.hpp"
#include "model_counter/encoded_id.hpp"

#include <string>
#include <variant>

namespace fuzz = model_counter::fuzz;
namespace laravel = model_counter::laravel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view key = fuzz::text_of(data, size);
    const std::string prefix(fuzz::cut(key, '\n'));
    const auto parsed = laravel::parse_laravel_key(prefix, key);
    if (const auto* parts = std::get_if<laravel::LaravelKey>(&parsed)) {
        std::string text = prefix + std::string(parts->type) + ':' + std::string(parts->id) + ':' +
                           std::string(parts->key);
        if (!parts->interval.empty()) {
            fuzz::require(
                model_counter::first_day_of_period(parts->interval, parts->period).has_value(),
                "a period is canonical");
            text += ':' + std::string(parts->interval) + ':' + parts->period;
        }
        // A week may have been written without its W.
        const bool is_same =
            text == key || (parts->interval == "week" && text.erase(text.size() - 3, 1) == key);
        fuzz::require(is_same, "nothing of a key is lost");
    }
    const laravel::OwnerTypes types({{"App\\Models\\User", "user"}, {"App\\Post", "post"}});
    const auto taken =
        laravel::take_key(prefix, std::string(key), "5", types, model_counter::OwnerIdKind::any);
    if (const auto* counter = std::get_if<laravel::TakenCounter>(&taken)) {
        const model_counter::CounterRef ref = model_counter::decode(counter->encoded);
        fuzz::require(model_counter::encode(ref) == counter->encoded, "it is a counter");
        fuzz::require(counter->amount == 5, "the amount is kept");
    } else {
        fuzz::require(!std::get<std::string>(taken).empty(), "a refusal has words");
    }
    return 0;
}
