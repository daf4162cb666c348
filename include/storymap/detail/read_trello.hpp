// storymap/detail/read_trello.hpp - a Trello board out of any parsed JSON.
// Room: formats. Depends on formats.hpp, detail/trello_board.hpp and detail/json_value.hpp.
#pragma once

#include <storymap/detail/foreign_json.hpp>
#include <storymap/detail/json_value.hpp>
#include <storymap/detail/trello_board.hpp>
#include <storymap/formats.hpp>

#include <utility>

STORYMAP_BEGIN

namespace detail {

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloLabel& label) {
  json.members(value, place, member("id", label.id), member("name", label.name), member("color", label.color));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloList& list) {
  json.members(value, place, member("id", list.id), member("name", list.name), member("pos", list.pos),
               member("closed", list.closed));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloCheckItem& item) {
  json.members(value, place, member("name", item.name), member("state", item.state), member("pos", item.pos));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloChecklist& checklist) {
  json.members(value, place, member("name", checklist.name), member("idCard", checklist.card),
               member("pos", checklist.pos), member("checkItems", checklist.items));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloValue& field) {
  json.members(value, place, member("text", field.text), member("number", field.number), member("date", field.date),
               member("checked", field.checked));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloOption& option) {
  json.members(value, place, member("id", option.id), member("value", option.value));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloField& field) {
  json.members(value, place, member("id", field.id), member("name", field.name), member("options", field.options));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloFieldItem& item) {
  json.members(value, place, member("idCustomField", item.field), member("idValue", item.option),
               member("value", item.value));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloMember& person) {
  json.members(value, place, member("id", person.id), member("fullName", person.full_name),
               member("username", person.username));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloAttachment& attachment) {
  json.members(value, place, member("name", attachment.name), member("url", attachment.url));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloCard& card) {
  json.members(value, place, member("id", card.id), member("name", card.name), member("desc", card.desc),
               member("idList", card.list), member("shortLink", card.short_link), member("shortUrl", card.short_url),
               member("url", card.url), member("start", card.start), member("due", card.due),
               member("idShort", card.short_number), member("pos", card.pos), member("dueComplete", card.due_complete),
               member("closed", card.closed), member("idLabels", card.label_ids), member("labels", card.labels),
               member("idMembers", card.member_ids), member("attachments", card.attachments),
               member("customFieldItems", card.fields));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloAction& action) {
  json.members(value, place, member("memberCreator", action.creator), member("member", action.member));
}

template <JsonValue V>
void read_foreign(ForeignJson& json, V const& value, JsonPlace const& place, TrelloBoard& board) {
  json.members(value, place, member("id", board.id), member("name", board.name), member("desc", board.desc),
               member("url", board.url), member("shortUrl", board.short_url), member("shortLink", board.short_link),
               member("closed", board.closed), member("lists", board.lists), member("cards", board.cards),
               member("labels", board.labels), member("checklists", board.checklists),
               member("customFields", board.fields), member("members", board.members),
               member("actions", board.actions));
}

/// The map that a board is; trello.hpp says how.
[[nodiscard]] Map map_of(TrelloBoard const& board, ReadOptions const& options, ImportReport& report);

/// `read_trello` of trello.hpp for a text that is parsed already.
template <JsonValue V>
[[nodiscard]] Result<Map> read_trello(V const& root, ReadOptions const& options, ImportReport& report) {
  ForeignJson json;
  TrelloBoard board;
  json.read(root, JsonPlace(), board);
  if (json.failed()) return json.failure();
  if (!board.cards || !board.lists) {
    return failure(Errc::invalid_field, "expected the export of a Trello board: an object with 'lists' and 'cards'",
                   JsonPlace().error_path());
  }
  return map_of(board, options, report);
}

}  // namespace detail

STORYMAP_END
