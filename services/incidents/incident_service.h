#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::incidents {

// The IncidentService of the contract. `border` must outlive it.
std::unique_ptr<grpc::Service> NewIncidentService(platform::Border& border);

}  // namespace liengia::incidents
