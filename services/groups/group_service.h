#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::groups {

// `border` outlives the service.
std::unique_ptr<grpc::Service> NewGroupService(platform::Border& border);

}  // namespace liengia::groups
