// server/base/config_help.cpp - the options as people read them, and what changes without a restart.
#include "server/base/config.hpp"

#include <algorithm>

namespace storymap::server {
namespace {

template <class Do>
void for_each_option(Do const& visit) {
  for (OptionGroup const& group : option_groups()) {
    for (Option const& option : group.options) visit(option);
  }
}

std::string variable(Option const& option) {
  std::string name = "STORYMAP_";
  for (char const c : option.name) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

std::string value_text(Config const& config, Option const& option) {
  return std::visit([&](auto member) { return write_value(config.*member); }, option.member);
}

/// Breaks a text into lines of at most `width` bytes, each with `indent` in front. Words are not broken, as of lists.
std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string lines;
  while (!text.empty()) {
    std::size_t end = text.size();
    if (end > width) {
      end = text.rfind(' ', width);
      if (end == std::string_view::npos) end = std::min(text.find(' '), text.size());
    }
    lines.append(indent).append(text.substr(0, end)) += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// A cell of a table in Markdown.
std::string cell(std::string_view text) {
  std::string escaped;
  for (char const c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

/// A default in a table: what is long may break at its commas.
std::string default_cell(std::string_view text) {
  if (text.empty()) return "";
  std::string code = "`";
  for (char const c : text) code += c == ',' ? std::string("`, `") : std::string(1, c);
  return code + '`';
}

}  // namespace

std::string form_of_value(Option const& option) {
  if (option.begins_with.empty()) {
    return std::visit([]<class T>(T Config::*) { return std::string(form_of<T>); }, option.member);
  }
  std::string form;
  for (char const c : option.begins_with) form += c == '|' ? std::string("... or ") : std::string(1, c);
  return form + "...";
}

std::string config_help() {
  std::string text;
  for (OptionGroup const& group : option_groups()) {
    text.append(text.empty() ? "" : "\n").append(group.title).append(":\n");
    for (Option const& option : group.options) {
      text.append("  --").append(option.name);
      if (!option.initial.empty() && option.name != "help") text.append(" (").append(option.initial).append(")");
      text += '\n';
      text += wrapped(option.help, 100, "      ");
    }
  }
  return text +
         "\nEach option can also be set as STORYMAP_NAME in the environment, or as a line `name = value` of the file\n"
         "that --config names. Flags win over the environment, the environment over the file.\n";
}

std::string config_markdown() {
  std::string text =
      "# Configuration\n\n"
      "<!-- Made from the table in server/base/config_options.cpp; a test holds this page against it. -->\n\n"
      "Each option can be given as a flag (`--listen 0.0.0.0:80` or `--listen=0.0.0.0:80`), as a variable of the\n"
      "environment (`STORYMAP_LISTEN`), or as a line of the file that `--config` names (`listen = 0.0.0.0:80`). Flags "
      "win\n"
      "over the environment, the environment over the file. What is unknown or malformed ends the server before it "
      "starts,\n"
      "with the place and the option that was probably meant.\n\n"
      "Times are written `250ms`, `30s`, `15m`, `2h` or `7d`, sizes `64KiB`, `10MiB` or `1GiB`. Lists have commas "
      "between\n"
      "their members, and their flag may be repeated.\n\n"
      "Options marked *secret* are never shown or logged. Each of them can also be read from a file, so that it stands "
      "in no\n"
      "process list: `--token-keys-file PATH`, `STORYMAP_TOKEN_KEYS_FILE`, `token-keys-file = PATH`.\n\n"
      "Options marked *reload* are taken over when the server receives SIGHUP; the others need a restart.\n";
  for (OptionGroup const& group : option_groups()) {
    text.append("\n## ").append(group.title).append("\n\n| option | default | meaning |\n|---|---|---|\n");
    for (Option const& option : group.options) {
      text.append("| `").append(option.name).append("`<br>`").append(variable(option)).append("` | ");
      text.append(default_cell(option.initial)).append(" | ").append(cell(option.help)).append(" Expects ");
      text.append(form_of_value(option));
      text.append(option.is_secret ? ". *Secret*" : "")
          .append(option.is_reloadable ? ". *Reload*" : "")
          .append(". |\n");
    }
  }
  return text;
}

std::string describe(Config const& config) {
  Config const initial = read_config({});
  std::string text;
  for_each_option([&](Option const& option) {
    std::string const value = value_text(config, option);
    if (value == value_text(initial, option)) return;
    text.append(option.name).append(" = ").append(option.is_secret ? "(set)" : value).append("\n");
  });
  return text;
}

std::vector<std::string_view> reload(Config& running, Config const& fresh) {
  std::vector<std::string_view> kept;
  for_each_option([&](Option const& option) {
    std::visit(
        [&](auto member) {
          if (running.*member == fresh.*member) return;
          if (option.is_reloadable) {
            running.*member = fresh.*member;
          } else {
            kept.push_back(option.name);
          }
        },
        option.member);
  });
  return kept;
}

}  // namespace storymap::server
