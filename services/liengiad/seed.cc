#include "services/liengiad/seed.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "db/seed/files.h"
#include "services/areas/area_store.h"
#include "services/groups/founding_store.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/groups/people_store.h"
#include "services/identity/account_store.h"
#include "services/identity/office_store.h"
#include "services/identity/operator_store.h"
#include "services/identity/phone.h"
#include "services/identity/totp.h"
#include "services/platform/civil.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/text.h"

namespace liengia {
namespace {

using platform::Role;

constexpr absl::Duration kPatience = absl::Seconds(60);

constexpr char kPassword[] = "song-huong-ban-mai";
constexpr char kTotpSecret[] = "LienGia demo secret!";  // identity::kTotpSecretSize bytes.

// Fixed, so that documents can name it.
constexpr char kGroupId[] = "019a0000-0000-7000-8000-000000000001";
constexpr char kGroupName[] = "Liên gia kiệt Mẫu";
constexpr char kGroupAreaCode[] = "46-thuan-hoa-mau-1";
constexpr char kWardCode[] = "46-thuan-hoa";
// The first rows of demo_people.csv.
constexpr char kLeaderName[] = "Nguyễn Văn Thử";
constexpr char kLeaderPhone[] = "0900000011";
constexpr char kMemberName[] = "Trần Thị Nháp";
constexpr char kMemberPhone[] = "0900000012";

struct Official {
  Role role;
  const char* name;
  const char* phone_number;
  const char* area_code;
};
constexpr std::array<Official, 3> kOfficials = {{
    {Role::kOperator, "Vận Hành Mẫu", "0900000001", ""},
    {Role::kDutyOfficer, "Trực Ban Mẫu", "0900000002", kWardCode},
    {Role::kWardSupervisor, "Phụ Trách Mẫu", "0900000003", kWardCode},
}};

absl::StatusOr<areas::Area> ReadArea(const std::string& line) {
  const std::vector<std::string> cells = absl::StrSplit(line, ',');
  areas::Area area;
  if (cells.size() != 5 || !absl::ParseCivilTime(cells[4], &area.valid_from)) {
    return platform::Fault(absl::StrCat("not an area: ", line));
  }
  area.code = cells[0];
  area.parent_code = cells[1];
  area.kind = areas::KindNamed(cells[2]);
  area.name = cells[3];
  return area;
}

absl::Status AddMissingArea(db::Tx& tx, areas::Area area) {
  if (areas::FindArea(tx, area.code).has_value()) return absl::OkStatus();
  std::string parent_path;
  if (!area.parent_code.empty()) {
    const auto parent = areas::FindArea(tx, area.parent_code);
    if (!parent.has_value()) return platform::Fault(absl::StrCat("no area ", area.parent_code));
    parent_path = parent->path;
  }
  area.path = absl::StrCat(parent_path, area.code, "/");
  areas::InsertArea(tx, area);
  return absl::OkStatus();
}

absl::Status AddMissingAreas(db::Tx& tx, const std::string& csv) {
  bool heading = true;
  const std::vector<std::string> lines = absl::StrSplit(csv, '\n', absl::SkipEmpty());
  for (const std::string& line : lines) {
    if (line.front() == '#' || std::exchange(heading, false)) continue;
    LIENGIA_ASSIGN_OR_RETURN(areas::Area area, ReadArea(line));
    LIENGIA_RETURN_IF_ERROR(AddMissingArea(tx, std::move(area)));
  }
  return absl::OkStatus();
}

bool Holds(db::Tx& tx, const std::string& account_id, const Official& official) {
  const auto offices = identity::ListOfficesHeld(tx, account_id);
  return std::any_of(offices.begin(), offices.end(), [&](const identity::Office& office) {
    return office.role == official.role && office.area_code == official.area_code;
  });
}

absl::Status AddMissingOfficial(db::Tx& tx, const Official& official) {
  LIENGIA_ASSIGN_OR_RETURN(const std::string phone_number,
                           identity::ParsePhone(official.phone_number));
  const auto account = identity::FindOrInsertAccount(tx, phone_number);
  if (Holds(tx, account.id, official)) return absl::OkStatus();
  const identity::Credentials credentials{kPassword, kTotpSecret};
  if (official.role == Role::kOperator) {
    return identity::CreateOperator(tx, phone_number, official.name, credentials).status();
  }
  identity::Appoint(tx, {phone_number, official.name, official.role, official.area_code},
                    credentials);
  return absl::OkStatus();
}

// The people of demo_people.csv, as if their leader had imported the file.
absl::Status ImportPeople(db::Tx& tx, const groups::Group& group, const std::string& leader_id) {
  const groups::ImportTerms terms{{leader_id, groups::MemberRole::kLeader},
                                  groups::DayAt(group, tx.now())};
  const groups::PeopleFile file = groups::ReadPeople(db::seed::DemoPeopleCsv(), terms.today);
  const groups::KnownPeople known = groups::ListPeople(tx, group.id);
  const groups::PeopleImport import = groups::DecideImport(file, known, terms);
  LIENGIA_RETURN_IF_ERROR(groups::CheckProblems(import.problems));
  const auto write = groups::WriteOf(import, [&tx] { return platform::NewId(tx.now()); });
  std::vector<std::string> phone_numbers;
  for (const groups::PersonRow& row : file.rows) {
    if (!row.phone.empty()) phone_numbers.push_back(row.phone);
  }
  const auto accounts = identity::FindOrInsertAccounts(tx, phone_numbers);
  groups::SavePeople(tx, group.id, write);
  // Tells the servers, too.
  for (const groups::PersonRow& row : file.rows) {
    if (!row.phone.empty()) identity::SaveDisplayName(tx, accounts.at(row.phone), row.full_name);
  }
  return absl::OkStatus();
}

absl::Status AddMissingGroup(db::Tx& tx) {
  if (groups::FindGroup(tx, kGroupId).has_value()) return absl::OkStatus();
  LIENGIA_ASSIGN_OR_RETURN(const std::string leader_phone, identity::ParsePhone(kLeaderPhone));
  groups::Group group{.id = kGroupId,
                      .name = kGroupName,
                      .model = groups::GroupModel::kSecurityHouseholds,
                      .area_code = kGroupAreaCode,
                      .time_zone = groups::kDefaultTimeZone,
                      .create_time = tx.now()};
  const std::string leader_id = groups::FoundGroup(
      tx, group, {identity::FindOrInsertAccount(tx, leader_phone).id, kLeaderName});
  LIENGIA_RETURN_IF_ERROR(ImportPeople(tx, group, leader_id));
  group.state = groups::GroupState::kActive;
  groups::SaveGroup(tx, group);
  return absl::OkStatus();
}

absl::Status AddMissingDemo(db::Tx& tx) {
  LIENGIA_RETURN_IF_ERROR(AddMissingAreas(tx, db::seed::HueAreasCsv()));
  LIENGIA_RETURN_IF_ERROR(AddMissingAreas(tx, db::seed::DemoAreasCsv()));
  for (const Official& official : kOfficials) {
    LIENGIA_RETURN_IF_ERROR(AddMissingOfficial(tx, official));
  }
  return AddMissingGroup(tx);
}

// A column of text for a terminal: as wide as `width`, with a space after it.
std::string Column(const std::string& text, int width) {
  const int missing = std::max(0, width - platform::DisplayWidth(text));
  return absl::StrCat(text, std::string(missing, ' '), " ");
}

std::string Line(const char* what, const char* phone_number, const std::string& who) {
  return absl::StrCat("  ", Column(what, 11), Column(phone_number, 10), " ", who, "\n");
}

std::string People() {
  const auto& [op, duty_officer, supervisor] = kOfficials;
  return absl::StrCat(
      "Dữ liệu mẫu: tất cả đều bịa đặt, chỉ để xem thử.\n", "  ", kGroupName,
      ", tổ dân phố Mẫu 1, phường Thuận Hóa: 12 hộ, 24 tổ viên\n",
      Line("Tổ trưởng", kLeaderPhone, kLeaderName), Line("Tổ viên", kMemberPhone, kMemberName),
      "  Hai người này đăng nhập bằng mã sáu số gửi đến điện thoại.\n",
      Line("Trực ban", duty_officer.phone_number,
           absl::StrCat(duty_officer.name, ", phường Thuận Hóa")),
      Line("Phụ trách", supervisor.phone_number,
           absl::StrCat(supervisor.name, ", phường Thuận Hóa")),
      Line("Vận hành", op.phone_number, absl::StrCat(op.name, ", toàn hệ thống")),
      "  Ba cán bộ này đăng nhập bằng mật khẩu ", kPassword, "\n  và khóa TOTP ",
      identity::Base32(kTotpSecret), "\n",
      "Demo data, all of it invented: a group with its leader and a member, who sign in by a code\n"
      "sent to the phone, and three officials (duty officer, ward supervisor, operator), who sign\n"
      "in by that password and one-time passwords of that secret.\n");
}

// What to try, with the month after `now`.
std::string Commands(absl::Time now) {
  const absl::CivilMonth next = absl::ToCivilMonth(now, platform::CityZone()) + 1;
  const std::string month = absl::FormatCivilTime(next);
  return absl::StrCat("Thử xem / To try:\n", "  ./dev cli sign-in ", kLeaderPhone, "\n",
                      "  ./dev cli roster create ", month, " && ./dev cli roster generate ", month,
                      "\n", "  ./dev cli sign-in ", kOfficials[1].phone_number,
                      " --official --totp-secret=", identity::Base32(kTotpSecret), "\n");
}

}  // namespace

absl::Status SeedAreas(db::Pool& pool, const platform::Clock& clock) {
  return pool.Transact(clock.Now(), absl::Now() + kPatience,
                       [](db::Tx& tx) { return AddMissingAreas(tx, db::seed::HueAreasCsv()); });
}

absl::StatusOr<std::string> SeedDemo(db::Pool& pool, const platform::Clock& clock) {
  LIENGIA_RETURN_IF_ERROR(pool.Transact(clock.Now(), absl::Now() + kPatience, AddMissingDemo));
  return absl::StrCat(People(), "\n", Commands(clock.Now()));
}

}  // namespace liengia
