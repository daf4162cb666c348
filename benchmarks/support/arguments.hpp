// benchmarks/support/arguments.hpp - a file and options with values, as the benchmark programs take them.
#pragma once

#include <storymap/stopwords.hpp>

#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace storymap_bench {

/// `<file> --name value --name value ...`. Every option is taken once; then `expect_no_more` refuses what is left.
class Arguments {
 public:
  Arguments(int count, char const* const* arguments) {
    std::span<char const* const> const all(arguments, static_cast<std::size_t>(count));
    if (count < 2 || count % 2 != 0) throw std::invalid_argument("expected <file> and options with values");
    file_ = all[1];
    for (std::size_t at = 2; at < all.size(); at += 2) options_.emplace(all[at], all[at + 1]);
  }

  [[nodiscard]] std::string const& file() const noexcept { return file_; }

  [[nodiscard]] std::string take(std::string_view name, std::string_view otherwise) {
    auto const found = options_.find(name);
    if (found == options_.end()) return std::string(otherwise);
    std::string value = std::move(found->second);
    options_.erase(found);
    return value;
  }
  [[nodiscard]] std::size_t take_count(std::string_view name, std::size_t otherwise) {
    return std::stoul(take(name, std::to_string(otherwise)));
  }
  /// The value of --stop-words: none, en, ...
  [[nodiscard]] storymap::StopWords take_stop_words() {
    std::string const name = take("--stop-words", "none");
    auto const words = storymap::find_stop_words(name);
    if (!words) throw std::invalid_argument("no such list of stop words: " + name);
    return *words;
  }

  void expect_no_more() const {
    if (!options_.empty()) throw std::invalid_argument("unknown option " + options_.begin()->first);
  }

 private:
  std::string file_;
  std::map<std::string, std::string, std::less<>> options_;
};

}  // namespace storymap_bench
