// server/api/routes.hpp - all routes, resource by resource.
// Room: api.
#pragma once

#include "server/api/route.hpp"

#include <vector>

namespace storymap::server::api {

void add_system_routes(std::vector<Route>& routes);
void add_document_routes(std::vector<Route>& routes);
void add_auth_routes(std::vector<Route>& routes);
void add_recovery_routes(std::vector<Route>& routes);
void add_api_key_routes(std::vector<Route>& routes);
void add_audit_routes(std::vector<Route>& routes);
void add_export_routes(std::vector<Route>& routes);
void add_admin_routes(std::vector<Route>& routes);
void add_project_routes(std::vector<Route>& routes);
void add_member_routes(std::vector<Route>& routes);
void add_invitation_routes(std::vector<Route>& routes);
void add_map_routes(std::vector<Route>& routes);
void add_noun_routes(std::vector<Route>& routes);
void add_version_routes(std::vector<Route>& routes);
void add_share_link_routes(std::vector<Route>& routes);
void add_import_routes(std::vector<Route>& routes);
void add_analysis_routes(std::vector<Route>& routes);

/// The whole table.
[[nodiscard]] std::vector<Route> all_routes();

}  // namespace storymap::server::api
