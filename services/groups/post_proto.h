#pragma once

#include <string>

#include "liengia/v1/post.pb.h"
#include "services/groups/post.h"

namespace liengia::groups {

v1::Post ToProto(const Post& post);

// Names come out tidy; a kind that is not specified is kFixed.
Post FromProto(const v1::Post& proto);

}  // namespace liengia::groups
