#include "services/rosters/engine/problem_text.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/platform/secret.h"

namespace liengia::rosters::engine {
namespace {

constexpr char kProblemHeader[] = "liengia problem 2";
constexpr char kRosterHeader[] = "liengia roster 1";
constexpr char kNone[] = "-";

std::string HexDigest(const std::string& text) {
  return absl::BytesToHexString(platform::Sha256(text));
}

// Ids come from anywhere: one that would not read back as one word is written with %XX.
std::string Word(const std::string& id) {
  if (id.empty()) return kNone;
  if (id == kNone) return "%2D";
  std::string word;
  for (const char c : id) {
    if (c == '%' || static_cast<unsigned char>(c) <= ' ') {
      absl::StrAppendFormat(&word, "%%%02X", static_cast<unsigned char>(c));
    } else {
      word += c;
    }
  }
  return word;
}

bool ReadWord(const std::string& word, std::string* id) {
  id->clear();
  if (word == kNone) return true;
  for (size_t i = 0; i < word.size(); ++i) {
    if (word[i] != '%') {
      *id += word[i];
      continue;
    }
    if (i + 2 >= word.size()) return false;
    int code = 0;
    if (!absl::SimpleHexAtoi(word.substr(i + 1, 2), &code)) return false;
    *id += static_cast<char>(code);
    i += 2;
  }
  return true;
}

std::string Limit(int limit) { return limit == kNoLimit ? kNone : absl::StrCat(limit); }

template <typename Item>
std::vector<int> ById(const std::vector<Item>& items) {
  std::vector<int> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return items[a].id < items[b].id; });
  return order;
}

// A line that is there twice says nothing new.
void AppendSorted(std::vector<std::string> lines, std::string* text) {
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  for (const std::string& line : lines) absl::StrAppend(text, line, "\n");
}

void AppendIntervals(const char* kind, std::vector<Interval> intervals, std::string* text) {
  std::sort(intervals.begin(), intervals.end(), [](const Interval& a, const Interval& b) {
    return std::tie(a.start_minute, a.end_minute) < std::tie(b.start_minute, b.end_minute);
  });
  for (const Interval& interval : intervals) {
    absl::StrAppend(text, kind, " ", interval.start_minute, " ", interval.end_minute, "\n");
  }
}

void AppendShift(const Problem& problem, const Shift& shift, std::string* text) {
  absl::StrAppend(text, "shift ", Word(shift.id), " ", Word(shift.post_id), " ", shift.start_minute,
                  " ", shift.end_minute, " ", shift.duty_day, " ");
  absl::StrAppend(text, shift.night ? absl::StrCat(shift.night_day) : kNone, " ");
  absl::StrAppend(text, shift.crew_min, " ", shift.crew_ideal, " ", shift.crew_max, " ",
                  shift.leaders_needed, " ", shift.importance, " ", shift.credit, "\n");
  std::vector<std::string> needs;
  for (const SkillNeed& need : shift.skills_needed) {
    needs.push_back(absl::StrCat("needs ", Word(problem.skills[need.skill]), " ", need.people));
  }
  AppendSorted(std::move(needs), text);
}

void AppendMember(const Problem& problem, const Member& member, std::string* text) {
  const std::string household =
      member.household < 0 ? kNone : Word(problem.households[member.household].id);
  absl::StrAppend(text, "member ", Word(member.id), " ", household, " ", member.may_lead ? 1 : 0,
                  " ", member.minor ? 1 : 0, " ", member.over_70 ? 1 : 0, " ");
  absl::StrAppend(text, member.over_70_approved ? 1 : 0, " ", member.share, " ",
                  member.carried_credit, " ", Limit(member.max_duties_per_week), " ");
  absl::StrAppend(text, Limit(member.max_duties), " ", Limit(member.max_nights_in_row), " ",
                  member.min_rest_minutes, "\n");
  std::vector<std::string> skills;
  for (const int skill : member.skills) {
    skills.push_back(absl::StrCat("holds ", Word(problem.skills[skill])));
  }
  AppendSorted(std::move(skills), text);
  AppendIntervals("away", member.unavailable, text);
  AppendIntervals("busy", member.other_duties, text);
  std::vector<std::string> wishes;
  for (const Preference& wish : member.preferences) {
    wishes.push_back(absl::StrCat("wish ", Word(problem.shifts[wish.shift].id), " ", wish.score));
  }
  AppendSorted(std::move(wishes), text);
}

void AppendDuties(const char* kind, const Problem& problem, const std::vector<Duty>& duties,
                  std::string* text) {
  std::vector<std::string> lines;
  for (const Duty& duty : duties) {
    lines.push_back(absl::StrCat(kind, " ", Word(problem.shifts[duty.shift].id), " ",
                                 Word(problem.members[duty.member].id)));
  }
  AppendSorted(std::move(lines), text);
}

void AppendPairs(const char* kind, const Problem& problem,
                 const std::vector<std::pair<int, int>>& pairs, std::string* text) {
  std::vector<std::string> lines;
  for (const auto& [a, b] : pairs) {
    std::string first = Word(problem.members[a].id);
    std::string second = Word(problem.members[b].id);
    if (second < first) std::swap(first, second);
    lines.push_back(absl::StrCat(kind, " ", first, " ", second));
  }
  AppendSorted(std::move(lines), text);
}

// Reads the lines of a problem into indexes. A line that is wrong leaves its complaint.
class Reader {
 public:
  absl::StatusOr<Problem> Read(const std::string& text) {
    const std::vector<std::string> lines = absl::StrSplit(text, '\n');
    if (lines[0] != kProblemHeader) {
      return absl::InvalidArgumentError(absl::StrCat("line 1: expected \"", kProblemHeader, "\""));
    }
    for (size_t i = 1; i < lines.size(); ++i) {
      if (lines[i].empty() && i + 1 == lines.size()) break;
      words_ = absl::StrSplit(lines[i], ' ');
      if (!ReadLine()) {
        return absl::InvalidArgumentError(absl::StrCat("line ", i + 1, ": expected ", expected_));
      }
    }
    if (absl::Status status = CheckProblem(problem_); !status.ok()) return status;
    return std::move(problem_);
  }

 private:
  bool ReadLine() {
    static const auto& kinds = *new std::map<std::string, bool (Reader::*)()>{
        {"days", &Reader::ReadDays},     {"fairness", &Reader::ReadFairness},
        {"skill", &Reader::ReadSkill},   {"household", &Reader::ReadHousehold},
        {"shift", &Reader::ReadShift},   {"needs", &Reader::ReadNeed},
        {"member", &Reader::ReadMember}, {"holds", &Reader::ReadHeldSkill},
        {"away", &Reader::ReadAway},     {"busy", &Reader::ReadBusy},
        {"wish", &Reader::ReadWish},     {"pin", &Reader::ReadPin},
        {"apart", &Reader::ReadApart},   {"together", &Reader::ReadTogether},
        {"now", &Reader::ReadNow},       {"published", &Reader::ReadPublished}};
    expected_ =
        "days, fairness, skill, household, shift, needs, member, holds, away, busy, wish, pin, "
        "apart, together, now or published";
    const auto kind = kinds.find(words_[0]);
    return kind != kinds.end() && (this->*kind->second)();
  }

  bool Has(size_t count, const char* expected) {
    expected_ = expected;
    return words_.size() == count + 1;
  }
  bool Number(size_t at, int64_t* value) const { return absl::SimpleAtoi(words_[at], value); }
  bool Number(size_t at, int* value) const { return absl::SimpleAtoi(words_[at], value); }
  bool Limit(size_t at, int* value) const { return words_[at] == kNone || Number(at, value); }
  bool Night(size_t at, Shift* shift) const {
    shift->night = words_[at] != kNone;
    return !shift->night || Number(at, &shift->night_day);
  }
  bool Bit(size_t at, bool* value) const {
    *value = words_[at] == "1";
    return *value || words_[at] == "0";
  }
  bool Id(size_t at, std::string* value) const { return ReadWord(words_[at], value); }
  // What was named by an earlier line.
  bool Index(size_t at, const std::unordered_map<std::string, int>& known, int* index) const {
    std::string id;
    if (!Id(at, &id)) return false;
    const auto found = known.find(id);
    if (found == known.end()) return false;
    *index = found->second;
    return true;
  }

  bool ReadDays() {
    return Has(2, "days FIRST LAST") && Number(1, &problem_.first_day) &&
           Number(2, &problem_.last_day);
  }

  bool ReadFairness() {
    if (!Has(1, "fairness member or fairness household")) return false;
    const bool household = words_[1] == "household";
    problem_.fairness_unit = household ? FairnessUnit::kHousehold : FairnessUnit::kMember;
    return household || words_[1] == "member";
  }

  bool ReadSkill() {
    std::string id;
    if (!Has(1, "skill ID") || !Id(1, &id)) return false;
    skills_[id] = static_cast<int>(problem_.skills.size());
    problem_.skills.push_back(std::move(id));
    return true;
  }

  bool ReadHousehold() {
    Household household;
    if (!Has(2, "household ID TWO_PER_NIGHT") || !Id(1, &household.id) ||
        !Bit(2, &household.two_per_night)) {
      return false;
    }
    households_[household.id] = static_cast<int>(problem_.households.size());
    problem_.households.push_back(std::move(household));
    return true;
  }

  bool ReadShift() {
    Shift shift;
    if (!Has(12,
             "shift ID POST START END DAY NIGHT CREW_MIN CREW_IDEAL CREW_MAX LEADERS IMPORTANCE "
             "CREDIT") ||
        !Id(1, &shift.id) || !Id(2, &shift.post_id) || !Number(3, &shift.start_minute) ||
        !Number(4, &shift.end_minute) || !Number(5, &shift.duty_day) || !Night(6, &shift) ||
        !Number(7, &shift.crew_min) || !Number(8, &shift.crew_ideal) ||
        !Number(9, &shift.crew_max) || !Number(10, &shift.leaders_needed) ||
        !Number(11, &shift.importance) || !Number(12, &shift.credit)) {
      return false;
    }
    shifts_[shift.id] = static_cast<int>(problem_.shifts.size());
    problem_.shifts.push_back(std::move(shift));
    return true;
  }

  bool ReadNeed() {
    SkillNeed need;
    if (!Has(2, "needs SKILL PEOPLE of the shift named before") || problem_.shifts.empty() ||
        !Index(1, skills_, &need.skill) || !Number(2, &need.people)) {
      return false;
    }
    problem_.shifts.back().skills_needed.push_back(need);
    return true;
  }

  bool ReadMember() {
    Member member;
    if (!Has(12,
             "member ID HOUSEHOLD MAY_LEAD MINOR OVER_70 APPROVED SHARE CARRIED MAX_PER_WEEK MAX "
             "NIGHTS_IN_ROW REST, of a household named before") ||
        !Id(1, &member.id) || (words_[2] != kNone && !Index(2, households_, &member.household)) ||
        !Bit(3, &member.may_lead) || !Bit(4, &member.minor) || !Bit(5, &member.over_70) ||
        !Bit(6, &member.over_70_approved) || !Number(7, &member.share) ||
        !Number(8, &member.carried_credit) || !Limit(9, &member.max_duties_per_week) ||
        !Limit(10, &member.max_duties) || !Limit(11, &member.max_nights_in_row) ||
        !Number(12, &member.min_rest_minutes)) {
      return false;
    }
    members_[member.id] = static_cast<int>(problem_.members.size());
    problem_.members.push_back(std::move(member));
    return true;
  }

  bool ReadHeldSkill() {
    int skill = 0;
    if (!Has(1, "holds SKILL of the member named before") || problem_.members.empty() ||
        !Index(1, skills_, &skill)) {
      return false;
    }
    problem_.members.back().skills.push_back(skill);
    return true;
  }

  bool ReadInterval(Interval* interval) {
    return Has(2, "START END of the member named before") && !problem_.members.empty() &&
           Number(1, &interval->start_minute) && Number(2, &interval->end_minute);
  }
  bool ReadAway() {
    Interval interval;
    if (!ReadInterval(&interval)) return false;
    problem_.members.back().unavailable.push_back(interval);
    return true;
  }
  bool ReadBusy() {
    Interval interval;
    if (!ReadInterval(&interval)) return false;
    problem_.members.back().other_duties.push_back(interval);
    return true;
  }

  bool ReadWish() {
    Preference wish;
    if (!Has(2, "wish SHIFT SCORE of the member named before") || problem_.members.empty() ||
        !Index(1, shifts_, &wish.shift) || !Number(2, &wish.score)) {
      return false;
    }
    problem_.members.back().preferences.push_back(wish);
    return true;
  }

  bool ReadDuty(Duty* duty) {
    return Has(2, "SHIFT MEMBER, both named before") && Index(1, shifts_, &duty->shift) &&
           Index(2, members_, &duty->member);
  }
  bool ReadPin() {
    Duty pin;
    pin.pinned = true;
    if (!ReadDuty(&pin)) return false;
    problem_.pins.push_back(pin);
    return true;
  }
  bool ReadPublished() {
    Duty duty;
    if (!ReadDuty(&duty) || !problem_.published) return false;
    problem_.published->duties.push_back(duty);
    return true;
  }

  bool ReadPair(std::vector<std::pair<int, int>>* pairs) {
    std::pair<int, int> pair;
    if (!Has(2, "MEMBER MEMBER, both named before") || !Index(1, members_, &pair.first) ||
        !Index(2, members_, &pair.second)) {
      return false;
    }
    pairs->push_back(pair);
    return true;
  }
  bool ReadApart() { return ReadPair(&problem_.not_together); }
  bool ReadTogether() { return ReadPair(&problem_.together); }

  bool ReadNow() {
    problem_.published = Publication();
    return Has(1, "now MINUTE") && Number(1, &problem_.published->now_minute);
  }

  Problem problem_;
  std::unordered_map<std::string, int> households_, skills_, shifts_, members_;
  std::vector<std::string> words_;  // Of the line that is read.
  std::string expected_;
};

}  // namespace

std::string ProblemText(const Problem& problem) {
  std::string text =
      absl::StrCat(kProblemHeader, "\ndays ", problem.first_day, " ", problem.last_day, "\n");
  for (const int i : ById(problem.households)) {
    const Household& household = problem.households[i];
    absl::StrAppend(&text, "household ", Word(household.id), " ", household.two_per_night ? 1 : 0,
                    "\n");
  }
  absl::StrAppend(&text, "fairness ",
                  problem.fairness_unit == FairnessUnit::kHousehold ? "household" : "member", "\n");
  std::vector<std::string> skills;
  for (const std::string& skill : problem.skills) {
    skills.push_back(absl::StrCat("skill ", Word(skill)));
  }
  AppendSorted(std::move(skills), &text);
  for (const int i : ById(problem.shifts)) AppendShift(problem, problem.shifts[i], &text);
  for (const int i : ById(problem.members)) AppendMember(problem, problem.members[i], &text);
  AppendDuties("pin", problem, problem.pins, &text);
  AppendPairs("apart", problem, problem.not_together, &text);
  AppendPairs("together", problem, problem.together, &text);
  if (problem.published) {
    absl::StrAppend(&text, "now ", problem.published->now_minute, "\n");
    AppendDuties("published", problem, problem.published->duties, &text);
  }
  return text;
}

std::string DigestOf(const Problem& problem) { return HexDigest(ProblemText(problem)); }

std::string DigestOf(const Problem& problem, const Roster& roster) {
  return HexDigest(RosterText(NamedDuties(problem, roster)));
}

absl::StatusOr<Problem> ParseProblem(const std::string& text) { return Reader().Read(text); }

bool operator==(const NamedDuty& a, const NamedDuty& b) {
  return std::tie(a.shift_id, a.member_id) == std::tie(b.shift_id, b.member_id);
}

bool operator<(const NamedDuty& a, const NamedDuty& b) {
  return std::tie(a.shift_id, a.member_id) < std::tie(b.shift_id, b.member_id);
}

std::vector<NamedDuty> NamedDuties(const Problem& problem, const Roster& roster) {
  std::vector<NamedDuty> duties;
  for (const Duty& duty : roster.Duties()) {
    const Shift& shift = problem.shifts[duty.shift];
    if (InWindow(problem, shift)) duties.push_back({shift.id, problem.members[duty.member].id});
  }
  std::sort(duties.begin(), duties.end());
  return duties;
}

std::string RosterText(std::vector<NamedDuty> duties) {
  std::sort(duties.begin(), duties.end());
  std::string text = absl::StrCat(kRosterHeader, "\n");
  for (const NamedDuty& duty : duties) {
    absl::StrAppend(&text, "duty ", Word(duty.shift_id), " ", Word(duty.member_id), "\n");
  }
  return text;
}

absl::StatusOr<std::vector<NamedDuty>> ParseRoster(const std::string& text) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  if (lines[0] != kRosterHeader) {
    return absl::InvalidArgumentError(absl::StrCat("line 1: expected \"", kRosterHeader, "\""));
  }
  std::vector<NamedDuty> duties;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty() && i + 1 == lines.size()) break;
    const std::vector<std::string> words = absl::StrSplit(lines[i], ' ');
    NamedDuty duty;
    if (words.size() != 3 || words[0] != "duty" || !ReadWord(words[1], &duty.shift_id) ||
        !ReadWord(words[2], &duty.member_id)) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", i + 1, ": expected duty SHIFT MEMBER"));
    }
    duties.push_back(std::move(duty));
  }
  return duties;
}

Roster RosterWith(const Problem& problem, const std::vector<NamedDuty>& duties) {
  std::unordered_map<std::string, int> shifts, members;
  for (size_t i = 0; i < problem.shifts.size(); ++i) {
    shifts[problem.shifts[i].id] = static_cast<int>(i);
  }
  for (size_t i = 0; i < problem.members.size(); ++i) {
    members[problem.members[i].id] = static_cast<int>(i);
  }
  Roster roster = PinnedRoster(problem);
  for (const NamedDuty& duty : duties) {
    const auto shift = shifts.find(duty.shift_id);
    const auto member = members.find(duty.member_id);
    if (shift == shifts.end() || member == members.end()) continue;
    roster.Add({shift->second, member->second, false});
  }
  return roster;
}

}  // namespace liengia::rosters::engine
