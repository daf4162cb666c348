// tests/core/test_report_width.cpp - columns of a terminal, and lines that keep to them.
#include <gtest/gtest.h>
#include <storymap/detail/report_line.hpp>
#include <storymap/detail/report_marks.hpp>
#include <storymap/detail/report_page.hpp>

#include <string>
#include <vector>

#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using detail::Line;
using detail::Style;

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(detail::display_width(""), 0U);
  EXPECT_EQ(detail::display_width("pay"), 3U);
  EXPECT_EQ(detail::display_width("оплата"), 6U);
  EXPECT_EQ(detail::display_width("日本語"), 6U);
  EXPECT_EQ(detail::display_width("ｆｕｌｌ"), 8U);
  EXPECT_EQ(detail::display_width("한글"), 4U);
  EXPECT_EQ(detail::display_width("🙂"), 2U);
}

TEST(DisplayWidth, MarksStandOnTheCharacterBefore) {
  EXPECT_EQ(detail::display_width("e\u0301"), 1U);
  EXPECT_EQ(detail::display_width("и\u0306"), 1U);
  EXPECT_EQ(detail::display_width("a\u200Bb"), 2U);
  EXPECT_EQ(detail::display_width("नमस्ते"), 4U);
}

TEST(DisplayWidth, AnEmojiSelectorMakesANarrowSignWide) {
  EXPECT_EQ(detail::display_width("\u2764"), 1U);
  EXPECT_EQ(detail::display_width("\u2764\uFE0F"), 2U);
  EXPECT_EQ(detail::display_width("🙂\uFE0F"), 2U);
}

TEST(DisplayWidth, FittingNeverCutsACharacter) {
  EXPECT_EQ(detail::fitting("日本語", 5), "日本");
  EXPECT_EQ(detail::fitting("оплата", 3), "опл");
  EXPECT_EQ(detail::fitting("e\u0301x", 1), "e\u0301");
  EXPECT_EQ(detail::fitting("pay", 9), "pay");
  EXPECT_EQ(detail::fitting("pay", 0), "");
}

TEST(DisplayWidth, TheEndThatFitsBeginsWithAWord) {
  EXPECT_EQ(detail::fitting_end("pay the order by card", 9), "by card");
  EXPECT_EQ(detail::fitting_end("pay", 9), "pay");
  EXPECT_EQ(detail::fitting_end("incomprehensibilities", 5), "ities");
}

TEST(Printable, EscapeSequencesLoseTheirPower) {
  EXPECT_EQ(detail::printable("a\x1b[31mred"), "a\uFFFD[31mred");
  EXPECT_EQ(detail::printable("bell\a del\x7F"), "bell\uFFFD del\uFFFD");
  EXPECT_EQ(detail::printable("c1\u009B31m"), "c1\uFFFD31m");
  EXPECT_EQ(detail::printable("\u202Egnp.exe"), "\uFFFDgnp.exe");
  EXPECT_EQ(detail::printable("\u2066x\u2069"), "\uFFFDx\uFFFD");
}

TEST(Printable, LineEndsBecomeOneSpace) {
  EXPECT_EQ(detail::printable("a\r\nb\tc\n\nd"), "a b c d");
  EXPECT_EQ(detail::printable("a\u2028b\u0085c"), "a b c");
}

TEST(Printable, BytesThatAreNoTextBecomeTheReplacementCharacter) {
  EXPECT_EQ(detail::printable("a\xFF\xC3"), "a\uFFFD\uFFFD");
}

TEST(Printable, NothingActiveIsLeftOfAnyBytes) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    std::string const clean = detail::printable(random.bytes(60));
    ASSERT_TRUE(is_valid_utf8(clean));
    for (std::size_t at = 0; at < clean.size();) {
      CodePoint const point = decode_utf8(clean, at);
      ASSERT_FALSE(detail::is_active(point.value));
      at += point.size;
    }
  });
}

TEST(Line, IsCutWithAnEllipsis) {
  Line line(false);
  line.add("Pay the ").add("order", Style::bold);
  EXPECT_EQ(Line(line).cut(13).text(), "Pay the order");
  EXPECT_EQ(Line(line).cut(12).text(), "Pay the ord…");
  EXPECT_EQ(Line(line).cut(1).text(), "…");
  EXPECT_EQ(Line(line).cut(0).text(), "");
}

TEST(Line, MarksWordsByColourOrByBrackets) {
  Line plain(false);
  Line colored(true);
  for (Line* line : {&plain, &colored}) line->add("to ").add("PDF", Style::only_a).add(" ").add("Excel", Style::only_b);
  EXPECT_EQ(plain.text(), "to [-PDF-] {+Excel+}");
  EXPECT_EQ(colored.text(), "to \x1b[1;31mPDF\x1b[0m \x1b[1;32mExcel\x1b[0m");
  EXPECT_EQ(colored.width(), 12U);
}

TEST(Line, WrapsAtSpacesAndInsideWordsThatAreTooLong) {
  Line line(false);
  line.add("Pay the order by card");
  auto const texts = [](std::vector<Line> const& lines) {
    std::vector<std::string> out;
    out.reserve(lines.size());
    for (Line const& part : lines) out.push_back(part.text());
    return out;
  };
  EXPECT_EQ(texts(line.wrapped(9, 9)), (std::vector<std::string>{"Pay the", "order by", "card"}));
  EXPECT_EQ(texts(line.wrapped(9, 2)), (std::vector<std::string>{"Pay the", "order by…"}));
  EXPECT_EQ(texts(line.wrapped(40, 9)), (std::vector<std::string>{"Pay the order by card"}));
  Line url(false);
  url.add("https://example.com/orders");
  EXPECT_EQ(texts(url.wrapped(10, 9)), (std::vector<std::string>{"https://ex", "ample.com/", "orders"}));
}

TEST(Line, NoPieceOfAnyTextIsWiderThanAsked) {
  storymap_test::for_each_case([](storymap_test::Random& random) {
    Line line(random.chance(0.5));
    for (std::size_t pieces = random.below(4); pieces > 0; --pieces) {
      line.add(random.text(20) + " " + random.text(20), random.chance(0.5) ? Style::only_a : Style::plain);
    }
    std::size_t const columns = 2 + random.below(30);
    for (Line const& part : line.wrapped(columns, 1 + random.below(4))) ASSERT_LE(part.width(), columns);
    ASSERT_LE(line.cut(columns).width(), columns);
  });
}

TEST(Page, ParagraphsFlowBelowTheEndOfTheirLead) {
  detail::Page page(40, false);
  Line lead = page.line(2);
  lead.add("1. ");
  page.paragraph(lead, "Write down how you will know that the story is done");
  EXPECT_EQ(page.take(),
            "  1. Write down how you will know that\n"
            "     the story is done\n");
}

TEST(Page, GapsDoNotAddUp) {
  detail::Page page(80, false);
  page.gap();
  page.put(page.line().add("a"));
  page.gap();
  page.gap();
  page.put(page.line().add("b"));
  EXPECT_EQ(page.take(), "a\n\nb\n");
}

TEST(ReportMarks, ATextShortenedToTwoColumnsDoesNotReadBeforeItsBeginning) {
  for (std::size_t columns = 0; columns < 12; ++columns) {
    for (std::string const text :
         {"abcdef", "ab cd ef", "\xD0\xB0\xD0\xB1\xD0\xB2\xD0\xB3", "a\xCC\x81\xCC\x81 b\xCC\x81 c"}) {
      std::string const shortened = storymap::detail::shorten_middle(text, columns);
      EXPECT_LE(storymap::detail::display_width(shortened), columns) << text;
    }
  }
}

}  // namespace
