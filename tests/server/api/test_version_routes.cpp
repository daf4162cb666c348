// tests/server/api/test_version_routes.cpp - named versions of a map.
#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;

class VersionApi : public ApiTest {
 protected:
  VersionApi() : anna_(member("anna")), project_(project_of(anna_)), url_("/api/v1/projects/" + project_) {}

  void add_persona(std::string const& name) {
    Answer const answer =
        post(url_ + "/edits",
             R"({"batch_id":"add )" + name +
                 R"(","base_revision":1,"edits":[{"v":1,"op":"add","noun":"persona","value":{"id":")" + name +
                 R"(","name":")" + name + R"("},"after":null}]})",
             anna_);
    ASSERT_EQ(answer.status, 200) << answer.text;
  }
  Answer keep(std::string const& name) { return post(url_ + "/versions", R"({"name":")" + name + R"("})", anna_); }
  json::value map() { return get(url_ + "/map", anna_).body(); }

  Caller anna_;
  std::string project_;
  std::string url_;
};

TEST_F(VersionApi, AVersionIsTheMapAsItWas) {
  add_persona("p1");
  Answer const kept = keep("Release 1");
  ASSERT_EQ(kept.status, 201) << kept.text;
  EXPECT_EQ(kept.at("revision"), "2");
  EXPECT_EQ(*kept.headers.find("Location"), url_ + "/versions/" + kept.at("id"));
  add_persona("p2");
  json::value const was = get(url_ + "/versions/" + kept.at("id"), anna_).body();
  EXPECT_EQ(was.at("personas").as_array().size(), 1U);
  json::value const list = get(url_ + "/versions", anna_).body();
  EXPECT_EQ(list.at("versions").at(0).at("name").as_string(), "Release 1");
  EXPECT_EQ(list.at("versions").at(0).at("created_by").as_string(), get("/api/v1/me", anna_).at("id"));
}

TEST_F(VersionApi, RestoringIsAChangeThatCanBeUndone) {
  add_persona("p1");
  std::string const id = keep("before").at("id");
  add_persona("p2");
  Answer const restored = post(url_ + "/versions/" + id + "/restore", R"({"batch_id":"r"})", anna_);
  ASSERT_EQ(restored.status, 200) << restored.text;
  EXPECT_EQ(map().at("personas").as_array().size(), 1U);
  EXPECT_EQ(post(url_ + "/versions/" + id + "/restore", R"({"batch_id":"r"})", anna_).text, restored.text)
      << "sent again";
  EXPECT_EQ(post(url_ + "/undo", R"({"batch_id":"u"})", anna_).status, 200);
  EXPECT_EQ(map().at("personas").as_array().size(), 2U);
  json::value const log = get(url_ + "/changes?since=3", anna_).body();
  EXPECT_EQ(log.at("changes").at(0).at("kind").as_string(), "restore");
}

TEST_F(VersionApi, AVersionOfAnotherProjectIsNotThere) {
  std::string const id = keep("mine").at("id");
  std::string const other = "/api/v1/projects/" + project_of(anna_, "Other");
  EXPECT_EQ(get(other + "/versions/" + id, anna_).status, 404);
  EXPECT_EQ(post(other + "/versions/" + id + "/restore", R"({"batch_id":"r"})", anna_).status, 404);
  EXPECT_EQ(send(http::Method::del, other + "/versions/" + id, {}, anna_).status, 404);
  EXPECT_EQ(send(http::Method::del, url_ + "/versions/" + id, {}, anna_).status, 204);
  EXPECT_EQ(get(url_ + "/versions/" + id, anna_).status, 404);
}

TEST_F(VersionApi, ThereAreOnlySoMany) {
  services_->quotas.versions = 2;
  EXPECT_EQ(keep("one").status, 201);
  EXPECT_EQ(keep("two").status, 201);
  EXPECT_EQ(keep("three").code(), "too_many_versions");
}

}  // namespace
