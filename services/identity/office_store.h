#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/identity/credentials.h"
#include "services/identity/office.h"

namespace liengia::identity {

struct Appointed {
  Office office;
  bool first_office = false;  // `credentials` were saved.
};

// Gives a person an office from now on: makes the account if need be, names it, and, if the person
// has no password yet, saves `credentials`. The appointment is checked by the caller (office.h).
// The database refuses an office that the person holds: ALREADY_EXISTS (kOfficeHeld).
Appointed Appoint(db::Tx& tx, const Appointment& appointment, const Credentials& credentials);

std::optional<Office> FindOffice(db::Tx& tx, const std::string& office_id);
// Those that an account holds, oldest first.
std::vector<Office> ListOfficesHeld(db::Tx& tx, const std::string& account_id);

struct OfficeFilter {
  std::string area_code;  // Over this area or below it; empty means all.
  bool show_ended = false;
};
// The sort key of an office in its list.
struct OfficeKey {
  std::string display_name;
  std::string id;
};
// By holder's name, after `after` if it is set; at most `limit`.
std::vector<Office> ListMatchingOffices(db::Tx& tx, const OfficeFilter& filter,
                                        const std::optional<OfficeKey>& after, int limit);

int CountOperators(db::Tx& tx);

// Ends an office that is held, now. An account that holds no other one loses its password and its
// official sessions.
void SaveOfficeEnd(db::Tx& tx, const Office& office);

}  // namespace liengia::identity
