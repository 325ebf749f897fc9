// ./dev bench roster: one published instance, searched for some seconds. scripts/bench_roster runs
// it and has tests/bench/check_roster check what it wrote.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/rosters/engine/lines/search.h"
#include "tests/bench/roster/instance.h"

ABSL_FLAG(std::string, instance, "", "the instance's file");
ABSL_FLAG(double, seconds, 60, "how long to search");
ABSL_FLAG(bool, cpu, false, "count seconds of CPU time; the search has one thread");
ABSL_FLAG(std::string, out, "", "where to write the roster, one employee,day,shift a line");
ABSL_FLAG(uint64_t, seed, 1, "of the search's random numbers");

namespace liengia::bench {
namespace {

namespace lines = rosters::engine::lines;

using Seconds = std::chrono::duration<double>;

// Of the wall's clock or of the process's own, which a busy machine does not slow down.
double Now() {
  if (absl::GetFlag(FLAGS_cpu)) return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  return Seconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class Stopwatch {
 public:
  double seconds() const { return Now() - start_; }

 private:
  double start_ = Now();
};

std::optional<std::string> Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

// Instance7.txt is 7; a file of another name has its own.
std::string NameOf(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  return name.rfind("Instance", 0) == 0 ? name.substr(8) : name;
}

// From published_results.csv beside the instance, if it is there.
std::optional<int> BestKnown(const std::string& path) {
  const std::optional<std::string> table = Read(FolderOf(path) + "/published_results.csv");
  if (!table) return std::nullopt;
  int column = -1;
  for (const std::string& row : std::vector<std::string>(absl::StrSplit(*table, '\n'))) {
    const std::vector<std::string> fields = absl::StrSplit(row, ',');
    if (column < 0) {
      const auto found = std::find(fields.begin(), fields.end(), "best_known");
      column = static_cast<int>(found - fields.begin());
      continue;
    }
    int best = 0;
    if (fields[0] == NameOf(path) && column < static_cast<int>(fields.size()) &&
        absl::SimpleAtoi(fields[column], &best)) {
      return best;
    }
  }
  return std::nullopt;
}

bool WriteRoster(const std::string& path, const Instance& instance,
                 const std::vector<lines::Line>& roster) {
  std::ofstream file(path);
  file << "employee,day,shift\n";
  for (size_t p = 0; p < roster.size(); ++p) {
    for (size_t day = 0; day < roster[p].size(); ++day) {
      if (roster[p][day] == lines::kOff) continue;
      file << instance.staff[p].id << ',' << day << ',' << instance.shifts[roster[p][day] - 1].id
           << '\n';
    }
  }
  return file.good();
}

int Fail(const std::string& sentence) {
  std::cerr << "bench_roster: " << sentence << '\n';
  return 1;
}

std::string Row(const std::string& path, const lines::SearchResult& result, double seconds) {
  const std::optional<int> best = BestKnown(path);
  const std::string bound =
      std::isfinite(result.lower_bound)
          ? absl::StrCat(static_cast<int64_t>(std::ceil(result.lower_bound - 0.01)))
          : "-";
  const std::string gap =
      best ? absl::StrFormat("%.2f%%", 100.0 * (result.cost - *best) / std::max(*best, 1)) : "-";
  return absl::StrFormat("%s %d %s %.0f %s %s", NameOf(path), result.cost, bound, seconds,
                         best ? absl::StrCat(*best) : "-", gap);
}

int RunInstance(const std::string& path) {
  const std::optional<std::string> text = Read(path);
  if (!text) return Fail(absl::StrCat(path, " cannot be read"));
  const absl::StatusOr<Instance> instance = ParseInstance(path, *text);
  if (!instance.ok()) return Fail(std::string(instance.status().message()));
  const Stopwatch watch;
  lines::SearchOptions options;
  options.seed = absl::GetFlag(FLAGS_seed);
  const double seconds = absl::GetFlag(FLAGS_seconds);
  options.stop = [&] { return watch.seconds() >= seconds; };
  options.progress = [&](const lines::Progress& progress) {
    std::cerr << absl::StreamFormat("%8.1f s  cost %d  bound %.2f  steps %d\n", watch.seconds(),
                                    progress.cost, progress.lower_bound, progress.steps);
  };
  const absl::StatusOr<lines::SearchResult> result = lines::Search(ModelOf(*instance), options);
  if (!result.ok()) return Fail(std::string(result.status().message()));
  for (int person : result->without_line) {
    std::cerr << "no line keeps the rules of " << instance->staff[person].id << '\n';
  }
  const std::string out = absl::GetFlag(FLAGS_out);
  if (!out.empty() && !WriteRoster(out, *instance, result->lines)) {
    return Fail(absl::StrCat(out, " cannot be written"));
  }
  std::cout << Row(path, *result, watch.seconds()) << std::endl;
  return result->without_line.empty() ? 0 : 1;
}

}  // namespace
}  // namespace liengia::bench

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("bench_roster --instance=FILE --seconds=S --out=ROSTER.csv");
  absl::ParseCommandLine(argc, argv);
  return liengia::bench::RunInstance(absl::GetFlag(FLAGS_instance));
}
