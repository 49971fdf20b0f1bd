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
    explicit Tsv(const TimeZone* zone) : zone_(zone) {}
    std::optional<TimedIncrement> read(std::string_view line, std::string& fault) override {
        return read_tsv_line(line, zone_, fault);
    }

private:
    const TimeZone* zone_;
};

class Ndjson final : public LineFormat {
public:
    explicit Ndjson(const TimeZone* zone) : zone_(zone) {}
    std::optional<TimedIncrement> read(std::string_view line, std::string& fault) override {
        return read_ndjson_line(line, texts_, zone_, fault);
    }
    void forget() override { texts_.clear(); }

private:
    const TimeZone* zone_;
    std::deque<std::string> texts_;
};

class Combined final : public LineFormat {
public:
    Combined(const std::string& key, bool with_times) : literal_(key), with_times_(with_times) {
        if (key == "status") {
            key_ = AccessLogKey::status;
        } else if (key == "method") {
            key_ = AccessLogKey::method;
        } else if (key == "protocol") {
            key_ = AccessLogKey::protocol;
        }
    }
    std::optional<TimedIncrement> read(std::string_view line, std::string& fault) override {
        return read_access_log_line(line, key_, literal_, with_times_, fault);
    }

private:
    std::string literal_;
    bool with_times_;
    AccessLogKey key_ = AccessLogKey::literal;
};

}  // namespace

std::unique_ptr<LineFormat> make_line_format(const std::string& name, const std::string& key,
                                             const TimeZone* zone) {
    if (name == "combined") {
        return std::make_unique<Combined>(key.empty() ? "views" : key, zone != nullptr);
    }
    if (!key.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "--key is for --format combined; a line of " + name + " names its key itself");
    }
    if (name == "ndjson") {
        return std::make_unique<Ndjson>(zone);
    }
    return std::make_unique<Tsv>(zone);
}

}  // namespace model_counter::program
