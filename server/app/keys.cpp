// server/app/keys.cpp - bodies of keys.hpp.
#include "server/app/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace storymap::server::app {

KeyRing keys_in_file(std::string const& path) {
  // Only one of two processes makes the file; it has all of its text from the beginning on.
  std::string const fresh = path + "." + std::to_string(getpid());
  if (access(path.c_str(), F_OK) != 0) {
    KeyRing const made = KeyRing::random();
    int const file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    std::string const text = made.to_text() + "\n";
    bool const is_written = file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (file >= 0) close(file);
    bool const is_there = is_written && (link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST);
    unlink(fresh.c_str());
    if (!is_there) throw std::runtime_error("the keys cannot be written to " + path);
  }
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text.erase(text.find_last_not_of(" \r\n") + 1);
  if (text.empty()) throw std::runtime_error("the keys cannot be read from " + path);
  return KeyRing::parse(text);
}

}  // namespace storymap::server::app
