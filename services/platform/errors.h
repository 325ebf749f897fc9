#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/sentence.h"

// Refusals. Rules and handlers return an absl::Status with a typed reason and a sentence for the
// person; the border turns it into the wire's ErrorDetail.
namespace liengia::platform {

// The values of the contract's ErrorReason (proto/liengia/v1/error.proto says what each means);
// errors_proto.cc does not compile when the two differ.
enum class Reason {
  kUnspecified = 0,
  kMalformedRequest = 1,
  kNotFound = 2,
  kRoleMissing = 3,
  kSignInRequired = 4,
  kStaleEtag = 5,
  kConflict = 6,
  kRequestIdReused = 7,
  kServerBusy = 8,
  kDatabaseAway = 9,
  kTooSlow = 10,
  kFault = 11,
  kPurposeMissing = 12,
  kPageTokenInvalid = 13,
  kIdTaken = 14,
  kLimitReached = 15,
  kServerStopping = 16,
  kCredentialsWrong = 20,
  kTooManyTries = 21,
  kPasswordWeak = 22,
  kOfficeHeld = 23,
  kLastOperator = 24,
  kPasswordMissing = 25,
  kOfficeEnded = 26,
  kAreaCodeTaken = 30,
  kAreaNotInForce = 31,
  kAreaKindMisplaced = 32,
  kAreaInUse = 33,
  kGroupState = 40,
  kLeaderNeeded = 41,
  kPhoneTaken = 42,
  kInUse = 43,
  kAgeRule = 44,
  kFileInvalid = 45,
  kHouseholdLabelTaken = 46,
  kPostNameTaken = 47,
  kRosterExists = 60,
  kRosterState = 61,
  kCrewFull = 62,
  kRuleBroken = 63,
  kDutyOverlap = 64,
  kAlreadyOnShift = 65,
  kNotPublishable = 66,
  kNothingToPlan = 67,
  kProposalState = 68,
  kProposalStale = 69,
  kProposalRunning = 70,
  kOutsideDutyTime = 80,
  kDutyState = 81,
  kNotYourDuty = 82,
};

// What is wrong with one field.
struct Violation {
  std::string field;  // Its path, such as "duty_template.crew_min".
  Sentence text;
};

// What a refusal carries besides its code.
struct ErrorDetail {
  Reason reason = Reason::kUnspecified;
  Sentence text;
  std::vector<Violation> violations;
  std::map<std::string, std::string> metadata;
  // Serialized google.protobuf.Any messages to send along, such as RosterProblems; in all at most
  // 2,400 bytes, or they are left out.
  std::vector<std::string> attachments;
};

// The message is the English sentence.
absl::Status Refusal(absl::StatusCode code, ErrorDetail detail);
// The usual refusals in short.
absl::Status Refusal(absl::StatusCode code, Reason reason, Sentence text);
// NOT_FOUND, word for word the same for what is absent and for what the caller may not know of.
absl::Status NotFound();
// INTERNAL; `what` is logged and never sent.
absl::Status Fault(const std::string& what);
// FAILED_PRECONDITION.
absl::Status Precondition(Reason reason, Sentence text);

// Nothing for a status that was not made by a function above.
std::optional<ErrorDetail> DetailOf(const absl::Status& status);
Reason ReasonOf(const absl::Status& status);

// Collects everything that is wrong with a request.
class Violations {
 public:
  void Add(std::string field, Sentence text);
  // Adds `text` unless `holds`.
  void Require(bool holds, std::string field, Sentence text);
  bool empty() const { return violations_.empty(); }
  // OK when empty, else INVALID_ARGUMENT with all of them and `reason`.
  absl::Status ToStatus(Reason reason = Reason::kMalformedRequest) const;

 private:
  std::vector<Violation> violations_;
};

}  // namespace liengia::platform

// Returns from the enclosing function when `expression` (an absl::Status) is not OK.
#define LIENGIA_RETURN_IF_ERROR(expression)                                 \
  do {                                                                      \
    if (absl::Status _status = (expression); !_status.ok()) return _status; \
  } while (false)

// Declares `target` with the value of `expression` (an absl::StatusOr), or returns its status.
#define LIENGIA_ASSIGN_OR_RETURN(target, expression) \
  LIENGIA_ASSIGN_OR_RETURN_(LIENGIA_JOIN_(_status_or, __LINE__), target, expression)
#define LIENGIA_JOIN_(a, b) LIENGIA_JOIN2_(a, b)
#define LIENGIA_JOIN2_(a, b) a##b
#define LIENGIA_ASSIGN_OR_RETURN_(temporary, target, expression) \
  auto temporary = (expression);                                 \
  if (!temporary.ok()) return temporary.status();                \
  target = *std::move(temporary)
