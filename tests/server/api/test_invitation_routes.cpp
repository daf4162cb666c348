// tests/server/api/test_invitation_routes.cpp - sharing a project with somebody who has no account yet.
#include <atomic>
#include <thread>

#include "tests/server/api/api_test.hpp"

namespace {

using namespace storymap_test;

class InvitationApi : public ApiTest {
 protected:
  InvitationApi() : anna_(member("anna")), project_(project_of(anna_)), url_("/api/v1/projects/" + project_) {}

  /// The token of the newest letter.
  [[nodiscard]] std::string token() const {
    std::string const& text = letters_.back().text;
    return text.substr(text.find('#') + 1);
  }
  Answer accept(std::string const& token, Caller const& who) {
    return post("/api/v1/invitations/accept", R"({"token":")" + token + R"("})", who);
  }
  std::size_t open() { return get(url_ + "/invitations", anna_).body().at("invitations").as_array().size(); }

  Caller anna_;
  std::string project_;
  std::string url_;
};

TEST_F(InvitationApi, WhoHasNoAccountGetsALetterAndJoinsWithIt) {
  share(project_, anna_, "boris", "editor");
  ASSERT_EQ(letters_.size(), 1U);
  EXPECT_EQ(letters_[0].to, "boris@example.com");
  EXPECT_EQ(letters_[0].subject, "anna invites you to the project 'Shop'");
  EXPECT_NE(letters_[0].text.find("https://maps.example/invitation#sm_invite_"), std::string::npos);
  EXPECT_EQ(open(), 1U);
  Caller const boris = member("boris");
  EXPECT_EQ(get(url_, boris).status, 404) << "an address is nobody's before a letter was read there";
  Answer const joined = accept(token(), boris);
  EXPECT_EQ(joined.text, R"({"project_id":")" + project_ + R"(","role":"editor"})");
  EXPECT_EQ(get(url_, boris).status, 200);
  EXPECT_EQ(open(), 0U);
}

TEST_F(InvitationApi, TheAnswerDoesNotTellWhoHasAnAccount) {
  member("boris");
  std::string const with = R"({"email":"boris@example.com","role":"viewer"})";
  std::string const without = R"({"email":"nobody@example.com","role":"viewer"})";
  Answer const known = post(url_ + "/members", with, anna_);
  Answer const unknown = post(url_ + "/members", without, anna_);
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.text, unknown.text);
  EXPECT_EQ(letters_.size(), 2U) << "both get a letter";
}

TEST_F(InvitationApi, AnInvitationIsUsedOnce) {
  share(project_, anna_, "boris", "viewer");
  Caller const boris = member("boris");
  std::string const used = token();
  EXPECT_EQ(accept(used, boris).status, 200);
  EXPECT_EQ(accept(used, boris).code(), "invitation_not_found");
}

TEST_F(InvitationApi, ItIsBoundToItsAddress) {
  share(project_, anna_, "boris", "viewer");
  EXPECT_EQ(accept(token(), member("thief")).code(), "invitation_for_another");
  EXPECT_EQ(accept(token(), member("boris")).status, 200);
}

TEST_F(InvitationApi, ItExpiresAndCanBeTakenBack) {
  share(project_, anna_, "boris", "viewer");
  std::string const first = token();
  Caller boris = member("boris");
  std::string const id(get(url_ + "/invitations", anna_).body().at("invitations").at(0).at("id").as_string());
  EXPECT_EQ(send(http::Method::del, url_ + "/invitations/" + id, {}, anna_).status, 204);
  EXPECT_EQ(send(http::Method::del, url_ + "/invitations/" + id, {}, anna_).status, 404);
  EXPECT_EQ(accept(first, boris).code(), "invitation_not_found");
  share(project_, anna_, "clara", "viewer");
  std::string const late = token();
  clock_.advance(std::chrono::hours(24 * 7));
  EXPECT_EQ(accept(late, member("clara")).code(), "invitation_not_found");
}

TEST_F(InvitationApi, ANewOneTakesThePlaceOfTheOld) {
  share(project_, anna_, "boris", "viewer");
  std::string const first = token();
  share(project_, anna_, "boris", "editor");
  EXPECT_EQ(open(), 1U);
  Caller const boris = member("boris");
  EXPECT_EQ(accept(first, boris).code(), "invitation_not_found");
  EXPECT_EQ(accept(token(), boris).at("role"), "editor");
}

TEST_F(InvitationApi, TokensAreInLettersAlone) {
  share(project_, anna_, "boris", "viewer");
  std::string const secret = token().substr(10);
  EXPECT_EQ(get(url_ + "/invitations", anna_).text.find(secret), std::string::npos);
  EXPECT_EQ(under_test_.dump().find(secret), std::string::npos);
}

TEST_F(InvitationApi, ThereAreOnlySoMany) {
  services_->quotas.invitations = 1;
  share(project_, anna_, "boris", "viewer");
  EXPECT_EQ(post(url_ + "/members", R"({"email":"clara@example.com","role":"viewer"})", anna_).code(),
            "too_many_invitations");
}

TEST_F(InvitationApi, FiftyAcceptAtOnceAndOneSucceeds) {
  share(project_, anna_, "boris", "viewer");
  Caller const boris = member("boris");
  std::string const shared = token();
  std::atomic<int> joined = 0;
  {
    std::vector<std::jthread> threads;
    for (int k = 0; k < 50; ++k) threads.emplace_back([&] { joined += accept(shared, boris).status == 200 ? 1 : 0; });
  }
  EXPECT_EQ(joined, 1);
}

}  // namespace
