#pragma once

#include <string>
#include <utility>
#include <vector>

namespace liengia::platform {

using LogFields = std::vector<std::pair<std::string, std::string>>;

// Writes one line of JSON to standard error: the time, `event` and the fields. Never personal data,
// tokens, codes or addresses.
void Log(const std::string& event, const LogFields& fields = {});

// Turns every line of Log off, for tests that expect faults.
void SilenceLog(bool silent);

}  // namespace liengia::platform
