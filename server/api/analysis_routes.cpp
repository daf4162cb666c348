// server/api/analysis_routes.cpp - what the library finds out about maps.
#include "server/api/routes.hpp"
#include "server/api/services.hpp"

#include "server/store/projects.hpp"

#include <storymap/analysis.hpp>
#include <storymap/report.hpp>

#include <boost/json/serialize.hpp>

#include <chrono>
#include <memory>
#include <span>
#include <utility>

namespace storymap::server::api {
namespace {

constexpr std::size_t most_compared_projects = 100;

[[nodiscard]] Schema profile_schema() {
  Schema schema = one_of({});
  for (Profile const& profile : profiles()) schema.words.emplace_back(profile.id);
  return schema;
}

[[nodiscard]] std::vector<Field> analysis_fields() {
  return {optional("profile", profile_schema()),
          optional("similar", described(number(0.01, 1), "from which score on stories are similar")),
          optional("duplicate", described(number(0.01, 1), "from which score on they are duplicates")),
          optional("measure", one_of({"cosine", "jaccard"})), optional("language", one_of({"en", "ru"}))};
}

/// Stops the work when the caller has waited for too long.
[[nodiscard]] RunOptions run_with_deadline(Call const& call) {
  auto const deadline = std::chrono::steady_clock::now() + call.services.analysis_time;
  RunOptions run;
  run.progress = [deadline](std::uint64_t, std::uint64_t) { return std::chrono::steady_clock::now() < deadline; };
  return run;
}

[[nodiscard]] AnalysisOptions options_of(Call const& call) {
  AnalysisOptions options;
  options.profile = optional_text_of(call.body, "profile").value_or(options.profile);
  Thresholds& thresholds = options.similarity.thresholds;
  thresholds.similar = optional_number_of(call.body, "similar").value_or(thresholds.similar);
  thresholds.duplicate = optional_number_of(call.body, "duplicate").value_or(thresholds.duplicate);
  if (optional_text_of(call.body, "measure") == "jaccard") options.similarity.measure = Measure::jaccard;
  options.run = run_with_deadline(call);
  return options;
}

[[nodiscard]] Language language_of(Call const& call) {
  std::optional<std::string> const asked = optional_text_of(call.body, "language");
  if (!asked) return call.language;
  return *asked == "ru" ? Language::ru : Language::en;
}

/// The value of a result; what the library refuses is the fault of the request.
template <class T>
[[nodiscard]] T value_of(Result<T> result) {
  if (result) return std::move(*result);
  if (result.error().code == Errc::cancelled) {
    throw Problem(503, "took_too_long", {"the analysis took too long"}).with_header("Retry-After", "30");
  }
  throw Problem(422, "invalid_request", {"the request does not fit what is expected"})
      .at(result.error().path == "thresholds" ? "/similar" : result.error().path, {result.error().message});
}

/// Everything that the answer to a call depends on, but the map.
[[nodiscard]] std::string question_of(Call const& call, Language language) {
  return call.request.path + (language == Language::ru ? " ru " : " en ") + json::serialize(call.body);
}

/// The report that `make(source)` writes about the map of the project, or wrote before if nothing has changed since.
template <class Make>
Task<http::Response> report(Call& call, Make make) {
  std::string const& project = call.parameter("project");
  maps::SharedMap const map = co_await call.services.maps.current(project);
  std::string const question = question_of(call, language_of(call));
  auto const known = call.services.analyses.find_report(project, map->revision, question);
  if (known) co_return json_text_response(std::string(**known));
  auto work = [&] {
    Source const source{&map->map, map->map.name};
    return make(std::span(&source, 1));
  };
  std::string text = co_await call.services.workers.run(std::move(work));
  call.services.analyses.keep_report(project, map->revision, question, text);
  co_return json_text_response(std::move(text));
}

Task<http::Response> analyze_map(Call& call) {
  AnalysisOptions const options = options_of(call);
  Language const language = language_of(call);
  auto make = [&](std::span<Source const> sources) {
    Analysis const analysis = value_of(analyze(sources, options));
    return report_json(analysis, {.sources = sources, .profile = options.profile, .language = language});
  };
  co_return co_await report(call, make);
}

Task<http::Response> validate_map(Call& call) {
  AnalysisOptions const options = options_of(call);
  Language const language = language_of(call);
  auto make = [&](std::span<Source const> sources) {
    Validation const validation = validate(*sources.front().map, *find_profile(options.profile));
    return report_json(validation, {.sources = sources, .profile = options.profile, .language = language});
  };
  co_return co_await report(call, make);
}

Task<http::Response> find_closest(Call& call) {
  std::string const& project = call.parameter("project");
  maps::SharedMap const map = co_await call.services.maps.current(project);
  std::string const text = text_of(call.body, "text");
  auto const limit = static_cast<std::size_t>(optional_integer_of(call.body, "limit").value_or(5));
  double const at_least = optional_number_of(call.body, "at_least").value_or(0);
  Language const language = call.language;
  RunOptions const run = run_with_deadline(call);
  auto work = [&] {
    Source const source{&map->map, map->map.name};
    auto const build = [&] { return value_of(StoryIndex::build(std::span(&source, 1), {}, run)); };
    // Whoever types asks again with every letter.
    std::shared_ptr<maps::SearchableMap const> const stories = call.services.analyses.stories(project, map, build);
    ClosestStories const closest{text, &stories->index, stories->index.closest(text, limit, at_least), at_least};
    Source const searched{&stories->state->map, stories->state->map.name};
    return report_json(closest, {.sources = std::span(&searched, 1), .language = language});
  };
  co_return json_text_response(co_await call.services.workers.run(std::move(work)));
}

/// The maps of the projects that the caller names, or of all that he may see.
Task<std::vector<std::pair<std::string, maps::SharedMap>>> compared_maps(Call& call) {
  std::vector<std::pair<std::string, maps::SharedMap>> found;
  json::value const* const named = call.body.as_object().if_contains("projects");
  if (named == nullptr) {
    std::vector<store::Project> const projects = co_await store::list_projects(
        call.services.database, call.user_id(), false, std::nullopt, most_compared_projects);
    for (store::Project const& project : projects) {
      found.emplace_back(project.name, co_await call.services.maps.current(project.id));
    }
    co_return found;
  }
  for (json::value const& id : named->as_array()) {
    std::optional<store::Project> const project =
        co_await store::find_project(call.services.database, std::string(id.as_string()), call.user_id());
    if (!project) throw not_found();
    found.emplace_back(project->name, co_await call.services.maps.current(project->id));
  }
  co_return found;
}

Task<http::Response> find_duplicates(Call& call) {
  std::vector<std::pair<std::string, maps::SharedMap>> const maps = co_await compared_maps(call);
  AnalysisOptions const options = options_of(call);
  Language const language = language_of(call);
  auto work = [&] {
    std::vector<Source> sources;
    sources.reserve(maps.size());
    for (auto const& [name, map] : maps) sources.push_back({&map->map, name});
    SimilarityAnalysis const similarity = value_of(find_similar(sources, options));
    return report_json(similarity, {.sources = sources, .profile = options.profile, .language = language});
  };
  co_return json_text_response(co_await call.services.workers.run(std::move(work)));
}

[[nodiscard]] Route analysis_route(std::string const& word, std::string operation, std::string summary,
                                   std::string rate_class, std::vector<Field> fields,
                                   Task<http::Response> (*handle)(Call&)) {
  return {.method = http::Method::post,
          .path = "/api/v1/projects/{project}/" + word,
          .operation = std::move(operation),
          .tag = "analysis",
          .summary = std::move(summary),
          .access = Access::viewer,
          .is_shareable = true,
          .scope = Scope::read,
          .rate_class = std::move(rate_class),
          .body = object(std::move(fields)),
          .answer = open_object(),
          .problems = {422, 503},
          .handle = handle};
}

}  // namespace

void add_analysis_routes(std::vector<Route>& routes) {
  routes.push_back(analysis_route("analysis", "analyze_map", "Score, issues, duplicates and similar stories",
                                  "analysis", analysis_fields(), analyze_map));
  routes.push_back(analysis_route("validation", "validate_map", "Score and issues alone", "analysis", analysis_fields(),
                                  validate_map));
  routes.push_back(analysis_route(
      "closest", "find_closest", "The stories closest to a text: for looking while somebody types", "typing",
      {required("text", text(10'000)), optional("limit", integer(1, 100)), optional("at_least", number(0, 1))},
      find_closest));
  std::vector<Field> fields = analysis_fields();
  fields.push_back(optional("projects", array(string(36, 36), most_compared_projects, 1)));
  routes.push_back({.method = http::Method::post,
                    .path = "/api/v1/duplicates",
                    .operation = "find_duplicates",
                    .tag = "analysis",
                    .summary = "Similar stories across projects: those named, or all that the user may see",
                    .scope = Scope::read,
                    .rate_class = "analysis",
                    .body = object(std::move(fields)),
                    .answer = open_object(),
                    .problems = {404, 422, 503},
                    .handle = find_duplicates});
}

}  // namespace storymap::server::api
