// server/store/projects.hpp - the rows of projects and of who shares them.
// Room: store.
#pragma once

#include "server/base/clock.hpp"
#include "server/store/source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace storymap::server::store {

struct Project {
  std::string id;
  std::string name;
  std::int64_t revision = 1;
  bool is_template = false;
  Time created_at;
  Time updated_at;
  std::optional<Time> archived_at;
  std::string role;  ///< of the user who asks
};

struct Member {
  std::string user_id;
  std::string email;
  std::string name;
  std::string role;
  Time since;
};

/// Where a page of a listing begins: behind this project.
struct ProjectPlace {
  Time updated_at;
  std::string id;
};

/// Adds a project with its owner. `header` is that of its map.
[[nodiscard]] Task<> insert_project(Connection& in, Project project, std::string header, std::string owner_id);

/// The project as the user sees it; nothing when he may not or there is none.
[[nodiscard]] Task<std::optional<Project>> find_project(Source source, std::string id, std::string user_id);

/// The projects that the user may see, the latest changed first.
[[nodiscard]] Task<std::vector<Project>> list_projects(Source source, std::string user_id, bool archived,
                                                       std::optional<ProjectPlace> behind, std::size_t limit);

[[nodiscard]] Task<std::size_t> count_owned_projects(Source source, std::string user_id);

/// Writes name, template and archive marks.
[[nodiscard]] Task<> update_project(Connection& in, Project project);

/// Hides a project from everybody; it is removed later.
[[nodiscard]] Task<> delete_project(Connection& in, std::string id, Time now);

[[nodiscard]] Task<std::optional<std::string>> find_role(Source source, std::string project_id, std::string user_id);
[[nodiscard]] Task<std::vector<Member>> list_members(Source source, std::string project_id);
[[nodiscard]] Task<std::size_t> count_members(Source source, std::string project_id, std::string role);
[[nodiscard]] Task<> put_member(Connection& in, std::string project_id, std::string user_id, std::string role,
                                Time now);
[[nodiscard]] Task<bool> remove_member(Connection& in, std::string project_id, std::string user_id);

}  // namespace storymap::server::store
