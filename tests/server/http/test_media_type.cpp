// tests/server/http/test_media_type.cpp - what files are, by their names.
#include "server/http/media_type.hpp"

#include <gtest/gtest.h>

namespace storymap_test {
namespace {

using namespace storymap::server::http;

TEST(MediaType, IsKnownByTheEndOfTheName) {
  EXPECT_EQ(media_type_of("index.html"), "text/html; charset=utf-8");
  EXPECT_EQ(media_type_of("assets/app.min.JS"), "text/javascript; charset=utf-8");
  EXPECT_EQ(media_type_of("logo.svg"), "image/svg+xml");
  EXPECT_EQ(media_type_of("LICENSE"), "application/octet-stream");
  EXPECT_EQ(media_type_of("archive.unheard"), "application/octet-stream");
  EXPECT_EQ(media_type_of(""), "application/octet-stream");
}

TEST(MediaType, TextGetsSmallerAndEventsDoNot) {
  EXPECT_TRUE(is_compressible("text/html; charset=utf-8"));
  EXPECT_TRUE(is_compressible("application/json"));
  EXPECT_TRUE(is_compressible("application/problem+json"));
  EXPECT_TRUE(is_compressible("image/svg+xml"));
  EXPECT_FALSE(is_compressible("text/event-stream"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_FALSE(is_compressible(""));
}

}  // namespace
}  // namespace storymap_test
