#include "support/shared_server.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace model_counter::test {
namespace {

/// A process, told from a later one with the same number by when it was started.
struct Run {
    pid_t pid = 0;
    std::string started;
};

struct ProcessFacts {
    std::string name;
    pid_t parent = 0;
    std::string started;
};

ProcessFacts facts_of(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (close == std::string::npos) {
        return {};
    }
    ProcessFacts facts;
    facts.name = text.substr(open + 1, close - open - 1);
    std::istringstream fields(text.substr(close + 1));
    std::string field;
    constexpr int kParent = 4;
    constexpr int kStarted = 22;
    for (int number = 3; fields >> field && number <= kStarted; ++number) {
        if (number == kParent) {
            facts.parent = std::stoi(field);
        }
        facts.started = field;
    }
    return facts;
}

Run this_run() {
    for (pid_t pid = getpid(); pid > 1;) {
        const ProcessFacts facts = facts_of(pid);
        if (facts.name == "ctest") {
            return {pid, facts.started};
        }
        pid = facts.parent;
    }
    return {getpid(), facts_of(getpid()).started};
}

bool is_over(const Run& run) { return facts_of(run.pid).started != run.started; }

std::string directory_of(const Run& run) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("model-counter-servers-" + std::to_string(geteuid()) + "-" +
                       std::to_string(run.pid) + "-" + run.started);
    constexpr mode_t kEnterable = 0711;  // the server's user has to get to its own directory
    mkdir(path.c_str(), kEnterable);
    return path.string();
}

/// Held by one process of the run at a time.
class RunLock {
public:
    explicit RunLock(const std::string& path)
        : file_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        if (file_ < 0 || flock(file_, LOCK_EX) != 0) {
            throw std::runtime_error("cannot lock " + path);
        }
    }
    ~RunLock() {
        flock(file_, LOCK_UN);
        close(file_);
    }
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

private:
    int file_;
};

void say(int pipe, const std::string& text) {
    [[maybe_unused]] const auto written = write(pipe, text.data(), text.size());
}

/// What the watching process does; `pipe` learns the port, or why there is none.
void watch(const ServerRecipe& recipe, const Run& run, const std::string& directory, int pipe) {
    const std::string own = directory + "/" + recipe.name;
    try {
        ServerProcess server(recipe, own);
        server.start();
        std::ofstream(own + ".port") << server.place().port << std::flush;
        say(pipe, "+");
        close(pipe);
        while (!is_over(run)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    } catch (const std::exception& error) {
        say(pipe, error.what());
    }
    std::error_code ignored;
    std::filesystem::remove(own + ".port", ignored);
    std::filesystem::remove(own + ".lock", ignored);
    std::filesystem::remove(directory, ignored);  // the last server's watcher finds it empty
}

/// Becomes a process that nobody waits for and that holds nothing of its parent's open.
void detach(int pipe) {
    setsid();
    if (fork() != 0) {
        _exit(0);
    }
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        dup2(nothing, standard);
    }
    const auto before = static_cast<unsigned>(pipe);
    close_range(STDERR_FILENO + 1, before - 1, 0);
    close_range(before + 1, ~0U, 0);
    for (const int terminal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
        std::signal(terminal, SIG_IGN);
    }
}

void start_watched(const ServerRecipe& recipe, const Run& run, const std::string& directory) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("cannot make a pipe");
    }
    const pid_t child = fork();
    if (child == 0) {
        detach(ends[1]);
        watch(recipe, run, directory, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    waitpid(child, nullptr, 0);
    std::string said;
    std::array<char, 4096> bytes{};
    for (ssize_t got = 0; (got = read(ends[0], bytes.data(), bytes.size())) > 0;) {
        said.append(bytes.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    if (said != "+") {
        throw std::runtime_error(said.empty() ? "the watcher of " + recipe.name + " died" : said);
    }
}

ServerPlace find_or_start(const ServerRecipe& recipe) {
    const Run run = this_run();
    const std::string directory = directory_of(run);
    const std::string own = directory + "/" + recipe.name;
    const RunLock lock(own + ".lock");
    ServerPlace place{own, 0};
    if (!(std::ifstream(own + ".port") >> place.port)) {
        start_watched(recipe, run, directory);
        std::ifstream(own + ".port") >> place.port;
    }
    return place;
}

}  // namespace

const ServerPlace& shared_server(const ServerRecipe& recipe) {
    static std::mutex mutex;
    static std::map<std::string, ServerPlace> places;
    const std::scoped_lock lock(mutex);
    auto place = places.find(recipe.name);
    if (place == places.end()) {
        place = places.emplace(recipe.name, find_or_start(recipe)).first;
    }
    return place->second;
}

}  // namespace model_counter::test
