#include "redis/commands.hpp"

#include <array>
#include <charconv>

namespace model_counter::redis {

void Commands::head(char kind, std::size_t number) {
    std::array<char, 24> text;
    text[0] = kind;
    char* const end = std::to_chars(text.data() + 1, text.data() + 22, number).ptr;
    end[0] = '\r';
    end[1] = '\n';
    bytes_.append(text.data(), end + 2);
}

void Commands::begin(std::size_t words) { head('*', words); }

void Commands::add(std::string_view word) {
    head('$', word.size());
    bytes_.append(word);
    bytes_.append("\r\n", 2);
}

void Commands::add(std::int64_t number) {
    std::array<char, 20> text;
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    add(std::string_view(text.data(), static_cast<std::size_t>(end - text.data())));
}

void Commands::command(std::initializer_list<std::string_view> words) {
    begin(words.size());
    for (const std::string_view word : words) {
        add(word);
    }
    end();
}

void Commands::take_over(const Commands& other, std::size_t index) {
    const std::size_t begin = index == 0 ? 0 : other.ends_[index - 1];
    bytes_.append(other.bytes_, begin, other.ends_[index] - begin);
    ends_.push_back(bytes_.size());
    slots_.push_back(other.slots_[index]);
}

}  // namespace model_counter::redis
