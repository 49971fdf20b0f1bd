#include "sync_text.hpp"

#include "log_lines.hpp"
#include "text.hpp"

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
