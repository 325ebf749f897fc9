#include "services/platform/ledger_store.h"

#include "services/platform/id.h"

namespace liengia::platform {

void InsertLedgerEntry(db::Tx& tx, const Call& call, const LedgerEntry& entry) {
  tx.Query(R"sql(
    insert into access_entries (group_id, id, access_time, account_id, official_name, role,
                                unit_name, method, reason, case_number)
    values ($1::uuid, $2::uuid, $3::timestamptz, $4::uuid, $5, $6, $7, $8, $9, $10)
  )sql",
           entry.group_id, NewId(call.now), db::ToSql(call.now), call.caller.account_id,
           call.caller.display_name, RoleName(call.role), entry.unit_name, entry.method,
           entry.reason, entry.case_number);
}

}  // namespace liengia::platform
