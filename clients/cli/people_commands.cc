// A group's people as one CSV file.

#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/field_words.h"
#include "clients/cli/input_file.h"
#include "clients/cli/lookup.h"
#include "liengia/v1/household_service.grpc.pb.h"

namespace liengia::cli {
namespace {

using Households = v1::HouseholdService::Stub;

std::string ProblemTable(const Context& context, const v1::ImportPeopleResponse& reply) {
  std::vector<Row> rows;
  for (const v1::RowProblem& problem : reply.problems()) {
    rows.push_back({absl::StrCat(problem.line()), problem.column(), problem.text()});
  }
  return AlignTable({context.Say({"Dòng", "Line"}), context.Say({"Cột", "Column"}),
                     context.Say({"Vì sao", "Why"})},
                    rows);
}

// What changes in those who were there, a line each.
std::string ChangeTable(const Context& context, const v1::ImportPeopleResponse& reply) {
  std::vector<Row> rows;
  for (const v1::FieldChange& change : reply.changes()) {
    rows.push_back({change.line() > 0 ? absl::StrCat(change.line()) : "", change.name(),
                    SayField(change.field(), context.speech.language), change.before(),
                    change.after()});
  }
  if (rows.empty()) return "";
  return absl::StrCat("\n",
                      AlignTable({context.Say({"Dòng", "Line"}), context.Say({"Ai, hộ nào", "Who"}),
                                  context.Say({"Mục", "Field"}), context.Say({"Trước", "Before"}),
                                  context.Say({"Sau", "After"})},
                                 rows));
}

std::string Counts(const Context& context, const v1::ImportPeopleResponse& reply) {
  std::string text = AlignPairs(
      {{context.Say({"Hộ mới", "New households"}), absl::StrCat(reply.created_household_count())},
       {context.Say({"Tổ viên mới", "New members"}), absl::StrCat(reply.created_member_count())},
       {context.Say({"Tổ viên có thay đổi", "Members changed"}),
        absl::StrCat(reply.updated_member_count())},
       {context.Say({"Hộ có thay đổi", "Households changed"}),
        absl::StrCat(reply.updated_household_count())},
       {context.Say({"Dòng không đổi", "Rows that change nothing"}),
        absl::StrCat(reply.unchanged_count())},
       {context.Say({"Cột bỏ qua", "Columns left out"}),
        absl::StrJoin(reply.ignored_columns(), ", ")}});
  return text;
}

absl::Status BadRows(const Context& context, const v1::ImportPeopleResponse& reply) {
  CLI_RETURN_IF_ERROR(Print(context, reply, ProblemTable(context, reply)));
  return absl::InvalidArgumentError(absl::Substitute(
      context.Say(
          {"$0 chỗ sai; chưa nhập gì cả. Hãy sửa trong tệp rồi nhập lại.",
           "$0 mistakes; nothing was imported. Mend them in the file and import it again."}),
      reply.problems_size()));
}

absl::Status Import(Context& context) {
  const auto content = ReadInputFile(context.arguments.Text("file"), context.speech.language);
  if (!content.ok()) return UsageError(std::string(content.status().message()));
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseLedGroup(context));
  v1::ImportPeopleRequest request;
  request.set_group_id(group.id);
  request.set_content(*content);
  request.set_validate_only(context.arguments.Has("dry-run"));
  auto reply = context.server.Call(&Households::ImportPeople, request);
  if (!reply.ok() && ReasonOf(reply.status()) == v1::ERROR_REASON_FILE_INVALID) {
    request.set_validate_only(true);  // Tells of the bad rows in columns.
    reply = context.server.Call(&Households::ImportPeople, request);
  }
  if (!reply.ok()) return reply.status();
  if (reply->problems_size() > 0) return BadRows(context, *reply);
  const char* heading =
      request.validate_only()
          ? context.Say({"Chạy thử, chưa ghi gì:\n", "Dry run, nothing is written:\n"})
          : "";
  return Print(context, *reply,
               absl::StrCat(heading, Counts(context, *reply), ChangeTable(context, *reply)));
}

absl::Status Export(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ExportPeopleRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Households::ExportPeople, request));
  const std::string path = context.arguments.Text("file");
  if (path.empty()) return Print(context, reply, reply.content());
  std::ofstream file(path, std::ios::binary);
  if (!(file << reply.content() << std::flush)) {
    return UsageError(absl::Substitute(
        context.Say({"Không ghi được tệp $0.", "The file $0 can't be written."}), path));
  }
  return Print(
      context, reply,
      absl::Substitute(context.Say({"Đã ghi danh sách vào $0.\n", "The list is in $0.\n"}), path));
}

}  // namespace

std::vector<Command> PeopleCommands() {
  return {
      {"people import",
       {"nhập hộ và tổ viên từ tệp CSV", "bring households and members in from a CSV file"},
       {{"file",
         Kind::kText,
         Place::kOperand,
         {"tệp CSV, ví dụ lưu từ Excel", "the CSV file, such as saved by Excel"}},
        GroupFlag(),
        {"dry-run",
         Kind::kSwitch,
         Place::kFlag,
         {"chỉ báo sẽ thay đổi gì và chỗ nào sai",
          "only tell what would change and what is wrong"}}},
       {"people import danh-sach.csv --dry-run", "people import danh-sach.csv"},
       Import},
      {"people export",
       {"xuất hộ và tổ viên ra CSV", "give households and members as CSV"},
       {{"file",
         Kind::kText,
         Place::kOptionalOperand,
         {"tệp ghi ra; không có thì in ra màn hình", "where to write; without it to the screen"}},
        GroupFlag()},
       {"people export danh-sach.csv"},
       Export},
  };
}

}  // namespace liengia::cli
