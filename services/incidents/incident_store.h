#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/tx.h"
#include "services/incidents/incident.h"

// The incident log. Nothing in it is ever updated. Reading takes three statements whatever the
// number of incidents: ask for a snapshot first outside a transaction.
namespace liengia::incidents {

// Of the amendments nothing: a new incident has none.
void InsertIncident(db::Tx& tx, const std::string& group_id, const Incident& incident);

// Adds the amendment after `position` others.
void InsertAmendment(db::Tx& tx, const std::string& group_id, const std::string& incident_id,
                     int position, const Amendment& amendment);

std::optional<Incident> FindIncident(db::Tx& tx, const std::string& group_id,
                                     const std::string& id);

// Which incidents to list: seen in [start_time, end_time), after the key in the order.
struct IncidentRange {
  absl::Time start_time = absl::InfinitePast();
  absl::Time end_time = absl::InfiniteFuture();
  struct Key {
    absl::Time observe_time;
    std::string id;
  };
  std::optional<Key> after;
};

// By time of observation and id, newest first, at most `limit`.
std::vector<Incident> ListIncidents(db::Tx& tx, const std::string& group_id,
                                    const IncidentRange& range, int limit);

// True when it is a published or closed shift of the group.
bool HasShift(db::Tx& tx, const std::string& group_id, const std::string& shift_id);
bool HasCheckpoint(db::Tx& tx, const std::string& group_id, const std::string& checkpoint_id);

struct KindCount {
  Kind kind = Kind::kNone;
  int incident_count = 0;
  int serious_count = 0;
};

// The incidents seen in [start_time, end_time) by groups of the area with this path and of all
// areas below it; the most frequent kind first.
std::vector<KindCount> CountIncidents(db::Tx& tx, const std::string& area_path,
                                      absl::Time start_time, absl::Time end_time);

}  // namespace liengia::incidents
