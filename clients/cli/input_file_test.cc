#include "clients/cli/input_file.h"

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::cli {
namespace {

using ::testing::HasSubstr;

std::string Complaint(const std::string& path) {
  return std::string(ReadInputFile(path, Language::kEnglish).status().message());
}

std::string FileOf(size_t size) {
  const std::string path = ::testing::TempDir() + "/input_file_test.csv";
  std::ofstream(path, std::ios::binary) << std::string(size, 'x');
  return path;
}

TEST(ReadInputFile, GivesTheWholeFileUpToTheLimit) {
  const auto content = ReadInputFile(FileOf(kLargestFile), Language::kEnglish);
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(*content, std::string(kLargestFile, 'x'));
}

TEST(ReadInputFile, TellsWhyAFileWillNotDo) {
  EXPECT_THAT(Complaint(::testing::TempDir()), HasSubstr("is a folder"));
  EXPECT_THAT(Complaint("/nowhere/people.csv"), HasSubstr("can't be read"));
  EXPECT_THAT(Complaint(FileOf(0)), HasSubstr("is empty"));
  EXPECT_THAT(Complaint(FileOf(kLargestFile + 1)), HasSubstr("1 MiB"));
}

}  // namespace
}  // namespace liengia::cli
