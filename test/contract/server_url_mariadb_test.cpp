#include "database/mysql/server_url.hpp"
#include "support/refusal.hpp"
#include "support/scoped_environment.hpp"

#include <gmock/gmock.h>
#include <chrono>

namespace model_counter::test {
namespace {

using mysql::read_server_url;
using mysql::ServerUrl;
using testing::HasSubstr;
using testing::Not;

class MysqlUrl : public testing::Test {
protected:
    ScopedEnvironment environment_{{}, "MYSQL_"};
};

TEST_F(MysqlUrl, names_user_password_host_port_and_database) {
    const ServerUrl url = read_server_url("mysql://me:secret@db.local:3307/shop");
    EXPECT_EQ(url.user, "me");
    EXPECT_EQ(url.password, "secret");
    EXPECT_EQ(url.host, "db.local");
    EXPECT_EQ(url.port, 3307);
    EXPECT_EQ(url.database, "shop");
    EXPECT_EQ(url.tls, ServerUrl::Tls::by_option_file);
    EXPECT_EQ(url.location, "mysql://me@db.local:3307/shop");
}

TEST_F(MysqlUrl, leaves_out_what_option_files_say) {
    const ServerUrl url = read_server_url("mariadb:///shop");
    EXPECT_TRUE(url.user.empty() && url.password.empty() && url.host.empty());
    EXPECT_TRUE(url.socket.empty());
    EXPECT_EQ(url.port, 0);
    EXPECT_EQ(url.database, "shop");
}

TEST_F(MysqlUrl, is_decoded_in_each_part) {
    const ServerUrl url = read_server_url("mysql://m%40e:p%3as%2F%3f%25@h%2d1/sh%6Fp%40");
    EXPECT_EQ(url.user, "m@e");
    EXPECT_EQ(url.password, "p:s/?%");
    EXPECT_EQ(url.host, "h-1");
    EXPECT_EQ(url.database, "shop@");
}

TEST_F(MysqlUrl, takes_an_address_in_brackets) {
    EXPECT_EQ(read_server_url("mysql://[::1]/shop").host, "::1");
    const ServerUrl url = read_server_url("mysql://[::1]:7000/shop");
    EXPECT_EQ(url.port, 7000);
    EXPECT_EQ(url.location, "mysql://[::1]:7000/shop");
}

TEST_F(MysqlUrl, has_parameters) {
    const ServerUrl url = read_server_url(
        "mysql://me@/shop?socket=%2Frun%2Fdb.sock&ssl-mode=verify-identity&ssl-ca=/ca&"
        "ssl-cert=/cert&ssl-key=/key&connect-timeout=3");
    EXPECT_EQ(url.socket, "/run/db.sock");
    EXPECT_EQ(url.tls, ServerUrl::Tls::verified);
    EXPECT_EQ(url.tls_ca, "/ca");
    EXPECT_EQ(url.tls_certificate, "/cert");
    EXPECT_EQ(url.tls_key, "/key");
    EXPECT_EQ(url.connect_timeout, std::chrono::seconds(3));
    EXPECT_EQ(read_server_url("mysql://h/d?ssl-mode=disabled").tls, ServerUrl::Tls::off);
    EXPECT_EQ(read_server_url("mysql://h/d?ssl-mode=required").tls, ServerUrl::Tls::required);
}

TEST_F(MysqlUrl, is_completed_by_the_environment) {
    environment_.set("MYSQL_HOST", "elsewhere");
    environment_.set("MYSQL_TCP_PORT", "3308");
    environment_.set("MYSQL_UNIX_PORT", "/run/other.sock");
    environment_.set("MYSQL_PWD", "hunter2");
    const ServerUrl url = read_server_url("mysql://me@/shop");
    EXPECT_EQ(url.host, "elsewhere");
    EXPECT_EQ(url.port, 3308);
    EXPECT_TRUE(url.socket.empty()) << "a host was named";
    EXPECT_EQ(url.password, "hunter2");
    EXPECT_THAT(url.location, Not(HasSubstr("hunter2")));
    const ServerUrl own = read_server_url("mysql://me:mine@host:1/shop");
    EXPECT_EQ(own.host, "host");
    EXPECT_EQ(own.port, 1);
    EXPECT_EQ(own.password, "mine");
    environment_.set("MYSQL_HOST", "");
    EXPECT_EQ(read_server_url("mysql:///shop").socket, "/run/other.sock");
    environment_.set("MYSQL_TCP_PORT", "many");
    EXPECT_THAT(refusal([] { (void)read_server_url("mysql:///shop"); }),
                HasSubstr("MYSQL_TCP_PORT"));
}

TEST_F(MysqlUrl, is_refused_without_showing_a_secret) {
    for (const char* text : {"",
                             "secret",
                             "postgresql://u:secret@host/db",
                             "mysql:secret@host/db",
                             "mysql://u:secret@host",
                             "mysql://u:secret@host/",
                             "mysql://u:sec@ret@host/db",
                             "mysql://u:sec/ret@host/db",
                             "mysql://u:sec?ret@host/db",
                             "mysql://u:secret%4@host/db",
                             "mysql://u:secret%zz@host/db",
                             "mysql://u:secret%@host/db",
                             "mysql://u:sec%00ret@host/db",
                             "mysql://u:secret@host:port/db",
                             "mysql://u:secret@host:65536/db",
                             "mysql://u:secret@host:-1/db",
                             "mysql://u:secret@[::1/db",
                             "mysql://u:secret@[::1]x/db",
                             "mysql://host/db?password=secret",
                             "mysql://u:secret@host/db?nonsense=1",
                             "mysql://u:secret@host/db?ssl-mode=perhaps",
                             "mysql://u:secret@host/db?ssl-mode",
                             "mysql://u:secret@host/db?connect-timeout=0",
                             "mysql://u:secret@host/db?connect-timeout=3601",
                             "mysql://u:secret@host/db?connect-timeout=1s"}) {
        const std::string message = refusal([&] { (void)read_server_url(text); });
        EXPECT_THAT(message, Not(HasSubstr("secret"))) << text;
        EXPECT_THAT(message, Not(HasSubstr("ret@"))) << text;
        EXPECT_THAT(message, HasSubstr("mysql://user:password@host:port/database")) << text;
    }
}

}  // namespace
}  // namespace model_counter::test
