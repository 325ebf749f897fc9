#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/platform/errors.h"

// An entry of a group's incident log: what the crew saw, wrote down once and amended openly.
namespace liengia::incidents {

inline constexpr absl::Duration kOldestObservation = absl::Hours(7 * 24);
inline constexpr int kMostAmendments = 100;

// The values of the contract's Incident.Kind, which says what each means.
enum class Kind {
  kNone = 0,  // Missing.
  kTheft = 1,
  kSnatching = 2,
  kFight = 3,
  kDisturbance = 4,
  kLateGathering = 5,
  kGambling = 6,
  kDrugSign = 7,
  kFraudWarning = 8,
  kDomesticViolence = 9,
  kFire = 10,
  kTrafficAccident = 11,
  kCongestion = 12,
  kEncroachment = 13,
  kMisplacedTrade = 14,
  kNoise = 15,
  kLitter = 16,
  kLostPerson = 17,
  kSickPerson = 18,
  kStorm = 19,
  kLightFault = 20,
  kStrayAnimal = 21,
  kFireworks = 22,
  kSuspiciousObject = 23,
  kDisputeMediated = 24,
  kOther = 25,
};

// The values of the contract's Incident.Severity; kNone: not said.
enum class Severity { kNone = 0, kMinor = 1, kNotable = 2, kSerious = 3 };

// The values of the contract's Incident.Outcome; kNone: not known yet.
enum class Outcome {
  kNone = 0,
  kClosedOnSpot = 1,
  kHandedOver = 2,
  kBeingChecked = 3,
  kFalseAlarm = 4,
};

// The values of the contract's Notification.Recipient.
enum class Recipient {
  kNone = 0,  // Missing.
  kPolice113 = 1,
  kFire114 = 2,
  kMedical115 = 3,
  kDutyDesk = 4,
  kLeader = 5,
  kChild111 = 6,
  kRescue112 = 7,
  kOther = 8,
};

// As the database writes them ("late_gathering"), "" for kNone, and back: kNone for any other text.
std::string NameOf(Kind kind);
std::string NameOf(Severity severity);
std::string NameOf(Outcome outcome);
std::string NameOf(Recipient recipient);
Kind KindNamed(const std::string& name);
Severity SeverityNamed(const std::string& name);
Outcome OutcomeNamed(const std::string& name);
Recipient RecipientNamed(const std::string& name);

// Somebody who was told.
struct Notification {
  Recipient recipient = Recipient::kNone;
  absl::Time notify_time;
};

// Something added later.
struct Amendment {
  absl::Time record_time;
  std::string author_member_id;
  std::string author_name;
  std::string text;
  Outcome outcome = Outcome::kNone;  // kNone: as before.
};

struct Incident {
  std::string id;
  std::string shift_id;  // Empty: during none.
  Kind kind = Kind::kNone;
  Severity severity = Severity::kNone;
  std::string place;
  std::string checkpoint_id;                       // Empty: at none.
  absl::Time observe_time = absl::InfinitePast();  // InfinitePast: missing.
  absl::Time record_time;
  std::string seen;
  std::string action;
  std::vector<Notification> notifications;
  Outcome outcome = Outcome::kNone;
  int injured_count = 0;
  std::string author_member_id;
  std::string author_name;
  std::vector<Amendment> amendments;  // Oldest first.
};

// How it ended, as the last amendment that knew it says, else as first written.
Outcome LatestOutcome(const Incident& incident);

// Adds all that is wrong with an incident that is to be written down at `now`: kind, place,
// observe_time and seen are needed, and no time lies in the future or more than seven days ago.
// Fields are named from "incident." on. Ids are not looked at.
void CheckIncident(const Incident& incident, absl::Time now, platform::Violations& violations);

// RESOURCE_EXHAUSTED (kLimitReached) when an incident with so many amendments can take no more.
absl::Status CheckRoomForAmendment(int amendment_count);

}  // namespace liengia::incidents
