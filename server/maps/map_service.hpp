// server/maps/map_service.hpp - maps as everybody sees them, and the one way to change them.
// Room: maps.
#pragma once

#include "server/base/async_mutex.hpp"
#include "server/base/clock.hpp"
#include "server/base/lru_cache.hpp"
#include "server/base/task.hpp"
#include "server/base/worker_pool.hpp"
#include "server/maps/map_rows.hpp"
#include "server/store/database.hpp"

#include <storymap/edit.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace storymap::server::maps {

using SharedMap = std::shared_ptr<MapState const>;

/// Who changes a map, and how he will know his change again.
struct Author {
  std::string user_id;
  std::string batch_id;                  ///< the same for a repetition: it happens once
  std::optional<std::string> client_id;  ///< handed back with the change, so that a page knows its own
};

/// What became of a batch.
struct Edited {
  std::int64_t revision = 0;             ///< that it led to
  std::vector<std::string> overwritten;  ///< what others had changed meanwhile: "/story/s3/title"
  std::vector<std::string> replaced;     ///< what went elsewhere because its place was gone
  bool is_repetition = false;            ///< nothing was done: it had been done before
};

struct MapServiceOptions {
  std::size_t cached_nouns = 200'000;  ///< of all maps that are kept at hand
  std::size_t most_nouns = 100'000;    ///< of one map
  std::size_t most_edits = 10'000;     ///< of one batch
  std::size_t most_steps_back = 1000;  ///< how many revisions old the base of an edit may be
};

/// Reads and changes maps. Knows nothing of who may: that is asked before.
///
/// A change takes the map at its revision, applies the edits, rebased when they were made against an older one, and
/// writes the new revision, the rows and the line of the log in one transaction, if nobody was quicker; else it starts
/// again with the newer map.
class MapService {
 public:
  MapService(store::Database& database, WorkerPool& workers, Clock const& clock, MapServiceOptions options = {});

  /// The map as it is now. Throws Problem 404.
  [[nodiscard]] Task<SharedMap> current(std::string project_id);

  /// The map as it was. Throws Problem 410 `revision_too_old` when that is too many changes ago, 422 for a revision
  /// that is still to come.
  [[nodiscard]] Task<SharedMap> at(std::string project_id, std::int64_t revision);

  /// Applies a batch that was made against `base_revision`. Throws Problem 409 `edit_conflict` when it cannot be
  /// rebased, 422 `invalid_edit` when it never could be applied, 422 `batch_id_taken` for another batch of that id.
  /// `request` is what a repetition is known by when the edits depend on the map as it was: the words of the caller.
  [[nodiscard]] Task<Edited> edit(std::string project_id, Author author, std::int64_t base_revision,
                                  std::vector<Edit> edits, std::string request = {});

  /// What became of a batch that was applied before. Throws Problem 422 `batch_id_taken` when it was another request's.
  [[nodiscard]] Task<std::optional<Edited>> find_done(std::string project_id, Author author, std::string request);

  /// Makes the map equal to another: an import, or a version that is restored. `kind` goes into the log.
  [[nodiscard]] Task<Edited> replace(std::string project_id, Author author, std::string kind, Map map);

  /// Undoes the author's newest batch that is not undone, as a new batch. Throws Problem 409 `nothing_to_undo`, or
  /// `edit_conflict` with the fields that others have changed since.
  [[nodiscard]] Task<Edited> undo(std::string project_id, Author author);
  /// Does again what he undid last, if he changed nothing since.
  [[nodiscard]] Task<Edited> redo(std::string project_id, Author author);

  /// The rows of a map for a new project, at revision 1. Throws Problem 422 when it is too large.
  [[nodiscard]] store::MapChange first_rows(Map const& map) const;

  void forget(std::string const& project_id) { cache_.forget(project_id); }

 private:
  struct Batch;
  struct Prepared;

  [[nodiscard]] Task<Edited> commit(std::string project_id, Batch batch);
  [[nodiscard]] Task<std::optional<Edited>> find_repetition(std::string project_id, Batch const& batch);
  [[nodiscard]] Task<bool> write(std::string project_id, Batch const& batch, Prepared const& prepared);
  [[nodiscard]] Prepared prepare(Batch const& batch, MapState const& base, MapState const& current) const;
  [[nodiscard]] Task<SharedMap> load(std::string project_id);
  [[nodiscard]] Task<SharedMap> back_to(std::string project_id, SharedMap from, std::int64_t revision);
  void keep(std::string const& project_id, SharedMap map);
  [[nodiscard]] std::shared_ptr<AsyncMutex> mutex_of(std::string const& project_id);

  store::Database& database_;
  WorkerPool& workers_;
  Clock const& clock_;
  MapServiceOptions options_;
  LruCache<SharedMap> cache_;
  LruCache<std::shared_ptr<AsyncMutex>> mutexes_;
};

}  // namespace storymap::server::maps
