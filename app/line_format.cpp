#include "line_format.hpp"

#include "access_log.hpp"
#include "model_counter/error.hpp"
#include "ndjson.hpp"
#include "text.hpp"
#include "tsv.hpp"

#include <deque>

namespace model_counter::program {
namespace {

class Tsv final : public LineFormat {
public:
    std::optional<Increment> read(std::string_view line, std::string& fault) override {
        return read_tsv_line(line, fault);
    }
};

class Ndjson final : public LineFormat {
public:
    std::optional<Increment> read(std::string_view line, std::string& fault) override {
        return read_ndjson_line(line, texts_, fault);
    }
    void forget() override { texts_.clear(); }

private:
    std::deque<std::string> texts_;
};

class Combined final : public LineFormat {
public:
    explicit Combined(const std::string& key) : literal_(key) {
        if (key == "status") {
            key_ = AccessLogKey::status;
        } else if (key == "method") {
            key_ = AccessLogKey::method;
        } else if (key == "protocol") {
            key_ = AccessLogKey::protocol;
        }
    }
    std::optional<Increment> read(std::string_view line, std::string& fault) override {
        return read_access_log_line(line, key_, literal_, fault);
    }

private:
    std::string literal_;
    AccessLogKey key_ = AccessLogKey::literal;
};

}  // namespace

std::unique_ptr<LineFormat> make_line_format(const std::string& name, const std::string& key) {
    if (name == "combined") {
        return std::make_unique<Combined>(key.empty() ? "views" : key);
    }
    if (!key.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "--key is for --format combined; a line of " + name + " names its key itself");
    }
    if (name == "ndjson") {
        return std::make_unique<Ndjson>();
    }
    return std::make_unique<Tsv>();
}

}  // namespace model_counter::program
