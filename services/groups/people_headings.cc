#include "services/groups/people_headings.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/text.h"

namespace liengia::groups {
namespace {

// Lower-case words without diacritics, one space apart: "Họ & tên (*)" becomes "ho ten".
std::string Words(const std::string& heading) {
  std::string words;
  int brackets = 0;
  for (const char c : platform::FoldForMatch(heading)) {
    if (c == '(') ++brackets;
    const bool is_word = absl::ascii_isalnum(c) || static_cast<unsigned char>(c) >= 0x80;
    if (brackets == 0) words.push_back(is_word ? c : ' ');
    if (c == ')' && brackets > 0) --brackets;
  }
  return platform::CollapseSpaces(words);
}

using Meanings = std::unordered_map<std::string, ColumnMeaning>;

const Meanings& KnownHeadings() {
  using enum ColumnMeaning;
  static const auto& known = *new Meanings({
      {"ma ho", kHousehold},
      {"so ho", kHousehold},
      {"ho so", kHousehold},
      {"ten ho", kHousehold},
      {"ho gia dinh", kHousehold},
      {"ma ho gia dinh", kHousehold},
      {"ten ho gia dinh", kHousehold},
      {"household", kHousehold},
      {"household code", kHousehold},
      {"household label", kHousehold},
      {"so nha", kHouseNumber},
      {"nha so", kHouseNumber},
      {"house", kHouseNumber},
      {"house number", kHouseNumber},
      {"house no", kHouseNumber},
      {"dia chi", kAddress},
      {"dia chi nha", kAddress},
      {"dia chi nha o", kAddress},
      {"noi o", kAddress},
      {"noi o hien nay", kAddress},
      {"cho o hien nay", kAddress},
      {"dia chi thuong tru", kAddress},
      {"dia chi hien nay", kAddress},
      {"so nha duong", kAddress},
      {"address", kAddress},
      {"ho ten chu ho", kHeadName},
      {"ho va ten chu ho", kHeadName},
      {"ten chu ho", kHeadName},
      {"name of household head", kHeadName},
      {"household head name", kHeadName},
      {"ho va ten", kFullName},
      {"ho ten", kFullName},
      {"ho va ten thanh vien", kFullName},
      {"ho ten thanh vien", kFullName},
      {"ten thanh vien", kFullName},
      {"ten day du", kFullName},
      {"full name", kFullName},
      {"name", kFullName},
      {"member", kFullName},
      {"member name", kFullName},
      {"ho dem", kFamilyName},
      {"ho va dem", kFamilyName},
      {"ho va ten dem", kFamilyName},
      {"ho ten dem", kFamilyName},
      {"ho lot", kFamilyName},
      {"ho va ten lot", kFamilyName},
      {"ho va chu lot", kFamilyName},
      {"ho chu lot", kFamilyName},
      {"family name", kFamilyName},
      {"last name", kFamilyName},
      {"surname", kFamilyName},
      {"ten", kGivenName},
      {"given name", kGivenName},
      {"first name", kGivenName},
      {"sdt", kPhone},
      {"so dt", kPhone},
      {"so dien thoai", kPhone},
      {"dien thoai", kPhone},
      {"dt", kPhone},
      {"dtdd", kPhone},
      {"so dtdd", kPhone},
      {"di dong", kPhone},
      {"so di dong", kPhone},
      {"dien thoai di dong", kPhone},
      {"so dien thoai di dong", kPhone},
      {"so dien thoai lien he", kPhone},
      {"sdt lien he", kPhone},
      {"sdt zalo", kPhone},
      {"phone", kPhone},
      {"phone number", kPhone},
      {"mobile", kPhone},
      {"mobile phone", kPhone},
      {"telephone", kPhone},
      {"nam sinh", kBirthYear},
      {"ngay sinh", kBirthYear},
      {"ngay thang nam sinh", kBirthYear},
      {"ngay thang sinh", kBirthYear},
      {"sinh nam", kBirthYear},
      {"sinh ngay", kBirthYear},
      {"birth year", kBirthYear},
      {"year of birth", kBirthYear},
      {"date of birth", kBirthYear},
      {"birth date", kBirthYear},
      {"birthday", kBirthYear},
      {"dob", kBirthYear},
      {"vai tro", kRole},
      {"chuc vu", kRole},
      {"chuc danh", kRole},
      {"nhiem vu", kRole},
      {"vai tro trong to", kRole},
      {"chuc vu trong to", kRole},
      {"role", kRole},
      {"position", kRole},
      {"truong ca", kMayLead},
      {"lam truong ca", kMayLead},
      {"co the lam truong ca", kMayLead},
      {"duoc lam truong ca", kMayLead},
      {"may lead", kMayLead},
      {"can lead", kMayLead},
      {"shift leader", kMayLead},
      {"chu ho", kHead},
      {"la chu ho", kHead},
      {"dai dien", kHead},
      {"dai dien ho", kHead},
      {"nguoi dai dien", kHead},
      {"nguoi dai dien ho", kHead},
      {"chu ho dai dien", kHead},
      {"household head", kHead},
      {"head", kHead},
      {"head of household", kHead},
      {"proxy", kHead},
      {"household proxy", kHead},
      {"quan he", kRelation},
      {"quan he voi chu ho", kRelation},
      {"relation to head", kRelation},
      {"relationship to head", kRelation},
      {"dong y truc tren 70", kOver70Approved},
      {"dong y truc tren 70 tuoi", kOver70Approved},
      {"duoc duyet truc tren 70", kOver70Approved},
      {"duoc duyet truc tren 70 tuoi", kOver70Approved},
      {"duyet truc tren 70", kOver70Approved},
      {"duyet truc tren 70 tuoi", kOver70Approved},
      {"tren 70 duoc duyet", kOver70Approved},
      {"over 70 approved", kOver70Approved},
      {"approved over 70", kOver70Approved},
      {"stt", kRowNumber},
      {"tt", kRowNumber},
      {"so tt", kRowNumber},
      {"so thu tu", kRowNumber},
      {"thu tu", kRowNumber},
      {"no", kRowNumber},
      {"number", kRowNumber},
  });
  return known;
}

// Whole words or phrases, folded and without punctuation.
constexpr std::array kNeverImported = {"ton giao",    "tin nguong",
                                       "giao xu",     "giao ho",
                                       "giao dan",    "phat tu",
                                       "religion",    "religious",
                                       "dan toc",     "ethnicity",
                                       "ethnic",      "dang vien",
                                       "vao dang",    "so the dang",
                                       "chi bo",      "dang phai",
                                       "trong dang",  "chuc vu dang",
                                       "ly lich",     "doan vien",
                                       "chinh tri",   "political",
                                       "party",       "cccd",
                                       "cmnd",        "cmtnd",
                                       "cmt",         "cm nd",
                                       "can cuoc",    "chung minh",
                                       "dinh danh",   "ho chieu",
                                       "passport",    "id number",
                                       "id card",     "identity",
                                       "national id", "citizen id",
                                       "suc khoe",    "benh",
                                       "khuyet tat",  "nhom mau",
                                       "bhyt",        "bao hiem y te",
                                       "hiv",         "health",
                                       "disability",  "medical",
                                       "disease",     "blood type",
                                       "tien an",     "tien su",
                                       "an tich",     "doi tuong",
                                       "ma tuy",      "vi pham",
                                       "criminal",    "van tay",
                                       "khuon mat",   "fingerprint",
                                       "bien so",     "tai khoan ngan hang",
                                       "bank account"};

}  // namespace

std::optional<ColumnMeaning> MeaningOf(const std::string& heading) {
  const std::string words = Words(heading);
  if (words == "ho") {
    const std::string written = platform::FoldCase(heading);
    if (absl::StrContains(written, "hộ")) return ColumnMeaning::kHousehold;
    if (absl::StrContains(written, "họ")) return ColumnMeaning::kFamilyName;
    return ColumnMeaning::kHouseholdOrFamilyName;
  }
  const auto found = KnownHeadings().find(words);
  if (found == KnownHeadings().end()) return std::nullopt;
  return found->second;
}

bool IsNeverImported(const std::string& heading) {
  // A remark in brackets counts here: "Số giấy tờ (CCCD)".
  std::string words = platform::FoldForMatch(heading);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return absl::ascii_ispunct(c); }, ' ');
  words = platform::CollapseSpaces(words);
  // "Đảng" alone; but "đăng" begins harmless words such as "đăng ký".
  if (words == "dang") return true;
  const std::string padded = absl::StrCat(" ", words, " ");
  return std::any_of(kNeverImported.begin(), kNeverImported.end(), [&](const char* phrase) {
    return absl::StrContains(padded, absl::StrCat(" ", phrase, " "));
  });
}

}  // namespace liengia::groups
