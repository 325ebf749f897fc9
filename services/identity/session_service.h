#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::identity {

// The SessionService of the contract. `border` must outlive it.
std::unique_ptr<grpc::Service> NewSessionService(platform::Border& border);

}  // namespace liengia::identity
