# cmake/layer.cmake — one function per kind of target, so that every layer is built alike.

# kiosk_layer(NAME SOURCES ... HEADERS ... [LINKS ...] [PRIVATE_LINKS ...])
# Makes the static library kiosk_NAME with the alias kiosk::NAME. Headers go into a file set, so
# the target all_verify_interface_header_sets proves that each compiles alone.
function(kiosk_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;LINKS;PRIVATE_LINKS" ${ARGN})
  if(arg_SOURCES)
    add_library(kiosk_${name} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(kiosk_${name} PRIVATE kiosk_build_flags)
  else()
    add_library(kiosk_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(kiosk::${name} ALIAS kiosk_${name})
  target_sources(kiosk_${name} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
                                       FILES ${arg_HEADERS})
  target_include_directories(kiosk_${name} ${scope} ${PROJECT_SOURCE_DIR})
  target_compile_features(kiosk_${name} ${scope} cxx_std_23)
  target_link_libraries(kiosk_${name} ${scope} ${arg_LINKS})
  if(arg_PRIVATE_LINKS)
    target_link_libraries(kiosk_${name} PRIVATE ${arg_PRIVATE_LINKS})
  endif()
endfunction()

# kiosk_program(NAME SOURCES ... LINKS ...)
function(kiosk_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE kiosk_build_flags ${arg_LINKS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# kiosk_test(NAME SOURCES ... LINKS ... [LABELS ...] [TIMEOUT seconds]): one GoogleTest program; a
# unit test unless LABELS says otherwise.
function(kiosk_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)  # the last resort: a busy machine is no failure, a hang is
  endif()
  if(KIOSK_COVERAGE)
    math(EXPR arg_TIMEOUT "4 * ${arg_TIMEOUT}")  # not optimised, and counting each branch
  endif()
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE kiosk_build_flags ${arg_LINKS} GTest::gmock_main)
  target_compile_definitions(${name} PRIVATE KIOSK_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()
