// tests/core/test_report_texts.cpp - the texts of reports are complete, in both languages, and documented.
#include <gtest/gtest.h>
#include <storymap/impl/report_texts.ipp>
#include <storymap/rules.hpp>

#include <string>
#include <string_view>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
namespace texts = detail::texts;

/// Neither language may be missing, and both fill in the same arguments.
void expect_complete(LocalText const& text) {
  EXPECT_FALSE(text.en.empty());
  EXPECT_FALSE(text.ru.empty());
  for (std::string_view const argument : {"{0}", "{1}", "{2}", "{3}"}) {
    EXPECT_EQ(text.en.find(argument) == std::string_view::npos, text.ru.find(argument) == std::string_view::npos)
        << text.en << " / " << text.ru;
  }
}

void expect_complete(detail::Plural const& text) {
  for (std::size_t const number : {1U, 2U, 5U}) expect_complete(text.form(number));
}

TEST(ReportTexts, EveryWordOfAnEnumerationHasBothLanguages) {
  for (Band const band : {Band::excellent, Band::good, Band::satisfactory, Band::needs_improvement}) {
    expect_complete(texts::of(band));
  }
  for (Severity const severity : {Severity::error, Severity::warning, Severity::info}) {
    expect_complete(texts::of(severity));
    expect_complete(texts::counted_as(severity));
  }
  for (LikenessKind const kind :
       {LikenessKind::copy, LikenessKind::role, LikenessKind::slot, LikenessKind::contained, LikenessKind::reworded}) {
    expect_complete(texts::of(kind));
  }
  for (GroupKind const kind : {GroupKind::duplicate, GroupKind::similar}) expect_complete(texts::advice(kind));
  using Kind = ImportNote::Kind;
  for (Kind const kind :
       {Kind::read, Kind::defaulted, Kind::merged, Kind::renamed, Kind::not_understood, Kind::dropped}) {
    expect_complete(texts::of(kind));
    EXPECT_FALSE(to_string(kind).empty());
  }
}

TEST(ReportTexts, EveryTableHasBothLanguages) {
  for (texts::Headline const& headline : texts::headlines) expect_complete(headline.text);
  for (texts::CountWord const& word : texts::count_words) expect_complete(word.text);
  EXPECT_EQ(texts::count_word("cards", Language::ru), "карточки");
  EXPECT_EQ(texts::count_word("frobs", Language::ru), "frobs");
}

TEST(ReportTexts, EveryRuleThatMayFindMuchHasAHeadline) {
  for (Rule const& rule : rules::compat()) {
    bool const once = rule.id == "compat/no_activities" || rule.id == "compat/unbalanced_releases";
    EXPECT_EQ(texts::headline(rule.id) == nullptr, once) << rule.id;
  }
}

TEST(ReportTexts, EveryKindOfIssueIsDocumented) {
  std::string const page = storymap_test::read_file(storymap_test::source_dir() / "docs/reference/validation.md");
  for (Rule const& rule : rules::compat()) {
    std::string const heading = "### " + std::string(rule.kind) + " (" + std::string(to_string(rule.severity)) + ")\n";
    EXPECT_NE(page.find(heading), std::string::npos) << heading;
  }
}

}  // namespace
