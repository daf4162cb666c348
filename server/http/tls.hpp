// server/http/tls.hpp - the certificate by which the server is known.
// Room: http.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

namespace storymap::server::http {

/// A chain of certificates with its private key, for new connections; connections that are open keep what they began
/// with. TLS 1.2 and 1.3, with forward secrecy and authenticated ciphers only (RFC 9325). Any thread.
class TlsIdentity {
 public:
  /// Both are PEM files. Throws std::runtime_error that names the file and what is wrong with it.
  TlsIdentity(std::string certificate_file, std::string key_file);

  [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

  /// When the certificate ends.
  [[nodiscard]] std::chrono::sys_seconds not_after() const;

  /// Reads the files again, as after a renewal. Throws like the constructor, and then nothing has changed.
  void reload();

 private:
  std::string const certificate_file_;
  std::string const key_file_;
  mutable std::mutex mutex_;
  std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace storymap::server::http
