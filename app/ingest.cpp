#include "ingest.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"
#include "tsv.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace model_counter::program {
namespace {

constexpr std::size_t kBatchLines = 4096;
constexpr int kRoomsMadeMax = 100;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

void Ingest::count(const LineBlocks::Block& block) {
    std::string_view rest = block.lines;
    if (number_ == 0 && rest.starts_with(kByteOrderMark)) {
        rest.remove_prefix(kByteOrderMark.size());
    }
    if (block.is_too_long_line) {
        set_aside(++number_,
                  "the line is longer than " + counted(LineBlocks::kLineBytesMax, "byte"));
    }
    while (!rest.empty()) {
        const auto newline = rest.find('\n');
        read_line(rest.substr(0, newline));
        rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
        if (pending_.size() == kBatchLines) {
            count_pending();
        }
    }
    count_pending();
    report_.lines = number_;
    settle_bad_lines();
}

void Ingest::read_line(std::string_view line) {
    ++number_;
    std::string fault;
    if (auto increment = read_tsv_line(line, fault)) {
        pending_.push_back(*increment);
        pending_numbers_.push_back(number_);
    } else {
        set_aside(number_, fault);
    }
}

void Ingest::count_pending() {
    std::size_t done = 0;
    int rooms_made = 0;
    while (done < pending_.size()) {
        const BulkResult result = try_pending(done);
        done += result.done;
        report_.counted += result.done;
        if (!result.error) {
            if (result.done == 0) {
                throw Error(ErrorCode::internal, "the store counted nothing and gave no reason");
            }
            continue;
        }
        const std::uint64_t number = pending_numbers_.at(done);
        const auto kind = result.error->kind();
        if (kind == ErrorCode::invalid_argument || kind == ErrorCode::out_of_range) {
            set_aside(number, result.error->what());
            ++done;
        } else if (kind == ErrorCode::busy && rooms_made < kRoomsMadeMax) {
            ++rooms_made;
            try {
                make_room_();
            } catch (const Error& error) {
                stop_before(number, error);
            }
        } else {
            stop_before(number, *result.error);
        }
    }
    pending_.clear();
    pending_numbers_.clear();
}

/// What the store throws instead of returning it counts as a failure of the first line.
BulkResult Ingest::try_pending(std::size_t done) {
    try {
        return counters_.increment_many(std::span<const Increment>(pending_).subspan(done));
    } catch (const Error& error) {
        return BulkResult{0, error};
    }
}

void Ingest::set_aside(std::uint64_t number, const std::string& reason) {
    bad_of_block_.push_back({number, reason});
}

/// The store refuses lines later than the parser does; people read them in order.
void Ingest::settle_bad_lines() {
    std::sort(bad_of_block_.begin(), bad_of_block_.end(),
              [](const BadLine& a, const BadLine& b) { return a.number < b.number; });
    report_.bad += bad_of_block_.size();
    for (auto& line : bad_of_block_) {
        if (report_.first_bad_lines.size() == kBadLinesShownMax) {
            break;
        }
        report_.first_bad_lines.push_back(std::move(line));
    }
    bad_of_block_.clear();
}

void Ingest::stop_before(std::uint64_t number, const Error& error) {
    std::erase_if(bad_of_block_, [number](const BadLine& line) { return line.number >= number; });
    report_.lines = number - 1;
    settle_bad_lines();
    const std::string line = "line " + std::to_string(number);
    throw Error(error.kind(),
                line + ": " + error.what() +
                    (error.in_doubt() ? "; it may or may not be counted" : "; it was not counted") +
                    "; every line before it is done: continue with tail -n +" +
                    std::to_string(number) + " FILE | model-counter ingest -");
}

}  // namespace model_counter::program
