#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/message.h"

// Requests that nobody sane sends: any message type, filled by its descriptor with values that are
// right, nearly right or absurd. The same seed gives the same choices.
namespace liengia::testing {

class Arbitrary {
 public:
  // Times and dates lie mostly around `now`.
  Arbitrary(uint64_t seed, absl::Time now) : random_(seed), now_(now) {}

  // Keeps what a response says under each text field's name, to be sent back as ids, etags and page
  // tokens.
  void Learn(const google::protobuf::Message& response);
  // Keeps one value of a field's name.
  void Learn(const std::string& field_name, const std::string& value);
  // Forgets all of it.
  void ForgetAll() { known_.clear(); }

  // Half of the requests are nearly right, so that they get far; the others are not.
  void Request(google::protobuf::Message& request);

  // 0 to below - 1.
  size_t Below(size_t below) { return random_() % below; }
  // True once in `times`.
  bool Once(size_t times) { return Below(times) == 0; }
  // What may come over a wire that is no message.
  std::string Bytes();

 private:
  void Fill(google::protobuf::Message& message);
  void FillField(google::protobuf::Message& message,
                 const google::protobuf::FieldDescriptor* field);
  void AddValue(google::protobuf::Message& message, const google::protobuf::FieldDescriptor* field);
  void FillTime(google::protobuf::Message& message);
  void FillDate(google::protobuf::Message& message);
  void FillMask(google::protobuf::Message& message, const google::protobuf::Descriptor* of);
  void ForgePageToken(google::protobuf::Message& message);
  std::string Text(const google::protobuf::FieldDescriptor* field);
  std::string Words();
  int64_t Number(const google::protobuf::FieldDescriptor* field);

  // True for a value that is to be absurd.
  bool Wild() { return Once(wildness_); }

  std::mt19937_64 random_;
  size_t wildness_ = 12;
  absl::Time now_;
  std::map<std::string, std::vector<std::string>> known_;
};

}  // namespace liengia::testing
