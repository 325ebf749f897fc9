#pragma once

#include "liengia/v1/coverage_service.pb.h"
#include "services/coverage/coverage.h"

namespace liengia::coverage {

v1::CoverageHour ToProto(const WatchedHour& hour);
v1::AreaShift ToProto(const AreaShift& shift);

}  // namespace liengia::coverage
