#include "db/connection.h"

#include <libpq-fe.h>

#include <map>
#include <memory>

#include "absl/strings/str_cat.h"

namespace liengia::db {
namespace {

std::string Quoted(const std::string& value) {
  std::string quoted = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

}  // namespace

std::string ConnectionText(const std::string& url) {
  char* error = nullptr;
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(url.c_str(), &error), &PQconninfoFree);
  if (parsed == nullptr) {
    std::string text = error == nullptr ? "out of memory" : error;
    PQfreemem(error);
    throw pqxx::broken_connection("the database address can't be read: " + text);
  }
  std::map<std::string, std::string> settings = {
      {"connect_timeout", "3"}, {"tcp_user_timeout", "5000"}, {"application_name", "liengia"}};
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) settings[option->keyword] = option->val;
  }
  settings["client_encoding"] = "UTF8";
  absl::StrAppend(&settings["options"],
                  " -c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres"
                  " -c bytea_output=hex -c jit=off");
  std::string text;
  for (const auto& [key, value] : settings) absl::StrAppend(&text, key, "=", Quoted(value), " ");
  return text;
}

const std::string& Connection::Prepared(const char* sql) {
  auto [entry, inserted] = prepared_.try_emplace(sql);
  if (inserted) {
    entry->second = absl::StrCat("s", prepared_.size());
    connection_.prepare(entry->second, sql);
  }
  return entry->second;
}

void Connection::LimitStatements(absl::Duration limit) {
  const int64_t wanted = absl::ToInt64Milliseconds(limit);
  int step = 100;
  while (step < wanted && step < 60'000) step *= 2;
  if (step == limit_milliseconds_) return;
  pqxx::nontransaction work(connection_);
  work.exec(absl::StrCat("set statement_timeout = ", step));
  limit_milliseconds_ = step;
}

}  // namespace liengia::db
