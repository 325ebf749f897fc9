// Making a month's roster again, on this machine, and comparing.

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/picture.h"
#include "clients/cli/roster_view.h"
#include "clients/cli/shift_lookup.h"
#include "google/protobuf/struct.pb.h"
#include "liengia/v1/proposal_service.grpc.pb.h"
#include "services/platform/secret.h"
#include "services/rosters/engine/certificate.h"
#include "services/rosters/engine/problem_text.h"

namespace liengia::cli {
namespace {

using Duties = std::vector<rosters::engine::NamedDuty>;

// What was found out.
struct Verdict {
  bool has_inputs = false;            // Members get none, and so compare less.
  bool untouched = false;             // The month is what was accepted, byte for byte.
  rosters::engine::Verification run;  // Of what was accepted.
  Duties put_on;                      // By hand, since it was accepted.
  Duties taken_off;
  int gone = 0;  // Duties of shifts that were over and have left the month.

  // The engine on this machine comes to the same.
  bool Holds() const { return run.Holds(); }
};

// As a certificate has them, sorted.
Duties DutiesOf(const Shifts& shifts) {
  Duties duties;
  for (const v1::Shift& shift : shifts) {
    for (const v1::Duty& duty : shift.duties()) {
      duties.push_back({shift.shift_id(), duty.member_id()});
    }
  }
  std::sort(duties.begin(), duties.end());
  return duties;
}

rosters::engine::Certificate ProofOf(const v1::RosterCertificate& certificate) {
  rosters::engine::Certificate proof;
  proof.engine_version = certificate.engine_version();
  proof.inputs_digest = certificate.problem_digest();
  proof.seed = static_cast<uint64_t>(certificate.seed());
  proof.steps = certificate.step_count();
  proof.roster_digest = certificate.roster_digest();
  proof.exchange_stable = certificate.fairness().exchange_stable();
  proof.bound.highest_load = certificate.highest_load_minutes();
  proof.bound.lower_bound = certificate.lower_bound_minutes();
  proof.bound.reached = certificate.bound_reached();
  return proof;
}

absl::StatusOr<Verdict> Verify(const v1::RosterCertificate& certificate, const Shifts& shifts) {
  const Duties published = DutiesOf(shifts);
  Verdict verdict;
  verdict.untouched =
      absl::BytesToHexString(platform::Sha256(rosters::engine::RosterText(published))) ==
      certificate.roster_digest();
  verdict.has_inputs = !certificate.problem_text().empty();
  if (!verdict.has_inputs) return verdict;
  CLI_ASSIGN_OR_RETURN(const auto problem,
                       rosters::engine::ParseProblem(certificate.problem_text()));
  CLI_ASSIGN_OR_RETURN(const Duties accepted,
                       rosters::engine::ParseRoster(certificate.roster_text()));
  CLI_ASSIGN_OR_RETURN(
      verdict.run, rosters::engine::Verify(problem, rosters::engine::RosterWith(problem, accepted),
                                           ProofOf(certificate)));
  std::set_difference(published.begin(), published.end(), accepted.begin(), accepted.end(),
                      std::back_inserter(verdict.put_on));
  std::set_difference(accepted.begin(), accepted.end(), published.begin(), published.end(),
                      std::back_inserter(verdict.taken_off));
  verdict.gone = static_cast<int>(
      std::erase_if(verdict.taken_off, [&shifts](const rosters::engine::NamedDuty& duty) {
        return std::none_of(shifts.begin(), shifts.end(), [&duty](const v1::Shift& shift) {
          return shift.shift_id() == duty.shift_id;
        });
      }));
  return verdict;
}

std::string HandLines(const Context& context, const Chosen& chosen,
                      const v1::GetRosterCertificateResponse& reply, const Duties& duties,
                      const char* sign) {
  std::map<std::string, std::string> names;
  for (const v1::MemberLoad& load : reply.loads()) names[load.member_id()] = load.member_name();
  for (const v1::Shift& shift : chosen.roster.shifts()) {
    for (const v1::Duty& duty : shift.duties()) names[duty.member_id()] = duty.member_name();
  }
  std::string text;
  for (const auto& duty : duties) {
    for (const v1::Shift& shift : chosen.roster.shifts()) {
      if (shift.shift_id() != duty.shift_id) continue;
      const std::string& name = names[duty.member_id];
      absl::StrAppend(&text, "  ", sign, " ", name.empty() ? ShortId(duty.member_id) : name, ": ",
                      SayShift(shift, context.speech), "\n");
    }
  }
  return text;
}

std::string CertificateLines(const Context& context, const v1::RosterCertificate& certificate) {
  std::string text = absl::Substitute(
      context.Say(
          {"Máy xếp với số $0, $1 bước, phiên bản $2.\nĐầu vào: SHA-256 $3\nKết quả: SHA-256 "
           "$4\n",
           "Made by the engine with seed $0 and $1 steps, version $2.\nInputs: SHA-256 "
           "$3\nResult: SHA-256 $4\n"}),
      certificate.seed(), certificate.step_count(), certificate.engine_version(),
      certificate.problem_digest(), certificate.roster_digest());
  absl::StrAppend(&text, FairnessLine(context, certificate.fairness()));
  absl::StrAppend(
      &text,
      absl::Substitute(
          certificate.bound_reached()
              ? context.Say({"Người nặng nhất $0 giờ quy đổi: đã chứng minh không thể nhẹ hơn.\n",
                             "The heaviest load is $0 hours: it is proven that none is lighter.\n"})
              : context.Say(
                    {"Người nặng nhất $0 giờ quy đổi; đã chứng minh không thể dưới $1.\n",
                     "The heaviest load is $0 hours; it is proven that none is under $1.\n"}),
          SayHours(static_cast<int>(certificate.highest_load_minutes()), context.speech.language),
          SayHours(static_cast<int>(certificate.lower_bound_minutes()), context.speech.language)));
  return text;
}

std::string VerdictLines(const Context& context, const Verdict& verdict) {
  std::string text;
  if (!verdict.has_inputs) {
    return absl::StrCat(
        verdict.untouched
            ? context.Say({"Lịch đang có đúng từng byte như kết quả của máy.\n",
                           "The month is the engine's result, byte for byte.\n"})
            : context.Say({"Lịch đang có khác kết quả của máy: có người đã sửa bằng tay.\n",
                           "The month differs from the engine's result: somebody changed it by "
                           "hand.\n"}),
        context.Say({"Tổ trưởng hoặc tổ phó có đầu vào để chạy lại.\n",
                     "A leader or deputy has the inputs, to run it again.\n"}));
  }
  absl::StrAppend(
      &text, verdict.run.same_inputs
                 ? context.Say({"Đầu vào khớp mã băm.\n", "The inputs agree with their hash.\n"})
                 : context.Say({"Đầu vào KHÔNG khớp mã băm.\n",
                                "The inputs do NOT agree with their hash.\n"}));
  absl::StrAppend(&text,
                  verdict.run.same_roster && verdict.run.same_digest
                      ? context.Say({"Chạy lại trên máy này: ra đúng từng byte.\n",
                                     "Run again on this machine: the same, byte for byte.\n"})
                      : context.Say({"Chạy lại trên máy này: ra kết quả KHÁC.\n",
                                     "Run again on this machine: the result DIFFERS.\n"}));
  absl::StrAppend(&text, verdict.run.same_proof
                             ? context.Say({"Mức công bằng và cận dưới: đúng như chứng nhận.\n",
                                            "Fairness and bound: as certified.\n"})
                             : context.Say({"Mức công bằng hoặc cận dưới KHÔNG như chứng nhận.\n",
                                            "Fairness or bound are NOT as certified.\n"}));
  if (verdict.gone > 0) {
    absl::StrAppend(
        &text, absl::Substitute(context.Say({"$0 lượt thuộc ca đã qua, không còn trong lịch.\n",
                                             "$0 duties were on shifts that were over and have "
                                             "left the month.\n"}),
                                verdict.gone));
  }
  absl::StrAppend(&text, verdict.put_on.empty() && verdict.taken_off.empty()
                             ? context.Say({"Từ đó không ai sửa gì bằng tay.\n",
                                            "Nothing was changed by hand since.\n"})
                             : context.Say({"Đã sửa bằng tay từ đó (+ thêm, − bớt):\n",
                                            "Changed by hand since (+ put on, − taken off):\n"}));
  return text;
}

google::protobuf::Value Text(const std::string& text) {
  google::protobuf::Value value;
  value.set_string_value(text);
  return value;
}

google::protobuf::Value Number(int number) {
  google::protobuf::Value value;
  value.set_number_value(number);
  return value;
}

google::protobuf::Value Flag(bool flag) {
  google::protobuf::Value value;
  value.set_bool_value(flag);
  return value;
}

google::protobuf::Value Listed(const Duties& duties) {
  google::protobuf::Value value;
  value.mutable_list_value();
  for (const auto& duty : duties) {
    auto& fields =
        *value.mutable_list_value()->add_values()->mutable_struct_value()->mutable_fields();
    fields["shiftId"] = Text(duty.shift_id);
    fields["memberId"] = Text(duty.member_id);
  }
  return value;
}

// The server has no reply for what is found out here.
google::protobuf::Struct Report(const v1::RosterCertificate& certificate, const Verdict& verdict) {
  google::protobuf::Struct report;
  auto& fields = *report.mutable_fields();
  fields["rosterId"] = Text(certificate.roster_id());
  fields["engineVersion"] = Number(certificate.engine_version());
  fields["problemDigest"] = Text(certificate.problem_digest());
  fields["rosterDigest"] = Text(certificate.roster_digest());
  fields["untouched"] = Flag(verdict.untouched);
  if (!verdict.has_inputs) return report;
  fields["holds"] = Flag(verdict.Holds());
  fields["sameInputs"] = Flag(verdict.run.same_inputs);
  fields["sameRoster"] = Flag(verdict.run.same_roster && verdict.run.same_digest);
  fields["sameProof"] = Flag(verdict.run.same_proof);
  fields["putOn"] = Listed(verdict.put_on);
  fields["takenOff"] = Listed(verdict.taken_off);
  return report;
}

// Nothing unless this client's engine is another.
std::string VersionLine(const Context& context, const v1::RosterCertificate& certificate) {
  if (certificate.engine_version() == rosters::engine::kEngineVersion) return "";
  return absl::Substitute(
      context.Say({"Chương trình này dùng phiên bản $0: kết quả có thể khác.\n",
                   "This client has version $0 of the engine: the result may differ.\n"}),
      rosters::engine::kEngineVersion);
}

absl::Status VerifyRoster(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Chosen chosen, ChooseRoster(context));
  v1::GetRosterCertificateRequest request;
  request.set_group_id(chosen.group.id);
  request.set_roster_id(chosen.roster.roster().roster_id());
  const auto reply = context.server.Call(&v1::ProposalService::Stub::GetRosterCertificate, request);
  if (absl::IsNotFound(reply.status())) {
    return absl::NotFoundError(context.Say({"Lịch này xếp bằng tay, máy không có gì để so.",
                                            "That roster was made by hand; there is nothing to "
                                            "compare with."}));
  }
  if (!reply.ok()) return reply.status();
  const v1::RosterCertificate& certificate = reply->certificate();
  CLI_ASSIGN_OR_RETURN(const Verdict verdict, Verify(certificate, chosen.roster.shifts()));
  CLI_RETURN_IF_ERROR(
      Print(context, Report(certificate, verdict),
            absl::StrCat(Headline(context, chosen.roster.roster()),
                         CertificateLines(context, certificate), VersionLine(context, certificate),
                         VerdictLines(context, verdict),
                         HandLines(context, chosen, *reply, verdict.put_on, "+"),
                         HandLines(context, chosen, *reply, verdict.taken_off, "−"))));
  if (!verdict.has_inputs || verdict.Holds()) return absl::OkStatus();
  return absl::FailedPreconditionError(context.Say({"Lịch này không đúng là do máy xếp như đã nói.",
                                                    "The roster is not what it claims to be."}));
}

}  // namespace

Command VerifyRosterCommand() {
  return {"roster verify",
          {"chạy lại máy xếp trên máy này và so từng byte",
           "run the engine again on this machine and compare every byte"},
          {MonthOperand(Place::kOptionalOperand), GroupFlag()},
          {"roster verify", "roster verify 2026-12"},
          VerifyRoster};
}

}  // namespace liengia::cli
