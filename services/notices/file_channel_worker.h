#pragma once

#include <memory>
#include <string>

#include "services/notices/channel.h"

namespace liengia::notices {

// For demos and tests: appends one line of JSON per message, {"recipient": …, "payload": …}, to the
// file at `path`. Makes it readable for its owner only, since it holds sign-in codes; UNAVAILABLE
// while it can't be written.
std::unique_ptr<Channel> NewFileChannel(const std::string& path);

}  // namespace liengia::notices
