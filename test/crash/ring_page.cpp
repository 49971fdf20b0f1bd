#include "crash/ring_page.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <cstring>
#include <new>
#include <stdexcept>

namespace model_counter::crash {

OwnState OwnState::settled(bool surely_done) const {
    OwnState result;
    result.count = 0;
    const auto may_hold = [&](std::int64_t value) {
        if (!result.may_be(value)) {
            result.values.at(result.count++) = value;
        }
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (pending == Pending::nothing || !surely_done) {
            may_hold(values[i]);
        }
        switch (pending) {
            case Pending::nothing:
                break;
            case Pending::add:
                may_hold(values[i] + amount);
                break;
            case Pending::set:
                may_hold(amount);
                break;
            case Pending::remove:
                may_hold(0);
                break;
        }
    }
    return result;
}

bool OwnState::may_be(std::int64_t value) const {
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(count);
    return std::find(values.begin(), end, value) != end;
}

void RingPage::fail(const std::string& what) {
    if (!failed.exchange(true)) {
        std::strncpy(failure.data(), what.c_str(), failure.size() - 1);
    }
}

bool RingPage::take(std::atomic<int>& left) {
    int now = left.load();
    while (now > 0 && !left.compare_exchange_weak(now, now - 1)) {
    }
    return now > 0;
}

void RingPage::note(const char* what) {
    std::strncpy(last_unavailable.data(), what, last_unavailable.size() - 1);
}

std::int64_t RingPage::growing_acknowledged(std::size_t counter) const {
    std::int64_t sum = growing_base[counter].load();
    for (const WriterJournal& writer : writers) {
        sum += writer.growing[counter].acknowledged.load();
    }
    return sum;
}

std::int64_t RingPage::growing_asked(std::size_t counter) const {
    std::int64_t sum = growing_base[counter].load();
    for (const WriterJournal& writer : writers) {
        sum += writer.growing[counter].asked.load();
    }
    return sum;
}

RingPage& map_ring_page(const std::string& path, bool create) {
    const int file =
        ::open(path.c_str(), O_RDWR | O_CLOEXEC | (create ? O_CREAT | O_EXCL : 0), 0600);
    if (file < 0 || (create && ::ftruncate(file, sizeof(RingPage)) != 0)) {
        throw std::runtime_error(path + ": cannot be made or opened");
    }
    void* begin = ::mmap(nullptr, sizeof(RingPage), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (begin == MAP_FAILED) {
        throw std::runtime_error(path + ": cannot be mapped");
    }
    return create ? *new (begin) RingPage : *std::launder(static_cast<RingPage*>(begin));
}

CounterId growing_counter(std::size_t index) {
    return {Owner("growing", index / kGrowingPerOwner),
            "k" + std::to_string(index % kGrowingPerOwner)};
}

CounterId mixed_counter(std::size_t index) {
    return {Owner("mixed", "m" + std::to_string(index)), "k"};
}

CounterId many_counter(std::size_t index) { return {Owner("many", index), "k"}; }

CounterId wide_counter(std::size_t index) {
    return {Owner("wide" + std::to_string(index), 1), "k"};
}

CounterId once_counter(std::size_t index) {
    return CounterId(Owner("once", 1), "k" + std::to_string(index));
}

OnceIncrement once_increment(std::size_t writer, std::uint64_t number) {
    return {number % kOnce, 1 + static_cast<std::int64_t>(number % 9),
            std::to_string(writer) + "-" + std::to_string(number)};
}

CounterId own_counter(std::size_t writer, std::size_t index) {
    return {Owner("own", writer), "k" + std::to_string(index)};
}

}  // namespace model_counter::crash
