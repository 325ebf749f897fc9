// load: sends one gRPC method as fast as the server answers and prints one line of figures.
//
//   load --address=127.0.0.1:50051 --method=CheckIn --requests=FILE --connections=8 --in_flight=8
//        --seconds=10
//
// FILE has one request a line, its values separated by commas, the first the caller's token; the
// rest is said at Encode below. Requests that change something are sent once; reads are sent round
// and round. A lean client on purpose (nghttp2, one thread): it shares the machine with what it
// measures.

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "liengia/v1/coverage_service.pb.h"
#include "liengia/v1/duty_service.pb.h"

ABSL_FLAG(std::string, address, "127.0.0.1:50051", "IPv4 address and port of the server");
ABSL_FLAG(std::string, method, "ListMyShifts", "ListMyShifts, CheckIn or GetCoverage");
ABSL_FLAG(std::string, requests, "", "the file of requests");
ABSL_FLAG(int, connections, 8, "connections");
ABSL_FLAG(int, in_flight, 8, "calls in flight on each");
ABSL_FLAG(double, seconds, 10, "for how long to send");
ABSL_FLAG(bool, once, false, "send every request once and stop");

namespace liengia::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Request {
  std::string authorization;
  std::string body;  // With gRPC's prefix of five bytes.
};

struct Plan {
  std::string path;
  bool once = false;
  std::vector<Request> requests;
  size_t next = 0;
  Clock::time_point end;

  const Request* Take() {
    if (Clock::now() >= end || requests.empty()) return nullptr;
    if (next == requests.size()) {
      if (once) return nullptr;
      next = 0;
    }
    return &requests[next++];
  }
};

struct Figures {
  std::vector<double> milliseconds;
  int64_t failures = 0;
  std::string first_failure;
};

v1::Date DateOf(const std::string& text) {
  v1::Date date;
  int year = 0, month = 0, day = 0;
  std::sscanf(text.c_str(), "%d-%d-%d", &year, &month, &day);
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

std::string Encode(const std::string& method, const std::vector<std::string>& values) {
  if (method == "CheckIn") {  // token, group_id, duty_id, check-in time in Unix seconds
    v1::CheckInRequest request;
    request.set_group_id(values.at(1));
    request.set_duty_id(values.at(2));
    request.mutable_check_in_time()->set_seconds(std::stoll(values.at(3)));
    return request.SerializeAsString();
  }
  if (method == "GetCoverage") {  // token, area_code, start_date, end_date
    v1::GetCoverageRequest request;
    request.set_area_code(values.at(1));
    *request.mutable_start_date() = DateOf(values.at(2));
    *request.mutable_end_date() = DateOf(values.at(3));
    return request.SerializeAsString();
  }
  return v1::ListMyShiftsRequest().SerializeAsString();  // token
}

std::string WithPrefix(const std::string& message) {
  std::string body(5, '\0');
  const uint32_t size = htonl(static_cast<uint32_t>(message.size()));
  std::memcpy(&body[1], &size, sizeof size);
  return body + message;
}

Plan ReadPlan(const std::string& method, const std::string& file) {
  Plan plan;
  plan.path = method == "GetCoverage" ? "/liengia.v1.CoverageService/GetCoverage"
                                      : "/liengia.v1.DutyService/" + method;
  plan.once = method == "CheckIn" || absl::GetFlag(FLAGS_once);
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> values = absl::StrSplit(line, ',');
    plan.requests.push_back({"Bearer " + values[0], WithPrefix(Encode(method, values))});
  }
  return plan;
}

// One call on its way.
struct Flight {
  const Request* request = nullptr;
  size_t sent = 0;
  Clock::time_point start;
  std::string grpc_status;
  std::string grpc_message;
};

class Connection {
 public:
  Connection(const sockaddr_in& address, Plan& plan, Figures& figures)
      : plan_(plan), figures_(figures) {
    fd_ = socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      std::perror("connect");
      std::exit(1);
    }
    fcntl(fd_, F_SETFL, fcntl(fd_, F_GETFL) | O_NONBLOCK);
    nghttp2_session_callbacks* callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, OnHeader);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, OnStreamClose);
    nghttp2_session_client_new(&session_, callbacks, this);
    nghttp2_session_callbacks_del(callbacks);
    const nghttp2_settings_entry window = {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 1 << 24};
    nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, &window, 1);
    nghttp2_session_set_local_window_size(session_, NGHTTP2_FLAG_NONE, 0, 1 << 28);
  }
  ~Connection() {
    nghttp2_session_del(session_);
    close(fd_);
  }

  // False when there is nothing more to send.
  bool StartCall() {
    const Request* request = plan_.Take();
    if (request == nullptr) return false;
    auto* flight = new Flight{.request = request, .start = Clock::now()};
    const std::string& authorization = request->authorization;
    const nghttp2_nv headers[] = {Header(":method", "POST"),
                                  Header(":scheme", "http"),
                                  Header(":path", plan_.path),
                                  Header(":authority", "localhost"),
                                  Header("content-type", "application/grpc"),
                                  Header("te", "trailers"),
                                  Header("authorization", authorization)};
    nghttp2_data_provider body = {.source = {.ptr = flight}, .read_callback = ReadBody};
    nghttp2_submit_request(session_, nullptr, headers, std::size(headers), &body, flight);
    ++open_;
    return true;
  }

  void Send() {
    while (true) {
      if (at_ == out_.size()) {
        const uint8_t* data = nullptr;
        out_.clear();
        at_ = 0;
        ssize_t size = 0;
        // Many small frames become one write.
        while (out_.size() < 65536 && (size = nghttp2_session_mem_send(session_, &data)) > 0) {
          out_.append(reinterpret_cast<const char*>(data), static_cast<size_t>(size));
        }
        if (out_.empty()) return;
      }
      const ssize_t written = write(fd_, out_.data() + at_, out_.size() - at_);
      if (written <= 0) return;
      at_ += static_cast<size_t>(written);
    }
  }

  bool Receive() {
    uint8_t buffer[65536];
    ssize_t size = 0;
    while ((size = read(fd_, buffer, sizeof buffer)) > 0) {
      nghttp2_session_mem_recv(session_, buffer, static_cast<size_t>(size));
    }
    return size != 0;
  }

  int fd() const { return fd_; }
  int open() const { return open_; }
  bool wants_write() const {
    return at_ < out_.size() || nghttp2_session_want_write(session_) != 0;
  }

 private:
  static nghttp2_nv Header(std::string_view name, std::string_view value) {
    return {reinterpret_cast<uint8_t*>(const_cast<char*>(name.data())),
            reinterpret_cast<uint8_t*>(const_cast<char*>(value.data())), name.size(), value.size(),
            NGHTTP2_NV_FLAG_NONE};
  }

  static ssize_t ReadBody(nghttp2_session*, int32_t, uint8_t* buffer, size_t length,
                          uint32_t* flags, nghttp2_data_source* source, void*) {
    auto* flight = static_cast<Flight*>(source->ptr);
    const std::string& body = flight->request->body;
    const size_t size = std::min(length, body.size() - flight->sent);
    std::memcpy(buffer, body.data() + flight->sent, size);
    flight->sent += size;
    if (flight->sent == body.size()) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(size);
  }

  static int OnHeader(nghttp2_session* session, const nghttp2_frame* frame, const uint8_t* name,
                      size_t name_size, const uint8_t* value, size_t value_size, uint8_t, void*) {
    auto* flight =
        static_cast<Flight*>(nghttp2_session_get_stream_user_data(session, frame->hd.stream_id));
    if (flight == nullptr) return 0;
    const std::string key(reinterpret_cast<const char*>(name), name_size);
    const std::string text(reinterpret_cast<const char*>(value), value_size);
    if (key == "grpc-status") flight->grpc_status = text;
    if (key == "grpc-message") flight->grpc_message = text;
    return 0;
  }

  static int OnStreamClose(nghttp2_session* session, int32_t stream_id, uint32_t, void* user) {
    auto* self = static_cast<Connection*>(user);
    std::unique_ptr<Flight> flight(
        static_cast<Flight*>(nghttp2_session_get_stream_user_data(session, stream_id)));
    if (flight == nullptr) return 0;
    const std::chrono::duration<double, std::milli> took = Clock::now() - flight->start;
    self->figures_.milliseconds.push_back(took.count());
    if (flight->grpc_status != "0") {
      ++self->figures_.failures;
      if (self->figures_.first_failure.empty()) {
        self->figures_.first_failure = absl::StrCat(flight->grpc_status, " ", flight->grpc_message);
      }
    }
    --self->open_;
    self->StartCall();
    return 0;
  }

  Plan& plan_;
  Figures& figures_;
  int fd_ = -1;
  nghttp2_session* session_ = nullptr;
  std::string out_;
  size_t at_ = 0;
  int open_ = 0;
};

void RunUntilDone(std::vector<std::unique_ptr<Connection>>& connections) {
  std::vector<pollfd> polled(connections.size());
  while (
      std::any_of(connections.begin(), connections.end(), [](auto& c) { return c->open() > 0; })) {
    for (size_t i = 0; i < connections.size(); ++i) {
      connections[i]->Send();
      polled[i] = {connections[i]->fd(),
                   static_cast<short>(POLLIN | (connections[i]->wants_write() ? POLLOUT : 0)), 0};
    }
    if (poll(polled.data(), polled.size(), 10'000) <= 0) {
      std::cerr << "the server has not answered for 10 s\n";
      std::exit(1);
    }
    for (size_t i = 0; i < connections.size(); ++i) {
      if ((polled[i].revents & (POLLIN | POLLHUP)) != 0 && !connections[i]->Receive()) {
        std::cerr << "the server closed a connection\n";
        std::exit(1);
      }
    }
  }
}

double Percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<size_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + static_cast<ptrdiff_t>(at), values.end());
  return values[at];
}

int Main() {
  const std::string where = absl::GetFlag(FLAGS_address);
  const size_t colon = where.rfind(':');
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(std::stoi(where.substr(colon + 1))));
  inet_pton(AF_INET, where.substr(0, colon).c_str(), &address.sin_addr);

  Plan plan = ReadPlan(absl::GetFlag(FLAGS_method), absl::GetFlag(FLAGS_requests));
  Figures figures;
  figures.milliseconds.reserve(1 << 20);
  std::vector<std::unique_ptr<Connection>> connections;
  for (int i = 0; i < absl::GetFlag(FLAGS_connections); ++i) {
    connections.push_back(std::make_unique<Connection>(address, plan, figures));
  }
  const auto start = Clock::now();
  plan.end = start + std::chrono::microseconds(
                         static_cast<int64_t>(absl::GetFlag(FLAGS_seconds) * 1'000'000));
  for (auto& connection : connections) {
    for (int i = 0; i < absl::GetFlag(FLAGS_in_flight); ++i) connection->StartCall();
  }
  RunUntilDone(connections);
  const std::chrono::duration<double> took = Clock::now() - start;
  std::printf("calls=%zu failures=%lld seconds=%.3f per_second=%.0f p50_ms=%.3f p99_ms=%.3f\n",
              figures.milliseconds.size(), static_cast<long long>(figures.failures), took.count(),
              static_cast<double>(figures.milliseconds.size()) / took.count(),
              Percentile(figures.milliseconds, 0.50), Percentile(figures.milliseconds, 0.99));
  if (figures.failures > 0) std::cerr << "first failure: " << figures.first_failure << "\n";
  return figures.failures > 0 ? 1 : 0;
}

}  // namespace
}  // namespace liengia::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return liengia::bench::Main();
}
