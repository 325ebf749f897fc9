#include "services/platform/border.h"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/access.h"
#include "services/platform/errors.h"
#include "services/platform/ledger_store.h"
#include "services/platform/log.h"
#include "services/platform/replay_store.h"
#include "services/platform/scope_store.h"
#include "services/platform/text.h"

namespace liengia::platform {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string TextField(const Message& message, const FieldDescriptor* field) {
  return field == nullptr ? "" : message.GetReflection()->GetString(message, field);
}

std::string HashOf(const Message& request) {
  const std::string bytes = request.SerializeAsString();
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

absl::Status Busy() {
  return Refusal(absl::StatusCode::kResourceExhausted, Reason::kServerBusy,
                 {"Hệ thống đang bận. Hãy thử lại sau giây lát.",
                  "The server is busy; try again in a moment."});
}

}  // namespace

// One call between arrival and finish.
struct Border::Open {
  Arrival arrival;
  const Method* method;
  absl::Time start;  // By the machine's clock: for durations.
  Call call;
  std::string unit_name;  // Of the office by which the caller got in.
  ReplayKey replay_key;   // Without a request_id, nothing is replayed.
  // Of a stream.
  std::weak_ptr<Stream> stream;
  std::string topic;
  std::vector<Topics::Subscription> following;
};

Border::OpenCall Border::NewOpen(Arrival arrival, absl::Duration max_duration) const {
  auto open = std::make_shared<Open>();
  open->method = &parts_.contract.Of(arrival.request->GetDescriptor());
  open->start = absl::Now();
  arrival.deadline = std::min(arrival.deadline, open->start + max_duration);
  open->arrival = std::move(arrival);
  open->call.peer = open->arrival.peer;
  open->call.language = open->arrival.language;
  open->call.now = parts_.clock.Now();
  return open;
}

Border::OpenCall Border::Admit(Arrival arrival) {
  OpenCall open = NewOpen(std::move(arrival), options_.max_duration);
  if (open_calls_.fetch_add(1) >= options_.max_open_calls) {
    Finish(open, Busy());
    return nullptr;
  }
  return open;
}

void Border::Finish(const OpenCall& open, const absl::Status& status) {
  const absl::Duration duration = absl::Now() - open->start;
  parts_.metrics.CountCall(open->method->name, status.code(), duration);
  LogFields fields = {{"method", open->method->name},
                      {"code", absl::StatusCodeToString(status.code())},
                      {"ms", absl::StrCat(absl::ToDoubleMilliseconds(duration))}};
  if (const auto stream = open->stream.lock()) {
    fields.emplace_back("messages", absl::StrCat(stream->sent_count()));
  }
  if (absl::IsInternal(status)) fields.emplace_back("fault", std::string(status.message()));
  Log("call", fields);
  if (!open->method->stream) open_calls_.fetch_sub(1);
  open->arrival.finish(status);
}

void Border::StartOnWorker(Arrival arrival, std::function<absl::Status(Open&)> run) {
  OpenCall open = Admit(std::move(arrival));
  if (open == nullptr) return;
  parts_.workers.Run([this, open, run = std::move(run)] {
    absl::Status status = FindCaller(*open);
    if (status.ok()) status = CheckRequest(*open);
    if (status.ok()) {
      open->replay_key = ReplayKeyOf(*open);
      status = run(*open);
    }
    Finish(open, status);
  });
}

void Border::Start(Arrival arrival, Handler handler) {
  StartOnWorker(std::move(arrival),
                [this, handler = std::move(handler)](Open& open) { return Run(open, handler); });
}

void Border::StartPrepared(Arrival arrival, Preparation prepare) {
  StartOnWorker(std::move(arrival), [this, prepare = std::move(prepare)](Open& open) {
    return RunPrepared(open, prepare);
  });
}

std::shared_ptr<Stream> Border::StartStream(Arrival arrival, const std::string& topic,
                                            StreamHandler look) {
  const OpenCall open = NewOpen(std::move(arrival), options_.streams.max_duration);
  open->topic = topic;
  const auto stream = std::make_shared<Stream>(
      Stream::Parts{.look = [this, open, look = std::move(look)] { return Look(*open, look); },
                    .message = open->arrival.response,
                    .send = open->arrival.send,
                    .finish =
                        [this, open](const absl::Status& status) {
                          open->following.clear();
                          streams_.Remove(open->stream.lock());
                          Finish(open, status);
                        }},
      parts_.workers);
  open->stream = stream;
  const absl::Status status = streams_.Add(stream, open->arrival.deadline);
  if (status.ok()) {
    stream->Wake();
  } else {
    stream->End(status);
  }
  return stream;
}

absl::StatusOr<bool> Border::Look(Open& open, const StreamHandler& look) {
  open.call.now = parts_.clock.Now();
  LIENGIA_RETURN_IF_ERROR(FindCaller(open));
  LIENGIA_RETURN_IF_ERROR(CheckRequest(open));
  // Before the first look: what changes after it is not missed.
  if (open.following.empty()) LIENGIA_RETURN_IF_ERROR(Follow(open));
  bool last = false;
  const absl::Time deadline = std::min(open.arrival.deadline, absl::Now() + options_.max_duration);
  LIENGIA_RETURN_IF_ERROR(
      parts_.pool.Read(open.call.now, deadline, [&](db::Tx& tx) -> absl::Status {
        open.arrival.response->Clear();
        LIENGIA_RETURN_IF_ERROR(Authorize(tx, open));
        LIENGIA_ASSIGN_OR_RETURN(
            last, look(tx, open.call, *open.arrival.request, *open.arrival.response));
        return absl::OkStatus();
      }));
  return last;
}

absl::Status Border::Follow(Open& open) {
  const std::string& account_id = open.call.caller.account_id;
  LIENGIA_RETURN_IF_ERROR(streams_.Count(open.stream.lock(), account_id));
  const auto wake = [stream = open.stream] {
    if (const auto woken = stream.lock()) woken->Wake();
  };
  open.following.push_back(parts_.topics.Subscribe(open.topic, wake));
  if (!account_id.empty()) open.following.push_back(parts_.topics.Subscribe(account_id, wake));
  return absl::OkStatus();
}

void Border::StartBatched(Arrival arrival, BatchedHandler handler) {
  OpenCall open = Admit(std::move(arrival));
  if (open == nullptr) return;
  auto go_on = [this, open, handler = std::move(handler)] {
    const absl::Status status = CheckBatched(*open);
    if (!status.ok()) return Finish(open, status);
    handler(open->call, open->arrival.deadline, *open->arrival.request, *open->arrival.response,
            [this, open](const absl::Status& done) { Finish(open, done); });
  };
  if (auto caller = parts_.callers.Remembered(open->arrival.token, open->call.now)) {
    open->call.caller = *caller;
    // Officials do not make these calls; what they are refused with depends on the group's area.
    if (caller->offices.empty()) return go_on();
  }
  parts_.workers.Run([this, open, go_on = std::move(go_on)] {
    const absl::Status status = FindCaller(*open);
    if (!status.ok()) return Finish(open, status);
    go_on();
  });
}

absl::Status Border::CheckRequest(const Open& open) {
  Violations violations;
  CheckFields(*open.arrival.request, violations);
  return violations.ToStatus();
}

absl::Status Border::CheckBatched(Open& open) {
  LIENGIA_RETURN_IF_ERROR(CheckRequest(open));
  const std::string group_id = TextField(*open.arrival.request, open.method->group_id);
  if (NeedsAreaPath(open.method->access, open.call.caller, group_id)) {
    return parts_.pool.Read(open.call.now, open.arrival.deadline,
                            [&](db::Tx& tx) { return Authorize(tx, open); });
  }
  LIENGIA_ASSIGN_OR_RETURN(const Grant grant,
                           Decide(open.method->access, open.call.caller, group_id, std::nullopt));
  open.call.role = grant.role;
  open.call.member_id = grant.member_id;
  return absl::OkStatus();
}

ReplayKey Border::ReplayKeyOf(const Open& open) {
  const Message& request = *open.arrival.request;
  const std::string request_id = TextField(request, open.method->request_id);
  if (request_id.empty() || !open.call.caller.signed_in()) return {};
  return {.account_id = open.call.caller.account_id,
          .request_id = request_id,
          .method = open.method->name,
          .request_hash = HashOf(request)};
}

absl::Status Border::FindCaller(Open& open) {
  if (open.method->access.scope() == v1::Access::SCOPE_PUBLIC) return absl::OkStatus();
  const std::string& token = open.arrival.token;
  if (token.empty()) return Decide(open.method->access, Caller(), "", std::nullopt).status();
  std::shared_ptr<const Caller> caller = parts_.callers.Remembered(token, open.call.now);
  if (caller == nullptr) {
    LIENGIA_RETURN_IF_ERROR(parts_.pool.Read(open.call.now, open.arrival.deadline, [&](db::Tx& tx) {
      LIENGIA_ASSIGN_OR_RETURN(caller, parts_.callers.Find(tx, token));
      return absl::OkStatus();
    }));
  }
  open.call.caller = *caller;
  return absl::OkStatus();
}

absl::Status Border::Run(Open& open, const Handler& handler) {
  // An official's read writes the ledger in the transaction that reads.
  const bool may_write_ledger = open.method->access.ledgered() && !open.call.caller.offices.empty();
  const auto work = [&](db::Tx& tx) { return RunInTx(tx, open, handler); };
  if (open.method->read && !may_write_ledger) {
    return parts_.pool.Read(open.call.now, open.arrival.deadline, work);
  }
  if (open.replay_key.request_id.empty()) {
    return parts_.pool.Transact(open.call.now, open.arrival.deadline, work);
  }
  // Replays are looked for outside the transaction: read inside, the page that every other call
  // with a request_id writes to would make them conflict.
  LIENGIA_ASSIGN_OR_RETURN(const bool replayed, Replay(open));
  if (replayed) return absl::OkStatus();
  const absl::Status status = parts_.pool.Transact(open.call.now, open.arrival.deadline, work);
  if (status.ok()) return status;
  // Another call with the same id may have come in between; its effect is why this one was refused.
  const absl::StatusOr<bool> beaten = Replay(open);
  return beaten.ok() && *beaten ? absl::OkStatus() : status;
}

absl::Status Border::RunPrepared(Open& open, const Preparation& prepare) {
  if (open.replay_key.request_id.empty()) {
    LIENGIA_RETURN_IF_ERROR(parts_.pool.Read(open.call.now, open.arrival.deadline,
                                             [&](db::Tx& tx) { return Authorize(tx, open); }));
  } else {
    LIENGIA_ASSIGN_OR_RETURN(const bool replayed, Replay(open));
    if (replayed) return absl::OkStatus();
  }
  LIENGIA_ASSIGN_OR_RETURN(
      const Handler handler,
      prepare(parts_.pool, open.call, open.arrival.deadline, *open.arrival.request));
  return Run(open, handler);
}

absl::StatusOr<bool> Border::Replay(Open& open) {
  std::optional<std::string> reply;
  LIENGIA_RETURN_IF_ERROR(
      parts_.pool.Read(open.call.now, open.arrival.deadline, [&](db::Tx& tx) -> absl::Status {
        LIENGIA_RETURN_IF_ERROR(Authorize(tx, open));
        LIENGIA_ASSIGN_OR_RETURN(reply, FindReply(tx, open.replay_key));
        return absl::OkStatus();
      }));
  if (reply.has_value()) open.arrival.response->ParseFromString(*reply);
  return reply.has_value();
}

absl::Status Border::RunInTx(db::Tx& tx, Open& open, const Handler& handler) {
  open.arrival.response->Clear();
  LIENGIA_RETURN_IF_ERROR(Authorize(tx, open));
  if (open.method->access.ledgered() && open.call.official()) {
    LIENGIA_RETURN_IF_ERROR(NoteInLedger(tx, open));
  }
  LIENGIA_RETURN_IF_ERROR(handler(tx, open.call, *open.arrival.request, *open.arrival.response));
  if (!open.replay_key.request_id.empty()) {
    InsertReply(tx, open.replay_key, open.arrival.response->SerializeAsString());
  }
  return absl::OkStatus();
}

absl::Status Border::Authorize(db::Tx& tx, Open& open) {
  const Message& request = *open.arrival.request;
  const v1::Access& access = open.method->access;
  const std::string group_id = TextField(request, open.method->group_id);
  std::optional<std::string> area_path;
  if (NeedsAreaPath(access, open.call.caller, group_id)) {
    area_path = access.scope() == v1::Access::SCOPE_AREA
                    ? FindAreaPath(tx, TextField(request, open.method->area_code))
                    : FindGroupAreaPath(tx, group_id);
  }
  LIENGIA_ASSIGN_OR_RETURN(const Grant grant,
                           Decide(access, open.call.caller, group_id, area_path));
  open.call.role = grant.role;
  open.call.member_id = grant.member_id;
  open.unit_name = grant.unit_name;
  return absl::OkStatus();
}

absl::Status Border::NoteInLedger(db::Tx& tx, const Open& open) {
  const Message& request = *open.arrival.request;
  v1::Purpose purpose;
  purpose.CopyFrom(request.GetReflection()->GetMessage(request, open.method->purpose));
  // Its length was checked with the other fields.
  if (CollapseSpaces(purpose.reason()).empty()) {
    Violations violations;
    violations.Add("purpose.reason", {"cần ghi rõ mục đích xem; tổ sẽ thấy nội dung này.",
                                      "must say what the read is for; the group sees it."});
    return violations.ToStatus(Reason::kPurposeMissing);
  }
  InsertLedgerEntry(tx, open.call,
                    {.group_id = TextField(request, open.method->group_id),
                     .unit_name = open.unit_name,
                     .method = open.method->name,
                     .reason = purpose.reason(),
                     .case_number = purpose.case_number()});
  return absl::OkStatus();
}

}  // namespace liengia::platform
