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

}  // namespace storymap::server::api
