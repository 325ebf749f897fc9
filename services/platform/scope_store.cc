#include "services/platform/scope_store.h"

namespace liengia::platform {

std::optional<std::string> FindGroupAreaPath(db::Tx& tx, const std::string& group_id) {
  const pqxx::result rows = tx.Query(R"sql(
    select areas.path
    from groups join areas on areas.code = groups.area_code
    where groups.id = $1::uuid
  )sql",
                                     group_id);
  if (rows.empty()) return std::nullopt;
  return rows[0][0].as<std::string>();
}

std::optional<std::string> FindAreaPath(db::Tx& tx, const std::string& area_code) {
  const pqxx::result rows = tx.Query("select path from areas where code = $1", area_code);
  if (rows.empty()) return std::nullopt;
  return rows[0][0].as<std::string>();
}

}  // namespace liengia::platform
