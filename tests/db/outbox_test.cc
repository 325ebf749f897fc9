#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/notices/file_channel_worker.h"
#include "services/notices/outbox_store.h"
#include "services/notices/outbox_worker.h"
#include "services/platform/id.h"
#include "services/platform/log.h"
#include "services/platform/ticker.h"
#include "tests/support/clock.h"
#include "tests/support/database.h"

namespace liengia::testing {
namespace {

using notices::Outbox;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

// A gateway that remembers what it was given and fails when it is told to.
class FakeChannel : public notices::Channel {
 public:
  absl::Status Send(const std::string& recipient, const std::string& payload) override {
    std::lock_guard lock(mutex_);
    if (!failure.ok()) return failure;
    if (on_send) on_send();
    sent.push_back(recipient + " " + payload);
    return absl::OkStatus();
  }

  absl::Status failure;
  std::function<void()> on_send;
  std::vector<std::string> sent;

 private:
  std::mutex mutex_;
};

class OutboxTest : public ::testing::Test {
 protected:
  OutboxTest() { platform::SilenceLog(true); }

  Outbox NewOutbox(Outbox::Options options = {}) {
    return Outbox(options, pool_, clock_, {{"sms", &channel_}});
  }

  void Insert(const std::string& payload, absl::Duration life = absl::Minutes(5)) {
    const absl::Status status =
        pool_.Transact(clock_.Now(), absl::InfiniteFuture(), [&](db::Tx& tx) {
          notices::InsertMessage(tx, {.id = platform::NewId(tx.now()),
                                      .channel = "sms",
                                      .recipient = "+84905123456",
                                      .payload = payload,
                                      .create_time = tx.now(),
                                      .expire_time = tx.now() + life});
          return absl::OkStatus();
        });
    ASSERT_TRUE(status.ok()) << status;
  }

  int Count(const std::string& condition) {
    return database_.Run("select count(*) from outbox where " + condition).at(0)[0].as<int>();
  }

  Database database_;
  ManualClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  db::Pool pool_{{.url = database_.url(), .size = 4}};
  FakeChannel channel_;
};

TEST_F(OutboxTest, SendsWhatIsThereAndWipesIt) {
  Insert("một");
  const auto round = NewOutbox().RunOnce();
  ASSERT_TRUE(round.ok()) << round.status();
  EXPECT_EQ(round->sent, 1);
  EXPECT_THAT(channel_.sent, ElementsAre("+84905123456 một"));
  EXPECT_EQ(Count("payload = '' and sent_time is not null"), 1);
}

TEST_F(OutboxTest, SendsNothingTwice) {
  Insert("một");
  Outbox outbox = NewOutbox();
  ASSERT_EQ(outbox.RunOnce()->sent, 1);
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(outbox.RunOnce()->total(), 0);
}

TEST_F(OutboxTest, SendsNothingOfATransactionThatWasRefused) {
  const absl::Status status = pool_.Transact(clock_.Now(), absl::InfiniteFuture(), [&](db::Tx& tx) {
    notices::InsertMessage(tx, {.id = platform::NewId(tx.now()),
                                .channel = "sms",
                                .recipient = "+84905123456",
                                .payload = "một",
                                .create_time = tx.now(),
                                .expire_time = tx.now() + absl::Minutes(5)});
    return absl::CancelledError();
  });
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(NewOutbox().RunOnce()->total(), 0);
}

TEST_F(OutboxTest, TakesTheOldestFirstAndNoMoreThanABatch) {
  for (const char* payload : {"một", "hai", "ba"}) {
    Insert(payload);
    clock_.Advance(absl::Milliseconds(10));
  }
  Outbox outbox = NewOutbox({.batch_size = 2});
  EXPECT_TRUE(outbox.Tick());
  EXPECT_THAT(channel_.sent, ElementsAre("+84905123456 một", "+84905123456 hai"));
  EXPECT_FALSE(outbox.Tick());
  EXPECT_EQ(channel_.sent.size(), 3u);
}

TEST_F(OutboxTest, TriesAgainAfterLongerAndLongerWaits) {
  Insert("một");
  Outbox outbox = NewOutbox();
  channel_.failure = absl::UnavailableError("the gateway is away");
  EXPECT_EQ(outbox.RunOnce()->failed, 1);
  EXPECT_EQ(outbox.RunOnce()->total(), 0);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(outbox.RunOnce()->failed, 1);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(outbox.RunOnce()->total(), 0);
  clock_.Advance(absl::Seconds(1));
  channel_.failure = absl::OkStatus();
  EXPECT_EQ(outbox.RunOnce()->sent, 1);
}

TEST_F(OutboxTest, GivesUpWhenAMessageExpires) {
  Insert("một", absl::Seconds(1));
  Outbox outbox = NewOutbox();
  channel_.failure = absl::UnavailableError("the gateway is away");
  EXPECT_EQ(outbox.RunOnce()->failed, 1);
  clock_.Advance(absl::Seconds(1));
  channel_.failure = absl::OkStatus();
  EXPECT_EQ(outbox.RunOnce()->given_up, 1);
  EXPECT_THAT(channel_.sent, IsEmpty());
  EXPECT_EQ(Count("true"), 0);
}

TEST_F(OutboxTest, GivesUpWhatWillNeverGoThrough) {
  Insert("một");
  channel_.failure = absl::InvalidArgumentError("there is no such number");
  EXPECT_EQ(NewOutbox().RunOnce()->given_up, 1);
  EXPECT_EQ(Count("true"), 0);
}

TEST_F(OutboxTest, KeepsAMessageWhoseChannelIsMissing) {
  Insert("một");
  Outbox without({}, pool_, clock_, {});
  EXPECT_EQ(without.RunOnce()->failed, 1);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(NewOutbox().RunOnce()->sent, 1);
}

TEST_F(OutboxTest, ManyServersSendEachMessageOnce) {
  constexpr int kMessages = 60, kServers = 4;
  std::vector<std::string> expected;
  for (int i = 0; i < kMessages; ++i) {
    Insert(absl::StrCat("số ", i));
    expected.push_back(absl::StrCat("+84905123456 số ", i));
  }
  std::vector<std::thread> servers;
  servers.reserve(kServers);
  for (int i = 0; i < kServers; ++i) {
    servers.emplace_back([this] {
      Outbox outbox = NewOutbox({.batch_size = 4});
      while (Count("sent_time is null") > 0) {
        const auto round = outbox.RunOnce();
        // Lost against another server five times; that one has made progress.
        ASSERT_TRUE(round.ok() || absl::IsAborted(round.status())) << round.status();
      }
    });
  }
  for (std::thread& server : servers) server.join();
  EXPECT_THAT(channel_.sent, UnorderedElementsAreArray(expected));
}

TEST_F(OutboxTest, AClaimOfAServerThatDiedRunsOut) {
  Insert("một");
  ASSERT_TRUE(pool_
                  .Transact(clock_.Now(), absl::InfiniteFuture(),
                            [&](db::Tx& tx) {
                              notices::ClaimMessages(tx, tx.now() + absl::Minutes(1), 10);
                              return absl::OkStatus();
                            })
                  .ok());
  EXPECT_EQ(NewOutbox().RunOnce()->total(), 0);
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(NewOutbox().RunOnce()->sent, 1);
}

TEST_F(OutboxTest, LeavesTheRestToOthersWhenItsClaimRunsOut) {
  Insert("một");
  Insert("hai");
  channel_.on_send = [this] { clock_.Advance(absl::Minutes(1)); };
  EXPECT_EQ(NewOutbox().RunOnce()->total(), 1);
  channel_.on_send = nullptr;
  EXPECT_EQ(NewOutbox().RunOnce()->sent, 1);
}

TEST_F(OutboxTest, SendsOnAThreadOfItsOwnUntilItIsStopped) {
  Insert("một");
  Outbox outbox = NewOutbox();
  absl::Notification sent;
  channel_.on_send = [&] { sent.Notify(); };
  {
    const platform::Ticker ticker(absl::Milliseconds(1), [&] { return outbox.Tick(); });
    EXPECT_TRUE(sent.WaitForNotificationWithTimeout(absl::Seconds(20)));
  }
  EXPECT_EQ(channel_.sent.size(), 1u);
}

TEST(FileChannelTest, AppendsALineOfJsonThatOnlyTheOwnerReads) {
  const std::string path = ::testing::TempDir() + "/outbox_" + platform::NewId(absl::Now());
  const auto channel = notices::NewFileChannel(path);
  ASSERT_TRUE(channel->Send("+84905123456", "mã \"123\"\n").ok());
  ASSERT_TRUE(channel->Send("+84905123457", "mã 2").ok());
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(),
            "{\"recipient\":\"+84905123456\",\"payload\":\"mã \\\"123\\\"\\u000a\"}\n"
            "{\"recipient\":\"+84905123457\",\"payload\":\"mã 2\"}\n");
  struct stat status;
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  std::remove(path.c_str());
}

TEST(FileChannelTest, IsUnavailableWhereNothingCanBeWritten) {
  EXPECT_TRUE(
      absl::IsUnavailable(notices::NewFileChannel("/nowhere/outbox")->Send("+84905123456", "một")));
}

}  // namespace
}  // namespace liengia::testing
