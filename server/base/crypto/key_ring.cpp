// server/base/crypto/key_ring.cpp - secret keys with names.
#include "server/base/crypto/key_ring.hpp"

#include "server/base/crypto/base64url.hpp"
#include "server/base/crypto/random.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace storymap::server {
namespace {

constexpr std::size_t shortest_secret = 32;
constexpr std::size_t longest_id = 40;  // a UUID is one, 32 bytes in base64url are not

bool is_key_id(std::string_view id) noexcept {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return !id.empty() && id.size() <= longest_id && id.find_first_not_of(allowed) == std::string_view::npos;
}

NamedKey parse_key(std::string_view text) {
  std::size_t const colon = std::min(text.find(':'), text.size());
  std::string id(text.substr(0, colon));
  // What is no id is not quoted: it may be the secret, on the wrong side.
  if (colon == text.size() || !is_key_id(id)) {
    throw std::invalid_argument("a key is written ID:SECRET, the secret as at least 32 bytes in base64url");
  }
  auto secret = from_base64url(text.substr(colon + 1));
  if (!secret) throw std::invalid_argument("the secret of key '" + id + "' is no base64url without padding");
  return {std::move(id), std::move(*secret)};
}

}  // namespace

KeyRing::KeyRing(std::vector<NamedKey> keys) : keys_(std::move(keys)) {
  if (keys_.empty()) throw std::invalid_argument("there is no key");
  for (NamedKey const& key : keys_) {
    if (!is_key_id(key.id)) {
      throw std::invalid_argument("the id of a key is 1 to 40 letters, digits, '-' or '_'");
    }
    if (key.secret.size() < shortest_secret) {
      throw std::invalid_argument("the secret of key '" + key.id + "' has fewer than 32 bytes");
    }
    if (find(key.id) != &key) throw std::invalid_argument("there are two keys '" + key.id + "'");
  }
}

KeyRing KeyRing::parse(std::string_view text) {
  std::vector<NamedKey> keys;
  while (!text.empty()) {
    std::size_t const comma = std::min(text.find(','), text.size());
    keys.push_back(parse_key(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return KeyRing(std::move(keys));
}

KeyRing KeyRing::random() { return KeyRing({{"r" + to_base64url(random_bytes(6)), random_bytes(shortest_secret)}}); }

NamedKey const* KeyRing::find(std::string_view id) const noexcept {
  auto const found = std::find_if(keys_.begin(), keys_.end(), [&](NamedKey const& key) { return key.id == id; });
  return found == keys_.end() ? nullptr : &*found;
}

std::string KeyRing::to_text() const {
  std::string text;
  for (NamedKey const& key : keys_) {
    if (!text.empty()) text += ',';
    text += key.id + ':' + to_base64url(key.secret);
  }
  return text;
}

}  // namespace storymap::server
