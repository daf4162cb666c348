// server/api/edited.cpp - bodies of edited.hpp.
#include "server/api/edited.hpp"

namespace storymap::server::api {

Schema batch_id_schema() {
  return described(string(1, 64), "chosen by the client; sent again, the batch is not applied again");
}

Schema batch_schema() {
  return object({required("batch_id", batch_id_schema()), optional("client_id", nullable(string(1, 64)))});
}

maps::Author author_of(Call const& call) {
  return {call.user_id(), text_of(call.body, "batch_id"), optional_text_of(call.body, "client_id")};
}

Schema edited_schema() {
  return object({
      required("revision", integer(1, most_integer)),
      required("overwritten",
               described(array(string(1, 1000), 100'000), "what others had changed since base_revision")),
      required("replaced", described(array(string(1, 1000), 100'000), "what went to the end, its place being gone")),
  });
}

json::object edited_json(maps::Edited const& edited) {
  json::object answer;
  answer["revision"] = edited.revision;
  answer["overwritten"] = json::array(edited.overwritten.begin(), edited.overwritten.end());
  answer["replaced"] = json::array(edited.replaced.begin(), edited.replaced.end());
  return answer;
}

http::Response edited_response(maps::Edited const& edited) { return json_response(edited_json(edited)); }

}  // namespace storymap::server::api
