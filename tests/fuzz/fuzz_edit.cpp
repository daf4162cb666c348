// tests/fuzz/fuzz_edit.cpp - any text as a log of edits: applied and undone, the map is what it was.
#include <storymap/edit.hpp>
#include <storymap/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace storymap;

void require(bool promise) {
  if (!promise) std::abort();
}

/// Small ids, so that edits made of random bytes meet something to change.
Map base() {
  return *read_json(R"({"storymap":1,"name":"Shop","personas":[{"id":"p1","name":"Buyer"}],
      "releases":[{"id":"r1","title":"MVP"},{"id":"r2","title":"Later"}],
      "links":[{"kind":"blocks","from":"s1","to":"s2"}],
      "activities":[{"id":"a1","title":"Buy","tasks":[{"id":"t1","title":"Pay","stories":[
          {"id":"s1","title":"By card","labels":["x","y"],"release":"r1","personas":["p1"],"points":1,"u":null},
          {"id":"s2","title":"By invoice"},{"id":"s3","title":"In cash"}]},{"id":"t2","title":"Choose","stories":[]}]},
          {"id":"a2","title":"Sell","tasks":[]}]})");
}

void replay(std::vector<Edit> const& edits) {
  static Map const before = base();
  Map map = before;
  Result<std::vector<Edit>> const undo = apply(map, edits);
  if (!undo) return require(map == before);
  require(check(map).has_value());
  Map const after = map;
  // Undo travels as text too.
  Result<std::vector<Edit>> const written = read_edits(write_edits(*undo));
  require(written && *written == *undo);
  Result<std::vector<Edit>> const redo = apply(map, *written);
  require(redo && map == before);
  require(apply(map, *redo).has_value() && map == after);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Result<std::vector<Edit>> const edits = read_edits({reinterpret_cast<char const*>(data), size});
  if (!edits) {
    require(!edits.error().message.empty() && edits.error().message.size() < 1000);
    return 0;
  }
  Result<std::vector<Edit>> const again = read_edits(write_edits(*edits));
  require(again && *again == *edits);
  replay(*edits);
  return 0;
}
