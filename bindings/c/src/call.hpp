// bindings/c/src/call.hpp - the border that no exception crosses.
#pragma once

#include <storymap.h>
#include <storymap/result.hpp>

#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <utility>

namespace storymap::c {

/// What ends a call early, on its way to the border.
struct Refused {
  storymap_status status;
  Error error;
};

[[noreturn]] inline void refuse(Errc code, std::string message, std::string path) {
  throw Refused{static_cast<storymap_status>(code), {code, std::move(message), std::move(path)}};
}

/// The value of a result; its error ends the call.
template <class T>
[[nodiscard]] T value_of(Result<T>&& result) {
  if (!result) throw Refused{static_cast<storymap_status>(result.error().code), std::move(result).error()};
  return *std::move(result);
}
inline void value_of(Result<void>&& result) {
  if (!result) throw Refused{static_cast<storymap_status>(result.error().code), std::move(result).error()};
}

/// Tells the caller, if he wants to know.
void tell(storymap_error* error, storymap_status status, char const* message, char const* path) noexcept;

/// Does the work of one function of the interface, and turns what it throws into a status.
template <class Work>
[[nodiscard]] storymap_status call(storymap_error* error, Work&& work) noexcept {
  try {
    work();
    return STORYMAP_OK;
  } catch (Refused const& refused) {
    tell(error, refused.status, refused.error.message.c_str(), refused.error.path.c_str());
    return refused.status;
  } catch (std::bad_alloc const&) {
    tell(error, STORYMAP_OUT_OF_MEMORY, "out of memory", "");
    return STORYMAP_OUT_OF_MEMORY;
  } catch (std::system_error const& failed) {
    tell(error, STORYMAP_OUT_OF_MEMORY, failed.what(), "");
    return STORYMAP_OUT_OF_MEMORY;
  } catch (std::exception const& bug) {
    tell(error, STORYMAP_INTERNAL, bug.what(), "");
    return STORYMAP_INTERNAL;
  } catch (...) {
    tell(error, STORYMAP_INTERNAL, "an exception of an unknown kind", "");
    return STORYMAP_INTERNAL;
  }
}

}  // namespace storymap::c
