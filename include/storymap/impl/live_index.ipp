// storymap/impl/live_index.ipp - bodies of live_index.hpp, but for files.
// Room: engine.
#pragma once

#include <storymap/detail/live_state.hpp>
#include <storymap/detail/pulse.hpp>
#include <storymap/live_index.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

STORYMAP_BEGIN

namespace detail {

[[nodiscard]] inline Failure unknown_document(DocumentId id) {
  return failure(Errc::unknown_id, "no text has the id " + std::to_string(id.value));
}

[[nodiscard]] inline std::optional<Failure> refused(std::string_view text) {
  if (text.size() <= LiveIndex::most_text_bytes) return std::nullopt;
  return failure(Errc::too_large, "the text is larger than " + std::to_string(LiveIndex::most_text_bytes) + " bytes");
}

[[nodiscard]] inline std::optional<Failure> refused_size(std::size_t texts) {
  if (texts <= LiveIndex::most_texts) return std::nullopt;
  return failure(Errc::too_large, "there are more than " + std::to_string(LiveIndex::most_texts) + " texts");
}

}  // namespace detail

STORYMAP_DECL LiveIndex::LiveIndex(LiveOptions options)
    : state_(std::make_unique<detail::LiveState>(std::move(options))) {
  STORYMAP_ASSERT(check(state_->core.options()));
}
STORYMAP_DECL LiveIndex::LiveIndex(std::unique_ptr<detail::LiveState> state) noexcept : state_(std::move(state)) {}
STORYMAP_DECL LiveIndex::LiveIndex(LiveIndex&&) noexcept = default;
STORYMAP_DECL LiveIndex& LiveIndex::operator=(LiveIndex&&) noexcept = default;
STORYMAP_DECL LiveIndex::~LiveIndex() = default;

STORYMAP_DECL LiveOptions const& LiveIndex::options() const noexcept { return state_->core.options(); }

STORYMAP_DECL std::size_t LiveIndex::size() const {
  return state_->lock.read([&] { return state_->core.size(); });
}

STORYMAP_DECL bool LiveIndex::contains(DocumentId id) const {
  return state_->lock.read([&] { return state_->core.ids().row(id.value) != detail::LiveIds::absent; });
}

STORYMAP_DECL std::vector<DocumentId> LiveIndex::ids() const {
  std::vector<DocumentId> ids;
  state_->lock.read([&] {
    ids.reserve(state_->core.size());
    state_->core.rows().for_each([&](std::uint32_t row) { ids.push_back({state_->core.rows().id(row)}); });
  });
  std::sort(ids.begin(), ids.end());
  return ids;
}

STORYMAP_DECL Result<DocumentId> LiveIndex::insert(std::string_view text) {
  if (auto failed = detail::refused(text)) return *failed;
  Result<DocumentId> inserted = DocumentId{};
  state_->lock.write([] {},
                     [&] {
                       detail::LiveCore& core = state_->core;
                       if (auto failed = detail::refused_size(core.size() + 1)) {
                         inserted = *failed;
                         return;
                       }
                       inserted = DocumentId{core.take_id()};
                       core.add(inserted->value, text);
                     });
  return inserted;
}

STORYMAP_DECL Result<DocumentId> LiveIndex::insert_all(std::span<std::string_view const> texts, RunOptions const& run) {
  for (std::string_view const text : texts) {
    if (auto failed = detail::refused(text)) return *failed;
  }
  return detail::watched(run, [&](detail::Pulse& pulse) {
    Result<DocumentId> first = DocumentId{};
    state_->lock.write([] {},
                       [&] {
                         detail::LiveCore& core = state_->core;
                         if (auto failed = detail::refused_size(core.size() + texts.size())) {
                           first = *failed;
                           return;
                         }
                         first = DocumentId{core.next_id()};
                         core.add_all(texts, pulse);
                       });
    return first;
  });
}

STORYMAP_DECL Result<LiveIndex::Inserted> LiveIndex::insert_and_compare(std::string_view text, double at_least,
                                                                        std::size_t limit) {
  if (auto failed = detail::refused(text)) return *failed;
  Inserted inserted;
  std::optional<Failure> failed;
  detail::LiveCore& core = state_->core;
  state_->lock.write(
      [&] {
        failed = detail::refused_size(core.size() + 1);
        if (failed) return;
        inserted.duplicates = state_->pool.with_search(
            [&](detail::LiveSearch& search) { return search.closest(core, text, limit, at_least); });
      },
      [&] {
        if (failed) return;
        inserted.id = {core.take_id()};
        core.add(inserted.id.value, text);
      });
  if (failed) return *failed;
  return inserted;
}

STORYMAP_DECL Result<void> LiveIndex::update(DocumentId id, std::string_view text) {
  if (auto failed = detail::refused(text)) return *failed;
  Result<void> updated;
  state_->lock.write([] {},
                     [&] {
                       detail::LiveCore& core = state_->core;
                       if (core.ids().row(id.value) == detail::LiveIds::absent) {
                         updated = detail::unknown_document(id);
                         return;
                       }
                       core.remove(id.value);
                       core.add(id.value, text);
                     });
  return updated;
}

STORYMAP_DECL bool LiveIndex::erase(DocumentId id) {
  bool erased = false;
  state_->lock.write([] {},
                     [&] {
                       erased = state_->core.ids().row(id.value) != detail::LiveIds::absent;
                       if (erased) state_->core.remove(id.value);
                     });
  return erased;
}

STORYMAP_DECL std::vector<LiveMatch> LiveIndex::closest(std::string_view text, std::size_t limit,
                                                        double at_least) const {
  STORYMAP_ASSERT(text.size() <= most_text_bytes);
  return state_->pool.with_search([&](detail::LiveSearch& search) {
    return state_->lock.read([&] { return search.closest(state_->core, text, limit, at_least); });
  });
}

STORYMAP_DECL Result<std::vector<LiveMatch>> LiveIndex::neighbours(DocumentId id, std::size_t limit,
                                                                   double at_least) const {
  return state_->pool.with_search([&](detail::LiveSearch& search) {
    return state_->lock.read([&]() -> Result<std::vector<LiveMatch>> {
      std::uint32_t const row = state_->core.ids().row(id.value);
      if (row == detail::LiveIds::absent) return detail::unknown_document(id);
      return search.neighbours(state_->core, row, limit, at_least);
    });
  });
}

STORYMAP_DECL std::size_t LiveIndex::memory() const {
  return state_->lock.read([&] { return sizeof(detail::LiveState) + state_->core.memory(); });
}

STORYMAP_END
