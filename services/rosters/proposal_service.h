#pragma once

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::rosters {

std::unique_ptr<grpc::Service> NewProposalService(platform::Border& border);

}  // namespace liengia::rosters
