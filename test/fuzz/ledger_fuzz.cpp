// Input: the columns marks, under_way and nonces of a ledger row, with a NUL between them.

#include "fuzz/require.hpp"
#include "model_counter/error.hpp"
#include "model_counter/ledger.hpp"

#include <string>

using model_counter::Error;
using model_counter::ErrorCode;
using model_counter::Ledger;
using model_counter::LedgerColumns;
using model_counter::fuzz::cut;
using model_counter::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest = model_counter::fuzz::text_of(data, size);
    LedgerColumns columns;
    columns.floor = static_cast<std::int64_t>(size);
    columns.marks = cut(rest, '\0');
    columns.under_way = cut(rest, '\0');
    columns.nonces = rest;
    try {
        const Ledger ledger = model_counter::from_columns(columns);
        const LedgerColumns again = model_counter::to_columns(ledger);
        require(again.floor == columns.floor && again.marks == columns.marks &&
                    again.under_way == columns.under_way && again.nonces == columns.nonces,
                "a ledger row that was read is written as it was");
        require(ledger.greatest() >= ledger.floor, "the greatest number is no less than the floor");
    } catch (const Error& error) {
        require(error.kind() == ErrorCode::corrupt, "columns that cannot be read are corrupt");
    }
    return 0;
}
