// storymap/storymap.hpp - everything, as a table of contents.
// Room: umbrella. Depends on every room.
//
//     #include <storymap/storymap.hpp>
//     #include <iostream>
//
//     int main() {
//       using namespace storymap;
//       Map shop{.name = "Shop"};
//       Activity& buying = shop.activities.emplace_back(Activity{.id = ActivityId("a1"), .title = "Buy"});
//       Task& paying = buying.tasks.emplace_back(Task{.id = TaskId("t1"), .title = "Pay"});
//       for (std::string const title : {"Pay an order by card", "Pay by invoice", "Pay for an order by card"}) {
//         StoryId const id("s" + std::to_string(paying.stories.size() + 1));
//         paying.stories.push_back(Story{.id = id, .title = title});
//       }
//       Result<Analysis> const analysis = analyze(shop);
//       if (!analysis) return 1;
//       std::cout << analysis->overall_score << " of 100\n";
//       for (Group const& group : analysis->similarity.groups) {
//         for (GroupMember const& member : group.members) {
//           std::cout << paying.stories[member.row].title << ' ' << member.similarity << '\n';
//         }
//       }
//     }
#pragma once

// The ground: failures as values, identifiers, text encoding, threads.
#include <storymap/config.hpp>
#include <storymap/error.hpp>
#include <storymap/ids.hpp>
#include <storymap/made_up_ids.hpp>
#include <storymap/parallel.hpp>
#include <storymap/result.hpp>
#include <storymap/simd.hpp>
#include <storymap/utf8.hpp>
#include <storymap/version.hpp>

// Text: characters and words, stop words, the grammar of a story.
#include <storymap/grammar.hpp>
#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>

// The map: what it is, how it is walked, changed, compared and merged.
#include <storymap/align.hpp>
#include <storymap/diff.hpp>
#include <storymap/edit.hpp>
#include <storymap/merge.hpp>
#include <storymap/model.hpp>
#include <storymap/visit.hpp>

// The engine: texts to vectors, vectors to exact similarities.
#include <storymap/bm25.hpp>
#include <storymap/corpus.hpp>
#include <storymap/document_terms.hpp>
#include <storymap/likeness.hpp>
#include <storymap/live_index.hpp>
#include <storymap/live_options.hpp>
#include <storymap/similarity.hpp>
#include <storymap/sparse_matrix.hpp>
#include <storymap/vectorizer.hpp>

// Answers: what is wrong with a map, what says the same, what is close to a text.
#include <storymap/groups.hpp>
#include <storymap/rules.hpp>
#include <storymap/score.hpp>
#include <storymap/search.hpp>
#include <storymap/stats.hpp>
#include <storymap/validate.hpp>

// The whole analysis in one call.
#include <storymap/analysis.hpp>

// Files. JSON, Trello boards and the registry have their bodies in storymap::storymap; header-only, add
// <storymap/nlohmann.hpp>.
#include <storymap/csv.hpp>
#include <storymap/encoding.hpp>
#include <storymap/formats.hpp>
#include <storymap/import_report.hpp>
#include <storymap/json.hpp>
#include <storymap/markdown.hpp>
#include <storymap/plain_text.hpp>
#include <storymap/trello.hpp>

// Results for programs and for people.
#include <storymap/report.hpp>
#include <storymap/translation.hpp>
