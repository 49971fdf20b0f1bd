#include "open/schemes.hpp"

#include <gtest/gtest.h>

namespace model_counter::open {
namespace {

TEST(Schemes, leave_passwords_out) {
    EXPECT_EQ(without_secrets("redis://user:hunter2@host:6379/1"), "redis://user:***@host:6379/1");
    EXPECT_EQ(without_secrets("redis://:hunter2@host"), "redis://:***@host");
    EXPECT_EQ(without_secrets("redis://hunter2@host"), "redis://***@host");
    EXPECT_EQ(without_secrets("mysql://u:p@ss/w?rd@host/db"), "mysql://u:***@host/db");
    EXPECT_EQ(without_secrets("postgresql://host/db?password=hunter2&sslmode=require"),
              "postgresql://host/db?password=***&sslmode=require");
    EXPECT_EQ(without_secrets("postgresql://host/db?sslpassword=a&password=b"),
              "postgresql://host/db?sslpassword=***&password=***");
    EXPECT_EQ(without_secrets("redis+sentinel://u:a@h:1,i/s/0?sentinel_password=b&sentinel_user=c"),
              "redis+sentinel://u:***@h:1,i/s/0?sentinel_password=***&sentinel_user=c");
}

TEST(Schemes, leave_paths_as_they_are) {
    EXPECT_EQ(without_secrets("sqlite:/home/a:b@c/x"), "sqlite:/home/a:b@c/x");
    EXPECT_EQ(without_secrets("embedded:/home/a@b"), "embedded:/home/a@b");
    EXPECT_EQ(without_secrets("embedded"), "embedded");
    EXPECT_EQ(without_secrets("redis://host:6379/1"), "redis://host:6379/1");
}

TEST(Schemes, name_the_component_they_need) {
    EXPECT_EQ(component_of("embedded"), "");
    EXPECT_EQ(component_of("sqlite"), "model_counter::sqlite");
    EXPECT_EQ(component_of("redis"), "model_counter::redis");
    EXPECT_EQ(component_of("redis+unix"), "model_counter::redis");
    EXPECT_EQ(component_of("redis+sentinel"), "model_counter::redis");
    EXPECT_EQ(component_of("postgresql"), "model_counter::postgresql");
    EXPECT_EQ(component_of("mysql"), "model_counter::mysql");
}

TEST(Schemes, split_at_the_first_colon) {
    EXPECT_EQ(split_location("sqlite:/a:b").scheme, "sqlite");
    EXPECT_EQ(split_location("sqlite:/a:b").rest, "/a:b");
    EXPECT_EQ(split_location("memory").scheme, "memory");
    EXPECT_EQ(split_location("memory").rest, "");
}

}  // namespace
}  // namespace model_counter::open
