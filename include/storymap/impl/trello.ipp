// storymap/impl/trello.ipp - how a board becomes a map, and the format of trello.hpp.
// Room: formats. Depends on trello.hpp and the trello headers of detail.
#pragma once

#include <storymap/detail/file_names.hpp>
#include <storymap/detail/imported_ids.hpp>
#include <storymap/detail/json_keys.hpp>
#include <storymap/detail/read_trello.hpp>
#include <storymap/detail/trello_card.hpp>
#include <storymap/detail/trello_fields.hpp>
#include <storymap/detail/trello_labels.hpp>
#include <storymap/detail/trello_words.hpp>
#include <storymap/trello.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The sum of `size(item)`; a truth value counts as 0 or 1.
template <class Items, class F>
[[nodiscard]] std::size_t total(Items const& items, F&& size) {
  std::size_t count = 0;
  for (auto const& item : items) count += static_cast<std::size_t>(size(item));
  return count;
}

/// Everyone the board or its history names.
[[nodiscard]] inline std::size_t count_people(TrelloBoard const& board) {
  std::unordered_set<std::string_view> people;
  for (TrelloMember const& member : board.members) people.insert(member.id);
  for (TrelloAction const& action : board.actions) {
    people.insert(action.creator.id);
    people.insert(action.member.id);
  }
  people.erase("");
  return people.size();
}

inline void count_board(TrelloBoard const& board, ImportReport& report) {
  std::vector<TrelloCard> const& cards = *board.cards;
  report.count("cards", cards.size());
  report.count("archived", total(cards, [](TrelloCard const& card) { return card.closed; }));
  report.count("lists", board.lists->size());
  report.count("closed_lists", total(*board.lists, [](TrelloList const& list) { return list.closed; }));
  report.count("checklists", board.checklists.size());
  report.count("checkitems", total(board.checklists, [](TrelloChecklist const& list) { return list.items.size(); }));
  report.count("labels", board.labels.size());
  report.count("attachments", total(cards, [](TrelloCard const& card) { return card.attachments.size(); }));
  report.count("customFields", board.fields.size());
  report.count("cfItems", total(cards, [](TrelloCard const& card) { return card.fields.size(); }));
  report.count("due", total(cards, [](TrelloCard const& card) { return !card.due.empty(); }));
  report.count("desc", total(cards, [](TrelloCard const& card) { return !card.desc.empty(); }));
  report.count("actions", board.actions.size());
  report.count("members", count_people(board));
}

/// Builds the map of one board.
class TrelloMapper {
 public:
  TrelloMapper(TrelloBoard const& board, ReadOptions const& options, ImportReport& report)
      : board_(board),
        options_(options),
        report_(report),
        people_(people_of(board)),
        checklists_(board, report),
        labels_(board, report),
        fields_(board, report),
        list_ids_("list", report),
        card_ids_("card", report),
        label_ids_("label", report) {}

  Map run() {
    add_tasks();
    add_stories();
    Map map;
    map.name = name();
    map.description = board_.desc;
    map.releases = releases();
    map.activities.push_back(activity());
    if (!board_.actions.empty()) {
      note(ImportNote::Kind::dropped, "the history of the board, with its comments, has no place in a map", "/actions");
    }
    return map;
  }

 private:
  /// Where the cards of a list go; no task when they are left out.
  struct Place {
    std::optional<std::size_t> task;
    std::optional<Status> status;
  };

  void note(ImportNote::Kind kind, std::string message, std::string path) {
    report_.add(kind, std::move(message), std::move(path));
  }

  /// The board's, or else what its file is called: no title of a map or an activity is to be empty.
  [[nodiscard]] std::string name() const {
    if (!board_.name.empty()) return board_.name;
    return options_.file_name.empty() ? "Trello" : std::string(stem_of(options_.file_name));
  }

  Activity activity() {
    Activity activity;
    activity.id = ImportedIds<Activity>("board", report_).next(board_.id, "/id");
    activity.title = name();
    activity.tasks = std::move(tasks_);
    activity.external.push_back({"trello", board_.short_link, board_.url.empty() ? board_.short_url : board_.url, {}});
    if (board_.closed) activity.external.back().fields.set("archived", "true");
    return activity;
  }

  void add_tasks() {
    for (std::size_t const i : by_position(*board_.lists)) {
      TrelloList const& list = (*board_.lists)[i];
      std::string const path = "/lists/" + std::to_string(i);
      if (list.closed && !options_.archived) {
        places_.try_emplace(list.id);
        note(ImportNote::Kind::dropped, "an archived list is left out", path);
        continue;
      }
      places_.try_emplace(list.id, Place{tasks_.size(), status_of_list(list.name)});
      if (status_of_list(list.name)) {
        note(ImportNote::Kind::read, "the title of a list is the status of its cards", path + "/name");
      }
      Task& task = add_task(list.id, list.name, path + "/id");
      task.external.push_back({"trello", list.id, "", {}});
      if (list.closed) task.external.back().fields.set("archived", "true");
    }
  }

  Task& add_task(std::string const& id, std::string title, std::string const& path) {
    Task& task = tasks_.emplace_back();
    task.id = list_ids_.next(id, path);
    task.title = std::move(title);
    return task;
  }

  /// Cards on a list that the export lacks share one task at the end of the board.
  Place const& place_of(TrelloCard const& card, std::string const& path) {
    auto const known = places_.find(card.list);
    if (known != places_.end()) return known->second;
    note(ImportNote::Kind::defaulted, "a card is on a list that the export lacks", path + "/idList");
    if (!unknown_list_.task) {
      unknown_list_.task = tasks_.size();
      add_task("unknown-list", "Unknown list", path + "/idList");
    }
    return unknown_list_;
  }

  void add_stories() {
    for (std::size_t const i : by_position(*board_.cards)) {
      TrelloCard const& card = (*board_.cards)[i];
      std::string const path = "/cards/" + std::to_string(i);
      if (card.closed && !options_.archived) {
        note(ImportNote::Kind::dropped, "an archived card is left out", path);
        continue;
      }
      Place const& place = place_of(card, path);
      if (!place.task) {
        note(ImportNote::Kind::dropped, "a card is left out because its list is archived", path);
        continue;
      }
      Task& task = tasks_[*place.task];
      task.stories.push_back(story(card, path, task.title, place.status));
    }
  }

  Story story(TrelloCard const& card, std::string const& path, std::string const& list, std::optional<Status> status) {
    TrelloChecklists::List const& checklists = checklists_.of(card);
    Story story;
    story.id = card_ids_.next(card.id, path + "/id");
    story.title = card.name;
    story.description = written_description(card.desc);
    if (story.description.size() != card.desc.size()) {
      note(ImportNote::Kind::read, "what Elegantt keeps in a description is a field of the reference", path + "/desc");
    }
    story.acceptance_criteria = criteria_of(checklists);
    story.status = card.due_complete ? Status::done : status.value_or(Status::todo);
    std::vector<std::size_t> const labels = labels_.of(card, path);
    for (std::size_t const label : labels) story.labels.push_back(labels_.all()[label].name);
    if (std::optional<std::size_t> const label = labels_.release_of(labels)) story.release = release(*label, path);
    fields_.apply(card, path, story);
    story.external.push_back(external_of(card, list, checklists, people_));
    return story;
  }

  /// The release that a label is.
  ReleaseId release(std::size_t label, std::string const& path) {
    TrelloLabels::Label const& known = labels_.all()[label];
    auto const [at, is_new] = releases_.try_emplace({!known.release, label});
    if (is_new) {
      at->second = label_ids_.next(known.id, path + "/labels");
      note(ImportNote::Kind::read, "a label became a release: the first label of a card is its release", path);
    }
    return at->second;
  }

  /// Labels named like releases come first: they are the plan, the others only stand in for one.
  std::vector<Release> releases() {
    std::vector<Release> releases;
    for (auto const& [key, id] : releases_) {
      TrelloLabels::Label const& label = labels_.all()[key.second];
      Release& release = releases.emplace_back();
      release.id = id;
      release.title = label.name;
      release.external.push_back({"trello", label.id, "", {}});
      if (!label.color.empty()) release.external.back().fields.set("color", string_json(label.color));
    }
    return releases;
  }

  TrelloBoard const& board_;
  ReadOptions const& options_;
  ImportReport& report_;
  TrelloPeople people_;
  TrelloChecklists checklists_;
  TrelloLabels labels_;
  TrelloFields fields_;
  ImportedIds<Task> list_ids_;
  ImportedIds<Story> card_ids_;
  ImportedIds<Release> label_ids_;
  std::vector<Task> tasks_;
  std::unordered_map<std::string_view, Place> places_;
  Place unknown_list_;
  std::map<std::pair<bool, std::size_t>, ReleaseId> releases_;
};

STORYMAP_DECL Map map_of(TrelloBoard const& board, ReadOptions const& options, ImportReport& report) {
  count_board(board, report);
  return TrelloMapper(board, options, report).run();
}

/// Lists and cards side by side are what no other export has.
STORYMAP_DECL int detect_trello(std::string_view text, std::string_view extension) {
  (void)extension;
  bool lists = false;
  bool cards = false;
  JsonKeys keys(text);
  while (std::optional<JsonKey> const key = keys.next()) {
    lists = lists || (key->name == "lists" && key->kind == JsonKind::array);
    cards = cards || (key->name == "cards" && key->kind == JsonKind::array);
    if (lists && cards) return 90;
  }
  return 0;
}

}  // namespace detail

STORYMAP_DECL Format trello_format() noexcept {
  Format format;
  format.id = "trello";
  format.name = "Trello board export";
  format.extensions = ".json";
  format.holds = Holds::titles | Holds::structure | Holds::descriptions | Holds::criteria | Holds::releases |
                 Holds::labels | Holds::status | Holds::priority | Holds::points | Holds::external | Holds::ids;
  format.detect = &detail::detect_trello;
  format.read = &read_trello;
  return format;
}

STORYMAP_END
