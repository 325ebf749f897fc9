#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// A roster: one month of a group. Its life and what each state of it allows.
namespace liengia::rosters {

enum class RosterState { kDraft, kPublished, kClosed };
inline constexpr int kRosterStateCount = 3;

// As the database writes it ("draft"), and back; any other text is a fault of the schema and gives
// kClosed, which allows nothing.
const char* RosterStateName(RosterState state);
RosterState RosterStateNamed(const std::string& name);

struct Roster {
  std::string id;
  absl::CivilMonth month;
  RosterState state = RosterState::kDraft;
  absl::Time create_time;
  std::optional<absl::Time> publish_time;
  int64_t version = 1;
  // Of the charter: the one that it was published by, for a draft the newest.
  int64_t charter_version = 0;
  // Counted from its shifts and duties.
  int shift_count = 0;
  int needed_count = 0;  // The sum of the smallest crews.
  int duty_count = 0;
  int empty_count = 0;                      // Needed places without a duty.
  std::optional<absl::Time> last_end_time;  // Of its shifts.
};

enum class RosterOperation {
  kGenerate,  // Fill it by the engine.
  kChange,    // Assign, take off, exchange.
  kPublish,
  kClose,
  kDelete,
  kRepair,  // After somebody dropped out.
};
inline constexpr int kRosterOperationCount = 6;

// What each state allows: one row per operation, in the order of the enums.
inline constexpr std::array<std::array<bool, kRosterStateCount>, kRosterOperationCount>
    kRosterAllows = {{
        /* kGenerate */ {true, false, false},
        /* kChange */ {true, true, false},
        /* kPublish */ {true, false, false},
        /* kClose */ {false, true, false},
        /* kDelete */ {true, false, false},
        /* kRepair */ {false, true, false},
    }};

constexpr bool Allows(RosterState state, RosterOperation operation) {
  return kRosterAllows[static_cast<size_t>(operation)][static_cast<size_t>(state)];
}

// OK, or FAILED_PRECONDITION (kRosterState) saying what the roster is and what it would have to be.
absl::Status CheckOperation(RosterOperation operation, const Roster& roster);

// OK when the last shift is over, else FAILED_PRECONDITION (kRosterState).
absl::Status CheckOver(const Roster& roster, absl::Time now);

}  // namespace liengia::rosters
