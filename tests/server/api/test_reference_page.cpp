// tests/server/api/test_reference_page.cpp - tests of server/api/reference_page.hpp and of how it is served.
#include "server/api/reference_page.hpp"

#include "server/api/routes.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/server/api/api_test.hpp"

namespace storymap_test {
namespace {

using namespace storymap::server::api;
using storymap::Language;

class ReferencePage : public ApiTest {};

/// Everything that a schema says in words.
void collect(storymap::server::Schema const& schema, std::set<std::string>& texts) {
  if (!schema.description.empty()) texts.insert(schema.description);
  for (auto const& field : schema.fields) collect(field.schema, texts);
  if (schema.element) collect(*schema.element, texts);
}

TEST_F(ReferencePage, EverythingItSaysIsTranslated) {
  std::set<std::string> texts;
  for (Route const& route : all_routes()) {
    texts.insert(route.summary);
    texts.insert(route.tag);
    for (Parameter const& parameter : route.query) texts.insert(parameter.summary);
    if (route.body) collect(*route.body, texts);
    if (route.answer) collect(*route.answer, texts);
  }
  for (std::string const& text : texts) {
    EXPECT_NE(find_reference_text(text), "") << "server/api/reference_text.cpp lacks: " << text;
  }
}

TEST_F(ReferencePage, HasEveryRoute) {
  std::vector<Route> const routes = all_routes();
  for (Language const language : {Language::en, Language::ru}) {
    std::string const page = reference_page(routes, language);
    for (Route const& route : routes) {
      EXPECT_NE(page.find("<article id=\"" + route.operation + "\">"), std::string::npos) << route.operation;
    }
    EXPECT_EQ(page.find("{{"), std::string::npos);
  }
}

TEST_F(ReferencePage, IsServedInTheLanguageOfTheCaller) {
  Answer const english = get("/api/docs");
  EXPECT_EQ(english.status, 200);
  EXPECT_EQ(english.headers.find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(english.headers.find("Content-Language"), "en");
  EXPECT_NE(english.text.find("Score and issues alone"), std::string::npos);
  EXPECT_NE(english.headers.find("Content-Security-Policy").value_or("").find("style-src 'self'"), std::string::npos);
  Answer const russian = get("/api/docs?language=ru");
  EXPECT_EQ(russian.headers.find("Content-Language"), "ru");
  EXPECT_NE(russian.text.find("Только оценка и замечания"), std::string::npos);
  EXPECT_EQ(get("/api/docs?language=fr").status, 422);
  EXPECT_EQ(get("/api/docs.css").headers.find("Content-Type"), "text/css; charset=utf-8");
}

TEST_F(ReferencePage, NeedsNothingFromElsewhere) {
  std::string const page = reference_page(all_routes(), Language::en);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("src="), std::string::npos);
  EXPECT_EQ(page.find("href=\"http"), std::string::npos);
  EXPECT_EQ(reference_style().find("url("), std::string_view::npos);
  EXPECT_EQ(reference_style().find("@import"), std::string_view::npos);
}

TEST_F(ReferencePage, WhatIsNotItsOwnIsNoMarkup) {
  Route route;
  route.path = "/<b>";
  route.operation = "x\"y";
  route.summary = "a < b & c";
  route.tag = "maps";
  std::string const page = reference_page(std::span(&route, 1), Language::en);
  EXPECT_NE(page.find("/&lt;b&gt;"), std::string::npos);
  EXPECT_NE(page.find("id=\"x&quot;y\""), std::string::npos);
  EXPECT_NE(page.find("a &lt; b &amp; c"), std::string::npos);
}

}  // namespace
}  // namespace storymap_test
