// tests/core/test_error.cpp - the words and numbers of failures.
#include <gtest/gtest.h>
#include <storymap/error.hpp>

#include <string_view>
#include <tuple>
#include <vector>

namespace {

using storymap::Errc;
using storymap::Error;
using storymap::to_string;

// Written out again on purpose: the numbers cross the C ABI and the words stand in logs, so a change must be seen here.
std::vector<std::tuple<Errc, int, std::string_view>> const all = {
    {Errc::invalid_argument, 1, "invalid_argument"},
    {Errc::invalid_encoding, 2, "invalid_encoding"},
    {Errc::invalid_syntax, 3, "invalid_syntax"},
    {Errc::invalid_field, 4, "invalid_field"},
    {Errc::unknown_id, 5, "unknown_id"},
    {Errc::duplicate_id, 6, "duplicate_id"},
    {Errc::in_use, 7, "in_use"},
    {Errc::too_large, 8, "too_large"},
    {Errc::unsupported, 9, "unsupported"},
    {Errc::unknown_format, 10, "unknown_format"},
    {Errc::empty_vocabulary, 11, "empty_vocabulary"},
    {Errc::not_found, 12, "not_found"},
    {Errc::unreadable, 13, "unreadable"},
    {Errc::unwritable, 14, "unwritable"},
    {Errc::cancelled, 15, "cancelled"},
};

TEST(Error, CodesKeepTheirNumbersAndWords) {
  for (auto const& [code, number, word] : all) {
    EXPECT_EQ(static_cast<int>(code), number);
    EXPECT_EQ(to_string(code), word);
  }
}

TEST(Error, NumbersThatAreNoCodeHaveAWordToo) {
  EXPECT_EQ(to_string(static_cast<Errc>(0)), "unknown");
  EXPECT_EQ(to_string(static_cast<Errc>(all.size() + 1)), "unknown");
}

TEST(Error, TextStartsWithThePathWhenThereIsOne) {
  EXPECT_EQ(to_string(Error{Errc::unknown_id, "no story has the id 's9'", "/links/0/to"}),
            "/links/0/to: no story has the id 's9'");
  EXPECT_EQ(to_string(Error{Errc::empty_vocabulary, "no term is left", ""}), "no term is left");
}

TEST(Error, EqualWhenCodeMessageAndPathAre) {
  Error const error{Errc::in_use, "the task holds stories", "/tasks/t1"};
  EXPECT_EQ(error, (Error{Errc::in_use, "the task holds stories", "/tasks/t1"}));
  EXPECT_NE(error, (Error{Errc::too_large, "the task holds stories", "/tasks/t1"}));
  EXPECT_NE(error, (Error{Errc::in_use, "the task holds a story", "/tasks/t1"}));
  EXPECT_NE(error, (Error{Errc::in_use, "the task holds stories", "/tasks/t2"}));
}

}  // namespace
