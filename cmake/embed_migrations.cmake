# cmake/embed_migrations.cmake — turns migrations/NNNN_name.sql into a C++ table.

# kiosk_embed_migrations(ROOM OUTPUT FILES...): defines kiosk::ROOM::migrations() as declared in
# kiosk/ROOM/migrations.hpp.
function(kiosk_embed_migrations room output)
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
  file(CONFIGURE OUTPUT ${output} CONTENT
"// Made from migrations/*.sql by embed_migrations.cmake.
#include \"kiosk/${room}/migrations.hpp\"

namespace kiosk::${room} {
namespace {

constexpr Migration kMigrations[] = {
@rows@};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

}  // namespace kiosk::${room}
")
endfunction()
