// server/http/tls.cpp - bodies of tls.hpp.
#include "server/http/tls.hpp"

#include <boost/system/system_error.hpp>

#include <openssl/asn1.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace storymap::server::http {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

/// For TLS 1.2; all of TLS 1.3 are good.
constexpr char const* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

[[nodiscard]] std::runtime_error fault(std::string const& file, std::string_view what, error_code const& error) {
  std::string text = file + " " + std::string(what);
  if (error) text += ": " + error.message();
  return std::runtime_error(text);
}

/// HTTP/1.1 is what is spoken here (RFC 7301); callers who do not ask are answered all the same.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* size, unsigned char const* offered,
                    unsigned int offered_size, void*) {
  static constexpr unsigned char ours[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, ours, sizeof ours, offered, offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

[[nodiscard]] std::shared_ptr<ssl::context> read(std::string const& certificate_file, std::string const& key_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  if (SSL_CTX_set_cipher_list(native, ciphers) != 1) throw std::runtime_error("there are no good ciphers for TLS 1.2");
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  // Nobody is there to be asked for the password of a key.
  context->set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); });
  error_code error;
  context->use_certificate_chain_file(certificate_file, error);
  if (error) throw fault(certificate_file, "holds no certificate that can be used (PEM is expected)", error);
  context->use_private_key_file(key_file, ssl::context::pem, error);
  if (error) throw fault(key_file, "holds no private key that can be used (PEM without a password is expected)", error);
  if (SSL_CTX_check_private_key(native) != 1) throw fault(key_file, "is not the key of " + certificate_file, {});
  return context;
}

}  // namespace

TlsIdentity::TlsIdentity(std::string certificate_file, std::string key_file)
    : certificate_file_(std::move(certificate_file)),
      key_file_(std::move(key_file)),
      context_(read(certificate_file_, key_file_)) {}

std::shared_ptr<ssl::context> TlsIdentity::current() const {
  std::scoped_lock const lock(mutex_);
  return context_;
}

std::chrono::sys_seconds TlsIdentity::not_after() const {
  X509 const* const certificate = SSL_CTX_get0_certificate(current()->native_handle());
  std::tm time{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1) return {};
  return std::chrono::sys_seconds(std::chrono::seconds(timegm(&time)));
}

void TlsIdentity::reload() {
  std::shared_ptr<ssl::context> fresh = read(certificate_file_, key_file_);
  std::scoped_lock const lock(mutex_);
  context_ = std::move(fresh);
}

}  // namespace storymap::server::http
