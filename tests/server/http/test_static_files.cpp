// tests/server/http/test_static_files.cpp - tests of server/http/static_files.hpp.
#include "server/http/static_files.hpp"

#include "server/base/problem.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "tests/server/http/gunzip.hpp"
#include "tests/server/temporary_folder.hpp"

namespace storymap_test {
namespace {

using namespace storymap::server;
using namespace storymap::server::http;
namespace fs = std::filesystem;

class StaticFilesTest : public testing::Test {
 protected:
  void write(std::string const& path, std::string const& bytes) {
    fs::create_directories((web_ / path).parent_path());
    std::ofstream(web_ / path, std::ios::binary) << bytes;
  }

  std::optional<Response> get(std::string path, std::string const& accepted = "", std::string const& tag = "",
                              std::string const& accept = "text/html") {
    Request request;
    request.path = std::move(path);
    if (!accepted.empty()) request.headers.add("Accept-Encoding", accepted);
    if (!tag.empty()) request.headers.add("If-None-Match", tag);
    request.headers.add("Accept", accept);
    return StaticFiles::of_folder(web_.string()).answer(request);
  }

  static std::string text_of(std::optional<Response> const& response) {
    if (!response) return "(none)";
    return *std::get<std::shared_ptr<std::string const>>(response->body);
  }
  static std::string field(std::optional<Response> const& response, std::string_view name) {
    return response ? std::string(response->headers.find(name).value_or("(none)")) : "(no answer)";
  }

  TemporaryFolder folder_;
  fs::path const web_ = folder_ / "web";
};

TEST_F(StaticFilesTest, AFileIsAnsweredWithItsTypeAndTag) {
  write("index.html", "<p>hello");
  write("notes/index.html", "<p>notes");
  auto const page = get("/");
  EXPECT_EQ(text_of(page), "<p>hello");
  EXPECT_EQ(field(page, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(field(page, "Cache-Control"), "no-cache");
  EXPECT_NE(field(page, "Content-Security-Policy").find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(text_of(get("/notes/")), "<p>notes");
  EXPECT_EQ(text_of(get("/index.html")), "<p>hello");

  auto const again = get("/", "", field(page, "ETag"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(field(again, "ETag"), field(page, "ETag"));
}

TEST_F(StaticFilesTest, CompressedFormsAreChosenByWhatIsWanted) {
  write("app.js", std::string(5000, 'x'));
  write("app.js.br", "as brotli");
  write("page.css", std::string(5000, 'y'));
  EXPECT_EQ(text_of(get("/app.js", "gzip, br")), "as brotli");
  EXPECT_EQ(field(get("/app.js", "gzip, br"), "Content-Encoding"), "br");
  EXPECT_EQ(gunzip(text_of(get("/app.js", "gzip"))), std::string(5000, 'x')) << "made when it is not there";
  EXPECT_EQ(gunzip(text_of(get("/app.js", "br;q=0.1, gzip"))), std::string(5000, 'x'));
  EXPECT_EQ(text_of(get("/app.js", "br;q=0, gzip;q=0")), std::string(5000, 'x'));
  EXPECT_EQ(field(get("/app.js", "br;q=0"), "Content-Encoding"), "(none)");
  EXPECT_EQ(field(get("/app.js"), "Vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(text_of(get("/page.css", "gzip, br"))), std::string(5000, 'y'));
  EXPECT_NE(field(get("/app.js", "br"), "ETag"), field(get("/app.js", "gzip"), "ETag"));
  EXPECT_FALSE(get("/app.js.br")) << "a form is no file of its own";
}

TEST_F(StaticFilesTest, HashedNamesAreKeptForEver) {
  write("assets/index-B3kd9aZx.js", "1");
  write("assets/readme.txt", "2");
  EXPECT_EQ(field(get("/assets/index-B3kd9aZx.js"), "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(field(get("/assets/readme.txt"), "Cache-Control"), "no-cache");
  EXPECT_TRUE(is_hashed("assets/logo.4f3a9c1d77.svg"));
  EXPECT_FALSE(is_hashed("assets/report-20240131.js")) << "a date";
  EXPECT_FALSE(is_hashed("assets/story-mapping.js")) << "a word";
  EXPECT_FALSE(is_hashed("index-B3kd9aZx.js")) << "not below assets";
}

TEST_F(StaticFilesTest, PathsOfThePageAreThePage) {
  write("index.html", "<p>hello");
  EXPECT_EQ(text_of(get("/projects/42")), "<p>hello");
  EXPECT_FALSE(get("/projects/42", "", "", "application/json"));
  EXPECT_FALSE(get("/missing.js"));
  EXPECT_FALSE(get("/api/v1/nothing"));
}

TEST_F(StaticFilesTest, NothingOutsideTheFolderIsServed) {
  write("index.html", "<p>hello");
  write(".env", "SECRET=1");
  write(".well-known/security.txt", "Contact: us");
  std::ofstream(folder_ / "secret.txt") << "secret";
  fs::create_symlink(folder_ / "secret.txt", web_ / "link.txt");
  fs::create_directory_symlink(web_, web_ / "circle");
  for (std::string const path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt", "/.env",
                                 "/notes%2f..%2f.env", "//etc/passwd", "/circle/circle/index.html", "/%00"}) {
    EXPECT_FALSE(get(path, "", "", "*/*")) << path;
  }
  EXPECT_EQ(text_of(get("/.well-known/security.txt")), "Contact: us");
}

TEST_F(StaticFilesTest, FilesAreOnlyRead) {
  write("index.html", "<p>hello");
  Request request;
  request.path = "/index.html";
  request.method = Method::post;
  StaticFiles const files = StaticFiles::of_folder(web_.string());
  try {
    (void)files.answer(request);
    FAIL() << "a file was posted to";
  } catch (Problem const& problem) {
    EXPECT_EQ(problem.status(), 405);
  }
  request.method = Method::head;
  EXPECT_TRUE(files.answer(request));
}

TEST_F(StaticFilesTest, WhatCannotBeHeldIsRefusedAtTheStart) {
  write("large.bin", std::string(2000, 'x'));
  EXPECT_THROW((void)StaticFiles::of_folder(web_.string(), 1999), std::runtime_error);
  EXPECT_EQ(StaticFiles::of_folder(web_.string(), 2000).size(), 1U);
  EXPECT_THROW((void)StaticFiles::of_folder((folder_ / "nowhere").string()), std::runtime_error);
  EmbeddedFile const table[] = {{"a.txt", "one"}, {"a.txt.gz", "two"}};
  EXPECT_EQ(StaticFiles::of_table(table).size(), 1U);
}

}  // namespace
}  // namespace storymap_test
