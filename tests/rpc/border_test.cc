// What the border promises for every call, tried on calls of AreaService.

#include <gtest/gtest.h>

#include <thread>

#include "liengia/v1/area_service.grpc.pb.h"
#include "services/platform/contract.h"
#include "services/platform/id.h"
#include "tests/support/proto.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using platform::Role;
using Stub = v1::AreaService::Stub;

v1::CreateAreaRequest NewBlock(const std::string& ward) {
  auto request = Proto<v1::CreateAreaRequest>(
      "area { name: 'Tổ 9' kind: KIND_STREET_BLOCK valid_from { year: 2026 month: 1 day: 1 } }");
  request.mutable_area()->set_area_code(ward + "-9");
  request.mutable_area()->set_parent_code(ward);
  return request;
}

v1::GetAreaRequest Get(const std::string& code) {
  v1::GetAreaRequest request;
  request.set_area_code(code);
  return request;
}

// Holds every call that needs the table of areas, until it is destroyed.
class HeldAreas {
 public:
  explicit HeldAreas(Database& database) : connection_(database.url()), work_(connection_) {
    work_.exec("lock table areas in access exclusive mode");
  }

 private:
  pqxx::connection connection_;
  pqxx::work work_;
};

// Waits until so many statements wait for a lock; they come within moments.
void AwaitWaiting(Database& database, int count) {
  while (database
             .Run("select count(*) from pg_stat_activity where datname = current_database() "
                  "and wait_event_type = 'Lock'")[0][0]
             .as<int>() != count) {
    std::this_thread::yield();
  }
}

TEST(ReplayTest, TwoCallsAtOnceWithOneRequestIdHaveOneEffectAndOneReply) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  auto request = NewBlock(ward);
  request.set_request_id(platform::NewId(TheWorld().clock().Now()));
  Reply<v1::CreateAreaResponse> first, second;
  std::thread other([&] { first = admin.Call(&Stub::CreateArea, request); });
  second = admin.Call(&Stub::CreateArea, request);
  other.join();
  ASSERT_TRUE(first.ok()) << first;
  ASSERT_TRUE(second.ok()) << second;
  EXPECT_EQ(first->DebugString(), second->DebugString());
}

TEST(ReplayTest, ARefusedCallMayBeRepairedUnderItsRequestId) {
  const std::string ward = TheWorld().NewWard();
  const Client admin = TheWorld().Official(Role::kOperator);
  auto request = NewBlock("nowhere");
  request.set_request_id(platform::NewId(TheWorld().clock().Now()));
  ASSERT_FALSE(admin.Call(&Stub::CreateArea, request).ok());
  const std::string request_id = request.request_id();
  request = NewBlock(ward);
  request.set_request_id(request_id);
  EXPECT_TRUE(admin.Call(&Stub::CreateArea, request).ok());
}

TEST(ReplayTest, AnIdThatIsNoUuidIsMalformed) {
  auto request = NewBlock(TheWorld().NewWard());
  request.set_request_id("again");
  EXPECT_THAT(TheWorld().Official(Role::kOperator).Call(&Stub::CreateArea, request),
              IsMalformed(Fields({"request_id"})));
}

TEST(DeadlineTest, ACallThatWaitsTooLongEndsInTheDatabaseToo) {
  World world;
  const Client person = world.Person();
  const auto held = std::make_unique<HeldAreas>(world.database());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(150));
  context.AddMetadata("authorization", "Bearer " + person.token());
  v1::GetAreaResponse response;
  const auto status =
      v1::AreaService::NewStub(world.channel())->GetArea(&context, Get("x"), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  AwaitWaiting(world.database(), 0);
}

TEST(AdmissionTest, OverItsNumberOfOpenCallsTheServerSaysThatItIsBusy) {
  ManualClock clock(TheWorld().clock().Now());
  auto server = Server::Start({.database_url = TheWorld().database().url(),
                               .grpc_address = "127.0.0.1:0",
                               .http_address = "",
                               .max_open_calls = 1,
                               .clock = &clock});
  ASSERT_TRUE(server.ok()) << server.status();
  const Client person(grpc::CreateChannel("127.0.0.1:" + std::to_string((*server)->grpc_port()),
                                          grpc::InsecureChannelCredentials()),
                      TheWorld().Person().token(), "");
  auto held = std::make_unique<HeldAreas>(TheWorld().database());
  std::thread waiting([&] { person.Call(&Stub::GetArea, Get("x")); });
  AwaitWaiting(TheWorld().database(), 1);
  EXPECT_THAT(person.Call(&Stub::GetArea, Get("x")),
              IsRefused(grpc::StatusCode::RESOURCE_EXHAUSTED, v1::ERROR_REASON_SERVER_BUSY));
  held.reset();
  waiting.join();
}

TEST(AdmissionTest, AMessageOverTwoMebibytesIsRefused) {
  EXPECT_EQ(
      TheWorld().Person().Call(&Stub::GetArea, Get(std::string(3 << 20, 'a'))).status.error_code(),
      grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST(FieldTest, TextThatIsTooLongOrHasControlCharactersIsMalformed) {
  const Client person = TheWorld().Person();
  EXPECT_THAT(person.Call(&Stub::GetArea, Get(std::string(61, 'a'))),
              IsMalformed(Fields({"area_code"})));
  EXPECT_THAT(person.Call(&Stub::GetArea, Get(std::string("a\0b", 3))),
              IsMalformed(Fields({"area_code"})));
  v1::ListAreasRequest request;
  request.set_page_size(-1);
  EXPECT_THAT(person.Call(&Stub::ListAreas, request), IsMalformed(Fields({"page_size"})));
}

TEST(FaultTest, TheTextOfAFaultOfOursIsNotSent) {
  World world;
  const Client person = world.Person();
  world.database().Run("alter table area_predecessors rename to gone");
  const auto reply = person.Call(&Stub::GetArea, Get("x"));
  EXPECT_THAT(reply, IsRefused(grpc::StatusCode::INTERNAL, v1::ERROR_REASON_FAULT));
  EXPECT_EQ(reply.status.error_message().find("area_predecessors"), std::string::npos);
}

TEST(DatabaseTest, AwayMeansUnavailableAndItComesBackByItself) {
  World world;
  const Client person = world.Person();
  ASSERT_EQ(person.Call(&Stub::GetArea, Get("x")).status.error_code(), grpc::StatusCode::NOT_FOUND);
  const std::string name =
      world.database().Run("select current_database()")[0][0].as<std::string>();
  Database& other = TheWorld().database();
  other.Run("alter database " + name + " allow_connections false");
  other.Run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name +
            "'");
  EXPECT_THAT(person.Call(&Stub::GetArea, Get("x")),
              IsRefused(grpc::StatusCode::UNAVAILABLE, v1::ERROR_REASON_DATABASE_AWAY));
  other.Run("alter database " + name + " allow_connections true");
  EXPECT_EQ(person.Call(&Stub::GetArea, Get("x")).status.error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST(DatabaseTest, ConnectionsThatWereCutCostNoCall) {
  World world;
  const Client person = world.Person();
  ASSERT_EQ(person.Call(&Stub::GetArea, Get("x")).status.error_code(), grpc::StatusCode::NOT_FOUND);
  const std::string name =
      world.database().Run("select current_database()")[0][0].as<std::string>();
  TheWorld().database().Run(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  EXPECT_EQ(person.Call(&Stub::GetArea, Get("x")).status.error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST(ContractTest, AMethodWithoutAnAccessPolicyKeepsTheServerFromStarting) {
  // gRPC's own reflection service knows nothing of our policies.
  const auto* foreign = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      "grpc.reflection.v1alpha.ServerReflection");
  ASSERT_NE(foreign, nullptr);
  const auto contract = platform::Contract::Build({foreign});
  ASSERT_FALSE(contract.ok());
  EXPECT_NE(contract.status().message().find(
                "ServerReflection.ServerReflectionInfo has no access policy"),
            absl::string_view::npos);
}

TEST(LanguageTest, RefusalsAreInVietnameseUnlessAskedOtherwise) {
  grpc::ClientContext context;
  v1::GetAreaResponse response;
  const auto status =
      v1::AreaService::NewStub(TheWorld().channel())->GetArea(&context, Get("46"), &response);
  v1::StatusDetails details;
  details.ParseFromString(status.error_details());
  v1::ErrorDetail error;
  ASSERT_EQ(details.details_size(), 1);
  details.details(0).UnpackTo(&error);
  EXPECT_EQ(error.text(), "Bạn cần đăng nhập.");
}

}  // namespace
}  // namespace liengia::testing
