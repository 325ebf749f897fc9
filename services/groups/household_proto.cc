#include "services/groups/household_proto.h"

#include "services/groups/group.h"
#include "services/platform/etag.h"

namespace liengia::groups {

v1::Household ToProto(const Household& household) {
  v1::Household message;
  message.set_household_id(household.id);
  message.set_label(household.label);
  message.set_address(household.address);
  message.set_proxy_member_id(household.proxy_member_id);
  message.set_allow_two_a_night(household.allow_two_a_night);
  message.set_member_count(household.member_count);
  message.set_etag(platform::EtagOf(household.version));
  return message;
}

const std::vector<std::string>& HouseholdPaths() {
  static const auto& paths =
      *new std::vector<std::string>({"label", "address", "proxy_member_id", "allow_two_a_night"});
  return paths;
}

void ReadHousehold(const v1::Household& message, const std::set<std::string>& paths,
                   Household& household) {
  const auto writes = [&paths](const char* path) { return paths.count(path) > 0; };
  if (writes("label")) household.label = TidyName(message.label());
  if (writes("address")) household.address = TidyName(message.address());
  if (writes("proxy_member_id")) household.proxy_member_id = message.proxy_member_id();
  if (writes("allow_two_a_night")) household.allow_two_a_night = message.allow_two_a_night();
}

}  // namespace liengia::groups
