#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "liengia/v1/roster_service.pb.h"

namespace liengia::cli {

// A month's roster with its shifts. NOT_FOUND says how to make one.
absl::StatusOr<v1::GetRosterResponse> FetchRoster(Context& context, const std::string& group_id,
                                                  absl::CivilMonth month);

// The shift that `text` means: the end of an id, a day on which only one shift starts, or a title
// together with --day. Looked for in the month of the day; without a day in the month of last night
// and the one after it.
absl::StatusOr<v1::Shift> ChooseShift(Context& context, const std::string& group_id,
                                      const std::string& text);

// The duty on the shift of the member named `text`.
absl::StatusOr<v1::Duty> ChooseDuty(const Context& context, const v1::Shift& shift,
                                    const std::string& text);

// "Tuần tra đêm, ca 1, đêm 17 rạng sáng 18/10, thứ Bảy, 22:00–01:00".
std::string SayShift(const v1::Shift& shift, const Speech& speech);

// Names with "*" for those who may lead and "°" for those set by hand; tells how many are missing.
std::string SayCrew(const v1::Shift& shift, Language language);

// The operand "shift" and the flag --day of ChooseShift.
Parameter ShiftOperand(Place place = Place::kOperand);
Parameter ShiftDayFlag();

}  // namespace liengia::cli
