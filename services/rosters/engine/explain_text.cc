#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "services/rosters/engine/civil_day.h"
#include "services/rosters/engine/exceptions.h"
#include "services/rosters/engine/explain.h"

// One table of sentences for every reason; nothing is written for a single case.
namespace liengia::rosters::engine {
namespace {

// $0, $1 … are filled in.
struct Pattern {
  const char* english;
  const char* vietnamese;
};

constexpr Pattern kPinned = {"$0 was put on this shift by hand.",
                             "$0 được xếp vào ca này bằng tay."};
constexpr Pattern kPinBreaks = {"This breaks a rule: $0.", "Việc xếp này trái quy tắc: $0."};
constexpr Pattern kPassed = {"No rule stands against $0: all $1 were checked.",
                             "Không quy tắc nào ngăn $0: đã xét đủ $1 quy tắc."};
constexpr Pattern kLeads = {"$0 may lead, and the crew needed a leader.",
                            "$0 làm được trưởng ca, và ca này đang cần trưởng ca."};
constexpr Pattern kSkilled = {"$0 holds a skill that the crew needed.",
                              "$0 có kỹ năng mà ca này đang cần."};
constexpr Pattern kLoads = {"With this duty $0's load goes from $1 to $2 weighted minutes.",
                            "Với ca này, công trực của $0 tăng từ $1 lên $2 phút quy đổi."};
constexpr Pattern kNobodyElse = {"Nobody else could take it.",
                                 "Không còn ai khác nhận được ca này."};
constexpr Pattern kOthers = {"$0 others could have taken it.",
                             "Còn $0 người khác nhận được ca này."};
constexpr Pattern kOneOther = {"One other could have taken it.",
                               "Còn 1 người khác nhận được ca này."};

// By Merit, after the name of the runner-up.
constexpr Pattern kBehind[] = {
    {"$0 could not: $1.", "$0 không nhận được: $1."},
    {"$0 comes after: would not bring the leader that was needed.",
     "$0 xếp sau: không làm được trưởng ca mà ca đang cần."},
    {"$0 comes after: would bring fewer of the skills needed.",
     "$0 xếp sau: có ít kỹ năng cần thiết hơn."},
    {"$0 comes after: the load would be $2 weighted minutes.",
     "$0 xếp sau: công trực sẽ là $2 phút quy đổi."},
    {"$0 comes after: as loaded, but wished it less.",
     "$0 xếp sau: công trực ngang nhau nhưng nguyện vọng thấp hơn."},
    {"$0 comes after: equal in everything, so the order of the list decides.",
     "$0 xếp sau: ngang nhau mọi mặt nên theo thứ tự danh sách."},
};
constexpr Pattern kBetter = {"$0 would suit this place better by itself; the load would be $2.",
                             "Xét riêng chỗ này thì $0 hợp hơn; công trực sẽ là $2 phút quy đổi."};

constexpr Pattern kMissing = {"Missing from the smallest crew: $0.",
                              "Còn thiếu $0 người so với mức ít nhất."};
constexpr Pattern kNoCandidates = {"Everyone is on this shift already.",
                                   "Mọi người đều đã có trong ca này."};
constexpr Pattern kCount = {"$0: $1.", "$0: $1."};
constexpr Pattern kCountNamed = {"$0: $1 ($2).", "$0: $1 ($2)."};
constexpr Pattern kPeople = {"$0 members", "$0 người"};
constexpr Pattern kOnePerson = {"1 member", "1 người"};
constexpr Pattern kOnlyThis = {"Without that rule $0 could take it.",
                               "Nếu bỏ quy tắc ấy thì $0 nhận được."};
constexpr Pattern kFree = {"$0 could take it.", "$0 nhận được ca này."};

constexpr Pattern kSetAside = {"To fill the places, these rules would have to give way: $0.",
                               "Muốn đủ người phải nới quy tắc: $0."};
constexpr Pattern kException = {"It would do to make an exception for $0: $1.",
                                "Chỉ cần miễn cho $0: $1."};
constexpr Pattern kPlacesLeft = {
    "Places that stay empty all the same, for too few people can serve: $0.",
    "Vẫn còn $0 chỗ trống vì không đủ người trực được."};

template <typename... Parts>
std::string Say(const Pattern& pattern, Language language, const Parts&... parts) {
  const char* text = language == Language::kVietnamese ? pattern.vietnamese : pattern.english;
  return absl::Substitute(text, parts...);
}

int64_t Told(const Load& load) {
  constexpr int64_t kFullShare = 1000;
  return load.share == 0 ? 0 : FloorDiv(load.credit * kFullShare, load.share);
}

std::string Phrases(const std::vector<Rule>& rules, Language language) {
  return absl::StrJoin(rules, "; ", [&](std::string* out, Rule rule) {
    absl::StrAppend(out, RuleText(rule, language));
  });
}

std::string Names(const std::vector<int>& members, const NameOf& name) {
  return absl::StrJoin(members, ", ",
                       [&](std::string* out, int member) { absl::StrAppend(out, name(member)); });
}

std::string People(size_t count, Language language) {
  return count == 1 ? Say(kOnePerson, language) : Say(kPeople, language, count);
}

std::string SentenceOf(const RunnerUp& next, const NameOf& name, Language language) {
  const Pattern& pattern = next.better ? kBetter : kBehind[static_cast<int>(next.behind)];
  return Say(pattern, language, name(next.candidate.member),
             Phrases(next.candidate.broken, language), Told(next.candidate.after));
}

}  // namespace

std::vector<std::string> Sentences(const AssignmentReason& reason, const NameOf& name,
                                   Language language) {
  const Candidate& chosen = reason.chosen;
  const std::string who = name(chosen.member);
  std::vector<std::string> sentences;
  if (reason.pinned) sentences.push_back(Say(kPinned, language, who));
  if (chosen.broken.empty()) {
    sentences.push_back(Say(kPassed, language, who, reason.passed.size()));
  } else {
    sentences.push_back(Say(kPinBreaks, language, Phrases(chosen.broken, language)));
  }
  if (chosen.leads) sentences.push_back(Say(kLeads, language, who));
  if (chosen.skills > 0) sentences.push_back(Say(kSkilled, language, who));
  sentences.push_back(Say(kLoads, language, who, Told(chosen.before), Told(chosen.after)));
  if (reason.allowed == 0) sentences.push_back(Say(kNobodyElse, language));
  if (reason.allowed == 1) sentences.push_back(Say(kOneOther, language));
  if (reason.allowed > 1) sentences.push_back(Say(kOthers, language, reason.allowed));
  for (const RunnerUp& next : reason.runners_up) {
    sentences.push_back(SentenceOf(next, name, language));
  }
  return sentences;
}

std::vector<std::string> Sentences(const WayOut& way_out, const NameOf& name, Language language) {
  std::vector<std::string> sentences;
  if (!way_out.rules.empty()) {
    sentences.push_back(Say(kSetAside, language, Phrases(way_out.rules, language)));
  }
  for (const Exception& one : way_out.exceptions) {
    sentences.push_back(Say(kException, language, name(one.member), Phrases(one.rules, language)));
  }
  if (way_out.places_left > 0) {
    sentences.push_back(Say(kPlacesLeft, language, way_out.places_left));
  }
  return sentences;
}

std::vector<std::string> Sentences(const EmptySlotReason& reason, const NameOf& name,
                                   bool with_names, Language language) {
  std::vector<std::string> sentences;
  if (reason.missing > 0) sentences.push_back(Say(kMissing, language, reason.missing));
  if (reason.candidates == 0) sentences.push_back(Say(kNoCandidates, language));
  if (!reason.free.empty()) {
    sentences.push_back(
        Say(kFree, language,
            with_names ? Names(reason.free, name) : People(reason.free.size(), language)));
  }
  for (const RuleCount& count : reason.counts) {
    const std::string people = People(count.members.size(), language);
    const char* rule = RuleText(count.rule, language);
    std::string sentence =
        with_names ? Say(kCountNamed, language, people, rule, Names(count.members, name))
                   : Say(kCount, language, people, rule);
    if (!count.only_this.empty()) {
      absl::StrAppend(&sentence, " ",
                      Say(kOnlyThis, language,
                          with_names ? Names(count.only_this, name)
                                     : People(count.only_this.size(), language)));
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace liengia::rosters::engine
