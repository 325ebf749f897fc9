#include "services/notices/file_channel_worker.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "services/platform/json.h"

namespace liengia::notices {
namespace {

class FileChannel final : public Channel {
 public:
  explicit FileChannel(std::string path) : path_(std::move(path)) {}

  // Opened anew each time: the file may be deleted under a running demo.
  absl::Status Send(const std::string& recipient, const std::string& payload) override {
    const int file = open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return Failure("opened");
    const std::string line = absl::StrCat("{\"recipient\":", platform::JsonText(recipient),
                                          ",\"payload\":", platform::JsonText(payload), "}\n");
    // One write a line: lines of several servers do not mix.
    const ssize_t written = write(file, line.data(), line.size());
    absl::Status status =
        written == static_cast<ssize_t>(line.size()) ? absl::OkStatus() : Failure("written");
    close(file);
    return status;
  }

 private:
  absl::Status Failure(const std::string& what) const {
    return absl::UnavailableError(
        absl::StrCat(path_, " can't be ", what, ": ", std::strerror(errno)));
  }

  const std::string path_;
};

}  // namespace

std::unique_ptr<Channel> NewFileChannel(const std::string& path) {
  return std::make_unique<FileChannel>(path);
}

}  // namespace liengia::notices
