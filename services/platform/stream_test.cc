#include "services/platform/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <vector>

#include "google/protobuf/wrappers.pb.h"
#include "services/platform/errors.h"
#include "services/platform/topics.h"

namespace liengia::platform {
namespace {

using ::testing::ElementsAre;

// A stream of a number, and a client that reads when the test says.
class Watched {
 public:
  Watched() {
    stream = std::make_shared<Stream>(
        Stream::Parts{.look = [this] { return Look(); },
                      .message = &message_,
                      .send = [this] { Note("sends " + std::to_string(message_.value())); },
                      .finish =
                          [this](const absl::Status& status) {
                            Note("ends " + absl::StatusCodeToString(status.code()));
                          }},
        workers_);
  }

  // Waits for the next thing that the stream does.
  std::string Next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !notes_.empty(); });
    std::string note = notes_.front();
    notes_.erase(notes_.begin());
    return note;
  }
  void Show(int value, bool last = false) {
    std::lock_guard lock(mutex_);
    value_ = value;
    last_ = last;
  }
  void Fail(absl::Status status) {
    std::lock_guard lock(mutex_);
    failure_ = std::move(status);
  }

  std::shared_ptr<Stream> stream;

 private:
  absl::StatusOr<bool> Look() {
    std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    message_.set_value(value_);
    return last_;
  }
  void Note(std::string note) {
    std::lock_guard lock(mutex_);
    notes_.push_back(std::move(note));
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> notes_;
  int value_ = 1;
  bool last_ = false;
  absl::Status failure_;
  google::protobuf::Int32Value message_;
  Workers workers_{2};
};

TEST(StreamTest, SendsWhatIsNewAndOnlyThat) {
  Watched watched;
  watched.stream->Wake();
  EXPECT_EQ(watched.Next(), "sends 1");
  watched.stream->Sent(true);
  watched.stream->Wake();  // Nothing has changed.
  watched.Show(2);
  watched.stream->Wake();
  EXPECT_EQ(watched.Next(), "sends 2");
}

TEST(StreamTest, WhileTheClientDoesNotReadChangesAddUpToOneLook) {
  Watched watched;
  watched.stream->Wake();
  EXPECT_EQ(watched.Next(), "sends 1");
  for (int value = 2; value <= 9; ++value) {
    watched.Show(value);
    watched.stream->Wake();
  }
  watched.stream->Sent(true);
  EXPECT_EQ(watched.Next(), "sends 9");
}

TEST(StreamTest, EndsAfterTheLastMessage) {
  Watched watched;
  watched.Show(5, true);
  watched.stream->Wake();
  EXPECT_EQ(watched.Next(), "sends 5");
  watched.stream->Sent(true);
  EXPECT_EQ(watched.Next(), "ends OK");
  watched.stream->Wake();
  watched.stream->End(absl::CancelledError(""));
}

TEST(StreamTest, ALookThatFailsEndsIt) {
  Watched watched;
  watched.Fail(absl::PermissionDeniedError("no"));
  watched.stream->Wake();
  EXPECT_EQ(watched.Next(), "ends PERMISSION_DENIED");
}

TEST(StreamTest, IsNotEndedUnderAMessageThatIsUnderWay) {
  Watched watched;
  watched.stream->Wake();
  EXPECT_EQ(watched.Next(), "sends 1");
  watched.stream->End(absl::UnavailableError("stopping"));
  watched.stream->Sent(false);
  EXPECT_EQ(watched.Next(), "ends UNAVAILABLE");
}

TEST(StreamsTest, RefusesOverItsLimitsAndOnceItStops) {
  Streams streams({.max_open = 2, .max_open_per_account = 1});
  const Watched a, b, c;
  EXPECT_TRUE(streams.Add(a.stream, absl::InfiniteFuture()).ok());
  EXPECT_TRUE(streams.Count(a.stream, "x").ok());
  EXPECT_TRUE(streams.Add(b.stream, absl::InfiniteFuture()).ok());
  EXPECT_EQ(ReasonOf(streams.Count(b.stream, "x")), Reason::kLimitReached);
  EXPECT_EQ(ReasonOf(streams.Add(c.stream, absl::InfiniteFuture())), Reason::kServerBusy);
  streams.Remove(a.stream);
  EXPECT_TRUE(streams.Count(b.stream, "x").ok());
  streams.Stop();
  EXPECT_EQ(ReasonOf(streams.Add(c.stream, absl::InfiniteFuture())), Reason::kServerStopping);
}

TEST(StreamsTest, EndsThoseThatAreOver) {
  Streams streams({});
  Watched brief;
  const Watched longer;
  ASSERT_TRUE(streams.Add(brief.stream, absl::UnixEpoch()).ok());
  ASSERT_TRUE(streams.Add(longer.stream, absl::InfiniteFuture()).ok());
  streams.EndThoseOver(absl::UnixEpoch());
  EXPECT_EQ(brief.Next(), "ends DEADLINE_EXCEEDED");
}

TEST(TopicsTest, TellsThoseWhoSubscribedUntilTheyEnd) {
  Topics topics;
  std::vector<std::string> told;
  const auto a = topics.Subscribe("a", [&] { told.emplace_back("a"); });
  {
    const auto other = topics.Subscribe("a", [&] { told.emplace_back("other"); });
    topics.Changed("a");
    topics.Changed("b");
  }
  topics.AllChanged();
  EXPECT_THAT(told, ElementsAre("a", "other", "a"));
}

}  // namespace
}  // namespace liengia::platform
