// Walks every role × every RPC from the descriptors: the access policies of the contract are what
// the server does.

#include <grpcpp/support/proto_buffer_reader.h>

#include <optional>
#include <string>
#include <vector>

#include "google/protobuf/dynamic_message.h"
#include "liengia/v1/access.pb.h"
#include "liengia/v1/rule.pb.h"
#include "services/liengiad/services.h"
#include "services/platform/id.h"
#include "tests/support/people.h"
#include "tests/support/raw_call.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using platform::Role;
using v1::Access;

// Somebody who calls, and what they are to the group and area of the request.
struct Persona {
  std::string name;
  Client client;
  bool signed_in = true;
  Role in_group = Role::kNone;   // By membership.
  Role over_area = Role::kNone;  // By an office over the group's ward.
  Role elsewhere = Role::kNone;  // By an office over another ward.
};

struct Scene {
  TestGroup group;
  std::vector<Persona> personas;
};

Scene NewScene() {
  World& world = TheWorld();
  Scene scene{.group = NewGroup(), .personas = {}};
  const std::string other_ward = world.NewWard();
  auto& personas = scene.personas;
  personas.push_back({.name = "stranger", .client = world.Stranger(), .signed_in = false});
  personas.push_back({.name = "outsider", .client = world.Person()});
  personas.push_back(
      {.name = "leader", .client = scene.group.leader.client, .in_group = Role::kLeader});
  personas.push_back({.name = "deputy",
                      .client = NewMember(scene.group, {.role = "deputy"}).client,
                      .in_group = Role::kDeputy});
  personas.push_back(
      {.name = "member", .client = NewMember(scene.group).client, .in_group = Role::kMember});
  for (const Role role :
       {Role::kBeatOfficer, Role::kDutyOfficer, Role::kWardSupervisor, Role::kCitySupervisor}) {
    personas.push_back({.name = std::string(platform::RoleName(role)),
                        .client = world.Official(role, scene.group.ward_code),
                        .over_area = role});
    personas.push_back({.name = std::string(platform::RoleName(role)) + " of another ward",
                        .client = world.Official(role, other_ward),
                        .elsewhere = role});
  }
  personas.push_back({.name = "operator",
                      .client = world.Official(Role::kOperator),
                      .elsewhere = Role::kOperator});
  return scene;
}

void FillText(Message& message, const FieldDescriptor* field, const TestGroup& group) {
  std::string text = "Thử";
  if (field->name() == "group_id") {
    text = group.id;
  } else if (field->name() == "area_code") {
    text = group.ward_code;
  } else if (field->name().size() > 3 && field->name().substr(field->name().size() - 3) == "_id") {
    text = platform::NewId(TheWorld().clock().Now());
  }
  message.GetReflection()->SetString(&message, field, text);
}

// A request that is well-formed as far as the fields' rules go, about this group and its ward.
void Fill(Message& message, const TestGroup& group) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    const bool required = field->options().GetExtension(v1::rule).required();
    if (!required && field->name() != "purpose" && field->name() != "reason") continue;
    if (field->is_repeated()) {
      // Those that a request must have are lists of messages.
      Fill(*message.GetReflection()->AddMessage(&message, field), group);
      continue;
    }
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        FillText(message, field, group);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        message.GetReflection()->SetEnumValue(&message, field, 1);
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Fill(*message.GetReflection()->MutableMessage(&message, field), group);
        break;
      default:
        break;
    }
  }
}

RawAnswer Call(const Persona& persona, const MethodDescriptor& method, const Message& request) {
  return CallRaw(persona.signed_in ? persona.client.token() : "", method,
                 request.SerializeAsString());
}

bool Names(const Access& access, Role role) {
  return role != Role::kNone && std::find(access.roles().begin(), access.roles().end(),
                                          static_cast<int>(role)) != access.roles().end();
}

// By which code the policy keeps this persona out; nothing when it lets them in. Written from the
// words of access.proto, apart from the server's code.
std::optional<grpc::StatusCode> KeptOutBy(const Access& access, const Persona& persona) {
  if (access.scope() == Access::SCOPE_PUBLIC) return std::nullopt;
  if (!persona.signed_in) return grpc::StatusCode::UNAUTHENTICATED;
  if (access.scope() == Access::SCOPE_SELF) return std::nullopt;
  if (access.scope() == Access::SCOPE_SYSTEM) {
    if (Names(access, persona.elsewhere) || Names(access, persona.over_area)) return std::nullopt;
    return grpc::StatusCode::PERMISSION_DENIED;
  }
  if (Names(access, persona.in_group) || Names(access, persona.over_area)) return std::nullopt;
  const bool knows = persona.in_group != Role::kNone || persona.over_area != Role::kNone;
  if (access.scope() == Access::SCOPE_GROUP && !knows) return grpc::StatusCode::NOT_FOUND;
  return grpc::StatusCode::PERMISSION_DENIED;
}

void ExpectPolicy(const MethodDescriptor& method, const Persona& persona, const RawAnswer& answer) {
  const Access& access = method.options().GetExtension(v1::access);
  const auto kept_out_by = KeptOutBy(access, persona);
  const std::string what =
      persona.name + " calls " + method.full_name() + ": " + answer.status.error_message();
  if (kept_out_by.has_value()) {
    EXPECT_EQ(answer.status.error_code(), *kept_out_by) << what;
    return;
  }
  // Let in: whatever the handler then says of a request about nothing, it is not about who calls.
  EXPECT_NE(answer.error.reason(), v1::ERROR_REASON_SIGN_IN_REQUIRED) << what;
  EXPECT_NE(answer.error.reason(), v1::ERROR_REASON_ROLE_MISSING) << what;
  EXPECT_NE(answer.status.error_code(), grpc::StatusCode::INTERNAL) << what;
  EXPECT_NE(answer.status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << what;
}

TEST(AccessTest, EveryRoleGetsIntoEveryMethodAsThePolicySays) {
  google::protobuf::DynamicMessageFactory factory;
  for (const auto* service : ServiceDescriptors()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      // Its own group for every method: some of them end it.
      const Scene scene = NewScene();
      for (const Persona& persona : scene.personas) {
        std::unique_ptr<Message> request(factory.GetPrototype(method.input_type())->New());
        Fill(*request, scene.group);
        ExpectPolicy(method, persona, Call(persona, method, *request));
      }
    }
  }
}

TEST(AccessTest, WithoutATokenThatIsKnownNobodyIsSignedIn) {
  const Client forger(TheWorld().channel(), "no-such-token", "");
  const Scene scene = NewScene();
  for (const auto* service : ServiceDescriptors()) {
    const MethodDescriptor& method = *service->method(0);
    if (method.options().GetExtension(v1::access).scope() == Access::SCOPE_PUBLIC) continue;
    google::protobuf::DynamicMessageFactory factory;
    std::unique_ptr<Message> request(factory.GetPrototype(method.input_type())->New());
    Fill(*request, scene.group);
    EXPECT_EQ(Call({.name = "forger", .client = forger}, method, *request).status.error_code(),
              grpc::StatusCode::UNAUTHENTICATED)
        << method.full_name();
  }
}

}  // namespace
}  // namespace liengia::testing
