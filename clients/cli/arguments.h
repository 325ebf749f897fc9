#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/dates.h"
#include "clients/cli/language.h"
#include "clients/cli/terms.h"

// What follows a command's name: operands in order, and flags as --name=value or --name value
// anywhere. Everything is checked before the command begins, and everything wrong is told at once.
namespace liengia::cli {

enum class Kind {
  kSwitch,     // Given or not: --dry-run.
  kText,       //
  kNumber,     // 0 to 1,000,000,000.
  kDay,        // ReadDay of dates.h, and so on.
  kMonth,      //
  kTimeOfDay,  //
  kTime,       //
  kTerm,       // One of `terms`.
  kTerms,      // Several of them, with commas.
};

enum class Place { kOperand, kOptionalOperand, kFlag, kNeededFlag };

struct Parameter {
  const char* name;  // "month"; also how help writes it: MONTH, --month=…
  Kind kind;
  Place place;
  Words text;
  const Terms* terms = nullptr;  // Lives as long as the program.
};

// Values by the names of their parameters. The typed getters are for parameters of that kind, and
// give nothing where the parameter was not given.
class Arguments {
 public:
  Arguments() = default;
  Arguments(std::vector<Parameter> parameters, std::map<std::string, std::string> values,
            absl::Time now);

  bool Has(const std::string& name) const { return values_.count(name) > 0; }
  // Empty where it was not given.
  std::string Text(const std::string& name) const;
  int Number(const std::string& name, int otherwise = 0) const;
  std::optional<absl::CivilDay> Day(const std::string& name) const;
  std::optional<absl::CivilMonth> Month(const std::string& name) const;
  std::optional<int> TimeOfDay(const std::string& name) const;
  std::optional<absl::Time> Time(const std::string& name) const;
  // The enumeration's zero where it was not given.
  template <typename Enum>
  Enum Term(const std::string& name) const {
    const std::vector<int> numbers = TermNumbers(name);
    return numbers.empty() ? Enum{} : static_cast<Enum>(numbers.front());
  }
  std::vector<int> TermNumbers(const std::string& name) const;

 private:
  std::vector<Parameter> parameters_;
  std::map<std::string, std::string> values_;
  absl::Time now_;
};

struct Reading {
  Arguments arguments;
  // Whole sentences in `speech`'s language; empty if all is well.
  std::vector<std::string> complaints;
  bool help = false;  // --help or -h: nothing else matters.
};

Reading ReadArguments(const std::vector<std::string>& words,
                      const std::vector<Parameter>& parameters, const Speech& speech);

// Where the words that are neither flags nor values of flags stand, of which the first ones name
// the command. Flags before the command's name can only be among `common`.
std::vector<size_t> OperandPositions(const std::vector<std::string>& words,
                                     const std::vector<Parameter>& common);

// "MONTH", "[AREA]", "--group=GROUP", "--dry-run".
std::string Placeholder(const Parameter& parameter);

}  // namespace liengia::cli
