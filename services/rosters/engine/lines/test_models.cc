#include "services/rosters/engine/lines/test_models.h"

#include "services/rosters/engine/lines/budget.h"

namespace liengia::rosters::engine::lines {

Model EmptyModel(int days) {
  Model model;
  model.days = days;
  model.kinds = {{}, {480, 0}, {600, Only(1)}};
  for (int day = 0; day < days; ++day) model.weekend.push_back(day % 7 >= 5 ? day / 7 : -1);
  return model;
}

Person FreePerson(const Model& model) {
  Person person;
  person.allowed.assign(model.days, (KindSet{1} << model.kinds.size()) - 1);
  person.price.assign(model.days, std::vector<int>(model.kinds.size(), 0));
  return person;
}

Model RandomModel(uint64_t seed, int days, int people) {
  Dice dice(seed);
  Model model = EmptyModel(days);
  for (int p = 0; p < people; ++p) {
    Person person = FreePerson(model);
    person.fixed_price = dice.Below(5);
    person.min_minutes = dice.Below(days * 250);
    person.max_minutes = person.min_minutes + dice.Below(days * 200);
    person.max_work_run = 2 + dice.Below(5);
    person.min_work_run = 1 + dice.Below(2);
    person.min_off_run = 1 + dice.Below(3);
    person.max_weekends = dice.Below(3);
    person.tallies.push_back({Only(2), 0, days - 1, dice.Below(days)});
    if (days > 7) person.tallies.push_back({Only(1) | Only(2), 2, 8, 1 + dice.Below(5)});
    for (int i = 0; i < days; ++i) {
      person.price[dice.Below(days)][dice.Below(3)] += dice.Below(9) - 4;
    }
    person.allowed[dice.Below(days)] = Only(kOff);
    model.people.push_back(person);
  }
  for (int day = 0; day < days; ++day) {
    model.covers.push_back({day, Only(1), dice.Below(people + 1), 20 + dice.Below(80), 1});
    model.covers.push_back({day, Only(1) | Only(2), dice.Below(people + 1), dice.Below(50), 2});
  }
  return model;
}

}  // namespace liengia::rosters::engine::lines
