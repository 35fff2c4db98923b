# cmake/warnings.cmake — warnings, hardening and sanitizers, carried by kiosk_build_flags.

add_library(kiosk_build_flags INTERFACE)

option(KIOSK_WERROR "Treat warnings as errors" ON)
set(KIOSK_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined or thread")
option(KIOSK_COVERAGE "Instrument for line and branch coverage" OFF)

# Left out with reasons: -Wnull-dereference sees ghosts inside Asio and iostreams that GCC 12 has
# inlined; -Wuseless-cast fires on casts that 32-bit boards need; -Wmissing-field-initializers on
# designated initialisers whose members have defaults.
target_compile_options(kiosk_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor -Wformat=2 -Wcast-align
  -Wimplicit-fallthrough -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
  # GCC 12 sees overlapping copies in plain std::string joins (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  # clang blames us for what libstdc++ 12's stable_sort calls.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<BOOL:${KIOSK_WERROR}>:-Werror>)

# -Wmaybe-uninitialized sees ghosts inside std::expected and Boost under sanitizers; the other
# builds keep it.
if(KIOSK_SANITIZE)
  target_compile_options(kiosk_build_flags INTERFACE
    -fsanitize=${KIOSK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-tsan>)
  target_link_options(kiosk_build_flags INTERFACE -fsanitize=${KIOSK_SANITIZE})
endif()

if(KIOSK_COVERAGE)
  target_compile_options(kiosk_build_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(kiosk_build_flags INTERFACE --coverage)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  target_compile_options(kiosk_build_flags INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong
    $<$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>:-fcf-protection>
    $<$<CXX_COMPILER_ID:GNU>:-fstack-clash-protection>)
  target_link_options(kiosk_build_flags INTERFACE -Wl,-z,relro,-z,now)
endif()

# No path of the building machine in the programs or in broken-invariant messages; and build/dev and
# build/release then differ in nothing, so that ccache serves one from the other.
if(NOT KIOSK_COVERAGE)
  target_compile_options(kiosk_build_flags INTERFACE
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -ffile-prefix-map=${PROJECT_BINARY_DIR}=.)
endif()
