// storymap/detail/trello_card.hpp - what a story keeps of its card although the map has no word for it.
// Room: formats. Depends on model, text and detail/trello_board.hpp.
#pragma once

#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/trello_board.hpp>
#include <storymap/import_report.hpp>
#include <storymap/model.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// The indices of the items in the order of their `pos`; equal ones stay in file order.
template <class Item>
[[nodiscard]] std::vector<std::size_t> by_position(std::vector<Item> const& items) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return items[a].pos < items[b].pos; });
  return order;
}

/// The checklists of each card, in order.
class TrelloChecklists {
 public:
  using List = std::vector<TrelloChecklist const*>;

  /// `board` must outlive this.
  TrelloChecklists(TrelloBoard const& board, ImportReport& report) {
    std::unordered_set<std::string_view> cards;
    for (TrelloCard const& card : *board.cards) cards.insert(card.id);
    for (std::size_t const i : by_position(board.checklists)) {
      TrelloChecklist const& checklist = board.checklists[i];
      if (cards.contains(checklist.card)) {
        by_card_[checklist.card].push_back(&checklist);
      } else {
        report.add(ImportNote::Kind::dropped, "a checklist belongs to no card of the export",
                   "/checklists/" + std::to_string(i));
      }
    }
  }

  [[nodiscard]] List const& of(TrelloCard const& card) const {
    static List const none;
    auto const found = by_card_.find(card.id);
    return found == by_card_.end() ? none : found->second;
  }

 private:
  std::unordered_map<std::string_view, List> by_card_;
};

/// One criterion an item. Several checklists are told apart by their names.
[[nodiscard]] inline std::vector<std::string> criteria_of(TrelloChecklists::List const& checklists) {
  std::vector<std::string> criteria;
  for (TrelloChecklist const* checklist : checklists) {
    std::string const prefix = checklists.size() > 1 ? checklist->name + ": " : "";
    for (std::size_t const i : by_position(checklist->items)) criteria.push_back(prefix + checklist->items[i].name);
  }
  return criteria;
}

/// The people of a board by id: their names, or else what they are called by.
using TrelloPeople = std::unordered_map<std::string_view, std::string_view>;

[[nodiscard]] inline TrelloPeople people_of(TrelloBoard const& board) {
  TrelloPeople people;
  for (TrelloMember const& member : board.members) {
    people.emplace(member.id, member.full_name.empty() ? member.username : member.full_name);
  }
  return people;
}

/// `[{"name":"Tests","states":["complete","incomplete"]}]`, the states in the order of the criteria.
[[nodiscard]] inline std::string checklists_json(TrelloChecklists::List const& checklists) {
  JsonWriter json;
  json.begin_array();
  for (TrelloChecklist const* checklist : checklists) {
    json.begin_object().member("name", checklist->name).key("states").begin_array();
    for (std::size_t const i : by_position(checklist->items)) json.value(checklist->items[i].state);
    json.end_array().end_object();
  }
  json.end_array();
  return json.take();
}

/// `[{"name":"Sketch.png","url":"https://..."}]`
[[nodiscard]] inline std::string attachments_json(std::vector<TrelloAttachment> const& attachments) {
  JsonWriter json;
  json.begin_array();
  for (TrelloAttachment const& attachment : attachments) {
    json.begin_object().member("name", attachment.name).member("url", attachment.url).end_object();
  }
  json.end_array();
  return json.take();
}

/// The names of a card's members; a member that the export does not list is named by id.
[[nodiscard]] inline std::string people_json(std::vector<std::string> const& ids, TrelloPeople const& people) {
  JsonWriter json;
  json.begin_array();
  for (std::string const& id : ids) {
    auto const known = people.find(id);
    json.value(known == people.end() ? std::string_view(id) : known->second);
  }
  json.end_array();
  return json.take();
}

[[nodiscard]] inline std::string string_json(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

[[nodiscard]] inline std::string number_json(double number) {
  std::string json;
  append_json_number(json, number);
  return json;
}

/// The data that the Power-Up Elegantt appends to a description for itself, from its rule on; empty when there is none.
/// People do not see it on the board, and it makes all cards look alike.
[[nodiscard]] inline std::string_view elegantt_data(std::string_view description) {
  std::size_t const at = description.rfind("---\n[Elegantt data.");
  if (at == std::string_view::npos || !trim(description).ends_with("})")) return {};
  return description.substr(at);
}

/// What people wrote: the description without the data of the Power-Up.
[[nodiscard]] inline std::string_view written_description(std::string_view description) {
  std::string_view const data = elegantt_data(description);
  return data.empty() ? description : trim(description.substr(0, description.size() - data.size()));
}

/// Where the card lives, with everything that has no other place. `list` is the title of its list.
[[nodiscard]] inline External external_of(TrelloCard const& card, std::string_view list,
                                          TrelloChecklists::List const& checklists, TrelloPeople const& people) {
  External external{"trello", card.short_link, card.short_url.empty() ? card.url : card.short_url, {}};
  Fields& fields = external.fields;
  fields.set("list", string_json(list));
  if (card.closed) fields.set("archived", "true");
  if (card.short_number) fields.set("idShort", number_json(*card.short_number));
  if (!card.start.empty()) fields.set("start", string_json(card.start));
  if (!card.due.empty()) fields.set("due", string_json(card.due));
  if (card.due_complete) fields.set("dueComplete", "true");
  if (!checklists.empty()) fields.set("checklists", checklists_json(checklists));
  if (!card.attachments.empty()) fields.set("attachments", attachments_json(card.attachments));
  if (!elegantt_data(card.desc).empty()) fields.set("elegantt", string_json(elegantt_data(card.desc)));
  if (!card.member_ids.empty()) fields.set("members", people_json(card.member_ids, people));
  return external;
}

}  // namespace detail

STORYMAP_END
