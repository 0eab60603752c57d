# Holds the C sources to .clang-format where clang-format 14 is installed; other versions write some lines differently.
find_program(WENGERT_CLANG_FORMAT NAMES clang-format-14 clang-format)
if(WENGERT_CLANG_FORMAT)
    execute_process(COMMAND ${WENGERT_CLANG_FORMAT} --version OUTPUT_VARIABLE clang_format_version ERROR_QUIET)
    if(clang_format_version MATCHES "version 14\\.")
        file(GLOB_RECURSE formatted CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/include/*.h ${CMAKE_SOURCE_DIR}/src/*.[ch]
             ${CMAKE_SOURCE_DIR}/tests/*.[ch])
        add_test(NAME format COMMAND ${WENGERT_CLANG_FORMAT} --dry-run -Werror --style=file ${formatted})
    endif()
endif()
