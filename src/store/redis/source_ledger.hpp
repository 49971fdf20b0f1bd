#pragma once

#include "model_counter/buffer_sink.hpp"
#include "store/redis/checks.hpp"
#include "store/redis/looking.hpp"
#include "store/redis/session.hpp"

#include <functional>
#include <string>
#include <utility>

namespace model_counter::redis {

/// Takes in the sets of buffers: their rows and their ledger entries move in one script.
///
/// It holds no state, so that any number of them may serve one store.
/// Threads: any.
class SourceLedger final : public BufferSink {
public:
    /// `make_room` seals a shard: what a counter has then begins at zero again.
    SourceLedger(Session& session, Looking& looking, std::function<void(std::uint32_t)> make_room)
        : session_(session), looking_(looking), make_room_(std::move(make_room)) {}

    Greeting greet(const LedgerKey& source) override;
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override;
    bool forget(const LedgerKey& source, const Ledger& expected) override;
    [[nodiscard]] View read(const LedgerKey& source,
                            std::span<const CounterRef> counters) override {
        return looking_.read(source.shard, counters, source.store_id);
    }
    [[nodiscard]] Scan scan(const LedgerKey& source, const CounterFilter& wanted) override {
        return looking_.scan(source.shard, wanted, source.store_id);
    }
    [[nodiscard]] std::vector<Check> buffer_checks() override { return look_for_buffers(session_); }

private:
    struct Words;

    [[nodiscard]] Words words_of(const FoldRequest& request);
    [[nodiscard]] std::string what(const char* action, const LedgerKey& source) const;

    Session& session_;
    Looking& looking_;
    std::function<void(std::uint32_t)> make_room_;
};

}  // namespace model_counter::redis
