// storymap/detail/trello_labels.hpp - the labels of a board, each once, and which of them are releases.
// Room: formats. Depends on import_report.hpp, text.hpp, detail/trello_board.hpp and detail/trello_words.hpp.
#pragma once

#include <storymap/detail/trello_board.hpp>
#include <storymap/detail/trello_words.hpp>
#include <storymap/import_report.hpp>
#include <storymap/text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

STORYMAP_BEGIN

namespace detail {

/// Numbers the labels in board order; labels that only cards know come after them. Labels with the same name are one.
class TrelloLabels {
 public:
  struct Label {
    std::string name;  ///< its colour when it has no name
    std::string id;
    std::string color;
    bool release = false;  ///< named like a release
  };

  TrelloLabels(TrelloBoard const& board, ImportReport& report) : report_(&report) {
    for (std::size_t i = 0; i < board.labels.size(); ++i) add(board.labels[i], "/labels/" + std::to_string(i));
  }

  [[nodiscard]] std::vector<Label> const& all() const noexcept { return labels_; }

  /// The numbers of a card's labels, ascending, each once. Exports name them by id, copy them into the card, or both.
  [[nodiscard]] std::vector<std::size_t> of(TrelloCard const& card, std::string const& path) {
    std::vector<std::size_t> numbers;
    for (TrelloLabel const& label : card.labels) numbers.push_back(add(label, path + "/labels"));
    for (std::string const& id : card.label_ids) {
      if (auto const known = by_id_.find(id); known != by_id_.end()) {
        numbers.push_back(known->second);
      } else {
        report_->add(ImportNote::Kind::dropped, "a card names a label that the export lacks", path + "/idLabels");
      }
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
  }

  /// Which of a card's labels is its release: the first that is named like one, else the first.
  [[nodiscard]] std::optional<std::size_t> release_of(std::vector<std::size_t> const& numbers) const {
    if (numbers.empty()) return std::nullopt;
    auto const named = std::find_if(numbers.begin(), numbers.end(), [&](std::size_t i) { return labels_[i].release; });
    return named != numbers.end() ? *named : numbers.front();
  }

 private:
  static std::string name_of(TrelloLabel const& label) {
    if (!trim(label.name).empty()) return label.name;
    return label.color.empty() ? "unnamed" : label.color;
  }

  std::size_t add(TrelloLabel const& label, std::string const& path) {
    if (auto const known = by_id_.find(label.id); known != by_id_.end()) return known->second;
    std::string const name = name_of(label);
    auto const [at, is_new] = by_name_.try_emplace(name, labels_.size());
    if (is_new) {
      labels_.push_back({name, label.id, label.color, names_a_release(name)});
    } else if (!label.id.empty()) {
      report_->add(ImportNote::Kind::merged, "labels with the same name became one", path);
    }
    if (!label.id.empty()) by_id_.emplace(label.id, at->second);
    return at->second;
  }

  ImportReport* report_;
  std::vector<Label> labels_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace detail

STORYMAP_END
