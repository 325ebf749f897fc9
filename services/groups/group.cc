#include "services/groups/group.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

constexpr std::array<const char*, kGroupStateCount> kStateNames = {"proposed", "active",
                                                                   "suspended", "dissolved"};
constexpr std::array<const char*, kGroupModelCount> kModelNames = {
    "security_households", "security_cameras", "urban_order", "public_order",
    "school_gate",         "pickup_queue",     "parish_area"};

constexpr std::array<const char*, kGroupStateCount> kStatesVi = {"mới đề nghị", "đang hoạt động",
                                                                 "tạm dừng", "đã giải thể"};

struct OperationText {
  const char* vi;
  const char* en;
};
constexpr std::array<OperationText, kGroupOperationCount> kOperationTexts = {{
    {"sửa thông tin tổ", "change the group"},
    {"công nhận tổ", "activate the group"},
    {"tạm dừng tổ", "suspend the group"},
    {"giải thể tổ", "dissolve the group"},
    {"sửa danh sách hộ và tổ viên", "change households and members"},
    {"sửa chốt và tuyến", "change posts and routes"},
    {"sửa mẫu ca", "change duty templates"},
    {"sửa quy ước trực", "change the charter"},
    {"lập lịch trực", "plan a roster"},
    {"công bố lịch trực", "publish a roster"},
    {"ghi vụ việc", "write an incident down"},
}};

template <size_t size>
size_t IndexOf(const std::array<const char*, size>& names, const std::string& name,
               size_t otherwise) {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? otherwise : static_cast<size_t>(at - names.begin());
}

// The states that allow the operation, from one of the lists above.
std::vector<std::string> AllowingStates(GroupOperation operation,
                                        const std::array<const char*, kGroupStateCount>& texts) {
  std::vector<std::string> allowing;
  for (size_t state = 0; state < texts.size(); ++state) {
    if (Allows(static_cast<GroupState>(state), operation)) allowing.push_back(texts[state]);
  }
  return allowing;
}

int CharacterCount(const std::string& text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

// The time zone library also reads files by path, fixed offsets and the machine's own zone, none of
// which PostgreSQL or a phone would understand.
bool IsRegionName(const std::string& name) {
  const bool letters_only = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '/' || c == '_' || c == '-' || c == '+';
  });
  return letters_only && absl::StrContains(name, "/") && absl::ascii_isupper(name.front()) &&
         !absl::StartsWith(name, "Fixed/");
}

}  // namespace

const char* StateName(GroupState state) { return kStateNames.at(static_cast<size_t>(state)); }

GroupState StateNamed(const std::string& name) {
  return static_cast<GroupState>(
      IndexOf(kStateNames, name, static_cast<size_t>(GroupState::kDissolved)));
}

const char* ModelName(GroupModel model) { return kModelNames.at(static_cast<size_t>(model)); }

GroupModel ModelNamed(const std::string& name) {
  return static_cast<GroupModel>(IndexOf(kModelNames, name, 0));
}

absl::Status CheckOperation(GroupOperation operation, GroupState state) {
  if (Allows(state, operation)) return absl::OkStatus();
  const OperationText& text = kOperationTexts.at(static_cast<size_t>(operation));
  platform::ErrorDetail detail;
  detail.reason = platform::Reason::kGroupState;
  detail.text = {
      absl::StrCat("Không thể ", text.vi, " khi tổ ", kStatesVi.at(static_cast<size_t>(state)),
                   ": chỉ làm được khi tổ ",
                   absl::StrJoin(AllowingStates(operation, kStatesVi), " hoặc "), "."),
      absl::StrCat("Can't ", text.en, " while the group is ", StateName(state), ": it must be ",
                   absl::StrJoin(AllowingStates(operation, kStateNames), " or "), ".")};
  detail.metadata["state"] = StateName(state);
  return platform::Refusal(absl::StatusCode::kFailedPrecondition, std::move(detail));
}

absl::Status CheckLimit(const Limit& limit, int count) {
  if (count <= limit.most) return absl::OkStatus();
  platform::ErrorDetail detail;
  detail.reason = platform::Reason::kLimitReached;
  detail.text = {absl::StrCat("Nhiều nhất là ", limit.most, " ", limit.things_vi, "."),
                 absl::StrCat("There can be at most ", limit.most, " ", limit.things_en, ".")};
  detail.metadata["limit"] = absl::StrCat(limit.most);
  detail.metadata["count"] = absl::StrCat(count);
  return platform::Refusal(absl::StatusCode::kResourceExhausted, std::move(detail));
}

std::string TidyName(const std::string& name) {
  return platform::Nfc(platform::CollapseSpaces(name));
}

void CheckGroupName(const std::string& tidy_name, const std::string& field,
                    platform::Violations& violations) {
  const int length = CharacterCount(tidy_name);
  violations.Require(
      2 <= length && length <= 100, field,
      {"Tên tổ phải có từ 2 đến 100 ký tự.", "A group's name must have 2 to 100 characters."});
}

void CheckTimeZone(const std::string& name, const std::string& field,
                   platform::Violations& violations) {
  absl::TimeZone zone;
  violations.Require(!name.empty() && IsRegionName(name) && absl::LoadTimeZone(name, &zone), field,
                     {"Múi giờ không có: hãy viết như Asia/Ho_Chi_Minh.",
                      "There is no such time zone: write it like Asia/Ho_Chi_Minh."});
}

absl::CivilDay DayAt(const Group& group, absl::Time time) {
  absl::TimeZone zone;
  absl::LoadTimeZone(group.time_zone, &zone);
  return absl::ToCivilDay(time, zone);
}

}  // namespace liengia::groups
