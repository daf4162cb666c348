// tests/server/base/test_metrics.cpp - tests of server/base/metrics.hpp.
#include "server/base/metrics.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using storymap::server::Metrics;

TEST(Metrics, WritesTheTextFormat) {
  Metrics metrics;
  auto& requests = metrics.counter("requests_total", "Requests answered.", {"route", "status"});
  requests.with({"GET /b", "200"}).add(2);
  requests.with({"GET /a", "404"}).add();
  (*metrics.gauge("connections", "Open ones.")).set(7);
  double load = 0.5;
  metrics.gauge_of("load", "Of the pool.", [&load] { return load; });
  auto& latency = *metrics.histogram("latency_seconds", "How long.", {}, std::vector<double>{0.1, 1});
  for (double const value : {0.05, 0.1, 0.5, 3.0}) latency.observe(value);
  load = 0.25;
  EXPECT_EQ(metrics.to_text(),
            "# HELP connections Open ones.\n# TYPE connections gauge\nconnections 7\n"
            "# HELP latency_seconds How long.\n# TYPE latency_seconds histogram\n"
            "latency_seconds_bucket{le=\"0.1\"} 2\nlatency_seconds_bucket{le=\"1\"} 3\n"
            "latency_seconds_bucket{le=\"+Inf\"} 4\nlatency_seconds_sum 3.65\nlatency_seconds_count 4\n"
            "# HELP load Of the pool.\n# TYPE load gauge\nload 0.25\n"
            "# HELP requests_total Requests answered.\n# TYPE requests_total counter\n"
            "requests_total{route=\"GET /a\",status=\"404\"} 1\nrequests_total{route=\"GET /b\",status=\"200\"} 2\n");
}

TEST(Metrics, EscapesWhatWouldBreakALine) {
  Metrics metrics;
  metrics.counter("a_total", "One \\ two\nthree \"four\".", {"x"}).with({"q\"u\\o\nte"}).add();
  EXPECT_EQ(
      metrics.to_text(),
      "# HELP a_total One \\\\ two\\nthree \"four\".\n# TYPE a_total counter\na_total{x=\"q\\\"u\\\\o\\nte\"} 1\n");
}

TEST(Metrics, WritesNumbersThatAreNone) {
  Metrics metrics;
  auto& gauge = metrics.gauge("g", "G.", {"x"});
  gauge.with({"a"}).set(std::numeric_limits<double>::infinity());
  gauge.with({"b"}).set(-std::numeric_limits<double>::infinity());
  gauge.with({"c"}).set(std::numeric_limits<double>::quiet_NaN());
  gauge.with({"d"}).add(-1.5);
  EXPECT_EQ(metrics.to_text(),
            "# HELP g G.\n# TYPE g gauge\ng{x=\"a\"} +Inf\ng{x=\"b\"} -Inf\ng{x=\"c\"} NaN\ng{x=\"d\"} -1.5\n");
}

TEST(Metrics, GivesTheSameFamilyAgain) {
  Metrics metrics;
  EXPECT_EQ(&metrics.counter("a_total", "A.", {"x"}), &metrics.counter("a_total", "A.", {"x"}));
  EXPECT_EQ(&metrics.counter("a_total", "A.", {"x"}).with({"1"}), &metrics.counter("a_total", "A.", {"x"}).with({"1"}));
  EXPECT_THROW(metrics.counter("a_total", "A.", {"y"}), std::logic_error);
  EXPECT_THROW(metrics.gauge("a_total", "A."), std::logic_error);
  EXPECT_THROW(metrics.gauge_of("a_total", "A.", [] { return 0.0; }), std::logic_error);
  EXPECT_THROW((void)metrics.counter("a_total", "A.", {"x"}).with({}), std::logic_error);
  EXPECT_THROW(metrics.counter("1a", "A."), std::logic_error);
  EXPECT_THROW(metrics.counter("a b", "A."), std::logic_error);
  EXPECT_THROW(metrics.counter("", "A."), std::logic_error);
  EXPECT_THROW(metrics.histogram("h", "H.", {"le"}), std::logic_error);
}

TEST(Metrics, CountsWhatIsTooMuchTogether) {
  Metrics metrics;
  auto& family = metrics.counter("a_total", "A.", {"x"});
  for (int k = 0; k < 1500; ++k) family.with({std::to_string(k)}).add();
  EXPECT_EQ(family.with({"other"}).value(), 500U);
  EXPECT_EQ(family.with({"7"}).value(), 1U);
}

TEST(Metrics, LosesNoUpdateOfManyThreads) {
  Metrics metrics;
  auto& counter = metrics.counter("a_total", "A.", {"x"});
  auto& histogram = *metrics.histogram("h", "H.");
  auto& gauge = *metrics.gauge("g", "G.");
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int k = 0; k < 2'000; ++k) {
        counter.with({std::to_string(k % 10)}).add();
        histogram.observe(thread);
        gauge.add(1);
        if (k % 500 == 0) (void)metrics.to_text();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counter.with({"3"}).value(), 800U);
  EXPECT_EQ(histogram.sum(), 2'000 * (0 + 1 + 2 + 3));
  EXPECT_EQ(gauge.value(), 8'000);
}

}  // namespace
