// tests/server/store/test_move.cpp - a SQLite file becomes a PostgreSQL database, row by row the same.
#include "server/store/move.hpp"

#include "server/store/row_digest.hpp"
#include "server/store/users.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/server/database_under_test.hpp"

namespace {

using namespace storymap::server;
using namespace storymap::server::store;
using storymap_test::DatabaseUnderTest;
using storymap_test::run;

class Move : public testing::Test {
 protected:
  Move() {
    auto fill = [](Connection& in) -> Task<> {
      for (std::int64_t number = 0; number < 450; ++number) {
        std::string const id = "user-" + std::to_string(number);
        Values user = values_of(id, id + "@example.com", "\xD0\x96 '; --", number);
        co_await in.execute(
            "INSERT INTO users (id, email, email_key, name, locale, password_hash, created_at, updated_at)"
            " VALUES ($1, $2, $2, $3, 'ru', '', $4, $4)",
            std::move(user));
        Values session = values_of("session-" + std::to_string(number), id, Blob{std::string("\0\xff", 2)}, Value());
        co_await in.execute(
            "INSERT INTO sessions (id, user_id, counter, token_hash, parent_hash, rotated_at, created_at, last_used_at,"
            " idle_until, not_after, user_agent, address, authenticated_at)"
            " VALUES ($1, $2, 0, $3, $4, 0, 0, 0, 0, 0, '', '', 0)",
            std::move(session));
      }
    };
    run(sqlite->transaction(fill));
  }

  DatabaseUnderTest file{"sqlite"};
  DatabaseUnderTest server{"postgres"};
  std::unique_ptr<Database> sqlite = file.open_with_tables();
  std::unique_ptr<Database> postgres = server.open_with_tables();
};

TEST_F(Move, EveryRowArrives) {
  std::vector<MovedTable> const moved = run(move_all(*sqlite, *postgres));
  auto const users =
      std::find_if(moved.begin(), moved.end(), [](MovedTable const& each) { return each.name == "users"; });
  ASSERT_NE(users, moved.end());
  EXPECT_EQ(users->rows, 450);
  for (std::string const sql : {"SELECT * FROM users ORDER BY id", "SELECT * FROM sessions ORDER BY id"}) {
    RowDigest before;
    before.add(run(sqlite->read(sql)));
    RowDigest after;
    after.add(run(postgres->read(sql)));
    EXPECT_EQ(before.rows(), 450);
    EXPECT_TRUE(before == after) << sql;
  }
}

TEST_F(Move, ATargetInUseIsLeftAlone) {
  run(move_all(*sqlite, *postgres));
  try {
    run(move_all(*sqlite, *postgres));
    FAIL();
  } catch (StoreError const& error) {
    EXPECT_EQ(error.code(), StoreErrc::constraint);
    EXPECT_NE(std::string(error.what()).find("not empty"), std::string::npos);
  }
  EXPECT_EQ(run(postgres->read("SELECT COUNT(*) FROM users")).front().integer(0), 450);
}

TEST_F(Move, ARowThatIsRefusedLeavesNothingBehind) {
  run(postgres->write("ALTER TABLE sessions ADD CONSTRAINT odd CHECK (id <> 'session-449')"));
  EXPECT_THROW(run(move_all(*sqlite, *postgres)), StoreError);
  EXPECT_EQ(run(postgres->read("SELECT COUNT(*) FROM users")).front().integer(0), 0);
}

TEST(RowDigest, SeesEveryDifferenceButTheOrder) {
  auto const digest = [](std::vector<Value> values) {
    RowDigest made;
    made.add(Rows(2, std::move(values), 0));
    return made;
  };
  RowDigest const first = digest({std::string("a"), std::int64_t{1}, std::string("b"), std::int64_t{2}});
  EXPECT_TRUE(first == digest({std::string("b"), std::int64_t{2}, std::string("a"), std::int64_t{1}}));
  EXPECT_FALSE(first == digest({std::string("a"), std::int64_t{2}, std::string("b"), std::int64_t{1}}));
  EXPECT_FALSE(first == digest({std::string("a"), std::int64_t{1}}));
  EXPECT_FALSE(digest({std::string(), Value()}) == digest({Value(), std::string()}));
  EXPECT_FALSE(digest({std::string("a"), Value()}) == digest({Blob{"a"}, Value()}));
}

}  // namespace
