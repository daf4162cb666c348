// tests/core/test_grammar.cpp - who, what and why of a story sentence; on examples and on real backlogs.
#include <gtest/gtest.h>
#include <storymap/grammar.hpp>
#include <storymap/text.hpp>
#include <support/storymap_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using storymap::parse_story;
using storymap::StoryParts;

std::string shown(std::optional<StoryParts> const& parts) {
  if (!parts) return "no story";
  std::string text;
  for (std::string_view const part : {parts->role, parts->means, parts->ends}) text += "[" + std::string(part) + "] ";
  return text;
}

struct Example {
  std::string_view sentence;
  StoryParts parts;
};

void expect_parts(std::initializer_list<Example> examples) {
  for (auto const& [sentence, parts] : examples) EXPECT_EQ(shown(parse_story(sentence)), shown(parts)) << sentence;
}

TEST(Grammar, ReadsTheEnglishTemplate) {
  expect_parts({
      {"As a customer, I want to pay by card, so that I need no cash.", {"customer", "pay by card", "I need no cash"}},
      {"As an Admin I want to see the log", {"Admin", "see the log", ""}},
      {"AS THE OWNER, WE NEED A REPORT IN ORDER TO PLAN", {"OWNER", "A REPORT", "PLAN"}},
      {"As a(n) editor, I'd like to be able to undo, so I can try things", {"editor", "undo", "I can try things"}},
      {"As lab administrator, I would like access because I support users",
       {"lab administrator", "access", "I support users"}},
      {"as a user i can log in so i see my files", {"user", "log in", "i see my files"}},
      {"As a guest, I should be able to read. So that I stay", {"guest", "read", "I stay"}},
      {"As a guest, I must be able to leave", {"guest", "leave", ""}},
      {"As a guest, I wish to leave so as to rest", {"guest", "leave", "rest"}},
      {"As a tester, I\u2019m able to log in", {"tester", "log in", ""}},
      {"I, as a tester, want to log in", {"tester", "log in", ""}},
      {"As a developer, would like an export", {"developer", "an export", ""}},
      {"As a user\nI want a list\nso that I find things\n", {"user", "a list", "I find things"}},
  });
}

TEST(Grammar, ReadsTheRussianTemplate) {
  expect_parts({
      {"Как покупатель, я хочу платить картой, чтобы не носить наличные.",
       {"покупатель", "платить картой", "не носить наличные"}},
      {"Как покупатель хочу платить картой", {"покупатель", "платить картой", ""}},
      {"КАК АДМИНИСТРАТОР, Я ХОТЕЛА БЫ ВИДЕТЬ ЖУРНАЛ ДЛЯ ТОГО, ЧТОБЫ ИСКАТЬ ОШИБКИ",
       {"АДМИНИСТРАТОР", "ВИДЕТЬ ЖУРНАЛ", "ИСКАТЬ ОШИБКИ"}},
      {"Как клиент, мне нужно меню, так как я спешу", {"клиент", "меню", "я спешу"}},
      {"Как клиент, мы можем вернуть товар для того чтобы получить деньги",
       {"клиент", "вернуть товар", "получить деньги"}},
      {"Я, как модератор, хочу иметь возможность удалять спам", {"модератор", "удалять спам", ""}},
      {"Как оператор, мне необходимо сменить пароль, потому что он старый",
       {"оператор", "сменить пароль", "он старый"}},
      {"Как пользователь, я получу счёт", {"пользователь", "получу счёт", ""}},
  });
}

// "хочу, чтобы" introduces the means; only the next "чтобы" says why.
TEST(Grammar, TellsTheWishFromThePurpose) {
  expect_parts({
      {"Как админ, я хочу, чтобы пароль скрывался, чтобы его не увидели",
       {"админ", "пароль скрывался", "его не увидели"}},
      {"Как админ, я хочу чтобы система работала", {"админ", "система работала", ""}},
  });
}

TEST(Grammar, ReadsTheBenefitFirst) {
  expect_parts({
      {"In order to save time, as a buyer, I want to repeat an order", {"buyer", "repeat an order", "save time"}},
      {"Чтобы знать, как идут дела, как менеджер, я хочу отчёт", {"менеджер", "отчёт", "знать, как идут дела"}},
  });
}

TEST(Grammar, MixesLanguages) {
  expect_parts({{"As a Full-пользователь, I want to выбрать кампанию, so that я могу начать",
                 {"Full-пользователь", "выбрать кампанию", "я могу начать"}}});
}

TEST(Grammar, LeavesOutTagsNumbersAndMarks) {
  StoryParts const parts = {"user", "log in", ""};
  for (std::string_view const sentence : {
           "#G02# As a user, I want to log in",
           "[WEB] As a user, I want to log in",
           "1. As a user, I want to log in",
           "US-12: As a user, I want to log in",
           "US-12 As a user, I want to log in",
           "- [ ] As a user, I want to log in",
           "Login page. As a user, I want to log in",
           "**As a** user, **I want** to log in",
           "As a user , I want to log in ...",
           "As a [user], I want [to log in]",
           "As <a user> I want to <log in>!",
           "As a (user) - I want to: log in;",
       }) {
    EXPECT_EQ(shown(parse_story(sentence)), shown(parts)) << sentence;
  }
}

TEST(Grammar, KeepsNegationsAndAdverbs) {
  expect_parts({
      {"As a user I don't want to see ads", {"user", "don't want to see ads", ""}},
      {"As a user, I never want ads", {"user", "never want ads", ""}},
      {"As a user, I can't log in", {"user", "can't log in", ""}},
      {"Как пользователь, я не хочу рекламы", {"пользователь", "не хочу рекламы", ""}},
  });
}

TEST(Grammar, TakesAnIndicatorOnlyAsAWholeWordInItsPlace) {
  expect_parts({
      {"As a user, I want so-called tags and also this", {"user", "so-called tags and also this", ""}},
      {"As a candidate for canning, I want work", {"candidate for canning", "work", ""}},
      {"As a user, I want it to run so fast", {"user", "it to run so fast", ""}},
      {"As an IT specialist, I want logs", {"IT specialist", "logs", ""}},
      {"Как пользователь, я хочу видеть, так ли это, как надо", {"пользователь", "видеть, так ли это, как надо", ""}},
  });
}

TEST(Grammar, RefusesWhatIsNoStory) {
  for (std::string_view const sentence : {
           "",
           " ",
           "As",
           "As a user",
           "As a user, I",
           "As a user, I want",
           "As a user, I want, so that",
           "As a, I want to log in",
           "I want to log in",
           "So that I can log in",
           "Fix the login page",
           "As a result, we need better logs",
           "As soon as I log in, I want a list",
           "As described in the guide, we want a list",
           "The same as a user, I want this",
           "Как",
           "Как войти?",
           "Как пользователь",
           "Как только я войду, я хочу список",
           "Пользователь сможет войти",
           "Хочу войти",
           "чтобы, как, я хочу",
       }) {
    EXPECT_EQ(shown(parse_story(sentence)), "no story") << sentence;
  }
}

bool is_view_into(std::string_view part, std::string_view text) {
  return part.empty() || (part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size());
}

TEST(Grammar, PartsAreViewsInOrderOnAnyText) {
  std::vector<std::string> const pieces = {
      "As a ", "user", ", ", "I ", "want ",  "to ",  "so that ", "in order to ", "как ",  "я ",  "хочу ", "чтобы ",
      "[",     "]",    "**", "\n", "don't ", "\xFF", ".",        "#1 ",          "роль ", "so ", "a(n) ", "\xD0"};
  storymap_test::for_each_case([&](storymap_test::Random& random) {
    std::string text;
    for (std::size_t count = random.below(20); count > 0; --count) {
      text += random.chance(0.1) ? random.bytes(4) : random.pick(pieces);
    }
    auto const parts = parse_story(text);
    if (!parts) return;
    EXPECT_FALSE(parts->role.empty() || parts->means.empty());
    EXPECT_LT(parts->role.data(), parts->means.data());
    for (std::string_view const part : {parts->role, parts->means, parts->ends}) EXPECT_TRUE(is_view_into(part, text));
  });
}

// A megabyte of each kind of near miss: what is not linear does not end.
TEST(Grammar, IsLinear) {
  auto const begin = std::chrono::steady_clock::now();
  for (std::string_view const piece :
       {" ", "]", "so ", "as ", ", as a", "I ", ", I ", "чтобы ", "*", "\n", "in order ", "\x80"}) {
    std::string text = "In order to pay, as a user, I want ";
    while (text.size() < 1'000'000) text += piece;
    (void)parse_story(text);
    (void)parse_story(std::string_view(text).substr(text.find(',')));
    (void)parse_story("As a user" + text.substr(text.find(" want") + 5) + ", I want x");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

// ---- real backlogs: JSON lines, of which a test needs a few strings ----

/// The string that follows `key` in a line of JSON, at or after `from`; empty when there is none.
std::string json_string(std::string_view line, std::string_view key, std::size_t from = 0) {
  std::size_t at = line.find(key, from);
  if (at == std::string_view::npos) return {};
  std::string value;
  for (at = line.find('"', at + key.size()) + 1; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] == '\\') ++at;
    value += line[at];
  }
  return value;
}

std::vector<std::string> data_lines(char const* path) {
  std::string const text = storymap_test::read_file(*storymap_test::data_dir() / path);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// A role as people compare it: without article, letter case and punctuation.
std::string comparable(std::string_view role) {
  std::string clean = storymap::clean_text(role);
  for (std::string_view const article : {"a ", "an ", "the "}) {
    if (clean.starts_with(article)) return clean.substr(article.size());
  }
  return clean;
}

struct Share {
  std::size_t hits = 0;
  std::size_t of = 0;

  void count(bool hit) {
    hits += hit ? 1 : 0;
    ++of;
  }
  [[nodiscard]] double value() const { return static_cast<double>(hits) / static_cast<double>(of); }
};

void report(char const* name, Share share) {
  testing::Test::RecordProperty(name, std::to_string(share.hits) + " of " + std::to_string(share.of));
}

TEST(GrammarOnRealData, FindsTheAnnotatedRole) {
  STORYMAP_NEEDS_DATA("dalpiaz/annotated.open.jsonl");
  Share parsed;
  Share role;
  Share has_ends;
  for (std::string const& line : data_lines("dalpiaz/annotated.open.jsonl")) {
    std::string const title = json_string(line, "\"title\":");
    auto const parts = parse_story(title);
    std::string const persona = json_string(line, "\"text\":", line.find("\"label\": \"Persona\""));
    parsed.count(parts.has_value());
    role.count(parts && comparable(parts->role) == comparable(persona));
    bool const benefit = line.find("\"label\": \"Benefit\"") != std::string::npos;
    has_ends.count(parts && parts->ends.empty() != benefit);
  }
  report("parsed", parsed);
  report("role", role);
  report("has_ends", has_ends);
  EXPECT_GE(parsed.of, 1'000U);
  EXPECT_GE(parsed.value(), 0.99);
  EXPECT_GE(role.value(), 0.99);
  EXPECT_GE(has_ends.value(), 0.99);
}

TEST(GrammarOnRealData, FindsTheRoleOfGeneratedStories) {
  STORYMAP_NEEDS_DATA("ustai/stories_all.open.jsonl");
  Share parsed;
  Share role;
  for (std::string const& line : data_lines("ustai/stories_all.open.jsonl")) {
    std::string const title = json_string(line, "\"title\":");
    auto const parts = parse_story(title);
    std::string const stated = json_string(line, "\"role\":");
    parsed.count(parts.has_value());
    if (!stated.empty()) role.count(parts && comparable(parts->role) == comparable(stated));
  }
  report("parsed", parsed);
  report("role", role);
  EXPECT_GE(parsed.value(), 0.99);
  EXPECT_GE(role.value(), 0.99);
}

// Sentences in the third person ("the user will be able to ...") are in no story template and are not counted.
TEST(GrammarOnRealData, ReadsRussianStories) {
  STORYMAP_NEEDS_DATA("ru_native/stories.open.jsonl", "ru_requirements/user_stories_ru.open.jsonl");
  Share parsed;
  for (char const* path : {"ru_native/stories.open.jsonl", "ru_requirements/user_stories_ru.open.jsonl"}) {
    for (std::string const& line : data_lines(path)) {
      std::string const title = json_string(line, "\"title\":");
      bool const template_form = title.starts_with("Как ");
      if (template_form) parsed.count(parse_story(title).has_value());
      EXPECT_TRUE(template_form || !parse_story(title)) << title;
    }
  }
  report("parsed", parsed);
  EXPECT_GE(parsed.of, 250U);
  EXPECT_GE(parsed.value(), 0.95);
}

TEST(GrammarOnRealData, ReadsAMixedMap) {
  STORYMAP_NEEDS_DATA("story_maps/hybe-assist-ru.json");
  Share whole;
  for (std::string const& line : data_lines("story_maps/hybe-assist-ru.json")) {
    std::string const description = json_string(line, "\"description\":");
    if (!description.starts_with("As a ")) continue;
    auto const parts = parse_story(description);
    whole.count(parts && !parts->ends.empty());
  }
  EXPECT_GE(whole.of, 10U);
  EXPECT_EQ(whole.hits, whole.of);
}

// Issues are prose, few of them stories: a parser that finds a story in every other one is no use.
TEST(GrammarOnRealData, FindsFewStoriesInIssues) {
  STORYMAP_NEEDS_DATA("deep-se/issues.open.jsonl");
  Share wrong;
  for (std::string const& line : data_lines("deep-se/issues.open.jsonl")) {
    std::string const text = json_string(line, "\"description\":");
    std::string const opening = storymap::to_lower(text.substr(0, 80));
    bool const plausible = opening.find("as a") != std::string::npos || opening.find("as patrick") != std::string::npos;
    if (!plausible) wrong.count(parse_story(text).has_value());
  }
  report("wrong", wrong);
  EXPECT_LE(wrong.value(), 0.005);
}

}  // namespace
