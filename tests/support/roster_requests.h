#pragma once

#include <set>
#include <string>
#include <type_traits>

#include "liengia/v1/roster_service.grpc.pb.h"
#include "tests/support/rosters.h"

// Requests on a roster, and what comes back of them.
namespace liengia::testing {

template <typename Request>
Request Of(const TestGroup& group, const std::string& roster_id = "") {
  Request request;
  request.set_group_id(group.id);
  if constexpr (!std::is_same_v<Request, v1::ListRostersRequest>) {
    request.set_roster_id(roster_id);
  }
  return request;
}

inline v1::GenerateRosterRequest Generate(const TestGroup& group, const v1::Roster& roster) {
  auto request = Of<v1::GenerateRosterRequest>(group, roster.roster_id());
  request.set_seed(7);
  return request;
}

inline v1::GetRosterRequest Get(const TestGroup& group, const v1::Roster& roster) {
  return Of<v1::GetRosterRequest>(group, roster.roster_id());
}

inline std::set<v1::RosterProblem::Kind> KindsOf(
    const google::protobuf::RepeatedPtrField<v1::RosterProblem>& problems) {
  std::set<v1::RosterProblem::Kind> kinds;
  for (const auto& problem : problems) kinds.insert(problem.kind());
  return kinds;
}

}  // namespace liengia::testing
