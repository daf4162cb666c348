// server/base/metrics.cpp - numbers about the server.
#include "server/base/metrics.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace storymap::server {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
constexpr std::string_view other = "other";

bool is_name(std::string_view name) noexcept {
  return !name.empty() && letters.find(name.front()) != std::string_view::npos &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return letters.find(c) != std::string_view::npos || (c >= '0' && c <= '9'); });
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// Escapes what the format gives a meaning: in a help text backslash and line feed, in a label the quote too.
std::string escaped(std::string_view text, bool is_label) {
  std::string out;
  for (char const c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' && is_label) {
      out += "\\\"";
    } else {
      out += c;
    }
  }
  return out;
}

using Values = std::vector<std::string>;

/// {a="x",b="y"}, with one more pair in it if `extra` is not empty.
std::string braces(std::vector<std::string> const& labels, Values const& values, std::string const& extra = {}) {
  std::string text;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    text += (text.empty() ? "" : ",") + labels[k] + "=\"" + escaped(values[k], true) + '"';
  }
  if (!extra.empty()) text += (text.empty() ? "" : ",") + extra;
  return text.empty() ? text : '{' + text + '}';
}

/// The lines of one metric.
std::string lines(std::string const& name, std::vector<std::string> const& labels, Values const& values,
                  Counter const& metric) {
  return name + braces(labels, values) + ' ' + std::to_string(metric.value()) + '\n';
}

std::string lines(std::string const& name, std::vector<std::string> const& labels, Values const& values,
                  Gauge const& metric) {
  return name + braces(labels, values) + ' ' + number(metric.value()) + '\n';
}

std::string lines(std::string const& name, std::vector<std::string> const& labels, Values const& values,
                  Histogram const& metric) {
  std::string text;
  std::uint64_t total = 0;
  std::vector<std::uint64_t> const counts = metric.counts();
  for (std::size_t k = 0; k < counts.size(); ++k) {
    total += counts[k];
    std::string const bound = k < metric.bounds().size() ? number(metric.bounds()[k]) : "+Inf";
    text += name + "_bucket" + braces(labels, values, "le=\"" + bound + '"') + ' ' + std::to_string(total) + '\n';
  }
  std::string const rest = braces(labels, values) + ' ';
  text += name + "_sum" + rest + number(metric.sum()) + '\n';
  return text + name + "_count" + rest + std::to_string(total) + '\n';
}

std::string heading(std::string const& name, std::string_view help, std::string_view kind) {
  return "# HELP " + name + ' ' + escaped(help, false) + "\n# TYPE " + name + ' ' + std::string(kind) + '\n';
}

}  // namespace

void Histogram::observe(double value) noexcept {
  auto const place = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
  counts_[static_cast<std::size_t>(place)].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

std::vector<std::uint64_t> Histogram::counts() const {
  std::vector<std::uint64_t> counts;
  for (auto const& count : counts_) counts.push_back(count.load(std::memory_order_relaxed));
  return counts;
}

template <class Metric>
Metric& MetricFamily<Metric>::with(std::initializer_list<std::string_view> values) {
  if (values.size() != labels_.size()) throw std::logic_error("a metric needs a value for each of its labels");
  Values key(values.begin(), values.end());
  {
    std::shared_lock const lock(mutex_);
    if (auto const found = series_.find(key); found != series_.end()) return *found->second;
  }
  std::unique_lock const lock(mutex_);
  if (series_.size() >= most_series && !series_.contains(key)) key.assign(labels_.size(), std::string(other));
  std::unique_ptr<Metric>& metric = series_[key];
  if (metric == nullptr) {
    if constexpr (std::is_same_v<Metric, Histogram>) {
      metric = std::make_unique<Metric>(bounds_);
    } else {
      metric = std::make_unique<Metric>();
    }
  }
  return *metric;
}

template class MetricFamily<Counter>;
template class MetricFamily<Gauge>;
template class MetricFamily<Histogram>;

bool Metrics::is_taken(std::string_view name) const {
  return counters_.contains(name) || gauges_.contains(name) || histograms_.contains(name) || watched_.contains(name);
}

template <class Metric>
MetricFamily<Metric>& Metrics::family(Table<MetricFamily<Metric>>& table, std::string_view name, std::string_view help,
                                      std::vector<std::string> labels, std::span<double const> bounds) {
  std::lock_guard const lock(mutex_);
  if (auto const found = table.find(name); found != table.end() && found->second->labels_ == labels)
    return *found->second;
  bool const is_good = is_name(name) && std::all_of(labels.begin(), labels.end(),
                                                    [](auto const& label) { return is_name(label) && label != "le"; });
  if (!is_good || is_taken(name)) throw std::logic_error("bad or taken name of a metric: " + std::string(name));
  auto made = std::make_unique<MetricFamily<Metric>>(std::string(help), std::move(labels),
                                                     std::vector<double>(bounds.begin(), bounds.end()));
  return *table.emplace(name, std::move(made)).first->second;
}

MetricFamily<Counter>& Metrics::counter(std::string_view name, std::string_view help, std::vector<std::string> labels) {
  return family(counters_, name, help, std::move(labels));
}

MetricFamily<Gauge>& Metrics::gauge(std::string_view name, std::string_view help, std::vector<std::string> labels) {
  return family(gauges_, name, help, std::move(labels));
}

MetricFamily<Histogram>& Metrics::histogram(std::string_view name, std::string_view help,
                                            std::vector<std::string> labels, std::span<double const> bounds) {
  if (!std::is_sorted(bounds.begin(), bounds.end())) throw std::logic_error("the bounds of a histogram rise");
  return family(histograms_, name, help, std::move(labels), bounds);
}

void Metrics::gauge_of(std::string_view name, std::string_view help, std::function<double()> read) {
  std::lock_guard const lock(mutex_);
  if (!is_name(name) || is_taken(name)) throw std::logic_error("bad or taken name of a metric: " + std::string(name));
  watched_.emplace(name, Watched{std::string(help), std::move(read)});
}

std::string Metrics::to_text() const {
  std::map<std::string_view, std::string> blocks;
  auto const put = [&](auto const& table, std::string_view kind) {
    for (auto const& [name, family] : table) {
      std::string& block = blocks[name] = heading(name, family->help_, kind);
      std::shared_lock const lock(family->mutex_);
      for (auto const& [values, metric] : family->series_) block += lines(name, family->labels_, values, *metric);
    }
  };
  std::lock_guard const lock(mutex_);
  put(counters_, "counter");
  put(gauges_, "gauge");
  put(histograms_, "histogram");
  for (auto const& [name, watched] : watched_) {
    blocks[name] = heading(name, watched.help, "gauge") + name + ' ' + number(watched.read()) + '\n';
  }
  std::string text;
  for (auto const& [name, block] : blocks) text += block;
  return text;
}

}  // namespace storymap::server
