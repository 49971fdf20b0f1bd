// A model that an object-relational mapper generated becomes an owner of counters without being
// touched: by one function beside it. Here that says which of its columns is the id, and what the
// type is called in the database, whatever the class is called.

#include <cstdint>
#include <iostream>
#include <memory>
#include <model_counter/model_counter.hpp>
#include <optional>
#include <string>
#include <vector>

// What the mapper generated, in a header that nobody may edit.
namespace orm {

class Record {
public:
    virtual ~Record() = default;
    [[nodiscard]] std::optional<std::int64_t> primary_key() const { return primary_key_; }
    void assign_primary_key(std::int64_t key) { primary_key_ = key; }

private:
    std::optional<std::int64_t> primary_key_;  ///< nothing: not saved yet
};

class BlogPostRecord : public Record {
public:
    explicit BlogPostRecord(std::string title) : title_(std::move(title)) {}
    [[nodiscard]] const std::string& title() const { return title_; }

private:
    std::string title_;
};

}  // namespace orm

// All that is added: found because it is in the model's own namespace.
namespace orm {

model_counter::OwnerRef counter_owner(const BlogPostRecord& post) {
    if (!post.primary_key()) {
        throw model_counter::Error(model_counter::ErrorCode::invalid_argument,
                                   "the post '" + post.title() + "' is not saved yet");
    }
    return {"post", *post.primary_key()};
}

}  // namespace orm

int main() {
    auto& counters = model_counter::Counters::open_default();
    std::vector<std::unique_ptr<orm::BlogPostRecord>> posts;
    for (const char* title : {"Counting", "Syncing"}) {
        posts.push_back(std::make_unique<orm::BlogPostRecord>(title));
        posts.back()->assign_primary_key(static_cast<std::int64_t>(posts.size()));
    }
    counters.increment(*posts[0], "views", 3);
    model_counter::increment(*posts[1], "views");  // the same through the default instance
    for (const auto& post : posts) {
        std::cout << post->title() << ": " << counters.get(*post, "views") << " views\n";
    }

    try {
        counters.increment(orm::BlogPostRecord("A draft"), "views");
    } catch (const model_counter::Error& error) {
        std::cout << error.what() << '\n';
    }
}
