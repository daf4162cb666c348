// tests/server/store/test_audit.cpp - tests of server/store/audit.hpp.
#include "server/store/audit.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/server/database_under_test.hpp"

namespace {

using namespace storymap::server;
using namespace storymap::server::store;
using storymap_test::DatabaseUnderTest;
using storymap_test::run;

class AuditLog : public testing::Test {
 protected:
  void add(std::string id, std::optional<std::string> actor, std::optional<std::string> subject,
           std::string kind = "user") {
    AuditRow const row{.id = std::move(id),
                       .at = from_milliseconds(7),
                       .actor_id = std::move(actor),
                       .action = "login",
                       .subject_kind = std::move(kind),
                       .subject_id = std::move(subject),
                       .address = "192.0.2.1",
                       .request_id = "r",
                       .details = "{}"};
    auto work = [&](Connection& in) -> Task<> { co_await append_audit(in, row); };
    run(database_->transaction(work));
  }
  std::string ids_of(std::string const& user, std::optional<std::string> before = {}, std::size_t limit = 100) {
    std::string ids;
    for (AuditRow const& row : run(list_audit(*database_, user, std::move(before), limit))) ids += row.id;
    return ids;
  }

  DatabaseUnderTest under_test_;
  std::unique_ptr<Database> database_ = under_test_.open_with_tables();
};

TEST_F(AuditLog, AUserSeesWhatHeDidAndWhatWasDoneToHim) {
  add("1", "anna", "anna");
  add("2", std::nullopt, "anna");
  add("3", "boris", "boris");
  add("4", "anna", "shop", "project");
  add("5", "boris", "anna");
  add("6", std::nullopt, std::nullopt);
  add("7", "boris", "anna", "project");
  EXPECT_EQ(ids_of("anna"), "5421");
  EXPECT_EQ(ids_of("anna", "5", 2), "42");
  EXPECT_EQ(ids_of("anna", "2"), "1");
  EXPECT_EQ(ids_of("nobody"), "");
}

TEST_F(AuditLog, NothingIsChangedOrRemoved) {
  add("1", "anna", "anna");
  for (std::string const sql :
       {"UPDATE audit_log SET action = 'logout', address = ''", "UPDATE audit_log SET actor_id = NULL, address = ''",
        "UPDATE audit_log SET address = '192.0.2.2'", "DELETE FROM audit_log"}) {
    EXPECT_THROW(run(database_->write(sql)), StoreError) << sql;
  }
  EXPECT_EQ(ids_of("anna"), "1");
}

TEST_F(AuditLog, AddressesAreForgottenOnRequest) {
  add("1", "anna", "anna");
  add("2", std::nullopt, "anna");
  add("3", "boris", "boris");
  auto work = [&](Connection& in) -> Task<> { co_await forget_addresses(in, "anna"); };
  run(database_->transaction(work));
  for (AuditRow const& row : run(list_audit(*database_, "anna", std::nullopt, 10))) EXPECT_EQ(row.address, "");
  EXPECT_EQ(run(list_audit(*database_, "boris", std::nullopt, 10)).at(0).address, "192.0.2.1");
}

}  // namespace
