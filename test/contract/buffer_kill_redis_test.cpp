#include "contract/buffer_fixture.hpp"
#include "step_hook.hpp"
#include "support/tcp_proxy.hpp"

#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

namespace model_counter::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// What processes tell each other, also when they are killed.
struct Page {
    std::array<std::atomic<std::int64_t>, 16> begun;
    std::array<std::atomic<std::int64_t>, 16> acknowledged;
    std::atomic<int> steps;
};

int kill_at_step = 0;  // the hook is a plain function
Page* told = nullptr;

void kill_hook(const char*) {
    if (told->steps.fetch_add(1) + 1 == kill_at_step) {
        ::raise(SIGKILL);
    }
}

/// Processes and servers that are killed while counts are under way.
class BufferKill : public BufferTest {
protected:
    BufferKill()
        : page_(new (::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Page{}) {}
    ~BufferKill() override { ::munmap(page_, sizeof(Page)); }

    void add(Store& store, int user) {
        const auto index = static_cast<std::size_t>(user);
        page_->begun.at(index).fetch_add(1);
        store.add(key(user), 1);
        page_->acknowledged.at(index).fetch_add(1);
    }

    /// Starts a process that works until it is killed, or is done.
    template <class Work>
    pid_t start(const Work& work) {
        const pid_t child = fork();
        if (child == 0) {
            try {
                work();
            } catch (const std::exception&) {
                _exit(3);
            }
            _exit(0);
        }
        return child;
    }

    static bool was_killed(pid_t child) {
        int status = 0;
        EXPECT_EQ(waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "it failed";
        return WIFSIGNALED(status);
    }

    /// Every acknowledged count is there once; of those that were begun and cut off, any may be.
    void expect_exact(Store& plain, int users) {
        for (int user = 0; user < users; ++user) {
            const auto index = static_cast<std::size_t>(user);
            const std::int64_t found = pending(plain, key(user));
            EXPECT_GE(found, page_->acknowledged.at(index).load()) << "user " << user;
            EXPECT_LE(found, page_->begun.at(index).load()) << "user " << user;
        }
    }

    Page* page_;
};

TEST_F(BufferKill, is_exact_at_whichever_step_of_a_flush_a_process_is_killed) {
    told = page_;
    int kills = 0;
    for (int at = 1; at == 1 || kills + 1 == at; ++at) {
        page_->steps = 0;
        const pid_t child = start([&] {
            const auto store = open(in_files());
            for (int user = 0; user < 8; ++user) {
                add(*store, user);
            }
            kill_at_step = at;
            internal::step_hook = kill_hook;
            store->flush();
        });
        kills += was_killed(child) ? 1 : 0;
    }
    EXPECT_GT(kills, 20) << "a flush has more steps than that";
    const auto last = open(in_files());
    last->flush();
    expect_exact(*open_plain(), 8);
    EXPECT_EQ(page_->begun[0].load(), page_->acknowledged[0].load());
    EXPECT_THAT(said(), Not(Contains(HasSubstr("in doubt"))));
    last->close();
    EXPECT_EQ(entries(), 0U);
}

TEST_F(BufferKill, is_exact_when_processes_on_the_same_files_are_killed_again_and_again) {
    constexpr int kProcesses = 3;
    const unsigned seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    for (int round = 0; round < 8; ++round) {
        std::vector<pid_t> children;
        for (int process = 0; process < kProcesses; ++process) {
            children.push_back(start([&] {
                const auto store = open(in_files(milliseconds(1)));
                for (int i = 0;; ++i) {
                    add(*store, process * 4 + i % 4);
                    if (i % 1000 == 999) {
                        store->flush();
                    }
                }
            }));
        }
        std::this_thread::sleep_for(milliseconds(20 + random() % 60));
        for (const pid_t child : children) {
            ::kill(child, SIGKILL);
            EXPECT_TRUE(was_killed(child));
        }
    }
    const auto last = open(in_files());
    last->flush();
    expect_exact(*open_plain(), kProcesses * 4);
    EXPECT_GT(page_->acknowledged[0].load(), 0);
    EXPECT_THAT(said(), Not(Contains(HasSubstr("in doubt"))));
}

TEST_F(BufferKill, is_exact_when_the_server_is_killed_and_restarted) {
    ServerProcess server(durable_redis_recipe(), server_directory());
    server.start();
    const std::string where = redis_url(server.place());
    for (const bool has_files : {true, false}) {
        const auto store =
            open(has_files ? in_files(milliseconds(1)) : in_memory(milliseconds(1)), where);
        std::atomic<bool> is_over{false};
        std::thread counting([&] {
            for (int i = 0; !is_over; ++i) {
                add(*store, i % 16);
                if (i % 64 == 0) {
                    std::this_thread::sleep_for(milliseconds(1));
                }
            }
        });
        for (int round = 0; round < 4; ++round) {
            std::this_thread::sleep_for(milliseconds(60));
            server.kill();
            std::this_thread::sleep_for(milliseconds(40));
            server.start();
        }
        is_over = true;
        counting.join();
        std::this_thread::sleep_for(milliseconds(60));
        EXPECT_EQ(code_of([&] { store->close(); }), std::nullopt) << message_;
    }
    const auto spool = open(in_files(), where);
    for (int i = 0; i < 100 && code_of([&] { spool->flush(); }); ++i) {
        std::this_thread::sleep_for(milliseconds(20));
    }
    expect_exact(*open_plain(where), 16);
    EXPECT_EQ(page_->begun[0].load(), page_->acknowledged[0].load());
    EXPECT_THAT(said(), Not(Contains(HasSubstr("in doubt"))));
}

}  // namespace
}  // namespace model_counter::test
