#include "tests/fuzz/arbitrary.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "liengia/v1/rule.pb.h"
#include "services/platform/page.h"

namespace liengia::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kMaxKnown = 200;

// Text that has broken some program once.
const std::vector<std::string>& Oddities() {
  static const auto* texts = new std::vector<std::string>{
      "",
      " ",
      "Nguyễn Thị Ánh",
      "Nguye\u0302\u0303n Thi\u0323 A\u0301nh",  // Decomposed.
      "'; drop table members; --",
      "{\"a\",NULL}",
      "\\",
      "%s%n",
      "NULL",
      "-0",
      "١٢٣",
      "𝟎𝟗𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕",
      "\u202Eevil",
      "\uFEFFx",
      "\uFFFF",
      "a\u0300\u0301\u0302\u0303\u0304",
      "👨‍👩‍👧‍👦",
      "0901234567",
      "+84 90 123 45 67",
      "84",
      "line\nline\r\n\ttab",
      "bell\x07",
      std::string("nul\0here", 8),
      "00000000-0000-0000-0000-000000000000",
      "FFFFFFFF-FFFF-7FFF-8FFF-FFFFFFFFFFFF",
      std::string(499, 'x'),
      std::string(5000, 'y'),
  };
  return *texts;
}

constexpr int64_t kNumbers[] = {0,         1,
                                -1,        2,
                                7,         31,
                                60,        100,
                                1440,      9999,
                                1'000'000, 2'147'483'647,
                                -2,        -9999,
                                2000,      2026,
                                1985,      -2'147'483'648,
                                1'000,     253'402'300'800};

bool IsId(const FieldDescriptor* field) {
  return absl::EndsWith(field->name(), "_id") || absl::EndsWith(field->name(), "_ids");
}

// The name under which others call what this field holds.
std::string KnownAs(const FieldDescriptor* field) {
  const std::string& name = field->name();
  if (absl::EndsWith(name, "_ids")) return name.substr(0, name.size() - 1);
  if (absl::EndsWith(name, "member_id")) return "member_id";
  return name == "next_page_token" ? "page_token" : name;
}

// The message whose fields the request's mask names.
const Descriptor* ChangedBy(const Message& request) {
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const Descriptor* type = request.GetDescriptor()->field(i)->message_type();
    if (type != nullptr && type->full_name() != "google.protobuf.FieldMask") return type;
  }
  return nullptr;
}

}  // namespace

void Arbitrary::Learn(const std::string& field_name, const std::string& value) {
  std::vector<std::string>& values = known_[field_name];
  if (values.size() < kMaxKnown) {
    values.push_back(value);
  } else {
    values[Below(kMaxKnown)] = value;
  }
}

void Arbitrary::Learn(const Message& response) {
  const auto* reflection = response.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(response, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection->FieldSize(response, field) : 1;
    for (int i = 0; i < std::min(count, 20); ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Learn(field->is_repeated() ? reflection->GetRepeatedMessage(response, field, i)
                                   : reflection->GetMessage(response, field));
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        Learn(KnownAs(field), field->is_repeated()
                                  ? reflection->GetRepeatedString(response, field, i)
                                  : reflection->GetString(response, field));
      }
    }
  }
}

void Arbitrary::Request(Message& request) {
  wildness_ = Once(2) ? 200 : 15;
  Fill(request);
  if (Once(10)) ForgePageToken(request);
}

void Arbitrary::Fill(Message& message) {
  const std::string& name = message.GetDescriptor()->full_name();
  if (name == "google.protobuf.Timestamp") return FillTime(message);
  if (name == "liengia.v1.Date") return FillDate(message);
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    FillField(message, message.GetDescriptor()->field(i));
  }
}

void Arbitrary::FillField(Message& message, const FieldDescriptor* field) {
  const bool required = field->options().GetExtension(v1::rule).required();
  if (required ? Wild() : Once(3)) return;
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
      field->message_type()->full_name() == "google.protobuf.FieldMask") {
    return FillMask(*message.GetReflection()->MutableMessage(&message, field), ChangedBy(message));
  }
  if (!field->is_repeated()) return AddValue(message, field);
  const size_t count = Wild() && Once(3) ? 1000 + Below(2) : Below(4);
  for (size_t i = 0; i < count; ++i) AddValue(message, field);
}

void Arbitrary::AddValue(Message& message, const FieldDescriptor* field) {
  const auto* reflection = message.GetReflection();
  const auto set = [&](auto add, auto put, auto value) {
    field->is_repeated() ? (reflection->*add)(&message, field, value)
                         : (reflection->*put)(&message, field, value);
  };
  using R = google::protobuf::Reflection;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fill(field->is_repeated() ? *reflection->AddMessage(&message, field)
                                       : *reflection->MutableMessage(&message, field));
    case FieldDescriptor::CPPTYPE_STRING:
      return field->type() == FieldDescriptor::TYPE_BYTES
                 ? set(&R::AddString, &R::SetString, Bytes())
                 : set(&R::AddString, &R::SetString, Text(field));
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int valid = static_cast<int>(Below(field->enum_type()->value_count()));
      const int value = field->enum_type()->value(valid)->number();
      return set(&R::AddEnumValue, &R::SetEnumValue, Wild() ? 99 : value);
    }
    case FieldDescriptor::CPPTYPE_INT32:
      return set(&R::AddInt32, &R::SetInt32, static_cast<int32_t>(Number(field)));
    case FieldDescriptor::CPPTYPE_INT64:
      return set(&R::AddInt64, &R::SetInt64, Number(field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return set(&R::AddBool, &R::SetBool, Once(2));
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      constexpr double kDoubles[] = {0,
                                     16.46,
                                     107.59,
                                     -90.5,
                                     1e308,
                                     1e-320,
                                     std::numeric_limits<double>::quiet_NaN(),
                                     std::numeric_limits<double>::infinity()};
      return set(&R::AddDouble, &R::SetDouble, kDoubles[Below(std::size(kDoubles))]);
    }
    default:
      return;
  }
}

int64_t Arbitrary::Number(const FieldDescriptor* field) {
  const v1::FieldRule& rule = field->options().GetExtension(v1::rule);
  if (rule.max() > rule.min() && !Wild()) {
    return rule.min() + static_cast<int64_t>(Below(rule.max() - rule.min() + 1));
  }
  if (Wild()) return Once(2) ? INT64_MAX : INT64_MIN;
  return !Wild() ? static_cast<int64_t>(Below(8)) : kNumbers[Below(std::size(kNumbers))];
}

std::string Arbitrary::Words() {
  static const auto* const kWords = new std::vector<std::string>{
      "Tổ", "dân", "phố", "Lê", "Văn", "An", "12/5", "đêm", "xe", "máy", "𠀀", "🙂", "ß", "İ"};
  std::string words;
  for (size_t i = Below(5) + 1; i > 0; --i) {
    absl::StrAppend(&words, words.empty() ? "" : " ", (*kWords)[Below(kWords->size())]);
  }
  return words;
}

std::string Arbitrary::Text(const FieldDescriptor* field) {
  if (Wild()) return Oddities()[Below(Oddities().size())];
  const auto known = known_.find(KnownAs(field));
  if (known != known_.end() && !Wild()) return known->second[Below(known->second.size())];
  if (IsId(field)) {
    std::string id = "01234567-89ab-7cde-8f01-23456789abcd";
    for (char& c : id) {
      if (c != '-') c = "0123456789abcdef"[Below(16)];
    }
    return id;
  }
  return Words();
}

std::string Arbitrary::Bytes() {
  if (Once(3)) {
    std::string bytes;
    for (size_t i = Below(200); i > 0; --i) bytes += static_cast<char>(Below(256));
    return bytes;
  }
  // A list of people with any cell in any column.
  std::string csv = Once(2) ? "\xEF\xBB\xBF" : "";
  absl::StrAppend(&csv, "Số hộ;Họ và tên;Số điện thoại;Năm sinh;Vai trò;Địa chỉ\n");
  for (size_t row = Below(6); row > 0; --row) {
    for (int column = 0; column < 6; ++column) {
      const std::string cell =
          Once(3) ? Oddities()[Below(Oddities().size())] : absl::StrCat(Words(), Below(2030));
      absl::StrAppend(&csv, Once(10) ? "\"" : "", cell, Once(10) ? "\"" : "", ";");
    }
    csv += Once(20) ? "\r" : "\n";
  }
  return csv;
}

void Arbitrary::FillTime(Message& message) {
  constexpr int64_t kTimes[] = {
      INT64_MIN, INT64_MAX, -62'135'596'801, -62'135'596'800, 253'402'300'799, 253'402'300'800,
      0,         -1};
  const auto around = static_cast<int64_t>(Below(60 * 86'400)) - 30 * 86'400;
  const int64_t seconds =
      Wild() ? kTimes[Below(std::size(kTimes))] : absl::ToUnixSeconds(now_) + around;
  const auto* descriptor = message.GetDescriptor();
  message.GetReflection()->SetInt64(&message, descriptor->FindFieldByName("seconds"), seconds);
  constexpr int32_t kNanos[] = {0, 0, 0, 1, 999'999'999, 1'000'000'000, -1, INT32_MAX};
  message.GetReflection()->SetInt32(&message, descriptor->FindFieldByName("nanos"),
                                    kNanos[Wild() ? Below(std::size(kNanos)) : 0]);
}

void Arbitrary::FillDate(Message& message) {
  constexpr int32_t kYears[] = {2024, 2025, 2026, 2026, 2026,   2026,      2027,
                                1,    0,    -1,   9999, 10'000, INT32_MAX, INT32_MIN};
  constexpr int32_t kDays[] = {1, 1, 1, 1, 2, 15, 28, 29, 30, 31, 0, 32, -1, INT32_MAX};
  const auto set = [&](const char* name, int32_t value) {
    message.GetReflection()->SetInt32(&message, message.GetDescriptor()->FindFieldByName(name),
                                      value);
  };
  set("year", kYears[Below(Wild() ? std::size(kYears) : 7)]);
  set("month", static_cast<int32_t>(Wild() ? Below(14) : Below(12) + 1));
  set("day", kDays[Below(Wild() ? std::size(kDays) : 7)]);
}

void Arbitrary::FillMask(Message& message, const Descriptor* of) {
  const FieldDescriptor* paths = message.GetDescriptor()->FindFieldByName("paths");
  for (size_t i = Below(4); i > 0; --i) {
    const std::string path = of == nullptr || Wild()
                                 ? Words()
                                 : of->field(static_cast<int>(Below(of->field_count())))->name();
    message.GetReflection()->AddString(&message, paths, path);
  }
}

// A token is bound to its list by a hash that anybody can make: what it says must be checked.
void Arbitrary::ForgePageToken(Message& message) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("page_token");
  if (field == nullptr) return;
  std::vector<std::string> keys;
  for (size_t i = Below(4); i > 0; --i) {
    keys.push_back(Once(2) ? Oddities()[Below(Oddities().size())]
                           : absl::StrCat(kNumbers[Below(std::size(kNumbers))]));
  }
  message.GetReflection()->SetString(&message, field, platform::PageToken(message, keys));
}

}  // namespace liengia::testing
