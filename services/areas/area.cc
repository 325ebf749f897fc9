#include "services/areas/area.h"

#include <algorithm>
#include <array>

namespace liengia::areas {
namespace {

constexpr std::array<const char*, 6> kNames = {"",        "city",         "ward",
                                               "commune", "street_block", "hamlet"};

bool IsCode(const std::string& code) {
  bool after_dash = true;  // Neither at the start nor twice.
  for (const char c : code) {
    if (c == '-' ? after_dash : !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return false;
    after_dash = c == '-';
  }
  return !after_dash;
}

}  // namespace

const char* KindName(AreaKind kind) { return kNames[static_cast<size_t>(kind)]; }

AreaKind KindNamed(const std::string& name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? AreaKind::kNone : static_cast<AreaKind>(found - kNames.begin());
}

bool InForce(const Area& area, absl::CivilDay day) {
  return area.valid_from <= day && (!area.valid_to.has_value() || day < *area.valid_to);
}

void CheckNew(const Area& area, platform::Violations& violations) {
  constexpr size_t kMaxCode = 60;
  constexpr size_t kMaxPredecessors = 20;
  violations.Require(IsCode(area.code) && area.code.size() <= kMaxCode, "area.area_code",
                     {"chỉ gồm chữ thường không dấu, số và dấu gạch nối, như 46-thuan-hoa.",
                      "must be lower-case letters, digits and dashes, such as 46-thuan-hoa."});
  violations.Require(area.name.find_first_not_of(' ') != std::string::npos, "area.name",
                     {"còn thiếu.", "is missing."});
  violations.Require(area.kind != AreaKind::kNone, "area.kind", {"còn thiếu.", "is missing."});
  violations.Require(!area.valid_to.has_value(), "area.valid_to",
                     {"chưa được đặt khi mới lập; hãy dùng EndArea sau.",
                      "must be unset for a new area; use EndArea later."});
  const auto& predecessors = area.predecessor_codes;
  violations.Require(
      std::find(predecessors.begin(), predecessors.end(), area.code) == predecessors.end() &&
          predecessors.size() <= kMaxPredecessors,
      "area.predecessor_codes",
      {"tối đa 20 địa bàn, không gồm chính nó.", "must be at most 20 other areas."});
}

bool MayStandBelow(AreaKind kind, const Area* parent) {
  const AreaKind above = parent == nullptr ? AreaKind::kNone : parent->kind;
  switch (kind) {
    case AreaKind::kCity:
      return above == AreaKind::kNone;
    case AreaKind::kWard:
    case AreaKind::kCommune:
      return above == AreaKind::kCity;
    case AreaKind::kStreetBlock:
      return above == AreaKind::kWard;
    case AreaKind::kHamlet:
      return above == AreaKind::kCommune;
    case AreaKind::kNone:
      return false;
  }
  return false;
}

}  // namespace liengia::areas
