# How we compile our own targets. Nothing here reaches a program that uses the library: a consumer asks for C++20 and
# brings its own flags.
add_library(storymap_house INTERFACE)
target_compile_features(storymap_house INTERFACE cxx_std_20)
if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

target_compile_options(storymap_house INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wold-style-cast -Wcast-align
  -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough
  -Wno-missing-field-initializers  # naming some options and leaving the others at their defaults is the point of them
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wlogical-op>
  # g++ 12 sees overlaps and overruns in concatenated std::strings that are not there.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow>
  # Nor does it see that the frames of Asio's coroutines are freed by what allocated them.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>
  $<$<BOOL:${STORYMAP_WERROR}>:-Werror>)

if(SKBUILD)
  # A wheel holds the library twice, in the module and in the command: each takes of it only what it uses.
  target_compile_options(storymap_house INTERFACE -ffunction-sections -fdata-sections)
  target_link_options(storymap_house INTERFACE -Wl,--gc-sections)
endif()
if(STORYMAP_SANITIZE)
  target_compile_options(storymap_house INTERFACE
    -fsanitize=${STORYMAP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(storymap_house INTERFACE -fsanitize=${STORYMAP_SANITIZE})
  # What sanitizers add hides from g++ 12 that a value is set.
  target_compile_options(storymap_house INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  if(STORYMAP_SANITIZE STREQUAL thread)
    # Asio fences what it hands from thread to thread; the locks and queues around that are what ThreadSanitizer sees.
    target_compile_options(storymap_house INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
  endif()
  if(STORYMAP_SANITIZE MATCHES undefined)
    # These multiply the compile time of g++. Bad pointers are found by AddressSanitizer, the rest by the fuzz preset.
    target_compile_options(storymap_house INTERFACE
      $<$<CXX_COMPILER_ID:GNU>:-fno-sanitize=null,alignment,object-size,vptr>)
  endif()
endif()
if(STORYMAP_COVERAGE)
  target_compile_options(storymap_house INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(storymap_house INTERFACE --coverage)
endif()
if(STORYMAP_BUILD_FUZZERS)
  target_compile_options(storymap_house INTERFACE -fsanitize=fuzzer-no-link)
endif()
