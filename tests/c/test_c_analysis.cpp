// tests/c/test_c_analysis.cpp - the analysis of maps through the C interface.
#include "c_support.hpp"

#include <storymap/analysis.hpp>
#include <storymap/formats.hpp>
#include <storymap/report.hpp>

namespace storymap::test {
namespace {

[[nodiscard]] CAnalysis analysis_of(CMap const& map, storymap_analysis_options const* options = nullptr) {
  storymap_map const* const maps[] = {map.get()};
  return made<CAnalysis>(storymap_analyze, maps, std::size_t{1}, options, nullptr);
}

/// The library's own analysis of the example.
struct Expected {
  Import import = load_map(path()).value();
  Source source{&import.map, path()};
  std::vector<ImportedFile> imports = {{path(), import.report}};
  ReportContext context{.sources = std::span(&source, 1), .imports = imports};

  [[nodiscard]] static std::string path() { return std::string(STORYMAP_SOURCE_DIR) + "/examples/shop-en.json"; }
};

TEST(CAnalysis, EveryReportIsThatOfTheLibrary) {
  Expected expected;
  Analysis const result = analyze(expected.context.sources).value();
  CMap map = shop();
  CAnalysis const analysis = analysis_of(map);
  map.reset();
  EXPECT_EQ(storymap_analysis_score(analysis.get()), result.overall_score);
  storymap_report_options options = STORYMAP_REPORT_OPTIONS_INIT;
  for (int const language : {STORYMAP_ENGLISH, STORYMAP_RUSSIAN}) {
    options.language = language;
    expected.context.language = language == STORYMAP_ENGLISH ? Language::en : Language::ru;
    auto const report = [&](int format) {
      options.format = format;
      GivenText text;
      EXPECT_EQ(storymap_analysis_report(analysis.get(), &options, &text, nullptr), STORYMAP_OK);
      return text.str();
    };
    EXPECT_EQ(report(STORYMAP_JSON), report_json(result, expected.context));
    EXPECT_EQ(report(STORYMAP_TEXT), report_text(result, expected.context));
    EXPECT_EQ(report(STORYMAP_MARKDOWN), report_markdown(result, expected.context));
  }
  GivenPairs pairs;
  ASSERT_EQ(storymap_analysis_pairs(analysis.get(), &pairs, nullptr), STORYMAP_OK);
  ASSERT_EQ(pairs.size, result.similarity.pairs.size());
  for (std::size_t k = 0; k < pairs.size; ++k) EXPECT_EQ(pairs.data[k].score, result.similarity.pairs[k].score);
}

TEST(CAnalysis, ValidationAndSimilarityAlone) {
  Expected const expected;
  CMap const map = shop();
  GivenText validation;
  ASSERT_EQ(storymap_validate(map.get(), nullptr, 0, nullptr, &validation, nullptr), STORYMAP_OK);
  EXPECT_EQ(validation.str(), report_json(validate(expected.import.map), expected.context));
  GivenText similar;
  storymap_map const* const maps[] = {map.get()};
  ASSERT_EQ(storymap_similar(maps, 1, nullptr, nullptr, nullptr, &similar, nullptr), STORYMAP_OK);
  EXPECT_EQ(similar.str(), report_json(find_similar(expected.context.sources).value(), expected.context));
}

TEST(CAnalysis, SeveralMapsAreComparedWithEachOther) {
  CMap const a = read("Pay an order by card\nSearch by name\n", "a.txt");
  CMap const b = read("Pay an order by card today\nFilter by price\n", "b.txt");
  storymap_map const* const maps[] = {a.get(), b.get()};
  storymap_analysis_options options = STORYMAP_ANALYSIS_OPTIONS_INIT;
  options.measure = STORYMAP_JACCARD;
  CAnalysis const analysis = made<CAnalysis>(storymap_analyze, maps, std::size_t{2}, &options, nullptr);
  GivenPairs pairs;
  ASSERT_EQ(storymap_analysis_pairs(analysis.get(), &pairs, nullptr), STORYMAP_OK);
  ASSERT_EQ(pairs.size, 1U);
  EXPECT_EQ(pairs.data[0].a, 0U);
  EXPECT_EQ(pairs.data[0].b, 2U);
}

TEST(CAnalysis, ClosestStoriesWhileTyping) {
  CMap map = shop();
  storymap_map const* const maps[] = {map.get()};
  CStories const stories = made<CStories>(storymap_stories_new, maps, std::size_t{1}, nullptr, nullptr);
  map.reset();
  std::string_view const text = "pay with a gift card";
  GivenMatches matches;
  ASSERT_EQ(storymap_closest(stories.get(), text.data(), text.size(), 3, 0, &matches, nullptr), STORYMAP_OK);
  Expected const expected;
  StoryIndex const index = StoryIndex::build(expected.context.sources).value();
  std::vector<Match> const found = index.closest(text, 3);
  ASSERT_EQ(matches.size, found.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    EXPECT_EQ(matches.data[k].row, found[k].row);
    EXPECT_EQ(matches.data[k].score, found[k].score);
  }
  GivenText report;
  ASSERT_EQ(storymap_closest_report(stories.get(), text.data(), text.size(), 3, 0, nullptr, &report, nullptr),
            STORYMAP_OK);
  EXPECT_EQ(report.str(), report_json(ClosestStories{std::string(text), &index, found, 0}, expected.context));
  GivenText why;
  ASSERT_EQ(storymap_explain(stories.get(), 0, 0, &why, nullptr), STORYMAP_OK);
  EXPECT_EQ(why.str().find("{\"score\":1,\"kind\":\"copy\",\"terms\":["), 0U) << why.str();
}

TEST(CStories, AnUnknownProfileIsRefused) {
  CMap const map = shop();
  storymap_map const* const maps[] = {map.get()};
  storymap_analysis_options options = STORYMAP_ANALYSIS_OPTIONS_INIT;
  options.profile = "nowhere";
  options.profile_size = 7;
  storymap_stories* none = nullptr;
  CError error;
  EXPECT_EQ(storymap_stories_new(maps, 1, &options, nullptr, &none, &error), STORYMAP_INVALID_ARGUMENT);
  EXPECT_STREQ(error.path, "options.profile");
}

TEST(CAnalysis, OptionsOutOfRangeAreRefused) {
  CMap const map = shop();
  storymap_map const* const maps[] = {map.get()};
  auto const refused = [&](auto change, char const* path) {
    storymap_analysis_options options = STORYMAP_ANALYSIS_OPTIONS_INIT;
    change(options);
    storymap_analysis* analysis = nullptr;
    CError error;
    EXPECT_EQ(storymap_analyze(maps, 1, &options, nullptr, &analysis, &error), STORYMAP_INVALID_ARGUMENT);
    EXPECT_EQ(analysis, nullptr);
    EXPECT_STREQ(error.path, path) << error.message;
  };
  using Options = storymap_analysis_options;
  refused([](Options& options) { options.measure = 7; }, "options.measure");
  refused([](Options& options) { options.similar = 0; }, "thresholds");
  refused([](Options& options) { options.profile = "nobody", options.profile_size = 6; }, "profile");
  refused([](Options& options) { options.stop_word_list = "xx", options.stop_word_list_size = 2; },
          "options.stop_word_list");
  storymap_analysis* analysis = nullptr;
  EXPECT_EQ(storymap_analyze(maps, 0, nullptr, nullptr, &analysis, nullptr), STORYMAP_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace storymap::test
