#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rosters/engine/lines/model.h"

// The shift-scheduling instances of Curtois and Qu (schedulingbenchmarks.org).
namespace liengia::bench {

struct Instance {
  struct Shift {
    std::string id;
    int minutes = 0;
    std::vector<int> forbidden_next;  // Indices of shifts.
  };
  struct Employee {
    std::string id;
    std::map<int, int> max_shifts;  // By shift; one without an entry has no maximum.
    int max_minutes = 0;
    int min_minutes = 0;
    int max_work_run = 1;
    int min_work_run = 1;
    int min_off_run = 1;
    int max_weekends = 0;
    std::vector<int> days_off;
  };
  struct Request {
    int employee = 0;
    int day = 0;
    int shift = 0;
    int weight = 0;
  };
  struct Cover {
    int day = 0;
    int shift = 0;
    int required = 0;
    int under_weight = 0;
    int over_weight = 0;
  };
  int days = 0;  // Day 0 is a Monday.
  std::vector<Shift> shifts;
  std::vector<Employee> staff;
  std::vector<Request> on_requests;   // Costs its weight unless that shift is worked that day.
  std::vector<Request> off_requests;  // Costs its weight if it is.
  std::vector<Cover> covers;
};

// The instance in `text`. INVALID_ARGUMENT "name:line: expected ..." at the first line that is
// wrong.
absl::StatusOr<Instance> ParseInstance(const std::string& name, const std::string& text);

// Shift s is kind s + 1; employees and days keep their numbers.
rosters::engine::lines::Model ModelOf(const Instance& instance);

}  // namespace liengia::bench
