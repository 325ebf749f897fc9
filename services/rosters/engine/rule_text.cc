#include <iterator>

#include "services/rosters/engine/rules.h"

namespace liengia::rosters::engine {
namespace {

struct Phrase {
  const char* english;
  const char* vietnamese;
};

// In the order of the enum.
constexpr Phrase kPhrases[] = {
    {"takes no part in this roster", "không tham gia lịch trực này"},
    {"on leave or not available", "nghỉ phép hoặc báo bận"},
    {"on another shift at that time", "trùng giờ với ca trực khác"},
    {"on duty in another group at that time", "trùng giờ với ca trực ở tổ khác"},
    {"too little rest between two duties", "chưa đủ thời gian nghỉ giữa hai ca"},
    {"has the most duties allowed that week", "đã đủ số ca trong tuần"},
    {"has the most duties allowed in this roster", "đã đủ số ca trong lịch trực này"},
    {"too many nights in a row", "quá số đêm trực liên tiếp"},
    {"must not serve with someone on this shift", "không xếp chung ca với người đã có trong ca"},
    {"lacks a skill that the places left are kept for", "chưa có kỹ năng mà chỗ còn lại cần"},
    {"the household already serves that night", "hộ đã có người trực đêm đó"},
    {"under 18, never at night", "chưa đủ 18 tuổi, không trực đêm"},
    {"over 70 and not yet approved", "trên 70 tuổi, chưa được chấp thuận"},
    {"the crew is full", "ca đã đủ người"},
    {"already on this shift", "đã có trong ca này"},
};
static_assert(std::size(kPhrases) == kRuleCount);

}  // namespace

const char* RuleText(Rule rule, Language language) {
  const Phrase& phrase = kPhrases[static_cast<int>(rule)];
  return language == Language::kVietnamese ? phrase.vietnamese : phrase.english;
}

}  // namespace liengia::rosters::engine
