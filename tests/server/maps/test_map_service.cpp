// tests/server/maps/test_map_service.cpp - tests of server/maps/map_service.hpp.
#include "server/maps/map_service.hpp"

#include "server/base/uuid.hpp"
#include "server/store/maps.hpp"
#include "server/store/migrations.hpp"
#include "server/store/projects.hpp"
#include "server/store/users.hpp"

#include <storymap/storymap.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/server/database_under_test.hpp"
#include "tests/server/run.hpp"

namespace {

using namespace storymap;
using namespace storymap::server;
using namespace storymap::server::maps;
using storymap_test::run;
using storymap_test::run_at_once;
template <class T = void>
using Async = storymap::server::Task<T>;

/// A database in a folder of its own with two users and one project.
class MapServiceTest : public testing::Test {
 protected:
  MapServiceTest() {
    database_ = under_test_.open_with_tables();
    auto add = [&](store::Connection& in) -> Async<> {
      for (std::string const id : {"anna", "boris"}) {
        store::User user;
        user.id = user.email = user.email_key = user.name = id;
        co_await store::insert_user(in, user);
      }
      Map map;
      map.name = "Shop";
      map.activities = {{.id = ActivityId("a1"), .title = "Buy"}};
      map.activities[0].tasks = {{.id = TaskId("t1"), .title = "Pay"}};
      map.activities[0].tasks[0].stories = {{.id = StoryId("s1"), .title = "Pay by card"}};
      store::MapChange rows = to_rows(map).first;
      store::Project project;
      project.id = "p";
      project.name = "Shop";
      std::string const header = *rows.header;
      rows.header.reset();
      co_await store::insert_project(in, project, header, "anna");
      co_await store::store_change(in, "p", 1, rows);
    };
    run(database_->transaction(add));
    service_ = make_service();
  }
  ~MapServiceTest() override {
    service_.reset();
    database_.reset();
  }

  std::unique_ptr<MapService> make_service(MapServiceOptions options = {}) {
    return std::make_unique<MapService>(*database_, workers_, clock_, options);
  }

  static Edit title(std::string id, std::string to) {
    return Set<Story>{StoryId(std::move(id)), "title", std::move(to)};
  }
  static Edit story(std::string id) {
    return Add<Story>{{.id = StoryId(std::move(id)), .title = "New"}, {TaskId("t1"), StoryId("s1")}};
  }
  static Author by(std::string user) {
    static std::atomic<int> count = 0;
    return {std::move(user), "b" + std::to_string(++count), std::nullopt};
  }

  Map map() { return run(service_->current("p"))->map; }
  std::string title_of(std::string const& id) {
    Map const now = map();
    for (Story const& one : now.activities[0].tasks[0].stories) {
      if (one.id.str() == id) return one.title;
    }
    return "not there";
  }
  /// The code of the problem that a task throws.
  template <class T>
  static std::string code_of(Async<T> task) {
    try {
      run(std::move(task));
      return "done";
    } catch (Problem const& problem) {
      return problem.code();
    }
  }

  storymap_test::DatabaseUnderTest under_test_;
  SystemClock clock_;
  WorkerPool workers_{2, 1000};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<MapService> service_;
};

TEST_F(MapServiceTest, AnEditLeadsToTheNextRevision) {
  Edited const edited = run(service_->edit("p", by("anna"), 1, {title("s1", "Pay by invoice"), story("s2")}));
  EXPECT_EQ(edited.revision, 2);
  EXPECT_TRUE(edited.overwritten.empty());
  EXPECT_EQ(title_of("s1"), "Pay by invoice");
  Map const before = map();
  service_ = make_service();
  EXPECT_EQ(map(), before) << "as it was written";
}

TEST_F(MapServiceTest, TheSameBatchHappensOnce) {
  Author const author = by("anna");
  Edited const first = run(service_->edit("p", author, 1, {story("s2")}));
  Edited const again = run(service_->edit("p", author, 1, {story("s2")}));
  EXPECT_EQ(again.revision, first.revision);
  EXPECT_TRUE(again.is_repetition);
  EXPECT_EQ(code_of(service_->edit("p", author, 1, {story("s3")})), "batch_id_taken");
}

TEST_F(MapServiceTest, EditsOfAnOldRevisionAreRebased) {
  run(service_->edit("p", by("anna"), 1, {title("s1", "Pay by invoice")}));
  Edited const other = run(service_->edit("p", by("boris"), 1, {Set<Story>{StoryId("s1"), "priority", "MVP"}}));
  EXPECT_EQ(other.revision, 3);
  EXPECT_TRUE(other.overwritten.empty());
  EXPECT_EQ(title_of("s1"), "Pay by invoice");
  Edited const same = run(service_->edit("p", by("boris"), 1, {title("s1", "Pay later")}));
  EXPECT_EQ(same.overwritten, std::vector<std::string>{"/story/s1/title"});
  EXPECT_EQ(title_of("s1"), "Pay later");
}

TEST_F(MapServiceTest, WhatCannotBeAppliedIsRefusedWithItsPlace) {
  EXPECT_EQ(code_of(service_->edit("p", by("anna"), 1, {title("s9", "x")})), "invalid_edit");
  run(service_->edit("p", by("anna"), 1, plan_remove(map(), StoryId("s1"))));
  try {
    run(service_->edit("p", by("boris"), 1, {title("s1", "x")}));
    FAIL();
  } catch (Problem const& problem) {
    EXPECT_EQ(problem.code(), "edit_conflict");
    EXPECT_EQ(problem.fields().front().pointer, "/edits/0/id");
  }
  EXPECT_EQ(code_of(service_->edit("p", by("anna"), 7, {title("s1", "x")})), "unknown_revision");
  EXPECT_EQ(code_of(service_->current("other")), "not_found");
}

TEST_F(MapServiceTest, UndoAndRedoFollowTheAuthor) {
  run(service_->edit("p", by("anna"), 1, {title("s1", "one")}));
  run(service_->edit("p", by("anna"), 2, {title("s1", "two")}));
  run(service_->edit("p", by("boris"), 3, {story("s2")}));
  run(service_->undo("p", by("anna")));
  EXPECT_EQ(title_of("s1"), "one");
  run(service_->undo("p", by("anna")));
  EXPECT_EQ(title_of("s1"), "Pay by card");
  EXPECT_EQ(title_of("s2"), "New") << "what others did stays";
  EXPECT_EQ(code_of(service_->undo("p", by("anna"))), "nothing_to_undo");
  run(service_->redo("p", by("anna")));
  EXPECT_EQ(title_of("s1"), "one");
  run(service_->redo("p", by("anna")));
  EXPECT_EQ(title_of("s1"), "two");
  EXPECT_EQ(code_of(service_->redo("p", by("anna"))), "nothing_to_redo");
  run(service_->undo("p", by("anna")));
  EXPECT_EQ(title_of("s1"), "one");
  run(service_->edit("p", by("anna"), run(service_->current("p"))->revision, {title("s1", "three")}));
  EXPECT_EQ(code_of(service_->redo("p", by("anna"))), "nothing_to_redo") << "an edit ends what could be done again";
  run(service_->undo("p", by("anna")));
  EXPECT_EQ(title_of("s1"), "one");
}

TEST_F(MapServiceTest, UndoYieldsToWhatOthersChangedSince) {
  run(service_->edit("p", by("anna"), 1, {title("s1", "mine")}));
  run(service_->edit("p", by("boris"), 2, {title("s1", "yours")}));
  try {
    run(service_->undo("p", by("anna")));
    FAIL();
  } catch (Problem const& problem) {
    EXPECT_EQ(problem.status(), 409);
    EXPECT_EQ(problem.fields().front().pointer, "/story/s1/title");
  }
  EXPECT_EQ(title_of("s1"), "yours");
}

TEST_F(MapServiceTest, TheMapIsReadAsItWas) {
  Map const first = map();
  run(service_->edit("p", by("anna"), 1, {title("s1", "one"), story("s2")}));
  run(service_->edit("p", by("anna"), 2, plan_remove(map(), TaskId("t1"))));
  EXPECT_EQ(run(service_->at("p", 1))->map, first);
  EXPECT_EQ(run(service_->at("p", 3))->map, map());
  service_ = make_service({.most_steps_back = 1});
  EXPECT_EQ(code_of(service_->at("p", 1)), "revision_too_old");
}

TEST_F(MapServiceTest, ReplacingWritesWhatDiffers) {
  Map next = map();
  next.activities[0].tasks[0].stories.push_back({.id = StoryId("s2"), .title = "Pay later"});
  run(service_->replace("p", by("anna"), "import", next));
  EXPECT_EQ(map(), next);
  run(service_->undo("p", by("anna")));
  EXPECT_EQ(title_of("s2"), "not there");
  service_ = make_service({.most_nouns = 3});
  EXPECT_EQ(code_of(service_->replace("p", by("anna"), "import", next)), "map_too_large");
}

TEST_F(MapServiceTest, ManyEditorsLoseNothing) {
  run_at_once(60, [&](std::size_t k) -> Async<> {
    Author author{k % 2 == 0 ? "anna" : "boris", "many" + std::to_string(k), std::nullopt};
    std::vector<Edit> edits{story("n" + std::to_string(k))};
    co_await service_->edit("p", std::move(author), 1, std::move(edits));
  });
  EXPECT_EQ(run(service_->current("p"))->revision, 61);
  EXPECT_EQ(map().activities[0].tasks[0].stories.size(), 61U);
}

TEST_F(MapServiceTest, TwoServersOnOneDatabaseLoseNothing) {
  std::unique_ptr<MapService> const other = make_service();
  run_at_once(40, [&](std::size_t k) -> Async<> {
    MapService& service = k % 2 == 0 ? *service_ : *other;
    Author author{"anna", "two" + std::to_string(k), std::nullopt};
    std::vector<Edit> edits{story("n" + std::to_string(k))};
    co_await service.edit("p", std::move(author), 1, std::move(edits));
  });
  EXPECT_EQ(run(service_->current("p"))->revision, 41);
  EXPECT_EQ(run(other->current("p"))->map, map());
}

}  // namespace
