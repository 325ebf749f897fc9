#include "services/rosters/roster.h"

#include <algorithm>

#include "services/platform/errors.h"

namespace liengia::rosters {
namespace {

constexpr std::array<const char*, kRosterStateCount> kStateNames = {"draft", "published", "closed"};

constexpr const char* kStatesVi[] = {"còn là bản nháp", "đã công bố", "đã khóa"};
constexpr const char* kStatesEn[] = {"a draft", "published", "closed"};

struct OperationText {
  const char* vi;
  const char* en;
};
constexpr std::array<OperationText, kRosterOperationCount> kOperationTexts = {{
    {"Chỉ xếp tự động được bản nháp.", "Only a draft can be filled."},
    {"Chỉ sửa được lịch chưa khóa.", "Only a roster that is not closed can be changed."},
    {"Chỉ công bố được bản nháp.", "Only a draft can be published."},
    {"Chỉ khóa được lịch đã công bố.", "Only a published roster can be closed."},
    {"Chỉ xóa được bản nháp.", "Only a draft can be thrown away."},
    {"Chỉ sửa theo cách này lịch đã công bố; bản nháp thì xếp lại.",
     "Only a published roster is repaired; fill a draft anew."},
}};

}  // namespace

const char* RosterStateName(RosterState state) {
  return kStateNames.at(static_cast<size_t>(state));
}

RosterState RosterStateNamed(const std::string& name) {
  const auto at = std::find(kStateNames.begin(), kStateNames.end(), name);
  return at == kStateNames.end() ? RosterState::kClosed
                                 : static_cast<RosterState>(at - kStateNames.begin());
}

absl::Status CheckOperation(RosterOperation operation, const Roster& roster) {
  if (Allows(roster.state, operation)) return absl::OkStatus();
  const auto state = static_cast<size_t>(roster.state);
  const OperationText& text = kOperationTexts.at(static_cast<size_t>(operation));
  return platform::Precondition(
      platform::Reason::kRosterState,
      {std::string("Lịch trực này ") + kStatesVi[state] + ". " + text.vi,
       std::string("The roster is ") + kStatesEn[state] + ". " + text.en});
}

absl::Status CheckOver(const Roster& roster, absl::Time now) {
  if (!roster.last_end_time || *roster.last_end_time <= now) return absl::OkStatus();
  return platform::Precondition(
      platform::Reason::kRosterState,
      {"Lịch trực còn ca chưa kết thúc. Hãy khóa sau khi ca cuối cùng kết thúc.",
       "A shift of the roster is not over. Close it after its last shift."});
}

}  // namespace liengia::rosters
