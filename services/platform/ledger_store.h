#pragma once

#include <string>

#include "db/tx.h"
#include "services/platform/call.h"

namespace liengia::platform {

// One read of a group's data by an official.
struct LedgerEntry {
  std::string group_id;
  std::string unit_name;  // The area of the office.
  std::string method;
  std::string reason;
  std::string case_number;
};

// Writes it down for the group to see.
void InsertLedgerEntry(db::Tx& tx, const Call& call, const LedgerEntry& entry);

}  // namespace liengia::platform
