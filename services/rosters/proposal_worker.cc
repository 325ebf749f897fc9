#include "services/rosters/proposal_worker.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/errors.h"
#include "services/platform/log.h"
#include "services/rosters/engine/problem_text.h"
#include "services/rosters/filling_store.h"

namespace liengia::rosters {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(5);  // With one transaction.
constexpr absl::Duration kPause = absl::Seconds(1);     // Before the database is asked again.

// Why there is no result, for the leader: a refusal says it itself.
platform::Sentence FailureOf(const absl::Status& status) {
  if (const auto detail = platform::DetailOf(status); detail && !absl::IsInternal(status)) {
    return detail->text;
  }
  platform::Log("proposal_fault", {{"fault", std::string(status.message())}});
  return {"Máy không xếp được tháng này do lỗi của hệ thống.",
          "The engine could not make this month; the fault is the system's."};
}

}  // namespace

// Tells how far the engine is, now and then, and whether it shall go on.
class ProposalWorker::Progress {
 public:
  Progress(ProposalWorker& worker, const Claim& claim) : worker_(worker), claim_(claim) {}

  bool ShallStop() {
    if (worker_.stopping()) return true;
    if (absl::Now() < next_) return lost_;
    next_ = absl::Now() + worker_.options_.progress;
    bool held = true;
    const absl::Status status = worker_.Transact([&](db::Tx& tx) {
      held = SaveProgress(tx, claim_, step_count_, tx.now() + worker_.options_.claim);
      return absl::OkStatus();
    });
    // While the database is away nobody else can claim it either.
    lost_ = status.ok() && !held;
    return lost_;
  }

  void Note(int64_t step_count) { step_count_ = step_count; }
  bool lost() const { return lost_; }

 private:
  ProposalWorker& worker_;
  const Claim& claim_;
  absl::Time next_ = absl::Now() + worker_.options_.progress;
  int64_t step_count_ = 0;
  bool lost_ = false;
};

ProposalWorker::ProposalWorker(Options options, db::Pool& pool, const platform::Clock& clock,
                               platform::Topics& topics)
    : options_(options),
      pool_(pool),
      clock_(clock),
      queue_(topics.Subscribe(kProposalQueue, [this] {
        std::lock_guard lock(mutex_);
        ++changes_;
        wake_.notify_all();
      })) {
  for (int i = 0; i < options_.solvers; ++i) solvers_.emplace_back([this] { Loop(); });
}

ProposalWorker::~ProposalWorker() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& solver : solvers_) solver.join();
}

bool ProposalWorker::stopping() {
  std::lock_guard lock(mutex_);
  return stopping_;
}

bool ProposalWorker::RestFor(absl::Duration duration) {
  std::unique_lock lock(mutex_);
  return wake_.wait_for(lock, absl::ToChronoNanoseconds(duration), [this] { return stopping_; });
}

void ProposalWorker::Loop() {
  while (true) {
    int64_t seen = 0;
    {
      std::lock_guard lock(mutex_);
      if (stopping_) return;
      seen = changes_;
    }
    if (WorkOnce()) continue;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, absl::ToChronoNanoseconds(options_.rest),
                   [&] { return stopping_ || changes_ != seen; });
  }
}

bool ProposalWorker::WorkOnce() {
  std::optional<Claim> claim;
  const absl::Status status = Transact([&](db::Tx& tx) {
    claim = ClaimProposal(tx, tx.now() + options_.claim);
    return absl::OkStatus();
  });
  {
    std::lock_guard lock(mutex_);
    // Once, not every few seconds for as long as the database is away.
    if (!status.ok() && !database_away_) {
      platform::Log("proposals_wait", {{"why", std::string(status.message())}});
    }
    database_away_ = !status.ok();
  }
  if (!claim.has_value()) return false;
  Make(*std::move(claim));
  return true;
}

void ProposalWorker::Make(Claim claim) {
  Progress progress(*this, claim);
  const absl::StatusOr<Certificate> made = Solve(claim, progress);
  if (progress.lost()) return;
  if (stopping() || absl::IsUnavailable(made.status())) {
    Save(claim, [&](db::Tx& tx) { return SaveReleased(tx, claim); });
  } else if (made.ok()) {
    Save(claim, [&](db::Tx& tx) { return SaveSolved(tx, claim, *made); });
  } else {
    const platform::Sentence failure = FailureOf(made.status());
    Save(claim, [&](db::Tx& tx) { return SaveFailed(tx, claim, failure); });
  }
}

absl::StatusOr<Certificate> ProposalWorker::Solve(Claim& claim, Progress& progress) {
  if (claim.claim_count > kMaxClaims) {
    return platform::Fault(absl::StrCat("proposal ", claim.proposal.id, " was begun ", kMaxClaims,
                                        " times and never finished"));
  }
  if (claim.problem_text.empty()) LIENGIA_RETURN_IF_ERROR(LoadProblem(claim));
  return MakeRoster(
      claim.problem_text,
      {.seed = static_cast<uint64_t>(claim.proposal.seed),
       .steps = claim.proposal.step_limit,
       .stop = [&progress] { return progress.ShallStop(); },
       .progress = [&progress](const engine::Progress& so_far) { progress.Note(so_far.steps); }});
}

absl::Status ProposalWorker::LoadProblem(Claim& claim) {
  int64_t version = 0;
  LIENGIA_RETURN_IF_ERROR(
      pool_.Read(clock_.Now(), absl::Now() + kPatience, [&](db::Tx& tx) -> absl::Status {
        tx.Snapshot();
        LIENGIA_ASSIGN_OR_RETURN(const Draft draft,
                                 LoadDraft(tx, claim.group_id, claim.proposal.roster_id));
        version = draft.roster.version;
        claim.problem_text = engine::ProblemText(draft.plan.problem);
        return absl::OkStatus();
      }));
  return Transact([&](db::Tx& tx) {
    SaveProblem(tx, claim, version, claim.problem_text);
    return absl::OkStatus();
  });
}

bool ProposalWorker::Save(const Claim& claim, const std::function<bool(db::Tx&)>& save) {
  const absl::Time until = absl::Now() + options_.claim;
  while (true) {
    bool held = false;
    const absl::Status status = Transact([&](db::Tx& tx) {
      held = save(tx);
      return absl::OkStatus();
    });
    if (status.ok()) return held;
    if (absl::Now() > until || RestFor(kPause)) {
      platform::Log("proposal_left",
                    {{"proposal", claim.proposal.id}, {"why", std::string(status.message())}});
      return false;
    }
  }
}

absl::Status ProposalWorker::Transact(const std::function<absl::Status(db::Tx&)>& work) {
  return pool_.TransactLocked(clock_.Now(), absl::Now() + kPatience, work);
}

}  // namespace liengia::rosters
