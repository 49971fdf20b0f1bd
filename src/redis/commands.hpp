#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// Commands in the form in which they are sent, one behind the other.
///
/// Cost:   no allocation once its buffers have grown; `clear` keeps them.
/// Source: https://redis.io/docs/reference/protocol-spec, "sending commands"
class Commands {
public:
    Commands() = default;
    /// Those whose keys all have one hash slot.
    explicit Commands(std::uint16_t slot) : slot_(slot) {}

    /// The hash slot of the keys of the commands that follow.
    void go_to(std::uint16_t slot) noexcept { slot_ = slot; }

    /// Begins a command of so many words, its name included; `add` gives them, `end` ends it.
    void begin(std::size_t words);
    void add(std::string_view word);
    void add(std::int64_t number);
    void end() {
        ends_.push_back(bytes_.size());
        slots_.push_back(slot_);
    }

    /// A whole command of texts.
    void command(std::initializer_list<std::string_view> words);

    /// The last command speaks of what those of its slot before it did over the same connection
    /// (`WAIT`): when one of them has to be sent again, it is as well.
    void follows_others() { followers_.push_back(size() - 1); }

    /// Adds a command that `other` has.
    void take_over(const Commands& other, std::size_t index);

    void clear() noexcept {
        bytes_.clear();
        ends_.clear();
        slots_.clear();
        followers_.clear();
    }

    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
    /// Where each command ends in `bytes`.
    [[nodiscard]] const std::vector<std::size_t>& ends() const noexcept { return ends_; }
    /// Which of them `follows_others` was said of, ascending.
    [[nodiscard]] const std::vector<std::size_t>& followers() const noexcept { return followers_; }
    /// The hash slot of each command's keys.
    [[nodiscard]] const std::vector<std::uint16_t>& slots() const noexcept { return slots_; }

private:
    void head(char kind, std::size_t number);

    std::string bytes_;
    std::vector<std::size_t> ends_;
    std::vector<std::uint16_t> slots_;
    std::vector<std::size_t> followers_;
    std::uint16_t slot_ = 0;
};

}  // namespace model_counter::redis
