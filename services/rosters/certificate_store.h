#pragma once

#include <optional>
#include <string>

#include "db/tx.h"
#include "services/rosters/certificate.h"

namespace liengia::rosters {

// Of a row with the columns that roster_certificates and roster_proposals share.
Certificate CertificateOf(const pqxx::row& row);

std::optional<Certificate> FindCertificate(db::Tx& tx, const std::string& group_id,
                                           const std::string& roster_id);

// In place of an earlier one, accepted now.
void SaveCertificate(db::Tx& tx, const std::string& group_id, const std::string& roster_id,
                     const Certificate& certificate);

}  // namespace liengia::rosters
