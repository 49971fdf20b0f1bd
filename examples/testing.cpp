// Code that counts, tested in memory: no file, no server, and nothing left behind.

#include <iostream>
#include <model_counter/memory_database.hpp>
#include <model_counter/memory_store.hpp>
#include <model_counter/model_counter.hpp>

namespace {

/// What is to be tested: it takes the counters it uses.
class Greeter {
public:
    explicit Greeter(model_counter::Counters& counters) : counters_(counters) {}

    void greet(const model_counter::Owner& whom) { counters_.increment(whom, "greetings"); }

private:
    model_counter::Counters& counters_;
};

bool expect(const char* what, bool holds) {
    std::cout << what << (holds ? ": yes\n" : ": no\n");
    return holds;
}

}  // namespace

int main() {
    // The rows outlive the counters, so that a test can look at them.
    const auto tables = std::make_shared<model_counter::MemoryDatabaseState>();
    model_counter::MemoryDatabaseOptions options;
    options.state = tables;
    model_counter::Counters counters(model_counter::make_memory_store(),
                                     model_counter::make_memory_database(options));

    const model_counter::Owner anna("user", 1);
    Greeter greeter(counters);
    greeter.greet(anna);
    greeter.greet(anna);

    bool good = expect("two greetings are counted", counters.get(anna, "greetings") == 2);
    good &= expect("none of them is in the database yet", tables->rows().empty());
    counters.sync();
    good &= expect("then they are", tables->rows().at(0).count == 2);
    return good ? 0 : 1;
}
