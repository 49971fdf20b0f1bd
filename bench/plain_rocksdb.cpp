#include "bench/plain_rocksdb.hpp"

#include <rocksdb/merge_operator.h>
#include <cstring>
#include <stdexcept>

namespace model_counter::bench {
namespace {

std::int64_t count_of(const rocksdb::Slice& bytes) {
    std::int64_t count = 0;
    if (bytes.size() != sizeof count) {
        throw std::runtime_error("RocksDB: an entry that is no count");
    }
    std::memcpy(&count, bytes.data(), sizeof count);
    return count;
}

rocksdb::Slice bytes_of(const std::int64_t& count) {
    return {reinterpret_cast<const char*>(&count), sizeof count};
}

class Add : public rocksdb::AssociativeMergeOperator {
public:
    bool Merge(const rocksdb::Slice& /*key*/, const rocksdb::Slice* existing,
               const rocksdb::Slice& added, std::string* result,
               rocksdb::Logger* /*log*/) const override {
        const std::int64_t count =
            (existing == nullptr ? 0 : count_of(*existing)) + count_of(added);
        result->assign(bytes_of(count).data(), sizeof count);
        return true;
    }
    [[nodiscard]] const char* Name() const override { return "Add"; }
};

void check(const rocksdb::Status& status) {
    if (!status.ok()) {
        throw std::runtime_error("RocksDB: " + status.ToString());
    }
}

}  // namespace

PlainRocksdb::PlainRocksdb(const std::string& path) {
    rocksdb::Options options;
    options.create_if_missing = true;
    options.merge_operator = std::make_shared<Add>();
    options.IncreaseParallelism(2);
    rocksdb::DB* opened = nullptr;
    check(rocksdb::DB::Open(options, path, &opened));
    database_.reset(opened);
}

void PlainRocksdb::add(std::string_view key, std::int64_t amount) {
    check(database_->Merge(rocksdb::WriteOptions(), rocksdb::Slice(key.data(), key.size()),
                           bytes_of(amount)));
}

}  // namespace model_counter::bench
