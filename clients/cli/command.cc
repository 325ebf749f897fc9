#include "clients/cli/command.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "clients/cli/json.h"

namespace liengia::cli {
namespace {

constexpr int kUsualLimit = 500;

}  // namespace

absl::Status Print(const Context& context, const google::protobuf::Message& reply,
                   const std::string& text) {
  const std::string output = context.json ? ToJson(reply) : text;
  if (std::cout << output << std::flush) return absl::OkStatus();
  return absl::DataLossError(
      context.Say({"Không ghi được kết quả ra.", "Cannot write the output."}));
}

std::string TableOr(const Context& context, Words empty, const Row& headings,
                    const std::vector<Row>& rows, const std::string& next_page_token) {
  if (rows.empty()) return absl::StrCat(context.Say(empty), "\n");
  std::string text = AlignTable(headings, rows);
  if (!next_page_token.empty()) {
    absl::StrAppend(
        &text,
        context.Say({"… còn nữa; xem thêm bằng --limit=", "… and more; see them with --limit="}),
        2 * LimitOf(context), "\n");
  }
  return text;
}

Parameter GroupFlag() {
  return {"group",
          Kind::kText,
          Place::kFlag,
          {"tổ nào: tên hoặc mã; không cần nếu bạn chỉ ở một tổ",
           "which group: its name or id; not needed if you have only one"}};
}

Parameter LimitFlag() {
  return {"limit",
          Kind::kNumber,
          Place::kFlag,
          {"nhiều nhất bao nhiêu dòng (500)", "at most so many rows (500)"}};
}

Parameter ReasonFlag() {
  return {"reason",
          Kind::kText,
          Place::kFlag,
          {"cán bộ ghi lý do xem; tổ đọc được lý do này",
           "why an official looks; the group can read it"}};
}

Parameter CaseFlag() {
  return {"case",
          Kind::kText,
          Place::kFlag,
          {"số hồ sơ hoặc công văn, nếu có", "number of the case or letter, if any"}};
}

int LimitOf(const Context& context) {
  const int limit = context.arguments.Number("limit", kUsualLimit);
  return limit > 0 ? limit : kUsualLimit;
}

}  // namespace liengia::cli
