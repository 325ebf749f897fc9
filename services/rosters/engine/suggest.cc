#include "services/rosters/engine/suggest.h"

#include <algorithm>

namespace liengia::rosters::engine {
namespace {

int Sign(int a, int b) { return a < b ? -1 : a > b ? 1 : 0; }

// Someone with a share of 0 takes no part: every load is lighter than theirs.
int CompareLoads(const Load& a, const Load& b) {
  if (a.share == 0 || b.share == 0) return Sign(b.share > 0, a.share > 0);
  return Compare(a, b);
}

int CompareBy(Merit merit, const Problem& problem, const Candidate& a, const Candidate& b) {
  switch (merit) {
    case Merit::kRules:
      return Sign(static_cast<int>(a.broken.size()), static_cast<int>(b.broken.size()));
    case Merit::kLeader:
      return Sign(b.leads, a.leads);
    case Merit::kSkill:
      return Sign(b.skills, a.skills);
    case Merit::kLoad:
      // Where both would end as heavy, leximin looks at what the other one stays with.
      if (const int sign = CompareLoads(a.after, b.after); sign != 0) return sign;
      return CompareLoads(b.before, a.before);
    case Merit::kWish:
      return Sign(b.wish, a.wish);
    case Merit::kId:
      return problem.members[a.member].id.compare(problem.members[b.member].id);
  }
  return 0;
}

class Appraiser {
 public:
  Appraiser(const Problem& problem, const Roster& roster, int shift)
      : problem_(problem),
        roster_(roster),
        shift_(shift),
        bearers_(BearersOf(problem)),
        credits_(bearers_.shares.size()),
        crew_(CrewOf(problem, roster, shift)) {
    for (size_t i = 0; i < problem.members.size(); ++i) {
      credits_[bearers_.of_member[i]] += CreditOf(problem, roster, static_cast<int>(i));
    }
  }

  Candidate Appraise(int member) const {
    const Member& data = problem_.members[member];
    const Shift& shift = problem_.shifts[shift_];
    const int bearer = bearers_.of_member[member];
    Candidate candidate;
    candidate.member = member;
    candidate.broken = Broken(problem_, roster_, member, shift_);
    candidate.leads = data.may_lead && crew_.leaders < shift.leaders_needed;
    for (size_t i = 0; i < shift.skills_needed.size(); ++i) {
      const SkillNeed& need = shift.skills_needed[i];
      if (crew_.holders[i] < need.people && Holds(data, need.skill)) ++candidate.skills;
    }
    candidate.before = {credits_[bearer], bearers_.shares[bearer]};
    candidate.after = candidate.before;
    if (InWindow(problem_, shift)) candidate.after.credit += shift.credit;
    candidate.wish = WishOf(member);
    return candidate;
  }

 private:
  int WishOf(int member) const {
    int wish = 0;
    for (const Preference& preference : problem_.members[member].preferences) {
      if (preference.shift == shift_) wish += preference.score;
    }
    for (const auto& [a, b] : problem_.together) {
      const bool pair =
          (a == member && roster_.Has(shift_, b)) || (b == member && roster_.Has(shift_, a));
      if (pair) wish += kTogether;
    }
    return wish;
  }

  const Problem& problem_;
  const Roster& roster_;
  const int shift_;
  const Bearers bearers_;
  std::vector<int64_t> credits_;  // By bearer.
  const Crew crew_;
};

}  // namespace

int CompareCandidates(const Problem& problem, const Candidate& a, const Candidate& b,
                      Merit* merit) {
  constexpr Merit kMerits[] = {Merit::kRules, Merit::kLeader, Merit::kSkill,
                               Merit::kLoad,  Merit::kWish,   Merit::kId};
  int sign = 0;
  for (const Merit by : kMerits) {
    if (merit != nullptr) *merit = by;
    sign = CompareBy(by, problem, a, b);
    if (sign != 0) break;
  }
  return sign;
}

std::vector<Candidate> RankCandidates(const Problem& problem, const Roster& roster, int shift) {
  const Appraiser appraiser(problem, roster, shift);
  std::vector<Candidate> candidates;
  for (int member = 0; member < static_cast<int>(problem.members.size()); ++member) {
    if (!roster.Has(shift, member)) candidates.push_back(appraiser.Appraise(member));
  }
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    return CompareCandidates(problem, a, b, nullptr) < 0;
  });
  return candidates;
}

std::vector<Candidate> Suggest(const Problem& problem, const Roster& roster, int shift, int k) {
  std::vector<Candidate> candidates = RankCandidates(problem, roster, shift);
  const auto end = std::find_if(candidates.begin(), candidates.end(),
                                [](const Candidate& one) { return !one.broken.empty(); });
  candidates.erase(end, candidates.end());
  if (static_cast<int>(candidates.size()) > k) candidates.resize(std::max(k, 0));
  return candidates;
}

}  // namespace liengia::rosters::engine
