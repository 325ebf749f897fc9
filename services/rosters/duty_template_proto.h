#pragma once

#include <set>
#include <string>

#include "liengia/v1/duty_template.pb.h"
#include "services/platform/errors.h"
#include "services/rosters/duty_template.h"

namespace liengia::rosters {

v1::DutyTemplate ToProto(const DutyTemplate& duty_template);

// Writes the fields named by `paths` into `duty_template`, and adds what cannot be read, under
// "duty_template".
void ReadInto(const v1::DutyTemplate& proto, const std::set<std::string>& paths,
              DutyTemplate& duty_template, platform::Violations& violations);

}  // namespace liengia::rosters
