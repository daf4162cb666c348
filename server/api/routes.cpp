// server/api/routes.cpp - the table of routes.
#include "server/api/routes.hpp"

namespace storymap::server::api {

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  add_system_routes(routes);
  add_document_routes(routes);
  add_auth_routes(routes);
  add_recovery_routes(routes);
  add_api_key_routes(routes);
  add_audit_routes(routes);
  add_export_routes(routes);
  add_admin_routes(routes);
  add_project_routes(routes);
  add_member_routes(routes);
  add_invitation_routes(routes);
  add_map_routes(routes);
  add_noun_routes(routes);
  add_version_routes(routes);
  add_share_link_routes(routes);
  add_import_routes(routes);
  add_analysis_routes(routes);
  return routes;
}

}  // namespace storymap::server::api
