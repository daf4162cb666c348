// storymap/detail/trello_board.hpp - a board as Trello exports it: what of its JSON a story map can use.
// Room: formats. Depends on detail/foreign_json.hpp.
#pragma once

#include <storymap/detail/foreign_json.hpp>

#include <optional>
#include <string>
#include <vector>

STORYMAP_BEGIN

namespace detail {

struct TrelloLabel {
  std::string id;  ///< empty in the oldest exports
  std::string name;
  std::string color;
};

struct TrelloList {
  std::string id;
  std::string name;
  double pos = 0;
  bool closed = false;
};

struct TrelloCheckItem {
  std::string name;
  std::string state;  ///< "complete" or "incomplete"
  double pos = 0;
};

struct TrelloChecklist {
  std::string name;
  std::string card;
  double pos = 0;
  std::vector<TrelloCheckItem> items;
};

/// The value of a custom field on a card, or of an option of one; the member that is there names its type.
struct TrelloValue {
  JsonScalar text;
  JsonScalar number;
  JsonScalar date;
  JsonScalar checked;
};

struct TrelloOption {
  std::string id;
  TrelloValue value;
};

struct TrelloField {
  std::string id;
  std::string name;
  std::vector<TrelloOption> options;
};

struct TrelloFieldItem {
  std::string field;
  std::string option;
  TrelloValue value;
};

struct TrelloMember {
  std::string id;
  std::string full_name;
  std::string username;
};

struct TrelloAttachment {
  std::string name;
  std::string url;
};

struct TrelloCard {
  std::string id;
  std::string name;
  std::string desc;
  std::string list;
  std::string short_link;
  std::string short_url;
  std::string url;
  std::string start;
  std::string due;
  std::optional<double> short_number;
  double pos = 0;
  bool due_complete = false;
  bool closed = false;
  std::vector<std::string> label_ids;
  std::vector<TrelloLabel> labels;
  std::vector<std::string> member_ids;
  std::vector<TrelloAttachment> attachments;
  std::vector<TrelloFieldItem> fields;
};

/// What someone did to the board; only who is of interest.
struct TrelloAction {
  TrelloMember creator;
  TrelloMember member;
};

struct TrelloBoard {
  std::string id;
  std::string name;
  std::string desc;
  std::string url;
  std::string short_url;
  std::string short_link;
  bool closed = false;
  std::optional<std::vector<TrelloList>> lists;
  std::optional<std::vector<TrelloCard>> cards;
  std::vector<TrelloLabel> labels;
  std::vector<TrelloChecklist> checklists;
  std::vector<TrelloField> fields;
  std::vector<TrelloMember> members;
  std::vector<TrelloAction> actions;
};

}  // namespace detail

STORYMAP_END
