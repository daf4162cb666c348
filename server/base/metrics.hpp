// server/base/metrics.hpp - numbers about the server, in the text format of Prometheus.
// Room: base.
//
//     auto& requests = metrics.counter("http_requests_total", "Requests answered.", {"route", "status"});
//     requests.with({"GET /health", "200"}).add();
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storymap::server {

/// Only grows.
class Counter {
 public:
  void add(std::uint64_t count = 1) noexcept { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// Goes up and down.
class Gauge {
 public:
  void set(double value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void add(double value) noexcept { value_.fetch_add(value, std::memory_order_relaxed); }
  [[nodiscard]] double value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> value_ = 0;
};

/// How values are distributed: how many were at most each of some bounds.
class Histogram {
 public:
  /// `bounds` rise.
  explicit Histogram(std::span<double const> bounds) : bounds_(bounds), counts_(bounds.size() + 1) {}

  void observe(double value) noexcept;

  [[nodiscard]] std::span<double const> bounds() const noexcept { return bounds_; }
  /// How many fell into each interval, the one above the last bound included.
  [[nodiscard]] std::vector<std::uint64_t> counts() const;
  [[nodiscard]] double sum() const noexcept { return sum_.load(std::memory_order_relaxed); }

 private:
  std::span<double const> bounds_;  ///< of the family
  std::vector<std::atomic<std::uint64_t>> counts_;
  std::atomic<double> sum_ = 0;
};

/// Seconds, for requests and statements: 1 ms to 10 s.
inline constexpr double latency_bounds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

/// Metrics of one name, told apart by the values of their labels. What `with` returns lives as long as the family:
/// keep it, and an update takes no lock.
template <class Metric>
class MetricFamily {
 public:
  /// Beyond so many, new values of labels are counted together as "other": what callers can choose must not fill the
  /// memory.
  static constexpr std::size_t most_series = 1000;

  MetricFamily(std::string help, std::vector<std::string> labels, std::vector<double> bounds = {})
      : help_(std::move(help)), labels_(std::move(labels)), bounds_(std::move(bounds)) {}

  /// The metric with these values, one for each label. Throws std::logic_error for another number of them.
  [[nodiscard]] Metric& with(std::initializer_list<std::string_view> values);

  /// The metric of a family without labels.
  [[nodiscard]] Metric& operator*() { return with({}); }

 private:
  friend class Metrics;

  std::string help_;
  std::vector<std::string> labels_;
  std::vector<double> bounds_;
  mutable std::shared_mutex mutex_;
  std::map<std::vector<std::string>, std::unique_ptr<Metric>, std::less<>> series_;
};

/// All metrics of the server. Any thread.
class Metrics {
 public:
  /// Asked for again, a family is the same one. Throws std::logic_error when a name or label is ill-formed, or the name
  /// is taken by another kind.
  MetricFamily<Counter>& counter(std::string_view name, std::string_view help, std::vector<std::string> labels = {});
  MetricFamily<Gauge>& gauge(std::string_view name, std::string_view help, std::vector<std::string> labels = {});
  MetricFamily<Histogram>& histogram(std::string_view name, std::string_view help, std::vector<std::string> labels = {},
                                     std::span<double const> bounds = latency_bounds);

  /// A gauge that is read when it is asked for. `read` must stay good as long as this, and may be called by any thread.
  void gauge_of(std::string_view name, std::string_view help, std::function<double()> read);

  /// Version 0.0.4 of the text format, sorted by name, for "text/plain; version=0.0.4; charset=utf-8".
  [[nodiscard]] std::string to_text() const;

 private:
  struct Watched {
    std::string help;
    std::function<double()> read;
  };
  template <class Family>
  using Table = std::map<std::string, std::unique_ptr<Family>, std::less<>>;

  template <class Metric>
  MetricFamily<Metric>& family(Table<MetricFamily<Metric>>& table, std::string_view name, std::string_view help,
                               std::vector<std::string> labels, std::span<double const> bounds = {});
  [[nodiscard]] bool is_taken(std::string_view name) const;

  mutable std::mutex mutex_;
  Table<MetricFamily<Counter>> counters_;
  Table<MetricFamily<Gauge>> gauges_;
  Table<MetricFamily<Histogram>> histograms_;
  std::map<std::string, Watched, std::less<>> watched_;
};

}  // namespace storymap::server
