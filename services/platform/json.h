#pragma once

#include <string>

namespace liengia::platform {

// The text as a JSON string, with its quotes. Valid UTF-8 gives valid JSON (RFC 8259, section 7).
std::string JsonText(const std::string& text);

}  // namespace liengia::platform
