// tests/server/api/test_map_routes.cpp - tests of the routes of projects, maps, files and analysis.
#include <fstream>
#include <iterator>

#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;

class MapApi : public ApiTest {
 protected:
  MapApi() : anna_(member("anna")), project_(project_of(anna_)), url_("/api/v1/projects/" + project_) {}

  Answer edit(std::string const& batch, std::int64_t base, std::string const& edits, Caller const& who,
              std::vector<std::pair<std::string, std::string>> headers = {}) {
    Caller caller = who;
    caller.headers = std::move(headers);
    return post(
        url_ + "/edits",
        R"({"batch_id":")" + batch + R"(","base_revision":)" + std::to_string(base) + R"(,"edits":[)" + edits + "]}",
        caller);
  }
  static std::string file(std::string const& name) {
    std::ifstream in(std::string(STORYMAP_SOURCE_DIR) + "/examples/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Answer import(std::string const& name, std::string const& query = "") {
    return post(url_ + "/import" + query, file(name),
                {.token = anna_.token, .headers = {{"Content-Type", "application/octet-stream"}}});
  }

  static constexpr char const* activity =
      R"({"v":1,"op":"add","noun":"activity","value":{"id":"a1","title":"Buy"},"after":null})";

  Caller anna_;
  std::string project_;
  std::string url_;
};

TEST_F(MapApi, AMapBeginsEmptyAndGrowsByEdits) {
  EXPECT_EQ(get(url_ + "/map", anna_).text, R"({"revision":1,"storymap":1,"name":"Shop","activities":[]})");
  Answer const edited = edit("b1", 1, activity, anna_);
  EXPECT_EQ(edited.text, R"({"revision":2,"overwritten":[],"replaced":[]})");
  EXPECT_EQ(get(url_ + "/map", anna_).body().at("activities").at(0).at("title").as_string(), "Buy");
  EXPECT_EQ(get(url_ + "/map?revision=1", anna_).body().at("activities").as_array().size(), 0U);
  EXPECT_EQ(edit("b1", 1, activity, anna_).text, edited.text) << "sent again";
}

TEST_F(MapApi, TheMapIsSentOnceToWhoHasIt) {
  Answer const first = get(url_ + "/map", anna_);
  Caller knowing = anna_;
  knowing.headers = {{"If-None-Match", std::string(*first.headers.find("ETag"))}};
  EXPECT_EQ(get(url_ + "/map", knowing).status, 304);
  edit("b1", 1, activity, anna_);
  EXPECT_EQ(get(url_ + "/map", knowing).status, 200);
}

TEST_F(MapApi, AStalePreconditionIsRefused) {
  edit("b1", 1, activity, anna_);
  Answer const stale = edit("b2", 1, R"({"v":1,"op":"set","noun":"activity","id":"a1","field":"title","value":"Sell"})",
                            anna_, {{"If-Match", "\"r1\""}});
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(stale.body().at("revision").as_int64(), 2);
  EXPECT_EQ(edit("b2", 2, R"({"v":1,"op":"set","noun":"activity","id":"a1","field":"title","value":"Sell"})", anna_,
                 {{"If-Match", "\"r2\""}})
                .status,
            200);
}

TEST_F(MapApi, WhatIsWrongWithAnEditIsNamed) {
  auto const pointer = [&](std::string const& edits) {
    Answer const answer = edit("x", 1, edits, anna_);
    EXPECT_EQ(answer.status, 422) << answer.text;
    return std::string(answer.body().at("errors").at(0).at("pointer").as_string());
  };
  EXPECT_EQ(pointer(R"({"v":1,"op":"remove","noun":"story","id":"s9"})"), "/edits/0/id");
  EXPECT_EQ(pointer(std::string(activity) + R"(,{"v":1,"op":"fly","noun":"story","id":"s9"})").substr(0, 8),
            "/edits/1");
  EXPECT_EQ(pointer(R"({"v":2})").substr(0, 8), "/edits/0");
  EXPECT_EQ(pointer(""), "/edits") << "none at all";
}

TEST_F(MapApi, UndoRedoAndTheLog) {
  edit("b1", 1, activity, anna_);
  EXPECT_EQ(post(url_ + "/undo", R"({"batch_id":"u1","client_id":"tab"})", anna_).at("revision"), "3");
  EXPECT_EQ(post(url_ + "/undo", R"({"batch_id":"u2"})", anna_).code(), "nothing_to_undo");
  EXPECT_EQ(post(url_ + "/redo", R"({"batch_id":"u3"})", anna_).at("revision"), "4");
  Answer const log = get(url_ + "/changes?since=1", anna_);
  json::value const body = log.body();
  ASSERT_EQ(body.at("changes").as_array().size(), 3U);
  EXPECT_EQ(body.at("changes").at(0).at("kind").as_string(), "edit");
  EXPECT_EQ(body.at("changes").at(1).at("kind").as_string(), "undo");
  EXPECT_EQ(body.at("changes").at(1).at("client_id").as_string(), "tab");
  EXPECT_EQ(body.at("changes").at(0).at("edits").at(0), json::parse(activity));
  EXPECT_EQ(get(url_ + "/changes?since=4", anna_).text, R"({"changes":[],"has_more":false})");
}

TEST_F(MapApi, ARealBoardIsImportedAnalysedAndExported) {
  Answer const dry = import("trello/de-amirite.json", "?dry_run=true");
  EXPECT_EQ(dry.status, 200) << dry.text;
  EXPECT_TRUE(dry.body().at("revision").is_null());
  EXPECT_EQ(dry.body().at("report").at("counts").at("cards").as_int64(), 81);
  EXPECT_EQ(get(url_ + "/map", anna_).body().at("activities").as_array().size(), 0U) << "nothing has happened";
  EXPECT_EQ(import("trello/de-amirite.json").at("revision"), "2");
  Answer const analysis = post(url_ + "/analysis", "{}", anna_);
  EXPECT_EQ(analysis.body().at("overall_score").as_int64(), 27);
  EXPECT_EQ(post(url_ + "/analysis", R"({"similar":0.9,"duplicate":0.5})", anna_).status, 422);
  Answer const closest = post(url_ + "/closest", R"({"text":"login with google","limit":3})", anna_);
  EXPECT_EQ(closest.status, 200) << closest.text;
  for (std::string const format : {"json", "markdown", "csv"}) {
    Answer const exported = get(url_ + "/export?format=" + format, anna_);
    EXPECT_EQ(exported.status, 200) << format;
    EXPECT_GT(exported.text.size(), 1000U);
  }
  EXPECT_EQ(get(url_ + "/export?format=trello", anna_).code(), "invalid_request");
  EXPECT_EQ(
      post(url_ + "/import", "\xFF\xFE broken", {.token = anna_.token, .headers = {{"Content-Type", "text/plain"}}})
          .status,
      422);
}

TEST_F(MapApi, AnalysesAreMadeAnewWhenTheMapOrTheQuestionChanges) {
  import("trello/de-amirite.json");
  std::string const first = post(url_ + "/analysis", "{}", anna_).text;
  EXPECT_EQ(post(url_ + "/analysis", "{}", anna_).text, first);
  EXPECT_NE(post(url_ + "/analysis", R"({"language":"ru"})", anna_).text, first);
  EXPECT_NE(post(url_ + "/analysis", R"({"similar":0.2})", anna_).text, first);
  EXPECT_NE(post(url_ + "/validation", "{}", anna_).text, first);
  edit("b9", 2, activity, anna_);
  EXPECT_NE(post(url_ + "/analysis", "{}", anna_).text, first) << "of another map";
}

TEST_F(MapApi, WhoTypesIsAnsweredFromTheMapAsItIs) {
  import("trello/de-amirite.json");
  std::string const question = R"({"text":"log in with a password","limit":3})";
  std::string const before = post(url_ + "/closest", question, anna_).text;
  EXPECT_EQ(post(url_ + "/closest", question, anna_).text, before);
  edit("b9", 2, activity, anna_);
  edit("b10", 3, R"({"v":1,"op":"add","noun":"task","value":{"id":"t99","title":"Enter"},"parent":"a1","after":null})",
       anna_);
  edit(
      "b11", 4,
      R"({"v":1,"op":"add","noun":"story","value":{"id":"s99","title":"log in with a password"},"parent":"t99","after":null})",
      anna_);
  Answer const after = post(url_ + "/closest", question, anna_);
  EXPECT_NE(after.text.find("s99"), std::string::npos) << after.text;
}

TEST_F(MapApi, DuplicatesAreFoundAcrossProjectsOneMaySee) {
  import("trello/de-amirite.json");
  std::string const copy = post(url_ + "/copy", R"({"name":"Copy"})", anna_).at("id");
  Answer const found = post("/api/v1/duplicates", "{}", anna_);
  EXPECT_EQ(found.status, 200) << found.text.substr(0, 300);
  EXPECT_GE(found.body().at("stats").at("pairs_found").as_int64(), 50);
  Caller const boris = member("boris");
  EXPECT_EQ(post("/api/v1/duplicates", R"({"projects":[")" + copy + R"("]})", boris).status, 404);
}

TEST_F(MapApi, ProjectsAreListedPageByPage) {
  for (int k = 0; k < 5; ++k) {
    clock_.advance(std::chrono::milliseconds(1));
    project_of(anna_, "P" + std::to_string(k));
  }
  std::vector<std::string> names;
  std::string target = "/api/v1/projects?limit=2";
  for (int page = 0; page < 3; ++page) {
    json::value const body = get(target, anna_).body();
    for (json::value const& project : body.at("projects").as_array())
      names.emplace_back(project.at("name").as_string());
    if (body.at("next_cursor").is_null()) break;
    target = "/api/v1/projects?limit=2&cursor=" + std::string(body.at("next_cursor").as_string());
  }
  EXPECT_EQ(names, (std::vector<std::string>{"P4", "P3", "P2", "P1", "P0", "Shop"}));
}

TEST_F(MapApi, AProjectKeepsAnOwner) {
  std::string const me = get("/api/v1/me", anna_).at("id");
  EXPECT_EQ(send(http::Method::del, url_ + "/members/" + me, {}, anna_).code(), "last_owner");
  EXPECT_EQ(send(http::Method::patch, url_ + "/members/" + me, R"({"role":"viewer"})", anna_).code(), "last_owner");
  member("boris");
  share(project_, anna_, "boris", "owner");
  EXPECT_EQ(send(http::Method::del, url_ + "/members/" + me, {}, anna_).status, 204);
  EXPECT_EQ(get(url_, anna_).status, 404);
}

TEST_F(MapApi, SharingDoesNotTellWhoHasAnAccount) {
  std::string const body = R"({"email":"EMAIL@example.com","role":"viewer"})";
  member("boris");
  std::string known = body;
  known.replace(known.find("EMAIL"), 5, "boris");
  Answer const with = post(url_ + "/members", known, anna_);
  Answer const without = post(url_ + "/members", body, anna_);
  EXPECT_EQ(with.status, without.status);
  EXPECT_EQ(with.text, without.text);
}

TEST_F(MapApi, ADeletedProjectIsGone) {
  EXPECT_EQ(send(http::Method::del, url_, {}, anna_).status, 204);
  EXPECT_EQ(get(url_, anna_).status, 404);
  EXPECT_EQ(get(url_ + "/map", anna_).status, 404);
  EXPECT_EQ(get("/api/v1/projects", anna_).body().at("projects").as_array().size(), 0U);
}

}  // namespace
