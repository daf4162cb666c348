// bindings/c/src/call.cpp - the words of a failure, and the version.
#include "call.hpp"

#include "arguments.hpp"
#include "arrays.hpp"

#include <storymap/detail/json_writer.hpp>
#include <storymap/translation.hpp>
#include <storymap/utf8.hpp>
#include <storymap/version.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace storymap::c {
namespace {

/// Copies a text that ends with NUL, cut at the end of a character where it is too long.
void copy(char* out, std::size_t room, std::string_view text) noexcept {
  std::size_t size = text.size();
  if (size >= room) {
    size = room - 1;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  }
  std::memcpy(out, text.data(), size);
  out[size] = '\0';
}

}  // namespace

void tell(storymap_error* error, storymap_status status, char const* message, char const* path) noexcept {
  // A caller whose struct is shorter than ours is asked for all of it: nothing was ever taken away from its end.
  if (error == nullptr || error->struct_size < sizeof(storymap_error)) return;
  error->code = status;
  copy(error->message, sizeof error->message, message);
  copy(error->path, sizeof error->path, path);
}

}  // namespace storymap::c

using namespace storymap::c;

int32_t storymap_abi_version(void) { return STORYMAP_ABI_VERSION; }

char const* storymap_version(void) { return STORYMAP_VERSION_STRING; }

char const* storymap_status_name(storymap_status status) {
  switch (status) {
    case STORYMAP_OK: return "ok";
    case STORYMAP_OUT_OF_MEMORY: return "out_of_memory";
    case STORYMAP_INTERNAL: return "internal";
    case STORYMAP_INVALID_HANDLE: return "invalid_handle";
    // The words of the library are literals.
    default: return storymap::to_string(static_cast<storymap::Errc>(status)).data();
  }
}

storymap_status storymap_translate(char const* message, size_t message_size, char const* language, size_t language_size,
                                   storymap_buffer* translated, storymap_error* error) {
  return call(error, [&] {
    need(translated, "translated");
    std::string_view const english = text_of(message, message_size, "message");
    std::string_view const wanted = text_of(language, language_size, "language");
    if (wanted != "en" && wanted != "ru") {
      refuse(storymap::Errc::invalid_argument, "expected \"en\" or \"ru\"", "language");
    }
    auto const chosen = wanted == "ru" ? storymap::Language::ru : storymap::Language::en;
    give(translated, storymap::translated(english, chosen));
  });
}
