// src/cli/format_texts.hpp - the words of `storymap formats`, in English and Russian.
// Room: cli. Depends on the library.
#pragma once

#include <storymap/formats.hpp>
#include <storymap/rules.hpp>

#include <string_view>

namespace storymap::cli::format_texts {

inline constexpr LocalText reads = {"reads", "читает"};
inline constexpr LocalText writes = {"writes", "пишет"};

/// What a format can hold: the word in JSON, and for people.
struct HoldsText {
  Holds bit;
  std::string_view word;
  LocalText text;
};

inline constexpr HoldsText holds[] = {
    {Holds::titles, "titles", {"titles", "названия"}},
    {Holds::structure, "structure", {"activities and tasks", "активности и задачи"}},
    {Holds::descriptions, "descriptions", {"descriptions", "описания"}},
    {Holds::criteria, "criteria", {"acceptance criteria", "критерии приёмки"}},
    {Holds::releases, "releases", {"releases", "релизы"}},
    {Holds::personas, "personas", {"personas", "персоны"}},
    {Holds::labels, "labels", {"labels", "метки"}},
    {Holds::status, "status", {"status", "статусы"}},
    {Holds::priority, "priority", {"priority", "приоритеты"}},
    {Holds::points, "points", {"points", "баллы"}},
    {Holds::links, "links", {"links", "связи"}},
    {Holds::external, "external", {"external references", "внешние ссылки"}},
    {Holds::ids, "ids", {"ids", "идентификаторы"}},
    {Holds::unknown_fields, "unknown_fields", {"unknown fields", "неизвестные поля"}},
};

}  // namespace storymap::cli::format_texts
