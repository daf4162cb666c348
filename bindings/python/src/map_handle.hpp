// bindings/python/src/map_handle.hpp - the map behind a storymap.Map.
#pragma once

#include <storymap/edit.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace storymap::python {

/// A map that Python changes by edits only. Whoever works on it without the GIL holds a snapshot, which no edit
/// touches.
class MapHandle {
 public:
  explicit MapHandle(Map map, std::optional<ImportReport> report = {})
      : map_(std::make_shared<Map>(std::move(map))), report_(std::move(report)) {}

  [[nodiscard]] Map const& map() const noexcept { return *map_; }
  [[nodiscard]] std::shared_ptr<Map const> snapshot() const noexcept { return map_; }

  /// How the map was read, if it was.
  [[nodiscard]] std::optional<ImportReport> const& report() const noexcept { return report_; }
  /// The ids that its reader made up.
  [[nodiscard]] MadeUpIds made_up() const { return report_ ? report_->made_up : MadeUpIds(); }
  void set_made_up(MadeUpIds ids) {
    if (report_) report_->made_up = std::move(ids);
  }

  /// Where each noun stands; made when it is first asked for, and again after edits.
  [[nodiscard]] MapIndex const& index() const {
    if (!index_) index_ = std::make_unique<MapIndex>(*map_);
    return *index_;
  }

  /// Applies edits, all of them or none, and returns those that undo them.
  [[nodiscard]] Result<std::vector<Edit>> apply(std::span<Edit const> edits) {
    if (map_.use_count() > 1) map_ = std::make_shared<Map>(*map_);
    index_.reset();
    return storymap::apply(*map_, edits);
  }

 private:
  std::shared_ptr<Map> map_;
  std::optional<ImportReport> report_;
  mutable std::unique_ptr<MapIndex> index_;
};

}  // namespace storymap::python
