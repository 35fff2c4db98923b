# cmake/embed_assets.cmake — compiles files into the program, with type and entity tag.
#
# include() it for kiosk_embed_assets(OUTPUT a.cpp HEADER a.hpp FUNCTION room::name FILES ...):
# kiosk::room::name() of that header gives the files. The same file, run as a script at build time,
# writes the C++.

function(kiosk_embed_assets)
  cmake_parse_arguments(arg "" "OUTPUT;HEADER;FUNCTION" "FILES" ${ARGN})
  set(paths)
  foreach(file ${arg_FILES})
    list(APPEND paths ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  add_custom_command(
    OUTPUT ${arg_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${arg_OUTPUT} -DHEADER=${arg_HEADER}
            -DFUNCTION=${arg_FUNCTION} "-DFILES=${paths}"
            -P ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    DEPENDS ${paths} ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    COMMENT "Embedding ${arg_FUNCTION}"
    VERBATIM)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")
set(type_json "application/json")

set(arrays "")
set(rows "")
set(index 0)
foreach(path ${FILES})
  get_filename_component(name ${path} NAME)
  string(REGEX REPLACE ".*\\." "" extension ${name})
  if(NOT DEFINED type_${extension})
    message(FATAL_ERROR "${name}: no media type known for .${extension}")
  endif()
  file(READ ${path} hex HEX)
  file(SHA256 ${path} hash)
  string(SUBSTRING ${hash} 0 20 tag)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  # A line of 40,000 columns is slow in every tool: break after each 0a.
  string(REPLACE "'\\x0a'," "'\\x0a',\n" bytes "${bytes}")
  string(APPEND arrays "constexpr char kFile${index}[] = {\n${bytes}};\n")
  string(APPEND rows "    EmbeddedFile{\"${name}\", \"${type_${extension}}\", \"\\\"${tag}\\\"\", "
                     "{kFile${index}, sizeof(kFile${index})}},\n")
  math(EXPR index "${index} + 1")
endforeach()

string(REGEX MATCH "^(.+)::(.+)$" matched ${FUNCTION})
file(WRITE ${OUTPUT} "// Made by cmake/embed_assets.cmake.
#include \"${HEADER}\"

#include <array>

namespace kiosk::${CMAKE_MATCH_1} {
namespace {

${arrays}
constexpr std::array kFiles{
${rows}};

}  // namespace

std::span<const EmbeddedFile> ${CMAKE_MATCH_2}() { return kFiles; }

}  // namespace kiosk::${CMAKE_MATCH_1}
")
