#include "services/rosters/wish_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "liengia/v1/wish_service.grpc.pb.h"
#include "services/groups/group.h"
#include "services/groups/group_store.h"
#include "services/groups/member_store.h"
#include "services/platform/caller.h"
#include "services/platform/errors.h"
#include "services/platform/id.h"
#include "services/platform/page.h"
#include "services/platform/rpc.h"
#include "services/rosters/wish.h"
#include "services/rosters/wish_store.h"

namespace liengia::rosters {
namespace {

using platform::Call;

v1::Wish ToProto(const NamedWish& wish) {
  v1::Wish proto;
  proto.set_duty_template_id(wish.duty_template_id);
  proto.set_duty_template_name(wish.duty_template_name);
  proto.set_score(wish.score);
  return proto;
}

v1::MemberPair ToProto(const NamedPair& pair) {
  v1::MemberPair proto;
  proto.set_member_id(pair.pair.member_id);
  proto.set_member_name(pair.member_name);
  proto.set_other_member_id(pair.pair.other_member_id);
  proto.set_other_member_name(pair.other_member_name);
  proto.set_kind(static_cast<v1::MemberPair::Kind>(pair.pair.kind));
  return proto;
}

// The caller's own member, or somebody the caller acts for.
template <typename Request>
absl::StatusOr<std::string> OwnMember(const Call& call, const Request& request) {
  if (request.member_id().empty()) return call.member_id;
  if (platform::ActsFor(call.caller, request.group_id(), request.member_id())) {
    return request.member_id();
  }
  return platform::Refusal(
      absl::StatusCode::kPermissionDenied, platform::Reason::kNotYourDuty,
      {"Nguyện vọng của ai thì người ấy, hoặc người đại diện hộ, tự ghi.",
       "Wishes are everybody's own: only they, or the household's proxy, see and set them."});
}

absl::Status CheckGroup(db::Tx& tx, const std::string& group_id) {
  const auto group = groups::FindGroup(tx, group_id);
  if (!group.has_value()) return platform::NotFound();
  return groups::CheckOperation(groups::GroupOperation::kWritePeople, group->state);
}

absl::Status CheckPair(const std::string& member_id, const std::string& other_member_id,
                       const std::string& field) {
  platform::Violations violations;
  violations.Require(member_id != other_member_id, field,
                     {"phải là một người khác.", "must be somebody else."});
  return violations.ToStatus();
}

absl::Status CheckKey(const platform::Page& page) {
  if (page.after.empty()) return absl::OkStatus();
  if (platform::IsId(page.after[2]) && platform::IsId(page.after[3])) return absl::OkStatus();
  return platform::BadPageToken();
}

}  // namespace

absl::StatusOr<v1::GetWishesResponse> GetWishes(db::Tx& tx, const Call& call,
                                                const v1::GetWishesRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const std::string member_id, OwnMember(call, request));
  v1::GetWishesResponse response;
  for (const NamedWish& wish : ListWishes(tx, request.group_id(), member_id)) {
    *response.add_wishes() = ToProto(wish);
  }
  return response;
}

absl::StatusOr<v1::SetWishResponse> SetWish(db::Tx& tx, const Call& call,
                                            const v1::SetWishRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const std::string member_id, OwnMember(call, request));
  LIENGIA_RETURN_IF_ERROR(CheckGroup(tx, request.group_id()));
  std::optional<NamedWish> wish =
      FindWish(tx, request.group_id(), member_id, request.wish().duty_template_id());
  if (!wish.has_value()) return platform::NotFound();
  wish->score = request.wish().score();
  SaveWish(tx, request.group_id(), member_id, {wish->duty_template_id, wish->score});
  v1::SetWishResponse response;
  *response.mutable_wish() = ToProto(*wish);
  return response;
}

absl::StatusOr<v1::ListPairsResponse> ListPairs(db::Tx& tx, const Call&,
                                                const v1::ListPairsRequest& request) {
  LIENGIA_ASSIGN_OR_RETURN(const platform::Page page, platform::ReadPage(request, 4));
  LIENGIA_RETURN_IF_ERROR(CheckKey(page));
  std::vector<NamedPair> pairs = ListPairs(tx, request.group_id(), page.after, page.size + 1);
  v1::ListPairsResponse response;
  if (static_cast<int>(pairs.size()) > page.size) {
    pairs.resize(page.size);
    response.set_next_page_token(platform::PageToken(request, pairs.back().key));
  }
  for (const NamedPair& pair : pairs) *response.add_pairs() = ToProto(pair);
  return response;
}

absl::StatusOr<v1::SetPairResponse> SetPair(db::Tx& tx, const Call&,
                                            const v1::SetPairRequest& request) {
  const v1::MemberPair& given = request.pair();
  LIENGIA_RETURN_IF_ERROR(
      CheckPair(given.member_id(), given.other_member_id(), "pair.other_member_id"));
  LIENGIA_RETURN_IF_ERROR(CheckGroup(tx, request.group_id()));
  const auto member = groups::FindMember(tx, request.group_id(), given.member_id());
  const auto other = groups::FindMember(tx, request.group_id(), given.other_member_id());
  if (!member.has_value() || !other.has_value()) return platform::NotFound();
  const MemberPair pair{given.member_id(), given.other_member_id(),
                        static_cast<PairKind>(given.kind())};
  SavePair(tx, request.group_id(), pair);
  LIENGIA_RETURN_IF_ERROR(
      groups::CheckLimit(groups::kPairLimit, CountPairs(tx, request.group_id())));
  v1::SetPairResponse response;
  *response.mutable_pair() = ToProto(NamedPair{pair, member->full_name, other->full_name, {}});
  return response;
}

absl::StatusOr<v1::DeletePairResponse> DeletePair(db::Tx& tx, const Call&,
                                                  const v1::DeletePairRequest& request) {
  LIENGIA_RETURN_IF_ERROR(
      CheckPair(request.member_id(), request.other_member_id(), "other_member_id"));
  LIENGIA_RETURN_IF_ERROR(CheckGroup(tx, request.group_id()));
  if (!DeletePair(tx, request.group_id(), request.member_id(), request.other_member_id())) {
    return platform::NotFound();
  }
  return v1::DeletePairResponse();
}

namespace {

class WishService final : public v1::WishService::CallbackService {
 public:
  explicit WishService(platform::Border& border) : border_(border) {}

  grpc::ServerUnaryReactor* GetWishes(grpc::CallbackServerContext* context,
                                      const v1::GetWishesRequest* request,
                                      v1::GetWishesResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::GetWishes);
  }
  grpc::ServerUnaryReactor* SetWish(grpc::CallbackServerContext* context,
                                    const v1::SetWishRequest* request,
                                    v1::SetWishResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::SetWish);
  }
  grpc::ServerUnaryReactor* ListPairs(grpc::CallbackServerContext* context,
                                      const v1::ListPairsRequest* request,
                                      v1::ListPairsResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::ListPairs);
  }
  grpc::ServerUnaryReactor* SetPair(grpc::CallbackServerContext* context,
                                    const v1::SetPairRequest* request,
                                    v1::SetPairResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::SetPair);
  }
  grpc::ServerUnaryReactor* DeletePair(grpc::CallbackServerContext* context,
                                       const v1::DeletePairRequest* request,
                                       v1::DeletePairResponse* response) override {
    return platform::Serve(border_, context, request, response, rosters::DeletePair);
  }

 private:
  platform::Border& border_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewWishService(platform::Border& border) {
  return std::make_unique<WishService>(border);
}

}  // namespace liengia::rosters
