#include "liengia/v1/charter_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/rosters.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using Stub = v1::CharterService::Stub;

v1::UpdateCharterRequest Update(const TestGroup& group, const std::string& text,
                                const std::vector<std::string>& mask = {}) {
  v1::UpdateCharterRequest request;
  request.set_group_id(group.id);
  *request.mutable_charter() = Proto<v1::Charter>(text);
  for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
  return request;
}

v1::Charter Updated(const TestGroup& group, const std::string& text,
                    const std::vector<std::string>& mask = {}) {
  const auto reply = group.leader.client.Call(&Stub::UpdateCharter, Update(group, text, mask));
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->charter();
}

v1::GetCharterRequest Get(const TestGroup& group) {
  v1::GetCharterRequest request;
  request.set_group_id(group.id);
  return request;
}

v1::ListChartersRequest List(const TestGroup& group, int page_size = 0,
                             const std::string& page_token = "") {
  v1::ListChartersRequest request;
  request.set_group_id(group.id);
  request.set_page_size(page_size);
  request.set_page_token(page_token);
  return request;
}

std::vector<int64_t> VersionsIn(const v1::ListChartersResponse& response) {
  std::vector<int64_t> versions;
  for (const v1::Charter& charter : response.charters()) versions.push_back(charter.version());
  return versions;
}

TEST(GetCharterTest, AGroupBeginsWithItsModels) {
  const TestGroup group = NewGroup();
  const auto reply = NewMember(group).client.Call(&Stub::GetCharter, Get(group));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->charter(),
              ContainsProto("version: 0 min_rest_minutes: 480 max_nights_in_row: 2 "
                            "max_duties_per_week: 3 fairness_unit: FAIRNESS_UNIT_MEMBER "
                            "weekend_percent: 125 holiday_percent: 150 tet_percent: 200 "
                            "night_extra_percent: 50 night_start_time { hours: 22 } "
                            "night_end_time { hours: 6 }"));
  EXPECT_FALSE(reply->charter().has_change_time());
  EXPECT_EQ(reply->default_charter().DebugString(), reply->charter().DebugString());
}

TEST(GetCharterTest, OutsidersLearnNothing) {
  const TestGroup group = NewGroup();
  World& world = TheWorld();
  EXPECT_THAT(world.Person().Call(&Stub::GetCharter, Get(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(world.Stranger().Call(&Stub::GetCharter, Get(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
  EXPECT_THAT(group.leader.client.Call(&Stub::GetCharter, v1::GetCharterRequest()),
              IsMalformed(Fields({"group_id"})));
}

TEST(UpdateCharterTest, WritesANewVersionWithWhoAndWhen) {
  const TestGroup group = NewGroup();
  const v1::Charter changed =
      Updated(group, "min_rest_minutes: 660 fairness_unit: FAIRNESS_UNIT_HOUSEHOLD");
  EXPECT_THAT(changed, ContainsProto("version: 1 min_rest_minutes: 660 max_nights_in_row: 2 "
                                     "fairness_unit: FAIRNESS_UNIT_HOUSEHOLD "
                                     "changed_by_name: 'Lê Văn Trưởng'"));
  EXPECT_TRUE(changed.has_change_time());
  const auto reply = NewMember(group).client.Call(&Stub::GetCharter, Get(group));
  EXPECT_EQ(reply->charter().DebugString(), changed.DebugString());
  EXPECT_EQ(reply->default_charter().min_rest_minutes(), 480);
}

TEST(UpdateCharterTest, AMaskWritesZeros) {
  const TestGroup group = NewGroup();
  const v1::Charter changed = Updated(group, "", {"night_extra_percent", "min_rest_minutes"});
  EXPECT_THAT(changed, ContainsProto("version: 1 max_duties_per_week: 3"));
  EXPECT_EQ(changed.night_extra_percent(), 0);
  EXPECT_EQ(changed.min_rest_minutes(), 0);
}

TEST(UpdateCharterTest, NothingDifferentIsNoNewVersion) {
  const TestGroup group = NewGroup();
  EXPECT_EQ(Updated(group, "max_nights_in_row: 2").version(), 0);
  EXPECT_EQ(Updated(group, "max_nights_in_row: 3").version(), 1);
  EXPECT_EQ(Updated(group, "max_nights_in_row: 3").version(), 1);
}

TEST(UpdateCharterTest, EveryNumberOutOfItsRangeIsTold) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(
                  &Stub::UpdateCharter,
                  Update(group,
                         "min_rest_minutes: 1441 max_nights_in_row: 8 max_duties_per_week: -1 "
                         "fairness_unit: 9 weekend_percent: 99 holiday_percent: 401 "
                         "tet_percent: 2000000000 night_extra_percent: -5")),
              IsMalformed(Fields({"charter.min_rest_minutes", "charter.max_nights_in_row",
                                  "charter.max_duties_per_week", "charter.fairness_unit",
                                  "charter.weekend_percent", "charter.holiday_percent",
                                  "charter.tet_percent", "charter.night_extra_percent"})));
}

TEST(UpdateCharterTest, WhatDoesNotFitTogetherIsToldAtOnce) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(
      group.leader.client.Call(
          &Stub::UpdateCharter,
          Update(group,
                 "weekend_percent: 300 night_start_time { hours: 23 } night_end_time { hours: 5 }",
                 {"weekend_percent", "night_start_time", "night_end_time", "fairness_unit",
                  "max_nights_in_row"})),
      IsMalformed(
          Fields({"charter.fairness_unit", "charter.max_nights_in_row", "charter.holiday_percent",
                  "charter.night_start_time", "charter.night_end_time"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateCharter,
                                       Update(group, "max_nights_in_row: 3", {"version", "rest"})),
              IsMalformed(Fields({"update_mask", "update_mask"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateCharter, Update(group, "")),
              IsMalformed(Fields({"update_mask"})));
}

TEST(UpdateCharterTest, AStaleEtagIsRefused) {
  const TestGroup group = NewGroup();
  const std::string read =
      group.leader.client.Call(&Stub::GetCharter, Get(group))->charter().etag();
  Updated(group, "max_nights_in_row: 3 etag: '" + read + "'");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateCharter,
                                       Update(group, "max_nights_in_row: 4 etag: '" + read + "'")),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
}

TEST(UpdateCharterTest, OnlyTheLeaderMay) {
  const TestGroup group = NewGroup();
  const auto request = Update(group, "max_nights_in_row: 3");
  EXPECT_THAT(NewMember(group).client.Call(&Stub::UpdateCharter, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(NewMember(group, {.role = "deputy"}).client.Call(&Stub::UpdateCharter, request),
              IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::UpdateCharter, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::UpdateCharter, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(UpdateCharterTest, ADissolvedGroupsStays) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdateCharter, Update(group, "max_nights_in_row: 3")),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(UpdateCharterTest, AVersionIsNeverRewritten) {
  const TestGroup group = NewGroup();
  Updated(group, "max_nights_in_row: 3");
  EXPECT_ANY_THROW(
      Change(group, "update charters set max_nights_in_row = 7 where group_id = $group"));
}

TEST(ListChartersTest, GoesBackToWhatTheModelBeginsWith) {
  const TestGroup group = NewGroup();
  for (int nights = 3; nights <= 5; ++nights) {
    Updated(group, "max_nights_in_row: " + std::to_string(nights));
  }
  const Client member = NewMember(group).client;
  const auto first = member.Call(&Stub::ListCharters, List(group, 2));
  EXPECT_THAT(VersionsIn(first.response), ElementsAre(3, 2));
  const auto second = member.Call(&Stub::ListCharters, List(group, 2, first->next_page_token()));
  EXPECT_THAT(VersionsIn(second.response), ElementsAre(1, 0));
  EXPECT_EQ(second->next_page_token(), "");
  const auto by_three = member.Call(&Stub::ListCharters, List(group, 3));
  const auto last = member.Call(&Stub::ListCharters, List(group, 3, by_three->next_page_token()));
  EXPECT_THAT(VersionsIn(last.response), ElementsAre(0));
  EXPECT_EQ(last->charters(0).max_nights_in_row(), 2);
}

TEST(ListChartersTest, IsMalformedOrNotAllowed) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(&Stub::ListCharters, List(group, -1)),
              IsMalformed(Fields({"page_size"})));
  EXPECT_THAT(group.leader.client.Call(&Stub::ListCharters, List(group, 0, "x")),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListCharters, List(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListCharters, List(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(CharterOfARosterTest, ADraftFollowsTheCharterAndGetsANewEtag) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const v1::Roster draft = NewDraft(group);
  EXPECT_EQ(draft.charter_version(), 0);
  Updated(group, "max_duties_per_week: 1");
  const v1::GetRosterResponse now = Look(group, draft.roster_id());
  EXPECT_EQ(now.roster().charter_version(), 1);
  EXPECT_EQ(now.charter().max_duties_per_week(), 1);
  EXPECT_NE(now.roster().etag(), draft.etag());
}

TEST(CharterOfARosterTest, ADraftIsJudgedByTheNewCharter) {
  const TestGroup group = NewGroup();
  NewNights(group);
  const std::string member = NewPeople(group, 1)[0];
  const v1::Roster draft = NewDraft(group);
  const v1::GetRosterResponse month = Look(group, draft.roster_id());
  PutOn(group, month.shifts(2).shift_id(), member);
  PutOn(group, month.shifts(4).shift_id(), member);
  Updated(group, "max_duties_per_week: 1");
  const v1::GetRosterResponse judged = Look(group, draft.roster_id());
  int week_limits = 0;
  for (const v1::RosterProblem& problem : judged.problems()) {
    week_limits += problem.kind() == v1::RosterProblem::KIND_WEEK_LIMIT ? 1 : 0;
  }
  EXPECT_EQ(week_limits, 1);
}

TEST(CharterOfARosterTest, APublishedMonthKeepsTheOneItWasPublishedBy) {
  const TestGroup group = NewGroup();
  NewNights(group);
  Updated(group, "max_duties_per_week: 2");
  const v1::Roster draft = NewDraft(group);
  EXPECT_EQ(Publish(group, draft.roster_id()).charter_version(), 1);
  Updated(group, "max_duties_per_week: 1");
  const v1::GetRosterResponse month = Look(group, draft.roster_id());
  EXPECT_EQ(month.roster().charter_version(), 1);
  EXPECT_EQ(month.charter().max_duties_per_week(), 2);
}

}  // namespace
}  // namespace liengia::testing
