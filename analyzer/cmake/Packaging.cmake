# Install rules, the CMake package, the pkg-config file, and the Debian package.
include(CMakePackageConfigHelpers)

set(headers ${PROJECT_SOURCE_DIR}/include/appassay)
install(DIRECTORY ${headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev FILES_MATCHING PATTERN "*.h")
install(FILES ${PROJECT_BINARY_DIR}/include/appassay/version.h
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/appassay COMPONENT dev)

install(TARGETS appassay_shared EXPORT appassay
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT dev)
install(TARGETS appassay_static EXPORT appassay ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
if(TARGET appassay_cli)
    install(TARGETS appassay_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/analyzer/cli/appassay.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT runtime OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/analyzer/cli/appassay.bash RENAME appassay
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT runtime)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime
    RENAME copyright)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/reports/schema DESTINATION ${CMAKE_INSTALL_DATADIR}/appassay
    COMPONENT runtime OPTIONAL FILES_MATCHING PATTERN "*.json")

# find_package(appassay): the static library finds its own dependencies again.
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/appassay)
install(EXPORT appassay NAMESPACE appassay:: FILE appassayTargets.cmake DESTINATION ${package_dir} COMPONENT dev)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/appassayConfig.cmake.in
    ${PROJECT_BINARY_DIR}/appassayConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/appassayConfigVersion.cmake
    VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/appassayConfig.cmake ${PROJECT_BINARY_DIR}/appassayConfigVersion.cmake
    DESTINATION ${package_dir} COMPONENT dev)
# Relative to where the file lies: --prefix, DESTDIR and the Debian package are all installs elsewhere.
file(RELATIVE_PATH pc_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_to_prefix ${pc_to_prefix})
configure_file(${CMAKE_CURRENT_LIST_DIR}/appassay.pc.in ${PROJECT_BINARY_DIR}/appassay.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/appassay.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)

set(CPACK_PACKAGE_NAME appassay)
set(CPACK_PACKAGE_VENDOR appassay)
set(CPACK_PACKAGE_CONTACT "appassay maintainers <maintainers@appassay.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
