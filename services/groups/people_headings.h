#pragma once

#include <optional>
#include <string>

// What the headings of leaders' lists mean.
namespace liengia::groups {

enum class ColumnMeaning {
  kHousehold,       // Hộ, mã hộ
  kHouseNumber,     // Số nhà
  kAddress,         // Địa chỉ
  kHeadName,        // Họ tên chủ hộ
  kFullName,        // Họ và tên
  kFamilyName,      // Họ, họ và tên đệm
  kGivenName,       // Tên
  kPhone,           // Số điện thoại
  kBirthYear,       // Năm sinh, ngày sinh
  kRole,            // Chức vụ
  kMayLead,         // Trưởng ca
  kHead,            // Chủ hộ, with yes or no below it
  kRelation,        // Quan hệ với chủ hộ
  kOver70Approved,  // Đồng ý trực trên 70
  kRowNumber,       // STT: of no interest
  // Either kHousehold or kFamilyName: "hộ" and "họ" without diacritics. The other columns decide.
  kHouseholdOrFamilyName,
};

// Knows headings in any case, with or without diacritics, composed or decomposed, with line breaks,
// punctuation or a remark in brackets, in Vietnamese and English. Nothing for a heading it does not
// know.
std::optional<ColumnMeaning> MeaningOf(const std::string& heading);

// True for what this product never holds, whoever offers it: religion, ethnicity, party membership,
// health, criminal record, identity documents. Such a column is refused by name.
bool IsNeverImported(const std::string& heading);

}  // namespace liengia::groups
