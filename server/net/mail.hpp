// server/net/mail.hpp - an e-mail as a text.
// Room: net.
#pragma once

#include "server/base/clock.hpp"

#include <string>
#include <string_view>

namespace storymap::server::net {

struct Mail {
  std::string to;       ///< an address, without a name
  std::string subject;  ///< UTF-8
  std::string text;     ///< UTF-8, plain, lines as they shall stand
};

/// The address in "Name <address>", or all of it.
[[nodiscard]] std::string_view address_in(std::string_view sender) noexcept;

/// The message as it is sent (RFC 5322, in MIME): lines end with CR LF, everything is ASCII. `id` tells messages apart;
/// it is put in front of the host of the sender. Throws std::invalid_argument when an address is none.
[[nodiscard]] std::string to_message(Mail const& mail, std::string_view sender, std::string_view id, Time now);

}  // namespace storymap::server::net
