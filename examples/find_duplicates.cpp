// examples/find_duplicates.cpp - prints the groups of stories in a file that say the same.
//
//     find_duplicates backlog.csv
//     find_duplicates board.json 0.5      stories that are less alike, too
#include <storymap/analysis.hpp>
#include <storymap/formats.hpp>

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

int complain(storymap::Error const& error) {
  std::cerr << (error.path.empty() ? "" : error.path + ": ") << error.message << '\n';
  return EXIT_FAILURE;
}

void print(storymap::Map const& map, storymap::SimilarityAnalysis const& similar) {
  for (storymap::Group const& group : similar.groups) {
    std::cout << to_string(group.kind) << ", best pair " << storymap::round2(group.best) << '\n';
    for (storymap::GroupMember const& member : group.members) {
      storymap::Story const& story = at(map, similar.stories[member.row].place);
      std::cout << "  " << story.id.str() << "  " << story.title << '\n';
    }
  }
  storymap::SimilarityStats const& stats = similar.stats;
  std::cout << stats.total_stories << " stories, groups of duplicates: " << stats.duplicates_found
            << ", of similar stories: " << stats.similar_groups_found - stats.duplicates_found << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: find_duplicates FILE [SIMILAR]\n";
    return EXIT_FAILURE;
  }
  auto const file = storymap::load_map(argv[1]);
  if (!file) return complain(file.error());

  storymap::AnalysisOptions options;
  if (argc > 2) options.similarity.thresholds.similar = std::atof(argv[2]);
  storymap::Source const source{&file->map, argv[1]};
  auto const similar = storymap::find_similar({&source, 1}, options);
  if (!similar) return complain(similar.error());

  print(file->map, *similar);
  return EXIT_SUCCESS;
}
