// tests/server/api/test_noun_routes.cpp - single nouns of a map.
#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;

class NounApi : public ApiTest {
 protected:
  NounApi() : anna_(member("anna")), project_(project_of(anna_)), url_("/api/v1/projects/" + project_) {}

  Answer make(std::string const& plural, std::string const& body) { return post(url_ + "/" + plural, body, anna_); }
  Answer patch(std::string const& noun, std::string const& body) {
    return send(http::Method::patch, url_ + "/" + noun, body, anna_);
  }
  Answer remove(std::string const& noun) { return send(http::Method::del, url_ + "/" + noun, {}, anna_); }
  json::value map() { return get(url_ + "/map", anna_).body(); }
  json::array stories() { return map().at("activities").at(0).at("tasks").at(0).at("stories").as_array(); }

  void make_backbone() {
    EXPECT_EQ(make("activities", R"({"value":{"id":"a1","title":"Buy"}})").status, 201);
    EXPECT_EQ(make("tasks", R"({"value":{"id":"t1","title":"Pay"},"parent":"a1"})").status, 201);
    EXPECT_EQ(make("tasks", R"({"value":{"id":"t2","title":"Ship"},"parent":"a1"})").status, 201);
    EXPECT_EQ(make("stories", R"({"value":{"id":"s1","title":"Pay by card"},"parent":"t1"})").status, 201);
    EXPECT_EQ(make("stories", R"({"value":{"id":"s2","title":"Pay by invoice"},"parent":"t1"})").status, 201);
  }

  Caller anna_;
  std::string project_;
  std::string url_;
};

TEST_F(NounApi, ANewOneIsTheLast) {
  make_backbone();
  Answer const made = make("stories", R"({"value":{"title":"Pay by cheque"},"parent":"t1"})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(stories().at(2).at("id").as_string(), made.at("id"));
  EXPECT_EQ(stories().at(2).at("title").as_string(), "Pay by cheque");
  EXPECT_EQ(made.at("revision"), "7");
}

TEST_F(NounApi, ItStandsWhereItIsWanted) {
  make_backbone();
  EXPECT_EQ(make("stories", R"({"value":{"id":"s0","title":"First"},"parent":"t1","after":null})").status, 201);
  EXPECT_EQ(make("stories", R"({"value":{"id":"s15","title":"Between"},"parent":"t1","after":"s1"})").status, 201);
  EXPECT_EQ(stories().at(0).at("id").as_string(), "s0");
  EXPECT_EQ(stories().at(2).at("id").as_string(), "s15");
}

TEST_F(NounApi, FieldsAreSetAndCleared) {
  make_backbone();
  EXPECT_EQ(patch("stories/s1", R"({"set":{"title":"Pay","points":3,"status":"done","description":"why"}})").status,
            200);
  EXPECT_EQ(stories().at(0).at("points").to_number<double>(), 3);
  EXPECT_EQ(stories().at(0).at("status").as_string(), "done");
  EXPECT_EQ(patch("stories/s1", R"({"set":{"points":null}})").status, 200);
  EXPECT_FALSE(stories().at(0).as_object().contains("points"));
}

TEST_F(NounApi, StoriesMoveBetweenTasks) {
  make_backbone();
  EXPECT_EQ(post(url_ + "/stories/s2/move", R"({"after":null})", anna_).status, 200);
  EXPECT_EQ(stories().at(0).at("id").as_string(), "s2");
  EXPECT_EQ(post(url_ + "/stories/s2/move", R"({"parent":"t2","after":null})", anna_).status, 200);
  EXPECT_EQ(stories().size(), 1U);
  EXPECT_EQ(map().at("activities").at(0).at("tasks").at(1).at("stories").at(0).at("id").as_string(), "s2");
}

TEST_F(NounApi, WhatIsTakenOffTakesItsChildrenAlongAndComesBackWhole) {
  make_backbone();
  EXPECT_EQ(make("releases", R"({"value":{"id":"r1","title":"MVP"}})").status, 201);
  EXPECT_EQ(make("personas", R"({"value":{"id":"p1","name":"Buyer"}})").status, 201);
  EXPECT_EQ(patch("stories/s1", R"({"set":{"release":"r1","personas":["p1"]}})").status, 200);
  EXPECT_EQ(make("links", R"({"value":{"kind":"blocks","from":"s1","to":"s2"}})").status, 201);
  json::value const before = map();
  EXPECT_EQ(remove("releases/r1").status, 200);
  EXPECT_FALSE(stories().at(0).as_object().contains("release"));
  EXPECT_EQ(remove("activities/a1").status, 200);
  EXPECT_TRUE(map().at("activities").as_array().empty());
  for (std::string const batch : {"u1", "u2"}) {
    EXPECT_EQ(post(url_ + "/undo", R"({"batch_id":")" + batch + R"("})", anna_).status, 200);
  }
  json::value after = map();
  after.as_object()["revision"] = before.at("revision");
  EXPECT_EQ(after, before);
  EXPECT_EQ(remove("links/blocks/s1/s2").status, 200);
  EXPECT_FALSE(map().as_object().contains("links"));
}

TEST_F(NounApi, WhatIsNotThereIsNamed) {
  make_backbone();
  EXPECT_EQ(patch("stories/s9", R"({"set":{"title":"x"}})").status, 404);
  EXPECT_EQ(patch("tasks/s1", R"({"set":{"title":"x"}})").status, 404) << "a story is no task";
  EXPECT_EQ(remove("stories/s9").status, 404);
  EXPECT_EQ(post(url_ + "/stories/s9/move", R"({"after":null})", anna_).status, 404);
  EXPECT_EQ(make("stories", R"({"value":{"title":"x"},"parent":"t9"})").status, 422);
  EXPECT_EQ(make("stories", R"({"value":{"title":"x"}})").code(), "invalid_request") << "no parent";
  EXPECT_EQ(make("stories", R"({"value":{"title":7},"parent":"t1"})").code(), "invalid_edit");
  EXPECT_EQ(make("stories", R"({"value":{"id":"s1","title":"x"},"parent":"t1"})").status, 422) << "twice";
  EXPECT_EQ(remove("links/blocks/s1/s2").status, 404) << "a link that is not there is like any other noun";
}

TEST_F(NounApi, ABatchThatIsSentAgainHappensOnce) {
  make_backbone();
  std::string const body = R"({"value":{"id":"s3","title":"Pay"},"parent":"t1","batch_id":"b"})";
  Answer const first = make("stories", body);
  EXPECT_EQ(make("stories", body).text, first.text);
  EXPECT_EQ(stories().size(), 3U);
}

}  // namespace
