// tests/server/store/test_conninfo.cpp - what a connection string asks for, with our promises added.
#include "server/store/postgres/conninfo.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace storymap::server::store;

ConnectionKeywords keywords_of(std::string url, bool has_pooler = false) {
  PostgresOptions options;
  options.url = std::move(url);
  options.has_pooler = has_pooler;
  return connection_keywords(options);
}

TEST(Conninfo, ServersElsewhereShowACertificate) {
  EXPECT_EQ(keywords_of("postgresql://db.example/maps").at("sslmode"), "verify-full");
  EXPECT_EQ(keywords_of("host=db.example dbname=maps").at("sslmode"), "verify-full");
  EXPECT_EQ(keywords_of("postgresql://127.0.0.1,db.example/maps").at("sslmode"), "verify-full");
  EXPECT_EQ(keywords_of("postgresql://10.0.0.7/maps").at("sslmode"), "verify-full");
  EXPECT_EQ(keywords_of("postgresql://127.evil.example/maps").at("sslmode"), "verify-full");
}

TEST(Conninfo, ThisMachineNeedsNone) {
  for (std::string const url : {"postgresql:///maps", "postgresql://127.0.0.1/maps", "postgresql://localhost/maps",
                                "postgresql://[::1]/maps", "host=/run/postgresql"}) {
    EXPECT_FALSE(keywords_of(url).contains("sslmode")) << url;
  }
}

TEST(Conninfo, WhatTheAddressSaysIsKept) {
  ConnectionKeywords const keywords = keywords_of(
      "postgresql://anna:secret@db.example:6543/maps?sslmode=require&tcp_user_timeout=5&options=-c%20a.b%3Dc");
  EXPECT_EQ(keywords.at("sslmode"), "require");
  EXPECT_EQ(keywords.at("tcp_user_timeout"), "5");
  EXPECT_EQ(keywords.at("user"), "anna");
  EXPECT_EQ(keywords.at("port"), "6543");
  EXPECT_TRUE(keywords.at("options").ends_with(" -c a.b=c"));
}

TEST(Conninfo, StatementsHaveADeadlineAndServersAreWrittenTo) {
  ConnectionKeywords const keywords = keywords_of("postgresql://127.0.0.1/maps");
  EXPECT_NE(keywords.at("options").find("statement_timeout=5000"), std::string::npos);
  EXPECT_EQ(keywords.at("target_session_attrs"), "read-write");
  EXPECT_EQ(keywords.at("client_encoding"), "UTF8");
}

TEST(Conninfo, APoolerIsAskedForNothingOfASession) {
  ConnectionKeywords const keywords = keywords_of("postgresql://127.0.0.1/maps", true);
  EXPECT_FALSE(keywords.contains("options"));
  EXPECT_FALSE(keywords.contains("target_session_attrs"));
}

TEST(Conninfo, HostsAreListedInOrder) {
  EXPECT_EQ(hosts_of(keywords_of("postgresql://one.example,two.example/maps")),
            (std::vector<std::string>{"one.example", "two.example"}));
  EXPECT_EQ(hosts_of(keywords_of("postgresql:///maps")), (std::vector<std::string>{""}));
}

TEST(Conninfo, AMalformedAddressIsRefusedWithoutQuotingIt) {
  try {
    (void)keywords_of("postgresql://anna:hunter2@[broken/maps");
    FAIL();
  } catch (StoreError const& error) {
    EXPECT_EQ(error.code(), StoreErrc::broken);
    EXPECT_EQ(std::string(error.what()).find("hunter2"), std::string::npos);
  }
}

}  // namespace
