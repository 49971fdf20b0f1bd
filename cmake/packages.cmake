# Debian packages by CPack, from a build with shared libraries: `cpack --preset deb`.

if(NOT BUILD_SHARED_LIBS)
    return()
endif()

set(MODEL_COUNTER_CONTACT "Model Counter maintainers <maintainers@model-counter.invalid>" CACHE
    STRING "Who answers for the Debian packages: Name <address>")

set(debian "${PROJECT_SOURCE_DIR}/packaging/debian")
set(package_library libmodel-counter0)
set(package_development libmodel-counter-dev)
set(package_program model-counter)

# Each package says whose it is and what changed.
string(TIMESTAMP today "%a, %d %b %Y 00:00:00 +0000" UTC)
configure_file("${debian}/changelog.in" "${PROJECT_BINARY_DIR}/packages/changelog" @ONLY)
find_program(MODEL_COUNTER_GZIP gzip REQUIRED)
execute_process(COMMAND "${MODEL_COUNTER_GZIP}" -9nkf "${PROJECT_BINARY_DIR}/packages/changelog"
                        COMMAND_ERROR_IS_FATAL ANY)
foreach(part IN ITEMS library development program)
    set(documents "${CMAKE_INSTALL_DATADIR}/doc/${package_${part}}")
    install(FILES "${debian}/copyright" DESTINATION "${documents}" COMPONENT ${part}
            EXCLUDE_FROM_ALL)
    install(FILES "${PROJECT_BINARY_DIR}/packages/changelog.gz" DESTINATION "${documents}"
            RENAME changelog.Debian.gz COMPONENT ${part} EXCLUDE_FROM_ALL)
endforeach()
install(FILES "${debian}/libmodel-counter0.lintian-overrides"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides" RENAME ${package_library}
        COMPONENT library EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME model-counter)
set(CPACK_PACKAGE_VENDOR "Model Counter")
set(CPACK_PACKAGE_CONTACT "${MODEL_COUNTER_CONTACT}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL library development program)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENT_DEVELOPMENT_DEPENDS library)
set(CPACK_COMPONENT_PROGRAM_DEPENDS library)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/src")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${package_library})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
    "counters that reach an SQL database exactly once - shared library
Model Counter counts anything that belongs to anything - downloads of a
product, views of a page, API calls of an organisation - at memory speed,
and brings every count into SQLite, PostgreSQL, MariaDB or MySQL exactly
once, whatever process is killed whenever.
.
This package holds the shared libraries.")
# Loaded when a URL asks for them, so that nothing but this line knows of them.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "libpq5, libmariadb3, libssl3")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "libmicrohttpd12")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${debian}/triggers")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME ${package_development})
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "counters that reach an SQL database exactly once - development files
Model Counter counts anything that belongs to anything - downloads of a
product, views of a page, API calls of an organisation - at memory speed,
and brings every count into an SQL database exactly once.
.
This package holds the C++20 headers and the files for CMake and
pkg-config.")

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME ${package_program})
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "counters that reach an SQL database exactly once - program
Model Counter counts anything that belongs to anything - downloads of a
product, views of a page, API calls of an organisation - at memory speed,
and brings every count into an SQL database exactly once.
.
This package holds the program model-counter: it counts, reads, takes
logs in, syncs as a service, and looks after the tables.")

include(CPack)
