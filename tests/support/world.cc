#include "tests/support/world.h"

#include <openssl/crypto.h>

#include <atomic>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "db/tx.h"
#include "services/platform/id.h"
#include "services/platform/log.h"
#include "services/platform/secret.h"

namespace liengia::testing {
namespace {

// A Saturday evening in Huế; tests speak of the days around it.
const absl::Time kStart =
    absl::FromCivil(absl::CivilSecond(2026, 10, 17, 20, 0, 0), absl::FixedTimeZone(7 * 3600));

std::unique_ptr<Server> StartServer(const std::string& url, const platform::Clock& clock) {
  ServerOptions options = WorldOptions();
  options.database_url = url;
  options.grpc_address = "127.0.0.1:0";
  options.http_address = "127.0.0.1:0";
  options.clock = &clock;
  auto server = Server::Start(options);
  if (!server.ok()) {
    std::cerr << "The server does not start: " << server.status() << "\n";
    std::abort();
  }
  return *std::move(server);
}

}  // namespace

ServerOptions& WorldOptions() {
  static ServerOptions options;
  return options;
}

v1::ErrorDetail ErrorOf(const grpc::Status& status) {
  v1::StatusDetails details;
  v1::ErrorDetail error;
  details.ParseFromString(status.error_details());
  for (const google::protobuf::Any& detail : details.details()) {
    if (detail.Is<v1::ErrorDetail>()) detail.UnpackTo(&error);
  }
  return error;
}

void Client::Prepare(grpc::ClientContext& context) const {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  context.AddMetadata("accept-language", "en");
  if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
}

World::World()
    : clock_(kStart),
      server_(StartServer(database_.url(), clock_)),
      channel_(grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->grpc_port()),
                                   grpc::InsecureChannelCredentials())) {}

std::string World::NewPhone() {
  static std::atomic<int> count{0};
  return absl::StrFormat("+8490%07d", count++);
}

std::string World::NewWard() {
  static std::atomic<int> count{0};
  const std::string city = absl::StrCat("c", count++);
  const std::string ward = city + "-w";
  database_.Run(absl::StrCat(
      "insert into areas (code, name, kind, parent_code, path, valid_from, create_time) values ('",
      city, "', 'Thành phố thử', 'city', null, '", city, "/', '2025-07-01', now()), ('", ward,
      "', 'Phường thử', 'ward', '", city, "', '", city, "/", ward, "/', '2025-07-01', now()), ('",
      ward, "-1', 'Tổ dân phố 1', 'street_block', '", ward, "', '", city, "/", ward, "/", ward,
      "-1/', '2025-07-01', now())"));
  return ward;
}

Client World::Person() { return PersonWithPhone(NewPhone()); }

Client World::PersonWithPhone(const std::string& phone_number) {
  return SignedIn(phone_number, /*official=*/false);
}

Client World::Official(platform::Role role, const std::string& area_code) {
  Client client = SignedIn(NewPhone(), /*official=*/true);
  database_.Run(absl::StrCat(
      "insert into offices (id, account_id, role, area_code, create_time) values ('",
      platform::NewId(clock_.Now()), "', '", client.account_id(), "', '", platform::RoleName(role),
      "', nullif('", area_code, "', ''), '", db::ToSql(clock_.Now()), "')"));
  return client;
}

Client World::SignedIn(const std::string& phone_number, bool official) {
  const absl::Time now = clock_.Now();
  const std::string token = "test-" + platform::NewId(now);
  const auto rows = database_.Run(absl::StrCat(
      "with account as (insert into accounts (id, phone_number, display_name, create_time) values "
      "('",
      platform::NewId(now), "', '", phone_number, "', 'Người thử ", phone_number.substr(6), "', '",
      db::ToSql(now),
      "') on conflict (phone_number) do update set phone_number = "
      "excluded.phone_number returning id) insert into sessions (id, account_id, token_hash, "
      "device_name, create_time, expire_time, official) select '",
      platform::NewId(now), "', id, '", db::ToSqlBytea(platform::TokenHash(token)), "', 'test', '",
      db::ToSql(now), "', '", db::ToSql(now + absl::Hours(24 * 365)), "', ",
      official ? "true" : "false", " from account returning account_id"));
  return Client(channel_, token, rows[0][0].as<std::string>());
}

World& TheWorld() {
  static World* world = [] {
    platform::SilenceLog(true);
    auto* made = new World();
    // OpenSSL would end itself before this server's threads, and lose what it keeps for each.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    // Ends the server and drops the database before the process ends.
    std::atexit([] { delete &TheWorld(); });
    return made;
  }();
  return *world;
}

}  // namespace liengia::testing
