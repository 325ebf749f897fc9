#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/identity/account.h"

namespace liengia::identity {

std::optional<Account> FindAccount(db::Tx& tx, const std::string& account_id);

// The account of a canonical number; makes it when there is none, named by the masked number.
Account FindOrInsertAccount(db::Tx& tx, const std::string& phone_number);

// The same for many numbers in one statement: number to account id.
std::map<std::string, std::string> FindOrInsertAccounts(
    db::Tx& tx, const std::vector<std::string>& phone_numbers);

// The name under which a group lists the account: of the membership in force that began first.
std::optional<std::string> FindListedName(db::Tx& tx, const std::string& account_id);

// Writes the name and tells the servers. Nothing when there is no such account.
std::optional<Account> SaveDisplayName(db::Tx& tx, const std::string& account_id,
                                       const std::string& display_name);

// What the account is in groups: its members in force, and those for whom it acts (LoadCaller), by
// group name.
std::vector<Membership> ListMemberships(db::Tx& tx, const std::string& account_id);

}  // namespace liengia::identity
