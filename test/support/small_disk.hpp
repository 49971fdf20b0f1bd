#pragma once

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <string>
#include <utility>

namespace model_counter::test {

/// A file system of 24 MiB in a directory of its own; there only if this is root.
class SmallDisk {
public:
    explicit SmallDisk(std::string path) : path_(std::move(path)) {
        std::filesystem::create_directory(path_);
        is_there_ = mount("none", path_.c_str(), "tmpfs", 0, "size=24m,mode=0777") == 0;
    }
    ~SmallDisk() {
        if (is_there_) {
            umount2(path_.c_str(), MNT_DETACH);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] bool is_there() const noexcept { return is_there_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    void give_to_owner_of(const std::string& other) const {
        struct stat owner {};
        ASSERT_EQ(stat(other.c_str(), &owner), 0);
        ASSERT_EQ(chown(path_.c_str(), owner.st_uid, owner.st_gid), 0);
    }

private:
    std::string path_;
    bool is_there_ = false;
};

}  // namespace model_counter::test
