#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/groups/group.h"
#include "services/groups/post.h"
#include "services/platform/sentence.h"
#include "services/rosters/duty_template.h"

// What each of the seven models starts with, so that a leader can make a roster on the first day
// and change the rest later.
namespace liengia::groups {

struct ModelDutyTemplate {
  size_t post = 0;                      // Index into Model::posts.
  rosters::DutyTemplate duty_template;  // Without ids.
};

struct Model {
  platform::Sentence label;  // As plan 550/KH-UBND names it, and in English.
  std::vector<Post> posts;   // Without ids.
  std::vector<ModelDutyTemplate> duty_templates;
};

// Lives as long as the process.
const Model& ModelOf(GroupModel model);

}  // namespace liengia::groups
