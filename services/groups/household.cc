#include "services/groups/household.h"

namespace liengia::groups {

void CheckHousehold(const Household& household, const std::string& prefix,
                    platform::Violations& violations) {
  violations.Require(!household.label.empty(), prefix + "label",
                     {"Hãy ghi tên hoặc số của hộ.", "Write the household's name or number."});
}

bool MayBeProxy(const Household& household, const Member& member) {
  return member.household_id == household.id && !member.account_id.empty();
}

void CheckProxy(const Household& household, const Member* proxy, const std::string& prefix,
                platform::Violations& violations) {
  if (proxy == nullptr || proxy->household_id != household.id) {
    violations.Add(prefix + "proxy_member_id", {"Người đại diện phải là người trong hộ này.",
                                                "The proxy is a member of this household."});
    return;
  }
  violations.Require(MayBeProxy(household, *proxy), prefix + "proxy_member_id",
                     {"Người đại diện phải có số điện thoại: hãy ghi số của người đó trước.",
                      "The proxy needs a phone number: give that member one first."});
}

}  // namespace liengia::groups
