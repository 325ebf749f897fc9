#include "clients/cli/words.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "liengia/v1/access.pb.h"
#include "liengia/v1/area.pb.h"
#include "liengia/v1/civil.pb.h"
#include "liengia/v1/duty.pb.h"
#include "liengia/v1/duty_service.pb.h"
#include "liengia/v1/group.pb.h"
#include "liengia/v1/group_service.pb.h"
#include "liengia/v1/household_service.pb.h"
#include "liengia/v1/incident.pb.h"
#include "liengia/v1/incident_service.pb.h"
#include "liengia/v1/member_service.pb.h"
#include "liengia/v1/post.pb.h"
#include "liengia/v1/roster.pb.h"
#include "liengia/v1/roster_service.pb.h"

namespace liengia::cli {
namespace {

// Every value of the contract's enumeration but zero has one term, which its words read back.
template <typename Enum>
void ExpectComplete(const Terms& terms) {
  const google::protobuf::EnumDescriptor& values = *google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 0; i < values.value_count(); ++i) {
    const int value = values.value(i)->number();
    if (value == 0) continue;
    const std::string name = NameOf(terms, value, Language::kVietnamese);
    EXPECT_NE(name, std::to_string(value)) << values.value(i)->name();
    EXPECT_EQ(ReadTerm(terms, name), value) << name;
    EXPECT_EQ(ReadTerm(terms, NameOf(terms, value, Language::kEnglish)), value) << name;
  }
  for (const Term& term : terms) EXPECT_EQ(ReadTerm(terms, term.word), term.value) << term.word;
}

TEST(Words, NameEveryValueOfTheContract) {
  ExpectComplete<v1::Area::Kind>(AreaKinds());
  ExpectComplete<v1::Duty::State>(DutyStates());
  ExpectComplete<v1::Duty::Method>(CheckInMethods());
  ExpectComplete<v1::Group::Model>(GroupModels());
  ExpectComplete<v1::Group::State>(GroupStates());
  ExpectComplete<v1::Incident::Kind>(IncidentKinds());
  ExpectComplete<v1::Incident::Outcome>(IncidentOutcomes());
  ExpectComplete<v1::Incident::Severity>(IncidentSeverities());
  ExpectComplete<v1::MarkAttendanceRequest::Mark>(Marks());
  ExpectComplete<v1::Notification::Recipient>(Recipients());
  ExpectComplete<v1::Post::Kind>(PostKinds());
  ExpectComplete<v1::Role>(Roles());
  ExpectComplete<v1::Roster::State>(RosterStates());
  ExpectComplete<v1::DayOfWeek>(Weekdays());
}

TEST(DescribeRead, HasWordsForEveryReadOfOfficialsAndKeepsOtherNames) {
  int ledgered = 0;
  for (const google::protobuf::Descriptor* request :
       {v1::ListDutiesRequest::descriptor(), v1::ListIncidentsRequest::descriptor(),
        v1::GetRosterRequest::descriptor(), v1::ListMembersRequest::descriptor(),
        v1::ListHouseholdsRequest::descriptor(), v1::GetGroupRequest::descriptor()}) {
    const google::protobuf::ServiceDescriptor* service = request->file()->service(0);
    for (int i = 0; i < service->method_count(); ++i) {
      if (!service->method(i)->options().GetExtension(v1::access).ledgered()) continue;
      const std::string method = absl::StrCat(service->name(), ".", service->method(i)->name());
      EXPECT_NE(DescribeRead(method, Language::kVietnamese), method);
      ++ledgered;
    }
  }
  EXPECT_GE(ledgered, 4);
  EXPECT_EQ(DescribeRead("NewService.Read", Language::kVietnamese), "NewService.Read");
}

TEST(ReadTerm, TakesNamesWithoutDiacriticsInAnyCase) {
  EXPECT_EQ(ReadTerm(IncidentKinds(), "TRỘM CẮP"), v1::Incident::KIND_THEFT);
  EXPECT_EQ(ReadTerm(IncidentKinds(), "trom cap"), v1::Incident::KIND_THEFT);
  EXPECT_EQ(ReadTerm(IncidentKinds(), "people"), std::nullopt);
}

}  // namespace
}  // namespace liengia::cli
