#include "services/groups/model.h"

#include <array>

namespace liengia::groups {
namespace {

using absl::Weekday;
using rosters::DutyTemplate;
using rosters::Weekdays;

constexpr Weekdays kWeekend =
    rosters::WeekdayBit(Weekday::saturday) | rosters::WeekdayBit(Weekday::sunday);
constexpr Weekdays kFridayToSunday = kWeekend | rosters::WeekdayBit(Weekday::friday);
constexpr Weekdays kMondayToFriday = rosters::kEveryDay & ~kWeekend;

constexpr int At(int hours, int minutes) { return hours * 60 + minutes; }

// How many people a shift needs, does well with and can hold, and how many of them lead.
struct Crew {
  int min;
  int ideal;
  int max;
  int leaders;
};

struct Hours {
  int start_minute;
  int end_minute;
  Weekdays weekdays;
};

Post Fixed(const char* name, std::vector<Checkpoint> checkpoints) {
  return {.name = name, .kind = PostKind::kFixed, .checkpoints = std::move(checkpoints)};
}

Post Route(const char* name, std::vector<Checkpoint> checkpoints) {
  return {.name = name, .kind = PostKind::kRoute, .checkpoints = std::move(checkpoints)};
}

ModelDutyTemplate Duty(const char* name, size_t post, Hours hours, Crew crew) {
  DutyTemplate duty;
  duty.name = name;
  duty.start_minute = hours.start_minute;
  duty.end_minute = hours.end_minute;
  duty.weekdays = hours.weekdays;
  duty.crew_min = crew.min;
  duty.crew_ideal = crew.ideal;
  duty.crew_max = crew.max;
  duty.leaders_needed = crew.leaders;
  return {post, std::move(duty)};
}

ModelDutyTemplate Important(ModelDutyTemplate duty) {
  duty.duty_template.importance = rosters::kUsualImportance + 1;
  return duty;
}

// Hours: patrols of groups in Quảng Nam and Đà Nẵng run 22:00-04:00 and 23:00-04:00 (baoquangnam.vn
// 3137737, suckhoedoisong.vn 172240720080329867); cut into two shifts of three hours for people who
// work by day. Crew: two to six, never one alone; three on each shift ask about seven nights a
// month of 25 members. Ours, not a rule of the plan.
Model SecurityHouseholds() {
  const Crew crew{.min = 2, .ideal = 3, .max = 6, .leaders = 1};
  return {
      .label = {"Liên gia tự quản về an ninh trật tự", "Households watching over security"},
      .posts = {Route("Tuyến tuần tra đêm",
                      {{.name = "Đầu kiệt"}, {.name = "Nhà văn hóa"}, {.name = "Cuối kiệt"}})},
      .duty_templates = {
          Important(Duty("Tuần tra đêm, ca 1", 0, {At(22, 0), At(1, 0), rosters::kEveryDay}, crew)),
          Duty("Tuần tra đêm, ca 2", 0, {At(1, 0), At(4, 0), rosters::kEveryDay}, crew)}};
}

// One main screen in one home (Hà Giang, 86 households: baomoi.zadn.vn c33209891) and cameras on
// the street. No hours were found: an evening round before people go to bed, and one in daylight a
// week in which two people clean lenses and clear branches, are ours.
Model SecurityCameras() {
  return {.label = {"Camera an ninh", "Security cameras"},
          .posts = {Fixed("Điểm xem camera", {{.name = "Màn hình chính"}}),
                    Route("Tuyến kiểm tra camera",
                          {{.name = "Camera đầu kiệt"}, {.name = "Camera cuối kiệt"}})},
          .duty_templates = {
              Duty("Kiểm tra camera buổi tối", 0, {At(20, 0), At(20, 30), rosters::kEveryDay},
                   {.min = 1, .ideal = 1, .max = 2, .leaders = 0}),
              Duty("Kiểm tra camera cuối tuần", 1,
                   {At(8, 0), At(9, 0), rosters::WeekdayBit(Weekday::sunday)},
                   {.min = 2, .ideal = 2, .max = 4, .leaders = 1})}};
}

// A road, not a block of households: Phạm Văn Đồng street has 11 volunteers who watch, remind and
// report (huengaynay.vn 162381). The windows follow trade: the dawn market, the way home. Two
// people at each ask about nine duties a month of eleven members. Ours.
Model UrbanOrder() {
  const Crew crew{.min = 2, .ideal = 2, .max = 4, .leaders = 1};
  return {
      .label = {"Liên gia tự quản về trật tự đô thị", "Households keeping a road in order"},
      .posts = {Fixed("Chốt chợ", {{.name = "Cổng chợ"}}),
                Route("Tuyến đường tự quản",
                      {{.name = "Đầu tuyến"}, {.name = "Giữa tuyến"}, {.name = "Cuối tuyến"}})},
      .duty_templates = {Duty("Chợ sớm", 0, {At(5, 30), At(7, 30), rosters::kEveryDay}, crew),
                         Duty("Giờ tan tầm", 1, {At(16, 30), At(19, 0), kMondayToFriday}, crew)}};
}

// As urban order, with the evenings on which streets are full. The hours of the evening are ours.
Model PublicOrder() {
  return {.label = {"Đảm bảo trật tự đô thị", "Public order on streets and markets"},
          .posts = {Fixed("Chốt ngã tư", {{.name = "Ngã tư"}}),
                    Route("Tuyến phố", {{.name = "Đầu phố"}, {.name = "Cuối phố"}})},
          .duty_templates = {Duty("Giờ tan tầm", 0, {At(16, 30), At(19, 0), kMondayToFriday},
                                  {.min = 2, .ideal = 2, .max = 4, .leaders = 1}),
                             Important(Duty("Tối cuối tuần", 1, {At(19, 0), At(22, 0), kWeekend},
                                            {.min = 2, .ideal = 4, .max = 6, .leaders = 1}))}};
}

// Bell times minus 15 to plus 20 minutes: dismissal at 16:20 and 16:25 (baothanhhoa.vn 111727),
// volunteers at the gate 15 minutes before start and end (baogialai.com.vn 5763331). Noon only
// where there are two half-days: leaders of other schools delete it. Days without school are set
// by the leader; term dates change each year.
Model SchoolGate() {
  const Crew crew{.min = 2, .ideal = 3, .max = 5, .leaders = 0};
  return {.label = {"Đảm bảo an ninh trật tự trước cổng trường học", "Order in front of a school"},
          .posts = {Fixed("Cổng trường", {{.name = "Cổng chính"}, {.name = "Cổng phụ"}})},
          .duty_templates = {
              Duty("Giờ vào lớp buổi sáng", 0, {At(6, 30), At(7, 15), kMondayToFriday}, crew),
              Duty("Giờ tan lớp buổi trưa", 0, {At(10, 30), At(11, 15), kMondayToFriday}, crew),
              Duty("Giờ vào lớp buổi chiều", 0, {At(13, 15), At(13, 45), kMondayToFriday}, crew),
              Important(Duty("Giờ tan lớp buổi chiều", 0, {At(16, 0), At(17, 15), kMondayToFriday},
                             crew))}};
}

// Parents come from 16:10, grades 1 to 3 leave at 16:20, grades 4 and 5 at 16:25, and ten minutes
// later the gate is clear (baothanhhoa.vn 111727). Two people a lane.
Model PickupQueue() {
  return {.label = {"Xếp hàng đón con", "Queueing to pick children up"},
          .posts = {Fixed("Cổng đón con", {{.name = "Làn đón khối 1, 2, 3"},
                                           {.name = "Làn đón khối 4, 5"},
                                           {.name = "Lối ra đường"}})},
          .duty_templates = {Duty("Xếp hàng đón con", 0, {At(16, 0), At(16, 45), kMondayToFriday},
                                  {.min = 2, .ideal = 4, .max = 6, .leaders = 0})}};
}

// Night patrols around streets, church and schools with the beat police (Phủ Cam, Huế:
// vnbusiness.vn 1080544); 19 volunteers in rotation for 370 households (baonghean.vn 10221259).
// Nights and hours are ours: when people are out. Feasts are added by the leader as duty templates
// of a few days.
Model ParishArea() {
  return {
      .label = {"Đảm bảo an ninh trật tự vùng giáo", "Security and order in a parish area"},
      .posts = {Fixed("Cổng nhà thờ", {{.name = "Cổng chính"}, {.name = "Bãi giữ xe"}}),
                Route("Tuyến tuần tra đêm",
                      {{.name = "Đầu đường"}, {.name = "Trường học"}, {.name = "Cuối đường"}})},
      .duty_templates = {Duty("Giữ trật tự tối cuối tuần", 0, {At(18, 0), At(20, 0), kWeekend},
                              {.min = 2, .ideal = 2, .max = 6, .leaders = 0}),
                         Important(Duty("Tuần tra đêm", 1, {At(21, 0), At(24, 0), kFridayToSunday},
                                        {.min = 2, .ideal = 3, .max = 6, .leaders = 1}))}};
}

}  // namespace

const Model& ModelOf(GroupModel model) {
  static const auto& models = *new std::array<Model, kGroupModelCount>{
      SecurityHouseholds(), SecurityCameras(), UrbanOrder(), PublicOrder(),
      SchoolGate(),         PickupQueue(),     ParishArea()};
  return models.at(static_cast<size_t>(model));
}

}  // namespace liengia::groups
