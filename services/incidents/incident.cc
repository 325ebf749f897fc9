#include "services/incidents/incident.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"

namespace liengia::incidents {
namespace {

// In the order of the enums; what is stored must stay readable, so names only get added.
constexpr std::array<const char*, 26> kKindNames = {"",
                                                    "theft",
                                                    "snatching",
                                                    "fight",
                                                    "disturbance",
                                                    "late_gathering",
                                                    "gambling",
                                                    "drug_sign",
                                                    "fraud_warning",
                                                    "domestic_violence",
                                                    "fire",
                                                    "traffic_accident",
                                                    "congestion",
                                                    "encroachment",
                                                    "misplaced_trade",
                                                    "noise",
                                                    "litter",
                                                    "lost_person",
                                                    "sick_person",
                                                    "storm",
                                                    "light_fault",
                                                    "stray_animal",
                                                    "fireworks",
                                                    "suspicious_object",
                                                    "dispute_mediated",
                                                    "other"};
constexpr std::array<const char*, 4> kSeverityNames = {"", "minor", "notable", "serious"};
constexpr std::array<const char*, 5> kOutcomeNames = {"", "closed_on_spot", "handed_over",
                                                      "being_checked", "false_alarm"};
constexpr std::array<const char*, 9> kRecipientNames = {
    "",       "police_113", "fire_114",   "medical_115", "duty_desk",
    "leader", "child_111",  "rescue_112", "other"};

template <typename Names>
int IndexOf(const Names& names, const std::string& name) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (name == names[i]) return static_cast<int>(i);
  }
  return 0;
}

void CheckPast(absl::Time time, absl::Time now, const std::string& field,
               platform::Violations& violations) {
  violations.Require(
      time <= now, field,
      {"ở tương lai. Hãy xem lại ngày giờ.", "lies in the future; check the date and the time."});
  violations.Require(time >= now - kOldestObservation, field,
                     {"đã quá 7 ngày. Việc cũ hơn xin báo trực tiếp cho công an phường, xã.",
                      "is more than seven days ago; tell the ward's police directly."});
}

}  // namespace

std::string NameOf(Kind kind) { return kKindNames[static_cast<size_t>(kind)]; }
std::string NameOf(Severity severity) { return kSeverityNames[static_cast<size_t>(severity)]; }
std::string NameOf(Outcome outcome) { return kOutcomeNames[static_cast<size_t>(outcome)]; }
std::string NameOf(Recipient recipient) { return kRecipientNames[static_cast<size_t>(recipient)]; }

Kind KindNamed(const std::string& name) { return static_cast<Kind>(IndexOf(kKindNames, name)); }
Severity SeverityNamed(const std::string& name) {
  return static_cast<Severity>(IndexOf(kSeverityNames, name));
}
Outcome OutcomeNamed(const std::string& name) {
  return static_cast<Outcome>(IndexOf(kOutcomeNames, name));
}
Recipient RecipientNamed(const std::string& name) {
  return static_cast<Recipient>(IndexOf(kRecipientNames, name));
}

Outcome LatestOutcome(const Incident& incident) {
  Outcome latest = incident.outcome;
  for (const Amendment& amendment : incident.amendments) {
    if (amendment.outcome != Outcome::kNone) latest = amendment.outcome;
  }
  return latest;
}

void CheckIncident(const Incident& incident, absl::Time now, platform::Violations& violations) {
  const platform::Sentence missing = {"còn thiếu.", "is missing."};
  violations.Require(incident.kind != Kind::kNone, "incident.kind", missing);
  violations.Require(!incident.place.empty(), "incident.place", missing);
  violations.Require(!incident.seen.empty(), "incident.seen", missing);
  if (incident.observe_time == absl::InfinitePast()) {
    violations.Add("incident.observe_time", missing);
    return;  // Notifications without a time take this one.
  }
  CheckPast(incident.observe_time, now, "incident.observe_time", violations);
  for (size_t i = 0; i < incident.notifications.size(); ++i) {
    const absl::Time time = incident.notifications[i].notify_time;
    if (time == incident.observe_time) continue;
    CheckPast(time, now, absl::StrCat("incident.notifications[", i, "].notify_time"), violations);
  }
}

absl::Status CheckRoomForAmendment(int amendment_count) {
  if (amendment_count < kMostAmendments) return absl::OkStatus();
  platform::ErrorDetail detail;
  detail.reason = platform::Reason::kLimitReached;
  detail.text = {
      absl::StrCat("Sự việc này đã có ", kMostAmendments, " lần bổ sung. Hãy ghi một sự việc mới."),
      absl::StrCat("The incident has ", kMostAmendments,
                   " amendments; write a new incident down.")};
  detail.metadata = {{"limit", absl::StrCat(kMostAmendments)},
                     {"count", absl::StrCat(amendment_count)}};
  return platform::Refusal(absl::StatusCode::kResourceExhausted, std::move(detail));
}

}  // namespace liengia::incidents
