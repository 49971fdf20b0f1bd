#pragma once

#include "late_library.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace model_counter::redis {

// NOLINTBEGIN(readability-identifier-naming): the names are the library's.

#ifdef MODEL_COUNTER_LIBCRYPTO  // else it is linked
/// The part of OpenSSL that everything else stands on.
inline constinit LateLibrary libcrypto{MODEL_COUNTER_LIBCRYPTO, "libssl3"};

MODEL_COUNTER_LATE(libcrypto, BIO_clear_flags);
MODEL_COUNTER_LATE(libcrypto, BIO_get_data);
MODEL_COUNTER_LATE(libcrypto, BIO_meth_new);
MODEL_COUNTER_LATE(libcrypto, BIO_meth_set_ctrl);
MODEL_COUNTER_LATE(libcrypto, BIO_meth_set_read);
MODEL_COUNTER_LATE(libcrypto, BIO_meth_set_write);
MODEL_COUNTER_LATE(libcrypto, BIO_new);
MODEL_COUNTER_LATE(libcrypto, BIO_set_data);
MODEL_COUNTER_LATE(libcrypto, BIO_set_flags);
MODEL_COUNTER_LATE(libcrypto, BIO_set_init);
MODEL_COUNTER_LATE(libcrypto, ERR_clear_error);
MODEL_COUNTER_LATE(libcrypto, ERR_error_string_n);
MODEL_COUNTER_LATE(libcrypto, ERR_get_error);
MODEL_COUNTER_LATE(libcrypto, EVP_Digest);
MODEL_COUNTER_LATE(libcrypto, EVP_sha1);
MODEL_COUNTER_LATE(libcrypto, X509_VERIFY_PARAM_set1_ip_asc);
MODEL_COUNTER_LATE(libcrypto, X509_verify_cert_error_string);
#endif

#ifdef MODEL_COUNTER_LIBSSL
/// Its TLS.
inline constinit LateLibrary libssl{MODEL_COUNTER_LIBSSL, "libssl3"};

MODEL_COUNTER_LATE(libssl, SSL_CTX_ctrl);
MODEL_COUNTER_LATE(libssl, SSL_CTX_free);
MODEL_COUNTER_LATE(libssl, SSL_CTX_load_verify_locations);
MODEL_COUNTER_LATE(libssl, SSL_CTX_new);
MODEL_COUNTER_LATE(libssl, SSL_CTX_set_default_verify_paths);
MODEL_COUNTER_LATE(libssl, SSL_CTX_set_verify);
MODEL_COUNTER_LATE(libssl, SSL_CTX_use_PrivateKey_file);
MODEL_COUNTER_LATE(libssl, SSL_CTX_use_certificate_chain_file);
MODEL_COUNTER_LATE(libssl, SSL_connect);
MODEL_COUNTER_LATE(libssl, SSL_ctrl);
MODEL_COUNTER_LATE(libssl, SSL_free);
MODEL_COUNTER_LATE(libssl, SSL_get0_param);
MODEL_COUNTER_LATE(libssl, SSL_get_error);
MODEL_COUNTER_LATE(libssl, SSL_get_verify_result);
MODEL_COUNTER_LATE(libssl, SSL_new);
MODEL_COUNTER_LATE(libssl, SSL_peek);
MODEL_COUNTER_LATE(libssl, SSL_read);
MODEL_COUNTER_LATE(libssl, SSL_set1_host);
MODEL_COUNTER_LATE(libssl, SSL_set_bio);
MODEL_COUNTER_LATE(libssl, SSL_write);
MODEL_COUNTER_LATE(libssl, TLS_client_method);
#endif

// NOLINTEND(readability-identifier-naming)

}  // namespace model_counter::redis
