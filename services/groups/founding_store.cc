#include "services/groups/founding_store.h"

#include <vector>

#include "services/groups/group_store.h"
#include "services/groups/household_store.h"
#include "services/groups/member_store.h"
#include "services/groups/model.h"
#include "services/groups/post_store.h"
#include "services/platform/id.h"
#include "services/rosters/duty_template_store.h"

namespace liengia::groups {
namespace {

std::string InsertLeader(db::Tx& tx, const std::string& group_id, const Founder& founder) {
  // Lists without household numbers name a household by its head, too.
  const Household household{
      .id = platform::NewId(tx.now()), .label = founder.full_name, .create_time = tx.now()};
  InsertHousehold(tx, group_id, household);
  const Member leader{.id = platform::NewId(tx.now()),
                      .household_id = household.id,
                      .account_id = founder.account_id,
                      .full_name = founder.full_name,
                      .role = MemberRole::kLeader,
                      .may_lead = true,
                      .create_time = tx.now()};
  InsertMember(tx, group_id, leader);
  tx.CallerChanged(founder.account_id);
  return leader.id;
}

void InsertModel(db::Tx& tx, const std::string& group_id, const Model& model) {
  std::vector<std::string> post_ids;
  for (Post post : model.posts) {
    post.id = platform::NewId(tx.now());
    for (Checkpoint& checkpoint : post.checkpoints) checkpoint.id = platform::NewId(tx.now());
    InsertPost(tx, group_id, post);
    post_ids.push_back(post.id);
  }
  for (ModelDutyTemplate duty : model.duty_templates) {
    duty.duty_template.id = platform::NewId(tx.now());
    duty.duty_template.post_id = post_ids.at(duty.post);
    rosters::InsertDutyTemplate(tx, group_id, duty.duty_template);
  }
}

}  // namespace

std::string FoundGroup(db::Tx& tx, const Group& group, const Founder& founder) {
  InsertGroup(tx, group);
  std::string member_id = InsertLeader(tx, group.id, founder);
  InsertModel(tx, group.id, ModelOf(group.model));
  return member_id;
}

}  // namespace liengia::groups
