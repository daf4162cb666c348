// benchmarks/support/texts.hpp - seeded backlogs for the benchmarks: the same texts on every machine.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace storymap_bench {

/// `count` user stories over a vocabulary with a long tail (numbers and names grow with the backlog); about 8 % are
/// near-duplicates of an earlier one.
[[nodiscard]] inline std::vector<std::string> make_stories(std::size_t count) {
  static char const* const roles[] = {"buyer",      "seller", "courier", "guest",
                                      "accountant", "editor", "planner", "driver"};
  static char const* const verbs[] = {"see", "search", "filter", "export", "print", "archive", "compare", "approve"};
  static char const* const nouns[] = {"orders", "invoices", "products", "reviews", "parcels", "discounts", "reports"};
  static char const* const ends[] = {"save time", "pay less", "avoid mistakes", "answer customers", "plan the week"};
  std::mt19937_64 random(count);
  auto const pick = [&](auto const& words) { return std::string(words[random() % std::size(words)]); };
  std::vector<std::string> stories;
  stories.reserve(count);
  while (stories.size() < count) {
    if (!stories.empty() && random() % 100 < 8) {
      stories.push_back(stories[random() % stories.size()] + " Note " + std::to_string(random() % 50) + ".");
      continue;
    }
    std::string const verb = pick(verbs);
    std::string const noun = pick(nouns);
    std::string story = "As a " + pick(roles) + ", I want to " + verb + " " + noun + " of client" +
                        std::to_string(random() % (count + 10)) + " by " + pick(nouns) + ", so that I can " +
                        pick(ends);
    for (std::size_t k = random() % 4; k > 0; --k) {
      story += ". Given " + pick(nouns) + " " + std::to_string(random() % 1000) + ", they " + pick(verbs) + " " +
               pick(nouns);
    }
    stories.push_back(story);
  }
  return stories;
}

}  // namespace storymap_bench
