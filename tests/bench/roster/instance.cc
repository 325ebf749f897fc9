#include "tests/bench/roster/instance.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace liengia::bench {
namespace {

namespace lines = rosters::engine::lines;

using Fields = std::vector<std::string>;

constexpr int kMaxWeight = 10'000;  // Many requests for one day still fit a price of the model.
constexpr int kMaxMinutes = 1'000'000;

class Parser {
 public:
  Parser(std::string name, const std::string& text)
      : name_(std::move(name)), rows_(absl::StrSplit(text, '\n')) {}

  absl::StatusOr<Instance> Parse() {
    ReadSection("SECTION_HORIZON", 1, [this](const Fields& f) { ReadHorizon(f); });
    if (instance_.days == 0) Expect(false, "the number of days");
    ReadSection("SECTION_SHIFTS", 3, [this](const Fields& f) { ReadShift(f); });
    ResolveSuccessors();
    ReadSection("SECTION_STAFF", 8, [this](const Fields& f) { ReadEmployee(f); });
    ReadSection("SECTION_DAYS_OFF", 0, [this](const Fields& f) { ReadDaysOff(f); });
    ReadSection("SECTION_SHIFT_ON_REQUESTS", 4,
                [this](const Fields& f) { ReadRequest(f, instance_.on_requests); });
    ReadSection("SECTION_SHIFT_OFF_REQUESTS", 4,
                [this](const Fields& f) { ReadRequest(f, instance_.off_requests); });
    ReadSection("SECTION_COVER", 5, [this](const Fields& f) { ReadCover(f); });
    if (status_.ok() && Peek()) Expect(false, "the end of the file");
    if (!status_.ok()) return status_;
    return std::move(instance_);
  }

 private:
  // Only the first complaint is kept.
  bool Expect(bool met, const std::string& what) {
    if (!met && status_.ok()) {
      status_ = absl::InvalidArgumentError(
          absl::StrCat(name_, ":", std::min(next_ + 1, rows_.size()), ": expected ", what));
    }
    return met;
  }

  // Moves to the next line that is neither empty nor a comment; false at the end.
  bool Peek() {
    for (; next_ < rows_.size(); ++next_) {
      row_ = std::string(absl::StripAsciiWhitespace(rows_[next_]));
      if (!row_.empty() && row_[0] != '#') return true;
    }
    return false;
  }

  // `fields` = 0: any number from one.
  void ReadSection(const std::string& title, size_t fields,
                   const std::function<void(const Fields&)>& read) {
    if (!status_.ok() || !Expect(Peek() && row_ == title, title)) return;
    ++next_;
    while (status_.ok() && Peek() && row_.rfind("SECTION_", 0) != 0) {
      Fields parts = absl::StrSplit(row_, ',');
      for (std::string& part : parts) part = std::string(absl::StripAsciiWhitespace(part));
      if (!Expect(fields == 0 || parts.size() == fields,
                  absl::StrCat(fields, " fields between commas in ", title))) {
        return;
      }
      read(parts);
      if (status_.ok()) ++next_;
    }
  }

  int Number(const std::string& text, int low, int high, const std::string& what) {
    int value = 0;
    const bool good = absl::SimpleAtoi(text, &value) && low <= value && value <= high;
    Expect(good, absl::StrCat(what, ", a number from ", low, " to ", high, ", not '", text, "'"));
    return good ? value : low;
  }
  int Day(const std::string& text) { return Number(text, 0, instance_.days - 1, "a day"); }
  int Named(const std::map<std::string, int>& names, const std::string& id,
            const std::string& what) {
    const auto found = names.find(id);
    if (!Expect(found != names.end(), absl::StrCat(what, " that there is, not '", id, "'"))) {
      return 0;
    }
    return found->second;
  }
  void Name(std::map<std::string, int>& names, const std::string& id, const std::string& what) {
    const int number = static_cast<int>(names.size());
    Expect(!id.empty() && names.emplace(id, number).second,
           absl::StrCat(what, " with an id of its own, not '", id, "'"));
  }

  void ReadHorizon(const Fields& fields) {
    Expect(instance_.days == 0, "one number of days");
    instance_.days = Number(fields[0], 1, lines::kMaxDays, "the number of days");
  }

  void ReadShift(const Fields& fields) {
    Name(shifts_, fields[0], "a shift");
    Expect(shifts_.size() < lines::kMaxKinds,
           absl::StrCat("at most ", lines::kMaxKinds - 1, " shifts"));
    instance_.shifts.push_back(
        {fields[0], Number(fields[1], 0, lines::kMaxMinutesPerDay, "the shift's minutes"), {}});
    // A shift may forbid one that comes later.
    successors_.emplace_back(next_, fields[2]);
  }

  void ResolveSuccessors() {
    const size_t here = next_;
    for (size_t s = 0; s < successors_.size() && status_.ok(); ++s) {
      next_ = successors_[s].first;
      for (const auto& id : absl::StrSplit(successors_[s].second, '|', absl::SkipEmpty())) {
        instance_.shifts[s].forbidden_next.push_back(
            Named(shifts_, std::string(absl::StripAsciiWhitespace(id)), "a shift"));
      }
    }
    next_ = here;
  }

  void ReadEmployee(const Fields& fields) {
    Name(staff_, fields[0], "an employee");
    Expect(staff_.size() <= lines::kMaxPeople,
           absl::StrCat("at most ", lines::kMaxPeople, " employees"));
    Instance::Employee employee;
    employee.id = fields[0];
    for (const auto& entry : absl::StrSplit(fields[1], '|', absl::SkipEmpty())) {
      const Fields pair = absl::StrSplit(entry, '=');
      if (!Expect(pair.size() == 2, absl::StrCat("SHIFT=MAXIMUM, not '", entry, "'"))) return;
      const int shift = Named(shifts_, pair[0], "a shift");
      employee.max_shifts[shift] = Number(pair[1], 0, lines::kMaxDays, "the most such shifts");
    }
    employee.max_minutes = Number(fields[2], 0, kMaxMinutes, "the most minutes");
    employee.min_minutes = Number(fields[3], 0, employee.max_minutes, "the least minutes");
    employee.max_work_run = Number(fields[4], 1, lines::kMaxRun, "the most shifts in a row");
    employee.min_work_run =
        Number(fields[5], 1, employee.max_work_run, "the fewest shifts in a row");
    employee.min_off_run = Number(fields[6], 1, lines::kMaxRun, "the fewest days off in a row");
    employee.max_weekends = Number(fields[7], 0, lines::kMaxDays, "the most weekends");
    instance_.staff.push_back(std::move(employee));
  }

  void ReadDaysOff(const Fields& fields) {
    const int employee = Named(staff_, fields[0], "an employee");
    for (size_t i = 1; i < fields.size() && status_.ok(); ++i) {
      instance_.staff[employee].days_off.push_back(Day(fields[i]));
    }
  }

  void ReadRequest(const Fields& fields, std::vector<Instance::Request>& requests) {
    Instance::Request request;
    request.employee = Named(staff_, fields[0], "an employee");
    request.day = Day(fields[1]);
    request.shift = Named(shifts_, fields[2], "a shift");
    request.weight = Number(fields[3], 0, kMaxWeight, "a weight");
    const bool seen = std::any_of(requests.begin(), requests.end(), [&](const auto& other) {
      return other.employee == request.employee && other.day == request.day &&
             other.shift == request.shift;
    });
    Expect(!seen, "one request for an employee, a day and a shift");
    requests.push_back(request);
  }

  void ReadCover(const Fields& fields) {
    Instance::Cover cover;
    cover.day = Day(fields[0]);
    cover.shift = Named(shifts_, fields[1], "a shift");
    cover.required = Number(fields[2], 0, lines::kMaxPeople, "the number of people required");
    cover.under_weight = Number(fields[3], 0, lines::kMaxPrice, "the weight for under");
    cover.over_weight = Number(fields[4], 0, lines::kMaxPrice, "the weight for over");
    instance_.covers.push_back(cover);
  }

  std::string name_;
  std::vector<std::string> rows_;
  size_t next_ = 0;
  std::string row_;
  Instance instance_;
  std::map<std::string, int> shifts_;
  std::map<std::string, int> staff_;
  std::vector<std::pair<size_t, std::string>> successors_;  // By shift: its line, its third field.
  absl::Status status_;
};

lines::Kind KindOf(int shift) { return static_cast<lines::Kind>(shift + 1); }

lines::Person PersonOf(const Instance& instance, const Instance::Employee& employee) {
  const lines::KindSet all = (lines::KindSet{1} << (instance.shifts.size() + 1)) - 1;
  lines::Person person;
  person.allowed.assign(instance.days, all);
  for (int day : employee.days_off) person.allowed[day] = lines::Only(lines::kOff);
  person.price.assign(instance.days, std::vector<int>(instance.shifts.size() + 1, 0));
  person.min_minutes = employee.min_minutes;
  person.max_minutes = employee.max_minutes;
  person.max_work_run = employee.max_work_run;
  person.min_work_run = employee.min_work_run;
  person.min_off_run = employee.min_off_run;
  person.max_weekends = employee.max_weekends;
  for (const auto& [shift, max] : employee.max_shifts) {
    person.tallies.push_back({lines::Only(KindOf(shift)), 0, instance.days - 1, max});
  }
  return person;
}

}  // namespace

absl::StatusOr<Instance> ParseInstance(const std::string& name, const std::string& text) {
  return Parser(name, text).Parse();
}

lines::Model ModelOf(const Instance& instance) {
  lines::Model model;
  model.days = instance.days;
  model.kinds.resize(instance.shifts.size() + 1);
  for (size_t s = 0; s < instance.shifts.size(); ++s) {
    model.kinds[s + 1].minutes = instance.shifts[s].minutes;
    for (int next : instance.shifts[s].forbidden_next) {
      model.kinds[s + 1].forbidden_next |= lines::Only(KindOf(next));
    }
  }
  for (int day = 0; day < instance.days; ++day) {
    model.weekend.push_back(day % 7 >= 5 ? day / 7 : -1);
  }
  for (const auto& employee : instance.staff) {
    model.people.push_back(PersonOf(instance, employee));
  }
  for (const auto& request : instance.on_requests) {
    lines::Person& person = model.people[request.employee];
    person.fixed_price += request.weight;
    person.price[request.day][KindOf(request.shift)] -= request.weight;
  }
  for (const auto& request : instance.off_requests) {
    model.people[request.employee].price[request.day][KindOf(request.shift)] += request.weight;
  }
  for (const auto& cover : instance.covers) {
    model.covers.push_back({cover.day, lines::Only(KindOf(cover.shift)), cover.required,
                            cover.under_weight, cover.over_weight});
  }
  return model;
}

}  // namespace liengia::bench
