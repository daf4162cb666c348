// tests/same_bits/main.cpp - prints scores bit by bit; every compiler and every optimisation must print the same.
#include <storymap/detail/exact.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace {

void print(char const* what, double value) {
  std::printf("%s %016llx\n", what, static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(value)));
}

/// Numbers in [0, 1) from a generator that is fixed for all time.
std::vector<double> numbers(std::size_t size, std::uint64_t state) {
  std::vector<double> out(size);
  for (double& number : out) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    number = static_cast<double>(state >> 11U) * 0x1p-53;
  }
  return out;
}

double dot(std::vector<double> const& a, std::vector<double> const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += storymap::detail::rounded_product(a[i], b[i]);
  return sum;
}

}  // namespace

int main() {
  for (std::size_t const size : {1U, 2U, 3U, 7U, 8U, 64U, 1000U}) {
    print("dot", dot(numbers(size, size), numbers(size, size + 1)));
  }
}
