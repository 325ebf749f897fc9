#include "clients/cli/session_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace liengia::cli {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": ", std::strerror(errno)));
}

}  // namespace

std::string WriteSession(const SavedSession& session) {
  return absl::StrCat("server ", session.server, "\nphone ", session.phone_number, "\ntoken ",
                      session.token, "\n");
}

std::optional<SavedSession> ReadSession(const std::string& text) {
  std::map<std::string, std::string> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> words = absl::StrSplit(line, absl::MaxSplits(' ', 1));
    lines.insert(words);
  }
  SavedSession session{lines["server"], lines["phone"], lines["token"]};
  if (session.server.empty() || session.token.empty()) return std::nullopt;
  return session;
}

std::optional<SavedSession> LoadSession(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return ReadSession(text);
}

absl::Status SaveSession(const std::string& path, const SavedSession& session) {
  std::error_code ignored;  // The open below says what is wrong.
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  const std::string fresh = absl::StrCat(path, ".", getpid());
  std::remove(fresh.c_str());
  const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return CannotWrite(path);
  const std::string text = WriteSession(session);
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool closed = close(file) == 0;
  if (!written || !closed || std::rename(fresh.c_str(), path.c_str()) != 0) {
    absl::Status status = CannotWrite(path);
    std::remove(fresh.c_str());
    return status;
  }
  return absl::OkStatus();
}

void DeleteSession(const std::string& path) { std::remove(path.c_str()); }

}  // namespace liengia::cli
