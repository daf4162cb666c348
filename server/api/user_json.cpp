// server/api/user_json.cpp - bodies of user_json.hpp.
#include "server/api/user_json.hpp"

#include "server/base/clock.hpp"

namespace storymap::server::api {

json::object to_json(store::User const& user) {
  json::object out;
  out["id"] = user.id;
  out["email"] = user.email;
  out["name"] = user.name;
  out["locale"] = user.locale;
  out["is_admin"] = user.is_admin;
  out["is_email_verified"] = user.email_verified_at.has_value();
  out["created_at"] = to_rfc3339(user.created_at);
  return out;
}

Schema user_schema() {
  return object({required("id", string(36, 36)), required("email", string(3, 254)), required("name", string(1, 100)),
                 required("locale", one_of({"en", "ru"})), required("is_admin", boolean()),
                 required("is_email_verified", boolean()), required("created_at", date_time())});
}

json::object to_json(store::AuditRow const& row, std::string const& user_id) {
  bool const is_by_another = row.actor_id && *row.actor_id != user_id;
  json::object out;
  out["id"] = row.id;
  out["at"] = to_rfc3339(row.at);
  out["actor_id"] = row.actor_id ? json::value(*row.actor_id) : json::value();
  out["action"] = row.action;
  out["subject_kind"] = row.subject_kind;
  out["subject_id"] = row.subject_id ? json::value(*row.subject_id) : json::value();
  out["address"] = is_by_another ? "" : row.address;
  out["request_id"] = is_by_another ? "" : row.request_id;
  out["details"] = parse_json(row.details);
  return out;
}

}  // namespace storymap::server::api
