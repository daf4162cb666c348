# What `cmake --install` puts where. Installed files find each other by relative paths, so the tree can be moved.
#
# Components: `runtime` is what programs need that are there already (shared libraries, the command), `development` what
# it takes to build others (headers, static libraries, packages of CMake and pkg-config); `python` is for pip alone.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/storymap)

install(DIRECTORY include/storymap DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
install(TARGETS storymap_headers EXPORT storymapHeaders)
install(EXPORT storymapHeaders NAMESPACE storymap:: DESTINATION ${package_dir} COMPONENT development)
if(STORYMAP_BUILD_LIBRARY)
  install(TARGETS storymap EXPORT storymapTargets
    LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
    ARCHIVE COMPONENT development)
  install(EXPORT storymapTargets NAMESPACE storymap:: DESTINATION ${package_dir} COMPONENT development)

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
  install(FILES ${PROJECT_BINARY_DIR}/storymap.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endif()
if(TARGET storymap_c)
  install(TARGETS storymap_c EXPORT storymapC LIBRARY COMPONENT runtime NAMELINK_COMPONENT development)
  install(FILES bindings/c/storymap.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
  install(EXPORT storymapC NAMESPACE storymap:: DESTINATION ${package_dir} COMPONENT development)
  file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(bindings/c/storymap_c.pc.in storymap_c.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/storymap_c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endif()
if(TARGET storymap_cli)
  install(TARGETS storymap_cli RUNTIME COMPONENT runtime)
endif()
if(BUILD_SHARED_LIBS)  # they find each other wherever they are
  file(RELATIVE_PATH libraries_from_bin /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
  foreach(target IN ITEMS storymap_c storymap_cli)
    if(TARGET ${target})
      set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN;$ORIGIN/${libraries_from_bin}")
    endif()
  endforeach()
endif()

configure_package_config_file(cmake/storymapConfig.cmake.in storymapConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(storymapConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/storymapConfig.cmake ${PROJECT_BINARY_DIR}/storymapConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT development)
