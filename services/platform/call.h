#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/platform/caller.h"
#include "services/platform/sentence.h"

namespace liengia::platform {

enum class Language { kVietnamese, kEnglish };

// What a handler knows of the call besides the request.
struct Call {
  Caller caller;
  // By which role the access policy let the caller in: for SCOPE_GROUP the membership's role or the
  // office's; kNone for PUBLIC and SELF.
  Role role = Role::kNone;
  // For SCOPE_GROUP by membership: the caller's own member id in the group, or, when the caller is
  // in it only as a proxy, the first acted for. Empty for officials.
  std::string member_id;
  // The address of the peer without its port, for rate limits only.
  std::string peer;
  Language language = Language::kVietnamese;
  // When the call came.
  absl::Time now;

  bool official() const { return role >= Role::kBeatOfficer; }
  bool leads() const { return role == Role::kLeader || role == Role::kDeputy; }
  // The sentence in the caller's language.
  const std::string& Say(const Sentence& sentence) const {
    return language == Language::kEnglish ? sentence.en : sentence.vi;
  }
};

}  // namespace liengia::platform
