#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"

// Messages written and asserted as text.
namespace liengia::testing {

template <typename Message>
Message Proto(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) {
    ADD_FAILURE() << "not a " << message.GetDescriptor()->full_name() << ": " << text;
  }
  return message;
}

// Equal in every field that the text sets; other fields may be anything.
MATCHER_P(ContainsProto, text, "") {
  auto expected = Proto<std::remove_cv_t<std::remove_reference_t<decltype(arg)>>>(text);
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_scope(google::protobuf::util::MessageDifferencer::PARTIAL);
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  const bool equal = differencer.Compare(expected, arg);
  if (!equal) *result_listener << differences << "\nin " << arg.DebugString();
  return equal;
}

}  // namespace liengia::testing
