#include "services/groups/model.h"

#include <gtest/gtest.h>

#include <set>

namespace liengia::groups {
namespace {

template <typename Check>
void ForEachModel(Check check) {
  for (int i = 0; i < kGroupModelCount; ++i) {
    const auto model = static_cast<GroupModel>(i);
    SCOPED_TRACE(ModelName(model));
    check(ModelOf(model));
  }
}

std::string Faults(const platform::Violations& violations) {
  return std::string(violations.ToStatus().message());
}

TEST(Model, HasANameInBothLanguages) {
  std::set<std::string> labels;
  ForEachModel([&](const Model& model) {
    EXPECT_FALSE(model.label.en.empty());
    EXPECT_TRUE(labels.insert(model.label.vi).second) << model.label.vi;
  });
}

TEST(Model, StartsWithPostsThatALeaderCouldHaveAdded) {
  ForEachModel([](const Model& model) {
    EXPECT_FALSE(model.posts.empty());
    std::set<std::string> names;
    for (const Post& post : model.posts) {
      platform::Violations violations;
      CheckPost(post, "post", violations);
      EXPECT_TRUE(violations.empty()) << Faults(violations);
      EXPECT_TRUE(names.insert(post.name).second) << post.name;
      EXPECT_FALSE(post.checkpoints.empty()) << post.name;
    }
  });
}

TEST(Model, StartsWithDutyTemplatesThatALeaderCouldHaveAdded) {
  ForEachModel([](const Model& model) {
    EXPECT_FALSE(model.duty_templates.empty());
    for (const ModelDutyTemplate& duty : model.duty_templates) {
      platform::Violations violations;
      rosters::CheckDutyTemplate(duty.duty_template, "duty_template", violations);
      EXPECT_TRUE(violations.empty()) << duty.duty_template.name << ": " << Faults(violations);
    }
  });
}

TEST(Model, UsesEveryPostThatItBrings) {
  ForEachModel([](const Model& model) {
    std::set<size_t> used;
    for (const ModelDutyTemplate& duty : model.duty_templates) used.insert(duty.post);
    EXPECT_EQ(used.size(), model.posts.size());
    EXPECT_LT(*used.rbegin(), model.posts.size());
  });
}

TEST(Model, SendsNobodyOutAloneInTheDark) {
  constexpr int kDusk = 18 * 60;
  ForEachModel([](const Model& model) {
    for (const ModelDutyTemplate& duty : model.duty_templates) {
      if (model.posts[duty.post].kind != PostKind::kRoute) continue;
      const auto& shift = duty.duty_template;
      const bool dark = shift.start_minute >= kDusk || shift.end_minute < shift.start_minute ||
                        shift.start_minute < 5 * 60;
      EXPECT_TRUE(!dark || shift.crew_min >= 2) << shift.name;
    }
  });
}

TEST(Model, PatrolsHouseholdsThroughTheNight) {
  const Model& model = ModelOf(GroupModel::kSecurityHouseholds);
  ASSERT_EQ(model.duty_templates.size(), 2);
  EXPECT_EQ(model.duty_templates[0].duty_template.start_minute, 22 * 60);
  EXPECT_EQ(model.duty_templates[0].duty_template.end_minute,
            model.duty_templates[1].duty_template.start_minute);
  EXPECT_EQ(model.duty_templates[1].duty_template.end_minute, 4 * 60);
}

}  // namespace
}  // namespace liengia::groups
