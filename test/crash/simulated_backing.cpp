#include "crash/simulated_backing.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>

namespace model_counter::crash {
namespace {

using embedded::ControlPage;
using embedded::GenerationHeader;
using embedded::GenerationShape;
using embedded::kPageBytes;

constexpr std::uint64_t kChunkBytes = 8 * kPageBytes;
constexpr std::size_t kChunks = 4096;

GenerationHeader* header_in(std::byte* memory) {
    return std::launder(reinterpret_cast<GenerationHeader*>(memory));
}

std::unique_ptr<std::byte[]> pages(std::uint64_t bytes) {
    return std::make_unique<std::byte[]>(bytes);
}

}  // namespace

SimulatedBacking::SimulatedBacking() : control_memory_(pages(kPageBytes)) {
    chunks_.reserve(kChunks);
}

SimulatedBacking::~SimulatedBacking() = default;

void SimulatedBacking::reset(const GenerationShape& first, Overlay overlay, bool may_go_back) {
    overlay_ = overlay;
    may_go_back_ = may_go_back;
    chunks_used_ = 0;
    files_.clear();
    std::memset(control_memory_.get(), 0, kPageBytes);
    control_ = new (control_memory_.get()) ControlPage{};
    embedded::write_control(*control_, [this] { return random_word(); });
    static_cast<void>(create(1, first));
    control_->current.store(1);
    remember();
}

auto SimulatedBacking::take_chunk(std::uint64_t bytes) -> Chunk& {
    assert(bytes <= kChunkBytes && chunks_used_ < kChunks);
    if (chunks_used_ == chunks_.size()) {
        chunks_.push_back({pages(kChunkBytes), 0});
    }
    Chunk& chunk = chunks_[chunks_used_++];
    chunk.bytes = bytes;
    std::memset(chunk.memory.get(), 0, bytes);
    return chunk;
}

GenerationHeader* SimulatedBacking::open(std::uint64_t generation) {
    simulation().step("opens a generation's file");
    const auto file = files_.find(generation);
    return file == files_.end() ? nullptr : header_in(file->second->memory.get());
}

GenerationHeader* SimulatedBacking::create(std::uint64_t generation, const GenerationShape& shape) {
    simulation().step("makes a generation's file");
    Chunk& chunk = take_chunk(embedded::generation_bytes(shape));
    auto* header = new (chunk.memory.get()) GenerationHeader{};
    embedded::write_header(*header, control_->store_id, generation, shape);
    simulation().step("links a generation's file");
    const auto [file, is_mine] = files_.try_emplace(generation, &chunk);
    return header_in(file->second->memory.get());
}

void SimulatedBacking::overlay(GenerationHeader* header) noexcept {
    auto* memory = reinterpret_cast<std::byte*>(header);
    const std::uint64_t bytes = embedded::generation_bytes(embedded::shape_of(*header));
    switch (overlay_) {
        case Overlay::none:
            return;
        case Overlay::whole:
            std::memset(memory, 0, bytes);
            return;
        case Overlay::slots_first:
            std::memset(memory + kPageBytes, 0, bytes - kPageBytes);
            simulation().pause("overlays the header");
            std::memset(memory, 0, kPageBytes);
            return;
        case Overlay::header_first:
            std::memset(memory, 0, kPageBytes);
            simulation().pause("overlays the slots");
            std::memset(memory + kPageBytes, 0, bytes - kPageBytes);
            return;
    }
}

void SimulatedBacking::remove(std::uint64_t generation) { files_.erase(generation); }

void SimulatedBacking::flush(GenerationHeader*) { simulation().step("flushes a generation"); }

void SimulatedBacking::flush_control() {
    simulation().step("flushes the control page");
    remember();
    simulation().step("has flushed the control page");
}

void SimulatedBacking::remember() {
    if (!may_go_back_) {
        return;
    }
    flushed_at_ = simulation().event();
    flushed_.control.assign(control_memory_.get(), control_memory_.get() + kPageBytes);
    flushed_.files.clear();
    for (const auto& [generation, chunk] : files_) {
        flushed_.files[generation].assign(chunk->memory.get(), chunk->memory.get() + chunk->bytes);
    }
}

void SimulatedBacking::go_back() {
    std::memcpy(control_memory_.get(), flushed_.control.data(), kPageBytes);
    files_.clear();
    for (const auto& [generation, bytes] : flushed_.files) {
        Chunk& chunk = take_chunk(bytes.size());
        std::memcpy(chunk.memory.get(), bytes.data(), bytes.size());
        files_[generation] = &chunk;
    }
}

std::uint64_t SimulatedBacking::random_word() { return simulation().random().next() | 1U; }

}  // namespace model_counter::crash
