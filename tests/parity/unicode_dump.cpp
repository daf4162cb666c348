// tests/parity/unicode_dump.cpp - prints what the text functions answer, for test_unicode.py to compare with Python.
//
//     unicode_dump version      the version of the tables
//     unicode_dump characters   a line a code point: is_word, is_space, to_lower in hexadecimal (empty for a surrogate)
//     unicode_dump texts        a line for each line of the input; texts travel as hexadecimal UTF-8, lists with commas
#include <storymap/text.hpp>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

namespace {

std::string hexadecimal(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (char const byte : text) {
    out += digits[static_cast<unsigned char>(byte) >> 4U];
    out += digits[static_cast<unsigned char>(byte) & 15U];
  }
  return out;
}

std::string from_hexadecimal(std::string_view digits) {
  std::string out;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    out += static_cast<char>(std::stoi(std::string(digits.substr(at, 2)), nullptr, 16));
  }
  return out;
}

template <class ForEach>
std::string list(ForEach&& for_each) {
  std::string out;
  for_each([&](std::string_view token) { out += hexadecimal(token) + ","; });
  return out;
}

void print_characters() {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    std::string text;
    bool const surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (!surrogate) storymap::append_utf8(text, c);
    std::printf("%d %d %s\n", storymap::is_word(c), storymap::is_space(c),
                hexadecimal(storymap::to_lower(text)).c_str());
  }
}

void print_texts() {
  using storymap::StripAccents;
  for (std::string line; std::getline(std::cin, line);) {
    std::string const text = from_hexadecimal(line);
    std::cout << hexadecimal(storymap::to_lower(text)) << ' '                              //
              << hexadecimal(storymap::strip_accents(text, StripAccents::none)) << ' '     //
              << hexadecimal(storymap::strip_accents(text, StripAccents::ascii)) << ' '    //
              << hexadecimal(storymap::strip_accents(text, StripAccents::unicode)) << ' '  //
              << list([&](auto visit) { storymap::for_each_word(text, visit); }) << ' '    //
              << list([&](auto visit) { storymap::for_each_field(text, visit); }) << ' '   //
              << hexadecimal(storymap::clean_text(text)) << ' '                            //
              << hexadecimal(storymap::trim(text)) << ' '                                  //
              << storymap::count_code_points(text) << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view const what = argc == 2 ? argv[1] : "";
  if (what == "version") {
    std::cout << storymap::unicode_version << '\n';
  } else if (what == "characters") {
    print_characters();
  } else if (what == "texts") {
    print_texts();
  } else {
    std::cerr << "usage: unicode_dump version|characters|texts\n";
    return 2;
  }
}
