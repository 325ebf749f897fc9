#include "services/liengiad/services.h"

#include "liengia/v1/advice_service.grpc.pb.h"
#include "liengia/v1/area_service.grpc.pb.h"
#include "liengia/v1/charter_service.grpc.pb.h"
#include "liengia/v1/coverage_service.grpc.pb.h"
#include "liengia/v1/credit_service.grpc.pb.h"
#include "liengia/v1/duty_service.grpc.pb.h"
#include "liengia/v1/duty_template_service.grpc.pb.h"
#include "liengia/v1/group_service.grpc.pb.h"
#include "liengia/v1/household_service.grpc.pb.h"
#include "liengia/v1/incident_service.grpc.pb.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "liengia/v1/office_service.grpc.pb.h"
#include "liengia/v1/post_service.grpc.pb.h"
#include "liengia/v1/proposal_service.grpc.pb.h"
#include "liengia/v1/roster_service.grpc.pb.h"
#include "liengia/v1/session_service.grpc.pb.h"
#include "liengia/v1/wish_service.grpc.pb.h"
#include "services/areas/area_service.h"
#include "services/coverage/coverage_service.h"
#include "services/duties/duty_service.h"
#include "services/groups/group_service.h"
#include "services/groups/household_service.h"
#include "services/groups/member_service.h"
#include "services/groups/post_service.h"
#include "services/identity/office_service.h"
#include "services/identity/session_service.h"
#include "services/incidents/incident_service.h"
#include "services/rosters/advice_service.h"
#include "services/rosters/charter_service.h"
#include "services/rosters/credit_service.h"
#include "services/rosters/duty_template_service.h"
#include "services/rosters/proposal_service.h"
#include "services/rosters/roster_service.h"
#include "services/rosters/wish_service.h"

namespace liengia {
namespace {

struct Entry {
  const char* name;  // Full, as in the contract.
  std::unique_ptr<grpc::Service> (*make)(const ServiceParts& parts);
};

// The one list of services, by name.
const std::vector<Entry>& Entries() {
  static const std::vector<Entry> entries = {
      {v1::AdviceService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewAdviceService(parts.border); }},
      {v1::AreaService::service_full_name(),
       [](const ServiceParts& parts) { return areas::NewAreaService(parts.border); }},
      {v1::CharterService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewCharterService(parts.border); }},
      {v1::CoverageService::service_full_name(),
       [](const ServiceParts& parts) { return coverage::NewCoverageService(parts.border); }},
      {v1::CreditService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewCreditService(parts.border); }},
      {v1::DutyService::service_full_name(),
       [](const ServiceParts& parts) { return duties::NewDutyService(parts.border, parts.pool); }},
      {v1::DutyTemplateService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewDutyTemplateService(parts.border); }},
      {v1::GroupService::service_full_name(),
       [](const ServiceParts& parts) { return groups::NewGroupService(parts.border); }},
      {v1::HouseholdService::service_full_name(),
       [](const ServiceParts& parts) { return groups::NewHouseholdService(parts.border); }},
      {v1::IncidentService::service_full_name(),
       [](const ServiceParts& parts) { return incidents::NewIncidentService(parts.border); }},
      {v1::MemberService::service_full_name(),
       [](const ServiceParts& parts) { return groups::NewMemberService(parts.border); }},
      {v1::OfficeService::service_full_name(),
       [](const ServiceParts& parts) { return identity::NewOfficeService(parts.border); }},
      {v1::PostService::service_full_name(),
       [](const ServiceParts& parts) { return groups::NewPostService(parts.border); }},
      {v1::ProposalService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewProposalService(parts.border); }},
      {v1::RosterService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewRosterService(parts.border); }},
      {v1::SessionService::service_full_name(),
       [](const ServiceParts& parts) { return identity::NewSessionService(parts.border); }},
      {v1::WishService::service_full_name(),
       [](const ServiceParts& parts) { return rosters::NewWishService(parts.border); }},
  };
  return entries;
}

}  // namespace

std::vector<std::unique_ptr<grpc::Service>> NewServices(const ServiceParts& parts) {
  std::vector<std::unique_ptr<grpc::Service>> services;
  for (const Entry& entry : Entries()) services.push_back(entry.make(parts));
  return services;
}

std::vector<const google::protobuf::ServiceDescriptor*> ServiceDescriptors() {
  std::vector<const google::protobuf::ServiceDescriptor*> descriptors;
  for (const Entry& entry : Entries()) {
    descriptors.push_back(
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(entry.name));
  }
  return descriptors;
}

}  // namespace liengia
