#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/command.h"
#include "liengia/v1/proposal.pb.h"

// Proposals of a group: which one is meant, and how it is told.
namespace liengia::cli {

// The one that `text` means, by the end of its id; the newest for an empty text.
absl::StatusOr<v1::RosterProposal> ChooseProposal(Context& context, const std::string& group_id,
                                                  const std::string& text);

// Watches until it is at rest and returns it so. A person who watches sees how far it is. CANCELLED
// after Server::Leave, saying how to come back: the work goes on without the client.
absl::StatusOr<v1::RosterProposal> WatchProposal(Context& context, const std::string& group_id,
                                                 const v1::RosterProposal& proposal);

// Queued or being solved.
bool IsUnderWay(const v1::RosterProposal& proposal);

}  // namespace liengia::cli
