# What `cmake --install` puts where. Installed files find each other by relative paths, so the tree can be moved.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/storymap)

install(DIRECTORY include/storymap DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(TARGETS storymap_headers EXPORT storymapHeaders)
install(EXPORT storymapHeaders NAMESPACE storymap:: DESTINATION ${package_dir})
if(STORYMAP_BUILD_LIBRARY)
  install(TARGETS storymap EXPORT storymapTargets)
  install(EXPORT storymapTargets NAMESPACE storymap:: DESTINATION ${package_dir})

  # simdjson is the one dependency with something to link. A static library leaves it to whoever links that; a shared
  # one has it recorded.
  if(NOT storymap_json STREQUAL "nlohmann")
    if(BUILD_SHARED_LIBS)
      set(requires "Requires.private: simdjson")
    else()
      set(requires "Requires: simdjson")
      set(storymap_link_packages simdjson)
    endif()
  endif()
  file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(cmake/storymap.pc.in storymap.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/storymap.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
if(TARGET storymap_c)
  install(TARGETS storymap_c EXPORT storymapC)
  install(FILES bindings/c/storymap.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT storymapC NAMESPACE storymap:: DESTINATION ${package_dir})
  file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(bindings/c/storymap_c.pc.in storymap_c.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/storymap_c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
if(TARGET storymap_cli)
  install(TARGETS storymap_cli)
endif()

configure_package_config_file(cmake/storymapConfig.cmake.in storymapConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(storymapConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/storymapConfig.cmake ${PROJECT_BINARY_DIR}/storymapConfigVersion.cmake
  DESTINATION ${package_dir})
