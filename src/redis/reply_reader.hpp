#pragma once

#include "redis/reply.hpp"

#include <memory>
#include <string_view>

struct redisReader;

namespace model_counter::redis {

/// Makes replies of the bytes that a server sends, however they are cut.
///
/// Errors: unavailable  they are not what a Redis server says
/// Source: hiredis' reader; it is told to build our replies in place of its own
class ReplyReader {
public:
    ReplyReader();
    ~ReplyReader();
    ReplyReader(const ReplyReader&) = delete;
    ReplyReader& operator=(const ReplyReader&) = delete;

    void feed(std::string_view bytes);

    /// Takes the next whole reply; false when more bytes are needed.
    bool next(Reply& reply);

private:
    struct Free {
        void operator()(redisReader* reader) const noexcept;
    };
    std::unique_ptr<redisReader, Free> reader_;
    Reply building_;
};

}  // namespace model_counter::redis
