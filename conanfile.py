"""A recipe for Conan 2: `conan create . -o "model-counter/*:postgresql=True"`."""

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout

# An option, the Conan package it needs, and what CMake looks for it with.
CLIENTS = {
    "sqlite": ("sqlite3/[>=3.39 <4]", "SQLite3"),
    "postgresql": ("libpq/[>=14 <18]", "PostgreSQL"),
    "mysql": ("mariadb-connector-c/[>=3.1 <4]", "MariaDBClient"),
    "redis": ("hiredis/[>=0.14 <2]", "hiredis"),
    "timezones": ("cctz/[>=2.3 <3]", "cctz"),
}


class ModelCounter(ConanFile):
    name = "model-counter"
    version = "0.1.0"
    license = "MIT"
    description = "Counts anything that belongs to anything, exactly once, in your SQL database"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], **{name: [True, False] for name in CLIENTS}}
    default_options = {
        "shared": False, "sqlite": True, "postgresql": False, "mysql": False, "redis": False,
        "timezones": False,
    }
    exports_sources = "CMakeLists.txt", "cmake/*", "include/*", "src/*", "packaging/*", "LICENSE"

    def validate(self):
        check_min_cppstd(self, 20)

    def requirements(self):
        self.requires("tomlplusplus/[>=3.2 <4]")
        for name, (package, _) in CLIENTS.items():
            if self.options.get_safe(name):
                self.requires(package)
        if self.options.get_safe("redis"):
            self.requires("openssl/[>=3 <4]")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["MODEL_COUNTER_PROGRAM"] = False
        for name, (_, package) in CLIENTS.items():
            wanted = bool(self.options.get_safe(name))
            toolchain.cache_variables[f"CMAKE_DISABLE_FIND_PACKAGE_{package}"] = not wanted
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()

    def package_info(self):
        # What CMake installs is what consumers find, component by component.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/model_counter"]
