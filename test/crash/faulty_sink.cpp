#include "crash/faulty_sink.hpp"

#include "model_counter/buffer_sink.hpp"
#include "step_hook.hpp"
#include "support/forwarding_store.hpp"

#include <utility>

namespace model_counter::crash {
namespace {

/// Takes in the sets of buffers as the store itself does, but for `fold`.
class FaultySink : public BufferSink {
public:
    explicit FaultySink(BufferSink& sound) : sound_(sound) {}

    Greeting greet(const LedgerKey& source) override { return sound_.greet(source); }
    bool forget(const LedgerKey& source, const Ledger& expected) override {
        return sound_.forget(source, expected);
    }
    View read(const LedgerKey& source, std::span<const CounterRef> counters) override {
        return sound_.read(source, counters);
    }
    Scan scan(const LedgerKey& source, const CounterFilter& wanted) override {
        return sound_.scan(source, wanted);
    }

protected:
    [[nodiscard]] BufferSink& sound() noexcept { return sound_; }

private:
    BufferSink& sound_;
};

/// Takes in whatever comes, also what its entry says it has.
class WithoutEntry final : public FaultySink {
public:
    using FaultySink::FaultySink;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        for (;;) {
            const Ledger now = greet(request.key).ledger;
            FoldResult result =
                sound().fold({request.key, now, request.next, request.rows}, deadline);
            if (!result.moved) {
                return result;
            }
        }
    }
};

/// Takes in the rows in one step, and moves the entry in another.
class EntryWrittenLast final : public FaultySink {
public:
    using FaultySink::FaultySink;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        FoldResult result =
            sound().fold({request.key, request.expected, request.expected, request.rows}, deadline);
        if (result.moved) {
            return result;
        }
        internal::step("take-in:done");
        return sound().fold({request.key, request.expected, request.next, {}}, deadline);
    }
};

/// Says that it took in what it did not, one time in so many.
class TakenInTooEarly final : public FaultySink {
public:
    using FaultySink::FaultySink;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        constexpr int kOneIn = 50;
        const bool is_faulty = ++folds_ % kOneIn == 0;
        return sound().fold({request.key, request.expected, request.next,
                             is_faulty ? std::span<const FoldRow>() : request.rows},
                            deadline);
    }

private:
    int folds_ = 0;
};

std::unique_ptr<BufferSink> make_sink(PlantedFault fault, BufferSink& sound) {
    switch (fault) {
        case PlantedFault::buffer_without_entry:
            return std::make_unique<WithoutEntry>(sound);
        case PlantedFault::buffer_entry_written_last:
            return std::make_unique<EntryWrittenLast>(sound);
        case PlantedFault::buffer_taken_in_too_early:
            return std::make_unique<TakenInTooEarly>(sound);
        default:
            return nullptr;
    }
}

class WithFaultySink final : public test::ForwardingStore {
public:
    WithFaultySink(std::unique_ptr<Store> sound, std::unique_ptr<BufferSink> sink)
        : ForwardingStore(std::move(sound)), sink_(std::move(sink)) {}

    BufferSink* buffer_sink() override { return sink_.get(); }

private:
    std::unique_ptr<BufferSink> sink_;
};

}  // namespace

std::unique_ptr<Store> with_faulty_sink(PlantedFault fault, std::unique_ptr<Store> sound) {
    BufferSink* const sink = sound->buffer_sink();
    std::unique_ptr<BufferSink> faulty = sink != nullptr ? make_sink(fault, *sink) : nullptr;
    if (faulty == nullptr) {
        return sound;
    }
    return std::make_unique<WithFaultySink>(std::move(sound), std::move(faulty));
}

}  // namespace model_counter::crash
