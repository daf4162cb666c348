// bindings/python/src/language.hpp - languages by their names.
#pragma once

#include "errors.hpp"

#include <storymap/rules.hpp>

#include <string_view>

namespace storymap::python {

[[nodiscard]] inline Language language_of(std::string_view name) {
  for (Language const known : {Language::en, Language::ru}) {
    if (to_string(known) == name) return known;
  }
  throw Raised({Errc::invalid_argument, "expected en or ru", "language"});
}

}  // namespace storymap::python
