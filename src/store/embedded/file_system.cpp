#include "store/embedded/file_system.hpp"

#include "model_counter/error.hpp"

#include <sys/vfs.h>
#include <cerrno>
#include <system_error>

namespace model_counter::embedded {

std::string_view unusable_file_system(unsigned long magic) noexcept {
    // Numbers from statfs(2) and the kernel's magic.h. virtiofs calls itself FUSE.
    switch (magic & 0xffffffffUL) {
        case 0x6969:
            return "NFS";
        case 0x517b:
        case 0xff534d42:
        case 0xfe534d42:
            return "SMB";
        case 0x65735546:
            return "FUSE or virtiofs";
        case 0x01021997:
            return "9p";
        case 0x00c36400:
            return "Ceph";
        case 0x5346414f:
        case 0x6b414653:
            return "AFS";
        case 0x73757245:
            return "Coda";
        case 0x564c:
            return "NCP";
        case 0x01161970:
            return "GFS2";
        case 0x7461636f:
            return "OCFS2";
        case 0x0bd00bd0:
            return "Lustre";
        case 0x47504653:
            return "GPFS";
        case 0x19830326:
            return "BeeGFS";
        case 0x786f4256:
            return "VirtualBox shared folders";
        case 0xbacbacbc:
            return "VMware shared folders";
        default:
            return {};
    }
}

void check_file_system(int directory, const std::string& path) {
    struct statfs status {};
    if (::fstatfs(directory, &status) != 0) {
        throw Error(ErrorCode::unavailable, path + ": cannot tell the file system: " +
                                                std::generic_category().message(errno));
    }
    const std::string_view name = unusable_file_system(static_cast<unsigned long>(status.f_type));
    if (!name.empty()) {
        throw Error(ErrorCode::unavailable,
                    path + ": " + std::string(name) +
                        " cannot hold an embedded store: use a directory on a local disk, or the "
                        "Redis store");
    }
}

}  // namespace model_counter::embedded
