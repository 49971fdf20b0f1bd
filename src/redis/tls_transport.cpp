#include "redis/tls_transport.hpp"

#include "model_counter/error.hpp"
#include "redis/openssl.hpp"

#include <arpa/inet.h>

#include <array>
#include <exception>
#include <string>
#include <utility>

namespace model_counter::redis {
namespace {

// OpenSSL's own sockets raise SIGPIPE: it reads and writes through the transport below instead.

int write_below(BIO* bio, const char* bytes, int size) {
    auto* const transport = static_cast<TlsTransport*>(BIO_get_data(bio));
    return static_cast<int>(transport->send_below({bytes, static_cast<std::size_t>(size)}));
}

int read_below(BIO* bio, char* buffer, int size) {
    auto* const transport = static_cast<TlsTransport*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const std::size_t got = transport->receive_below({buffer, static_cast<std::size_t>(size)});
    if (got == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    return static_cast<int>(got);
}

long control_below(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

BIO_METHOD* bio_method() {
    static BIO_METHOD* const method = [] {
        BIO_METHOD* const made = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "model-counter transport");
        BIO_meth_set_write(made, write_below);
        BIO_meth_set_read(made, read_below);
        BIO_meth_set_ctrl(made, control_below);
        return made;
    }();
    return method;
}

std::string words_of_openssl() {
    std::array<char, 256> text{};
    const unsigned long code = ERR_get_error();
    ERR_error_string_n(code, text.data(), text.size());
    ERR_clear_error();
    return code == 0 ? "no reason given" : text.data();
}

bool is_address(const std::string& host) {
    in6_addr address{};
    return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

}  // namespace

void TlsTransport::Free::operator()(ssl_st* ssl) const noexcept { SSL_free(ssl); }
void TlsTransport::Free::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }

TlsTransport::TlsTransport(const ServerUrl& url, const Deadline& deadline)
    : SocketTransport(url, deadline), context_(SSL_CTX_new(TLS_client_method())) {
    if (context_ == nullptr) {
        throw Error(ErrorCode::unavailable, "no TLS: " + words_of_openssl());
    }
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    // A record that left counts as sent, whatever becomes of the next one.
    SSL_CTX_set_mode(context_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE);
    load_files(url);
    ssl_.reset(SSL_new(context_.get()));
    BIO* const bio = BIO_new(bio_method());
    if (ssl_ == nullptr || bio == nullptr) {
        throw Error(ErrorCode::unavailable, "no TLS: " + words_of_openssl());
    }
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_.get(), bio, bio);
    expect_name(url);
    deadline_ = &deadline;
    shake_hands(url);
}

TlsTransport::~TlsTransport() = default;

void TlsTransport::load_files(const ServerUrl& url) {
    const bool trusts = url.ca.empty() ? SSL_CTX_set_default_verify_paths(context_.get()) == 1
                                       : SSL_CTX_load_verify_locations(
                                             context_.get(), url.ca.c_str(), nullptr) == 1;
    if (!trusts) {
        throw Error(ErrorCode::unavailable, "the file of whom to trust, " + url.ca +
                                                ", cannot be used: " + words_of_openssl());
    }
    if (url.cert.empty()) {
        return;
    }
    if (SSL_CTX_use_certificate_chain_file(context_.get(), url.cert.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context_.get(), url.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        throw Error(ErrorCode::unavailable, "the certificate " + url.cert + " or its key " +
                                                url.key + " cannot be used: " + words_of_openssl());
    }
}

void TlsTransport::expect_name(const ServerUrl& url) {
    bool is_set = false;
    if (is_address(url.host)) {
        is_set = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), url.host.c_str()) == 1;
    } else {
        std::string host = url.host;
        is_set = SSL_set1_host(ssl_.get(), host.c_str()) == 1 &&
                 SSL_ctrl(ssl_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                          host.data()) == 1;
    }
    if (!is_set) {
        throw Error(ErrorCode::internal, "TLS does not take the host's name");
    }
}

void TlsTransport::shake_hands(const ServerUrl& url) {
    const int status = SSL_connect(ssl_.get());
    if (status == 1) {
        return;
    }
    if (const long verdict = SSL_get_verify_result(ssl_.get()); verdict != X509_V_OK) {
        ERR_clear_error();
        throw Error(ErrorCode::unavailable, "its certificate is refused for " + url.host + ": " +
                                                X509_verify_cert_error_string(verdict));
    }
    fail("TLS was not agreed on", status);
}

void TlsTransport::fail(const char* what, int status) {
    if (failure_) {
        ERR_clear_error();
        std::rethrow_exception(std::exchange(failure_, nullptr));
    }
    if (SSL_get_error(ssl_.get(), status) == SSL_ERROR_ZERO_RETURN) {
        throw Error(ErrorCode::unavailable, "it closed the connection");
    }
    throw Error(ErrorCode::unavailable, std::string(what) + ": " + words_of_openssl());
}

std::size_t TlsTransport::send_below(std::string_view bytes) {
    try {
        std::size_t sent = 0;
        while (sent < bytes.size()) {
            sent += SocketTransport::send(bytes.substr(sent), *deadline_);
        }
        return sent;
    } catch (...) {
        // Nothing may be thrown through OpenSSL's C code.
        failure_ = std::current_exception();
        return 0;
    }
}

std::size_t TlsTransport::receive_below(std::span<char> buffer) {
    try {
        return SocketTransport::receive(buffer, *deadline_, wait_);
    } catch (...) {
        failure_ = std::current_exception();
        return 0;
    }
}

std::size_t TlsTransport::send(std::string_view bytes, const Deadline& deadline) {
    deadline_ = &deadline;
    wait_ = true;
    ERR_clear_error();
    const int size = static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30U));
    const int sent = SSL_write(ssl_.get(), bytes.data(), size);
    if (sent <= 0) {
        fail("the connection is cut", sent);
    }
    return static_cast<std::size_t>(sent);
}

std::size_t TlsTransport::receive(std::span<char> buffer, const Deadline& deadline, bool wait) {
    deadline_ = &deadline;
    wait_ = wait;
    ERR_clear_error();
    for (;;) {
        const int got = SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()));
        if (got > 0) {
            return static_cast<std::size_t>(got);
        }
        if (failure_ || SSL_get_error(ssl_.get(), got) != SSL_ERROR_WANT_READ) {
            fail("the connection is cut", got);
        }
        if (!wait) {
            return 0;
        }
    }
}

bool TlsTransport::is_over() noexcept {
    // Between two calls TLS itself has things to say, a new session's ticket for one.
    std::array<char, 1> nothing{};
    const Deadline never = Deadline::never();
    deadline_ = &never;
    wait_ = false;
    ERR_clear_error();
    const int got = SSL_peek(ssl_.get(), nothing.data(), 1);
    const bool quiet =
        got <= 0 && !failure_ && SSL_get_error(ssl_.get(), got) == SSL_ERROR_WANT_READ;
    failure_ = nullptr;
    deadline_ = nullptr;
    return !quiet;
}

}  // namespace model_counter::redis
