// src/cli/args.cpp - a command line taken apart.
// Room: cli.
#include "args.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include "message_texts.hpp"

namespace storymap::cli {

namespace {

/// An option as it stands on the command line.
struct Given {
  Option const* option = nullptr;
  std::string spelled;  ///< "--output", "-o"
  std::string_view value;
};

/// Splits words into options and operands; knows nothing of commands yet.
class Splitter {
 public:
  Splitter(std::span<char const* const> words, Language language) : words_(words), language_(language) {}

  /// False when an option is unknown or lacks its argument; `error()` then says so.
  [[nodiscard]] bool split() {
    while (at_ < words_.size()) {
      std::string_view const word = words_[at_++];
      bool good = true;
      if (word == "--" && !only_operands_) {
        only_operands_ = true;
      } else if (only_operands_ || word.size() < 2 || word[0] != '-') {
        operands.emplace_back(word);
      } else if (word[1] == '-') {
        good = take_long(word.substr(2));
      } else {
        good = take_short(word);
      }
      if (!good) return false;
    }
    return true;
  }

  std::vector<Given> given;
  std::vector<std::string> operands;
  std::string error;

 private:
  [[nodiscard]] bool take_long(std::string_view word) {
    std::size_t const equals = word.find('=');
    std::string const spelled = "--" + std::string(word.substr(0, equals));
    Option const* const option = find_option(word.substr(0, equals));
    if (option == nullptr) return fail_unknown(spelled);
    if (equals == std::string_view::npos) return take(*option, spelled, std::nullopt);
    if (option->argument.empty()) {
      error = format(messages::no_argument, std::span(&spelled, 1), language_);
      return false;
    }
    return take(*option, spelled, word.substr(equals + 1));
  }

  [[nodiscard]] bool take_short(std::string_view word) {
    std::string const spelled(word.substr(0, 2));
    Option const* const option = find_option(word[1]);
    bool const alone = word.size() == 2;
    if (option == nullptr || (!alone && option->argument.empty())) return fail_unknown(std::string(word));
    return take(*option, spelled, alone ? std::nullopt : std::optional(word.substr(2)));
  }

  [[nodiscard]] bool take(Option const& option, std::string const& spelled, std::optional<std::string_view> value) {
    if (!value && !option.argument.empty()) {
      if (at_ == words_.size()) {
        std::string const arguments[] = {spelled, std::string(option.expected.in(language_))};
        error = format(messages::argument_missing, arguments, language_);
        return false;
      }
      value = words_[at_++];
    }
    given.push_back({&option, spelled, value.value_or(std::string_view())});
    return true;
  }

  [[nodiscard]] bool fail_unknown(std::string const& spelled) {
    std::vector<std::string_view> names;
    for (Option const& option : options()) names.push_back(option.name);
    std::string_view const like = nearest(std::string_view(spelled).substr(spelled.find_first_not_of('-')), names);
    std::string const arguments[] = {spelled, "--" + std::string(like)};
    error = format(like.empty() ? messages::unknown_option : messages::unknown_option_like, arguments, language_);
    return false;
  }

  std::span<char const* const> words_;
  Language language_;
  std::size_t at_ = 0;
  bool only_operands_ = false;
};

/// Checks what was split against the command and fills in the settings.
class Interpreter {
 public:
  Interpreter(Splitter& split, Language language) : split_(split), language_(language) {}

  [[nodiscard]] std::variant<Arguments, UsageError> interpret() {
    for (Given const& given : split_.given) {
      if (!given.option->set(arguments_.settings, given.value)) return refuse(given);
    }
    if (split_.operands.empty() || asks_for_help()) return help();
    arguments_.command = find_command(split_.operands.front());
    if (arguments_.command == nullptr) return unknown_command(split_.operands.front());
    arguments_.operands.assign(split_.operands.begin() + 1, split_.operands.end());
    if (arguments_.settings.help || arguments_.settings.version) return std::move(arguments_);
    return check();
  }

 private:
  [[nodiscard]] std::string say(LocalText const& text, std::initializer_list<std::string> arguments) const {
    return format(text, std::span(arguments.begin(), arguments.size()), language_);
  }

  /// `storymap help [command]`
  [[nodiscard]] bool asks_for_help() const { return split_.operands.front() == "help"; }

  [[nodiscard]] std::variant<Arguments, UsageError> help() {
    if (split_.operands.empty()) {
      if (arguments_.settings.help || arguments_.settings.version) return std::move(arguments_);
      return UsageError{};
    }
    arguments_.settings.help = true;
    if (split_.operands.size() == 1) return std::move(arguments_);
    arguments_.command = find_command(split_.operands[1]);
    if (arguments_.command == nullptr) return unknown_command(split_.operands[1]);
    return std::move(arguments_);
  }

  [[nodiscard]] std::variant<Arguments, UsageError> check() {
    Command const& command = *arguments_.command;
    std::string const name(command.name);
    for (Given const& given : split_.given) {
      if (takes(command, *given.option)) continue;
      return UsageError{say(messages::option_of_others, {name, given.spelled}), &command};
    }
    if (!command.shapes.empty() && !takes(command, arguments_.settings.shape)) {
      return UsageError{say(messages::no_such_shape, {name, std::string(to_string(arguments_.settings.shape))}),
                        &command};
    }
    std::size_t const count = arguments_.operands.size();
    if (count < command.least || count > command.most) {
      LocalText const& text = command.most == 0 ? messages::no_operands : messages::wrong_operands;
      return UsageError{say(text, {name, std::string(command.operands)}), &command};
    }
    return check_values(command);
  }

  /// What no single option can know.
  [[nodiscard]] std::variant<Arguments, UsageError> check_values(Command const& command) {
    Settings const& settings = arguments_.settings;
    if (settings.duplicate_threshold() < settings.similar) {
      return UsageError{say(messages::duplicate_below_similar, {}), &command};
    }
    if (command.run == run_closest && !settings.text) {
      return UsageError{say(messages::text_missing, {}), &command};
    }
    auto const uses = std::count(arguments_.operands.begin(), arguments_.operands.end(), "-");
    if (uses + (settings.text == "-" ? 1 : 0) > 1) return UsageError{say(messages::input_twice, {}), &command};
    return std::move(arguments_);
  }

  [[nodiscard]] UsageError refuse(Given const& given) const {
    return {bad_value(*given.option, given.spelled, given.value, language_),
            split_.operands.empty() ? nullptr : find_command(split_.operands.front())};
  }

  [[nodiscard]] UsageError unknown_command(std::string const& word) const {
    std::vector<std::string_view> names;
    for (Command const& command : commands()) names.push_back(command.name);
    std::string_view const like = nearest(word, names);
    return {say(like.empty() ? messages::unknown_command : messages::unknown_command_like, {word, std::string(like)}),
            nullptr};
  }

  Splitter& split_;
  Language language_;
  Arguments arguments_;
};

/// How many characters must be inserted, removed, replaced or swapped with their neighbour (optimal string alignment).
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last.back();
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<std::string_view const> known) {
  std::string_view best;
  std::size_t best_distance = word.size() / 3 + 2;
  for (std::string_view const candidate : known) {
    std::size_t const here = candidate.starts_with(word) && word.size() > 1 ? 1 : distance(word, candidate);
    if (here >= best_distance) continue;
    best_distance = here;
    best = candidate;
  }
  return best;
}

std::variant<Arguments, UsageError> parse_arguments(std::span<char const* const> words, Language language) {
  Splitter split(words, language);
  if (!split.split()) {
    return UsageError{std::move(split.error), split.operands.empty() ? nullptr : find_command(split.operands.front())};
  }
  return Interpreter(split, language).interpret();
}

std::optional<Language> asked_language(std::span<char const* const> words) {
  Settings settings;
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::string_view const word = words[at];
    if (word == "--") break;
    if (word.starts_with("--lang=")) set::language(settings, word.substr(7));
    if (word == "--lang" && at + 1 < words.size()) set::language(settings, words[at + 1]);
  }
  return settings.language;
}

}  // namespace storymap::cli
