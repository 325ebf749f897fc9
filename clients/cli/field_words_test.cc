#include "clients/cli/field_words.h"

#include <set>

#include "gtest/gtest.h"
#include "liengia/v1/advice_service.pb.h"
#include "liengia/v1/area_service.pb.h"
#include "liengia/v1/charter_service.pb.h"
#include "liengia/v1/coverage_service.pb.h"
#include "liengia/v1/credit_service.pb.h"
#include "liengia/v1/duty_service.pb.h"
#include "liengia/v1/duty_template_service.pb.h"
#include "liengia/v1/group_service.pb.h"
#include "liengia/v1/household_service.pb.h"
#include "liengia/v1/incident_service.pb.h"
#include "liengia/v1/member_service.pb.h"
#include "liengia/v1/office_service.pb.h"
#include "liengia/v1/post_service.pb.h"
#include "liengia/v1/roster_service.pb.h"
#include "liengia/v1/rule.pb.h"
#include "liengia/v1/session_service.pb.h"
#include "liengia/v1/wish_service.pb.h"

namespace liengia::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

TEST(SayFieldTest, SaysTheLastNameOfAPathInBothLanguages) {
  EXPECT_EQ(SayField("group_id", Language::kVietnamese), "tổ");
  EXPECT_EQ(SayField("duty_template.crew_max", Language::kVietnamese), "số người tối đa");
  EXPECT_EQ(SayField("duty_template.crew_max", Language::kEnglish), "largest crew");
}

TEST(SayFieldTest, CountsTheItemsOfAListFromOne) {
  EXPECT_EQ(SayField("post.checkpoints[2].name", Language::kVietnamese), "tên (mục 3)");
  EXPECT_EQ(SayField("incident.notifications[0]", Language::kEnglish), "who was told (no. 1)");
}

TEST(SayFieldTest, KeepsThePathOfWhatHasNoWord) {
  EXPECT_EQ(SayField("line 7, Số điện thoại", Language::kVietnamese), "line 7, Số điện thoại");
  EXPECT_EQ(SayField("roster.nosuch", Language::kEnglish), "roster.nosuch");
}

// The required fields of a request and of the messages in it that have no word.
void AddWordless(const Descriptor& message, std::set<std::string>& wordless,
                 std::set<const Descriptor*>& seen) {
  if (!seen.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const bool required = field.options().GetExtension(v1::rule).required();
    if (required && SayField(field.name(), Language::kEnglish) == field.name() &&
        SayField(field.name(), Language::kVietnamese) == field.name()) {
      wordless.insert(field.full_name());
    }
    if (field.message_type() != nullptr) AddWordless(*field.message_type(), wordless, seen);
  }
}

TEST(SayFieldTest, EveryRequiredFieldOfTheContractHasAWord) {
  std::set<std::string> wordless;
  std::set<const Descriptor*> seen;
  const Descriptor* of_each_service[] = {
      v1::ApplyRepairRequest::descriptor(),   v1::UpdateCharterRequest::descriptor(),
      v1::GetCreditRequest::descriptor(),     v1::SetPairRequest::descriptor(),
      v1::EndAreaRequest::descriptor(),       v1::GetCoverageRequest::descriptor(),
      v1::CheckInRequest::descriptor(),       v1::ListDutyTemplatesRequest::descriptor(),
      v1::UpdateGroupRequest::descriptor(),   v1::ImportPeopleRequest::descriptor(),
      v1::AmendIncidentRequest::descriptor(), v1::ListMembersRequest::descriptor(),
      v1::CreateOfficeRequest::descriptor(),  v1::ListPostsRequest::descriptor(),
      v1::PublishRosterRequest::descriptor(), v1::SignInRequest::descriptor()};
  for (const Descriptor* message : of_each_service) {
    const google::protobuf::FileDescriptor* file = message->file();
    for (int i = 0; i < file->message_type_count(); ++i) {
      AddWordless(*file->message_type(i), wordless, seen);
    }
  }
  EXPECT_EQ(wordless, std::set<std::string>());
}

}  // namespace
}  // namespace liengia::cli
