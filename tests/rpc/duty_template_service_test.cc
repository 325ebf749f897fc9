#include "liengia/v1/duty_template_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::SizeIs;
using Stub = v1::DutyTemplateService::Stub;

constexpr char kNight[] =
    "name: 'Tuần tra đêm, ca 1' start_time { hours: 22 } end_time { hours: 2 } "
    "crew_min: 2 crew_ideal: 3 crew_max: 4 leaders_needed: 1";

v1::CreateDutyTemplateRequest Create(const TestGroup& group, const std::string& post,
                                     const std::string& text = kNight) {
  v1::CreateDutyTemplateRequest request;
  request.set_group_id(group.id);
  *request.mutable_duty_template() = Proto<v1::DutyTemplate>(text);
  request.mutable_duty_template()->set_post_id(post);
  return request;
}

v1::DutyTemplate Created(const TestGroup& group, const std::string& text = kNight) {
  const auto reply =
      group.leader.client.Call(&Stub::CreateDutyTemplate, Create(group, NewPost(group), text));
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->duty_template();
}

v1::UpdateDutyTemplateRequest Update(const TestGroup& group, const std::string& id,
                                     const std::string& text) {
  v1::UpdateDutyTemplateRequest request;
  request.set_group_id(group.id);
  *request.mutable_duty_template() = Proto<v1::DutyTemplate>(text);
  request.mutable_duty_template()->set_duty_template_id(id);
  return request;
}

v1::DeleteDutyTemplateRequest Delete(const TestGroup& group, const std::string& id) {
  v1::DeleteDutyTemplateRequest request;
  request.set_group_id(group.id);
  request.set_duty_template_id(id);
  return request;
}

v1::ListDutyTemplatesRequest List(const TestGroup& group, int page_size = 0) {
  v1::ListDutyTemplatesRequest request;
  request.set_group_id(group.id);
  request.set_page_size(page_size);
  return request;
}

TEST(CreateDutyTemplateTest, GivesItBackAsItIsKept) {
  const TestGroup group = NewGroup();
  const auto reply =
      group.leader.client.Call(&Stub::CreateDutyTemplate, Create(group, NewPost(group)));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty_template(), ContainsProto(std::string(kNight) + " importance: 3"));
  EXPECT_THAT(reply->duty_template().weekdays(), SizeIs(0));
  EXPECT_THAT(reply->duty_template().duty_template_id(), SizeIs(36));
  EXPECT_FALSE(reply->duty_template().etag().empty());
}

TEST(CreateDutyTemplateTest, KeepsDaysDatesAndMidnight) {
  const std::string text =
      "name: 'Giờ tan học' start_time { hours: 20 minutes: 30 } end_time { hours: 24 } "
      "weekdays: DAY_OF_WEEK_MONDAY weekdays: DAY_OF_WEEK_SUNDAY "
      "valid_from { year: 2026 month: 9 day: 5 } valid_to { year: 2027 month: 6 day: 1 } "
      "crew_min: 1 crew_ideal: 1 crew_max: 20 importance: 5";
  const TestGroup group = NewGroup();
  const v1::DutyTemplate created = Created(group, text);
  EXPECT_EQ(created.end_time().hours(), 0);
  const auto listed = group.leader.client.Call(&Stub::ListDutyTemplates, List(group));
  ASSERT_EQ(listed->duty_templates_size(), 1) << listed;
  EXPECT_EQ(listed->duty_templates(0).DebugString(), created.DebugString());
  EXPECT_THAT(created.weekdays(),
              ::testing::ElementsAre(v1::DAY_OF_WEEK_MONDAY, v1::DAY_OF_WEEK_SUNDAY));
}

TEST(CreateDutyTemplateTest, TellsEverythingThatIsWrongAtOnce) {
  const TestGroup group = NewGroup();
  auto request = Create(group, "",
                        "start_time { hours: 24 } end_time { hours: 9 minutes: 61 } "
                        "weekdays: DAY_OF_WEEK_UNSPECIFIED valid_from { year: 2026 month: 2 day: "
                        "30 } crew_min: 3 crew_ideal: 2 crew_max: 1 leaders_needed: 4");
  const auto reply = group.leader.client.Call(&Stub::CreateDutyTemplate, request);
  EXPECT_THAT(reply,
              IsMalformed(Fields({"duty_template.start_time", "duty_template.end_time",
                                  "duty_template.weekdays", "duty_template.valid_from",
                                  "duty_template.post_id", "duty_template.name",
                                  "duty_template.end_time", "duty_template.crew_ideal",
                                  "duty_template.crew_max", "duty_template.leaders_needed"})));
}

TEST(CreateDutyTemplateTest, NeedsTimes) {
  const TestGroup group = NewGroup();
  const auto reply = group.leader.client.Call(
      &Stub::CreateDutyTemplate,
      Create(group, NewPost(group), "name: 'Đêm' crew_min: 1 crew_ideal: 1 crew_max: 1"));
  EXPECT_THAT(reply, IsMalformed(Fields({"duty_template.start_time", "duty_template.end_time",
                                         "duty_template.end_time"})));
}

TEST(CreateDutyTemplateTest, ThePostMustBeTheGroupsOwn) {
  const TestGroup group = NewGroup();
  const std::string others = NewPost(NewGroup());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateDutyTemplate, Create(group, others)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(CreateDutyTemplateTest, ATakenIdIsRefused) {
  const TestGroup group = NewGroup();
  auto request = Create(group, NewPost(group));
  request.mutable_duty_template()->set_duty_template_id(Created(group).duty_template_id());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateDutyTemplate, request),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(CreateDutyTemplateTest, AMemberMayNot) {
  const TestGroup group = NewGroup();
  const TestMember member = NewMember(group);
  EXPECT_THAT(member.client.Call(&Stub::CreateDutyTemplate, Create(group, NewPost(group))),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(CreateDutyTemplateTest, AnOutsiderDoesNotLearnOfTheGroup) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(TheWorld().Person().Call(&Stub::CreateDutyTemplate, Create(group, NewPost(group))),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::CreateDutyTemplate, Create(group, NewPost(group))),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(CreateDutyTemplateTest, ADissolvedGroupHasNoNewOnes) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateDutyTemplate, Create(group, NewPost(group))),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreateDutyTemplateTest, FiftyAreEnough) {
  const TestGroup group = NewGroup();
  const std::string post = NewPost(group);
  Change(group,
         "insert into duty_templates (group_id, id, name, post_id, start_time, end_time, "
         "weekdays, crew_min, crew_ideal, crew_max, leaders_needed, importance, "
         "create_time) select $group, gen_random_uuid(), 'Ca', '" +
             post +
             "', '22:00', '02:00', 127, 1, 1, 1, 0, 3, now() "
             "from generate_series(1, 49)");
  EXPECT_TRUE(group.leader.client.Call(&Stub::CreateDutyTemplate, Create(group, post)).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreateDutyTemplate, Create(group, post)),
              IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(UpdateDutyTemplateTest, WritesWhatIsSetAndLeavesTheRest) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate before = Created(group);
  const auto reply = group.leader.client.Call(
      &Stub::UpdateDutyTemplate,
      Update(group, before.duty_template_id(), "end_time { hours: 4 } crew_max: 6"));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->duty_template(), ContainsProto("name: 'Tuần tra đêm, ca 1' end_time { hours: "
                                                    "4 } crew_min: 2 crew_ideal: 3 crew_max: 6"));
  EXPECT_NE(reply->duty_template().etag(), before.etag());
}

TEST(UpdateDutyTemplateTest, AMaskCanClearADate) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate before =
      Created(group, std::string(kNight) + " valid_to { year: 2027 month: 1 day: 1 }");
  auto request = Update(group, before.duty_template_id(), "");
  request.mutable_update_mask()->add_paths("valid_to");
  const auto reply = group.leader.client.Call(&Stub::UpdateDutyTemplate, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_FALSE(reply->duty_template().has_valid_to());
}

TEST(UpdateDutyTemplateTest, TheWholeMustStillFit) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate before = Created(group);
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateDutyTemplate,
                                       Update(group, before.duty_template_id(), "crew_min: 5")),
              IsMalformed(Fields({"duty_template.crew_ideal"})));
}

TEST(UpdateDutyTemplateTest, AStaleEtagIsRefused) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate before = Created(group);
  auto request = Update(group, before.duty_template_id(), "crew_max: 6");
  request.mutable_duty_template()->set_etag(before.etag());
  EXPECT_TRUE(group.leader.client.Call(&Stub::UpdateDutyTemplate, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateDutyTemplate, request),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(UpdateDutyTemplateTest, AnUnknownOneOrPostIsNotFound) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate before = Created(group);
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdateDutyTemplate, Update(group, kNowhere, "crew_max: 6")),
      IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  auto request = Update(group, before.duty_template_id(), "");
  request.mutable_duty_template()->set_post_id(kNowhere);
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateDutyTemplate, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(UpdateDutyTemplateTest, NeedsAnIdAndKnownFields) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateDutyTemplate, Update(group, "", "crew_max: 6")),
              IsMalformed(Fields({"duty_template.duty_template_id"})));
  auto request = Update(group, kNowhere, "crew_max: 6");
  request.mutable_update_mask()->add_paths("etag");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateDutyTemplate, request),
              IsMalformed(Fields({"update_mask"})));
}

TEST(UpdateDutyTemplateTest, AMemberMayNot) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate before = Created(group);
  EXPECT_THAT(NewMember(group).client.Call(&Stub::UpdateDutyTemplate,
                                           Update(group, before.duty_template_id(), "crew_max: 6")),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

TEST(DeleteDutyTemplateTest, TakesItAwayOnce) {
  const TestGroup group = NewGroup();
  const auto request = Delete(group, Created(group).duty_template_id());
  EXPECT_TRUE(group.leader.client.Call(&Stub::DeleteDutyTemplate, request).ok());
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteDutyTemplate, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(DeleteDutyTemplateTest, ItsShiftsStay) {
  const TestGroup group = NewGroup();
  const v1::DutyTemplate made = Created(group);
  const v1::Roster draft = NewDraft(group);
  EXPECT_TRUE(
      group.leader.client.Call(&Stub::DeleteDutyTemplate, Delete(group, made.duty_template_id()))
          .ok());
  EXPECT_EQ(Look(group, draft.roster_id()).shifts_size(), 30);
}

TEST(DeleteDutyTemplateTest, OthersMayNot) {
  const TestGroup group = NewGroup();
  const auto request = Delete(group, Created(group).duty_template_id());
  EXPECT_THAT(NewMember(group).client.Call(&Stub::DeleteDutyTemplate, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(NewGroup().leader.client.Call(&Stub::DeleteDutyTemplate, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(group.leader.client.Call(&Stub::DeleteDutyTemplate, Delete(group, "7")),
              IsMalformed(Fields({"duty_template_id"})));
}

TEST(ListDutyTemplatesTest, ListsByStartAndNamePageByPage) {
  const TestGroup group = NewGroup();
  const std::string crew = " crew_min: 1 crew_ideal: 1 crew_max: 1";
  Created(group, "name: 'Đ' start_time { hours: 22 } end_time { hours: 23 }" + crew);
  Created(group, "name: 'D' start_time { hours: 22 } end_time { hours: 23 }" + crew);
  Created(group, "name: 'X' start_time { hours: 6 } end_time { hours: 7 }" + crew);
  const TestMember member = NewMember(group);
  auto request = List(group, 2);
  std::vector<std::string> names;
  do {
    const auto page = member.client.Call(&Stub::ListDutyTemplates, request);
    ASSERT_TRUE(page.ok()) << page;
    for (const auto& found : page->duty_templates()) names.push_back(found.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ::testing::ElementsAre("X", "D", "Đ"));
}

TEST(ListDutyTemplatesTest, RefusesTokensOfOtherListsAndNegativeSizes) {
  const TestGroup group = NewGroup();
  auto request = List(group);
  request.set_page_token("bm9uc2Vuc2U");
  EXPECT_THAT(group.leader.client.Call(&Stub::ListDutyTemplates, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  EXPECT_THAT(group.leader.client.Call(&Stub::ListDutyTemplates, List(group, -1)),
              IsMalformed(Fields({"page_size"})));
}

TEST(ListDutyTemplatesTest, AnOutsiderDoesNotLearnOfTheGroup) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListDutyTemplates, List(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListDutyTemplates, List(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

}  // namespace
}  // namespace liengia::testing
