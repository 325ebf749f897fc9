#include "db/pool.h"

#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "db/connection.h"
#include "db/constraints.h"
#include "services/platform/errors.h"
#include "services/platform/secret.h"

namespace liengia::db {
namespace {

using platform::Reason;
using platform::Refusal;

// Eight leaders who fill their rosters at once in a small database, where PostgreSQL locks whole
// pages and tables for what was read, lose with five and win with ten.
constexpr int kAttempts = 10;

absl::Status Away() {
  return Refusal(absl::StatusCode::kUnavailable, Reason::kDatabaseAway,
                 {"Hệ thống đang tạm gián đoạn. Hãy thử lại sau ít phút.",
                  "The database is away; try again."});
}

absl::Status TooSlow() {
  return Refusal(absl::StatusCode::kDeadlineExceeded, Reason::kTooSlow,
                 {"Yêu cầu mất quá nhiều thời gian. Hãy thử lại.",
                  "The call took longer than its deadline; try again."});
}

absl::Status Conflict() {
  return Refusal(absl::StatusCode::kAborted, Reason::kConflict,
                 {"Có người vừa thay đổi cùng dữ liệu này. Hãy tải lại rồi thử lại.",
                  "The call lost a race with another one; read again, then decide."});
}

// What an exception of libpqxx means, and what to do next.
struct Outcome {
  absl::Status status;
  bool retry = false;   // Nothing was done; the same work may be run again.
  bool broken = false;  // The connection is of no use any more.
};

Outcome OfSqlError(const pqxx::sql_error& error) {
  const std::string& state = error.sqlstate();
  if (absl::StartsWith(state, "57P") || absl::StartsWith(state, "08") || state == "53300") {
    return {.status = Away(), .retry = true, .broken = true};
  }
  if (state == "57014") return {.status = TooSlow()};
  if (absl::StartsWith(state, "40")) return {.status = Conflict(), .retry = true};
  if (absl::StartsWith(state, "23")) {
    const std::string constraint = ConstraintNamed(error.what());
    // Somebody else took the slot of a crew: the next run chooses anew.
    const bool retry = constraint == "duties_slot";
    return {.status = ConstraintRefusal(constraint), .retry = retry};
  }
  return {.status = platform::Fault(absl::StrCat("PostgreSQL ", state, ": ", error.what()))};
}

// Called inside a catch block.
Outcome OfException() {
  try {
    throw;
  } catch (const pqxx::in_doubt_error&) {
    // The commit may have happened: never run it again blindly.
    return {.status = Conflict(), .broken = true};
  } catch (const pqxx::statement_completion_unknown&) {
    return {.status = Conflict(), .broken = true};
  } catch (const pqxx::transaction_rollback&) {
    return {.status = Conflict(), .retry = true};
  } catch (const pqxx::broken_connection&) {
    return {.status = Away(), .retry = true, .broken = true};
  } catch (const pqxx::sql_error& error) {
    return OfSqlError(error);
  } catch (const std::exception& error) {
    return {.status = platform::Fault(error.what()), .broken = true};
  }
}

}  // namespace

std::string Tx::Prepared(const char* sql) { return connection_->Prepared(sql); }

void Tx::Snapshot() {
  if (dynamic_cast<pqxx::nontransaction*>(work_) == nullptr || snapshot_) return;
  work_->exec("begin transaction isolation level repeatable read read only");
  snapshot_ = true;
}

void Tx::CallerChanged(const std::string& account_id) { CallersChanged({account_id}); }

void Tx::CallersChanged(const std::vector<std::string>& account_ids) {
  if (account_ids.empty()) return;
  Query("select pg_notify('caller_changed', account) from unnest($1::text[]) as account",
        ToSqlArray(account_ids));
  changed_accounts_.insert(changed_accounts_.end(), account_ids.begin(), account_ids.end());
}

void Tx::Changed(const std::string& topic) { Query("select pg_notify('changed', $1)", topic); }

// A connection out of the pool for as long as it lives. Unless it is kept, the connection is
// closed: after an error nobody asks what state it is in.
class Pool::Lease {
 public:
  static std::unique_ptr<Lease> Take(Pool& pool, absl::Time deadline) {
    std::unique_lock lock(pool.mutex_);
    const bool in_time = pool.free_.wait_until(lock, absl::ToChronoTime(deadline), [&] {
      return !pool.idle_.empty() || pool.open_ < pool.options_.size;
    });
    if (!in_time) return nullptr;
    std::unique_ptr<Connection> connection;
    if (!pool.idle_.empty()) {
      connection = std::move(pool.idle_.back());
      pool.idle_.pop_back();
    } else {
      ++pool.open_;
    }
    return std::unique_ptr<Lease>(new Lease(pool, std::move(connection)));
  }

  ~Lease() {
    if (!keep_) connection_.reset();
    std::lock_guard lock(pool_.mutex_);
    if (keep_) {
      pool_.idle_.push_back(std::move(connection_));
    } else {
      --pool_.open_;
    }
    pool_.free_.notify_one();
  }

  Connection& connection() {
    if (connection_ == nullptr) connection_ = std::make_unique<Connection>(pool_.options_.url);
    return *connection_;
  }
  void Keep() { keep_ = connection_ != nullptr; }

 private:
  Lease(Pool& pool, std::unique_ptr<Connection> connection)
      : pool_(pool), connection_(std::move(connection)) {}
  Pool& pool_;
  std::unique_ptr<Connection> connection_;
  bool keep_ = false;
};

Pool::Pool(Options options) : options_(std::move(options)) {}
Pool::~Pool() = default;

absl::Status Pool::Attempt(absl::Time deadline,
                           const std::function<absl::Status(Connection&)>& run) {
  Outcome outcome;
  int broken = 0;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) return TooSlow();
    std::unique_ptr<Lease> lease = Lease::Take(*this, deadline);
    if (lease == nullptr) return TooSlow();
    try {
      lease->connection().LimitStatements(left);
      absl::Status status = run(lease->connection());
      lease->Keep();
      return status;
    } catch (...) {
      outcome = OfException();
      if (!outcome.broken) lease->Keep();
    }
    // After a restart of PostgreSQL every idle connection is dead; a new one tells whether it is
    // back.
    if (outcome.broken) CloseIdle();
    if (!outcome.retry || (outcome.broken && ++broken > 1)) break;
    lease.reset();
    // Calls that fight for one row part ways, or they meet again at the next attempt.
    std::this_thread::sleep_for(std::chrono::microseconds(platform::RandomBelow(2000 << attempt)));
  }
  return outcome.status;
}

void Pool::CloseIdle() {
  std::lock_guard lock(mutex_);
  open_ -= static_cast<int>(idle_.size());
  idle_.clear();
}

template <pqxx::isolation_level isolation>
absl::Status Pool::TransactAt(absl::Time now, absl::Time deadline,
                              const std::function<absl::Status(Tx&)>& work) {
  return Attempt(deadline, [&](Connection& connection) {
    pqxx::transaction<isolation> transaction(connection.raw());
    Tx tx(&connection, &transaction, now);
    absl::Status status = work(tx);
    if (!status.ok() && !tx.keep_if_refused_) {
      transaction.abort();
      return status;
    }
    transaction.commit();
    for (const std::string& account_id : tx.changed_accounts_) {
      if (options_.on_caller_changed) options_.on_caller_changed(account_id);
    }
    return status;
  });
}

absl::Status Pool::Transact(absl::Time now, absl::Time deadline,
                            const std::function<absl::Status(Tx&)>& work) {
  return TransactAt<pqxx::serializable>(now, deadline, work);
}

absl::Status Pool::TransactLocked(absl::Time now, absl::Time deadline,
                                  const std::function<absl::Status(Tx&)>& work) {
  return TransactAt<pqxx::read_committed>(now, deadline, work);
}

absl::Status Pool::Read(absl::Time now, absl::Time deadline,
                        const std::function<absl::Status(Tx&)>& work) {
  return Attempt(deadline, [&](Connection& connection) {
    pqxx::nontransaction statements(connection.raw());
    Tx tx(&connection, &statements, now);
    try {
      absl::Status status = work(tx);
      if (tx.snapshot_) statements.exec("rollback");
      return status;
    } catch (const pqxx::sql_error&) {
      if (tx.snapshot_) statements.exec("rollback");
      throw;
    }
  });
}

}  // namespace liengia::db
