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
      {"changes", {"các thay đổi", "changes"}},
      {"charter", {"quy ước trực", "charter"}},
      {"check_in_time", {"giờ đến", "time of coming"}},
      {"check_out_time", {"giờ về", "time of leaving"}},
      {"checkpoint_id", {"điểm kiểm tra", "checkpoint"}},
      {"checkpoints", {"các điểm kiểm tra", "checkpoints"}},
      {"code", {"mã", "code"}},
      {"content", {"nội dung tệp", "the file"}},
      {"count", {"số người", "how many"}},
      {"cover_member_id", {"người trực thay", "who stood in"}},
      {"crew_ideal", {"số người mong muốn", "ideal crew"}},
      {"crew_max", {"số người tối đa", "largest crew"}},
      {"crew_min", {"số người tối thiểu", "smallest crew"}},
      {"device_name", {"tên thiết bị", "device"}},
      {"display_name", {"tên", "name"}},
      {"drop_outs", {"ai không trực được", "who drops out"}},
      {"duty_date", {"ngày trực", "day"}},
      {"duty_id", {"lượt trực", "duty"}},
      {"duty_template", {"mẫu ca trực", "duty template"}},
      {"duty_template_id", {"mẫu ca trực", "duty template"}},
      {"end_date", {"ngày kết thúc", "last day"}},
      {"end_time", {"lúc kết thúc", "end"}},
      {"etag", {"bản đã xem", "what was read"}},
      {"fairness_unit", {"chia đều theo ai", "whose credit is evened out"}},
      {"full_name", {"họ tên", "name"}},
      {"group", {"tổ", "group"}},
      {"group_id", {"tổ", "group"}},
      {"holiday_percent", {"mức ngày lễ", "holiday percent"}},
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
      {"max_duties_per_week", {"số lượt tối đa mỗi tuần", "most duties a week"}},
      {"max_nights_in_row", {"số đêm liền nhau", "nights in a row"}},
      {"may_lead", {"làm trưởng ca", "may lead"}},
      {"member", {"tổ viên", "member"}},
      {"member_id", {"tổ viên", "member"}},
      {"method", {"cách điểm danh", "how"}},
      {"min_rest_minutes", {"giờ nghỉ giữa hai lượt", "rest between duties"}},
      {"model", {"mô hình", "model"}},
      {"month", {"tháng", "month"}},
      {"name", {"tên", "name"}},
      {"new_password", {"mật khẩu mới", "new password"}},
      {"night_end_time", {"giờ hết đêm", "end of the night"}},
      {"night_extra_percent", {"mức cộng thêm ban đêm", "night percent"}},
      {"night_start_time", {"giờ bắt đầu đêm", "start of the night"}},
      {"notifications", {"đã báo cho ai", "who was told"}},
      {"notify_time", {"lúc báo", "time of telling"}},
      {"observe_time", {"lúc thấy", "time of seeing"}},
      {"off_member_id", {"người thôi trực", "who goes"}},
      {"office_id", {"chức vụ", "office"}},
      {"old_password", {"mật khẩu đang dùng", "old password"}},
      {"on_member_id", {"người vào trực", "who comes"}},
      {"other_member_id", {"người kia", "the other one"}},
      {"outcome", {"kết quả", "outcome"}},
      {"over_70_approved", {"trên 70 tuổi, đã duyệt", "over 70, approved"}},
      {"page_size", {"số dòng", "number of rows"}},
      {"pair", {"cặp", "pair"}},
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
      {"score", {"mức mong muốn", "how gladly"}},
      {"seen", {"đã thấy gì", "what was seen"}},
      {"session_id", {"thiết bị", "device"}},
      {"severity", {"mức độ", "severity"}},
      {"shift_id", {"ca trực", "shift"}},
      {"start_date", {"ngày bắt đầu", "first day"}},
      {"start_time", {"lúc bắt đầu", "start"}},
      {"tet_percent", {"mức ngày Tết", "Tết percent"}},
      {"text", {"nội dung", "text"}},
      {"time_zone", {"múi giờ", "time zone"}},
      {"totp_code", {"mã một lần", "one-time password"}},
      {"update_mask", {"phần cần sửa", "what to change"}},
      {"valid_from", {"có hiệu lực từ", "in force from"}},
      {"valid_to", {"có hiệu lực đến", "in force until"}},
      {"weekdays", {"các thứ trong tuần", "days of the week"}},
      {"weekend_percent", {"mức cuối tuần", "weekend percent"}},
      {"wish", {"nguyện vọng", "wish"}},
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
