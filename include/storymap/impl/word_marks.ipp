// storymap/impl/word_marks.ipp - bodies of detail/word_marks.hpp.
// Room: text.
#pragma once

#include <storymap/detail/characters.hpp>
#include <storymap/detail/word_marks.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#if STORYMAP_SIMD_X86
#include <immintrin.h>
#endif

STORYMAP_BEGIN

namespace detail {

/// Sets the marks of up to 64 bytes, the first of which is bit `at`.
inline void put_marks(std::uint64_t* marks, std::size_t at, std::uint64_t bits) noexcept {
  marks[at / 64] |= bits << (at % 64);
  if (at % 64 != 0) marks[at / 64 + 1] |= bits >> (64 - at % 64);
}

/// What the plain kernel does with each ASCII byte.
struct AsciiByte {
  char lower = 0;
  std::uint8_t is_word = 0;
};
inline constexpr auto ascii_bytes = [] {
  std::array<AsciiByte, 128> bytes{};
  for (char32_t c = 0; c < bytes.size(); ++c) {
    bytes[c] = {static_cast<char>(lower_of(c)), has_flag(c, char_word) ? std::uint8_t{1} : std::uint8_t{0}};
  }
  return bytes;
}();

/// The plain kernel takes ASCII.
inline std::size_t mark_words_scalar(char const* text, std::size_t size, char* lower, std::uint64_t* marks,
                                     std::size_t at) noexcept {
  std::size_t done = 0;
  while (done < size) {
    std::uint64_t bits = 0;
    std::size_t const most = std::min<std::size_t>(64, size - done);
    std::size_t taken = 0;
    for (; taken < most && static_cast<unsigned char>(text[done + taken]) < 0x80U; ++taken) {
      AsciiByte const byte = ascii_bytes[static_cast<unsigned char>(text[done + taken])];
      lower[done + taken] = byte.lower;
      bits |= std::uint64_t{byte.is_word} << taken;
    }
    put_marks(marks, at + done, bits);
    done += taken;
    if (taken < most) break;
  }
  return done;
}

/// The bounds of the runs of ones in `blocks` words; returns how many. Up to 66 numbers behind them are written over.
///
/// Each kernel has this compiled for its own processors: counting bits and finding the lowest one are instructions
/// there, and calls elsewhere.
STORYMAP_KERNEL_PART std::size_t edges_of(std::uint64_t const* marks, std::size_t blocks,
                                          std::uint32_t* edges) noexcept {
  std::uint32_t* out = edges;
  std::uint64_t inside = 0;  // 1 while a run goes on from one block into the next
  for (std::size_t block = 0; block < blocks; ++block) {
    // A bit where a run begins, and one behind its last byte.
    std::uint64_t bits = marks[block] ^ (marks[block] << 1U | inside);
    inside = marks[block] >> 63U;
    std::uint32_t const base = static_cast<std::uint32_t>(block * 64);
    // Eight at a time, whether there are so many or not: a loop over the bits would be mispredicted at each end.
    std::uint32_t* const next = out + std::popcount(bits);
    do {
      for (int k = 0; k < 8; ++k) {
        out[k] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
        bits &= bits - 1;
      }
      out += 8;
    } while (bits != 0);
    out = next;
  }
  return static_cast<std::size_t>(out - edges);
}

inline std::size_t edges_scalar(std::uint64_t const* marks, std::size_t blocks, std::uint32_t* edges) noexcept {
  return edges_of(marks, blocks, edges);
}

#if STORYMAP_SIMD_X86

STORYMAP_TARGET_AVX2 inline std::size_t edges_avx2(std::uint64_t const* marks, std::size_t blocks,
                                                   std::uint32_t* edges) noexcept {
  return edges_of(marks, blocks, edges);
}

// The vector kernels take ASCII and, of the characters beyond, what makes up most Russian text and typography:
//
//   U+0400-U+045F  D0 80-BF, D1 80-9F   Cyrillic letters; the capitals are the first 48
//   U+2000-U+203F  E2 80 80-BF          dashes, quotation marks, the ellipsis: no word characters
//
// Lower case of the capitals: U+0400-U+040F gain 0x50: D0 8x -> D1 9x. U+0410-U+042F gain 0x20: D0 9x -> D0 Bx and
// D0 Ax -> D1 8x.

/// 64 bytes at once. All masks have a bit for each byte.
STORYMAP_TARGET_AVX512 inline std::size_t mark_words_avx512(char const* text, std::size_t size, char* lower,
                                                            std::uint64_t* marks, std::size_t at) noexcept {
  std::size_t done = 0;
  while (done < size) {
    std::size_t const most = std::min<std::size_t>(64, size - done);
    __mmask64 const loaded = most == 64 ? ~__mmask64{0} : (__mmask64{1} << most) - 1;
    __m512i const in = _mm512_maskz_loadu_epi8(loaded, text + done);
    __mmask64 const upper = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(in, _mm512_set1_epi8('A')), _mm512_set1_epi8(26));
    __m512i out = _mm512_mask_add_epi8(in, upper, in, _mm512_set1_epi8('a' - 'A'));
    __mmask64 word = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(out, _mm512_set1_epi8('a')), _mm512_set1_epi8(26)) |
                     _mm512_cmplt_epu8_mask(_mm512_sub_epi8(in, _mm512_set1_epi8('0')), _mm512_set1_epi8(10)) |
                     _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8('_'));
    __mmask64 const beyond = _mm512_movepi8_mask(in);
    std::size_t taken = most;
    if (beyond != 0) {
      __mmask64 const d0 = _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8(static_cast<char>(0xD0)));
      __mmask64 const d1 = _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8(static_cast<char>(0xD1)));
      __mmask64 const e2 = _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8(static_cast<char>(0xE2)));
      __m512i const low = _mm512_sub_epi8(in, _mm512_set1_epi8(static_cast<char>(0x80)));
      __mmask64 const trail = _mm512_cmplt_epu8_mask(low, _mm512_set1_epi8(0x40));
      __mmask64 const behind_d0 = (d0 << 1U) & trail;
      __mmask64 const behind_d1 = (d1 << 1U) & _mm512_cmplt_epu8_mask(low, _mm512_set1_epi8(0x20));
      __mmask64 const behind_e2 = (e2 << 1U) & _mm512_cmpeq_epi8_mask(low, _mm512_setzero_si512());
      __mmask64 const end_e2 = (behind_e2 << 1U) & trail;
      __mmask64 const letters = behind_d0 | behind_d1 | (behind_d0 >> 1U) | (behind_d1 >> 1U);
      __mmask64 const known = letters | end_e2 | (end_e2 >> 1U) | (end_e2 >> 2U);
      __mmask64 const unknown = beyond & ~known;
      if (unknown != 0) taken = std::min<std::size_t>(most, static_cast<std::size_t>(std::countr_zero(unknown)));
      word |= letters;
      // Second bytes by their upper half: 8x gain 0x10, 9x 0x20, Ax lose 0x20; leads of 8x and Ax become D1.
      __mmask64 const c8 = behind_d0 & _mm512_cmplt_epu8_mask(low, _mm512_set1_epi8(0x10));
      __mmask64 const c9 = behind_d0 & ~c8 & _mm512_cmplt_epu8_mask(low, _mm512_set1_epi8(0x20));
      __mmask64 const ca = behind_d0 & ~c8 & ~c9 & _mm512_cmplt_epu8_mask(low, _mm512_set1_epi8(0x30));
      out = _mm512_mask_add_epi8(out, c8, out, _mm512_set1_epi8(0x10));
      out = _mm512_mask_add_epi8(out, c9, out, _mm512_set1_epi8(0x20));
      out = _mm512_mask_sub_epi8(out, ca, out, _mm512_set1_epi8(0x20));
      out = _mm512_mask_add_epi8(out, (c8 | ca) >> 1U, out, _mm512_set1_epi8(1));
    }
    __mmask64 const kept = taken == 64 ? ~__mmask64{0} : (__mmask64{1} << taken) - 1;
    _mm512_mask_storeu_epi8(lower + done, kept, out);
    put_marks(marks, at + done, word & kept);
    done += taken;
    if (taken < most) break;
  }
  return done;
}

/// The mask of the bytes from `first` on, `count` of them; there is no unsigned comparison in AVX2.
STORYMAP_TARGET_AVX2 inline std::uint32_t bytes_in_avx2(__m256i bytes, char first, char count) noexcept {
  __m256i const low = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));
  __m256i const most = _mm256_set1_epi8(static_cast<char>(count - 1));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(low, most), low)));
}

[[nodiscard]] STORYMAP_TARGET_AVX2 inline std::uint32_t equal_avx2(__m256i bytes, char byte) noexcept {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte))));
}

/// A byte FF for each bit of the mask.
[[nodiscard]] STORYMAP_TARGET_AVX2 inline __m256i spread_avx2(std::uint32_t mask) noexcept {
  __m256i const bytes =
      _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(mask)),
                          _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303));
  __m256i const bits = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201ULL));
  return _mm256_cmpeq_epi8(_mm256_and_si256(bytes, bits), bits);
}

/// `bytes` with `more` added where the mask has a bit.
[[nodiscard]] STORYMAP_TARGET_AVX2 inline __m256i add_avx2(__m256i bytes, std::uint32_t mask, char more) noexcept {
  return _mm256_add_epi8(bytes, _mm256_and_si256(spread_avx2(mask), _mm256_set1_epi8(more)));
}

/// 32 bytes at once; the same as above.
STORYMAP_TARGET_AVX2 inline std::size_t mark_words_avx2(char const* text, std::size_t size, char* lower,
                                                        std::uint64_t* marks, std::size_t at) noexcept {
  std::size_t done = 0;
  while (done < size) {
    std::size_t const most = std::min<std::size_t>(32, size - done);
    alignas(32) char padded[32] = {};
    if (most < 32) std::memcpy(padded, text + done, most);
    __m256i const in = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(most < 32 ? padded : text + done));
    __m256i out = add_avx2(in, bytes_in_avx2(in, 'A', 26), 'a' - 'A');
    std::uint32_t word = bytes_in_avx2(out, 'a', 26) | bytes_in_avx2(in, '0', 10) | equal_avx2(in, '_');
    auto const beyond = static_cast<std::uint32_t>(_mm256_movemask_epi8(in));
    std::size_t taken = most;
    if (beyond != 0) {
      constexpr char continuation = static_cast<char>(0x80);
      std::uint32_t const trail = bytes_in_avx2(in, continuation, 0x40);
      std::uint32_t const behind_d0 = (equal_avx2(in, static_cast<char>(0xD0)) << 1U) & trail;
      std::uint32_t const behind_d1 =
          (equal_avx2(in, static_cast<char>(0xD1)) << 1U) & bytes_in_avx2(in, continuation, 0x20);
      std::uint32_t const behind_e2 = (equal_avx2(in, static_cast<char>(0xE2)) << 1U) & equal_avx2(in, continuation);
      std::uint32_t const end_e2 = (behind_e2 << 1U) & trail;
      std::uint32_t const letters = behind_d0 | behind_d1 | (behind_d0 >> 1U) | (behind_d1 >> 1U);
      std::uint32_t const unknown = beyond & ~(letters | end_e2 | (end_e2 >> 1U) | (end_e2 >> 2U));
      if (unknown != 0) taken = std::min<std::size_t>(most, static_cast<std::size_t>(std::countr_zero(unknown)));
      word |= letters;
      std::uint32_t const c8 = behind_d0 & bytes_in_avx2(in, continuation, 0x10);
      std::uint32_t const c9 = behind_d0 & bytes_in_avx2(in, static_cast<char>(0x90), 0x10);
      std::uint32_t const ca = behind_d0 & bytes_in_avx2(in, static_cast<char>(0xA0), 0x10);
      out = add_avx2(add_avx2(add_avx2(out, c8, 0x10), c9, 0x20), ca, -0x20);
      out = add_avx2(out, (c8 | ca) >> 1U, 1);
    }
    if (taken == 32) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(lower + done), out);
    } else {
      _mm256_store_si256(reinterpret_cast<__m256i*>(padded), out);
      std::memcpy(lower + done, padded, taken);
      word &= (std::uint32_t{1} << taken) - 1;
    }
    put_marks(marks, at + done, word);
    done += taken;
    if (taken < most) break;
  }
  return done;
}

#endif

[[nodiscard]] inline WordMarks::Kernel word_kernel(Simd simd) noexcept {
#if STORYMAP_SIMD_X86
  if (simd == Simd::avx512) return {mark_words_avx512, edges_avx2};
  if (simd == Simd::avx2) return {mark_words_avx2, edges_avx2};
#endif
  (void)simd;
  return {mark_words_scalar, edges_scalar};
}

STORYMAP_DECL WordMarks::WordMarks(Simd simd) : kernel_(word_kernel(simd)) {}

/// Takes one character that the kernel left; 0 when its lower case is not as long as it is, or depends on what follows.
STORYMAP_DECL std::size_t WordMarks::read_char(std::string_view text, std::size_t at, bool lowercase) {
  CodePoint const point = char_at(text, at);
  if (has_flag(point.value, char_word)) put_marks(marks_.data(), at, (std::uint64_t{1} << point.size) - 1);
  std::copy_n(text.data() + at, point.size, lower_.data() + at);
  if (!lowercase || point.value == no_character) return point.size;
  if (point.value == U'\u0130' || point.value == U'\u03A3') return 0;
  char32_t const lower = lower_of(point.value);
  if (lower == point.value) return point.size;
  std::string bytes;
  append_utf8(bytes, lower);
  if (bytes.size() != point.size) return 0;
  std::copy(bytes.begin(), bytes.end(), lower_.data() + at);
  return point.size;
}

STORYMAP_DECL bool WordMarks::read(std::string_view text, bool lowercase) {
  STORYMAP_ASSERT(text.size() < UINT32_MAX);
  std::size_t const blocks = text.size() / 64 + 2;
  if (lower_.size() < text.size() + 64) lower_.resize(text.size() * 2 + 64);
  if (marks_.size() < blocks) marks_.resize(blocks * 2);
  std::fill_n(marks_.begin(), blocks, 0U);
  for (std::size_t at = 0; at < text.size();) {
    at += kernel_.mark(text.data() + at, text.size() - at, lower_.data() + at, marks_.data(), at);
    if (at == text.size()) break;
    std::size_t const size = read_char(text, at, lowercase);
    if (size == 0) return false;
    at += size;
  }
  if (!lowercase) std::copy(text.begin(), text.end(), lower_.begin());
  if (edges_.size() < text.size() + 66) edges_.resize(2 * text.size() + 66);
  edge_count_ = kernel_.edges(marks_.data(), blocks, edges_.data());
  return true;
}

}  // namespace detail

STORYMAP_END
