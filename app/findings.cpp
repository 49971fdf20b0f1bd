#include "findings.hpp"

#include "log_lines.hpp"
#include "model_counter/error.hpp"
#include "text.hpp"

namespace model_counter::program {

std::string_view name(LaravelFinding::Kind kind) noexcept {
    switch (kind) {
        case LaravelFinding::Kind::bad:
            return "bad";
        case LaravelFinding::Kind::rejected:
            return "rejected";
        case LaravelFinding::Kind::doubled:
            return "doubled";
    }
    return "";
}

Findings::Findings(const std::string& file) : name_(file) {
    if (!name_.empty()) {
        file_.open(name_);
        finish();
    }
}

void Findings::add(const LaravelFinding& finding) {
    ++count_;
    if (first_.size() < kFindingsShownMax) {
        first_.push_back(finding);
    }
    if (file_.is_open()) {
        file_ << name(finding.kind) << '\t' << finding.where << '\t' << finding.reason << '\n';
    }
}

void Findings::show() const {
    for (const auto& finding : first_) {
        const bool is_bad = finding.kind == LaravelFinding::Kind::bad;
        log(finding.kind == LaravelFinding::Kind::doubled ? LogLevel::info : LogLevel::warning,
            finding.where + (is_bad ? " was not taken: " : ": ") + finding.reason);
    }
    if (count_ > first_.size()) {
        log(LogLevel::warning, counted(count_ - first_.size(), "more finding") +
                                   (name_.empty() ? "; --findings FILE lists all of them"
                                                  : "; all of them are in " + name_));
    }
}

void Findings::finish() {
    if (!name_.empty() && (!file_.is_open() || !file_.flush())) {
        throw Error(ErrorCode::unavailable,
                    "file " + in_quotes(name_) + " cannot be written; choose another --findings");
    }
}

}  // namespace model_counter::program
