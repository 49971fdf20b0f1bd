#include "redis/reply_reader.hpp"

#include "model_counter/error.hpp"

#include <hiredis/hiredis.h>

#include <utility>

namespace model_counter::redis {
namespace {

/// A reply's place: the one that is being built, or its place in the list above it.
Reply* place_of(const redisReadTask* task) {
    if (task->parent == nullptr) {
        return static_cast<Reply*>(task->privdata);
    }
    return &static_cast<Reply*>(task->parent->obj)->list[static_cast<std::size_t>(task->idx)];
}

void* make_text(const redisReadTask* task, char* text, std::size_t size) {
    Reply* const reply = place_of(task);
    reply->kind = task->type == REDIS_REPLY_ERROR ? Reply::Kind::error : Reply::Kind::text;
    reply->text.assign(text, size);
    return reply;
}

void* make_list(const redisReadTask* task, int elements) {
    Reply* const reply = place_of(task);
    reply->kind = Reply::Kind::list;
    reply->list.resize(static_cast<std::size_t>(elements));
    return reply;
}

void* make_integer(const redisReadTask* task, long long value) {
    Reply* const reply = place_of(task);
    reply->kind = Reply::Kind::integer;
    reply->integer = value;
    return reply;
}

void* make_nothing(const redisReadTask* task) {
    Reply* const reply = place_of(task);
    reply->kind = Reply::Kind::nothing;
    return reply;
}

// What is built belongs to the reader's own reply.
void free_nothing(void*) {}

redisReplyObjectFunctions our_replies = {make_text, make_list, make_integer, make_nothing,
                                         free_nothing};

}  // namespace

void ReplyReader::Free::operator()(redisReader* reader) const noexcept { redisReaderFree(reader); }

ReplyReader::ReplyReader() : reader_(redisReaderCreateWithFunctions(&our_replies)) {
    if (reader_ == nullptr) {
        throw std::bad_alloc();
    }
    reader_->privdata = &building_;
}

ReplyReader::~ReplyReader() = default;

void ReplyReader::feed(std::string_view bytes) {
    if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK) {
        throw std::bad_alloc();  // it takes any bytes as long as there is memory
    }
}

bool ReplyReader::next(Reply& reply) {
    void* found = nullptr;
    if (redisReaderGetReply(reader_.get(), &found) != REDIS_OK) {
        throw Error(ErrorCode::unavailable,
                    "what answers is no Redis server: " + std::string(reader_->errstr));
    }
    if (found == nullptr) {
        return false;
    }
    reply = std::exchange(building_, Reply{});
    return true;
}

}  // namespace model_counter::redis
