#include "db/constraints.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "services/platform/errors.h"

namespace liengia::db {
namespace {

using absl::StatusCode;
using platform::Reason;

struct Meaning {
  const char* constraint;
  StatusCode code;
  Reason reason;
  const char* vi;
  const char* en;
};

constexpr Meaning kMeanings[] = {
    {"areas_pkey", StatusCode::kAlreadyExists, Reason::kAreaCodeTaken,
     "Mã địa bàn này đã có. Hãy chọn mã khác.",
     "An area of that code exists; choose another code."},
    {"offices_held", StatusCode::kAlreadyExists, Reason::kOfficeHeld,
     "Người này đang giữ chức vụ đó.", "The person already holds that office."},
    {"households_label", StatusCode::kAlreadyExists, Reason::kHouseholdLabelTaken,
     "Trong tổ đã có hộ mang tên hoặc số này.", "The group has a household of that label."},
    {"members_phone", StatusCode::kAlreadyExists, Reason::kPhoneTaken,
     "Số điện thoại này đã có ở một tổ viên khác trong tổ.",
     "Another member of the group has that phone number."},
    {"posts_name", StatusCode::kAlreadyExists, Reason::kPostNameTaken,
     "Trong tổ đã có chốt hoặc tuyến mang tên này.", "The group has a post of that name."},
    {"rosters_month", StatusCode::kAlreadyExists, Reason::kRosterExists,
     "Tháng này đã có lịch trực. Hãy mở lịch đó.",
     "The group has a roster for that month; open it."},
    {"charters_pkey", StatusCode::kAborted, Reason::kConflict,
     "Có người vừa sửa quy ước trực. Hãy tải lại rồi sửa tiếp.",
     "The charter was just changed; read it again."},
    {"roster_proposals_running", StatusCode::kAlreadyExists, Reason::kProposalRunning,
     "Máy đang xếp lịch trực này. Hãy chờ xong, hoặc hủy rồi xếp lại.",
     "A proposal for this roster is being made; wait for it or cancel it."},
    {"duties_once", StatusCode::kAlreadyExists, Reason::kAlreadyOnShift,
     "Người này đã ở trong ca trực.", "The member is already on this shift."},
    {"duties_cover", StatusCode::kAlreadyExists, Reason::kAlreadyOnShift,
     "Người này đã trực thay một lượt khác của ca đó.",
     "The member stood in for another duty of that shift."},
    {"duties_slot", StatusCode::kAborted, Reason::kConflict,
     "Có người vừa được xếp vào ca này. Hãy tải lại rồi thử lại.",
     "Somebody was just put on this shift; read it again."},
    {"duties_crew_max", StatusCode::kFailedPrecondition, Reason::kCrewFull, "Ca trực đã đủ người.",
     "The crew is complete."},
    {"duties_overlap", StatusCode::kFailedPrecondition, Reason::kDutyOverlap,
     "Người này đang có ca trực khác vào giờ đó, trong tổ này hoặc tổ khác.",
     "The member is on another duty at that time, in this group or another."},
};

}  // namespace

absl::Status ConstraintRefusal(const std::string& constraint) {
  const auto* found = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                   [&](const Meaning& m) { return constraint == m.constraint; });
  if (found != std::end(kMeanings)) {
    return platform::Refusal(found->code, found->reason, {found->vi, found->en});
  }
  // Ids may be chosen by clients.
  if (absl::EndsWith(constraint, "_pkey")) {
    return platform::Refusal(
        StatusCode::kAlreadyExists, Reason::kIdTaken,
        {"Mã này đã được dùng. Hãy tạo mã mới.", "That id is taken; make a new one."});
  }
  return platform::Fault("constraint " + constraint + " was broken");
}

std::string ConstraintNamed(const std::string& message) {
  for (const char* before : {"constraint \"", "index \""}) {
    const size_t start = message.find(before);
    if (start == std::string::npos) continue;
    const size_t name = start + std::string(before).size();
    return message.substr(name, message.find('"', name) - name);
  }
  return "";
}

}  // namespace liengia::db
