// Downloads of a product: counted by many threads at once, for a class that knows nothing of
// counters, and read back while they are on their way to the database.

#include <iostream>
#include <model_counter/model_counter.hpp>
#include <string>
#include <thread>
#include <vector>

namespace shop {

/// A model as an ORM would make it.
struct Product {
    std::string sku;
    std::string name;
};

/// What makes it an owner of counters.
model_counter::OwnerRef counter_owner(const Product& product) { return {"product", product.sku}; }

}  // namespace shop

namespace {

constexpr int kThreads = 4;
constexpr int kDownloadsPerThread = 25'000;

void serve_downloads(model_counter::Counters& counters, const shop::Product& product) {
    // One handle per thread: the counter is looked up once.
    auto downloads = counters.handle(product, "downloads");
    for (int i = 0; i < kDownloadsPerThread; ++i) {
        downloads.increment();
    }
}

}  // namespace

int main() {
    auto& counters = model_counter::Counters::open_default();
    const std::vector<shop::Product> products{{"tea-100g", "Tea"}, {"cup-blue", "Cup"}};

    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] { serve_downloads(counters, products[0]); });
    }
    counters.sync();  // Overlaps with the counting, and takes whatever is there.
    for (std::thread& thread : threads) {
        thread.join();
    }
    counters.increment(products[1], "downloads", 3);

    for (const shop::Product& product : products) {
        std::cout << product.name << ": " << counters.get(product, "downloads") << " downloads\n";
    }
    counters.sync();
    std::cout << "waiting after the sync: " << counters.preview_sync().size() << '\n';
}
