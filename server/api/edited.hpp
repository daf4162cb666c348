// server/api/edited.hpp - what every route that changes a map takes and answers.
// Room: api.
#pragma once

#include "server/api/route.hpp"
#include "server/maps/map_service.hpp"

namespace storymap::server::api {

[[nodiscard]] Schema batch_id_schema();
/// `batch_id` and `client_id`.
[[nodiscard]] Schema batch_schema();
/// Who changes the map, by the caller and these members.
[[nodiscard]] maps::Author author_of(Call const& call);

[[nodiscard]] Schema edited_schema();
[[nodiscard]] json::object edited_json(maps::Edited const& edited);
[[nodiscard]] http::Response edited_response(maps::Edited const& edited);

}  // namespace storymap::server::api
