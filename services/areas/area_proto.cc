#include "services/areas/area_proto.h"

#include "services/platform/civil.h"

namespace liengia::areas {

v1::Area ToProto(const Area& area) {
  v1::Area proto;
  proto.set_area_code(area.code);
  proto.set_name(area.name);
  proto.set_kind(static_cast<v1::Area::Kind>(area.kind));
  proto.set_parent_code(area.parent_code);
  platform::SetDate(area.valid_from, proto.mutable_valid_from());
  if (area.valid_to.has_value()) platform::SetDate(*area.valid_to, proto.mutable_valid_to());
  for (const std::string& code : area.predecessor_codes) proto.add_predecessor_codes(code);
  return proto;
}

Area FromProto(const v1::Area& proto, platform::Violations& violations) {
  Area area;
  area.code = proto.area_code();
  area.name = proto.name();
  area.kind = static_cast<AreaKind>(proto.kind());
  area.parent_code = proto.parent_code();
  area.valid_from = platform::ReadDate(proto.valid_from(), "area.valid_from", violations);
  if (proto.has_valid_to()) {
    area.valid_to = platform::ReadDate(proto.valid_to(), "area.valid_to", violations);
  }
  area.predecessor_codes.assign(proto.predecessor_codes().begin(), proto.predecessor_codes().end());
  return area;
}

}  // namespace liengia::areas
