#include <grpcpp/generic/generic_stub.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/support/world.h"

namespace liengia::testing {
namespace {

using ::testing::HasSubstr;

// One call of the reflection service, as a client without our stubs makes it.
class ReflectionCall {
 public:
  ReflectionCall() : stub_(TheWorld().channel()) {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
    call_ = stub_.PrepareCall(
        &context_, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue_);
    call_->StartCall(this);
    Await();
  }
  ~ReflectionCall() {
    context_.TryCancel();
    call_->Finish(&status_, this);
    Await();
  }

  // The bytes of the reply to `file_containing_symbol`, the fourth field of the request.
  std::string FileOf(const std::string& symbol) {
    grpc::Slice slice(
        absl::StrCat("\x22", std::string(1, static_cast<char>(symbol.size())), symbol));
    call_->Write(grpc::ByteBuffer(&slice, 1), this);
    Await();
    grpc::ByteBuffer reply;
    call_->Read(&reply, this);
    Await();
    grpc::Slice whole;
    EXPECT_TRUE(reply.DumpToSingleSlice(&whole).ok());
    return std::string(reinterpret_cast<const char*>(whole.begin()), whole.size());
  }

 private:
  void Await() {
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);
  }

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::Status status_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

TEST(ReflectionTest, DescribesTheHealthServiceToo) {
  ReflectionCall call;
  EXPECT_THAT(call.FileOf("grpc.health.v1.Health"), HasSubstr("HealthCheckResponse"));
}

TEST(ReflectionTest, DescribesOurServices) {
  ReflectionCall call;
  EXPECT_THAT(call.FileOf("liengia.v1.DutyService"), HasSubstr("ListMyShifts"));
}

}  // namespace
}  // namespace liengia::testing
