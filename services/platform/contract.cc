#include "services/platform/contract.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "liengia/v1/rule.pb.h"
#include "services/platform/id.h"

namespace liengia::platform {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr int kMaxText = 500;
constexpr int kMaxItems = 1000;

Method Read(const MethodDescriptor& descriptor) {
  Method method;
  method.name = absl::StrCat(descriptor.service()->name(), ".", descriptor.name());
  method.access = descriptor.options().GetExtension(v1::access);
  method.read =
      descriptor.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
  method.stream = descriptor.server_streaming();
  const Descriptor* request = descriptor.input_type();
  method.group_id = request->FindFieldByName("group_id");
  method.area_code = request->FindFieldByName("area_code");
  method.request_id = request->FindFieldByName("request_id");
  method.purpose = request->FindFieldByName("purpose");
  return method;
}

// What is wrong with the policy; empty when nothing is.
std::string PolicyFault(const Method& method) {
  const v1::Access& access = method.access;
  const bool open =
      access.scope() == v1::Access::SCOPE_PUBLIC || access.scope() == v1::Access::SCOPE_SELF;
  if (access.scope() == v1::Access::SCOPE_UNSPECIFIED) return "has no access policy";
  if (open != access.roles().empty()) return open ? "names roles in vain" : "names no role";
  if (access.scope() == v1::Access::SCOPE_GROUP && method.group_id == nullptr) {
    return "has SCOPE_GROUP but no group_id";
  }
  if (access.scope() == v1::Access::SCOPE_AREA && method.area_code == nullptr) {
    return "has SCOPE_AREA but no area_code";
  }
  if (access.ledgered() &&
      (method.purpose == nullptr || access.scope() != v1::Access::SCOPE_GROUP)) {
    return "is ledgered without SCOPE_GROUP and a purpose";
  }
  if (method.stream && (!method.read || access.ledgered())) {
    return "is a stream but has effects or is ledgered";
  }
  return "";
}

// The checks of one message, gathering violations under the path of its fields.
class FieldCheck {
 public:
  explicit FieldCheck(Violations& violations) : violations_(violations) {}

  void Check(const Message& message, const std::string& prefix) {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor* field = message.GetDescriptor()->field(i);
      CheckField(message, field, absl::StrCat(prefix, field->name()));
    }
  }

 private:
  void CheckField(const Message& message, const FieldDescriptor* field, const std::string& path) {
    const auto* reflection = message.GetReflection();
    const v1::FieldRule& rule = field->options().GetExtension(v1::rule);
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 0;
    if (field->is_repeated() ? count == 0 : !reflection->HasField(message, field)) {
      // A proto3 scalar without presence "has" its field when it is not zero or empty.
      if (rule.required()) Add(path, {"còn thiếu.", "is missing."});
      return;
    }
    const int max_items = rule.max_items() > 0 ? rule.max_items() : kMaxItems;
    if (count > max_items) {
      Add(path, {absl::StrCat("có quá nhiều mục (tối đa ", max_items, ")."),
                 absl::StrCat("has too many items (at most ", max_items, ").")});
      return;
    }
    for (int i = 0; i < (field->is_repeated() ? count : 1); ++i) {
      const int index = field->is_repeated() ? i : -1;
      CheckValue(message, field, index, index < 0 ? path : absl::StrCat(path, "[", index, "]"));
    }
  }

  // `index` is -1 for a field that is not repeated.
  void CheckValue(const Message& message, const FieldDescriptor* field, int index,
                  const std::string& path) {
    const auto* reflection = message.GetReflection();
    const v1::FieldRule& rule = field->options().GetExtension(v1::rule);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Check(index < 0 ? reflection->GetMessage(message, field)
                        : reflection->GetRepeatedMessage(message, field, index),
              absl::StrCat(path, "."));
        return;
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string text = index < 0 ? reflection->GetString(message, field)
                                           : reflection->GetRepeatedString(message, field, index);
        CheckText(text, field, rule, path);
        return;
      }
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value = index < 0 ? reflection->GetEnumValue(message, field)
                                    : reflection->GetRepeatedEnumValue(message, field, index);
        if (field->enum_type()->FindValueByNumber(value) == nullptr) {
          Add(path, {"không có lựa chọn này.", "is no known value."});
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
        CheckNumber(message, field, index, path);
        return;
      default:
        return;
    }
  }

  void CheckNumber(const Message& message, const FieldDescriptor* field, int index,
                   const std::string& path) {
    if (index >= 0) return;
    const auto* reflection = message.GetReflection();
    const v1::FieldRule& rule = field->options().GetExtension(v1::rule);
    const int64_t value = field->cpp_type() == FieldDescriptor::CPPTYPE_INT32
                              ? reflection->GetInt32(message, field)
                              : reflection->GetInt64(message, field);
    if (rule.min() == 0 && rule.max() == 0) return;
    if (value < rule.min() || (rule.max() != 0 && value > rule.max())) {
      Add(path, {absl::StrCat("phải từ ", rule.min(), " đến ", rule.max(), "."),
                 absl::StrCat("must be ", rule.min(), " to ", rule.max(), ".")});
    }
  }

  void CheckText(const std::string& text, const FieldDescriptor* field, const v1::FieldRule& rule,
                 const std::string& path) {
    const int max = rule.max_length() > 0 ? rule.max_length() : kMaxText;
    if (field->type() == FieldDescriptor::TYPE_BYTES) {
      if (static_cast<int>(text.size()) > max) TooLong(path, max);
      return;
    }
    if (absl::EndsWith(field->name(), "_id") || absl::EndsWith(field->name(), "_ids")) {
      if (!IsId(text)) {
        Add(path, {"không phải mã hợp lệ (UUID chữ thường).", "is no UUID in lower case."});
      }
      return;
    }
    int characters = 0;
    bool control = false;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xc0) != 0x80) ++characters;
      control |= byte == 0x7f || (byte < 0x20 && c != '\n' && c != '\t' && c != '\r');
    }
    // Page tokens are opaque and checked by their list.
    if (characters > max && field->name() != "page_token") TooLong(path, max);
    if (control) {
      Add(path, {"có ký tự điều khiển không dùng được.", "has control characters."});
    }
    if (rule.required() && text.find_first_not_of(" \t\r\n") == std::string::npos) {
      Add(path, {"còn thiếu.", "is missing."});
    }
  }

  void TooLong(const std::string& path, int max) {
    Add(path, {absl::StrCat("quá dài (tối đa ", max, " ký tự)."),
               absl::StrCat("is too long (at most ", max, " characters).")});
  }

  void Add(const std::string& path, Sentence text) { violations_.Add(path, std::move(text)); }

  Violations& violations_;
};

}  // namespace

absl::StatusOr<Contract> Contract::Build(
    const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  Contract contract;
  std::vector<std::string> faults;
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      Method method = Read(*service->method(i));
      const std::string fault = PolicyFault(method);
      if (!fault.empty()) faults.push_back(absl::StrCat(method.name, " ", fault));
      contract.methods_.emplace(service->method(i)->input_type(), std::move(method));
    }
  }
  if (!faults.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the contract is not fit to serve: ", absl::StrJoin(faults, "; ")));
  }
  return contract;
}

void CheckFields(const Message& message, Violations& violations) {
  FieldCheck(violations).Check(message, "");
}

}  // namespace liengia::platform
