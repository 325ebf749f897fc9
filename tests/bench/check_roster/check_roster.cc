// check_roster INSTANCE ROSTER: is the roster lawful, and what does it cost?
//
// Knows nothing of the engine: its own reader of both files, its own count of every rule, written
// from the description of the format. Prints each violation, then "feasible COST" or "infeasible
// COST VIOLATIONS"; exits with 0, 1 when a rule is broken, 2 when a file cannot be understood.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using std::map;
using std::pair;
using std::set;
using std::string;
using std::vector;

[[noreturn]] void GiveUp(const string& sentence) {
  std::cerr << "check_roster: " << sentence << '\n';
  std::exit(2);
}

long ToNumber(const string& text) {
  char* end = nullptr;
  const long value = std::strtol(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0') GiveUp("'" + text + "' should be a number");
  return value;
}

vector<string> Split(const string& text, char separator) {
  vector<string> parts;
  std::istringstream stream(text);
  for (string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

// The lines that say something, without the carriage returns of Windows.
vector<string> ReadLines(const string& path) {
  std::ifstream file(path);
  if (!file) GiveUp("cannot read " + path);
  vector<string> result;
  for (string line; std::getline(file, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty() && line.front() != '#') result.push_back(line);
  }
  return result;
}

// Everything as text tables: section to rows to fields.
using Tables = map<string, vector<vector<string>>>;

Tables ReadTables(const string& path) {
  Tables tables;
  string section;
  for (const string& line : ReadLines(path)) {
    if (line.rfind("SECTION_", 0) == 0) {
      section = line;
      tables[section];
    } else {
      tables[section].push_back(Split(line, ','));
    }
  }
  return tables;
}

const string& Field(const vector<string>& row, size_t index) {
  static const string kEmpty;
  return index < row.size() ? row[index] : kEmpty;
}

// Who works what: employee, day -> shift.
using Roster = map<pair<string, long>, string>;

class Checker {
 public:
  Checker(Tables tables, const string& roster_path) : tables_(std::move(tables)) {
    days_ = ToNumber(Field(tables_["SECTION_HORIZON"].at(0), 0));
    for (const auto& row : tables_["SECTION_SHIFTS"]) {
      minutes_[row[0]] = ToNumber(Field(row, 1));
      for (const string& next : Split(Field(row, 2), '|')) forbidden_.insert({row[0], next});
    }
    for (const auto& row : tables_["SECTION_STAFF"]) staff_.insert(row[0]);
    ReadRoster(roster_path);
  }

  int Run() {
    for (const auto& row : tables_["SECTION_STAFF"]) CheckEmployee(row);
    CheckDaysOff();
    const long cost = Cost();
    for (const string& violation : violations_) std::cout << violation << '\n';
    if (violations_.empty()) {
      std::cout << "feasible " << cost << '\n';
      return 0;
    }
    std::cout << "infeasible " << cost << ' ' << violations_.size() << '\n';
    return 1;
  }

 private:
  void ReadRoster(const string& path) {
    bool header = true;
    for (const string& line : ReadLines(path)) {
      if (std::exchange(header, false)) {
        if (line != "employee,day,shift") GiveUp("the roster's header is employee,day,shift");
        continue;
      }
      const vector<string> row = Split(line, ',');
      if (row.size() != 3) GiveUp("'" + line + "' should be employee,day,shift");
      const long day = ToNumber(row[1]);
      if (staff_.count(row[0]) == 0 || minutes_.count(row[2]) == 0 || day < 0 || day >= days_) {
        GiveUp("'" + line + "' names an employee, a day or a shift that there is not");
      }
      if (!roster_.insert({{row[0], day}, row[2]}).second) {
        violations_.push_back(row[0] + " has two shifts on day " + row[1]);
      }
    }
  }

  string ShiftOn(const string& employee, long day) const {
    const auto found = roster_.find({employee, day});
    return found == roster_.end() ? "" : found->second;
  }

  void Violation(const string& employee, const string& what) {
    violations_.push_back(employee + ": " + what);
  }

  static string Succession(const string& shift, const string& next, long day) {
    std::ostringstream what;
    what << next << " after " << shift << " on day " << day;
    return what.str();
  }

  void CheckEmployee(const vector<string>& row) {
    const string& who = row[0];
    map<string, long> worked;
    set<long> weekends;
    long minutes = 0;
    string pattern;  // One letter a day.
    for (long day = 0; day < days_; ++day) {
      const string shift = ShiftOn(who, day);
      pattern += shift.empty() ? 'o' : 'w';
      if (shift.empty()) continue;
      ++worked[shift];
      minutes += minutes_[shift];
      if (day % 7 == 5 || day % 7 == 6) weekends.insert(day / 7);
      const string next = day + 1 < days_ ? ShiftOn(who, day + 1) : "";
      if (!next.empty() && forbidden_.count({shift, next}) != 0) {
        Violation(who, Succession(shift, next, day + 1));
      }
    }
    for (const string& entry : Split(Field(row, 1), '|')) {
      const vector<string> parts = Split(entry, '=');
      if (worked[parts.at(0)] > ToNumber(parts.at(1))) Violation(who, "too many " + parts[0]);
    }
    if (minutes > ToNumber(Field(row, 2))) Violation(who, "too many minutes");
    if (minutes < ToNumber(Field(row, 3))) Violation(who, "too few minutes");
    if (static_cast<long>(weekends.size()) > ToNumber(Field(row, 7))) {
      Violation(who, "too many weekends");
    }
    CheckRuns(who, pattern, row);
  }

  void CheckRuns(const string& who, const string& pattern, const vector<string>& row) {
    for (size_t begin = 0; begin < pattern.size();) {
      size_t end = begin;
      while (end < pattern.size() && pattern[end] == pattern[begin]) ++end;
      const long length = static_cast<long>(end - begin);
      const bool inside = begin > 0 && end < pattern.size();
      string at = " in a row from day ";
      at += std::to_string(begin);
      if (pattern[begin] == 'w') {
        if (length > ToNumber(Field(row, 4))) Violation(who, "too many shifts" + at);
        if (inside && length < ToNumber(Field(row, 5))) Violation(who, "too few shifts" + at);
      } else if (inside && length < ToNumber(Field(row, 6))) {
        Violation(who, "too few days off" + at);
      }
      begin = end;
    }
  }

  void CheckDaysOff() {
    for (const auto& row : tables_["SECTION_DAYS_OFF"]) {
      for (size_t i = 1; i < row.size(); ++i) {
        if (!ShiftOn(row[0], ToNumber(row[i])).empty())
          Violation(row[0], "works on day off " + row[i]);
      }
    }
  }

  long Cost() {
    long cost = 0;
    for (const auto& row : tables_["SECTION_SHIFT_ON_REQUESTS"]) {
      if (ShiftOn(row[0], ToNumber(Field(row, 1))) != Field(row, 2))
        cost += ToNumber(Field(row, 3));
    }
    for (const auto& row : tables_["SECTION_SHIFT_OFF_REQUESTS"]) {
      if (ShiftOn(row[0], ToNumber(Field(row, 1))) == Field(row, 2))
        cost += ToNumber(Field(row, 3));
    }
    map<pair<long, string>, long> present;
    for (const auto& [where, shift] : roster_) ++present[{where.second, shift}];
    for (const auto& row : tables_["SECTION_COVER"]) {
      const long missing = ToNumber(Field(row, 2)) - present[{ToNumber(row[0]), Field(row, 1)}];
      cost += missing > 0 ? missing * ToNumber(Field(row, 3)) : -missing * ToNumber(Field(row, 4));
    }
    return cost;
  }

  Tables tables_;
  long days_ = 0;
  map<string, long> minutes_;            // By shift.
  set<pair<string, string>> forbidden_;  // Shift, shift on the day after.
  set<string> staff_;
  Roster roster_;
  vector<string> violations_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) GiveUp("usage: check_roster INSTANCE ROSTER");
  try {
    return Checker(ReadTables(argv[1]), argv[2]).Run();
  } catch (const std::out_of_range&) {
    GiveUp(string(argv[1]) + " misses a section or a field");
  }
}
