# Build settings and the two functions that every folder uses.

find_program(CCACHE ccache)
if(CCACHE)
  # The variables let builds of several work trees and of precompiled headers share one cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(liengia_warnings INTERFACE)
# GCC 12 takes the empty inside of a std::optional for an uninitialized variable (its bug 80635).
target_compile_options(liengia_warnings INTERFACE -Wall -Wextra -Werror
                       -Wno-missing-field-initializers -Wno-maybe-uninitialized)

# liengia_library(NAME SRCS file... DEPS target...): one folder's code. Include paths start at the
# repository's root, or at the generated protos.
function(liengia_library name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SRCS})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS} PRIVATE liengia_warnings)
endfunction()

# liengia_test(NAME SRCS file... DEPS target...): one GoogleTest binary, found by scripts/test in
# build/<preset>/bin/tests.
function(liengia_test name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gtest GTest::gmock GTest::gtest_main
                                        liengia_warnings)
  # Tests are compiled far more often than their own lines are run.
  target_compile_options(${name} PRIVATE -O0)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/tests)
endfunction()
