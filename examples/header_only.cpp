// examples/header_only.cpp - builds a map in memory, says what it lacks, and fixes that: nothing to link, no file.
#include <storymap/edit.hpp>
#include <storymap/model.hpp>
#include <storymap/validate.hpp>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace storymap;

Map make_map() {
  Story const search = {
      .id = StoryId("s1"),
      .title = "Search by title",
      .description = "As a reader, I want to search by title, so that I find a book I have heard of.",
  };
  Task const find = {.id = TaskId("t1"), .title = "Find a book", .stories = {search}};
  Task const bring_back = {.id = TaskId("t2"), .title = "Bring it back"};
  return {.name = "Library",
          .activities = {{.id = ActivityId("a1"), .title = "Borrow a book", .tasks = {find, bring_back}}}};
}

void print(Validation const& validation) {
  std::cout << validation.score << " of 100\n";
  for (Finding const& finding : validation.findings) {
    std::cout << "  " << to_string(finding.rule->severity) << ": " << finding.message(Language::en) << '\n';
  }
}

int complain(Error const& error) {
  std::cerr << error.path << ": " << error.message << '\n';
  return EXIT_FAILURE;
}

}  // namespace

int main() {
  Map map = make_map();
  // An id used twice or a release that does not exist is a bug of the program that built the map.
  if (auto const sound = check(map); !sound) return complain(sound.error());
  print(validate(map));

  Story const prolong = {
      .id = StoryId("s2"),
      .title = "Prolong a loan",
      .description = "As a reader, I want to prolong a loan, so that I finish a book without a fine.",
      .acceptance_criteria = {"Twice, by two weeks each", "Not when somebody else has reserved the book"},
  };
  std::vector<std::string> const criteria = {"Three letters are enough", "An empty result offers new books"};
  std::vector<Edit> const edits = {
      Add<Story>{prolong, {.parent = TaskId("t2"), .after = {}}},
      Set<Story>{StoryId("s1"), "acceptance_criteria", criteria},
  };
  if (auto const undo = apply(map, edits); !undo) return complain(undo.error());
  print(validate(map));
  return EXIT_SUCCESS;
}
