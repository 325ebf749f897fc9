#include "tests/support/raw_call.h"

#include <grpcpp/generic/generic_stub.h>

#include <chrono>

#include "tests/support/world.h"

namespace liengia::testing {

RawAnswer CallRaw(const std::string& token, const google::protobuf::MethodDescriptor& method,
                  const std::string& request) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  grpc::CompletionQueue queue;
  const auto done = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return ok;
  };
  grpc::GenericStub stub(TheWorld().channel());
  const auto call =
      stub.PrepareCall(&context, "/" + method.service()->full_name() + "/" + method.name(), &queue);
  call->StartCall(nullptr);
  bool open = done();
  const grpc::Slice slice(request);
  if (open) {
    call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    open = done();
  }
  RawAnswer answer;
  while (open) {
    grpc::ByteBuffer message;
    call->Read(&message, nullptr);
    open = done();
    if (open) answer.messages.push_back(std::move(message));
    if (open && method.server_streaming()) context.TryCancel();
  }
  call->Finish(&answer.status, nullptr);
  done();
  if (method.server_streaming() && !answer.messages.empty()) answer.status = grpc::Status::OK;
  answer.error = ErrorOf(answer.status);
  return answer;
}

}  // namespace liengia::testing
