#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/rosters/duty_template.h"

namespace liengia::rosters {

// Adds the template with its id, as version 1. A taken id and a post that the group does not have
// fail by their constraints.
void InsertDutyTemplate(db::Tx& tx, const std::string& group_id, const DutyTemplate& duty_template);

std::optional<DutyTemplate> FindDutyTemplate(db::Tx& tx, const std::string& group_id,
                                             const std::string& id);

// Writes every field but id and version; the version goes up by one.
void SaveDutyTemplate(db::Tx& tx, const std::string& group_id, const DutyTemplate& duty_template);

// False when there is none of that id.
bool DeleteDutyTemplate(db::Tx& tx, const std::string& group_id, const std::string& id);

// True when the group has a post of that id.
bool HasPost(db::Tx& tx, const std::string& group_id, const std::string& post_id);

int CountDutyTemplates(db::Tx& tx, const std::string& group_id);

// All of the group by start, name and id: there are few.
std::vector<DutyTemplate> ListDutyTemplates(db::Tx& tx, const std::string& group_id);

// At most `limit` of them after `after`, the sort key of the row before (empty: from the first).
struct DutyTemplateKey {
  int start_minute = 0;
  std::string name;
  std::string id;
};
std::vector<DutyTemplate> ListDutyTemplates(db::Tx& tx, const std::string& group_id,
                                            const std::optional<DutyTemplateKey>& after, int limit);

}  // namespace liengia::rosters
