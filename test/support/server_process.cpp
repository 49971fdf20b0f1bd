#include "support/server_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace model_counter::test {
namespace {

using std::chrono::milliseconds;

constexpr auto kStartTime = std::chrono::seconds(60);
constexpr auto kStopTime = std::chrono::seconds(10);
constexpr int kStartsMax = 3;  // somebody else may take the port just before the server does

struct Identity {
    std::string name;
    uid_t user = 0;
    gid_t group = 0;
};

/// Whom a server runs as; nothing: as we are.
std::optional<Identity> identity_of(const ServerRecipe& recipe) {
    if (geteuid() != 0) {
        return std::nullopt;
    }
    for (const std::string& name : recipe.users) {
        if (const passwd* entry = getpwnam(name.c_str())) {
            return Identity{name, entry->pw_uid, entry->pw_gid};
        }
    }
    throw std::runtime_error("no user to run " + recipe.name + " as");
}

std::uint16_t free_port() {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool found =
        bind(listener, generic, sizeof address) == 0 && getsockname(listener, generic, &size) == 0;
    close(listener);
    if (!found) {
        throw std::runtime_error("no free port on 127.0.0.1");
    }
    return ntohs(address.sin_port);
}

[[noreturn]] void become(const ServerCommand& command, const std::optional<Identity>& identity,
                         const std::string& directory, int log, pid_t parent) {
    const bool dropped = !identity || (setgroups(0, nullptr) == 0 && setgid(identity->group) == 0 &&
                                       setuid(identity->user) == 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // after setuid, which clears it
    if (!dropped || getppid() != parent || chdir(directory.c_str()) != 0) {
        _exit(126);
    }
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    close_range(STDERR_FILENO + 1, ~0U, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::vector<char*> arguments;
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
}

pid_t spawn(const ServerCommand& command, const std::optional<Identity>& identity,
            const std::string& directory) {
    const int log = open((directory + "/log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                         S_IRUSR | S_IWUSR);
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        become(command, identity, directory, log, parent);
    }
    close(log);
    if (child < 0) {
        throw std::runtime_error("cannot fork for " + command[0]);
    }
    return child;
}

}  // namespace

ServerProcess::ServerProcess(const ServerRecipe& recipe, std::string directory)
    : recipe_(recipe), place_{std::move(directory), 0} {
    std::filesystem::create_directory(place_.directory);
    if (const auto identity = identity_of(recipe_)) {
        if (chown(place_.directory.c_str(), identity->user, identity->group) != 0) {
            throw std::runtime_error("cannot give " + place_.directory + " to " + identity->name);
        }
    }
}

ServerProcess::~ServerProcess() {
    try {
        stop();
    } catch (const std::exception&) {
        kill();
    }
    std::error_code ignored;
    std::filesystem::remove_all(place_.directory, ignored);
}

void ServerProcess::start() {
    if (!prepared_) {
        recipe_.prepare(place_, [this](const ServerCommand& command) { run(command); });
        prepared_ = true;
    }
    const auto until = std::chrono::steady_clock::now() + kStartTime;
    for (int attempt = 0; attempt < kStartsMax || was_ready_; ++attempt) {
        // Who knows where it was expects it there again.
        if (!was_ready_) {
            place_.port = free_port();
        }
        pid_ = spawn(recipe_.command(place_), identity_of(recipe_), place_.directory);
        if (wait_until_ready(until)) {
            was_ready_ = true;
            return;
        }
        kill();
        if (std::chrono::steady_clock::now() >= until) {
            break;
        }
        std::this_thread::sleep_for(milliseconds(20));  // what a killed one left is still dying
    }
    throw std::runtime_error(recipe_.name + " does not start: " + log());
}

void ServerProcess::stop() {
    if (pid_ > 0) {
        ::kill(pid_, recipe_.stop_signal);
        if (!wait_for_end(kStopTime)) {
            kill();
        }
    }
}

void ServerProcess::kill() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }
}

void ServerProcess::run(const ServerCommand& command) {
    const pid_t child = spawn(command, identity_of(recipe_), place_.directory);
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) {
        throw std::runtime_error(command[0] + " failed: " + log());
    }
}

bool ServerProcess::wait_until_ready(std::chrono::steady_clock::time_point until) {
    while (std::chrono::steady_clock::now() < until) {
        if (wait_for_end(milliseconds(0))) {
            return false;
        }
        if (recipe_.is_ready(place_)) {
            return true;
        }
        std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
}

bool ServerProcess::wait_for_end(milliseconds at_most) {
    const auto until = std::chrono::steady_clock::now() + at_most;
    for (;;) {
        if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = 0;
            return true;
        }
        if (std::chrono::steady_clock::now() >= until) {
            return false;
        }
        std::this_thread::sleep_for(milliseconds(2));
    }
}

std::string ServerProcess::log() const {
    std::ifstream file(place_.directory + "/log");
    std::ostringstream text;
    text << file.rdbuf();
    constexpr std::size_t kShown = 2000;
    const std::string all = text.str();
    return all.size() > kShown ? all.substr(all.size() - kShown) : all;
}

}  // namespace model_counter::test
