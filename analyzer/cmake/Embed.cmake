# aa_embed(<out> OUTPUT <file> FILES <files>)
#
# Compiles data files into the library. checks/data/policy.txt becomes
# `aa_embedded_find("policy.txt")`. Sets <out> to the .c file written.
function(aa_embed out)
    cmake_parse_arguments(A "" "OUTPUT" "FILES" ${ARGN})
    list(SORT A_FILES)
    set(arrays "")
    set(rows "")
    set(n 0)
    foreach(f IN LISTS A_FILES)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${f})
        cmake_path(GET f FILENAME name)
        file(READ ${f} hex HEX)
        string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
        string(APPEND arrays "static const uint8_t file_${n}[] = {${bytes} 0};\n")
        string(APPEND rows "    {\"${name}\", {file_${n}, sizeof file_${n} - 1}},\n")
        math(EXPR n "${n} + 1")
    endforeach()
    file(CONFIGURE OUTPUT ${A_OUTPUT} @ONLY CONTENT "/* Written by Embed.cmake. */
#include \"base/embedded.h\"

@arrays@
const aa_embedded aa_embedded_files[] = {
@rows@    {NULL, {(const uint8_t *)\"\", 0}},
};
")
    set(${out} ${A_OUTPUT} PARENT_SCOPE)
endfunction()
