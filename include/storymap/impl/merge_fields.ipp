// storymap/impl/merge_fields.ipp - bodies of merge.hpp: the fields of a noun that all three maps have.
// Room: model.
#pragma once

#include <storymap/detail/edit_values.hpp>
#include <storymap/detail/json_writer.hpp>
#include <storymap/detail/merge_lines.hpp>
#include <storymap/detail/merge_order.hpp>
#include <storymap/detail/merge_sides.hpp>
#include <storymap/merge.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

// How a conflict shows a version.
[[nodiscard]] inline std::string shown(std::string const& text) { return text; }
[[nodiscard]] inline std::string shown(Status status) { return std::string(to_string(status)); }
[[nodiscard]] inline std::string shown(std::optional<std::string> const& json) { return json.value_or(""); }
[[nodiscard]] inline std::string shown(std::optional<ReleaseId> const& id) { return id ? id->str() : std::string(); }
[[nodiscard]] inline std::string shown(External const& reference) { return reference.system + " " + reference.key; }
[[nodiscard]] inline std::string shown(Link const& link) { return std::string(to_string(link.kind)); }
[[nodiscard]] inline std::string shown(std::optional<double> const& number) {
  std::string text;
  if (number) append_json_number(text, *number);
  return text;
}
[[nodiscard]] inline std::string shown(Lines const& list) {
  JsonWriter json;
  json.begin_array();
  for (std::string const& item : list) json.value(item);
  return json.end_array().take();
}

/// Merges fields and lists, and reports what does not fit together.
class FieldMerger {
 public:
  explicit FieldMerger(std::vector<Conflict>& conflicts) : conflicts_(conflicts) {}

  /// Merges the fields of a noun, or of the map, into `merged`; without a base version, against an empty one.
  template <class Owner>
  void merge_fields(Sides<Owner const*> const& owners, Owner& merged, std::string const& path) {
    Owner const nothing{};
    Owner const& base = owners.base != nullptr ? *owners.base : nothing;
    Owner const& ours = *owners.ours;
    Owner const& theirs = *owners.theirs;
    for_each_field<Owner>([&]<class T>(FieldRow<Owner, T> const& row) {
      Sides<T const*> const versions{&(base.*row.member), &(ours.*row.member), &(theirs.*row.member)};
      T const* const picked = pick(*versions.base, *versions.ours, *versions.theirs);
      merged.*row.member = picked != nullptr ? *picked : resolve(versions, path_below(path, row.word));
    });
    if constexpr (std::is_same_v<Owner, Story>) {
      merged.labels = merge_list<std::string>({&base.labels, &ours.labels, &theirs.labels}, path + "/labels");
    }
    merged.extra = merge_extra({&base.extra, &ours.extra, &theirs.extra}, path);
  }

  /// Merges lists whose items have a key: an item goes when one side removed it, comes when one side added it, and is
  /// merged when both have it. `path` is that of the list.
  template <class Item>
  [[nodiscard]] std::vector<Item> merge_list(Sides<std::vector<Item> const*> const& lists, std::string const& path) {
    if (auto const* const picked = pick(*lists.base, *lists.ours, *lists.theirs)) return *picked;
    std::unordered_map<std::string, Sides<Item const*>> items;
    Sides<Keys> keys;
    for (Side const side : all_sides) {
      for (Item const& item : *lists[side]) {
        std::string key = path_of_item(item, path);
        while (items[key][side] != nullptr) key += '+';  // the same external reference, listed twice
        auto const at = items.find(key);
        at->second[side] = &item;
        keys[side].push_back(at->first);
      }
    }
    for (Side const side : all_sides) {
      std::erase_if(keys[side], [&](std::string_view key) { return !stays(items.at(std::string(key))); });
    }
    std::vector<Item> merged;
    for (std::string_view const key : merge_order(keys).keys) {
      merged.push_back(merge_versions(items.at(std::string(key)), std::string(key)));
    }
    return merged;
  }

 private:
  template <class T>
  void report(Conflict::Kind kind, Sides<T const*> const& versions, std::string path) {
    auto const text = [](T const* version) { return version != nullptr ? shown(*version) : std::string(); };
    conflicts_.push_back({kind, std::move(path), text(versions.base), text(versions.ours), text(versions.theirs)});
  }

  // `resolve` answers for what both sides changed, each in its own way.

  template <class T>
  [[nodiscard]] T resolve(Sides<T const*> const& versions, std::string path) {
    report(Conflict::Kind::field, versions, std::move(path));
    return *versions.ours;
  }
  [[nodiscard]] Lines resolve(Sides<Lines const*> const& versions, std::string path) {
    if (auto merged = merge_lines(*versions.base, *versions.ours, *versions.theirs)) return *std::move(merged);
    return resolve<Lines>(versions, std::move(path));
  }
  [[nodiscard]] std::vector<PersonaId> resolve(Sides<std::vector<PersonaId> const*> const& lists,
                                               std::string const& path) {
    return merge_list(lists, path);
  }
  [[nodiscard]] std::vector<External> resolve(Sides<std::vector<External> const*> const& lists,
                                              std::string const& path) {
    return merge_list(lists, path);
  }

  /// Merges unknown fields name by name.
  [[nodiscard]] Fields merge_extra(Sides<Fields const*> const& sides, std::string const& path) {
    if (Fields const* const picked = pick(*sides.base, *sides.ours, *sides.theirs)) return *picked;
    std::set<std::string_view> names;
    for (Side const side : all_sides) {
      for (Field const& field : *sides[side]) names.insert(field.name);
    }
    Fields merged;
    for (std::string_view const name : names) {
      Sides<std::optional<std::string>> json;
      for (Side const side : all_sides) {
        if (std::string const* const found = sides[side]->find(name)) json[side] = *found;
      }
      auto const* const picked = pick(json.base, json.ours, json.theirs);
      std::optional<std::string> value =
          picked != nullptr
              ? *picked
              : resolve<std::optional<std::string>>({&json.base, &json.ours, &json.theirs}, path_below(path, name));
      if (value) merged.set(std::string(name), *std::move(value));
    }
    return merged;
  }

  // The items of lists: their paths, which tell them apart, and what is made of their versions.

  static std::string path_of_item(std::string const& label, std::string const& path) { return path_below(path, label); }
  static std::string path_of_item(PersonaId const& id, std::string const& path) { return path_below(path, id.str()); }
  static std::string path_of_item(Link const& link, std::string const&) { return path_of(key_of(link)); }
  static std::string path_of_item(External const& reference, std::string const& path) {
    return path_below(path_below(path, reference.system), reference.key);
  }

  template <class Item>
  [[nodiscard]] static bool stays(Sides<Item const*> const& item) {
    if (item.base == nullptr || (item.ours != nullptr && item.theirs != nullptr)) return true;
    return is_contested(item);
  }

  /// True for an item that one side removed and the other changed.
  template <class Item>
  [[nodiscard]] static bool is_contested(Sides<Item const*> const& item) {
    if (item.base == nullptr || (item.ours == nullptr) == (item.theirs == nullptr)) return false;
    return !(*item.base == (item.ours != nullptr ? *item.ours : *item.theirs));
  }

  template <class Item>
  [[nodiscard]] Item merge_versions(Sides<Item const*> const& item, std::string const& path) {
    Item merged = item.ours != nullptr ? *item.ours : *item.theirs;
    if constexpr (std::is_same_v<Item, Link> || std::is_same_v<Item, External>) {  // labels and personas are all key
      if (is_contested(item)) report(Conflict::Kind::removed_changed, item, path);
      Item const nothing{};
      Item const* const base = item.base != nullptr ? item.base : &nothing;
      if (item.ours != nullptr && item.theirs != nullptr) merge_item({base, item.ours, item.theirs}, merged, path);
    }
    return merged;
  }

  void merge_item(Sides<Link const*> const& links, Link& merged, std::string const& path) {
    merged.extra = merge_extra({&links.base->extra, &links.ours->extra, &links.theirs->extra}, path);
  }
  void merge_item(Sides<External const*> const& references, External& merged, std::string const& path) {
    auto const& [base, ours, theirs] = references;
    std::string const* const url = pick(base->url, ours->url, theirs->url);
    merged.url = url != nullptr ? *url : resolve<std::string>({&base->url, &ours->url, &theirs->url}, path + "/url");
    merged.fields = merge_extra({&base->fields, &ours->fields, &theirs->fields}, path);
  }

  std::vector<Conflict>& conflicts_;
};

}  // namespace detail

STORYMAP_END
