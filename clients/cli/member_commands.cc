// Members of a group, and when they are away.

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/command.h"
#include "clients/cli/lookup.h"
#include "clients/cli/wire.h"
#include "clients/cli/words.h"
#include "liengia/v1/household_service.grpc.pb.h"
#include "liengia/v1/member_service.grpc.pb.h"
#include "services/identity/phone.h"

namespace liengia::cli {
namespace {

using Members = v1::MemberService::Stub;

std::string NumberOrNothing(int number) { return number == 0 ? "" : absl::StrCat(number); }

std::string Details(const Context& context, const v1::Member& member) {
  const char* yes = context.Say({"có", "yes"});
  return AlignPairs(
      {{context.Say({"Họ tên", "Name"}), member.full_name()},
       {context.Say({"Điện thoại", "Phone"}), identity::NationalPhone(member.phone_number())},
       {context.Say({"Vai trò", "Role"}),
        NameOf(MemberRoles(), member.role(), context.speech.language)},
       {context.Say({"Làm trưởng ca", "May lead"}), member.may_lead() ? yes : ""},
       {context.Say({"Năm sinh", "Born"}), NumberOrNothing(member.birth_year())},
       {context.Say({"Trên 70, đã duyệt", "Over 70, approved"}),
        member.over_70_approved() ? yes : ""},
       {context.Say({"Nhiều nhất mỗi tháng", "At most a month"}),
        NumberOrNothing(member.max_duties_a_month())},
       {context.Say({"Mã", "Id"}), member.member_id()}});
}

absl::StatusOr<std::vector<Choice>> HouseholdsOf(Context& context, const std::string& group_id) {
  v1::ListHouseholdsRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(
      const auto reply,
      context.server.List(&v1::HouseholdService::Stub::ListHouseholds, request, 1000));
  std::vector<Choice> households;
  for (const v1::Household& household : reply.households()) {
    households.push_back({household.household_id(), household.label()});
  }
  return households;
}

std::string NameOfId(const std::vector<Choice>& choices, const std::string& id) {
  for (const Choice& choice : choices) {
    if (choice.id == id) return choice.name;
  }
  return "";
}

absl::Status List(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::ListMembersRequest request;
  request.set_group_id(group.id);
  CLI_ASSIGN_OR_RETURN(const auto reply,
                       context.server.List(&Members::ListMembers, request, LimitOf(context)));
  CLI_ASSIGN_OR_RETURN(const std::vector<Choice> households, HouseholdsOf(context, group.id));
  std::vector<Row> rows;
  for (const v1::Member& member : reply.members()) {
    rows.push_back({member.full_name(), identity::NationalPhone(member.phone_number()),
                    NameOfId(households, member.household_id()),
                    NameOf(MemberRoles(), member.role(), context.speech.language),
                    member.may_lead() ? "✓" : "", NumberOrNothing(member.birth_year()),
                    ShortId(member.member_id())});
  }
  return Print(
      context, reply,
      TableOr(context,
              {"Tổ chưa có ai: nhập danh sách bằng liengia people import TỆP.csv.",
               "The group has no member yet: bring a list in with liengia people import FILE.csv."},
              {context.Say({"Họ tên", "Name"}), context.Say({"Điện thoại", "Phone"}),
               context.Say({"Hộ", "Household"}), context.Say({"Vai trò", "Role"}),
               context.Say({"Trưởng ca", "May lead"}), context.Say({"Năm sinh", "Born"}),
               context.Say({"Mã", "Id"})},
              rows, reply.next_page_token()));
}

// Sets what was given; adds the names of those fields to `paths`.
absl::Status SetFields(Context& context, const std::string& group_id, v1::Member& member,
                       google::protobuf::FieldMask& mask) {
  const Arguments& arguments = context.arguments;
  const auto given = [&](const char* flag, const char* path) {
    if (arguments.Has(flag)) mask.add_paths(path);
    return arguments.Has(flag);
  };
  if (given("name", "full_name")) member.set_full_name(arguments.Text("name"));
  if (given("phone", "phone_number")) member.set_phone_number(arguments.Text("phone"));
  if (given("role", "role")) member.set_role(arguments.Term<v1::Role>("role"));
  if (given("may-lead", "may_lead")) member.set_may_lead(true);
  if (given("may-not-lead", "may_lead")) member.set_may_lead(false);
  if (given("born", "birth_year")) member.set_birth_year(arguments.Number("born"));
  if (given("over-70-approved", "over_70_approved")) member.set_over_70_approved(true);
  if (given("most-a-month", "max_duties_a_month")) {
    member.set_max_duties_a_month(arguments.Number("most-a-month"));
  }
  if (given("household", "household_id")) {
    CLI_ASSIGN_OR_RETURN(const Choice household,
                         ChooseHousehold(context, group_id, arguments.Text("household")));
    member.set_household_id(household.id);
  }
  return absl::OkStatus();
}

absl::Status Add(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  v1::CreateMemberRequest request;
  request.set_group_id(group.id);
  google::protobuf::FieldMask ignored;
  CLI_RETURN_IF_ERROR(SetFields(context, group.id, *request.mutable_member(), ignored));
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Members::CreateMember, request));
  return Print(context, reply, Details(context, reply.member()));
}

absl::Status Update(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group.id, context.arguments.Text("member")));
  v1::UpdateMemberRequest request;
  request.set_group_id(group.id);
  CLI_RETURN_IF_ERROR(
      SetFields(context, group.id, *request.mutable_member(), *request.mutable_update_mask()));
  if (request.update_mask().paths().empty()) {
    return UsageError(context.Say({"Hãy cho biết đổi gì; xem liengia member update --help.",
                                   "Say what to change; see liengia member update --help."}));
  }
  request.mutable_member()->set_member_id(member.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Members::UpdateMember, request));
  return Print(context, reply, Details(context, reply.member()));
}

absl::Status Remove(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group.id, context.arguments.Text("member")));
  v1::EndMembershipRequest request;
  request.set_group_id(group.id);
  request.set_member_id(member.id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Members::EndMembership, request));
  return Print(context, reply,
               absl::Substitute(
                   context.Say({"$0 đã ra khỏi danh sách; $1 lượt trực sắp tới nay còn trống.\n",
                                "$0 is off the list; $1 duties to come are empty now.\n"}),
                   member.name, reply.freed_duty_count()));
}

absl::StatusOr<v1::ListAbsencesResponse> FetchAbsences(Context& context,
                                                       const std::string& group_id) {
  v1::ListAbsencesRequest request;
  request.set_group_id(group_id);
  if (const auto day = context.arguments.Day("from")) *request.mutable_start_date() = ToWire(*day);
  if (context.arguments.Has("member")) {
    CLI_ASSIGN_OR_RETURN(const Choice member,
                         ChooseMember(context, group_id, context.arguments.Text("member")));
    request.set_member_id(member.id);
  }
  return context.server.List(&Members::ListAbsences, request, LimitOf(context));
}

absl::StatusOr<std::vector<Choice>> MembersOf(Context& context, const std::string& group_id) {
  v1::ListMembersRequest request;
  request.set_group_id(group_id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.List(&Members::ListMembers, request, 1000));
  std::vector<Choice> members;
  for (const v1::Member& member : reply.members())
    members.push_back({member.member_id(), member.full_name()});
  return members;
}

// The last day of an absence; messages hold the day after.
absl::CivilDay LastDay(const v1::Absence& absence) { return FromWire(absence.end_date()) - 1; }

absl::Status ListAbsences(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto reply, FetchAbsences(context, group.id));
  CLI_ASSIGN_OR_RETURN(const std::vector<Choice> members, MembersOf(context, group.id));
  std::vector<Row> rows;
  for (const v1::Absence& absence : reply.absences()) {
    rows.push_back({NameOfId(members, absence.member_id()),
                    SayDay(FromWire(absence.start_date()), context.speech),
                    SayDay(LastDay(absence), context.speech), ShortId(absence.absence_id())});
  }
  return Print(
      context, reply,
      TableOr(context, {"Không ai báo vắng.", "Nobody is away."},
              {context.Say({"Ai", "Who"}), context.Say({"Từ ngày", "From"}),
               context.Say({"Hết ngày", "Until, with that day"}), context.Say({"Mã", "Id"})},
              rows, reply.next_page_token()));
}

absl::Status AddAbsence(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const Choice member,
                       ChooseMember(context, group.id, context.arguments.Text("member")));
  v1::CreateAbsenceRequest request;
  request.set_group_id(group.id);
  const absl::CivilDay first = *context.arguments.Day("first");
  const absl::CivilDay last = context.arguments.Day("last").value_or(first);
  request.mutable_absence()->set_member_id(member.id);
  *request.mutable_absence()->mutable_start_date() = ToWire(first);
  *request.mutable_absence()->mutable_end_date() = ToWire(last + 1);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Members::CreateAbsence, request));
  return Print(
      context, reply,
      absl::Substitute(context.Say({"$0 vắng từ $1 đến hết $2.\n", "$0 is away from $1 to $2.\n"}),
                       member.name, SayDay(first, context.speech),
                       SayDay(LastDay(reply.absence()), context.speech)));
}

absl::Status RemoveAbsence(Context& context) {
  CLI_ASSIGN_OR_RETURN(const Choice group, ChooseGroup(context));
  CLI_ASSIGN_OR_RETURN(const auto absences, FetchAbsences(context, group.id));
  CLI_ASSIGN_OR_RETURN(const std::vector<Choice> members, MembersOf(context, group.id));
  std::vector<Choice> choices;
  for (const v1::Absence& absence : absences.absences()) {
    choices.push_back({absence.absence_id(), NameOfId(members, absence.member_id())});
  }
  CLI_ASSIGN_OR_RETURN(const size_t chosen, Choose(context, {"lần báo vắng", "absence"},
                                                   context.arguments.Text("absence"), choices));
  v1::DeleteAbsenceRequest request;
  request.set_group_id(group.id);
  request.set_absence_id(choices[chosen].id);
  CLI_ASSIGN_OR_RETURN(const auto reply, context.server.Call(&Members::DeleteAbsence, request));
  return Print(context, reply,
               context.Say({"Đã bỏ lần báo vắng.\n", "The absence is taken back.\n"}));
}

std::vector<Parameter> FieldParameters() {
  return {{"phone", Kind::kText, Place::kFlag, {"số điện thoại", "phone number"}},
          {"role", Kind::kTerm, Place::kFlag, {"vai trò", "role"}, &MemberRoles()},
          {"may-lead", Kind::kSwitch, Place::kFlag, {"làm được trưởng ca", "may lead a crew"}},
          {"born", Kind::kNumber, Place::kFlag, {"năm sinh", "year of birth"}},
          {"over-70-approved",
           Kind::kSwitch,
           Place::kFlag,
           {"trên 70 tuổi, chủ tịch xã đã đồng ý", "over 70, and the commune's chairman agreed"}},
          {"most-a-month",
           Kind::kNumber,
           Place::kFlag,
           {"nhiều nhất bao nhiêu lượt một tháng; 0: không giới hạn",
            "at most so many duties a month; 0: no limit"}}};
}

std::vector<Parameter> With(std::vector<Parameter> first, const std::vector<Parameter>& rest) {
  first.insert(first.end(), rest.begin(), rest.end());
  return first;
}

Parameter MemberOperand(Place place = Place::kOperand) {
  return {"member", Kind::kText, place, {"tên tổ viên hoặc mã", "the member's name or id"}};
}

}  // namespace

std::vector<Command> MemberCommands() {
  const Words household = {"hộ: tên hoặc mã", "the household: label or id"};
  return {
      {"member list",
       {"các tổ viên", "the members"},
       {GroupFlag(), LimitFlag()},
       {"member list"},
       List},
      {"member add",
       {"thêm một tổ viên", "add a member"},
       With({{"name", Kind::kText, Place::kOperand, {"họ và tên", "the full name"}},
             GroupFlag(),
             {"household", Kind::kText, Place::kNeededFlag, household}},
            FieldParameters()),
       {"member add \"Trần Thị Sáu\" --household=\"12/42\" --phone=0905123456"},
       Add},
      {"member update",
       {"sửa một tổ viên", "change a member"},
       With({MemberOperand(),
             GroupFlag(),
             {"name", Kind::kText, Place::kFlag, {"họ và tên mới", "the new full name"}},
             {"household", Kind::kText, Place::kFlag, household},
             {"may-not-lead",
              Kind::kSwitch,
              Place::kFlag,
              {"không làm trưởng ca nữa", "may not lead any more"}}},
            FieldParameters()),
       {"member update \"Trần Thị Sáu\" --role=deputy --may-lead"},
       Update},
      {"member remove",
       {"đưa một tổ viên ra khỏi danh sách", "take a member off the list"},
       {MemberOperand(), GroupFlag()},
       {"member remove \"Trần Thị Sáu\""},
       Remove},
      {"absence list",
       {"ai báo vắng ngày nào", "who is away when"},
       {GroupFlag(),
        MemberOperand(Place::kFlag),
        {"from", Kind::kDay, Place::kFlag, {"từ ngày nào (hôm nay)", "from which day (today)"}},
        LimitFlag()},
       {"absence list"},
       ListAbsences},
      {"absence add",
       {"báo vắng", "note days on which a member is away"},
       {MemberOperand(),
        {"first", Kind::kDay, Place::kOperand, {"ngày đầu", "the first day"}},
        {"last",
         Kind::kDay,
         Place::kOptionalOperand,
         {"ngày cuối (chỉ một ngày)", "the last day (only one day)"}},
        GroupFlag()},
       {"absence add \"Trần Thị Sáu\" 20/11 25/11"},
       AddAbsence},
      {"absence remove",
       {"bỏ một lần báo vắng", "take an absence back"},
       {{"absence",
         Kind::kText,
         Place::kOperand,
         {"mã, hoặc tên nếu chỉ có một lần", "the id, or the name if there is only one"}},
        GroupFlag()},
       {"absence remove 3fa9c1"},
       RemoveAbsence},
  };
}

}  // namespace liengia::cli
