// tests/core/test_edit_property.cpp - what holds for all edits of all maps.
#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

#include "reference/naive_apply.hpp"
#include "support/random_edits.hpp"
#include "support/random_map.hpp"
#include "support/storymap_test.hpp"

namespace {

using namespace storymap;
using namespace storymap_test;

TEST(EditProperty, TheInverseRestoresTheMap) {
  for_each_case([](Random& random) {
    Map const original = random_map(random, small_shape());
    Map current = original;
    std::vector<Edit> const edits = RandomEdits(random).valid(current, 1 + random.below(30));
    Map map = original;
    Result<std::vector<Edit>> const undo = apply(map, edits);
    ASSERT_TRUE(undo) << to_string(undo.error());
    EXPECT_EQ(map, current) << "one batch does what its edits do one by one";
    EXPECT_TRUE(check(map));
    Result<std::vector<Edit>> const redo = apply(map, *undo);
    ASSERT_TRUE(redo) << to_string(redo.error());
    EXPECT_EQ(map, original);
    ASSERT_TRUE(apply(map, *redo));
    EXPECT_EQ(map, current);
  });
}

TEST(EditProperty, AFailureLeavesTheMapAlone) {
  for_each_case([](Random& random) {
    Map const original = random_map(random, small_shape());
    Map map = original;
    RandomEdits maker(random);
    std::vector<Edit> edits = maker.valid(map, random.below(20));
    map = original;
    for (std::size_t i = random.below(4); i > 0; --i) {
      edits.insert(edits.begin() + static_cast<std::ptrdiff_t>(random.below(edits.size() + 1)), maker.edit(map));
    }
    if (Result<std::vector<Edit>> const undo = apply(map, edits)) {
      EXPECT_TRUE(check(map));
      EXPECT_EQ(undo->size(), edits.size());
    } else {
      EXPECT_EQ(map, original);
      EXPECT_EQ(undo.error().path.front(), '/');
      EXPECT_FALSE(undo.error().message.empty());
    }
  });
}

template <class>
inline constexpr bool is_structural = false;
template <template <class> class Change, class Noun>
inline constexpr bool is_structural<Change<Noun>> = !std::is_same_v<Change<Noun>, Set<Noun>>;

TEST(EditProperty, AgreesWithTheSlowTwin) {
  for_each_case([](Random& random) {
    Map map = random_map(random, small_shape());
    RandomEdits maker(random);
    for (int i = 0; i < 20; ++i) {
      Edit const edit = maker.edit(map);
      if (!std::visit([]<class E>(E const&) { return is_structural<E>; }, edit)) continue;
      std::optional<Map> const expected = storymap_reference::NaiveApply(map)(edit);
      Result<std::vector<Edit>> const undo = apply(map, std::vector{edit});
      ASSERT_EQ(undo.has_value(), expected.has_value()) << "edit " << edit.index();
      ASSERT_EQ(map, expected.value_or(map)) << "edit " << edit.index();
    }
  });
}

TEST(EditProperty, APlanRemovesTheNounAndNothingOfItIsLeft) {
  for_each_case([](Random& random) {
    Map const map = random_map(random, small_shape());
    RandomEdits maker(random);
    auto const expect_gone = [&](auto const& id) {
      bool const known = find(map, id) != nullptr;
      Map without = map;
      std::vector<Edit> const plan = plan_remove(map, id);
      EXPECT_EQ(plan.empty(), !known);
      Result<std::vector<Edit>> const undo = apply(without, plan);
      ASSERT_TRUE(undo) << to_string(undo.error());
      EXPECT_EQ(find(without, id), nullptr);
      EXPECT_TRUE(check(without));
      ASSERT_TRUE(apply(without, *undo));
      EXPECT_EQ(without, map);
    };
    expect_gone(maker.id<Activity>(map));
    expect_gone(maker.id<Task>(map));
    expect_gone(maker.id<Story>(map));
    expect_gone(maker.id<Release>(map));
    expect_gone(maker.id<Persona>(map));
  });
}

}  // namespace
