// tests/server/api/test_share_link_routes.cpp - reading a project without an account.
#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;
using api::Access;
using api::Route;

class ShareLinkApi : public ApiTest {
 protected:
  ShareLinkApi() : anna_(member("anna")), project_(project_of(anna_)), url_("/api/v1/projects/" + project_) {}

  Answer make(std::string const& body = "{}") { return post(url_ + "/share-links", body, anna_); }
  static Caller holder(std::string const& token) { return {.headers = {{"X-Share-Token", token}}}; }

  Caller anna_;
  std::string project_;
  std::string url_;
};

TEST_F(ShareLinkApi, WhoHasTheLinkReadsTheMap) {
  Answer const link = make(R"({"name":"for the customer"})");
  ASSERT_EQ(link.status, 201) << link.text;
  Caller const guest = holder(link.at("token"));
  EXPECT_EQ(get(url_ + "/map", guest).status, 200);
  EXPECT_EQ(get(url_ + "/export?format=markdown", guest).status, 200);
  EXPECT_EQ(post(url_ + "/analysis", "{}", guest).status, 200);
  EXPECT_EQ(link.at("url"), "https://maps.example/shared/" + project_ + "#" + link.at("token"));
}

TEST_F(ShareLinkApi, NothingElseIsOpenToIt) {
  Caller const guest = holder(make().at("token"));
  std::size_t shareable = 0;
  for (Route const& route : dispatcher_->routes()) {
    std::string path = route.path;
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{')) {
      std::size_t const end = path.find('}', at);
      bool const is_project = path.substr(at, end - at + 1) == "{project}";
      path.replace(at, end - at + 1, is_project ? project_ : "018f3c5e-0000-7000-8000-000000000000");
    }
    if (route.access == Access::anyone) continue;
    Answer const answer = send(route.method, path + "?unknown=1", route.body ? R"({"unknown":1})" : "", guest);
    EXPECT_EQ(answer.status, route.is_shareable ? 422 : 401) << route.operation << answer.text;
    if (!route.is_shareable) continue;
    ++shareable;
    EXPECT_LE(route.access, Access::viewer) << route.operation << " only reads";
    std::string foreign = path;
    foreign.replace(foreign.find(project_), project_.size(), "018f3c5e-0000-7000-8000-000000000000");
    EXPECT_EQ(send(route.method, foreign, route.body ? "{}" : "", guest).status, 404) << route.operation;
  }
  EXPECT_GE(shareable, 4U);
}

TEST_F(ShareLinkApi, ALinkToOneProjectOpensNoOther) {
  Caller const guest = holder(make().at("token"));
  std::string const other = project_of(anna_, "Secret");
  EXPECT_EQ(get("/api/v1/projects/" + other + "/map", guest).text,
            get("/api/v1/projects/018f3c5e-0000-7000-8000-000000000000/map", guest).text);
  EXPECT_EQ(get("/api/v1/projects/" + other + "/map", guest).status, 404);
}

TEST_F(ShareLinkApi, ARevokedLinkIsClosedAtOnce) {
  Answer const link = make();
  Caller const guest = holder(link.at("token"));
  EXPECT_EQ(get(url_ + "/share-links", anna_).body().at("share_links").as_array().size(), 1U);
  EXPECT_EQ(send(http::Method::del, url_ + "/share-links/" + link.at("id"), {}, anna_).status, 204);
  EXPECT_EQ(get(url_ + "/map", guest).code(), "invalid_share_token");
  EXPECT_EQ(send(http::Method::del, url_ + "/share-links/" + link.at("id"), {}, anna_).status, 404);
  EXPECT_TRUE(get(url_ + "/share-links", anna_).body().at("share_links").as_array().empty());
}

TEST_F(ShareLinkApi, ALinkExpires) {
  Caller const guest = holder(make(R"({"expires_in_days":1})").at("token"));
  EXPECT_EQ(get(url_ + "/map", guest).status, 200);
  clock_.advance(std::chrono::hours(25));
  EXPECT_EQ(get(url_ + "/map", guest).code(), "invalid_share_token");
}

TEST_F(ShareLinkApi, ALinkDiesWithItsProject) {
  Caller const guest = holder(make().at("token"));
  EXPECT_EQ(send(http::Method::del, url_, {}, anna_).status, 204);
  EXPECT_EQ(get(url_ + "/map", guest).code(), "invalid_share_token");
}

TEST_F(ShareLinkApi, TheTokenIsShownOnceAndStoredNowhere) {
  Answer const link = make();
  std::string const secret = link.at("token").substr(9);
  EXPECT_EQ(get(url_ + "/share-links", anna_).text.find(secret), std::string::npos);
  EXPECT_EQ(under_test_.dump().find(secret), std::string::npos);
  EXPECT_EQ(get(url_ + "/map", holder("sm_share_" + std::string(43, 'A'))).code(), "invalid_share_token");
  EXPECT_EQ(get(url_ + "/map", holder("' OR 1=1 --")).code(), "invalid_share_token");
}

TEST_F(ShareLinkApi, OnlyOwnersMakeThem) {
  Caller const boris = member("boris");
  share(project_, anna_, "boris", "editor");
  EXPECT_EQ(post(url_ + "/share-links", "{}", boris).code(), "role_too_low");
  services_->quotas.share_links = 1;
  EXPECT_EQ(make().status, 201);
  EXPECT_EQ(make().code(), "too_many_share_links");
}

}  // namespace
