// tests/server/http/test_path_table.cpp - tests of server/http/path_table.hpp.
#include "server/http/path_table.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using storymap::server::http::Method;
using storymap::server::http::PathMatch;
using storymap::server::http::PathTable;

PathTable table() {
  PathTable table;
  table.add(Method::get, "/projects");                            // 0
  table.add(Method::post, "/projects");                           // 1
  table.add(Method::get, "/projects/{project}");                  // 2
  table.add(Method::get, "/projects/all");                        // 3
  table.add(Method::get, "/projects/{project}/stories/{story}");  // 4
  table.add(Method::get, "/");                                    // 5
  return table;
}

TEST(PathTable, FindsRoutesAndTheirParameters) {
  PathTable const routes = table();
  EXPECT_EQ(routes.find(Method::post, "/projects").index, 1U);
  EXPECT_EQ(routes.find(Method::get, "/projects/all").index, 3U) << "words come before parameters";
  EXPECT_EQ(routes.find(Method::get, "/").index, 5U);
  PathMatch const match = routes.find(Method::get, "/projects/p%201/stories/%D0%B9");
  EXPECT_EQ(match.index, 4U);
  std::vector<std::pair<std::string, std::string>> const expected{{"project", "p 1"}, {"story", "й"}};
  EXPECT_EQ(match.parameters, expected);
}

TEST(PathTable, HeadIsAnsweredByGet) {
  EXPECT_EQ(table().find(Method::head, "/projects").index, 0U);
  EXPECT_EQ(table().find(Method::head, "/projects/x/stories").index, PathTable::npos);
}

TEST(PathTable, SaysWhichMethodsThereAre) {
  PathMatch const match = table().find(Method::del, "/projects");
  EXPECT_EQ(match.index, PathTable::npos);
  EXPECT_EQ(match.allow, "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(table().find(Method::get, "/nothing").allow, "");
}

TEST(PathTable, AmbiguousPathsBelongToNothing) {
  for (std::string_view const path :
       {"", "projects", "//projects", "/projects/", "/projects//", "/projects/..", "/projects/%2e%2e", "/projects/.",
        "/projects/a%2Fb", "/projects/a%5Cb", "/projects/a%00b", "/projects/a%", "/projects/a%4", "/projects/%zz",
        "/projects/%FF", "/projects/a%0Ab", "/Projects"}) {
    EXPECT_EQ(table().find(Method::get, path).index, PathTable::npos) << path;
    EXPECT_EQ(table().find(Method::get, path).allow, "") << path;
  }
}

TEST(PathTable, RefusesRoutesThatAreThereAlready) {
  PathTable routes = table();
  EXPECT_THROW(routes.add(Method::get, "/projects"), std::invalid_argument);
  EXPECT_THROW(routes.add(Method::get, "/projects/{id}"), std::invalid_argument) << "one place, two names";
  EXPECT_THROW(routes.add(Method::get, "projects"), std::invalid_argument);
}

}  // namespace
