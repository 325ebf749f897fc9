#include "absl/strings/str_cat.h"
#include "liengia/v1/post_service.grpc.pb.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "tests/support/people.h"
#include "tests/support/proto.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;
using platform::Role;
using ::testing::ElementsAre;
using Stub = v1::PostService::Stub;

constexpr char kNowhere[] = "00000000-0000-7000-8000-000000000000";
constexpr char kRoute[] =
    "name: 'Tuyến  kiệt 42' kind: KIND_ROUTE checkpoints { name: 'Đầu kiệt' } "
    "checkpoints { name: 'Cuối kiệt' }";

std::string NewId() { return platform::NewId(TheWorld().clock().Now()); }

v1::ListPostsRequest List(const TestGroup& group) {
  v1::ListPostsRequest request;
  request.set_group_id(group.id);
  return request;
}

v1::CreatePostRequest Create(const TestGroup& group, const std::string& post = kRoute) {
  v1::CreatePostRequest request;
  request.set_group_id(group.id);
  *request.mutable_post() = Proto<v1::Post>(post);
  return request;
}

v1::UpdatePostRequest Update(const TestGroup& group, const v1::Post& post) {
  v1::UpdatePostRequest request;
  request.set_group_id(group.id);
  *request.mutable_post() = post;
  return request;
}

// Writes what `values` sets of the post with this id, and nothing else.
v1::UpdatePostRequest Update(const TestGroup& group, const std::string& post_id,
                             const std::string& values) {
  auto post = Proto<v1::Post>(values);
  post.set_post_id(post_id);
  return Update(group, post);
}

v1::DeletePostRequest Delete(const TestGroup& group, const std::string& post_id) {
  v1::DeletePostRequest request;
  request.set_group_id(group.id);
  request.set_post_id(post_id);
  return request;
}

v1::Post Created(const TestGroup& group, const std::string& post = kRoute) {
  const auto reply = group.leader.client.Call(&Stub::CreatePost, Create(group, post));
  EXPECT_TRUE(reply.ok()) << reply;
  return reply->post();
}

std::vector<std::string> Names(const v1::ListPostsResponse& response) {
  std::vector<std::string> names;
  for (const v1::Post& post : response.posts()) names.push_back(post.name());
  return names;
}

// Anybody else than leader and deputies, and what they are told.
template <typename Response, typename Request>
void ExpectOnlyLeadersMay(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                       Response*),
                          const TestGroup& group, const Request& request) {
  for (const Client& client :
       {NewMember(group).client, TheWorld().Official(Role::kWardSupervisor, group.ward_code)}) {
    EXPECT_THAT(client.Call(method, request),
                IsRefused(StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  }
  EXPECT_THAT(TheWorld().Person().Call(method, request),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(method, request),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ListPostsTest, GivesPagesByVietnameseNameWithCheckpointsInWalkingOrder) {
  const TestGroup group = NewGroup();
  for (const char* name : {"Đông", "Ân", "Chợ"}) {
    Created(group, absl::StrCat("name: '", name,
                                "' kind: KIND_FIXED checkpoints { name: 'B' } checkpoints { name: "
                                "'A' }"));
  }
  Created(group, "name: 'Bắc' kind: KIND_FIXED");
  auto request = List(group);
  request.set_page_size(3);
  const Client member = NewMember(group).client;
  const auto first = member.Call(&Stub::ListPosts, request);
  EXPECT_THAT(Names(first.response), ElementsAre("Ân", "Bắc", "Chợ"));
  EXPECT_THAT(first->posts(0),
              ContainsProto("checkpoints { name: 'B' } checkpoints { name: 'A' }"));
  EXPECT_EQ(first->posts(1).checkpoints_size(), 0);
  request.set_page_token(first->next_page_token());
  const auto second = member.Call(&Stub::ListPosts, request);
  EXPECT_THAT(Names(second.response), ElementsAre("Đông"));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListPostsTest, OfficialsOfTheAreaSeeThemToo) {
  const TestGroup group = NewGroup();
  Created(group);
  const auto reply =
      TheWorld().Official(Role::kDutyOfficer, group.ward_code).Call(&Stub::ListPosts, List(group));
  EXPECT_THAT(Names(reply.response), ElementsAre("Tuyến kiệt 42"));
}

TEST(ListPostsTest, OthersAndStrangersMayNot) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(NewGroup().leader.client.Call(&Stub::ListPosts, List(group)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListPosts, List(group)),
              IsRefused(StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ListPostsTest, BadPagesAreMalformed) {
  const TestGroup group = NewGroup();
  auto request = List(group);
  request.set_page_size(-1);
  EXPECT_THAT(group.leader.client.Call(&Stub::ListPosts, request),
              IsMalformed(Fields({"page_size"})));
  request.set_page_size(0);
  request.set_page_token(platform::PageToken(request, {"Chợ", "not an id"}));
  EXPECT_THAT(group.leader.client.Call(&Stub::ListPosts, request),
              IsRefused(StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(CreatePostTest, AddsAPostWithItsCheckpoints) {
  const TestGroup group = NewGroup();
  const Client deputy = NewMember(group, {.role = "deputy"}).client;
  const auto reply = deputy.Call(&Stub::CreatePost, Create(group));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response,
              ContainsProto("post { name: 'Tuyến kiệt 42' kind: KIND_ROUTE checkpoints { name: "
                            "'Đầu kiệt' } checkpoints { name: 'Cuối kiệt' } }"));
  EXPECT_NE(reply->post().checkpoints(0).checkpoint_id(), "");
  const auto list = deputy.Call(&Stub::ListPosts, List(group));
  EXPECT_EQ(list->posts(0).DebugString(), reply->post().DebugString());
}

TEST(CreatePostTest, IdsMayBeChosenByTheClientAndAreTakenOnce) {
  const TestGroup group = NewGroup();
  const std::string post_id = NewId();
  const std::string checkpoint_id = NewId();
  auto request = Create(group, absl::StrCat("post_id: '", post_id,
                                            "' name: 'Chốt chợ' kind: KIND_FIXED checkpoints { "
                                            "checkpoint_id: '",
                                            checkpoint_id, "' name: 'Cổng' }"));
  const auto reply = group.leader.client.Call(&Stub::CreatePost, request);
  EXPECT_EQ(reply->post().post_id(), post_id);
  EXPECT_EQ(reply->post().checkpoints(0).checkpoint_id(), checkpoint_id);
  request.mutable_post()->set_name("Chốt khác");
  const auto is_taken = IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreatePost, request), is_taken);
  request.mutable_post()->set_post_id(NewId());
  EXPECT_THAT(group.leader.client.Call(&Stub::CreatePost, request), is_taken);
}

TEST(CreatePostTest, ANameThatIsTakenIsRefusedWhateverItsCase) {
  const TestGroup group = NewGroup();
  Created(group);
  EXPECT_THAT(group.leader.client.Call(&Stub::CreatePost,
                                       Create(group, "name: 'TUYẾN KIỆT 42' kind: KIND_FIXED")),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_POST_NAME_TAKEN));
}

TEST(CreatePostTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(group.leader.client.Call(
                  &Stub::CreatePost,
                  Create(group,
                         "name: '  ' checkpoints { name: 'A' } checkpoints { name: 'a' } "
                         "checkpoints { }")),
              IsMalformed(Fields({"post.kind", "post.name", "post.checkpoints[1].name",
                                  "post.checkpoints[2].name"})));
  v1::CreatePostRequest empty;
  EXPECT_THAT(group.leader.client.Call(&Stub::CreatePost, empty),
              IsMalformed(Fields({"group_id", "post"})));
  auto request = Create(group);
  for (int i = 0; i < 31; ++i) request.mutable_post()->add_checkpoints()->set_name("x");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreatePost, request),
              IsMalformed(Fields({"post.checkpoints"})));
}

TEST(CreatePostTest, AGroupHasFiftyPostsAtMost) {
  const TestGroup group = NewGroup();
  TheWorld().database().Run(absl::StrCat(
      "insert into posts (group_id, id, name, kind, create_time) select '", group.id,
      "', gen_random_uuid(), 'Chốt ' || n, 'fixed', '2026-10-01' from generate_series(1, 49) n"));
  Created(group);
  EXPECT_THAT(
      group.leader.client.Call(&Stub::CreatePost, Create(group, "name: 'Thêm' kind: KIND_FIXED")),
      IsRefused(StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_LIMIT_REACHED));
}

TEST(CreatePostTest, ADissolvedGroupGetsNone) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::CreatePost, Create(group)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(CreatePostTest, OnlyLeadersMay) {
  const TestGroup group = NewGroup();
  ExpectOnlyLeadersMay(&Stub::CreatePost, group, Create(group));
}

TEST(UpdatePostTest, WritesWhatIsGivenAndNothingElse) {
  const TestGroup group = NewGroup();
  const v1::Post post = Created(group);
  const auto reply = group.leader.client.Call(&Stub::UpdatePost,
                                              Update(group, post.post_id(), "name: 'Tuyến mới'"));
  ASSERT_TRUE(reply.ok()) << reply;
  v1::Post expected = post;
  expected.set_name("Tuyến mới");
  expected.set_etag(reply->post().etag());
  EXPECT_NE(reply->post().etag(), post.etag());
  EXPECT_EQ(reply->post().DebugString(), expected.DebugString());
  const auto list = group.leader.client.Call(&Stub::ListPosts, List(group));
  EXPECT_EQ(list->posts(0).DebugString(), expected.DebugString());
}

TEST(UpdatePostTest, CheckpointsOfAKnownIdStayWhatTheyAre) {
  const TestGroup group = NewGroup();
  v1::Post post = Created(group);
  const std::string last = post.checkpoints(1).checkpoint_id();
  // The last goes first under a new name, the first goes, and one comes.
  post.mutable_checkpoints()->SwapElements(0, 1);
  post.mutable_checkpoints(0)->set_name("Cổng chợ");
  post.mutable_checkpoints(1)->clear_checkpoint_id();
  post.mutable_checkpoints(1)->set_name("Đầu kiệt");
  const auto reply = group.leader.client.Call(&Stub::UpdatePost, Update(group, post));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply->post(),
              ContainsProto("checkpoints { name: 'Cổng chợ' } checkpoints { name: 'Đầu kiệt' }"));
  EXPECT_EQ(reply->post().checkpoints(0).checkpoint_id(), last);
  const auto list = group.leader.client.Call(&Stub::ListPosts, List(group));
  EXPECT_EQ(list->posts(0).DebugString(), reply->post().DebugString());
}

TEST(UpdatePostTest, AnEmptyListInTheMaskTakesAllCheckpointsAway) {
  const TestGroup group = NewGroup();
  auto request = Update(group, Created(group).post_id(), "");
  request.mutable_update_mask()->add_paths("checkpoints");
  const auto reply = group.leader.client.Call(&Stub::UpdatePost, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_EQ(reply->post().checkpoints_size(), 0);
}

TEST(UpdatePostTest, WhatWasNotedAtACheckpointThatGoesStays) {
  const TestGroup group = NewGroup();
  const v1::Post post = Created(group);
  const std::string gone = post.checkpoints(0).checkpoint_id();
  const absl::Time now = TheWorld().clock().Now();
  const std::string duty = NewDuty(group, group.leader, now, now + absl::Hours(3));
  TheWorld().database().Run(absl::StrCat(
      "update duties set check_in_time = start_time, check_in_record_time = start_time, "
      "check_in_method = 'self', check_in_checkpoint_id = '",
      gone, "' where id = '", duty, "'"));
  const auto reply = group.leader.client.Call(
      &Stub::UpdatePost, Update(group, post.post_id(), "checkpoints { name: 'Mới' }"));
  ASSERT_TRUE(reply.ok()) << reply;
  const auto rows = TheWorld().database().Run(
      absl::StrCat("select check_in_checkpoint_id from duties where id = '", duty, "'"));
  EXPECT_EQ(rows[0][0].as<std::string>(), gone);
}

TEST(UpdatePostTest, ACheckpointOfAnotherPostIsRefused) {
  const TestGroup group = NewGroup();
  const std::string taken = Created(group).checkpoints(0).checkpoint_id();
  const v1::Post other = Created(group, "name: 'Chốt chợ' kind: KIND_FIXED");
  EXPECT_THAT(group.leader.client.Call(&Stub::UpdatePost,
                                       Update(group, other.post_id(),
                                              absl::StrCat("checkpoints { checkpoint_id: '", taken,
                                                           "' name: 'Cổng' }"))),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_ID_TAKEN));
}

TEST(UpdatePostTest, AStaleEtagATakenNameAndAnUnknownPostAreRefused) {
  const TestGroup group = NewGroup();
  v1::Post post = Created(group);
  Created(group, "name: 'Chốt chợ' kind: KIND_FIXED");
  const Client& leader = group.leader.client;
  ASSERT_TRUE(leader.Call(&Stub::UpdatePost, Update(group, post)).ok());
  EXPECT_THAT(leader.Call(&Stub::UpdatePost, Update(group, post)),
              IsRefused(StatusCode::ABORTED, v1::ERROR_REASON_STALE_ETAG));
  EXPECT_THAT(leader.Call(&Stub::UpdatePost, Update(group, post.post_id(), "name: 'chốt chợ'")),
              IsRefused(StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_POST_NAME_TAKEN));
  EXPECT_THAT(leader.Call(&Stub::UpdatePost, Update(group, kNowhere, "name: 'Không có'")),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(UpdatePostTest, EveryBadFieldIsToldAtOnce) {
  const TestGroup group = NewGroup();
  auto request = Update(group, "", "checkpoints { name: 'A' } checkpoints { name: 'A' }");
  for (const char* path : {"name", "kind", "checkpoints"}) {
    request.mutable_update_mask()->add_paths(path);
  }
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdatePost, request),
      IsMalformed(Fields({"post.post_id", "post.kind", "post.name", "post.checkpoints[1].name"})));
}

TEST(UpdatePostTest, ADissolvedGroupKeepsItsPosts) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(
      group.leader.client.Call(&Stub::UpdatePost, Update(group, kNowhere, "name: 'Tuyến mới'")),
      IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(UpdatePostTest, OnlyLeadersMay) {
  const TestGroup group = NewGroup();
  ExpectOnlyLeadersMay(&Stub::UpdatePost, group,
                       Update(group, Created(group).post_id(), "name: 'Tuyến mới'"));
}

TEST(DeletePostTest, APostThatNothingUsesGoesWithItsCheckpoints) {
  const TestGroup group = NewGroup();
  const std::string post_id = Created(group).post_id();
  ASSERT_TRUE(group.leader.client.Call(&Stub::DeletePost, Delete(group, post_id)).ok());
  EXPECT_EQ(group.leader.client.Call(&Stub::ListPosts, List(group))->posts_size(), 0);
  EXPECT_THAT(group.leader.client.Call(&Stub::DeletePost, Delete(group, post_id)),
              IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(DeletePostTest, APostOfADutyTemplateOrAShiftIsRefused) {
  const TestGroup group = NewGroup();
  const auto is_in_use = IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_IN_USE);
  const std::string planned = Created(group).post_id();
  TheWorld().database().Run(absl::StrCat(
      "insert into duty_templates (group_id, id, name, post_id, start_time, end_time, weekdays, "
      "crew_min, crew_ideal, crew_max, leaders_needed, importance, create_time) values ('",
      group.id, "', '", NewId(), "', 'Ca 1', '", planned,
      "', '22:00', '01:00', 127, 2, 2, 4, 1, 3, '2026-10-01')"));
  EXPECT_THAT(group.leader.client.Call(&Stub::DeletePost, Delete(group, planned)), is_in_use);
  const absl::Time now = TheWorld().clock().Now();
  NewDuty(group, group.leader, now, now + absl::Hours(3));
  const auto used = TheWorld().database().Run(
      absl::StrCat("select post_id from shifts where group_id = '", group.id, "'"));
  EXPECT_THAT(
      group.leader.client.Call(&Stub::DeletePost, Delete(group, used[0][0].as<std::string>())),
      is_in_use);
}

TEST(DeletePostTest, APostOfAnotherGroupIsNotFound) {
  const TestGroup group = NewGroup();
  EXPECT_THAT(
      group.leader.client.Call(&Stub::DeletePost, Delete(group, Created(NewGroup()).post_id())),
      IsRefused(StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(DeletePostTest, IdsThatAreMissingOrNoneAreMalformed) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::DeletePost, v1::DeletePostRequest()),
              IsMalformed(Fields({"group_id", "post_id"})));
}

TEST(DeletePostTest, ADissolvedGroupKeepsItsPosts) {
  const TestGroup group = NewGroup("dissolved");
  EXPECT_THAT(group.leader.client.Call(&Stub::DeletePost, Delete(group, kNowhere)),
              IsRefused(StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_GROUP_STATE));
}

TEST(DeletePostTest, OnlyLeadersMay) {
  const TestGroup group = NewGroup();
  ExpectOnlyLeadersMay(&Stub::DeletePost, group, Delete(group, Created(group).post_id()));
}

}  // namespace
}  // namespace liengia::testing
