#include "command_line.hpp"

#include "model_counter/error.hpp"
#include "text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace model_counter::program {
namespace {

using Command = CommandLine::Command;

/// A key of the configuration that can be given as a flag.
struct ConfigFlag {
    const char* flag;
    const char* key;
    const char* value;
    const char* help;
};

constexpr std::array kConfigFlags{
    ConfigFlag{"--store", "store", "STORE",
               "Where increments land first: embedded, embedded:PATH, memory or direct"},
    ConfigFlag{"--database", "database", "URL",
               "The system of record: sqlite:PATH, postgresql://..., mysql://..."},
    ConfigFlag{"--data-dir", "data_dir", "DIR",
               "Where store and database are by default (model-counter-data)"},
    ConfigFlag{"--prefix", "prefix", "TEXT", "Two prefixes are two stores (counter:)"},
    ConfigFlag{"--table-name", "table_name", "NAME", "The table (model_counters)"},
    ConfigFlag{"--sync-batch-size", "sync_batch_size", "ROWS",
               "Rows of one transaction of a sync (10000)"},
    ConfigFlag{"--sync-interval", "sync_interval", "TIME", "Time between two syncs of work (60s)"},
    ConfigFlag{"--flush-interval", "flush_interval", "TIME",
               "Time between two flushes of work (1s)"},
    ConfigFlag{"--lock-ttl", "lock_ttl", "TIME",
               "How long a sync waits for another one before it goes on (5s)"},
    ConfigFlag{"--timeout", "timeout", "TIME",
               "How long a command, in work a transaction, may wait; then status 7 (30s; a sync as "
               "long as it gets on)"},
    ConfigFlag{"--transaction-timeout", "transaction_timeout", "TIME",
               "How long one transaction of a sync may take (300s)"},
    ConfigFlag{"--close-timeout", "close_timeout", "TIME",
               "How long the end of the program may drain (1s)"},
    ConfigFlag{"--timezone", "timezone", "ZONE",
               "In which hours, days, weeks, ... begin: UTC, Europe/Berlin, ... (UTC)"},
};

constexpr const char* kFooter =
    "Every command has its own help: model-counter get --help\n"
    "Exit statuses: 0 done; 1 done, but lines or rows were set aside; 2 usage or "
    "invalid_argument;\n"
    "3 not_found; 4 conflict; 5 busy; 6 unavailable; 7 timeout; 8 in_doubt; 9 out_of_range;\n"
    "10 corrupt; 70 internal\n"
    "Example:\n"
    "  model-counter increment user:1 downloads && model-counter get user:1 downloads";

// CLI11 reads `[a,b]` as a list and `++` as an end of a command; with this byte in front, both are
// plain text. No argument of ours may begin with a control character.
constexpr char kPlainMark = '\1';

std::string protect(const std::string& argument) {
    const bool special = argument == "++" || (!argument.empty() && argument.front() == '[');
    return special ? kPlainMark + argument : argument;
}

void unprotect(std::string& argument) {
    if (!argument.empty() && argument.front() == kPlainMark) {
        argument.erase(0, 1);
    }
}

class Reader {
public:
    Reader();
    CommandLine read(const std::vector<std::string>& arguments);
    CommandDescription describe() const;

private:
    CLI::App* add(Command command, const char* name, const char* help, const char* example);
    void add_global_flags();
    void add_counting_commands();
    void add_ingest();
    void add_reading_commands();
    void add_interval(CLI::App* command, const char* help);
    void add_at(CLI::App* command, const char* help);
    void add_period(CLI::App* command);
    void add_period_commands();
    void add_import_command();
    void add_other_commands();
    static CLI::Option* add_optional(CLI::App* command, const char* name,
                                     std::optional<std::string>& target, const char* help);
    CLI::Option* add_owner(CLI::App* command);
    void add_key(CLI::App* command);
    void unprotect_all();

    CLI::App app_{
        "Counts anything that belongs to anything, and takes every count into your SQL "
        "database exactly once.",
        "model-counter"};
    CommandLine result_;
    std::optional<std::string> key_;
};

Reader::Reader() {
    app_.set_version_flag("--version", "model-counter " MODEL_COUNTER_VERSION,
                          "Print the version and exit");
    app_.set_help_flag("-h,--help", "Print help and exit");
    app_.require_subcommand(1);
    app_.footer(kFooter);
    app_.get_formatter()->column_width(28);
    add_global_flags();
    add_counting_commands();
    add_reading_commands();
    add_period_commands();
    add_import_command();
    add_other_commands();
}

/// Adds an option that may be left out. CLI11's own optional takes an empty text for nothing.
CLI::Option* Reader::add_optional(CLI::App* command, const char* name,
                                  std::optional<std::string>& target, const char* help) {
    return command->add_option_function<std::string>(
        name, [&target](const std::string& value) { target = value; }, help);
}

void Reader::add_global_flags() {
    app_.add_flag("--json", result_.json, "Print one JSON object or array; errors too");
    add_optional(&app_, "--config", result_.sources.file,
                 "Configuration file (./counter.toml, /etc/model-counter/counter.toml)")
        ->type_name("FILE");
    add_optional(&app_, "--env-file", result_.sources.env_file, "File of variables (./.env)")
        ->type_name("FILE");
    for (const auto& flag : kConfigFlags) {
        const std::string key = flag.key;
        app_.add_option_function<std::string>(
                flag.flag,
                [this, key](const std::string& value) { result_.sources.flags[key] = value; },
                flag.help)
            ->type_name(flag.value);
    }
}

CLI::App* Reader::add(Command command, const char* name, const char* help, const char* example) {
    CLI::App* subcommand = app_.add_subcommand(name, help);
    subcommand->fallthrough();
    subcommand->footer(
        "Flags such as --json, --config, --store and --database work here too: "
        "model-counter --help\nExample:\n  " +
        std::string(example));
    subcommand->parse_complete_callback([this, command] { result_.command = command; });
    return subcommand;
}

CLI::Option* Reader::add_owner(CLI::App* command) {
    return command
        ->add_option("OWNER", result_.owner,
                     "type:id, split at the first colon, e.g. user:1; or global")
        ->required()
        ->type_name("");
}

void Reader::add_key(CLI::App* command) {
    add_optional(command, "KEY", key_, "The counter's name, e.g. downloads")
        ->required()
        ->type_name("");
}

void Reader::add_counting_commands() {
    result_.number = "1";
    auto* increment = add(Command::increment, "increment", "Add to a counter",
                          "model-counter increment user:1 credits -5");
    auto* decrement = add(Command::decrement, "decrement", "Subtract from a counter",
                          "model-counter decrement user:1 credits 5");
    for (auto* command : {increment, decrement}) {
        add_owner(command);
        add_key(command);
        command->add_option("AMOUNT", result_.number, "How much; may be negative (1)")
            ->type_name("");
        add_optional(command, "--token", result_.token,
                     "Count once, however often this is repeated with the same token, the id of "
                     "what is counted; with --json, say whether it was counted now")
            ->type_name("TOKEN");
    }
    increment
        ->add_option(
            "--within", result_.within,
            "Only if the value is at most this then; otherwise status 4, and nothing counts")
        ->type_name("LIMIT");
    decrement
        ->add_option(
            "--within", result_.within,
            "Only if the value is at least this then; otherwise status 4, and nothing counts")
        ->type_name("FLOOR");
    auto* set = add(Command::set, "set", "Give a counter a value; later increments add to it",
                    "model-counter set user:1 credits 100");
    add_owner(set);
    add_key(set);
    set->add_option("VALUE", result_.number, "The value; may be negative")
        ->required()
        ->type_name("");
    auto* reset = add(Command::reset, "reset", "Set a counter to zero",
                      "model-counter reset user:1 downloads");
    add_owner(reset);
    add_key(reset);
    auto* remove =
        add(Command::remove, "remove", "Remove a counter and its row, or every counter of an owner",
            "model-counter remove user:1 downloads");
    add_owner(remove);
    add_optional(remove, "KEY", key_, "The counter's name; without it, all of the owner's")
        ->type_name("");
    for (auto* command : {increment, decrement}) {
        add_interval(command,
                     "Count in the periods of these intervals, with commas between them: "
                     "total,hour,day,week,month,quarter,year (total)");
        add_at(command, "Count in the periods of this time (now)");
    }
    for (auto* command : {set, reset, remove}) {
        add_period(command);
    }
    add_ingest();
}

void Reader::add_interval(CLI::App* command, const char* help) {
    add_optional(command, "--interval", result_.period_flags.interval, help)->type_name("INTERVAL");
}

void Reader::add_at(CLI::App* command, const char* help) {
    add_optional(command, "--at", result_.period_flags.at, help)->type_name("TIME");
}

/// Flags that choose one period in place of the total.
void Reader::add_period(CLI::App* command) {
    add_interval(command,
                 "A period's counter in place of the total: hour, day, week, month, "
                 "quarter or year");
    add_at(command, "The period of this time (now)");
    add_optional(command, "--period", result_.period_flags.period,
                 "The period by its name, e.g. 2024-12-03 or 2024-W49")
        ->type_name("PERIOD");
}

void Reader::add_period_commands() {
    auto* history = add(Command::history, "history",
                        "Print a counter's last periods, newest first, as period<TAB>number a "
                        "line; on a terminal with bars",
                        "model-counter history product:7 downloads --interval day --periods 30");
    auto* sum = add(Command::sum, "sum", "Print the sum of a counter's periods",
                    "model-counter sum product:7 downloads --interval hour --periods 24");
    auto* latest = add(Command::latest, "latest",
                       "Print a gauge's newest value as period<TAB>number; status 3 where there "
                       "is none",
                       "model-counter latest org:3 storage --interval day");
    PeriodFlags& flags = result_.period_flags;
    for (auto* command : {history, sum, latest}) {
        add_owner(command);
        add_key(command);
        add_interval(command, "hour, day, week, month, quarter or year");
        add_optional(command, "--periods", flags.periods,
                     command == history  ? "How many (30)"
                     : command == latest ? "Among how many of the last ones (400)"
                                         : "The last so many, the present one included")
            ->type_name("N");
    }
    auto* prune =
        add(Command::prune, "prune",
            "Remove the rows of periods that are over for long: hours after 14 days, days "
            "after 90, weeks after 365",
            "model-counter prune --interval day --older-than 30 --dry-run");
    add_interval(prune, "Only this one: hour, day, week, month, quarter or year");
    add_optional(prune, "--older-than", result_.older_than, "How long it is kept, in days")
        ->type_name("DAYS");
    prune->add_flag("--dry-run", result_.dry_run, "Count the rows, and remove none");
    add_optional(history, "--from", flags.from, "The newest period is that of this time (now)")
        ->type_name("TIME");
    add_optional(sum, "--from", flags.from, "From the period of this time on")->type_name("TIME");
    add_optional(sum, "--to", flags.to, "Up to the period of this time (now)")->type_name("TIME");
}

void Reader::add_ingest() {
    auto* ingest = add(Command::ingest, "ingest",
                       "Count every line of a file; bad lines are reported and set aside "
                       "(status 1)",
                       "printf 'product:7\\tdownloads\\nuser:1\\tcredits\\t-5\\n' | "
                       "model-counter ingest -");
    IngestFlags& flags = result_.ingest_flags;
    result_.file = "-";
    ingest->add_option("FILE", result_.file, "The file, or - for standard input (-)")
        ->type_name("");
    ingest
        ->add_option(
            "--format", flags.format,
            "tsv: OWNER<TAB>KEY[<TAB>AMOUNT[<TAB>TIME]]; ndjson: {\"owner\":\"user:1\","
            "\"key\":\"k\",\"amount\":1,\"at\":TIME}; combined: the access log of nginx or Apache, "
            "page:PATH views (tsv)")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"tsv", "ndjson", "combined"}));
    ingest
        ->add_option("--key", flags.key,
                     "With --format combined, the key: a name, or status, method or protocol for "
                     "what the line has there (views)")
        ->type_name("KEY");
    add_interval(ingest,
                 "Count in the periods of these intervals, of the time that the line has, "
                 "else of now: total,hour,day,week,month,quarter,year (total, without "
                 "times)");
    ingest->add_flag("--follow", flags.follow,
                     "Go on with what is appended, through rotations, until SIGTERM");
    ingest
        ->add_option("--source", flags.source,
                     "Keep the position in FILE under this name, in one transaction with the "
                     "counts, and go on from there: each line counts exactly once")
        ->type_name("NAME");
    ingest->add_flag("--from-start", flags.from_start,
                     "With --source, begin FILE anew, wherever the source was");
    ingest
        ->add_option("--dead-letter", flags.dead_letter,
                     "Append the bad lines to this file, byte for byte")
        ->type_name("FILE");
}

void Reader::add_reading_commands() {
    auto* get = add(Command::get, "get",
                    "Print counters: one key, the bare number; several, key<TAB>number a line; a "
                    "counter that does not exist reads 0",
                    "model-counter get user:1 downloads views");
    add_owner(get);
    get->add_option("KEY", result_.keys, "The counters' names, e.g. downloads views")
        ->required()
        ->type_name("");
    add_period(get);
    auto* all = add(Command::all, "all",
                    "Print every counter of an owner, sorted by key, as key<TAB>number a line",
                    "model-counter all user:1");
    add_owner(all);
}

void Reader::add_import_command() {
    ImportFlags& flags = result_.import_flags;
    auto* import =
        add(Command::import, "import",
            "Take over the counters of the PHP package rejoose/model-counter, each exactly once; "
            "its table is only read, its Redis keys are drained",
            "model-counter import laravel --from sqlite:database.sqlite --owner-type "
            "'App\\Models\\User=user' --dry-run");
    import->add_option("PACKAGE", flags.package, "laravel")
        ->required()
        ->type_name("")
        ->check(CLI::IsMember({"laravel"}));
    import
        ->add_option("--from", flags.from,
                     "Its database: sqlite:PATH, postgresql://... or mysql://...")
        ->type_name("URL");
    flags.from_table = "model_counters";
    import->add_option("--from-table", flags.from_table, "Its table there (model_counters)")
        ->type_name("NAME");
    import
        ->add_option("--redis", flags.redis,
                     "Drain its keys from redis://[user:password@]host[:port][/db]")
        ->type_name("URL");
    flags.redis_prefix = "counter:";
    import
        ->add_option("--redis-prefix", flags.redis_prefix,
                     "What the keys begin with, Laravel's own prefixes included (counter:)")
        ->type_name("TEXT");
    import
        ->add_option("--owner-type", flags.owner_types,
                     "What a class or morph alias is called here; may be repeated (lower case, "
                     "dots for namespaces)")
        ->type_name("CLASS=TYPE")
        ->allow_extra_args(false);
    flags.source = "laravel";
    import
        ->add_option("--source", flags.source,
                     "A name for this source, where several are imported (laravel)")
        ->type_name("NAME");
    import->add_flag("--same-source", flags.same_source,
                     "Go on though the first row of the source is another one now");
    auto* keep = import
                     ->add_option("--keep-old-as", flags.keep_old_as,
                                  "First rename its table to this, so that ours can have its name")
                     ->type_name("NAME");
    auto* dry_run = import->add_flag("--dry-run", result_.dry_run,
                                     "Say what would be taken and what not, and change nothing");
    auto* check = import->add_flag("--check", flags.check,
                                   "Compare the sums of the source with ours, and change nothing");
    keep->excludes(dry_run)->excludes(check);
    dry_run->excludes(check);
    import
        ->add_option("--findings", flags.findings,
                     "Write every row and key that was not taken to this file, with the reason")
        ->type_name("FILE");
}

void Reader::add_other_commands() {
    auto* sync = add(Command::sync, "sync", "Take everything counted so far into the database",
                     "model-counter sync --dry-run --pattern 'user:*'");
    sync->add_flag("--dry-run", result_.dry_run,
                   "Print what a sync would do - counter<TAB>pending<TAB>would become - and change "
                   "nothing");
    add_optional(sync, "--pattern", result_.pattern,
                 "Only these counters: type:id:key; missing fields match all, * and ? work")
        ->type_name("PATTERN");

    auto* work =
        add(Command::work, "work", "Sync in a loop until SIGTERM or SIGINT, then sync a last time",
            "model-counter work --every 60s");
    work->add_option_function<std::string>(
            "--every",
            [this](const std::string& value) { result_.sources.flags["sync_interval"] = value; },
            "Time between two syncs, e.g. 500ms, 60s, 5m (60s)")
        ->type_name("TIME");
    work->add_option_function<std::string>(
            "--listen",
            [this](const std::string& value) { result_.sources.flags["listen"] = value; },
            "Answer Prometheus (/metrics) and health checks (/health) there: 127.0.0.1:9464 "
            "(nowhere)")
        ->type_name("ADDRESS");

    auto* migrate = add(Command::migrate, "migrate", "Create or update the database's tables",
                        "model-counter migrate --status");
    auto* status = migrate->add_flag("--status", result_.show_status, "Only list the migrations");
    migrate
        ->add_flag("--rollback", result_.rollback,
                   "Drop the tables of the last migration, and what they hold")
        ->excludes(status);
    migrate
        ->add_option("--owner-id", result_.owner_id,
                     "What owner ids the tables of a server take when they are made: bigint (the "
                     "default) or string; SQLite takes both")
        ->type_name("KIND")
        ->check(CLI::IsMember({"bigint", "string"}));

    add(Command::status, "status", "Print what waits, and where it goes", "model-counter status");
    add(Command::doctor, "doctor", "Check the installation, and say what to do",
        "model-counter doctor");
    auto* config = add(Command::config, "config",
                       "Print the configuration and where it comes from, or publish a commented "
                       "counter.toml",
                       "model-counter config publish");
    result_.action = "show";
    config->add_flag("--redacted")
        ->description("Leave passwords out: always done, asked for or not");
    config->add_option("ACTION", result_.action, "show, or publish (show)")
        ->type_name("")
        ->check(CLI::IsMember({"show", "publish"}));
    auto* completions = add(
        Command::completions, "completions", "Print a script that completes commands in a shell",
        "model-counter completions bash > ~/.local/share/bash-completion/completions/"
        "model-counter");
    completions->add_option("SHELL", result_.shell, "bash, zsh or fish")
        ->required()
        ->type_name("")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    // For the build alone: an empty group is not shown.
    add(Command::manual_page, "manual-page", "Print the manual page",
        "model-counter manual-page | man -l -")
        ->group("");
}

void Reader::unprotect_all() {
    ImportFlags& import = result_.import_flags;
    for (auto* text : {&result_.owner, &result_.number, &result_.file, &import.from,
                       &import.from_table, &import.redis, &import.redis_prefix, &import.source,
                       &import.keep_old_as, &import.findings, &result_.ingest_flags.key,
                       &result_.ingest_flags.source, &result_.ingest_flags.dead_letter}) {
        unprotect(*text);
    }
    std::for_each(import.owner_types.begin(), import.owner_types.end(), unprotect);
    PeriodFlags& periods = result_.period_flags;
    for (auto* text : {&key_, &result_.token, &result_.pattern, &result_.sources.file,
                       &result_.sources.env_file, &periods.interval, &periods.at, &periods.period,
                       &periods.from, &periods.to, &periods.periods, &result_.older_than}) {
        if (*text) {
            unprotect(**text);
        }
    }
    std::for_each(result_.keys.begin(), result_.keys.end(), unprotect);
    for (auto& [key, value] : result_.sources.flags) {
        unprotect(value);
    }
}

CommandLine Reader::read(const std::vector<std::string>& arguments) {
    std::vector<std::string> reversed;
    std::transform(arguments.rbegin(), arguments.rend(), std::back_inserter(reversed), protect);
    try {
        app_.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        result_.text = app_.help();
        return result_;
    } catch (const CLI::CallForVersion&) {
        result_.text = app_.version() + "\n";
        return result_;
    } catch (const CLI::ParseError& error) {
        std::string message = error.what();
        std::erase(message, kPlainMark);
        const auto chosen = app_.get_subcommands();
        if (const auto unknown = app_.remaining(); chosen.empty() && !unknown.empty()) {
            message = "there is no command or flag " + in_quotes(unknown.front());
        }
        const std::string command = chosen.empty() ? "" : chosen.front()->get_name() + " ";
        throw Error(ErrorCode::invalid_argument,
                    message + "; see model-counter " + command + "--help");
    }
    unprotect_all();
    if (key_) {
        result_.keys.push_back(*key_);
    }
    return result_;
}

/// `FORMAT:{tsv,ndjson}` is how CLI11 shows a value with its choices.
OptionDescription described(const CLI::Option& option) {
    OptionDescription description;
    for (const auto& name : option.get_snames()) {
        description.names.push_back("-" + name);
    }
    for (const auto& name : option.get_lnames()) {
        description.names.push_back("--" + name);
    }
    if (option.get_positional()) {
        description.names = {option.get_name()};
    }
    std::string value = option.get_items_expected_max() > 0 ? option.get_type_name() : "";
    const auto brace = value.find('{');
    if (brace != std::string::npos) {
        std::string choices = value.substr(brace + 1, value.rfind('}') - brace - 1);
        for (const auto& choice : CLI::detail::split(choices, ',')) {
            description.choices.push_back(choice);
        }
        value.resize(brace);
    }
    if (value.ends_with(':')) {
        value.pop_back();
    }
    description.value = value;
    description.help = option.get_description();
    description.is_required = option.get_required();
    description.is_repeated = option.get_items_expected_max() > 1;
    return description;
}

CommandDescription described(const CLI::App& app) {
    CommandDescription description;
    description.name = app.get_name();
    description.help = app.get_description();
    description.footer = app.get_footer();
    for (const CLI::Option* option : app.get_options()) {
        auto& list = option->get_positional() ? description.arguments : description.options;
        list.push_back(described(*option));
    }
    for (const CLI::App* command : app.get_subcommands({})) {
        if (!command->get_group().empty()) {
            description.commands.push_back(described(*command));
        }
    }
    return description;
}

CommandDescription Reader::describe() const { return described(app_); }

}  // namespace

CommandDescription describe_command_line() { return Reader().describe(); }

CommandLine read_command_line(const std::vector<std::string>& arguments) {
    return Reader().read(arguments);
}

}  // namespace model_counter::program
