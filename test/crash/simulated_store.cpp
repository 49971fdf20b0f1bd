#include "crash/simulated_store.hpp"

#include <array>
#include <utility>

namespace model_counter::crash {
namespace {

using embedded::Plant;
using embedded::TableStep;

constexpr std::string_view step_text(TableStep step) {
    switch (step) {
        case TableStep::load_current:
            return "loads current";
        case TableStep::probe_slot:
            return "probes a slot";
        case TableStep::claim_slot:
            return "claims a slot";
        case TableStep::look_again:
            return "looks at current again";
        case TableStep::reserve_arena:
            return "reserves room in the arena";
        case TableStep::fill_slot:
            return "fills a slot";
        case TableStep::publish_slot:
            return "publishes a slot";
        case TableStep::wait_for_claim:
            return "waits for a claimed slot";
        case TableStep::kill_claim:
            return "declares a claimed slot dead";
        case TableStep::load_cell:
            return "loads a cell";
        case TableStep::change_cell:
            return "changes a cell";
        case TableStep::load_token:
            return "loads a token";
        case TableStep::settle_token:
            return "settles a token";
        case TableStep::make_next:
            return "makes the next generation";
        case TableStep::publish_generation:
            return "publishes the next generation";
        case TableStep::draw_nonce:
            return "draws a nonce";
        case TableStep::close_slot:
            return "closes a slot";
        case TableStep::close_cell:
            return "closes a cell";
        case TableStep::mark_closed:
            return "marks a generation closed";
        case TableStep::read_begin:
            return "begins to read";
        case TableStep::read_slot:
            return "reads a slot";
        case TableStep::read_cell:
            return "reads a cell";
        case TableStep::read_check:
            return "checks what it read";
        case TableStep::carry_token:
            return "carries a token over";
        case TableStep::record_discard:
            return "records a discard";
        case TableStep::remove_generation:
            return "removes a generation";
        case TableStep::overlay:
            return "overlays a generation";
        case TableStep::renumber:
            return "renumbers";
        case TableStep::look_at_settled:
            return "looks whether what is settled holds";
    }
    return "takes an unknown step";
}

constexpr std::array<std::pair<std::string_view, Plant>, 10> kPlants{{
    {"fetch_add_on_closed_cell", Plant::fetch_add_on_closed_cell},
    {"readers_do_not_help_to_close", Plant::readers_do_not_help_to_close},
    {"step_over_live_claim", Plant::step_over_live_claim},
    {"handle_ignores_current", Plant::handle_ignores_current},
    {"claim_not_looked_at_again", Plant::claim_not_looked_at_again},
    {"claims_look_alike", Plant::claims_look_alike},
    {"settled_outlives_generation", Plant::settled_outlives_generation},
    {"token_recorded_later", Plant::token_recorded_later},
    {"sets_not_searched_for_tokens", Plant::sets_not_searched_for_tokens},
    {"tokens_not_carried", Plant::tokens_not_carried},
}};

}  // namespace

std::bitset<16> SimulatedProbe::faults;

void SimulatedProbe::step(TableStep step) { simulation().step(step_text(step)); }

bool SimulatedStore::never_durable = false;

bool plant_in_store(std::string_view name) {
    if (name == "apply_before_durable") {
        SimulatedStore::never_durable = true;
        return true;
    }
    for (const auto& [known, fault] : kPlants) {
        if (known == name) {
            SimulatedProbe::faults.set(static_cast<std::size_t>(fault));
            return true;
        }
    }
    return false;
}

}  // namespace model_counter::crash
