// tests/support/broken_json.hpp - JSON with something wrong.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "support/storymap_test.hpp"

namespace storymap_test {

/// The text with a few small things wrong: bytes and tokens changed, left out, put in, or pieces copied elsewhere.
[[nodiscard]] inline std::string broken_json(Random& random, std::string text) {
  static std::vector<std::string> const tokens = {"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  "\"",
                                                  "\\",
                                                  "null",
                                                  "true",
                                                  "0",
                                                  "-",
                                                  ".",
                                                  "e",
                                                  "1e400",
                                                  "-0",
                                                  "1e-400",
                                                  "\\u00e9",
                                                  "\\ud83d\\ude00",
                                                  "\\ud800",
                                                  "\\udc00",
                                                  "\\u12",
                                                  "tru",
                                                  "1.",
                                                  "01",
                                                  "\xFF",
                                                  "\xC3",
                                                  " ",
                                                  "\n",
                                                  "\xEF\xBB\xBF",
                                                  "[]",
                                                  "{}",
                                                  "\"id\":",
                                                  "\"id\":1,",
                                                  "\"s1\"",
                                                  "123456789012345678901234567890",
                                                  "\"storymap\":2",
                                                  "\"status\":\"done\"",
                                                  "\"labels\":[\"x\",\"x\"]"};
  for (std::size_t i = 1 + random.below(3); i > 0 && !text.empty(); --i) {
    std::size_t const at = random.below(text.size());
    switch (random.below(4)) {
      case 0: text.erase(at, 1 + random.below(8)); break;
      case 1: text.insert(at, random.pick(tokens)); break;
      case 2: text[at] = static_cast<char>(static_cast<unsigned char>(random.below(256))); break;
      default: text.insert(at, text.substr(random.below(text.size()), random.below(40))); break;
    }
  }
  return text;
}

}  // namespace storymap_test
