#include "db/batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <memory>

namespace liengia::db {
namespace {

using platform::Reason;
using platform::ReasonOf;
using ::testing::Each;
using ::testing::ElementsAre;

using Numbers = Batch<int, int>;
using Results = std::vector<absl::StatusOr<int>>;

const absl::Time kDeadline = absl::FromUnixSeconds(1'000'000);

Results Doubled(const std::vector<int>& items) {
  Results results;
  for (int item : items) results.push_back(item * 2);
  return results;
}

// A batch of one lane whose first run stands until it is let go, so that a test decides what queues
// up behind it.
class BatchTest : public ::testing::Test {
 protected:
  std::unique_ptr<Numbers> NewBatch(Numbers::Options options, Numbers::Run run) {
    options.lanes = 1;
    auto batch = std::make_unique<Numbers>(
        options, [this, run = std::move(run)](const std::vector<int>& items, absl::Time deadline) {
          runs_.push_back(items);
          deadlines_.push_back(deadline);
          if (runs_.size() == 1) {
            begun_.count_down();
            go_on_.wait();
          }
          return run(items, deadline);
        });
    batch->Submit(0, kDeadline, [](const absl::StatusOr<int>&) {});
    begun_.wait();
    return batch;
  }

  // What came of an item.
  std::future<absl::StatusOr<int>> Submit(Numbers& batch, int item,
                                          absl::Time deadline = kDeadline) {
    auto promise = std::make_shared<std::promise<absl::StatusOr<int>>>();
    batch.Submit(item, deadline,
                 [promise](absl::StatusOr<int> result) { promise->set_value(std::move(result)); });
    return promise->get_future();
  }

  void GoOn() { go_on_.count_down(); }

  std::vector<std::vector<int>> runs_;  // Written by the lane; read once it has ended.
  std::vector<absl::Time> deadlines_;

 private:
  std::latch begun_{1};
  std::latch go_on_{1};
};

TEST_F(BatchTest, WhatWaitsTogetherRunsTogetherAndEveryoneGetsTheirOwnResult) {
  auto batch = NewBatch({}, [](const std::vector<int>& items, absl::Time) {
    return absl::StatusOr<Results>(Doubled(items));
  });
  std::vector<std::future<absl::StatusOr<int>>> results;
  for (int item = 1; item <= 5; ++item) results.push_back(Submit(*batch, item));
  GoOn();
  for (int item = 1; item <= 5; ++item) EXPECT_EQ(*results[item - 1].get(), item * 2);
  batch.reset();
  EXPECT_THAT(runs_, ElementsAre(ElementsAre(0), ElementsAre(1, 2, 3, 4, 5)));
}

TEST_F(BatchTest, ARunTakesNoMoreThanTheBatchSizeInTheOrderOfArrival) {
  auto batch = NewBatch({.batch_size = 2}, [](const std::vector<int>& items, absl::Time) {
    return absl::StatusOr<Results>(Doubled(items));
  });
  for (int item = 1; item <= 5; ++item) Submit(*batch, item);
  GoOn();
  batch.reset();
  EXPECT_THAT(runs_,
              ElementsAre(ElementsAre(0), ElementsAre(1, 2), ElementsAre(3, 4), ElementsAre(5)));
}

TEST_F(BatchTest, ARunHasTheLatestOfItsDeadlines) {
  auto batch = NewBatch({}, [](const std::vector<int>& items, absl::Time) {
    return absl::StatusOr<Results>(Doubled(items));
  });
  Submit(*batch, 1, kDeadline + absl::Seconds(1));
  Submit(*batch, 2, kDeadline + absl::Seconds(3));
  Submit(*batch, 3, kDeadline + absl::Seconds(2));
  GoOn();
  batch.reset();
  EXPECT_THAT(deadlines_, ElementsAre(kDeadline, kDeadline + absl::Seconds(3)));
}

TEST_F(BatchTest, OneBadItemFailsAlone) {
  auto batch =
      NewBatch({}, [](const std::vector<int>& items, absl::Time) -> absl::StatusOr<Results> {
        for (int item : items) {
          if (item == 2) return platform::Fault("2 is bad");
        }
        return Doubled(items);
      });
  auto first = Submit(*batch, 1), second = Submit(*batch, 2), third = Submit(*batch, 3);
  GoOn();
  EXPECT_EQ(*first.get(), 2);
  EXPECT_EQ(second.get().status().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(*third.get(), 6);
  batch.reset();
  EXPECT_THAT(runs_, ElementsAre(ElementsAre(0), ElementsAre(1, 2, 3), ElementsAre(1),
                                 ElementsAre(2), ElementsAre(3)));
}

TEST_F(BatchTest, AnItemIsRefusedWithoutTheOthersBeingRunAgain) {
  auto batch = NewBatch({}, [](const std::vector<int>& items, absl::Time) {
    Results results = Doubled(items);
    results.back() = platform::NotFound();
    return absl::StatusOr<Results>(std::move(results));
  });
  auto first = Submit(*batch, 1), second = Submit(*batch, 2);
  GoOn();
  EXPECT_EQ(*first.get(), 2);
  EXPECT_EQ(ReasonOf(second.get().status()), Reason::kNotFound);
  batch.reset();
  EXPECT_THAT(runs_, ElementsAre(ElementsAre(0), ElementsAre(1, 2)));
}

TEST_F(BatchTest, AFullQueueSaysBusyAtOnceAndKeepsWhatItTook) {
  auto batch = NewBatch({.queue_size = 2}, [](const std::vector<int>& items, absl::Time) {
    return absl::StatusOr<Results>(Doubled(items));
  });
  auto first = Submit(*batch, 1), second = Submit(*batch, 2), third = Submit(*batch, 3);
  // Before the lane goes on: the refusal waits for nobody.
  const absl::Status busy = third.get().status();
  EXPECT_EQ(busy.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(busy), Reason::kServerBusy);
  GoOn();
  EXPECT_EQ(*first.get(), 2);
  EXPECT_EQ(*second.get(), 4);
}

TEST_F(BatchTest, TheEndOfABatchAnswersWhatIsQueued) {
  auto batch = NewBatch({}, [](const std::vector<int>& items, absl::Time) {
    return absl::StatusOr<Results>(Doubled(items));
  });
  auto result = Submit(*batch, 21);
  GoOn();
  batch.reset();
  EXPECT_EQ(*result.get(), 42);
}

}  // namespace
}  // namespace liengia::db
