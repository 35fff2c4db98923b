# kiosk/storage/embed_migrations.cmake — turns migrations/NNNN_name.sql into a C++ table.
function(kiosk_embed_migrations output)
  set(rows "")
  foreach(file ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
                 ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    get_filename_component(name ${file} NAME_WE)
    string(REGEX MATCH "^0*([0-9]+)_" ignored ${name})
    set(version ${CMAKE_MATCH_1})
    file(READ ${file} sql)
    string(APPEND rows "    {${version}, \"${name}\", R\"sql(${sql})sql\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Made from migrations/*.sql by embed_migrations.cmake.
#include \"kiosk/storage/migrations.hpp\"

namespace kiosk::storage {
namespace {

constexpr Migration kMigrations[] = {
@rows@};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

}  // namespace kiosk::storage
")
endfunction()
