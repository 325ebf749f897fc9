// Sends every method requests that nobody sane sends. Whatever comes: a typed answer, never a fault
// of the server's, and the next caller is served. The seed is printed; LIENGIA_FUZZ_SEED and
// LIENGIA_FUZZ_ROUNDS choose another walk or a longer one.

#include <grpcpp/support/proto_buffer_reader.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "google/protobuf/dynamic_message.h"
#include "liengia/v1/access.pb.h"
#include "liengia/v1/group_service.grpc.pb.h"
#include "services/liengiad/services.h"
#include "services/platform/id.h"
#include "tests/fuzz/arbitrary.h"
#include "tests/support/raw_call.h"
#include "tests/support/rosters.h"
#include "tests/support/shifts.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using grpc::StatusCode;
using platform::Role;

uint64_t Setting(const char* name, uint64_t usual) {
  const char* value = std::getenv(name);
  return value == nullptr ? usual : std::strtoull(value, nullptr, 10);
}

// What a caller may be told whatever they send.
bool IsAnAnswer(const RawAnswer& answer) {
  static const auto* const kCodes = new std::set<StatusCode>{
      StatusCode::INVALID_ARGUMENT,    StatusCode::NOT_FOUND,         StatusCode::ALREADY_EXISTS,
      StatusCode::PERMISSION_DENIED,   StatusCode::UNAUTHENTICATED,   StatusCode::ABORTED,
      StatusCode::FAILED_PRECONDITION, StatusCode::RESOURCE_EXHAUSTED};
  if (answer.status.ok()) return true;
  return kCodes->count(answer.status.error_code()) != 0 &&
         answer.error.reason() != v1::ERROR_REASON_UNSPECIFIED;
}

// Who calls. Their sessions may end by what they send.
class Cast {
  static constexpr std::array kRoles = {Role::kLeader, Role::kWardSupervisor, Role::kDutyOfficer,
                                        Role::kOperator, Role::kNone};

 public:
  explicit Cast(Arbitrary& arbitrary) : group_(NewGroup()) {
    NewPeople(group_, 5);
    const TestMember member = NewMember(group_);
    SetProxy(group_, group_.leader);
    const TestShift shift = NewShift(group_, TheWorld().clock().Now() - absl::Minutes(5));
    arbitrary.Learn("duty_id", NewDutyOn(group_, shift, group_.leader));
    arbitrary.Learn("duty_id", NewDutyOn(group_, shift, member));
    arbitrary.Learn("shift_id", shift.id);
    arbitrary.Learn("post_id", shift.post.id);
    arbitrary.Learn("checkpoint_id", shift.post.checkpoint_id);
    arbitrary.Learn("duty_template_id", NewNights(group_));
    arbitrary.Learn("roster_id", NewDraft(group_).roster_id());
    for (int i = 0; i < 20; ++i) arbitrary.Learn("group_id", group_.id);
    arbitrary.Learn("member_id", group_.leader.id);
    arbitrary.Learn("member_id", member.id);
    arbitrary.Learn("household_id", group_.leader.household_id);
    arbitrary.Learn("area_code", group_.ward_code);
    arbitrary.Learn("area_code", group_.ward_code + "-1");
    arbitrary.Learn("phone_number", member.phone_number);
    arbitrary.Learn("phone_number", "0912345678");
    arbitrary.Learn("reason", "Xác minh");
    for (size_t who = 0; who < size(); ++who) SignIn(who);
  }

  size_t size() const { return kRoles.size(); }
  const std::string& token(size_t who) const { return tokens_[who]; }

  // True if the policy lets them in.
  bool IsNamed(size_t who, const MethodDescriptor& method) const {
    const v1::Access& access = method.options().GetExtension(v1::access);
    if (access.roles().empty()) return kRoles[who] == Role::kLeader || who == size() - 1;
    return std::find(access.roles().begin(), access.roles().end(), static_cast<int>(kRoles[who])) !=
           access.roles().end();
  }

  void SignIn(size_t who) {
    World& world = TheWorld();
    const Role role = kRoles[who];
    if (role == Role::kLeader) {
      tokens_[who] = world.PersonWithPhone(group_.leader.phone_number).token();
    } else if (role != Role::kNone) {
      const bool has_area = role != Role::kOperator;
      tokens_[who] = world.Official(role, has_area ? group_.ward_code : "").token();
    }
  }

 private:
  TestGroup group_;
  std::array<std::string, kRoles.size()> tokens_;
};

class FuzzTest : public ::testing::Test {
 protected:
  FuzzTest() {
    for (const auto* service : ServiceDescriptors()) {
      for (int i = 0; i < service->method_count(); ++i) methods_.push_back(service->method(i));
    }
    std::cout << "LIENGIA_FUZZ_SEED=" << seed_ << "\n";
  }

  // One request to each method by each caller.
  void Round() {
    arbitrary_.ForgetAll();
    Cast cast(arbitrary_);
    for (size_t call = 0; call < methods_.size() * cast.size(); ++call) {
      const MethodDescriptor& method = *methods_[arbitrary_.Below(methods_.size())];
      // In a dissolved group nothing can be done any more.
      if (method.name() == "DissolveGroup" && !arbitrary_.Once(20)) continue;
      size_t who = arbitrary_.Below(cast.size());
      // Mostly somebody who gets in.
      for (int i = 0; i < 8 && !cast.IsNamed(who, method); ++i) who = arbitrary_.Below(cast.size());
      std::unique_ptr<Message> request(factory_.GetPrototype(method.input_type())->New());
      arbitrary_.Request(*request);
      const RawAnswer answer = CallRaw(cast.token(who), method, request->SerializeAsString());
      Count(method, answer);
      ASSERT_TRUE(IsAnAnswer(answer))
          << method.full_name() << " by caller " << who << ": " << answer.status.error_code() << " "
          << answer.status.error_message() << "\n"
          << request->ShortDebugString().substr(0, 4000);
      if (answer.status.error_code() == StatusCode::UNAUTHENTICATED) cast.SignIn(who);
      if (answer.status.ok()) LearnFrom(method, answer);
    }
  }

  void LearnFrom(const MethodDescriptor& method, const RawAnswer& answer) {
    ASSERT_FALSE(answer.messages.empty()) << method.full_name();
    grpc::ByteBuffer body = answer.messages.back();
    grpc::ProtoBufferReader reader(&body);
    std::unique_ptr<Message> response(factory_.GetPrototype(method.output_type())->New());
    ASSERT_TRUE(response->ParseFromZeroCopyStream(&reader)) << method.full_name();
    arbitrary_.Learn(*response);
  }

  void Count(const MethodDescriptor& method, const RawAnswer& answer) {
    ++calls_;
    if (answer.status.ok()) ++answered_[method.full_name()];
  }

  uint64_t seed_ = Setting("LIENGIA_FUZZ_SEED", 20261017);
  Arbitrary arbitrary_{seed_, TheWorld().clock().Now()};
  google::protobuf::DynamicMessageFactory factory_;
  std::vector<const MethodDescriptor*> methods_;
  int calls_ = 0;
  std::map<std::string, int> answered_;
};

TEST_F(FuzzTest, WhateverAMessageHoldsTheAnswerIsTypedAndTheServerStands) {
  for (uint64_t round = Setting("LIENGIA_FUZZ_ROUNDS", 10); round > 0 && !HasFatalFailure();
       --round) {
    Round();
  }
  std::cout << calls_ << " calls; methods that were answered at least once: " << answered_.size()
            << " of " << methods_.size() << "\n";
  // Else the requests are too wild to reach anything.
  EXPECT_GT(answered_.size(), methods_.size() / 2);
}

TEST_F(FuzzTest, BytesThatAreNoMessageAreRefusedAndTheServerStands) {
  const TestGroup group = NewGroup();
  const Client& leader = group.leader.client;
  for (const MethodDescriptor* method : methods_) {
    for (int i = 0; i < 3; ++i) {
      const RawAnswer answer = CallRaw(leader.token(), *method, arbitrary_.Bytes());
      EXPECT_NE(answer.status.error_code(), StatusCode::INTERNAL) << method->full_name();
      EXPECT_NE(answer.status.error_code(), StatusCode::UNAVAILABLE) << method->full_name();
    }
  }
  v1::GetGroupRequest request;
  request.set_group_id(group.id);
  EXPECT_TRUE(leader.Call(&v1::GroupService::Stub::GetGroup, request).ok());
}

}  // namespace
}  // namespace liengia::testing
