#include "services/incidents/incident.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace liengia::incidents {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::Duration kTick = absl::Microseconds(1);  // The precision of the database.
const absl::Time kNow = absl::FromUnixSeconds(1'792'249'200);

Incident Noise() {
  Incident incident;
  incident.kind = Kind::kNoise;
  incident.place = "trước chợ Tây Lộc";
  incident.observe_time = kNow - absl::Minutes(20);
  incident.seen = "Hát karaoke sau 22 giờ.";
  return incident;
}

std::vector<std::string> WrongFields(const Incident& incident) {
  platform::Violations violations;
  CheckIncident(incident, kNow, violations);
  std::vector<std::string> fields;
  const auto detail = platform::DetailOf(violations.ToStatus());
  if (!detail.has_value()) return fields;
  for (const platform::Violation& violation : detail->violations) fields.push_back(violation.field);
  return fields;
}

TEST(CheckIncidentTest, AcceptsWhatIsWhole) { EXPECT_THAT(WrongFields(Noise()), IsEmpty()); }

TEST(CheckIncidentTest, TellsAllThatIsMissingAtOnce) {
  EXPECT_THAT(WrongFields(Incident()), ElementsAre("incident.kind", "incident.place",
                                                   "incident.seen", "incident.observe_time"));
}

TEST(CheckIncidentTest, AcceptsTheLastSevenDays) {
  Incident incident = Noise();
  incident.observe_time = kNow;
  EXPECT_THAT(WrongFields(incident), IsEmpty());
  incident.observe_time = kNow - absl::Hours(7 * 24);
  EXPECT_THAT(WrongFields(incident), IsEmpty());
}

TEST(CheckIncidentTest, RefusesTheFutureAndWhatIsOlder) {
  Incident incident = Noise();
  incident.observe_time = kNow + kTick;
  EXPECT_THAT(WrongFields(incident), ElementsAre("incident.observe_time"));
  incident.observe_time = kNow - absl::Hours(7 * 24) - kTick;
  EXPECT_THAT(WrongFields(incident), ElementsAre("incident.observe_time"));
}

TEST(CheckIncidentTest, RefusesToHaveToldSomebodyInTheFuture) {
  Incident incident = Noise();
  incident.notifications = {{Recipient::kPolice113, incident.observe_time},
                            {Recipient::kDutyDesk, kNow + kTick}};
  EXPECT_THAT(WrongFields(incident), ElementsAre("incident.notifications[1].notify_time"));
}

TEST(CheckRoomForAmendmentTest, RefusesTheHundredAndFirst) {
  EXPECT_TRUE(CheckRoomForAmendment(99).ok());
  const absl::Status status = CheckRoomForAmendment(100);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(platform::DetailOf(status)->metadata.at("limit"), "100");
}

TEST(NamesTest, ReadBackAsWritten) {
  for (int i = 0; i <= static_cast<int>(Kind::kOther); ++i) {
    EXPECT_EQ(KindNamed(NameOf(static_cast<Kind>(i))), static_cast<Kind>(i));
  }
  for (int i = 0; i <= static_cast<int>(Severity::kSerious); ++i) {
    EXPECT_EQ(SeverityNamed(NameOf(static_cast<Severity>(i))), static_cast<Severity>(i));
  }
  for (int i = 0; i <= static_cast<int>(Outcome::kFalseAlarm); ++i) {
    EXPECT_EQ(OutcomeNamed(NameOf(static_cast<Outcome>(i))), static_cast<Outcome>(i));
  }
  for (int i = 0; i <= static_cast<int>(Recipient::kOther); ++i) {
    EXPECT_EQ(RecipientNamed(NameOf(static_cast<Recipient>(i))), static_cast<Recipient>(i));
  }
}

TEST(NamesTest, ReadUnknownTextAsNone) { EXPECT_EQ(KindNamed("suspicious_person"), Kind::kNone); }

TEST(LatestOutcomeTest, IsThatOfTheLastAmendmentThatKnewIt) {
  Incident incident;
  EXPECT_EQ(LatestOutcome(incident), Outcome::kNone);
  incident.outcome = Outcome::kBeingChecked;
  EXPECT_EQ(LatestOutcome(incident), Outcome::kBeingChecked);
  incident.amendments = {{.outcome = Outcome::kHandedOver}, {.text = "nhầm số nhà"}};
  EXPECT_EQ(LatestOutcome(incident), Outcome::kHandedOver);
}

}  // namespace
}  // namespace liengia::incidents
