#include "services/groups/post.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liengia::groups {
namespace {

using testing::ElementsAre;

std::vector<std::string> FaultyFields(const Post& post) {
  platform::Violations violations;
  CheckPost(post, "post", violations);
  std::vector<std::string> fields;
  const auto detail = platform::DetailOf(violations.ToStatus());
  if (detail.has_value()) {
    for (const auto& violation : detail->violations) fields.push_back(violation.field);
  }
  return fields;
}

TEST(CheckPost, TakesAPostWithNoCheckpoints) {
  EXPECT_THAT(FaultyFields({.name = "Chốt chợ"}), ElementsAre());
}

TEST(CheckPost, NamesEveryMissingNameAtOnce) {
  const Post post{.name = "", .checkpoints = {{.name = "Đầu kiệt"}, {.name = ""}, {.name = ""}}};
  EXPECT_THAT(FaultyFields(post),
              ElementsAre("post.name", "post.checkpoints[1].name", "post.checkpoints[2].name"));
}

TEST(CheckPost, RefusesCheckpointsThatACrewCouldNotTellApart) {
  const Post post{.name = "Tuyến", .checkpoints = {{.name = "Đầu kiệt"}, {.name = "ĐẦU KIỆT"}}};
  EXPECT_THAT(FaultyFields(post), ElementsAre("post.checkpoints[1].name"));
}

TEST(CheckPost, RefusesACheckpointTwice) {
  const Post post{.name = "Tuyến",
                  .checkpoints = {{.id = "a", .name = "Đầu"}, {.id = "a", .name = "Cuối"}}};
  EXPECT_THAT(FaultyFields(post), ElementsAre("post.checkpoints[1].checkpoint_id"));
}

TEST(PostKind, IsWrittenAndReadBack) {
  for (PostKind kind : {PostKind::kFixed, PostKind::kRoute}) {
    EXPECT_EQ(PostKindNamed(PostKindName(kind)), kind);
  }
}

}  // namespace
}  // namespace liengia::groups
