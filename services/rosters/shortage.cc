#include "services/rosters/shortage.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/rosters/roster_problem.h"

namespace liengia::rosters {
namespace {

using engine::Rule;
using platform::Sentence;

// A rule as something that is kept, with the charter's numbers.
Sentence RuleName(Rule rule, const Charter& charter) {
  const int rest = charter.min_rest_minutes;
  switch (rule) {
    case Rule::kRest:
      return {absl::StrCat("nghỉ ít nhất ", rest, " phút giữa hai lượt"),
              absl::StrCat("at least ", rest, " minutes of rest between two duties")};
    case Rule::kMaxPerWeek:
      return {absl::StrCat("nhiều nhất ", charter.max_duties_per_week, " lượt một tuần"),
              absl::StrCat("at most ", charter.max_duties_per_week, " duties a week")};
    case Rule::kNightsInRow:
      return {absl::StrCat("nhiều nhất ", charter.max_nights_in_row, " đêm liền nhau"),
              absl::StrCat("at most ", charter.max_nights_in_row, " nights in a row")};
    case Rule::kMaxPerPeriod:
      return {"số lượt tối đa mỗi tháng của từng người", "each member's most duties a month"};
    case Rule::kHouseholdNight:
      return {"mỗi hộ một người một đêm", "one of a household in one night"};
    case Rule::kNotTogether:
      return {"những người không trực cùng ca", "pairs who are kept apart"};
    case Rule::kSkill:
      return {"kỹ năng mà ca cần", "the skills that shifts need"};
    case Rule::kUnavailable:
    case Rule::kNoShare:
      return {"những ngày báo vắng", "days on which members are away"};
    case Rule::kOtherGroupOverlap:
      return {"ca trực ở tổ khác", "duties in other groups"};
    case Rule::kMinorAtNight:
      return {"dưới 18 tuổi không trực đêm", "nobody under 18 at night"};
    case Rule::kOver70:
      return {"trên 70 tuổi phải được chấp thuận", "approval over 70"};
    case Rule::kOverlap:
    case Rule::kCrewFull:
    case Rule::kAlreadyOnShift:
      return {"mỗi người một nơi một lúc", "everybody in one place at a time"};
  }
  return {};
}

// "Từ 9/3 đến 11/3".
Sentence Days(absl::CivilDay first, absl::CivilDay last) {
  const auto vi = [](absl::CivilDay day) { return absl::StrCat(day.day(), "/", day.month()); };
  const auto en = [](absl::CivilDay day) {
    return absl::FormatTime("%-d %B", absl::FromCivil(day, absl::UTCTimeZone()),
                            absl::UTCTimeZone());
  };
  if (first == last) return {"Ngày " + vi(first), "On " + en(first)};
  return {absl::StrCat("Từ ", vi(first), " đến ", vi(last)),
          absl::StrCat("From ", en(first), " to ", en(last))};
}

Sentence PlacesText(const Plan& plan, const engine::Shortage& shortage) {
  absl::CivilDay first = plan.rows.shifts[shortage.shifts.front()].duty_date;
  absl::CivilDay last = first;
  for (const int shift : shortage.shifts) {
    first = std::min(first, plan.rows.shifts[shift].duty_date);
    last = std::max(last, plan.rows.shifts[shift].duty_date);
  }
  const Sentence days = Days(first, last);
  return {
      absl::StrCat(days.vi, ", ", shortage.shifts.size(), " ca cần ", shortage.places,
                   " lượt: chưa tìm được cách xếp nào không để trống ", shortage.missing, " chỗ."),
      absl::StrCat(days.en, " ", shortage.shifts.size(),
                   shortage.shifts.size() == 1 ? " shift needs " : " shifts need ", shortage.places,
                   shortage.places == 1 ? " person" : " people", ": no way was found without ",
                   shortage.missing, shortage.missing == 1 ? " empty place." : " empty places.")};
}

}  // namespace

std::vector<Sentence> ShortageText(const Plan& plan,
                                   const std::optional<engine::Shortage>& shortage) {
  if (!shortage.has_value()) {
    return {
        {"Mọi ca đều xếp được đủ số người tối thiểu.", "Every shift can have its smallest crew."}};
  }
  std::vector<Sentence> sentences = {PlacesText(plan, *shortage)};
  if (shortage->rules.empty()) {
    sentences.push_back({"Bỏ hết quy tắc cũng không đủ người: cần thêm tổ viên hoặc bớt ca.",
                         "Without any rule there would still be too few people: add members, or "
                         "ask for smaller crews."});
    return sentences;
  }
  Sentence rules = {"Không giữ được cùng lúc: ", "These can't all be kept: "};
  for (size_t i = 0; i < shortage->rules.size(); ++i) {
    const Sentence name = RuleName(shortage->rules[i], plan.rows.charter);
    absl::StrAppend(&rules.vi, i == 0 ? "" : "; ", name.vi);
    absl::StrAppend(&rules.en, i == 0 ? "" : "; ", name.en);
  }
  sentences.push_back({rules.vi + ".", rules.en + "."});
  if (shortage->rules.size() == 1) {
    sentences.push_back(
        {"Không có quy tắc ấy thì xếp đủ được.", "Without it every place could be filled."});
  } else {
    sentences.push_back({"Bớt đi bất kỳ quy tắc nào trong số đó thì xếp đủ được.",
                         "Without any one of them every place could be filled."});
  }
  return sentences;
}

Sentence ExceptionText(const Plan& plan, const engine::Exception& exception) {
  const std::string& name = plan.rows.candidates[exception.member].name;
  const Sentence shift = ShiftText(plan.rows.shifts[exception.shift], plan.rows.zone);
  Sentence text = {absl::StrCat("Miễn cho ", name, " (", shift.vi, "): "),
                   absl::StrCat("An exception for ", name, " (", shift.en, "): ")};
  for (size_t i = 0; i < exception.rules.size(); ++i) {
    absl::StrAppend(&text.vi, i == 0 ? "" : "; ",
                    engine::RuleText(exception.rules[i], engine::Language::kVietnamese));
    absl::StrAppend(&text.en, i == 0 ? "" : "; ",
                    engine::RuleText(exception.rules[i], engine::Language::kEnglish));
  }
  return {text.vi + ".", text.en + "."};
}

}  // namespace liengia::rosters
