// bindings/c/src/map_state.hpp - a map as handles share it, and where its stories are.
#pragma once

#include "handle.hpp"

#include <storymap.h>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>
#include <storymap/report.hpp>
#include <storymap/visit.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace storymap::c {

/// A map that nobody changes while others share it, with the rows of its stories, made when they are first asked for.
class MapState {
 public:
  explicit MapState(Map map) : map_(std::move(map)) {}

  [[nodiscard]] Map const& map() const noexcept { return map_; }
  /// For the only owner of a state, who makes a new one of it.
  [[nodiscard]] Map take() && { return std::move(map_); }

  [[nodiscard]] std::vector<StoryPlace> const& places() const {
    prepare();
    return places_;
  }
  /// The row of a story, if it is there.
  [[nodiscard]] std::optional<std::uint64_t> row_of(std::string_view id) const;

 private:
  void prepare() const;

  Map map_;
  mutable std::once_flag prepared_;
  mutable std::vector<StoryPlace> places_;
  mutable std::unordered_map<std::string_view, std::uint64_t> rows_;
};

using SharedMap = std::shared_ptr<MapState>;

/// Some maps as they are now, with what reports say of them. Others may change or free their handles meanwhile.
struct Snapshot {
  std::vector<SharedMap> maps;
  std::vector<Source> sources;
  std::vector<ImportedFile> imports;  ///< of those that were read
};

/// Errors: invalid_argument for no map at all or a null pointer among them.
[[nodiscard]] Snapshot snapshot_of(storymap_map const* const* maps, std::size_t count);

}  // namespace storymap::c

struct storymap_map : storymap::c::Handle<storymap_map> {
  storymap_map(storymap::Map map, std::string file = {}, std::optional<storymap::ImportReport> report = {})
      : state(std::make_shared<storymap::c::MapState>(std::move(map))),
        file_name(std::move(file)),
        import(std::move(report)) {}

  [[nodiscard]] storymap::Map const& map() const noexcept { return state->map(); }

  storymap::c::SharedMap state;
  std::string file_name;
  std::optional<storymap::ImportReport> import;  ///< of a map that was read
};
