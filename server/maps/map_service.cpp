// server/maps/map_service.cpp - bodies of map_service.hpp.
#include "server/maps/map_service.hpp"

#include "server/base/crypto/sha256.hpp"
#include "server/base/json.hpp"
#include "server/store/maps.hpp"

#include <storymap/diff.hpp>
#include <storymap/json.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <span>
#include <thread>
#include <utility>

namespace storymap::server::maps {

/// What is to be done to a map.
struct MapService::Batch {
  Author author;
  std::string kind;
  std::int64_t base_revision = 0;
  std::vector<Edit> edits = {};
  std::optional<Map> replacement = {};      ///< instead of edits
  std::optional<std::int64_t> target = {};  ///< the revision that is undone
  bool yields_to_others = false;            ///< refused where others have changed the same
  std::string fingerprint = {};
};

/// A batch ready to be written behind a revision.
struct MapService::Prepared {
  std::shared_ptr<MapState> after;
  store::MapChange rows;
  std::string edits;
  std::string inverse;
  Edited answer;
};

namespace {

/// So often a batch is prepared again when others were quicker.
constexpr int most_tries = 10;

/// Waits for a moment, a longer one each time, so that two who are after the same do not meet again.
Task<> wait_a_moment(int tries) {
  thread_local std::minstd_rand random(static_cast<unsigned>(std::hash<std::thread::id>()(std::this_thread::get_id())));
  std::uniform_int_distribution<int> milliseconds(0, 4 << std::min(tries, 5));
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  std::chrono::milliseconds(milliseconds(random)));
  co_await timer.async_wait(boost::asio::use_awaitable);
}

[[nodiscard]] std::size_t nouns_of(Map const& map) noexcept {
  std::size_t count = map.personas.size() + map.releases.size() + map.links.size() + map.activities.size();
  for (Activity const& activity : map.activities) {
    count += activity.tasks.size();
    for (auto const& task : activity.tasks) count += task.stories.size();
  }
  return count;
}

[[nodiscard]] Problem too_large(std::size_t most) {
  return {
      422, "map_too_large", {"a map has {0} activities, tasks, stories and others at most", {std::to_string(most)}}};
}

[[nodiscard]] Problem refused(int status, std::string code, std::string sentence, Error const& error) {
  return Problem(status, std::move(code), {std::move(sentence)}).at("/edits" + error.path, {error.message});
}
[[nodiscard]] Problem invalid_edit(Error const& error) {
  return refused(422, "invalid_edit", "an edit cannot be applied to the map", error);
}

[[nodiscard]] std::string to_answer(Edited const& edited) {
  json::object answer;
  answer["overwritten"] = json::array(edited.overwritten.begin(), edited.overwritten.end());
  answer["replaced"] = json::array(edited.replaced.begin(), edited.replaced.end());
  return json::serialize(answer);
}

[[nodiscard]] std::vector<std::string> strings(json::value const& array) {
  std::vector<std::string> all;
  for (json::value const& one : array.as_array()) all.emplace_back(one.as_string());
  return all;
}

[[nodiscard]] Edited from_answer(store::Change const& change) {
  json::value const answer = parse_json(change.answer);
  return {.revision = change.revision,
          .overwritten = strings(answer.at("overwritten")),
          .replaced = strings(answer.at("replaced")),
          .is_repetition = true};
}

/// The edits in our own log.
[[nodiscard]] std::vector<Edit> logged(std::string const& log) {
  Result<std::vector<Edit>> edits = read_edits(log);
  if (!edits) throw store::StoreError(store::StoreErrc::broken, "a line of the change log cannot be read");
  return std::move(*edits);
}

/// Edits that were made against `base`, rewritten for `current`; notes go into the answer.
[[nodiscard]] std::vector<Edit> rebased(std::span<Edit const> edits, Map const& base, Map const& current,
                                        Edited& answer) {
  Result<Rebased> rebased = rebase(edits, base, current);
  if (!rebased) {
    Map copy = base;
    if (Result<std::vector<Edit>> const alone = apply(copy, edits); !alone) throw invalid_edit(alone.error());
    throw refused(409, "edit_conflict", "others have changed the map so that an edit cannot be applied any more",
                  rebased.error());
  }
  for (RebaseNote const& note : rebased->notes) {
    (note.kind == RebaseNote::Kind::overwritten ? answer.overwritten : answer.replaced).push_back(note.path);
  }
  return std::move(rebased->edits);
}

[[nodiscard]] Problem overtaken(std::vector<std::string> const& paths) {
  Problem problem(409, "edit_conflict", {"others have changed since what this would undo"});
  std::vector<FieldProblem> fields;
  fields.reserve(paths.size());
  for (std::string const& path : paths) fields.push_back({path, {"others have changed this since"}});
  return std::move(problem).with(std::move(fields));
}

}  // namespace

MapService::MapService(store::Database& database, WorkerPool& workers, Clock const& clock, MapServiceOptions options)
    : database_(database),
      workers_(workers),
      clock_(clock),
      options_(options),
      cache_(options.cached_nouns),
      mutexes_(10'000) {}

Task<SharedMap> MapService::current(std::string project_id) {
  std::optional<std::int64_t> const revision = co_await store::find_revision(database_, project_id);
  if (!revision) throw not_found();
  // Another process may have changed it.
  std::optional<SharedMap> kept = cache_.find(project_id);
  if (kept && (*kept)->revision >= *revision) co_return std::move(*kept);
  co_return co_await load(std::move(project_id));
}

Task<SharedMap> MapService::load(std::string project_id) {
  std::optional<store::MapRows> const rows = co_await store::load_map(database_, project_id);
  if (!rows) throw not_found();
  auto read = [&]() -> SharedMap {
    Result<MapState> state = from_rows(*rows);
    if (!state) throw store::StoreError(store::StoreErrc::broken, "the rows of a map cannot be read");
    return std::make_shared<MapState const>(std::move(*state));
  };
  SharedMap map = co_await workers_.run(std::move(read));
  keep(project_id, map);
  co_return map;
}

void MapService::keep(std::string const& project_id, SharedMap map) {
  std::size_t const cost = 1 + nouns_of(map->map);
  std::int64_t const revision = map->revision;
  cache_.put(project_id, std::move(map), cost, [=](SharedMap const& old) { return old->revision > revision; });
}

Task<SharedMap> MapService::at(std::string project_id, std::int64_t revision) {
  SharedMap now = co_await current(project_id);
  co_return co_await back_to(std::move(project_id), std::move(now), revision);
}

Task<SharedMap> MapService::back_to(std::string project_id, SharedMap from, std::int64_t revision) {
  if (revision == from->revision) co_return from;
  if (revision > from->revision || revision < 1) {
    throw Problem(422, "unknown_revision", {"the map has the revisions 1 to {0}", {std::to_string(from->revision)}})
        .at("/base_revision", {"the map has the revisions 1 to {0}", {std::to_string(from->revision)}});
  }
  auto const steps = static_cast<std::size_t>(from->revision - revision);
  if (steps > options_.most_steps_back) {
    throw Problem(410, "revision_too_old",
                  {"the map has changed too often since revision {0}: read it again", {std::to_string(revision)}});
  }
  std::vector<store::Change> const changes =
      co_await store::changes_since(database_, project_id, revision, static_cast<std::int64_t>(steps));
  if (changes.size() != steps) throw store::StoreError(store::StoreErrc::broken, "the change log has a gap");
  auto go_back = [&]() -> SharedMap {
    auto state = std::make_shared<MapState>();
    state->map = from->map;
    state->revision = revision;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
      if (!apply(state->map, logged(change->inverse))) {
        throw store::StoreError(store::StoreErrc::broken, "a line of the change log cannot be undone");
      }
    }
    return state;
  };
  co_return co_await workers_.run(std::move(go_back));
}

Task<std::optional<Edited>> MapService::find_done(std::string project_id, Author author, std::string request) {
  Batch batch;
  batch.fingerprint = sha256(request);
  batch.author = std::move(author);
  co_return co_await find_repetition(std::move(project_id), batch);
}

Task<Edited> MapService::edit(std::string project_id, Author author, std::int64_t base_revision,
                              std::vector<Edit> edits, std::string request) {
  if (edits.size() > options_.most_edits) {
    throw Problem(422, "too_many_edits", {"a batch has {0} edits at most", {std::to_string(options_.most_edits)}});
  }
  Batch batch;
  batch.author = std::move(author);
  batch.kind = "edit";
  batch.base_revision = base_revision;
  batch.edits = std::move(edits);
  if (request.empty()) request = std::to_string(base_revision) + "\n" + write_edits(batch.edits);
  batch.fingerprint = sha256(request);
  co_return co_await commit(std::move(project_id), std::move(batch));
}

Task<Edited> MapService::replace(std::string project_id, Author author, std::string kind, Map map) {
  if (nouns_of(map) > options_.most_nouns) throw too_large(options_.most_nouns);
  Batch batch;
  batch.author = std::move(author);
  batch.fingerprint = sha256(kind + "\n" + write_json_compact(map));
  batch.kind = std::move(kind);
  batch.replacement = std::move(map);
  co_return co_await commit(std::move(project_id), std::move(batch));
}

Task<Edited> MapService::undo(std::string project_id, Author author) {
  Batch batch;
  batch.fingerprint = sha256("undo");
  batch.author = std::move(author);
  if (std::optional<Edited> done = co_await find_repetition(project_id, batch)) co_return std::move(*done);
  std::optional<store::Change> const target = co_await store::next_to_undo(database_, project_id, batch.author.user_id);
  if (!target) throw Problem(409, "nothing_to_undo", {"you have changed nothing that is not undone"});
  batch.kind = "undo";
  batch.base_revision = target->revision;
  batch.edits = logged(target->inverse);
  batch.target = target->revision;
  batch.yields_to_others = true;
  co_return co_await commit(std::move(project_id), std::move(batch));
}

Task<Edited> MapService::redo(std::string project_id, Author author) {
  Batch batch;
  batch.fingerprint = sha256("redo");
  batch.author = std::move(author);
  if (std::optional<Edited> done = co_await find_repetition(project_id, batch)) co_return std::move(*done);
  std::optional<store::Change> const target = co_await store::next_to_redo(database_, project_id, batch.author.user_id);
  if (!target) throw Problem(409, "nothing_to_redo", {"you have undone nothing since your last change"});
  batch.kind = "redo";
  batch.base_revision = target->revision;
  batch.edits = logged(target->inverse);
  batch.target = target->revision;
  batch.yields_to_others = true;
  co_return co_await commit(std::move(project_id), std::move(batch));
}

store::MapChange MapService::first_rows(Map const& map) const {
  if (nouns_of(map) > options_.most_nouns) throw too_large(options_.most_nouns);
  return to_rows(map).first;
}

Task<std::optional<Edited>> MapService::find_repetition(std::string project_id, Batch const& batch) {
  std::optional<store::Change> const change =
      co_await store::find_batch(database_, std::move(project_id), batch.author.batch_id);
  if (!change) co_return std::nullopt;
  if (change->fingerprint != batch.fingerprint || change->user_id != batch.author.user_id) {
    throw Problem(422, "batch_id_taken", {"another batch has this id"}).at("/batch_id", {"another batch has this id"});
  }
  co_return from_answer(*change);
}

Task<Edited> MapService::commit(std::string project_id, Batch batch) {
  // Within one process nobody has to be overtaken.
  std::shared_ptr<AsyncMutex> const mutex = mutex_of(project_id);
  AsyncMutex::Guard const guard = co_await mutex->lock();
  if (std::optional<Edited> done = co_await find_repetition(project_id, batch)) co_return std::move(*done);
  for (int tries = 0; tries < most_tries; ++tries) {
    SharedMap const now = co_await current(project_id);
    SharedMap base = now;
    if (!batch.replacement) base = co_await back_to(project_id, now, batch.base_revision);
    auto job = [&] { return prepare(batch, *base, *now); };
    Prepared const prepared = co_await workers_.run(std::move(job));
    if (co_await write(project_id, batch, prepared)) {
      keep(project_id, prepared.after);
      co_return prepared.answer;
    }
    cache_.forget(project_id);
    co_await wait_a_moment(tries);
  }
  throw overloaded();
}

MapService::Prepared MapService::prepare(Batch const& batch, MapState const& base, MapState const& current) const {
  Prepared prepared;
  std::vector<Edit> edits = batch.edits;
  if (batch.replacement) {
    edits = diff(current.map, *batch.replacement);
  } else if (base.revision != current.revision) {
    edits = rebased(batch.edits, base.map, current.map, prepared.answer);
  }
  if (batch.yields_to_others && !prepared.answer.overwritten.empty()) throw overtaken(prepared.answer.overwritten);
  auto after = std::make_shared<MapState>(current);
  Result<std::vector<Edit>> inverse = apply(after->map, edits);
  if (!inverse) throw invalid_edit(inverse.error());
  if (nouns_of(after->map) > options_.most_nouns) throw too_large(options_.most_nouns);
  after->revision = current.revision + 1;
  prepared.rows = changed_rows(*after, edits);
  prepared.edits = write_edits(edits);
  prepared.inverse = write_edits(*inverse);
  prepared.answer.revision = after->revision;
  prepared.after = std::move(after);
  return prepared;
}

Task<bool> MapService::write(std::string project_id, Batch const& batch, Prepared const& prepared) {
  Time const now = clock_.now();
  auto work = [&](store::Connection& in) -> Task<bool> {
    std::int64_t const revision = prepared.answer.revision;
    if (!co_await store::advance_revision(in, project_id, revision - 1, now)) co_return false;
    co_await store::store_change(in, project_id, revision, prepared.rows);
    store::Change line;
    line.revision = revision;
    line.batch_id = batch.author.batch_id;
    line.fingerprint = batch.fingerprint;
    line.client_id = batch.author.client_id;
    line.user_id = batch.author.user_id;
    line.kind = batch.kind;
    line.target = batch.target;
    line.edits = prepared.edits;
    line.inverse = prepared.inverse;
    line.answer = to_answer(prepared.answer);
    line.created_at = now;
    co_await store::append_change(in, project_id, std::move(line));
    if (batch.target && !co_await store::mark_undone(in, project_id, *batch.target, revision)) {
      throw Problem(409, "edit_conflict", {"this has been undone or done again meanwhile"});
    }
    co_return true;
  };
  co_return co_await database_.transaction(work);
}

std::shared_ptr<AsyncMutex> MapService::mutex_of(std::string const& project_id) {
  if (auto found = mutexes_.find(project_id)) return *found;
  auto made = std::make_shared<AsyncMutex>();
  mutexes_.put(project_id, made, 1, [&](std::shared_ptr<AsyncMutex> const& old) {
    made = old;
    return true;
  });
  return made;
}

}  // namespace storymap::server::maps
