#include "clients/cli/input_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/substitute.h"

namespace liengia::cli {
namespace {

absl::Status Complaint(Words words, const std::string& path, Language language) {
  return absl::InvalidArgumentError(absl::Substitute(words.In(language), path));
}

}  // namespace

absl::StatusOr<std::string> ReadInputFile(const std::string& path, Language language) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return Complaint({"$0 là thư mục, không phải tệp.", "$0 is a folder, not a file."}, path,
                     language);
  }
  std::ifstream file(path, std::ios::binary);
  // One byte more than may be, and no more of an endless one. Unlike an iterator, read() does not
  // throw.
  std::string content(kLargestFile + 1, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<size_t>(file.gcount()));
  if (file.bad() || content.empty()) {
    return Complaint(
        {"Không đọc được tệp $0, hoặc tệp rỗng.", "The file $0 can't be read, or is empty."}, path,
        language);
  }
  if (content.size() > kLargestFile) {
    return Complaint({"Tệp $0 lớn hơn 1 MiB, máy chủ không nhận. Hãy chia thành nhiều tệp, mỗi tệp "
                      "có dòng tiêu đề, rồi gửi lần lượt.",
                      "The file $0 is larger than the 1 MiB that the server takes. Split it into "
                      "several, each with the heading line, and send one after the other."},
                     path, language);
  }
  return content;
}

}  // namespace liengia::cli
