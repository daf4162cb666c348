// src/cli/help.cpp - help pages.
// Room: cli.
#include "help.hpp"

#include <storymap/detail/report_page.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

#include "help_texts.hpp"

namespace storymap::cli {

namespace {

class HelpPage {
 public:
  explicit HelpPage(HelpStyle const& style) : style_(style), page_(style.columns, style.color) {}

  [[nodiscard]] std::string take() { return page_.take(); }

  void put_usage(std::string_view text) {
    detail::Line line = page_.line();
    line.add(say(help_texts::usage), detail::Style::bold).add("  ").add(text);
    page_.put(std::move(line));
  }

  void put_text(std::string_view text, std::size_t indent = 0) {
    while (!text.empty()) {
      std::size_t const end = std::min(text.find('\n'), text.size());
      page_.paragraph(page_.line(indent), text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void put_heading(LocalText const& title) { page_.heading(say(title)); }
  void gap() { page_.gap(); }

  void put_commands() {
    put_heading(help_texts::commands);
    for (Command const& command : commands()) put_entry(command.name, say(command.summary), 10);
  }

  void put_options(Command const& command) {
    std::size_t width = 0;
    for (OptionGroup const& group : command.groups) {
      for (std::string_view const name : group.options) {
        width = std::max(width, label(*find_option(name), command).size());
      }
    }
    for (OptionGroup const& group : command.groups) {
      put_heading(group.title);
      for (std::string_view const name : group.options) {
        Option const& option = *find_option(name);
        put_entry(label(option, command), say(option.help), width);
      }
    }
  }

  void put_exit_codes() {
    put_heading(help_texts::exit_codes);
    for (help_texts::ExitText const& text : help_texts::exits) put_entry(text.code, say(text.meaning), 1);
  }

 private:
  [[nodiscard]] std::string_view say(LocalText const& text) const noexcept { return text.in(style_.language); }

  /// "-o, --output FILE"; of --format the words this command knows.
  [[nodiscard]] static std::string label(Option const& option, Command const& command) {
    std::string text = option.letter == 0 ? "    " : std::string("-") + option.letter + ", ";
    text.append("--").append(option.name);
    if (option.set == set::shape) return text + ' ' + shapes(command);
    if (!option.argument.empty()) text.append(" ").append(option.argument);
    return text;
  }

  [[nodiscard]] static std::string shapes(Command const& command) {
    std::string text;
    for (Shape const shape : command.shapes) {
      if (!text.empty()) text += '|';
      text += to_string(shape);
    }
    return text;
  }

  void put_entry(std::string_view name, std::string_view text, std::size_t width) {
    detail::Line line = page_.line(2);
    line.add(name, detail::Style::cyan).pad(2 + width).add("  ");
    page_.paragraph(std::move(line), text);
  }

  HelpStyle style_;
  detail::Page page_;
};

[[nodiscard]] std::string overview(HelpStyle const& style) {
  HelpPage page(style);
  page.put_text(help_texts::what_it_is.in(style.language));
  page.gap();
  page.put_usage(help_texts::overview_usage.in(style.language));
  page.put_commands();
  page.put_heading(help_texts::examples);
  for (Command const& command : commands()) page.put_text(command.example, 2);
  page.put_exit_codes();
  page.gap();
  page.put_text(help_texts::more_help.in(style.language));
  return page.take();
}

}  // namespace

std::string help(Command const* command, HelpStyle const& style) {
  if (command == nullptr) return overview(style);
  HelpPage page(style);
  std::string usage = "storymap " + std::string(command->name);
  if (!command->operands.empty()) usage.append(" ").append(command->operands);
  page.put_usage(usage + ' ' + std::string(help_texts::options.in(style.language)));
  page.gap();
  page.put_text(command->details.in(style.language));
  page.put_options(*command);
  page.put_heading(help_texts::example);
  page.put_text(command->example, 2);
  page.put_exit_codes();
  return page.take();
}

std::string short_help(HelpStyle const& style) {
  HelpPage page(style);
  page.put_usage(help_texts::overview_usage.in(style.language));
  page.put_commands();
  page.gap();
  page.put_text(help_texts::more_help.in(style.language));
  return page.take();
}

}  // namespace storymap::cli
