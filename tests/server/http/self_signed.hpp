// tests/server/http/self_signed.hpp - a certificate of a test's own.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace storymap_test {

/// Writes a key and a certificate for "localhost" that it signs itself, as PEM. `common_name` tells certificates apart.
inline void write_self_signed(std::string const& certificate_file, std::string const& key_file,
                              std::string const& common_name, long seconds = 3600) {
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  std::unique_ptr<X509, decltype(&X509_free)> const certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), seconds);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* const name = X509_get_subject_name(certificate.get());
  auto const* const text = reinterpret_cast<unsigned char const*>(common_name.c_str());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) throw std::runtime_error("no certificate");
  std::unique_ptr<FILE, decltype(&std::fclose)> const of_certificate(std::fopen(certificate_file.c_str(), "w"),
                                                                     std::fclose);
  std::unique_ptr<FILE, decltype(&std::fclose)> const of_key(std::fopen(key_file.c_str(), "w"), std::fclose);
  PEM_write_X509(of_certificate.get(), certificate.get());
  PEM_write_PrivateKey(of_key.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace storymap_test
