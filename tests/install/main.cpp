// tests/install/main.cpp - a stranger's program: makes a map and counts its stories.
#include <storymap/json.hpp>
#include <storymap/model.hpp>
#include <storymap/visit.hpp>

#include <iostream>
#include <string>

int main() {
  storymap::Task pay{storymap::TaskId("t1"), "Pay for the order", "", {}, {}, {}};
  for (char const* title : {"Pay by card", "Pay by invoice"}) {
    storymap::Story story;
    story.id = storymap::StoryId("s" + std::to_string(pay.stories.size() + 1));
    story.title = title;
    pay.stories.push_back(story);
  }
  storymap::Map map;
  map.activities = {{storymap::ActivityId("a1"), "Buy a product", "", {pay}, {}, {}}};

  if (auto const checked = storymap::check(map); !checked) {
    std::cerr << storymap::to_string(checked.error()) << "\n";
    return 1;
  }
#if defined(STORYMAP_SEPARATE_COMPILATION)  // a header-only program has a parser only if it brings one
  auto const copy = storymap::read_json(storymap::write_json(map));
  if (!copy || *copy != map) return 1;
#endif
  std::cout << storymap::count(map).stories << " stories\n";
}
