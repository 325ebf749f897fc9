#include "clients/cli/session_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

// A folder of the test's own.
class SessionFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = absl::StrCat(testing::TempDir(), "/session_XXXXXX");
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
};

const SavedSession kSession{"127.0.0.1:50051", "+84905123456", "abc-_123"};

TEST_F(SessionFile, ReadsWhatItSaved) {
  const std::string path = folder_ + "/deep/session";
  ASSERT_TRUE(SaveSession(path, kSession).ok());
  const auto loaded = LoadSession(path);
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->server, kSession.server);
  EXPECT_EQ(loaded->phone_number, kSession.phone_number);
  EXPECT_EQ(loaded->token, kSession.token);
}

TEST_F(SessionFile, IsReadableForItsOwnerOnlyEvenIfItWasNotBefore) {
  const std::string path = folder_ + "/session";
  std::ofstream(path) << "old";
  chmod(path.c_str(), 0644);
  ASSERT_TRUE(SaveSession(path, kSession).ok());
  struct stat status;
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(SessionFile, SaysWhichFileCannotBeWritten) {
  std::ofstream(folder_ + "/file") << "not a folder";
  const absl::Status status = SaveSession(folder_ + "/file/session", kSession);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_NE(status.message().find("file/session"), absl::string_view::npos);
}

TEST_F(SessionFile, IsNobodyWithoutAFileOrWithRubbishInIt) {
  EXPECT_FALSE(LoadSession(folder_ + "/none").has_value());
  EXPECT_FALSE(ReadSession("rubbish\n\n").has_value());
  EXPECT_FALSE(ReadSession("server x\nphone y\n").has_value());
}

TEST_F(SessionFile, IsGoneAfterDelete) {
  const std::string path = folder_ + "/session";
  ASSERT_TRUE(SaveSession(path, kSession).ok());
  DeleteSession(path);
  EXPECT_FALSE(std::filesystem::exists(path));
  DeleteSession(path);
}

}  // namespace
}  // namespace liengia::cli
