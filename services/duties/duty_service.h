#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "db/pool.h"
#include "services/platform/border.h"

namespace liengia::duties {

// Duty as it is done. `border` must outlive the service.
std::unique_ptr<grpc::Service> NewDutyService(platform::Border& border, db::Pool& pool);

}  // namespace liengia::duties
