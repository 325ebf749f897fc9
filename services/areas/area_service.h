#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::areas {

// The AreaService of the contract. `border` must outlive it.
std::unique_ptr<grpc::Service> NewAreaService(platform::Border& border);

}  // namespace liengia::areas
