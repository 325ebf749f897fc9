#include "services/platform/errors.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace liengia::platform {
namespace {

constexpr char kPayload[] = "liengia/error_detail";

// The payload of a status is bytes: a list of texts, each after its length.
class Writer {
 public:
  void Put(const std::string& text) { absl::StrAppend(&bytes_, text.size(), ":", text); }
  void Put(size_t number) { Put(absl::StrCat(number)); }
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string Text() {
    const size_t colon = bytes_.find(':', at_);
    const size_t size = std::stoul(bytes_.substr(at_, colon - at_));
    at_ = colon + 1 + size;
    return bytes_.substr(colon + 1, size);
  }
  size_t Number() { return std::stoul(Text()); }

 private:
  std::string bytes_;
  size_t at_ = 0;
};

std::string Encode(const ErrorDetail& detail) {
  Writer writer;
  writer.Put(static_cast<size_t>(detail.reason));
  writer.Put(detail.text.vi);
  writer.Put(detail.text.en);
  writer.Put(detail.violations.size());
  for (const Violation& violation : detail.violations) {
    writer.Put(violation.field);
    writer.Put(violation.text.vi);
    writer.Put(violation.text.en);
  }
  writer.Put(detail.metadata.size());
  for (const auto& [key, value] : detail.metadata) {
    writer.Put(key);
    writer.Put(value);
  }
  writer.Put(detail.attachments.size());
  for (const std::string& attachment : detail.attachments) writer.Put(attachment);
  return writer.bytes_;
}

ErrorDetail Decode(const std::string& bytes) {
  Reader reader(bytes);
  ErrorDetail detail;
  detail.reason = static_cast<Reason>(reader.Number());
  detail.text.vi = reader.Text();
  detail.text.en = reader.Text();
  for (size_t left = reader.Number(); left > 0; --left) {
    Violation violation;
    violation.field = reader.Text();
    violation.text.vi = reader.Text();
    violation.text.en = reader.Text();
    detail.violations.push_back(std::move(violation));
  }
  for (size_t left = reader.Number(); left > 0; --left) {
    std::string key = reader.Text();
    detail.metadata[std::move(key)] = reader.Text();
  }
  for (size_t left = reader.Number(); left > 0; --left) detail.attachments.push_back(reader.Text());
  return detail;
}

}  // namespace

absl::Status Refusal(absl::StatusCode code, ErrorDetail detail) {
  absl::Status status(code, detail.text.en);
  status.SetPayload(kPayload, absl::Cord(Encode(detail)));
  return status;
}

absl::Status Refusal(absl::StatusCode code, Reason reason, Sentence text) {
  ErrorDetail detail;
  detail.reason = reason;
  detail.text = std::move(text);
  return Refusal(code, std::move(detail));
}

absl::Status NotFound() {
  return Refusal(absl::StatusCode::kNotFound, Reason::kNotFound,
                 {"Không tìm thấy, hoặc bạn không có quyền xem.",
                  "There is no such thing, or you may not see it."});
}

absl::Status Fault(const std::string& what) { return absl::InternalError(what); }

absl::Status Precondition(Reason reason, Sentence text) {
  return Refusal(absl::StatusCode::kFailedPrecondition, reason, std::move(text));
}

std::optional<ErrorDetail> DetailOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  if (!payload.has_value()) return std::nullopt;
  return Decode(std::string(*payload));
}

Reason ReasonOf(const absl::Status& status) {
  const auto detail = DetailOf(status);
  return detail.has_value() ? detail->reason : Reason::kUnspecified;
}

void Violations::Add(std::string field, Sentence text) {
  violations_.push_back({std::move(field), std::move(text)});
}

void Violations::Require(bool holds, std::string field, Sentence text) {
  if (!holds) Add(std::move(field), std::move(text));
}

absl::Status Violations::ToStatus(Reason reason) const {
  if (violations_.empty()) return absl::OkStatus();
  ErrorDetail detail;
  detail.reason = reason;
  detail.violations = violations_;
  detail.text.vi = "Yêu cầu chưa đúng:";
  detail.text.en = "The request is malformed:";
  // The sentence names the first few; all stand in the violations.
  constexpr size_t kNamed = 5;
  for (size_t i = 0; i < std::min(kNamed, violations_.size()); ++i) {
    absl::StrAppend(&detail.text.vi, " ", violations_[i].field, ": ", violations_[i].text.vi);
    absl::StrAppend(&detail.text.en, " ", violations_[i].field, ": ", violations_[i].text.en);
  }
  if (violations_.size() > kNamed) {
    absl::StrAppend(&detail.text.vi, " (và ", violations_.size() - kNamed, " chỗ khác)");
    absl::StrAppend(&detail.text.en, " (and ", violations_.size() - kNamed, " more)");
  }
  return Refusal(absl::StatusCode::kInvalidArgument, std::move(detail));
}

}  // namespace liengia::platform
