#include "services/rosters/engine/lines/model.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace liengia::rosters::engine::lines {
namespace {

class Complaints {
 public:
  // Adds the sentence unless `fine`; returns `fine`.
  bool Require(bool fine, const std::string& sentence) {
    if (!fine) sentences_.push_back(sentence);
    return fine;
  }
  absl::Status status() const {
    if (sentences_.empty()) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrJoin(sentences_, "; "));
  }

 private:
  std::vector<std::string> sentences_;
};

KindSet AllKinds(const Model& model) { return (KindSet{1} << model.kinds.size()) - 1; }

bool Within(int value, int low, int high) { return low <= value && value <= high; }

bool CheckSizes(const Model& model, Complaints& complaints) {
  bool fine = complaints.Require(Within(model.days, 0, kMaxDays),
                                 absl::StrCat("days must be 0 to ", kMaxDays));
  fine &= complaints.Require(
      !model.kinds.empty() && model.kinds.size() <= kMaxKinds,
      absl::StrCat("there must be 1 to ", kMaxKinds, " kinds, the day off being the first"));
  fine &= complaints.Require(model.people.size() <= kMaxPeople,
                             absl::StrCat("there may be at most ", kMaxPeople, " people"));
  return fine & complaints.Require(model.weekend.size() == static_cast<size_t>(model.days),
                                   "each day needs its weekend or -1");
}

void CheckKinds(const Model& model, Complaints& complaints) {
  complaints.Require(model.kinds[kOff].minutes == 0 && model.kinds[kOff].forbidden_next == 0,
                     "a day off has no minutes and forbids nothing");
  for (size_t k = 0; k < model.kinds.size(); ++k) {
    const WorkKind& kind = model.kinds[k];
    complaints.Require(Within(kind.minutes, 0, kMaxMinutesPerDay),
                       absl::StrCat("kind ", k, ": minutes must be 0 to ", kMaxMinutesPerDay));
    complaints.Require(
        (kind.forbidden_next & ~AllKinds(model)) == 0 && !Contains(kind.forbidden_next, kOff),
        absl::StrCat("kind ", k, ": forbids a kind that there is not, or days off"));
  }
}

void CheckWeekends(const Model& model, Complaints& complaints) {
  for (int day = 2; day < model.days; ++day) {
    const int weekend = model.weekend[day];
    if (weekend < 0) continue;
    const auto begin = model.weekend.begin();
    complaints.Require(
        std::find(begin, begin + day - 1, weekend) == begin + day - 1,
        absl::StrCat("weekend ", weekend, ": only two days in a row make a weekend"));
  }
}

bool GoodDay(const Model& model, const Person& person, int day) {
  const std::vector<int>& prices = person.price[day];
  return prices.size() == model.kinds.size() && (person.allowed[day] & AllKinds(model)) != 0 &&
         (person.allowed[day] & ~AllKinds(model)) == 0 &&
         std::all_of(prices.begin(), prices.end(),
                     [](int price) { return Within(price, -kMaxPrice, kMaxPrice); });
}

bool GoodTally(const Model& model, const Tally& tally) {
  return (tally.kinds & ~AllKinds(model)) == 0 && !Contains(tally.kinds, kOff) &&
         tally.first_day >= 0 && tally.last_day < model.days && tally.max >= 0;
}

void CheckPerson(const Model& model, size_t index, Complaints& complaints) {
  const Person& person = model.people[index];
  const std::string who = absl::StrCat("person ", index, ": ");
  const size_t days = static_cast<size_t>(model.days);
  if (complaints.Require(person.allowed.size() == days && person.price.size() == days,
                         absl::StrCat(who, "each day needs its choices and prices"))) {
    for (int day = 0; day < model.days; ++day) {
      if (!complaints.Require(GoodDay(model, person, day),
                              absl::StrCat(who, "day ", day, " needs a kind to choose, only kinds ",
                                           "that there are, and a price for each"))) {
        break;
      }
    }
  }
  complaints.Require(
      person.min_minutes >= 0 && person.min_minutes <= person.max_minutes,
      absl::StrCat(who, "the least minutes must be 0 or more and not above the most"));
  complaints.Require(
      Within(person.max_work_run, 1, kMaxRun) && Within(person.min_work_run, 1, kMaxRun) &&
          Within(person.min_off_run, 1, kMaxRun) && person.min_work_run <= person.max_work_run,
      absl::StrCat(who, "runs must be 1 to ", kMaxRun, ", the shortest not above the", " longest"));
  complaints.Require(person.max_weekends >= 0, absl::StrCat(who, "weekends must be 0 or more"));
  complaints.Require(person.tallies.size() <= kMaxTallies,
                     absl::StrCat(who, "at most ", kMaxTallies, " tallies"));
  complaints.Require(std::all_of(person.tallies.begin(), person.tallies.end(),
                                 [&](const Tally& tally) { return GoodTally(model, tally); }),
                     absl::StrCat(who, "a tally counts kinds or days that there are not"));
}

void CheckCover(const Model& model, size_t index, Complaints& complaints) {
  const Cover& cover = model.covers[index];
  complaints.Require(
      Within(cover.day, 0, model.days - 1) && (cover.kinds & ~AllKinds(model)) == 0 &&
          cover.kinds != 0 && !Contains(cover.kinds, kOff) &&
          Within(cover.required, 0, kMaxPeople) && Within(cover.under_price, 0, kMaxPrice) &&
          Within(cover.over_price, 0, kMaxPrice),
      absl::StrCat("cover ", index, ": day, kinds, people or prices are out of range"));
}

}  // namespace

absl::Status CheckModel(const Model& model) {
  Complaints complaints;
  if (!CheckSizes(model, complaints)) return complaints.status();
  CheckKinds(model, complaints);
  CheckWeekends(model, complaints);
  for (size_t i = 0; i < model.people.size(); ++i) CheckPerson(model, i, complaints);
  for (size_t i = 0; i < model.covers.size(); ++i) CheckCover(model, i, complaints);
  return complaints.status();
}

}  // namespace liengia::rosters::engine::lines
