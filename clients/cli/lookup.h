#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/command.h"
#include "clients/cli/pick.h"

// What people name on the command line, found among what the server knows. A whole id is taken as
// it is, without asking.
namespace liengia::cli {

// The one choice that `text` means; a usage error that lists the candidates if it is none or
// several. `what`: "tổ viên".
absl::StatusOr<size_t> Choose(const Context& context, Words what, const std::string& text,
                              const std::vector<Choice>& choices);

// The group of --group; without it the caller's only one. Officials name one of their area.
absl::StatusOr<Choice> ChooseGroup(Context& context);

// The same, but of several groups without --group the only one that the caller leads.
absl::StatusOr<Choice> ChooseLedGroup(Context& context);

absl::StatusOr<Choice> ChooseHousehold(Context& context, const std::string& group_id,
                                       const std::string& text);
absl::StatusOr<Choice> ChooseMember(Context& context, const std::string& group_id,
                                    const std::string& text);
absl::StatusOr<Choice> ChoosePost(Context& context, const std::string& group_id,
                                  const std::string& text);

// The code of an area given by its code, or by the name of a city, ward or commune; for an empty
// text the area of the caller's office.
absl::StatusOr<std::string> ChooseArea(Context& context, const std::string& text);

// True for a UUID in full.
bool IsWholeId(const std::string& text);

}  // namespace liengia::cli
