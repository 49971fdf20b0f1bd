#include "sync/named_ledger.hpp"

#include "model_counter/error.hpp"

#include <string>

namespace model_counter {
namespace {

/// FNV-1a.
std::uint64_t hash_from(std::uint64_t hash, std::string_view text) noexcept {
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return hash;
}

constexpr std::uint64_t kStart = 0xcbf29ce484222325;

std::string hexadecimal(std::uint64_t number) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; number >>= 4U) {
        text[i] = kDigits[number & 0xFU];
    }
    return text;
}

}  // namespace

std::uint64_t stable_hash(std::string_view text) noexcept { return hash_from(kStart, text); }

LedgerKey named_ledger_key(std::string_view name) {
    return {hexadecimal(hash_from(kStart, name)) + hexadecimal(hash_from(1, name)), 0};
}

FoldResult fold_and_settle(Database& database, const FoldRequest& request,
                           const Deadline& deadline) {
    for (;;) {
        try {
            FoldResult result = database.fold(request, deadline);
            if (!result.moved) {
                return result;
            }
        } catch (const Error& error) {
            if (!error.in_doubt()) {
                throw;
            }
        }
        // An earlier call may have done it, too: one whose outcome nobody could ask for then.
        const Ledger now = database.open_ledger(request.key, deadline);
        if (now == request.next) {
            return {};
        }
        if (!(now == request.expected)) {
            return {true, {}};
        }
    }
}

}  // namespace model_counter
