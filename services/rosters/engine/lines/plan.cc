#include "services/rosters/engine/lines/plan.h"

#include "services/rosters/engine/lines/rules.h"

namespace liengia::rosters::engine::lines {

CoverIndex::CoverIndex(const Model& model)
    : kinds_(static_cast<int>(model.kinds.size())), rows_(model.days * model.kinds.size()) {
  for (size_t row = 0; row < model.covers.size(); ++row) {
    const Cover& cover = model.covers[row];
    for (int k = 0; k < kinds_; ++k) {
      if (Contains(cover.kinds, k)) rows_[cover.day * kinds_ + k].push_back(static_cast<int>(row));
    }
  }
}

int64_t CoverPrice(const Cover& cover, int crew) {
  const int missing = cover.required - crew;
  return missing > 0 ? int64_t{missing} * cover.under_price : int64_t{-missing} * cover.over_price;
}

int64_t CostOf(const Model& model, const std::vector<Line>& lines) {
  int64_t cost = 0;
  for (size_t p = 0; p < lines.size(); ++p) cost += LinePrice(model.people[p], lines[p]);
  for (const Cover& cover : model.covers) {
    int crew = 0;
    for (const Line& line : lines) crew += Contains(cover.kinds, line[cover.day]) ? 1 : 0;
    cost += CoverPrice(cover, crew);
  }
  return cost;
}

Plan::Plan(const Model* model, const CoverIndex* index)
    : model_(model),
      index_(index),
      lines_(model->people.size(), Line(model->days, kOff)),
      crew_(model->covers.size(), 0),
      cost_(CostOf(*model, lines_)) {}

void Plan::Count(int day, Kind kind, int change) {
  for (int row : index_->RowsOf(day, kind)) {
    cost_ -= CoverPrice(model_->covers[row], crew_[row]);
    crew_[row] += change;
    cost_ += CoverPrice(model_->covers[row], crew_[row]);
  }
}

void Plan::Replace(int person, int first_day, const Line& part) {
  const std::vector<std::vector<int>>& price = model_->people[person].price;
  for (size_t i = 0; i < part.size(); ++i) {
    const int day = first_day + static_cast<int>(i);
    Kind& kind = lines_[person][day];
    if (kind == part[i]) continue;
    cost_ += price[day][part[i]] - price[day][kind];
    Count(day, kind, -1);
    kind = part[i];
    Count(day, kind, 1);
  }
}

int64_t Plan::PriceOfJoining(int day, Kind kind) const {
  int64_t price = 0;
  for (int row : index_->RowsOf(day, kind)) {
    const Cover& cover = model_->covers[row];
    price += CoverPrice(cover, crew_[row] + 1) - CoverPrice(cover, crew_[row]);
  }
  return price;
}

}  // namespace liengia::rosters::engine::lines
