// tests/server/http/test_tls.cpp - connections inside TLS, as callers see them: tests of server/http/tls.hpp and
// channel.hpp.
#include "server/http/tls.hpp"

#include "server/base/clock.hpp"
#include "server/base/log.hpp"
#include "server/base/uuid.hpp"
#include "server/http/server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <openssl/ssl.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "tests/server/http/raw_client.hpp"
#include "tests/server/http/self_signed.hpp"
#include "tests/server/temporary_folder.hpp"

namespace storymap_test {
namespace {

using namespace storymap::server;
using namespace storymap::server::http;
namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

/// A caller that speaks TLS and looks at no names.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int most_version = TLS1_3_VERSION, std::string const& protocol = "") {
    context_.set_verify_mode(asio::ssl::verify_none);
    SSL_CTX_set_max_proto_version(context_.native_handle(), most_version);
    SSL_CTX_set_security_level(context_.native_handle(), 0);
    stream_ = std::make_unique<Stream>(io_, context_);
    std::string const wire = std::string(1, static_cast<char>(protocol.size())) + protocol;
    if (!protocol.empty()) {
      SSL_set_alpn_protos(stream_->native_handle(), reinterpret_cast<unsigned char const*>(wire.data()),
                          static_cast<unsigned>(wire.size()));
    }
    stream_->next_layer().connect({asio::ip::address_v4::loopback(), port});
  }

  /// Throws boost::system::system_error.
  void shake_hands() { stream_->handshake(asio::ssl::stream_base::client); }

  beast::http::response<beast::http::string_body> ask(std::string const& request) {
    asio::write(*stream_, asio::buffer(request));
    beast::http::response<beast::http::string_body> answer;
    beast::http::read(*stream_, buffer_, answer);
    return answer;
  }

  /// Of the certificate of the server.
  std::string common_name() {
    std::unique_ptr<X509, decltype(&X509_free)> const certificate(SSL_get1_peer_certificate(stream_->native_handle()),
                                                                  X509_free);
    char name[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
    return name;
  }

  using Stream = asio::ssl::stream<tcp::socket>;
  Stream& stream() { return *stream_; }

 private:
  asio::io_context io_;
  asio::ssl::context context_{asio::ssl::context::tls_client};
  std::unique_ptr<Stream> stream_;
  beast::flat_buffer buffer_;
};

class TlsTest : public testing::Test {
 protected:
  TlsTest() {
    write_self_signed(certificate_, key_, "first");
    identity_ = std::make_shared<TlsIdentity>(certificate_, key_);
    ServerOptions options;
    options.threads = 2;
    options.tls = identity_;
    options.limits.header_time = std::chrono::milliseconds(500);
    auto handler = [this](Request& request) { return answer(request); };
    server_ = std::make_unique<Server>(std::move(options), handler, ids_, Log());
  }

  Task<Response> answer(Request& request) {
    Response response;
    if (request.path == "/echo") response.body = co_await request.body->read(10'000'000);
    if (request.path == "/secure") response.body = std::string(request.is_secure ? "secure" : "open");
    if (request.path == "/talk") {
      response.body = Conversation([](WebSocket& partner) -> Task<> {
        std::optional<std::string> said = co_await partner.read();
        if (said) co_await partner.write(std::make_shared<std::string const>(*said + " indeed"));
        co_await partner.close(1000, "bye");
      });
    }
    co_return response;
  }

  static std::string get(std::string const& path) { return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

  TemporaryFolder folder_;
  std::string const certificate_ = folder_ / "certificate.pem";
  std::string const key_ = folder_ / "key.pem";
  SystemClock clock_;
  UuidSource ids_{clock_};
  std::shared_ptr<TlsIdentity> identity_;
  std::unique_ptr<Server> server_;
};

TEST_F(TlsTest, RequestsAreAnsweredInsideAndSayThatTheyAreSecure) {
  for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server_->port(), version);
    client.shake_hands();
    auto const answer = client.ask(get("/secure"));
    EXPECT_EQ(answer.body(), "secure");
    EXPECT_EQ(answer["Strict-Transport-Security"], "max-age=31536000; includeSubDomains");
    EXPECT_EQ(client.ask(get("/secure")).body(), "secure") << "the connection stays";
    EXPECT_EQ(SSL_version(client.stream().native_handle()), version);
  }
}

TEST_F(TlsTest, LargeBodiesGoBothWays) {
  TlsClient client(server_->port());
  client.shake_hands();
  std::string body;
  for (int k = 0; k < 200'000; ++k) body += std::to_string(k) + ' ';
  std::string const head =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  EXPECT_EQ(client.ask(head + body).body(), body);
}

TEST_F(TlsTest, OldVersionsAndOtherProtocolsAreRefused) {
  TlsClient old(server_->port(), TLS1_1_VERSION);
  EXPECT_THROW(old.shake_hands(), boost::system::system_error);
  TlsClient http2(server_->port(), TLS1_3_VERSION, "h2");
  EXPECT_THROW(http2.shake_hands(), boost::system::system_error);
  TlsClient http1(server_->port(), TLS1_3_VERSION, "http/1.1");
  http1.shake_hands();
  EXPECT_EQ(http1.ask(get("/secure")).body(), "secure");
}

TEST_F(TlsTest, PlainWordsAndSilenceAreCutOff) {
  RawClient plain(server_->port());
  plain.send(get("/secure"));
  EXPECT_EQ(plain.receive_all().find("secure"), std::string::npos);
  RawClient silent(server_->port());
  EXPECT_TRUE(silent.is_closed()) << "a handshake has the time of a header";
}

TEST_F(TlsTest, TheServerSaysGoodbye) {
  TlsClient client(server_->port());
  client.shake_hands();
  auto const answer = client.ask("GET /secure HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.body(), "secure");
  char byte = 0;
  boost::system::error_code error;
  client.stream().read_some(asio::buffer(&byte, 1), error);
  EXPECT_EQ(error, asio::error::eof) << "else the end could have been made by anybody";
}

TEST_F(TlsTest, WebSocketsWork) {
  TlsClient client(server_->port());
  client.shake_hands();
  beast::websocket::stream<TlsClient::Stream&> socket(client.stream());
  socket.handshake("localhost", "/talk");
  socket.write(asio::buffer(std::string("nice")));
  beast::flat_buffer buffer;
  socket.read(buffer);
  EXPECT_EQ(beast::buffers_to_string(buffer.data()), "nice indeed");
  boost::system::error_code error;
  buffer.clear();
  socket.read(buffer, error);
  EXPECT_EQ(error, beast::websocket::error::closed);
  EXPECT_EQ(socket.reason().reason, "bye");
}

TEST_F(TlsTest, ARenewedCertificateIsForNewConnections) {
  TlsClient before(server_->port());
  before.shake_hands();
  write_self_signed(certificate_, key_, "second");
  identity_->reload();
  TlsClient after(server_->port());
  after.shake_hands();
  EXPECT_EQ(before.common_name(), "first");
  EXPECT_EQ(after.common_name(), "second");
  EXPECT_EQ(before.ask(get("/secure")).body(), "secure");

  std::ofstream(certificate_) << "half a certific";
  EXPECT_THROW(identity_->reload(), std::runtime_error);
  TlsClient still(server_->port());
  still.shake_hands();
  EXPECT_EQ(still.common_name(), "second") << "what cannot be read changes nothing";
}

TEST_F(TlsTest, FilesThatCannotBeUsedAreNamed) {
  auto const reason = [](std::string const& certificate, std::string const& key) {
    try {
      TlsIdentity const identity(certificate, key);
      return std::string("(none)");
    } catch (std::runtime_error const& error) {
      return std::string(error.what());
    }
  };
  std::string const nowhere = folder_ / "nowhere.pem";
  EXPECT_NE(reason(nowhere, key_).find(nowhere + " holds no certificate that can be used"), std::string::npos);
  EXPECT_NE(reason(certificate_, nowhere).find(nowhere + " holds no private key that can be used"), std::string::npos);
  std::string const other = folder_ / "other.pem";
  write_self_signed(folder_ / "unused.pem", other, "other");
  EXPECT_NE(reason(certificate_, other).find(other), std::string::npos) << reason(certificate_, other);
  EXPECT_NE(reason(certificate_, other), "(none)");
}

TEST_F(TlsTest, TheEndOfTheCertificateIsKnown) {
  auto const left = identity_->not_after() - std::chrono::system_clock::now();
  EXPECT_GT(left, std::chrono::minutes(58));
  EXPECT_LT(left, std::chrono::minutes(61));
}

}  // namespace
}  // namespace storymap_test
