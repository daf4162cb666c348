// server/net/mailer.cpp - delivering e-mails: by SMTP with libcurl, or into a file.
#include "server/net/mailer.hpp"

#include "server/base/crypto/hex.hpp"
#include "server/base/crypto/random.hpp"
#include "server/base/email_address.hpp"
#include "server/net/curl_transfer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>

namespace storymap::server::net {
namespace {

struct Free {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

/// What libcurl has still to send.
std::size_t read_rest(char* buffer, std::size_t size, std::size_t count, void* rest) {
  auto& text = *static_cast<std::string_view*>(rest);
  std::size_t const some = std::min(size * count, text.size());
  std::memcpy(buffer, text.data(), some);
  text.remove_prefix(some);
  return some;
}

bool is_this_machine(std::string_view url) noexcept {
  std::size_t const at = url.rfind('@');
  std::string_view const host = at == std::string_view::npos ? url.substr(url.find("//") + 2) : url.substr(at + 1);
  std::string_view const names[] = {"localhost", "127.0.0.1", "[::1]"};
  return std::any_of(std::begin(names), std::end(names), [&](std::string_view name) {
    return host == name || (host.starts_with(name) && (host[name.size()] == ':' || host[name.size()] == '/'));
  });
}

}  // namespace

SmtpMailer::SmtpMailer(SmtpOptions options, WorkerPool& pool, Clock const& clock)
    : options_(std::move(options)), pool_(pool), clock_(clock) {
  need_curl();
  if (!is_email_address(address_in(options_.sender))) throw std::invalid_argument("the sender is no e-mail address");
}

Task<> SmtpMailer::send(Mail mail) {
  auto work = [this, mail = std::move(mail)] { deliver(mail); };
  co_await pool_.run(std::move(work));
}

void SmtpMailer::deliver(Mail const& mail) const {
  if (!is_email_address(mail.to)) throw MailError("no e-mail address", true);
  std::string const message = to_message(mail, options_.sender, to_hex(random_bytes(16)), clock_.now());
  std::string_view rest = message;
  std::unique_ptr<CURL, Free> const handle(curl_easy_init());
  std::unique_ptr<curl_slist, Free> const to(curl_slist_append(nullptr, ('<' + mail.to + '>').c_str()));
  if (handle == nullptr || to == nullptr) throw std::bad_alloc();
  std::array<char, CURL_ERROR_SIZE> text{};
  auto const set = [&](CURLoption option, auto value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK) throw MailError("libcurl cannot be set up", false);
  };
  set(CURLOPT_ERRORBUFFER, text.data());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_URL, options_.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_USE_SSL, static_cast<long>(is_this_machine(options_.url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
  set(CURLOPT_MAIL_FROM, ('<' + std::string(address_in(options_.sender)) + '>').c_str());
  set(CURLOPT_MAIL_RCPT, to.get());
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, &read_rest);
  set(CURLOPT_READDATA, static_cast<void*>(&rest));

  CURLcode const result = curl_easy_perform(handle.get());
  if (result == CURLE_OK) return;
  long code = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &code);
  throw MailError(text[0] != '\0' ? text.data() : curl_easy_strerror(result), code >= 500 && code < 600);
}

Task<> LogMailer::send(Mail mail) {
  auto work = [this, mail = std::move(mail)] { append(mail); };
  co_await pool_.run(std::move(work));
}

void LogMailer::append(Mail const& mail) {
  if (path_.empty()) return;
  std::lock_guard const lock(mutex_);
  std::ofstream file(path_, std::ios::app | std::ios::binary);
  file << "Date: " << to_rfc3339(clock_.now()) << "\nTo: " << mail.to << "\nSubject: " << mail.subject << "\n\n"
       << mail.text << "\n----------------------------------------\n"
       << std::flush;
  if (!file) throw MailError("cannot write " + path_, false);
}

}  // namespace storymap::server::net
