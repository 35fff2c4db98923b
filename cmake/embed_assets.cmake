# cmake/embed_assets.cmake — compiles files into the program, with type, entity tag and gzip form.
#
# include() it for kiosk_embed_assets(OUTPUT a.cpp HEADER a.hpp FUNCTION room::name FILES ...):
# kiosk::room::name() of that header gives the files. The same file, run as a script at build time,
# writes the C++.
#
# Scripts and style sheets lose their comments and indentation: a fifth of what a browser loads. By
# our own way of writing alone, without reading the language: a comment stands on a line of its own
# or behind two blanks, and no text runs over several lines, which is looked at.

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

find_program(GZIP gzip REQUIRED)

# A comment behind code goes only where it holds no quotation mark: it cannot be within a text then.
function(trim name text out)
  if(text MATCHES "\n([^\n`]*`[^\n`]*`)*[^\n`]*`[^\n`]*\n")
    message(FATAL_ERROR "${name}: a text over several lines would be changed: ${CMAKE_MATCH_0}")
  endif()
  string(REGEX REPLACE "\n +" "\n" text "\n${text}")
  string(REGEX REPLACE "\n/\\*([^*]|\\*+[^*/])*\\*+/" "\n" text "${text}")
  string(REGEX REPLACE "/\\*\\* @type [^*\n]*\\*/ ?" "" text "${text}")
  string(REGEX REPLACE "\n//[^\n]*" "\n" text "${text}")
  string(REGEX REPLACE "  +// [^\n\"'`]*\n" "\n" text "${text}")
  string(REGEX REPLACE "\n\n+" "\n" text "${text}")
  string(REGEX REPLACE "^\n" "" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# The bytes of a file as C++ characters. A line of 40,000 columns is slow in every tool: break after
# each 0a.
function(characters_of path out)
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(REPLACE "'\\x0a'," "'\\x0a',\n" bytes "${bytes}")
  set(${out} "${bytes}" PARENT_SCOPE)
endfunction()

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
  if(extension MATCHES "^(js|css)$")
    file(READ ${path} text)
    trim(${name} "${text}" text)
    set(path ${OUTPUT}.files/${name})
    file(WRITE ${path} "${text}")
  endif()
  file(SHA256 ${path} hash)
  string(SUBSTRING ${hash} 0 20 tag)
  set(packed ${OUTPUT}.files/${name}.gz)
  file(MAKE_DIRECTORY ${OUTPUT}.files)
  # -n: without a time, the same file gives the same bytes.
  execute_process(COMMAND ${GZIP} -9 -n -c ${path} OUTPUT_FILE ${packed}
                  COMMAND_ERROR_IS_FATAL ANY)
  characters_of(${path} bytes)
  characters_of(${packed} packed_bytes)
  string(APPEND arrays "constexpr char kFile${index}[] = {\n${bytes}};\n"
                       "constexpr char kPacked${index}[] = {\n${packed_bytes}};\n")
  string(APPEND rows "    EmbeddedFile{\"${name}\", \"${type_${extension}}\", \"\\\"${tag}\\\"\", "
                     "{kFile${index}, sizeof(kFile${index})}, "
                     "{kPacked${index}, sizeof(kPacked${index})}},\n")
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
