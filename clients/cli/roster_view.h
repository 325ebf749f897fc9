#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "liengia/v1/roster_service.pb.h"

// A month's roster: which one is meant, and how it is told. Texts end with a line break.
namespace liengia::cli {

using Loads = google::protobuf::RepeatedPtrField<v1::MemberLoad>;
using Shifts = google::protobuf::RepeatedPtrField<v1::Shift>;
using EmptySlots = google::protobuf::RepeatedPtrField<v1::EmptySlot>;

struct Chosen {
  Choice group;
  v1::GetRosterResponse roster;
};
// The one of the operand "month", or of this month.
absl::StatusOr<Chosen> ChooseRoster(Context& context);
Parameter MonthOperand(Place place);

absl::CivilMonth MonthOf(const v1::Roster& roster);
// As a command takes it: "2026-10".
std::string Spelled(absl::CivilMonth month);

// "Lịch tháng 10/2026, bản nháp: 62 ca, cần 124 lượt, đã xếp 124, còn trống 0."
std::string Headline(const Context& context, const v1::Roster& roster);
// With an empty line before; nothing without loads.
std::string LoadTable(const Context& context, const Loads& loads);
// The places that stay empty, with the reasons.
std::string EmptySlotLines(const Context& context, const Shifts& shifts,
                           const EmptySlots& empty_slots);
std::string FairnessLine(const Context& context, const v1::Fairness& fairness);
// What the leader of a draft does next.
std::string NextStep(const Context& context, const v1::Roster& roster);

}  // namespace liengia::cli
