#include "liengia/v1/area_service.grpc.pb.h"
#include "tests/support/proto.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using platform::Role;
using Stub = v1::AreaService::Stub;

v1::GetAreaRequest Get(const std::string& code) {
  v1::GetAreaRequest request;
  request.set_area_code(code);
  return request;
}

v1::ListAreasRequest ListBelow(const std::string& code) {
  v1::ListAreasRequest request;
  request.set_parent_code(code);
  return request;
}

// A street block below a ward.
v1::CreateAreaRequest NewBlock(const std::string& ward, const std::string& code) {
  auto request = Proto<v1::CreateAreaRequest>(
      "area { name: 'Tổ dân phố 2' kind: KIND_STREET_BLOCK valid_from { year: 2026 month: 1 day: 1 "
      "} }");
  request.mutable_area()->set_area_code(code);
  request.mutable_area()->set_parent_code(ward);
  return request;
}

v1::EndAreaRequest End(const std::string& code) {
  auto request = Proto<v1::EndAreaRequest>("valid_to { year: 2027 month: 1 day: 1 }");
  request.set_area_code(code);
  return request;
}

TEST(GetAreaTest, AnybodySignedInSeesAnArea) {
  const std::string ward = TheWorld().NewWard();
  const auto reply = TheWorld().Person().Call(&Stub::GetArea, Get(ward));
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(reply.response, ContainsProto("area { name: 'Phường thử' kind: KIND_WARD "
                                            "valid_from { year: 2025 month: 7 day: 1 } }"));
}

TEST(GetAreaTest, AnUnknownAreaIsNotFound) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GetArea, Get("nowhere")),
              IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(GetAreaTest, WithoutACodeItIsMalformed) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::GetArea, Get("")),
              IsMalformed(Fields({"area_code"})));
}

TEST(GetAreaTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::GetArea, Get("46")),
              IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(ListAreasTest, GivesPagesInTheOrderOfVietnameseNames) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  for (const char* name : {"Đông", "Ấp", "Bắc"}) {
    auto request = NewBlock(ward, ward + "-" + std::to_string(name[1] & 0x7f));
    request.mutable_area()->set_name(name);
    ASSERT_TRUE(admin.Call(&Stub::CreateArea, request).ok());
  }
  auto request = ListBelow(ward);
  request.set_page_size(2);
  const auto first = admin.Call(&Stub::ListAreas, request);
  EXPECT_THAT(first.response, ContainsProto("areas { name: 'Ấp' } areas { name: 'Bắc' }"));
  request.set_page_token(first->next_page_token());
  const auto second = admin.Call(&Stub::ListAreas, request);
  EXPECT_THAT(second.response,
              ContainsProto("areas { name: 'Đông' } areas { name: 'Tổ dân phố 1' }"));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListAreasTest, ATokenOfAnotherParentIsRefused) {
  auto request = ListBelow(TheWorld().NewWard());
  request.set_page_token("AAAA");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListAreas, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(ListAreasTest, AnUnknownParentIsNotFound) {
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListAreas, ListBelow("nowhere")),
              IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(ListAreasTest, ADayThatDoesNotExistIsMalformed) {
  auto request = ListBelow("");
  *request.mutable_day() = Proto<v1::Date>("year: 2026 month: 2 day: 30");
  EXPECT_THAT(TheWorld().Person().Call(&Stub::ListAreas, request), IsMalformed(Fields({"day"})));
}

TEST(ListAreasTest, AStrangerHasToSignIn) {
  EXPECT_THAT(TheWorld().Stranger().Call(&Stub::ListAreas, ListBelow("")),
              IsRefused(grpc::StatusCode::UNAUTHENTICATED, v1::ERROR_REASON_SIGN_IN_REQUIRED));
}

TEST(CreateAreaTest, ASuccessorEndsItsPredecessors) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  auto request = NewBlock(ward, ward + "-2");
  request.mutable_area()->add_predecessor_codes(ward + "-1");
  const auto reply = admin.Call(&Stub::CreateArea, request);
  ASSERT_TRUE(reply.ok()) << reply;
  EXPECT_THAT(admin.Call(&Stub::GetArea, Get(ward + "-1")).response,
              ContainsProto("area { valid_to { year: 2026 month: 1 day: 1 } }"));
}

TEST(CreateAreaTest, TheSameRequestIdAgainGivesTheSameReply) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  auto request = NewBlock(ward, ward + "-2");
  request.set_request_id("0192a000-0000-7000-8000-000000000001");
  const auto first = admin.Call(&Stub::CreateArea, request);
  const auto again = admin.Call(&Stub::CreateArea, request);
  ASSERT_TRUE(again.ok()) << again;
  EXPECT_EQ(first->DebugString(), again->DebugString());
  request.mutable_area()->set_name("Khác");
  EXPECT_THAT(admin.Call(&Stub::CreateArea, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_REQUEST_ID_REUSED));
}

TEST(CreateAreaTest, ACodeThatIsTakenIsRefused) {
  const std::string ward = TheWorld().NewWard();
  EXPECT_THAT(
      TheWorld().Official(Role::kOperator).Call(&Stub::CreateArea, NewBlock(ward, ward + "-1")),
      IsRefused(grpc::StatusCode::ALREADY_EXISTS, v1::ERROR_REASON_AREA_CODE_TAKEN));
}

TEST(CreateAreaTest, AKindThatCannotStandThereIsRefused) {
  const std::string ward = TheWorld().NewWard();
  auto request = NewBlock(ward, ward + "-2");
  request.mutable_area()->set_kind(v1::Area::KIND_HAMLET);
  EXPECT_THAT(TheWorld().Official(Role::kOperator).Call(&Stub::CreateArea, request),
              IsRefused(grpc::StatusCode::INVALID_ARGUMENT, v1::ERROR_REASON_AREA_KIND_MISPLACED));
}

TEST(CreateAreaTest, AnUnknownParentOrPredecessorIsNotFound) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  EXPECT_THAT(admin.Call(&Stub::CreateArea, NewBlock("nowhere", ward + "-2")),
              IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  auto request = NewBlock(ward, ward + "-2");
  request.mutable_area()->add_predecessor_codes("nowhere");
  EXPECT_THAT(admin.Call(&Stub::CreateArea, request),
              IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
}

TEST(CreateAreaTest, APredecessorThatHasEndedIsRefused) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  ASSERT_TRUE(admin.Call(&Stub::EndArea, End(ward + "-1")).ok());
  auto request = NewBlock(ward, ward + "-2");
  request.mutable_area()->add_predecessor_codes(ward + "-1");
  EXPECT_THAT(admin.Call(&Stub::CreateArea, request),
              IsRefused(grpc::StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AREA_NOT_IN_FORCE));
}

TEST(CreateAreaTest, EveryBadFieldIsToldAtOnce) {
  auto request = Proto<v1::CreateAreaRequest>("area { area_code: 'Bad Code' }");
  EXPECT_THAT(TheWorld().Official(Role::kOperator).Call(&Stub::CreateArea, request),
              IsMalformed(Fields({"area.valid_from", "area.area_code", "area.name", "area.kind"})));
}

TEST(CreateAreaTest, OnlyOperatorsMay) {
  const std::string ward = TheWorld().NewWard();
  for (const Client& client :
       {TheWorld().Person(), TheWorld().Official(Role::kWardSupervisor, ward)}) {
    EXPECT_THAT(client.Call(&Stub::CreateArea, NewBlock(ward, ward + "-2")),
                IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
  }
}

TEST(EndAreaTest, AnAreaIsListedUntilTheDayBeforeItsEnd) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  ASSERT_TRUE(admin.Call(&Stub::EndArea, End(ward + "-1")).ok());
  auto request = ListBelow(ward);
  *request.mutable_day() = Proto<v1::Date>("year: 2026 month: 12 day: 31");
  EXPECT_EQ(admin.Call(&Stub::ListAreas, request)->areas_size(), 1);
  *request.mutable_day() = Proto<v1::Date>("year: 2027 month: 1 day: 1");
  EXPECT_EQ(admin.Call(&Stub::ListAreas, request)->areas_size(), 0);
}

TEST(EndAreaTest, OneThatHasEndedOrIsInUseIsRefused) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  EXPECT_THAT(admin.Call(&Stub::EndArea, End(ward)),
              IsRefused(grpc::StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AREA_IN_USE));
  ASSERT_TRUE(admin.Call(&Stub::EndArea, End(ward + "-1")).ok());
  EXPECT_THAT(admin.Call(&Stub::EndArea, End(ward + "-1")),
              IsRefused(grpc::StatusCode::FAILED_PRECONDITION, v1::ERROR_REASON_AREA_NOT_IN_FORCE));
}

TEST(EndAreaTest, AnUnknownAreaIsNotFoundAndAMissingDayMalformed) {
  const Client admin = TheWorld().Official(Role::kOperator);
  EXPECT_THAT(admin.Call(&Stub::EndArea, End("nowhere")),
              IsRefused(grpc::StatusCode::NOT_FOUND, v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(admin.Call(&Stub::EndArea, v1::EndAreaRequest()),
              IsMalformed(Fields({"area_code", "valid_to"})));
}

TEST(EndAreaTest, OnlyOperatorsMay) {
  const std::string ward = TheWorld().NewWard();
  EXPECT_THAT(TheWorld().Official(Role::kCitySupervisor, ward).Call(&Stub::EndArea, End(ward)),
              IsRefused(grpc::StatusCode::PERMISSION_DENIED, v1::ERROR_REASON_ROLE_MISSING));
}

}  // namespace
}  // namespace liengia::testing
