// tests/core/test_import_report.cpp - how an import report keeps notes: as many as people read.
#include <gtest/gtest.h>
#include <storymap/import_report.hpp>

#include <cstddef>
#include <string>

namespace {

using storymap::ImportNote;
using storymap::ImportReport;
using Kind = storymap::ImportNote::Kind;

TEST(ImportReport, NotesThatSayTheSameAreOne) {
  ImportReport report;
  report.add(Kind::read, "a", "/0", 1);
  report.add(Kind::dropped, "a", "/1", 2);
  report.add(Kind::read, "a", "/2", 3);
  ASSERT_EQ(report.notes.size(), 2U);
  EXPECT_EQ(report.notes[0], (ImportNote{Kind::read, "a", "/0", 1, 2}));
  EXPECT_EQ(report.notes[1], (ImportNote{Kind::dropped, "a", "/1", 2, 1}));
}

TEST(ImportReport, OfOneTopicTheFirstAreInFullAndTheOthersCounted) {
  ImportReport report;
  for (std::size_t i = 0; i < 100'000; ++i) {
    report.add_one_of(Kind::defaulted, "more words are odd", "odd " + std::to_string(i), {}, i + 1);
  }
  ASSERT_EQ(report.notes.size(), ImportReport::most_in_full + 1);
  EXPECT_EQ(report.notes.front(), (ImportNote{Kind::defaulted, "odd 0", "", 1, 1}));
  EXPECT_EQ(report.notes.back(), (ImportNote{Kind::defaulted, "more words are odd", "", ImportReport::most_in_full + 1,
                                             100'000 - ImportReport::most_in_full}));
}

TEST(ImportReport, ANoteThatIsThereAlreadyTakesNoRoomOfItsTopic) {
  ImportReport report;
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < ImportReport::most_in_full; ++i) {
      report.add_one_of(Kind::defaulted, "more", "odd " + std::to_string(i));
    }
  }
  ASSERT_EQ(report.notes.size(), ImportReport::most_in_full);
  for (ImportNote const& note : report.notes) EXPECT_EQ(note.times, 3U);
}

TEST(ImportReport, TopicsDoNotTakeRoomFromEachOther) {
  ImportReport report;
  for (std::size_t i = 0; i < 2 * ImportReport::most_in_full; ++i) {
    report.add_one_of(Kind::defaulted, "more personas", "persona " + std::to_string(i));
    report.add_one_of(Kind::defaulted, "more releases", "release " + std::to_string(i));
  }
  EXPECT_EQ(report.notes.size(), 2 * (ImportReport::most_in_full + 1));
}

}  // namespace
