#include "services/platform/errors_proto.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/errors.h"

namespace liengia::platform {
namespace {

constexpr Reason Wire(v1::ErrorReason reason) { return static_cast<Reason>(reason); }

// Every reason of the contract, under the same number.
static_assert((Reason::kUnspecified == Wire(v1::ERROR_REASON_UNSPECIFIED)) &&
              (Reason::kMalformedRequest == Wire(v1::ERROR_REASON_MALFORMED_REQUEST)) &&
              (Reason::kNotFound == Wire(v1::ERROR_REASON_NOT_FOUND)) &&
              (Reason::kRoleMissing == Wire(v1::ERROR_REASON_ROLE_MISSING)) &&
              (Reason::kSignInRequired == Wire(v1::ERROR_REASON_SIGN_IN_REQUIRED)) &&
              (Reason::kStaleEtag == Wire(v1::ERROR_REASON_STALE_ETAG)) &&
              (Reason::kConflict == Wire(v1::ERROR_REASON_CONFLICT)) &&
              (Reason::kRequestIdReused == Wire(v1::ERROR_REASON_REQUEST_ID_REUSED)) &&
              (Reason::kServerBusy == Wire(v1::ERROR_REASON_SERVER_BUSY)) &&
              (Reason::kDatabaseAway == Wire(v1::ERROR_REASON_DATABASE_AWAY)) &&
              (Reason::kTooSlow == Wire(v1::ERROR_REASON_TOO_SLOW)) &&
              (Reason::kFault == Wire(v1::ERROR_REASON_FAULT)) &&
              (Reason::kPurposeMissing == Wire(v1::ERROR_REASON_PURPOSE_MISSING)) &&
              (Reason::kPageTokenInvalid == Wire(v1::ERROR_REASON_PAGE_TOKEN_INVALID)) &&
              (Reason::kIdTaken == Wire(v1::ERROR_REASON_ID_TAKEN)) &&
              (Reason::kLimitReached == Wire(v1::ERROR_REASON_LIMIT_REACHED)) &&
              (Reason::kServerStopping == Wire(v1::ERROR_REASON_SERVER_STOPPING)) &&
              (Reason::kCredentialsWrong == Wire(v1::ERROR_REASON_CREDENTIALS_WRONG)) &&
              (Reason::kTooManyTries == Wire(v1::ERROR_REASON_TOO_MANY_TRIES)) &&
              (Reason::kPasswordWeak == Wire(v1::ERROR_REASON_PASSWORD_WEAK)) &&
              (Reason::kOfficeHeld == Wire(v1::ERROR_REASON_OFFICE_HELD)) &&
              (Reason::kLastOperator == Wire(v1::ERROR_REASON_LAST_OPERATOR)) &&
              (Reason::kPasswordMissing == Wire(v1::ERROR_REASON_PASSWORD_MISSING)) &&
              (Reason::kOfficeEnded == Wire(v1::ERROR_REASON_OFFICE_ENDED)) &&
              (Reason::kAreaCodeTaken == Wire(v1::ERROR_REASON_AREA_CODE_TAKEN)) &&
              (Reason::kAreaNotInForce == Wire(v1::ERROR_REASON_AREA_NOT_IN_FORCE)) &&
              (Reason::kAreaKindMisplaced == Wire(v1::ERROR_REASON_AREA_KIND_MISPLACED)) &&
              (Reason::kAreaInUse == Wire(v1::ERROR_REASON_AREA_IN_USE)) &&
              (Reason::kGroupState == Wire(v1::ERROR_REASON_GROUP_STATE)) &&
              (Reason::kLeaderNeeded == Wire(v1::ERROR_REASON_LEADER_NEEDED)) &&
              (Reason::kPhoneTaken == Wire(v1::ERROR_REASON_PHONE_TAKEN)) &&
              (Reason::kInUse == Wire(v1::ERROR_REASON_IN_USE)) &&
              (Reason::kAgeRule == Wire(v1::ERROR_REASON_AGE_RULE)) &&
              (Reason::kFileInvalid == Wire(v1::ERROR_REASON_FILE_INVALID)) &&
              (Reason::kHouseholdLabelTaken == Wire(v1::ERROR_REASON_HOUSEHOLD_LABEL_TAKEN)) &&
              (Reason::kPostNameTaken == Wire(v1::ERROR_REASON_POST_NAME_TAKEN)) &&
              (Reason::kRosterExists == Wire(v1::ERROR_REASON_ROSTER_EXISTS)) &&
              (Reason::kRosterState == Wire(v1::ERROR_REASON_ROSTER_STATE)) &&
              (Reason::kCrewFull == Wire(v1::ERROR_REASON_CREW_FULL)) &&
              (Reason::kRuleBroken == Wire(v1::ERROR_REASON_RULE_BROKEN)) &&
              (Reason::kDutyOverlap == Wire(v1::ERROR_REASON_DUTY_OVERLAP)) &&
              (Reason::kAlreadyOnShift == Wire(v1::ERROR_REASON_ALREADY_ON_SHIFT)) &&
              (Reason::kNotPublishable == Wire(v1::ERROR_REASON_NOT_PUBLISHABLE)) &&
              (Reason::kNothingToPlan == Wire(v1::ERROR_REASON_NOTHING_TO_PLAN)) &&
              (Reason::kProposalState == Wire(v1::ERROR_REASON_PROPOSAL_STATE)) &&
              (Reason::kProposalStale == Wire(v1::ERROR_REASON_PROPOSAL_STALE)) &&
              (Reason::kProposalRunning == Wire(v1::ERROR_REASON_PROPOSAL_RUNNING)) &&
              (Reason::kOutsideDutyTime == Wire(v1::ERROR_REASON_OUTSIDE_DUTY_TIME)) &&
              (Reason::kDutyState == Wire(v1::ERROR_REASON_DUTY_STATE)) &&
              (Reason::kNotYourDuty == Wire(v1::ERROR_REASON_NOT_YOUR_DUTY)));

// Refusals that were made without a detail: their reason by code.
ErrorDetail DetailOrDefault(const absl::Status& status) {
  if (auto detail = DetailOf(status); detail.has_value()) return *std::move(detail);
  ErrorDetail detail;
  detail.reason = Reason::kFault;
  detail.text = {"Có lỗi của hệ thống. Chúng tôi đã ghi lại; hãy thử lại sau.",
                 "A fault of ours. It was noted down; try again later."};
  return detail;
}

// A refusal travels in HTTP/2 trailers, of which gRPC's clients take 8 KiB and drop the call above:
// the details in base64, and the message with three bytes for each that is not ASCII.
constexpr size_t kMaxMessage = 500;
constexpr size_t kMaxText = 800;
constexpr size_t kMaxDetails = 4000;

// At most `size` bytes, of whole characters.
std::string Shortened(const std::string& text, size_t size) {
  if (text.size() <= size) return text;
  constexpr char kMore[] = "…";
  size -= sizeof kMore - 1;
  while ((static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return text.substr(0, size) + kMore;
}

// As many as there is room for; the count of all, if these are not all.
void AddViolations(const std::vector<Violation>& violations, Language language,
                   v1::ErrorDetail& proto) {
  for (const Violation& violation : violations) {
    v1::FieldViolation* added = proto.add_violations();
    added->set_field(violation.field);
    added->set_description(language == Language::kEnglish ? violation.text.en : violation.text.vi);
    if (proto.ByteSizeLong() <= kMaxDetails - kMaxMessage) continue;
    proto.mutable_violations()->RemoveLast();
    (*proto.mutable_metadata())["violation_count"] = absl::StrCat(violations.size());
    return;
  }
}

}  // namespace

v1::StatusDetails ToProto(const absl::Status& status, Language language) {
  const ErrorDetail detail = DetailOrDefault(status);
  v1::ErrorDetail proto;
  proto.set_reason(static_cast<v1::ErrorReason>(detail.reason));
  proto.set_text(
      Shortened(language == Language::kEnglish ? detail.text.en : detail.text.vi, kMaxText));
  proto.mutable_metadata()->insert(detail.metadata.begin(), detail.metadata.end());
  AddViolations(detail.violations, language, proto);

  v1::StatusDetails details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(Shortened(detail.text.en, kMaxMessage));
  details.add_details()->PackFrom(proto);
  for (const std::string& attachment : detail.attachments) {
    if (details.ByteSizeLong() + attachment.size() <= kMaxDetails) {
      details.add_details()->ParseFromString(attachment);
    }
  }
  return details;
}

}  // namespace liengia::platform
