#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::coverage {

// The CoverageService of the contract. `border` must outlive it.
std::unique_ptr<grpc::Service> NewCoverageService(platform::Border& border);

}  // namespace liengia::coverage
