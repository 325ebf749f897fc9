#include "clients/cli/arguments.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "clients/cli/nearest.h"
#include "services/platform/text.h"

namespace liengia::cli {
namespace {

constexpr int kMostNumber = 1'000'000'000;

bool IsOperand(const Parameter& parameter) {
  return parameter.place == Place::kOperand || parameter.place == Place::kOptionalOperand;
}

// A lone "-" and negative numbers are values, as usual.
bool IsFlag(const std::string& word) {
  return word.size() > 1 && word[0] == '-' && !absl::ascii_isdigit(word[1]);
}

std::optional<int> ReadNumber(const std::string& text) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < 0 || number > kMostNumber) return std::nullopt;
  return number;
}

std::vector<std::string> Pieces(const std::string& text) {
  return absl::StrSplit(text, ',', absl::SkipWhitespace());
}

bool Accepts(const Parameter& parameter, const std::string& text, absl::Time now) {
  switch (parameter.kind) {
    case Kind::kSwitch:
      return text == "true";
    case Kind::kText:
      return platform::IsValidUtf8(text);
    case Kind::kNumber:
      return ReadNumber(text).has_value();
    case Kind::kDay:
      return ReadDay(text, DayOf(now)).has_value();
    case Kind::kMonth:
      return ReadMonth(text).has_value();
    case Kind::kTimeOfDay:
      return ReadTimeOfDay(text).has_value();
    case Kind::kTime:
      return ReadTime(text, now).has_value();
    case Kind::kTerm:
      return ReadTerm(*parameter.terms, text).has_value();
    case Kind::kTerms: {
      const std::vector<std::string> pieces = Pieces(text);
      return std::all_of(pieces.begin(), pieces.end(), [&](const std::string& piece) {
        return ReadTerm(*parameter.terms, piece).has_value();
      });
    }
  }
  return false;
}

std::string WantedForm(const Parameter& parameter, Language language) {
  switch (parameter.kind) {
    case Kind::kSwitch:
      return Words{"cờ này không nhận giá trị", "this flag takes no value"}.In(language);
    case Kind::kText:
      return Words{"văn bản UTF-8", "UTF-8 text"}.In(language);
    case Kind::kNumber:
      return Words{"một số, ví dụ 3", "a number, such as 3"}.In(language);
    case Kind::kDay:
      return Words{"một ngày có thật, ví dụ 2026-10-17 hoặc 17/10/2026",
                   "a day that exists, such as 2026-10-17 or 17/10/2026"}
          .In(language);
    case Kind::kMonth:
      return Words{"một tháng, ví dụ 2026-10", "a month, such as 2026-10"}.In(language);
    case Kind::kTimeOfDay:
      return Words{"một giờ, ví dụ 22:00 hoặc 22h30", "a time of day, such as 22:00 or 22h30"}.In(
          language);
    case Kind::kTime:
      return Words{"một lúc, ví dụ 22:15 hoặc \"17/10 22:15\"",
                   "a time, such as 22:15 or \"17/10 22:15\""}
          .In(language);
    case Kind::kTerm:
    case Kind::kTerms:
      return absl::StrCat(Words{"một trong: ", "one of: "}.In(language),
                          WordsOf(*parameter.terms, language));
  }
  return "";
}

// Reads the words into values, and complains of what is no parameter's.
class Reader {
 public:
  Reader(const std::vector<std::string>& words, const std::vector<Parameter>& parameters,
         const Speech& speech)
      : words_(words), parameters_(parameters), speech_(speech) {}

  Reading Read() {
    for (const Parameter& parameter : parameters_) {
      if (IsOperand(parameter)) operands_.push_back(&parameter);
    }
    for (; at_ < words_.size(); ++at_) ReadWord(words_[at_]);
    CheckMissing();
    reading_.arguments = Arguments(parameters_, std::move(values_), speech_.now);
    return std::move(reading_);
  }

 private:
  void Complain(Words words, const std::string& first, const std::string& second = "") {
    reading_.complaints.push_back(absl::Substitute(words.In(speech_.language), first, second));
  }

  void ReadWord(const std::string& word) {
    if (!only_operands_ && word == "--") {
      only_operands_ = true;
    } else if (!only_operands_ && IsFlag(word)) {
      ReadFlag(word);
    } else if (operand_ < operands_.size()) {
      Set(*operands_[operand_++], word);
    } else {
      Complain({"Không hiểu \"$0\": lệnh này không nhận thêm đối số.",
                "\"$0\" is too much: the command takes no further argument."},
               word);
    }
  }

  void ReadFlag(const std::string& word) {
    const size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (name == "--help" || name == "-h") {
      reading_.help = true;
      return;
    }
    const Parameter* parameter = FindFlag(name);
    if (parameter == nullptr) return ComplainOfUnknown(name);
    if (equals != std::string::npos) return Set(*parameter, word.substr(equals + 1));
    if (parameter->kind == Kind::kSwitch) return Set(*parameter, "true");
    if (at_ + 1 < words_.size()) return Set(*parameter, words_[++at_]);
    Complain({"$0 cần một giá trị: $1.", "$0 needs a value: $1."}, name,
             WantedForm(*parameter, speech_.language));
  }

  const Parameter* FindFlag(const std::string& name) const {
    for (const Parameter& parameter : parameters_) {
      if (!IsOperand(parameter) && absl::StrCat("--", parameter.name) == name) return &parameter;
    }
    return nullptr;
  }

  void ComplainOfUnknown(const std::string& name) {
    std::vector<std::string> known = {"--help"};
    for (const Parameter& parameter : parameters_) {
      if (!IsOperand(parameter)) known.push_back(absl::StrCat("--", parameter.name));
    }
    const std::string nearest = Nearest(name, known);
    if (nearest.empty()) return Complain({"Không có cờ $0.", "There is no flag $0."}, name);
    Complain({"Không có cờ $0; có phải $1?", "There is no flag $0; did you mean $1?"}, name,
             nearest);
  }

  void Set(const Parameter& parameter, const std::string& text) {
    const std::string name = parameter.name;
    if (!Accepts(parameter, text, speech_.now)) {
      Complain({"$0 không dùng được: cần $1.", "$0 will not do: it takes $1."},
               absl::StrCat(Placeholder({parameter.name, Kind::kSwitch, parameter.place, {}}),
                            " \"", text, "\""),
               WantedForm(parameter, speech_.language));
    }
    if (!values_.emplace(name, text).second && parameter.kind != Kind::kSwitch) {
      Complain({"--$0 được ghi hai lần.", "--$0 is given twice."}, name);
    }
  }

  void CheckMissing() {
    for (const Parameter& parameter : parameters_) {
      const bool needed =
          parameter.place == Place::kOperand || parameter.place == Place::kNeededFlag;
      if (!needed || values_.count(parameter.name) > 0) continue;
      Complain({"Thiếu $0: $1.", "$0 is missing: $1."}, Placeholder(parameter),
               parameter.text.In(speech_.language));
    }
  }

  const std::vector<std::string>& words_;
  const std::vector<Parameter>& parameters_;
  const Speech& speech_;
  std::vector<const Parameter*> operands_;
  std::map<std::string, std::string> values_;
  Reading reading_;
  size_t at_ = 0;
  size_t operand_ = 0;
  bool only_operands_ = false;
};

}  // namespace

Arguments::Arguments(std::vector<Parameter> parameters, std::map<std::string, std::string> values,
                     absl::Time now)
    : parameters_(std::move(parameters)), values_(std::move(values)), now_(now) {}

std::string Arguments::Text(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? "" : found->second;
}

int Arguments::Number(const std::string& name, int otherwise) const {
  return ReadNumber(Text(name)).value_or(otherwise);
}

std::optional<absl::CivilDay> Arguments::Day(const std::string& name) const {
  return ReadDay(Text(name), DayOf(now_));
}

std::optional<absl::CivilMonth> Arguments::Month(const std::string& name) const {
  return ReadMonth(Text(name));
}

std::optional<int> Arguments::TimeOfDay(const std::string& name) const {
  return ReadTimeOfDay(Text(name));
}

std::optional<absl::Time> Arguments::Time(const std::string& name) const {
  return ReadTime(Text(name), now_);
}

std::vector<int> Arguments::TermNumbers(const std::string& name) const {
  std::vector<int> numbers;
  for (const Parameter& parameter : parameters_) {
    if (parameter.name != name || parameter.terms == nullptr) continue;
    const bool several = parameter.kind == Kind::kTerms;
    for (const std::string& piece :
         several ? Pieces(Text(name)) : std::vector<std::string>{Text(name)}) {
      if (const auto number = ReadTerm(*parameter.terms, piece)) numbers.push_back(*number);
    }
  }
  return numbers;
}

Reading ReadArguments(const std::vector<std::string>& words,
                      const std::vector<Parameter>& parameters, const Speech& speech) {
  return Reader(words, parameters, speech).Read();
}

std::vector<size_t> OperandPositions(const std::vector<std::string>& words,
                                     const std::vector<Parameter>& common) {
  std::vector<size_t> positions;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (!IsFlag(words[i])) {
      positions.push_back(i);
      continue;
    }
    const bool takes_next =
        std::any_of(common.begin(), common.end(), [&](const Parameter& parameter) {
          return parameter.kind != Kind::kSwitch && words[i] == absl::StrCat("--", parameter.name);
        });
    if (takes_next) ++i;
  }
  return positions;
}

std::string Placeholder(const Parameter& parameter) {
  std::string value = absl::AsciiStrToUpper(parameter.name);
  if (parameter.place == Place::kOperand) return value;
  if (parameter.place == Place::kOptionalOperand) return absl::StrCat("[", value, "]");
  if (parameter.kind == Kind::kSwitch) return absl::StrCat("--", parameter.name);
  if (parameter.kind == Kind::kNumber) value = "N";
  if (parameter.kind == Kind::kDay) value = "DAY";
  if (parameter.kind == Kind::kMonth) value = "MONTH";
  if (parameter.kind == Kind::kTime || parameter.kind == Kind::kTimeOfDay) value = "TIME";
  return absl::StrCat("--", parameter.name, "=", value);
}

}  // namespace liengia::cli
