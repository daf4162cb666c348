// tests/same_bits/main.cpp - prints scores bit by bit; every compiler and every optimisation must print the same.
#include <storymap/analysis.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace {

void print(char const* what, double value) {
  std::printf("%s %016llx\n", what, static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(value)));
}

/// A generator that is fixed for all time.
class Numbers {
 public:
  explicit Numbers(std::uint64_t state) : state_(state) {}

  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state_ >> 33U) % bound);
  }

 private:
  std::uint64_t state_;
};

double dot(std::size_t size) {
  Numbers numbers(size);
  double sum = 0;
  for (std::size_t k = 0; k < size; ++k) {
    double const a = static_cast<double>(numbers.below(1000000)) / 7;
    sum += storymap::detail::rounded_product(a, static_cast<double>(numbers.below(1000000)) / 3);
  }
  return sum;
}

storymap::Map backlog(std::size_t stories) {
  static char const* const words[] = {"pay",    "card",  "order",  "search", "print", "label", "refund",
                                      "export", "заказ", "оплата", "картой", "поиск", "buyer", "seller"};
  Numbers numbers(stories);
  storymap::Map map;
  map.activities.resize(1);
  map.activities[0].tasks.resize(1);
  for (std::size_t k = 0; k < stories; ++k) {
    storymap::Story& story = map.activities[0].tasks[0].stories.emplace_back();
    for (std::size_t length = 1 + numbers.below(14); length > 0; --length) {
      story.title.append(words[numbers.below(std::size(words))]).append(1, ' ');
    }
  }
  return map;
}

void print_scores(storymap::Map const& map, storymap::Measure measure) {
  storymap::AnalysisOptions options;
  options.similarity.thresholds.similar = 0.3;
  options.similarity.measure = measure;
  auto const analysis = storymap::analyze(map, options);
  if (!analysis) return;
  for (storymap::AlikePair const& pair : analysis->similarity.pairs) print("pair", pair.score);
  for (storymap::Group const& group : analysis->similarity.groups) {
    for (storymap::GroupMember const& member : group.members) print("member", member.similarity);
  }
  print("overall", analysis->overall_score);
}

}  // namespace

int main() {
  for (std::size_t const size : {1U, 2U, 3U, 7U, 8U, 64U, 1000U}) print("dot", dot(size));
  for (std::size_t const stories : {2U, 10U, 150U}) {
    print_scores(backlog(stories), storymap::Measure::cosine);
    print_scores(backlog(stories), storymap::Measure::jaccard);
  }
}
