#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/platform/border.h"

namespace liengia::rosters {

std::unique_ptr<grpc::Service> NewWishService(platform::Border& border);

}  // namespace liengia::rosters
