// liengiad: the server, and the few commands of those who run it.

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "services/identity/credentials_store.h"
#include "services/identity/operator_store.h"
#include "services/identity/phone.h"
#include "services/identity/totp.h"
#include "services/liengiad/seed.h"
#include "services/liengiad/server.h"
#include "services/platform/clock.h"
#include "services/platform/errors.h"
#include "services/platform/log.h"

ABSL_FLAG(std::string, database_url, "", "libpq address of the database");
ABSL_FLAG(std::string, grpc_address, "127.0.0.1:50051", "where to serve gRPC");
ABSL_FLAG(std::string, http_address, "127.0.0.1:8080", "where to serve /healthz and /metrics");
ABSL_FLAG(std::string, outbox_file, "",
          "demo only: write messages for phones into this file instead of sending them");
ABSL_FLAG(int, database_connections, 8, "how many connections to the database to keep");
ABSL_FLAG(std::string, phone, "", "create-operator: whose mobile number");
ABSL_FLAG(std::string, name, "", "create-operator: the person's name");
ABSL_FLAG(int, max_open_calls, 1024, "over this many calls at once the server answers it is busy");
ABSL_FLAG(int, solvers, 1, "how many rosters to make at once; 0 leaves them to other servers");

namespace {

constexpr char kUsage[] =
    "liengiad COMMAND [--flags]\n\n"
    "  serve            serve until SIGTERM or SIGINT, then let open calls finish\n"
    "  migrate          bring the database's schema up to date\n"
    "  seed             add the areas of Huế and the demo's data that are missing, and say who "
    "there\n"
    "                   is; never for real use\n"
    "  seed-areas       add the areas of Huế that are missing\n"
    "  create-operator  let --phone=NUMBER --name=NAME run the system, and print how to sign in\n";

constexpr absl::Duration kDrainPatience = absl::Seconds(15);

int Fail(const absl::Status& status) {
  std::cerr << "liengiad: " << status.message() << "\n";
  return 1;
}

int Serve() {
  // Blocked before any thread starts, so that only the wait below takes them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  auto server = liengia::Server::Start({
      .database_url = absl::GetFlag(FLAGS_database_url),
      .grpc_address = absl::GetFlag(FLAGS_grpc_address),
      .http_address = absl::GetFlag(FLAGS_http_address),
      .outbox_file = absl::GetFlag(FLAGS_outbox_file),
      .database_connections = absl::GetFlag(FLAGS_database_connections),
      .max_open_calls = absl::GetFlag(FLAGS_max_open_calls),
      .solvers = absl::GetFlag(FLAGS_solvers),
  });
  if (!server.ok()) return Fail(server.status());
  liengia::platform::Log("serving", {{"grpc_port", absl::StrCat((*server)->grpc_port())},
                                     {"http_port", absl::StrCat((*server)->http_port())}});
  int signal = 0;
  sigwait(&signals, &signal);
  liengia::platform::Log("draining");
  (*server)->Drain(kDrainPatience);
  liengia::platform::Log("stopped");
  return 0;
}

int Migrate() {
  const auto count = liengia::db::Migrate(absl::GetFlag(FLAGS_database_url), absl::Now());
  if (!count.ok()) return Fail(count.status());
  std::cout << (*count == 0 ? "The schema is up to date."
                            : absl::StrCat("Applied ", *count, " migrations."))
            << "\n";
  return 0;
}

int Seed() {
  liengia::db::Pool pool({.url = absl::GetFlag(FLAGS_database_url), .size = 1});
  const auto summary = liengia::SeedDemo(pool, liengia::platform::SystemClock());
  if (!summary.ok()) return Fail(summary.status());
  std::cout << *summary;
  return 0;
}

int SeedAreas() {
  liengia::db::Pool pool({.url = absl::GetFlag(FLAGS_database_url), .size = 1});
  const absl::Status status = liengia::SeedAreas(pool, liengia::platform::SystemClock());
  return status.ok() ? 0 : Fail(status);
}

int CreateOperator() {
  namespace identity = liengia::identity;
  const identity::Credentials credentials = identity::NewCredentials();
  const identity::PhoneReading phone = identity::ReadPhone(absl::GetFlag(FLAGS_phone));
  bool first_office = false;
  liengia::db::Pool pool({.url = absl::GetFlag(FLAGS_database_url), .size = 1});
  const absl::Status status = pool.Transact(
      absl::Now(), absl::Now() + absl::Seconds(10), [&](liengia::db::Tx& tx) -> absl::Status {
        const auto appointed = identity::CreateOperator(tx, absl::GetFlag(FLAGS_phone),
                                                        absl::GetFlag(FLAGS_name), credentials);
        if (!appointed.ok()) return appointed.status();
        first_office = appointed->first_office;
        return absl::OkStatus();
      });
  if (liengia::platform::ReasonOf(status) == liengia::platform::Reason::kOfficeHeld) {
    std::cout << "That number is an operator already; nothing was changed.\n";
    return 0;
  }
  if (!status.ok()) return Fail(status);
  if (!first_office) {
    std::cout << "Done. The password and the authenticator app stay as they are.\n";
    return 0;
  }
  std::cout << "Done. This is shown once; change the password after signing in.\n"
            << "password:  " << credentials.password << "\n"
            << "app:       " << identity::TotpUri(credentials.totp_secret, phone.number) << "\n";
  return 0;
}

struct Command {
  const char* name;
  int (*run)();
};
constexpr Command kCommands[] = {{"serve", Serve},
                                 {"migrate", Migrate},
                                 {"seed", Seed},
                                 {"seed-areas", SeedAreas},
                                 {"create-operator", CreateOperator}};

// People write --database-url, Abseil defines database_url: both are understood.
std::vector<std::string> WithUnderscores(int argc, char** argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  for (std::string& argument : arguments) {
    if (!absl::StartsWith(argument, "--")) continue;
    for (size_t i = 2; i < argument.size() && argument[i] != '='; ++i) {
      if (argument[i] == '-') argument[i] = '_';
    }
  }
  return arguments;
}

}  // namespace

int main(int argc, char** argv) {
  // Abseil as Debian builds it looks for deadlocks at every lock; that costs 5 to 10 % of the CPU.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  absl::SetProgramUsageMessage(kUsage);
  std::vector<std::string> arguments = WithUnderscores(argc, argv);
  std::vector<char*> pointers;
  pointers.reserve(arguments.size());
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  const std::vector<char*> rest =
      absl::ParseCommandLine(static_cast<int>(pointers.size()), pointers.data());
  const std::string name = rest.size() == 2 ? rest[1] : "";
  const auto* command =
      std::find_if(std::begin(kCommands), std::end(kCommands),
                   [&name](const Command& candidate) { return name == candidate.name; });
  if (command == std::end(kCommands)) {
    std::cerr << kUsage;
    return 2;
  }
  if (absl::GetFlag(FLAGS_database_url).empty()) {
    std::cerr << "liengiad: say which database: --database-url=postgresql:///liengia\n";
    return 2;
  }
  return command->run();
}
