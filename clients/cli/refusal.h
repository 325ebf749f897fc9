#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/language.h"
#include "grpcpp/support/status.h"
#include "liengia/v1/error.pb.h"
#include "liengia/v1/roster.pb.h"

// What did not work, as commands pass it on: an absl::Status whose message is the sentence for the
// person, with the server's details as its payloads.
namespace liengia::cli {

enum ExitCode {
  kDone = 0,
  kRefused = 1,
  kUsage = 2,
  kUnreachable = 3,
  kSignInNeeded = 4,
};

// The program was called in a wrong way, or a name means nothing or several things.
absl::Status UsageError(const std::string& sentence);

absl::Status SignInNeeded(Language language);

// A call that failed. `address`: of the server that was called.
absl::Status FromGrpc(const grpc::Status& status, const std::string& address, Language language);

// ERROR_REASON_UNSPECIFIED where the server gave none.
v1::ErrorReason ReasonOf(const absl::Status& status);

// True if the roster has more problems than came with the refusal, which holds only so many bytes.
bool LacksProblems(const absl::Status& status);
// The refusal with `problems` for those that came with it.
absl::Status WithProblems(absl::Status status, const v1::RosterProblems& problems);

ExitCode ExitCodeOf(const absl::Status& status);

// The sentence, then everything that is wrong, a line each; fields by their words.
std::string Describe(const absl::Status& status, Language language);
// The ErrorDetail in proto3 JSON, with only a text where the server gave none.
std::string DescribeInJson(const absl::Status& status);

}  // namespace liengia::cli

// Returns from the enclosing function when `expression` (an absl::Status) is not OK.
#define CLI_RETURN_IF_ERROR(expression)                                     \
  do {                                                                      \
    if (absl::Status _status = (expression); !_status.ok()) return _status; \
  } while (false)

// Declares `target` with the value of `expression` (an absl::StatusOr), or returns its status.
#define CLI_ASSIGN_OR_RETURN(target, expression) \
  CLI_ASSIGN_OR_RETURN_(CLI_JOIN_(_status_or, __LINE__), target, expression)
#define CLI_JOIN_(a, b) CLI_JOIN2_(a, b)
#define CLI_JOIN2_(a, b) a##b
#define CLI_ASSIGN_OR_RETURN_(temporary, target, expression) \
  auto temporary = (expression);                             \
  if (!temporary.ok()) return temporary.status();            \
  target = *std::move(temporary)
