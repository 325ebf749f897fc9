#include "clients/cli/field_words.h"

#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace liengia::cli {
namespace {

// By the field's own name, which means one thing wherever it stands.
const std::map<std::string, Words>& FieldWords() {
  static const auto& words = *new std::map<std::string, Words>({
      {"absence", {"ngày vắng", "absence"}},
      {"absence_id", {"mã ngày vắng", "absence"}},
      {"account_id", {"tài khoản", "account"}},
      {"action", {"đã làm gì", "what was done"}},
      {"address", {"địa chỉ", "address"}},
      {"allow_two_a_night", {"cho hai người một đêm", "two a night"}},
      {"amendment", {"phần bổ sung", "amendment"}},
      {"area", {"địa bàn", "area"}},
      {"area_code", {"địa bàn", "area"}},
      {"birth_year", {"năm sinh", "birth year"}},
      {"case_number", {"số hồ sơ", "case number"}},
      {"check_in_time", {"giờ đến", "time of coming"}},
      {"check_out_time", {"giờ về", "time of leaving"}},
      {"checkpoint_id", {"điểm kiểm tra", "checkpoint"}},
      {"checkpoints", {"các điểm kiểm tra", "checkpoints"}},
      {"code", {"mã", "code"}},
      {"content", {"nội dung tệp", "the file"}},
      {"crew_ideal", {"số người mong muốn", "ideal crew"}},
      {"crew_max", {"số người tối đa", "largest crew"}},
      {"crew_min", {"số người tối thiểu", "smallest crew"}},
      {"device_name", {"tên thiết bị", "device"}},
      {"display_name", {"tên", "name"}},
      {"duty_date", {"ngày trực", "day"}},
      {"duty_id", {"lượt trực", "duty"}},
      {"duty_template", {"mẫu ca trực", "duty template"}},
      {"duty_template_id", {"mẫu ca trực", "duty template"}},
      {"end_date", {"ngày kết thúc", "last day"}},
      {"end_time", {"lúc kết thúc", "end"}},
      {"full_name", {"họ tên", "name"}},
      {"group", {"tổ", "group"}},
      {"group_id", {"tổ", "group"}},
      {"household", {"hộ", "household"}},
      {"household_id", {"hộ", "household"}},
      {"importance", {"mức ưu tiên", "importance"}},
      {"incident", {"vụ việc", "incident"}},
      {"incident_id", {"vụ việc", "incident"}},
      {"injured_count", {"số người bị thương", "how many were hurt"}},
      {"kind", {"loại", "kind"}},
      {"label", {"tên hoặc số hộ", "household's label"}},
      {"leader_name", {"tên tổ trưởng", "leader's name"}},
      {"leaders_needed", {"số trưởng ca", "leaders needed"}},
      {"mark", {"cách ghi", "mark"}},
      {"max_duties_a_month", {"số lượt tối đa mỗi tháng", "most duties a month"}},
      {"may_lead", {"làm trưởng ca", "may lead"}},
      {"member", {"tổ viên", "member"}},
      {"member_id", {"tổ viên", "member"}},
      {"method", {"cách điểm danh", "how"}},
      {"model", {"mô hình", "model"}},
      {"month", {"tháng", "month"}},
      {"name", {"tên", "name"}},
      {"new_password", {"mật khẩu mới", "new password"}},
      {"notifications", {"đã báo cho ai", "who was told"}},
      {"notify_time", {"lúc báo", "time of telling"}},
      {"observe_time", {"lúc thấy", "time of seeing"}},
      {"office_id", {"chức vụ", "office"}},
      {"old_password", {"mật khẩu đang dùng", "old password"}},
      {"outcome", {"kết quả", "outcome"}},
      {"over_70_approved", {"trên 70 tuổi, đã duyệt", "over 70, approved"}},
      {"page_size", {"số dòng", "number of rows"}},
      {"parent_code", {"địa bàn cấp trên", "area above"}},
      {"password", {"mật khẩu", "password"}},
      {"phone_number", {"số điện thoại", "phone number"}},
      {"place", {"nơi xảy ra", "place"}},
      {"post", {"nơi trực", "post"}},
      {"post_id", {"nơi trực", "post"}},
      {"predecessor_codes", {"địa bàn cũ", "earlier areas"}},
      {"proxy_member_id", {"người đại diện hộ", "household's proxy"}},
      {"purpose", {"mục đích xem", "purpose"}},
      {"reason", {"lý do", "reason"}},
      {"recipient", {"nơi nhận tin", "who was told"}},
      {"role", {"vai trò", "role"}},
      {"roster_id", {"lịch trực", "roster"}},
      {"seen", {"đã thấy gì", "what was seen"}},
      {"session_id", {"thiết bị", "device"}},
      {"severity", {"mức độ", "severity"}},
      {"shift_id", {"ca trực", "shift"}},
      {"start_date", {"ngày bắt đầu", "first day"}},
      {"start_time", {"lúc bắt đầu", "start"}},
      {"text", {"nội dung", "text"}},
      {"time_zone", {"múi giờ", "time zone"}},
      {"totp_code", {"mã một lần", "one-time password"}},
      {"update_mask", {"phần cần sửa", "what to change"}},
      {"valid_from", {"có hiệu lực từ", "in force from"}},
      {"valid_to", {"có hiệu lực đến", "in force until"}},
      {"weekdays", {"các thứ trong tuần", "days of the week"}},
  });
  return words;
}

// The first index of a path, counted from 1; 0 for none.
int PlaceOf(const std::string& path) {
  const size_t open = path.find('[');
  int index = -1;
  if (open == std::string::npos) return 0;
  if (!absl::SimpleAtoi(path.substr(open + 1, path.find(']') - open - 1), &index)) return 0;
  return index + 1;
}

}  // namespace

std::string SayField(const std::string& path, Language language) {
  std::string name = path.substr(path.rfind('.') + 1);
  name = name.substr(0, name.find('['));
  const auto found = FieldWords().find(name);
  if (found == FieldWords().end()) return path;
  const int place = PlaceOf(path);
  if (place == 0) return found->second.In(language);
  return absl::StrCat(found->second.In(language), Words{" (mục ", " (no. "}.In(language), place,
                      ")");
}

}  // namespace liengia::cli
