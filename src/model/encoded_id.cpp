#include "model_counter/encoded_id.hpp"

#include "model/period_text.hpp"
#include "model/text.hpp"
#include "model_counter/error.hpp"

#include <cstring>

namespace model_counter {
namespace {

constexpr char kIntegerId = '\x01';
constexpr char kTextId = '\x02';
constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63U;

class Writer {
public:
    explicit Writer(char* out) : begin_(out), out_(out) {}

    void byte(char value) { *out_++ = value; }

    void text(std::string_view value) {
        // An empty view may have no address, which memcpy does not take even for 0 bytes.
        if (!value.empty()) {
            std::memcpy(out_, value.data(), value.size());
            out_ += value.size();
        }
    }

    /// Big-endian with the sign bit flipped: bytes then order as the integers do.
    void integer(std::int64_t value) {
        const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(value) ^ kSignBit);
        std::memcpy(out_, &bits, sizeof bits);
        out_ += sizeof bits;
    }

    void owner(const OwnerRef& owner) {
        text(owner.type());
        byte('\0');
        if (owner.has_integer_id()) {
            byte(kIntegerId);
            integer(owner.integer_id());
        } else {
            byte(kTextId);
            text(owner.text_id());
            byte('\0');
        }
    }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(out_ - begin_); }

private:
    char* begin_;
    char* out_;
};

class Reader {
public:
    explicit Reader(std::string_view encoded) : whole_(encoded), rest_(encoded) {}

    std::string_view until_nul() {
        const auto nul = rest_.find('\0');
        if (nul == std::string_view::npos) {
            refuse();
        }
        const auto text = rest_.substr(0, nul);
        rest_.remove_prefix(nul + 1);
        return text;
    }

    char byte() {
        if (rest_.empty()) {
            refuse();
        }
        const char value = rest_[0];
        rest_.remove_prefix(1);
        return value;
    }

    std::int64_t integer() {
        std::uint64_t bits = 0;
        if (rest_.size() < sizeof bits) {
            refuse();
        }
        std::memcpy(&bits, rest_.data(), sizeof bits);
        rest_.remove_prefix(sizeof bits);
        return static_cast<std::int64_t>(__builtin_bswap64(bits) ^ kSignBit);
    }

    std::string_view rest() const { return rest_; }

    [[noreturn]] void refuse() const {
        throw Error(ErrorCode::corrupt, "stored counter id " + quoted(whole_) +
                                            " is damaged; the bytes are not an encoded id");
    }

private:
    std::string_view whole_;
    std::string_view rest_;
};

}  // namespace

EncodedId::EncodedId(const CounterRef& counter) noexcept {
    Writer writer(buffer_.data());
    writer.owner(counter.owner);
    writer.text(counter.key);
    writer.byte('\0');
    writer.text(counter.interval);
    writer.byte('\0');
    writer.text(counter.period);
    size_ = writer.size();
}

std::string encode(const CounterRef& counter) { return std::string(EncodedId(counter).bytes()); }

CounterRef decode(std::string_view encoded) {
    Reader reader(encoded);
    const auto type = reader.until_nul();
    const char tag = reader.byte();
    if (tag != kIntegerId && tag != kTextId) {
        reader.refuse();
    }
    const OwnerRef owner =
        tag == kIntegerId ? OwnerRef(type, reader.integer()) : OwnerRef(type, reader.until_nul());
    // A text that is an integer's decimal has only the integer form: one counter, one encoding.
    if (tag == kTextId && owner.has_integer_id()) {
        reader.refuse();
    }
    const auto key = reader.until_nul();
    const auto interval = reader.until_nul();
    const CounterRef counter{owner, key, interval, reader.rest()};
    try {
        validate(counter);
    } catch (const Error&) {
        reader.refuse();
    }
    return counter;
}

std::string encoded_owner_prefix(const OwnerRef& owner) {
    std::array<char, kEncodedIdBytesMax> buffer;
    Writer writer(buffer.data());
    writer.owner(owner);
    return {buffer.data(), writer.size()};
}

}  // namespace model_counter
