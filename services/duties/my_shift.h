#pragma once

#include <string>

#include "services/duties/duty.h"

namespace liengia::duties {

// A duty as its member sees it, with what is needed on the way out of the door.
struct MyShift {
  std::string group_id;
  std::string group_name;
  std::string member_id;
  std::string member_name;
  std::string duty_id;
  std::string shift_id;
  std::string title;
  std::string post_name;
  Attendance attendance;
};

}  // namespace liengia::duties
