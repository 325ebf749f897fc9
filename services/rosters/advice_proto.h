#pragma once

#include "liengia/v1/advice.pb.h"
#include "services/platform/call.h"
#include "services/platform/errors.h"
#include "services/rosters/engine/exceptions.h"
#include "services/rosters/engine/explain.h"
#include "services/rosters/engine/repair.h"
#include "services/rosters/engine/suggest.h"
#include "services/rosters/planning.h"
#include "services/rosters/repair_plan.h"

namespace liengia::rosters {

v1::ReplacementCandidate ToProto(const Plan& plan, const engine::Candidate& candidate);

// Texts are in the caller's language. Only leaders learn who comes next.
v1::AssignmentReason ToProto(const Plan& plan, engine::AssignmentReason reason,
                             const platform::Call& call);
v1::RuleException ToProto(const Plan& plan, const engine::Exception& exception,
                          const platform::Call& call);
v1::RepairPlan ToProto(const Plan& plan, const engine::RepairPlan& repair,
                       const platform::Call& call);

// Adds a violation unless it names one shift, or days that exist and are not empty. Days without an
// end go on to the end of `month`.
DropOut FromProto(const v1::DropOut& proto, absl::CivilMonth month, const std::string& path,
                  platform::Violations& violations);

RepairChange FromProto(const v1::RepairChange& proto);

// What members are called in the engine's sentences.
engine::NameOf NamesOf(const Plan& plan);
engine::Language LanguageOf(const platform::Call& call);

}  // namespace liengia::rosters
