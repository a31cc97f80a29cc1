# aa_registry(<out> ENTRY <c type> TYPE <c type> PREFIX <symbol prefix> HEADER <header> BASE <dir> SOURCES <files>)
#
# BASE/android/x_y.c must define `const <TYPE> <PREFIX>_android_x_y`; its id is "android-x-y". Writes the
# array <PREFIX>_registry of <ENTRY> {id, pointer}, in id order, and sets <out> to the file.
function(aa_registry out)
    cmake_parse_arguments(A "" "ENTRY;TYPE;PREFIX;HEADER;BASE" "SOURCES" ${ARGN})
    set(ids "")
    foreach(src IN LISTS A_SOURCES)
        cmake_path(RELATIVE_PATH src BASE_DIRECTORY ${A_BASE} OUTPUT_VARIABLE name)
        cmake_path(REMOVE_EXTENSION name LAST_ONLY)
        string(REGEX REPLACE "[/_]" "-" id ${name})
        list(APPEND ids ${id})
    endforeach()
    list(SORT ids)
    list(LENGTH ids count)
    set(decls "")
    set(rows "")
    foreach(id IN LISTS ids)
        string(REPLACE "-" "_" symbol ${id})
        string(APPEND decls "extern const ${A_TYPE} ${A_PREFIX}_${symbol};\n")
        string(APPEND rows "    {\"${id}\", &${A_PREFIX}_${symbol}},\n")
    endforeach()
    string(REGEX REPLACE "_format$" "" array ${A_PREFIX})
    set(file ${CMAKE_CURRENT_BINARY_DIR}/generated/${array}_registry.c)
    file(CONFIGURE OUTPUT ${file} @ONLY CONTENT "/* Written by Registry.cmake. */
#include \"@A_HEADER@\"

@decls@
const @A_ENTRY@ @array@_registry[] = {
@rows@    {NULL, NULL},
};
const size_t @array@_registry_count = @count@;
")
    set(${out} ${file} PARENT_SCOPE)
endfunction()
