#include "buffer/process_page.hpp"

#include "model_counter/error.hpp"

#include <sys/mman.h>

#include <new>

namespace model_counter::buffer {
namespace {

constexpr std::size_t kPageBytes = 4096;

void* wiped_page() {
    void* const page =
        ::mmap(nullptr, kPageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) {
        throw Error(ErrorCode::unavailable, "no memory for a buffer: free some");
    }
    if (::madvise(page, kPageBytes, MADV_WIPEONFORK) != 0) {
        ::munmap(page, kPageBytes);
        throw Error(ErrorCode::unavailable,
                    "a buffer needs MADV_WIPEONFORK: use Linux 4.14 or later");
    }
    return page;
}

}  // namespace

ProcessPage::ProcessPage() : state_(new (wiped_page()) std::atomic<std::uint32_t>(none)) {}

ProcessPage::~ProcessPage() { ::munmap(state_, kPageBytes); }

}  // namespace model_counter::buffer
