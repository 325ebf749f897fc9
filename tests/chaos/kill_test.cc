// Ends the real server and a real, durable PostgreSQL in the middle of check-ins and of a roster.
// Needs LIENGIA_BUILD, the folder of the build (scripts/test sets it); only what it started is
// ended, by its process id.

#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <pqxx/pqxx>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "liengia/v1/duty_service.grpc.pb.h"
#include "liengia/v1/proposal_service.grpc.pb.h"
#include "services/rosters/certificate.h"

namespace liengia::testing {
namespace {

using grpc::StatusCode;

constexpr int kDuties = 20'000;
constexpr int kCallers = 8;
constexpr absl::Duration kDeadline = absl::Seconds(5);
constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr char kGroup[] = "00000000-0000-7000-8000-000000000001";
constexpr char kRoster[] = "00000000-0000-7000-8000-000000000003";
constexpr int64_t kSteps = 4'000'000;  // Of the engine: a second or more.
constexpr char kMember[] = "00000000-0000-7000-8000-000000000002";

std::string Build() {
  const char* build = std::getenv("LIENGIA_BUILD");
  if (build == nullptr) {
    std::cerr << "Set LIENGIA_BUILD to the folder of the build, or run ./dev test.\n";
    std::abort();
  }
  return build;
}

bool WaitFor(const std::function<bool()>& holds) {
  const absl::Time end = absl::Now() + kPatience;
  while (!holds()) {
    if (absl::Now() > end) return false;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return true;
}

std::string OutputOf(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  std::string output;
  char buffer[1024];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) output += buffer;
  EXPECT_EQ(pclose(pipe), 0) << command;
  return std::string(absl::StripSuffix(output, "\n"));
}

// A durable cluster of the test's own.
class Cluster {
 public:
  explicit Cluster(const std::string& folder)
      : script_(Build() + "/../../scripts/postgres"), folder_(folder) {
    Start();
    url_ = OutputOf(script_ + " url " + folder_);
  }
  ~Cluster() { OutputOf(script_ + " remove " + folder_); }

  void Start() { OutputOf(script_ + " start " + folder_); }
  const std::string& url() const { return url_; }
  void Kill() {
    pid_t pid = 0;
    std::ifstream(folder_ + "/data/postmaster.pid") >> pid;
    ASSERT_GT(pid, 1);
    kill(pid, SIGKILL);
  }
  pqxx::result Run(const std::string& sql) {
    pqxx::connection connection(url_);
    pqxx::work work(connection);
    pqxx::result rows = work.exec(sql);
    work.commit();
    return rows;
  }

 private:
  std::string script_;
  std::string folder_;
  std::string url_;
};

// The server, as a process.
class Process {
 public:
  // Runs liengiad with these arguments, its log in a file.
  Process(std::vector<std::string> arguments, const std::string& log) {
    arguments.insert(arguments.begin(), Build() + "/bin/liengiad");
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
      dup2(open(log.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), STDERR_FILENO);
      execv(pointers[0], pointers.data());
      _exit(127);
    }
  }
  ~Process() {
    if (pid_ > 0) End(SIGKILL);
  }

  bool is_running() const { return waitpid(pid_, nullptr, WNOHANG) == 0; }
  // As waitpid has it.
  int End(int signal) {
    kill(pid_, signal);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_ = 0;
};

// Callers who check in on one duty after another, as fast as they are answered, until it ends; who
// is refused tries again.
class Load {
 public:
  Load(std::shared_ptr<grpc::Channel> channel, std::atomic<int>& next) {
    for (int i = 0; i < kCallers; ++i) {
      threads_.emplace_back([this, channel, &next] {
        const auto stub = v1::DutyService::NewStub(channel);
        while (!ending_) {
          const int duty = ++next;
          while (!CheckIn(*stub, duty) && !ending_) {
          }
        }
      });
    }
  }
  ~Load() { End(); }

  void End() {
    ending_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  int Count(StatusCode code) {
    std::lock_guard lock(mutex_);
    return counts_[code];
  }
  // What was answered at all.
  std::set<StatusCode> Codes() {
    std::lock_guard lock(mutex_);
    std::set<StatusCode> codes;
    for (const auto& [code, count] : counts_) {
      if (count > 0) codes.insert(code);
    }
    return codes;
  }
  // Of the duties whose check-in was acknowledged; after End.
  const std::set<int>& acknowledged() const { return acknowledged_; }
  absl::Duration longest() const { return longest_; }

  static grpc::Status Send(v1::DutyService::Stub& stub, int duty) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kDeadline));
    context.AddMetadata("authorization", "Bearer chaos");
    v1::CheckInRequest request;
    request.set_group_id(kGroup);
    request.set_duty_id(IdOf(duty));
    v1::CheckInResponse response;
    return stub.CheckIn(&context, request, &response);
  }

  static std::string IdOf(int duty) {
    const std::string digits = absl::StrCat(duty);
    return "10000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
  }

 private:
  bool CheckIn(v1::DutyService::Stub& stub, int duty) {
    const absl::Time start = absl::Now();
    const grpc::Status status = Send(stub, duty);
    const absl::Duration took = absl::Now() - start;
    // Whoever is refused because nobody is there does not ask a thousand times a second.
    if (!status.ok()) absl::SleepFor(absl::Milliseconds(2));
    std::lock_guard lock(mutex_);
    ++counts_[status.error_code()];
    longest_ = std::max(longest_, took);
    if (status.ok()) acknowledged_.insert(duty);
    return status.ok();
  }

  std::mutex mutex_;
  std::map<StatusCode, int> counts_;
  std::set<int> acknowledged_;
  absl::Duration longest_;
  std::atomic<bool> ending_ = false;
  std::vector<std::thread> threads_;
};

class KillTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string folder = std::filesystem::temp_directory_path() / "liengia-kill-XXXXXX";
    folder_ = new std::string(mkdtemp(folder.data()));
    chmod(folder_->c_str(), 0711);  // PostgreSQL runs as a user of its own.
    cluster_ = new Cluster(*folder_ + "/postgres");
    Process migrate({"migrate", "--database_url=" + cluster_->url()}, *folder_ + "/migrate.log");
    ASSERT_EQ(migrate.End(0), 0);
    FillDatabase();
  }
  static void TearDownTestSuite() {
    delete cluster_;
    std::filesystem::remove_all(*folder_);
    delete folder_;
  }

  // One leader with a great many duties of this hour.
  static void FillDatabase() {
    const std::string sql = R"sql(
          insert into areas (code, name, kind, parent_code, path, valid_from, create_time)
            values ('c', 'Thành phố thử', 'city', null, 'c/', '2025-07-01', now());
          insert into groups (id, name, model, state, area_code, time_zone, create_time)
            values ('$g', 'Tổ thử', 'security_households', 'active', 'c', 'Asia/Ho_Chi_Minh', now());
          insert into accounts (id, phone_number, display_name, create_time)
            values ('$m', '+84900000001', 'Người thử', now());
          insert into sessions (id, account_id, token_hash, device_name, official, create_time,
                                expire_time)
            values ('$m', '$m', sha256('chaos'), 'test', false, now(), now() + interval '1 day');
          insert into households (group_id, id, label, address, create_time)
            values ('$g', '$m', '1', '', now());
          insert into members (group_id, id, household_id, account_id, full_name, sort_name, role,
                               may_lead, create_time)
            values ('$g', '$m', '$m', '$m', 'Người thử', 'thu', 'leader', true, now());
          insert into posts (group_id, id, name, kind, create_time)
            values ('$g', '$m', 'Chốt', 'fixed', now());
          insert into rosters (group_id, id, month, state, create_time)
            values ('$g', '$m', date_trunc('month', now()), 'published', now());
          insert into shifts (group_id, id, roster_id, title, post_id, duty_date, start_time,
                              end_time, crew_min, crew_ideal, crew_max, leaders_needed, importance)
            select '$g', ('20000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, '$m', 'Ca',
                   '$m', now()::date, t, t + interval '1 hour', 1, 1, 1, 0, 3
            from (select i, now() - interval '5 minutes' + i * interval '1 microsecond' as t
                  from generate_series(1, $n) i) s;
          insert into duties (group_id, id, shift_id, member_id, person_id, slot, start_time,
                              end_time, crew_max, published, pinned, create_time)
            select group_id, ('1' || substr(id::text, 2))::uuid, id, '$m',
                   -- A person each: nobody could be in so many places.
                   id, 1, start_time, end_time, 1, true, false, now()
            from shifts;
        )sql";
    cluster_->Run(
        absl::StrReplaceAll(sql, {{"$g", kGroup}, {"$m", kMember}, {"$n", absl::StrCat(kDuties)}}));
  }

  void StartServer() {
    const std::string log = *folder_ + "/liengiad.log";
    std::filesystem::remove(log);
    server_ = std::make_unique<Process>(
        std::vector<std::string>{"serve", "--database_url=" + cluster_->url(),
                                 "--grpc_address=127.0.0.1:" + port_, "--http_address="},
        log);
    ASSERT_TRUE(WaitFor([&] {
      std::ifstream lines(log);
      for (std::string line; std::getline(lines, line);) {
        const std::string key = "\"grpc_port\":\"";
        const size_t at = line.find(key);
        if (at == std::string::npos) continue;
        port_ = line.substr(at + key.size(), line.find('"', at + key.size()) - at - key.size());
        return true;
      }
      return false;
    })) << "the server does not start";
  }

  // A channel that tries again soon, and that no other shares.
  std::shared_ptr<grpc::Channel> NewChannel() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
    return grpc::CreateCustomChannel("127.0.0.1:" + port_, grpc::InsecureChannelCredentials(),
                                     arguments);
  }

  // When each check-in that the database has was noted, by duty.
  std::map<int, std::string> Noted() {
    std::map<int, std::string> noted;
    for (const auto& row : cluster_->Run("select right(id::text, 12)::int, check_in_record_time "
                                         "from duties where check_in_time is not null")) {
      noted[row[0].as<int>()] = row[1].as<std::string>();
    }
    return noted;
  }

  void ExpectAllNoted(const std::set<int>& acknowledged) {
    const auto noted = Noted();
    for (int duty : acknowledged) EXPECT_EQ(noted.count(duty), 1u) << "duty " << duty << " is lost";
  }

  static std::string* folder_;
  static Cluster* cluster_;
  static std::atomic<int> next_;  // The duty that was tried last.
  std::unique_ptr<Process> server_;
  std::string port_ = "0";
};

std::string* KillTest::folder_ = nullptr;
Cluster* KillTest::cluster_ = nullptr;
std::atomic<int> KillTest::next_ = 0;

TEST_F(KillTest, AKilledServerLosesNoCheckInThatItAcknowledgedAndIsBackInSeconds) {
  StartServer();
  const int first = next_ + 1;
  Load load(NewChannel(), next_);
  ASSERT_TRUE(WaitFor([&] { return load.Count(StatusCode::OK) >= 200; }));
  server_->End(SIGKILL);
  ASSERT_TRUE(WaitFor([&] { return load.Count(StatusCode::UNAVAILABLE) >= kCallers; }));
  load.End();

  const absl::Time start = absl::Now();
  StartServer();
  const auto stub = v1::DutyService::NewStub(NewChannel());
  const grpc::Status answer = Load::Send(*stub, first);
  EXPECT_TRUE(answer.ok()) << answer.error_message();
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
  ExpectAllNoted(load.acknowledged());

  // A phone that heard nothing asks again: what stands is what was noted first.
  const auto before = Noted();
  for (int duty = first; duty <= next_; ++duty) {
    const grpc::Status again = Load::Send(*stub, duty);
    ASSERT_TRUE(again.ok()) << again.error_message();
  }
  const auto after = Noted();
  for (const auto& [duty, time] : before) EXPECT_EQ(after.at(duty), time);
}

TEST_F(KillTest, WhilePostgresIsDeadCallersAreToldSoAndTheServerComesBackByItself) {
  StartServer();
  Load load(NewChannel(), next_);
  ASSERT_TRUE(WaitFor([&] { return load.Count(StatusCode::OK) >= 200; }));
  cluster_->Kill();
  ASSERT_TRUE(WaitFor([&] { return load.Count(StatusCode::UNAVAILABLE) >= 50; }));
  cluster_->Start();
  const int before = load.Count(StatusCode::OK);
  EXPECT_TRUE(WaitFor([&] { return load.Count(StatusCode::OK) >= before + 100; }));
  load.End();

  EXPECT_TRUE(server_->is_running());
  EXPECT_LT(load.longest(), kDeadline + absl::Seconds(1));
  // Aborted: whether the commit went through is not known.
  for (StatusCode code : load.Codes()) {
    EXPECT_TRUE(code == StatusCode::OK || code == StatusCode::UNAVAILABLE ||
                code == StatusCode::ABORTED)
        << code;
  }
  ExpectAllNoted(load.acknowledged());
}

TEST_F(KillTest, AServerThatIsAskedToEndAnswersEveryOpenCall) {
  StartServer();
  const auto earlier = Noted();
  Load load(NewChannel(), next_);
  ASSERT_TRUE(WaitFor([&] { return load.Count(StatusCode::OK) >= 200; }));
  const absl::Time start = absl::Now();
  const int status = server_->End(SIGTERM);
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
  ASSERT_TRUE(WaitFor([&] { return load.Count(StatusCode::UNAVAILABLE) >= kCallers; }));
  load.End();

  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  // Nothing was done that its caller was not told.
  size_t done = 0;
  for (const auto& [duty, time] : Noted()) done += earlier.count(duty) == 0;
  EXPECT_EQ(done, load.acknowledged().size());
  ExpectAllNoted(load.acknowledged());
}

// A draft for sixty people and four posts: enough to be killed in the middle of.
void FillMonth(Cluster& cluster) {
  const std::string sql = R"sql(
        insert into households (group_id, id, label, address, create_time)
          select '$g', ('30000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Hộ ' || i, '',
                 now()
          from generate_series(1, 60) i;
        insert into members (group_id, id, household_id, full_name, sort_name, role, may_lead,
                             create_time)
          select '$g', id, id, 'Người ' || label, 'nguoi', 'member', true,
                 now() - interval '1 year'
          from households where group_id = '$g' and id <> '$m';
        insert into rosters (group_id, id, month, state, create_time)
          values ('$g', '$r', date_trunc('month', now()) + interval '2 months', 'draft', now());
        insert into shifts (group_id, id, roster_id, title, post_id, duty_date, start_time,
                            end_time, crew_min, crew_ideal, crew_max, leaders_needed, importance)
          select '$g', gen_random_uuid(), '$r', 'Ca', '$m', day, day + interval '22 hours',
                 day + interval '26 hours', 2, 3, 4, 1, 3
          from generate_series(1, 4), generate_series(0, 27) i,
               lateral (select (date_trunc('month', now()) + interval '2 months')::date + i as day) d;
      )sql";
  cluster.Run(absl::StrReplaceAll(sql, {{"$g", kGroup}, {"$m", kMember}, {"$r", kRoster}}));
}

class Proposals {
 public:
  explicit Proposals(std::shared_ptr<grpc::Channel> channel)
      : stub_(v1::ProposalService::NewStub(std::move(channel))) {}

  std::string Create() {
    v1::CreateRosterProposalRequest request;
    request.set_group_id(kGroup);
    request.set_roster_id(kRoster);
    request.set_step_limit(kSteps);
    v1::CreateRosterProposalResponse response;
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer chaos");
    const grpc::Status status = stub_->CreateRosterProposal(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.proposal().proposal_id();
  }

  // Watches until it is in that state; false when the stream ends before.
  bool Await(const std::string& id, v1::RosterProposal::State state) {
    v1::WatchRosterProposalRequest request;
    request.set_group_id(kGroup);
    request.set_proposal_id(id);
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(120)));
    context.AddMetadata("authorization", "Bearer chaos");
    const auto reader = stub_->WatchRosterProposal(&context, request);
    for (v1::WatchRosterProposalResponse message; reader->Read(&message);) {
      if (message.proposal().state() == state) return true;
    }
    return false;
  }

 private:
  std::unique_ptr<v1::ProposalService::Stub> stub_;
};

TEST_F(KillTest, ARosterThatAKilledServerWasMakingIsMadeByTheNextAsIfNothingHadHappened) {
  FillMonth(*cluster_);
  StartServer();
  Proposals before(NewChannel());
  const std::string id = before.Create();
  const std::string problem = "select problem_text from roster_proposals where id = '" + id + "'";
  ASSERT_TRUE(before.Await(id, v1::RosterProposal::STATE_SOLVING));
  ASSERT_TRUE(WaitFor([&] { return !cluster_->Run(problem)[0][0].is_null(); }));
  server_->End(SIGKILL);
  const std::string left =
      cluster_->Run("select state from roster_proposals where id = '" + id + "'")[0][0]
          .as<std::string>();
  ASSERT_EQ(left, "solving") << "it was done before the server was killed";
  // The dead server's claim runs out.
  cluster_->Run("update roster_proposals set claim_end_time = now()");

  StartServer();
  EXPECT_TRUE(Proposals(NewChannel()).Await(id, v1::RosterProposal::STATE_SOLVED));
  const auto row = cluster_->Run(
      "select problem_text, roster_text, claim_count from roster_proposals where id = '" + id +
      "'")[0];
  EXPECT_EQ(row[2].as<int>(), 2);
  const auto alone = rosters::MakeRoster(row[0].as<std::string>(), {.seed = 0, .steps = kSteps});
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_EQ(row[1].as<std::string>(), alone->roster_text);
}

}  // namespace
}  // namespace liengia::testing
