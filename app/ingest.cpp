#include "ingest.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>

namespace model_counter::program {
namespace {

constexpr std::size_t kBatchLines = 4096;
constexpr int kRoomsMadeMax = 100;

}  // namespace

bool set_aside_long_line(const LogBlock& block, BadLines& bad) {
    if (!block.block.is_too_long_line) {
        return false;
    }
    bad.add(block.lines_before + 1, block.block.lines,
            "the line is longer than " + counted(LineBlocks::kLineBytesMax, "byte"));
    return true;
}

void Ingest::count(const LogBlock& block) {
    next_line_ = block.lines_before + 1;
    if (set_aside_long_line(block, bad_)) {
        ++next_line_;
    } else {
        std::string fault;
        for_each_line(block, [&](const Line& line, std::uint64_t) {
            if (auto increment = format_.read(line.text, fault)) {
                add_pending(line, *increment);
            } else {
                bad_.add(line.number, line.text, fault);
            }
            if (pending_.size() >= kBatchLines) {
                count_pending();
            }
            next_line_ = line.number + 1;
        });
    }
    count_pending();
    bad_.settle();
}

void Ingest::add_pending(const Line& line, const TimedIncrement& increment) {
    try {
        const auto& of_line = periods_.of(increment);
        for (const Increment& part : of_line) {
            pending_.push_back(part);
            pending_origins_.push_back({line, &part == &of_line.back()});
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorCode::invalid_argument) {
            throw;
        }
        bad_.add(line.number, line.text, error.what());
    }
}

void Ingest::count_pending() {
    std::size_t done = 0;
    int rooms_made = 0;
    while (done < pending_.size()) {
        const BulkResult result = try_pending(done);
        counted_ += lines_done(done, result.done);
        done += result.done;
        // A server that was sent everything in one go counted these although one before failed.
        drop_counted(done - result.done, result.counted_behind);
        if (!result.error) {
            if (result.done == 0) {
                throw Error(ErrorCode::internal, "the store counted nothing and gave no reason");
            }
            continue;
        }
        const Line& line = pending_origins_.at(done).line;
        const auto kind = result.error->kind();
        if (kind == ErrorCode::invalid_argument || kind == ErrorCode::out_of_range) {
            bad_.add(line.number, line.text, result.error->what());
            while (!pending_origins_.at(done).is_last) {
                ++done;
            }
            ++done;
        } else if (kind == ErrorCode::busy && rooms_made < kRoomsMadeMax) {
            ++rooms_made;
            try {
                make_room_();
            } catch (const Error& error) {
                stop_before(line.number, error);
            }
        } else {
            stop_before(line.number, *result.error);
        }
    }
    pending_.clear();
    pending_origins_.clear();
    format_.forget();
    periods_.forget();
}

/// Takes out of what is pending what is counted already; `first` is where the call began.
void Ingest::drop_counted(std::size_t first, std::span<const std::size_t> counted) {
    for (auto i = counted.rbegin(); i != counted.rend(); ++i) {
        const std::size_t place = first + *i;
        const auto offset = static_cast<std::ptrdiff_t>(place);
        const Origin& origin = pending_origins_[place];
        const bool is_alone = place == 0 || pending_origins_[place - 1].is_last;
        if (origin.is_last && is_alone) {
            ++counted_;
        } else if (origin.is_last) {
            pending_origins_[place - 1].is_last = true;
        }
        pending_.erase(pending_.begin() + offset);
        pending_origins_.erase(pending_origins_.begin() + offset);
    }
}

std::uint64_t Ingest::lines_done(std::size_t first, std::size_t count) const {
    const auto begin = pending_origins_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto done = std::count_if(begin, begin + static_cast<std::ptrdiff_t>(count),
                                    [](const Origin& origin) { return origin.is_last; });
    return static_cast<std::uint64_t>(done);
}

/// What the store throws instead of returning it counts as a failure of the first line.
BulkResult Ingest::try_pending(std::size_t done) {
    try {
        return counters_.increment_many(std::span<const Increment>(pending_).subspan(done));
    } catch (const Error& error) {
        return BulkResult{0, error};
    }
}

void Ingest::stop_before(std::uint64_t number, const Error& error) {
    bad_.drop_from(number);
    bad_.settle();
    next_line_ = number;
    throw Error(error.kind(),
                "line " + std::to_string(number) + ": " + error.what() +
                    (error.in_doubt() ? "; it, and lines behind it, may or may not be counted"
                                      : "; it was not counted") +
                    "; every line before it is done: continue with tail -n +" +
                    std::to_string(number) + " FILE | model-counter ingest -");
}

}  // namespace model_counter::program
