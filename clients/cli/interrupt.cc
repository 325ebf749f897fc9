#include "clients/cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <utility>

namespace liengia::cli {
namespace {

constexpr char kInterrupt = 'i';
constexpr char kEnd = 'e';

// A signal handler may do little more than write to a pipe.
int pipe_ends[2];

void Tell(char what) { [[maybe_unused]] const auto written = write(pipe_ends[1], &what, 1); }

void OnSignal(int) { Tell(kInterrupt); }

}  // namespace

Interrupt::Interrupt(std::function<void()> on_interrupt) : on_interrupt_(std::move(on_interrupt)) {
  if (pipe(pipe_ends) != 0) return;
  thread_ = std::thread([this] { Wait(); });
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  action.sa_flags = SA_RESTART | SA_RESETHAND;  // A second Ctrl-C ends the program.
  sigaction(SIGINT, &action, nullptr);
}

Interrupt::~Interrupt() {
  if (!thread_.joinable()) return;
  signal(SIGINT, SIG_DFL);
  Tell(kEnd);
  thread_.join();
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

void Interrupt::Wait() {
  char told = 0;
  while (read(pipe_ends[0], &told, 1) == 1 && told != kEnd) on_interrupt_();
}

}  // namespace liengia::cli
