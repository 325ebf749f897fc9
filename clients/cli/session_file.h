#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"

namespace liengia::cli {

// Who is signed in where. The token is a password: never printed.
struct SavedSession {
  std::string server;  // The address that the token is for; it is sent to no other.
  std::string phone_number;
  std::string token;
};

// As the file writes it, one "name value" a line, and back; nothing for anything else.
std::string WriteSession(const SavedSession& session);
std::optional<SavedSession> ReadSession(const std::string& text);

// The session in the file; nothing if there is no file or nothing sensible in it.
std::optional<SavedSession> LoadSession(const std::string& path);

// Replaces the file in one step, readable for its owner only; makes its folder. UNAVAILABLE, with
// the path and why, if it can't be written.
absl::Status SaveSession(const std::string& path, const SavedSession& session);

// No file is no failure.
void DeleteSession(const std::string& path);

}  // namespace liengia::cli
