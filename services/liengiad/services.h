#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <memory>
#include <vector>

#include "db/pool.h"
#include "google/protobuf/descriptor.h"
#include "services/platform/border.h"
#include "services/platform/clock.h"

namespace liengia {

// What a service may be made of.
struct ServiceParts {
  platform::Border& border;
  db::Pool& pool;
  const platform::Clock& clock;
};

// Every service that the server offers.
std::vector<std::unique_ptr<grpc::Service>> NewServices(const ServiceParts& parts);
std::vector<const google::protobuf::ServiceDescriptor*> ServiceDescriptors();

}  // namespace liengia
