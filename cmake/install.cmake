# What `cmake --install` puts where. Everything is found relative to the installed files, so the tree can be moved.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/storymap)

install(DIRECTORY include/storymap DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS storymap_headers EXPORT storymapHeaders)
install(EXPORT storymapHeaders NAMESPACE storymap:: DESTINATION ${package_dir})
if(STORYMAP_BUILD_LIBRARY)
  install(TARGETS storymap EXPORT storymapTargets)
  install(EXPORT storymapTargets NAMESPACE storymap:: DESTINATION ${package_dir})
endif()
if(STORYMAP_BUILD_CLI)
  install(TARGETS storymap_cli)
endif()

configure_package_config_file(cmake/storymapConfig.cmake.in storymapConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(storymapConfigVersion.cmake COMPATIBILITY SameMinorVersion)
configure_file(cmake/storymap.pc.in storymap.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/storymapConfig.cmake ${PROJECT_BINARY_DIR}/storymapConfigVersion.cmake
  DESTINATION ${package_dir})
install(FILES ${PROJECT_BINARY_DIR}/storymap.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
