#pragma once

#include <cstdint>

namespace model_counter::embedded {

/// The shared-memory steps of the table, in the order in which operations meet them.
enum class TableStep : std::uint8_t {
    load_current,
    probe_slot,
    claim_slot,
    look_again,
    reserve_arena,
    fill_slot,
    publish_slot,
    wait_for_claim,
    kill_claim,
    load_cell,
    change_cell,
    load_token,
    settle_token,
    make_next,
    publish_generation,
    draw_nonce,
    close_slot,
    close_cell,
    mark_closed,
    read_begin,
    read_slot,
    read_cell,
    read_check,
    carry_token,
    record_discard,
    remove_generation,
    overlay,
    renumber,
    look_at_settled,
};

/// Faults that a test can plant, to see that it would find them.
enum class Plant : std::uint8_t {
    fetch_add_on_closed_cell,
    readers_do_not_help_to_close,
    step_over_live_claim,
    handle_ignores_current,
    claim_not_looked_at_again,
    claims_look_alike,
    settled_outlives_generation,
    token_recorded_later,
    sets_not_searched_for_tokens,
    tokens_not_carried,
};

/// What production code instantiates the table with: nothing happens between two steps.
///
/// A test's probe has the same members. Its `step` is called before every shared access that
/// matters; it may switch to another fiber, sleep, or throw to play a process that is killed there.
struct NoProbe {
    /// How often a claimed slot is looked at before it is declared dead.
    static constexpr int claim_patience = 256;
    static constexpr void step(TableStep) noexcept {}
    static constexpr bool planted(Plant) noexcept { return false; }
};

}  // namespace model_counter::embedded
