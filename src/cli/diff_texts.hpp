// src/cli/diff_texts.hpp - the words of `storymap diff`, in English and Russian.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/detail/report_plural.hpp>
#include <storymap/model.hpp>
#include <storymap/rules.hpp>

#include <string_view>

#include "diff_changes.hpp"

namespace storymap::cli::diff_texts {

inline constexpr LocalText no_changes = {"No differences.", "Различий нет."};
inline constexpr LocalText behind = {"after {0}", "после {0}"};
inline constexpr LocalText to_front = {"to the front", "в начало"};
inline constexpr LocalText reordered = {"in another order", "в другом порядке"};
inline constexpr LocalText nothing = {"(nothing)", "(пусто)"};

/// The heading of a kind of changes and how the overview counts it.
struct KindText {
  ChangeKind kind;
  std::string_view sign;
  LocalText heading;
  detail::Plural count;
};

inline constexpr KindText kinds[] = {
    {ChangeKind::added,
     "+",
     {"Added", "Добавлено"},
     {"{0} added", "{0} added", "добавлено: {0}", "добавлено: {0}", "добавлено: {0}"}},
    {ChangeKind::removed,
     "-",
     {"Removed", "Удалено"},
     {"{0} removed", "{0} removed", "удалено: {0}", "удалено: {0}", "удалено: {0}"}},
    {ChangeKind::moved,
     ">",
     {"Moved", "Перенесено"},
     {"{0} moved", "{0} moved", "перенесено: {0}", "перенесено: {0}", "перенесено: {0}"}},
    {ChangeKind::renamed,
     "~",
     {"Renamed", "Переименовано"},
     {"{0} renamed", "{0} renamed", "переименовано: {0}", "переименовано: {0}", "переименовано: {0}"}},
    {ChangeKind::changed,
     "~",
     {"Changed", "Изменено"},
     {"{0} changed", "{0} changed", "изменено: {0}", "изменено: {0}", "изменено: {0}"}},
};

[[nodiscard]] constexpr LocalText link(LinkKind kind) noexcept {
  switch (kind) {
    case LinkKind::blocks: return {"\"{0}\" blocks \"{1}\"", "«{0}» блокирует «{1}»"};
    case LinkKind::relates: return {"\"{0}\" relates to \"{1}\"", "«{0}» связана с «{1}»"};
    case LinkKind::duplicates: return {"\"{0}\" duplicates \"{1}\"", "«{0}» дублирует «{1}»"};
  }
  return {};
}

struct Word {
  std::string_view schema;
  LocalText text;
};

inline constexpr Word words[] = {
    {"map", {"map", "карта"}},
    {"activity", {"activity", "активность"}},
    {"task", {"task", "задача"}},
    {"story", {"story", "история"}},
    {"release", {"release", "релиз"}},
    {"persona", {"persona", "персона"}},
    {"link", {"link", "связь"}},
    {"name", {"name", "название"}},
    {"title", {"title", "название"}},
    {"description", {"description", "описание"}},
    {"acceptance_criteria", {"acceptance criteria", "критерии приёмки"}},
    {"priority", {"priority", "приоритет"}},
    {"status", {"status", "статус"}},
    {"points", {"points", "баллы"}},
    {"personas", {"personas", "персоны"}},
    {"labels", {"labels", "метки"}},
    {"external", {"external references", "внешние ссылки"}},
};

/// A word of the schema as people say it. An unknown field is called what its file calls it. What a release is as a
/// noun it is also as a field.
[[nodiscard]] constexpr std::string_view word(std::string_view schema, Language language) noexcept {
  for (Word const& entry : words) {
    if (entry.schema == schema) return entry.text.in(language);
  }
  return schema;
}

}  // namespace storymap::cli::diff_texts
