#include "sync_text.hpp"

#include "log_lines.hpp"
#include "text.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace model_counter::program {

std::string one_line(const SyncReport& report) {
    if (report.skipped) {
        return "skipped: another sync is at work";
    }
    if (report.rows == 0 && report.rejected == 0 && report.damaged == 0) {
        return "nothing was waiting";
    }
    std::string line = "synced " + counted(report.rows, "counter") + ", " +
                       with_sign(report.amount) + ", in " + counted(report.batches, "transaction");
    if (report.rejected > 0) {
        line += "; " + counted(report.rejected, "change") + " set aside";
    }
    if (report.damaged > 0) {
        line += "; " + std::to_string(report.damaged) + " damaged entries set aside";
    }
    return line;
}

std::string log_line(const SyncReport& report) {
    std::array<char, 32> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "%.3f",
                  std::chrono::duration<double>(report.took).count());
    return "sync rows=" + std::to_string(report.rows) + " amount=" + with_sign(report.amount) +
           " units=" + std::to_string(report.units) + " sets=" + std::to_string(report.sets) +
           " transactions=" + std::to_string(report.batches) +
           " rejected=" + std::to_string(report.rejected) +
           " damaged=" + std::to_string(report.damaged) +
           " skipped=" + (report.skipped ? "yes" : "no") + " seconds=" + seconds.data();
}

void log_faults(const SyncReport& report, const std::string& table) {
    if (report.rejected > 0) {
        log(LogLevel::warning, counted(report.rejected, "change") +
                                   " could not be applied and is kept, with the reason, in table " +
                                   table +
                                   "_rejects; look there, correct the counter with set, "
                                   "and delete the row");
    }
    if (report.damaged > 0) {
        log(LogLevel::warning, std::to_string(report.damaged) +
                                   " entries failed their checksum and were set aside; check the "
                                   "disk");
    }
    for (const auto& warning : report.warnings) {
        log(LogLevel::warning, warning);
    }
}

}  // namespace model_counter::program
