#include "services/platform/housekeeping_worker.h"

#include <utility>

#include "absl/time/clock.h"
#include "services/platform/log.h"

namespace liengia::platform {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(10);  // With one batch.

}  // namespace

Housekeeping::Housekeeping(Options options, db::Pool& pool, const Clock& clock,
                           std::vector<Chore> chores)
    : options_(options), pool_(pool), clock_(clock), chores_(std::move(chores)) {}

absl::Status Housekeeping::RunOnce() {
  absl::Status first_failure;
  for (const Chore& chore : chores_) {
    const absl::Status status = Run(chore);
    if (status.ok()) continue;
    Log("housekeeping_failed",
        {{"chore", chore.name}, {"code", absl::StatusCodeToString(status.code())}});
    first_failure.Update(status);
  }
  return first_failure;
}

absl::Status Housekeeping::Run(const Chore& chore) {
  for (int batch = 0; batch < options_.max_batches; ++batch) {
    int cleared = 0;
    absl::Status status = pool_.Transact(clock_.Now(), absl::Now() + kPatience, [&](db::Tx& tx) {
      cleared = chore.clear(tx, options_.batch_size);
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    if (cleared < options_.batch_size) break;
  }
  return absl::OkStatus();
}

}  // namespace liengia::platform
