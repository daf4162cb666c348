// server/http/event_stream.cpp - bodies of event_stream.hpp.
#include "server/http/event_stream.hpp"

#include <algorithm>
#include <utility>

namespace storymap::server::http {
namespace {

[[nodiscard]] std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return text;
}

/// "data: " before each line. A line ends with CR LF, CR or LF.
void append_data(std::string& text, std::string_view data) {
  while (true) {
    std::size_t const end = std::min(data.find_first_of("\r\n"), data.size());
    text.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == data.size()) return;
    data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

Task<> send_to(Writer& writer, std::function<Task<>(EventStream&)> send_all) {
  EventStream stream(writer);
  co_await send_all(stream);
}

}  // namespace

std::string to_text(Event const& event) {
  std::string text;
  if (!event.id.empty()) text += "id: " + on_one_line(event.id) + "\n";
  if (!event.type.empty()) text += "event: " + on_one_line(event.type) + "\n";
  append_data(text, event.data);
  return text + "\n";
}

Task<> EventStream::send(Event event) {
  std::string const text = to_text(event);
  co_await writer_.write(text);
}

Task<> EventStream::keep_alive() { co_await writer_.write(":\n\n"); }

Task<> EventStream::set_retry(std::chrono::milliseconds time) {
  std::string const text = "retry: " + std::to_string(time.count()) + "\n\n";
  co_await writer_.write(text);
}

Response event_stream(std::function<Task<>(EventStream&)> send_all) {
  Response response;
  response.headers.add("Content-Type", "text/event-stream; charset=utf-8");
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");  // or nginx would keep events until there are many
  response.body = Stream([all = std::move(send_all)](Writer& writer) -> Task<> { return send_to(writer, all); });
  return response;
}

std::optional<std::string_view> last_event_id(Headers const& headers) noexcept { return headers.find("Last-Event-ID"); }

}  // namespace storymap::server::http
