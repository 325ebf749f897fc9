#include "clients/cli/words.h"

#include <map>

#include "liengia/v1/access.pb.h"
#include "liengia/v1/advice.pb.h"
#include "liengia/v1/area.pb.h"
#include "liengia/v1/charter.pb.h"
#include "liengia/v1/civil.pb.h"
#include "liengia/v1/duty.pb.h"
#include "liengia/v1/duty_service.pb.h"
#include "liengia/v1/group.pb.h"
#include "liengia/v1/incident.pb.h"
#include "liengia/v1/post.pb.h"
#include "liengia/v1/proposal.pb.h"
#include "liengia/v1/roster.pb.h"
#include "liengia/v1/wish.pb.h"

namespace liengia::cli {

const Terms& AreaKinds() {
  static const auto& terms = *new Terms({
      {v1::Area::KIND_CITY, "city", {"thành phố", "city"}},
      {v1::Area::KIND_WARD, "ward", {"phường", "ward"}},
      {v1::Area::KIND_COMMUNE, "commune", {"xã", "commune"}},
      {v1::Area::KIND_STREET_BLOCK, "street-block", {"tổ dân phố", "street block"}},
      {v1::Area::KIND_HAMLET, "hamlet", {"thôn", "hamlet"}},
  });
  return terms;
}

const Terms& DutyStates() {
  static const auto& terms = *new Terms({
      {v1::Duty::STATE_DRAFT, "draft", {"bản nháp", "draft"}},
      {v1::Duty::STATE_UPCOMING, "upcoming", {"sắp tới", "upcoming"}},
      {v1::Duty::STATE_DUE, "due", {"đến giờ, chờ điểm danh", "due, not checked in yet"}},
      {v1::Duty::STATE_PRESENT, "present", {"đang trực", "on duty"}},
      {v1::Duty::STATE_LATE, "late", {"đến muộn", "late"}},
      {v1::Duty::STATE_MISSING, "missing", {"chưa thấy đến", "missing"}},
      {v1::Duty::STATE_DONE, "done", {"đã trực", "done"}},
      {v1::Duty::STATE_EXCUSED, "excused", {"vắng có phép", "excused"}},
      {v1::Duty::STATE_ABSENT, "absent", {"vắng không phép", "absent"}},
  });
  return terms;
}

const Terms& CheckInMethods() {
  static const auto& terms = *new Terms({
      {v1::Duty::METHOD_SELF, "self", {"tự điểm danh", "by oneself"}},
      {v1::Duty::METHOD_CODE, "code", {"quét mã điểm kiểm tra", "checkpoint's code"}},
      {v1::Duty::METHOD_PROXY, "proxy", {"người đại diện hộ", "the household's proxy"}},
      {v1::Duty::METHOD_LEADER, "leader", {"tổ trưởng ghi", "marked by the leader"}},
  });
  return terms;
}

const Terms& FairnessUnits() {
  static const auto& terms = *new Terms({
      {v1::Charter::FAIRNESS_UNIT_MEMBER, "member", {"tổ viên", "member"}},
      {v1::Charter::FAIRNESS_UNIT_HOUSEHOLD, "household", {"hộ", "household"}},
  });
  return terms;
}

const Terms& GroupModels() {
  using v1::Group;
  static const auto& terms = *new Terms({
      {Group::MODEL_SECURITY_HOUSEHOLDS,
       "security-households",
       {"liên gia tự quản về an ninh trật tự", "households watching over security"}},
      {Group::MODEL_SECURITY_CAMERAS, "security-cameras", {"camera an ninh", "security cameras"}},
      {Group::MODEL_URBAN_ORDER,
       "urban-order",
       {"liên gia tự quản về trật tự đô thị", "households keeping a road in order"}},
      {Group::MODEL_PUBLIC_ORDER,
       "public-order",
       {"đảm bảo trật tự đô thị", "public order on streets and markets"}},
      {Group::MODEL_SCHOOL_GATE,
       "school-gate",
       {"đảm bảo an ninh trật tự trước cổng trường học", "order in front of a school"}},
      {Group::MODEL_PICKUP_QUEUE,
       "pickup-queue",
       {"xếp hàng đón con", "queueing to pick children up"}},
      {Group::MODEL_PARISH_AREA,
       "parish-area",
       {"đảm bảo an ninh trật tự vùng giáo", "security and order in a parish area"}},
  });
  return terms;
}

const Terms& GroupStates() {
  static const auto& terms = *new Terms({
      {v1::Group::STATE_PROPOSED, "proposed", {"đề xuất", "proposed"}},
      {v1::Group::STATE_ACTIVE, "active", {"hoạt động", "active"}},
      {v1::Group::STATE_SUSPENDED, "suspended", {"tạm ngừng", "suspended"}},
      {v1::Group::STATE_DISSOLVED, "dissolved", {"đã giải thể", "dissolved"}},
  });
  return terms;
}

const Terms& IncidentKinds() {
  using v1::Incident;
  static const auto& terms = *new Terms({
      {Incident::KIND_THEFT, "theft", {"trộm cắp", "theft"}},
      {Incident::KIND_SNATCHING, "snatching", {"cướp, cướp giật", "robbery, snatching"}},
      {Incident::KIND_FIGHT, "fight", {"đánh nhau", "fight"}},
      {Incident::KIND_DISTURBANCE, "disturbance", {"gây rối trật tự", "disturbance"}},
      {Incident::KIND_LATE_GATHERING, "late-gathering", {"tụ tập khuya", "late gathering"}},
      {Incident::KIND_GAMBLING, "gambling", {"đánh bạc", "gambling"}},
      {Incident::KIND_DRUG_SIGN, "drug-sign", {"dấu hiệu ma túy", "sign of drugs"}},
      {Incident::KIND_FRAUD_WARNING, "fraud-warning", {"lừa đảo", "fraud"}},
      {Incident::KIND_DOMESTIC_VIOLENCE,
       "domestic-violence",
       {"bạo lực gia đình", "domestic violence"}},
      {Incident::KIND_FIRE, "fire", {"cháy, nổ", "fire, explosion"}},
      {Incident::KIND_TRAFFIC_ACCIDENT,
       "traffic-accident",
       {"tai nạn giao thông", "traffic accident"}},
      {Incident::KIND_CONGESTION, "congestion", {"ùn tắc", "congestion"}},
      {Incident::KIND_ENCROACHMENT,
       "encroachment",
       {"lấn chiếm vỉa hè, lòng đường", "pavement encroachment"}},
      {Incident::KIND_MISPLACED_TRADE,
       "misplaced-trade",
       {"buôn bán không đúng nơi", "misplaced trade"}},
      {Incident::KIND_NOISE, "noise", {"tiếng ồn", "noise"}},
      {Incident::KIND_LITTER, "litter", {"rác, đốt rác", "litter, burning waste"}},
      {Incident::KIND_LOST_PERSON, "lost-person", {"trẻ em, người già đi lạc", "lost person"}},
      {Incident::KIND_SICK_PERSON,
       "sick-person",
       {"người ốm, bị thương", "sick or injured person"}},
      {Incident::KIND_STORM, "storm", {"mưa bão, ngập, cây đổ", "storm, flood, fallen tree"}},
      {Incident::KIND_LIGHT_FAULT, "light-fault", {"sự cố điện, đèn đường", "light fault"}},
      {Incident::KIND_STRAY_ANIMAL, "stray-animal", {"động vật thả rông", "stray animal"}},
      {Incident::KIND_FIREWORKS, "fireworks", {"pháo nổ trái phép", "fireworks"}},
      {Incident::KIND_SUSPICIOUS_OBJECT,
       "suspicious-object",
       {"vật lạ khả nghi", "suspicious object"}},
      {Incident::KIND_DISPUTE_MEDIATED,
       "dispute-mediated",
       {"hòa giải mâu thuẫn", "dispute mediated"}},
      {Incident::KIND_OTHER, "other", {"khác", "other"}},
  });
  return terms;
}

const Terms& IncidentOutcomes() {
  using v1::Incident;
  static const auto& terms = *new Terms({
      {Incident::OUTCOME_UNSPECIFIED, "unknown", {"chưa rõ", "not known yet"}},
      {Incident::OUTCOME_CLOSED_ON_SPOT, "closed", {"xong tại chỗ", "closed on the spot"}},
      {Incident::OUTCOME_HANDED_OVER, "handed-over", {"đã bàn giao", "handed over"}},
      {Incident::OUTCOME_BEING_CHECKED, "being-checked", {"đang xác minh", "being checked"}},
      {Incident::OUTCOME_FALSE_ALARM, "false-alarm", {"báo nhầm", "false alarm"}},
  });
  return terms;
}

const Terms& IncidentSeverities() {
  using v1::Incident;
  static const auto& terms = *new Terms({
      {Incident::SEVERITY_MINOR, "minor", {"nhẹ", "minor"}},
      {Incident::SEVERITY_NOTABLE, "notable", {"đáng chú ý", "notable"}},
      {Incident::SEVERITY_SERIOUS, "serious", {"nghiêm trọng", "serious"}},
  });
  return terms;
}

const Terms& Marks() {
  using v1::MarkAttendanceRequest;
  static const auto& terms = *new Terms({
      {MarkAttendanceRequest::MARK_PRESENT, "present", {"có mặt", "present"}},
      {MarkAttendanceRequest::MARK_EXCUSED, "excused", {"vắng có phép", "excused"}},
      {MarkAttendanceRequest::MARK_ABSENT, "absent", {"vắng không phép", "absent"}},
  });
  return terms;
}

const Terms& MemberRoles() {
  static const auto& terms = *new Terms({
      {v1::ROLE_MEMBER, "member", {"tổ viên", "member"}},
      {v1::ROLE_DEPUTY, "deputy", {"tổ phó", "deputy"}},
      {v1::ROLE_LEADER, "leader", {"tổ trưởng", "leader"}},
  });
  return terms;
}

const Terms& OfficeRoles() {
  static const auto& terms = *new Terms({
      {v1::ROLE_BEAT_OFFICER, "beat-officer", {"cảnh sát khu vực", "beat officer"}},
      {v1::ROLE_DUTY_OFFICER, "duty-officer", {"trực ban", "duty officer"}},
      {v1::ROLE_WARD_SUPERVISOR,
       "ward-supervisor",
       {"cán bộ phụ trách phường, xã", "ward supervisor"}},
      {v1::ROLE_CITY_SUPERVISOR,
       "city-supervisor",
       {"cán bộ phụ trách thành phố", "city supervisor"}},
      {v1::ROLE_OPERATOR, "operator", {"quản trị hệ thống", "operator"}},
  });
  return terms;
}

const Terms& PairKinds() {
  static const auto& terms = *new Terms({
      {v1::MemberPair::KIND_APART, "apart", {"không trực cùng ca", "never in one crew"}},
      {v1::MemberPair::KIND_TOGETHER, "together", {"nên trực cùng ca", "in one crew if it can be"}},
  });
  return terms;
}

const Terms& PostKinds() {
  static const auto& terms = *new Terms({
      {v1::Post::KIND_FIXED, "fixed", {"chốt trực", "fixed post"}},
      {v1::Post::KIND_ROUTE, "route", {"tuyến tuần tra", "patrol route"}},
  });
  return terms;
}

const Terms& Recipients() {
  using v1::Notification;
  static const auto& terms = *new Terms({
      {Notification::RECIPIENT_POLICE_113, "113", {"công an 113", "police 113"}},
      {Notification::RECIPIENT_FIRE_114, "114", {"cứu hỏa 114", "fire brigade 114"}},
      {Notification::RECIPIENT_MEDICAL_115, "115", {"cấp cứu 115", "ambulance 115"}},
      {Notification::RECIPIENT_DUTY_DESK, "duty-desk", {"trực ban công an", "police duty desk"}},
      {Notification::RECIPIENT_LEADER, "leader", {"tổ trưởng", "the group's leader"}},
      {Notification::RECIPIENT_CHILD_111, "111", {"bảo vệ trẻ em 111", "child protection 111"}},
      {Notification::RECIPIENT_RESCUE_112, "112", {"tìm kiếm cứu nạn 112", "rescue 112"}},
      {Notification::RECIPIENT_OTHER, "other", {"nơi khác", "somebody else"}},
  });
  return terms;
}

const Terms& RepairAims() {
  using v1::RepairPlan;
  static const auto& terms = *new Terms({
      {RepairPlan::AIM_FEWEST_DISTURBED,
       "fewest",
       {"Ít người bị ảnh hưởng nhất", "Fewest people disturbed"}},
      {RepairPlan::AIM_FAIREST, "fairest", {"Công bằng nhất", "Fairest"}},
      {RepairPlan::AIM_LEAST_NOTICE,
       "notice",
       {"Ít người bị báo gấp nhất", "Fewest called at short notice"}},
  });
  return terms;
}

const Terms& Roles() {
  static const auto& terms = *[] {
    auto* all = new Terms(MemberRoles());
    all->insert(all->end(), OfficeRoles().begin(), OfficeRoles().end());
    return all;
  }();
  return terms;
}

const Terms& ProposalStates() {
  using State = v1::RosterProposal;
  static const auto& terms = *new Terms({
      {State::STATE_QUEUED, "queued", {"đang chờ", "queued"}},
      {State::STATE_SOLVING, "solving", {"đang xếp", "solving"}},
      {State::STATE_SOLVED, "solved", {"đã xếp xong", "solved"}},
      {State::STATE_FAILED, "failed", {"không xếp được", "failed"}},
      {State::STATE_CANCELLED, "cancelled", {"đã hủy", "cancelled"}},
      {State::STATE_ACCEPTED, "accepted", {"đã dùng", "accepted"}},
  });
  return terms;
}

const Terms& RosterStates() {
  static const auto& terms = *new Terms({
      {v1::Roster::STATE_DRAFT, "draft", {"bản nháp", "draft"}},
      {v1::Roster::STATE_PUBLISHED, "published", {"đã công bố", "published"}},
      {v1::Roster::STATE_CLOSED, "closed", {"đã khóa", "closed"}},
  });
  return terms;
}

const Terms& WishScores() {
  static const auto& terms = *new Terms({
      {2, "gladly", {"rất muốn", "gladly"}},
      {1, "rather", {"muốn", "rather"}},
      {0, "any", {"sao cũng được", "no wish"}},
      {-1, "rather-not", {"hơi ngại", "rather not"}},
      {-2, "please-not", {"xin đừng", "please not"}},
  });
  return terms;
}

const Terms& Weekdays() {
  static const auto& terms = *new Terms({
      {v1::DAY_OF_WEEK_MONDAY, "mon", {"T2", "Mon"}},
      {v1::DAY_OF_WEEK_TUESDAY, "tue", {"T3", "Tue"}},
      {v1::DAY_OF_WEEK_WEDNESDAY, "wed", {"T4", "Wed"}},
      {v1::DAY_OF_WEEK_THURSDAY, "thu", {"T5", "Thu"}},
      {v1::DAY_OF_WEEK_FRIDAY, "fri", {"T6", "Fri"}},
      {v1::DAY_OF_WEEK_SATURDAY, "sat", {"T7", "Sat"}},
      {v1::DAY_OF_WEEK_SUNDAY, "sun", {"CN", "Sun"}},
  });
  return terms;
}

std::string DescribeRead(const std::string& method, Language language) {
  static const auto& reads = *new std::map<std::string, Words>({
      {"DutyService.ListDuties", {"điểm danh các ca trực", "attendance of shifts"}},
      {"IncidentService.GetIncident", {"một vụ việc", "one incident"}},
      {"IncidentService.ListIncidents", {"danh sách vụ việc", "the list of incidents"}},
      {"RosterService.GetRoster", {"bảng trực của một tháng", "a month's roster"}},
  });
  const auto found = reads.find(method);
  return found == reads.end() ? method : found->second.In(language);
}

}  // namespace liengia::cli
