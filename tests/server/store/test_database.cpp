// tests/server/store/test_database.cpp - what every driver promises; run once for each database there is.
#include "server/store/database.hpp"
#include "server/store/migrations.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/server/database_under_test.hpp"

namespace {

using namespace storymap::server;
using namespace storymap::server::store;
using storymap_test::DatabaseUnderTest;
using storymap_test::run;
using storymap_test::run_at_once;

class Databases : public testing::Test {
 protected:
  void SetUp() override {
    auto make = [](Connection& in) -> Task<> {
      std::string const blob = in.dialect() == Dialect::postgres ? "BYTEA" : "BLOB";
      co_await in.execute_script(
          "CREATE TABLE items (id BIGINT PRIMARY KEY NOT NULL, name VARCHAR(2000000), weight DOUBLE PRECISION, bytes " +
          blob +
          ", kind TEXT NOT NULL DEFAULT 'a' CHECK (kind <> 'forbidden'), UNIQUE (name));"
          "CREATE TABLE parts (id BIGINT PRIMARY KEY NOT NULL, item BIGINT NOT NULL REFERENCES items (id))");
    };
    run(database->transaction(make));
  }

  Rows write(std::string const& sql, Values values = {}) { return run(database->write(sql, std::move(values))); }
  Rows read(std::string const& sql, Values values = {}) { return run(database->read(sql, std::move(values))); }
  std::int64_t count() { return read("SELECT COUNT(*) FROM items").front().integer(0); }

  /// The code of what a statement throws.
  template <class Act>
  StoreErrc failure_of(Act&& act) {
    try {
      act();
    } catch (StoreError const& error) {
      return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return StoreErrc::broken;
  }

  DatabaseUnderTest under_test;
  std::unique_ptr<Database> database = under_test.open();
};

TEST_F(Databases, ValuesComeBackAsTheyWent) {
  std::string const bytes("\0\xff\x80 bytes", 9);
  std::string const name = "O'Hara; DROP TABLE items -- \"$1\" \xD0\x96\xF0\x9F\x92\xB3";
  write("INSERT INTO items (id, name, weight, bytes) VALUES ($1, $2, $3, $4)",
        values_of(std::numeric_limits<std::int64_t>::min(), name, 0.1, Blob{bytes}));
  write("INSERT INTO items (id, name, weight, bytes) VALUES ($1, $2, $3, $4)",
        values_of(std::numeric_limits<std::int64_t>::max(), std::string(), -1.7976931348623157e308, Blob{}));
  write("INSERT INTO items (id, name, weight, bytes) VALUES ($1, $2, $3, $4)",
        values_of(std::int64_t{0}, Value(), Value(), Value()));
  Rows const rows = read("SELECT id, name, weight, bytes FROM items ORDER BY id");
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].integer(0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(rows[0].text(1), name);
  EXPECT_EQ(rows[0].number(2), 0.1);
  EXPECT_EQ(rows[0].bytes(3), bytes);
  EXPECT_TRUE(rows[1].is_null(1) && rows[1].is_null(2) && rows[1].is_null(3));
  EXPECT_EQ(rows[2].text(1), "");
  EXPECT_EQ(rows[2].number(2), -1.7976931348623157e308);
  EXPECT_EQ(rows[2].bytes(3), "");
}

TEST_F(Databases, AValueMayStandInSeveralPlaces) {
  write("INSERT INTO items (id, name) VALUES ($1, $2)", values_of(std::int64_t{1}, std::string("a")));
  Rows const rows = read("SELECT id FROM items WHERE (id = $1 OR id = $1 + 1) AND name = $2",
                         values_of(std::int64_t{1}, std::string("a")));
  EXPECT_EQ(rows.size(), 1);
}

TEST_F(Databases, LargeTextsGoAndCome) {
  std::string const large(1'500'000, 'x');
  write("INSERT INTO items (id, name, bytes) VALUES ($1, $2, $3)", values_of(std::int64_t{1}, Value(), Blob{large}));
  EXPECT_EQ(read("SELECT bytes FROM items").front().bytes(0), large);
}

TEST_F(Databases, ManyRowsComeAndManyAreCounted) {
  auto fill = [](Connection& in) -> Task<> {
    for (std::int64_t id = 0; id < 1000; ++id) {
      Values values = values_of(id, "item " + std::to_string(id));
      co_await in.execute("INSERT INTO items (id, name) VALUES ($1, $2)", std::move(values));
    }
  };
  run(database->transaction(fill));
  EXPECT_EQ(read("SELECT id, name FROM items ORDER BY id")[999].text(1), "item 999");
  EXPECT_EQ(write("UPDATE items SET weight = $1 WHERE id < $2", values_of(1.5, std::int64_t{400})).affected(), 400);
  Rows const returned = write("DELETE FROM items WHERE id >= $1 RETURNING id", values_of(std::int64_t{990}));
  EXPECT_EQ(returned.size(), 10);
  EXPECT_EQ(returned.affected(), 10);
  EXPECT_EQ(read("SELECT id FROM items WHERE id < 5").affected(), 0);
}

TEST_F(Databases, TextIsComparedByteByByte) {
  for (std::int64_t id = 0; id < 4; ++id) {
    std::vector<std::string> const names = {"b", "B", "\xD0\x96", "a"};
    write("INSERT INTO items (id, name) VALUES ($1, $2)", values_of(id, names[static_cast<std::size_t>(id)]));
  }
  Rows const rows = read("SELECT name FROM items ORDER BY name");
  EXPECT_EQ(rows[0].text(0) + rows[1].text(0) + rows[2].text(0) + rows[3].text(0), "Bab\xD0\x96");
}

TEST_F(Databases, WhatIsBrokenHasAName) {
  std::string const insert = "INSERT INTO items (id, name, kind) VALUES ($1, $2, $3)";
  auto const add = [&](std::int64_t id, std::string name, std::string kind) {
    return [&, id, name, kind] { write(insert, values_of(id, name, kind)); };
  };
  add(1, "a", "a")();
  EXPECT_EQ(failure_of(add(1, "b", "a")), StoreErrc::unique);
  EXPECT_EQ(failure_of(add(2, "a", "a")), StoreErrc::unique);
  EXPECT_EQ(failure_of(add(2, "b", "forbidden")), StoreErrc::constraint);
  EXPECT_EQ(failure_of([&] { write("INSERT INTO parts (id, item) VALUES (1, 99)"); }), StoreErrc::foreign_key);
  EXPECT_EQ(failure_of([&] { read("SELECT nothing FROM nowhere"); }), StoreErrc::broken);
  EXPECT_EQ(failure_of([&] { write("SELEC"); }), StoreErrc::broken);
  // A failure leaves the connection as it was.
  EXPECT_EQ(count(), 1);
}

TEST_F(Databases, ErrorsQuoteNoValues) {
  std::string const secret = "hunter2-token";
  write("INSERT INTO items (id, name) VALUES ($1, $2)", values_of(std::int64_t{1}, secret));
  try {
    write("INSERT INTO items (id, name) VALUES ($1, $2)", values_of(std::int64_t{2}, secret));
    FAIL();
  } catch (StoreError const& error) {
    EXPECT_EQ(std::string(error.what()).find(secret), std::string::npos) << error.what();
  }
}

TEST_F(Databases, ATransactionIsAllOrNothing) {
  auto work = [](Connection& in) -> Task<> {
    co_await in.execute("INSERT INTO items (id) VALUES (1)");
    throw std::runtime_error("in the middle");
  };
  EXPECT_THROW(run(database->transaction(work)), std::runtime_error);
  EXPECT_EQ(count(), 0);
  auto failing = [](Connection& in) -> Task<> {
    co_await in.execute("INSERT INTO items (id) VALUES (1)");
    co_await in.execute("INSERT INTO items (id) VALUES (1)");
  };
  EXPECT_EQ(failure_of([&] { run(database->transaction(failing)); }), StoreErrc::unique);
  EXPECT_EQ(count(), 0);
}

TEST_F(Databases, ATransactionReturnsWhatItsWorkReturns) {
  auto work = [](Connection& in) -> Task<std::string> {
    co_await in.execute("INSERT INTO items (id, name) VALUES (7, 'seven')");
    Rows const rows = co_await in.execute("SELECT name FROM items WHERE id = 7");
    co_return rows.front().text(0);
  };
  EXPECT_EQ(run(database->transaction(work)), "seven");
}

TEST_F(Databases, ReadsSeeWhatWasCommitted) {
  for (std::int64_t id = 0; id < 50; ++id) {
    write("INSERT INTO items (id) VALUES ($1)", values_of(id));
    ASSERT_EQ(count(), id + 1);
  }
}

TEST_F(Databases, ManyAddToTheSameRow) {
  write("INSERT INTO items (id, weight) VALUES (1, 0)");
  auto add = [&](std::size_t) -> Task<> {
    auto work = [](Connection& in) -> Task<> {
      co_await in.execute("UPDATE items SET weight = weight + 1 WHERE id = 1");
    };
    co_await database->transaction(work);
  };
  run_at_once(200, add);
  EXPECT_EQ(read("SELECT weight FROM items").front().number(0), 200);
}

TEST_F(Databases, ReadsAndWritesFromManyThreads) {
  auto both = [&](std::size_t number) -> Task<> {
    auto const id = static_cast<std::int64_t>(number);
    Values values = values_of(id, "item " + std::to_string(id));
    co_await database->write("INSERT INTO items (id, name) VALUES ($1, $2)", std::move(values));
    Values key = values_of(id);
    Rows const rows = co_await database->read("SELECT name FROM items WHERE id = $1", std::move(key));
    if (rows.front().text(0) != "item " + std::to_string(id)) throw std::runtime_error("another's row");
  };
  run_at_once(500, both);
  EXPECT_EQ(count(), 500);
}

TEST_F(Databases, AFailedReadTakesNoOtherWithIt) {
  auto mixed = [&](std::size_t number) -> Task<> {
    bool const is_faulty = number % 3 == 0;
    try {
      Rows const rows = co_await database->read(is_faulty ? "SELECT nothing FROM nowhere" : "SELECT 42 AS answer");
      if (is_faulty || rows.front().integer(0) != 42) throw std::logic_error("wrong answer");
    } catch (StoreError const& error) {
      if (!is_faulty) throw;
    }
  };
  run_at_once(300, mixed);
}

TEST_F(Databases, AStatementHasADeadline) {
  auto const hasty = under_test.open(std::chrono::milliseconds(300));
  std::string const endless =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT (i + 1) % 1000 FROM n) SELECT COUNT(*) FROM n";
  EXPECT_EQ(failure_of([&] { run(hasty->read(endless)); }), StoreErrc::timed_out);
  EXPECT_EQ(failure_of([&] { run(hasty->write(endless)); }), StoreErrc::timed_out);
  EXPECT_EQ(run(hasty->read("SELECT 1 AS one")).size(), 1);
}

TEST_F(Databases, MigrationsAreTakenOnceWhoeverComesFirst) {
  DatabaseUnderTest fresh;
  std::vector<std::unique_ptr<Database>> servers;
  for (int k = 0; k < 3; ++k) servers.push_back(fresh.open());
  SystemClock const clock;
  std::span<Migration const> const steps = migrations(servers[0]->dialect());
  std::atomic<std::size_t> taken = 0;
  auto start = [&](std::size_t number) -> Task<> { taken += co_await migrate(*servers[number], steps, clock); };
  run_at_once(servers.size(), start);
  EXPECT_EQ(taken, steps.size());
  EXPECT_EQ(run(pending(*servers[0], steps)), 0);
}

TEST_F(Databases, ANewerOrChangedDatabaseIsRefused) {
  SystemClock const clock;
  std::span<Migration const> const all = migrations(database->dialect());
  run(migrate(*database, all, clock));
  EXPECT_EQ(failure_of([&] { run(migrate(*database, all.first(1), clock)); }), StoreErrc::broken);
  std::vector<Migration> changed(all.begin(), all.end());
  changed[0].sql = "SELECT 1";
  EXPECT_EQ(failure_of([&] { run(migrate(*database, changed, clock)); }), StoreErrc::broken);
}

}  // namespace
