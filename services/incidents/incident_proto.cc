#include "services/incidents/incident_proto.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/platform/civil.h"
#include "services/platform/text.h"

namespace liengia::incidents {
namespace {

// A text of more than one line keeps its lines.
std::string Tidy(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(platform::Nfc(text)));
}

v1::Notification ToProto(const Notification& notification) {
  v1::Notification proto;
  proto.set_recipient(static_cast<v1::Notification::Recipient>(notification.recipient));
  platform::SetTime(notification.notify_time, proto.mutable_notify_time());
  return proto;
}

v1::Amendment ToProto(const Amendment& amendment) {
  v1::Amendment proto;
  platform::SetTime(amendment.record_time, proto.mutable_record_time());
  proto.set_author_name(amendment.author_name);
  proto.set_text(amendment.text);
  proto.set_outcome(static_cast<v1::Incident::Outcome>(amendment.outcome));
  return proto;
}

void ReadNotifications(const v1::Incident& proto, Incident& incident,
                       platform::Violations& violations) {
  for (int i = 0; i < proto.notifications_size(); ++i) {
    const v1::Notification& told = proto.notifications(i);
    Notification& notification = incident.notifications.emplace_back();
    notification.recipient = static_cast<Recipient>(told.recipient());
    notification.notify_time =
        told.has_notify_time()
            ? platform::ReadTime(told.notify_time(),
                                 absl::StrCat("incident.notifications[", i, "].notify_time"),
                                 violations)
            : incident.observe_time;
  }
}

}  // namespace

v1::Incident ToProto(const Incident& incident) {
  v1::Incident proto;
  proto.set_incident_id(incident.id);
  proto.set_shift_id(incident.shift_id);
  proto.set_kind(static_cast<v1::Incident::Kind>(incident.kind));
  proto.set_severity(static_cast<v1::Incident::Severity>(incident.severity));
  proto.set_place(incident.place);
  proto.set_checkpoint_id(incident.checkpoint_id);
  platform::SetTime(incident.observe_time, proto.mutable_observe_time());
  platform::SetTime(incident.record_time, proto.mutable_record_time());
  proto.set_seen(incident.seen);
  proto.set_action(incident.action);
  for (const Notification& notification : incident.notifications) {
    *proto.add_notifications() = ToProto(notification);
  }
  proto.set_outcome(static_cast<v1::Incident::Outcome>(incident.outcome));
  proto.set_injured_count(incident.injured_count);
  proto.set_author_name(incident.author_name);
  for (const Amendment& amendment : incident.amendments) {
    *proto.add_amendments() = ToProto(amendment);
  }
  proto.set_latest_outcome(static_cast<v1::Incident::Outcome>(LatestOutcome(incident)));
  return proto;
}

Incident FromProto(const v1::Incident& proto, platform::Violations& violations) {
  Incident incident;
  incident.id = proto.incident_id();
  incident.shift_id = proto.shift_id();
  incident.kind = static_cast<Kind>(proto.kind());
  incident.severity = static_cast<Severity>(proto.severity());
  incident.place = platform::CollapseSpaces(platform::Nfc(proto.place()));
  incident.checkpoint_id = proto.checkpoint_id();
  if (proto.has_observe_time()) {
    incident.observe_time =
        platform::ReadTime(proto.observe_time(), "incident.observe_time", violations);
  }
  incident.seen = Tidy(proto.seen());
  incident.action = Tidy(proto.action());
  ReadNotifications(proto, incident, violations);
  incident.outcome = static_cast<Outcome>(proto.outcome());
  incident.injured_count = proto.injured_count();
  return incident;
}

Amendment FromProto(const v1::Amendment& proto) {
  Amendment amendment;
  amendment.text = Tidy(proto.text());
  amendment.outcome = static_cast<Outcome>(proto.outcome());
  return amendment;
}

}  // namespace liengia::incidents
